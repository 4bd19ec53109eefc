//! A part of a proposal is written by somebody else, who sees no more than it.

use access::{Actor, Capacity};
use app::{AppError, BodyKey, Moment, NewPart, OpenProposal, PartTaken, Reference, Saved};
use drafting::{Draft, PartBack};
use governance::{Standing, Step, StepKind};

use crate::example::{Example, somebody};

const GROUP: &str = "Commissioning and Placements Group";
const SERVICE: &str = "Integrated Children's Disability Service";

const WHOLE: &str = r#"
muster = 1
title = "What the directors want"
body = "Nottinghamshire County Council"

[defaults]
unit = "Commissioning and Placements Group"
from = 2026-06-01

[[change]]
establish = "Hidden Strategist"
grade = "Band E"
posts = 1
fte = 1

[[change]]
establish = "Short Breaks Organiser"
grade = "Grade 4"
posts = 2
fte = 2
unit = "Integrated Children's Disability Service"

[[funding]]
source = "A reserve that nobody knows of"
amount = 987654

[report]
reason = "The directors have their reasons."
"#;

/// What of the whole nobody finds in the part.
const SECRETS: [&str; 4] = ["directors", "Hidden Strategist", "reserve", "987,654"];

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

async fn open(example: &Example, actor: &Actor, reference: &Reference) -> OpenProposal {
    let open = example.muster.proposal(actor, &notts(), reference).await;
    open.unwrap()
}

struct Given {
    example: Example,
    author: Actor,
    writer: Actor,
    whole: Reference,
    part: Reference,
}

impl Given {
    async fn new() -> Self {
        let example = Example::of_cases().await;
        let author = somebody(&example, "Officer 1").await;
        let writer = somebody(&example, "Officer 2").await;
        let muster = &example.muster;
        let draft = Draft::taken_in("case.toml", WHOLE.as_bytes()).unwrap();
        let whole = muster.begin_with(&author, &notts(), &draft).await.unwrap();
        let proposal = open(&example, &author, &whole).await;
        let new = NewPart {
            unit: SERVICE.to_owned(),
            for_whom: "Team manager".to_owned(),
            days: 14,
        };
        let part = muster.give_part(&author, &notts(), &proposal, &new).await;
        let part = part.unwrap();
        let parts = muster.given_parts(&author, &notts(), &proposal).await;
        let (link, is_open) = parts.unwrap()[0].links[0].clone();
        assert!(is_open);
        assert_eq!(link.capacity, Capacity::Author);
        let joined = muster.join_case(&writer, &notts(), link.id).await.unwrap();
        assert_eq!(joined, part);
        Self {
            example,
            author,
            writer,
            whole,
            part,
        }
    }

    async fn saved(&self, actor: &Actor, reference: &Reference, from: &str, to: &str) -> Saved {
        let over = open(&self.example, actor, reference).await;
        assert!(over.draft.text().contains(from), "{}", over.draft.text());
        let draft = Draft::read(&over.draft.text().replace(from, to));
        let muster = &self.example.muster;
        muster
            .save_draft(actor, &notts(), &over, &draft)
            .await
            .unwrap()
    }

    async fn taken_in(&self, number: u32, the_part_holds: bool) -> PartTaken {
        let over = open(&self.example, &self.author, &self.whole).await;
        let (muster, part) = (&self.example.muster, &self.part);
        let body = notts();
        let taken = muster.take_in_part(&self.author, &body, &over, part, number, the_part_holds);
        taken.await.unwrap()
    }

    async fn text(&self) -> String {
        let whole = open(&self.example, &self.author, &self.whole).await;
        whole.draft.text().to_owned()
    }
}

#[tokio::test]
async fn whoever_writes_a_part_finds_nothing_of_the_rest() {
    let given = Given::new().await;
    let (muster, writer) = (&given.example.muster, &given.writer);
    // Of all that a person can look up, nothing leads to the whole or says a word of it.
    let whole = muster.proposal(writer, &notts(), &given.whole).await;
    assert!(matches!(whole, Err(AppError::NotFound("proposal"))));
    let part = open(&given.example, writer, &given.part).await;
    let listed = muster.proposals(writer, &notts()).await.unwrap();
    let today = Moment::on(given.example.today());
    let coming = muster.coming_up(writer, &notts(), today).await.unwrap();
    let found = muster
        .search(writer, &notts(), today, "Strategist", 10, 10)
        .await;
    let touching = muster.touching(writer, &notts(), &part).await.unwrap();
    let people = muster.people_on(writer, &part).await.unwrap();
    let history = muster
        .proposal_at(writer, &notts(), &given.part, Some(1))
        .await;
    let what_it_does = muster.consequences(writer, &notts(), &part.draft).await;
    let seen = format!(
        "{part:?} {listed:?} {coming:?} {found:?} {touching:?} {people:?} {history:?} {:?} {:?}",
        what_it_does.as_ref().unwrap().findings,
        what_it_does.as_ref().unwrap().statement,
    );
    assert!(seen.contains("Short Breaks Organiser"));
    for secret in SECRETS {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
    assert_eq!(listed.len(), 1);
    assert!(listed[0].is_part);
    // The author of the whole is on both, and neither is in the way of the other.
    let whole = open(&given.example, &given.author, &given.whole).await;
    let touching = muster.touching(&given.author, &notts(), &whole).await;
    assert!(touching.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_saved_in_a_part_is_taken_in_by_those_who_gave_it() {
    let given = Given::new().await;
    let muster = &given.example.muster;
    given
        .saved(&given.writer, &given.part, "posts     = 2", "posts     = 3")
        .await;
    let not_theirs = open(&given.example, &given.writer, &given.part).await;
    let body = notts();
    let parts = muster.given_parts(&given.writer, &body, &not_theirs);
    assert!(parts.await.unwrap().is_empty(), "a part has no parts");
    // What was looked at is not what is there.
    assert!(matches!(
        given.taken_in(1, false).await,
        PartTaken::LookAgain
    ));
    let taken = given.taken_in(2, false).await;
    assert!(matches!(taken, PartTaken::As(Saved::As(_))), "{taken:?}");
    let text = given.text().await;
    assert!(text.contains("posts     = 3"), "{text}");
    assert!(text.contains("The directors have their reasons."));
    // A form that is sent twice writes once.
    let again = given.taken_in(2, false).await;
    assert!(
        matches!(again, PartTaken::As(Saved::Already(_))),
        "{again:?}"
    );
    assert_eq!(given.text().await, text);
}

#[tokio::test]
async fn where_both_changed_the_same_somebody_says_what_holds() {
    let given = Given::new().await;
    let (muster, author) = (&given.example.muster, &given.author);
    let (from, to) = ("posts     = 2", "posts     = 3");
    given.saved(&given.writer, &given.part, from, to).await;
    given
        .saved(author, &given.whole, from, "posts     = 9")
        .await;
    let whole = open(&given.example, author, &given.whole).await;
    let look = muster
        .look_at_part(author, &notts(), &whole, &given.part)
        .await;
    let PartBack::BothChanged { about, .. } = look.unwrap().back else {
        panic!("both changed the organisers");
    };
    assert_eq!(about, ["Short Breaks Organiser"]);
    assert!(matches!(
        given.taken_in(2, false).await,
        PartTaken::LookAgain
    ));
    assert!(given.text().await.contains("posts     = 9"));
    assert!(matches!(
        given.taken_in(2, true).await,
        PartTaken::As(Saved::As(_))
    ));
    let text = given.text().await;
    assert!(
        text.contains(to) && !text.contains("posts     = 9"),
        "{text}"
    );
    assert!(text.contains("Hidden Strategist"));
}

#[tokio::test]
async fn a_part_takes_no_step_of_its_own_and_is_not_divided() {
    let given = Given::new().await;
    let muster = &given.example.muster;
    let part = open(&given.example, &given.writer, &given.part).await;
    let seen = muster.life_of(&part);
    let (step, standing) = (Step::SentForComments { revision: 1 }, Standing::default());
    assert!(!muster.may_step(&given.writer, &part, StepKind::SentForComments));
    let sent = muster.take(&given.writer, &part, &seen, &standing, &step, None);
    assert!(matches!(sent.await, Err(AppError::OfAPart)));
    let new = NewPart {
        unit: GROUP.to_owned(),
        for_whom: "Somebody".to_owned(),
        days: 1,
    };
    let divided = muster.give_part(&given.writer, &notts(), &part, &new).await;
    assert!(matches!(divided, Err(AppError::OfAPart)));
    // It can be given up like any proposal.
    assert!(muster.may_step(&given.writer, &part, StepKind::Withdrawn));
    let whole = open(&given.example, &given.author, &given.whole).await;
    let nowhere = NewPart {
        unit: "Nowhere".to_owned(),
        ..new.clone()
    };
    let given_away = muster
        .give_part(&given.author, &notts(), &whole, &nowhere)
        .await;
    assert!(matches!(given_away, Err(AppError::NotFound("unit"))));
    let to_nobody = NewPart {
        for_whom: " ".to_owned(),
        ..new
    };
    let given_away = muster
        .give_part(&given.author, &notts(), &whole, &to_nobody)
        .await;
    assert!(matches!(given_away, Err(AppError::NoName)));
}

//! A change to something lapses exactly the comments that rely on it.

use access::{AccountId, Actor, Role, Roles};
use app::{BodyKey, OpenProposal};
use drafting::Draft;
use governance::{Signed, SignedComment, Standing, Step};

use crate::example::{Example, somebody};

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

const CASE: &str = r#"
muster = 1
title = "Reorganisation of Placements"
body = "Nottinghamshire County Council"
date = 2019-05-20
decision_maker = ["Policy Committee"]

[costing]
profile = "ncc-2018-19"

[defaults]
unit = "Placements Team"
from = 2019-06-01

[[unit]]
name = "Placements Team"

[[post]]
title = "Placements Officer"
grade = "Grade 3"
posts = 4
fte = 4
occupancy = "filled"
permanent = true
cost = "£28,376"

[[change]]
disestablish = "Placements Officer"
posts = 1

[[change]]
establish = "Placements Organiser"
grade = "Grade 4"
posts = 1
fte = 1
permanent = true
cost = "£33,504"

[[funding]]
source = "Contingency"
amount = "£5,128"
state = "requested"

[consultation]
with = ["UNISON"]
outcome = "No objection"

[[recommendation]]
text = "That the post is established at a full-year cost of {cost.full_year}."

[report]
purpose = "To seek approval."
"#;

/// An edit of the case, and the comments that rely on what it changes.
struct Edit {
    from: &'static str,
    to: &'static str,
    lapses: &'static [&'static str],
}

const EDITS: [Edit; 7] = [
    Edit {
        from: "purpose = \"To seek approval.\"",
        to: "purpose = \"To seek the approval of members.\"",
        lapses: &[],
    },
    Edit {
        from: "decision_maker = [\"Policy Committee\"]",
        to: "decision_maker = [\"Personnel Committee\"]",
        lapses: &["constitutional"],
    },
    Edit {
        from: "text = \"That the post",
        to: "text = \"That one post",
        lapses: &["constitutional"],
    },
    Edit {
        from: "state = \"requested\"",
        to: "state = \"released\"",
        lapses: &["financial"],
    },
    Edit {
        from: "outcome = \"No objection\"",
        to: "outcome = \"Two answers, both against\"",
        lapses: &["hr"],
    },
    Edit {
        from: "occupancy = \"filled\"",
        to: "filled_by = 2",
        lapses: &["hr"],
    },
    // What a post costs stands in the recommendation too.
    Edit {
        from: "cost = \"£33,504\"",
        to: "cost = \"£33,604\"",
        lapses: &["constitutional", "financial"],
    },
];

async fn digests(example: &Example, open: &OpenProposal, text: &str) -> Vec<(String, String)> {
    let mut edited = open.clone();
    edited.draft = Draft::read(text).into();
    let council = notts();
    let of = example
        .muster
        .sign_offs(&Actor::Operator, &council, &edited);
    let of = of.await.unwrap();
    assert!(
        !of.analysis.statement.lines.is_empty(),
        "{:?}",
        of.analysis.findings
    );
    let all = of.comments.into_iter();
    all.map(|one| (one.required.kind, one.relied.digest))
        .collect()
}

#[tokio::test]
async fn whatever_is_edited_together_lapses_those_who_rely_on_some_of_it() {
    let example = Example::of_cases().await;
    let council = notts();
    let reference = example
        .muster
        .begin_with(&Actor::Operator, &council, &Draft::read(CASE))
        .await
        .unwrap();
    let open = example
        .muster
        .proposal(&Actor::Operator, &council, &reference);
    let open = open.await.unwrap();
    let before = digests(&example, &open, CASE).await;
    for chosen in 0..1_u32 << EDITS.len() {
        let own = EDITS.iter().enumerate();
        let own = own
            .filter(|(at, _)| chosen & (1 << at) != 0)
            .map(|(_, edit)| edit);
        let mut text = CASE.to_owned();
        let mut expected: Vec<&str> = Vec::new();
        for edit in own {
            assert!(text.contains(edit.from), "{}", edit.from);
            text = text.replacen(edit.from, edit.to, 1);
            expected.extend(edit.lapses);
        }
        expected.sort_unstable();
        expected.dedup();
        let now = digests(&example, &open, &text).await;
        let lapsed = before
            .iter()
            .zip(&now)
            .filter(|(before, now)| before != now);
        let lapsed: Vec<&str> = lapsed.map(|(before, _)| before.0.as_str()).collect();
        assert_eq!(lapsed, expected, "edits {chosen:b}");
    }
}

#[tokio::test]
async fn layout_lapses_nothing() {
    let example = Example::of_cases().await;
    let council = notts();
    let draft = Draft::read(CASE);
    let begun = example
        .muster
        .begin_with(&Actor::Operator, &council, &draft);
    let reference = begun.await.unwrap();
    let open = example
        .muster
        .proposal(&Actor::Operator, &council, &reference);
    let open = open.await.unwrap();
    let spaced = CASE
        .replace("\n[[", "\n# A note to myself.\n\n\n[[")
        .replace(" = ", "  =  ");
    let before = digests(&example, &open, CASE).await;
    assert_eq!(before, digests(&example, &open, &spaced).await);
}

#[tokio::test]
async fn the_revision_that_lapsed_a_comment_is_named_however_many_came_after() {
    let example = Example::of_cases().await;
    let (muster, council) = (&example.muster, notts());
    let author = somebody(&example, "Officer 1").await;
    let first = Draft::read(CASE);
    let begun = muster.begin_with(&author, &council, &first).await;
    let reference = begun.unwrap();
    let open = async |actor: &Actor| {
        let open = muster.proposal(actor, &council, &reference).await;
        open.unwrap()
    };
    let (words, standing) = (Some("Considered."), Standing::default());
    let of = open(&author).await;
    let (seen, step) = (muster.life_of(&of), Step::SentForComments { revision: 1 });
    let sent = muster.take(&author, &of, &seen, &standing, &step, words);
    sent.await.unwrap();
    let officer = Actor::Account {
        id: AccountId([9; 16]),
        roles: Roles::everywhere([Role::Finance]),
    };
    let of = open(&officer).await;
    let signs = muster.sign_offs(&officer, &council, &of).await.unwrap();
    let money = signs.comments.iter();
    let money = money.clone().find(|one| one.required.kind == "financial");
    let signed = Step::CommentSigned(SignedComment {
        kind: "financial".to_owned(),
        role: "Section 151 officer".to_owned(),
        signed: Signed::Signed,
        revision: 1,
        relied: money.unwrap().relied.clone(),
    });
    let taken = muster.take(&officer, &of, &signs.case, &signs.standing, &signed, words);
    taken.await.unwrap();
    let lapsed_with = async || {
        let of = open(&officer).await;
        let signs = muster.sign_offs(&officer, &council, &of).await.unwrap();
        let mut comments = signs.comments.iter();
        let money = comments.find(|one| one.required.kind == "financial");
        let with = muster.lapsed_with(&officer, &council, &of, money.unwrap());
        with.await.unwrap().map(|saved| saved.number)
    };
    assert_eq!(lapsed_with().await, None);
    let edits = [
        // Words alone lapse nothing of the money; then money does; then words again, and money again.
        (
            "To seek approval.",
            "To seek the approval of members.",
            None,
        ),
        ("£33,504", "£33,604", Some(3)),
        ("No objection", "One answer", Some(3)),
        ("£33,604", "£33,704", Some(3)),
        // What the officer relied on is back: the comment holds, and what undoes it later lapses it anew.
        ("£33,704", "£33,504", None),
        ("\"requested\"", "\"released\"", Some(7)),
    ];
    let mut text = CASE.to_owned();
    for (from, to, lapsed) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
        let over = open(&author).await;
        let draft = Draft::read(&text);
        let saved = muster.save_draft(&author, &council, &over, &draft).await;
        assert!(matches!(saved, Ok(app::Saved::As(_))), "{saved:?}");
        assert_eq!(lapsed_with().await, lapsed, "{to}");
    }
}

//! What was decided is recorded once, or not at all.

use std::fmt::Write as _;
use std::sync::LazyLock;

use access::{AccountId, Actor, Role, Roles};
use app::{
    AppError, BodyKey, CaseLife, DecisionCheck, FurtherDecision, Minute, Moment, OpenProposal,
    Reference, StoreError, Verdict, WhyWaiting,
};
use base::Date;
use governance::{
    ConditionKey, Procedure, Published, Relied, Resolution, Signed, SignedComment, Standing, State,
    Step, WhatMustHappen,
};
use proposal::case::{HowMany, Outcome};
use proposal::decide::Amended;
use proposal::rebase::Answer;

use crate::example::{Example, case_files};

pub(crate) const OPERATOR: Actor = Actor::Operator;

static ANYTOWN: LazyLock<BodyKey> = LazyLock::new(|| BodyKey::of("Anytown Council"));

pub(crate) fn anytown() -> &'static BodyKey {
    &ANYTOWN
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A case that stands in nobody's way, with the four posts that it ends.
const OPENING: &str = r#"
title = "Opening"
body = "Anytown Council"
date = 2026-03-01
decision_maker = "Personnel Committee"

[[unit]]
name = "Commissioning"

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4
unit = "Commissioning"

[[post]]
title = "Commissioning Officer"
grade = "Band B"
posts = 2
fte = 2
unit = "Commissioning"

[[change]]
establish = "Clerk"
posts = 1
fte = 1
unit = "Commissioning"

[[obligation]]
what = "A further report on staffing"
about = ["Commissioning", "Placements"]
"#;

const PROPOSAL: &str = r#"
title = "Reorganisation"
body = "Anytown Council"
date = 2026-03-20
decision_maker = "Personnel Committee"

[defaults]
from = 2026-06-01

[[change]]
change = "Commissioning Officer"
to = { grade = "Band C" }

[[change]]
disestablish = "Commissioning Assistant"
posts = 4

[[change]]
establish = "Service Organiser"
grade = "Grade 4"
posts = 3
fte = 3
unit = "Commissioning"
in_place_of = "Commissioning Assistant"

[[recommendation]]
covers = ["1"]
text = "That the officers are graded anew."

[[recommendation]]
covers = ["2", "3"]
text = "That the assistants make way for organisers."

[[discharge]]
what = "A further report on staffing"
of = 2026-03-01
units = ["Commissioning"]
"#;

/// The officers who sign comments.
fn officers() -> Actor {
    Actor::Account {
        id: AccountId([5; 16]),
        roles: Roles::everywhere([Role::Legal, Role::Finance, Role::Hr]),
    }
}

async fn kept(example: &Example, text: &str) -> Reference {
    let kept = example.muster.keep_case(&OPERATOR, text).await.unwrap();
    kept.expect("it names its council")
}

/// A proposal as it is published, and how far it is.
pub(crate) async fn published(
    example: &Example,
    body: &BodyKey,
    text: &str,
) -> (OpenProposal, CaseLife) {
    let reference = kept(example, text).await;
    let muster = &example.muster;
    let open = muster.proposal(&OPERATOR, body, &reference).await.unwrap();
    let revision = open.saved.number;
    let seen = muster.life_of(&open);
    let comments = seen.way.comments.iter().map(|one| {
        Step::CommentSigned(SignedComment {
            kind: one.kind.clone(),
            role: one.title.clone(),
            signed: Signed::Signed,
            revision,
            relied: Relied::default(),
        })
    });
    let published = Step::Published(Published {
        revision,
        decision_maker: "The body".into(),
        meeting: day("2026-03-20"),
        from: "2026-03-12T09:00:00Z".into(),
        editions: Vec::new(),
    });
    let subjects = seen.way.comments.iter();
    let standing = Standing {
        subjects: subjects
            .map(|one| (one.kind.clone(), String::new()))
            .collect(),
        ..Standing::default()
    };
    let steps = std::iter::once(Step::SentForComments { revision }).chain(comments);
    for step in steps.chain([Step::Cleared { revision }, published]) {
        let seen = muster.life(&OPERATOR, body, &open.reference).await.unwrap();
        let words = step.needs_words().then_some("Fine.");
        let actor = match step {
            Step::CommentSigned(_) => officers(),
            _ => OPERATOR,
        };
        let taken = muster.take(&actor, &open, &seen, &standing, &step, words);
        taken.await.unwrap();
    }
    let open = muster.proposal(&OPERATOR, body, &reference).await.unwrap();
    let seen = muster.life_of(&open);
    assert_eq!(seen.life.state(), State::Published);
    (open, seen)
}

pub(crate) fn minute(on: &str, by: &str, outcomes: &[Outcome]) -> Minute {
    let resolution = |(at, outcome): (usize, &Outcome)| Resolution {
        recommendation: at + 1,
        outcome: *outcome,
        minuted: None,
        conditions: Vec::new(),
    };
    Minute {
        on: day(on),
        decision_maker: by.into(),
        resolutions: outcomes.iter().enumerate().map(resolution).collect(),
        amendments: Vec::new(),
        source: Some("Minute 12".into()),
        record: None,
    }
}

fn approved(count: usize) -> Minute {
    minute(
        "2026-03-20",
        "Personnel Committee",
        &vec![Outcome::Approved; count],
    )
}

async fn check(
    example: &Example,
    (open, seen): &(OpenProposal, CaseLife),
    minute: &Minute,
) -> DecisionCheck {
    let checked = example
        .muster
        .check_decision(&OPERATOR, anytown(), open, seen, minute);
    checked.await.unwrap()
}

async fn decide(
    example: &Example,
    (open, seen): &(OpenProposal, CaseLife),
    minute: &Minute,
) -> Result<Verdict, AppError> {
    let head = check(example, &(open.clone(), seen.clone()), minute)
        .await
        .head;
    let muster = &example.muster;
    let decided = muster.decide(&OPERATOR, anytown(), open, seen, head, minute);
    decided.await
}

/// The proposal as it is now.
pub(crate) async fn again(example: &Example, open: &OpenProposal) -> (OpenProposal, CaseLife) {
    let muster = &example.muster;
    let open = muster.proposal(&OPERATOR, anytown(), &open.reference);
    let open = open.await.unwrap();
    let seen = muster.life_of(&open);
    (open, seen)
}

/// What a council holds on a day, as text.
async fn holds(example: &Example, body: &BodyKey, on: &str) -> String {
    let question = app::EstablishmentQuestion::at(Moment {
        in_force_on: day(on),
        as_recorded_at: day("2026-04-01"),
    });
    let page = example.muster.establishment(&OPERATOR, body, &question);
    let page = page.await.unwrap();
    let mut lines: Vec<String> = { page.rows.iter() }
        .map(|row| {
            let post = &row.line.post;
            format!("{} {} {}", post.posts, post.title, post.grade)
        })
        .collect();
    lines.sort();
    lines.join(", ")
}

/// A register with the opening posts, recorded as a decision of its own.
pub(crate) async fn opened() -> Example {
    let example = Example::empty().await;
    let opening = published(&example, anytown(), OPENING).await;
    let approved = minute("2026-03-01", "Personnel Committee", &[Outcome::Approved]);
    let done = decide(&example, &opening, &approved).await.unwrap();
    assert!(matches!(done, Verdict::Recorded { .. }));
    example
}

fn said(check: &DecisionCheck) -> String {
    let mut text = String::new();
    for one in &check.days {
        let fte = one.fte.map(|fte| fte.to_string());
        let _ = writeln!(
            text,
            "{}: {} end, {} begin, {} change, FTE {fte}",
            one.day, one.ended, one.established, one.changed
        );
    }
    for (change, why) in &check.waiting {
        let _ = writeln!(text, "change {} waits: {why:?}", change + 1);
    }
    for change in &check.not_approved {
        let _ = writeln!(text, "change {} not approved", change + 1);
    }
    for one in &check.keeps {
        let _ = writeln!(
            text,
            "keeps {:?} for {} of {}",
            one.what, one.units, one.about
        );
    }
    text
}

#[tokio::test]
async fn what_a_decision_does_is_shown_and_then_recorded() {
    let example = opened().await;
    let before = holds(&example, anytown(), "2026-07-01").await;
    assert_eq!(
        before,
        "1 Clerk not known, 2 Commissioning Officer Band B, 4 Commissioning Assistant Grade 3"
    );
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let checked = check(&example, &proposal, &approved(2)).await;
    assert_eq!(
        said(&checked),
        "2026-06-01: 4 end, 3 begin, 2 change, FTE -1\n\
         keeps \"A further report on staffing\" for 1 of 2\n"
    );
    assert_eq!(holds(&example, anytown(), "2026-07-01").await, before);
    let done = decide(&example, &proposal, &approved(2)).await.unwrap();
    let Verdict::Recorded { receipt, .. } = done else {
        panic!("{done:?}")
    };
    assert_eq!(
        holds(&example, anytown(), "2026-07-01").await,
        "1 Clerk not known, 2 Commissioning Officer Band C, 3 Service Organiser Grade 4"
    );
    assert_eq!(
        holds(&example, anytown(), "2026-05-31").await,
        before,
        "nothing changes before its day"
    );
    let (open, seen) = again(&example, &proposal.0).await;
    assert_eq!(seen.life.state(), State::Decided);
    assert!(open.is_decided);
    assert_eq!(open.saved.number, 2);
    let ledger = seen.life.decisions()[0].1.ledger.clone().unwrap();
    assert_eq!(
        format!("{}-{}", ledger.entries, ledger.hash),
        receipt.to_string()
    );
    let verified = example.muster.verify(&OPERATOR, &[receipt]).await.unwrap();
    assert_eq!(verified.faults, []);
}

#[tokio::test]
async fn a_form_sent_twice_is_recorded_once() {
    let example = opened().await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let head = check(&example, &proposal, &approved(2)).await.head;
    let (open, seen) = &proposal;
    let muster = &example.muster;
    let (body, minute) = (anytown(), approved(2));
    let decide = || muster.decide(&OPERATOR, body, open, seen, head, &minute);
    let (one, other) = tokio::join!(decide(), decide());
    let is_new = |verdict: &Verdict| matches!(verdict, Verdict::Recorded { .. });
    let (one, other) = (one.unwrap(), other.unwrap());
    assert!(is_new(&one) != is_new(&other), "{one:?} {other:?}");
    let third = decide().await.unwrap();
    assert!(matches!(third, Verdict::Already(_)), "{third:?}");
    let (open, seen) = again(&example, open).await;
    assert_eq!((open.revisions.len(), seen.life.decisions().len()), (2, 1));
}

#[tokio::test]
async fn of_two_different_decisions_at_once_one_is_refused() {
    let example = opened().await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let head = check(&example, &proposal, &approved(2)).await.head;
    let (open, seen) = &proposal;
    let muster = &example.muster;
    let (body, yes) = (anytown(), approved(2));
    let no = minute("2026-03-20", "Personnel Committee", &[Outcome::Refused; 2]);
    let (one, other) = tokio::join!(
        muster.decide(&OPERATOR, body, open, seen, head, &yes),
        muster.decide(&OPERATOR, body, open, seen, head, &no),
    );
    let refused = [one, other].into_iter().filter_map(Result::err);
    let refused: Vec<AppError> = refused.collect();
    assert!(
        matches!(
            refused[..],
            [AppError::Store(
                StoreError::StepConflict { .. } | StoreError::Conflict { .. }
            )] | [AppError::StepNotAllowed(_)]
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_decision_on_a_stale_revision_or_a_ledger_that_moved_is_refused() {
    let example = opened().await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let head = check(&example, &proposal, &approved(2)).await.head;
    let (open, seen) = &proposal;
    let muster = &example.muster;
    let mut stale = open.clone();
    stale.saved.number = 0;
    let minute = approved(2);
    let refused = muster.decide(&OPERATOR, anytown(), &stale, seen, head, &minute);
    assert!(matches!(
        refused.await,
        Err(AppError::Store(StoreError::RevisionConflict { .. }))
    ));
    let other = PROPOSAL
        .replace("Reorganisation", "Other")
        .replace("Band C", "Band D");
    let other = published(&example, anytown(), &other).await;
    decide(&example, &other, &approved(2)).await.unwrap();
    let refused = muster.decide(&OPERATOR, anytown(), open, seen, head, &minute);
    assert!(matches!(
        refused.await,
        Err(AppError::Store(StoreError::Conflict { .. }))
    ));
    let (_, seen) = again(&example, open).await;
    assert_eq!(seen.life.state(), State::Published);
}

#[tokio::test]
async fn refused_deferred_and_conditional_recommendations_have_no_effect() {
    let example = opened().await;
    let before = holds(&example, anytown(), "2026-07-01").await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let no = [Outcome::Refused, Outcome::Deferred];
    let no = minute("2026-03-20", "Personnel Committee", &no);
    let checked = check(&example, &proposal, &no).await;
    assert_eq!(
        said(&checked),
        "change 1 not approved\nchange 2 not approved\nchange 3 not approved\n"
    );
    decide(&example, &proposal, &no).await.unwrap();
    assert_eq!(holds(&example, anytown(), "2026-07-01").await, before);
    let (open, seen) = again(&example, &proposal.0).await;
    let outcomes = &seen.life.decisions()[0].1.resolutions;
    assert_eq!(outcomes[0].outcome, Outcome::Refused, "it leaves a trace");
    assert_eq!(open.draft.case.decision.as_ref().unwrap().outcomes.len(), 2);
}

#[tokio::test]
async fn conditional_changes_are_recorded_with_the_last_condition() {
    let example = opened().await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let must = |what: &str, by: &str| WhatMustHappen {
        what: what.into(),
        decided_by: by.into(),
        procedure: None,
    };
    let mut subject_to = approved(2);
    subject_to.resolutions[1].conditions = vec![
        must("Contingency is released", "Section 151 officer"),
        must("Approval as well", "Executive Member for Human Resources"),
    ];
    let checked = check(&example, &proposal, &subject_to).await;
    assert_eq!(
        said(&checked),
        "2026-06-01: 0 end, 0 begin, 2 change, FTE 0\n\
         change 2 waits: Condition\nchange 3 waits: Condition\n\
         keeps \"A further report on staffing\" for 1 of 2\n"
    );
    decide(&example, &proposal, &subject_to).await.unwrap();
    let partly =
        "1 Clerk not known, 2 Commissioning Officer Band C, 4 Commissioning Assistant Grade 3";
    assert_eq!(holds(&example, anytown(), "2026-07-01").await, partly);
    for condition in [0, 1] {
        assert_eq!(holds(&example, anytown(), "2026-07-01").await, partly);
        let (open, seen) = again(&example, &proposal.0).await;
        let key = ConditionKey {
            of: seen.life.decisions()[0].0.number,
            condition,
        };
        let muster = &example.muster;
        let silent = muster.meet_condition(
            &OPERATOR,
            anytown(),
            &open,
            &seen,
            key,
            (day("2026-04-01"), " "),
        );
        assert!(matches!(silent.await, Err(AppError::NoWords)));
        let met = muster.meet_condition(
            &OPERATOR,
            anytown(),
            &open,
            &seen,
            key,
            (day("2026-04-01"), "Letter of today"),
        );
        assert!(matches!(met.await.unwrap(), Verdict::Recorded { .. }));
        let (open, seen) = again(&example, &proposal.0).await;
        let twice = muster.meet_condition(
            &OPERATOR,
            anytown(),
            &open,
            &seen,
            key,
            (day("2026-04-01"), "Letter"),
        );
        assert!(matches!(twice.await.unwrap(), Verdict::Already(_)));
    }
    assert_eq!(
        holds(&example, anytown(), "2026-07-01").await,
        "1 Clerk not known, 2 Commissioning Officer Band C, 3 Service Organiser Grade 4"
    );
}

#[tokio::test]
async fn an_amended_recommendation_is_a_further_revision_with_its_mark() {
    let example = opened().await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let outcomes = [Outcome::Approved, Outcome::ApprovedAsAmended];
    let mut amended = minute("2026-03-20", "Personnel Committee", &outcomes);
    amended.amendments = vec![(2, Amended::To(HowMany::Posts(2)))];
    decide(&example, &proposal, &amended).await.unwrap();
    assert!(
        holds(&example, anytown(), "2026-07-01")
            .await
            .contains("2 Service Organiser Grade 4")
    );
    let (open, _) = again(&example, &proposal.0).await;
    let note = open.draft.case.changes[2].note.as_ref().unwrap();
    assert_eq!(
        note.value,
        "amended by the ruling of 20 March 2026; it was: establish 3 posts"
    );
}

#[tokio::test]
async fn what_clashes_waits_for_a_further_decision() {
    let example = opened().await;
    let proposal = published(&example, anytown(), PROPOSAL).await;
    let officer = r#"
title = "Officer decision"
body = "Anytown Council"
date = 2026-03-18
decision_maker = "Service Director"
[defaults]
from = 2026-03-18
[[change]]
disestablish = "Commissioning Assistant"
posts = 1
[[recommendation]]
covers = "all"
text = "That a vacant post ends."
"#;
    let officer = published(&example, anytown(), officer).await;
    let agreed = minute("2026-03-18", "Service Director", &[Outcome::Approved]);
    decide(&example, &officer, &agreed).await.unwrap();
    let checked = check(&example, &proposal, &approved(2)).await;
    assert_eq!(
        said(&checked),
        "2026-06-01: 0 end, 3 begin, 2 change, FTE 3\nchange 2 waits: Conflict\n\
         keeps \"A further report on staffing\" for 1 of 2\n"
    );
    assert_eq!(checked.conflicts[0].now, "3 posts");
    decide(&example, &proposal, &approved(2)).await.unwrap();
    let (open, seen) = again(&example, &proposal.0).await;
    let standing = example.muster.in_effect(&OPERATOR, anytown(), &open, &seen);
    let standing = standing.await.unwrap();
    let waiting: Vec<_> = standing
        .waiting
        .iter()
        .map(|one| (one.change, one.why))
        .collect();
    assert_eq!(waiting, [(1, WhyWaiting::Conflict)]);
    let further = FurtherDecision {
        on: day("2026-04-01"),
        decision_maker: "Service Director".into(),
        answers: vec![Answer {
            conflict: 0,
            way: 0,
            reason: "Delegated by the committee; three remain".into(),
        }],
    };
    let head = standing.moved.view.snapshot.head;
    let muster = &example.muster;
    let settled = muster.settle_after_decision(&OPERATOR, anytown(), &open, &seen, head, &further);
    assert!(matches!(settled.await.unwrap(), Verdict::Recorded { .. }));
    assert_eq!(
        holds(&example, anytown(), "2026-07-01").await,
        "1 Clerk not known, 2 Commissioning Officer Band C, 3 Service Organiser Grade 4"
    );
    let (now, seen) = again(&example, &proposal.0).await;
    assert_eq!(
        now.draft.text(),
        open.draft.text(),
        "what was approved is not altered"
    );
    let standing = muster.in_effect(&OPERATOR, anytown(), &now, &seen).await;
    assert_eq!(standing.unwrap().waiting, []);
}

#[tokio::test]
async fn the_published_cases_are_decided_on_a_growing_register() {
    let example = Example::empty().await;
    for file in case_files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let case = drafting::Draft::read(&text).case;
        let body = BodyKey::of(&case.header.body.as_ref().unwrap().value);
        let (open, seen) = published(&example, &body, &text).await;
        let makers: Vec<&str> = { case.header.decision_makers.iter() }
            .map(|maker| maker.value.as_str())
            .collect();
        let makers = if makers.is_empty() {
            vec!["The committee"]
        } else {
            makers
        };
        let on = proposal::recorded_on(&case).unwrap().to_string();
        let count = case.recommendations.len();
        let alone = seen.way.decides_alone();
        let deciders = if alone { &makers[..] } else { &makers[..1] };
        for maker in deciders {
            let open = example.muster.proposal(&OPERATOR, &body, &open.reference);
            let open = open.await.unwrap();
            let seen = example
                .muster
                .life(&OPERATOR, &body, &open.reference)
                .await
                .unwrap();
            let minute = minute(&on, maker, &vec![Outcome::Approved; count]);
            let check = example
                .muster
                .check_decision(&OPERATOR, &body, &open, &seen, &minute);
            let head = check.await.unwrap().head;
            let decided = example
                .muster
                .decide(&OPERATOR, &body, &open, &seen, head, &minute);
            assert!(
                matches!(decided.await.unwrap(), Verdict::Recorded { .. }),
                "{on}"
            );
        }
        let open = example.muster.proposal(&OPERATOR, &body, &open.reference);
        let open = open.await.unwrap();
        let mut seen = example
            .muster
            .life(&OPERATOR, &body, &open.reference)
            .await
            .unwrap();
        while let Some(condition) = seen.life.open_conditions().first() {
            let late = if alone { "2010-04-12" } else { &on };
            let met = (day(late), "Minute of the other body");
            let key = condition.key;
            let signs = condition.must.procedure == Some(Procedure::Countersignature);
            let actor = if signs { officers() } else { OPERATOR };
            let met = example
                .muster
                .meet_condition(&actor, &body, &open, &seen, key, met);
            met.await.unwrap();
            seen = example
                .muster
                .life(&OPERATOR, &body, &open.reference)
                .await
                .unwrap();
        }
        assert_eq!(seen.life.state(), State::Decided, "{on}");
        assert!(open.draft.case.decision.is_some(), "{on}");
    }
    let replayed = Example::of_cases().await;
    for (body, days) in [
        (
            "Nottinghamshire County Council",
            ["2018-09-01", "2019-07-01", "2020-10-01"],
        ),
        ("Bolton Council", ["2010-03-31", "2010-06-01", "2015-01-01"]),
    ] {
        for on in days {
            let body = BodyKey::of(body);
            assert_eq!(
                holds(&example, &body, on).await,
                holds(&replayed, &body, on).await,
                "{on}"
            );
        }
    }
    let verified = example.muster.verify(&OPERATOR, &[]).await.unwrap();
    assert_eq!(verified.faults, []);
}

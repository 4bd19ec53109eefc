//! Whatever is proposed and decided, in whatever order and however late it is recorded: what was recorded before
//! stays as it was, and each change of each proposal is in effect, waits, or was not approved.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use app::{EstablishmentQuestion, Head, Moment, OpenProposal, Verdict};
use base::{Date, add_days};
use proposal::case::Outcome;
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::decide::{OPERATOR, again, anytown, minute, opened, published};
use crate::example::Example;

/// A change of a proposal, with what is decided on the recommendation that asks for it.
#[derive(Clone, Debug)]
struct Asked {
    verb: usize,
    title: usize,
    posts: u32,
    outcome: Outcome,
}

/// A proposal that is decided and recorded.
#[derive(Clone, Debug)]
struct Round {
    asked: Vec<Asked>,
    /// How many days before it is recorded it was decided.
    late: i32,
    /// From how many days after the decision it has effect.
    ahead: i32,
    /// How many days pass until the next one is recorded.
    then: i32,
}

const TITLES: [&str; 4] = [
    "Clerk",
    "Commissioning Officer",
    "Commissioning Assistant",
    "Service Organiser",
];

fn asked() -> impl Strategy<Value = Asked> {
    let outcome = prop_oneof![
        4 => Just(Outcome::Approved),
        1 => Just(Outcome::Refused),
        1 => Just(Outcome::Deferred),
    ];
    (0..4_usize, 0..4_usize, 1..3_u32, outcome).prop_map(|(verb, title, posts, outcome)| Asked {
        verb,
        title,
        posts,
        outcome,
    })
}

fn round() -> impl Strategy<Value = Round> {
    let asked = prop::collection::vec(asked(), 1..4);
    (asked, 0..60_i32, 0..90_i32, 1..40_i32).prop_map(|(asked, late, ahead, then)| Round {
        asked,
        late,
        ahead,
        then,
    })
}

/// The case file of a round, decided on a day.
fn case(number: usize, round: &Round, on: Date) -> String {
    let mut text = format!(
        "title = \"Reorganisation {number}\"\nbody = \"Anytown Council\"\ndate = {on}\n\
         decision_maker = \"Personnel Committee\"\n\n[defaults]\nfrom = {}\n",
        add_days(on, round.ahead)
    );
    for (at, one) in round.asked.iter().enumerate() {
        let (title, posts) = (TITLES[one.title], one.posts);
        let change = match one.verb {
            0 => format!(
                "establish = \"{title}\"\nposts = {posts}\nfte = {posts}\nunit = \"Commissioning\""
            ),
            1 => format!("disestablish = \"{title}\"\nposts = {posts}"),
            2 => format!("change = \"{title}\"\nto = {{ grade = \"Band {number}\" }}"),
            _ => format!("change = \"{title}\"\nto = {{ title = \"{title} {number}\" }}"),
        };
        let _ = write!(
            text,
            "\n[[change]]\n{change}\n\n[[recommendation]]\ncovers = [\"{}\"]\ntext = \"That it is so.\"\n",
            at + 1
        );
    }
    text
}

/// What Anytown holds on a day, as it was known on another.
async fn holds(example: &Example, in_force_on: Date, as_recorded_at: Date) -> String {
    let moment = Moment {
        in_force_on,
        as_recorded_at,
    };
    let question = EstablishmentQuestion::at(moment);
    let page = example
        .muster
        .establishment(&OPERATOR, anytown(), &question);
    let page = page.await.expect("an establishment");
    let mut lines: Vec<String> = { page.rows.iter() }
        .map(|row| {
            format!(
                "{:?} {} {}",
                row.line.id, row.line.post.title, row.line.post.grade
            )
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

/// The days on which one looks, about the day on which something is recorded.
fn looked_at(today: Date) -> [Date; 4] {
    [-60, -1, 30, 90].map(|days| add_days(today, days))
}

/// Every change of a decided proposal is in effect, waits or was not approved, and only one of these.
async fn each_change_is_somewhere(example: &Example, open: &OpenProposal, round: &Round) {
    let (open, seen) = again(example, open).await;
    let stands = example.muster.in_effect(&OPERATOR, anytown(), &open, &seen);
    let stands = stands.await.expect("it is decided");
    let waiting: BTreeSet<usize> = stands.waiting.iter().map(|one| one.change).collect();
    let not_approved: BTreeSet<usize> = stands.not_approved.iter().copied().collect();
    let refused: BTreeSet<usize> = { round.asked.iter().enumerate() }
        .filter(|(_, one)| one.outcome != Outcome::Approved)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(not_approved, refused);
    let mut all: Vec<usize> = stands.recorded.iter().copied().collect();
    all.extend(waiting);
    all.extend(not_approved);
    all.sort_unstable();
    assert_eq!(all, Vec::from_iter(0..round.asked.len()), "{stands:?}");
}

async fn play(rounds: &[Round]) {
    let example = opened().await;
    let mut known: BTreeMap<(Date, Date), String> = BTreeMap::new();
    let mut receipts: Vec<Head> = Vec::new();
    let mut decided: Vec<(OpenProposal, &Round)> = Vec::new();
    for (number, round) in rounds.iter().enumerate() {
        example.clock.pass(24 * 60 * i64::from(round.then));
        let today = example.today();
        let on = add_days(today, -round.late);
        let (open, seen) = published(&example, anytown(), &case(number, round, on)).await;
        let outcomes: Vec<Outcome> = round.asked.iter().map(|one| one.outcome).collect();
        let minute = minute(&on.to_string(), "Personnel Committee", &outcomes);
        let muster = &example.muster;
        let check = muster.check_decision(&OPERATOR, anytown(), &open, &seen, &minute);
        let head = check.await.expect("it can be checked").head;
        let done = muster.decide(&OPERATOR, anytown(), &open, &seen, head, &minute);
        let done = done.await.expect("it can be recorded");
        assert!(matches!(done, Verdict::Recorded { .. }));
        decided.push((open, round));
        for (open, round) in &decided {
            each_change_is_somewhere(&example, open, round).await;
        }
        // As known on an earlier day, everything is as it was then.
        for ((in_force_on, as_recorded_at), before) in &known {
            let now = holds(&example, *in_force_on, *as_recorded_at).await;
            assert_eq!(
                &now, before,
                "{in_force_on} as recorded at {as_recorded_at}"
            );
        }
        for day in looked_at(today) {
            known.insert((day, today), holds(&example, day, today).await);
        }
        receipts.push(muster.ledger(&OPERATOR).await.expect("a ledger").head);
    }
    let verified = example.muster.verify(&OPERATOR, &receipts).await;
    let verified = verified.expect("it can be read");
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_was_recorded_before_is_never_altered(rounds in prop::collection::vec(round(), 1..5)) {
        Runtime::new().expect("a runtime").block_on(play(&rounds));
    }
}

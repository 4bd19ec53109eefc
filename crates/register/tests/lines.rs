//! An establishment that shares its settled lines answers as one that was made line by line.

use std::collections::BTreeSet;
use std::sync::Arc;

use base::{Fte, Known, folded};
use jiff::civil::date;
use proptest::prelude::*;
use register::{
    Act, Amendment, Authority, Decision, Establishment, Ledger, LineId, PostLine, Quantity,
    Standing, difference,
};

const TITLES: [&str; 8] = [
    "Clerk",
    "Clerks",
    "clerk & typist",
    "Clerk and Typist",
    "The Clerk",
    "Ranger",
    "",
    "S",
];

#[derive(Clone, Debug)]
enum Step {
    Attest(usize, Option<u32>),
    Retitle(usize, usize),
    Take(usize, u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let title = 0..TITLES.len();
    let step = prop_oneof![
        (title.clone(), proptest::option::of(1..4_u32)).prop_map(|(t, fte)| Step::Attest(t, fte)),
        (0..12_usize, title).prop_map(|(line, title)| Step::Retitle(line, title)),
        (0..12_usize, 0..3_u32).prop_map(|(line, fte)| Step::Take(line, fte)),
    ];
    proptest::collection::vec(step, 0..24)
}

/// What a step does, on lines that may not be there.
fn act(step: &Step, ledger: &mut Ledger) -> Act {
    let line = |number: usize| LineId::numbered(u32::try_from(number).unwrap_or(0) + 1);
    match step {
        Step::Attest(title, fte) => Act::Attest {
            line: ledger.new_line(),
            post: PostLine {
                fte: fte.map(Fte::whole).into(),
                ..PostLine::titled(TITLES[*title])
            },
        },
        Step::Retitle(number, title) => Act::Amend {
            line: line(*number),
            quantity: Quantity::Fte(Fte::whole(1)),
            to: Box::new(Amendment {
                title: Some(TITLES[*title].to_owned()),
                ..Amendment::default()
            }),
            becomes: ledger.new_line(),
            until: None,
        },
        Step::Take(number, fte) => Act::Disestablish {
            line: line(*number),
            quantity: match fte {
                0 => Quantity::All,
                _ => Quantity::Fte(Fte::whole(*fte)),
            },
        },
    }
}

fn authority() -> Authority {
    let decision = Decision {
        body: "Anytown".into(),
        maker: None,
        date: date(2020, 1, 1),
        title: "A report".into(),
        reference: None,
        not_held: Vec::new(),
    };
    Authority {
        decision: Arc::new(decision),
        standing: Standing::Decided,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    }
}

fn titled(establishment: &Establishment, title: &str) -> BTreeSet<LineId> {
    let found = establishment.titled(title).map(|line| line.id);
    found.collect()
}

proptest! {
    #[test]
    fn settled_lines_answer_as_others_do(held in steps(), changed in steps()) {
        let day = date(2020, 1, 1);
        let mut ledger = Ledger::new();
        for step in &held {
            let act = act(step, &mut ledger);
            ledger.record(day, day, authority(), act);
        }
        let settled = ledger.fold(day, day).establishment;
        // The same again, line by line.
        let mut single = Establishment::default();
        for entry in ledger.entries() {
            let _ = single.apply(&entry.act, entry.position);
        }
        prop_assert_eq!(&settled, &single);
        prop_assert_eq!(&single, &settled);

        let mut branch = ledger.branch();
        let (mut after, mut single_after) = (settled.clone(), single.clone());
        for step in &changed {
            let act = act(step, &mut branch);
            let position = branch.record(day, day, authority(), act.clone());
            prop_assert_eq!(after.apply(&act, position), single_after.apply(&act, position));
        }
        let of = |establishment: &Establishment| -> Vec<register::Line> {
            establishment.lines().cloned().collect()
        };
        prop_assert_eq!(of(&after), of(&single_after));
        prop_assert_eq!(&after, &single_after);
        prop_assert_eq!(after == settled, of(&after) == of(&settled));
        prop_assert_eq!(difference(&settled, &after), difference(&single, &single_after));
        prop_assert!(settled == single, "what is shared does not change");

        let known: Fte = after.lines().filter_map(|line| line.post.fte.known()).sum();
        let open = after.lines().filter(|line| line.post.fte == Known::Unknown).count();
        prop_assert_eq!(after.fte(), (known, open));
        for title in TITLES {
            let found = titled(&after, title);
            prop_assert_eq!(&found, &titled(&single_after, title));
            for line in after.lines() {
                let same = folded(&line.post.title) == folded(title);
                prop_assert!(!same || found.contains(&line.id), "{title:?}");
            }
        }
        let mut again = after.clone();
        again.settle();
        prop_assert_eq!(&again, &after);
    }
}

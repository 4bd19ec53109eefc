//! The FTE of a title, asked for by name, is the sum over every line of the title.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use costing::{Choices, Statement, Value, cost, slug};
use diagnostics::Sources;
use proposal::{Case, Resolved, read, recorded_on, replay, resolve, resolve_on};
use proptest::prelude::*;
use register::Establishment;

const TITLES: [&str; 9] = [
    "Clerk",
    "Clerks",
    "clerk & typist",
    "Clerk and Typist",
    "Clerk Typist",
    "The Clerk",
    "Ranger",
    "&",
    "\u{130}stanbul Officer",
];

#[derive(Clone, Debug)]
struct Made {
    posts: Vec<(usize, Option<u32>)>,
    changes: Vec<(usize, usize, Option<u32>)>,
}

fn made() -> impl Strategy<Value = Made> {
    let title = 0..TITLES.len();
    let fte = || proptest::option::of(1..5_u32);
    let posts = proptest::collection::vec((title.clone(), fte()), 0..14);
    let changes = proptest::collection::vec((0..3_usize, title, fte()), 0..8);
    (posts, changes).prop_map(|(posts, changes)| Made { posts, changes })
}

fn fte_of(fte: Option<u32>) -> String {
    fte.map_or_else(|| "\"not known\"".to_owned(), |fte| fte.to_string())
}

impl Made {
    fn posts(&self) -> String {
        let mut text = String::new();
        for (title, fte) in &self.posts {
            let _ = writeln!(
                text,
                "[[post]]\ntitle = {:?}\nfte = {}",
                TITLES[*title],
                fte_of(*fte)
            );
        }
        text
    }

    fn changes(&self) -> String {
        let mut text = String::new();
        for (verb, title, fte) in &self.changes {
            let title = TITLES[*title];
            let _ = match verb {
                0 => writeln!(
                    text,
                    "[[change]]\nestablish = {title:?}\nfte = {}",
                    fte_of(*fte)
                ),
                1 => writeln!(
                    text,
                    "[[change]]\ndisestablish = {title:?}\nfte = {}",
                    fte.unwrap_or(1)
                ),
                _ => writeln!(
                    text,
                    "[[change]]\nchange = {title:?}\nto = {{ title = \"Warden\" }}"
                ),
            };
        }
        text
    }
}

const HEAD: &str = "title = \"Clerks\"\nbody = \"Anytown\"\ndate = 2025-06-02\n";

fn case(text: &str) -> Case {
    read(&mut Sources::new(), "case.toml", text.as_bytes()).0
}

/// The FTE figures of the titles of an establishment, with their labels, from every line of it.
fn summed(establishment: &Establishment, when: &str) -> BTreeMap<String, (String, String)> {
    let mut sums: BTreeMap<String, (String, costing::FteSum)> = BTreeMap::new();
    for line in establishment.lines() {
        let name = format!("fte.{when}.{}", slug(&line.post.title));
        let label = format!("FTE of {} {when}", line.post.title);
        let (_, sum) = sums
            .entry(name)
            .or_insert_with(|| (label, costing::FteSum::default()));
        match line.post.fte.known() {
            Some(fte) => sum.known += fte,
            None => sum.missing += 1,
        }
    }
    let printed = sums.into_iter();
    printed
        .map(|(name, (label, sum))| (name, (label, sum.to_string())))
        .collect()
}

fn holds(statement: &Statement, resolved: &Resolved) -> Result<(), TestCaseError> {
    let figures = &statement.figures;
    let mut titles = summed(&resolved.before, "before");
    titles.extend(summed(&resolved.after, "after"));
    let own: Vec<&str> = figures.without_titles().map(|(name, _)| name).collect();
    let mut all: Vec<&str> = own
        .iter()
        .copied()
        .chain(titles.keys().map(String::as_str))
        .collect();
    all.sort_unstable();
    prop_assert_eq!(
        figures.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        all
    );
    for (name, figure) in figures.iter() {
        let asked = figures.get(name);
        prop_assert_eq!(asked.as_deref(), Some(figure));
        if let Some((label, sum)) = titles.get(name) {
            prop_assert_eq!((&figure.label, &figure.value.to_string()), (label, sum));
            prop_assert!(matches!(figure.value, Value::Fte(_)));
        }
    }
    prop_assert!(figures.get("fte.after.gardener").is_none());
    Ok(())
}

proptest! {
    #[test]
    fn the_fte_of_a_title_is_that_of_all_its_lines(made in made()) {
        let (posts, changes) = (made.posts(), made.changes());
        let listed = case(&format!("{HEAD}{posts}{changes}"));
        let resolved = resolve(&listed);
        let statement = cost(&listed, &resolved, &Choices::default());
        holds(&statement, &resolved)?;

        // On a register that holds the posts, the changes say the same.
        let ledger = replay(&[case(&format!("{HEAD}{posts}"))]).ledger;
        let proposed = case(&format!("{HEAD}{changes}"));
        let day = recorded_on(&proposed).expect("a date");
        let held = ledger.fold(day, day).establishment;
        let on_register = resolve_on(&proposed, held.clone(), &mut ledger.branch());
        let again = resolve_on(&proposed, held, &mut ledger.branch());
        let costed = cost(&proposed, &on_register, &Choices::default());
        holds(&costed, &on_register)?;
        let told = |statement: &Statement| format!("{:?}", statement.figures.iter().collect::<Vec<_>>());
        prop_assert_eq!(told(&costed), told(&cost(&proposed, &again, &Choices::default())));
        prop_assert_eq!(told(&costed), told(&statement));
    }
}

//! Of made-up proposals with pay withheld here and there, the public edition neither tells what is withheld nor lets it
//! be worked out.

use std::collections::BTreeSet;

use base::{Exact, exact};
use proptest::prelude::*;
use testkit::Analysed;

/// What a change does to posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Establish,
    End,
    Change,
    Pay,
}

/// The posts of one title, what happens to them, and what of them is exempt.
#[derive(Clone, Debug)]
struct Posts {
    does: Does,
    fte: u32,
    /// In pounds: what one costs, and what one costs from the change on, or what is paid.
    costs: [u32; 2],
    /// Is the pay exempt?
    exempt: bool,
}

fn posts() -> impl Strategy<Value = Posts> {
    let does = prop::sample::select(vec![Does::Establish, Does::End, Does::Change, Does::Pay]);
    (
        does,
        1..4_u32,
        [20_000..90_000_u32, 20_000..90_000_u32],
        prop::bool::weighted(0.4),
    )
        .prop_map(|(does, fte, costs, exempt)| Posts {
            does,
            fte,
            costs,
            exempt,
        })
}

impl Posts {
    /// What they cost or are paid, before and after: how many times which sum.
    fn sums(&self) -> [Option<(u32, u32)>; 3] {
        let [first, second] = self.costs;
        match self.does {
            Does::Establish => [None, Some((self.fte, first)), None],
            Does::End => [Some((self.fte, first)), None, None],
            Does::Change => [Some((self.fte, first)), Some((self.fte, second)), None],
            Does::Pay => [None, None, Some((1, second))],
        }
    }
}

fn title(at: usize) -> String {
    const TITLES: [&str; 7] = [
        "Pilot", "Clerk", "Diver", "Warden", "Ranger", "Driver", "Usher",
    ];
    TITLES[at].to_owned()
}

/// The proposal as a case file.
fn case(all: &[Posts], totals: bool) -> String {
    let mut text = "title = \"Changes\"\nbody = \"Anytown\"\ntemplate = \"plain\"\ndate = 2026-05-19\n\n[defaults]\nfrom = 2026-10-01\nunit = \"Harbour\"\n\n[[unit]]\nname = \"Harbour\"\n".to_owned();
    for (at, posts) in all.iter().enumerate() {
        let (title, [first, second]) = (title(at), posts.costs);
        let fte = posts.fte;
        if posts.does != Does::Establish {
            text += &format!(
                "\n[[post]]\ntitle = \"{title}\"\ngrade = \"Grade 4\"\nfte = {fte}\nunit = \"Harbour\"\npermanent = true\ncost = {first}\n"
            );
        }
        let change = match posts.does {
            Does::Establish => format!(
                "establish = \"{title}\"\ngrade = \"Grade 4\"\nfte = {fte}\npermanent = true\ncost = {first}"
            ),
            Does::End => format!("disestablish = \"{title}\""),
            Does::Change => {
                format!("change = \"{title}\"\nto = {{ grade = \"Grade 5\", cost = {second} }}")
            }
            Does::Pay => format!("honorarium = \"{title}\"\namount = {second}"),
        };
        text += &format!("\n[[change]]\n{change}\n");
    }
    text += "\n[report]\npurpose = \"It costs {cost.full_year}, {cost.change.full_year} more; line 1 {line.1.full_year}, before {line.1.before}.\"\ninformation = \"\"\"\n{table.changes}\n\n{table.costs}\n\n{table.people}\n\n{chart.changes}\n\"\"\"\n";
    for (at, _) in all.iter().enumerate().filter(|(_, posts)| posts.exempt) {
        let told = if totals { "totals = \"public\"\n" } else { "" };
        let title = title(at);
        text += &format!(
            "\n[[exempt]]\nposts = \"{title}\"\nfields = \"pay\"\n{told}ground = 1\nreason = \"Asked.\"\n"
        );
    }
    text
}

/// How many of some equations tell something that the others do not.
fn rank(mut rows: Vec<Vec<Exact>>) -> usize {
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..rows.len()).find(|at| rows[*at][column] != exact(0, 1)) else {
            continue;
        };
        rows.swap(rank, pivot);
        let lead = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let times = row[column] / lead[column];
            for (one, own) in row.iter_mut().zip(&lead) {
                *one -= *own * times;
            }
        }
        rank += 1;
    }
    rank
}

proptest! {
    #[test]
    fn what_is_withheld_is_neither_told_nor_follows(
        all in prop::collection::vec(posts(), 1..7),
        totals: bool,
    ) {
        let whole = Analysed::of("case.toml", &case(&all, totals));
        let public = whole.public();
        let html = report::html::render(&report::compose(&public.composition()));
        let hidden: BTreeSet<String> = { public.case.withheld.iter() }
            .flat_map(|one| &one.pay_of)
            .map(|at| at.value.clone())
            .collect();
        let is_hidden = |at: usize| hidden.contains(&title(at));
        for (at, posts) in all.iter().enumerate() {
            prop_assert!(!posts.exempt || is_hidden(at));
        }
        // What others cost, and the sums, may be the same by chance.
        let told = |at: usize| all[at].sums().into_iter().flatten();
        let mut others: BTreeSet<u32> = { (0..all.len()).filter(|at| !is_hidden(*at)) }
            .flat_map(told)
            .flat_map(|(times, cost)| [cost, times * cost])
            .collect();
        let sums: [u32; 3] = std::array::from_fn(|sum| {
            let own = all.iter().filter_map(|posts| posts.sums()[sum]);
            own.map(|(times, cost)| times * cost).sum()
        });
        if public.analysis.statement.public.is_some() {
            let [before, after, paid] = sums;
            others.extend([before, after, paid, after + paid, (after + paid).abs_diff(before)]);
        }
        let shown = format!("{html}\n{}", public.text());
        for (times, cost) in (0..all.len()).filter(|at| is_hidden(*at)).flat_map(told) {
            for secret in [cost, times * cost] {
                let plain = secret.to_string();
                let grouped = format!("{},{:03}", secret / 1_000, secret % 1_000);
                let is_told = shown.contains(&plain) || shown.contains(&grouped);
                prop_assert!(others.contains(&secret) || !is_told, "{secret} in {shown}");
            }
        }
        if public.analysis.statement.public.is_some() {
            nothing_follows(&all, &is_hidden)?;
        }
    }
}

/// A cost that is withheld follows from the sums if saying it would tell nothing more.
fn nothing_follows(all: &[Posts], is_hidden: &dyn Fn(usize) -> bool) -> Result<(), TestCaseError> {
    let hidden: Vec<&Posts> = { all.iter().enumerate() }
        .filter(|(at, _)| is_hidden(*at))
        .map(|(_, posts)| posts)
        .collect();
    let width = hidden.len() * 3;
    let sums: Vec<Vec<Exact>> = (0..3)
        .map(|sum| {
            let mut row = vec![exact(0, 1); width];
            for (at, posts) in hidden.iter().enumerate() {
                if let Some((times, _)) = posts.sums()[sum] {
                    row[at * 3 + sum] = exact(i128::from(times), 1);
                }
            }
            row
        })
        .collect();
    let known = rank(sums.clone());
    for (at, posts) in hidden.iter().enumerate() {
        for sum in (0..3).filter(|sum| posts.sums()[*sum].is_some()) {
            let mut guess = vec![exact(0, 1); width];
            guess[at * 3 + sum] = exact(1, 1);
            let mut more = sums.clone();
            more.push(guess);
            prop_assert!(rank(more) > known, "{posts:?} follows");
        }
    }
    Ok(())
}

//! Which full-year sums the public may have, and what must be withheld besides so that no line follows from them.

use std::collections::BTreeMap;

use base::{Exact, Known, Pence, exact};
use costing::{CostLine, PublicTotals, Statement};
use diagnostics::At;
use num_traits::Zero as _;
use proposal::case::{Case, ExemptField, ExemptPart, Exemption};
use proposal::{Effect, Resolved, title_key};
use register::Line;

use crate::posts::AllPosts;

/// The exemptions of a case with those that must go with them, and the sums that are then public.
///
/// A sum is public where the author says so and no cost that is withheld follows from the sums: the equations
/// that they are must not determine any one of them. Where one does follow, the least of the other costs is
/// withheld as well, until none does or nothing is left to withhold.
pub(crate) fn public(
    case: &Case,
    resolved: &Resolved,
    statement: &Statement,
) -> (Vec<Exemption>, Option<PublicTotals>) {
    let own = case.exempt.clone();
    let of_pay =
        |one: &&Exemption| one.part == ExemptPart::Posts && one.withholds(ExemptField::Pay);
    let mut pay = own.iter().filter(of_pay).peekable();
    let Some(first) = pay.peek().copied().cloned() else {
        return (own, None);
    };
    let sums = sums(statement);
    let Some(sums) = sums.filter(|_| pay.all(|one| one.totals)) else {
        return (own, None);
    };
    let mut exempt = own.clone();
    loop {
        let posts = AllPosts::of(&exempt);
        if !follows(&equations(resolved, statement, &posts)) {
            return (exempt, Some(sums));
        }
        let Some(title) = least(resolved, statement, &posts) else {
            return (own, None);
        };
        exempt.push(Exemption {
            of: At::new(title, first.of.place.clone()),
            fields: vec![At::new(ExemptField::Pay, first.of.place.clone())],
            reason: Some(At::new(
                "Without it, what is withheld of another post would follow from a total."
                    .to_owned(),
                first.of.place.clone(),
            )),
            ..first.clone()
        });
    }
}

/// The sums, if all of them are known.
fn sums(statement: &Statement) -> Option<PublicTotals> {
    let totals = &statement.totals;
    Some(PublicTotals {
        before: totals.before.value().known()?,
        posts: totals.posts.value().known()?,
        payments: totals.payments.value().known()?,
    })
}

/// The effects that cost something, each with its line.
fn costed<'c>(
    resolved: &'c Resolved,
    statement: &'c Statement,
) -> impl Iterator<Item = (&'c Effect, &'c CostLine)> {
    let costs = |effect: &&Effect| {
        effect.before.is_some() || effect.after.is_some() || effect.payment.is_some()
    };
    resolved.effects.iter().filter(costs).zip(&statement.lines)
}

/// How often each unit cost that is withheld stands in each sum: before, posts, payments.
type Equations = [BTreeMap<String, Exact>; 3];

fn equations(resolved: &Resolved, statement: &Statement, posts: &AllPosts) -> Equations {
    let mut equations = Equations::default();
    for (at, (effect, _)) in costed(resolved, statement).enumerate() {
        for (sum, line) in [(0, &effect.before), (1, &effect.after)] {
            let hidden = line
                .as_ref()
                .filter(|line| posts.hides_pay(&line.post.title));
            if let Some(line) = hidden {
                let (name, times) = unit(line, at);
                *equations[sum].entry(name).or_insert_with(|| exact(0, 1)) += times;
            }
        }
        let paid = effect.payment.as_ref();
        if paid.is_some_and(|paid| posts.hides_pay(&paid.to)) {
            equations[2].insert(format!("payment {at}"), exact(1, 1));
        }
    }
    equations
}

/// Has each sum one cost in it that is withheld, and no other?
pub(crate) fn single(resolved: &Resolved, statement: &Statement, posts: &AllPosts) -> [bool; 3] {
    equations(resolved, statement, posts).map(|sum| sum.len() == 1)
}

/// What a line costs as a name for its unit cost, and how often it has that. A line without an FTE is its own.
fn unit(line: &Line, at: usize) -> (String, Exact) {
    let post = &line.post;
    match post.fte {
        Known::Known(fte) => {
            let pay = (&post.grade, post.point, post.stated_cost, post.paid_weeks);
            (format!("{} {pay:?}", title_key(&post.title)), fte.exact())
        }
        Known::Unknown | Known::Withheld => (format!("line {at}"), exact(1, 1)),
    }
}

/// Do the equations determine one of the costs? They do if one of them, solved, has a single unknown.
fn follows(equations: &Equations) -> bool {
    let mut names: Vec<&String> = equations.iter().flat_map(BTreeMap::keys).collect();
    names.sort();
    names.dedup();
    let mut rows: Vec<Vec<Exact>> = { equations.iter() }
        .map(|row| {
            let of = |name: &&String| row.get(*name).copied().unwrap_or_else(|| exact(0, 1));
            names.iter().map(of).collect()
        })
        .collect();
    let mut done = 0;
    for column in 0..names.len() {
        let Some(pivot) = (done..rows.len()).find(|at| !rows[*at][column].is_zero()) else {
            continue;
        };
        rows.swap(done, pivot);
        let by = rows[done][column];
        let lead: Vec<Exact> = rows[done].iter().map(|one| *one / by).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let times = row[column];
            if at != done && !times.is_zero() {
                for (one, own) in row.iter_mut().zip(&lead) {
                    *one -= *own * times;
                }
            }
        }
        rows[done] = lead;
        done += 1;
        if done == rows.len() {
            break;
        }
    }
    let single = |row: &Vec<Exact>| row.iter().filter(|one| !one.is_zero()).count() == 1;
    rows.iter().any(single)
}

/// The title of the posts that cost least of those whose pay is not withheld.
fn least(resolved: &Resolved, statement: &Statement, posts: &AllPosts) -> Option<String> {
    let mut costs: BTreeMap<String, (Pence, String)> = BTreeMap::new();
    for (effect, line) in costed(resolved, statement) {
        let sides = [(&effect.before, &line.before), (&effect.after, &line.after)];
        for (own, price) in sides {
            let (Some(own), Some(price)) = (own, price) else {
                continue;
            };
            let title = own.post.title.as_str();
            let cost = price.full_year.value().known();
            if let Some(cost) = cost.filter(|_| !posts.hides_pay(title)) {
                let new = || (Pence::ZERO, title.to_owned());
                costs.entry(title_key(title)).or_insert_with(new).0 += cost;
            }
        }
    }
    costs.into_values().min().map(|(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(terms: &[(&str, i128)]) -> BTreeMap<String, Exact> {
        let terms = terms.iter();
        terms
            .map(|(name, times)| ((*name).to_owned(), exact(*times, 1)))
            .collect()
    }

    #[test]
    fn one_withheld_cost_in_a_sum_follows_from_it() {
        assert!(follows(&[row(&[("a", 1)]), row(&[]), row(&[])]));
        assert!(!follows(&[row(&[("a", 1), ("b", 2)]), row(&[]), row(&[])]));
    }

    #[test]
    fn a_cost_may_follow_from_two_sums_that_each_hide_it() {
        let before = row(&[("a", 1), ("b", 1)]);
        assert!(follows(&[
            before.clone(),
            row(&[("a", 1), ("b", 1), ("c", 1)]),
            row(&[])
        ]));
        assert!(follows(&[
            before.clone(),
            row(&[("a", 2), ("b", 1)]),
            row(&[])
        ]));
        assert!(!follows(&[before, row(&[("a", 2), ("b", 2)]), row(&[])]));
    }
}

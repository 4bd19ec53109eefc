//! The sums of money that a public edition must not tell.

use std::collections::BTreeMap;

use base::same_name;
use base::{Known, Pence};
use costing::Statement;
use diagnostics::At;
use proposal::case::{Case, ExemptPart, StatedValue};
use proposal::{Effect, Resolved};

use crate::posts::AllPosts;
use crate::totals::{public, single};

/// A sum of money that is withheld.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret {
    /// How much.
    pub amount: Pence,
    /// What it is: `the full-year cost of Team Manager`.
    pub what: String,
}

/// Sums below this are not looked for: they are too common to tell anything.
const LEAST: Pence = Pence::pounds(100);

/// The sums of money that are withheld of a case, each once.
pub fn secrets(case: &Case, resolved: &Resolved, statement: &Statement) -> Vec<Secret> {
    let posts = AllPosts::of(&case.exempt);
    let mut found: BTreeMap<Pence, String> = BTreeMap::new();
    let mut keep = |amount: Known<Pence>, what: String| {
        if let Known::Known(amount) = amount
            && amount >= LEAST
        {
            found.entry(amount).or_insert(what);
        }
    };
    let costs = |effect: &&Effect| {
        effect.before.is_some() || effect.after.is_some() || effect.payment.is_some()
    };
    let effects = resolved.effects.iter().filter(costs);
    for (effect, line) in effects.zip(&statement.lines) {
        let sides = [(&effect.before, &line.before), (&effect.after, &line.after)];
        for (own, price) in sides {
            let (Some(own), Some(price)) = (own, price) else {
                continue;
            };
            let title = own.post.title.as_str();
            if !posts.hides_pay(title) {
                continue;
            }
            keep(price.unit, format!("the cost of one {title}"));
            keep(
                price.full_year.value(),
                format!("the full-year cost of {title}"),
            );
            keep(
                Known::from(price.stated),
                format!("the stated cost of {title}"),
            );
        }
        if let Some(paid) = effect
            .payment
            .as_ref()
            .filter(|paid| posts.hides_pay(&paid.to))
        {
            keep(
                paid.amount,
                format!("what the holder of {} is paid", paid.to),
            );
        }
    }
    for (amount, what) in named(case) {
        keep(amount, what);
    }
    if public(case, resolved, statement).1.is_none() {
        let totals = &statement.totals;
        let sums = [&totals.before, &totals.posts, &totals.payments];
        let tells = single(resolved, statement, &posts);
        for (sum, _) in sums.into_iter().zip(tells).filter(|(_, tells)| *tells) {
            keep(
                sum.value(),
                "a total from which what is withheld follows".to_owned(),
            );
        }
    }
    found
        .into_iter()
        .map(|(amount, what)| Secret { amount, what })
        .collect()
}

/// What is withheld of a case by its name: stated figures, sources, savings and budgets.
fn named(case: &Case) -> Vec<(Known<Pence>, String)> {
    let mut found = Vec::new();
    for exemption in &case.exempt {
        let of = exemption.of.value.as_str();
        let is = |name: Option<&At<String>>| name.is_some_and(|at| same_name(&at.value, of));
        let mut keep =
            |amount: Known<Pence>, what: &str| found.push((amount, format!("{what} {of}")));
        match exemption.part {
            ExemptPart::Stated => {
                for one in case.stated.iter().filter(|one| is(one.name.as_ref())) {
                    if let StatedValue::Amount(amount) = one.value.value {
                        keep(Known::Known(amount), "the stated figure");
                    }
                }
            }
            ExemptPart::Funding => {
                for one in case.funding.iter().filter(|one| is(Some(&one.source))) {
                    let amount = one.amount.as_ref();
                    keep(
                        amount.map_or(Known::Unknown, |at| at.value),
                        "what comes from",
                    );
                }
            }
            ExemptPart::Saving => {
                for one in case.savings.iter().filter(|one| is(one.name.as_ref())) {
                    let years = one.years.iter().filter_map(|year| year.amount.as_ref());
                    years.for_each(|at| keep(at.value, "the saving"));
                    if let Some(from) = &one.baseline {
                        keep(
                            Known::Known(from.amount.value),
                            "the baseline of the saving",
                        );
                    }
                }
            }
            ExemptPart::Budget => {
                for one in case.budgets.iter().filter(|one| is(one.unit.as_ref())) {
                    keep(Known::Known(one.amount.value), "the budget of");
                    if let Some(cost) = &one.cost_after {
                        keep(Known::Known(cost.value), "what the structure costs of");
                    }
                }
            }
            _ => {}
        }
    }
    found
}

//! Cost held against a budget.

use base::{Known, Pence};
use proposal::Resolved;
use proposal::case::Case;
use register::{Placement, UnitId};

use crate::amount::Amount;
use crate::price::Pricing;
use crate::structure::withholds_structure;

/// A budget and the structure that it pays for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// Whose budget.
    pub unit: String,
    /// How much.
    pub amount: Pence,
    /// The part of it that is temporary.
    pub temporary: Pence,
    /// The full-year cost of the structure after the change.
    pub cost: Amount,
    /// Whether the paper states that cost, rather than that it is computed from all its posts.
    pub cost_is_stated: bool,
}

impl BudgetLine {
    /// The lasting part of the budget.
    pub fn permanent(&self) -> Pence {
        self.amount - self.temporary
    }

    /// How much the cost is above the budget; negative if it is below.
    pub fn gap(&self) -> Known<Pence> {
        self.cost.value().map(|cost| cost - self.amount)
    }

    /// How much the cost is above the lasting part of the budget.
    pub fn permanent_gap(&self) -> Known<Pence> {
        self.cost.value().map(|cost| cost - self.permanent())
    }
}

/// One line a budget of the case.
pub(crate) fn budget_lines(
    case: &Case,
    resolved: &Resolved,
    pricing: &Pricing<'_>,
) -> Vec<BudgetLine> {
    let is_withheld = withholds_structure(case, resolved);
    let line = |budget: &proposal::case::Budget| {
        let unit = budget
            .unit
            .as_ref()
            .map(|at| at.value.clone())
            .unwrap_or_default();
        let stated = budget.cost_after.as_ref().map(|at| Amount::known(at.value));
        BudgetLine {
            amount: budget.amount.value,
            temporary: budget.temporary.as_ref().map_or(Pence::ZERO, |at| at.value),
            cost_is_stated: stated.is_some(),
            cost: stated.unwrap_or_else(|| match is_withheld {
                true => Amount::of(Known::Withheld, &format!("the structure of {unit}")),
                false => structure_cost(resolved, &unit, pricing),
            }),
            unit,
        }
    };
    case.budgets.iter().map(line).collect()
}

/// The full-year cost of all posts of a unit and what is inside it; of everything, without a unit.
fn structure_cost(resolved: &Resolved, unit: &str, pricing: &Pricing<'_>) -> Amount {
    let after = &resolved.after;
    let root = after.unit_named(unit);
    if root.is_none() && !unit.is_empty() {
        // A unit that is not there costs nobody knows what, not nothing.
        return Amount::unknown(format!("the structure of {unit}"));
    }
    let inside = |id: UnitId| {
        let mut at = Some(id);
        std::iter::from_fn(|| {
            let this = at?;
            at = after.unit(this).and_then(|unit| unit.part_of);
            Some(this)
        })
        .take(1_000)
        .any(|id| Some(id) == root)
    };
    let counts = |placement: &Placement| match placement {
        _ if unit.is_empty() => true,
        Placement::In(id) => inside(*id),
        Placement::OneOf(ids) => ids.iter().all(|id| inside(*id)),
        Placement::NotStated => false,
    };
    after
        .lines()
        .filter(|line| counts(&line.post.placement))
        .map(|line| pricing.price(line).full_year)
        .sum()
}

//! One line of the cost statement.

use base::{Date, Exact, FinancialYear, Known, Term, add_days, exact};
use proposal::Effect;
use register::{Line, Payment, Tenure};

use crate::amount::Amount;
use crate::price::{Price, Pricing};

/// What one effect of a change costs.
#[derive(Clone, Debug)]
pub struct CostLine {
    /// The change, by its place in the case.
    pub change: usize,
    /// The title: of what begins, else of what ends.
    pub title: String,
    /// What ends or changes.
    pub before: Option<Price>,
    /// What begins, or what it changes into.
    pub after: Option<Price>,
    /// The payment to a postholder: the sum for its term, or for a full year.
    pub payment: Option<Amount>,
    /// How long the cost lasts.
    pub kind: Kind,
    /// Financial year by financial year.
    pub years: Vec<YearCost>,
}

/// How long a cost lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every year from then on.
    Recurring,
    /// Until the post or the payment ends.
    ForATime,
    /// The paper does not say whether the posts are permanent.
    NotStated,
}

/// What a line costs in one financial year, from the day on which its change starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearCost {
    /// The year.
    pub year: FinancialYear,
    /// What it would have cost unchanged.
    pub before: Amount,
    /// The posts after the change.
    pub posts: Amount,
    /// The payment.
    pub payment: Amount,
    /// The part of the year that the posts run after the change; not known without a date.
    pub part: Known<Exact>,
    /// The part of the year, from the change on, that what ends or changes would have run.
    pub part_before: Known<Exact>,
    /// The share of the payment that falls into the year.
    pub part_paid: Known<Exact>,
}

impl YearCost {
    /// What the year costs more, or less.
    pub fn change(&self) -> Amount {
        self.posts.clone() + self.payment.clone() - self.before.clone()
    }
}

impl CostLine {
    /// The full-year cost of what ends or changes.
    pub fn full_year_before(&self) -> Amount {
        self.before
            .as_ref()
            .map(|price| price.full_year.clone())
            .unwrap_or_default()
    }

    /// The full-year cost of the posts after the change.
    pub fn full_year_posts(&self) -> Amount {
        self.after
            .as_ref()
            .map(|price| price.full_year.clone())
            .unwrap_or_default()
    }

    /// The payment, or nothing.
    pub fn full_payment(&self) -> Amount {
        self.payment.clone().unwrap_or_default()
    }

    /// What a full year costs more, or less.
    pub fn full_year_change(&self) -> Amount {
        self.full_year_posts() + self.full_payment() - self.full_year_before()
    }
}

/// The cost line of an effect, or nothing if it only touches units.
pub(crate) fn cost_line(
    effect: &Effect,
    pricing: &Pricing<'_>,
    years: &[FinancialYear],
) -> Option<CostLine> {
    let line = effect.after.as_ref().or(effect.before.as_ref());
    let title = match (&effect.payment, line) {
        (Some(payment), _) => format!("{}: {}", payment.name, payment.to),
        (None, Some(line)) => line.post.title.clone(),
        (None, None) => return None,
    };
    let before = effect.before.as_ref().map(|line| pricing.price(line));
    let after = effect.after.as_ref().map(|line| pricing.price(line));
    let payment = effect.payment.as_ref().map(|payment| {
        let what = format!("{} of {}", payment.name, payment.to);
        Amount::of(payment.amount, &what)
    });
    let temporary = |line: &Line| matches!(line.post.tenure, Known::Known(Tenure::Temporary(_)));
    let ends = effect.payment.is_some() || effect.after.as_ref().is_some_and(temporary);
    let for_a_time =
        ends || (effect.until.is_some() && effect.before.is_some() && effect.after.is_some());
    let mut cost = CostLine {
        change: effect.change,
        title,
        before,
        after,
        payment,
        kind: match effect.after.as_ref().map(|line| &line.post.tenure) {
            _ if for_a_time => Kind::ForATime,
            Some(Known::Unknown) => Kind::NotStated,
            _ => Kind::Recurring,
        },
        years: Vec::new(),
    };
    cost.years = years
        .iter()
        .map(|year| year_cost(effect, &cost, *year))
        .collect();
    Some(cost)
}

fn year_cost(effect: &Effect, cost: &CostLine, year: FinancialYear) -> YearCost {
    let Some(from) = effect.from.map(base::When::first) else {
        // Without a date nobody knows how much of the year is touched: every part is a term of its own.
        let undated = |amount: Amount, what: &str| {
            if amount.is_zero() {
                amount
            } else {
                Amount::unknown(format!("part of {year} for {what} {}", cost.title))
            }
        };
        return YearCost {
            year,
            before: undated(cost.full_year_before(), "ending"),
            posts: undated(cost.full_year_posts(), "beginning"),
            payment: undated(cost.full_payment(), "paying"),
            part: Known::Unknown,
            part_before: Known::Unknown,
            part_paid: Known::Unknown,
        };
    };
    // A change for a time is taken back when it ends; its posts go on as they were.
    let reverts = match (&effect.before, &effect.after) {
        (Some(_), Some(_)) => effect.until.as_ref().and_then(base::End::last_day),
        _ => None,
    };
    let part = |line: &Option<Line>| part_of_line(line.as_ref(), from, reverts, year);
    let (part_before, part_after) = (part(&effect.before), part(&effect.after));
    let of = |amount: Amount, part: Known<Exact>| match part {
        Known::Known(part) => amount.times(part),
        Known::Unknown if amount.is_zero() => amount,
        Known::Unknown | Known::Withheld => Amount::unknown(format!(
            "part of {year} for {}, whose end has no date",
            cost.title
        )),
    };
    let part_paid = effect.payment.as_ref().map_or_else(
        || exact(0, 1),
        |payment| part_of_payment(payment, from, year),
    );
    YearCost {
        year,
        before: of(cost.full_year_before(), part_before),
        posts: of(cost.full_year_posts(), part_after),
        payment: cost.full_payment().times(part_paid),
        part: part_after,
        part_before,
        part_paid: Known::Known(part_paid),
    }
}

/// The part of a year that a line runs from its change on; not known where it ends on no date.
pub(crate) fn part_of_line(
    line: Option<&Line>,
    from: Date,
    reverts: Option<Date>,
    year: FinancialYear,
) -> Known<Exact> {
    let last = match line.map(|line| &line.post.tenure) {
        Some(Known::Known(Tenure::Temporary(end))) => match end.last_day() {
            Some(last) => Some(last),
            None if year.last() < from => None,
            None => return Known::Unknown,
        },
        _ => None,
    };
    let until = [last, reverts].into_iter().flatten().min();
    Known::Known(Term { from, until }.part_of(year))
}

/// The part of a payment that falls into a year. A sum for a term is spread over its months, and not
/// prorated further; a yearly rate counts by months as a post does.
fn part_of_payment(payment: &Payment, from: Date, year: FinancialYear) -> Exact {
    let term = Term {
        from,
        until: payment.until,
    };
    if !payment.for_term {
        return term.part_of(year);
    }
    let Some(until) = payment.until else {
        // A sum without an end is paid once, when it starts.
        return if FinancialYear::of(from) == year {
            exact(1, 1)
        } else {
            exact(0, 1)
        };
    };
    let mut whole = exact(0, 1);
    let mut of = FinancialYear::of(from);
    while of.first() <= until {
        whole += term.part_of(of);
        of = FinancialYear::of(add_days(of.last(), 1));
    }
    if whole == exact(0, 1) {
        exact(0, 1)
    } else {
        term.part_of(year) / whole
    }
}

//! The cost statement of a case.

use std::collections::BTreeSet;

use base::{Date, End, FinancialYear, Fte, Known, Pence};
use pay::{Profile, Tables};
use proposal::case::{Case, CostBasis, Verb};
use proposal::{Effect, Resolved};
use register::Tenure;

use crate::amount::{Amount, is_withheld};
use crate::apart::Apart;
use crate::budget::{BudgetLine, budget_lines};
use crate::figures::{Figures, catalogue};
use crate::funding::{FundingSummary, funding_summary};
use crate::line::{CostLine, Kind, cost_line};
use crate::price::Pricing;
use crate::savings::{SavingsTable, savings_table};

/// Which unit cost is used where a paper states one.
pub type Basis = CostBasis;

/// What whoever asks for a statement may choose otherwise than the case.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Use stated unit costs, or the profile's.
    pub basis: Option<Basis>,
    /// Cost on this profile.
    pub profile: Option<String>,
    /// Full-year sums that the public may have although it may not have every line in them.
    pub public: Option<PublicTotals>,
}

/// Full-year sums that the public may have although it may not have every line in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicTotals {
    /// What ends or changes.
    pub before: Pence,
    /// The posts after.
    pub posts: Pence,
    /// Payments to postholders.
    pub payments: Pence,
}

/// What a proposal costs.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The name of the profile that was asked for.
    pub profile_name: String,
    /// The profile, if there is one of that name.
    pub profile: Option<Profile>,
    /// The council by which pay tables are read.
    pub council: String,
    /// The day whose pay and on-costs are used.
    pub pay_date: Known<Date>,
    /// Which unit cost is used.
    pub basis: Basis,
    /// The financial years that are shown.
    pub years: Vec<FinancialYear>,
    /// The lines, in the order of the changes.
    pub lines: Vec<CostLine>,
    /// The sums.
    pub totals: Totals,
    /// Sums that are told although lines in them are withheld.
    pub public: Option<PublicTotals>,
    /// The budgets.
    pub budgets: Vec<BudgetLine>,
    /// The savings that the paper states.
    pub savings: SavingsTable,
    /// Who pays.
    pub funding: FundingSummary,
    /// Every figure by name.
    pub figures: Figures,
    /// The statements of the options beside what is proposed, in the order in which they were resolved: by
    /// the same pay and over the same years.
    pub options: Vec<Statement>,
}

/// The sums of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Full-year cost of what ends or changes.
    pub before: Amount,
    /// Full-year cost of the posts after.
    pub posts: Amount,
    /// Payments to postholders.
    pub payments: Amount,
    /// Full-year cost of posts that are newly established.
    pub additional: Amount,
    /// Full-year cost of posts that would have ended of themselves and are extended or made permanent.
    pub kept: Amount,
    /// Full-year cost that comes every year.
    pub recurring: Amount,
    /// Full-year cost that ends.
    pub for_a_time: Amount,
    /// Full-year cost of posts of which the paper does not say whether they are permanent.
    pub tenure_not_stated: Amount,
    /// FTE of what ends or changes.
    pub fte_before: FteSum,
    /// FTE of the posts after.
    pub fte_after: FteSum,
    /// FTE that is disestablished.
    pub fte_out: FteSum,
    /// FTE that is established.
    pub fte_in: FteSum,
}

impl Totals {
    /// Posts and payments after.
    pub fn after(&self) -> Amount {
        self.posts.clone() + self.payments.clone()
    }

    /// What a full year costs more, or less.
    pub fn change(&self) -> Amount {
        self.after() - self.before.clone()
    }

    /// What a full year costs more than if nothing were decided: posts that would have ended of
    /// themselves count in full.
    pub fn effect(&self) -> Amount {
        self.change() + self.kept.clone()
    }

    /// The net change in FTE.
    pub fn fte_change(&self) -> FteSum {
        FteSum {
            known: self.fte_after.known - self.fte_before.known,
            ..self.fte_after.plus(self.fte_before)
        }
    }
}

/// A sum of FTE, and how many lines it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FteSum {
    /// The sum of what is known.
    pub known: Fte,
    /// How many lines have an FTE that is not known.
    pub missing: usize,
}

impl Default for FteSum {
    fn default() -> Self {
        Self {
            known: Fte::ZERO,
            missing: 0,
        }
    }
}

impl FteSum {
    /// The sum, if nothing is missing.
    pub fn value(self) -> Known<Fte> {
        if self.missing == 0 {
            Known::Known(self.known)
        } else {
            Known::Unknown
        }
    }

    pub(crate) fn add(&mut self, fte: Known<Fte>) {
        match fte {
            Known::Known(fte) => self.known += fte,
            Known::Unknown | Known::Withheld => self.missing += 1,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            known: self.known + other.known,
            missing: self.missing + other.missing,
        }
    }
}

impl std::fmt::Display for FteSum {
    /// `8.5`; `20.5 listed, 2 lines not known`; `not known`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines = if self.missing == 1 { "line" } else { "lines" };
        match (self.missing, self.known) {
            (0, known) => write!(f, "{known}"),
            (_, known) if known.is_zero() => f.write_str("not known"),
            (missing, known) => write!(f, "{known} listed, {missing} {lines} not known"),
        }
    }
}

/// Costs a case, and its options beside it.
pub fn cost(case: &Case, resolved: &Resolved, choices: &Choices) -> Statement {
    let mut statement = statement(case, resolved, choices, None);
    let beside = Some((statement.pay_date, statement.years.as_slice()));
    let choices = Choices {
        public: None,
        ..choices.clone()
    };
    let options = resolved.options.iter();
    let options = options.map(|one| self::statement(&one.case, &one.resolved, &choices, beside));
    statement.options = options.collect();
    statement
}

/// Costs a case; beside another, by its pay and over its years.
fn statement(
    case: &Case,
    resolved: &Resolved,
    choices: &Choices,
    beside: Option<(Known<Date>, &[FinancialYear])>,
) -> Statement {
    let tables = Tables::shipped();
    let profile_name = choices
        .profile
        .clone()
        .or_else(|| case.costing.profile.as_ref().map(|at| at.value.clone()))
        .unwrap_or_else(|| Tables::DEFAULT_PROFILE.to_owned());
    let profile = tables
        .profile(&profile_name)
        .map(|profile| match &case.costing.pension_rate {
            Some(rate) => profile.with_pension_rate(rate.value),
            None => profile.clone(),
        });
    let basis = choices.basis.unwrap_or(case.costing.basis);
    let council = case
        .header
        .body
        .as_ref()
        .map_or_else(String::new, |at| at.value.clone());
    let (pay_date, years) = match beside {
        Some((pay_date, years)) => (pay_date.known(), years.to_vec()),
        None => (pay_date(case, resolved), years(case, resolved)),
    };
    let pricing = Pricing {
        tables,
        council: &council,
        profile: profile.as_ref(),
        on: pay_date.unwrap_or(Date::MIN),
        stated_first: basis == Basis::Stated,
        full_time_week: case
            .costing
            .full_time_week
            .as_ref()
            .map_or_else(|| base::exact(37, 1), |at| at.value),
        apart: Apart::of(resolved),
    };
    let lines: Vec<CostLine> = resolved
        .effects
        .iter()
        .filter_map(|effect| cost_line(effect, &pricing, &years))
        .collect();
    let totals = totals(case, resolved, &lines);
    let budgets = budget_lines(case, resolved, &pricing);
    let savings = savings_table(case);
    let funding = funding_summary(case, resolved, &lines, &totals);
    let mut statement = Statement {
        profile_name,
        profile: profile.clone(),
        council: council.clone(),
        pay_date: Known::from(pay_date),
        basis,
        years,
        lines,
        totals,
        public: choices.public,
        budgets,
        savings,
        funding,
        figures: Figures::default(),
        options: Vec::new(),
    };
    statement.figures = catalogue(case, resolved, &statement);
    statement
}

/// The day whose pay is used: as the case says, else that of the report, else that of the first change.
fn pay_date(case: &Case, resolved: &Resolved) -> Option<Date> {
    let stated = case
        .costing
        .pay_date
        .as_ref()
        .or(case.header.date.as_ref())
        .map(|at| at.value);
    let first = || {
        resolved
            .effects
            .iter()
            .filter_map(|effect| effect.from)
            .map(base::When::first)
            .min()
    };
    let comments = || {
        case.comments
            .iter()
            .filter_map(|comment| comment.date.as_ref())
            .map(|at| at.value)
            .max()
    };
    stated.or_else(first).or_else(comments)
}

/// The financial years to show: as the case says; else from the first change to the last end, or one
/// year beyond the first where something goes on; five at most.
fn years(case: &Case, resolved: &Resolved) -> Vec<FinancialYear> {
    if !case.costing.years.is_empty() {
        let mut years: Vec<FinancialYear> = case.costing.years.iter().map(|at| at.value).collect();
        years.sort_unstable();
        years.dedup();
        return years;
    }
    let starts = resolved
        .effects
        .iter()
        .filter_map(|effect| effect.from)
        .map(base::When::first);
    let Some(first) = starts.min().map(FinancialYear::of) else {
        return Vec::new();
    };
    let last = resolved
        .effects
        .iter()
        .map(|effect| last_year(effect, first))
        .max()
        .unwrap_or(first);
    let mut years = vec![first];
    while let Some(year) = years.last().copied()
        && year < last
        && years.len() < 5
    {
        years.push(year.next());
    }
    years
}

fn last_year(effect: &Effect, first: FinancialYear) -> FinancialYear {
    let own = effect.after.as_ref().map(|line| &line.post.tenure);
    let end = match own {
        Some(Known::Known(Tenure::Temporary(end))) => end.last_day(),
        _ => effect.until.as_ref().and_then(End::last_day),
    };
    let paid = effect.payment.as_ref().and_then(|payment| payment.until);
    end.or(paid).map_or_else(|| first.next(), FinancialYear::of)
}

fn totals(case: &Case, resolved: &Resolved, lines: &[CostLine]) -> Totals {
    let mut totals = Totals::default();
    for line in lines {
        totals.before += line.full_year_before();
        totals.posts += line.full_year_posts();
        totals.payments += line.full_payment();
        let after = line.full_year_posts() + line.full_payment();
        match line.kind {
            Kind::Recurring => totals.recurring += after,
            Kind::ForATime => totals.for_a_time += after,
            Kind::NotStated => totals.tenure_not_stated += after,
        }
        match case.changes[line.change].verb {
            Verb::Establish(_) => totals.additional += line.full_year_posts(),
            Verb::Extend(..) | Verb::MakePermanent(..) => totals.kept += line.full_year_posts(),
            _ => {}
        }
    }
    for effect in &resolved.effects {
        let verb = &case.changes[effect.change].verb;
        if let Some(before) = &effect.before {
            totals.fte_before.add(before.post.fte);
            if matches!(verb, Verb::Disestablish(_)) {
                totals.fte_out.add(before.post.fte);
            }
        }
        if let Some(after) = &effect.after {
            totals.fte_after.add(after.post.fte);
            if matches!(verb, Verb::Establish(_)) {
                totals.fte_in.add(after.post.fte);
            }
        }
    }
    totals
}

impl Statement {
    /// The sums as they are told: those that are public are whole, although lines in them are withheld.
    pub fn told(&self) -> Totals {
        let totals = self.totals.clone();
        match self.public {
            None => totals,
            Some(public) => Totals {
                before: Amount::known(public.before),
                posts: Amount::known(public.posts),
                payments: Amount::known(public.payments),
                ..totals
            },
        }
    }

    /// What is not known of the lines and yet is in no difference, because it is the same before and
    /// after: `a Band D post`.
    pub fn cancelled(&self) -> Vec<String> {
        let mut apart = BTreeSet::new();
        for line in &self.lines {
            let after = line.full_year_posts() + line.full_payment();
            for amount in [line.full_year_before(), after] {
                apart.extend(amount.unknown_terms().map(|(term, _)| term.to_owned()));
            }
        }
        let change = self.totals.change();
        let left: BTreeSet<&str> = change.unknown_terms().map(|(term, _)| term).collect();
        apart.retain(|term| !left.contains(term.as_str()) && !is_withheld(term));
        apart.into_iter().collect()
    }

    /// The sum over the lines of one financial year: before, posts, payments.
    pub fn year(&self, year: FinancialYear) -> (Amount, Amount, Amount) {
        let of = |pick: fn(&crate::line::YearCost) -> &Amount| {
            self.lines
                .iter()
                .flat_map(|line| line.years.iter().filter(|cost| cost.year == year))
                .map(|cost| pick(cost).clone())
                .sum()
        };
        (
            of(|cost| &cost.before),
            of(|cost| &cost.posts),
            of(|cost| &cost.payment),
        )
    }

    /// The sum of the residuals, computed less stated, over the lines that have both.
    pub fn residual(&self) -> Pence {
        self.lines
            .iter()
            .filter_map(|line| line.after.as_ref())
            .filter_map(crate::price::Price::residual)
            .sum()
    }
}

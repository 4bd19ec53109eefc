//! Every figure of a case by name, so that prose and checks can refer to it.

mod titles;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use base::{Fte, Known, Pence, folded, percent};
use proposal::Resolved;
use proposal::case::{Case, StatedValue};

use crate::amount::Amount;
use crate::statement::{FteSum, Statement};
use crate::structure::withholds_structure;
use titles::TitleFigures;

/// All figures of a case, by name.
///
/// The FTE of a title is summed when it is asked for: a register has thousands of titles.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    by_name: BTreeMap<String, Figure>,
    titles: TitleFigures,
    all: OnceLock<BTreeMap<String, Figure>>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is, in words.
    pub label: String,
    /// How much.
    pub value: Value,
    /// Whether it was computed or stated.
    pub origin: Origin,
}

/// How much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Money.
    Money(Amount),
    /// FTE.
    Fte(FteSum),
    /// A number of posts, people or lines.
    Number(u32),
    /// Per cent, printed.
    Percent(String),
    /// Whoever reads it may not know.
    Withheld,
}

/// Where a figure comes from. The two are never confused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Muster computed it.
    Computed,
    /// The paper states it.
    Stated,
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Money(amount) => write!(f, "{amount}"),
            Self::Fte(fte) => write!(f, "{fte}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Percent(percent) => f.write_str(percent),
            Self::Withheld => f.write_str("withheld"),
        }
    }
}

impl Figures {
    /// The figure of that name.
    pub fn get(&self, name: &str) -> Option<Cow<'_, Figure>> {
        let own = self.by_name.get(name).map(Cow::Borrowed);
        own.or_else(|| self.titles.get(name).map(Cow::Owned))
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Figure)> {
        let all = self.all.get_or_init(|| {
            let own = self.by_name.clone().into_iter();
            // Sorting them once is quicker than finding a place for each of some ten thousand.
            self.titles.all().into_iter().chain(own).collect()
        });
        named(all)
    }

    /// Those that are not the FTE of one title, by name.
    pub fn without_titles(&self) -> impl Iterator<Item = (&str, &Figure)> {
        named(&self.by_name)
    }

    /// The money behind a name, if it is known.
    pub fn money(&self, name: &str) -> Known<Pence> {
        match self.by_name.get(name).map(|figure| &figure.value) {
            Some(Value::Money(amount)) => amount.value(),
            _ => Known::Unknown,
        }
    }

    /// The FTE behind a name, if it is known.
    pub fn fte(&self, name: &str) -> Known<Fte> {
        match self.get(name).as_deref() {
            Some(Figure {
                value: Value::Fte(sum),
                ..
            }) => sum.value(),
            _ => Known::Unknown,
        }
    }
}

fn named(figures: &BTreeMap<String, Figure>) -> impl Iterator<Item = (&str, &Figure)> {
    let figures = figures.iter();
    figures.map(|(name, figure)| (name.as_str(), figure))
}

/// Figures on their way into the catalogue. Of two with the same name, the later counts.
#[derive(Default)]
struct Collected(Vec<(String, Figure)>);

impl Collected {
    fn add(
        &mut self,
        name: impl Into<String>,
        label: impl Into<String>,
        value: Value,
        origin: Origin,
    ) {
        let figure = Figure {
            label: label.into(),
            value,
            origin,
        };
        self.0.push((name.into(), figure));
    }

    fn computed(&mut self, name: impl Into<String>, label: impl Into<String>, amount: Amount) {
        self.add(name, label, Value::Money(amount), Origin::Computed);
    }

    fn stated(&mut self, name: impl Into<String>, label: impl Into<String>, pence: Pence) {
        self.add(
            name,
            label,
            Value::Money(Amount::known(pence)),
            Origin::Stated,
        );
    }
}

/// A name as part of a figure's name: `Service Organiser` is `service-organiser`, `ASCH&PP` is `asch-pp`.
pub fn slug(name: &str) -> String {
    folded(&name.replace('&', " ")).replace(' ', "-")
}

/// The catalogue of a statement.
pub(crate) fn catalogue(case: &Case, resolved: &Resolved, statement: &Statement) -> Figures {
    let mut figures = Collected::default();
    totals(&mut figures, statement);
    lines(&mut figures, case, statement);
    years(&mut figures, statement);
    establishment(&mut figures, case, resolved);
    budgets(&mut figures, statement);
    savings(&mut figures, statement);
    funding(&mut figures, case, statement);
    stated(&mut figures, case);
    Figures {
        by_name: figures.0.into_iter().collect(),
        titles: TitleFigures::of(resolved),
        all: OnceLock::new(),
    }
}

fn totals(figures: &mut Collected, statement: &Statement) {
    let totals = &statement.told();
    let money = [
        (
            "cost.before.full_year",
            "Full-year cost of what ends or changes",
            totals.before.clone(),
        ),
        (
            "cost.posts.full_year",
            "Full-year cost of the posts",
            totals.posts.clone(),
        ),
        (
            "cost.payments",
            "Payments to postholders",
            totals.payments.clone(),
        ),
        (
            "cost.full_year",
            "Full-year cost of posts and payments",
            totals.after(),
        ),
        (
            "cost.change.full_year",
            "Change in full-year cost",
            totals.change(),
        ),
        (
            "cost.additional.full_year",
            "Full-year cost of newly established posts",
            totals.additional.clone(),
        ),
        (
            "cost.kept.full_year",
            "Full-year cost of posts that would have ended",
            totals.kept.clone(),
        ),
        (
            "cost.effect.full_year",
            "Full-year cost above that of deciding nothing",
            totals.effect(),
        ),
        (
            "cost.recurring.full_year",
            "Full-year cost that comes every year",
            totals.recurring.clone(),
        ),
        (
            "cost.for_a_time.full_year",
            "Full-year cost that ends",
            totals.for_a_time.clone(),
        ),
        (
            "cost.tenure_not_stated.full_year",
            "Full-year cost of posts whose tenure is not stated",
            totals.tenure_not_stated.clone(),
        ),
        (
            "saving.changes",
            "Full-year saving from the changes",
            -totals.change(),
        ),
    ];
    for (name, label, amount) in money {
        figures.computed(name, label, amount);
    }
    let fte = [
        (
            "fte.before",
            "FTE of what ends or changes",
            totals.fte_before,
        ),
        ("fte.after", "FTE of the posts after", totals.fte_after),
        ("fte.change", "Net change in FTE", totals.fte_change()),
        ("fte.out", "FTE disestablished", totals.fte_out),
        ("fte.in", "FTE established", totals.fte_in),
    ];
    for (name, label, sum) in fte {
        figures.add(name, label, Value::Fte(sum), Origin::Computed);
    }
}

fn lines(figures: &mut Collected, case: &Case, statement: &Statement) {
    for index in 0..case.changes.len() {
        let of_change = || statement.lines.iter().filter(|line| line.change == index);
        let Some(first) = of_change().next() else {
            continue;
        };
        let number = index + 1;
        let after: Amount = of_change()
            .map(|line| line.full_year_posts() + line.full_payment())
            .sum();
        let before: Amount = of_change()
            .map(super::line::CostLine::full_year_before)
            .sum();
        let ends = first.after.is_none() && first.payment.is_none();
        let full_year = if ends { before.clone() } else { after };
        figures.computed(
            format!("line.{number}.full_year"),
            format!("Full-year cost of {}", first.title),
            full_year,
        );
        figures.computed(
            format!("line.{number}.before"),
            format!("Full-year cost before: {}", first.title),
            before,
        );
        let price = first.after.as_ref().or(first.before.as_ref());
        if let Some(price) = price {
            let label = format!("Cost of one full-time {}", first.title);
            let unit = Amount::of(price.unit, &label);
            figures.computed(format!("line.{number}.unit"), label, unit);
            let sum = FteSum {
                known: price.fte.known().unwrap_or(Fte::ZERO),
                missing: usize::from(!price.fte.is_known()),
            };
            figures.add(
                format!("line.{number}.fte"),
                format!("FTE of {}", first.title),
                Value::Fte(sum),
                Origin::Computed,
            );
        }
    }
}

fn years(figures: &mut Collected, statement: &Statement) {
    let alone = statement.years.len() == 1;
    for year in &statement.years {
        let (before, posts, payments) = statement.year(*year);
        let all = posts.clone() + payments;
        let change = all.clone() - before;
        let mut add = |name: &str, label: &str, amount: &Amount| {
            figures.computed(
                format!("{name}.{year}"),
                format!("{label}, {year}"),
                amount.clone(),
            );
            if alone {
                figures.computed(name, format!("{label}, {year}"), amount.clone());
            }
        };
        add(
            "cost.posts.part_year",
            "Part-year cost of the posts",
            &posts,
        );
        add(
            "cost.part_year",
            "Part-year cost of posts and payments",
            &all,
        );
        add(
            "cost.change.part_year",
            "Change in cost in the year",
            &change,
        );
    }
}

fn establishment(figures: &mut Collected, case: &Case, resolved: &Resolved) {
    let is_withheld = withholds_structure(case, resolved);
    for (when, establishment) in [("after", &resolved.after), ("before", &resolved.before)] {
        let (known, missing) = establishment.fte();
        figures.add(
            format!("fte.structure.{when}"),
            format!("FTE of the structure {when}, as listed"),
            match is_withheld {
                true => Value::Withheld,
                false => Value::Fte(FteSum { known, missing }),
            },
            Origin::Computed,
        );
    }
}

fn budgets(figures: &mut Collected, statement: &Statement) {
    for budget in &statement.budgets {
        let suffix = if statement.budgets.len() == 1 {
            String::new()
        } else {
            format!(".{}", slug(&budget.unit))
        };
        let name = |what: &str| format!("budget.{what}{suffix}");
        let label = |what: &str| match suffix.as_str() {
            "" => what.to_owned(),
            _ => format!("{what}, {}", budget.unit),
        };
        figures.stated(name("amount"), label("Budget"), budget.amount);
        figures.stated(
            name("temporary"),
            label("Temporary part of the budget"),
            budget.temporary,
        );
        figures.computed(
            name("permanent"),
            label("Lasting part of the budget"),
            Amount::known(budget.permanent()),
        );
        let origin = if budget.cost_is_stated {
            Origin::Stated
        } else {
            Origin::Computed
        };
        figures.add(
            name("cost_after"),
            label("Full-year cost of the structure"),
            Value::Money(budget.cost.clone()),
            origin,
        );
        figures.computed(
            name("gap"),
            label("Cost above the budget"),
            Amount::of(budget.gap(), "gap"),
        );
        figures.computed(
            name("gap_permanent"),
            label("Cost above the lasting budget"),
            Amount::of(budget.permanent_gap(), "gap"),
        );
        if let Known::Known(gap) = budget.gap()
            && let Some(share) = percent(gap.in_pounds(), budget.amount.in_pounds())
        {
            figures.add(
                name("gap_percent"),
                label("Gap as a share of the budget"),
                Value::Percent(share),
                Origin::Computed,
            );
        }
    }
}

fn savings(figures: &mut Collected, statement: &Statement) {
    let table = &statement.savings;
    if table.lines.is_empty() {
        return;
    }
    figures.computed("saving.total", "Saving stated, in total", table.total());
    for (at, year) in table.years.iter().enumerate() {
        figures.computed(
            format!("saving.total.{year}"),
            format!("Saving stated for {year}"),
            table.year_total(at),
        );
    }
    let share = |part: &Amount, whole: Option<Pence>| {
        part.value()
            .known()
            .zip(whole)
            .and_then(|(part, whole)| percent(part.in_pounds(), whole.in_pounds()))
    };
    for line in table.lines.iter().filter(|line| !line.name.is_empty()) {
        let slug = slug(&line.name);
        figures.computed(
            format!("saving.total.{slug}"),
            format!("Saving stated for {}", line.name),
            line.total(),
        );
        if let Some(baseline) = line.baseline {
            figures.stated(
                format!("saving.baseline.{slug}"),
                format!("Budget of {}", line.name),
                baseline,
            );
        }
        if let Some(percent) = share(&line.total(), line.baseline) {
            let label = format!("Saving of {} as a share of its budget", line.name);
            figures.add(
                format!("saving.percent.{slug}"),
                label,
                Value::Percent(percent),
                Origin::Computed,
            );
        }
    }
    if let Some(baseline) = table.baseline() {
        figures.computed(
            "saving.baseline",
            "Budgets from which is saved",
            Amount::known(baseline),
        );
        if let Some(percent) = share(&table.total(), Some(baseline)) {
            let label = "Saving as a share of the budgets";
            figures.add(
                "saving.percent",
                label,
                Value::Percent(percent),
                Origin::Computed,
            );
        }
        for (at, year) in table.years.iter().enumerate() {
            if let Some(percent) = share(&table.year_total(at), Some(baseline)) {
                let label = format!("Saving of {year} as a share of the budgets");
                figures.add(
                    format!("saving.percent.{year}"),
                    label,
                    Value::Percent(percent),
                    Origin::Computed,
                );
            }
        }
    }
}

fn funding(figures: &mut Collected, case: &Case, statement: &Statement) {
    let listed = case
        .funding
        .iter()
        .filter_map(|funding| funding.amount.as_ref());
    let sum: Amount = listed
        .filter_map(|at| at.value.known())
        .map(Amount::known)
        .sum();
    if !case.funding.is_empty() {
        figures.computed("funding.total", "Funding with a stated amount", sum);
        let open = statement
            .funding
            .unfunded
            .known()
            .map_or_else(|| Amount::unknown("unfunded"), Amount::known);
        figures.computed(
            "funding.unfunded",
            "Full-year cost that no listed source pays",
            open,
        );
    }
}

fn stated(figures: &mut Collected, case: &Case) {
    for (index, stated) in case.stated.iter().enumerate() {
        let name = stated
            .name
            .as_ref()
            .map_or_else(|| format!("{}", index + 1), |at| at.value.clone());
        let label = stated
            .what
            .as_ref()
            .map_or_else(|| "Stated figure".to_owned(), |at| at.value.clone());
        let value = match stated.value.value {
            StatedValue::Amount(pence) => Value::Money(Amount::known(pence)),
            StatedValue::Fte(fte) => Value::Fte(FteSum {
                known: fte,
                missing: 0,
            }),
            StatedValue::Number(number) => Value::Number(number),
            StatedValue::Percent(hundredths) => Value::Percent(format!(
                "{}.{:02}%",
                hundredths / 100,
                hundredths.unsigned_abs() % 100
            )),
        };
        figures.add(format!("stated.{name}"), label, value, Origin::Stated);
    }
}

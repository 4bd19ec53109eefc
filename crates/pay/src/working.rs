//! How a cost was worked out.

use base::{Date, Exact, Fte, Known, Pence, Rounding, long_date};
use num_traits::Zero as _;

use crate::grade::GradeStatus;
use crate::hourly::WorkingYear;
use crate::profile::NiBasis;
use crate::spine::{AwardStatus, SpinePoint};

/// The cost of posts for a full year, with every step that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// The cost of 1.0 FTE in one employment for a full year, rounded as the profile says.
    pub unit_cost: Pence,
    /// The cost of all the FTE for a full year, to the penny at the finest.
    pub cost: Pence,
    /// The FTE that was costed.
    pub fte: Fte,
    /// The name of the profile.
    pub profile: String,
    /// The profile in words, with its status.
    pub profile_basis: String,
    /// Ids of the profile's sources, joined by `+`.
    pub profile_source: String,
    /// Where the point comes from.
    pub point: PointFound,
    /// The day from which the spine version was paid.
    pub effective: Date,
    /// How firm the pay is: an uplift on an agreed spine is an assumption.
    pub award: AwardStatus,
    /// How firm the spine itself is.
    pub spine_award: AwardStatus,
    /// The day on which the award was agreed.
    pub agreed_on: Known<Date>,
    /// The point's annual pay on the spine.
    pub spine_pay: Pence,
    /// Ids of the sources of the spine's values and award, joined by `+`.
    pub spine_source: String,
    /// The increase assumed on top of it: 0.02.
    pub uplift: Exact,
    /// Weeks paid over weeks in the year, for a term-time post.
    pub weeks: Option<(Exact, Exact)>,
    /// The pay of one hour, for a post whose hours are given, and the year that it is a part of.
    pub hourly: Option<(Pence, WorkingYear)>,
    /// The parts of the unit cost.
    pub unit: Breakdown,
    /// The employments that were costed one by one; empty if the unit cost was multiplied.
    pub employments: Vec<Employment>,
    /// What the reader should know before relying on it; one sentence each.
    pub caveats: Vec<String>,
}

/// How the point was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointFound {
    /// The point on the spine that pays.
    pub point: SpinePoint,
    /// The point as stated or held for the grade, if it was on the other spine.
    pub converted_from: Option<SpinePoint>,
    /// Who says so.
    pub how: HowFound,
}

/// Who says which point it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HowFound {
    /// The case states it.
    Stated,
    /// The council's grade is costed there.
    Grade {
        /// The grade's own label.
        label: String,
        /// What that rests on.
        status: GradeStatus,
        /// In words.
        basis: String,
        /// Ids of the sources, joined by `+`.
        source: String,
    },
}

/// The parts of a cost, each rounded as its profile says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// Annual pay in pounds.
    pub pay: Exact,
    /// How it was rounded.
    pub pay_rounding: Rounding,
    /// Employer's National Insurance.
    pub ni: NiLine,
    /// Pension, levy and the like.
    pub others: Vec<OtherLine>,
    /// The sum in pounds, before its rounding.
    pub sum: Exact,
    /// How the sum was rounded.
    pub total_rounding: Rounding,
    /// The sum, rounded.
    pub total: Pence,
}

/// Employer's National Insurance on one year's pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NiLine {
    /// The tax year whose rate it is; none if the profile fixes rate and threshold.
    pub tax_year: Option<String>,
    /// The share of the pay above the threshold.
    pub rate: Exact,
    /// The secondary threshold.
    pub threshold: Pence,
    /// Ids of the sources of rate and threshold, joined by `+`.
    pub source: String,
    /// Whose pay is held against it.
    pub basis: NiBasis,
    /// In pounds.
    pub amount: Exact,
    /// How the amount was rounded.
    pub rounding: Rounding,
}

/// An on-cost that is a share of pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherLine {
    /// `pension`, `apprenticeship levy`.
    pub name: String,
    /// The share of pay.
    pub rate: Exact,
    /// Was the rate given with the case, rather than by the profile?
    pub given: bool,
    /// Ids of the sources of the rate, joined by `+`; empty if it was given.
    pub source: String,
    /// In pounds.
    pub amount: Exact,
    /// How the amount was rounded.
    pub rounding: Rounding,
}

/// Employments of the same hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    /// How many.
    pub number: i64,
    /// The FTE of each.
    pub fte: Fte,
    /// The cost of each.
    pub each: Breakdown,
}

/// One line of *How this was worked out*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is: `Pension and levy`.
    pub label: String,
    /// As printed: `£6,828`.
    pub value: String,
    /// How and on what authority: `22.2% of pay, rounded to the pound, half up`.
    pub basis: String,
    /// Ids of the sources, joined by `+`; empty for plain arithmetic.
    pub source: String,
    /// The value as money, to the penny, if it is money.
    pub amount: Option<Pence>,
}

impl Step {
    /// A step without a source whose value is no money.
    fn new(label: impl Into<String>, value: impl Into<String>, basis: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            basis: basis.into(),
            source: String::new(),
            amount: None,
        }
    }

    /// A step whose value is money.
    fn money(label: impl Into<String>, amount: Pence, basis: impl Into<String>) -> Self {
        Self {
            amount: Some(amount),
            ..Self::new(label, amount.to_string(), basis)
        }
    }

    fn cited(self, source: &str) -> Self {
        Self {
            source: source.to_owned(),
            ..self
        }
    }
}

impl Employment {
    /// The cost of all of them for a full year.
    pub fn cost(&self) -> Pence {
        let pounds = self.each.total.in_pounds() * i128::from(self.number);
        Pence::from_pounds(pounds, Rounding::PennyHalfUp)
    }
}

impl Working {
    /// The working, line by line, in the order in which it is computed.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = self.unit_steps();
        steps.extend(self.line_steps());
        steps
    }

    /// How the cost of one full-time post was worked out: the same for all posts of its pay.
    pub fn unit_steps(&self) -> Vec<Step> {
        let award = match self.agreed_on {
            Known::Known(day) => format!("agreed on {}", long_date(day)),
            Known::Unknown if self.spine_award != AwardStatus::Agreed => {
                self.spine_award.name().to_owned()
            }
            Known::Unknown | Known::Withheld => {
                "agreed; the day of agreement is not known".to_owned()
            }
        };
        let spine = format!("Pay on the spine of {}", long_date(self.effective));
        let mut steps = vec![
            Step::new("Profile", &self.profile, &self.profile_basis).cited(&self.profile_source),
            Step::new("Point", self.point.point.to_string(), self.point_basis())
                .cited(self.point_source()),
            Step::money(spine, self.spine_pay, award).cited(&self.spine_source),
        ];
        if !self.uplift.is_zero() {
            steps.push(
                Step::new(
                    "Assumed award",
                    rate_text(self.uplift),
                    "added to the pay of the spine",
                )
                .cited(&self.profile_source),
            );
        }
        if let Some((hourly, year)) = self.hourly {
            let basis = format!(
                "in {} weeks of {} hours a year; said for the reader, and not used below",
                decimal_text(year.weeks),
                decimal_text(year.hours),
            );
            steps.push(Step::money("Pay for an hour", hourly, basis));
        }
        if let Some((paid, year)) = self.weeks {
            let weeks = format!("{} of {}", decimal_text(paid), decimal_text(year));
            steps.push(Step::new(
                "Paid weeks",
                weeks,
                "a term-time post is paid for these weeks",
            ));
        }
        self.unit.steps_into(&mut steps);
        steps.push(Step::money(
            "Cost of 1 FTE for a full year",
            self.unit_cost,
            rounding_text(self.unit.total_rounding),
        ));
        steps
    }

    /// From the cost of one full-time post to that of all its FTE; nothing if that is one.
    pub fn line_steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for employment in &self.employments {
            let label = format!(
                "{} × {} FTE for a full year",
                employment.number, employment.fte
            );
            let ni = &employment.each.ni;
            let basis = format!(
                "each with its own pay of {} and {} of National Insurance, {}",
                to_the_penny(employment.each.pay),
                to_the_penny(ni.amount),
                rounding_text(employment.each.total_rounding),
            );
            steps.push(Step::money(label, employment.cost(), basis));
        }
        let basis = match self.employments.is_empty() {
            true => format!("{} × {} FTE", self.unit_cost, self.fte),
            false => "the sum of the employments".to_owned(),
        };
        // One full-time post costs what was said above.
        if self.fte != Fte::whole(1) || !self.employments.is_empty() {
            let label = format!("Cost of {} FTE for a full year", self.fte);
            steps.push(Step::money(label, self.cost, basis));
        }
        steps
    }

    fn point_source(&self) -> &str {
        match &self.point.how {
            HowFound::Stated => "",
            HowFound::Grade { source, .. } => source,
        }
    }

    fn point_basis(&self) -> String {
        let mut basis = match &self.point.how {
            HowFound::Stated => "stated with the post".to_owned(),
            HowFound::Grade {
                label,
                status,
                basis,
                ..
            } => {
                format!("{label}: {basis} ({})", status.name())
            }
        };
        if let Some(from) = &self.point.converted_from {
            basis.push_str(&format!("; {from} by the assimilation of 1 April 2019"));
        }
        basis
    }
}

impl Breakdown {
    fn steps_into(&self, steps: &mut Vec<Step>) {
        let rounded = rounding_text(self.pay_rounding);
        steps.push(Step::money("Pay", to_the_penny(self.pay), rounded));
        let whose = match &self.ni.tax_year {
            Some(year) => format!("the threshold of {year}"),
            None => "the threshold that the profile fixes".to_owned(),
        };
        let ni = format!(
            "{} of pay above {}, {whose}; {}",
            rate_text(self.ni.rate),
            self.ni.threshold,
            rounding_text(self.ni.rounding),
        );
        let label = "Employer's National Insurance";
        steps.push(Step::money(label, to_the_penny(self.ni.amount), ni).cited(&self.ni.source));
        for other in &self.others {
            let given = if other.given {
                ", a rate given with the case"
            } else {
                ""
            };
            let basis = format!(
                "{} of pay{given}; {}",
                rate_text(other.rate),
                rounding_text(other.rounding)
            );
            let amount = to_the_penny(other.amount);
            let line = Step::money(capitalised(&other.name), amount, basis);
            steps.push(line.cited(&other.source));
        }
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// An exact sum as it is shown.
fn to_the_penny(pounds: Exact) -> Pence {
    Pence::from_pounds(pounds, Rounding::PennyHalfUp)
}

/// `13.8%`, `14.31%`.
fn rate_text(rate: Exact) -> String {
    format!("{}%", decimal_text(rate * 100))
}

/// A decimal with as many places as it needs, at most four.
fn decimal_text(number: Exact) -> String {
    let scaled = (number * 10_000).round().to_integer();
    let sign = if scaled < 0 { "\u{2212}" } else { "" };
    let size = scaled.unsigned_abs();
    let text = format!("{sign}{}.{:04}", size / 10_000, size % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn rounding_text(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::None => "not rounded",
        Rounding::PennyHalfUp => "rounded to the penny, half up",
        Rounding::PoundHalfUp => "rounded to the pound, half up",
    }
}

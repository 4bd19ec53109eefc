//! Named on-cost profiles: how one council, or the law, turns pay into cost.

use base::{Date, Exact, Pence, Rounding};
use serde::Deserialize;

use crate::data::{self, DataError, Files};

const FILE: &str = "profiles.toml";

/// How pay becomes cost. Rates are shares of pay; money is a year's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Stable name: `ncc-2018-19`.
    pub name: String,
    /// What it is, in words.
    pub title: String,
    /// `inferred` from published figures, `law`, or `variant` of another profile.
    pub status: String,
    /// What it reproduces and how well.
    pub evidence: String,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// The agreement whose spine it uses: `NJC`.
    pub agreement: String,
    /// Which version of the spine it pays by.
    pub version: VersionRule,
    /// It does not cost before this day.
    pub from: Option<Date>,
    /// Why not.
    pub from_reason: String,
    /// An increase that is assumed on top of the spine: 0.02.
    pub uplift: Exact,
    /// How pay with its uplift is rounded.
    pub pay_rounding: Rounding,
    /// National Insurance: which year's rate and threshold.
    pub ni_year: NiYear,
    /// Whose pay is held against the threshold.
    pub ni_basis: NiBasis,
    /// How National Insurance is rounded.
    pub ni_rounding: Rounding,
    /// Pension, levy and whatever else is a share of pay.
    pub others: Vec<OtherOnCost>,
    /// How the sum is rounded.
    pub total_rounding: Rounding,
}

/// Which version of a spine a profile pays by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionRule {
    /// Always this one.
    Fixed {
        /// The [`crate::Spine::id`].
        spine: String,
        /// The day from which it was paid.
        effective: Date,
    },
    /// The newest that is agreed and in effect on the day.
    LatestAgreed,
}

/// Which National Insurance a profile charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NiYear {
    /// Always this rate above this threshold.
    Fixed {
        /// The share of the pay above the threshold.
        rate: Exact,
        /// The secondary threshold a year.
        threshold: Pence,
    },
    /// That of the tax year; see [`crate::budget_day`] for the first days of April.
    ByTaxYear,
}

/// Whose pay is held against the National Insurance threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NiBasis {
    /// The cost of one FTE is multiplied by the FTE, and the threshold with it: the practice of
    /// reports that print a unit cost.
    ScaledWithFte,
    /// Each employment's own pay, against the full threshold: the law.
    EachEmployment,
}

/// An on-cost that is a share of pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherOnCost {
    /// `pension`, `apprenticeship levy`.
    pub name: String,
    /// Which share.
    pub rate: OtherRate,
    /// How it is rounded.
    pub rounding: Rounding,
}

/// Which share of pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherRate {
    /// Always this one.
    Fixed(Exact),
    /// The levy of the year; nothing before there was one.
    LevyOfTheYear,
    /// The employer's own pension rate, which nobody has given yet.
    PensionNotGiven,
    /// The employer's own pension rate, given with the case.
    PensionGiven(Exact),
}

impl Profile {
    /// The same profile with the employer's pension rate: the percentages of its fund's actuary,
    /// primary and secondary together. A secondary sum in cash is no rate: leave it out, for a
    /// post that ends does not release it.
    #[must_use]
    pub fn with_pension_rate(&self, rate: Exact) -> Self {
        let mut profile = self.clone();
        for other in &mut profile.others {
            if matches!(
                other.rate,
                OtherRate::PensionNotGiven | OtherRate::PensionGiven(_)
            ) {
                other.rate = OtherRate::PensionGiven(rate);
            }
        }
        profile
    }

    /// The same profile with an increase assumed on top of the spine: 0.02 for 2%.
    #[must_use]
    pub fn with_assumed_award(&self, uplift: Exact) -> Self {
        Self {
            uplift,
            ..self.clone()
        }
    }

    /// Does costing wait for the employer's pension rate?
    pub fn needs_pension_rate(&self) -> bool {
        self.others
            .iter()
            .any(|other| other.rate == OtherRate::PensionNotGiven)
    }
}

pub(crate) fn read(files: &Files<'_>) -> Result<Vec<Profile>, DataError> {
    let file: ProfileFile = toml::from_str(files.profiles)?;
    file.profile.into_iter().map(profile).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    profile: Vec<ProfileRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileRow {
    name: String,
    title: String,
    status: String,
    evidence: String,
    sources: Vec<String>,
    agreement: String,
    #[serde(default)]
    spine: String,
    version: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    from_reason: String,
    uplift: String,
    pay_rounding: String,
    total_rounding: String,
    ni: NiRow,
    other: Vec<OtherRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NiRow {
    year: String,
    #[serde(default)]
    rate: String,
    #[serde(default)]
    threshold: String,
    basis: String,
    rounding: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherRow {
    name: String,
    rate: String,
    rounding: String,
}

fn profile(row: ProfileRow) -> Result<Profile, DataError> {
    let version = match row.version.as_str() {
        "latest-agreed" => VersionRule::LatestAgreed,
        effective => VersionRule::Fixed {
            spine: row.spine,
            effective: data::date(FILE, effective)?,
        },
    };
    let ni_year = match row.ni.year.as_str() {
        "by-tax-year" => NiYear::ByTaxYear,
        "fixed" => NiYear::Fixed {
            rate: data::decimal(FILE, &row.ni.rate)?,
            threshold: data::money(FILE, &row.ni.threshold)?,
        },
        other => return Err(data::refused(FILE, other, "`fixed` or `by-tax-year`")),
    };
    let ni_basis = match row.ni.basis.as_str() {
        "scaled-with-fte" => NiBasis::ScaledWithFte,
        "each-employment" => NiBasis::EachEmployment,
        other => {
            return Err(data::refused(
                FILE,
                other,
                "`scaled-with-fte` or `each-employment`",
            ));
        }
    };
    Ok(Profile {
        version,
        from: data::date_if_any(FILE, &row.from)?,
        uplift: data::decimal(FILE, &row.uplift)?,
        pay_rounding: rounding(&row.pay_rounding)?,
        ni_year,
        ni_basis,
        ni_rounding: rounding(&row.ni.rounding)?,
        others: row
            .other
            .into_iter()
            .map(other_on_cost)
            .collect::<Result<_, _>>()?,
        total_rounding: rounding(&row.total_rounding)?,
        name: row.name,
        title: row.title,
        status: row.status,
        evidence: row.evidence,
        sources: row.sources,
        agreement: row.agreement,
        from_reason: row.from_reason,
    })
}

fn other_on_cost(row: OtherRow) -> Result<OtherOnCost, DataError> {
    let rate = match row.rate.as_str() {
        "levy-of-the-year" => OtherRate::LevyOfTheYear,
        "pension-of-the-employer" => OtherRate::PensionNotGiven,
        decimal => OtherRate::Fixed(data::decimal(FILE, decimal)?),
    };
    Ok(OtherOnCost {
        name: row.name,
        rate,
        rounding: rounding(&row.rounding)?,
    })
}

fn rounding(name: &str) -> Result<Rounding, DataError> {
    Rounding::named(name).ok_or_else(|| data::refused(FILE, name, "the name of a rounding"))
}

//! Employer's National Insurance, the apprenticeship levy, and pension rates for context.

use base::{Date, Exact, Pence, add_days};
use serde::Deserialize;

use crate::data::{self, DataError, Files};

/// Employer's National Insurance in (a part of) a tax year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerNi {
    /// `2018-19`. The year 2022-23 has two rows, since its rate fell on 6 November 2022.
    pub tax_year: String,
    /// The first day of the rate.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// The share of the pay above the threshold: 0.138.
    pub rate: Exact,
    /// The secondary threshold a week.
    pub threshold_week: Pence,
    /// The secondary threshold a year.
    pub threshold: Pence,
    /// Ids of its sources, joined by `+`.
    pub source: String,
    /// How it was verified; `[U]` marks what was not.
    pub status: String,
}

/// What an employer of contracted-out LGPS members paid less, until 5 April 2016.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractedOut {
    /// `2014-15`.
    pub tax_year: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The rebate on pay between the lower earnings limit and the upper accrual point: 0.034.
    pub rebate: Exact,
    /// The lower earnings limit a week. The upper accrual point is not held.
    pub lower_earnings_limit_week: Pence,
    /// Ids of its sources, joined by `+`.
    pub source: String,
}

/// The apprenticeship levy from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levy {
    /// The first day.
    pub from: Date,
    /// The share of the pay bill: 0.005.
    pub rate: Exact,
    /// What an employer may deduct from the whole levy in a year, once.
    pub employer_allowance: Pence,
    /// Ids of its sources, joined by `+`.
    pub source: String,
    /// Why the allowance is not deducted here.
    pub note: String,
}

/// A pension rate found in publications: for scale only, never costed with by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LgpsRate {
    /// Whose rate.
    pub fund_or_employer: String,
    /// The year or years of the valuation.
    pub valuation: String,
    /// The first day, if known.
    pub from: Option<Date>,
    /// The last day, if known.
    pub until: Option<Date>,
    /// What it measures.
    pub measure: String,
    /// A share of pay: 0.216; none where it was not found.
    pub rate: Option<Exact>,
    /// Ids of its sources, joined by `+`.
    pub source: String,
    /// Verified, inferred or not found.
    pub status: String,
}

/// The day whose tax year prices a budget on a day.
///
/// The council's year starts on 1 April, the tax year on 6 April. What is costed from 1 to 5 April
/// takes the rates of the tax year about to start, in which all but five days of the year lie.
pub fn budget_day(on: Date) -> Date {
    if on.month() == 4 && on.day() < 6 {
        add_days(on, i32::from(6 - on.day()))
    } else {
        on
    }
}

#[derive(Debug)]
pub(crate) struct OnCosts {
    pub(crate) ni: Vec<EmployerNi>,
    pub(crate) contracted_out: Vec<ContractedOut>,
    pub(crate) levy: Vec<Levy>,
    pub(crate) lgps: Vec<LgpsRate>,
}

impl OnCosts {
    pub(crate) fn read(files: &Files<'_>) -> Result<Self, DataError> {
        let ni = data::rows("employer_ni.csv", files.employer_ni)?;
        let contracted_out = data::rows("contracted_out.csv", files.contracted_out)?;
        let levy = data::rows("levy.csv", files.levy)?;
        let lgps = data::rows("lgps_rates.csv", files.lgps_rates)?;
        Ok(Self {
            ni: ni.into_iter().map(employer_ni).collect::<Result<_, _>>()?,
            contracted_out: contracted_out
                .into_iter()
                .map(contracted_out_year)
                .collect::<Result<_, _>>()?,
            levy: levy.into_iter().map(levy_from).collect::<Result<_, _>>()?,
            lgps: lgps.into_iter().map(lgps_rate).collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn employer_ni(&self, on: Date) -> Option<&EmployerNi> {
        self.ni.iter().find(|row| row.from <= on && on <= row.until)
    }

    pub(crate) fn levy(&self, on: Date) -> Option<&Levy> {
        self.levy.iter().rev().find(|row| row.from <= on)
    }

    pub(crate) fn contracted_out(&self, on: Date) -> Option<&ContractedOut> {
        self.contracted_out
            .iter()
            .find(|row| row.from <= on && on <= row.until)
    }
}

#[derive(Deserialize)]
struct NiRow {
    tax_year: String,
    from: String,
    until: String,
    rate_percent: String,
    threshold_week_pounds: String,
    threshold_year_pounds: String,
    source: String,
    status: String,
}

fn employer_ni(row: NiRow) -> Result<EmployerNi, DataError> {
    const FILE: &str = "employer_ni.csv";
    Ok(EmployerNi {
        from: data::date(FILE, &row.from)?,
        until: data::date(FILE, &row.until)?,
        rate: data::percent(FILE, &row.rate_percent)?,
        threshold_week: data::money(FILE, &row.threshold_week_pounds)?,
        threshold: data::money(FILE, &row.threshold_year_pounds)?,
        tax_year: row.tax_year,
        source: row.source,
        status: row.status,
    })
}

#[derive(Deserialize)]
struct ContractedOutRow {
    tax_year: String,
    from: String,
    until: String,
    rebate_percent: String,
    lower_earnings_limit_week_pounds: String,
    source: String,
}

fn contracted_out_year(row: ContractedOutRow) -> Result<ContractedOut, DataError> {
    const FILE: &str = "contracted_out.csv";
    Ok(ContractedOut {
        from: data::date(FILE, &row.from)?,
        until: data::date(FILE, &row.until)?,
        rebate: data::percent(FILE, &row.rebate_percent)?,
        lower_earnings_limit_week: data::money(FILE, &row.lower_earnings_limit_week_pounds)?,
        tax_year: row.tax_year,
        source: row.source,
    })
}

#[derive(Deserialize)]
struct LevyRow {
    from: String,
    rate_percent: String,
    employer_allowance_pounds: String,
    source: String,
    note: String,
}

fn levy_from(row: LevyRow) -> Result<Levy, DataError> {
    const FILE: &str = "levy.csv";
    Ok(Levy {
        from: data::date(FILE, &row.from)?,
        rate: data::percent(FILE, &row.rate_percent)?,
        employer_allowance: data::money(FILE, &row.employer_allowance_pounds)?,
        source: row.source,
        note: row.note,
    })
}

#[derive(Deserialize)]
struct LgpsRow {
    fund_or_employer: String,
    valuation: String,
    from: String,
    until: String,
    measure: String,
    rate_percent: String,
    source: String,
    status: String,
}

fn lgps_rate(row: LgpsRow) -> Result<LgpsRate, DataError> {
    const FILE: &str = "lgps_rates.csv";
    let rate = match row.rate_percent.as_str() {
        "" => None,
        percent => Some(data::percent(FILE, percent)?),
    };
    Ok(LgpsRate {
        from: data::date_if_any(FILE, &row.from)?,
        until: data::date_if_any(FILE, &row.until)?,
        fund_or_employer: row.fund_or_employer,
        valuation: row.valuation,
        measure: row.measure,
        rate,
        source: row.source,
        status: row.status,
    })
}

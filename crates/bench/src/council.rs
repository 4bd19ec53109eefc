//! A council's register and pay as CSV files, and as Muster's own types.
//!
//! ```text
//! meta.json       {"posts": 10000, "end": "2025-04-01"}: the day on which the register stands
//! tree.csv        unit_id,parent_id,level          parent 0 for none
//! state.csv       post_id,unit_id,title,grade,scp,fte_milli,fund1,bp1,fund2,bp2,fund3,bp3
//! proposal.csv    op (E establish, C change, D disestablish) and the columns of state.csv
//! pay_spine.csv   fy,scp,annual_pence              whole pounds
//! on_costs.csv    fy,ni_bp,ni_threshold_pence,pension_bp,levy_bp
//! ```
//!
//! `fy` is the year in which a financial year starts; shares and rates are in ten-thousandths, FTE in
//! thousandths.

pub(crate) mod made;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use base::{Date, FinancialYear, Fte, Known, Pence, Rounding, exact};
use costing::{Basis, Rates, YearRates};
use pay::{Files, NiBasis, NiYear, OtherOnCost, OtherRate, Profile, Tables, VersionRule};
use register::{
    Act, Amendment, Authority, Decision, Entry, FundShare, Ledger, LineId, Placement, PostLine,
    Quantity, Standing, Tenure, UnitId,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Failure;

/// What stands in `meta.json`.
#[derive(Deserialize)]
pub(crate) struct Meta {
    /// The day on which the register stands.
    pub(crate) end: String,
}

#[derive(Deserialize)]
struct UnitRow {
    unit_id: u64,
    parent_id: u64,
}

#[derive(Deserialize)]
struct PostRow {
    #[serde(default)]
    op: String,
    post_id: u64,
    unit_id: u64,
    title: String,
    grade: String,
    scp: u16,
    fte_milli: i64,
    fund1: String,
    fund2: String,
    bp2: i64,
    fund3: String,
    bp3: i64,
}

#[derive(Deserialize)]
struct PointRow {
    fy: i16,
    scp: u16,
    annual_pence: i64,
}

#[derive(Deserialize)]
struct OnCostRow {
    fy: i16,
    ni_bp: i64,
    ni_threshold_pence: i64,
    pension_bp: i64,
    levy_bp: i64,
}

/// The rows of a CSV file.
fn rows<T: DeserializeOwned>(data: &Path, name: &str) -> Result<Vec<T>, Failure> {
    let path = data.join(name);
    let file =
        std::fs::read(&path).map_err(Failure::of(format!("cannot read {}", path.display())))?;
    csv::Reader::from_reader(file.as_slice())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::Data(format!("{}: {error}", path.display())))
}

/// What the data say of themselves.
pub(crate) fn meta(data: &Path) -> Result<Meta, Failure> {
    let path = data.join("meta.json");
    let text =
        std::fs::read(&path).map_err(Failure::of(format!("cannot read {}", path.display())))?;
    serde_json::from_slice(&text).map_err(|error| Failure::Data(error.to_string()))
}

/// A day as the files write it.
pub(crate) fn day(text: &str) -> Result<Date, Failure> {
    let refused = |_| Failure::Data(format!("{text} is not a day"));
    text.parse().map_err(refused)
}

/// The pay structure of the council, in the form of Muster's own data files.
pub(crate) fn tables(data: &Path) -> Result<Tables, Failure> {
    let points: Vec<PointRow> = rows(data, "pay_spine.csv")?;
    let mut years: Vec<i16> = points.iter().map(|row| row.fy).collect();
    years.dedup();
    let awards: String = years
        .iter()
        .map(|fy| format!("{fy}-04-01,council,agreed,{fy}-04-01,,,,\n"))
        .collect();
    let values: String = points
        .iter()
        .map(|row| {
            let pounds = row.annual_pence / 100;
            format!("{}-04-01,council,{},{pounds},\n", row.fy, row.scp)
        })
        .collect();
    let head = "effective,spine,status,agreed_on,agreed_source,rule,source,check\n";
    let files = Files {
        spines: "spine,agreement,short,name,from,until,source\ncouncil,COUNCIL,own,Own,,,\n",
        awards: &format!("{head}{awards}"),
        spine_values: &format!("effective,spine,point,annual_pounds,source\n{values}"),
        points_ended: "spine,point,last_day,source\n",
        ..Files::SHIPPED
    };
    Tables::read(&files).map_err(|error| Failure::Data(error.to_string()))
}

/// The council of the files.
pub(crate) const BODY: &str = "Anytown";

/// How the council costs five financial years from a day on.
pub(crate) fn rates<'t>(data: &Path, tables: &'t Tables, from: Date) -> Result<Rates<'t>, Failure> {
    let first = FinancialYear::of(from).first().year();
    let mut rates = all_rates(data, tables)?;
    let within = first..first + 5;
    rates
        .years
        .retain(|rates| within.contains(&rates.year.first().year()));
    match rates.years.len() {
        5 => Ok(rates),
        _ => Err(Failure::Data(format!(
            "on_costs.csv lacks one of the years from {first}"
        ))),
    }
}

/// How the council costs every financial year that the files have.
pub(crate) fn all_rates<'t>(data: &Path, tables: &'t Tables) -> Result<Rates<'t>, Failure> {
    let on_costs: Vec<OnCostRow> = rows(data, "on_costs.csv")?;
    let years = on_costs.iter().map(|on_cost| {
        let year = FinancialYear::starting(on_cost.fy);
        YearRates {
            year,
            on: year.first(),
            profile: profile(on_cost),
        }
    });
    Ok(Rates {
        tables,
        council: BODY.to_owned(),
        basis: Basis::Stated,
        full_time_week: exact(37, 1),
        years: years.collect(),
    })
}

fn profile(row: &OnCostRow) -> Profile {
    let share = |points: i64| exact(i128::from(points), 10_000);
    let other = |name: &str, points: i64| OtherOnCost {
        name: name.to_owned(),
        rate: OtherRate::Fixed(share(points)),
        rounding: Rounding::PennyHalfUp,
    };
    Profile {
        name: "council".to_owned(),
        title: "the council's own".to_owned(),
        status: "made up".to_owned(),
        evidence: String::new(),
        sources: Vec::new(),
        agreement: "COUNCIL".to_owned(),
        version: VersionRule::LatestAgreed,
        from: None,
        from_reason: String::new(),
        uplift: exact(0, 1),
        pay_rounding: Rounding::PennyHalfUp,
        ni_year: NiYear::Fixed {
            rate: share(row.ni_bp),
            threshold: Pence::new(i128::from(row.ni_threshold_pence)),
        },
        ni_basis: NiBasis::EachEmployment,
        ni_rounding: Rounding::PennyHalfUp,
        others: vec![
            other("pension", row.pension_bp),
            other("apprenticeship levy", row.levy_bp),
        ],
        total_rounding: Rounding::None,
    }
}

/// The council's ledger: the units and posts on a day, then what a proposal asks for.
pub(crate) struct Council {
    /// The entries.
    pub(crate) ledger: Ledger,
    units: BTreeMap<u64, UnitId>,
    posts: BTreeMap<u64, LineId>,
    authority: Authority,
    day: Date,
}

impl Council {
    /// Records the register as it stands on a day.
    pub(crate) fn read(data: &Path, day: Date) -> Result<Self, Failure> {
        let decision = Decision {
            body: BODY.to_owned(),
            maker: None,
            date: day,
            title: "The establishment".to_owned(),
            reference: None,
            not_held: Vec::new(),
        };
        let mut council = Self {
            ledger: Ledger::new(),
            units: BTreeMap::new(),
            posts: BTreeMap::new(),
            authority: Authority {
                decision: Arc::new(decision),
                standing: Standing::Decided,
                paragraph: None,
                change_line: None,
                assumption: None,
                listed: None,
            },
            day,
        };
        let units: Vec<UnitRow> = rows(data, "tree.csv")?;
        for row in &units {
            let unit = council.ledger.new_unit();
            council.units.insert(row.unit_id, unit);
        }
        for row in &units {
            let act = Act::OpenUnit {
                unit: council.units[&row.unit_id],
                name: format!("Unit {}", row.unit_id),
                part_of: council.units.get(&row.parent_id).copied(),
            };
            council.record(act);
        }
        for row in rows::<PostRow>(data, "state.csv")? {
            let post = council.post(&row)?;
            let line = council.ledger.new_line();
            council.posts.insert(row.post_id, line);
            council.record(Act::Attest { line, post });
        }
        Ok(council)
    }

    /// Records what the proposal asks for, and gives its entries.
    pub(crate) fn propose(&mut self, data: &Path) -> Result<&[Entry], Failure> {
        let opening = self.ledger.entries().len();
        for row in rows::<PostRow>(data, "proposal.csv")? {
            let act = self.asked(&row)?;
            self.record(act);
        }
        Ok(&self.ledger.entries()[opening..])
    }

    fn record(&mut self, act: Act) {
        let authority = self.authority.clone();
        self.ledger.record(self.day, self.day, authority, act);
    }

    fn asked(&mut self, row: &PostRow) -> Result<Act, Failure> {
        let held = self.posts.get(&row.post_id).copied();
        let line =
            || held.ok_or_else(|| Failure::Data(format!("there is no post {}", row.post_id)));
        Ok(match row.op.as_str() {
            "D" => Act::Disestablish {
                line: line()?,
                quantity: Quantity::All,
            },
            "C" => {
                let (line, post) = (line()?, self.post(row)?);
                let to = Amendment {
                    title: Some(post.title),
                    grade: Some(post.grade),
                    point: post.point,
                    fte: Some(post.fte),
                    placement: Some(post.placement),
                    funding: Some(post.funding),
                    ..Amendment::default()
                };
                Act::Amend {
                    line,
                    quantity: Quantity::All,
                    to: Box::new(to),
                    becomes: line,
                    until: None,
                }
            }
            "E" => Act::Establish {
                line: self.ledger.new_line(),
                post: self.post(row)?,
                in_place_of: Vec::new(),
            },
            other => return Err(Failure::Data(format!("{other} is no change"))),
        })
    }

    fn post(&self, row: &PostRow) -> Result<PostLine, Failure> {
        let unit = self.units.get(&row.unit_id);
        let unit =
            unit.ok_or_else(|| Failure::Data(format!("there is no unit {}", row.unit_id)))?;
        let share = |fund: &str, points: i64| FundShare {
            fund: fund.to_owned(),
            share: Known::Known(exact(i128::from(points), 10_000)),
        };
        let mut funding = vec![share(&row.fund1, 10_000 - row.bp2 - row.bp3)];
        for (fund, points) in [(&row.fund2, row.bp2), (&row.fund3, row.bp3)] {
            if !fund.is_empty() {
                funding.push(share(fund, points));
            }
        }
        Ok(PostLine {
            grade: Known::Known(row.grade.clone()),
            point: Some(row.scp),
            posts: Known::Known(1),
            fte: Known::Known(Fte::new(exact(i128::from(row.fte_milli), 1000))),
            placement: Placement::In(*unit),
            tenure: Known::Known(Tenure::Permanent),
            funding,
            ..PostLine::titled(row.title.clone())
        })
    }

    /// The unit of a number in the files.
    pub(crate) fn unit(&self, number: u64) -> Option<UnitId> {
        self.units.get(&number).copied()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Posts, FTE in thousandths and the first year's pence of the council as the proposal leaves it,
    /// from the columns alone.
    pub(crate) fn first_year(data: &Path) -> (i64, i64, i64) {
        let mut posts: BTreeMap<u64, PostRow> = rows::<PostRow>(data, "state.csv")
            .expect("posts")
            .into_iter()
            .map(|row| (row.post_id, row))
            .collect();
        for row in rows::<PostRow>(data, "proposal.csv").expect("a proposal") {
            match row.op.as_str() {
                "D" => posts.remove(&row.post_id),
                _ => posts.insert(row.post_id, row),
            };
        }
        let on_costs: Vec<OnCostRow> = rows(data, "on_costs.csv").expect("on-costs");
        let on_cost = on_costs.iter().find(|row| row.fy == 2025).expect("a year");
        let points: Vec<PointRow> = rows(data, "pay_spine.csv").expect("points");
        let half_up = |amount: i64, whole: i64| (amount + whole / 2) / whole;
        let cost = |row: &PostRow| {
            let point = points
                .iter()
                .find(|point| (point.fy, point.scp) == (on_cost.fy, row.scp));
            let full_time = point.expect("a point").annual_pence;
            let pay = half_up(full_time * row.fte_milli, 1000);
            let above = (pay - on_cost.ni_threshold_pence).max(0);
            let shares = [
                (above, on_cost.ni_bp),
                (pay, on_cost.pension_bp),
                (pay, on_cost.levy_bp),
            ];
            let on_costs = shares.map(|(amount, points)| half_up(amount * points, 10_000));
            pay + on_costs.iter().sum::<i64>()
        };
        (
            i64::try_from(posts.len()).expect("a number"),
            posts.values().map(|row| row.fte_milli).sum(),
            posts.values().map(cost).sum(),
        )
    }
}

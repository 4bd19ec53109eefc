//! `whatif`: a proposal of 500 changes on a whole establishment, five years recosted.
//!
//! Reads the files of [`crate::council`] from the data folder, records them in a ledger and folds it.
//! Before anything is timed, the establishment is made ready and the proposal prepared. Times:
//!
//! - `whatif`: the whole establishment recosted from the first row, every unit's subtree and every fund
//! - `incremental`: the proposal put on what is known, up the units above each change, and its funds
//! - `prepare`: entries to rows, before either
//!
//! `check` is posts, FTE in thousandths and the cost of each year of the unit with number 1 as the
//! proposal leaves it; the first year's cost summed over all units; and that of the fund `GF`.

use std::path::Path;
use std::sync::Arc;

use base::Pence;
use costing::{Outlook, WhatIf};
use serde_json::{Value, json};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::council::{self, Council, made};
use crate::outcome::Outcome;
use crate::timing::{peak, timed};

pub(super) const PART: Part = Part {
    name: "whatif",
    sizes: &[
        Size {
            count: 10_000,
            large: false,
        },
        Size {
            count: 100_000,
            large: true,
        },
    ],
    make,
    bench,
    once: None,
};

fn make(count: usize, work: &Path) -> Result<Asked, Failure> {
    let data = work.join(format!("council-{count}"));
    made::write(count, &data)?;
    Ok(Asked {
        work: work.to_owned(),
        data: Some(data),
        ..Asked::default()
    })
}

#[expect(clippy::float_arithmetic, reason = "seconds")]
fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let needs_data = || Failure::Arguments("whatif needs --data".to_owned());
    let data = asked.data.as_deref().ok_or_else(needs_data)?;
    let day = council::day(&council::meta(data)?.end)?;
    let (reading, read) = timed(|| Ok((council::tables(data)?, Council::read(data, day)?)));
    let (tables, mut council): (_, Council) = read?;
    let rates = council::rates(data, &tables, day)?;
    let (making, what_if) = timed(|| {
        let establishment = Arc::new(council.ledger.fold(day, day).establishment);
        WhatIf::new(establishment, rates)
    });
    let refused = |error: costing::WhatIfError| Failure::Data(error.to_string());
    let mut what_if = what_if.map_err(refused)?;
    let changes = council.propose(data)?.to_vec();
    let (mut prepare, mut full, mut incremental) = (Vec::new(), Vec::new(), Vec::new());
    let mut checks: Vec<Value> = Vec::new();
    for _ in 0..asked.repeat.max(1) {
        let (seconds, prepared) = timed(|| what_if.prepare(&changes));
        prepare.push(seconds);
        let prepared = prepared.map_err(refused)?;
        let (seconds, outlook) = timed(|| what_if.recost(&prepared));
        full.push(seconds);
        checks.push(check(&council, &outlook)?);
        let mut live = what_if.base().clone();
        let (seconds, ()) = timed(|| what_if.put_on(&prepared, &mut live));
        incremental.push(seconds);
        checks.push(check(&council, &live)?);
    }
    let answer = checks[0].clone();
    if checks.iter().any(|check| *check != answer) {
        return Err(Failure::Data(format!("the answers differ: {checks:?}")));
    }
    Ok(Outcome {
        load: reading + making,
        times: vec![
            ("whatif", full),
            ("incremental", incremental),
            ("prepare", prepare),
        ],
        values: Vec::new(),
        check: answer,
        peak: peak(),
    })
}

fn check(council: &Council, outlook: &Outlook) -> Result<Value, Failure> {
    let first = |costs: &mut dyn Iterator<Item = costing::AtLeast<Pence>>| {
        costs.next().map_or(0, |cost| cost.known.pence())
    };
    let no_root = || Failure::Data("there is no unit 1".to_owned());
    let root = council.unit(1).and_then(|unit| outlook.unit(unit));
    let root = root.ok_or_else(no_root)?;
    let thousandths = (root.fte().known.exact() * 1000).to_integer();
    let mut numbers = vec![i128::from(root.posts().known), thousandths];
    numbers.extend(root.costs().map(|cost| cost.known.pence()));
    numbers.push(
        outlook
            .units()
            .map(|(_, unit)| first(&mut unit.costs()))
            .sum(),
    );
    let general = outlook.funds().find(|fund| fund.name() == Some("GF"));
    numbers.push(general.map_or(0, |fund| first(&mut fund.costs())));
    let numbers: Result<Vec<i64>, _> = numbers.into_iter().map(i64::try_from).collect();
    numbers
        .map(|numbers| json!(numbers))
        .map_err(|error| Failure::Data(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_that_of_the_columns() {
        let folder = tempfile::tempdir().expect("a folder");
        let asked = make(600, folder.path()).expect("made");
        let outcome = bench(&Asked { repeat: 1, ..asked }).expect("an answer");
        let data = folder.path().join("council-600");
        let (posts, fte, cost) = council::tests::first_year(&data);
        let answer = outcome.check.as_array().expect("a list");
        assert_eq!(answer[..3], [json!(posts), json!(fte), json!(cost)]);
        assert_eq!(answer.len(), 9);
        let expected = ["whatif", "incremental", "prepare"];
        let timed: Vec<&str> = outcome.times.iter().map(|(name, _)| *name).collect();
        assert_eq!(timed, expected);
    }
}

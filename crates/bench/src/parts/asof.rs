//! `asof`: every unit's subtree as of two times, and twenty year-ends by fund, from a register with
//! twenty years of decisions.
//!
//! Reads the files of [`crate::past`] from the data folder, or invents a council where a number of posts
//! is given: entries of a ledger, of which the register's columns are made as they come. Before anything
//! is timed each question is asked once. Times:
//!
//! - `rollup`: posts, FTE and full-year cost of every unit with all below it, one question
//! - `years`: FTE and cost by fund at twenty year-ends as known at the last
//!
//! `check` is, for each roll-up, how many units hold posts, the posts, FTE in thousandths and pence of
//! the unit with number 1, and the pence summed over all units; for the year-ends, how many funds pay
//! something in how many years, the FTE and pence of all, and the pence of each times its year: all as far
//! as it is known.

use std::path::Path;

use costing::{RollUp, RollUps, YearEnd};
use serde_json::{Value, json};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::council::{self, made};
use crate::outcome::Outcome;
use crate::past::Past;
use crate::timing::{peak, timed};

pub(super) const PART: Part = Part {
    name: "asof",
    sizes: &[
        Size {
            count: 10_000,
            large: false,
        },
        Size {
            count: 100_000,
            large: true,
        },
        Size {
            count: 2_000_000,
            large: true,
        },
    ],
    make,
    bench,
    once: None,
};

fn make(count: usize, work: &Path) -> Result<Asked, Failure> {
    let data = work.join(format!("council-{count}"));
    made::write_pay(&data)?;
    Ok(Asked {
        work: work.to_owned(),
        data: Some(data),
        nodes: Some(count),
        ..Asked::default()
    })
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let needs_data = || Failure::Arguments("asof needs --data".to_owned());
    let data = asked.data.as_deref().ok_or_else(needs_data)?;
    let tables = council::tables(data)?;
    let past = match asked.nodes {
        Some(posts) => Past::invented(posts),
        None => Past::of_files(data)?,
    };
    let (load, columns) = timed(|| past.columns());
    let columns = columns?;
    let rates = council::all_rates(data, &tables)?;
    let mut sums = RollUps::new(&columns, past.body, rates);
    let mut roll_ups = Vec::new();
    for (on, by) in &past.moments {
        roll_ups.push(roll_up_check(&sums.roll_up(*on, *by))?);
    }
    let (ends, by) = (&past.year_ends, past.end);
    let years = years_check(&sums.year_ends(ends, by))?;
    let (mut rollup_times, mut year_times) = (Vec::new(), Vec::new());
    for _ in 0..asked.repeat.max(1) {
        for ((on, by), check) in past.moments.iter().zip(&roll_ups) {
            let (seconds, rows) = timed(|| sums.roll_up(*on, *by));
            rollup_times.push(seconds);
            same(check, &roll_up_check(&rows)?)?;
        }
    }
    for _ in 0..asked.repeat.max(1) {
        let (seconds, rows) = timed(|| sums.year_ends(ends, by));
        year_times.push(seconds);
        same(&years, &years_check(&rows)?)?;
    }
    Ok(Outcome {
        load,
        times: vec![("rollup", rollup_times), ("years", year_times)],
        values: Vec::new(),
        check: json!({"rollup": roll_ups, "years": years}),
        peak: peak(),
    })
}

fn same(a: &Value, b: &Value) -> Result<(), Failure> {
    match a == b {
        true => Ok(()),
        false => Err(Failure::Data(format!("the answers differ: {a} and {b}"))),
    }
}

/// Exact numbers as JSON has them.
fn numbers(numbers: &[i128]) -> Result<Value, Failure> {
    let all: Result<Vec<i64>, _> = numbers
        .iter()
        .map(|number| i64::try_from(*number))
        .collect();
    let all = all.map_err(|error| Failure::Data(error.to_string()))?;
    Ok(json!(all))
}

fn roll_up_check(rows: &RollUp) -> Result<Value, Failure> {
    let (mut units, mut all) = (0, 0);
    let mut root = [0; 3];
    for row in rows.units().iter().filter(|row| row.lines() > 0) {
        let pence = row.cost().known.pence();
        units += 1;
        all += pence;
        if row.above.is_none() {
            let thousandths = row.fte().known.exact() * 1000;
            let posts = i128::from(row.posts().known);
            root = [posts, thousandths.to_integer(), pence];
        }
    }
    numbers(&[units, root[0], root[1], root[2], all])
}

fn years_check(ends: &[YearEnd]) -> Result<Value, Failure> {
    let mut check = [0; 4];
    for end in ends {
        let year = i128::from(end.day.year());
        let thousandths = end.fte().known.exact() * 1000;
        check[1] += thousandths.to_integer();
        for fund in &end.funds {
            let pence = fund.cost.known.pence();
            check[0] += 1;
            check[2] += pence;
            check[3] += pence * year;
        }
    }
    numbers(&check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_council_is_summed() {
        let folder = tempfile::tempdir().expect("a folder");
        let asked = make(400, folder.path()).expect("made");
        let outcome = bench(&Asked { repeat: 1, ..asked }).expect("an answer");
        let last = &outcome.check["rollup"][2];
        assert_eq!(last[1], json!(400), "{}", outcome.check);
        assert_eq!(outcome.times[0].1.len(), 3);
    }
}

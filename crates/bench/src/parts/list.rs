//! `import` and `export`: an establishment list as a workbook, in and out.
//!
//! Both read `establishment.xlsx` in the data folder: one row a post, with headings such as *Post
//! title*, *FTE*, *Fund 1 %*. Times:
//!
//! - `import`: from the file's bytes until columns are matched and every row is read and checked
//! - `export`: from a list in memory until the file is written, all its columns and rows
//!
//! `check` of an import is how many rows it read, their FTE in thousandths and the sum of their
//! points; of an export how many rows it wrote.

use std::path::{Path, PathBuf};

use base::Date;
use exchange::{Choices, Layout, List, Reading, Remedies, Remedy, Value, WorkbookTable};
use invented::Seeded;
use serde_json::json;

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, timed};

const SIZES: &[Size] = &[
    Size {
        count: 20_000,
        large: false,
    },
    Size {
        count: 100_000,
        large: true,
    },
];

pub(super) const IMPORT: Part = Part {
    name: "import",
    sizes: SIZES,
    make,
    bench: import,
    once: None,
};

pub(super) const EXPORT: Part = Part {
    name: "export",
    sizes: SIZES,
    make,
    bench: export,
    once: None,
};

const FUNDS: [&str; 4] = ["GF", "DSG", "PHG", "HRA"];
const TITLES: [&str; 4] = ["Officer", "Manager", "Practitioner", "Technician"];

/// Writes a list of so many posts.
fn make(count: usize, work: &Path) -> Result<Asked, Failure> {
    let data = work.join(format!("list-{count}"));
    std::fs::create_dir_all(&data)
        .map_err(Failure::of(format!("cannot make {}", data.display())))?;
    let mut seeded = Seeded::new(17);
    let mut table = WorkbookTable::new("Establishment", &[], 1);
    table.headings([
        "Post number",
        "Post title",
        "Department",
        "Team",
        "Grade",
        "SCP",
        "FTE",
        "Fund 1",
        "Fund 1 %",
        "Fund 2",
        "Fund 2 %",
        "Effective from",
        "Decision ref",
        "Approved by",
    ]);
    for post in 0..count {
        let number = format!("P{post:07}");
        let title = format!("{} {}", seeded.one_of(&TITLES), seeded.below(500));
        let team = seeded.below((count / 12).max(1));
        let department = format!("Department {}", team % 9);
        let team = format!("Team {team}");
        let grade = format!("Grade {}", 1 + seeded.below(12));
        let point = (1 + seeded.below(43)).to_string();
        let fte = ["1", "0.5", "0.811", "0.6"][seeded.below(4)];
        let share = [100, 75, 50][seeded.below(3)];
        let (share, rest) = (share.to_string(), (100 - share).to_string());
        let second = seeded.one_of(&FUNDS);
        let days = i32::try_from(seeded.below(4_000)).unwrap_or(0);
        let start = base::add_days(Date::constant(2010, 4, 1), days);
        let decision = format!("D{:05}", seeded.below(4_000));
        table.row([
            Value::Words(&number),
            Value::Words(&title),
            Value::Words(&department),
            Value::Words(&team),
            Value::Words(&grade),
            Value::Digits(&point),
            Value::Digits(fte),
            Value::Words("General Fund"),
            Value::Digits(&share),
            if rest == "0" {
                Value::Empty
            } else {
                Value::Words(second)
            },
            if rest == "0" {
                Value::Empty
            } else {
                Value::Digits(&rest)
            },
            Value::Day(start),
            Value::Words(&decision),
            Value::Words("Policy Committee"),
        ]);
    }
    let bytes = table
        .finish()
        .map_err(|error| Failure::Data(error.to_string()))?;
    let file = data.join("establishment.xlsx");
    std::fs::write(&file, bytes)
        .map_err(Failure::of(format!("cannot write {}", file.display())))?;
    Ok(Asked {
        work: work.to_owned(),
        data: Some(data),
        ..Asked::default()
    })
}

fn list_file(asked: &Asked) -> Result<PathBuf, Failure> {
    let data = asked.data.as_ref();
    let data = data.ok_or_else(|| Failure::Arguments("a list needs --data".to_owned()))?;
    Ok(data.join("establishment.xlsx"))
}

fn import(asked: &Asked) -> Result<Outcome, Failure> {
    let file = list_file(asked)?;
    let (mut times, mut check) = (Vec::new(), json!(null));
    for _ in 0..asked.repeat.max(1) {
        let (seconds, sums) = timed(|| import_once(&file));
        times.push(seconds);
        check = sums?;
    }
    Ok(Outcome {
        load: 0.0,
        times: vec![("import", times)],
        values: Vec::new(),
        check,
        peak: peak(),
    })
}

/// Reads and checks the list, as an import does before it asks the person.
fn import_once(file: &Path) -> Result<serde_json::Value, Failure> {
    let fault = |error: &dyn std::fmt::Display| Failure::Data(error.to_string());
    let bytes =
        std::fs::read(file).map_err(Failure::of(format!("cannot read {}", file.display())))?;
    let list = List::open("establishment.xlsx", &bytes).map_err(|error| fault(&error))?;
    let layout = Layout::guess(&list).map_err(|error| fault(&error))?;
    let mut remedies = Remedies::default();
    // Rows that other programs count as rows, though they name no post any more.
    remedies
        .choose("title-missing", Remedy::LeaveOut)
        .map_err(|error| fault(&error))?;
    let choices = Choices {
        body: "Anytown Council".to_owned(),
        date: Date::constant(2025, 4, 1),
        remedies,
    };
    let reading = Reading::of(&list, &layout, &choices).map_err(|error| fault(&error))?;
    let (imported, left_out) = (&reading.totals.imported, &reading.totals.left_out);
    let fte = (imported.fte + left_out.fte).exact() * 1_000;
    let thousandths = i64::try_from(fte.to_integer()).map_err(|error| fault(&error))?;
    Ok(json!([
        reading.post_rows() + reading.left_out.len(),
        thousandths,
        imported.points + left_out.points,
    ]))
}

fn export(asked: &Asked) -> Result<Outcome, Failure> {
    let file = list_file(asked)?;
    let bytes =
        std::fs::read(&file).map_err(Failure::of(format!("cannot read {}", file.display())))?;
    let (load, list) = timed(|| List::open("establishment.xlsx", &bytes));
    let list = list.map_err(|error| Failure::Data(error.to_string()))?;
    drop(bytes);
    let sheet = &list.sheets()[0];
    let written = asked.work.join("ours-establishment.xlsx");
    let (mut times, mut rows) = (Vec::new(), 0);
    for _ in 0..asked.repeat.max(1) {
        let (seconds, count) = timed(|| -> Result<usize, Failure> {
            let mut table = WorkbookTable::new(sheet.name(), &[], 1);
            let mut rows = 0;
            for (number, cells) in list.rows(0) {
                match number {
                    1 => table.headings(cells.map(|cell| match cell {
                        Value::Words(words) => words,
                        _ => "",
                    })),
                    _ => {
                        table.row(cells);
                        rows += 1;
                    }
                }
            }
            let bytes = table
                .finish()
                .map_err(|error| Failure::Data(error.to_string()))?;
            std::fs::write(&written, bytes)
                .map_err(Failure::of(format!("cannot write {}", written.display())))?;
            Ok(rows)
        });
        times.push(seconds);
        rows = count?;
    }
    Ok(Outcome {
        load,
        times: vec![("export", times)],
        values: Vec::new(),
        check: json!([rows]),
        peak: peak(),
    })
}

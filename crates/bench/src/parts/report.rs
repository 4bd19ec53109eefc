//! `report`: a committee report of about ten pages as the documents that a council publishes and edits.
//!
//! `testkit` makes the case up: 40 posts, 24 changes. Its report has three structure charts and tables
//! of the changes, the costs by line, year and source, and savings. No two runs have a name, a title or
//! a figure in common, so that nothing which a renderer remembers helps it. Each is done as PDF, as Word
//! document (`…_docx`) and as both (`…_both`):
//!
//! - `process`: a process of `muster report CASE --to …`, from its start until the files are written;
//!   the program stands beside this one
//! - `warm`: the same inside this process, from the text of the case until the files are written, after
//!   a first time that is not counted
//!
//! `check` is how many tables, rows and charts the last report has.

use std::path::{Path, PathBuf};
use std::process::Command;

use checks::{analyse, body_of};
use costing::Choices;
use diagnostics::Sources;
use documents::Format;
use proposal::{Library, read};
use report::model::Block;
use report::{Composition, Report, compose};
use serde_json::{Value, json};
use testkit::{Pay, Shape, Words, case_file};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, process, this_program, timed};

const POSTS: usize = 40;
const CHANGES: usize = 24;

pub(super) const PART: Part = Part {
    name: "report",
    sizes: &[Size {
        count: POSTS,
        large: false,
    }],
    make,
    bench,
    once: None,
};

/// The exit codes of `muster report` when it has written: without and with errors in the case.
const WRITTEN_CODES: [i32; 2] = [0, 1];

/// What is written each time, and how the two times of it are called.
const WRITTEN: [(&[Format], [&str; 2]); 3] = [
    (&[Format::Pdf], ["process", "warm"]),
    (&[Format::Docx], ["process_docx", "warm_docx"]),
    (&[Format::Docx, Format::Pdf], ["process_both", "warm_both"]),
];

fn make(_: usize, work: &Path) -> Result<Asked, Failure> {
    Ok(Asked {
        work: work.to_owned(),
        ..Asked::default()
    })
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let folder = asked.work.join("ours-report");
    std::fs::create_dir_all(&folder)
        .map_err(Failure::of(format!("cannot make {}", folder.display())))?;
    let mut texts = Texts::default();
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    let mut answer = Value::Null;
    for (formats, names) in WRITTEN {
        let (mut processes, mut renderings) = (Vec::new(), Vec::new());
        let mut first = true;
        while renderings.len() < asked.repeat.max(1) {
            processes.push(from_the_start(&folder, &texts.next(), formats)?);
            let text = texts.next();
            let (seconds, written) = timed(|| inside(&folder, &text, formats));
            answer = written?;
            // What is there from the second time on is what warm means.
            if !std::mem::take(&mut first) {
                renderings.push(seconds);
            }
        }
        cold.push((names[0], processes));
        warm.push((names[1], renderings));
    }
    cold.append(&mut warm);
    Ok(Outcome {
        load: 0.0,
        times: cold,
        values: Vec::new(),
        check: answer,
        peak: peak(),
    })
}

/// Texts of cases of which no two have a name in common.
#[derive(Default)]
struct Texts {
    made: usize,
}

impl Texts {
    fn next(&mut self) -> String {
        self.made += 1;
        case_file(&Shape {
            name: "report",
            posts: POSTS,
            changes: CHANGES,
            unexplained: 0,
            words: Words::Plain,
            pay: Pay::Grades,
            passed_over: self.made * POSTS,
        })
    }
}

/// The seconds of a process that reads a case and writes its report.
fn from_the_start(folder: &Path, text: &str, formats: &[Format]) -> Result<f64, Failure> {
    let program = this_program()?.with_file_name(format!("muster{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        let words = format!(
            "{} is not there; `cargo build --release -p cli` makes it",
            program.display()
        );
        return Err(Failure::Data(words));
    }
    let case = folder.join("process.toml");
    write(&case, text.as_bytes())?;
    let names: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
    let (seconds, _) = process(
        Command::new(program)
            .args(["report", "--to", &names.join(","), "--out-dir"])
            .arg(folder)
            .arg(&case),
        &WRITTEN_CODES,
    )?;
    Ok(seconds)
}

/// Reads, checks and costs a case and writes its report; gives the answer.
fn inside(folder: &Path, text: &str, formats: &[Format]) -> Result<Value, Failure> {
    let mut sources = Sources::new();
    let (case, found) = read(&mut sources, "warm.toml", text.as_bytes());
    let analysis = analyse(
        &case,
        found,
        &sources,
        &Library::of([&case]),
        &Choices::default(),
    );
    let of = Composition {
        case: &case,
        body: body_of(&case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: false,
        sources: &sources,
    };
    for format in formats {
        let document = documents::write(&of, *format)
            .map_err(|error| Failure::Data(format!("{}: {error}", format.name())))?;
        write(
            &folder.join("warm").with_extension(format.extension()),
            &document,
        )?;
    }
    Ok(answer(&compose(&of)))
}

fn write(file: &PathBuf, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(Failure::of(format!("cannot write {}", file.display())))
}

/// How many tables, rows and charts.
fn answer(report: &Report) -> Value {
    let (mut tables, mut rows, mut charts) = (0, 0, 0);
    for block in report.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Table(table) | Block::Detail { table, .. } => {
                tables += 1;
                rows += table.rows.len();
            }
            Block::Figure(_) => charts += 1,
            _ => {}
        }
    }
    json!([tables, rows, charts])
}

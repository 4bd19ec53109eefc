//! LibreOffice recomputes every formula and finds what the statement says.

use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::Data;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use crate::book::{Book, bytes, spoilt};
use crate::made::{CASES, Made, case, many, text};
use crate::random::whole_case;

/// Has LibreOffice recompute workbooks on loading, whoever wrote them.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Opens workbooks in LibreOffice and saves them again, in one run with a profile of its own.
fn recomputed(workbooks: &[(String, Vec<u8>)]) -> Vec<Book> {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile");
    std::fs::create_dir_all(profile.join("user")).expect("a folder");
    std::fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).expect("a file");
    let out = folder.path().join("out");
    let mut files: Vec<PathBuf> = Vec::new();
    for (name, workbook) in workbooks {
        let file = folder.path().join(name).with_extension("xlsx");
        std::fs::write(&file, workbook).expect("a file");
        files.push(file);
    }
    let run = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx",
            "--outdir",
        ])
        .arg(&out)
        .args(&files)
        .output()
        .expect("LibreOffice is needed for this test: `make packages` installs it");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    let read = |file: &PathBuf| {
        let name: &Path = file.file_name().map(Path::new).expect("a name");
        let bytes = std::fs::read(out.join(name)).unwrap_or_else(|_| panic!("{name:?}: {said}"));
        Book::read(bytes)
    };
    files.iter().map(read).collect()
}

/// Do two values say the same? Money to the penny, and anything else far closer than it is shown.
fn same(a: &Data, b: &Data) -> bool {
    match (a, b) {
        (Data::Float(a), Data::Float(b)) => (a - b).abs() < 0.000_01,
        (a, b) => a.to_string() == b.to_string(),
    }
}

/// Costs and hours that end in halves of a penny, in thirds and in thirty-sevenths.
fn awkward() -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        "title = \"Halves of a penny\"\nbody = \"Anytown\"\ndate = 2026-05-19\n[defaults]\n\
         unit = \"Service\"\n[[unit]]\nname = \"Service\"\n",
    );
    for number in 0..120_u32 {
        let hours = ["18.5", "30", "37", "7.4", "22.2", "9.25", "12.1", "5"][number as usize % 8];
        let _ = write!(
            text,
            "[[change]]\nestablish = \"Officer {number}\"\ngrade = \"Grade {}\"\nposts = {}\n\
             hours = {hours}\ncost = \"{}.{:02}\"\nfrom = 2026-{:02}-{:02}\n{}\n",
            number % 12,
            number % 7 + 1,
            20_001 + 37 * number,
            (number * 13 + 1) % 100,
            number % 9 + 4,
            number % 28 + 1,
            if number % 3 == 0 {
                "until = 2027-09-16"
            } else {
                "permanent = true"
            },
        );
    }
    text
}

fn all() -> Vec<(String, Made)> {
    let mut all: Vec<(String, Made)> = CASES
        .iter()
        .map(|name| ((*name).to_owned(), case(name)))
        .collect();
    all.push(("awkward".to_owned(), text(&awkward())));
    all.push(("many".to_owned(), text(&many(500))));
    all.push(("statutory".to_owned(), text(crate::values::STATUTORY)));
    all.push(("unknown".to_owned(), text(crate::values::UNKNOWN)));
    all.push(("nothing".to_owned(), text("")));
    let mut runner = TestRunner::deterministic();
    for number in 0..24 {
        let case = whole_case().new_tree(&mut runner).expect("a case");
        all.push((format!("random-{number}"), text(&case.current())));
    }
    all
}

#[test]
fn libreoffice_finds_the_same_to_the_penny() {
    let all = all();
    let lies: Vec<(String, Vec<u8>)> = all
        .iter()
        .map(|(name, made)| (name.clone(), spoilt(&bytes(made, true))))
        .collect();
    let mut faults = Vec::new();
    let mut compared = 0;
    for ((name, made), recomputed) in all.iter().zip(recomputed(&lies)) {
        let ours = Book::of(made);
        for (at, formula, value) in ours.formulas() {
            compared += 1;
            let found = recomputed.value(at);
            if !same(value, found) {
                faults.push(format!("{name} {at:?}: ={formula} is {found}, not {value}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {compared}\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(compared > 5_000, "only {compared} formulas");
}

#[test]
fn a_value_that_is_not_recomputed_would_be_found_out() {
    let made = case("2018-06-short-breaks");
    let lies = Book::read(spoilt(&bytes(&made, true)));
    let ours = Book::of(&made);
    assert!(ours.formulas().count() > 100);
    for (at, formula, value) in ours.formulas() {
        assert!(!same(value, lies.value(at)), "{at:?} ={formula}");
    }
}

#[test]
fn what_is_typed_over_what_is_not_known_is_counted() {
    let made = case("2019-05-commissioning-and-placements");
    let unknown = Book::of(&made);
    let (at, _, _) = unknown
        .formulas()
        .find(|((sheet, row, column), _, value)| {
            let when = unknown.value(&(sheet.clone(), *row, 2)).to_string();
            sheet == "Unit costs" && *column == 8 && **value == *"Not known" && when == "After"
        })
        .expect("a unit cost that is not known");
    // The row of the sheet, as the file counts.
    let row = at.1 + 1;
    let typed = crate::book::rewritten(&bytes(&made, true), |name, text| {
        if name != "xl/worksheets/sheet5.xml" {
            return text;
        }
        let cell = format!("<c r=\"I{row}\"");
        let (before, rest) = text.split_once(&cell).expect("the cell");
        let (_, after) = rest.split_once("</c>").expect("its end");
        format!("{before}{cell}><v>30000</v></c>{after}")
    });
    let books = recomputed(&[("typed".to_owned(), typed)]);
    let before = unknown.cell("Summary", &["After: posts"], "Full year");
    let after = books[0].cell("Summary", &["After: posts"], "Full year");
    let (Data::Float(before), Data::Float(after)) = (before, after) else {
        panic!("{before} and {after} are not both sums");
    };
    assert!(after - before >= 30_000.0 * 0.1, "{before} became {after}");
    assert_eq!(
        books[0]
            .cell("Summary", &["After: posts"], "Is it complete?")
            .to_string(),
        "Complete"
    );
}

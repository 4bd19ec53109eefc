//! Every rule has a list that breaks it and one that does not.
//!
//! `fixtures/CODE/fires.csv` yields the code, and `fires.txt` is how it prints; `fixtures/CODE/silent.csv`
//! yields none of that code. What only a workbook can hold is made here. Set `MUSTER_BLESS=1` to write
//! `fires.txt` anew.

use std::path::{Path, PathBuf};

use diagnostics::{Sources, Style, render};
use exchange::{Choices, Layout, List, Reading, Remedies};
use rust_xlsxwriter::{Format, Formula, Workbook};

fn choices() -> Choices {
    Choices {
        body: "Nottinghamshire County Council".into(),
        date: jiff::civil::date(2018, 4, 1),
        remedies: Remedies::default(),
    }
}

fn findings(name: &str, bytes: &[u8], code: &str) -> String {
    let list = List::open(name, bytes).expect("the fixture is a list");
    let layout = Layout::guess(&list).expect("the fixture has headings");
    let reading = Reading::of(&list, &layout, &choices()).expect("the fixture can be read");
    let mut sources = Sources::new();
    let all = reading.diagnostics(&mut sources, |offer| offer.words.clone());
    let of_code = all.iter().filter(|finding| finding.code() == code);
    of_code
        .map(|finding| render(finding, &sources, Style::Plain))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A fixture: its file, or the workbook that is made here.
fn fixture(folder: &Path, code: &str, name: &str) -> (String, Vec<u8>) {
    let path = folder.join(format!("{name}.csv"));
    match std::fs::read(&path) {
        Ok(bytes) => (format!("{name}.csv"), bytes),
        Err(_) => (format!("{name}.xlsx"), workbook(code, name == "fires")),
    }
}

fn workbook(code: &str, fires: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["Post title", "Team", "Grade", "FTE"].iter().enumerate() {
        let column = u16::try_from(column).expect("few columns");
        sheet.write(0, column, *heading).expect("a heading");
    }
    sheet.write(1, 0, "Clerk").expect("a title");
    sheet.write(1, 1, "Placements").expect("a unit");
    match (code, fires) {
        ("list-cell-error", true) => {
            let fault = Formula::new("1/0").set_result("#DIV/0!");
            sheet.write(1, 3, fault).expect("a formula");
        }
        ("list-cell-error", false) => {
            let formula = Formula::new("18.5/37").set_result("0.5");
            sheet.write(1, 3, formula).expect("a formula");
        }
        ("list-not-text", true) => {
            let day = Format::new().set_num_format("d-mmm");
            sheet.write_with_format(1, 2, 43132, &day).expect("a day");
            sheet.write(1, 3, 1).expect("FTE");
        }
        _ => {
            sheet.write(1, 2, "1-2").expect("a grade");
            sheet.write(1, 3, 1).expect("FTE");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let bless = std::env::var_os("MUSTER_BLESS").is_some();
    let fixtures: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut wrong = Vec::new();
    for rule in exchange::RULES {
        let folder = fixtures.join(rule.code);
        let (name, bytes) = fixture(&folder, rule.code, "fires");
        let fires = findings(&name, &bytes, rule.code);
        let golden = folder.join("fires.txt");
        if bless {
            std::fs::create_dir_all(&folder).expect("the folder can be made");
            std::fs::write(&golden, &fires).expect("the golden file can be written");
        }
        if fires.is_empty() {
            wrong.push(format!("{}: fires.csv does not break it", rule.code));
        }
        if std::fs::read_to_string(&golden).unwrap_or_default() != fires {
            wrong.push(format!(
                "{}: prints otherwise than fires.txt:\n{fires}",
                rule.code
            ));
        }
        let (name, bytes) = fixture(&folder, rule.code, "silent");
        let silent = findings(&name, &bytes, rule.code);
        if !silent.is_empty() {
            wrong.push(format!("{}: silent.csv breaks it:\n{silent}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

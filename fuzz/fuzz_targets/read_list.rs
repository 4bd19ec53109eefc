//! Whatever the bytes of a list, reading it ends, every row is accounted for, and what is recorded folds.

#![no_main]

use std::io::{Cursor, Write as _};

use base::{Date, add_days};
use diagnostics::{Sources, Style, render, to_json};
use exchange::{Choices, Layout, List, Opening, Reading, Remedies, Remedy};
use libfuzzer_sys::fuzz_target;
use register::{Decision, Ledger};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Parts of a workbook that every one has, by their paths.
const PARTS: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="a" Type="/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook><sheets><sheet name="Posts" sheetId="1" r:id="b"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="b" Type="/worksheet" Target="sheet.xml"/><Relationship Id="c" Type="/sharedStrings" Target="strings.xml"/><Relationship Id="d" Type="/styles" Target="styles.xml"/></Relationships>"#,
    ),
];

/// Remedies that are taken when a list is read a second time.
const REMEDIES: [(&str, Remedy); 6] = [
    ("title-missing", Remedy::LeaveOut),
    ("not-a-number", Remedy::Read),
    ("not-a-date", Remedy::NotKnown),
    ("date-as-number", Remedy::Read),
    ("number-twice", Remedy::NotKnown),
    ("unit-loop", Remedy::NotKnown),
];

fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    // Few broken archives are archives, so the parts of one are broken in their turn.
    if let Some(book) = workbook(bytes) {
        read(&book);
    }
});

/// A workbook whose sheet, shared texts and styles are these bytes, one behind the other with a form feed between
/// them.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut parts = bytes.splitn(3, |byte| *byte == 0x0c);
    let broken = ["xl/sheet.xml", "xl/strings.xml", "xl/styles.xml"];
    let broken = broken.map(|path| (path, parts.next().unwrap_or(b"<a/>")));
    let whole = PARTS.map(|(path, text)| (path, text.as_bytes()));
    for (path, part) in whole.into_iter().chain(broken) {
        archive.start_file(path, stored).ok()?;
        archive.write_all(part).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fn read(bytes: &[u8]) {
    let Ok(list) = List::open("list", bytes) else {
        return;
    };
    for sheet in 0..list.sheets().len() {
        for (_, cells) in list.rows(sheet) {
            cells.for_each(drop);
        }
    }
    let Ok(layout) = Layout::guess(&list) else {
        return;
    };
    let mut remedies = Remedies::default();
    for (rule, remedy) in REMEDIES {
        remedies
            .choose(rule, remedy)
            .expect("the remedy is offered");
    }
    for remedies in [Remedies::default(), remedies] {
        let choices = Choices {
            body: "Nottinghamshire County Council".to_owned(),
            date: Date::constant(2025, 4, 1),
            remedies,
        };
        if let Ok(reading) = Reading::of(&list, &layout, &choices) {
            shows(&reading);
            records(&reading, choices.date);
        }
    }
}

fn shows(reading: &Reading<'_>) {
    let mut sources = Sources::new();
    let found = reading.diagnostics(&mut sources, |offer| offer.words.clone());
    for diagnostic in found.iter().take(32) {
        let text = render(diagnostic, &sources, Style::Plain);
        assert!(
            !text.contains('\u{1b}'),
            "an escape sequence reached the terminal"
        );
        to_json(diagnostic, &sources);
    }
}

fn records(reading: &Reading<'_>, day: Date) {
    let mut ledger = Ledger::new();
    let decision = Decision {
        body: "Nottinghamshire County Council".to_owned(),
        maker: None,
        date: day,
        title: "Opening balance".to_owned(),
        reference: None,
        not_held: Vec::new(),
    };
    let opening = Opening {
        decision,
        recorded: day,
        effective: day,
    };
    let Ok(opened) = reading.record(&mut ledger, &opening) else {
        assert!(ledger.entries().is_empty(), "part of a list was recorded");
        return;
    };
    assert_eq!(opened.lines, reading.post_rows());
    let fold = ledger.fold(add_days(day, 1), day);
    assert_eq!(fold.refused, [], "the register refuses what a list opens");
}

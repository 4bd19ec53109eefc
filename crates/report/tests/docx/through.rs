//! What another program reads in a document is what the model says.

use report::model::{Block, Cover, Paragraph, Span, Table, Words};
use report::{Report, docx};

use super::made::{self, CASES};
use super::office::{convert, pages, texts};
use super::sample::{asked, figure, paragraph, report, section, table};

fn rendered(report: &Report) -> Vec<u8> {
    docx::render(report).expect("a document")
}

fn plain(words: &Words) -> String {
    squeezed(&words.iter().map(Span::plain).collect::<String>())
}

/// Text with single spaces.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader must find, in order: numbers before their words, rows cell by cell.
fn expected(report: &Report) -> Vec<String> {
    let mut lines = vec![report.head.title.clone()];
    if let Cover::Table(table) = &report.head.facts {
        rows(table, &mut lines);
    }
    for section in &report.sections {
        let number = section.number.iter().map(|number| format!("{number} "));
        lines.push(number.chain([section.heading.clone()]).collect());
        for block in &section.blocks {
            match block {
                Block::Paragraph(one) => numbered(one, &mut lines),
                Block::Asked(all) => {
                    for one in all {
                        let mut paragraphs = one.paragraphs.iter();
                        let first = paragraphs.next().expect("a recommendation has words");
                        lines.push(format!("{}) {}", one.number, plain(&first.words)));
                        lines.extend(first.items.iter().map(plain));
                        paragraphs.for_each(|more| numbered(more, &mut lines));
                    }
                }
                Block::List(items) => lines.extend(items.iter().map(plain)),
                Block::Table(table) | Block::Detail { table, .. } => rows(table, &mut lines),
                Block::Heading { text, .. } => lines.push(text.clone()),
                Block::Figure(one) => {
                    lines.push(one.caption.clone());
                    lines.extend(one.chart.to_rows().into_iter().map(|row| row.sentence));
                }
                Block::Finding(one) => lines.push(one.message.clone()),
                Block::Signatures(blanks) => lines.extend(blanks.iter().cloned()),
                Block::Notice(_) | Block::Facts(_) => {}
            }
        }
    }
    lines
}

fn numbered(paragraph: &Paragraph, lines: &mut Vec<String>) {
    let words = plain(&paragraph.words);
    lines.push(match &paragraph.number {
        Some(number) if number.contains('.') => format!("{number} {words}"),
        Some(number) => format!("{number}. {words}"),
        None => words,
    });
    lines.extend(paragraph.items.iter().map(plain));
}

fn rows(table: &Table, lines: &mut Vec<String>) {
    for row in &table.rows {
        let mut words = Vec::new();
        for cell in &row.cells {
            words.push(cell.text.as_str());
            words.extend(cell.more.iter().chain(&cell.notes).map(String::as_str));
        }
        lines.push(squeezed(&words.join(" ")));
    }
}

/// Finds each line after the one before.
fn holds(text: &str, lines: &[String]) {
    let text = squeezed(text);
    let mut at = 0;
    for line in lines {
        let line = squeezed(line);
        match text[at..].find(&line) {
            Some(found) => at += found + line.len(),
            None => panic!("not found in order: {line}"),
        }
    }
}

#[test]
fn the_cases_keep_every_number_and_every_row() {
    let reports: Vec<Report> = CASES
        .iter()
        .map(|name| made::case(name).report_with(true))
        .collect();
    let documents: Vec<Vec<u8>> = reports.iter().map(rendered).collect();
    for (report, text) in reports.iter().zip(texts(&documents)) {
        holds(&text, &expected(report));
    }
}

#[test]
fn pinned_numbers_are_printed_as_they_are() {
    let through = ["1", "6", "7", "3", "8", "12a", "9", "2"];
    let mut blocks: Vec<Block> = through
        .iter()
        .map(|number| paragraph(Some(number), &format!("Paragraph pinned to {number}")))
        .collect();
    blocks.push(asked(&[1, 2, 5, 6]));
    let one = report(vec![section(None, "Through", blocks)]);
    let by_section = |number: &str, paragraphs: &[&str]| {
        let blocks = paragraphs
            .iter()
            .map(|number| paragraph(Some(number), &format!("Paragraph pinned to {number}")))
            .collect();
        section(Some(number), &format!("Section {number}"), blocks)
    };
    let other = report(vec![
        by_section("1", &["1.1", "1.2", "1.5", "1.6"]),
        by_section("2", &["2.1", "4.4", "4.5"]),
        by_section("6", &["6.3", "6.4", "6.2"]),
        by_section("7", &["7.1"]),
    ]);
    let mut lines = [expected(&one), expected(&other)];
    // A number that is no number stands as it was written.
    for line in &mut lines[0] {
        *line = line.replace("12a. ", "12a ");
    }
    let texts = texts(&[rendered(&one), rendered(&other)]);
    for (text, lines) in texts.iter().zip(&lines) {
        holds(text, lines);
    }
}

#[test]
fn heads_of_tables_stand_on_every_page_and_pages_are_counted() {
    let one = report(vec![section(
        None,
        "Tables",
        vec![Block::Table(table(500))],
    )]);
    let pdfs = convert(&[rendered(&one)], "pdf");
    let pages = pages(&pdfs[0]);
    assert!(pages.len() > 5, "{} pages", pages.len());
    for (index, page) in pages.iter().enumerate() {
        let text = squeezed(page);
        let number = format!("Page {} of {}", index + 1, pages.len());
        assert!(text.contains(&number), "{number}: {text}");
        if text.contains(" of many") {
            assert!(text.contains("Name of the post"), "{number}: {text}");
            assert!(text.contains("Full-time equivalent"), "{number}: {text}");
        }
    }
    let all = squeezed(&pages.join(" "));
    for row in 1..=500 {
        assert!(
            all.contains(&format!("Row {row} of many {row}.00")),
            "{row}"
        );
    }
}

#[test]
fn a_chart_of_many_posts_fits_its_pages() {
    let mut wide = section(None, "Annex A", vec![figure(9, 30)]);
    wide.kind = report::model::SectionKind::WideAnnex;
    let one = report(vec![wide]);
    let text = &texts(&[rendered(&one)])[0];
    holds(text, &expected(&one));
}

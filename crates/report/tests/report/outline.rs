//! A report as plain text, for snapshots.

use std::fmt::Write as _;

use report::Report;
use report::model::{Answer, Block, Cover, Fact, Paragraph, Span, Table, Value, Words};

/// All that a reader reads, block by block.
pub(crate) fn outline(report: &Report) -> String {
    let mut out = String::new();
    for notice in &report.notices {
        let _ = writeln!(out, "NOTICE {}: {}", notice.title, words(&notice.words));
    }
    let _ = writeln!(out, "{:?} {}", report.head.body, report.head.title);
    match &report.head.facts {
        Cover::Block(all) => facts(all, &mut out),
        Cover::Table(one) => table(one, &mut out),
    }
    for section in &report.sections {
        let marks = "#".repeat(section.level.into());
        let number = section.number.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "\n{marks} {number}{} [{:?}]",
            section.heading, section.kind
        );
        for one in &section.blocks {
            block(one, &mut out);
        }
    }
    out.push_str("\nCOLOPHON\n");
    facts(&report.colophon, &mut out);
    out
}

fn block(block: &Block, out: &mut String) {
    match block {
        Block::Heading { level, text, .. } => {
            let _ = writeln!(out, "{} {text}", "#".repeat((*level).into()));
        }
        Block::Paragraph(one) => paragraph(one, out),
        Block::List(items) => items.iter().for_each(|item| {
            let _ = writeln!(out, "- {}", words(item));
        }),
        Block::Asked(asked) => {
            for one in asked {
                let _ = writeln!(out, "{})", one.number);
                one.paragraphs.iter().for_each(|one| paragraph(one, out));
                for note in &one.notes {
                    let _ = writeln!(out, "   ({})", words(note));
                }
            }
        }
        Block::Table(one) => table(one, out),
        Block::Figure(figure) => {
            let _ = writeln!(out, "{}", figure.caption);
        }
        Block::Notice(notice) => {
            let _ = writeln!(out, "NOTICE {}: {}", notice.title, words(&notice.words));
        }
        Block::Facts(all) => facts(all, out),
        Block::Signatures(blanks) => {
            let _ = writeln!(out, "BLANKS {}", blanks.join(" | "));
        }
        Block::Detail {
            summary,
            table: one,
        } => {
            let _ = writeln!(out, "FOLDED {summary}");
            table(one, out);
        }
        Block::Finding(finding) => {
            let _ = writeln!(out, "FINDING {} {}", finding.code, finding.message);
        }
    }
}

fn paragraph(paragraph: &Paragraph, out: &mut String) {
    let number = paragraph.number.as_deref().unwrap_or("·");
    let _ = writeln!(out, "{number} {}", words(&paragraph.words));
    for item in &paragraph.items {
        let _ = writeln!(out, "   - {}", words(item));
    }
}

pub(crate) fn words(words: &Words) -> String {
    let show = |span: &Span| match span {
        Span::Figure { text, label, .. } => format!("<{text}: {label}>"),
        Span::Link { text, to } => format!("<{text} #{to}>"),
        other => other.plain().to_owned(),
    };
    words.iter().map(show).collect()
}

fn facts(facts: &[Fact], out: &mut String) {
    for fact in facts {
        let answers: Vec<&str> = fact.answers.iter().map(Answer::plain).collect();
        let _ = writeln!(out, "{}: {}", fact.label, answers.join(" | "));
    }
}

fn table(table: &Table, out: &mut String) {
    let _ = writeln!(out, "{}", table.caption);
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| match &column.group {
            Some(group) => format!("{group}/{}", column.heading),
            None => column.heading.clone(),
        })
        .collect();
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let mut text = cell.text.clone();
                cell.more
                    .iter()
                    .for_each(|more| text.push_str(&format!(" + {more}")));
                cell.notes
                    .iter()
                    .for_each(|note| text.push_str(&format!(" ({note})")));
                if cell.value == Value::Missing {
                    text = format!("~{text}~");
                }
                text
            })
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    table.notes.iter().for_each(|note| {
        let _ = writeln!(out, "  * {note}");
    });
}

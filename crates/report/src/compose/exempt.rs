//! What the public may not read: marked in the edition that has it, listed in the edition that has it not.

use std::collections::BTreeSet;

use proposal::case::{ExemptField, ExemptPart, Exemption};
use proposal::{Ground, cited};

use super::Composition;
use super::writer::Writer;
use crate::model::{Cell, Column, Notice, Row, SectionKind, Span, Table};
use crate::phrases::{listed, sentence_case};

const SCHEDULE: &str = "Part 1 of Schedule 12A to the Local Government Act 1972";

/// What a reader must know first: that this is not for the public, or that something is missing.
pub(crate) fn notice(of: &Composition<'_>) -> Option<Notice> {
    let case = of.case;
    let grounds: BTreeSet<u32> = { case.exempt.iter().filter_map(|one| one.ground.as_ref()) }
        .chain(case.withheld.iter().filter_map(|one| one.ground.as_ref()))
        .map(|at| at.value)
        .collect();
    let grounds = paragraphs(&grounds);
    let (title, words) = if !case.exempt.is_empty() {
        let words = format!(
            "Not for publication by virtue of {grounds}. The public interest in maintaining the exemption \
             outweighs the public interest in disclosing the information: the reasons stand at the end \
             of the report."
        );
        ("Exempt from publication", words)
    } else if !case.withheld.is_empty() {
        let words = "Some information is withheld from this edition, which is the one for the public. What it \
             is, on what ground and why stands at the end of the report.";
        ("Public edition", words.to_owned())
    } else {
        return None;
    };
    Some(Notice {
        title: title.to_owned(),
        words: vec![Span::Text(words)],
    })
}

/// `paragraphs 1 and 3 of Part 1 of Schedule 12A to the Local Government Act 1972`.
fn paragraphs(grounds: &BTreeSet<u32>) -> String {
    let numbers: Vec<String> = grounds.iter().map(u32::to_string).collect();
    match &numbers[..] {
        [] => "a ground that is not stated".to_owned(),
        [one] => format!("paragraph {one} of {SCHEDULE}"),
        several => format!("paragraphs {} of {SCHEDULE}", listed(several)),
    }
}

/// The list of what is exempt, or of what was withheld.
pub(super) fn write(writer: &mut Writer<'_>) {
    let of = writer.of;
    let (heading, caption, rows) = if !of.case.exempt.is_empty() {
        let rows = of.case.exempt.iter().map(|one| exempt(of, one)).collect();
        ("Exempt information", "What is not for publication", rows)
    } else if !of.case.withheld.is_empty() {
        let rows = { of.case.withheld.iter() }.map(|one| {
            let ground = one.ground.as_ref().map(|at| at.value);
            let ground = match ground {
                Some(_) => ground_cell(of, ground),
                None => Cell::words("A small number of people"),
            };
            row(
                &one.what.value,
                ground,
                one.reason.as_ref().map(|at| at.value.as_str()),
            )
        });
        (
            "Information withheld from the public",
            "What is withheld",
            rows.collect(),
        )
    } else {
        return;
    };
    let rows: Vec<Row> = rows;
    writer.begin(heading, 2, SectionKind::Closing);
    writer.table(Table {
        caption: caption.to_owned(),
        columns: vec![
            Column::words("What"),
            Column::words("Ground"),
            Column::words("Why the public interest lies in withholding it"),
        ],
        rows,
        ..Table::default()
    });
}

fn exempt(of: Composition<'_>, one: &Exemption) -> Row {
    let what = match one.part {
        ExemptPart::Document => one.part.words().to_owned(),
        ExemptPart::Posts => {
            let fields = [
                (ExemptField::Pay, "pay"),
                (ExemptField::Holder, "holders"),
                (ExemptField::Title, "title"),
            ];
            let fields = fields
                .into_iter()
                .filter(|(field, _)| one.withholds(*field));
            let fields: Vec<&str> = fields.map(|(_, word)| word).collect();
            format!("{} of {}", sentence_case(&listed(&fields)), one.of.value)
        }
        part => format!("{}: {}", part.words(), one.of.value),
    };
    let ground = ground_cell(of, one.ground.as_ref().map(|at| at.value));
    row(
        &what,
        ground,
        one.reason.as_ref().map(|at| at.value.as_str()),
    )
}

fn ground_cell(of: Composition<'_>, ground: Option<u32>) -> Cell {
    let day = of.case.header.date.as_ref().map(|at| at.value);
    let words = ground.and_then(|one| Ground::of(one, day).or_else(|| Ground::of(one, None)));
    let cell = match ground {
        Some(_) => Cell::words(sentence_case(&cited(ground))),
        None => Cell::missing("Not stated"),
    };
    match words {
        Some(ground) => cell.note(sentence_case(&ground.words)),
        None => cell,
    }
}

fn row(what: &str, ground: Cell, reason: Option<&str>) -> Row {
    let reason = reason.map_or_else(super::cells::not_stated, Cell::words);
    Row::body(vec![Cell::head(what), ground, reason])
}

//! The tables and charts that the author's words ask for by name.

use super::writer::Writer;
use super::{Composition, changes, costs, money, options, people, savings};
use crate::model::{Block, Paragraph, Span, Table};
use crate::structure::{in_place_of_structure, withheld_structure};

/// Prints a table or chart by name; where it stands already, leads there.
pub(super) fn insert(writer: &mut Writer<'_>, name: &str) {
    let Some(name) = proposal::INSERTS
        .iter()
        .copied()
        .find(|known| *known == name)
    else {
        writer.push(Block::Paragraph(Paragraph {
            words: vec![Span::Missing(format!("[no table or chart named {name}]"))],
            ..Paragraph::default()
        }));
        return;
    };
    if let Some(printed) = writer.printed.get(name).cloned() {
        writer.refer(printed, "See ");
        return;
    }
    let is_picture = name.starts_with("chart.");
    if let Some(withheld) = withheld_structure(writer.of.case).filter(|_| is_picture) {
        writer.say(in_place_of_structure(withheld));
        return;
    }
    let printed = match name {
        "chart.before" | "chart.after" | "chart.changes" => writer.figure(name),
        _ => match table(&writer.of, name) {
            Some(table) => writer.table(table),
            None => {
                let what = name.trim_start_matches("table.");
                writer.say(format!("The case gives nothing for a table of {what}."));
                return;
            }
        },
    };
    writer.printed.insert(name, printed);
}

/// The table of that name, if there is anything in it.
pub(super) fn table(of: &Composition<'_>, name: &str) -> Option<Table> {
    match name {
        "table.changes" => changes::table(of),
        "table.people" => people::table(of),
        "table.costs" => costs::by_line(of, true),
        "table.savings" => savings::table(of),
        "table.funding" => money::funding(of),
        "table.budget" => money::budgets(of),
        "table.options" => options::table(of),
        _ => None,
    }
}

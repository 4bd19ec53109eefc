//! The annexes that Muster makes: structure, cost statement, findings.

use register::Establishment;

use super::writer::Writer;
use super::{costs, findings, people, stated, tables, workings};
use crate::chart::Sheet;
use crate::listing::Listing;
use crate::model::{SectionKind, Table};
use crate::structure::withheld_structure;

/// Writes the annexes.
pub(super) fn write(writer: &mut Writer<'_>) {
    let (before, after) = (&writer.of.resolved.before, &writer.of.resolved.after);
    let listing = Listing::of(writer.of.case, writer.of.resolved);
    let none = |establishment: &Establishment| {
        let has_units = establishment.units().next().is_some();
        listing.lines(establishment).next().is_none()
            && (!has_units || listing.leaves_out(establishment))
    };
    let (none_before, none_after) = (none(before), none(after));
    let nothing = writer.of.resolved.effects.is_empty();
    chart(
        writer,
        "Annex A: The structure before",
        "chart.before",
        none_before,
    );
    chart(
        writer,
        "Annex B: The structure after",
        "chart.after",
        none_after,
    );
    chart(writer, "Annex C: What changes", "chart.changes", nothing);
    if !writer.printed.contains_key("table.changes") && !nothing {
        tables::insert(writer, "table.changes");
    }
    if !writer.printed.contains_key("table.people") && people::table(&writer.of).is_some() {
        tables::insert(writer, "table.people");
    }
    cost_statement(writer);
    if writer.of.with_findings {
        writer.begin("Annex E: Findings", 2, SectionKind::Annex);
        findings::write_all(writer);
    }
}

fn chart(writer: &mut Writer<'_>, heading: &str, name: &'static str, empty: bool) {
    if withheld_structure(writer.of.case).is_some() {
        writer.begin(heading, 2, SectionKind::Annex);
        tables::insert(writer, name);
        return;
    }
    let (_, paper) = writer.drawn(name);
    let wide = paper.is_some_and(|paper| paper.sheet == Sheet::Landscape);
    let kind = if !wide || empty || writer.printed.contains_key(name) {
        SectionKind::Annex
    } else {
        SectionKind::WideAnnex
    };
    writer.begin(heading, 2, kind);
    match (empty, name) {
        (false, _) => tables::insert(writer, name),
        (true, "chart.before") => writer.say("No posts are listed as they are before the changes."),
        (true, "chart.after") => {
            writer.say("No posts are listed as they would be after the changes.");
        }
        (true, _) => writer.say("Nothing changes yet."),
    }
}

/// What it costs, by line and year, and how that was worked out.
fn cost_statement(writer: &mut Writer<'_>) {
    let of = writer.of;
    writer.begin("Annex D: Cost statement", 2, SectionKind::Annex);
    let mut any = false;
    let mut printed = |writer: &mut Writer<'_>, table: Option<Table>| {
        if let Some(table) = table {
            writer.table(table);
            any = true;
        }
    };
    for name in [
        "table.costs",
        "table.funding",
        "table.budget",
        "table.savings",
    ] {
        match writer.printed.get(name).cloned() {
            Some(at) => {
                writer.refer(at, "Printed in the report: ");
                printed(writer, None);
            }
            None => printed(writer, tables::table(&of, name)),
        }
        if name == "table.costs" {
            printed(writer, costs::by_year(&of));
            printed(writer, costs::stated_and_computed(&of));
        }
    }
    printed(writer, stated::table(&of));
    printed(writer, workings::not_worked_out(&of));
    let workings = workings::tables(&of);
    if !any && workings.is_empty() && writer.printed.is_empty() {
        writer.say("Nothing is costed.");
        return;
    }
    if !workings.is_empty() {
        writer.heading("How costs are worked out");
    }
    for table in workings {
        writer.detail(table);
    }
}

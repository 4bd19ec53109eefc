//! What an import would do, for a person.

use std::collections::BTreeMap;

use base::Exact;
use diagnostics::{Sources, Style, render};
use exchange::{Field, LeftOut, Offer, Reading, Remedy, Sums};

use crate::output::harmless;
use crate::table::{Side, Table};

/// The whole answer.
pub(super) fn text(reading: &Reading<'_>, style: Style) -> String {
    let mut text = harmless(&[head(reading), columns(reading), rows(reading)].concat());
    let mut sources = Sources::new();
    for diagnostic in reading.diagnostics(&mut sources, flag) {
        text += &render(&diagnostic, &sources, style);
        text.push('\n');
    }
    text + &verdict(reading)
}

/// What can be done, with the argument that does it.
pub(super) fn flag(offer: &Offer) -> String {
    let flag = match offer.remedy {
        Remedy::Read => "read",
        Remedy::NotKnown => "not-known",
        Remedy::LeaveOut => "leave-out",
    };
    let key = offer.key.strip_prefix("list-").unwrap_or(&offer.key);
    format!("{}: --{flag} {key}", offer.words)
}

fn head(reading: &Reading<'_>) -> String {
    let (list, layout) = (reading.list(), reading.layout());
    let mut text = list.name().to_owned();
    match (list.text_file(), list.sheets()[layout.sheet].name()) {
        (Some(file), _) => {
            let separator = match file.separator {
                ',' => "commas",
                ';' => "semicolons",
                '\t' => "tabs",
                _ => "bars",
            };
            text += &format!(" ({}, {separator} between cells)", file.encoding);
        }
        (None, sheet) => text += &format!(", sheet {sheet}"),
    }
    text + &format!(". Headings in row {}.\n\n", layout.heading_row)
}

fn columns(reading: &Reading<'_>) -> String {
    let layout = reading.layout();
    let mut table = Table::new()
        .column("", Side::Left)
        .column("Heading", Side::Left)
        .column("Means", Side::Left)
        .column("How sure", Side::Left)
        .column("Samples", Side::Left);
    for column in &layout.columns {
        let (means, sure) = match column.meaning {
            Some((field, sure)) => (field.to_string(), sure.name().to_owned()),
            None => ("nothing".to_owned(), String::new()),
        };
        // Names of people are no samples for a terminal that others may see.
        let is_person = matches!(
            column.meaning,
            Some((Field::Holder | Field::HolderNumber, _))
        );
        let samples = match is_person {
            true => "(not shown)".to_owned(),
            false => column.samples.join("; "),
        };
        let cut: String = samples.chars().take(80).collect();
        table.row([column.letters(), column.heading.clone(), means, sure, cut]);
    }
    let mut text = table.text();
    text.push('\n');
    if layout.one_row_a_post {
        text +=
            "Each row is one post: posts have numbers, and no column says how many there are.\n";
    }
    for field in layout.not_matched() {
        text += &format!(
            "Nothing matches {}: it will be recorded as not known.\n",
            field.words()
        );
    }
    text.push('\n');
    text
}

fn rows(reading: &Reading<'_>) -> String {
    let totals = &reading.totals;
    let mut text = format!(
        "{} of posts: {}\n",
        rows_of(reading.post_rows()),
        sums(&totals.imported)
    );
    text += &format!("{}\n", counted(reading.units.len(), "unit", "units"));
    let left_out = reading.left_out.len();
    if left_out > 0 {
        let mut by_reason: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, why) in &reading.left_out {
            let reason = match why {
                LeftOut::ByRow => "by row",
                LeftOut::For(code) => code,
            };
            *by_reason.entry(reason).or_insert(0) += 1;
        }
        let reasons = by_reason
            .iter()
            .map(|(why, count)| format!("{count} {why}"));
        let reasons: Vec<String> = reasons.collect();
        let sums = sums(&totals.left_out);
        text += &format!(
            "{} left out ({}): {sums}\n",
            rows_of(left_out),
            reasons.join(", ")
        );
    }
    let mut by_kind: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (row, is) in &reading.recognised {
        by_kind.entry(is.words()).or_default().push(row.to_string());
    }
    for (kind, rows) in by_kind {
        let count = rows.len();
        let first: Vec<String> = rows.into_iter().take(5).collect();
        let more = if count > 5 { ", …" } else { "" };
        text += &format!(
            "{} no posts, {kind}: {}{more}\n",
            rows_of(count),
            first.join(", ")
        );
    }
    for (at, field, stated) in totals.stated.iter().rev().take(2).rev() {
        text += &format!(
            "The list itself says {} {} in {at}\n",
            decimal(*stated),
            field.words()
        );
    }
    text.push('\n');
    text
}

fn rows_of(number: usize) -> String {
    counted(number, "row", "rows")
}

/// So many of something.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", exchange::thousands(number))
}

fn sums(sums: &Sums) -> String {
    let at_least = |unknown: usize| if unknown > 0 { "at least " } else { "" };
    let not_known = |unknown: usize| match unknown {
        0 => String::new(),
        rows => format!(" ({} not known)", rows_of(rows)),
    };
    format!(
        "{}{} {}{}, {}{} FTE{}",
        at_least(sums.posts_not_known),
        exchange::thousands(usize::try_from(sums.posts).unwrap_or(usize::MAX)),
        if sums.posts == 1 { "post" } else { "posts" },
        not_known(sums.posts_not_known),
        at_least(sums.fte_not_known),
        sums.fte,
        not_known(sums.fte_not_known),
    )
}

fn decimal(number: Exact) -> String {
    base::Fte::new(number).to_string()
}

fn verdict(reading: &Reading<'_>) -> String {
    match reading.standing() {
        0 => format!(
            "Nothing keeps {} from being imported.\n",
            rows_of(reading.post_rows())
        ),
        standing => format!(
            "{} must be mended or given a remedy before anything is imported.\n",
            match standing {
                1 => "1 cell".to_owned(),
                cells => format!("{} cells", exchange::thousands(cells)),
            }
        ),
    }
}

//! What was found in a list, as diagnostics.

use std::collections::BTreeSet;
use std::ops::Range;

use diagnostics::{Diagnostic, Place, Sources};

use super::Reading;
use crate::address::Address;
use crate::field::Field;
use crate::layout::shown;
use crate::problem::{Group, Offer, thousands};

/// Where the cells of a row stand in a text.
type Spans = Vec<Range<usize>>;

/// How many cells of a kind a diagnostic shows with their rows.
const SHOWN: usize = 3;

impl Reading<'_> {
    /// The problems by kind, each with the rows of its first cells and what can be done, in the words
    /// that `offer` gives to it.
    ///
    /// The text that the places point into has the rows of the list on the lines of their numbers.
    pub fn diagnostics(
        &self,
        sources: &mut Sources,
        offer: impl Fn(&Offer) -> String,
    ) -> Vec<Diagnostic> {
        let firsts = |group: &'_ Group| -> Vec<Address> {
            group.first.iter().take(SHOWN).map(|it| it.at).collect()
        };
        let rows: BTreeSet<u32> = self
            .groups
            .iter()
            .flat_map(|group| firsts(group).into_iter().map(|at| at.row))
            .collect();
        let (text, spans) = self.text(&rows);
        let sheet = &self.list.sheets[self.layout.sheet];
        let name = match sheet.name.as_str() {
            "" => self.list.name.clone(),
            sheet => format!("{}, {sheet}", self.list.name),
        };
        let source = sources.add(name, text);
        let place = |at: Address| {
            let row = spans.iter().find(|(row, _)| *row == at.row);
            let span = row.and_then(|(_, cells)| cells.get(usize::from(at.column)));
            let end = row
                .and_then(|(_, cells)| cells.last())
                .map_or(0, |it| it.end);
            Place::new(source, span.cloned().unwrap_or(end..end))
        };
        self.groups
            .iter()
            .map(|group| {
                let mut cells = firsts(group).into_iter();
                let first = cells.next().unwrap_or(Address { row: 1, column: 0 });
                let mut diagnostic = group
                    .rule
                    .at(place(first), group.message())
                    .label(first.to_string())
                    .figure("rows", thousands(group.count));
                for at in cells {
                    diagnostic = diagnostic.also(place(at), at.to_string());
                }
                if let Some(done) = group.done() {
                    diagnostic.acknowledged = Some(done);
                } else {
                    for offered in group.offers() {
                        diagnostic = diagnostic.help(offer(&offered));
                    }
                }
                diagnostic
            })
            .collect()
    }

    /// The rows as text, each on the line of its number, and where its cells stand in that.
    fn text(&self, rows: &BTreeSet<u32>) -> (String, Vec<(u32, Spans)>) {
        let sheet = &self.list.sheets[self.layout.sheet];
        let names_people: Vec<usize> = [Field::Holder, Field::HolderNumber]
            .into_iter()
            .filter_map(|field| self.layout.column(field))
            .map(|column| usize::from(column.index))
            .collect();
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut line = 1;
        for row in rows {
            while line < *row {
                text.push('\n');
                line += 1;
            }
            let mut cells = Vec::new();
            for (place, cell) in sheet.row(*row).iter().enumerate() {
                if place > 0 {
                    text.push_str(" | ");
                }
                let start = text.len();
                // Whoever mends a list needs its cells, not who holds the posts.
                match names_people.contains(&place) {
                    true if !cell.is_empty() => text.push('…'),
                    _ => text.push_str(&shown(self.list, *cell)),
                }
                cells.push(start..text.len());
            }
            spans.push((*row, cells));
        }
        text.push('\n');
        (text, spans)
    }
}

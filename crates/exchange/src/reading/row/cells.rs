//! What single cells say.

use base::{Known, When, exact};
use register::Occupancy;

use super::{Reader, cell};
use crate::field::Field;
use crate::layout::{one_line, shown};
use crate::problem::Remedy;
use crate::reading::NumberId;
use crate::rules;
use crate::sheet::{Cell, Kind, TextId};
use crate::value::date::{self, Day};
use crate::value::number::{self, Measure};
use crate::value::{Said, says_unknown, words};

/// The longest text that is a name.
const LONGEST_NAME: usize = 250;

impl Reader<'_, '_> {
    /// Is the cell a formula without a value? Then there is nothing to read.
    fn is_fault(&mut self, cell: Cell, field: Field) -> bool {
        if !matches!(cell.kind, Kind::Fault | Kind::Unworked) {
            return false;
        }
        let detail = format!("‘{}’", shown(self.list, cell));
        self.problem(&rules::CELL_ERROR, Some(field), detail, None);
        true
    }

    /// Words.
    pub(super) fn text(&mut self, cells: &[Cell], field: Field) -> TextId {
        let cell = cell(cells, self.columns.at(field));
        if cell.is_empty() || self.is_fault(cell, field) {
            return TextId::EMPTY;
        }
        if matches!(cell.kind, Kind::Date | Kind::IsoDate) {
            let detail = format!("‘{}’", shown(self.list, cell));
            self.problem(&rules::NOT_TEXT, Some(field), detail, None);
            return TextId::EMPTY;
        }
        let text = self.list.texts.get(cell.text);
        if text.len() > LONGEST_NAME && text.trim().chars().count() > LONGEST_NAME {
            let start: String = text.trim().chars().take(40).collect();
            let detail = format!("‘{}…’", one_line(&start));
            self.problem(&rules::TEXT_TOO_LONG, Some(field), detail, None);
            return TextId::EMPTY;
        }
        match says_unknown(text) && field != Field::Title {
            true => TextId::EMPTY,
            false => cell.text,
        }
    }

    /// A number from nought to a limit.
    pub(super) fn number(
        &mut self,
        cells: &[Cell],
        field: Field,
        measure: Measure,
        most: i128,
    ) -> Option<NumberId> {
        let cell = cell(cells, self.columns.at(field));
        if cell.is_empty() || self.is_fault(cell, field) {
            return None;
        }
        let number = match self.said(cell, measure) {
            Said::Unknown => return None,
            Said::Value(number) => number,
            Said::Odd(reading) => {
                let detail = format!("‘{}’", shown(self.list, cell));
                let words = reading.map(|id| number::written(self.numbers[id.0 as usize]));
                let mended = self.problem(&rules::NOT_A_NUMBER, Some(field), detail, words);
                reading.filter(|_| mended == Some(Remedy::Read))?
            }
        };
        let value = self.numbers[number.0 as usize];
        if value < exact(0, 1) || value > exact(most, 1) {
            let detail = format!("‘{}’", shown(self.list, cell));
            self.problem(&rules::OUT_OF_RANGE, Some(field), detail, None);
            return None;
        }
        Some(number)
    }

    /// A whole number.
    pub(super) fn count(&mut self, cells: &[Cell], field: Field, most: u32) -> Option<u32> {
        let number = self.number(cells, field, Measure::Count, i128::from(most))?;
        u32::try_from(self.numbers[number.0 as usize].to_integer()).ok()
    }

    /// A day or a month.
    pub(super) fn day(&mut self, cells: &[Cell], field: Field) -> Option<When> {
        let cell = cell(cells, self.columns.at(field));
        if cell.is_empty() || self.is_fault(cell, field) {
            return None;
        }
        let text = self.list.texts.get(cell.text);
        let said = date::read(text, cell.kind, self.list.from_1904);
        let quoted = || format!("‘{}’", shown(self.list, cell));
        match said {
            Said::Unknown => None,
            Said::Value(Day {
                when,
                from_number: false,
            }) => Some(when),
            Said::Value(Day { when, .. }) => {
                let words = Some(when.to_string());
                let detail = quoted();
                match self.problem(&rules::DATE_AS_NUMBER, Some(field), detail, words) {
                    Some(Remedy::NotKnown) => None,
                    _ => Some(when),
                }
            }
            Said::Odd(reading) => {
                let words = reading.map(|day| day.when.to_string());
                let detail = quoted();
                let mended = self.problem(&rules::NOT_A_DATE, Some(field), detail, words);
                reading
                    .map(|day| day.when)
                    .filter(|_| mended == Some(Remedy::Read))
            }
        }
    }

    /// The end of a post, and whether it is permanent, which an end says too.
    pub(super) fn end(
        &mut self,
        cells: &[Cell],
        permanent: &Known<bool>,
    ) -> (Option<When>, Known<bool>) {
        let column = self.columns.at(Field::End);
        let text = self.list.texts.get(cell(cells, column).text);
        if words::is_without_end(text) {
            let known = permanent.known().unwrap_or(true);
            return (None, Known::Known(known));
        }
        let end = self.day(cells, Field::End);
        match (end, permanent) {
            (Some(end), Known::Known(true)) => {
                let detail = format!("{end}, and permanent");
                self.problem(&rules::PERMANENT_WITH_END, Some(Field::End), detail, None);
                (None, Known::Unknown)
            }
            (Some(end), _) => (Some(end), Known::Known(false)),
            (None, permanent) => (None, *permanent),
        }
    }

    /// Whether a post is permanent.
    pub(super) fn permanent(&mut self, cells: &[Cell]) -> Known<bool> {
        let field = Field::Tenure;
        let cell = cell(cells, self.columns.at(field));
        if cell.is_empty() || self.is_fault(cell, field) {
            return Known::Unknown;
        }
        match words::permanent(self.list.texts.get(cell.text)) {
            Said::Value(permanent) => Known::Known(permanent),
            Said::Unknown => Known::Unknown,
            Said::Odd(_) => {
                let detail = format!("‘{}’", shown(self.list, cell));
                self.problem(&rules::WORD_NOT_KNOWN, Some(field), detail, None);
                Known::Unknown
            }
        }
    }

    /// Whether posts are held, as far as a column says so: the state, the holder, or the number of
    /// people.
    pub(super) fn occupancy(&mut self, cells: &[Cell], posts: Known<u32>) -> Known<Occupancy> {
        let field = Field::Occupancy;
        let said = cell(cells, self.columns.at(field));
        if !said.is_empty() && !self.is_fault(said, field) {
            match words::occupancy(self.list.texts.get(said.text), self.yes) {
                Said::Value(occupancy) => return Known::Known(occupancy),
                Said::Unknown => {}
                Said::Odd(_) => {
                    let detail = format!("‘{}’", shown(self.list, said));
                    self.problem(&rules::WORD_NOT_KNOWN, Some(field), detail, None);
                    return Known::Unknown;
                }
            }
        }
        let people = self.count(cells, Field::People, 100_000);
        match (people, posts) {
            (Some(0), _) => return Known::Known(Occupancy::Vacant),
            (Some(people), Known::Known(posts)) if people >= posts => {
                return Known::Known(Occupancy::Filled);
            }
            (Some(people), _) => return Known::Known(Occupancy::PartFilled(people)),
            (None, _) => {}
        }
        let holder = cell(cells, self.columns.at(Field::Holder));
        let name = self.list.texts.get(holder.text);
        match holder.kind {
            Kind::Text if words::is_nobody(name) => Known::Known(Occupancy::Vacant),
            Kind::Text if posts == Known::Known(1) && !says_unknown(name) => {
                Known::Known(Occupancy::Filled)
            }
            _ => Known::Unknown,
        }
    }

    /// Who holds the post; nobody if the column says so.
    pub(super) fn holder(&mut self, cells: &[Cell]) -> TextId {
        let holder = self.text(cells, Field::Holder);
        match words::is_nobody(self.list.texts.get(holder)) {
            true => TextId::EMPTY,
            false => holder,
        }
    }
}

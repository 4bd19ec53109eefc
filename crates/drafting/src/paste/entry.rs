//! From the cells of a row to what it says, with what a person answered.

use std::collections::BTreeMap;

use super::PastedCells;
use super::answer::{About, Answer, Named, Reply};
use super::columns::PastedColumn;
use super::meaning::{Meaning, happening};
use crate::grid::{Entry, Field, NOT_KNOWN, What};

/// What was answered, to be looked up.
pub(super) struct Answers<'a> {
    by: BTreeMap<&'a About, &'a Reply>,
}

impl<'a> Answers<'a> {
    /// The last answer to a question counts.
    pub(super) fn of(answers: &'a [Answer]) -> Self {
        let by = answers.iter().map(|answer| (&answer.about, &answer.reply));
        Self { by: by.collect() }
    }

    pub(super) fn to(&self, about: &About) -> Option<&'a Reply> {
        self.by.get(about).copied()
    }
}

/// What a row says, before its posts are looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) number: u32,
    /// What stands in the column of what happens, where that is not understood.
    pub(super) what: Option<String>,
    pub(super) entry: Entry,
    pub(super) named: Named,
    pub(super) not_taken: Vec<(Field, String)>,
    pub(super) is_left_out: bool,
}

/// What each row says.
pub(super) fn said(
    rows: &[PastedCells],
    columns: &[PastedColumn],
    answers: &Answers<'_>,
) -> Vec<Said> {
    let mut above: BTreeMap<Meaning, String> = BTreeMap::new();
    let mut all = Vec::new();
    for (number, row) in rows {
        let cells = cells(row, columns);
        if cells.is_empty() {
            continue;
        }
        let mut work = RowWork {
            number: *number,
            cells,
            answers,
            above: &above,
            is_left_out: false,
        };
        all.push(work.said());
        let cells = work.cells;
        above.extend(cells.into_iter().filter(|(_, cell)| !cell.is_empty()));
    }
    all
}

/// What stands in the columns that mean something; nothing if none of them holds anything.
fn cells(row: &[String], columns: &[PastedColumn]) -> BTreeMap<Meaning, String> {
    let mut cells: BTreeMap<Meaning, String> = BTreeMap::new();
    for column in columns {
        let cell = row.get(column.index).filter(|cell| !cell.is_empty());
        if let (Some(meaning), Some(cell)) = (column.meaning, cell) {
            cells.entry(meaning).or_insert_with(|| cell.clone());
        }
    }
    cells
}

/// A text, or the one word for what is not known. How many posts is then not said.
fn not_known(field: Field, text: &str) -> String {
    let is_unknown = ["unknown", NOT_KNOWN]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    match field {
        Field::Many if is_unknown => String::new(),
        Field::Grade | Field::Fte | Field::Amount if is_unknown => NOT_KNOWN.to_owned(),
        _ => text.to_owned(),
    }
}

struct RowWork<'w> {
    number: u32,
    cells: BTreeMap<Meaning, String>,
    answers: &'w Answers<'w>,
    above: &'w BTreeMap<Meaning, String>,
    is_left_out: bool,
}

impl RowWork<'_> {
    fn get(&self, meaning: Meaning) -> &str {
        self.cells.get(&meaning).map_or("", String::as_str)
    }

    /// Puts what was answered in the place of what stands in a column.
    fn answer(&mut self, meaning: Meaning) {
        let of_cell = About::Cell(self.number, meaning);
        let of_text = |text: &str| About::Text(meaning, text.to_owned());
        let text = self.get(meaning).to_owned();
        let own = self.answers.to(&of_cell);
        match own.or_else(|| self.answers.to(&of_text(&text))) {
            Some(Reply::Means(meant)) => {
                self.cells.insert(meaning, meant.clone());
            }
            Some(Reply::AsAbove) => {
                let above = self.above.get(&meaning).cloned();
                self.cells.extend(above.map(|above| (meaning, above)));
            }
            Some(Reply::LeaveOut) => self.is_left_out = true,
            Some(Reply::AsWritten) | None => {}
        }
    }

    /// The same for posts that are not named: all that names those above is taken.
    fn answer_post(&mut self) {
        let is_named = [Meaning::Post, Meaning::PostNumber]
            .into_iter()
            .any(|meaning| !self.get(meaning).is_empty());
        if is_named {
            return;
        }
        match self.answers.to(&About::Text(Meaning::Post, String::new())) {
            Some(Reply::AsAbove) => {
                for meaning in [
                    Meaning::Post,
                    Meaning::PostNumber,
                    Meaning::PostGrade,
                    Meaning::PostUnit,
                ] {
                    let above = self
                        .above
                        .get(&meaning)
                        .filter(|_| self.get(meaning).is_empty());
                    let above = above.cloned();
                    self.cells.extend(above.map(|above| (meaning, above)));
                }
            }
            Some(Reply::LeaveOut) => self.is_left_out = true,
            Some(Reply::Means(_) | Reply::AsWritten) | None => {}
        }
    }

    fn said(&mut self) -> Said {
        self.answer(Meaning::Change(Field::What));
        let words = self.get(Meaning::Change(Field::What)).to_owned();
        let what = match happening(&words) {
            None if words.is_empty() && self.only_new() => Some(What::Establish),
            what => what,
        };
        if what.is_some_and(|what| what != What::Establish) {
            self.answer_post();
        }
        let named = match what {
            Some(What::Establish) => {
                self.is_of_new_posts();
                Named::default()
            }
            _ => Named {
                number: self.get(Meaning::PostNumber).to_owned(),
                title: self.get(Meaning::Post).to_owned(),
                grade: self.get(Meaning::PostGrade).to_owned(),
                unit: self.get(Meaning::PostUnit).to_owned(),
            },
        };
        let mut entry = what.map_or_else(Entry::default, Entry::to_posts);
        let mut not_taken = Vec::new();
        for field in Field::ALL.into_iter().filter(|field| *field != Field::What) {
            self.answer(Meaning::Change(field));
            let text = not_known(field, self.get(Meaning::Change(field)));
            match what {
                Some(what) if !what.takes(field) && !text.is_empty() => {
                    not_taken.push((field, text));
                }
                _ => entry.set(field, text),
            }
        }
        Said {
            number: self.number,
            what: what.is_none().then_some(words),
            entry,
            named,
            not_taken,
            is_left_out: self.is_left_out,
        }
    }

    /// Does the row name only posts that are new?
    fn only_new(&self) -> bool {
        let is_empty = |meaning| self.get(meaning).is_empty();
        is_empty(Meaning::Post)
            && is_empty(Meaning::PostNumber)
            && !is_empty(Meaning::Change(Field::Title))
    }

    /// New posts have their title, grade and unit wherever the row has them; a post beside them is the one
    /// whose place they take.
    fn is_of_new_posts(&mut self) {
        let has_title = !self.get(Meaning::Change(Field::Title)).is_empty();
        let post = match has_title {
            true => Field::InPlaceOf,
            false => Field::Title,
        };
        let moves = [
            (Meaning::Post, post),
            (Meaning::PostGrade, Field::Grade),
            (Meaning::PostUnit, Field::Unit),
        ];
        for (from, to) in moves {
            // Beside a post whose place is taken stand its own grade and unit.
            if has_title && from == Meaning::PostGrade {
                continue;
            }
            let text = self.get(from).to_owned();
            if self.get(Meaning::Change(to)).is_empty() && !text.is_empty() {
                self.cells.insert(Meaning::Change(to), text);
            }
        }
    }
}

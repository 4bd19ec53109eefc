//! Checking pasted rows: what cannot be taken as it stands becomes a question.

use std::collections::BTreeMap;

use base::same_name;
use pay::near_labels;
use proposal::{nearest, same_title};
use register::LineId;

use super::answer::{About, Answer, Named, Reply};
use super::candidates::{Candidate, Candidates, Match};
use super::columns::columns;
use super::entry::{Answers, Said, said};
use super::meaning::Meaning;
use super::own;
use super::question::{Offer, Questions};
use super::{Against, Checked, MOST_PASTED, PastedCells, PastedRow, as_number};
use crate::choose::{Base, choose};
use crate::draft::Draft;
use crate::grid::{Entry, Fault, Field, Grid, Origin, Row, What};

pub(super) fn check(against: &Against<'_>, cells: &[PastedCells], answers: &[Answer]) -> Checked {
    let (heading_row, columns) = columns(cells, answers);
    let is_below = |row: &&PastedCells| heading_row.is_none_or(|heading| row.0 > heading);
    let below: Vec<PastedCells> = cells
        .iter()
        .filter(is_below)
        .take(MOST_PASTED)
        .cloned()
        .collect();
    let answers = Answers::of(answers);
    let mut work = Work {
        against,
        answers: &answers,
        candidates: Candidates::of(against.draft, against.register),
        questions: Questions::default(),
    };
    let mut rows: Vec<PastedRow> = said(&below, &columns, &answers)
        .into_iter()
        .map(|said| work.row(said))
        .collect();
    own::count(against.draft, &mut rows);
    let draft = work.try_out(&mut rows);
    let order = work.questions.in_order();
    for row in &mut rows {
        for ask in &mut row.asks {
            *ask = order[*ask];
        }
        row.asks.sort_unstable();
    }
    let mut checked = Checked {
        heading_row,
        columns,
        rows,
        questions: work.questions.all,
        draft: None,
    };
    let has_rows = checked.taken().next().is_some();
    if checked.questions.is_empty() && has_rows && checked.is_readable() {
        checked.draft = draft;
    }
    checked
}

/// Why no post is found, beside those that may be meant.
fn not_found(named: &Named, near: &[Candidate]) -> String {
    let title = &named.title;
    let is_titled = |candidate: &Candidate| same_title(&candidate.post.title, title);
    match near {
        _ if title.is_empty() => format!("no post has the number \u{2018}{}\u{2019}", named.number),
        [] => format!("no post is called \u{2018}{title}\u{2019} or anything like it"),
        [first, ..] if is_titled(first) => {
            format!("no \u{2018}{title}\u{2019} is of that grade and in that unit")
        }
        _ => format!("no post is called \u{2018}{title}\u{2019}"),
    }
}

struct Work<'w> {
    against: &'w Against<'w>,
    answers: &'w Answers<'w>,
    candidates: Candidates<'w>,
    questions: Questions,
}

impl Work<'_> {
    /// One row: its posts, its grade, its unit.
    fn row(&mut self, said: Said) -> PastedRow {
        let mut row = PastedRow {
            number: said.number,
            entry: said.entry,
            post: None,
            not_taken: said.not_taken,
            asks: Vec::new(),
            is_left_out: said.is_left_out,
        };
        if row.is_left_out {
            return row;
        }
        if let Some(words) = &said.what {
            row.asks.push(self.ask_what(row.number, words));
        }
        if row.entry.what.is_some_and(|what| what != What::Establish) {
            let named = said.named;
            if named.title.is_empty() && named.number.is_empty() {
                row.asks.push(self.ask_merged(row.number));
            } else {
                self.find_posts(&mut row, named);
            }
        }
        if !row.is_left_out {
            self.see_grade(&mut row);
            self.see_unit(&mut row);
        }
        row
    }

    fn ask_what(&mut self, row: u32, words: &str) -> usize {
        let meaning = Meaning::Change(Field::What);
        let about = About::Text(meaning, words.to_owned());
        self.questions.ask(row, about, |question| {
            question.column = Some(meaning);
            question.words = match words.is_empty() {
                true => "nothing is said".to_owned(),
                false => format!("\u{2018}{words}\u{2019} is nothing that happens to posts"),
            };
            if words.is_empty() {
                let above = Offer::also(Reply::AsAbove, "Take what the row above says");
                question.offers.push(above);
            }
            let all = What::TO_POSTS.into_iter().chain([What::Establish]);
            for what in all {
                let reply = Reply::Means(what.words().to_owned());
                question.offers.push(Offer::also(reply, what.words()));
            }
            question
                .offers
                .push(Offer::also(Reply::LeaveOut, "Leave out"));
        })
    }

    fn ask_merged(&mut self, row: u32) -> usize {
        let about = About::Text(Meaning::Post, String::new());
        self.questions.ask(row, about, |question| {
            question.words = "no post is named. Where cells are merged, only the first of their \
                rows holds the words"
                .to_owned();
            let above = Offer::likely(Reply::AsAbove, "Take the post of the row above");
            question.offers.push(above);
            let out = Offer::also(Reply::LeaveOut, "Leave out");
            question.offers.push(out);
        })
    }

    fn find_posts(&mut self, row: &mut PastedRow, named: Named) {
        let found = self.candidates.named(&named);
        let about = About::Posts(named);
        let reply = self.answers.to(&about);
        if reply == Some(&Reply::LeaveOut) {
            row.is_left_out = true;
            return;
        }
        let About::Posts(named) = &about else { return };
        let is_unheld = matches!(found, Match::None(_)) && !named.title.is_empty();
        if is_unheld && reply == Some(&Reply::AsWritten) {
            row.post = Some(own::named_so(self.against, named));
            return;
        }
        let (all, words) = match found {
            Match::One(only) => {
                // One line of like posts is named: so many of them are meant.
                let many = only
                    .of_them
                    .filter(|_| row.entry.get(Field::Many).is_empty());
                if let Some(many) = many {
                    row.entry.set(Field::Many, many.to_string());
                }
                row.post = Some(only);
                return;
            }
            Match::Several(all) => {
                let words = format!("several posts are called \u{2018}{}\u{2019}", named.title);
                (all, words)
            }
            Match::None(all) => {
                let words = not_found(named, &all);
                (all, words)
            }
        };
        if let Some(Reply::Means(key)) = reply
            && let Some(meant) = all.iter().find(|candidate| candidate.key == *key)
        {
            row.post = Some(meant.clone());
            return;
        }
        let ask = self.questions.ask(row.number, about, |question| {
            question.words = words;
            question.candidates = all;
            if is_unheld {
                let words = "Not in the register: take it from";
                question.offers.push(Offer::also(Reply::AsWritten, words));
            }
            question
                .offers
                .push(Offer::also(Reply::LeaveOut, "Leave out"));
        });
        row.asks.push(ask);
    }

    /// A grade that the council does not have is asked about once; one that is spelt otherwise is taken.
    fn see_grade(&mut self, row: &mut PastedRow) {
        let typed = row.entry.get(Field::Grade).to_owned();
        let grades = self.against.grades;
        if typed.is_empty()
            || grades.is_empty()
            || typed.eq_ignore_ascii_case(crate::grid::NOT_KNOWN)
        {
            return;
        }
        if let Some(known) = grades.iter().find(|grade| same_name(grade, &typed)) {
            row.entry.set(Field::Grade, known.clone());
            return;
        }
        let near = || near_labels(grades.iter().map(String::as_str), &typed);
        let words = format!("\u{2018}{typed}\u{2019} is not a grade of the council");
        self.see_text(row, Field::Grade, &typed, words, near);
    }

    /// The same for units.
    fn see_unit(&mut self, row: &mut PastedRow) {
        let typed = row.entry.get(Field::Unit).to_owned();
        let Against {
            draft, register, ..
        } = *self.against;
        let known = || {
            let of_case = draft.case.units.iter().map(|unit| unit.name.value.as_str());
            let of_register = register.units().map(|(_, unit)| unit.name.as_str());
            of_case.chain(of_register)
        };
        let parts = typed
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let mut unknown = parts.filter(|part| !known().any(|unit| same_name(unit, part)));
        let Some(part) = unknown.next() else {
            return;
        };
        let near = || {
            let near = nearest(part, known()).map(|near| typed.replace(part, near));
            near.into_iter().collect()
        };
        let words = format!("\u{2018}{part}\u{2019} is not a unit of the council");
        self.see_text(row, Field::Unit, &typed, words, near);
    }

    /// Asks about a text that is not known, unless it is to stay.
    fn see_text(
        &mut self,
        row: &mut PastedRow,
        field: Field,
        typed: &str,
        words: String,
        near: impl FnOnce() -> Vec<String>,
    ) {
        let meaning = Meaning::Change(field);
        let about = About::Text(meaning, typed.to_owned());
        let stays = Reply::Means(typed.to_owned());
        let of_cell = self.answers.to(&About::Cell(row.number, meaning));
        if self.answers.to(&about) == Some(&stays) || of_cell == Some(&stays) {
            return;
        }
        let ask = self.questions.ask(row.number, about, |question| {
            question.column = Some(meaning);
            question.words = words;
            for meant in near() {
                let words = format!("Use {meant}");
                question
                    .offers
                    .push(Offer::likely(Reply::Means(meant), words));
            }
            let keep = Offer::also(stays, format!("Keep \u{2018}{typed}\u{2019}"));
            question.offers.push(keep);
            question.typed = Some(typed.to_owned());
        });
        row.asks.push(ask);
    }

    /// Adds the rows whose posts are known to the draft. What is wrong with them becomes questions.
    fn try_out(&mut self, rows: &mut [PastedRow]) -> Option<Draft> {
        let is_tried = |row: &&PastedRow| {
            let is_new = row.entry.what == Some(What::Establish);
            !row.is_left_out && row.entry.what.is_some() && (is_new || row.post.is_some())
        };
        let tried: Vec<usize> = (0..rows.len()).filter(|at| is_tried(&&rows[*at])).collect();
        let lines: Vec<LineId> = tried
            .iter()
            .filter_map(|at| rows[*at].post.as_ref()?.line)
            .collect();
        let draft = choose(self.against.draft, self.against.register, &lines);
        let draft = own::put_into(draft, self.against, rows);
        let base = Base::of(&draft.case);
        let mut grid = Grid::of(&draft.case);
        grid.rows
            .retain(|row| !matches!(row.origin, Origin::Post(_)));
        let before = grid.rows.len();
        let mut typed: Vec<Entry> = grid.rows.iter().map(|row| row.entry.clone()).collect();
        for at in &tried {
            let post = rows[*at].post.as_ref();
            let post = post.and_then(|candidate| base.find(&candidate.post));
            grid.rows.push(Row {
                origin: post.map_or(Origin::New, Origin::Post),
                post,
                entry: Entry::default(),
            });
            typed.push(rows[*at].entry.clone());
        }
        self.see_sums(rows, &tried);
        let saved = grid.save(&draft, &typed);
        for fault in saved.as_ref().err().into_iter().flatten() {
            if let Some(at) = fault
                .row
                .checked_sub(before)
                .and_then(|place| tried.get(place))
            {
                let row = &mut rows[*at];
                let ask = self.ask_fault(row, fault);
                if !row.asks.contains(&ask) {
                    row.asks.push(ask);
                }
            }
        }
        saved.ok()
    }

    /// What is wrong with what a row says: with the text, wherever it stands, or in this row only.
    fn ask_fault(&mut self, row: &PastedRow, fault: &Fault) -> usize {
        let (field, typed) = (fault.field, row.entry.get(fault.field).to_owned());
        let meaning = Meaning::Change(field);
        let is_of_text = match field {
            Field::Many => typed.parse::<u32>().is_err(),
            Field::Title | Field::InPlaceOf | Field::Note | Field::What => false,
            _ => true,
        };
        let about = match is_of_text && !typed.is_empty() {
            true => About::Text(meaning, typed.clone()),
            false => About::Cell(row.number, meaning),
        };
        self.questions.ask(row.number, about, |question| {
            fault.words.clone_into(&mut question.words);
            let is_number = matches!(field, Field::Many | Field::Fte | Field::Amount);
            if let Some(meant) = is_number.then(|| as_number(&typed)).flatten() {
                let words = format!("Read {typed} as {meant}");
                question
                    .offers
                    .push(Offer::likely(Reply::Means(meant), words));
            }
            question.typed = Some(typed);
            question
                .offers
                .push(Offer::also(Reply::LeaveOut, "Leave out"));
        })
    }

    /// Rows that take more posts together than there are.
    fn see_sums(&mut self, rows: &mut [PastedRow], tried: &[usize]) {
        let mut of_posts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in tried {
            let row = &rows[*at];
            // An honorarium leaves its post as it is.
            if let Some(candidate) = row
                .post
                .as_ref()
                .filter(|_| row.entry.what != Some(What::Pay))
            {
                of_posts.entry(candidate.key.clone()).or_default().push(*at);
            }
        }
        for (_, places) in of_posts.into_iter().filter(|(_, places)| places.len() > 1) {
            let held = |candidate: &Candidate| {
                let posts = candidate.post.how_many.posts.as_ref()?;
                posts.value.known()
            };
            let Some(held) = rows[places[0]].post.as_ref().and_then(held) else {
                continue;
            };
            let taken = |at: &usize| match rows[*at].entry.get(Field::Many) {
                "" => held,
                many => many.parse().unwrap_or(0),
            };
            let sum: u32 = places.iter().map(taken).fold(0, u32::saturating_add);
            let Some(last) = places.last().filter(|_| sum > held) else {
                continue;
            };
            let numbers: Vec<String> = places
                .iter()
                .map(|at| rows[*at].number.to_string())
                .collect();
            let words = format!(
                "Number of posts must be {held} or fewer in rows {} together: they say {sum}",
                numbers.join(", ")
            );
            let row = &mut rows[*last];
            let about = About::Cell(row.number, Meaning::Change(Field::Many));
            let typed = row.entry.get(Field::Many).to_owned();
            let ask = self.questions.ask(row.number, about, |question| {
                question.words = words;
                question.typed = Some(typed);
                question
                    .offers
                    .push(Offer::also(Reply::LeaveOut, "Leave out"));
            });
            row.asks.push(ask);
        }
    }
}

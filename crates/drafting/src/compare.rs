//! What one draft says and another does not, in words.

use std::fmt;

use crate::draft::Draft;
use crate::grid::{Edit, Entry, Grid, merge};
use crate::sheet::{Around, Form, Kind, Question, Sheet, sections};

/// The most paragraphs of a text that are compared one by one; longer texts differ as a whole.
const MOST_PARAGRAPHS: usize = 500;

/// Something of which a later draft says something else than an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In a row of the changes.
    Row(Edit),
    /// In the answer to a question.
    Answer {
        /// On which sheet it is asked.
        sheet: Sheet,
        /// What it asks, after the card in which it does.
        question: String,
        /// What was said; of a longer text, the paragraphs that differ. Empty where nothing was.
        was: String,
        /// What is said now, likewise.
        now: String,
    },
    /// In something that no page asks for.
    Elsewhere,
}

/// `Commissioning Assistant, Grade 3: how many ‘3’, was ‘4’`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |text: &str| match text {
            "" => "nothing".to_owned(),
            text => format!("\u{2018}{text}\u{2019}"),
        };
        match self {
            Self::Row(edit) => fmt::Display::fmt(edit, f),
            Self::Answer {
                question, was, now, ..
            } => write!(f, "{question}: {}, was {}", said(now), said(was)),
            Self::Elsewhere => write!(f, "Something else in the case file"),
        }
    }
}

/// What differs from one draft to a later one: row by row of the changes, then question by question.
pub fn compare(from: &Draft, to: &Draft, around: &Around<'_>) -> Vec<Difference> {
    let rows = Grid::of(&from.case).rows.into_iter();
    let as_it_was: Vec<Entry> = rows.map(|row| row.entry).collect();
    let edits = merge(from, &as_it_was, to).theirs.into_iter();
    let mut found: Vec<Difference> = edits.map(Difference::Row).collect();
    let mut sheets = Sheet::ALL.to_vec();
    for draft in [from, to] {
        for section in sections(&draft.case, around.body) {
            let sheet = Sheet::Section(section.key);
            if !sheets.contains(&sheet) {
                sheets.push(sheet);
            }
        }
    }
    for sheet in sheets {
        let shown = |draft: &Draft| match sheet.is_there(&draft.case, around.body) {
            true => sheet.shown(draft, around),
            false => Form::default(),
        };
        let (before, after) = (shown(from), shown(to));
        if before.values() != after.values() {
            answers(&sheet, &before, &after, &mut found);
        }
    }
    if found.is_empty() && from.text() != to.text() {
        found.push(Difference::Elsewhere);
    }
    found
}

/// The questions of a sheet that are answered otherwise.
fn answers(sheet: &Sheet, before: &Form, after: &Form, found: &mut Vec<Difference>) {
    let (before, after) = (before.questions(), after.questions());
    let answer = |all: &[(String, &Question)], name: &str| {
        let own = all.iter().find(|(_, one)| one.name == name);
        own.map(|(_, one)| in_words(one)).unwrap_or_default()
    };
    let gone = before
        .iter()
        .filter(|(_, one)| after.iter().all(|(_, other)| other.name != one.name));
    for (card, one) in after.iter().chain(gone) {
        let (was, now) = (answer(&before, &one.name), answer(&after, &one.name));
        if was == now {
            continue;
        }
        let question = match card.as_str() {
            "" => one.words.clone(),
            card => format!("{card}: {}", one.words),
        };
        let (was, now) = match one.kind {
            Kind::Text | Kind::Prose => differing(&was, &now),
            _ => (was, now),
        };
        found.push(Difference::Answer {
            sheet: sheet.clone(),
            question,
            was,
            now,
        });
    }
}

/// The answer as its page words it.
fn in_words(question: &Question) -> String {
    let (Kind::One(offered) | Kind::Several(offered) | Kind::Radios(offered)) = &question.kind
    else {
        return question.value.trim().to_owned();
    };
    let words = question.value.lines().map(|key| {
        let own = offered.iter().find(|(own, _)| own == key);
        own.map_or(key, |(_, words)| words)
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The paragraphs of two texts that are not in both, in their order.
fn differing(was: &str, now: &str) -> (String, String) {
    fn paragraphs(text: &str) -> Vec<&str> {
        let all = text.split('\n').map(str::trim);
        all.filter(|paragraph| !paragraph.is_empty()).collect()
    }
    let (was, now) = (paragraphs(was), paragraphs(now));
    if was.len().max(now.len()) > MOST_PARAGRAPHS {
        return (was.join("\n"), now.join("\n"));
    }
    // How many paragraphs the rests of both have in common, from each place on.
    let mut common = vec![vec![0_u32; now.len() + 1]; was.len() + 1];
    for (i, old) in was.iter().enumerate().rev() {
        for (j, new) in now.iter().enumerate().rev() {
            common[i][j] = match old == new {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    while i < was.len() || j < now.len() {
        if i < was.len() && j < now.len() && was[i] == now[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == now.len() || (i < was.len() && common[i + 1][j] >= common[i][j + 1]) {
            gone.push(was[i]);
            i += 1;
        } else {
            come.push(now[j]);
            j += 1;
        }
    }
    (gone.join("\n"), come.join("\n"))
}

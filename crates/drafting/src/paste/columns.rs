//! What the columns of pasted rows mean: by their headings, or as a person says.

use super::PastedCells;
use super::answer::{About, Answer, Reply};
use super::meaning::Meaning;

/// Rows among which the headings are looked for.
const HEADINGS_WITHIN: usize = 20;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedColumn {
    /// Counted from nought.
    pub index: usize,
    /// Its heading; empty where it has none.
    pub heading: String,
    /// The first that stands below.
    pub sample: String,
    /// What it means, if that is known.
    pub meaning: Option<Meaning>,
}

/// The row with the headings, if there is one, and the columns.
pub(super) fn columns(
    cells: &[PastedCells],
    answers: &[Answer],
) -> (Option<u32>, Vec<PastedColumn>) {
    let place = heading_row(cells);
    let headings: &[String] = place.map_or(&[], |place| &cells[place].1);
    let below = &cells[place.map_or(0, |place| place + 1)..];
    let widest = below.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let mut columns: Vec<PastedColumn> = Vec::new();
    for index in 0..widest.max(headings.len()) {
        let heading = headings.get(index).cloned().unwrap_or_default();
        let mut filled = below.iter().filter_map(|(_, row)| row.get(index));
        let sample = filled.find(|cell| !cell.is_empty()).cloned();
        if heading.is_empty() && sample.is_none() {
            continue;
        }
        let said = said(answers, index);
        let taken = |meaning: &Meaning| columns.iter().any(|one| one.meaning == Some(*meaning));
        let guessed = || {
            let meaning = Meaning::of_heading(&heading)?;
            match taken(&meaning) {
                false => Some(meaning),
                // Two parts of a table headed alike: posts as they are, and as they become.
                true => meaning.as_it_becomes().filter(|meaning| !taken(meaning)),
            }
        };
        columns.push(PastedColumn {
            index,
            meaning: said.unwrap_or_else(guessed),
            heading,
            sample: sample.unwrap_or_default(),
        });
    }
    (place.map(|place| cells[place].0), columns)
}

/// The row with the headings.
fn heading_row(cells: &[PastedCells]) -> Option<usize> {
    likely_headings(cells).map(|(_, place)| place)
}

/// The row with the most known headings, where these are three or half of what it holds; with how many.
fn likely_headings(cells: &[PastedCells]) -> Option<(usize, usize)> {
    let known = |row: &[String]| {
        let filled = row.iter().filter(|cell| !cell.is_empty());
        let known = filled
            .clone()
            .filter(|cell| Meaning::of_heading(cell).is_some());
        (known.count(), filled.count())
    };
    let mut best: Option<(usize, usize)> = None;
    for (place, (_, row)) in cells.iter().take(HEADINGS_WITHIN).enumerate() {
        let (known, filled) = known(row);
        let is_alone = known == filled && place == 0;
        let is_likely = known >= 3 || (known * 2 >= filled && (known == 2 || is_alone));
        if known > 0 && is_likely && best.is_none_or(|(most, _)| known > most) {
            best = Some((known, place));
        }
    }
    best
}

/// Of the sheets of a workbook the one that most likely holds the rows: the one with the most headings
/// that are known, and of those the longest.
pub fn likely_sheet(sheets: Vec<Vec<PastedCells>>) -> Vec<PastedCells> {
    let score = |sheet: &Vec<PastedCells>| {
        let known = likely_headings(sheet).map_or(0, |(known, _)| known);
        (known, sheet.len())
    };
    let mut best = Vec::new();
    for sheet in sheets {
        if score(&sheet) > score(&best) {
            best = sheet;
        }
    }
    best
}

/// What a person said that a column means, if anything; the last that was said.
fn said(answers: &[Answer], index: usize) -> Option<Option<Meaning>> {
    let own = answers.iter().rev();
    let mut own = own.filter(|answer| answer.about == About::Column(index));
    own.find_map(|answer| match &answer.reply {
        Reply::Means(key) => Some(Meaning::of_key(key)),
        Reply::AsAbove | Reply::AsWritten | Reply::LeaveOut => None,
    })
}

//! How wide the columns of a table are, and how large its words.

use report::chart::{Ink, Style, text_width};
use report::model::{Align, Cell, Table, Value};

use crate::charts::Paper;

/// No word in a table is wider than so many characters: longer ones are broken.
pub(crate) const LONGEST_WORD: usize = 24;

/// Words as short as "April 2010" stay on one line if there is room.
const BRIEF: usize = 11;

/// The sizes that words in a table may have, in tenths of a point. The first that fits is taken.
const SIZES: [i64; 3] = [90, 80, 70];

/// The empty border at both sides of a cell, in tenths of a point.
const BORDERS: i64 = 80;

/// Of a long table, so many rows are measured to share out the width.
const MEASURED: usize = 60;

/// The room that is left over is shared out in so many steps.
const STEPS: i64 = 48;

/// At the end, so many moves from one column to another are made at most.
const MOVES: usize = 24;

/// How a table is set.
pub(crate) struct Fit {
    /// The size of its words, in tenths of a point.
    pub(crate) size: i64,
    /// The widths of its columns, as shares of the whole.
    pub(crate) widths: Vec<i64>,
}

/// The widths of the pieces of a cell, each of which begins a line, in thousandths of the size.
type Pieces = Vec<i64>;

/// The widths for a table on a page.
///
/// Every column gets what its widest word needs, so that no word runs into the next column. What is
/// left goes step by step to the column for which it makes the table lowest.
pub(crate) fn fit(table: &Table, paper: Paper) -> Fit {
    let columns = table.columns.len();
    let borders = BORDERS * i64::try_from(columns).unwrap_or(i64::MAX / BORDERS);
    let room = |size: i64| (paper.text_width() - borders) * 1_000 / size;
    let least = |brief: usize| -> Vec<i64> {
        (0..columns)
            .map(|index| least_width(table, index, brief))
            .collect()
    };
    let fits = |size: i64, least: &[i64]| least.iter().sum::<i64>() <= room(size);
    let kept = least(BRIEF);
    let (size, least) = if fits(SIZES[0], &kept) {
        (SIZES[0], kept)
    } else {
        let least = least(0);
        let size = SIZES.into_iter().find(|size| fits(*size, &least));
        (size.unwrap_or(SIZES[SIZES.len() - 1]), least)
    };
    let spare = (room(size) - least.iter().sum::<i64>()).max(0);
    let widths = shared_out(table, &least, spare);
    let border = BORDERS * 1_000 / size;
    Fit {
        size,
        widths: widths.into_iter().map(|width| width + border).collect(),
    }
}

fn shared_out(table: &Table, least: &[i64], spare: i64) -> Vec<i64> {
    let rows = measured(table);
    let step = (spare / STEPS).max(1);
    let mut widths = least.to_vec();
    let mut left = spare;
    while left >= step {
        let now = height(&rows, &widths);
        let gain = |index: usize| {
            let mut wider = widths.clone();
            wider[index] += step;
            now - height(&rows, &wider)
        };
        let best = (0..widths.len())
            .map(|index| (gain(index), index))
            .max_by_key(|(gain, index)| (*gain, usize::MAX - index));
        match best {
            Some((gain, index)) if gain > 0 => widths[index] += step,
            _ => break,
        }
        left -= step;
    }
    // Nothing gets lower any more: the rest goes to the words, where it does least harm.
    let words = |index: usize| table.columns[index].align == Align::Words;
    let any = (0..widths.len()).any(words);
    let takes = |index: usize| {
        if !any || words(index) {
            widths[index]
        } else {
            0
        }
    };
    let taking: i64 = (0..widths.len()).map(takes).sum();
    let widths: Vec<i64> = (0..widths.len())
        .map(|index| widths[index] + left * takes(index) / taking.max(1))
        .collect();
    settled(&rows, widths, least, step)
}

/// Widths between which nothing can be moved that would save a line.
///
/// While room is left, a line that is not full counts in part; at the end only whole lines count, and
/// a word that just misses its line is worth what another column can spare.
fn settled(rows: &[Vec<Pieces>], mut widths: Vec<i64>, least: &[i64], step: i64) -> Vec<i64> {
    let mut now = lines(rows, &widths);
    for _ in 0..MOVES {
        let mut best: Option<(i64, Vec<i64>)> = None;
        for (from, to) in pairs(widths.len()) {
            for moved in [step, 2 * step, 4 * step] {
                if widths[from] - moved < least[from] {
                    break;
                }
                let mut other = widths.clone();
                other[from] -= moved;
                other[to] += moved;
                let then = lines(rows, &other);
                if then < best.as_ref().map_or(now, |(lines, _)| *lines) {
                    best = Some((then, other));
                }
            }
        }
        let Some((lines, other)) = best else { break };
        (now, widths) = (lines, other);
    }
    widths
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count)
        .flat_map(move |from| (0..count).map(move |to| (from, to)))
        .filter(|(from, to)| from != to)
}

/// How many lines the rows take.
fn lines(rows: &[Vec<Pieces>], widths: &[i64]) -> i64 {
    // Words do not fill their lines: what is a little wider than two lines takes three.
    let piece = |piece: &i64, width: &i64| match piece <= width {
        true => 1,
        false => (piece + piece / 16) / width.max(&1) + 1,
    };
    let cell = |(pieces, width): (&Pieces, &i64)| -> i64 {
        pieces.iter().map(|one| piece(one, width)).sum()
    };
    rows.iter()
        .map(|row| row.iter().zip(widths).map(cell).max().unwrap_or(0))
        .sum()
}

/// The pieces of the cells of the rows that are measured; the heads are one of them.
fn measured(table: &Table) -> Vec<Vec<Pieces>> {
    let heads = table
        .columns
        .iter()
        .map(|column| vec![width(&column.heading, true)]);
    let every = table.rows.len().div_ceil(MEASURED).max(1);
    let mut rows = vec![heads.collect()];
    for row in table.rows.iter().step_by(every) {
        let mut pieces: Vec<Pieces> = Vec::new();
        for cell in &row.cells {
            pieces.push(if cell.across == 1 {
                self::pieces(cell)
            } else {
                Vec::new()
            });
            pieces.extend((1..cell.across).map(|_| Vec::new()));
        }
        rows.push(pieces);
    }
    rows
}

/// How high the rows come out, in thousandths of a line. A line that is not full counts in part, so
/// that every step towards fewer lines is seen.
fn height(rows: &[Vec<Pieces>], widths: &[i64]) -> i64 {
    let piece = |piece: &i64, width: &i64| (piece * 1_000 / width.max(&1)).max(1_000);
    let cell = |(pieces, width): (&Pieces, &i64)| -> i64 {
        pieces.iter().map(|one| piece(one, width)).sum()
    };
    rows.iter()
        .map(|row| row.iter().zip(widths).map(cell).max().unwrap_or(0))
        .sum()
}

fn pieces(cell: &Cell) -> Pieces {
    let more = cell.more.iter().map(|more| width(more, true));
    let notes = cell.notes.iter().map(|note| width(note, false) * 85 / 100);
    std::iter::once(width(&cell.text, true))
        .chain(more)
        .chain(notes)
        .collect()
}

/// What a column needs: its widest word, or the widest text that must not break. Text of no more
/// than `brief` characters is kept whole.
fn least_width(table: &Table, index: usize, brief: usize) -> i64 {
    let column = &table.columns[index];
    let mut least = widest(&column.heading);
    for row in &table.rows {
        let mut at = 0;
        for cell in &row.cells {
            if at == index && cell.across == 1 {
                let figure = column.align == Align::Numbers && is_whole(cell);
                let whole = figure || cell.text.chars().count() <= brief;
                let text = if whole {
                    width(&cell.text, true)
                } else {
                    widest(&cell.text)
                };
                let others = cell
                    .more
                    .iter()
                    .chain(&cell.notes)
                    .map(|words| widest(words));
                least = others.fold(least.max(text), i64::max);
            }
            at += cell.across;
        }
    }
    // A breath, so that rounding never breaks what was measured to fit.
    least + 120
}

/// Is the cell a figure that must not break?
pub(crate) fn is_whole(cell: &Cell) -> bool {
    let words = matches!(cell.value, Value::Words | Value::Missing);
    !words && cell.text.chars().count() <= LONGEST_WORD
}

fn widest(words: &str) -> i64 {
    let width = |word: &str| match word.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) => width(&word[..end], true),
        None => width(word, true),
    };
    words.split(' ').map(width).max().unwrap_or(0)
}

/// The width of words on one line, in thousandths of their size.
pub(crate) fn width(words: &str, bold: bool) -> i64 {
    let style = Style {
        size: 1,
        bold,
        ink: Ink::Ink,
    };
    text_width(words, style)
}

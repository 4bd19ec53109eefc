//! How wide the columns of a table are: what their words need, in twentieths of a point.

use crate::chart::{Ink, Style, text_width};
use crate::model::{Align, Cell, Column, Table, Value};

/// The space at both sides of a cell's words together, with a little over for another font.
const PADDING: u64 = 190;

/// The size of the words of a table, in half points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Nine points.
    Usual,
    /// Eight points, for a table that would not fit.
    Dense,
}

/// What may be broken to make a table fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// Lines of several words.
    Long,
    /// A few words too, such as `Grade 10` and `1 April 2010`.
    Brief,
}

/// How many characters are a few words.
const BRIEF: usize = 14;

/// What no word asks for more than: Word breaks a longer one.
const UNBROKEN: u64 = 2400;

/// What no cell asks for more than, or the longest would leave the others too little.
const LONG: u64 = 9000;

/// The columns of a table as they are to be set.
pub(super) struct Widths {
    pub(super) size: Size,
    pub(super) columns: Vec<u32>,
}

/// What a column needs.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    /// So that no word is broken.
    least: u64,
    /// So that nothing wraps, or little.
    most: u64,
    words: bool,
}

/// Does the table fit the width without breaking a word?
pub(super) fn fits(table: &Table, width: u32) -> bool {
    least(&needs(table, Size::Dense, Breaks::Brief)) <= u64::from(width)
}

/// The widths of the columns, which fill the width together.
pub(super) fn widths(table: &Table, width: u32) -> Widths {
    let room = u64::from(width);
    let mut size = Size::Usual;
    // Few words stay on one line if that leaves room for the many.
    let mut needed = needs(table, size, Breaks::Long);
    if least(&needed) > room * 3 / 4 {
        needed = needs(table, size, Breaks::Brief);
    }
    if least(&needed) > room {
        size = Size::Dense;
        needed = needs(table, size, Breaks::Brief);
    }
    let columns = shared(&needed, room)
        .into_iter()
        .map(|column| u32::try_from(column).unwrap_or(width))
        .collect();
    Widths { size, columns }
}

fn least(needs: &[Need]) -> u64 {
    needs.iter().map(|need| need.least).sum()
}

/// Shares the width out: first what each column cannot do without, then what it would like.
fn shared(needs: &[Need], width: u64) -> Vec<u64> {
    let least = least(needs);
    let most: u64 = needs.iter().map(|need| need.most).sum();
    let mut columns: Vec<u64> = if most <= width {
        // What is over goes to words.
        let words = |need: &Need| if need.words { need.most } else { 0 };
        let part: &dyn Fn(&Need) -> u64 = if needs.iter().any(|need| need.words) {
            &words
        } else {
            &|need: &Need| need.most
        };
        let parts = needs.iter().map(part).sum::<u64>().max(1);
        let grow = |need: &Need| need.most + (width - most) * part(need) / parts;
        needs.iter().map(grow).collect()
    } else if least <= width {
        let wanted = (most - least).max(1);
        let grow = |need: &Need| need.least + (need.most - need.least) * (width - least) / wanted;
        needs.iter().map(grow).collect()
    } else {
        // The widest give way, so that a number or a short word stays whole as long as it can.
        let level = level(needs, width);
        needs.iter().map(|need| need.least.min(level)).collect()
    };
    let left = width.saturating_sub(columns.iter().sum());
    if let Some(widest) = columns.iter_mut().max() {
        *widest += left;
    }
    columns
}

/// The width to which the widest columns shrink, so that all fit together.
fn level(needs: &[Need], width: u64) -> u64 {
    let mut widths: Vec<u64> = needs.iter().map(|need| need.least).collect();
    widths.sort_unstable();
    let (mut left, mut columns) = (width, u64::try_from(widths.len()).unwrap_or(1));
    for one in widths {
        if one * columns > left {
            return left / columns;
        }
        (left, columns) = (left - one, columns - 1);
    }
    width
}

fn needs(table: &Table, size: Size, breaks: Breaks) -> Vec<Need> {
    let mut needs: Vec<Need> = table.columns.iter().map(|one| heading(one, size)).collect();
    for row in &table.rows {
        let mut at = 0;
        for cell in &row.cells {
            if cell.across <= 1
                && let Some(need) = needs.get_mut(at)
            {
                cell_needs(need, cell, size, breaks);
            }
            at += cell.across.max(1);
        }
    }
    for need in &mut needs {
        need.least += PADDING;
        need.most = need.most.max(need.least - PADDING) + PADDING;
    }
    groups(table, &mut needs, size);
    needs
}

/// Makes the columns under a shared heading wide enough for its words.
fn groups(table: &Table, needs: &mut [Need], size: Size) {
    let mut at = 0;
    for run in table.columns.chunk_by(|a, b| a.group == b.group) {
        let under = &mut needs[at..at + run.len()];
        at += run.len();
        let Some(group) = &run[0].group else { continue };
        let word = widest_word(group, size, true) + PADDING;
        let short = word.saturating_sub(least(under));
        let each = short.div_ceil(u64::try_from(run.len()).unwrap_or(1));
        for need in under {
            need.least += each;
            need.most = need.most.max(need.least);
        }
    }
}

fn heading(column: &Column, size: Size) -> Need {
    Need {
        least: widest_word(&column.heading, size, true),
        most: wide(&column.heading, size, true),
        words: column.align == Align::Words,
    }
}

fn cell_needs(need: &mut Need, cell: &Cell, size: Size, breaks: Breaks) {
    // A total is bold; a bold figure is no narrower than another.
    let figure = matches!(
        cell.value,
        Value::Money(_) | Value::Fte(_) | Value::Number(_)
    );
    let text = wide(&cell.text, size, true);
    let brief = breaks == Breaks::Long && cell.text.chars().count() <= BRIEF;
    let least = if figure || brief {
        text
    } else {
        widest_word(&cell.text, size, true)
    };
    need.least = need.least.max(least);
    need.most = need.most.max(text.min(LONG));
    for line in cell.more.iter().chain(&cell.notes) {
        need.least = need.least.max(widest_word(line, size, false));
        need.most = need.most.max(wide(line, size, false).min(LONG));
    }
}

fn widest_word(text: &str, size: Size, bold: bool) -> u64 {
    text.split([' ', '\n'])
        .flat_map(|word| word.split_inclusive(['-', '/', '–']))
        .map(|word| wide(word, size, bold))
        .max()
        .unwrap_or(0)
        .min(UNBROKEN)
}

/// A half point is ten of our units, and the measure is in thousandths.
fn wide(text: &str, size: Size, bold: bool) -> u64 {
    let size = match size {
        Size::Usual => 18,
        Size::Dense => 16,
    };
    let style = Style {
        size,
        bold,
        ink: Ink::Ink,
    };
    u64::try_from(text_width(text, style) / 100).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Row;

    #[test]
    fn columns_fill_the_width_and_figures_are_not_broken() {
        let long = "A title of a post that goes on and on and on ".repeat(9);
        let table = Table {
            columns: vec![Column::words("Post"), Column::numbers("Full year")],
            rows: vec![Row::body(vec![
                Cell::words(long),
                Cell {
                    value: Value::Number(9),
                    ..Cell::words("At least £140,425")
                },
            ])],
            ..Table::default()
        };
        let found = widths(&table, 9638);
        assert_eq!(found.columns.iter().sum::<u32>(), 9638);
        assert!(u64::from(found.columns[1]) > wide("At least £140,425", Size::Usual, true));
        assert_eq!(found.size, Size::Usual);
    }

    #[test]
    fn a_word_without_end_leaves_the_other_columns_whole() {
        let endless = "Commissioning".repeat(20);
        let table = Table {
            columns: ["Line", "Post", "Unit", "Full year"]
                .map(Column::words)
                .to_vec(),
            rows: vec![Row::body(vec![
                Cell::head("1"),
                Cell::words(&endless),
                Cell::words(&endless),
                Cell::words("Disestablish"),
            ])],
            ..Table::default()
        };
        for width in [9638, 5000] {
            let found = widths(&table, width);
            assert_eq!(found.columns.iter().sum::<u32>(), width);
            let line = wide("Line", found.size, true) + PADDING;
            assert!(u64::from(found.columns[0]) >= line, "{:?}", found.columns);
            let last = wide("Disestablish", found.size, true) + PADDING;
            assert!(u64::from(found.columns[3]) >= last, "{:?}", found.columns);
        }
    }

    #[test]
    fn a_table_of_many_columns_is_dense() {
        let columns = vec![Column::numbers("Establishment"); 9];
        let table = Table {
            columns,
            ..Table::default()
        };
        assert!(fits(&table, 14_570) && !fits(&table, 5000));
        assert_eq!(widths(&table, 5000).size, Size::Dense);
        assert_eq!(widths(&table, 5000).columns.iter().sum::<u32>(), 5000);
    }
}

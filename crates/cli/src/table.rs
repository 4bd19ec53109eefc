//! Plain text tables for people.

use unicode_width::UnicodeWidthStr as _;

/// The columns of a terminal that a cell takes at most, unless a single word is longer.
const WIDEST: usize = 44;

/// To which side a column leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table whose columns are as wide as what stands in them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
enum Row {
    Cells(Vec<String>),
    Rule,
}

impl Table {
    /// A table without columns yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a column.
    #[must_use]
    pub(crate) fn column(mut self, heading: impl Into<String>, side: Side) -> Self {
        self.columns.push((heading.into(), side));
        self
    }

    /// Adds a row; cells that are not given stay empty, and long words go on below.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<Vec<String>> = cells
            .into_iter()
            .map(|cell| {
                wrapped(&cell, "", WIDEST)
                    .lines()
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let line = cells.iter().map(|cell| cell.get(line).cloned());
            let line = line.map(Option::unwrap_or_default).collect();
            self.rows.push(Row::Cells(line));
        }
    }

    /// Adds a line across, as before totals.
    pub(crate) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// Has it any row?
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, each line indented by two and ended by a line break.
    pub(crate) fn text(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len()).map(|at| self.width(at)).collect();
        let headings: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let across: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        let mut text = self.line(&headings, &widths) + &self.line(&across, &widths);
        for row in &self.rows {
            text += &match row {
                Row::Cells(cells) => self.line(cells, &widths),
                Row::Rule => self.line(&across, &widths),
            };
        }
        text
    }

    fn width(&self, at: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => cells.get(at),
            Row::Rule => None,
        });
        let widths = cells.map(|cell| cell.width());
        widths
            .chain([self.columns[at].0.width()])
            .max()
            .unwrap_or(0)
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (at, width) in widths.iter().enumerate() {
            let cell = cells.get(at).map_or("", String::as_str);
            let space = " ".repeat(width.saturating_sub(cell.width()));
            line.push_str("  ");
            match self.columns[at].1 {
                Side::Right => line.extend([space.as_str(), cell]),
                Side::Left => line.extend([cell, space.as_str()]),
            }
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        line
    }
}

/// Breaks words into lines no wider than that, each begun with an indent.
pub(crate) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && indent.width() + line.width() + 1 + word.width() > width {
            lines.extend([indent, line.as_str(), "\n"]);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.extend([indent, line.as_str(), "\n"]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_their_characters() {
        let mut table = Table::new()
            .column("Post", Side::Left)
            .column("Cost", Side::Right);
        table.row(["Café worker".to_owned(), "£9".to_owned()]);
        table.rule();
        table.row(["All".to_owned(), "\u{2212}£1,000".to_owned()]);
        assert_eq!(
            table.text(),
            "  Post            Cost\n  \
               -----------  -------\n  \
               Café worker       £9\n  \
               -----------  -------\n  \
               All          \u{2212}£1,000\n"
        );
    }

    #[test]
    fn words_wrap_at_the_width() {
        assert_eq!(wrapped("one two  three", "  ", 9), "  one two\n  three\n");
    }
}

//! Where the lines of a text begin, so that a place is found without reading the text again.

use std::ops::Range;

/// The bytes between two marks. Characters are counted from the last mark before a place, so a place
/// far out on a long line costs no more than one near its beginning.
const BETWEEN_MARKS: usize = 4096;

/// The lines of one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    /// Where each line begins; the first at 0.
    starts: Vec<usize>,
    /// How many characters begin before each mark.
    marks: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub(crate) fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut marks = Vec::with_capacity(text.len() / BETWEEN_MARKS + 1);
        let mut counted = 0;
        for part in text.as_bytes().chunks(BETWEEN_MARKS) {
            marks.push(counted);
            counted += characters(part);
        }
        marks.push(counted);
        Self { starts, marks }
    }

    /// The line and column of an offset, counted from one, in characters.
    pub(crate) fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = text.floor_char_boundary(offset);
        let line = self.index(offset);
        let before = self.characters_before(text, offset);
        let before_line = self.characters_before(text, self.start(line));
        (line + 1, before - before_line + 1)
    }

    /// The line on which an offset lies, counted from nothing, and its bytes without the line break.
    pub(crate) fn at(&self, text: &str, offset: usize) -> (usize, Range<usize>) {
        let line = self.index(offset);
        let start = self.start(line);
        let end = self
            .starts
            .get(line + 1)
            .map_or(text.len(), |next| next - 1);
        let carriage_return = usize::from(text[start..end].ends_with('\r'));
        (line, start..end - carriage_return)
    }

    /// Where a line begins, counted from nothing, if there is one of that number.
    pub(crate) fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    fn index(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|start| *start <= offset);
        after.saturating_sub(1)
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(0)
    }

    /// How many characters begin before an offset.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let mark = offset / BETWEEN_MARKS;
        let counted = self.marks.get(mark).copied().unwrap_or(0);
        counted + characters(&text.as_bytes()[mark * BETWEEN_MARKS..offset])
    }
}

/// How many characters begin in some bytes of a text; they may begin or end inside one.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_beyond_a_mark_are_counted_in_characters() {
        let text = format!("ab\n{}\r\nx", "£".repeat(5_000));
        let lines = Lines::of(&text);
        assert_eq!(lines.line_and_column(&text, 1), (1, 2));
        assert_eq!(lines.line_and_column(&text, 3 + 2 * 4_000), (2, 4_001));
        assert_eq!(lines.line_and_column(&text, 3 + 2 * 4_000 + 1), (2, 4_001));
        assert_eq!(lines.line_and_column(&text, text.len() + 9), (3, 2));
        assert_eq!(lines.at(&text, 5_000), (1, 3..10_003));
        assert_eq!(lines.at(&text, text.len()), (2, 10_005..10_006));
    }
}

//! The texts that were read, and places in them.

use std::ops::Range;

use crate::lines::Lines;

/// One of the texts in a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

/// Every text that was read, by name, so that a place can be shown with its line.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: Vec<Text>,
}

#[derive(Clone, Debug)]
struct Text {
    name: String,
    text: String,
    lines: Lines,
}

impl Sources {
    /// No text yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a text under a name, such as a file's path.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        self.texts.push(Text {
            name: name.into(),
            lines: Lines::of(&text),
            text,
        });
        SourceId(u32::try_from(self.texts.len() - 1).unwrap_or(u32::MAX))
    }

    /// The name of a text; empty if it is not one of these.
    pub fn name(&self, source: SourceId) -> &str {
        self.get(source).map_or("", |one| &one.name)
    }

    /// The text itself; empty if it is not one of these.
    pub fn text(&self, source: SourceId) -> &str {
        self.get(source).map_or("", |one| &one.text)
    }

    fn get(&self, source: SourceId) -> Option<&Text> {
        self.texts.get(usize::try_from(source.0).ok()?)
    }

    /// The line and column of a place, counted from one, in characters.
    pub fn line_and_column(&self, place: &Place) -> (usize, usize) {
        self.line_and_column_at(place.source, place.span.start)
    }

    /// The line and column just after a place, counted from one, in characters.
    pub fn end_line_and_column(&self, place: &Place) -> (usize, usize) {
        self.line_and_column_at(place.source, self.clamped(place).end)
    }

    fn line_and_column_at(&self, source: SourceId, offset: usize) -> (usize, usize) {
        self.get(source)
            .map_or((1, 1), |one| one.lines.line_and_column(&one.text, offset))
    }

    /// The line on which an offset lies, counted from nothing, and its bytes without the line break.
    pub(crate) fn line_at(&self, source: SourceId, offset: usize) -> (usize, Range<usize>) {
        self.get(source)
            .map_or((0, 0..0), |one| one.lines.at(&one.text, offset))
    }

    /// Where a line begins, counted from nothing, if there is one of that number.
    pub(crate) fn line_start(&self, source: SourceId, line: usize) -> Option<usize> {
        self.get(source)?.lines.start_of(line)
    }

    /// How lines are broken at an offset: `\n` or `\r\n`. The last line is broken like the one above.
    pub(crate) fn line_break(&self, source: SourceId, offset: usize) -> &'static str {
        let text = self.text(source);
        let (line, bytes) = self.line_at(source, offset);
        let next = self.line_start(source, line + 1);
        let windows = match next {
            Some(next) => next - bytes.end == 2,
            None => text[..bytes.start].ends_with("\r\n"),
        };
        if windows { "\r\n" } else { "\n" }
    }

    /// The span of a place as far as it lies within its text, on whole characters.
    ///
    /// A span that is out of range, the wrong way round or inside a character is a mistake of
    /// whoever made it, but a diagnostic that cannot be shown would be worse.
    pub(crate) fn clamped(&self, place: &Place) -> Range<usize> {
        let text = self.text(place.source);
        let start = text.floor_char_boundary(place.span.start);
        let end = text.ceil_char_boundary(place.span.end.min(text.len()));
        start..end.max(start)
    }
}

/// A span of bytes in one text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The text.
    pub source: SourceId,
    /// The bytes; an empty range is a point.
    pub span: Range<usize>,
}

impl Place {
    /// A span in a text.
    pub fn new(source: SourceId, span: Range<usize>) -> Self {
        Self { source, span }
    }
}

/// A value and the place where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// The same place, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> At<U> {
        At {
            value: f(self.value),
            place: self.place,
        }
    }

    /// Borrows the value.
    pub fn as_ref(&self) -> At<&T> {
        At {
            value: &self.value,
            place: self.place.clone(),
        }
    }
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

//! Text in the picture: how wide it is, how it wraps and how it is set.
//!
//! An SVG does not wrap text, so the lines are broken here by a table of advance widths. The
//! table was measured on Liberation Sans, whose widths are those of Arial and Helvetica; for
//! characters outside it the widest letter of that font stands in, so a line may be shorter than
//! it need be and is not longer than its box. In another font the widths are approximate.

use std::ops::Range;

use super::words::clean_into;

#[rustfmt::skip]
const REGULAR: [i64; 191] = [
    278, 278, 355, 557, 557, 890, 667, 191, 334, 334, 390, 584, 278, 334, 278, 278, 557, 557, 557,
    557, 557, 557, 557, 557, 557, 557, 278, 278, 584, 584, 584, 557, 1016, 667, 667, 723, 723, 667,
    611, 778, 723, 278, 500, 667, 557, 834, 723, 778, 667, 778, 723, 667, 611, 723, 667, 944, 667,
    667, 611, 278, 278, 278, 470, 557, 334, 557, 557, 500, 557, 557, 278, 557, 557, 223, 223, 500,
    223, 834, 557, 557, 557, 557, 334, 500, 278, 557, 500, 723, 500, 500, 500, 334, 260, 334, 584,
    278, 334, 557, 557, 557, 557, 260, 557, 334, 737, 371, 557, 584, 334, 737, 553, 400, 549, 334,
    334, 334, 577, 538, 278, 334, 334, 366, 557, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667,
    1000, 723, 667, 667, 667, 667, 278, 278, 278, 278, 723, 723, 778, 778, 778, 778, 778, 584, 778,
    723, 723, 723, 723, 667, 667, 611, 557, 557, 557, 557, 557, 557, 890, 500, 557, 557, 557, 557,
    278, 278, 278, 278, 557, 557, 557, 557, 557, 557, 557, 549, 611, 557, 557, 557, 557, 500, 557,
    500,
];

#[rustfmt::skip]
const BOLD: [i64; 191] = [
    278, 334, 475, 557, 557, 890, 723, 238, 334, 334, 390, 584, 278, 334, 278, 278, 557, 557, 557,
    557, 557, 557, 557, 557, 557, 557, 334, 334, 584, 584, 584, 611, 976, 723, 723, 723, 723, 667,
    611, 778, 723, 278, 557, 723, 611, 834, 723, 778, 667, 778, 723, 667, 611, 723, 667, 944, 667,
    667, 611, 334, 278, 334, 584, 557, 334, 557, 611, 557, 611, 557, 334, 611, 611, 278, 278, 557,
    278, 890, 611, 611, 611, 611, 390, 557, 334, 611, 557, 778, 557, 557, 500, 390, 280, 390, 584,
    278, 334, 557, 557, 557, 557, 280, 557, 334, 737, 371, 557, 584, 334, 737, 553, 400, 549, 334,
    334, 334, 577, 557, 278, 334, 334, 366, 557, 834, 834, 834, 611, 723, 723, 723, 723, 723, 723,
    1000, 723, 667, 667, 667, 667, 278, 278, 278, 278, 723, 723, 778, 778, 778, 778, 778, 584, 778,
    723, 723, 723, 723, 667, 667, 611, 557, 557, 557, 557, 557, 557, 890, 557, 557, 557, 557, 557,
    278, 278, 278, 278, 611, 611, 611, 611, 611, 611, 611, 549, 611, 611, 611, 611, 611, 557, 611,
    557,
];

/// Wider than any letter of Liberation Sans outside the tables.
const WIDEST: i64 = 1115;

/// The space between a glyph's left edge and its words.
pub(super) const GLYPH_INDENT: i32 = 18;

/// The colours of text and marks. All have a contrast of at least 4.5 to 1 on every fill used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Near black: titles and states.
    Ink,
    /// Grey: what is secondary.
    Grey,
    /// Green: new.
    Green,
    /// Red: ends.
    Red,
    /// Blue: changed.
    Blue,
    /// Purple: moved.
    Purple,
}

impl Ink {
    /// The colour as SVG and CSS write it.
    pub fn hex(self) -> &'static str {
        match self {
            Self::Ink => "#0b0c0c",
            Self::Grey => "#505a5f",
            Self::Green => "#00703c",
            Self::Red => "#d4351c",
            Self::Blue => "#1d70b8",
            Self::Purple => "#4c2c92",
        }
    }
}

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The size of the font in pixels.
    pub size: i32,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub ink: Ink,
}

impl Style {
    pub(super) const HEADING: Self = Self {
        size: 20,
        bold: true,
        ink: Ink::Ink,
    };
    pub(super) const LEAD: Self = Self {
        size: 14,
        bold: false,
        ink: Ink::Grey,
    };
    pub(super) const NAME: Self = Self {
        size: 15,
        bold: true,
        ink: Ink::Ink,
    };
    pub(super) const TITLE: Self = Self {
        size: 14,
        bold: true,
        ink: Ink::Ink,
    };
    pub(super) const DETAIL: Self = Self {
        size: 13,
        bold: false,
        ink: Ink::Grey,
    };
    pub(super) const STATE: Self = Self {
        size: 13,
        bold: false,
        ink: Ink::Ink,
    };
    pub(super) const NOTE: Self = Self {
        size: 12,
        bold: false,
        ink: Ink::Grey,
    };

    /// The words of a mark in its colour.
    pub(super) const fn mark(ink: Ink) -> Self {
        Self {
            size: 13,
            bold: true,
            ink,
        }
    }

    /// From one baseline to the next, in pixels.
    pub fn leading(self) -> i32 {
        if self.size > 16 {
            self.size + 6
        } else {
            self.size + 4
        }
    }
}

/// A small drawing before a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glyph {
    /// A cross upright: new.
    New,
    /// A cross aslant: ends.
    Ends,
    /// A triangle: changed.
    Changed,
    /// An arrow: moved.
    Moved,
    /// A bent arrow: in place of another post.
    InPlaceOf,
    /// A wave: temporary.
    Temporary,
    /// A full disc.
    Filled,
    /// A half disc.
    PartFilled,
    /// An empty circle.
    Vacant,
    /// A question mark.
    NotKnown,
    /// The same.
    Withheld,
}

/// A line of text at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// Where the words start, in pixels from the left of the box, or of the picture.
    pub x: i32,
    /// The baseline, in pixels from the top of the box, or of the picture.
    pub baseline: i32,
    /// How the words are set.
    pub style: Style,
    /// The drawing before the first line of a paragraph, 18 pixels to its left.
    pub glyph: Option<Glyph>,
    /// Is it a further line of the paragraph that the line before it begins?
    pub continues: bool,
    /// Where the words are in [`Lines`].
    words: Range<usize>,
}

/// Lines of text, their words in one piece: a large chart has some hundred thousand of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    words: String,
    lines: Vec<TextLine>,
}

impl Lines {
    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Puts other lines behind these, and says how many stood there.
    pub(super) fn append(&mut self, mut other: Self) -> usize {
        let (before, words) = (self.lines.len(), self.words.len());
        for line in &mut other.lines {
            line.words = line.words.start + words..line.words.end + words;
        }
        self.words.push_str(&other.words);
        self.lines.append(&mut other.lines);
        before
    }

    /// Some of the lines.
    pub(super) fn of(&self, range: Range<usize>) -> &[TextLine] {
        &self.lines[range]
    }

    /// Was there a space between the words of a line and those of the next?
    pub(super) fn is_apart(&self, line: &TextLine, next: &TextLine) -> bool {
        let between = self.words.get(line.words.end..next.words.start);
        between.is_some_and(|words| !words.is_empty())
    }

    /// The words of a line.
    pub(super) fn words(&self, line: &TextLine) -> &str {
        &self.words[line.words.clone()]
    }
}

/// The width of text in thousandths of a pixel, by the table.
pub fn text_width(text: &str, style: Style) -> i64 {
    let thousandths: i64 = if text.is_ascii() {
        let table = if style.bold {
            &BOLD_ASCII
        } else {
            &REGULAR_ASCII
        };
        text.bytes()
            .map(|byte| table[usize::from(byte & 127)])
            .sum()
    } else {
        text.chars().map(|c| thousandths(c, style)).sum()
    };
    thousandths * i64::from(style.size)
}

fn advance(c: char, style: Style) -> i64 {
    thousandths(c, style) * i64::from(style.size)
}

/// The advance width of a character in thousandths of the size.
fn thousandths(c: char, style: Style) -> i64 {
    let table = if style.bold { &BOLD } else { &REGULAR };
    let index = match u32::from(c) {
        code @ 0x20..=0x7e => Some(code - 0x20),
        code @ 0xa0..=0xff => Some(code - 0xa0 + 95),
        _ => None,
    };
    match index.and_then(|index| usize::try_from(index).ok()) {
        Some(index) => table[index],
        None => match c {
            '\u{2018}' | '\u{2019}' => 278,
            '\u{201c}' | '\u{201d}' => 500,
            '\u{2010}' | '\u{2011}' => 334,
            '\u{2013}' | '\u{20ac}' => 557,
            '\u{2212}' => 584,
            '\u{0300}'..='\u{036f}' => 0,
            _ => WIDEST,
        },
    }
}

/// The advance widths of ASCII by code.
const fn ascii(table: &[i64; 191]) -> [i64; 128] {
    let mut widths = [WIDEST; 128];
    let mut code = 0x20;
    while code < 0x7f {
        widths[code] = table[code - 0x20];
        code += 1;
    }
    widths
}

static REGULAR_ASCII: [i64; 128] = ascii(&REGULAR);
static BOLD_ASCII: [i64; 128] = ascii(&BOLD);

/// Breaks clean text into lines no wider than `width` pixels, and says where each is.
///
/// Lines break at spaces, then after a hyphen or a slash; a word too long for a line is cut.
/// Each line holds at least one character, so a width below one character is exceeded.
pub(super) fn wrap(text: &str, style: Style, width: i32, mut each: impl FnMut(Range<usize>)) {
    let limit = i64::from(width) * 1000;
    if text_width(text, style) <= limit {
        if !text.is_empty() {
            each(0..text.len());
        }
        return;
    }
    let mut line = 0..0;
    let mut used = 0;
    let mut from = 0;
    for word in text.split(' ') {
        let next = from + word.len() + 1;
        let mut space = if line.is_empty() {
            0
        } else {
            advance(' ', style)
        };
        for piece in word.split_inclusive(['-', '/', '\u{2013}']) {
            let piece_width = text_width(piece, style);
            if !line.is_empty() && used + space + piece_width > limit {
                each(line.clone());
                line = 0..0;
                (used, space) = (0, 0);
            }
            if line.is_empty() {
                line = from..from;
            }
            used += space;
            space = 0;
            if used + piece_width <= limit {
                used += piece_width;
                line.end = from + piece.len();
            } else {
                for (at, c) in piece.char_indices() {
                    let step = advance(c, style);
                    if !line.is_empty() && used + step > limit {
                        each(line.clone());
                        line = from + at..from + at;
                        used = 0;
                    }
                    line.end = from + at + c.len_utf8();
                    used += step;
                }
            }
            from += piece.len();
        }
        from = next;
    }
    if !line.is_empty() {
        each(line);
    }
}

/// Lines of text that run down a column.
pub(super) struct Flow<'l> {
    x: i32,
    y: i32,
    width: i32,
    out: &'l mut Lines,
}

impl<'l> Flow<'l> {
    /// A column with its top left corner and width, whose lines go behind those that are there.
    pub(super) fn new(x: i32, y: i32, width: i32, out: &'l mut Lines) -> Self {
        Self { x, y, width, out }
    }

    /// Adds a paragraph; nothing for no words.
    pub(super) fn put(&mut self, text: &str, style: Style, glyph: Option<Glyph>) {
        self.put_written(style, glyph, |words| clean_into(words, text));
    }

    /// Adds a paragraph that is written, clean, behind other words.
    pub(super) fn put_written(
        &mut self,
        style: Style,
        glyph: Option<Glyph>,
        write: impl FnOnce(&mut String),
    ) {
        let start = self.out.words.len();
        write(&mut self.out.words);
        self.set(start..self.out.words.len(), style, glyph);
    }

    /// Adds words with dots between them, as many to a line as it holds; no line ends on a dot.
    pub(super) fn put_parts(&mut self, parts: &[&str], style: Style) {
        let limit = i64::from(self.width) * 1000;
        let mut line: Option<Range<usize>> = None;
        for part in parts {
            let words = &mut self.out.words;
            let before = words.len();
            if line.is_some() {
                words.push_str(" · ");
            }
            let start = words.len();
            clean_into(words, part);
            let end = words.len();
            if end == start {
                words.truncate(before);
                continue;
            }
            line = match line {
                Some(open) if text_width(&words[open.start..], style) <= limit => {
                    Some(open.start..end)
                }
                Some(full) => {
                    self.set(full, style, None);
                    Some(start..end)
                }
                None => Some(start..end),
            };
        }
        if let Some(line) = line {
            self.set(line, style, None);
        }
    }

    /// Breaks words that are there into lines.
    fn set(&mut self, range: Range<usize>, style: Style, glyph: Option<Glyph>) {
        let indent = if glyph.is_some() { GLYPH_INDENT } else { 0 };
        let Lines { words, lines } = &mut *self.out;
        let (x, y) = (self.x + indent, &mut self.y);
        let (start, first) = (range.start, lines.len());
        wrap(&words[range], style, self.width - indent, |line| {
            let continues = lines.len() > first;
            lines.push(TextLine {
                x,
                // The middle of the capitals stands at the middle of the line.
                baseline: *y + (style.leading() * 10 + style.size * 7) / 20,
                style,
                glyph: glyph.filter(|_| !continues),
                continues,
                words: start + line.start..start + line.end,
            });
            *y += style.leading();
        });
    }

    /// Leaves some pixels empty.
    pub(super) fn skip(&mut self, pixels: i32) {
        self.y += pixels;
    }

    /// The bottom of the last line.
    pub(super) fn bottom(&self) -> i32 {
        self.y
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_spaces_then_hyphens_then_anywhere() {
        let wrapped = |text: &'static str| {
            let mut lines = Vec::new();
            wrap(text, Style::STATE, 80, |line| lines.push(&text[line]));
            lines
        };
        assert_eq!(wrapped("Service Organiser"), ["Service", "Organiser"]);
        assert_eq!(
            wrapped("Placements-Commissioning"),
            ["Placements-", "Commissioni", "ng"]
        );
        assert_eq!(wrapped(""), Vec::<&str>::new());
    }

    #[test]
    fn widths_are_those_of_the_font() {
        // "New" in Liberation Sans Bold is 723 + 557 + 778 thousandths of an em.
        assert_eq!(text_width("New", Style::mark(Ink::Green)), 2058 * 13);
    }
}

//! Text in the picture: how wide it is, how it wraps and how it is set.
//!
//! An SVG does not wrap text, so the lines are broken here by a table of advance widths. The
//! table was measured on Liberation Sans, whose widths are those of Arial and Helvetica; for
//! characters outside it the widest letter of that font stands in, so a line may be shorter than
//! it need be and is not longer than its box. In another font the widths are approximate.

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
}

/// A line of text at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// Where the words start, in pixels.
    pub x: i32,
    /// The baseline, in pixels.
    pub baseline: i32,
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: Style,
    /// The drawing before the first line of a paragraph, 18 pixels to its left.
    pub glyph: Option<Glyph>,
}

/// The width of text in thousandths of a pixel, by the table.
pub fn text_width(text: &str, style: Style) -> i64 {
    text.chars().map(|c| advance(c, style)).sum()
}

fn advance(c: char, style: Style) -> i64 {
    let table = if style.bold { &BOLD } else { &REGULAR };
    let index = match u32::from(c) {
        code @ 0x20..=0x7e => Some(code - 0x20),
        code @ 0xa0..=0xff => Some(code - 0xa0 + 95),
        _ => None,
    };
    let thousandths = match index.and_then(|index| usize::try_from(index).ok()) {
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
    };
    thousandths * i64::from(style.size)
}

/// Breaks text into lines no wider than `width` pixels.
///
/// Lines break at spaces, then after a hyphen or a slash; a word too long for a line is cut.
/// Each line holds at least one character, so a width below one character is exceeded.
pub(super) fn wrap(text: &str, style: Style, width: i32) -> Vec<String> {
    let limit = i64::from(width) * 1000;
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut space = if line.is_empty() { "" } else { " " };
        for piece in word.split_inclusive(['-', '/', '\u{2013}']) {
            let wanted = used + text_width(space, style) + text_width(piece, style);
            if !line.is_empty() && wanted > limit {
                lines.push(std::mem::take(&mut line));
                used = 0;
                space = "";
            }
            line.push_str(space);
            used += text_width(space, style);
            space = "";
            for c in piece.chars() {
                let step = advance(c, style);
                if !line.is_empty() && used + step > limit {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += step;
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Lines of text that run down a column.
pub(super) struct Flow {
    x: i32,
    y: i32,
    width: i32,
    lines: Vec<TextLine>,
}

impl Flow {
    /// A column with its top left corner and width.
    pub(super) fn new(x: i32, y: i32, width: i32) -> Self {
        Self {
            x,
            y,
            width,
            lines: Vec::new(),
        }
    }

    /// Adds a paragraph; nothing for no words.
    pub(super) fn put(&mut self, text: &str, style: Style, glyph: Option<Glyph>) {
        let indent = if glyph.is_some() { GLYPH_INDENT } else { 0 };
        for (index, text) in wrap(text, style, self.width - indent)
            .into_iter()
            .enumerate()
        {
            // The middle of the capitals stands at the middle of the line.
            let baseline = self.y + (style.leading() * 10 + style.size * 7) / 20;
            let glyph = if index == 0 { glyph } else { None };
            self.lines.push(TextLine {
                x: self.x + indent,
                baseline,
                text,
                style,
                glyph,
            });
            self.y += style.leading();
        }
    }

    /// Adds words with dots between them, as many to a line as it holds; no line ends on a dot.
    pub(super) fn put_parts(&mut self, parts: &[String], style: Style) {
        let mut line = String::new();
        for part in parts {
            let joined = if line.is_empty() {
                part.clone()
            } else {
                format!("{line} · {part}")
            };
            if line.is_empty() || text_width(&joined, style) <= i64::from(self.width) * 1000 {
                line = joined;
            } else {
                self.put(&line, style, None);
                line.clone_from(part);
            }
        }
        self.put(&line, style, None);
    }

    /// Leaves some pixels empty.
    pub(super) fn skip(&mut self, pixels: i32) {
        self.y += pixels;
    }

    /// The lines and the bottom of the last.
    pub(super) fn finish(self) -> (Vec<TextLine>, i32) {
        (self.lines, self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_spaces_then_hyphens_then_anywhere() {
        let wrapped = |text| wrap(text, Style::STATE, 80);
        assert_eq!(wrapped("Service Organiser"), ["Service", "Organiser"]);
        assert_eq!(
            wrapped("Placements-Commissioning"),
            ["Placements-", "Commissioni", "ng"]
        );
        assert_eq!(wrapped(""), Vec::<String>::new());
    }

    #[test]
    fn widths_are_those_of_the_font() {
        // "New" in Liberation Sans Bold is 723 + 557 + 778 thousandths of an em.
        assert_eq!(text_width("New", Style::mark(Ink::Green)), 2058 * 13);
    }
}

//! How cells look, and how high rows must be for their words.

use base::Exact;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::cell::{Cell, NOT_KNOWN, Outcome, Shown};

const NAVY: Color = Color::RGB(0x1D_2F_4F);
const GREY: Color = Color::RGB(0x50_5A_5F);
const PALE: Color = Color::RGB(0xEE_F1_F5);
const RULE: Color = Color::RGB(0xB1_B4_B6);
/// The height of a line of words, in pixels.
const LINE: u32 = 17;

/// How cells look.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) about: Format,
    pub(super) header: Format,
    /// A heading over figures, clear of the button of the filter.
    pub(super) header_of_figures: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_font_name("Arial").set_font_size(10);
        let header = base()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(NAVY)
            .set_text_wrap()
            .set_indent(1)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(NAVY);
        Self {
            title: base().set_font_size(14).set_bold(),
            about: base().set_font_color(GREY),
            header_of_figures: header.clone().set_align(FormatAlign::Right).set_indent(2),
            header,
        }
    }

    /// The look of a cell in the table or among its totals. In a column of figures everything stands on
    /// the right.
    pub(super) fn of(cell: &Cell, figures: bool, total: bool) -> Format {
        let mut format = Format::new()
            .set_font_name("Arial")
            .set_font_size(10)
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Hair)
            .set_border_bottom_color(RULE);
        let shown = match cell {
            Cell::Number(shown, _) | Cell::Formula(shown, ..) => *shown,
            _ => Shown::Words,
        };
        format = match number_format(shown) {
            Some(code) => format.set_num_format(code).set_align(FormatAlign::Right),
            None if figures => format.set_text_wrap().set_align(FormatAlign::Right),
            None => format
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1),
        };
        let says_missing = match cell {
            Cell::Missing(_) => true,
            Cell::Formula(_, _, Outcome::Words(words)) => words == NOT_KNOWN,
            _ => false,
        };
        if says_missing {
            format = format.set_italic().set_font_color(GREY);
        }
        if let Cell::Words(text) = cell
            && needs_quote(text)
        {
            format = format.set_quote_prefix();
        }
        if total {
            format = format
                .set_bold()
                .set_background_color(PALE)
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(NAVY);
        }
        format
    }
}

/// How high a row must be for the words in it, in pixels: each with the width of its column.
pub(super) fn height<'w>(words: impl Iterator<Item = (&'w str, u32)>) -> u32 {
    let lines = words.map(|(text, width)| {
        // Words break between, so a line holds somewhat less than its column is wide.
        let room = usize::try_from(width.saturating_sub(1).max(3)).unwrap_or(3);
        let of_paragraph = |paragraph: &str| paragraph.chars().count().div_ceil(room).max(1);
        text.split('\n').map(of_paragraph).sum()
    });
    let lines: usize = lines.max().unwrap_or(1);
    // The highest row that a spreadsheet has is 409 points.
    u32::try_from(lines).unwrap_or(30).min(30) * LINE + 4
}

/// The words in a cell that may need several lines.
pub(super) fn words(cell: &Cell) -> &str {
    match cell {
        Cell::Words(text) | Cell::Missing(text) => text,
        Cell::Formula(_, _, Outcome::Words(text)) => text,
        _ => "",
    }
}

/// Would a spreadsheet take this text for a formula if somebody typed it?
fn needs_quote(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '%'])
}

fn number_format(shown: Shown) -> Option<&'static str> {
    match shown {
        Shown::Money => Some("[$£-809]#,##0.00;-[$£-809]#,##0.00"),
        Shown::Difference => Some("+[$£-809]#,##0.00;-[$£-809]#,##0.00;[$£-809]0.00"),
        Shown::Quantity => Some("#,##0.00"),
        Shown::QuantityDifference => Some("+#,##0.00;-#,##0.00;0.00"),
        Shown::Part => Some("0.0000"),
        Shown::Percent => Some("0.00%"),
        Shown::Rate => Some("0.00##%"),
        Shown::Whole => Some("0"),
        Shown::Words => None,
    }
}

/// The nearest number that a spreadsheet can hold.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a spreadsheet holds floating point; up to 2^53 pence the quotient is the nearest one"
)]
pub(super) fn float(number: Exact) -> f64 {
    *number.numer() as f64 / *number.denom() as f64
}

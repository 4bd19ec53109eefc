//! Colours and fonts of a body, and what they must be so that people can read it.

use std::fmt;

/// Colours and fonts of a body's reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The colour of links and rules, as `#1d70b8`; readable on white.
    pub accent: String,
    /// The font of the text, as a list of families from which the first that is there is taken.
    pub font: String,
    /// The font of the headings.
    pub heading_font: String,
}

/// The families of [`Look::default`].
const PLAIN_FONT: &str = "Arial, Helvetica, \"Liberation Sans\", sans-serif";

impl Default for Look {
    fn default() -> Self {
        Self {
            accent: "#1a4f8b".to_owned(),
            font: PLAIN_FONT.to_owned(),
            heading_font: PLAIN_FONT.to_owned(),
        }
    }
}

/// The least contrast with white, in hundredths: 4.5 to 1 (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: u64 = 450;

/// Why a colour cannot be the accent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccentFault {
    /// It is not written as `#1d70b8`.
    NotAColour,
    /// It cannot be read on white.
    TooPale(Contrast),
}

/// How a colour stands out against white, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contrast(u64);

impl fmt::Display for Contrast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} to 1", self.0 / 100, self.0 % 100)
    }
}

/// The contrast of an accent with white, if it is enough to read it.
///
/// # Errors
/// [`AccentFault`] if it is no colour, or is too pale.
pub fn accent_contrast(accent: &str) -> Result<Contrast, AccentFault> {
    let digits = accent.strip_prefix('#').filter(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    });
    let rgb = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let contrast = contrast_with_white(rgb.ok_or(AccentFault::NotAColour)?);
    match contrast.0 < LEAST_CONTRAST {
        true => Err(AccentFault::TooPale(contrast)),
        false => Ok(contrast),
    }
}

/// Is it a list of font families? It goes into a style sheet as it is, so it may hold nothing that ends a
/// rule.
pub fn is_font_list(families: &str) -> bool {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '"' | '\'');
    families.chars().all(safe)
}

/// The sRGB curve is taken as a square, which makes colours a little lighter than they are and needs no
/// floating point: what passes here passes WCAG 2.2.
fn contrast_with_white(rgb: u32) -> Contrast {
    let square = |shift: u32| {
        let part = u64::from((rgb >> shift) & 0xff);
        part * part
    };
    // Luminance times 255² times 10,000.
    let luminance = 2_126 * square(16) + 7_152 * square(8) + 722 * square(0);
    let white = 65_025 * 10_000;
    let flare = white / 20;
    Contrast((white + flare) * 100 / (luminance + flare))
}

//! The body's fonts and colour as the styles of a Word document name them.

use proposal::{Look, Typeface};
use quick_xml::escape::escape;

/// The styles with the look of the body put in.
pub(super) fn dressed(styles: &str, look: &Look) -> String {
    styles
        .replace("<!-- text font -->", &font(&look.font))
        .replace("<!-- heading font -->", &font(&look.heading_font))
        .replace("<!-- accent -->", &colour(&look.accent))
}

/// Word takes one family, and finds another itself where that is not installed.
fn font(families: &str) -> String {
    let family = escape(Typeface::first_family(families));
    format!(
        "<w:rFonts w:ascii=\"{family}\" w:hAnsi=\"{family}\" w:eastAsia=\"{family}\" w:cs=\"{family}\"/>"
    )
}

/// Nothing for a colour that is not written as `#1a4f8b`.
fn colour(accent: &str) -> String {
    let digits = accent.strip_prefix('#').unwrap_or_default();
    match digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => format!("<w:color w:val=\"{}\"/>", digits.to_ascii_uppercase()),
        false => String::new(),
    }
}

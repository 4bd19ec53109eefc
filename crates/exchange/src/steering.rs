//! Text that a spreadsheet program would take for a formula.
//!
//! In a text file, a cell that starts with `=`, `+`, `-` or `@`, a tab or a line break may be run as a
//! formula by the program that opens it. Muster writes such a text with an apostrophe before it, which
//! spreadsheet programs and Muster take for "this is text". A text that has apostrophes there already
//! gets one more, so that reading back gives exactly what was written.

/// Would a spreadsheet program take it for a formula?
fn steers(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}

/// Must an apostrophe be written before it?
pub(crate) fn needs_mark(text: &str) -> bool {
    steers(text)
}

/// The text of a cell, without the apostrophe that says so.
pub(crate) fn read(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if steers(cell) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_what_could_be_run_is_marked() {
        for text in ["=1+1", "-2", "'=1", "''@x", "\t=1", "\u{ff1d}1"] {
            assert!(super::needs_mark(text), "{text}");
            assert_eq!(super::read(&format!("'{text}")), text);
        }
        for text in ["Officer", "'tis", "", "1-2", "a=b"] {
            assert!(!super::needs_mark(text), "{text}");
            assert_eq!(super::read(text), text);
        }
    }
}

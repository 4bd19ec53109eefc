//! What changes in a file, as people and `patch` read it.

use diagnostics::Style;
use similar::{ChangeTag, TextDiff};

use crate::output::harmless;

/// The unified difference of two texts of one file; empty if they are alike.
pub(super) fn unified(name: &str, before: &str, after: &str, style: Style) -> String {
    if before == after {
        return String::new();
    }
    let difference = TextDiff::from_lines(before, after);
    let mut text = String::new();
    let mut put = |colour: &str, line: &str| match style {
        Style::Colour if !colour.is_empty() => {
            text.extend(["\u{1b}[", colour, "m", line, "\u{1b}[0m\n"]);
        }
        Style::Plain | Style::Colour => text.extend([line, "\n"]),
    };
    let name = harmless(name).replace('\n', " ");
    put("1", &format!("--- {name}"));
    put("1", &format!("+++ {name}"));
    for hunk in difference.unified_diff().iter_hunks() {
        put("36", &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, colour) = match change.tag() {
                ChangeTag::Equal => (' ', ""),
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
            };
            let line = change.value();
            let bare = line.strip_suffix('\n').unwrap_or(line);
            // The carriage return of a file of Windows belongs to its line.
            let (bare, carriage_return) = match bare.strip_suffix('\r') {
                Some(bare) => (bare, "\r"),
                None => (bare, ""),
            };
            put(
                colour,
                &format!("{sign}{}{carriage_return}", harmless(bare)),
            );
            if change.missing_newline() {
                put("", "\\ No newline at end of file");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_a_patch_and_steers_no_terminal() {
        let plain = unified(
            "a.toml",
            "a = 1\r\nb\u{1b} = 2",
            "a = 3\r\nb\u{1b} = 2",
            Style::Plain,
        );
        assert_eq!(
            plain,
            "--- a.toml\n+++ a.toml\n@@ -1,2 +1,2 @@\n-a = 1\r\n+a = 3\r\n b\u{fffd} = 2\n\
             \\ No newline at end of file\n"
        );
        let colour = unified("a.toml", "a\n", "b\n", Style::Colour);
        assert!(colour.contains("\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n"));
        assert_eq!(unified("a.toml", "a", "a", Style::Plain), "");
    }
}

//! Characters that nobody sees, and that change what is read.

/// The characters of a text that nobody sees, by their places in bytes: those that turn the direction of
/// writing, so that an amount behind them is printed backwards, and those that make two names differ which
/// look the same.
///
/// What scripts need is none: joiners within words that are not ASCII, and marks of direction in a text
/// that is written from right to left.
///
/// ```
/// let found: Vec<_> = base::hidden("Clerk \u{202e}000,01\u{a3}").collect();
/// assert_eq!(found, [(6, '\u{202e}')]);
/// ```
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = ' ';
    let mut right_to_left = None;
    text.char_indices().filter(move |(_, c)| {
        let before = std::mem::replace(&mut before, *c);
        match c {
            '\u{200c}' | '\u{200d}' => before.is_ascii(),
            '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                !*right_to_left.get_or_insert_with(|| text.chars().any(is_right_to_left))
            }
            _ => turns_direction(*c) || is_invisible(*c),
        }
    })
}

/// A text without the characters that nobody sees; none if it has none.
pub fn without_hidden(text: &str) -> Option<String> {
    let mut visible = String::new();
    let mut end = 0;
    for (at, c) in hidden(text) {
        visible.push_str(&text[end..at]);
        end = at + c.len_utf8();
    }
    (end > 0).then(|| visible + &text[end..])
}

/// Does a character turn the direction of the writing behind it (UAX #9: embeddings, overrides, isolates)?
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    let is_space = matches!(c, '\n' | '\r' | '\t');
    (c.is_control() && !is_space)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_taken_out_and_what_scripts_need_stays() {
        for (text, visible) in [
            ("Cl\u{ad}erk\u{feff}", "Clerk"),
            ("a\u{2067}b\u{2069}\u{7}", "ab"),
            ("Off\u{200b}ic\u{200d}er\u{200e}", "Officer"),
        ] {
            assert_eq!(without_hidden(text).as_deref(), Some(visible));
        }
        for text in [
            "Clerk\n\t\u{a3}5 \u{2013} \u{2019}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "\u{5d0}\u{200f} 5",
        ] {
            assert_eq!(without_hidden(text), None, "{text:?}");
        }
    }
}

//! SVG as it is written: words, numbers and nothing else, into one piece of memory.

use std::fmt;

/// What is written so far.
#[derive(Default)]
pub(super) struct Pen(Vec<u8>);

impl Pen {
    /// Writes markup as it is.
    pub(super) fn put(&mut self, markup: &str) {
        self.0.extend_from_slice(markup.as_bytes());
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: i32) {
        if number < 0 {
            self.0.push(b'-');
        }
        let mut digits = [0_u8; 10];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            // A digit is below 10.
            digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.0.extend_from_slice(&digits[at..]);
    }

    /// Writes words for the text of an element or for an attribute in double quotes.
    pub(super) fn words(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = rest.bytes().position(is_markup) {
            self.put(&rest[..at]);
            self.put(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &rest[at + 1..];
        }
        self.put(rest);
    }

    /// Hands what is written to somebody, and begins again.
    pub(super) fn hand_over(&mut self, to: &mut impl FnMut(&str)) {
        // All that goes in is text, and all cuts are at ASCII.
        to(std::str::from_utf8(&self.0).unwrap_or_default());
        self.0.clear();
    }
}

fn is_markup(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"')
}

impl fmt::Write for Pen {
    fn write_str(&mut self, markup: &str) -> fmt::Result {
        self.put(markup);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_numbers_written_out() {
        let mut pen = Pen::default();
        pen.words("<a> & \"b\" £5");
        for number in [0, 7, -40, i32::MAX, i32::MIN] {
            pen.put(" ");
            pen.number(number);
        }
        let mut written = String::new();
        pen.hand_over(&mut |piece: &str| written.push_str(piece));
        assert_eq!(
            written,
            "&lt;a&gt; &amp; &quot;b&quot; £5 0 7 -40 2147483647 -2147483648"
        );
    }
}

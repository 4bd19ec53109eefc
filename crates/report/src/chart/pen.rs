//! SVG as it is written: words, numbers and nothing else, into one piece of memory.

use std::fmt;

/// Every number of two digits.
const PAIRS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839\
    40414243444546474849505152535455565758596061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";

/// What is written so far.
#[derive(Default)]
pub(super) struct Pen(String);

impl Pen {
    /// Writes markup as it is.
    pub(super) fn put(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: i32) {
        if number < 0 {
            self.0.push('-');
        }
        self.digits(number.unsigned_abs());
    }

    /// Writes a number two digits at a time.
    fn digits(&mut self, number: u32) {
        let two = usize::try_from(number % 100).unwrap_or_default() * 2;
        if number < 10 {
            self.put(&PAIRS[two + 1..two + 2]);
            return;
        }
        if number >= 100 {
            self.digits(number / 100);
        }
        self.put(&PAIRS[two..two + 2]);
    }

    /// Writes two numbers, as a path has a place.
    pub(super) fn place(&mut self, (x, y): (i32, i32)) {
        self.number(x);
        self.put(if y < 0 { "" } else { " " });
        self.number(y);
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
        to(&self.0);
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
        for number in [0, 7, 10, -40, 100, 1_009, i32::MAX, i32::MIN] {
            pen.put(" ");
            pen.number(number);
        }
        let mut written = String::new();
        pen.hand_over(&mut |piece: &str| written.push_str(piece));
        assert_eq!(
            written,
            "&lt;a&gt; &amp; &quot;b&quot; £5 0 7 10 -40 100 1009 2147483647 -2147483648"
        );
    }
}

//! XML in pieces, as it comes out of the archive.
//!
//! A worksheet of 100,000 rows is 60 MB of XML in which four element names matter. This reads what
//! spreadsheet programs write, in a buffer of fixed size: elements, attributes, text. What XML
//! allows beside that (comments, instructions, declarations) is passed over; documents that define
//! entities of their own are refused.

use std::borrow::Cow;
use std::io::Read;

use super::Fault;

/// A tag or a text must fit in this.
const LONGEST: usize = 1 << 20;
const START: usize = 64 << 10;

/// A piece of XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// A start tag: its name without prefix, its attributes as written, and whether it ends at once.
    Open(&'b [u8], &'b [u8], bool),
    /// An end tag.
    Close(&'b [u8]),
    /// Text between tags, with entities as written.
    Text(&'b [u8]),
    /// Text of a CDATA section, as it is.
    Verbatim(&'b [u8]),
}

/// The pieces of what a source gives.
pub(super) struct Tokens<R> {
    source: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    finished: bool,
}

/// What was found from the reading place on, by offsets into the buffer.
enum Found {
    Tag { end: usize },
    Text { end: usize },
    Section { end: usize },
    Passed { end: usize },
}

impl<R: Read> Tokens<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            buffer: vec![0; START],
            at: 0,
            end: 0,
            finished: false,
        }
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'_>>, Fault> {
        loop {
            let Some(found) = self.find()? else {
                if self.finished {
                    return Ok(None);
                }
                self.fill()?;
                continue;
            };
            let start = self.at;
            match found {
                Found::Passed { end } => self.at = end,
                Found::Text { end } => {
                    self.at = end;
                    return Ok(Some(Token::Text(&self.buffer[start..end])));
                }
                Found::Section { end } => {
                    self.at = end;
                    return Ok(Some(Token::Verbatim(&self.buffer[start + 9..end - 3])));
                }
                Found::Tag { end } => {
                    self.at = end;
                    return Ok(Some(tag(&self.buffer[start + 1..end - 1])));
                }
            }
        }
    }

    /// The piece at the reading place; nothing if its end is not in the buffer yet.
    fn find(&self) -> Result<Option<Found>, Fault> {
        let rest = &self.buffer[self.at..self.end];
        let Some(first) = rest.first() else {
            return Ok(None);
        };
        let after = |end: usize| self.at + end;
        if *first != b'<' {
            let end = rest.iter().position(|byte| *byte == b'<');
            return Ok(match end {
                Some(end) => Some(Found::Text { end: after(end) }),
                None if self.finished => Some(Found::Text { end: self.end }),
                None => None,
            });
        }
        let until = |mark: &[u8]| {
            rest.windows(mark.len())
                .position(|bytes| bytes == mark)
                .map(|at| after(at + mark.len()))
        };
        let found = match rest.get(1) {
            None => None,
            Some(b'?') => until(b"?>").map(|end| Found::Passed { end }),
            Some(b'!') if rest.starts_with(b"<!--") => {
                until(b"-->").map(|end| Found::Passed { end })
            }
            Some(b'!') if rest.starts_with(b"<![CDATA[") => {
                until(b"]]>").map(|end| Found::Section { end })
            }
            Some(b'!') if rest.len() >= 9 => return Err(Fault::Broken),
            Some(b'!') => None,
            Some(_) => tag_end(rest).map(|end| Found::Tag { end: after(end) }),
        };
        if found.is_none() && self.finished {
            return Err(Fault::Broken);
        }
        Ok(found)
    }

    /// Makes room and reads on.
    fn fill(&mut self) -> Result<(), Fault> {
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.end -= self.at;
            self.at = 0;
        }
        if self.end == self.buffer.len() {
            if self.buffer.len() >= LONGEST {
                return Err(Fault::Broken);
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = self
            .source
            .read(&mut self.buffer[self.end..])
            .map_err(|_| Fault::Broken)?;
        self.finished = read == 0;
        self.end += read;
        Ok(())
    }
}

/// Just after the `>` that ends a tag; one within quotation marks does not.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (quote, *byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// What stands between `<` and `>`.
fn tag(inside: &[u8]) -> Token<'_> {
    if let Some(name) = inside.strip_prefix(b"/") {
        return Token::Close(local(name.trim_ascii_end()));
    }
    let (inside, closed) = match inside.strip_suffix(b"/") {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let end = inside
        .iter()
        .position(u8::is_ascii_whitespace)
        .unwrap_or(inside.len());
    Token::Open(local(&inside[..end]), &inside[end..], closed)
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    match name.iter().rposition(|byte| *byte == b':') {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// The attributes of a tag: name without prefix, and value as written.
pub(super) fn attributes(mut text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        text = text.trim_ascii_start();
        let equals = text.iter().position(|byte| *byte == b'=')?;
        let name = local(text[..equals].trim_ascii_end());
        let rest = text[equals + 1..].trim_ascii_start();
        let quote = *rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let end = rest[1..].iter().position(|byte| *byte == quote)?;
        text = &rest[end + 2..];
        Some((name, &rest[1..=end]))
    })
}

/// One attribute of a tag, with its entities put in.
pub(super) fn attribute(text: &[u8], wanted: &[u8]) -> Option<String> {
    attributes(text)
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| plain(value).into_owned())
}

/// Text with its entities put in. What is no entity stays as it is written.
pub(super) fn plain(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    if !text.contains('&') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        // The longest is `&#x10FFFF;`.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Result<Vec<String>, Fault> {
        let mut tokens = Tokens::new(text.as_bytes());
        let mut pieces = Vec::new();
        while let Some(token) = tokens.next()? {
            pieces.push(match token {
                Token::Open(name, attributes, closed) => format!(
                    "<{}{}{}>",
                    String::from_utf8_lossy(name),
                    String::from_utf8_lossy(attributes),
                    if closed { "/" } else { "" }
                ),
                Token::Close(name) => format!("</{}>", String::from_utf8_lossy(name)),
                Token::Text(text) => plain(text).into_owned(),
                Token::Verbatim(text) => format!("[{}]", String::from_utf8_lossy(text)),
            });
        }
        Ok(pieces)
    }

    #[test]
    fn reads_what_spreadsheet_programs_write() {
        let text = "<?xml version=\"1.0\"?><!-- a > b --><x:row r='1'><c t=\"a>b\"/>\
                    R&amp;D &#163;5 &unknown;<![CDATA[<b>&amp;]]></x:row>";
        let expected = [
            "<row r='1'>",
            "<c t=\"a>b\"/>",
            "R&D £5 &unknown;",
            "[<b>&amp;]",
            "</row>",
        ];
        assert_eq!(pieces(text).unwrap(), expected);
    }

    #[test]
    fn refuses_what_does_not_end_or_defines_entities() {
        for broken in [
            "<a",
            "<!-- x",
            "<!DOCTYPE x [<!ENTITY a \"b\">]><a/>",
            "<a b=\">",
        ] {
            assert_eq!(pieces(broken), Err(Fault::Broken), "{broken}");
        }
    }

    #[test]
    fn attributes_are_found_in_any_order_and_with_either_quote() {
        let found: Vec<_> = attributes(b" r=\"A1\"  x:s = '3' t=\"s\"").collect();
        let expected: [(&[u8], &[u8]); 3] = [(b"r", b"A1"), (b"s", b"3"), (b"t", b"s")];
        assert_eq!(found, expected);
        assert_eq!(attributes(b" r=A1").count(), 0);
    }
}

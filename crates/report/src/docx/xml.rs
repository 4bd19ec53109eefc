//! XML as it is written: escaped, closed, and without the characters that XML forbids.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A part of the document while it is written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A part with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self {
            writer: Writer::new(Vec::new()),
            open: Vec::new(),
        };
        xml.event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element that holds nothing but a value.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a number or a text, as the caller has it"
    )]
    pub(super) fn val(&mut self, name: &'static str, value: impl ToString) {
        self.empty(name, &[("w:val", &value.to_string())]);
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&clean(text))));
    }

    /// An element that holds text.
    pub(super) fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// The part, with what was left open closed.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory does not fail.
        let _ = self.writer.write_event(event);
    }
}

fn start<'a>(name: &'static str, attributes: &[(&'a str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        // A line end in an attribute would be read as a space.
        start.push_attribute((*key, clean(value).replace(['\n', '\r', '\t'], " ").as_str()));
    }
    start
}

/// Text without the characters that no XML may hold.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| {
        (c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(forbidden) {
        Cow::Owned(text.replace(forbidden, ""))
    } else {
        Cow::Borrowed(text)
    }
}

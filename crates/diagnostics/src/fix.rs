//! A fix: a change to a text that mends a diagnostic.

use std::ops::Range;

use crate::sources::{Place, SourceId, Sources};

/// One way to mend a diagnostic that a program can carry out.
///
/// A diagnostic may offer several that exclude each other; at most one of them is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a button would say: `Use £29,969 in paragraph 10`.
    pub label: String,
    /// Who may decide that it is applied.
    pub safety: Safety,
    /// What it changes, all in one text; they are applied together or not at all.
    pub edits: Vec<Edit>,
}

/// Who may decide that a fix is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// It changes how the text is written and not what it states, and there is no other fix that could
    /// be meant: it may be applied with others, without a look at each.
    Safe,
    /// It changes what the text states, or another fix could be meant: a person chooses it.
    Choice,
}

/// A change at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub place: Place,
    /// What happens there.
    pub change: Change,
}

/// What happens at a place. Line breaks are written `\n`, and become those of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This stands there instead.
    Replace(String),
    /// These lines follow the line on which the place ends, indented like the one on which it starts.
    Below(String),
    /// These lines end the text, after an empty one. The place only names the text.
    Append(String),
    /// The field that stands there, or whose value does, is taken out with its line. A comment behind
    /// it stays.
    TakeOut,
}

/// A change as bytes: what stands in a span is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go; an empty range if nothing does.
    pub span: Range<usize>,
    /// What comes in their stead.
    pub text: String,
}

impl Fix {
    /// A fix that may be applied without asking.
    pub fn safe(label: impl Into<String>) -> Self {
        Self::of(label.into(), Safety::Safe)
    }

    /// A fix that a person has to choose.
    pub fn choice(label: impl Into<String>) -> Self {
        Self::of(label.into(), Safety::Choice)
    }

    fn of(label: String, safety: Safety) -> Self {
        Self {
            label,
            safety,
            edits: Vec::new(),
        }
    }

    /// May it be applied without asking?
    pub fn is_safe(&self) -> bool {
        self.safety == Safety::Safe
    }

    /// Replaces what stands at a place.
    #[must_use]
    pub fn replace(self, place: Place, text: impl Into<String>) -> Self {
        self.edit(place, Change::Replace(text.into()))
    }

    /// Adds lines below the one on which a place ends.
    #[must_use]
    pub fn below(self, place: Place, lines: impl Into<String>) -> Self {
        self.edit(place, Change::Below(lines.into()))
    }

    /// Adds lines at the end of a text.
    #[must_use]
    pub fn append(self, source: SourceId, lines: impl Into<String>) -> Self {
        self.edit(Place::new(source, 0..0), Change::Append(lines.into()))
    }

    /// Takes out the field at a place.
    #[must_use]
    pub fn take_out(self, place: Place) -> Self {
        self.edit(place, Change::TakeOut)
    }

    fn edit(mut self, place: Place, change: Change) -> Self {
        self.edits.push(Edit { place, change });
        self
    }

    /// The text that it changes, and the bytes in it; nothing if it cannot be carried out there: the
    /// places do not lie in one text or overlap, or a line has more on it than the field.
    pub fn splices(&self, sources: &Sources) -> Option<(SourceId, Vec<Splice>)> {
        let source = self.edits.first()?.place.source;
        if self.edits.iter().any(|edit| edit.place.source != source) {
            return None;
        }
        let splices: Option<Vec<Splice>> =
            self.edits.iter().map(|edit| edit.splice(sources)).collect();
        let mut splices = splices?;
        splices.sort_by_key(|splice| splice.span.start);
        let apart = splices
            .windows(2)
            .all(|two| two[0].span.end <= two[1].span.start);
        apart.then_some((source, splices))
    }
}

impl Edit {
    fn splice(&self, sources: &Sources) -> Option<Splice> {
        let (source, span) = (self.place.source, &self.place.span);
        let text = sources.text(source);
        text.get(span.clone())?;
        let (_, first) = sources.line_at(source, span.start);
        let (last_index, last) = sources.line_at(source, span.end);
        let behind = text.get(span.end..last.end).unwrap_or("").trim_start();
        let stands_alone = behind.is_empty() || behind.starts_with('#');
        let (span, text) = match &self.change {
            Change::Replace(text) => (span.clone(), text.clone()),
            Change::Below(lines) if stands_alone => {
                let indent: String = text[first]
                    .chars()
                    .take_while(|c| c.is_whitespace())
                    .collect();
                let indented = |line: &str| format!("\n{indent}{line}");
                let lines: String = lines.split('\n').map(indented).collect();
                (last.end..last.end, lines)
            }
            Change::Append(lines) => {
                let gap = match text.chars().next_back() {
                    None => "",
                    Some('\n') => "\n",
                    Some(_) => "\n\n",
                };
                (text.len()..text.len(), format!("{gap}{lines}\n"))
            }
            Change::TakeOut if stands_alone && is_key(text.get(first.start..span.start)?) => {
                let after = sources.line_start(source, last_index + 1);
                match behind {
                    "" => (first.start..after.unwrap_or(text.len()), String::new()),
                    comment => {
                        let indent =
                            text[first.clone()].len() - text[first.clone()].trim_start().len();
                        (
                            first.start + indent..last.end - comment.len(),
                            String::new(),
                        )
                    }
                }
            }
            Change::Below(_) | Change::TakeOut => return None,
        };
        let text = match sources.line_break(source, self.place.span.start) {
            "\n" => text,
            other => text.replace('\n', other),
        };
        Some(Splice { span, text })
    }
}

/// Is this what stands before the value of a field at the start of its line, or nothing?
fn is_key(before: &str) -> bool {
    let Some(key) = before.trim_end().strip_suffix('=') else {
        return before.trim().is_empty();
    };
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '\t');
    key.chars().all(bare)
}

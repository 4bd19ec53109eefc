//! What is wrong with a form, said at its head and at its fields.

use maud::{Markup, html};

use crate::components::{Content, ErrorSummary, SummarisedError};

/// What is wrong: the id of the field and the words, in the order of the fields.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(&'static str, String)>);

impl Faults {
    pub(super) fn add(&mut self, field: &'static str, words: impl Into<String>) {
        self.0.push((field, words.into()));
    }

    /// Says that a field must be filled in, if it is empty.
    pub(super) fn require(&mut self, field: &'static str, value: &str, words: &str) {
        if value.trim().is_empty() {
            self.add(field, words);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field.
    pub(super) fn at(&self, field: &str) -> Option<Content> {
        let fault = self.0.iter().find(|(at, _)| *at == field);
        fault.map(|(_, words)| words.as_str().into())
    }

    /// All of it, with links.
    pub(super) fn summary(&self) -> Markup {
        let errors = self.0.iter().map(|(field, words)| SummarisedError {
            text: words.as_str().into(),
            href: Some(format!("#{field}")),
        });
        let summary = ErrorSummary {
            errors: errors.collect(),
            ..ErrorSummary::default()
        };
        html! { @if !self.is_empty() { (summary) } }
    }
}

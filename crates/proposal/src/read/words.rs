//! Reading the words of the report.

use toml::de::DeValue;

use super::fields::{Fields, Value};
use crate::case::Prose;

impl<'d> Fields<'d> {
    /// Words of the report.
    pub(super) fn prose(&self, key: &'static str) -> Option<Prose> {
        let value = self.value(key)?;
        self.prose_of(key, value)
    }

    /// One or several pieces of prose.
    pub(super) fn proses(&self, key: &'static str) -> Vec<Prose> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| self.prose_of(key, item))
                .collect(),
            _ => self.prose_of(key, value).into_iter().collect(),
        }
    }

    fn prose_of(&self, key: &str, value: Value<'d>) -> Option<Prose> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(key, value, "a text");
            return None;
        };
        let place = self.doc.place(value);
        let raw = self.doc.text.get(place.span.clone()).unwrap_or("");
        let quotes = [
            "\"\"\"\r\n",
            "\"\"\"\n",
            "'''\r\n",
            "'''\n",
            "\"\"\"",
            "'''",
            "\"",
            "'",
        ];
        let opening = quotes
            .iter()
            .find(|quote| raw.starts_with(**quote))
            .map_or(0, |quote| quote.len());
        let offset = raw
            .get(opening..)
            .is_some_and(|body| body.starts_with(text.as_ref()))
            .then_some(opening);
        Some(Prose {
            text: text.to_string(),
            place,
            offset,
        })
    }

    /// A field whose name is not fixed, as prose.
    pub(super) fn free_prose(&self, key: &str) -> Option<Prose> {
        self.table
            .get(key)
            .and_then(|value| self.prose_of(key, value))
    }
}

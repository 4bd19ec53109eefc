//! The fields of a table that nobody asked for: their names are misspelt, or mean nothing.

use std::borrow::Cow;
use std::ops::Range;

use diagnostics::Fix;
use toml::Spanned;
use toml::de::DeValue;

use super::fields::{Fields, Value};
use crate::rules;
use crate::slips::{Near, near_word};

/// The places of the names in a heading in brackets.
type Heading = Vec<Range<usize>>;

impl<'d> Fields<'d> {
    /// Reports the fields that nobody asked for, for a table that is read by reference.
    pub(super) fn report_unknown(&self) {
        let asked = self.asked.borrow();
        for (key, value) in self.table {
            let name: &str = key.get_ref();
            if asked.contains(&name) {
                continue;
            }
            let message = format!("{} has no field {name:?}", self.what);
            let unknown = rules::UNKNOWN_KEY.at(self.doc.place(key), message);
            let Some(near) = near_word(name, asked.iter().copied()) else {
                let help = format!("it takes: {}", asked.join(", "));
                self.doc.report(unknown.help(help));
                continue;
            };
            let unknown = unknown.help(format!("did you mean {:?}?", near.name));
            self.doc.report(match self.rename(key, value, &near) {
                Some(fix) => unknown.fix(fix),
                None => unknown,
            });
        }
    }

    /// A fix that gives a field another name wherever it is written; none if that is taken already, or
    /// if it is not written as it is named.
    fn rename(
        &self,
        key: &Spanned<Cow<'d, str>>,
        value: Value<'d>,
        near: &Near<'_>,
    ) -> Option<Fix> {
        if self.has(near.name) {
            return None;
        }
        let name: &str = key.get_ref();
        let first = near.write(self.doc.place(key), near.name);
        if !self.is_under_headings(value) {
            return (self.doc.text.get(key.span()) == Some(name)).then_some(first);
        }
        let (own, within) = self.headings(value);
        let depth = own.first()?.len().checked_sub(1)?;
        let mut fix = first;
        fix.edits.clear();
        for heading in own.iter().chain(&within) {
            let place = heading.get(depth)?;
            if self.doc.text.get(place.clone()) != Some(name) {
                return None;
            }
            fix = fix.replace(
                diagnostics::Place::new(self.doc.source, place.clone()),
                near.name,
            );
        }
        Some(fix)
    }

    /// Is it a table, or a list of tables, that stands under a heading in brackets?
    fn is_under_headings(&self, value: Value<'d>) -> bool {
        let written = |span: Range<usize>| self.doc.text.get(span).unwrap_or("");
        match value.get_ref() {
            DeValue::Table(_) => !written(value.span()).starts_with('{'),
            DeValue::Array(items) => items
                .iter()
                .next()
                .is_some_and(|item| written(item.span()).starts_with("[[")),
            _ => false,
        }
    }

    /// The headings of a table, or of each of a list, and those of the tables within; each by the places
    /// of the names in it.
    fn headings(&self, value: Value<'d>) -> (Vec<Heading>, Vec<Heading>) {
        let tables: Vec<Value<'d>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let (mut own, mut within) = (Vec::new(), Vec::new());
        for one in tables {
            own.extend(self.heading_names(one.span().start));
            let DeValue::Table(table) = one.get_ref() else {
                continue;
            };
            for (_, inner) in table
                .iter()
                .filter(|(_, inner)| self.is_under_headings(inner))
            {
                let (theirs, deeper) = self.headings(inner);
                within.extend(theirs.into_iter().chain(deeper));
            }
        }
        (own, within)
    }

    /// The places of the names in a heading such as `[[change.route]]`.
    fn heading_names(&self, at: usize) -> Option<Heading> {
        let line = self.doc.text.get(at..)?.lines().next()?;
        let opening = line.len() - line.trim_start_matches('[').len();
        let end = line.find(']').filter(|_| opening > 0)?;
        let mut names = Vec::new();
        let mut start = opening;
        for name in line.get(opening..end)?.split('.') {
            let from = start + name.len() - name.trim_start().len();
            names.push(at + from..at + from + name.trim().len());
            start += name.len() + 1;
        }
        Some(names)
    }
}

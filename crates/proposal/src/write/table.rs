//! A table of a case file: its fields in order, then the tables under it.

use super::value::{Value, key as as_key};

/// A table that is being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    fields: Vec<(String, String)>,
    below: Vec<Below>,
}

/// A table under another.
#[derive(Debug)]
struct Below {
    name: &'static str,
    is_one_of_many: bool,
    table: Table,
}

impl Table {
    /// A field; nothing if it says nothing.
    pub(super) fn put(&mut self, key: &str, value: &impl Value) -> &mut Self {
        if let Some(written) = value.written() {
            self.fields.push((as_key(key), written));
        }
        self
    }

    /// A field that takes one of a few words.
    pub(super) fn choose<T: PartialEq>(
        &mut self,
        key: &str,
        words: &[(&str, T)],
        chosen: Option<&T>,
    ) -> &mut Self {
        let word = |chosen| words.iter().find(|(_, value)| value == chosen);
        if let Some((word, _)) = chosen.and_then(word) {
            self.put(key, &(*word).to_owned());
        }
        self
    }

    /// A field that is only written where it is true.
    pub(super) fn mark(&mut self, key: &str, is_so: bool) -> &mut Self {
        self.put(key, &is_so.then_some(true))
    }

    /// The one table of its name; nothing if it says nothing.
    pub(super) fn record(&mut self, name: &'static str, table: Self) {
        if !table.says_nothing() {
            self.add(name, false, table);
        }
    }

    /// The one table of its name, where there is one: even one that says nothing is there.
    pub(super) fn maybe<T>(
        &mut self,
        name: &'static str,
        record: Option<&T>,
        write: impl Fn(&T) -> Self,
    ) {
        if let Some(record) = record {
            self.add(name, false, write(record));
        }
    }

    /// All tables of a name.
    pub(super) fn records<T>(
        &mut self,
        name: &'static str,
        records: &[T],
        write: impl Fn(&T) -> Self,
    ) {
        for record in records {
            self.add(name, true, write(record));
        }
    }

    fn add(&mut self, name: &'static str, is_one_of_many: bool, table: Self) {
        self.below.push(Below {
            name,
            is_one_of_many,
            table,
        });
    }

    fn says_nothing(&self) -> bool {
        self.fields.is_empty() && self.below.is_empty()
    }

    /// The whole file.
    pub(super) fn print(&self) -> String {
        let mut out = String::new();
        self.print_fields(&mut out);
        self.print_below(&mut out, "");
        out
    }

    fn print_fields(&self, out: &mut String) {
        let width = self.fields.iter().map(|(key, _)| key.chars().count());
        let width = width.max().unwrap_or(0);
        for (key, value) in &self.fields {
            out.push_str(&format!("{key:width$} = {value}\n"));
        }
    }

    fn print_below(&self, out: &mut String, above: &str) {
        for Below {
            name,
            is_one_of_many,
            table,
        } in &self.below
        {
            let path = format!("{above}{name}");
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&match is_one_of_many {
                true => format!("[[{path}]]\n"),
                false => format!("[{path}]\n"),
            });
            table.print_fields(out);
            table.print_below(out, &format!("{path}."));
        }
    }
}

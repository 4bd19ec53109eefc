//! The options of a fixture, which know what was asked of them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use maud::PreEscaped;
use serde_json::{Map, Value};
use server::components::Content;

/// Options, or a part of them.
pub(crate) struct Options<'a> {
    map: Option<&'a Map<String, Value>>,
    path: String,
    taken: Rc<RefCell<BTreeSet<String>>>,
}

impl<'a> Options<'a> {
    pub(crate) fn new(value: &'a Value) -> Self {
        Self {
            map: value.as_object(),
            path: String::new(),
            taken: Rc::default(),
        }
    }

    fn value(&self, key: &str) -> Option<&'a Value> {
        self.taken
            .borrow_mut()
            .insert(format!("{}{key}", self.path));
        // What is falsy is not given.
        self.map?.get(key).filter(|value| {
            !value.is_null() && *value != &Value::Bool(false) && value.as_str() != Some("")
        })
    }

    /// Text under a key; a number is text too.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        Some(match value {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        })
    }

    pub(crate) fn text_or_empty(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    pub(crate) fn flag(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// A flag that may also be given as `false`.
    pub(crate) fn given(&self, key: &str) -> Option<bool> {
        self.value(key);
        self.map?.get(key)?.as_bool()
    }

    /// Is it given, as something that counts for nothing?
    pub(crate) fn is_falsy(&self, key: &str) -> bool {
        let value = self.map.and_then(|map| map.get(key));
        value.is_some_and(|value| !value.is_null()) && self.value(key).is_none()
    }

    pub(crate) fn number(&self, key: &str) -> Option<u16> {
        let number = self.value(key)?.as_u64()?;
        u16::try_from(number).ok()
    }

    /// Markup under one key or text under another; markup wins.
    pub(crate) fn either(&self, text: &str, html: &str) -> Content {
        let (text, html) = (self.text(text), self.text(html));
        match (html, text) {
            (Some(html), _) => PreEscaped(html).into(),
            (None, Some(text)) => text.into(),
            (None, None) => Content::default(),
        }
    }

    pub(crate) fn content(&self) -> Content {
        self.either("text", "html")
    }

    pub(crate) fn part(&self, key: &str) -> Option<Self> {
        let value = self.value(key)?;
        Some(self.below(value, &format!("{}{key}.", self.path)))
    }

    pub(crate) fn list(&self, key: &str) -> Vec<Self> {
        let list = self.value(key).and_then(Value::as_array);
        let path = format!("{}{key}[].", self.path);
        // An empty item is left out by the package, and counted.
        if list.is_some_and(|list| {
            list.iter()
                .any(|item| !item.is_object() && !item.is_array())
        }) {
            self.cannot(key);
        }
        let given = list.into_iter().flatten().filter(|item| item.is_object());
        given.map(|item| self.below(item, &path)).collect()
    }

    pub(crate) fn table(&self, key: &str) -> Vec<Vec<Self>> {
        let rows = self.value(key).and_then(Value::as_array);
        let path = format!("{}{key}[].", self.path);
        let rows = rows.into_iter().flatten().filter_map(Value::as_array);
        rows.map(|row| row.iter().map(|cell| self.below(cell, &path)).collect())
            .collect()
    }

    fn below(&self, value: &'a Value, path: &str) -> Self {
        Self {
            map: value.as_object(),
            path: path.to_owned(),
            taken: Rc::clone(&self.taken),
        }
    }

    /// Says that the option has a value that ours does not have.
    pub(crate) fn cannot(&self, key: &str) {
        let path = format!("{}{key}", self.path);
        self.taken.borrow_mut().insert(format!("!{path}"));
    }

    /// The options that nobody asked for.
    pub(crate) fn not_taken(&self) -> Vec<String> {
        let taken = self.taken.borrow();
        let mut missing: BTreeSet<String> = taken
            .iter()
            .filter_map(|path| path.strip_prefix('!').map(str::to_owned))
            .collect();
        if let Some(map) = self.map {
            untaken(map, "", &taken, &mut missing);
        }
        missing.into_iter().collect()
    }
}

fn untaken(
    map: &Map<String, Value>,
    path: &str,
    taken: &BTreeSet<String>,
    missing: &mut BTreeSet<String>,
) {
    for (key, value) in map {
        let at = format!("{path}{key}");
        if value.is_null() {
            continue;
        }
        if !taken.contains(&at) {
            missing.insert(at);
            continue;
        }
        match value {
            Value::Object(map) => untaken(map, &format!("{at}."), taken, missing),
            Value::Array(items) => {
                let cells = items.iter().flat_map(|item| match item {
                    Value::Array(cells) => cells.iter().collect(),
                    item => vec![item],
                });
                for map in cells.filter_map(Value::as_object) {
                    untaken(map, &format!("{at}[]."), taken, missing);
                }
            }
            _ => {}
        }
    }
}

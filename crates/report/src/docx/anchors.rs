//! The names of bookmarks: what Word takes, one for each place of the model.

use std::collections::{BTreeMap, BTreeSet};

/// Word takes 40 characters.
const LONGEST: usize = 30;

/// The bookmarks of a document.
#[derive(Default)]
pub(super) struct Anchors {
    names: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Anchors {
    /// The bookmark's name for a place of the model; always the same one.
    pub(super) fn name(&mut self, id: &str) -> String {
        if let Some(name) = self.names.get(id) {
            return name.clone();
        }
        let kept: String = id
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .take(LONGEST)
            .collect();
        let stem = if kept.starts_with(|c: char| c.is_ascii_alphabetic()) {
            kept
        } else {
            format!("at_{kept}")
        };
        // Word does not tell upper from lower case in the names of bookmarks.
        let mut name = stem.clone();
        let mut count = 1;
        while !self.taken.insert(name.to_ascii_lowercase()) {
            count += 1;
            name = format!("{stem}_{count}");
        }
        self.names.insert(id.to_owned(), name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn names_are_short_distinct_and_steady() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.name("table-1"), "table_1");
        assert_eq!(anchors.name("table_1"), "table_1_2");
        assert_eq!(anchors.name("table-1"), "table_1");
        assert_eq!(anchors.name("Table-1"), "Table_1_3");
        assert_eq!(anchors.name("6.1 \" DDE"), "at_6_1___DDE");
        assert!(anchors.name(&"long".repeat(99)).len() <= 40);
    }
}

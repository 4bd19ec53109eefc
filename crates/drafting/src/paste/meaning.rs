//! What a column of pasted rows means: the headings that people use are data, in `data/headings.csv`, and
//! so are the words for what happens to posts, in `data/happenings.csv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use base::folded;

use crate::grid::{Field, What};

const HEADINGS: &str = include_str!("../../data/headings.csv");
const HAPPENINGS: &str = include_str!("../../data/happenings.csv");

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The council's own number of the post that changes.
    PostNumber,
    /// The title of the post that changes.
    Post,
    /// Its grade.
    PostGrade,
    /// Its unit.
    PostUnit,
    /// A field of the row.
    Change(Field),
}

impl Meaning {
    /// Every meaning, in the order of a list.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_post = [
            Self::PostNumber,
            Self::Post,
            Self::PostGrade,
            Self::PostUnit,
        ];
        of_post
            .into_iter()
            .chain(Field::ALL.into_iter().map(Self::Change))
    }

    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Self::PostNumber => "post-number",
            Self::Post => "post",
            Self::PostGrade => "post-grade",
            Self::PostUnit => "post-unit",
            Self::Change(field) => field.key(),
        }
    }

    /// What a form sent.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::all().find(|meaning| meaning.key() == key)
    }

    /// As a page calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::PostNumber => "Post number",
            Self::Post => "Post",
            Self::PostGrade => "Grade of the post",
            Self::PostUnit => "Unit of the post",
            Self::Change(Field::Unit) => "New unit",
            Self::Change(field) => field.words(),
        }
    }

    /// What a heading says.
    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        static KNOWN: OnceLock<BTreeMap<&str, Meaning>> = OnceLock::new();
        let known = KNOWN.get_or_init(|| {
            let rows = pairs(HEADINGS);
            rows.filter_map(|(key, heading)| Some((heading, Self::of_key(key)?)))
                .collect()
        });
        known.get(folded(heading).as_str()).copied()
    }

    /// What the second of two columns means that are headed alike: the posts as they become.
    pub(super) fn as_it_becomes(self) -> Option<Self> {
        match self {
            Self::Post => Some(Self::Change(Field::Title)),
            Self::PostGrade => Some(Self::Change(Field::Grade)),
            Self::PostUnit => Some(Self::Change(Field::Unit)),
            Self::PostNumber | Self::Change(_) => None,
        }
    }
}

/// What words say that happens to posts.
pub(super) fn happening(words: &str) -> Option<What> {
    let folded = folded(words);
    let mut known = pairs(HAPPENINGS);
    let (key, _) = known.find(|(_, known)| *known == folded)?;
    What::of_key(key)
}

fn pairs(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().skip(1).filter_map(|line| line.split_once(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_known_means_something_and_is_spelt_as_it_is_compared() {
        for (key, heading) in pairs(HEADINGS) {
            assert!(Meaning::of_key(key).is_some(), "{key}");
            assert_eq!(folded(heading), heading);
        }
        for (key, words) in pairs(HAPPENINGS) {
            assert!(What::of_key(key).is_some(), "{key}");
            assert_eq!(folded(words), words);
        }
        for what in What::TO_POSTS {
            assert_eq!(happening(what.words()), Some(what));
        }
    }
}

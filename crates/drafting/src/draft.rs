//! A case with the text in which it is kept.

use std::sync::Arc;

use base::{Date, When};
use diagnostics::{At, Diagnostic, Place, Severity, Sources};
use proposal::case::BasePost;
use proposal::{Case, read, write};

/// The name of the text among its sources; places in it are shown as places in this file.
const NAME: &str = "case.toml";

/// A case, the text in which it is kept, and what reading it found.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The text, by which places in it are shown.
    pub sources: Sources,
    /// What it says.
    pub case: Case,
    /// What is wrong with the text itself.
    pub found: Vec<Diagnostic>,
    /// The draft of which it is the edition for the public.
    whole: Option<Arc<Self>>,
}

/// A text that cannot become a draft, for some of it could not be read and would be lost.
#[derive(Clone, Debug)]
pub struct NotACase {
    /// The text, by which places in it are shown.
    pub sources: Sources,
    /// Why.
    pub found: Vec<Diagnostic>,
}

impl Draft {
    /// The draft that a text is. What cannot be read of it is not part of the draft.
    pub fn read(text: &str) -> Self {
        let mut sources = Sources::new();
        let (case, found) = read(&mut sources, NAME, text.as_bytes());
        Self {
            sources,
            case,
            found,
            whole: None,
        }
    }

    /// The edition of a draft for the public, from its text.
    pub fn public(whole: Arc<Self>, text: &str) -> Self {
        Self {
            whole: Some(whole),
            ..Self::read(text)
        }
    }

    /// The draft of which this is the edition for the public: for whoever works out what it does, and for
    /// nobody who shows it.
    pub fn whole(&self) -> Option<&Arc<Self>> {
        self.whole.as_ref()
    }

    /// The draft that somebody's case file is, written as Muster writes.
    ///
    /// # Errors
    /// [`NotACase`] if anything in it could not be read; the draft would be without it.
    pub fn taken_in(name: &str, bytes: &[u8]) -> Result<Self, NotACase> {
        let mut sources = Sources::new();
        let (case, found) = read(&mut sources, name, bytes);
        let is_lost = |found: &Diagnostic| found.severity() == Severity::Error;
        match found.iter().any(is_lost) {
            true => Err(NotACase { sources, found }),
            false => Ok(Self::of(&case)),
        }
    }

    /// The draft that a case is, each value with its place in the text.
    pub(crate) fn of(case: &Case) -> Self {
        Self::read(&write(case))
    }

    /// The draft with posts of an earlier one, by their places in its case: they were taken out since, and
    /// somebody says something about them all the same. Those that are there already are not added.
    #[must_use]
    pub fn with_posts_of(&self, earlier: &Self, posts: &[usize]) -> Self {
        let posts = posts
            .iter()
            .filter_map(|post| earlier.case.posts.get(*post));
        let is_same = |a: &BasePost, b: &BasePost| {
            let grade = |post: &BasePost| post.grade.as_ref().map(|at| at.value.clone());
            let units = |post: &BasePost| {
                post.units
                    .iter()
                    .map(|at| at.value.clone())
                    .collect::<Vec<_>>()
            };
            a.title.value == b.title.value && grade(a) == grade(b) && units(a) == units(b)
        };
        let mut case = self.case.clone();
        for post in posts {
            if !case.posts.iter().any(|one| is_same(one, post)) {
                case.posts.push(post.clone());
            }
        }
        match case.posts.len() == self.case.posts.len() {
            true => self.clone(),
            false => Self::of(&case),
        }
    }

    /// The text: a case file.
    pub fn text(&self) -> &str {
        self.sources.text(self.case.source)
    }

    /// The first day on which one of its changes takes effect, if it gives any.
    pub fn first_day(&self) -> Option<Date> {
        let changes = self.case.changes.iter();
        let own = changes.filter_map(|change| change.from.as_ref());
        let all = own.chain(&self.case.defaults.from);
        all.map(|at| When::first(at.value)).min()
    }

    /// Where something stands that is not in the text yet.
    pub(crate) fn nowhere(&self) -> Place {
        Place::new(self.case.source, 0..0)
    }

    /// A value that is not in the text yet.
    pub(crate) fn new_value<T>(&self, value: T) -> At<T> {
        At::new(value, self.nowhere())
    }
}

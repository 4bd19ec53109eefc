//! The changes of a draft as rows that are typed over.

mod entry;
mod merge;
mod of_case;
mod onto;
mod typed;

use proposal::Case;

use crate::draft::Draft;
pub use entry::{Entry, Fault, Field, OCCUPANCIES, ROUTES, TENURES, What};
pub use merge::{Clash, Done, Edit, Merged};

/// What is typed where something is not known.
pub(crate) const NOT_KNOWN: &str = "not known";

/// The rows of a draft: its changes in their order, then the posts to which nothing happens yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row: some like posts and what happens to them, or posts to be established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What of the case it shows.
    pub origin: Origin,
    /// The post that exists before, by its place in the case, if the row is about one.
    pub post: Option<usize>,
    /// Its values, as a person would have typed them.
    pub entry: Entry,
}

/// What of a case a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A post to which nothing happens, by its place in the case.
    Post(usize),
    /// A change.
    Change(usize),
    /// Posts that end, and those that are established in their place: two changes.
    Replacement(usize, usize),
    /// Nothing yet: posts to be established, just typed.
    New,
}

/// Takes what was typed over the rows of one draft over to a later one, which somebody else saved meanwhile:
/// one entry a row, and further ones for new posts.
pub fn merge(base: &Draft, typed: &[Entry], later: &Draft) -> Merged {
    merge::merge(base, typed, later)
}

impl Grid {
    /// The rows of a case.
    pub fn of(case: &Case) -> Self {
        of_case::grid(case)
    }

    /// The draft after what was typed over its rows, one entry a row; further entries are new posts.
    ///
    /// # Errors
    /// What is wrong, row by row and field by field; the draft is then as it was.
    pub fn save(&self, draft: &Draft, typed: &[Entry]) -> Result<Draft, Vec<Fault>> {
        onto::save(self, draft, typed)
    }
}

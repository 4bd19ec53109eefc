//! Sums over posts, which say what they could not add.

use base::{Fte, Known};
use register::{Line, Occupancy, Tenure};

/// Sums over lines of posts. What is not known is counted, not added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Lines of posts.
    pub lines: usize,
    /// Posts, of the lines where their number is known.
    pub posts: u64,
    /// Lines whose number of posts is not known.
    pub posts_not_known: usize,
    /// FTE, of the lines where it is known.
    pub fte: Fte,
    /// Lines whose FTE is not known.
    pub fte_not_known: usize,
    /// Lines that are vacant.
    pub vacant: usize,
    /// Lines that end of themselves.
    pub temporary: usize,
}

impl Totals {
    /// The sums over these lines.
    pub fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Self {
        let mut totals = Self::default();
        for line in lines {
            totals.add(line);
        }
        totals
    }

    pub(crate) fn add(&mut self, line: &Line) {
        let post = &line.post;
        self.lines += 1;
        match post.posts {
            Known::Known(posts) => self.posts += u64::from(posts),
            Known::Unknown => self.posts_not_known += 1,
        }
        match post.fte {
            Known::Known(fte) => self.fte += fte,
            Known::Unknown => self.fte_not_known += 1,
        }
        self.vacant += usize::from(post.occupancy == Known::Known(Occupancy::Vacant));
        self.temporary += usize::from(matches!(post.tenure, Known::Known(Tenure::Temporary(_))));
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.lines += other.lines;
        self.posts += other.posts;
        self.posts_not_known += other.posts_not_known;
        self.fte += other.fte;
        self.fte_not_known += other.fte_not_known;
        self.vacant += other.vacant;
        self.temporary += other.temporary;
    }
}

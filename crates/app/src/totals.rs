//! Sums over posts, which say what they could not add.

use base::{Fte, Known, Pence};
use costing::{AtLeast, FullYear, Used, paid_by};
use register::{Line, Occupancy, Tenure};

/// Sums over lines of posts. What is not known is counted, not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Lines of posts.
    pub lines: usize,
    /// Posts.
    pub posts: AtLeast<u64>,
    /// The FTE that is established.
    pub fte: AtLeast<Fte>,
    /// The FTE of lines that are filled. Of one that is filled in part it is not known: so many people are
    /// not so much FTE.
    pub filled: AtLeast<Fte>,
    /// The FTE of lines that are vacant.
    pub vacant: AtLeast<Fte>,
    /// The FTE of lines that end of themselves.
    pub temporary: AtLeast<Fte>,
    /// Lines that are vacant.
    pub vacant_lines: usize,
    /// Lines that end of themselves.
    pub temporary_lines: usize,
    /// The full-year cost.
    pub cost: AtLeast<Pence>,
    /// What stated funds pay of it.
    pub funded: AtLeast<Pence>,
    /// Lines whose cost is as a paper states it, because it cannot be computed.
    pub cost_as_stated: usize,
}

impl Default for Totals {
    fn default() -> Self {
        let fte = nothing(Fte::whole(0));
        Self {
            lines: 0,
            posts: nothing(0),
            fte,
            filled: fte,
            vacant: fte,
            temporary: fte,
            vacant_lines: 0,
            temporary_lines: 0,
            cost: nothing(Pence::ZERO),
            funded: nothing(Pence::ZERO),
            cost_as_stated: 0,
        }
    }
}

const fn nothing<T>(known: T) -> AtLeast<T> {
    AtLeast { known, missing: 0 }
}

impl Totals {
    /// The sums over these lines, each with what it costs.
    pub fn of<'l>(lines: impl IntoIterator<Item = (&'l Line, &'l FullYear)>) -> Self {
        let mut totals = Self::default();
        for (line, full_year) in lines {
            totals.add(line, full_year);
        }
        totals
    }

    pub(crate) fn add(&mut self, line: &Line, full_year: &FullYear) {
        let post = &line.post;
        self.lines += 1;
        match post.posts {
            Known::Known(posts) => self.posts.known += u64::from(posts),
            Known::Unknown | Known::Withheld => self.posts.missing += 1,
        }
        put(&mut self.fte, post.fte);
        let (filled, vacant) = match post.occupancy {
            Known::Known(Occupancy::Filled) => (Some(post.fte), None),
            Known::Known(Occupancy::Vacant) => (None, Some(post.fte)),
            Known::Known(Occupancy::PartFilled(_)) | Known::Unknown | Known::Withheld => {
                (Some(Known::Unknown), Some(Known::Unknown))
            }
        };
        filled
            .into_iter()
            .for_each(|fte| put(&mut self.filled, fte));
        vacant
            .into_iter()
            .for_each(|fte| put(&mut self.vacant, fte));
        match post.tenure {
            Known::Known(Tenure::Temporary(_)) => {
                put(&mut self.temporary, post.fte);
                self.temporary_lines += 1;
            }
            Known::Known(Tenure::Permanent) => {}
            Known::Unknown | Known::Withheld => self.temporary.missing += 1,
        }
        self.vacant_lines += usize::from(post.occupancy == Known::Known(Occupancy::Vacant));
        match full_year.cost {
            Known::Known(cost) => self.cost.known += cost,
            Known::Unknown | Known::Withheld => self.cost.missing += 1,
        }
        self.cost_as_stated += usize::from(full_year.used == Used::Stated);
        self.add_funded(line, full_year.cost);
    }

    fn add_funded(&mut self, line: &Line, cost: Known<Pence>) {
        let mut is_missing = false;
        for part in paid_by(line, cost) {
            match (part.fund, part.cost) {
                (Some(_), Known::Known(paid)) => self.funded.known += paid,
                (Some(_), Known::Unknown | Known::Withheld) => is_missing = true,
                (None, _) => {}
            }
        }
        self.funded.missing += usize::from(is_missing);
    }

    /// Adds other sums to these.
    pub fn join(&mut self, other: &Self) {
        self.lines += other.lines;
        self.posts.known += other.posts.known;
        self.posts.missing += other.posts.missing;
        for (sum, more) in [
            (&mut self.fte, other.fte),
            (&mut self.filled, other.filled),
            (&mut self.vacant, other.vacant),
            (&mut self.temporary, other.temporary),
        ] {
            sum.known += more.known;
            sum.missing += more.missing;
        }
        for (sum, more) in [
            (&mut self.cost, other.cost),
            (&mut self.funded, other.funded),
        ] {
            sum.known += more.known;
            sum.missing += more.missing;
        }
        self.vacant_lines += other.vacant_lines;
        self.temporary_lines += other.temporary_lines;
        self.cost_as_stated += other.cost_as_stated;
    }
}

fn put(sum: &mut AtLeast<Fte>, fte: Known<Fte>) {
    match fte {
        Known::Known(fte) => sum.known += fte,
        Known::Unknown | Known::Withheld => sum.missing += 1,
    }
}

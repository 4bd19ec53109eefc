//! Where the boxes of a proposal's structure lead: to the row in which a post changes, or to choosing it.

use std::collections::HashMap;

use base::same_name;
use drafting::{Grid, Origin};
use proposal::case::Case;
use register::{Line, LineId, Placement, UnitId};

use super::{Seen, Side};
use crate::pages::proposals::frame::{Place, Proposal};
use crate::pages::proposals::rows::address_of_row;
use crate::query::Query;

/// Where boxes lead.
pub(super) struct Leads<'p> {
    proposal: &'p Proposal,
    seen: &'p Seen,
    /// The row of each change.
    of_change: HashMap<usize, usize>,
    /// The rows of posts to which nothing happens yet, each with its post.
    of_post: Vec<(usize, usize)>,
}

impl<'p> Leads<'p> {
    pub(super) fn of(proposal: &'p Proposal, seen: &'p Seen) -> Self {
        let mut of_change = HashMap::new();
        let mut of_post = Vec::new();
        let grid = Grid::of(&proposal.open.draft.case);
        for (row, one) in grid.rows.iter().enumerate() {
            match one.origin {
                Origin::Change(change) => {
                    of_change.insert(change, row);
                }
                Origin::Replacement(ends, begins) => {
                    of_change.insert(ends, row);
                    of_change.insert(begins, row);
                }
                Origin::Post(post) => of_post.push((row, post)),
                Origin::New => {}
            }
        }
        Self {
            proposal,
            seen,
            of_change,
            of_post,
        }
    }

    /// The row in which a line changes or could, else where it is chosen.
    pub(super) fn post(&self, side: Side, id: LineId) -> String {
        let line = self.seen.establishment(side).line(id);
        let happening = self.seen.happenings(side).lines.get(&id);
        let row = happening.and_then(|happening| self.of_change.get(&happening.change));
        let row = row.copied().or_else(|| self.untouched(line?));
        match (row, line) {
            (Some(row), _) => address_of_row(&self.proposal.at(Place::Changes), row),
            (None, Some(line)) => self.choosing(line),
            (None, None) => self.proposal.at(Place::Changes),
        }
    }

    /// The row of a post that was chosen and to which nothing happens yet.
    fn untouched(&self, line: &Line) -> Option<usize> {
        let case: &Case = &self.proposal.open.draft.case;
        let is_it = |post: usize| {
            let Some(post) = case.posts.get(post) else {
                return false;
            };
            let grade = post.grade.as_ref();
            let grade = grade.and_then(|at| at.value.as_ref().known());
            same_name(&post.title.value, &line.post.title)
                && grade == line.post.grade.as_ref().known()
        };
        let mut rows = self.of_post.iter().filter(|(_, post)| is_it(*post));
        let (row, _) = rows.next()?;
        // Two rows that could be meant: nothing is guessed.
        rows.next().is_none().then_some(*row)
    }

    /// Where a post of the register is chosen.
    fn choosing(&self, line: &Line) -> String {
        let unit = match line.post.placement {
            Placement::In(unit) => Some(unit),
            Placement::OneOf(_) | Placement::NotStated => None,
        };
        self.chosen(unit, Some(&line.post.title))
    }

    /// Where the posts of a unit are chosen.
    pub(super) fn posts_of(&self, unit: UnitId) -> String {
        self.chosen(Some(unit), None)
    }

    fn chosen(&self, unit: Option<UnitId>, title: Option<&str>) -> String {
        let unit = unit.map_or_else(String::new, |unit| unit.number().to_string());
        let query = Query::default()
            .with("unit", &unit)
            .with("words", title.unwrap_or_default());
        query.address(&self.proposal.address("/changes/posts"))
    }

    /// Where a unit is moved; one that this proposal begins is not there yet to be moved.
    pub(super) fn unit(&self, side: Side, unit: UnitId) -> String {
        let establishment = self.seen.establishment(side);
        let before = self.seen.establishment(Side::Before).unit(unit);
        match (establishment.unit(unit), before) {
            (Some(named), Some(_)) => Query::default()
                .with("unit", &named.name)
                .address(&self.proposal.address("/changes/move")),
            _ => self.proposal.at(Place::Changes),
        }
    }
}

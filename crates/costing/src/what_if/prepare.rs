//! From entries to rows that go out and rows that come in.

use std::collections::{BTreeMap, BTreeSet};

use base::{Date, add_days};
use register::{Act, Entry, Establishment, Line, LineId};

use super::codes::Span;
use super::{MOST_LINES, Row, WhatIf, WhatIfError};

/// A change set as rows, for the [`WhatIf`] that prepared it.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    pub(super) out: Vec<Row>,
    pub(super) in_: Vec<Row>,
}

impl Prepared {
    /// How many rows go out, and how many come in.
    pub fn rows(&self) -> (usize, usize) {
        (self.out.len(), self.in_.len())
    }
}

impl WhatIf<'_> {
    /// Makes a change set ready: entries that establish, change and disestablish posts, in their
    /// order. Each costs from its effective day on, but not before the posts that it changes are there;
    /// posts and FTE count as all of them leave it. In a year in which a line changes, what it was and
    /// what it is are two lines of which the cost may not be known.
    ///
    /// The lines are taken from the establishment and split by the register itself.
    ///
    /// # Errors
    /// The first entry that cannot be carried out.
    pub fn prepare<'e>(
        &mut self,
        entries: impl IntoIterator<Item = &'e Entry> + Clone,
    ) -> Result<Prepared, WhatIfError> {
        let touched: BTreeSet<LineId> = entries
            .clone()
            .into_iter()
            .flat_map(|entry| lines_of(&entry.act))
            .flatten()
            .collect();
        let mut work = Work {
            lines: self.establishment.lines_only(&touched),
            since: BTreeMap::new(),
            for_a_time: BTreeMap::new(),
            prepared: Prepared::default(),
            what_if: self,
        };
        for entry in entries {
            work.carry_out(entry)?;
        }
        let prepared = work.prepared;
        let rows = self.prices.len() + prepared.in_.len() + prepared.out.len();
        if rows > MOST_LINES {
            return Err(WhatIfError::TooManyLines);
        }
        Ok(prepared)
    }
}

/// The lines that an act touches; nothing if it is not about posts.
fn lines_of(act: &Act) -> [Option<LineId>; 2] {
    match act {
        Act::Attest { line, .. } | Act::Establish { line, .. } | Act::Disestablish { line, .. } => {
            [Some(*line), None]
        }
        Act::Amend { line, becomes, .. } if line == becomes => [Some(*line), None],
        Act::Amend { line, becomes, .. } => [Some(*line), Some(*becomes)],
        _ => [None, None],
    }
}

/// A preparation under way.
struct Work<'w, 't> {
    what_if: &'w mut WhatIf<'t>,
    /// The touched lines as the entries so far leave them.
    lines: Establishment,
    /// The day from which each line stands as it is, if that came with the change set.
    since: BTreeMap<LineId, Date>,
    /// The lines that are changed for a time, and until when.
    for_a_time: BTreeMap<LineId, Date>,
    prepared: Prepared,
}

impl Work<'_, '_> {
    fn carry_out(&mut self, entry: &Entry) -> Result<(), WhatIfError> {
        let ids = lines_of(&entry.act);
        let ids: Vec<LineId> = ids.into_iter().flatten().collect();
        let position = entry.position;
        if ids.is_empty() {
            return Err(WhatIfError::NotOfPosts { entry: position });
        }
        if ids.iter().any(|id| self.for_a_time.contains_key(id)) {
            return Err(WhatIfError::ChangedForATime { entry: position });
        }
        let before: Vec<Line> = ids.iter().filter_map(|id| self.line(*id)).collect();
        let refused = |refusal| WhatIfError::Refused {
            entry: position,
            refusal,
        };
        self.lines.apply(&entry.act, position).map_err(refused)?;
        // Nothing can be done to posts before they are there.
        let since = before.iter().filter_map(|line| self.since.get(&line.id));
        let effective = since.fold(entry.effective, |day, since| day.max(*since));
        let from = Span {
            from: Some(effective),
            ..Span::ALWAYS
        };
        for line in &before {
            if self.lines.line(line.id) != Some(line) {
                let row = self.row(line, Span { out: true, ..from });
                self.prepared.out.push(row);
            }
        }
        for id in ids {
            if before.iter().any(|was| self.lines.line(id) == Some(was)) {
                // What is left of a line of unknown size is a line of unknown size.
                continue;
            }
            self.since.insert(id, effective);
            let Some(line) = self.line(id) else { continue };
            let until = reverts(&entry.act, id);
            let row = self.row(&line, Span { until, ..from });
            self.prepared.in_.push(row);
            if let Some((until, was)) = until.zip(part_before(&entry.act, &before)) {
                self.for_a_time.insert(id, until);
                let again = Span {
                    from: Some(effective.max(add_days(until, 1))),
                    counts: false,
                    ..Span::ALWAYS
                };
                let row = self.row(&was, again);
                self.prepared.in_.push(row);
            }
        }
        Ok(())
    }

    fn line(&self, id: LineId) -> Option<Line> {
        self.lines.line(id).cloned()
    }

    fn row(&mut self, line: &Line, span: Span) -> Row {
        let price = self.what_if.codes.price_in(line, span);
        Row {
            unit: self.what_if.tree.place(&line.post.placement),
            price,
            shares: self.what_if.codes.shares(price, &line.post.funding),
        }
    }
}

/// The last day of what an act makes of a line, if it does so only for a time.
fn reverts(act: &Act, id: LineId) -> Option<Date> {
    match act {
        Act::Amend { becomes, until, .. } if *becomes == id => *until,
        _ => None,
    }
}

/// The part that an act changes, as it was: what stands again when the change ends.
fn part_before(act: &Act, before: &[Line]) -> Option<Line> {
    let Act::Amend { line, quantity, .. } = act else {
        return None;
    };
    let line = before.iter().find(|was| was.id == *line)?;
    line.split(*quantity).ok().map(|(_, part)| part)
}

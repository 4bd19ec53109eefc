//! One line of posts: what it is, and every decision behind it.

mod states;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::{Actor, Deed};
use base::{Date, add_days};
use costing::Price;
use jiff::Timestamp;
use register::{Act, Entry, Line, LineId, Position, Refusal};
use storage::Holder;

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::view::View;
pub(crate) use states::states;

/// A line of posts at a moment, with its past and its planned future.
#[derive(Debug)]
pub struct PostAnswer {
    /// What it is taken from.
    pub view: Arc<View>,
    /// The line, if it is in force.
    pub line: Option<Line>,
    /// Why it is not, if it is not.
    pub life: PostLife,
    /// What happened to it and will happen, oldest first, as recorded at the moment.
    pub happenings: Vec<Happening>,
    /// Lines that came in its place, or that a part of it became.
    pub became: Vec<LineId>,
    /// What it costs in a full year, with the working; none if it is not in force, or that is withheld.
    pub price: Option<Price>,
    /// The decision behind each entry, by the entry's position.
    pub decisions: BTreeMap<Position, Position>,
    /// Who holds, held or will hold it; none for an actor that may not see that.
    pub holders: Option<Vec<Holder>>,
    /// Is what it costs withheld, because the actor is told who holds it and may not see what they are paid?
    pub withholds_pay: bool,
}

/// Where a day stands in the life of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostLife {
    /// It is in force.
    InForce,
    /// It begins on this later day.
    NotYet(Date),
    /// It has ended.
    Ended,
}

/// Something that happened to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// An entry took effect.
    Entry(Box<Step>),
    /// It ended of itself: this was its last day, or will be.
    Lapse {
        /// The last day.
        last: Date,
    },
    /// A change for a time ended: from this day the line was as before, or will be.
    Reversion {
        /// The first day.
        from: Date,
        /// The entry that changed it for a time.
        of: Position,
    },
}

/// What an entry did to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The entry, with the decision and the place in its report. It may establish another line in the
    /// place of this one.
    pub entry: Entry,
    /// The instant at which it was written into this ledger.
    pub written: Option<Timestamp>,
    /// The later entry that says it was a mistake.
    pub withdrawn_by: Option<Position>,
    /// The line as it left it; none where it ended it, was withdrawn or could not be carried out.
    pub after: Option<Line>,
    /// Why it could not be carried out, if so.
    pub refused: Option<Refusal>,
}

impl Happening {
    /// Its day.
    pub fn day(&self) -> Date {
        match self {
            Self::Entry(step) => step.entry.effective,
            Self::Lapse { last } => *last,
            Self::Reversion { from, .. } => *from,
        }
    }
}

impl Muster {
    /// A line of posts as of a moment, and why it exists.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if nothing that was recorded by then is about that line;
    /// [`AppError::Refused`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn post(
        &self,
        actor: &Actor,
        body: &BodyKey,
        id: LineId,
        moment: Moment,
    ) -> Result<PostAnswer, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let entries = about(&view, id);
        let first = entries.first().map(|entry| entry.effective);
        let first = first.ok_or(AppError::NotFound("post"))?;
        let withdrawn = withdrawals(&view);
        let states = states(&view, id, &withdrawn);
        let mut happenings = Vec::new();
        for entry in entries {
            let at = entry.position;
            let withdrawn_by = withdrawn.get(&at).copied();
            let state = states.get(&at).cloned().unwrap_or_default();
            if let Act::Amend {
                until: Some(until),
                becomes,
                ..
            } = &entry.act
                && *becomes == id
                && state.after.is_some()
            {
                let from = add_days(*until, 1);
                happenings.push(Happening::Reversion { from, of: at });
            }
            happenings.push(Happening::Entry(Box::new(Step {
                written: view.snapshot.when_recorded(at).map(|one| one.at),
                withdrawn_by,
                after: state.after,
                refused: state.refused,
                entry,
            })));
        }
        happenings.extend(lapse(&happenings));
        happenings.sort_by_key(|happening| {
            (
                happening.day(),
                matches!(happening, Happening::Lapse { .. }),
            )
        });
        let line = view.establishment.line(id).cloned();
        let life = match &line {
            Some(_) => PostLife::InForce,
            None if moment.in_force_on < first => PostLife::NotYet(first),
            None => PostLife::Ended,
        };
        let holders = self.holders(actor, &view, id).await?;
        let withholds_pay = self.withholds_pay(actor, &view, id, holders.as_deref());
        Ok(PostAnswer {
            price: { line.as_ref().filter(|_| !withholds_pay) }
                .map(|line| view.costs().price(line)),
            decisions: decisions(&view, &happenings),
            holders,
            withholds_pay,
            became: became(&view, id),
            view,
            line,
            life,
            happenings,
        })
    }
}

/// The decision behind each entry, each by the first of its entries.
fn decisions(view: &View, happenings: &[Happening]) -> BTreeMap<Position, Position> {
    let entries = happenings.iter().filter_map(|one| match one {
        Happening::Entry(step) => Some(&step.entry),
        _ => None,
    });
    entries
        .filter_map(|entry| {
            let decisions = view.decisions().iter();
            let mut of_it = decisions.filter(|one| one.decision == entry.authority.decision);
            Some((entry.position, of_it.next()?.first))
        })
        .collect()
}

/// The entries about a line that were recorded by the moment, oldest effect first.
fn about(view: &View, id: LineId) -> Vec<Entry> {
    let is_about = |entry: &&Entry| match &entry.act {
        Act::Attest { line, .. } | Act::Disestablish { line, .. } => *line == id,
        Act::Establish {
            line, in_place_of, ..
        } => *line == id || in_place_of.contains(&id),
        Act::Amend { line, becomes, .. } => *line == id || *becomes == id,
        Act::Pay(payment) => payment.line == Some(id),
        _ => false,
    };
    let mut entries: Vec<Entry> = view.entries().filter(is_about).cloned().collect();
    entries.sort_by_key(|entry| (entry.effective, entry.position));
    entries
}

/// Each entry that was taken back, and the entry that did so.
pub(crate) fn withdrawals(view: &View) -> BTreeMap<Position, Position> {
    view.entries()
        .filter_map(|by| match by.act {
            Act::Withdraw { entry } => Some((entry, by.position)),
            _ => None,
        })
        .collect()
}

/// The end of the line of itself, as its last state plans it.
fn lapse(happenings: &[Happening]) -> Option<Happening> {
    let last = happenings.iter().rev().find_map(|one| match one {
        Happening::Entry(step) => Some(step.after.as_ref()),
        _ => None,
    })??;
    View::last_day(last).map(|last| Happening::Lapse { last })
}

/// The lines that came in its place, or that a part of it became.
fn became(view: &View, id: LineId) -> Vec<LineId> {
    let others: BTreeSet<LineId> = view
        .entries()
        .filter_map(|entry| match &entry.act {
            Act::Establish {
                line, in_place_of, ..
            } if in_place_of.contains(&id) => Some(*line),
            Act::Amend { line, becomes, .. } if *line == id && *becomes != id => Some(*becomes),
            _ => None,
        })
        .collect();
    others.into_iter().collect()
}

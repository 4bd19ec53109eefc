//! The rows of a line of posts: what each entry makes of it, from a day on, as known from a day on.
//!
//! Most entries add one row. Where later entries build on what an earlier one left, or posts lapse, or a
//! part of a line becomes another, the lines are folded as the ledger folds them, once for each day on
//! which something was written down, and a row is added wherever the answer is not what the rows say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::{Date, Known, add_days};

use super::block::Row;
use super::codes::Codes;
use super::day::held;
use crate::act::{Act, Amendment, Quantity};
use crate::establishment::Line;
use crate::fold::carry_out;
use crate::ledger::{Entry, LineId};
use crate::post::{PostLine, Tenure};

/// Everything about a post.
const ALL: u16 = u16::MAX;

/// Adds the row of an entry on a line; false if the entry needs more than one row. Entries come in the
/// order in which they stand in the ledger.
pub(super) fn add(rows: &mut Vec<Row>, entry: &Entry, codes: &mut Codes) -> bool {
    let (Some(effective), Some(known)) = (held(entry.effective), held(entry.recorded)) else {
        return false;
    };
    if rows.iter().any(|row| row.known > known) {
        return false;
    }
    let at = rows.partition_point(|row| row.effective > effective);
    let before = rows.get(at).filter(|row| row.terms != 0).copied();
    let (state, settles) = match &entry.act {
        Act::Attest { post, .. } | Act::Establish { post, .. } => {
            if !rows.is_empty() || lapses(post) {
                return false;
            }
            let body = codes.body(&entry.authority.decision);
            (codes.of(body, post.clone()), ALL)
        }
        Act::Amend {
            line,
            quantity: Quantity::All,
            to,
            becomes,
            until: None,
        } if line == becomes => {
            // Refused, unless something is recorded later that establishes it before.
            let Some(before) = before else { return false };
            let settles = settled(to);
            let builds_on_it = |row: &Row| settles & !row.settles != 0;
            let post = to.applied(&codes.post(before.place, before.paid));
            if rows[..at].iter().any(builds_on_it) || lapses(&post) {
                return false;
            }
            let body = codes.places()[before.place as usize].body;
            (codes.of(body, post), settles)
        }
        Act::Disestablish {
            quantity: Quantity::All,
            ..
        } => {
            if before.is_none() || at > 0 {
                return false;
            }
            ((0, 0, 0), ALL)
        }
        _ => return false,
    };
    let (place, terms, paid) = state;
    let row = Row {
        effective,
        known,
        place,
        terms,
        paid,
        settles,
    };
    rows.insert(at, row);
    true
}

/// Do the posts end of themselves on a day that is known?
fn lapses(post: &PostLine) -> bool {
    last_day(post).is_some()
}

fn last_day(post: &PostLine) -> Option<Date> {
    match &post.tenure {
        Known::Known(Tenure::Temporary(end)) => end.last_day(),
        _ => None,
    }
}

/// The fields that an amendment settles, of those that columns hold.
fn settled(to: &Amendment) -> u16 {
    let grade = to.grade.is_some();
    let fte = to.fte.is_some();
    let fields = [
        grade,
        // A grade without a point clears the point, and so with the stated cost and the hours.
        grade || to.point.is_some(),
        grade || to.stated_cost.is_some(),
        fte,
        fte || to.hours.is_some(),
        to.placement.is_some(),
        to.tenure.is_some(),
        to.funding.is_some(),
    ];
    let bits = (0..).zip(fields);
    bits.fold(0, |all, (bit, settled)| all | u16::from(settled) << bit)
}

/// What a line is from a day on; none once there are no posts.
type Past = BTreeMap<Date, Option<Arc<Line>>>;

/// The rows of lines that are folded together; none if a day does not fit a row. `entries` are all that
/// are about any of them, in the order of the ledger.
pub(super) fn folded(
    lines: &BTreeSet<LineId>,
    entries: &[&Entry],
    codes: &mut Codes,
) -> Option<BTreeMap<LineId, Vec<Row>>> {
    let mut rows: BTreeMap<LineId, Vec<Row>> = lines.iter().map(|id| (*id, Vec::new())).collect();
    let recorded: BTreeSet<Date> = entries.iter().map(|entry| entry.recorded).collect();
    let bodies: BTreeMap<_, _> = entries
        .iter()
        .map(|entry| (entry.position, codes.body(&entry.authority.decision)))
        .collect();
    for by in recorded {
        let known = held(by)?;
        for (id, past) in pasts(lines, entries, by) {
            let rows = rows.entry(id).or_default();
            let mut days: BTreeSet<i16> = rows.iter().map(|row| row.effective).collect();
            let mut wanted = Vec::new();
            for (day, line) in past {
                let state = line.map_or((0, 0, 0), |line| {
                    let body = line.because.first().and_then(|first| bodies.get(first));
                    codes.of(body.copied().unwrap_or(u32::MAX), line.post.clone())
                });
                wanted.push((held(day)?, state));
                days.insert(held(day)?);
            }
            for day in days {
                let after = wanted.partition_point(|(from, _)| *from <= day);
                let state = after.checked_sub(1).map_or((0, 0, 0), |at| wanted[at].1);
                let at = rows.partition_point(|row| row.effective > day);
                let says = rows.get(at);
                if says.map_or((0, 0, 0), |row| (row.place, row.terms, row.paid)) != state {
                    let (place, terms, paid) = state;
                    let row = Row {
                        effective: day,
                        known,
                        place,
                        terms,
                        paid,
                        settles: ALL,
                    };
                    rows.insert(at, row);
                }
            }
        }
    }
    Some(rows)
}

/// What lines are over time, as known on a day.
fn pasts(lines: &BTreeSet<LineId>, entries: &[&Entry], by: Date) -> BTreeMap<LineId, Past> {
    let mut pasts: BTreeMap<LineId, Past> = BTreeMap::new();
    let mut reached = Date::MIN;
    carry_out(
        entries.iter().copied(),
        Date::MAX,
        by,
        |day, establishment| {
            // A change that ends before it starts is taken back on the day on which it starts.
            reached = reached.max(day);
            for id in lines {
                let past = pasts.entry(*id).or_default();
                past.insert(reached, establishment.shared_line(*id));
            }
        },
    );
    for past in pasts.values_mut() {
        let days: Vec<Date> = past.keys().copied().collect();
        for (at, day) in days.iter().enumerate() {
            let Some(last) = past[day].as_ref().and_then(|line| last_day(&line.post)) else {
                continue;
            };
            let gone = add_days(last, 1);
            if gone <= *day {
                past.insert(*day, None);
            } else if days.get(at + 1).is_none_or(|next| gone < *next) {
                past.insert(gone, None);
            }
        }
    }
    pasts
}

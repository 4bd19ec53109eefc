//! The rows of a line of posts: what each entry makes of it, from a day on, as known from a day on.
//!
//! Most entries add one row, and another for the day on which the posts lapse. Where later entries build
//! on what an earlier one left, or a part of a line becomes another, the lines are folded as the ledger
//! folds them, once for each day on which something was written down, and a row is added wherever the
//! answer is not what the rows say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::{Date, Known, add_days};

use super::block::Row;
use super::codes::{Codes, State};
use super::day::{Day, NEVER, held};
use crate::act::{Act, Amendment, Quantity};
use crate::establishment::Line;
use crate::fold::carry_out;
use crate::ledger::{Entry, LineId};
use crate::post::{PostLine, Tenure};

/// Every field of a post.
const ALL: u16 = DERIVED - 1;

/// The row says what follows from an earlier one: that its posts have lapsed, or that they have not.
const DERIVED: u16 = 1 << 15;

/// Adds the rows of an entry on a line; false if they cannot be told from those that are there. Entries
/// come in the order in which they stand in the ledger.
pub(super) fn add(rows: &mut Vec<Row>, entry: &Entry, codes: &mut Codes) -> bool {
    let (Some(effective), Some(known)) = (held(entry.effective), held(entry.recorded)) else {
        return false;
    };
    if rows.iter().any(|row| row.known > known) {
        return false;
    }
    let at = rows.partition_point(|row| row.effective > effective);
    let before = || {
        let is_own = |row: &&Row| row.settles & DERIVED == 0;
        let row = rows[at..].iter().find(is_own)?;
        // Refused, unless something is recorded later that establishes it before.
        let posts = (row.terms != 0).then(|| row.state())?;
        // Posts that ended the day before are still there to be extended.
        let runs = last_day(&codes.terms()[posts.terms as usize])
            .is_none_or(|last| entry.effective <= add_days(last, 1));
        runs.then_some(posts)
    };
    let (state, settles) = match &entry.act {
        Act::Attest { post, .. } | Act::Establish { post, .. } => {
            if !rows.is_empty() {
                return false;
            }
            let body = codes.body(&entry.authority.decision);
            (codes.of(body, post), ALL)
        }
        Act::Amend {
            line,
            quantity: Quantity::All,
            to,
            becomes,
            until: None,
        } if line == becomes => {
            let Some(before) = before() else { return false };
            (codes.amended(before, to), settled(to))
        }
        Act::Disestablish {
            quantity: Quantity::All,
            ..
        } => {
            if before().is_none() {
                return false;
            }
            (State::GONE, ALL)
        }
        _ => return false,
    };
    let last = match state {
        State::GONE => None,
        state => last_day(&codes.terms()[state.terms as usize]),
    };
    let row = Row::of(effective, known, state, settles);
    let later = &rows[..at];
    if later.iter().any(|row| row.settles & DERIVED == 0) {
        // What is decided for a later day stands, if it does not build on what this settles.
        let builds_on_it = |row: &Row| settles & !row.settles != 0;
        let lapses = last.is_some() || rows.iter().any(|row| row.settles & DERIVED != 0);
        if state == State::GONE || lapses || later.iter().any(builds_on_it) {
            return false;
        }
        rows.insert(at, row);
        return true;
    }
    let Some(end) = last
        .map(|last| held(add_days(last, 1)))
        .map_or(Some(NEVER), |end| end)
    else {
        return false;
    };
    if end <= effective {
        return false;
    }
    rows.insert(at, row);
    derive(rows, row, end);
    true
}

/// Lets the rows say that what a row says goes on until the day on which its posts are there no more.
fn derive(rows: &mut Vec<Row>, row: Row, end: Day) {
    let mut days: Vec<Day> = rows.iter().map(|row| row.effective).collect();
    days.push(end);
    days.retain(|day| *day > row.effective && *day != NEVER);
    days.sort_unstable();
    days.dedup();
    for day in days {
        let state = if day < end { row.state() } else { State::GONE };
        let at = rows.partition_point(|row| row.effective > day);
        if rows[at].state() != state {
            rows.insert(at, Row::of(day, row.known, state, DERIVED));
        }
    }
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
            let mut days: BTreeSet<Day> = rows.iter().map(|row| row.effective).collect();
            let mut wanted = Vec::new();
            for (day, line) in past {
                let state = line.map_or(State::GONE, |line| {
                    let body = line.because.first().and_then(|first| bodies.get(first));
                    codes.of(body.copied().unwrap_or(u32::MAX), &line.post)
                });
                wanted.push((held(day)?, state));
                days.insert(held(day)?);
            }
            for day in days {
                let after = wanted.partition_point(|(from, _)| *from <= day);
                let state = after.checked_sub(1).map_or(State::GONE, |at| wanted[at].1);
                let at = rows.partition_point(|row| row.effective > day);
                if rows.get(at).map_or(State::GONE, Row::state) != state {
                    rows.insert(at, Row::of(day, known, state, ALL));
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

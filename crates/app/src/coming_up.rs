//! What ends within twelve months, what was promised, and what is proposed.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{AccountId, Actor, Deed, capacity};
use base::{Date, End, Known};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use proposal::Case;
use register::{Line, Position, Tenure};

use crate::bodies::BodyKey;
use crate::decisions::{DecisionSummary, decision_on};
use crate::error::AppError;
use crate::held::Held;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::obligations::Obligation;
use crate::proposals::Reference;
use crate::view::View;

/// All that is coming up.
#[derive(Debug)]
pub struct Outlook {
    /// What it is taken from.
    pub view: Arc<View>,
    /// What ends in the twelve months from the day of the moment, earliest first.
    pub ends: Vec<ComingUp>,
    /// What recorded decisions promised and is not kept: what has a day first, the earliest first.
    pub promised: Vec<Obligation>,
    /// Proposals that are not decided and that the actor is on, those saved last first.
    pub under_way: Vec<UnderWay>,
}

/// Something that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatEnds {
    /// Posts.
    Posts,
    /// The grant or contract that pays for posts, and the posts with it.
    Funding(String),
    /// Money that pays for posts, which go on.
    Money(String),
    /// A payment to a postholder.
    Payment(String),
}

/// Something that ends within twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingUp {
    /// Its last day.
    pub last: Date,
    /// What ends.
    pub what: WhatEnds,
    /// The posts; none for a payment, and for money of which the posts are not known.
    pub line: Option<Line>,
    /// The name of their unit; empty where none is stated.
    pub unit: String,
    /// The decision behind it, by its first entry, and who took it.
    pub decided: Option<(Position, String)>,
}

/// A proposal that is not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// What it is called.
    pub reference: Reference,
    /// The title of its report, if it has one.
    pub title: Option<String>,
    /// Who is to decide.
    pub makers: Vec<String>,
    /// The day of its report, if it has one.
    pub meeting: Option<Date>,
    /// The number of its last revision.
    pub revision: u32,
    /// When that was saved.
    pub saved: Timestamp,
    /// Who saved it; none where that was done on the machine itself.
    pub saved_by: Option<String>,
}

impl Muster {
    /// What ends, what was promised and what is proposed, as of a moment.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn coming_up(
        &self,
        actor: &Actor,
        body: &BodyKey,
        moment: Moment,
    ) -> Result<Outlook, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let held = self.held(body).await?;
        let (decided, open): (Vec<_>, Vec<_>) = held
            .into_iter()
            .partition(|held| held.decided(&view).is_some());
        let mut under_way = Vec::new();
        let names = self.account_names().await?;
        let joined = self.joined(actor).await?;
        for held in open {
            let saved_on = held.saved.at.to_zoned(TimeZone::UTC).date();
            let place = self.place_of(body, held.proposal, &held.draft.case).await?;
            let joined = joined.get(&held.proposal).copied();
            let is_sent = self.is_sent(held.proposal).await?;
            let capacity = capacity(actor, joined, &place, is_sent);
            if saved_on <= moment.as_recorded_at && capacity.is_some() {
                under_way.push(proposed(&held, &names));
            }
        }
        let mut ends = ends(&view);
        ends.extend(money_that_ends(&view, &decided));
        ends.sort_by_key(|one| one.last);
        let promised = self.obligations(actor, body, moment).await?.all;
        let is_open = |one: &Obligation| one.open_for.is_some();
        Ok(Outlook {
            promised: { promised.into_iter() }.filter(is_open).collect(),
            ends,
            under_way,
            view,
        })
    }
}

fn proposed(held: &Held, names: &BTreeMap<AccountId, String>) -> UnderWay {
    let header = &held.draft.case.header;
    UnderWay {
        reference: held.reference.clone(),
        title: header.title.as_ref().map(|at| at.value.clone()),
        makers: makers(&held.draft.case),
        meeting: header.date.as_ref().map(|at| at.value),
        revision: held.saved.number,
        saved: held.saved.at,
        saved_by: held.saved.by.and_then(|by| names.get(&by).cloned()),
    }
}

fn makers(case: &Case) -> Vec<String> {
    let makers = case.header.decision_makers.iter();
    makers.map(|maker| maker.value.clone()).collect()
}

/// The last day that is looked at.
fn horizon(view: &View) -> Date {
    view.moment.in_force_on.saturating_add(12.months())
}

fn ends(view: &View) -> Vec<ComingUp> {
    let first = view.moment.in_force_on;
    let last = horizon(view);
    let posts = view.establishment.lines().filter_map(|line| {
        let Known::Known(Tenure::Temporary(end)) = &line.post.tenure else {
            return None;
        };
        Some(ComingUp {
            last: end.last_day()?,
            what: funding_behind(end).map_or(WhatEnds::Posts, WhatEnds::Funding),
            unit: view.unit_name(line),
            decided: line
                .because
                .last()
                .and_then(|entry| decision_behind(view, *entry)),
            line: Some(line.clone()),
        })
    });
    let payments = view.establishment.payments().iter();
    let payments = payments.filter_map(|(payment, because)| {
        Some(ComingUp {
            last: payment.until?,
            what: WhatEnds::Payment(format!("{}, {}", payment.name, payment.to)),
            line: None,
            unit: String::new(),
            decided: decision_behind(view, *because),
        })
    });
    posts
        .chain(payments)
        .filter(|one| first <= one.last && one.last <= last)
        .collect()
}

/// The decision on which an entry rests, and who took it.
fn decision_behind(view: &View, entry: Position) -> Option<(Position, String)> {
    let decision = &view.snapshot.ledger.entry(entry)?.authority.decision;
    let mut decisions = view.decisions().iter();
    let summary = decisions.find(|one| one.decision == *decision)?;
    Some((summary.first, who_decided(summary)))
}

fn who_decided(summary: &DecisionSummary) -> String {
    let decision = &summary.decision;
    decision
        .maker
        .clone()
        .unwrap_or_else(|| decision.body.clone())
}

/// Money that decided reports say ends, for posts that do not end with it.
fn money_that_ends(view: &View, decided: &[Held]) -> Vec<ComingUp> {
    let (first, last) = (view.moment.in_force_on, horizon(view));
    let mut ends = Vec::new();
    for held in decided {
        let Some(summary) = decision_on(view, held) else {
            continue;
        };
        for funding in &held.draft.case.funding {
            let until = funding.until.as_ref().map(|at| at.value.last());
            let Some(until) = until.filter(|until| first <= *until && *until <= last) else {
                continue;
            };
            let pays = |line: &&Line| {
                let shares = line.post.funding.iter();
                let ends_too = View::last_day(line).is_some_and(|end| end <= until);
                !ends_too
                    && shares
                        .into_iter()
                        .any(|share| share.fund == funding.source.value)
            };
            let lines: Vec<Option<&Line>> =
                view.establishment.lines().filter(pays).map(Some).collect();
            let lines = if lines.is_empty() { vec![None] } else { lines };
            ends.extend(lines.into_iter().map(|line| ComingUp {
                last: until,
                what: WhatEnds::Money(funding.source.value.clone()),
                unit: line.map(|line| view.unit_name(line)).unwrap_or_default(),
                line: line.cloned(),
                decided: Some((summary.first, who_decided(summary))),
            }));
        }
    }
    ends
}

/// The fund whose end is the end of the posts.
fn funding_behind(end: &End) -> Option<String> {
    match end {
        End::WithFunding { fund, .. } => Some(fund.clone()),
        End::EarliestOf(ends) => {
            let first = end.last_day();
            let is_first = |one: &&End| one.last_day() == first;
            ends.iter().filter(is_first).find_map(funding_behind)
        }
        End::On(_) | End::AfterFilling { .. } | End::Event(_) => None,
    }
}

//! What decisions promised: what is open, what is late, and what kept it: a later decision, or a person who gives
//! the reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{AccountId, Actor, Capacity, Deed, Place, capacity, may, may_there};
use base::Date;
use governance::{KeptPromise, Standing, Step, StepKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proposal::{Case, Promise, promises};
use storage::ProposalId;

use crate::bodies::BodyKey;
use crate::decisions::{DecisionSummary, decision_on};
use crate::error::AppError;
use crate::held::Held;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::proposals::Reference;
use crate::view::View;

/// What the decisions of a council promised, as of a moment.
#[derive(Debug)]
pub struct Obligations {
    /// What it is taken from.
    pub view: Arc<View>,
    /// What has a day first, the earliest first.
    pub all: Vec<Obligation>,
}

/// Something that a decision promised.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// The proposal whose report promised it.
    pub reference: Reference,
    /// What, and by when.
    pub promise: Promise,
    /// The decision on that report.
    pub made_by: DecisionSummary,
    /// What kept it, the earliest first.
    pub kept: Vec<Keeping>,
    /// The units for which it is open, where it is about units; nothing once it is kept.
    pub open_for: Option<Vec<String>>,
    /// Is it open, and its last day past?
    pub is_overdue: bool,
    /// May whoever asks say that it is kept?
    pub may_close: bool,
    /// Is it theirs to see to: do they close promises there, or did they write the report?
    pub is_theirs: bool,
}

/// That a promise was kept.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// On which day.
    pub on: Date,
    /// By what.
    pub by: KeptBy,
    /// For which units; for all where none is named.
    pub units: Vec<String>,
    /// Was its last day past by then?
    pub is_late: bool,
}

/// What kept a promise.
#[derive(Clone, Debug)]
pub enum KeptBy {
    /// A later decision that says so.
    Decision(Box<DecisionSummary>),
    /// Somebody said so.
    Person {
        /// Who; none where that was done on the machine itself, or the account is gone.
        name: Option<String>,
        /// Why; none once it was redacted.
        reason: Option<String>,
    },
}

/// A promise that is open and has a last day, for whoever must be told of it.
pub(crate) struct OpenPromise {
    /// The proposal whose report promised it.
    pub(crate) proposal: ProposalId,
    /// Which of its promises, counted from one.
    pub(crate) number: u32,
    /// Its last day.
    pub(crate) by: Date,
    place: Place,
    joined: BTreeMap<AccountId, Capacity>,
}

impl OpenPromise {
    /// Is it that person's to see to?
    pub(crate) fn is_of(&self, actor: &Actor) -> bool {
        let joined = actor.account().and_then(|id| self.joined.get(&id).copied());
        sees_to(actor, &self.place, joined)
    }
}

/// A report that was decided, with what came of its case since.
struct Decided {
    held: Held,
    kept_by_hand: Vec<KeptPromise>,
    summary: DecisionSummary,
    place: Place,
    may_close: bool,
    is_theirs: bool,
}

impl Muster {
    /// What the decisions of a council promised, as of a moment.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn obligations(
        &self,
        actor: &Actor,
        body: &BodyKey,
        moment: Moment,
    ) -> Result<Obligations, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let decided = self.decided_by_then(actor, body, &view).await?;
        let names = self.account_names().await?;
        let cases: Vec<&Case> = decided.iter().map(|one| &one.held.draft.case).collect();
        let mut all: Vec<Obligation> = promises(&cases)
            .into_iter()
            .map(|promise| obligation(&view, &decided, &names, promise))
            .collect();
        all.sort_by_key(|one| (one.promise.by.is_none(), one.promise.by));
        Ok(Obligations { view, all })
    }

    /// What a council promised, is open today and has a last day.
    pub(crate) async fn promises_open(&self, body: &BodyKey) -> Result<Vec<OpenPromise>, AppError> {
        let today = Moment::on(self.clock.today());
        let view = match self.view(body, today).await {
            // Nothing is recorded of it yet, so it promised nothing.
            Err(AppError::NotFound(_)) => return Ok(Vec::new()),
            view => view?,
        };
        let decided = self.decided_by_then(&Actor::Operator, body, &view).await?;
        let cases: Vec<&Case> = decided.iter().map(|one| &one.held.draft.case).collect();
        let nobody = BTreeMap::new();
        let mut open = Vec::new();
        for promise in promises(&cases) {
            let maker = &decided[promise.made_by];
            let is_open = obligation(&view, &decided, &nobody, promise.clone()).open_for;
            let (Some(_), Some(by)) = (is_open, promise.by) else {
                continue;
            };
            let proposal = maker.held.proposal;
            let revisions = self.store.revisions_saved(proposal).await?;
            open.push(OpenPromise {
                proposal,
                number: u32::try_from(promise.number).unwrap_or(u32::MAX),
                by,
                place: maker.place.clone(),
                joined: self.joined_to(proposal, &revisions).await?,
            });
        }
        Ok(open)
    }

    /// The reports that were decided by the day of a view.
    async fn decided_by_then(
        &self,
        actor: &Actor,
        body: &BodyKey,
        view: &View,
    ) -> Result<Vec<Decided>, AppError> {
        let joined = self.joined(actor).await?;
        let may_read = may(actor, Deed::ReadProposals);
        let mut decided = Vec::new();
        for held in self.held(body).await? {
            let by_then = held.decided(view);
            if by_then.is_none_or(|decided| view.moment.in_force_on < decided) {
                continue;
            }
            let Some(summary) = decision_on(view, &held).cloned() else {
                continue;
            };
            let place = self.place_of(body, held.proposal, &held.draft.case).await?;
            let joined = joined.get(&held.proposal).copied();
            let is_open_to_them = may_read && capacity(actor, joined, &place, true).is_some();
            let life = self.lived(held.proposal, 0).await?;
            decided.push(Decided {
                kept_by_hand: life.promises_kept(),
                may_close: closes(actor, &place) && is_open_to_them,
                is_theirs: sees_to(actor, &place, joined),
                place,
                summary,
                held,
            });
        }
        Ok(decided)
    }

    /// Says that a promise is kept though no decision says so, for some of the units that it is still open for;
    /// for all of them where none is named.
    ///
    /// # Errors
    /// As [`Muster::proposal`] and [`Muster::permit_step`]; [`AppError::NotFound`] if the report made no such
    /// promise, or the decision on it is not recorded; [`AppError::AlreadyKept`] if nothing of it is open for
    /// these units; [`AppError::NoWords`] without a reason.
    pub async fn close_obligation(
        &self,
        actor: &Actor,
        body: &BodyKey,
        reference: &Reference,
        (number, units): (u32, &[String]),
        reason: &str,
    ) -> Result<(), AppError> {
        let of = self.proposal(actor, body, reference).await?;
        self.permit_step(actor, &of, StepKind::PromiseKept).await?;
        let today = Moment::on(self.clock.today());
        let own = self.obligations(actor, body, today).await?.all;
        let own = own.into_iter().find(|one| {
            one.reference.is_same_proposal(reference)
                && one.promise.number as u64 == u64::from(number)
        });
        let own = own.ok_or(AppError::NotFound("promise"))?;
        let open = own.open_for.ok_or(AppError::AlreadyKept)?;
        if units.iter().any(|unit| !open.contains(unit)) {
            return Err(AppError::AlreadyKept);
        }
        let step = Step::PromiseKept {
            obligation: number,
            units: units.to_vec(),
        };
        let (seen, standing) = (self.life_of(&of), Standing::default());
        let reason = Some(reason);
        self.take(actor, &of, &seen, &standing, &step, reason)
            .await?;
        Ok(())
    }
}

/// May somebody say of promises there that they are kept?
fn closes(actor: &Actor, place: &Place) -> bool {
    may_there(actor, Deed::CloseObligation, place, false).is_ok()
}

/// Is it somebody's to see to promises there: do they close them, or are they on the case that made them?
fn sees_to(actor: &Actor, place: &Place, joined: Option<Capacity>) -> bool {
    matches!(actor, Actor::Account { .. }) && (closes(actor, place) || joined.is_some())
}

fn obligation(
    view: &View,
    decided: &[Decided],
    names: &BTreeMap<AccountId, String>,
    promise: Promise,
) -> Obligation {
    let maker = &decided[promise.made_by];
    let is_late = |on: Date| promise.by.is_some_and(|by| by < on);
    let by_decisions = promise.kept_by.iter().map(|(by, units)| {
        let summary = &decided[*by].summary;
        let on = summary.decision.date;
        Keeping {
            on,
            is_late: is_late(on),
            by: KeptBy::Decision(Box::new(summary.clone())),
            units: units.clone(),
        }
    });
    let own = { maker.kept_by_hand.iter() }
        .filter(|kept| promise.number as u64 == u64::from(kept.obligation));
    let by_hand = own.filter_map(|kept| {
        let on = Timestamp::from_microsecond(kept.at).ok()?;
        let on = on.to_zoned(TimeZone::UTC).date();
        let name = kept.by.and_then(|by| names.get(&AccountId(by)).cloned());
        Some(Keeping {
            on,
            is_late: is_late(on),
            by: KeptBy::Person {
                name: name.filter(|name| !name.is_empty()),
                reason: kept.reason.clone(),
            },
            units: kept.units.clone(),
        })
    });
    let moment = view.moment;
    let seen = moment.in_force_on.min(moment.as_recorded_at);
    let by_hand = by_hand.filter(|kept| kept.on <= seen);
    let mut kept: Vec<Keeping> = by_decisions.chain(by_hand).collect();
    kept.sort_by_key(|kept| kept.on);
    let open_for = promise.left(kept.iter().map(|kept| kept.units.as_slice()));
    Obligation {
        reference: maker.held.reference.clone(),
        made_by: maker.summary.clone(),
        is_overdue: open_for.is_some() && promise.by.is_some_and(|by| by < moment.in_force_on),
        may_close: maker.may_close && open_for.is_some(),
        is_theirs: maker.is_theirs,
        kept,
        open_for,
        promise,
    }
}

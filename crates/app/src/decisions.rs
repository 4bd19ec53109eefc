//! Decisions: which there are, and what one of them did, promised and rested on.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Actor, Deed, capacity, may};
use base::Date;
use drafting::Draft;
use register::{Act, Decision, Entry, Line, LineId, Position, Standing};
use storage::{Head, WhenRecorded};

use crate::bodies::BodyKey;
use crate::citations::{Cited, cited, citing};
use crate::error::AppError;
use crate::held::Held;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::obligations::{KeptBy, Obligation};
use crate::post::{states, withdrawals};
use crate::proposals::Reference;
use crate::view::View;

/// A decision in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionSummary {
    /// The first entry that rests on it; it stands for the decision in addresses.
    pub first: Position,
    /// The last entry that rests on it.
    pub last: Position,
    /// The decision.
    pub decision: Arc<Decision>,
    /// The surest standing of its entries.
    pub standing: Standing,
    /// The day on which it was recorded.
    pub recorded: Date,
    /// How many entries rest on it.
    pub entries: usize,
}

/// A decision at a moment.
#[derive(Debug)]
pub struct DecisionAnswer {
    /// What it is taken from.
    pub view: Arc<View>,
    /// The decision.
    pub summary: DecisionSummary,
    /// What it did: a page of its entries, in the order of the ledger.
    pub did: Vec<Did>,
    /// Which page that is, counted from one.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// When it was written into this ledger, and by whom.
    pub written: Option<WhenRecorded>,
    /// The end of the ledger after its last entry.
    pub receipt: Option<Head>,
    /// Its report, if it is held.
    pub report: Option<Report>,
    /// Later decisions whose reports cite it, the earliest first.
    pub cited_by: Vec<DecisionSummary>,
}

/// What an entry of a decision did.
#[derive(Clone, Debug)]
pub struct Did {
    /// The entry.
    pub entry: Entry,
    /// The line that it is about, where it is about posts.
    pub line: Option<LineId>,
    /// That line just before.
    pub before: Option<Line>,
    /// That line, or what came of it, just after.
    pub after: Option<Line>,
    /// The later entry that says it was a mistake.
    pub withdrawn_by: Option<Position>,
}

/// The report on which a decision was taken, as it is held.
#[derive(Clone, Debug)]
pub struct Report {
    /// The proposal that holds its text.
    pub reference: Reference,
    /// The number of the revision.
    pub revision: u32,
    /// What it says.
    pub draft: Arc<Draft>,
    /// What it cites, as the register holds it.
    pub cites: Vec<Cited>,
    /// What it promised, kept or not.
    pub promises: Vec<Obligation>,
    /// Earlier promises that it kept, wholly or for some units.
    pub keeps: Vec<Obligation>,
    /// May whoever asks open the proposal?
    pub may_open: bool,
}

/// How many entries of a decision are shown at once.
const AT_ONCE: usize = 50;

/// Which of the entries of a decision are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionPage {
    /// Those of this page, counted from one; one beyond the last shows the last.
    Numbered(usize),
    /// Those of the page that has this entry; of the first if none has it.
    With(Position),
}

impl Muster {
    /// The decisions of a council, latest first, as recorded at a moment.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn decisions(
        &self,
        actor: &Actor,
        body: &BodyKey,
        moment: Moment,
    ) -> Result<(Arc<View>, Vec<DecisionSummary>), AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let decisions = view.decisions().to_vec();
        Ok((view, decisions))
    }

    /// A decision by its first entry: a page of what it did, with its report if that is held.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if no decision that was recorded by then begins there;
    /// [`AppError::Refused`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn decision(
        &self,
        actor: &Actor,
        body: &BodyKey,
        first: Position,
        moment: Moment,
        page: DecisionPage,
    ) -> Result<DecisionAnswer, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let summary = view.decisions().iter().find(|one| one.first == first);
        let summary = summary.cloned().ok_or(AppError::NotFound("decision"))?;
        let pages = summary.entries.div_ceil(AT_ONCE).max(1);
        let of_it = || view.entries().filter(|entry| rests_on(entry, &summary));
        let page = match page {
            DecisionPage::Numbered(page) => page.clamp(1, pages),
            DecisionPage::With(entry) => {
                let before = of_it().position(|one| one.position == entry);
                before.map_or(1, |before| before / AT_ONCE + 1)
            }
        };
        let entries: Vec<Entry> = of_it()
            .skip((page - 1) * AT_ONCE)
            .take(AT_ONCE)
            .cloned()
            .collect();
        let withdrawn = withdrawals(&view);
        let did = entries
            .into_iter()
            .map(|entry| did(&view, entry, &withdrawn));
        let held = self.held(body).await?;
        let report = match { held.iter() }.find(|held| held.is_of(&summary.decision)) {
            Some(held) => Some(self.report(actor, body, held, &view).await?),
            None => None,
        };
        Ok(DecisionAnswer {
            cited_by: citing(&summary.decision, &held, &view),
            did: did.collect(),
            page,
            pages,
            written: view.snapshot.when_recorded(summary.last).copied(),
            receipt: self.store.receipt(summary.last).await?,
            report,
            summary,
            view,
        })
    }

    async fn report(
        &self,
        actor: &Actor,
        body: &BodyKey,
        held: &Held,
        view: &View,
    ) -> Result<Report, AppError> {
        let all = self.obligations(actor, body, view.moment).await?.all;
        let by = |one: &DecisionSummary| held.is_of(&one.decision);
        let kept_by_it = |one: &Obligation| {
            let mut kept = one.kept.iter();
            kept.any(|kept| matches!(&kept.by, KeptBy::Decision(decision) if by(decision)))
        };
        let (promises, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| by(&one.made_by));
        let joined = self.joined(actor).await?.get(&held.proposal).copied();
        let place = self.place_of(body, held.proposal, &held.draft.case).await?;
        let capacity = capacity(actor, joined, &place, true);
        Ok(Report {
            may_open: may(actor, Deed::ReadProposals) && capacity.is_some(),
            cites: cited(&held.draft.case, view),
            promises,
            keeps: others.into_iter().filter(kept_by_it).collect(),
            reference: held.reference.clone(),
            revision: held.saved.number,
            draft: held.draft.clone(),
        })
    }
}

fn rests_on(entry: &Entry, summary: &DecisionSummary) -> bool {
    (summary.first..=summary.last).contains(&entry.position)
        && (Arc::ptr_eq(&entry.authority.decision, &summary.decision)
            || entry.authority.decision == summary.decision)
}

/// The decision on a report, as a view knows it: the first of which something was recorded.
pub(crate) fn decision_on<'v>(view: &'v View, held: &Held) -> Option<&'v DecisionSummary> {
    let decisions = view.decisions().iter();
    decisions
        .filter(|one| held.is_of(&one.decision))
        .min_by_key(|one| one.recorded)
}

/// What an entry did, with the line before and after.
fn did(view: &View, entry: Entry, withdrawn: &BTreeMap<Position, Position>) -> Did {
    let line = match &entry.act {
        Act::Attest { line, .. } | Act::Establish { line, .. } | Act::Disestablish { line, .. } => {
            Some(*line)
        }
        Act::Amend { line, becomes, .. } => Some(if line == becomes { *line } else { *becomes }),
        Act::Pay(payment) => payment.line,
        _ => None,
    };
    let needs_states = matches!(entry.act, Act::Amend { .. } | Act::Disestablish { .. });
    let states = match line {
        Some(line) if needs_states => states(view, line, withdrawn),
        _ => BTreeMap::new(),
    };
    let before = states.range(..entry.position).next_back();
    Did {
        before: before.and_then(|(_, state)| state.after.clone()),
        after: states
            .get(&entry.position)
            .and_then(|state| state.after.clone()),
        withdrawn_by: withdrawn.get(&entry.position).copied(),
        line,
        entry,
    }
}

/// The decisions behind entries of one council, latest first.
pub(crate) fn decisions_of<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<DecisionSummary> {
    type Key = (Date, String, Option<String>, Option<String>);
    let key = |decision: &Decision| -> Key {
        let Decision {
            date,
            title,
            maker,
            reference,
            ..
        } = decision;
        (*date, title.clone(), maker.clone(), reference.clone())
    };
    let mut all: BTreeMap<Key, DecisionSummary> = BTreeMap::new();
    // Entries come in runs: what a run rests on is looked up once.
    let mut run: Option<DecisionSummary> = None;
    let put = |all: &mut BTreeMap<Key, DecisionSummary>, run: DecisionSummary| {
        all.entry(key(&run.decision))
            .and_modify(|held| {
                held.last = held.last.max(run.last);
                held.entries += run.entries;
                held.standing = surer(held.standing, run.standing);
            })
            .or_insert(run);
    };
    for entry in entries {
        let authority = &entry.authority;
        match &mut run {
            Some(run) if Arc::ptr_eq(&run.decision, &authority.decision) => {
                run.last = entry.position;
                run.entries += 1;
                run.standing = surer(run.standing, authority.standing);
            }
            _ => {
                let next = DecisionSummary {
                    first: entry.position,
                    last: entry.position,
                    decision: Arc::clone(&authority.decision),
                    standing: authority.standing,
                    recorded: entry.recorded,
                    entries: 1,
                };
                if let Some(run) = run.replace(next) {
                    put(&mut all, run);
                }
            }
        }
    }
    if let Some(run) = run {
        put(&mut all, run);
    }
    let mut all: Vec<DecisionSummary> = all.into_values().collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.decision.date, one.first)));
    all
}

/// What a paper attests is so whatever was decided; the rest says how sure the decision is.
fn surer(a: Standing, b: Standing) -> Standing {
    let rank = |standing: Standing| match standing {
        Standing::Decided => 0,
        Standing::Conditional => 1,
        Standing::Assumed => 2,
        Standing::Attested => 3,
    };
    if rank(b) < rank(a) { b } else { a }
}

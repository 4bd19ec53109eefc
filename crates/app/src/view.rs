//! The establishment of one council at one moment, and the views that were folded last.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use base::{Date, same_name};
use costing::{DayRates, FullYear};
use proposal::Bodies;
use register::{
    Act, Entry, Establishment, Fold, Line, LineId, Placement, Position, Refusal, UnitId,
};
use storage::Snapshot;

use crate::bodies::{Body, BodyKey, are_of_one_council, bodies_of};
use crate::costs::{Costs, rates};
use crate::decisions::{DecisionSummary, decisions_of};
use crate::error::AppError;
use crate::establishment::{Choices, Summed};
use crate::moment::Moment;
use crate::order::title_ranks;
use crate::search::Titles;
use crate::units::{UnitSums, sums};

/// How many views are kept: the last moments that people looked at.
const MOST_KEPT: usize = 16;

/// What a council's establishment was at one moment.
#[derive(Debug)]
pub struct View {
    /// The ledger from which it was folded.
    pub snapshot: Arc<Snapshot>,
    /// The council.
    pub body: Body,
    /// For which day, with which knowledge.
    pub moment: Moment,
    /// The units and posts.
    pub establishment: Establishment,
    /// Entries that asked for what could not be, oldest first.
    pub refused: Vec<(Position, Refusal)>,
    /// Where the entries of the council stand among all.
    runs: Vec<Range<usize>>,
    /// How its posts are costed.
    rates: DayRates<'static>,
    /// What is found once, when it is first asked for.
    costs: OnceLock<Costs>,
    sums: OnceLock<Vec<UnitSums>>,
    ranks: OnceLock<HashMap<LineId, u32>>,
    decisions: OnceLock<Vec<DecisionSummary>>,
    titles: OnceLock<Titles>,
    summed: OnceLock<Summed>,
    choices: OnceLock<Choices>,
}

impl View {
    pub(crate) fn of(
        snapshot: Arc<Snapshot>,
        body: &BodyKey,
        moment: Moment,
        profiles: &Bodies,
    ) -> Result<Self, AppError> {
        let body = bodies_of(&snapshot.ledger)
            .into_iter()
            .find(|one| one.key == *body)
            .ok_or(AppError::NotFound("council"))?;
        Ok(Self::of_body(snapshot, body, moment, profiles))
    }

    /// The same of a council of which the ledger may hold nothing.
    pub(crate) fn of_body(
        snapshot: Arc<Snapshot>,
        body: Body,
        moment: Moment,
        profiles: &Bodies,
    ) -> Self {
        let Fold {
            establishment,
            refused,
        } = snapshot
            .ledger
            .fold(moment.in_force_on, moment.as_recorded_at);
        // Decisions come in runs: a name is compared once a run, not once an entry.
        let mut made: Vec<bool> = Vec::with_capacity(snapshot.ledger.entries().len());
        let mut own: Vec<Range<usize>> = Vec::new();
        for run in snapshot.ledger.entries().chunk_by(are_of_one_council) {
            let of_body = same_name(&run[0].authority.decision.body, &body.name);
            if of_body {
                own.push(made.len()..made.len() + run.len());
            }
            made.extend(std::iter::repeat_n(of_body, run.len()));
        }
        // Positions count from one.
        let made_it = |position: Position| {
            let index = usize::try_from(position.number()).unwrap_or(usize::MAX);
            made.get(index.wrapping_sub(1)).is_some_and(|made| *made)
        };
        let opened: BTreeSet<UnitId> = snapshot
            .ledger
            .entries()
            .iter()
            .filter(|entry| made_it(entry.position))
            .filter_map(|entry| match entry.act {
                Act::OpenUnit { unit, .. } => Some(unit),
                _ => None,
            })
            .collect();
        let establishment = establishment.only(made_it, |unit| opened.contains(&unit));
        Self {
            rates: rates(profiles, &body.name, moment.in_force_on),
            costs: OnceLock::new(),
            sums: OnceLock::new(),
            ranks: OnceLock::new(),
            decisions: OnceLock::new(),
            titles: OnceLock::new(),
            summed: OnceLock::new(),
            choices: OnceLock::new(),
            runs: own,
            refused: refused
                .into_iter()
                .filter(|(position, _)| made_it(*position))
                .collect(),
            snapshot,
            body,
            moment,
            establishment,
        }
    }

    /// The entries of the council that were recorded by the moment, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let (by, all) = (self.moment.as_recorded_at, self.snapshot.ledger.entries());
        let own = self.runs.iter().flat_map(|run| &all[run.clone()]);
        own.filter(move |entry| entry.recorded <= by)
    }

    /// Works out what pages ask of it, so that the first of them does not wait.
    pub(crate) fn prepare(&self) {
        self.unit_sums();
        self.summed();
        self.choices();
        self.title_ranks();
        self.decisions();
        self.titles();
    }

    /// The decisions behind the entries of the council, latest first.
    pub(crate) fn decisions(&self) -> &[DecisionSummary] {
        self.decisions.get_or_init(|| decisions_of(self.entries()))
    }

    /// Every title that its posts have had.
    pub(crate) fn titles(&self) -> &Titles {
        self.titles.get_or_init(|| Titles::of(self))
    }

    /// What its posts cost in a full year, by the pay of its day.
    pub fn costs(&self) -> &Costs {
        let find = || Costs::of(&self.establishment, self.rates.clone());
        self.costs.get_or_init(find)
    }

    /// Every line with what it costs in a full year.
    pub(crate) fn costed_lines(&self) -> impl Iterator<Item = (&Line, &FullYear)> {
        let costs = self.costs();
        let lines = self.establishment.lines();
        lines.filter_map(|line| Some((line, costs.full_year(line.id)?)))
    }

    /// The units with their sums, each before the units within it.
    pub(crate) fn unit_sums(&self) -> &[UnitSums] {
        self.sums.get_or_init(|| sums(self))
    }

    /// The sums over all its lines.
    pub(crate) fn summed(&self) -> &Summed {
        self.summed.get_or_init(|| Summed::of_all(self))
    }

    /// What can be chosen in a filter of its lines.
    pub(crate) fn choices(&self) -> &Choices {
        self.choices.get_or_init(|| Choices::of(self))
    }

    /// The place of each line among all, by title.
    pub(crate) fn title_ranks(&self) -> &HashMap<LineId, u32> {
        self.ranks.get_or_init(|| title_ranks(&self.establishment))
    }

    /// The name of the unit of a line; empty where none is stated.
    pub fn unit_name(&self, line: &Line) -> String {
        match &line.post.placement {
            Placement::NotStated => String::new(),
            placement => self.establishment.placement_name(placement),
        }
    }

    /// A unit and all units within it.
    pub fn within(&self, unit: UnitId) -> BTreeSet<UnitId> {
        let mut parts: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
        for (id, one) in self.establishment.units() {
            if let Some(above) = one.part_of {
                parts.entry(above).or_default().push(id);
            }
        }
        let mut within = BTreeSet::new();
        let mut open = vec![unit];
        while let Some(next) = open.pop() {
            if within.insert(next) {
                open.extend(parts.get(&next).into_iter().flatten());
            }
        }
        within
    }

    /// The day after which a line ends of itself, as far as dates tell.
    pub fn last_day(line: &Line) -> Option<Date> {
        match &line.post.tenure {
            base::Known::Known(register::Tenure::Temporary(end)) => end.last_day(),
            _ => None,
        }
    }
}

/// The views that were asked for last, of one ledger head.
#[derive(Default)]
pub(crate) struct Views {
    /// The latest first.
    kept: Vec<Arc<View>>,
}

impl Views {
    /// The view, if it was folded from this ledger.
    pub(crate) fn held(
        &mut self,
        snapshot: &Arc<Snapshot>,
        body: &BodyKey,
        moment: Moment,
    ) -> Option<Arc<View>> {
        self.kept.retain(|view| view.snapshot.head == snapshot.head);
        let at = self
            .kept
            .iter()
            .position(|view| view.moment == moment && view.body.key == *body)?;
        let view = self.kept.remove(at);
        self.kept.insert(0, Arc::clone(&view));
        Some(view)
    }

    pub(crate) fn keep(&mut self, view: Arc<View>) {
        self.kept.insert(0, view);
        self.kept.truncate(MOST_KEPT);
    }
}

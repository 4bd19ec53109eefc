//! The lines of an establishment: those that are settled, and what has changed since.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use base::{Fte, folded};

use crate::establishment::Line;
use crate::ledger::LineId;

/// Lines of posts, in the order of their numbers.
///
/// What a register holds is settled once and shared; a proposal writes down what it changes, and no
/// more. So a copy costs next to nothing, and what is asked of settled lines is worked out once for
/// all proposals that are made to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    settled: Arc<Settled>,
    since: Arc<Since>,
}

#[derive(Debug, Default)]
struct Settled {
    /// By their numbers.
    lines: Vec<(LineId, Arc<Line>)>,
    titles: OnceLock<Titles>,
    fte: OnceLock<(Fte, usize)>,
}

#[derive(Debug, Default)]
struct Since {
    /// What a line has become; none if it has ended.
    lines: BTreeMap<LineId, Option<Arc<Line>>>,
    titles: OnceLock<Titles>,
}

/// The lines of like titles.
type Titles = HashMap<String, Vec<LineId>>;

impl Lines {
    /// Lines that are settled. The numbers are in order.
    fn of(lines: Vec<(LineId, Arc<Line>)>) -> Self {
        let settled = Settled {
            lines,
            ..Settled::default()
        };
        Self {
            settled: Arc::new(settled),
            since: Arc::default(),
        }
    }

    pub(crate) fn get(&self, id: LineId) -> Option<&Arc<Line>> {
        match self.since.lines.get(&id) {
            Some(line) => line.as_ref(),
            None => self.settled.get(id),
        }
    }

    pub(crate) fn insert(&mut self, id: LineId, line: Arc<Line>) {
        self.changing().insert(id, Some(line));
    }

    pub(crate) fn remove(&mut self, id: LineId) {
        match self.settled.get(id) {
            Some(_) => self.changing().insert(id, None),
            None => self.changing().remove(&id),
        };
    }

    fn changing(&mut self) -> &mut BTreeMap<LineId, Option<Arc<Line>>> {
        let since = Arc::make_mut(&mut self.since);
        since.titles = OnceLock::new();
        &mut since.lines
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Line>> {
        let mut settled = self.settled.lines.iter().peekable();
        let mut since = self.since.lines.iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let next = since.peek().map(|(id, _)| **id);
                let Some((_, line)) = settled.next_if(|(id, _)| next.is_none_or(|next| *id < next))
                else {
                    let (id, line) = since.next()?;
                    settled.next_if(|(settled, _)| settled == id);
                    match line {
                        Some(line) => return Some(line),
                        None => continue,
                    }
                };
                return Some(line);
            }
        })
    }

    /// Keeps some of the lines. If it keeps all, nothing changes.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Line) -> bool) {
        if !self.iter().all(|line| keep(line)) {
            let kept = self.iter().filter(|line| keep(line));
            *self = Self::of(kept.map(|line| (line.id, Arc::clone(line))).collect());
        }
    }

    /// Only these lines.
    pub(crate) fn only(&self, wanted: &BTreeSet<LineId>) -> Self {
        let lines = wanted.iter().filter_map(|id| self.get(*id));
        Self::of(lines.map(|line| (line.id, Arc::clone(line))).collect())
    }

    /// Takes the lines for settled, if most have changed.
    pub(crate) fn settle(&mut self) {
        if self.since.lines.len() > self.settled.lines.len() {
            let lines = self.iter().map(|line| (line.id, Arc::clone(line)));
            *self = Self::of(lines.collect());
        }
    }

    /// The lines whose titles are like this one: see [`likeness`].
    pub(crate) fn titled(&self, title: &str) -> impl Iterator<Item = &Arc<Line>> {
        let like = likeness(title);
        let of = |titles: &Titles| titles.get(&like).cloned().unwrap_or_default();
        let mut ids = of(self.settled.titles());
        ids.retain(|id| !self.since.lines.contains_key(id));
        ids.extend(of(self.since.titles()));
        ids.sort_unstable();
        ids.into_iter().filter_map(|id| self.get(id))
    }

    /// The sum of the FTE that is known, and how many lines are without.
    pub(crate) fn fte(&self) -> (Fte, usize) {
        let since = self.since.lines.iter();
        let (was, is): (Vec<_>, Vec<_>) = since
            .map(|(id, line)| (self.settled.get(*id), line.as_ref()))
            .unzip();
        let (all, open) = self.settled.fte();
        let (was, was_open) = summed(was.into_iter().flatten());
        let (is, is_open) = summed(is.into_iter().flatten());
        (all - was + is, open - was_open + is_open)
    }

    /// The lines that may not be the same in both; all others are.
    pub(crate) fn may_differ(&self, other: &Self) -> BTreeSet<LineId> {
        if Arc::ptr_eq(&self.settled, &other.settled) {
            let changed = self.since.lines.keys().chain(other.since.lines.keys());
            return changed.copied().collect();
        }
        self.iter()
            .chain(other.iter())
            .map(|line| line.id)
            .collect()
    }
}

impl Settled {
    fn get(&self, id: LineId) -> Option<&Arc<Line>> {
        let at = self.lines.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.lines.get(at).map(|(_, line)| line)
    }

    fn titles(&self) -> &Titles {
        self.titles
            .get_or_init(|| by_titles(self.lines.iter().map(|(_, line)| line)))
    }

    fn fte(&self) -> (Fte, usize) {
        *self
            .fte
            .get_or_init(|| summed(self.lines.iter().map(|(_, line)| line)))
    }
}

impl Since {
    fn titles(&self) -> &Titles {
        self.titles
            .get_or_init(|| by_titles(self.lines.values().flatten()))
    }
}

impl Clone for Since {
    /// Without its titles: it is copied to be changed.
    fn clone(&self) -> Self {
        Self {
            lines: self.lines.clone(),
            titles: OnceLock::new(),
        }
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.may_differ(other)
            .iter()
            .all(|id| self.get(*id) == other.get(*id))
    }
}

impl Eq for Lines {}

fn by_titles<'l>(lines: impl Iterator<Item = &'l Arc<Line>>) -> Titles {
    let mut titles = Titles::new();
    for line in lines {
        let like = likeness(&line.post.title);
        titles.entry(like).or_default().push(line.id);
    }
    titles
}

fn summed<'l>(lines: impl Iterator<Item = &'l Arc<Line>>) -> (Fte, usize) {
    lines.fold((Fte::ZERO, 0), |(sum, open), line| {
        match line.post.fte.known() {
            Some(fte) => (sum + fte, open),
            None => (sum, open + 1),
        }
    })
}

/// What titles have in common that anybody could take for one: their words without a plural's *s*,
/// and without *and* and *the*. Whoever means less tells them apart.
fn likeness(title: &str) -> String {
    let folded = folded(title);
    let words = folded.split(' ').map(|word| word.trim_end_matches('s'));
    words
        .filter(|word| !matches!(*word, "and" | "the"))
        .collect()
}

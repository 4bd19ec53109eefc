//! What tells lines of one title apart, in words.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use base::folded;
use proposal::Resolved;
use register::{Establishment, Line, LineId};

/// Tells lines of one title apart; one with a title of its own needs no words.
///
/// Two changes have their own numbers; other lines of a title are counted. Only titles that are asked
/// for are looked at.
#[derive(Default)]
pub(crate) struct Apart<'p> {
    resolved: Option<&'p Resolved>,
    changes: OnceCell<HashMap<LineId, usize>>,
    titles: RefCell<HashMap<String, Rc<Namesakes>>>,
}

/// The lines that have one title, before or after.
struct Namesakes {
    lines: Vec<LineId>,
    /// How many of them a change touches.
    touched: HashMap<usize, usize>,
}

impl<'p> Apart<'p> {
    /// Among all lines that may be priced.
    pub(crate) fn of(resolved: &'p Resolved) -> Self {
        Self {
            resolved: Some(resolved),
            ..Self::default()
        }
    }

    /// ` (change 3)`, ` (1 of 2 lines of that title)`, or nothing.
    pub(crate) fn words(&self, id: LineId) -> String {
        let Some(resolved) = self.resolved else {
            return String::new();
        };
        let has = |when: &Establishment| Some(folded(&when.line(id)?.post.title));
        // A line that changes its title is among those of the later one in the alphabet.
        let titles = [has(&resolved.before), has(&resolved.after)];
        let titles: BTreeSet<String> = titles.into_iter().flatten().collect();
        let namesakes = titles
            .into_iter()
            .rev()
            .map(|title| self.titled(resolved, title));
        let Some(namesakes) = namesakes.into_iter().find(|found| found.lines.len() > 1) else {
            return String::new();
        };
        let change = self.changes(resolved).get(&id);
        match change.filter(|change| namesakes.touched.get(change) == Some(&1)) {
            Some(change) => format!(" (change {})", change + 1),
            None => {
                let at = namesakes.lines.partition_point(|line| *line <= id);
                let of = namesakes.lines.len();
                format!(" ({at} of {of} lines of that title)")
            }
        }
    }

    fn titled(&self, resolved: &Resolved, title: String) -> Rc<Namesakes> {
        let mut titles = self.titles.borrow_mut();
        let found = titles.entry(title).or_insert_with_key(|title| {
            Rc::new(Namesakes::of(resolved, title, self.changes(resolved)))
        });
        Rc::clone(found)
    }

    /// The first change that touches each line.
    fn changes(&self, resolved: &Resolved) -> &HashMap<LineId, usize> {
        self.changes.get_or_init(|| {
            let mut changes = HashMap::new();
            for effect in &resolved.effects {
                for line in [&effect.before, &effect.after].into_iter().flatten() {
                    changes.entry(line.id).or_insert(effect.change);
                }
            }
            changes
        })
    }
}

impl Namesakes {
    fn of(resolved: &Resolved, title: &str, changes: &HashMap<LineId, usize>) -> Self {
        let same = |line: &&Line| folded(&line.post.title) == title;
        let [before, after] =
            [&resolved.before, &resolved.after].map(|when| when.titled(title).filter(same));
        let lines: BTreeSet<LineId> = before.chain(after).map(|line| line.id).collect();
        let mut touched = HashMap::new();
        for change in lines.iter().filter_map(|id| changes.get(id)) {
            *touched.entry(*change).or_default() += 1;
        }
        Self {
            lines: lines.into_iter().collect(),
            touched,
        }
    }
}

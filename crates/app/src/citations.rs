//! What a report cites, as the register holds it, and which later decisions rest on it: a decision can be followed
//! forwards and backwards.

use base::Date;
use proposal::case::{Paper, PaperKind};
use proposal::{Case, Held as Match, Library, LibraryEntry};
use register::Decision;

use crate::decisions::{DecisionSummary, decision_on};
use crate::held::Held;
use crate::view::View;

/// A paper that a report cites.
#[derive(Clone, Debug)]
pub struct Cited {
    /// Its title.
    pub title: String,
    /// The committee, member or officer.
    pub decision_maker: Option<String>,
    /// Its day, in words.
    pub date: Option<String>,
    /// What kind of paper.
    pub kind: PaperKind,
    /// The paragraph that relies on it.
    pub paragraph: Option<String>,
    /// The decision on it.
    pub held: HeldPaper,
}

/// What the register holds of a paper that is cited.
#[derive(Clone, Debug)]
pub enum HeldPaper {
    /// The decision on it.
    Yes(Box<DecisionSummary>),
    /// Not under this title and date, but this one is near to it.
    Nearly(Box<DecisionSummary>),
    /// Nothing like it.
    No,
}

/// What a case cites, in its order; its own decision is none of them.
pub(crate) fn cited(case: &Case, view: &View) -> Vec<Cited> {
    let decisions: Vec<&DecisionSummary> = { view.decisions().iter() }
        .filter(|one| !proposal::decides(case, &one.decision))
        .collect();
    let library: Library = decisions.iter().map(|one| entry(&one.decision)).collect();
    let found = |found: &LibraryEntry| {
        let mut all = decisions.iter();
        all.find(|one| entry(&one.decision) == *found)
            .map(|one| Box::new((*one).clone()))
    };
    let of = |paper: &Paper| Cited {
        title: paper.title.value.clone(),
        decision_maker: paper.decision_maker.as_ref().map(|at| at.value.clone()),
        date: paper.date.as_ref().map(|at| at.value.to_string()),
        kind: paper.kind,
        paragraph: paper.paragraph.as_ref().map(|at| at.value.clone()),
        held: match library.look_up(paper) {
            Match::Yes(entry) => found(entry).map_or(HeldPaper::No, HeldPaper::Yes),
            // A document that is no report is not looked for among decisions that are only like it.
            Match::Nearly(entry) if paper.kind == PaperKind::Report => {
                found(entry).map_or(HeldPaper::No, HeldPaper::Nearly)
            }
            Match::Nearly(_) | Match::No => HeldPaper::No,
        },
    };
    case.papers.iter().map(of).collect()
}

/// The decisions whose reports cite a decision, the earliest first.
pub(crate) fn citing(decision: &Decision, held: &[Held], view: &View) -> Vec<DecisionSummary> {
    let library: Library = std::iter::once(entry(decision)).collect();
    let cites = |held: &&Held| {
        let mut papers = held.draft.case.papers.iter();
        papers.any(|paper| matches!(library.look_up(paper), Match::Yes(_)))
    };
    let mut citing: Vec<DecisionSummary> = { held.iter() }
        .filter(|held| !held.is_of(decision))
        .filter(cites)
        .filter_map(|held| decision_on(view, held).cloned())
        .collect();
    citing.sort_by_key(|one| -> (Date, _) { (one.decision.date, one.first) });
    citing
}

fn entry(decision: &Decision) -> LibraryEntry {
    LibraryEntry {
        decision_maker: decision.maker.clone(),
        date: Some(decision.date),
        title: decision.title.clone(),
    }
}

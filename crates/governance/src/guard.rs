//! What a step needs before it may be taken.

use base::{Date, long_date};
use serde::Deserialize;

use crate::consultation::opens_by;
use crate::life::Life;
use crate::notice::NoticeOwed;
use crate::state::State;
use crate::step::{Signed, Step, StepKind};
use crate::way::Way;

/// Something that a step may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Every comment that the body requires is signed, and stands.
    Comments,
    /// No error that is neither mended nor overridden.
    NoError,
    /// No conflict with the register or with another proposal.
    NoConflict,
    /// No consultation that is still open.
    ConsultationOver,
    /// A consultation that opened as early as the law asks, where people are to be dismissed as redundant.
    ConsultationInTime,
    /// Nothing that must still happen.
    Conditions,
    /// Notice of the decision, or leave to decide on less.
    Notice,
    /// Nothing that was promised and is not kept.
    Promises,
    /// No change that was approved and is not in effect.
    InEffect,
}

/// How a case stands now, as whoever asks worked it out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The digest of what each comment relies on, by the comment's kind.
    pub subjects: Vec<(String, String)>,
    /// Errors that are neither mended nor overridden: how many.
    pub errors: usize,
    /// Conflicts that nobody resolved: how many.
    pub conflicts: usize,
    /// How many redundancies are proposed, where that is known.
    pub redundancies: Option<u32>,
    /// The first day on which anything changes, where that is known.
    pub first_day: Option<Date>,
    /// Kinds of comments that the scheme of delegation does not ask for.
    pub not_asked: Vec<String>,
    /// What notice is owed; none where no day of the decision is known.
    pub notice: Option<NoticeOwed>,
    /// Promises that are not kept: how many.
    pub promises: usize,
    /// Changes that were approved and are not in effect: how many.
    pub waiting: usize,
}

/// Something that is missing before a step may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it is about, for a link: `comment/financial`, `findings`, `conflicts`, `consulting`,
    /// `conditions`, `promises`, `changes`, `state`.
    pub key: String,
    /// What is missing, as a sentence.
    pub words: String,
}

impl Missing {
    fn new(key: impl Into<String>, words: impl Into<String>) -> Self {
        let (key, words) = (key.into(), words.into());
        Self { key, words }
    }
}

impl Life {
    /// May a step of that kind be taken now?
    ///
    /// # Errors
    /// What is missing, each once.
    pub fn may(&self, step: StepKind, way: &Way, standing: &Standing) -> Result<(), Vec<Missing>> {
        let Some(rule) = way.rule(step, self.state()) else {
            return Err(vec![Missing::new("state", self.out_of_turn(step, way))]);
        };
        let needed = rule.needs.iter();
        let missing: Vec<Missing> = needed
            .flat_map(|need| self.lacks(*need, way, standing))
            .collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(missing),
        }
    }

    fn lacks(&self, need: Need, way: &Way, standing: &Standing) -> Vec<Missing> {
        match need {
            Need::Comments => self.comments_missing(way, standing),
            Need::NoError => match standing.errors {
                0 => Vec::new(),
                1 => vec![Missing::new(
                    "findings",
                    "1 error must be mended or overridden",
                )],
                many => {
                    let words = format!("{many} errors must be mended or overridden");
                    vec![Missing::new("findings", words)]
                }
            },
            Need::NoConflict => match standing.conflicts {
                0 => Vec::new(),
                1 => vec![Missing::new("conflicts", "1 conflict must be resolved")],
                many => {
                    let words = format!("{many} conflicts must be resolved");
                    vec![Missing::new("conflicts", words)]
                }
            },
            Need::ConsultationOver => match self.consultation() {
                Some(held) if held.is_open() => {
                    vec![Missing::new("consulting", "The consultation is still open")]
                }
                _ => Vec::new(),
            },
            Need::Notice => {
                let given = self.notice().map(|(given, _)| given);
                let missing = standing.notice.and_then(|owed| owed.missing(given));
                { missing.into_iter() }
                    .map(|words| Missing::new("notice", words))
                    .collect()
            }
            Need::Promises => match standing.promises {
                0 => Vec::new(),
                1 => vec![Missing::new(
                    "promises",
                    "1 promise must be kept, or closed with a reason",
                )],
                many => {
                    let words = format!("{many} promises must be kept, or closed with a reason");
                    vec![Missing::new("promises", words)]
                }
            },
            Need::InEffect => match standing.waiting {
                0 => Vec::new(),
                1 => vec![Missing::new(
                    "changes",
                    "1 change that was approved is not in effect yet",
                )],
                many => {
                    let words = format!("{many} changes that were approved are not in effect yet");
                    vec![Missing::new("changes", words)]
                }
            },
            Need::ConsultationInTime => self.consulted_too_late(standing).into_iter().collect(),
            Need::Conditions => {
                let open = self.open_conditions().into_iter();
                let told = open.map(|one| {
                    let words = format!("{} (decided by {})", one.must.what, one.must.decided_by);
                    Missing::new("conditions", words)
                });
                told.collect()
            }
        }
    }

    fn consulted_too_late(&self, standing: &Standing) -> Option<Missing> {
        let (redundancies, first) = (standing.redundancies?, standing.first_day?);
        let by = opens_by(redundancies, first)?;
        let mut opened = self.steps().iter().filter_map(|taken| match &taken.step {
            Step::ConsultationOpened { from, .. } => Some(*from),
            _ => None,
        });
        let words = match opened.next() {
            Some(from) if from <= by => return None,
            Some(from) => format!(
                "{redundancies} redundancies: the consultation opened on {}, and had to open by {}. Let the changes take effect later",
                long_date(from),
                long_date(by)
            ),
            None => format!(
                "{redundancies} redundancies: open the consultation, by {} at the latest",
                long_date(by)
            ),
        };
        Some(Missing::new("consulting", words))
    }

    /// Why a step may not be taken in a state, and what comes first.
    fn out_of_turn(&self, step: StepKind, way: &Way) -> String {
        let (state, words) = (self.state(), step.words());
        let rules = way.rules.iter().filter(|rule| rule.step == step);
        let first = rules.flat_map(|rule| rule.from.iter().copied()).min();
        let is = state.words().to_lowercase();
        match first.filter(|first| state < *first).and_then(leads_to) {
            Some(before) => format!(
                "The proposal is at the stage \u{2018}{is}\u{2019}. Before you can {words}, {}",
                before.words()
            ),
            None => format!(
                "The proposal is at the stage \u{2018}{is}\u{2019}, and it is too late to {words}"
            ),
        }
    }

    fn comments_missing(&self, way: &Way, standing: &Standing) -> Vec<Missing> {
        let asked = |kind: &String| !standing.not_asked.contains(kind);
        let required = way.comments.iter().filter(|one| asked(&one.kind));
        let missing = required.filter_map(|required| {
            let (kind, title) = (&required.kind, &required.title);
            let words = match self.last_sign_off(kind) {
                None => "not signed yet",
                Some(last) if last.comment.signed == Signed::Returned => "returned to the author",
                Some(last) => {
                    let now = standing.subjects.iter().find(|(of, _)| of == kind);
                    let digest = &last.comment.relied.digest;
                    match now.is_some_and(|(_, now)| now == digest) {
                        true => return None,
                        false => "lapsed, to be signed again",
                    }
                }
            };
            let key = format!("comment/{kind}");
            Some(Missing::new(key, format!("{title}: {words}")))
        });
        missing.collect()
    }
}

/// The step that leads to a state.
fn leads_to(state: State) -> Option<StepKind> {
    match state {
        State::Consultation => Some(StepKind::ConsultationOpened),
        State::Comments => Some(StepKind::SentForComments),
        State::Cleared => Some(StepKind::Cleared),
        State::Published => Some(StepKind::Published),
        State::Decided => Some(StepKind::Decided),
        State::InForce => Some(StepKind::InForce),
        State::Draft | State::Closed | State::Withdrawn => None,
    }
}

impl Way {
    /// Is there any step that a case in that state allows?
    pub fn goes_on_from(&self, state: State) -> bool {
        StepKind::ALL
            .iter()
            .any(|step| self.rule(*step, state).is_some())
    }
}

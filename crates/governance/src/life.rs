//! What a case has become: a fold over the steps that were taken.

use crate::notice::NoticeGiven;
use crate::state::State;
use crate::step::{Decided, Published, Signed, SignedComment, Step, StepKind, WhatMustHappen};

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenStep {
    /// Its number in its case, counted from one.
    pub number: u32,
    /// When, in microseconds since the start of 1970, universal time.
    pub at: i64,
    /// The account that took it; none if that was done on the machine itself.
    pub by: Option<[u8; 16]>,
    /// What was done.
    pub step: Step,
    /// The words beside it: the comment, the reason; none if it has none, or they were redacted.
    pub words: Option<String>,
}

/// An officer's comment, with the step that signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// The number of the step.
    pub number: u32,
    /// When, in microseconds since the start of 1970, universal time.
    pub at: i64,
    /// The account that signed.
    pub by: Option<[u8; 16]>,
    /// What was signed.
    pub comment: SignedComment,
    /// The comment; none once it was redacted.
    pub words: Option<String>,
}

/// A publication, with the step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The number of the step.
    pub number: u32,
    /// What was published.
    pub published: Published,
}

/// Which condition of which step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConditionKey {
    /// The number of the step that set it.
    pub of: u32,
    /// Which of its conditions, counted from nought.
    pub condition: usize,
}

/// Something that must happen before the change takes effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Which it is.
    pub key: ConditionKey,
    /// What must happen, and who decides it.
    pub must: WhatMustHappen,
    /// The number of the step that says that it happened; none while it is open.
    pub met: Option<u32>,
}

/// An error that the monitoring officer lets stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The number of the step.
    pub number: u32,
    /// The code of the finding.
    pub code: String,
    /// Words of the finding, where only some of that code are meant.
    pub about: Option<String>,
    /// The reason; none once it was redacted.
    pub reason: Option<String>,
}

/// A promise that was taken as kept without a decision that says so, wholly or for some units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPromise {
    /// When, in microseconds since the start of 1970, universal time.
    pub at: i64,
    /// The account that said so.
    pub by: Option<[u8; 16]>,
    /// Which of the obligations of the case, counted from one.
    pub obligation: u32,
    /// For which of the units that it is about; for all where none is named.
    pub units: Vec<String>,
    /// Why; none once it was redacted.
    pub reason: Option<String>,
}

/// What a case has become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    state: State,
    steps: Vec<TakenStep>,
    conditions: Vec<Condition>,
}

impl Life {
    /// Folds the steps of a case, in their order, with the number of its last revision: a clearance is of
    /// one revision, and a later one needs another.
    pub fn of(steps: Vec<TakenStep>, last_revision: u32) -> Self {
        let mut life = Self::default();
        for taken in &steps {
            life.state = after(life.state, &taken.step);
            life.note_conditions(taken);
        }
        life.steps = steps;
        let is_cleared = life
            .cleared()
            .is_some_and(|revision| revision == last_revision);
        if life.state == State::Cleared && !is_cleared {
            life.state = State::Comments;
        }
        life
    }

    fn note_conditions(&mut self, taken: &TakenStep) {
        let set: Vec<WhatMustHappen> = match &taken.step {
            Step::CommentSigned(comment) => match &comment.signed {
                Signed::OnCondition(must) => vec![must.clone()],
                Signed::Signed | Signed::Returned => Vec::new(),
            },
            Step::Decided(decided) => {
                let resolutions = decided.resolutions.iter();
                let set = resolutions.flat_map(|resolution| &resolution.conditions);
                set.cloned().collect()
            }
            Step::ConditionMet { of, condition, .. } => {
                let (of, condition) = (*of, *condition);
                let key = ConditionKey { of, condition };
                let met = self.conditions.iter_mut().find(|one| one.key == key);
                if let Some(met) = met {
                    met.met = Some(taken.number);
                }
                return;
            }
            _ => return,
        };
        let keyed = set
            .into_iter()
            .enumerate()
            .map(|(condition, must)| Condition {
                key: ConditionKey {
                    of: taken.number,
                    condition,
                },
                must,
                met: None,
            });
        self.conditions.extend(keyed);
    }

    /// How far it is.
    pub fn state(&self) -> State {
        self.state
    }

    /// All that was done, in its order.
    pub fn steps(&self) -> &[TakenStep] {
        &self.steps
    }

    /// How many steps were taken: the next one expects that many.
    pub fn number(&self) -> u32 {
        self.steps.last().map_or(0, |taken| taken.number)
    }

    /// The last step of a kind.
    pub fn last(&self, kind: StepKind) -> Option<&TakenStep> {
        self.steps
            .iter()
            .rev()
            .find(|taken| taken.step.kind() == kind)
    }

    /// Was it sent for comments, or is it consulted on? Then others than its authors read it.
    pub fn is_out(&self) -> bool {
        let out = [StepKind::SentForComments, StepKind::ConsultationOpened];
        out.into_iter().any(|kind| self.last(kind).is_some())
    }

    /// Every comment that was signed, the first first: those in force and those that were.
    pub fn sign_offs(&self) -> Vec<SignOff> {
        let signed = self.steps.iter().filter_map(|taken| match &taken.step {
            Step::CommentSigned(comment) => Some(SignOff {
                number: taken.number,
                at: taken.at,
                by: taken.by,
                comment: comment.clone(),
                words: taken.words.clone(),
            }),
            _ => None,
        });
        signed.collect()
    }

    /// The last comment of a kind.
    pub fn last_sign_off(&self, kind: &str) -> Option<SignOff> {
        let all = self.sign_offs().into_iter();
        all.rev().find(|one| one.comment.kind == kind)
    }

    /// The errors that the monitoring officer lets stand.
    pub fn overrides(&self) -> Vec<Override> {
        let overridden = self.steps.iter().filter_map(|taken| match &taken.step {
            Step::Overridden { code, about } => Some(Override {
                number: taken.number,
                code: code.clone(),
                about: about.clone(),
                reason: taken.words.clone(),
            }),
            _ => None,
        });
        overridden.collect()
    }

    /// The revision that was cleared last.
    pub fn cleared(&self) -> Option<u32> {
        match self.last(StepKind::Cleared)?.step {
            Step::Cleared { revision } => Some(revision),
            _ => None,
        }
    }

    /// How notice of the decision was given, as it was said last, with the reason.
    pub fn notice(&self) -> Option<(&NoticeGiven, Option<&str>)> {
        let taken = self.last(StepKind::NoticeGiven)?;
        match &taken.step {
            Step::NoticeGiven(given) => Some((given, taken.words.as_deref())),
            _ => None,
        }
    }

    /// What was published last.
    pub fn publication(&self) -> Option<Publication> {
        let taken = self.last(StepKind::Published)?;
        match &taken.step {
            Step::Published(published) => Some(Publication {
                number: taken.number,
                published: published.clone(),
            }),
            _ => None,
        }
    }

    /// The decisions, the first first: several where more than one must decide.
    pub fn decisions(&self) -> Vec<(&TakenStep, &Decided)> {
        let decided = self.steps.iter().filter_map(|taken| match &taken.step {
            Step::Decided(decided) => Some((taken, decided)),
            _ => None,
        });
        decided.collect()
    }

    /// The promises that were taken as kept without a decision that says so, the first first.
    pub fn promises_kept(&self) -> Vec<KeptPromise> {
        let kept = self.steps.iter().filter_map(|taken| match &taken.step {
            Step::PromiseKept { obligation, units } => Some(KeptPromise {
                at: taken.at,
                by: taken.by,
                obligation: *obligation,
                units: units.clone(),
                reason: taken.words.clone(),
            }),
            _ => None,
        });
        kept.collect()
    }

    /// What must happen before the change takes effect, met or open. Of the comments only what the last one
    /// of each kind asks.
    pub fn conditions(&self) -> Vec<&Condition> {
        let superseded = |number: u32| {
            let mut signed = self.sign_offs().into_iter();
            let own = signed.find(|one| one.number == number);
            own.is_some_and(|own| {
                let last = self.last_sign_off(&own.comment.kind);
                last.is_some_and(|last| last.number != number)
            })
        };
        let all = self.conditions.iter();
        all.filter(|one| !superseded(one.key.of)).collect()
    }

    /// What must still happen.
    pub fn open_conditions(&self) -> Vec<&Condition> {
        let all = self.conditions().into_iter();
        all.filter(|one| one.met.is_none()).collect()
    }
}

fn after(state: State, step: &Step) -> State {
    match step {
        Step::ConsultationOpened { .. } => State::Consultation,
        Step::SentForComments { .. } => State::Comments,
        Step::Cleared { .. } => State::Cleared,
        Step::Published(_) => State::Published,
        Step::Decided(_) => State::Decided,
        Step::InForce { .. } => State::InForce,
        Step::Closed => State::Closed,
        Step::Withdrawn => State::Withdrawn,
        Step::ConsultationClosed
        | Step::CommentSigned(_)
        | Step::Overridden { .. }
        | Step::NoticeGiven(_)
        | Step::ConditionMet { .. }
        | Step::Settled(_)
        | Step::PromiseKept { .. } => state,
    }
}

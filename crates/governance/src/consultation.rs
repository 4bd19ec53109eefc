//! A consultation: whether it is open, and how long the law asks for it where people are to be dismissed as
//! redundant.

use base::{Date, add_days, day_number};

use crate::life::{Life, TakenStep};
use crate::step::{Step, StepKind};

/// The consultation of a case, as it was opened last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consultation<'l> {
    /// The step that opened it: who is asked stands beside it.
    pub opened: &'l TakenStep,
    /// Its first day.
    pub from: Date,
    /// The last day for answers.
    pub until: Date,
    /// The revision on which is consulted, where the step says it.
    pub revision: Option<u32>,
    /// The step that closed it; none while it is open. What was said stands beside it.
    pub closed: Option<&'l TakenStep>,
}

impl Consultation<'_> {
    /// Was it not closed yet? Its last day may be over all the same.
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

impl Life {
    /// The last time that a consultation was opened, with its close, if that followed.
    pub fn consultation(&self) -> Option<Consultation<'_>> {
        let opened = self.last(StepKind::ConsultationOpened)?;
        let Step::ConsultationOpened {
            from,
            until,
            revision,
        } = opened.step
        else {
            return None;
        };
        let closed = self.last(StepKind::ConsultationClosed);
        Some(Consultation {
            opened,
            from,
            until,
            revision,
            closed: closed.filter(|closed| closed.number > opened.number),
        })
    }
}

/// From 6 April 2013 a hundred or more dismissals ask for 45 days and no longer for 90 (SI 2013/763).
fn has_changed_to_45(on: Date) -> bool {
    day_number(on) >= day_number(Date::constant(2013, 4, 6))
}

/// So many days lie at least between the first day of a consultation and the first dismissal, where so many are
/// proposed within 90 days at one establishment: section 188(1A) of the Trade Union and Labour Relations
/// (Consolidation) Act 1992. None below twenty.
pub fn least_days(redundancies: u32, on: Date) -> Option<u32> {
    match redundancies {
        0..20 => None,
        20..100 => Some(30),
        _ if has_changed_to_45(on) => Some(45),
        _ => Some(90),
    }
}

/// The last day on which a consultation may open for dismissals from a day on; none where the law does not say.
pub fn opens_by(redundancies: u32, first: Date) -> Option<Date> {
    let days = least_days(redundancies, first)?;
    Some(add_days(first, -i32::try_from(days).ok()?))
}

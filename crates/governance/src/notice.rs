//! Notice of a decision: what a body owes before it decides, and by what leave it decides on less.

use base::{Date, add_days, add_working_days, long_date};
use serde::{Deserialize, Serialize};

use crate::written::day;

/// Clear working days between the notice of a general exception and the decision: regulation 10(1) of SI 2012/2089.
const AFTER_EXCEPTION: u32 = 5;

/// From when on executives owe notice of a key decision by SI 2012/2089.
const SINCE: Date = Date::constant(2012, 9, 10);

/// How notice of a decision was given, or by what leave it is taken on less. The reason stands beside the step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeGiven {
    /// How, or by what leave.
    pub how: Notice,
    /// On which day.
    #[serde(with = "day")]
    pub on: Date,
    /// The officer who gave notice, or the member who agreed: a role, never a name.
    pub by: String,
}

/// How notice of a decision is given, or by what leave it is taken on less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// In the forward plan: regulation 9 of SI 2012/2089.
    ForwardPlan,
    /// It is no key decision, so none is owed.
    NotKey,
    /// General exception: scrutiny is told, and five clear days pass. Regulation 10 of SI 2012/2089.
    GeneralException,
    /// Special urgency: scrutiny agrees that it cannot wait. Regulation 11 of SI 2012/2089.
    SpecialUrgency,
    /// Whoever presides is of the opinion that the item is urgent: section 100B(4) of the Local Government Act 1972.
    UrgentItem,
}

/// What a body owes before it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeOwed {
    /// The day of the meeting, or of the decision.
    pub meeting: Date,
    /// Clear days of notice of a key decision, by the calendar; none for a committee.
    pub clear_days: Option<u32>,
    /// Has the last day for publication passed?
    pub is_late: bool,
}

impl NoticeOwed {
    /// What is owed for a meeting, by the days of notice that the way of a body knows.
    pub fn of(meeting: Date, clear_days: Option<u32>, is_late: bool) -> Self {
        Self {
            meeting,
            clear_days: clear_days.filter(|_| SINCE <= meeting),
            is_late,
        }
    }

    /// The ways in which it can be met.
    pub fn ways(&self) -> &'static [Notice] {
        match (self.clear_days, self.is_late) {
            (Some(_), _) => &Notice::ALL,
            (None, true) => &[Notice::UrgentItem],
            (None, false) => &[],
        }
    }

    /// What is missing, with what was done.
    pub fn missing(&self, given: Option<&NoticeGiven>) -> Option<String> {
        let Some(given) = given else {
            return match (self.clear_days, self.is_late) {
                (Some(_), _) => Some("Say how notice of the decision was given".to_owned()),
                (None, true) => Some(self.late()),
                (None, false) => None,
            };
        };
        let first = match given.how {
            Notice::ForwardPlan => {
                let days = i32::try_from(self.clear_days.unwrap_or(0)).unwrap_or(i32::MAX - 1);
                add_days(given.on, days + 1)
            }
            Notice::GeneralException => add_working_days(given.on, AFTER_EXCEPTION + 1),
            Notice::NotKey | Notice::SpecialUrgency | Notice::UrgentItem => given.on,
        };
        if self.meeting < first {
            return Some(format!(
                "{} of {} allows a decision on {} at the earliest; it is to be taken on {}",
                given.how.words(),
                long_date(given.on),
                long_date(first),
                long_date(self.meeting)
            ));
        }
        let is_urgent = matches!(given.how, Notice::SpecialUrgency | Notice::UrgentItem);
        (self.is_late && !is_urgent).then(|| self.late())
    }

    fn late(&self) -> String {
        format!(
            "The last day to publish for {} has passed: say who agreed that it is urgent",
            long_date(self.meeting)
        )
    }
}

impl Notice {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::ForwardPlan,
        Self::NotKey,
        Self::GeneralException,
        Self::SpecialUrgency,
        Self::UrgentItem,
    ];

    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::ForwardPlan => "forward-plan",
            Self::NotKey => "not-key",
            Self::GeneralException => "general-exception",
            Self::SpecialUrgency => "special-urgency",
            Self::UrgentItem => "urgent-item",
        }
    }

    /// As it is said.
    pub fn words(self) -> &'static str {
        match self {
            Self::ForwardPlan => "Notice in the forward plan",
            Self::NotKey => "No key decision",
            Self::GeneralException => "General exception",
            Self::SpecialUrgency => "Special urgency",
            Self::UrgentItem => "Urgent item",
        }
    }

    /// What it asks, with the law that says so.
    pub fn asks(self) -> &'static str {
        match self {
            Self::ForwardPlan => "It stood there for 28 clear days. SI 2012/2089, regulation 9.",
            Self::NotKey => {
                "It is significant neither in money nor in two or more wards, so no notice is owed."
            }
            Self::GeneralException => {
                "28 days were impracticable. The chair of scrutiny was told in writing, the notice was published, and \
                 five clear days pass before the decision. SI 2012/2089, regulation 10."
            }
            Self::SpecialUrgency => {
                "Five clear days were impracticable as well. The chair of scrutiny agreed that it is urgent and cannot \
                 reasonably be deferred. SI 2012/2089, regulation 11."
            }
            Self::UrgentItem => {
                "The last day to publish has passed. Whoever presides is of the opinion that it must be dealt with as a \
                 matter of urgency; the minutes say why. Local Government Act 1972, section 100B(4)."
            }
        }
    }

    /// Must the reason be told?
    pub fn needs_reason(self) -> bool {
        self != Self::ForwardPlan
    }
}

//! The last day of each step before a meeting, and of what follows the decision.

use base::{Date, add_days, add_working_days, subtract_working_days};
use serde::Deserialize;

/// How long a body takes for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// Working days between the last comment and publication.
    pub comments_before_publication: u32,
    /// Clear days of notice of a key decision, by the calendar: 28 for an executive (SI 2012/2089, regulation 9);
    /// none for a committee.
    pub notice_clear_days: Option<u32>,
    /// How many working days before a last day it is warned of.
    pub warned_before: u32,
}

/// What must be done by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// Notice of the decision in the forward plan.
    Notice,
    /// The officers' comments.
    Comments,
    /// Publication.
    Publication,
    /// The meeting, or the decision.
    Meeting,
    /// The time in which the decision can be called in.
    CallIn,
}

/// A last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What must be done.
    pub due: Due,
    /// The last day for it.
    pub last_day: Date,
    /// Why that is the last day.
    pub because: String,
    /// How near it is.
    pub nearness: Nearness,
}

/// How near a last day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// There is time.
    Ahead,
    /// It is today or within the days of warning.
    Near,
    /// It is over.
    Passed,
}

impl Due {
    /// What must be done, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Notice => "Give notice in the forward plan",
            Self::Comments => "Officers comment",
            Self::Publication => "Publish the report",
            Self::Meeting => "Meeting or decision",
            Self::CallIn => "Call-in ends",
        }
    }
}

/// What a body profile says of its meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meetings {
    /// Clear working days between publication and meeting.
    pub clear_days: u32,
    /// Working days in which a decision can be called in; nought for a committee.
    pub call_in: u32,
}

/// The last days for a meeting, in their order, as they are seen on a day.
pub fn deadlines(times: &Times, meetings: &Meetings, meeting: Date, today: Date) -> Vec<Deadline> {
    let Meetings {
        clear_days,
        call_in,
    } = *meetings;
    // Neither the day of publication nor that of the meeting counts.
    let publication = subtract_working_days(meeting, clear_days + 1);
    let comments = subtract_working_days(publication, times.comments_before_publication);
    let long = base::long_date;
    let mut all = Vec::new();
    if let Some(notice) = times.notice_clear_days {
        let before = i32::try_from(notice).unwrap_or(i32::MAX - 1) + 1;
        let because = format!("{notice} clear days before {}", long(meeting));
        all.push((Due::Notice, add_days(meeting, -before), because));
    }
    let days = times.comments_before_publication;
    all.push((
        Due::Comments,
        comments,
        format!("{days} working days before publication"),
    ));
    let because = format!("{clear_days} clear working days before {}", long(meeting));
    all.push((Due::Publication, publication, because));
    all.push((Due::Meeting, meeting, "as the report says".to_owned()));
    if call_in > 0 {
        let because = format!("{call_in} working days after the decision");
        all.push((Due::CallIn, add_working_days(meeting, call_in), because));
    }
    all.sort_by_key(|(_, last_day, _)| *last_day);
    let near = |last_day: Date| {
        let warned = subtract_working_days(last_day, times.warned_before);
        match last_day {
            _ if last_day < today => Nearness::Passed,
            _ if warned <= today => Nearness::Near,
            _ => Nearness::Ahead,
        }
    };
    let deadline = |(due, last_day, because): (Due, Date, String)| Deadline {
        due,
        last_day,
        nearness: near(last_day),
        because,
    };
    all.into_iter().map(deadline).collect()
}

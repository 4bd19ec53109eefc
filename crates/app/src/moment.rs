//! The two times of a question, and the clock.

use base::Date;
use jiff::Timestamp;

use crate::error::AppError;

/// What the time is. The program gives one; tests give a fixed one.
pub trait Clock: Send + Sync {
    /// The instant.
    fn now(&self) -> Timestamp;
    /// The day, where the council is.
    fn today(&self) -> Date;
}

/// For which day one asks, and with which knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day for which one asks; it may lie in the future.
    pub in_force_on: Date,
    /// What was recorded later is not seen.
    pub as_recorded_at: Date,
}

impl Moment {
    /// A day, with all that is known on it.
    pub fn on(day: Date) -> Self {
        Self {
            in_force_on: day,
            as_recorded_at: day,
        }
    }

    /// # Errors
    /// [`AppError::NotYetRecorded`] if knowledge of the future is asked for.
    pub(crate) fn checked(self, today: Date) -> Result<Self, AppError> {
        match self.as_recorded_at <= today {
            true => Ok(self),
            false => Err(AppError::NotYetRecorded),
        }
    }
}

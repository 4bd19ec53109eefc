//! Hourly rates and the full-time year.

use base::{Exact, Pence, Rounding, exact};

/// The weeks of a year and the hours of a full-time week: settings, since councils differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingYear {
    /// Weeks in a year: 52.143 by national practice; some councils print 52.142.
    pub weeks: Exact,
    /// Hours in a full-time week: 37 by national agreement; 36 or 35 in places.
    pub hours: Exact,
}

impl Default for WorkingYear {
    fn default() -> Self {
        Self {
            weeks: exact(52_143, 1000),
            hours: exact(37, 1),
        }
    }
}

/// The hourly rate of an annual salary, to the penny, half up: £17,364 is £9.00 an hour.
pub fn hourly_rate(annual: Pence, year: WorkingYear) -> Pence {
    Pence::from_pounds(
        annual.in_pounds() / year.weeks / year.hours,
        Rounding::PennyHalfUp,
    )
}

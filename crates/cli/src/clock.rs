//! What the time is: the one place where the program looks.

use app::Clock;
use base::Date;
use jiff::{Timestamp, Zoned};

/// The clock of this machine, in its time zone.
pub(crate) struct SystemClock;

#[expect(clippy::disallowed_methods, reason = "time enters the program here")]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        Zoned::now().date()
    }
}

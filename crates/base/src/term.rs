//! How long something lasts.

use std::fmt;

use crate::date::{Date, FinancialYear, When, add_days};
use crate::exact::{Exact, exact};

/// How a temporary thing ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// On a day, which is its last.
    On(When),
    /// So many months after the post is filled.
    AfterFilling {
        /// Whole months.
        months: u32,
    },
    /// When a grant or contract ends.
    WithFunding {
        /// The name of the grant or contract.
        fund: String,
        /// Its last day, if it is known.
        on: Option<When>,
    },
    /// When something happens: a vacancy, a retirement.
    Event(String),
    /// Whichever comes first.
    EarliestOf(Vec<End>),
}

impl End {
    /// The last day on which it can still run, as far as dates tell: nothing for an event alone.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::On(when) => Some(when.last()),
            Self::WithFunding { on, .. } => on.map(When::last),
            Self::AfterFilling { .. } | Self::Event(_) => None,
            Self::EarliestOf(ends) => ends.iter().filter_map(Self::last_day).min(),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(when) => write!(f, "until {when}"),
            Self::AfterFilling { months: 1 } => f.write_str("for 1 month from filling"),
            Self::AfterFilling { months } => write!(f, "for {months} months from filling"),
            Self::WithFunding { fund, on: None } => write!(f, "until {fund} ends"),
            Self::WithFunding { fund, on: Some(on) } => write!(f, "until {fund} ends ({on})"),
            Self::Event(event) => write!(f, "until {event}"),
            Self::EarliestOf(ends) => {
                f.write_str("until the earliest of: ")?;
                for (index, end) in ends.iter().enumerate() {
                    let text = end.to_string();
                    let bare = text.strip_prefix("until ").unwrap_or(&text);
                    write!(f, "{}{bare}", if index > 0 { "; " } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

/// From a day, through a last day or without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The first day.
    pub from: Date,
    /// The last day; none if it does not end.
    pub until: Option<Date>,
}

impl Term {
    /// The part of a financial year that the term covers, as a fraction of twelve months.
    ///
    /// Whole calendar months count one twelfth each; of a month covered in part, the days covered
    /// count over the days of that month. So the parts of a month always sum to a twelfth.
    ///
    /// ```
    /// use base::{FinancialYear, Term, exact};
    /// let date = jiff::civil::date;
    /// let term = Term { from: date(2018, 7, 1), until: Some(date(2019, 3, 31)) };
    /// assert_eq!(term.part_of(FinancialYear::starting(2018)), exact(9, 12));
    /// ```
    pub fn part_of(self, year: FinancialYear) -> Exact {
        let mut month = year.first();
        let (mut whole, mut part) = (0, exact(0, 1));
        for _ in 0..12 {
            let (covered, days) = (self.days_in_month(month), month.days_in_month());
            if covered == days {
                whole += 1;
            } else if covered > 0 {
                part += exact(i128::from(covered), 12 * i128::from(days));
            }
            month = add_days(month.last_of_month(), 1);
        }
        part + exact(whole, 12)
    }

    /// How many days of the month that starts on `first` lie in the term.
    fn days_in_month(self, first: Date) -> i8 {
        let last = first.last_of_month();
        let from = self.from.max(first);
        let until = self.until.map_or(last, |until| until.min(last));
        if from > until {
            0
        } else {
            until.day() - from.day() + 1
        }
    }

    /// Does the term cover a day?
    pub fn covers(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn part_months_count_by_days() {
        let year = FinancialYear::starting(2019);
        let term = Term {
            from: date(2019, 6, 16),
            until: Some(date(2019, 8, 31)),
        };
        assert_eq!(term.part_of(year), exact(5, 24));
        let open = Term {
            from: date(2019, 10, 1),
            until: None,
        };
        assert_eq!(open.part_of(year), exact(1, 2));
        assert_eq!(open.part_of(year.next()), exact(1, 1));
        let backwards = Term {
            from: date(2019, 8, 1),
            until: Some(date(2019, 7, 1)),
        };
        assert_eq!(backwards.part_of(year), exact(0, 1));
    }

    proptest! {
        #[test]
        fn a_term_cut_in_two_loses_nothing(cut in 0..400_i32, length in 0..800_i32) {
            let from = date(2018, 2, 10);
            let until = add_days(from, length);
            let middle = add_days(from, cut.min(length));
            let parts = |year| {
                let first = Term { from, until: Some(middle) };
                let second = Term { from: add_days(middle, 1), until: Some(until) };
                first.part_of(year) + second.part_of(year)
            };
            for start in 2017..2022 {
                let year = FinancialYear::starting(start);
                prop_assert_eq!(parts(year), Term { from, until: Some(until) }.part_of(year));
            }
        }
    }

    #[test]
    fn ends_read_as_sentences() {
        let end = End::EarliestOf(vec![
            End::On(When::Day(date(2021, 3, 31))),
            End::Event("the postholder retires".into()),
        ]);
        assert_eq!(
            end.to_string(),
            "until the earliest of: 31 March 2021; the postholder retires"
        );
        assert_eq!(end.last_day(), Some(date(2021, 3, 31)));
    }
}

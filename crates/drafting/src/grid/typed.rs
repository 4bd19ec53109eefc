//! What was typed into one row, read: each field as the value that it says, or a fault.

use base::{Date, End, Exact, Fte, Known, Pence, When, exact, parse_decimal};
use diagnostics::At;
use register::Occupancy;

use super::NOT_KNOWN;
use super::entry::{Entry, Fault, Field, HELD, PERMANENT, TEMPORARY, VACANT};
use crate::draft::Draft;

/// The fields of one row.
pub(super) struct Typed<'t> {
    draft: &'t Draft,
    row: usize,
    entry: &'t Entry,
    faults: &'t mut Vec<Fault>,
}

impl<'t> Typed<'t> {
    pub(super) fn new(
        draft: &'t Draft,
        row: usize,
        entry: &'t Entry,
        faults: &'t mut Vec<Fault>,
    ) -> Self {
        Self {
            draft,
            row,
            entry,
            faults,
        }
    }

    pub(super) fn fault(&mut self, field: Field, words: impl Into<String>) {
        self.faults.push(Fault {
            row: self.row,
            field,
            words: words.into(),
        });
    }

    /// What stands in a field, if anything.
    pub(super) fn given(&self, field: Field) -> Option<&'t str> {
        Some(self.entry.get(field).trim()).filter(|text| !text.is_empty())
    }

    pub(super) fn text(&self, field: Field) -> Option<At<String>> {
        let text = self.given(field)?;
        Some(self.draft.new_value(text.to_owned()))
    }

    /// A text that may say that it is not known.
    pub(super) fn known_text(&self, field: Field) -> Option<At<Known<String>>> {
        let text = self.text(field)?;
        Some(text.map(|text| match is_not_known(&text) {
            true => Known::Unknown,
            false => Known::Known(text),
        }))
    }

    /// Names parted by semicolons.
    pub(super) fn names(&self, field: Field) -> Vec<At<String>> {
        let text = self.given(field).unwrap_or_default();
        let names = text.split(';').map(str::trim);
        names
            .filter(|name| !name.is_empty())
            .map(|name| self.draft.new_value(name.to_owned()))
            .collect()
    }

    /// A whole number above nought.
    pub(super) fn count(&mut self, field: Field) -> Option<u32> {
        let text = self.given(field)?;
        let number = parse_decimal(text).ok().filter(|number| {
            number.is_integer() && *number > exact(0, 1) && *number <= exact(100_000, 1)
        });
        let count = number.and_then(|number| u32::try_from(number.to_integer()).ok());
        if count.is_none() {
            self.fault(field, "Number of posts must be a whole number, such as 4");
        }
        count
    }

    pub(super) fn fte(&mut self, field: Field) -> Option<Fte> {
        let text = self.given(field)?;
        let Ok(fte) = Fte::parse(text) else {
            self.fault(field, "FTE must be a number, such as 0.5");
            return None;
        };
        if fte.is_zero() || fte.is_negative() {
            self.fault(field, "FTE must be more than 0");
            return None;
        }
        if fte > Fte::whole(20_000) {
            self.fault(field, "FTE must be 20,000 or less");
            return None;
        }
        Some(fte)
    }

    /// An FTE that may be not known.
    pub(super) fn known_fte(&mut self, field: Field) -> Option<At<Known<Fte>>> {
        let fte = match is_not_known(self.given(field)?) {
            true => Known::Unknown,
            false => Known::Known(self.fte(field)?),
        };
        Some(self.draft.new_value(fte))
    }

    /// An amount that may be not known.
    pub(super) fn known_money(&mut self, field: Field) -> Option<At<Known<Pence>>> {
        let text = self.given(field)?;
        if is_not_known(text) {
            return Some(self.draft.new_value(Known::Unknown));
        }
        let amount = Pence::parse(text)
            .ok()
            .filter(|amount| *amount > Pence::ZERO);
        if amount.is_none() {
            self.fault(field, "Amount must be money, such as £2,500");
        }
        amount.map(|amount| self.draft.new_value(Known::Known(amount)))
    }

    /// The stated cost of one full-time post for a year.
    pub(super) fn cost(&mut self, field: Field) -> Option<At<Pence>> {
        let text = self.given(field)?;
        let cost = Pence::parse(text).ok().filter(|cost| *cost > Pence::ZERO);
        if cost.is_none() {
            let words = format!("{} must be money, such as \u{a3}32,500", field.words());
            self.fault(field, words);
        }
        cost.map(|cost| self.draft.new_value(cost))
    }

    /// A point of a pay spine.
    pub(super) fn point(&mut self, field: Field) -> Option<At<u32>> {
        let text = self.given(field)?;
        let point = text.parse().ok().filter(|point| (1..=999).contains(point));
        if point.is_none() {
            let words = format!("{} must be a whole number, such as 23", field.words());
            self.fault(field, words);
        }
        point.map(|point| self.draft.new_value(point))
    }

    /// Permanent or not; nothing where that is not said.
    pub(super) fn permanent(&mut self) -> Option<At<bool>> {
        let text = self.given(Field::Tenure)?;
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        let permanent = match () {
            () if is(&[PERMANENT]) => true,
            () if is(&[TEMPORARY, "fixed term", "fixed-term"]) => false,
            () => {
                self.fault(Field::Tenure, "Tenure must be permanent or temporary");
                return None;
            }
        };
        Some(self.draft.new_value(permanent))
    }

    /// Whether somebody holds posts, or how many people do.
    pub(super) fn occupancy(&mut self) -> Option<At<Known<Occupancy>>> {
        let text = self.given(Field::Occupancy)?;
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        let occupancy = match text.parse() {
            Ok(people) => Known::Known(Occupancy::PartFilled(people)),
            Err(_) if is(&[HELD, "filled", "occupied"]) => Known::Known(Occupancy::Filled),
            Err(_) if is(&[VACANT]) => Known::Known(Occupancy::Vacant),
            Err(_) if is(&[NOT_KNOWN, "unknown"]) => Known::Unknown,
            Err(_) => {
                let words = "Enter held, vacant, not known, or how many people hold the posts";
                self.fault(Field::Occupancy, words);
                return None;
            }
        };
        Some(self.draft.new_value(occupancy))
    }

    pub(super) fn when(&mut self, field: Field) -> Option<At<When>> {
        let text = self.given(field)?;
        if let Ok(when) = When::parse(text) {
            return Some(self.draft.new_value(when));
        }
        let name = field.words();
        let parts: Vec<&str> = text.split([' ', '-', '/', '.']).collect();
        let has_short_year = parts.len() > 1 && parts.last().is_some_and(|part| is_short(part));
        let words = match () {
            () if text.eq_ignore_ascii_case(PERMANENT) => {
                format!("{name} must be a date. Select permanent under Tenure")
            }
            () if parts.iter().any(|part| is_a_year(part)) => {
                format!("{name} must be a real date, such as 1 June 2019")
            }
            () if has_short_year && names_a_month(&parts) => {
                format!("{name} must have a year of four digits, such as 1 June 2019")
            }
            () => format!("{name} must include a year, such as 1 June 2019"),
        };
        self.fault(field, words);
        None
    }

    pub(super) fn end(&mut self, field: Field) -> Option<At<End>> {
        self.when(field).map(|at| at.map(End::On))
    }

    /// `Base budget`, or `Base budget 60%; Health 40%`.
    pub(super) fn shares(&mut self, field: Field) -> Vec<(At<String>, Known<Exact>)> {
        let mut shares = Vec::new();
        for part in self.names(field) {
            let (name, share) = match part.value.rsplit_once(' ') {
                Some((name, share)) if share.ends_with('%') => (name.trim(), Some(share)),
                _ => (part.value.as_str(), None),
            };
            let share = share.map(|share| {
                let number = parse_decimal(share.trim_end_matches('%')).ok();
                number.filter(|number| *number >= exact(0, 1) && *number <= exact(100, 1))
            });
            if share == Some(None) {
                self.fault(
                    field,
                    "A share must be between 0% and 100%, such as Health 40%",
                );
                continue;
            }
            let share = share.flatten().map(|share| share / 100);
            shares.push((self.draft.new_value(name.to_owned()), Known::from(share)));
        }
        shares
    }
}

fn is_not_known(text: &str) -> bool {
    text.eq_ignore_ascii_case(NOT_KNOWN)
}

/// Two digits, which may be meant for a year.
fn is_short(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Does a month stand before what may be the year: `20/5/19`, `1 June 19`, `June 19`?
fn names_a_month(parts: &[&str]) -> bool {
    let is_name =
        |part: &&str| part.len() > 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.len() == 3 || parts.iter().any(is_name)
}

/// Four digits that can be a year.
fn is_a_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse::<i16>()
            .is_ok_and(|year| Date::new(year, 1, 1).is_ok())
}

//! What is wrong with a list, by kind, and what can be done about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use diagnostics::{Rule, Severity};
use thiserror::Error;

use crate::address::Address;
use crate::field::Field;
use crate::rules;

/// The most problems that are held one by one; the rest is counted.
const MOST_HELD: usize = 200_000;
/// The cells that a sentence about a kind of problem names.
const NAMED: usize = 3;

/// What can be done about a kind of problem, for all its rows at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// Read each cell as what it was probably meant to be.
    Read,
    /// Record what the cell would say as not known.
    NotKnown,
    /// Leave the rows out; the record lists them.
    LeaveOut,
}

/// What a person chose to do about the problems of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedies {
    chosen: BTreeMap<(&'static str, Option<Field>), Remedy>,
    rows: BTreeSet<u32>,
}

/// A remedy for something that there is not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RemedyError {
    /// No such kind of problem.
    #[error("There is no kind of problem ‘{0}’")]
    NoSuchKind(String),
    /// That cannot be done about it.
    #[error("{}: that cannot be done about this kind of problem", .0)]
    NotOffered(&'static str),
}

impl Remedies {
    /// Chooses a remedy for a kind of problem: `list-not-a-number`, `not-a-number`, or
    /// `not-a-number:fte` for one column.
    ///
    /// # Errors
    /// If there is no such kind, or the remedy does not fit it.
    pub fn choose(&mut self, kind: &str, remedy: Remedy) -> Result<(), RemedyError> {
        let no_such_kind = || RemedyError::NoSuchKind(kind.to_owned());
        let (code, field) = match kind.split_once(':') {
            Some((code, field)) => (code, Some(Field::named(field).ok_or_else(no_such_kind)?)),
            None => (kind, None),
        };
        let rule = rules::named(code).ok_or_else(no_such_kind)?;
        if !offered(rule).contains(&remedy) {
            return Err(RemedyError::NotOffered(rule.code));
        }
        self.chosen.insert((rule.code, field), remedy);
        Ok(())
    }

    /// Leaves a row out, whatever is wrong with it.
    pub fn leave_out_row(&mut self, row: u32) {
        self.rows.insert(row);
    }

    pub(crate) fn leaves_out(&self, row: u32) -> bool {
        self.rows.contains(&row)
    }

    /// What was chosen for a problem.
    pub(crate) fn of(&self, rule: &'static Rule, field: Option<Field>) -> Option<Remedy> {
        let of_column = field.and_then(|field| self.chosen.get(&(rule.code, Some(field))));
        of_column
            .or_else(|| self.chosen.get(&(rule.code, None)))
            .copied()
    }
}

/// What can be done about the problems of a rule, the gentlest first.
pub(crate) fn offered(rule: &'static Rule) -> &'static [Remedy] {
    use Remedy::{LeaveOut, NotKnown, Read};
    match rule.code {
        "list-not-a-number" | "list-not-a-date" | "list-date-as-number" => {
            &[Read, NotKnown, LeaveOut]
        }
        "list-out-of-range"
        | "list-not-text"
        | "list-cell-error"
        | "list-word-not-known"
        | "list-text-too-long"
        | "list-number-twice"
        | "list-ends-before-start"
        | "list-permanent-with-end"
        | "list-shares-not-whole"
        | "list-share-without-fund" => &[NotKnown, LeaveOut],
        "list-unit-loop" => &[NotKnown],
        "list-title-missing"
        | "list-unit-missing"
        | "list-quantity-not-known"
        | "list-fte-above-posts"
        | "list-ended"
        | "list-starts-later" => &[LeaveOut],
        _ => &[],
    }
}

/// One thing that is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The meaning of the column, where one column is at fault.
    pub field: Option<Field>,
    /// The cell.
    pub at: Address,
    /// What stands there and what is wrong with it: `‘0,5’`.
    pub detail: String,
    /// What it was probably meant to be.
    pub reading: Option<String>,
    /// What was done about it.
    pub mended: Option<Remedy>,
}

impl Problem {
    /// Does it keep the list from being imported?
    pub fn stands(&self) -> bool {
        self.rule.severity == Severity::Error && self.mended.is_none()
    }
}

/// The problems of one kind in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The rule.
    pub rule: &'static Rule,
    /// The meaning of the column, where one column is at fault.
    pub field: Option<Field>,
    /// How many cells; the problems that are held may be fewer.
    pub count: usize,
    /// How many of them still keep the list from being imported.
    pub standing: usize,
    /// What was done about how many of them.
    pub mended: BTreeMap<Remedy, usize>,
    /// How many can be read as what was probably meant.
    pub readable: usize,
    /// Different values with a reading, `0,5` as `0.5`, up to two.
    readings: Vec<(String, String)>,
    /// The first of them.
    pub first: Vec<Problem>,
}

/// Something that can be done about a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub remedy: Remedy,
    /// In words: `Read 0,5 as 0.5 in 12 rows`.
    pub words: String,
    /// By what a person names the group: `list-not-a-number:fte`.
    pub key: String,
}

impl Group {
    /// What is wrong, how often, and where: `FTE is not a number: 12 rows. F214 ‘0,5’`.
    pub fn message(&self) -> String {
        let examples: Vec<String> = self
            .first
            .iter()
            .take(NAMED)
            .map(|problem| format!("{} {}", problem.at, problem.detail))
            .collect();
        let more = match self.count.saturating_sub(examples.len()) {
            0 => String::new(),
            more => format!("; {more} more"),
        };
        format!(
            "{}: {}. {}{more}",
            subject(self.rule, self.field),
            rows(self.count),
            examples.join("; ")
        )
    }

    /// What is wrong with one cell, without where.
    pub(crate) fn subject_of(problem: &Problem) -> String {
        subject(problem.rule, problem.field)
    }

    /// What was done about it, if something was done about all of it.
    pub fn done(&self) -> Option<String> {
        if self.mended.values().sum::<usize>() < self.count {
            return None;
        }
        let words = |(remedy, count): (&Remedy, &usize)| match remedy {
            Remedy::Read => format!("{} read as they were probably meant", rows(*count)),
            Remedy::NotKnown => format!("{} recorded as not known", rows(*count)),
            Remedy::LeaveOut => format!("{} left out", rows(*count)),
        };
        let done: Vec<String> = self.mended.iter().map(words).collect();
        Some(done.join(", "))
    }

    /// By what a person names it: `list-not-a-number:fte`.
    pub fn key(&self) -> String {
        match self.field {
            Some(field) => format!("{}:{field}", self.rule.code),
            None => self.rule.code.to_owned(),
        }
    }

    /// What can be done about it.
    pub fn offers(&self) -> Vec<Offer> {
        let key = self.key();
        let words = |remedy: &Remedy| match remedy {
            Remedy::Read if self.readable == 0 => None,
            Remedy::Read => Some(match &self.readings[..] {
                [(from, to)] => format!("Read {from} as {to} in {}", rows(self.readable)),
                [(from, to), ..] => format!(
                    "Read {} as they were probably meant, such as {from} as {to}",
                    rows(self.readable)
                ),
                [] => format!("Read {} as they were probably meant", rows(self.readable)),
            }),
            Remedy::NotKnown => Some(match self.rule.code {
                "list-unit-loop" => format!("Put the unit at the top in {}", rows(self.count)),
                "list-number-twice" => format!("Keep {} without the number", rows(self.count)),
                _ => format!("Record as not known in {}", rows(self.count)),
            }),
            Remedy::LeaveOut => Some(format!("Leave out {}", rows(self.count))),
        };
        let offers = offered(self.rule).iter();
        offers
            .filter_map(|remedy| {
                Some(Offer {
                    remedy: *remedy,
                    words: words(remedy)?,
                    key: key.clone(),
                })
            })
            .collect()
    }
}

/// What is wrong, without where.
fn subject(rule: &Rule, field: Option<Field>) -> String {
    let column = field.map_or_else(String::new, Field::words);
    match rule.code {
        "list-title-missing" => "There is no title".to_owned(),
        "list-not-a-number" => format!("{column} is not a number"),
        "list-out-of-range" => format!("{column} is out of range"),
        "list-not-a-date" => format!("{column} is not a day"),
        "list-date-as-number" => format!("{column} is a day written as a number"),
        "list-not-text" => format!("{column} is a day"),
        "list-cell-error" => format!("{column} is a formula without a value"),
        "list-word-not-known" => format!("{column} is a word that is not known"),
        "list-hidden-character" => {
            format!("{column} holds characters that nobody sees, which are left out")
        }
        "list-text-too-long" => format!("{column} is longer than 250 characters"),
        "list-number-twice" => "Post number is there twice".to_owned(),
        "list-ends-before-start" => "The end is before the start".to_owned(),
        "list-permanent-with-end" => "A permanent post has an end".to_owned(),
        "list-shares-not-whole" => "Shares do not sum to 100%".to_owned(),
        "list-share-without-fund" => "A share has no fund".to_owned(),
        "list-unit-loop" => "Units are part of each other".to_owned(),
        "list-unit-two-places" => "A unit stands in two places".to_owned(),
        "list-unit-missing" => "There is no unit".to_owned(),
        "list-quantity-not-known" => "Neither posts nor FTE are known".to_owned(),
        "list-fte-above-posts" => "There is more FTE than posts".to_owned(),
        "list-grade-not-held" => "The pay data do not hold the grade".to_owned(),
        "list-ended" => "The post had ended".to_owned(),
        "list-starts-later" => "The post starts later".to_owned(),
        "list-manager-not-a-post" => "The line manager is no post of the list".to_owned(),
        "list-approver-named" => "The decision-maker is a person's name".to_owned(),
        "list-totals-differ" => "A total differs from its rows".to_owned(),
        _ => rule.summary.trim_end_matches('.').to_owned(),
    }
}

fn rows(count: usize) -> Rows {
    Rows(count)
}

struct Rows(usize);

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.0 == 1 { "row" } else { "rows" };
        write!(f, "{} {noun}", thousands(self.0))
    }
}

/// A number as it is printed: `19,988`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The problems of a list, as they are found.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    groups: BTreeMap<(usize, Option<Field>), Group>,
    pub(crate) all: Vec<Problem>,
}

impl Problems {
    pub(crate) fn add(&mut self, problem: Problem) {
        let rank = rules::RULES
            .iter()
            .position(|rule| rule.code == problem.rule.code);
        let group = self
            .groups
            .entry((rank.unwrap_or(usize::MAX), problem.field))
            .or_insert_with(|| Group {
                rule: problem.rule,
                field: problem.field,
                count: 0,
                standing: 0,
                mended: BTreeMap::new(),
                readable: 0,
                readings: Vec::new(),
                first: Vec::new(),
            });
        group.count += 1;
        group.standing += usize::from(problem.stands());
        if let Some(remedy) = problem.mended {
            *group.mended.entry(remedy).or_insert(0) += 1;
        }
        if let Some(reading) = &problem.reading {
            group.readable += 1;
            let from = problem.detail.trim_matches(['‘', '’']);
            let is_known = group.readings.iter().any(|(known, _)| known == from);
            if group.readings.len() < 2 && !is_known {
                group.readings.push((from.to_owned(), reading.clone()));
            }
        }
        if group.first.len() < NAMED {
            group.first.push(problem.clone());
        }
        if self.all.len() < MOST_HELD {
            self.all.push(problem);
        }
    }

    /// By kind, in the order of the rules.
    pub(crate) fn groups(self) -> (Vec<Group>, Vec<Problem>) {
        (self.groups.into_values().collect(), self.all)
    }
}

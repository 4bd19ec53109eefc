//! The opening decision: what a list says, as entries of the register.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Date, End, Known, exact};
use register::{
    Act, Authority, Decision, FundShare, Ledger, LineId, Listed, Placement, PostLine, Standing,
    Tenure, UnitId,
};
use thiserror::Error;

use crate::field::Field;
use crate::layout::one_line;
use crate::problem::Remedy;
use crate::reading::{LeftOut, PostRow, Reading};
use crate::sheet::TextId;
use crate::units::Units;

/// Under what a list is recorded.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The decision that opens the register: its title names the import and its day.
    pub decision: Decision,
    /// The day on which it is written down.
    pub recorded: Date,
    /// The day of the opening balance; a post that starts later is in force from its own start.
    pub effective: Date,
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// How many units.
    pub units: usize,
    /// How many lines of posts.
    pub lines: usize,
    /// Who holds them. Personal data: no entry has it, and it is kept where it can be erased.
    pub holders: Vec<Holder>,
}

/// Who holds the posts of a line, as the list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The line.
    pub line: LineId,
    /// The name, if the list gives one.
    pub name: Option<String>,
    /// The council's number of the person, if the list gives one.
    pub number: Option<String>,
}

/// Why a list is not recorded. Nothing of it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpeningError {
    /// Something must be mended or chosen first.
    #[error("{0} problems must be mended or given a remedy first")]
    Standing(usize),
    /// No row holds posts.
    #[error("No row of the list holds posts")]
    NoPosts,
}

impl Reading<'_> {
    /// Writes the units and posts of the list into a ledger: all of it, or nothing.
    ///
    /// # Errors
    /// Says why nothing was written.
    pub fn record(&self, ledger: &mut Ledger, opening: &Opening) -> Result<Opened, OpeningError> {
        match (self.standing(), self.posts.is_empty()) {
            (0, false) => {}
            (0, true) => return Err(OpeningError::NoPosts),
            (standing, _) => return Err(OpeningError::Standing(standing)),
        }
        let decision = Arc::new(opening.decision.clone());
        let authority = || Authority {
            decision: Arc::clone(&decision),
            standing: Standing::Attested,
            paragraph: None,
            change_line: None,
            assumption: None,
            listed: None,
        };
        let day = opening.effective;
        let mut left_out = self.left_out_words();
        let mut ids: BTreeMap<usize, UnitId> = BTreeMap::new();
        for unit in Units::downwards(&self.units) {
            let listed = &self.units[unit];
            let id = ledger.new_unit();
            let act = Act::OpenUnit {
                unit: id,
                name: listed.name.clone(),
                part_of: listed.part_of.and_then(|above| ids.get(&above).copied()),
            };
            ids.insert(unit, id);
            let authority = Authority {
                assumption: left_out.take(),
                ..authority()
            };
            ledger.record(opening.recorded, day, authority, act);
        }
        let mended = self.mended_words();
        let mut holders = Vec::new();
        for row in &self.posts {
            let line = ledger.new_line();
            holders.extend(self.holder(row, line));
            let authority = Authority {
                assumption: joined(left_out.take(), mended.get(&row.row)),
                listed: Some(Listed {
                    row: row.row,
                    names: self.decision_words(row),
                }),
                ..authority()
            };
            let from = row.start.map_or(day, |start| start.first().max(day));
            let post = self.post_line(row, &ids);
            ledger.record(
                opening.recorded,
                from,
                authority,
                Act::Attest { line, post },
            );
        }
        Ok(Opened {
            units: ids.len(),
            lines: self.posts.len(),
            holders,
        })
    }

    fn words(&self, text: TextId) -> Option<String> {
        let words = one_line(self.list.texts.get(text));
        (!words.is_empty()).then_some(words)
    }

    /// A row as the register holds it.
    pub(crate) fn post_line(&self, row: &PostRow, units: &BTreeMap<usize, UnitId>) -> PostLine {
        let unit = row.unit.and_then(|unit| units.get(&(unit as usize)));
        PostLine {
            number: self.words(row.number),
            grade: self.words(row.grade).into(),
            point: row.point,
            posts: row.posts,
            fte: self.fte(row),
            hours: row.hours.map(|id| self.number(id)),
            paid_weeks: row.weeks.map(|id| self.number(id)),
            placement: unit.map_or(Placement::NotStated, |id| Placement::In(*id)),
            line_manager: self.words(row.manager),
            tenure: tenure(row),
            funding: self.funding(row),
            occupancy: row.occupancy,
            covered_by: self.words(row.covered_by),
            ..PostLine::titled(self.words(row.title).unwrap_or_default())
        }
    }

    /// Who pays; two columns that name one fund are one share of it.
    fn funding(&self, row: &PostRow) -> Vec<FundShare> {
        let mut funding: Vec<FundShare> = Vec::new();
        for (fund, share) in &row.funds {
            let share = Known::from(share.map(|id| self.number(id)));
            let fund = self.words(*fund).unwrap_or_default();
            match funding.iter_mut().find(|known| known.fund == fund) {
                Some(known) => {
                    known.share = known.share.zip(share).map(|(one, other)| one + other);
                }
                None if share == Known::Known(exact(0, 1)) => {}
                None => funding.push(FundShare { fund, share }),
            }
        }
        funding
    }

    fn holder(&self, row: &PostRow, line: LineId) -> Option<Holder> {
        let (name, number) = (self.words(row.holder), self.words(row.holder_number));
        (name.is_some() || number.is_some()).then_some(Holder { line, name, number })
    }

    /// The decision that the row names: `D000123, Policy Committee, 3 May 2012; from 1 July 2012`.
    fn decision_words(&self, row: &PostRow) -> Option<String> {
        let is_person = crate::value::words::names_a_person;
        let maker = self.words(row.approved_by).filter(|it| !is_person(it));
        let decided = row.decision_date.map(|day| day.to_string());
        let parts = [self.words(row.decision), maker, decided];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        match (words.is_empty(), row.start) {
            (true, None) => None,
            (true, Some(start)) => Some(format!("{start} as its start")),
            (false, None) => Some(words.join(", ")),
            (false, Some(start)) => Some(format!("{}; from {start}", words.join(", "))),
        }
    }

    /// The rows that are left out, for the record: `rows left out: 214 and 230 (list-not-a-number)`.
    fn left_out_words(&self) -> Option<String> {
        let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (row, why) in &self.left_out {
            let reason = match why {
                LeftOut::ByRow => "chosen by row",
                LeftOut::For(code) => code,
            };
            by_reason.entry(reason).or_default().push(row.to_string());
        }
        let reasons: Vec<String> = by_reason
            .into_iter()
            .map(|(reason, rows)| format!("{} ({reason})", rows.join(", ")))
            .collect();
        (!reasons.is_empty()).then(|| format!("rows left out: {}", reasons.join("; ")))
    }

    /// What was read otherwise than it is written, by row. Cells that may name people are not quoted.
    fn mended_words(&self) -> BTreeMap<u32, String> {
        let mut words: BTreeMap<u32, String> = BTreeMap::new();
        for problem in &self.problems {
            let may_name = matches!(
                problem.field,
                Some(Field::Holder | Field::HolderNumber | Field::LineManager | Field::ApprovedBy)
            );
            let column = problem.field.map_or_else(String::new, Field::words);
            let said = match (problem.mended, &problem.reading) {
                (Some(Remedy::Read), Some(reading)) => {
                    format!("{column} {} read as {reading}", problem.detail)
                }
                (Some(Remedy::NotKnown), _) if may_name => format!("{column} not known"),
                (Some(Remedy::NotKnown), _) => {
                    format!("{column} {} recorded as not known", problem.detail)
                }
                _ => continue,
            };
            let of_row = words.entry(problem.at.row).or_default();
            if !of_row.is_empty() {
                of_row.push_str("; ");
            }
            of_row.push_str(&said);
        }
        words
    }
}

fn joined(first: Option<String>, second: Option<&String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}; {second}")),
        (first, second) => first.or_else(|| second.cloned()),
    }
}

fn tenure(row: &PostRow) -> Known<Tenure> {
    match (row.permanent, row.end) {
        (Known::Known(true), _) => Known::Known(Tenure::Permanent),
        (_, Some(end)) => Known::Known(Tenure::Temporary(End::On(end))),
        (Known::Known(false), None) => {
            let end = End::Event("a day that the list does not give".to_owned());
            Known::Known(Tenure::Temporary(end))
        }
        (Known::Unknown | Known::Withheld, None) => Known::Unknown,
    }
}

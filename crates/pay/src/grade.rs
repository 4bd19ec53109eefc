//! Local grades: labels with, at best, a costing point.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use base::{When, folded, similarity};
use serde::Deserialize;

use crate::data::{self, DataError, Files};

/// What the costing point of a grade rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GradeStatus {
    /// A published paper states it.
    Stated,
    /// Inferred from published figures that it fits.
    Inferred,
    /// Extrapolated; never costed with.
    Guess,
    /// The label was seen, its points were not found.
    LabelOnly,
    /// The label is from memory.
    Unverified,
    /// Looked for and not found.
    NotFound,
}

impl GradeStatus {
    /// `stated`, `inferred`, `guess`, `label only`, `unverified` or `not found`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
            Self::Guess => "guess",
            Self::LabelOnly => "label only",
            Self::Unverified => "unverified",
            Self::NotFound => "not found",
        }
    }

    /// May a post be costed on it?
    pub fn is_usable(self) -> bool {
        matches!(self, Self::Stated | Self::Inferred)
    }

    fn named(name: &str) -> Option<Self> {
        use GradeStatus::{Guess, Inferred, LabelOnly, NotFound, Stated, Unverified};
        [Stated, Inferred, Guess, LabelOnly, Unverified, NotFound]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// What is known of a grade of one council on one spine. A grade may have a row for each spine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// The council's full name.
    pub council: String,
    /// The label: `Band A`.
    pub label: String,
    /// Other spellings of the same grade: `Hay Band A`.
    pub aliases: Vec<String>,
    /// The job evaluation scheme.
    pub scheme: String,
    /// The [`crate::Spine::id`] of its point; `local` above the national spine; none if not known.
    pub spine: Option<String>,
    /// The point at which a post of this grade is costed.
    pub costing_point: Option<u16>,
    /// What that rests on.
    pub status: GradeStatus,
    /// The date of the paper in which it was seen.
    pub seen_on: Option<When>,
    /// Where the point comes from, in words.
    pub basis: String,
    /// A warning, or empty; `[U]` marks what was not verified.
    pub note: String,
    /// Ids of its sources, joined by `+`.
    pub source: String,
}

#[derive(Debug)]
pub(crate) struct Grades {
    councils: Vec<String>,
    grades: Vec<Grade>,
    /// Every folded name of a council, and its place in `councils`.
    council_names: BTreeMap<String, usize>,
    /// The rows of a council's grades by folded label or alias.
    labels: BTreeMap<(usize, String), Vec<usize>>,
}

#[derive(Deserialize)]
struct CouncilRow {
    council: String,
    aliases: String,
}

#[derive(Deserialize)]
struct GradeRow {
    council: String,
    grade: String,
    aliases: String,
    scheme: String,
    spine: String,
    costing_point: Option<u16>,
    status: String,
    seen_on: String,
    basis: String,
    note: String,
    source: String,
}

impl Grades {
    pub(crate) fn read(files: &Files<'_>) -> Result<Self, DataError> {
        let mut councils = Vec::new();
        let mut council_names = BTreeMap::new();
        for row in data::rows::<CouncilRow>("councils.csv", files.councils)? {
            for name in listed(&row.aliases).iter().chain([&row.council]) {
                council_names.insert(folded(name), councils.len());
            }
            councils.push(row.council);
        }
        let rows = data::rows::<GradeRow>("grades.csv", files.grades)?;
        let grades: Vec<Grade> = rows.into_iter().map(grade).collect::<Result<_, _>>()?;
        let mut labels: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (place, grade) in grades.iter().enumerate() {
            let council = council_names
                .get(&folded(&grade.council))
                .ok_or_else(|| data::refused("grades.csv", &grade.council, "a council"))?;
            for name in grade.aliases.iter().chain([&grade.label]) {
                labels
                    .entry((*council, folded(name)))
                    .or_default()
                    .push(place);
            }
        }
        Ok(Self {
            councils,
            grades,
            council_names,
            labels,
        })
    }

    pub(crate) fn councils(&self) -> impl Iterator<Item = &str> {
        self.councils.iter().map(String::as_str)
    }

    /// The full name of a council.
    pub(crate) fn council(&self, name: &str) -> Option<&str> {
        self.council_names
            .get(&folded(name))
            .map(|&place| self.councils[place].as_str())
    }

    pub(crate) fn of_council<'t>(
        &'t self,
        council: &str,
    ) -> impl Iterator<Item = &'t Grade> + use<'t> {
        let council = self.council(council).map(str::to_owned);
        self.grades
            .iter()
            .filter(move |grade| Some(&grade.council) == council.as_ref())
    }

    /// Every row of a grade: one for each spine on which its point is known.
    pub(crate) fn called(&self, council: &str, label: &str) -> Vec<&Grade> {
        let council = self.council_names.get(&folded(council));
        let rows = council.and_then(|&council| self.labels.get(&(council, folded(label))));
        rows.into_iter()
            .flatten()
            .map(|&row| &self.grades[row])
            .collect()
    }

    /// Up to three labels that might have been meant, the nearest first.
    pub(crate) fn near(&self, council: &str, label: &str) -> Vec<String> {
        near_labels(
            self.of_council(council).map(|grade| grade.label.as_str()),
            label,
        )
    }
}

/// Up to three of some labels of grades that might have been meant by one that is not among them, the
/// nearest first.
pub fn near_labels<'l>(labels: impl IntoIterator<Item = &'l str>, label: &str) -> Vec<String> {
    let mut near: Vec<(u32, &str)> = Vec::new();
    for known in labels {
        // Grade 4 is not what was meant by Grade 47.
        let same_end = ending(known) == ending(label);
        let alike = similarity(known, label);
        if same_end && !near.iter().any(|(_, other)| *other == known) {
            near.push((alike, known));
        }
    }
    near.sort_by_key(|&(alike, _)| Reverse(alike));
    near.into_iter()
        .take(3)
        .map(|(_, label)| label.to_owned())
        .collect()
}

/// What tells one grade of a scheme from the next: the number or the letter at the end.
fn ending(label: &str) -> String {
    let folded = folded(label);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    match folded.strip_prefix(bare) {
        Some(number) if !number.is_empty() => number.to_owned(),
        _ => folded.chars().last().map(String::from).unwrap_or_default(),
    }
}

fn listed(aliases: &str) -> Vec<String> {
    aliases
        .split('|')
        .filter(|alias| !alias.is_empty())
        .map(str::to_owned)
        .collect()
}

fn grade(row: GradeRow) -> Result<Grade, DataError> {
    const FILE: &str = "grades.csv";
    let seen_on = match row.seen_on.as_str() {
        "" => None,
        day => Some(When::parse(day).map_err(|_| data::refused(FILE, day, "a date"))?),
    };
    Ok(Grade {
        status: GradeStatus::named(&row.status)
            .ok_or_else(|| data::refused(FILE, &row.status, "the status of a grade"))?,
        aliases: listed(&row.aliases),
        spine: (!row.spine.is_empty()).then_some(row.spine),
        council: row.council,
        label: row.grade,
        scheme: row.scheme,
        costing_point: row.costing_point,
        seen_on,
        basis: row.basis,
        note: row.note,
        source: row.source,
    })
}

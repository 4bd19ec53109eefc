//! All tables together.

use std::sync::OnceLock;

use base::Date;

use crate::data::{DataError, Files};
use crate::grade::{Grade, Grades};
use crate::on_costs::{ContractedOut, EmployerNi, Levy, LgpsRate, OnCosts};
use crate::profile::{self, Profile};
use crate::source::{self, Source};
use crate::spine::{Newest, Spine, SpinePoint, SpineVersion, Spines};

/// Spines, grades, on-costs, profiles and their sources.
#[derive(Debug)]
pub struct Tables {
    pub(crate) spines: Spines,
    pub(crate) grades: Grades,
    pub(crate) on_costs: OnCosts,
    profiles: Vec<Profile>,
    sources: Vec<Source>,
}

impl Tables {
    /// The profile for new work.
    pub const DEFAULT_PROFILE: &'static str = "statutory";

    /// The tables shipped with the program, read once.
    ///
    /// # Panics
    /// Never: the data are part of the program, and a test reads them with [`Tables::read`].
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Tables> = OnceLock::new();
        SHIPPED.get_or_init(|| match Self::read(&Files::SHIPPED) {
            Ok(tables) => tables,
            Err(error) => unreachable!("the shipped pay data are broken: {error}"),
        })
    }

    /// Reads data files: those shipped, or another pay structure in the same form.
    ///
    /// # Errors
    /// Names the file and the value that is not what it should be.
    pub fn read(files: &Files<'_>) -> Result<Self, DataError> {
        Ok(Self {
            spines: Spines::read(files)?,
            grades: Grades::read(files)?,
            on_costs: OnCosts::read(files)?,
            profiles: profile::read(files)?,
            sources: source::read(files)?,
        })
    }

    /// Every spine.
    pub fn spines(&self) -> &[Spine] {
        &self.spines.spines
    }

    /// Every version of every spine, oldest first; a version whose award was not found has no
    /// points.
    pub fn versions(&self) -> &[SpineVersion] {
        &self.spines.versions
    }

    /// The version of a spine that took effect on a day.
    pub fn version(&self, spine: &str, effective: Date) -> Option<&SpineVersion> {
        self.versions()
            .iter()
            .find(|version| version.spine == spine && version.effective == effective)
    }

    /// The newest version under an agreement (`NJC`) that was agreed and in effect on a day.
    pub fn newest_agreed(&self, agreement: &str, on: Date) -> Newest<'_> {
        self.spines.newest_agreed(agreement, on)
    }

    /// What a bare point under an agreement means on a day: `scp 23` is old before 1 April 2019
    /// and new from then on. The point itself need not exist.
    pub fn bare_point(&self, agreement: &str, point: u16, on: Date) -> Option<SpinePoint> {
        self.spines
            .of_bare_point(agreement, on)
            .map(|spine| self.spines.point(&spine.id, point))
    }

    /// The points of another spine that stand for a point, by the assimilation of 2019: none, one,
    /// or (from new 1 to 6 back) two.
    pub fn counterparts(&self, point: &SpinePoint, to_spine: &str) -> Vec<SpinePoint> {
        let numbers = self.spines.counterparts(point, to_spine);
        numbers
            .into_iter()
            .map(|number| self.spines.point(to_spine, number))
            .collect()
    }

    /// The full names of the councils whose grades are held.
    pub fn councils(&self) -> impl Iterator<Item = &str> {
        self.grades.councils()
    }

    /// Every grade of a council, by any of the council's names.
    pub fn grades(&self, council: &str) -> impl Iterator<Item = &Grade> {
        self.grades.of_council(council)
    }

    /// What is known of a grade by its label or an alias: a row for each spine; empty if the label
    /// is not known.
    pub fn grade(&self, council: &str, label: &str) -> Vec<&Grade> {
        self.grades.called(council, label)
    }

    /// Up to three labels that may have been meant by an unknown one, the nearest first.
    pub fn near_grades(&self, council: &str, label: &str) -> Vec<String> {
        self.grades.near(council, label)
    }

    /// Employer's National Insurance on a day.
    pub fn employer_ni(&self, on: Date) -> Option<&EmployerNi> {
        self.on_costs.employer_ni(on)
    }

    /// The rebate for contracted-out members on a day; none from 6 April 2016.
    pub fn contracted_out(&self, on: Date) -> Option<&ContractedOut> {
        self.on_costs.contracted_out(on)
    }

    /// The apprenticeship levy on a day; none before 6 April 2017.
    pub fn levy(&self, on: Date) -> Option<&Levy> {
        self.on_costs.levy(on)
    }

    /// Pension rates found in publications, for scale.
    pub fn lgps_rates(&self) -> &[LgpsRate] {
        &self.on_costs.lgps
    }

    /// Every on-cost profile.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile of that name.
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.name == name)
    }

    /// Every source that a row cites.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}

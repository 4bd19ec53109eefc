//! What of a case stands at a place of its text, so that a finding can lead there.

use diagnostics::Place;
use proposal::Case;

/// A part of a case that a person can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The head of the report: title, date, decision-maker, how it is costed.
    Head,
    /// A post that exists before, by its place in the case.
    Post(usize),
    /// A change, by its place in the case.
    Change(usize),
    /// Funding, budgets, savings and stated figures.
    Money,
    /// Options that were considered.
    Options,
    /// Consultation and what becomes of people.
    People,
    /// Recommendations, the cover, appendices and background papers.
    Paper,
    /// Officers' comments.
    Comments,
    /// A section of the report, by its key; empty for one of the author's own.
    Section(String),
}

impl Spot {
    /// What stands at a place: the record that begins last before it.
    pub fn of(case: &Case, place: &Place) -> Self {
        let mut nearest = (0, Self::Head);
        let mut offer = |start: usize, spot: Self| {
            if start <= place.span.start && start >= nearest.0 {
                nearest = (start, spot);
            }
        };
        let mut each = |places: &mut dyn Iterator<Item = &Place>, spot: Self| {
            for place in places {
                offer(place.span.start, spot.clone());
            }
        };
        each(&mut case.units.iter().map(|one| &one.place), Self::Head);
        each(&mut case.stated.iter().map(|one| &one.place), Self::Money);
        each(&mut case.funds.iter().map(|one| &one.place), Self::Money);
        each(&mut case.funding.iter().map(|one| &one.place), Self::Money);
        each(&mut case.budgets.iter().map(|one| &one.place), Self::Money);
        each(&mut case.savings.iter().map(|one| &one.place), Self::Money);
        each(&mut case.scope.iter().map(|one| &one.place), Self::Paper);
        each(
            &mut case.options.iter().map(|one| &one.place),
            Self::Options,
        );
        each(
            &mut case.consultation.iter().map(|one| &one.place),
            Self::People,
        );
        each(&mut case.pools.iter().map(|one| &one.place), Self::People);
        each(
            &mut case.protection.iter().map(|one| &one.place),
            Self::People,
        );
        each(
            &mut case.redundancies.iter().map(|one| &one.place),
            Self::People,
        );
        each(
            &mut case.equality.iter().map(|one| &one.place),
            Self::People,
        );
        each(
            &mut case.recommendations.iter().map(|one| &one.place),
            Self::Paper,
        );
        each(
            &mut case.comments.iter().map(|one| &one.place),
            Self::Comments,
        );
        each(
            &mut case.appendices.iter().map(|one| &one.place),
            Self::Paper,
        );
        each(&mut case.papers.iter().map(|one| &one.place), Self::Paper);
        each(
            &mut case.obligations.iter().map(|one| &one.place),
            Self::Paper,
        );
        each(
            &mut case.discharges.iter().map(|one| &one.place),
            Self::Paper,
        );
        for (index, post) in case.posts.iter().enumerate() {
            each(&mut std::iter::once(&post.place), Self::Post(index));
        }
        for (index, change) in case.changes.iter().enumerate() {
            each(&mut std::iter::once(&change.place), Self::Change(index));
        }
        for section in &case.sections {
            let spot = Self::Section(section.key.clone());
            each(&mut std::iter::once(&section.prose.place), spot);
        }
        nearest.1
    }
}

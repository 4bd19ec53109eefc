//! What of a case stands at a place of its text, so that a finding can lead there.

use diagnostics::Place;
use proposal::Case;

use crate::sheet::Sheet;

/// A part of a case that a person can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A post that exists before, by its place in the case.
    Post(usize),
    /// A change, by its place in the case.
    Change(usize),
    /// An option, by its place in the case.
    Option(usize),
    /// A finding that is let stand, by its place in the case.
    Acknowledgement(usize),
    /// What was decided.
    Decision,
    /// A part of a sheet: the card or the question, empty for the sheet as a whole.
    On(Sheet, String),
}

impl Spot {
    /// What stands at a place: the record that begins last before it.
    pub fn of(case: &Case, place: &Place) -> Self {
        let mut nearest = Nearest {
            at: place.span.start,
            start: 0,
            spot: Self::On(Sheet::Describe, String::new()),
        };
        nearest.head(case);
        nearest.money(case);
        nearest.people(case);
        nearest.paper(case);
        nearest.words(case);
        for (index, post) in case.posts.iter().enumerate() {
            nearest.offer(&post.place, || Self::Post(index));
        }
        for (index, change) in case.changes.iter().enumerate() {
            nearest.offer(&change.place, || Self::Change(index));
        }
        for (index, option) in case.options.iter().enumerate() {
            nearest.offer(&option.place, || Self::Option(index));
        }
        for (index, own) in case.acknowledgements.iter().enumerate() {
            nearest.offer(&own.place, || Self::Acknowledgement(index));
        }
        if let Some(decision) = &case.decision {
            nearest.offer(&decision.place, || Self::Decision);
        }
        nearest.spot
    }

    /// The sheet on which it stands, if it stands on one.
    pub fn sheet(self) -> Option<Sheet> {
        match self {
            Self::On(sheet, _) => Some(sheet),
            _ => None,
        }
    }
}

/// The record that begins last before a place, of those offered so far.
struct Nearest {
    at: usize,
    start: usize,
    spot: Spot,
}

impl Nearest {
    fn offer(&mut self, place: &Place, spot: impl FnOnce() -> Spot) {
        let start = place.span.start;
        if start <= self.at && start >= self.start {
            (self.start, self.spot) = (start, spot());
        }
    }

    fn card(&mut self, place: &Place, sheet: Sheet, path: &str, index: usize) {
        self.offer(place, || Spot::On(sheet, format!("{path}-{index}")));
    }

    fn question(&mut self, place: &Place, sheet: Sheet, name: &str) {
        self.offer(place, || Spot::On(sheet, name.to_owned()));
    }

    /// Each field of the head has its own place.
    fn head(&mut self, case: &Case) {
        let header = &case.header;
        let texts = [
            ("title", &header.title),
            ("body", &header.body),
            ("template", &header.template),
            ("item", &header.item),
            ("reference", &header.reference),
            ("report-of", &header.report_of),
            ("divisions", &header.divisions),
            ("confidentiality", &header.confidentiality),
            ("reconstructed-from", &header.reconstructed_from),
            ("profile", &case.costing.profile),
            ("assumed", &case.defaults.assumed),
        ];
        for (name, value) in texts {
            if let Some(at) = value {
                self.question(&at.place, Sheet::Describe, name);
            }
        }
        let lists = [
            ("decision-maker", &header.decision_makers),
            ("contact", &header.contacts),
            ("unit", &case.defaults.units),
            ("blank", &case.cover.blank),
        ];
        for (name, values) in lists {
            for at in values {
                self.question(&at.place, Sheet::Describe, name);
            }
        }
        for (name, value) in [("date", &header.date), ("pay-date", &case.costing.pay_date)] {
            if let Some(at) = value {
                self.question(&at.place, Sheet::Describe, name);
            }
        }
        if let Some(at) = &case.defaults.from {
            self.question(&at.place, Sheet::Describe, "from");
        }
        if let Some(at) = &case.defaults.until {
            self.question(&at.place, Sheet::Describe, "until");
        }
        if let Some(prose) = &case.cover.summary {
            self.question(&prose.place, Sheet::Describe, "summary");
        }
        for (index, prose) in case.cover.recommendations.iter().enumerate() {
            self.card(
                &prose.place,
                Sheet::Describe,
                "cover-recommendations",
                index,
            );
        }
        for (index, unit) in case.units.iter().enumerate() {
            self.card(&unit.place, Sheet::Describe, "units", index);
        }
    }

    fn money(&mut self, case: &Case) {
        for (index, one) in case.stated.iter().enumerate() {
            self.card(&one.place, Sheet::Stated, "stated", index);
        }
        for (index, one) in case.funds.iter().enumerate() {
            self.card(&one.place, Sheet::Funding, "fund", index);
        }
        for (index, one) in case.funding.iter().enumerate() {
            self.card(&one.place, Sheet::Funding, "funding", index);
        }
        for (index, one) in case.budgets.iter().enumerate() {
            self.card(&one.place, Sheet::Budgets, "budget", index);
        }
        for (index, one) in case.savings.iter().enumerate() {
            self.card(&one.place, Sheet::Savings, "saving", index);
        }
    }

    fn people(&mut self, case: &Case) {
        if let Some(held) = &case.consultation {
            self.question(&held.place, Sheet::Consultation, "consultation-with");
            for (index, meeting) in held.meetings.iter().enumerate() {
                self.card(
                    &meeting.place,
                    Sheet::Consultation,
                    "consultation-meeting",
                    index,
                );
            }
        }
        if let Some(held) = &case.equality {
            self.question(&held.place, Sheet::Implications, "equality-assessment");
        }
        if let Some(held) = &case.redundancies {
            self.question(&held.place, Sheet::Implications, "redundancies-number");
        }
        if let Some(held) = &case.protection {
            self.question(&held.place, Sheet::Implications, "protection-people");
        }
        for (index, pool) in case.pools.iter().enumerate() {
            self.card(&pool.place, Sheet::Implications, "pool", index);
        }
    }

    fn paper(&mut self, case: &Case) {
        for (index, one) in case.recommendations.iter().enumerate() {
            self.card(&one.place, Sheet::Recommendations, "recommendation", index);
        }
        for (index, one) in case.comments.iter().enumerate() {
            self.card(&one.place, Sheet::Comments, "comment", index);
        }
        for (index, one) in case.appendices.iter().enumerate() {
            self.card(&one.place, Sheet::Papers, "appendix", index);
        }
        for (index, one) in case.papers.iter().enumerate() {
            self.card(&one.place, Sheet::Papers, "paper", index);
        }
        for (index, one) in case.exempt.iter().enumerate() {
            self.card(&one.place, Sheet::Exempt, "exempt", index);
        }
        for (index, one) in case.obligations.iter().enumerate() {
            self.card(&one.place, Sheet::Papers, "obligation", index);
        }
        for (index, one) in case.discharges.iter().enumerate() {
            self.card(&one.place, Sheet::Papers, "discharge", index);
        }
        for (index, one) in case.scope.iter().enumerate() {
            self.card(&one.place, Sheet::Papers, "scope", index);
        }
    }

    fn words(&mut self, case: &Case) {
        let mut own = 0;
        for section in &case.sections {
            let key = match section.key.is_empty() {
                true => {
                    own += 1;
                    format!("own-{own}")
                }
                false => section.key.clone(),
            };
            let sheet = Sheet::Section(key);
            self.question(&section.place, sheet.clone(), "text");
            self.question(&section.prose.place, sheet, "text");
        }
    }
}

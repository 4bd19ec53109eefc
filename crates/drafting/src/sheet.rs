//! A part of a case that a person fills in: the head, the consultation, a section of the report.
//!
//! ```text
//! Sheet + Draft ──shown──▶ Form            questions with what the case says
//! Sheet + Draft + Answers ──filled──▶ Draft, or the Form with what is wrong
//! ```

mod exempt;
mod form;
mod head;
mod merge;
mod money;
mod paper;
mod pen;
mod people;
mod values;
mod words;

pub use form::{Answers, Card, Cards, Fold, Form, Item, Kind, Question};
pub use merge::{Answered, Merge};
pub use words::{SectionOutline, implications, sections};

use diagnostics::{At, Severity};
use proposal::{BodyProfile, Case};

use crate::draft::Draft;
use pen::{Answer, Pen, ask};

/// The name of the question how far a sheet is.
pub const COMPLETED: &str = "completed";

/// A part of a case that is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What the report is and who decides on it; how it is costed.
    Describe,
    /// Who pays.
    Funding,
    /// Budgets.
    Budgets,
    /// Savings.
    Savings,
    /// Figures that the report states.
    Stated,
    /// Consultation with staff and unions.
    Consultation,
    /// What the proposal does to people, but for the words about it.
    Implications,
    /// What the decision-maker is asked.
    Recommendations,
    /// Officers' comments.
    Comments,
    /// Appendices, papers and promises.
    Papers,
    /// What the public may not read.
    Exempt,
    /// A section of the report, by its key.
    Section(String),
}

/// What a sheet offers that a case does not know.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// How the body of the draft writes its reports.
    pub body: &'a BodyProfile,
    /// The kinds of report that can be asked for: key and name.
    pub templates: &'a [(String, String)],
    /// The on-cost profiles: name and title. The first counts where none is chosen.
    pub pay: &'a [(String, String)],
}

impl Sheet {
    /// Every one but the sections.
    pub const ALL: [Self; 11] = [
        Self::Describe,
        Self::Funding,
        Self::Budgets,
        Self::Savings,
        Self::Stated,
        Self::Consultation,
        Self::Implications,
        Self::Recommendations,
        Self::Comments,
        Self::Papers,
        Self::Exempt,
    ];

    /// As an address ends, and as a case keeps that it is complete.
    pub fn key(&self) -> String {
        let key = match self {
            Self::Describe => "describe",
            Self::Funding => "funding",
            Self::Budgets => "budgets",
            Self::Savings => "savings",
            Self::Stated => "stated",
            Self::Consultation => "consultation",
            Self::Implications => "implications",
            Self::Recommendations => "recommendations",
            Self::Comments => "report/comments",
            Self::Papers => "report/papers",
            Self::Exempt => "report/exempt",
            Self::Section(key) => return format!("report/{key}"),
        };
        key.to_owned()
    }

    /// The sheet of that key.
    pub fn of_key(key: &str) -> Option<Self> {
        let own = Self::ALL.into_iter().find(|sheet| sheet.key() == key);
        own.or_else(|| Some(Self::Section(key.strip_prefix("report/")?.to_owned())))
    }

    /// Does the draft, or its kind of report, have this sheet? A further section of the author's own can
    /// be begun.
    pub fn is_there(&self, case: &Case, body: &BodyProfile) -> bool {
        let Self::Section(key) = self else {
            return true;
        };
        let own = case
            .sections
            .iter()
            .filter(|section| section.key.is_empty());
        match words::own_number(key) {
            Some(number) => number <= own.count() + 1,
            None => body.section(key).is_some() || words::place_of(case, key).is_some(),
        }
    }

    /// Does its author call it complete?
    pub fn is_completed(&self, case: &Case) -> bool {
        let key = self.key();
        let mut completed = case.header.completed.iter();
        completed.any(|own| own.value == key)
    }

    /// What a draft says on this sheet.
    pub fn shown(&self, draft: &Draft, around: &Around<'_>) -> Form {
        self.walked(draft, around, None).1
    }

    /// A form with these answers, and with what is wrong with them.
    pub fn typed(&self, draft: &Draft, around: &Around<'_>, answers: &Answers) -> Form {
        self.walked(draft, around, Some(answers)).1
    }

    /// The draft with these answers. A question that is not answered keeps its answer.
    ///
    /// # Errors
    /// The form with these answers and what is wrong with them.
    pub fn filled(
        &self,
        draft: &Draft,
        around: &Around<'_>,
        answers: &Answers,
    ) -> Result<Draft, Form> {
        let (case, form, is_wrong) = self.walked(draft, around, Some(answers));
        if is_wrong {
            return Err(form);
        }
        let filled = Draft::of(&case);
        let is_lost = filled
            .found
            .iter()
            .find(|found| found.severity() == Severity::Error)
            .filter(|_| draft.found.is_empty());
        match is_lost {
            None => Ok(filled),
            Some(lost) => Err(Form {
                fault: Some(format!("This cannot be kept: {}", lost.message)),
                ..form
            }),
        }
    }

    fn walked(
        &self,
        draft: &Draft,
        around: &Around<'_>,
        answers: Option<&Answers>,
    ) -> (Case, Form, bool) {
        let mut case = draft.case.clone();
        let mut pen = Pen::new(draft, answers);
        match self {
            Self::Describe => head::describe(&mut pen, &mut case, around),
            Self::Funding => money::funding(&mut pen, &mut case),
            Self::Budgets => money::budgets(&mut pen, &mut case),
            Self::Savings => money::savings(&mut pen, &mut case),
            Self::Stated => money::stated(&mut pen, &mut case),
            Self::Consultation => people::consultation(&mut pen, &mut case),
            Self::Implications => people::touched(&mut pen, &mut case),
            Self::Recommendations => paper::recommendations(&mut pen, &mut case),
            Self::Comments => paper::comments(&mut pen, &mut case, around),
            Self::Papers => paper::papers(&mut pen, &mut case),
            Self::Exempt => exempt::exempt(&mut pen, &mut case, around),
            Self::Section(key) => words::section(&mut pen, &mut case, key, around),
        }
        self.completed(&mut pen, &mut case);
        let form = Form {
            items: pen.items,
            fault: None,
        };
        (case, form, pen.is_wrong)
    }

    /// How far the sheet is: kept in the case, so that it goes where the draft goes, and a revision says
    /// what its author called complete.
    fn completed(&self, pen: &mut Pen<'_>, case: &mut Case) {
        let answers = [
            ("yes", "Yes, I have completed this section"),
            ("no", "No, I will come back to it later"),
        ];
        let answers = answers.map(|(key, words)| (key.to_owned(), words.to_owned()));
        let now = match self.is_completed(case) {
            true => "yes",
            // Nothing is chosen for whoever has not answered yet.
            false => "",
        };
        let asked = ask(COMPLETED, "Have you completed this section?");
        let read = |typed: &str| Ok(typed == "yes");
        let kind = Kind::Radios(answers.into());
        if let Answer::Value(is_so) = pen.ask(&asked, kind, now.to_owned(), read) {
            let key = self.key();
            let all = std::mem::take(&mut case.header.completed).into_iter();
            let mut all: Vec<At<String>> = all.filter(|own| own.value != key).collect();
            if is_so {
                all.push(pen.at(key));
            }
            case.header.completed = all;
        }
    }
}

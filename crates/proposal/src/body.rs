//! Body profiles: the sections, comments, terms and rules of one kind of report, as data.

use std::sync::{Arc, LazyLock};

use base::{Date, Exact, folded, same_name};
use diagnostics::Sources;

use crate::case::Case;
use crate::look::Look;
use crate::read::read_body;

/// How one body writes and decides its reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyProfile {
    /// The name by which a case asks for it.
    pub key: String,
    /// The name of the kind of report: where a council writes a kind in its own colours, that of the kind.
    pub kind: String,
    /// What it is.
    pub name: String,
    /// The bodies that use it unless a case says otherwise.
    pub bodies: Vec<String>,
    /// How paragraphs are numbered.
    pub numbering: NumberingStyle,
    /// The shape of the head of the report.
    pub cover: CoverShape,
    /// Fields that the cover must fill.
    pub required_cover: Vec<String>,
    /// Is a member or officer deciding alone, so that call-in and notice apply?
    pub executive: bool,
    /// Working days in which a decision can be called in.
    pub call_in_working_days: u32,
    /// Clear working days between publication and meeting.
    pub clear_days: u32,
    /// A number of people below this is not told to the public, for it may tell who they are; 0 if all are told.
    pub small_number: u32,
    /// How people are placed in a new structure: `enabling`, `assimilation`.
    pub placing_term: String,
    /// The heading over what is asked.
    pub recommendations_heading: String,
    /// The words before what is asked.
    pub recommendations_lead: String,
    /// The heading over the list of papers.
    pub papers_heading: String,
    /// The statement that comes before the list of papers.
    pub papers_statement: String,
    /// The heading over the divisions affected; none if the body does not print them.
    pub divisions_heading: Option<String>,
    /// Does the report end with a block for the decision and its signatures?
    pub decision_block: bool,
    /// The sections, in order.
    pub sections: Vec<SectionRule>,
    /// The officers' comments, in order.
    pub comments: Vec<CommentKind>,
    /// Colours and fonts.
    pub look: Look,
    /// By which on-cost profile the posts of its register are costed, from which day.
    pub pay: Vec<PayRule>,
}

/// By which on-cost profile posts are costed from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRule {
    /// The first day.
    pub from: Date,
    /// The name of the profile in the pay tables.
    pub profile: String,
    /// The employer's pension rate, as a share of pay, where the profile needs one.
    pub pension_rate: Option<Exact>,
}

/// How paragraphs are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberingStyle {
    /// 1, 2, 3 through the whole report.
    #[default]
    Through,
    /// 6.1, 6.2 within section 6.
    BySection,
}

/// The shape of the head of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoverShape {
    /// Facts, one under the other.
    #[default]
    TitleBlock,
    /// A table with a decision to fill in.
    CoverTable,
}

/// One section of a kind of report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRule {
    /// The field of `[report]` that holds it.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// What it is about, for the checks.
    pub kind: SectionKind,
    /// Must a report have it?
    pub required: bool,
    /// Words that stand in it whatever the author writes, by the day from which they are used.
    pub standing: Vec<Standing>,
    /// Is it printed one heading lower, under the section before it?
    pub under: bool,
}

/// Standing words, and from when they are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The first day.
    pub from: Date,
    /// The words.
    pub text: String,
}

impl SectionRule {
    /// The standing words of a day; without a day, the newest.
    pub fn standing_on(&self, day: Option<Date>) -> Option<&str> {
        let fits = |standing: &&Standing| day.is_none_or(|day| standing.from <= day);
        let newest = self
            .standing
            .iter()
            .filter(fits)
            .max_by_key(|standing| standing.from);
        newest.map(|standing| standing.text.as_str())
    }
}

/// What a section is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SectionKind {
    /// Why the report comes.
    Purpose,
    /// What the reader must know, and what is proposed.
    #[default]
    Information,
    /// The options that were considered.
    Options,
    /// Why this one.
    Reasons,
    /// The standing list of implications.
    Implications,
    /// What it costs.
    Financial,
    /// What it does to people.
    Staffing,
    /// What it does to equality.
    Equality,
    /// Whom it consulted.
    Consultation,
}

/// One kind of officer comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentKind {
    /// The name by which a case writes it: `financial`.
    pub kind: String,
    /// Its heading.
    pub heading: String,
    /// Must a report that changes posts have it?
    pub required: bool,
}

/// The body profiles that can be asked for.
#[derive(Clone, Debug)]
pub struct Bodies {
    all: Vec<Arc<BodyProfile>>,
}

static SHIPPED: LazyLock<Bodies> = LazyLock::new(|| {
    let texts = [
        include_str!("../bodies/plain.toml"),
        include_str!("../bodies/nottinghamshire-committee.toml"),
        include_str!("../bodies/bolton-executive-member.toml"),
    ];
    let read = |text: &str| read_body(&mut Sources::new(), "shipped", text.as_bytes()).0;
    Bodies {
        all: texts.into_iter().filter_map(read).map(Arc::new).collect(),
    }
});

impl Bodies {
    /// The profiles that come with Muster; the plain one first.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// These profiles and another, which is preferred where several fit.
    #[must_use]
    pub fn with(mut self, profile: BodyProfile) -> Self {
        self.all.retain(|other| other.key != profile.key);
        self.all.insert(0, Arc::new(profile));
        self
    }

    /// The profiles.
    pub fn iter(&self) -> impl Iterator<Item = &BodyProfile> {
        self.all.iter().map(|profile| &**profile)
    }

    /// The profile of that name.
    pub fn named(&self, key: &str) -> Option<&Arc<BodyProfile>> {
        self.all.iter().find(|profile| profile.key == key)
    }

    /// The profile that lists a council; none if none does.
    pub fn listing(&self, body: &str) -> Option<&Arc<BodyProfile>> {
        let lists =
            |profile: &&Arc<BodyProfile>| profile.bodies.iter().any(|name| same_name(name, body));
        self.all.iter().find(lists)
    }

    /// The profile that a case asks for, else that of its body, else the plain one.
    pub fn of(&self, case: &Case) -> &Arc<BodyProfile> {
        let asked = case
            .header
            .template
            .as_ref()
            .and_then(|key| self.named(key));
        let body = case.header.body.as_ref();
        let used = asked.or_else(|| self.listing(&body?.value));
        used.or_else(|| self.named("plain")).unwrap_or(&self.all[0])
    }
}

impl BodyProfile {
    /// This kind of report as one council writes it: under its name, in its colours and fonts, its posts
    /// costed by its own rates where it has some.
    #[must_use]
    pub fn of_council(&self, council: &str, look: Look, pay: Vec<PayRule>) -> Self {
        Self {
            key: format!("{} of {}", self.key, folded(council)),
            name: format!("{}, as {council} writes it", self.name),
            bodies: vec![council.to_owned()],
            look,
            pay: if pay.is_empty() {
                self.pay.clone()
            } else {
                pay
            },
            ..self.clone()
        }
    }

    /// By which on-cost profile posts are costed on a day; none before the first.
    pub fn pay_on(&self, day: Date) -> Option<&PayRule> {
        let begun = self.pay.iter().filter(|rule| rule.from <= day);
        begun.max_by_key(|rule| rule.from)
    }

    /// The section of that key.
    pub fn section(&self, key: &str) -> Option<&SectionRule> {
        self.sections.iter().find(|section| section.key == key)
    }
}

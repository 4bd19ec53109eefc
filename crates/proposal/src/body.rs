//! Body profiles: the sections, comments, terms and rules of one kind of report, as data.

use std::sync::LazyLock;

use base::{Date, same_name};
use serde::Deserialize;

/// How one body writes and decides its reports.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyProfile {
    /// The name by which a case asks for it.
    pub key: String,
    /// What it is.
    pub name: String,
    /// The bodies that use it unless a case says otherwise.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// The council by which the pay tables know this body.
    #[serde(default)]
    pub pay_council: Option<String>,
    /// Do paragraphs number through the whole report (`through`) or within sections (`by-section`)?
    pub numbering: String,
    /// The head of the report: `title block` or `cover table`.
    pub cover: String,
    /// Fields that the cover must fill: `date`, `item`, `decision_maker`, `reference`, `report_of`.
    #[serde(default)]
    pub required_cover: Vec<String>,
    /// Is a member or officer deciding alone, so that call-in and notice apply?
    pub executive: bool,
    /// Working days in which a decision can be called in.
    #[serde(default)]
    pub call_in_working_days: u32,
    /// Clear working days between publication and meeting.
    #[serde(default)]
    pub clear_days: u32,
    /// How people are placed in a new structure: `enabling`, `assimilation`.
    pub placing_term: String,
    /// The heading over what is asked.
    pub recommendations_heading: String,
    /// The words before what is asked.
    #[serde(default)]
    pub recommendations_lead: String,
    /// The heading over the list of papers.
    pub papers_heading: String,
    /// The statement that comes before the list of papers.
    #[serde(default)]
    pub papers_statement: String,
    /// The heading over the divisions affected; none if the body does not print them.
    #[serde(default)]
    pub divisions_heading: Option<String>,
    /// Does the report end with a block for the decision and its signatures?
    #[serde(default)]
    pub decision_block: bool,
    /// The sections, in order.
    #[serde(rename = "section")]
    pub sections: Vec<SectionRule>,
    /// The officers' comments, in order.
    #[serde(default, rename = "comment")]
    pub comments: Vec<CommentKind>,
}

/// One section of a kind of report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRule {
    /// The field of `[report]` that holds it.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// What it is about, for the checks.
    #[serde(default)]
    pub kind: SectionKind,
    /// Must a report have it?
    #[serde(default)]
    pub required: bool,
    /// Words that stand in it whatever the author writes, by the day from which they are used.
    #[serde(default)]
    pub standing: Vec<Standing>,
    /// Is it printed one heading lower, under the section before it?
    #[serde(default)]
    pub under: bool,
}

/// Standing words, and from when they are used.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The first day.
    pub from: String,
    /// The words.
    pub text: String,
}

impl SectionRule {
    /// The standing words of a day.
    pub fn standing_on(&self, day: Option<Date>) -> Option<&str> {
        let day = day.map_or_else(|| "9999".to_owned(), |day| day.to_string());
        let fits = self.standing.iter().filter(|standing| standing.from <= day);
        fits.max_by_key(|standing| &standing.from)
            .map(|standing| standing.text.as_str())
    }
}

/// What a section is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentKind {
    /// The name by which a case writes it: `financial`.
    pub kind: String,
    /// Its heading.
    pub heading: String,
    /// Must a report that changes posts have it?
    #[serde(default)]
    pub required: bool,
}

static SHIPPED: LazyLock<Vec<BodyProfile>> = LazyLock::new(|| {
    [
        include_str!("../bodies/plain.toml"),
        include_str!("../bodies/nottinghamshire-committee.toml"),
        include_str!("../bodies/bolton-executive-member.toml"),
    ]
    .into_iter()
    .map(|text| toml::from_str(text).expect("a shipped profile is well formed, as a test shows"))
    .collect()
});

impl BodyProfile {
    /// The profiles that come with Muster; the plain one first.
    pub fn shipped() -> &'static [Self] {
        &SHIPPED
    }

    /// The profile of that name.
    pub fn named(key: &str) -> Option<&'static Self> {
        SHIPPED.iter().find(|profile| profile.key == key)
    }

    /// The profile that a body uses, or the plain one.
    pub fn of_body(body: Option<&str>) -> &'static Self {
        let uses = |profile: &&Self| {
            body.is_some_and(|body| profile.bodies.iter().any(|name| same_name(name, body)))
        };
        SHIPPED.iter().find(uses).unwrap_or(&SHIPPED[0])
    }

    /// The section of that key.
    pub fn section(&self, key: &str) -> Option<&SectionRule> {
        self.sections.iter().find(|section| section.key == key)
    }
}

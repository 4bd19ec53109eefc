//! The parts of a case on which people comment, each under a key that it keeps from revision to revision.

use std::collections::BTreeMap;

use base::folded;
use proposal::case::{BasePost, Prose, Verb};
use proposal::{Block, BodyProfile, Case, Paragraph, paragraphs};

use crate::grid::{Entry, Field, Grid, Origin, Row, What};

/// A part of a case on which people comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What stands for it in every revision: made of titles and places in the text, so that a comment
    /// finds it again as long as it is called so.
    pub key: String,
    /// Under what it stands in the proposal.
    pub group: SubjectGroup,
    /// What it is called.
    pub words: String,
    /// Its words, for a part of the text.
    pub text: Option<Paragraph>,
}

/// Under what a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubjectGroup {
    /// All of it.
    Whole,
    /// What changes.
    Changes,
    /// Recommendations.
    Recommendations,
    /// The text of the report.
    Text,
    /// Options that were considered.
    Options,
    /// Officers' comments.
    OfficerComments,
}

impl Subject {
    /// The parts of a case, in the order in which they are read.
    pub fn all(case: &Case, body: &BodyProfile) -> Vec<Self> {
        let mut parts = Parts::default();
        let whole = "The proposal as a whole".to_owned();
        parts.add(SubjectGroup::Whole, "proposal", whole);
        for row in Grid::of(case).rows {
            if !matches!(row.origin, Origin::Post(_)) {
                let post = row.post.and_then(|post| case.posts.get(post));
                let key = format!("change/{}", folded(title(post, &row)));
                parts.add(SubjectGroup::Changes, &key, in_words(post, &row));
            }
        }
        for change in &case.changes {
            if !change.verb.touches_posts() && !matches!(change.verb, Verb::Pay(_)) {
                let unit = &change.verb.subject().value;
                let words = format!("{}: {unit}", to_unit(&change.verb));
                let key = format!("unit/{}", folded(unit));
                parts.add(SubjectGroup::Changes, &key, words);
            }
        }
        for (number, asked) in (1..).zip(&case.recommendations) {
            let words = format!("Recommendation {number}");
            let key = format!("recommendation/{number}");
            parts.add(SubjectGroup::Recommendations, &key, words);
            parts.with_text(asked.text.as_ref());
        }
        for section in &case.sections {
            let own = section.heading.as_ref().map(|at| at.value.as_str());
            let rule = body.section(&section.key).map(|rule| rule.heading.as_str());
            let heading = own.or(rule).unwrap_or("A section without a heading");
            let key = match section.key.as_str() {
                "" => folded(heading),
                key => key.to_owned(),
            };
            for (number, paragraph) in (1..).zip(texts(&section.prose)) {
                let words = match &paragraph.number {
                    Some(printed) => format!("{heading}, paragraph {printed}"),
                    None => format!("{heading}, paragraph {number} of this section"),
                };
                parts.add(SubjectGroup::Text, &format!("text/{key}/{number}"), words);
                parts.last_text(paragraph);
            }
        }
        for option in &case.options {
            let name = &option.name.value;
            let key = format!("option/{}", folded(name));
            parts.add(SubjectGroup::Options, &key, format!("Option: {name}"));
        }
        for comment in &case.comments {
            let kind = &comment.kind.value;
            let heading = body.comments.iter().find(|one| one.kind == *kind);
            let words = heading.map_or(kind, |one| &one.heading).clone();
            let key = format!("comment/{}", folded(kind));
            parts.add(SubjectGroup::OfficerComments, &key, words);
            parts.with_text(comment.text.as_ref());
        }
        parts.all
    }
}

/// Parts under way; like keys are told apart by how often they came before.
#[derive(Default)]
struct Parts {
    all: Vec<Subject>,
    seen: BTreeMap<String, usize>,
}

impl Parts {
    fn add(&mut self, group: SubjectGroup, key: &str, words: String) {
        let times = self.seen.entry(key.to_owned()).or_default();
        *times += 1;
        let key = match times {
            1 => key.to_owned(),
            times => format!("{key}/{times}"),
        };
        self.all.push(Subject {
            key,
            group,
            words,
            text: None,
        });
    }

    /// Gives the last part its words, which are one paragraph here.
    fn with_text(&mut self, prose: Option<&Prose>) {
        let paragraph = prose.and_then(|prose| texts(prose).next());
        paragraph.into_iter().for_each(|one| self.last_text(one));
    }

    fn last_text(&mut self, paragraph: Paragraph) {
        if let Some(last) = self.all.last_mut() {
            last.text = Some(paragraph);
        }
    }
}

fn texts(prose: &Prose) -> impl Iterator<Item = Paragraph> {
    paragraphs(prose)
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Heading(_) | Block::Insert { .. } => None,
        })
}

/// The title of the posts that a row is about.
fn title<'c>(post: Option<&'c BasePost>, row: &'c Row) -> &'c str {
    match post {
        Some(post) => &post.title.value,
        None => row.entry.get(Field::Title),
    }
}

/// What a row does, in words.
fn in_words(post: Option<&BasePost>, row: &Row) -> String {
    let entry = &row.entry;
    let many = match entry.get(Field::Many) {
        "" => String::new(),
        many => format!("{many} × "),
    };
    let what = entry.what.map_or("Nothing yet", What::words);
    let mut words = format!("{what}: {many}{}", title(post, row));
    let becomes = new_name(entry);
    if post.is_some() && !becomes.is_empty() {
        words += &format!(", to {becomes}");
    }
    words
}

/// The new title and grade of a row, as far as it gives them.
fn new_name(entry: &Entry) -> String {
    let given = [Field::Title, Field::Grade].map(|field| entry.get(field));
    let given = given.into_iter().filter(|value| !value.is_empty());
    given.collect::<Vec<_>>().join(", ")
}

fn to_unit(verb: &Verb) -> &'static str {
    match verb {
        Verb::CreateUnit { .. } => "Begin a unit",
        Verb::RenameUnit { .. } => "Rename a unit",
        Verb::MoveUnit { .. } => "Move a unit",
        Verb::MergeUnits { .. } => "Merge units into",
        _ => "Close a unit",
    }
}

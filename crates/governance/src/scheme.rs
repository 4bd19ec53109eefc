//! The scheme of delegation: which body or officer decides, and which comments that needs, as dated data.

use std::sync::LazyLock;

use base::{Date, Fte, Known, Pence};
use serde::Deserialize;

use crate::written::toml_day;

/// Who may decide what at one kind of body.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its name in data.
    pub key: String,
    /// What it is.
    pub name: String,
    /// Is it an example rather than a council's own?
    pub is_example: bool,
    /// The ways of bodies that use it, by their keys.
    ways: Vec<String>,
    dated: Vec<Dated>,
}

/// A scheme as it holds from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    #[serde(with = "toml_day")]
    from: Date,
    /// Those who may decide only so much, the lowest first.
    #[serde(rename = "delegation")]
    delegations: Vec<Delegation>,
    otherwise: Otherwise,
}

/// Who decides what nobody below may.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Otherwise {
    decider: String,
    kind: RouteKind,
    comments: Vec<String>,
}

/// Somebody who may decide up to some limits. A limit that is not given is none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Delegation {
    decider: String,
    kind: RouteKind,
    posts_that_end: Option<u32>,
    fte: Option<u32>,
    point: Option<u16>,
    /// In whole pounds.
    full_year: Option<i64>,
    #[serde(default)]
    within_budget: bool,
    comments: Vec<String>,
}

/// Who decides, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RouteKind {
    /// A committee or the council, in public.
    Committee,
    /// The executive together, in public.
    Executive,
    /// An executive member alone.
    Member,
    /// An officer: regulation 7 of SI 2014/2095 asks for a record of reasons and of what was rejected.
    Officer,
}

/// How much a proposal changes, as far as schemes ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// How many posts end.
    pub posts_that_end: Known<u32>,
    /// FTE that ends or begins, whichever is more.
    pub fte: Known<Fte>,
    /// The highest point at which a post is costed that begins or changes.
    pub point: Known<u16>,
    /// By how much the full-year cost changes, up or down.
    pub full_year: Known<Pence>,
    /// Is the cost within the budget? Not known where no budget is stated.
    pub within_budget: Known<bool>,
}

/// Who decides a proposal, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The body or post.
    pub decider: String,
    /// Of which kind.
    pub kind: RouteKind,
    /// The comments that it needs, by their kinds.
    pub comments: Vec<String>,
    /// Why nobody below decides; where the lowest may, what stays within its limits.
    pub because: Vec<String>,
    /// The scheme that says so.
    pub scheme: String,
    /// Is that scheme an example?
    pub is_example: bool,
}

impl Route {
    /// `Committee: 6 posts end; officers may end 3`.
    pub fn in_words(&self) -> String {
        match self.because.first() {
            Some(first) => format!("{}: {first}", self.decider),
            None => self.decider.clone(),
        }
    }
}

static SHIPPED: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let texts = [
        include_str!("../schemes/committee.toml"),
        include_str!("../schemes/executive-member.toml"),
    ];
    let read = |text: &str| toml::from_str(text).ok();
    texts.into_iter().filter_map(read).collect()
});

impl Scheme {
    /// That of a way, by its key; none if no scheme names it.
    pub fn of(way: &str) -> Option<&'static Self> {
        let names = |scheme: &&Self| scheme.ways.iter().any(|key| key == way);
        SHIPPED.iter().find(names)
    }

    /// Who decides, as the scheme holds on a day; none before its first.
    pub fn route(&self, measures: &Measures, on: Date) -> Option<Route> {
        let begun = self.dated.iter().filter(|dated| dated.from <= on);
        let dated = begun.max_by_key(|dated| dated.from)?;
        let mut because = Vec::new();
        for delegation in &dated.delegations {
            let beyond = delegation.beyond(measures);
            if beyond.is_empty() {
                because.extend(delegation.within(measures));
                let comments = &delegation.comments;
                return Some(self.leads_to(
                    &delegation.decider,
                    delegation.kind,
                    comments,
                    because,
                ));
            }
            because.extend(beyond);
        }
        let last = &dated.otherwise;
        Some(self.leads_to(&last.decider, last.kind, &last.comments, because))
    }

    fn leads_to(
        &self,
        decider: &str,
        kind: RouteKind,
        comments: &[String],
        because: Vec<String>,
    ) -> Route {
        Route {
            decider: decider.to_owned(),
            kind,
            comments: comments.to_vec(),
            because,
            scheme: self.name.clone(),
            is_example: self.is_example,
        }
    }
}

impl Delegation {
    /// What is beyond the limits, each as a reason. What is not known is beyond them.
    fn beyond(&self, measures: &Measures) -> Vec<String> {
        let who = self.decider.to_lowercase();
        let mut beyond = Vec::new();
        if let Some(limit) = self.posts_that_end {
            match measures.posts_that_end {
                Known::Known(posts) if posts <= limit => {}
                Known::Known(posts) => {
                    beyond.push(format!("{}; {who} may end {limit}", end(posts)));
                }
                Known::Unknown | Known::Withheld => {
                    beyond.push("how many posts end is not known".to_owned());
                }
            }
        }
        if let Some(limit) = self.fte {
            match measures.fte {
                Known::Known(fte) if fte <= Fte::whole(limit) => {}
                Known::Known(fte) => {
                    beyond.push(format!("{fte} FTE changes; {who} may change {limit}"));
                }
                Known::Unknown | Known::Withheld => {
                    beyond.push("how much FTE changes is not known".to_owned());
                }
            }
        }
        if let Some(limit) = self.point {
            match measures.point {
                Known::Known(point) if point <= limit => {}
                Known::Known(point) => beyond.push(format!(
                    "a post is costed at point {point}; {who} may decide up to point {limit}"
                )),
                Known::Unknown | Known::Withheld => {
                    beyond.push("the point of a grade is not known".to_owned());
                }
            }
        }
        if let Some(limit) = self.full_year.map(Pence::pounds) {
            match measures.full_year {
                Known::Known(cost) if cost <= limit => {}
                Known::Known(cost) => beyond.push(format!(
                    "the full-year cost changes by {cost}; {who} may change it by {limit}"
                )),
                Known::Unknown | Known::Withheld => {
                    beyond.push("what it costs in a full year is not known".to_owned());
                }
            }
        }
        if self.within_budget {
            match measures.within_budget {
                Known::Known(true) => {}
                Known::Known(false) => beyond.push(format!(
                    "it costs more than the budget; {who} may decide within it"
                )),
                Known::Unknown | Known::Withheld => beyond.push(format!(
                    "whether it is within the budget is not known; {who} may decide within it"
                )),
            }
        }
        beyond
    }

    /// That it stays within the limits, by the one that is told first.
    fn within(&self, measures: &Measures) -> Option<String> {
        let who = self.decider.to_lowercase();
        match (self.posts_that_end, measures.posts_that_end) {
            (Some(limit), Known::Known(posts)) => {
                Some(format!("{}; {who} may end {limit}", end(posts)))
            }
            _ => None,
        }
    }
}

fn end(posts: u32) -> String {
    match posts {
        0 => "no post ends".to_owned(),
        1 => "1 post ends".to_owned(),
        posts => format!("{posts} posts end"),
    }
}

//! The ways of bodies, as data: which step from which state, what it needs, which comments are required.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::deadlines::Times;
use crate::guard::Need;
use crate::state::State;
use crate::step::StepKind;

/// How a case goes from draft to decision at one kind of body.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// Its name.
    pub key: String,
    /// What it is.
    pub name: String,
    /// The body profiles that use it.
    pub profiles: Vec<String>,
    /// The way whose rules hold for a step that has none of its own here.
    #[serde(default)]
    like: Option<String>,
    /// The comments that a report needs before it is cleared, in their order.
    #[serde(rename = "comment")]
    pub comments: Vec<RequiredComment>,
    /// The post that signs each decision as well, where one does.
    pub countersigned_by: Option<String>,
    /// How long it takes for what.
    pub times: Times,
    /// Which step may be taken from which states.
    #[serde(rename = "rule", default)]
    pub rules: Vec<Rule>,
}

/// A comment that a report needs before it is cleared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredComment {
    /// As the body profile calls it: `financial`.
    pub kind: String,
    /// As pages head it.
    pub title: String,
    /// The post that signs it, as a report prints it, unless the officer writes another.
    pub officer: String,
    /// What it is bound to.
    pub relies_on: Subject,
}

/// What an officer's comment is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The recommendations, the decision-maker and the route.
    Decision,
    /// The cost statement, the funding, the budget and the versions of the pay data.
    Money,
    /// The changes, who holds the posts, and the consultation.
    Staffing,
}

/// From which states a step may be taken, and what it needs there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Which step.
    pub step: StepKind,
    /// From which states.
    pub from: Vec<State>,
    /// What it needs.
    #[serde(default)]
    pub needs: Vec<Need>,
}

/// The ways that come with Muster.
#[derive(Clone, Debug)]
pub struct Ways {
    all: Vec<Way>,
}

static SHIPPED: LazyLock<Ways> = LazyLock::new(|| {
    let texts = [
        include_str!("../ways/committee.toml"),
        include_str!("../ways/plain.toml"),
        include_str!("../ways/executive-member.toml"),
    ];
    let read = |text: &str| toml::from_str(text).ok();
    let mut all: Vec<Way> = texts.into_iter().filter_map(read).collect();
    for own in 0..all.len() {
        let like = all[own].like.clone();
        let like = all.iter().find(|way| Some(&way.key) == like.as_ref());
        let inherited: Vec<Rule> = like.map(|way| way.rules.clone()).unwrap_or_default();
        let has = |rule: &Rule| all[own].rules.iter().any(|one| one.step == rule.step);
        let missing: Vec<Rule> = inherited.into_iter().filter(|rule| !has(rule)).collect();
        all[own].rules.extend(missing);
    }
    Ways { all }
});

impl Ways {
    /// Those that come with Muster; that of a committee first.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Way> {
        self.all.iter()
    }

    /// That of a body profile, by its key; a committee's where none names it.
    pub fn of(&self, profile: &str) -> &Way {
        let names = |way: &&Way| way.profiles.iter().any(|key| key == profile);
        self.all.iter().find(names).unwrap_or(&self.all[0])
    }
}

impl Way {
    /// The rule for a step from a state; none if it may not be taken from there.
    pub fn rule(&self, step: StepKind, from: State) -> Option<&Rule> {
        let mut rules = self.rules.iter();
        rules.find(|rule| rule.step == step && rule.from.contains(&from))
    }

    /// May several decide one after another, each alone?
    pub fn decides_alone(&self) -> bool {
        self.rule(StepKind::Decided, State::Decided).is_some()
    }

    /// The required comment of that kind.
    pub fn comment(&self, kind: &str) -> Option<&RequiredComment> {
        self.comments.iter().find(|one| one.kind == kind)
    }
}

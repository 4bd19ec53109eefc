//! Open proposals beside each other.

use std::collections::BTreeMap;

use base::same_name;
use register::{Field, LineId, fields_that_differ};

use crate::case::{Case, FundKind, Verb};
use crate::resolve::{Effect, Resolved, same_title};

/// A proposal that is not decided.
#[derive(Clone, Copy, Debug)]
pub struct UnderWay<'c> {
    /// What it says.
    pub case: &'c Case,
    /// What it does to the register as it is now.
    pub resolved: &'c Resolved,
}

/// How two proposals touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CrossingKind {
    /// Both end the same posts, or change them in the same respect: they cannot both stand.
    SamePost,
    /// Both change the same posts, in different respects: both can stand.
    AlsoChanged,
    /// One puts posts under a post that the other ends.
    ReportsToEnded,
    /// Both count the same saving.
    SavingTwice,
    /// One needs what only the other brings: a unit, a line manager, money.
    DependsOn,
}

/// A place where two open proposals touch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossing {
    /// How.
    pub kind: CrossingKind,
    /// The other proposal, by its place among those that were given.
    pub other: usize,
    /// What it is about: a title, a unit, a saving.
    pub about: String,
}

/// Where a proposal touches others that are under way, each once; those that cannot both stand first.
pub fn crossings(own: UnderWay<'_>, others: &[UnderWay<'_>]) -> Vec<Crossing> {
    let mut found = Vec::new();
    for (other, theirs) in others.iter().enumerate() {
        let add = |kind: CrossingKind| move |about: String| Crossing { kind, other, about };
        found.extend(same_posts(own, *theirs).map(|(kind, about)| add(kind)(about)));
        let ended = reports_to_ended(own, *theirs).chain(reports_to_ended(*theirs, own));
        found.extend(ended.map(add(CrossingKind::ReportsToEnded)));
        found.extend(savings_of_both(own.case, theirs.case).map(add(CrossingKind::SavingTwice)));
        found.extend(needs(own.case, theirs.case).map(add(CrossingKind::DependsOn)));
    }
    found.sort();
    found.dedup();
    found
}

/// What a proposal does to lines of the register.
fn touched(of: UnderWay<'_>) -> BTreeMap<LineId, Vec<&Effect>> {
    let mut lines: BTreeMap<LineId, Vec<&Effect>> = BTreeMap::new();
    for effect in &of.resolved.effects {
        if let Some(before) = &effect.before {
            lines.entry(before.id).or_default().push(effect);
        }
    }
    lines
}

fn same_posts<'c>(
    own: UnderWay<'c>,
    theirs: UnderWay<'c>,
) -> impl Iterator<Item = (CrossingKind, String)> + 'c {
    let theirs = touched(theirs);
    touched(own).into_iter().filter_map(move |(line, effects)| {
        let others = theirs.get(&line)?;
        let title = &effects.first()?.before.as_ref()?.post.title;
        let both = |effects: &[&Effect]| -> Option<Vec<Field>> {
            let fields = effects.iter().map(|effect| {
                let before = &effect.before.as_ref()?.post;
                Some(fields_that_differ(before, &effect.after.as_ref()?.post))
            });
            let fields: Option<Vec<Vec<Field>>> = fields.collect();
            Some(fields?.concat())
        };
        // Posts that one of them ends have nothing left that the other could change.
        let kind = match (both(&effects), both(others)) {
            (Some(a), Some(b)) if !a.iter().any(|field| b.contains(field)) => {
                CrossingKind::AlsoChanged
            }
            _ => CrossingKind::SamePost,
        };
        Some((kind, title.clone()))
    })
}

/// Titles of posts to which one lets others report, and of which the other leaves none.
fn reports_to_ended<'c>(
    one: UnderWay<'c>,
    other: UnderWay<'c>,
) -> impl Iterator<Item = String> + 'c {
    let managers = one
        .case
        .changes
        .iter()
        .filter_map(|change| match &change.verb {
            Verb::Establish(post) => post.line_manager.as_ref(),
            Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
                to.line_manager.as_ref()
            }
            _ => None,
        });
    managers
        .map(|title| title.value.clone())
        .filter(move |title| {
            let ends = |effect: &Effect| {
                let ended = effect.before.as_ref().filter(|_| effect.after.is_none());
                ended.is_some_and(|line| same_title(&line.post.title, title))
            };
            let left = other.resolved.after.titled(title);
            let mut left = left.filter(|line| same_title(&line.post.title, title));
            other.resolved.effects.iter().any(ends) && left.next().is_none()
        })
}

/// Savings that two cases both count: of one name, or of one amount for one year.
fn savings_of_both<'c>(one: &'c Case, other: &'c Case) -> impl Iterator<Item = String> + 'c {
    let years = |case: &'c Case| {
        case.savings.iter().flat_map(|saving| {
            saving.years.iter().map(move |year| {
                let name = saving.name.as_ref().map(|at| at.value.as_str());
                let (of, amount) = (year.year.as_ref(), year.amount.as_ref());
                (name, of.map(|at| at.value), amount.map(|at| at.value))
            })
        })
    };
    years(one).filter_map(move |(name, year, amount)| {
        let same = years(other).any(|(other_name, other_year, other_amount)| {
            let named = name.zip(other_name).map(|(a, b)| same_name(a, b));
            year == other_year && named.unwrap_or(amount.is_some() && amount == other_amount)
        });
        same.then(|| match (name, year) {
            (Some(name), _) => name.to_owned(),
            (None, Some(year)) => format!("the saving of {year}"),
            (None, None) => "a saving".to_owned(),
        })
    })
}

/// What a case needs and only the other brings.
fn needs<'c>(one: &'c Case, other: &'c Case) -> impl Iterator<Item = String> + 'c {
    let brought = other.changes.iter().filter_map(move |change| {
        let is_used = match &change.verb {
            Verb::CreateUnit { name, .. } => {
                let mut changes = 0..one.changes.len();
                let makes_it = |change: &crate::case::Change| {
                    matches!(&change.verb, Verb::CreateUnit { name: own, .. } if same_name(own, name))
                };
                changes.any(|at| super::references::uses_unit(one, at, name))
                    && !one.changes.iter().any(makes_it)
            }
            Verb::Establish(post) => one.changes.iter().any(|change| match &change.verb {
                Verb::Establish(own) => {
                    let manager = own.line_manager.as_ref();
                    manager.is_some_and(|title| same_title(title, &post.title))
                }
                Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
                    let manager = to.line_manager.as_ref();
                    manager.is_some_and(|title| same_title(title, &post.title))
                }
                _ => false,
            }),
            _ => false,
        };
        is_used.then(|| change.verb.subject().value.clone())
    });
    let title = other.header.title.as_ref();
    let money = one.funding.iter().filter(move |funding| {
        let is_saving = funding
            .kind
            .as_ref()
            .is_some_and(|at| at.value == FundKind::Savings);
        let words = [Some(&funding.source), funding.purpose.as_ref()];
        let mut words = words.into_iter().flatten();
        is_saving && title.is_some_and(|title| words.any(|at| same_name(at, title)))
    });
    brought.chain(money.map(|funding| funding.source.value.clone()))
}

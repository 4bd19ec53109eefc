//! A post ends, and it is not said whether anybody holds it or where its holder goes.

use std::collections::{BTreeMap, BTreeSet};

use base::Known;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::case::{Case, Selector, Verb};
use proposal::title_key;
use register::Occupancy;

use super::wording::in_paragraph;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "occupancy-missing",
    severity: Severity::Warning,
    family: "completeness",
    summary: "A post ends, and it is not said whether anybody holds it, or where its holder goes.",
    explanation: "To end a vacant post touches nobody; to end one that is held leads to consultation, placing or \
dismissal. A post that ends therefore needs an occupancy, on the post or on the change, and unless it is \
vacant a `[[change.route]]`. A promise of no redundancies rests on both.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let said = Said::of(case);
    let ended = ended_fte(subject);
    let mut ending = 0;
    let mut open: Vec<(String, Place)> = Vec::new();
    for (index, change) in case.changes.iter().enumerate() {
        let Verb::Disestablish(posts) = &change.verb else {
            continue;
        };
        // What the base does not hold was refused, and cannot end.
        if !subject.does_something(index) {
            continue;
        }
        ending += 1;
        let why = match said.occupancy(posts) {
            Some(Known::Known(Occupancy::Vacant | Occupancy::PartFilled(0))) => continue,
            _ if said.has_route(posts) => continue,
            None => "occupancy not stated",
            Some(Known::Withheld) => continue,
            Some(Known::Unknown) => "occupancy not known, no route",
            Some(Known::Known(_)) => "held, no route",
        };
        let fte = ended.get(&index).copied().unwrap_or(base::Fte::ZERO);
        let fte = if fte.is_zero() {
            "FTE not known".to_owned()
        } else {
            format!("{fte} FTE")
        };
        let words = format!("{} ({fte}, {why})", posts.title.value);
        open.push((words, change.place.clone()));
    }
    let Some((_, first)) = open.first() else {
        return;
    };
    let words: Vec<&str> = open.iter().map(|(words, _)| words.as_str()).collect();
    let promise = case
        .redundancies
        .as_ref()
        .filter(|said| said.number.value == Known::Known(0));
    let lines = if ending == 1 {
        "the one line of posts that ends".to_owned()
    } else {
        format!("{} of {ending} lines of posts that end", open.len())
    };
    let mut message = format!(
        "for {lines}, it is not said who holds them or where they go: {}",
        words.join("; ")
    );
    if let Some(said) = promise {
        message.push_str(&match in_paragraph(said.paragraph.as_ref()) {
            place if place.is_empty() => ". The report promises no redundancies".to_owned(),
            place => format!("; {place} the report promises no redundancies"),
        });
    }
    let mut finding = RULE.at(first.clone(), message);
    for (_, place) in open.iter().skip(1).take(4) {
        finding = finding.also(place.clone(), "so here");
    }
    if let Some(said) = promise {
        finding = finding.also(said.number.place.clone(), "no redundancies");
    }
    found.push(
        finding.help("add `occupancy = …` to the post, and a [[change.route]] unless it is vacant"),
    );
}

/// The known FTE that each change ends.
fn ended_fte(subject: &Subject<'_>) -> BTreeMap<usize, base::Fte> {
    let mut ended = BTreeMap::new();
    for effect in &subject.resolved.effects {
        if let Some(fte) = effect
            .before
            .as_ref()
            .and_then(|line| line.post.fte.known())
        {
            *ended.entry(effect.change).or_insert(base::Fte::ZERO) += fte;
        }
    }
    ended
}

/// What a case says of who holds its posts and where they go, by title.
struct Said {
    base: BTreeMap<String, Option<Known<Occupancy>>>,
    taken_over: BTreeSet<String>,
}

impl Said {
    fn of(case: &Case) -> Self {
        let mut said = Self {
            base: BTreeMap::new(),
            taken_over: BTreeSet::new(),
        };
        for post in &case.posts {
            let occupancy = post.occupancy.as_ref().map(|at| at.value);
            said.base.entry(title_key(&post.title)).or_insert(occupancy);
        }
        for change in &case.changes {
            let Verb::Establish(post) = &change.verb else {
                continue;
            };
            let places = post.in_place_of.iter().filter(|_| !post.routes.is_empty());
            let from = post.routes.iter().filter_map(|route| route.from.as_ref());
            said.taken_over
                .extend(places.chain(from).map(|title| title_key(title)));
        }
        said
    }

    /// What the change says, else what the base says; `None` if neither says anything.
    fn occupancy(&self, posts: &Selector) -> Option<Known<Occupancy>> {
        let here = posts.occupancy.as_ref().map(|at| at.value);
        here.or_else(|| self.base.get(&title_key(&posts.title)).copied().flatten())
    }

    /// Does the change, or one that takes these posts' place, say where their holders go?
    fn has_route(&self, posts: &Selector) -> bool {
        !posts.routes.is_empty() || self.taken_over.contains(&title_key(&posts.title))
    }
}

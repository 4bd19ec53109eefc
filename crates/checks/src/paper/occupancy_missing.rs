//! A post ends, and it is not said whether anybody holds it or where its holder goes.

use base::Known;
use diagnostics::{At, Diagnostic, Place, Rule, Severity};
use proposal::case::{Case, Selector, Verb};
use proposal::same_title;
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
    let mut ending = 0;
    let mut open: Vec<(String, Place)> = Vec::new();
    for (index, change) in case.changes.iter().enumerate() {
        let Verb::Disestablish(posts) = &change.verb else {
            continue;
        };
        ending += 1;
        let why = match occupancy(case, posts) {
            Some(Known::Known(Occupancy::Vacant | Occupancy::PartFilled(0))) => continue,
            _ if has_route(case, posts) => continue,
            None => "occupancy not stated",
            Some(Known::Unknown) => "occupancy not known, no route",
            Some(Known::Known(_)) => "held, no route",
        };
        let fte = subject
            .resolved
            .effects
            .iter()
            .filter(|effect| effect.change == index)
            .filter_map(|effect| effect.before.as_ref()?.post.fte.known())
            .sum::<base::Fte>();
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

/// What the change says, else what the base says; `None` if neither says anything.
fn occupancy(case: &Case, posts: &Selector) -> Option<Known<Occupancy>> {
    let here = posts.occupancy.as_ref().map(|at| at.value);
    let base = || {
        let like = |title: &str| same_title(title, &posts.title);
        let post = case.posts.iter().find(|post| like(&post.title))?;
        post.occupancy.as_ref().map(|at| at.value)
    };
    here.or_else(base)
}

/// Does the change, or one that takes these posts' place, say where their holders go?
fn has_route(case: &Case, posts: &Selector) -> bool {
    let from_here =
        |title: Option<&At<String>>| title.is_some_and(|at| same_title(at, &posts.title));
    let taken_over = case.changes.iter().any(|change| match &change.verb {
        Verb::Establish(post) => {
            let in_place = post.in_place_of.iter().any(|at| from_here(Some(at)));
            let routes = post.routes.iter();
            routes
                .into_iter()
                .any(|route| in_place || from_here(route.from.as_ref()))
        }
        _ => false,
    });
    !posts.routes.is_empty() || taken_over
}

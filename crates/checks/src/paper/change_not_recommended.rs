//! Something that the report proposes is asked for by no recommendation.

use std::collections::BTreeSet;

use base::folded;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::ChangeNames;
use proposal::case::{Funding, FundingState, Verb};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "change-not-recommended",
    severity: Severity::Warning,
    family: "completeness",
    summary: "No recommendation covers a change, or a request for money, that the report describes.",
    explanation: "What is not recommended is not decided. Every change needs a recommendation that covers it, \
or a named delegation; so does every sum that another body has to release or that is bid for. A recommendation \
says under `covers` which changes it is about and under `funding` which sources; one that stands alone \
covers every change.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let names = ChangeNames::of(case);
    let covered: BTreeSet<usize> = case
        .recommendations
        .iter()
        .flat_map(|asked| names.covered_by(case, asked))
        .collect();
    let changes = case
        .changes
        .iter()
        .enumerate()
        .filter(|(index, _)| !covered.contains(index) && subject.does_something(*index))
        .map(|(index, change)| (in_words(subject, index), change.place.clone()));
    let requests = case
        .funding
        .iter()
        .filter(|funding| is_request(funding) && !is_asked_for(subject, funding))
        .map(|funding| {
            let words = format!("the request to {}", funding.source.value);
            (words, funding.source.place.clone())
        });
    let open: Vec<(String, Place)> = changes.chain(requests).collect();
    let Some((_, first)) = open.first() else {
        return;
    };
    let words: Vec<&str> = open.iter().map(|(words, _)| words.as_str()).collect();
    let recommendations = match case.recommendations.len() {
        0 => "there is no recommendation".to_owned(),
        1 => "the recommendation does not cover them".to_owned(),
        more => format!("none of the {more} recommendations covers them"),
    };
    let message = format!(
        "{} and {recommendations}: {}",
        match open.len() {
            1 => "1 thing is proposed".to_owned(),
            more => format!("{more} things are proposed"),
        },
        words.join("; ")
    );
    let mut finding = RULE
        .at(first.clone(), message)
        .figure("not covered", open.len());
    // More than a few places are no help to anybody.
    for (words, place) in open.iter().skip(1).take(4) {
        finding = finding.also(place.clone(), format!("not covered: {words}"));
    }
    found.push(finding.help(
        "add a recommendation, or name them under `covers` and `funding` of the one that asks for them",
    ));
}

/// A change by its title, with its amount if it is a payment.
fn in_words(subject: &Subject<'_>, index: usize) -> String {
    let change = &subject.case.changes[index];
    let title = change.verb.subject();
    if !matches!(change.verb, Verb::Pay(_)) {
        return format!("{} ({})", title.value, change.verb.key().replace('_', " "));
    }
    let line = subject
        .statement
        .lines
        .iter()
        .find(|line| line.change == index);
    match line {
        Some(line) => format!("{} ({})", line.title, line.full_payment()),
        None => format!("a payment to the holder of {}", title.value),
    }
}

/// Money that somebody has yet to give.
fn is_request(funding: &Funding) -> bool {
    let state = funding.state.as_ref().map(|at| at.value);
    match state {
        Some(FundingState::Bid | FundingState::Requested | FundingState::Provided) => true,
        Some(FundingState::Released | FundingState::Refused) => false,
        None => funding.released_by.is_some(),
    }
}

fn is_asked_for(subject: &Subject<'_>, funding: &Funding) -> bool {
    let source = folded(&funding.source);
    subject.case.recommendations.iter().any(|asked| {
        let named = asked.funding.iter().any(|name| folded(name) == source);
        let said = asked
            .text
            .as_ref()
            .is_some_and(|prose| folded(&prose.text).contains(&source));
        named || said
    })
}

//! Somebody is slotted into a post whose grade is not fixed.

use diagnostics::{At, Diagnostic, Rule, Severity};
use proposal::case::{EvaluationState, Route, Verb};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "slot-in-before-evaluation",
    severity: Severity::Warning,
    family: "order",
    summary: "A slot-in goes into a post whose grade is not yet evaluated.",
    explanation: "A slot-in rests on the old and the new post having the same grade. Until the new one is \
evaluated, that is not known: the slot-in is provisional, and so is the cost of the post.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for change in &subject.case.changes {
        let (evaluation, routes, grade) = match &change.verb {
            Verb::Establish(post) => (&post.evaluation, &post.routes, &post.grade),
            Verb::Change(posts, to) => (&posts.evaluation, &posts.routes, &to.grade),
            _ => continue,
        };
        let Some(evaluation) = evaluation else {
            continue;
        };
        if evaluation.value == EvaluationState::Evaluated {
            continue;
        }
        let Some(route) = routes.iter().find(|route| is_direct(route)) else {
            continue;
        };
        let grade = grade.as_ref().map_or_else(
            || "grade not stated".to_owned(),
            |at: &At<_>| at.value.to_string(),
        );
        let from = route
            .from
            .as_ref()
            .map_or(String::new(), |from| format!(" from {}", from.value));
        let message = format!(
            "{} ({grade}) is filled by {}{from}, and its evaluation is {}",
            change.verb.subject().value,
            route.how.value,
            in_words(evaluation.value)
        );
        found.push(
            RULE.at(evaluation.place.clone(), message)
                .also(route.how.place.clone(), "the route")
                .help("evaluate the post first, or call the slot-in provisional in the report"),
        );
    }
}

/// Does the route put people into the post without competition?
fn is_direct(route: &Route) -> bool {
    let how = route.how.to_lowercase();
    ["slot", "transfer", "assimilat", "match"]
        .iter()
        .any(|word| how.starts_with(word))
}

fn in_words(state: EvaluationState) -> &'static str {
    match state {
        EvaluationState::Draft => "a draft",
        EvaluationState::Submitted => "submitted, not decided",
        EvaluationState::Provisional => "provisional",
        EvaluationState::Appealed => "under appeal",
        EvaluationState::Evaluated => "complete",
    }
}

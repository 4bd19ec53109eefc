//! A recommendation takes effect only if somebody else agrees.

use base::same_name;
use diagnostics::{At, Diagnostic, Rule, Severity};

use super::wording::listed;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "approval-depends",
    severity: Severity::Warning,
    family: "authority",
    summary: "A recommendation is subject to another decision, and the case holds no record of that.",
    explanation: "Where one member or body decides subject to another, there are two decisions and two records. \
The first has no effect until the second is made. The case records the other decision as a `[[paper]]` with \
that `decision_maker`.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let mut deciders: Vec<(&At<String>, Vec<usize>)> = Vec::new();
    for (index, asked) in case.recommendations.iter().enumerate() {
        let Some(other) = &asked.subject_to else {
            continue;
        };
        match deciders
            .iter_mut()
            .find(|(known, _)| same_name(known, other))
        {
            Some((_, numbers)) => numbers.push(index + 1),
            None => deciders.push((other, vec![index + 1])),
        }
    }
    let recorded = |name: &str| {
        let makers = case
            .papers
            .iter()
            .filter_map(|paper| paper.decision_maker.as_ref());
        makers.into_iter().any(|maker| same_name(maker, name))
    };
    for (other, numbers) in deciders {
        if recorded(other) {
            continue;
        }
        let one = numbers.len() == 1;
        let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let message = format!(
            "recommendation{} {} {} subject to {}, whose decision is not recorded: two decisions are needed",
            if one { "" } else { "s" },
            listed(&list),
            if one { "is" } else { "are" },
            other.value
        );
        found.push(
            RULE.at(other.place.clone(), message)
                .figure("recommendations", numbers.len())
                .help("record the other decision as a [[paper]] with that decision_maker, with its date"),
        );
    }
}

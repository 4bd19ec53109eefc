//! Pay protection is promised without numbers.

use base::Known;
use diagnostics::{Diagnostic, Rule, Severity};

use super::wording::{in_paragraph, listed};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "protection-unquantified",
    severity: Severity::Warning,
    family: "completeness",
    summary: "Pay protection is promised, and it is not said for how many people.",
    explanation: "Words such as *most staff* leave open who is not protected, and protection costs money. The \
number of people whom the changes touch, and the number of those who are protected, say what is promised.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(protection) = &subject.case.protection else {
        return;
    };
    let Some(first) = protection.claims.first() else {
        return;
    };
    let known = |number: &Option<diagnostics::At<Known<u32>>>| {
        number.as_ref().is_some_and(|at| at.value.is_known())
    };
    let mut open = Vec::new();
    if !known(&protection.people) {
        open.push("how many people are touched");
    }
    if !known(&protection.protected) {
        open.push("how many of them are protected");
    }
    if open.is_empty() {
        return;
    }
    let claims: Vec<String> = protection
        .claims
        .iter()
        .map(|claim| {
            let place = in_paragraph(claim.paragraph.as_ref());
            let words = claim.words.trim_end_matches('.');
            format!("{words:?} {place}").trim_end().to_owned()
        })
        .collect();
    let message = format!(
        "pay protection: the report says {}, but not {}",
        listed(&claims),
        open.join(" and ")
    );
    let mut finding = RULE.at(first.words.place.clone(), message);
    for claim in protection.claims.iter().skip(1) {
        finding = finding.also(claim.words.place.clone(), "said here too");
    }
    found.push(
        finding.help(
            "give `people` and `protected` under [protection], and the months and cost of it",
        ),
    );
}

//! Findings that the author lets stand, by code and with a reason.

use diagnostics::{Diagnostic, Rule, Severity, Sources};
use proposal::{Case, Near, as_toml, near_word};

pub(crate) static RULE: Rule = Rule {
    code: "acknowledgement-unused",
    severity: Severity::Warning,
    family: "reference",
    summary: "An acknowledgement fits no finding.",
    explanation: "A finding that no longer exists needs no acknowledgement, and one that is misspelt hides \
nothing. Take it out, or write the code as the finding prints it.",
};

/// Marks the findings that the case acknowledges; their severity stays what it was. What could not be
/// read cannot be acknowledged.
pub(crate) fn acknowledge(case: &Case, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    for acknowledgement in &case.acknowledgements {
        let fits = |finding: &Diagnostic| {
            let line = sources
                .text(finding.place.source)
                .get(finding.place.span.clone())
                .unwrap_or("");
            let about = |words: &str| finding.message.contains(words) || line.contains(words);
            finding.code() == acknowledgement.code.value
                && finding.rule.family != "reading"
                && acknowledgement
                    .about
                    .as_ref()
                    .is_none_or(|words| about(words))
        };
        let mut used = false;
        for finding in findings.iter_mut().filter(|finding| fits(finding)) {
            finding.acknowledged = Some(acknowledgement.reason.value.clone());
            used = true;
        }
        if !used {
            let code = &acknowledgement.code;
            let message = format!("no finding {:?} is there to acknowledge", code.value);
            let finding = RULE
                .at(code.place.clone(), message)
                .help("take it out, or mend the code");
            let codes = findings.iter().map(Diagnostic::code);
            let is_code = crate::rules().any(|rule| rule.code == code.value);
            let near = near_word(code, codes).filter(|_| !is_code);
            let write = |near: Near<'_>| near.write(code.place.clone(), &as_toml(near.name));
            let finding = near.map(write).into_iter().fold(finding, Diagnostic::fix);
            findings.push(finding);
        }
    }
}

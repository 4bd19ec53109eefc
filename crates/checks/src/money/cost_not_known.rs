//! Lines of the change set have no cost.

use base::Known;
use costing::Price;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use pay::NotCosted;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "cost-not-known",
    severity: Severity::Note,
    family: "completeness",
    summary: "What a change costs is not known.",
    explanation: "A cost that is not known is never counted as nothing: sums say *at least*, or *not known*. Like \
unknowns on both sides cancel, so the difference may be known where neither side is. A stated cost of one \
full-time post, or a costing point, makes a line known.",
};

/// How many lines the message names; the places show them all.
const NAMED: usize = 3;

const PAYMENT: &str = "the amount of the payment is not stated";

/// A reason, whether it is the pension rate, and the lines that lack a cost for it.
type Reason = (String, bool, Vec<(Place, String)>);

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // Without a profile every line would say the same, and `unknown-profile` says it once.
    if subject.statement.profile.is_none() {
        return;
    }
    for (reason, needs_pension_rate, lines) in reasons(subject) {
        let Some((place, _)) = lines.first() else {
            continue;
        };
        let mut titles: Vec<&str> = lines.iter().map(|(_, title)| title.as_str()).collect();
        let more = titles.len().saturating_sub(NAMED);
        titles.truncate(NAMED);
        let rest = format!("{more} more");
        if more > 0 {
            titles.push(&rest);
        }
        let count = match lines.len() {
            1 => "1 line has".to_owned(),
            several => format!("{several} lines have"),
        };
        let message = format!("{count} no known cost ({}): {reason}", titles.join("; "));
        let mut finding = RULE.at(place.clone(), message);
        for (place, _) in &lines[1..] {
            finding = finding.also(place.clone(), "the same");
        }
        let change = subject.statement.totals.change();
        if let Known::Known(change) = change.value()
            && change != base::Pence::ZERO
        {
            finding = finding
                .figure("change in full-year cost", change.signed())
                .help("what is not known is the same before and after, so the difference is known all the same");
        }
        found.push(finding.help(if reason == PAYMENT {
            "give the `amount` of the payment for its whole term, or `a_year`"
        } else if needs_pension_rate {
            "give `pension_rate = \"…%\"` under [costing], or a `profile` that has a rate"
        } else {
            "give the `cost` of one full-time post as the paper states it, or its `point`"
        }));
    }
}

fn reasons(subject: &Subject<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for (effect, line) in subject.costed() {
        let subject_of = subject.case.changes[effect.change].verb.subject();
        let mut add = |reason: String, rate: bool| {
            let entry = (subject_of.place.clone(), line.title.clone());
            match reasons.iter_mut().find(|(known, ..)| *known == reason) {
                Some((.., lines)) if lines.contains(&entry) => {}
                Some((.., lines)) => lines.push(entry),
                None => reasons.push((reason, rate, vec![entry])),
            }
        };
        for price in [&line.before, &line.after].into_iter().flatten() {
            if let Some(reason) = why(price) {
                let rate = matches!(reason, NotCosted::PensionRateNotGiven { .. });
                add(reason.to_string(), rate);
            }
        }
        if line.payment.as_ref().is_some_and(|sum| !sum.is_known()) {
            add(PAYMENT.to_owned(), false);
        }
    }
    reasons
}

/// Why a post has no unit cost. That the FTE is not known is said where it is read.
fn why(price: &Price) -> Option<&NotCosted> {
    match (price.unit, &price.computed) {
        (Known::Unknown | Known::Withheld, Err(reason)) => Some(reason),
        _ => None,
    }
}

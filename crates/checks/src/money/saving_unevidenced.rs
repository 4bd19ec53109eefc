//! A saving is reported as achieved while posts are kept, and nothing shows it.

use base::{Known, Pence};
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::case::{SavingState, SavingYear, Verb};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "saving-unevidenced",
    severity: Severity::Warning,
    family: "agreement",
    summary: "A saving is reported as achieved without evidence, while the same report keeps posts or defers savings.",
    explanation: "A saving is delivered when a budget is lower. Where the same report keeps posts that were to \
end, or moves savings to other years, the reader cannot tell how much of the achieved sum is left. Name what \
shows it, such as a budget monitoring report with its date, under `evidence`.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let of_state = |state: SavingState| {
        case.savings.iter().flat_map(move |saving| {
            let years = saving.years.iter();
            years
                .filter(move |year| year.state.as_ref().is_some_and(|at| at.value == state))
                .map(move |year| (saving, year))
        })
    };
    let achieved: Vec<&SavingYear> = of_state(SavingState::Achieved)
        .filter(|(saving, _)| saving.evidence.is_none())
        .map(|(_, year)| year)
        .collect();
    let deferred: Vec<&SavingYear> = of_state(SavingState::Reprofiled)
        .map(|(_, year)| year)
        .collect();
    let kept: Vec<(&str, Place)> = case
        .changes
        .iter()
        .filter(|change| matches!(change.verb, Verb::Extend(..)))
        .map(|change| {
            let title = change.verb.subject();
            (title.value.as_str(), title.place.clone())
        })
        .collect();
    let Some(first) = achieved.first() else {
        return;
    };
    if kept.is_empty() && deferred.is_empty() {
        return;
    }
    let mut against = Vec::new();
    if !kept.is_empty() {
        let titles: Vec<&str> = kept.iter().map(|(title, _)| *title).collect();
        against.push(format!("posts are kept ({})", titles.join(", ")));
    }
    if !deferred.is_empty() {
        against.push(format!("{} is re-profiled", sum(&deferred)));
    }
    let message = format!(
        "{} is reported as achieved and nothing is named that shows it, while {}",
        sum(&achieved),
        against.join(" and ")
    );
    let mut finding = RULE
        .at(place(first), message)
        .figure("achieved", sum(&achieved));
    for year in &achieved[1..] {
        finding = finding.also(place(year), "also reported as achieved");
    }
    for (_, kept) in kept {
        finding = finding.also(kept, "kept");
    }
    found.push(finding.help("name what shows the saving, with its date: `evidence = \"…\"`"));
}

fn place(year: &SavingYear) -> Place {
    let state = year.state.as_ref().map(|at| at.place.clone());
    state.unwrap_or_else(|| year.place.clone())
}

fn sum(years: &[&SavingYear]) -> Pence {
    years
        .iter()
        .filter_map(|year| year.amount.as_ref())
        .filter_map(|at| match at.value {
            Known::Known(amount) => Some(amount),
            Known::Unknown | Known::Withheld => None,
        })
        .sum()
}

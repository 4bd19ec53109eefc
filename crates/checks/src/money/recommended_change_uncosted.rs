//! A decision is asked for on something that has no figures.

use std::collections::BTreeSet;

use base::{Known, Pence};
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::case::{Case, SavingState, Verb};
use proposal::{ChangeNames, Mention, SectionKind, mentions};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "recommended-change-uncosted",
    severity: Severity::Error,
    family: "completeness",
    summary: "A recommendation covers posts, payments or re-profiled savings without figures.",
    explanation: "Financial implications cover what the recommendation approves. Posts that are established, kept \
or changed need a number or FTE; a payment needs its sum; a saving that moves to other years needs its new \
amounts. Posts that end without a known FTE, and posts whose cost alone is not known, are shown as not known \
and are no error: what is approved is then at least countable.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let deferred = deferred(subject.case);
    let mut savings = Some(&deferred);
    let names = ChangeNames::of(subject.case);
    for (index, asked) in subject.case.recommendations.iter().enumerate() {
        if asked
            .asks
            .as_ref()
            .is_some_and(|asks| asks.value != "approve")
        {
            continue;
        }
        let covered = names.covered_by(subject.case, asked);
        let changes = unquantified(subject, &covered);
        // Savings belong to no recommendation of their own: the first that asks for approval has them.
        let deferred = savings.take();
        let sum: Pence = deferred
            .into_iter()
            .flatten()
            .map(|(amount, _)| *amount)
            .sum();
        let mut lacks: Vec<String> = changes.iter().map(|(text, _)| text.clone()).collect();
        if sum != Pence::ZERO {
            lacks.push(format!(
                "{sum} of savings re-profiled without new amounts by year"
            ));
        }
        if lacks.is_empty() {
            continue;
        }
        let message = format!(
            "recommendation {} covers what has no figures: {}",
            index + 1,
            lacks.join("; ")
        );
        let place = asked.text.as_ref().map_or(&asked.place, |text| &text.place);
        let mut finding = RULE.at(place.clone(), message);
        for (_, place) in &changes {
            finding = finding.also(place.clone(), "how many is not known");
        }
        for (amount, place) in deferred.into_iter().flatten() {
            finding = finding.also(place.clone(), format!("{amount} re-profiled"));
        }
        if let Some(place) = refers_back(subject, &covered) {
            finding = finding.also(
                place,
                "the financial implications refer to what was there before",
            );
        }
        found.push(
            finding.help("give the FTE or number of the posts, and each saving by its new years"),
        );
    }
}

/// What the recommendation covers that has no quantity, and where it is written.
fn unquantified(subject: &Subject<'_>, covered: &BTreeSet<usize>) -> Vec<(String, Place)> {
    let case = subject.case;
    let effects = subject
        .resolved
        .effects
        .iter()
        .filter(|effect| covered.contains(&effect.change));
    effects
        .filter_map(|effect| {
            let verb = &case.changes[effect.change].verb;
            let title = verb.subject();
            let text = match (&effect.after, &effect.payment) {
                (Some(line), _)
                    if costs_money(verb)
                        && !line.post.fte.is_known()
                        && !line.post.posts.is_known() =>
                {
                    format!("{} ({}, how many is not known)", title.value, done(verb))
                }
                (_, Some(payment)) if !payment.amount.is_known() => {
                    format!("{} for {} (amount not known)", payment.name, title.value)
                }
                _ => return None,
            };
            Some((text, title.place.clone()))
        })
        .collect()
}

/// A new title or unit costs nothing, however many posts it touches.
fn costs_money(verb: &Verb) -> bool {
    match verb {
        Verb::Change(_, to) => {
            to.grade.is_some() || to.point.is_some() || to.fte.is_some() || to.hours.is_some()
        }
        _ => true,
    }
}

fn done(verb: &Verb) -> &'static str {
    match verb {
        Verb::Establish(_) => "established",
        Verb::Extend(..) => "kept",
        Verb::MakePermanent(..) => "made permanent",
        _ => "changed",
    }
}

/// Savings that move to other years, where no year has a new amount.
fn deferred(case: &Case) -> Vec<(Pence, Place)> {
    let of = |year: &proposal::case::SavingYear, state| {
        year.state.as_ref().is_some_and(|at| at.value == state)
    };
    let moved = case.savings.iter().filter(|saving| {
        let planned = |year| of(year, SavingState::Planned) && year.amount.is_some();
        !saving.years.iter().any(planned)
    });
    moved
        .flat_map(|saving| &saving.years)
        .filter(|year| of(year, SavingState::Reprofiled))
        .filter_map(|year| match year.amount.as_ref()?.value {
            Known::Known(amount) => Some((amount, year.amount.as_ref()?.place.clone())),
            Known::Unknown | Known::Withheld => None,
        })
        .collect()
}

/// A reference of the financial implications to paragraphs that come before all the changes.
fn refers_back(subject: &Subject<'_>, covered: &BTreeSet<usize>) -> Option<Place> {
    let case = subject.case;
    let whole = |number: &str| {
        number
            .split('.')
            .next()
            .and_then(|part| part.parse::<u32>().ok())
    };
    let changed = covered
        .iter()
        .filter_map(|index| whole(&case.changes[*index].paragraph.as_ref()?.value))
        .min()?;
    subject
        .sections(SectionKind::Financial)
        .flat_map(mentions)
        .find_map(|mention| match mention {
            Mention::Paragraph { number, place } if whole(&number)? < changed => Some(place),
            _ => None,
        })
}

//! A saving that is said to follow from the changes does not.

use base::{Known, Pence};
use costing::{Amount, Basis, Choices, SavingLine};
use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use pay::Tables;
use proposal::case::{Bound, Saving, ToldAgain};
use proposal::{Mention, as_toml, mentions};

use super::claim::grain;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "saving-not-derivable",
    severity: Severity::Warning,
    family: "cast",
    summary: "A stated saving is not what the listed changes save.",
    explanation: "A saving that follows from changes is the full-year cost of what ends less that of what begins. \
If the paper states more, part of it comes from something that is not listed, or from a sum that left a change \
out. *About* is taken to the nearest £1,000, or to whatever the amount itself is round to. Where another \
profile can cost the same lines, its result and what that leaves are given too, so that the pay basis is not \
taken for the cause.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let lines = &subject.statement.savings.lines;
    let claiming: Vec<(&Saving, &SavingLine)> = subject
        .case
        .savings
        .iter()
        .zip(lines)
        .filter(|(saving, _)| saving.from_changes.as_ref().is_some_and(|at| at.value))
        .collect();
    let said: Amount = claiming.iter().map(|(_, line)| line.total()).sum();
    let computed = (-subject.statement.totals.change()).value();
    let (Known::Known(said), Known::Known(computed)) = (said.value(), computed) else {
        return;
    };
    let Some((first, _)) = claiming.first() else {
        return;
    };
    // The changes are one set, so savings that follow from them are held against it together.
    let about = claiming.iter().any(|(saving, _)| saving.approximate);
    let bound = if about { Bound::About } else { Bound::Exactly };
    let near = |sum: Pence| (said - sum).abs().pence() * 2 <= grain(bound, said);
    if !near(computed) && !part_years(subject).into_iter().any(near) {
        let mut finding = finding(subject, first, about, said, computed);
        for (saving, _) in &claiming[1..] {
            finding = finding.also(amount_place(saving), "counted too");
        }
        if claiming.len() == 1 {
            let fix = use_computed(subject, first, said, computed);
            finding = fix.into_iter().fold(finding, Diagnostic::fix);
        }
        found.push(finding);
    }
}

/// A fix that tells the computed saving in the record, and in the words wherever they tell the stated
/// one.
fn use_computed(
    subject: &Subject<'_>,
    saving: &Saving,
    said: Pence,
    computed: Pence,
) -> Option<Fix> {
    let [only] = &saving.years[..] else {
        return None;
    };
    let amount = only.amount.as_ref().filter(|_| computed > Pence::ZERO)?;
    let again: Vec<&ToldAgain> = saving
        .told_again
        .iter()
        .filter(|told| told.amount.as_ref().is_some_and(|at| at.value == said))
        .collect();
    let paragraphs = again.iter().filter_map(|told| told.paragraph.as_ref());
    let paragraphs: Vec<&str> = saving
        .paragraph
        .iter()
        .chain(paragraphs)
        .map(|at| at.value.as_str())
        .collect();
    let label = match &paragraphs[..] {
        [] => format!("Use {computed}"),
        [one] => format!("Use {computed} in paragraph {one}"),
        several => format!("Use {computed} in paragraphs {}", several.join(" and ")),
    };
    let mut fix = Fix::choice(label).replace(amount.place.clone(), as_toml(&computed.to_string()));
    for told in again.iter().filter_map(|told| told.amount.as_ref()) {
        fix = fix.replace(told.place.clone(), as_toml(&computed.to_string()));
    }
    for (_, prose) in subject.prose().filter(|(_, prose)| prose.is_as_written()) {
        for mention in mentions(prose) {
            if let Mention::Amount { amount, place, .. } = mention
                && amount == said
            {
                fix = fix.replace(place, "{saving.changes}");
            }
        }
    }
    Some(fix)
}

/// What the changes save in each year that is shown: a saving of its first year may be of nine months.
fn part_years(subject: &Subject<'_>) -> Vec<Pence> {
    let years = subject.statement.years.iter();
    years
        .filter_map(|year| {
            let (before, posts, payments) = subject.statement.year(*year);
            (before - posts - payments).value().known()
        })
        .collect()
}

/// Where a saving gives its first amount, else the saving.
pub(super) fn amount_place(saving: &Saving) -> Place {
    let mut amounts = saving.years.iter().filter_map(|year| year.amount.as_ref());
    amounts
        .next()
        .map_or_else(|| saving.place.clone(), |at| at.place.clone())
}

fn finding(
    subject: &Subject<'_>,
    saving: &Saving,
    about: bool,
    said: Pence,
    computed: Pence,
) -> Diagnostic {
    let profile = &subject.statement.profile_name;
    let about = if about { "about " } else { "" };
    let save = if computed < Pence::ZERO {
        format!("cost {} more", -computed)
    } else {
        format!("save {computed}")
    };
    let apart = if said > computed {
        format!("{} of it is not explained", said - computed)
    } else {
        format!("{} is not told", computed - said)
    };
    let message = format!(
        "a saving of {about}{said} is said to follow from the changes; these {save} in a full year, so {apart}"
    );
    let mut finding = RULE
        .at(amount_place(saving), message)
        .figure("stated", said)
        .figure(format!("computed by {profile}"), computed)
        .figure(format!("difference by {profile}"), (said - computed).abs());
    for (name, other) in by_other_profiles(subject) {
        finding = finding
            .figure(format!("computed by {name}"), other)
            .figure(format!("difference by {name}"), (said - other).abs());
    }
    if let Some((title, cost, place)) = one_line(subject, said) {
        finding = finding.also(
            place,
            format!("{title} alone is {cost}, close to the stated saving"),
        );
    }
    finding.help(
        "list the changes that save the rest, or state the computed saving as {saving.changes}",
    )
}

/// What the changes save on every other profile that can cost them.
fn by_other_profiles(subject: &Subject<'_>) -> Vec<(&'static str, Pence)> {
    let names = Tables::shipped()
        .profiles()
        .iter()
        .map(|profile| profile.name.as_str());
    names
        .filter(|name| *name != subject.statement.profile_name)
        .filter_map(|name| {
            let choices = Choices {
                public: None,
                basis: Some(Basis::Profile),
                profile: Some(name.to_owned()),
            };
            let other = costing::cost(subject.case, subject.resolved, &choices);
            Some((name, (-other.totals.change()).value().known()?))
        })
        .collect()
}

/// The only change whose cost alone is close to an amount.
fn one_line(subject: &Subject<'_>, said: Pence) -> Option<(String, Pence, Place)> {
    let close = |amount: &Amount| {
        let cost = amount.value().known()?.abs();
        ((cost - said).abs() * 2 <= Pence::pounds(1_000)).then_some(cost)
    };
    let mut lines = subject.statement.lines.iter().filter_map(|line| {
        let cost = close(&line.full_year_change())?;
        let place = subject.case.changes[line.change]
            .verb
            .subject()
            .place
            .clone();
        Some((line.title.clone(), cost, place))
    });
    let only = lines.next()?;
    lines.next().is_none().then_some(only)
}

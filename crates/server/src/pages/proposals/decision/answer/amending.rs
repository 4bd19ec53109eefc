//! What was amended at the meeting: how many of what.

use std::collections::BTreeSet;

use base::{Fte, parse_decimal};
use maud::{Markup, html};
use proposal::ChangeNames;
use proposal::case::HowMany;
use proposal::decide::{Amended, asked_for, counts_in_fte};

use super::super::super::frame::Proposal;
use super::{Sent, Wrong, value};
use crate::components::{Choice, Choices, ChoicesKind, Content, Details, Field, Input};
use crate::words;

/// The changes that a recommendation covers, and no earlier one does, by their places in the case.
pub(super) fn changes_of(proposal: &Proposal, number: usize) -> Vec<usize> {
    let case = &proposal.open.draft.case;
    if case.recommendations.is_empty() {
        return (0..case.changes.len()).collect();
    }
    let names = ChangeNames::of(case);
    let covered = |index: usize| {
        let one = case.recommendations.get(index);
        one.map_or_else(BTreeSet::new, |one| names.covered_by(case, one))
    };
    let earlier: Vec<usize> = (0..number - 1).flat_map(covered).collect();
    let own = covered(number - 1).into_iter();
    own.filter(|change| !earlier.contains(change)).collect()
}

/// Does a form say that a recommendation was amended, in its words or in a number?
pub(super) fn says(proposal: &Proposal, sent: &Sent, number: usize) -> bool {
    let is_typed = |name: String| !value(sent, &name).is_empty();
    let mut own = changes_of(proposal, number).into_iter();
    is_typed(format!("r{number}-text"))
        || own.any(|change| is_typed(format!("a{change}")) || is_typed(format!("out{change}")))
}

/// What was amended, by the places of the changes.
pub(super) fn read(proposal: &Proposal, sent: &Sent, wrong: &mut Wrong) -> Vec<(usize, Amended)> {
    let mut amendments = Vec::new();
    for (index, change) in proposal.open.draft.case.changes.iter().enumerate() {
        let (name, typed) = (format!("a{index}"), value(sent, &format!("a{index}")));
        if !value(sent, &format!("out{index}")).is_empty() {
            amendments.push((index, Amended::Out));
        } else if !typed.is_empty() {
            let how_many = match counts_in_fte(change) {
                Some(true) => parse_decimal(typed).ok().map(Fte::new).map(HowMany::Fte),
                Some(false) => typed
                    .parse()
                    .ok()
                    .filter(|posts| *posts > 0)
                    .map(HowMany::Posts),
                None => None,
            };
            match how_many {
                Some(how_many) => amendments.push((index, Amended::To(how_many))),
                None => {
                    let title = &change.verb.subject().value;
                    wrong.push((name, format!("{title}: enter a number above 0")));
                }
            }
        }
    }
    amendments
}

/// The fields for the changes that a recommendation covers.
pub(super) fn fields(
    proposal: &Proposal,
    number: usize,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Markup {
    let changes = changes_of(proposal, number);
    let is_typed = |change: &usize| {
        let typed = |name: &str| !value(sent, &format!("{name}{change}")).is_empty();
        typed("a") || typed("out")
    };
    let fields = html! {
        p.govuk-body-s { "What stays as it is printed is left empty." }
        @for change in &changes { (field(proposal, *change, sent, error)) }
    };
    let folded = Details {
        summary: format!(
            "Amend the numbers of {}",
            words::counted(changes.len() as u64, "change")
        )
        .into(),
        content: fields.into(),
        open: changes.iter().any(is_typed),
        ..Details::default()
    };
    html! { @if !changes.is_empty() { (folded) } }
}

fn field(
    proposal: &Proposal,
    index: usize,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Markup {
    let Some(change) = proposal.open.draft.case.changes.get(index) else {
        return html! {};
    };
    let (name, out) = (format!("a{index}"), format!("out{index}"));
    let title = &change.verb.subject().value;
    let printed = format!("As printed: {}", asked_for(change));
    let unit = counts_in_fte(change).map(|fte| match fte {
        true => "FTE",
        false => "posts",
    });
    let leave_out = Choices {
        kind: ChoicesKind::Several,
        name: out.clone(),
        classes: "govuk-checkboxes--small".to_owned(),
        items: vec![Choice {
            value: "1".to_owned(),
            text: format!("Leave out: {title}, change {}", index + 1).into(),
            checked: !value(sent, &out).is_empty(),
            ..Choice::default()
        }],
        ..Choices::default()
    };
    html! {
        @if let Some(unit) = unit {
            (Input {
                field: Field::new(name.as_str(), format!("{title}, change {}: how many {unit}", index + 1).as_str())
                    .hint(printed)
                    .error(error(&name)),
                value: Some(value(sent, &name).to_owned()),
                inputmode: Some("decimal".to_owned()),
                classes: "govuk-input--width-4".to_owned(),
                ..Input::default()
            })
        } @else { p.govuk-body-s { (title) ". " (printed) } }
        (leave_out)
    }
}

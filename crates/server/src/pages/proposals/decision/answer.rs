//! The form in which somebody says what was decided.

use app::{CaseLife, Minute};
use base::Date;
use governance::{Record, Resolution, WhatMustHappen};
use maud::{Markup, html};
use proposal::case::Outcome;

use super::super::frame::Proposal;
use super::check_button;
use crate::components::{
    Choice, Choices, ChoicesKind, Content, Field, Input, Legend, Select, SelectItem, Textarea,
};

/// What the form sends.
pub(super) type Sent = Vec<(String, String)>;

pub(super) fn value<'s>(sent: &'s Sent, name: &str) -> &'s str {
    let found = sent.iter().find(|(own, _)| own == name);
    found.map_or("", |(_, value)| value.trim())
}

/// What a form says, or what is wrong with it.
pub(super) struct Entered {
    pub(super) minute: Result<Minute, ()>,
    pub(super) wrong: Vec<(String, String)>,
}

impl Entered {
    pub(super) fn read(proposal: &Proposal, seen: &CaseLife, sent: &Sent) -> Self {
        let case = &proposal.open.draft.case;
        let mut wrong: Vec<(String, String)> = Vec::new();
        let mut fault = |id: &str, words: &str| wrong.push((id.to_owned(), words.to_owned()));
        let on: Option<Date> = value(sent, "on").parse().ok();
        if on.is_none() {
            fault(
                "on",
                "Day of the decision must be a real date, such as 2019-05-20",
            );
        }
        let maker = value(sent, "maker");
        if maker.is_empty() {
            fault("maker", "Enter who decided");
        }
        let alone = seen.way.decides_alone();
        let count = case.recommendations.len().max(1);
        let all = match (alone, value(sent, "all")) {
            (_, "") if alone => {
                fault("all", "Select your decision");
                None
            }
            (_, "") => {
                fault(
                    "all",
                    "Select whether all recommendations were agreed as printed",
                );
                None
            }
            (false, "yes") => Some(Outcome::Approved),
            (false, _) => None,
            (true, word) => outcome(word),
        };
        let mut resolutions = Vec::new();
        for number in 1..=count {
            let own = outcome(value(sent, &format!("r{number}-outcome")));
            if all.is_none() && own.is_none() && value(sent, "all") == "no" {
                let words = format!("Select what was decided on recommendation {number}");
                fault(&format!("r{number}-outcome"), &words);
            }
            let what = value(sent, &format!("r{number}-what"));
            let minuted = value(sent, &format!("r{number}-text"));
            let outcome = all.or(own).unwrap_or(Outcome::Noted);
            if outcome == Outcome::ApprovedOnConditions && what.is_empty() {
                let words = format!("Enter the condition on recommendation {number}");
                fault(&format!("r{number}-what"), &words);
            }
            let conditions = (!what.is_empty()).then(|| WhatMustHappen {
                what: what.to_owned(),
                decided_by: value(sent, &format!("r{number}-by")).to_owned(),
            });
            resolutions.push(Resolution {
                recommendation: number,
                outcome,
                minuted: (!minuted.is_empty()).then(|| minuted.to_owned()),
                conditions: conditions.into_iter().collect(),
            });
        }
        if alone {
            if value(sent, "reasons").is_empty() {
                fault("reasons", "Enter your reasons");
            }
            match value(sent, "interest") {
                "" => fault("interest", "Select whether you have an interest to declare"),
                "yes" if value(sent, "interests").is_empty() => {
                    fault("interests", "Enter the interest that you declare");
                }
                _ => {}
            }
            if value(sent, "as").is_empty() {
                fault("as", "Confirm in which office you decide this");
            }
        }
        let record = alone.then(|| Record {
            reasons: value(sent, "reasons").to_owned(),
            alternatives: value(sent, "alternatives").to_owned(),
            interests: value(sent, "interests").to_owned(),
        });
        let minute = match (on, wrong.is_empty()) {
            (Some(on), true) => Ok(Minute {
                on,
                decision_maker: maker.to_owned(),
                resolutions,
                amendments: Vec::new(),
                source: Some(value(sent, "source").to_owned()).filter(|one| !one.is_empty()),
                record,
            }),
            _ => Err(()),
        };
        Self { minute, wrong }
    }
}

fn outcome(words: &str) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|one| one.words() == words)
}

/// An outcome as the form calls it.
fn called(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approved => "Approved",
        Outcome::ApprovedAsAmended => "Approved as amended",
        Outcome::ApprovedOnConditions => "Approved on a condition",
        Outcome::Noted => "Noted",
        Outcome::Recommended => "Recommended to another body",
        Outcome::Deferred => "Deferred",
        Outcome::Refused => "Refused",
        Outcome::Delegated => "Delegated",
    }
}

pub(super) fn form(
    proposal: &Proposal,
    seen: &CaseLife,
    sent: &Sent,
    wrong: &[(String, String)],
) -> Markup {
    let case = &proposal.open.draft.case;
    let error = |id: &str| -> Option<Content> {
        let found = wrong.iter().find(|(own, _)| own == id);
        found.map(|(_, words)| words.as_str().into())
    };
    let or = |name: &str, otherwise: String| match value(sent, name) {
        "" => otherwise,
        own => own.to_owned(),
    };
    let alone = seen.way.decides_alone();
    let earlier = seen.life.decisions();
    let makers = case
        .header
        .decision_makers
        .iter()
        .map(|at| at.value.clone());
    let maker = { makers }
        .find(|maker| {
            let mut earlier = earlier.iter();
            !earlier.any(|(_, one)| base::same_name(&one.decision_maker, maker))
        })
        .unwrap_or_default();
    let day = case.header.date.as_ref().map(|at| at.value.to_string());
    let input = |name: &str, label: &str, hint: &str, held: String| Input {
        field: Field::new(name, label).hint(hint).error(error(name)),
        value: Some(held),
        ..Input::default()
    };
    let area = |name: &str, label: &str, hint: &str| Textarea {
        field: Field::new(name, label).hint(hint).error(error(name)),
        value: value(sent, name).to_owned(),
        rows: Some(3),
        ..Textarea::default()
    };
    let all = decided(alone, sent, error("all"));
    html! {
        form.muster-saying method="post" action=(proposal.address("/decision")) novalidate {
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            (input("on", "Day of the decision", "For example, 2019-05-20", or("on", day.unwrap_or_default())))
            (input("maker", if alone { "Your office" } else { "Who decided?" }, "As the report names it", or("maker", maker.clone())))
            (all)
            @if !alone { (cards(proposal, sent, &error)) }
            @if alone {
                (area("reasons", "Reasons", "They are published with the decision"))
                (area("alternatives", "Options rejected", "What else was considered, and why it was not chosen"))
                (interest(sent, &error))
                (Choices {
                    kind: ChoicesKind::Several,
                    name: "as".to_owned(),
                    error: error("as"),
                    items: vec![Choice {
                        value: "1".to_owned(),
                        text: format!("I decide this as {maker}").into(),
                        checked: !value(sent, "as").is_empty(),
                        ..Choice::default()
                    }],
                    ..Choices::default()
                })
            } @else {
                (input("source", "Minute (optional)", "As it is cited", value(sent, "source").to_owned()))
            }
            (check_button())
        }
    }
}

/// The question that is answered for all recommendations together.
fn decided(alone: bool, sent: &Sent, error: Option<Content>) -> Choices {
    let chosen = value(sent, "all");
    let choice = |value: &str, text: &str| Choice {
        value: value.to_owned(),
        text: text.to_owned().into(),
        checked: chosen == value,
        ..Choice::default()
    };
    match alone {
        true => Choices {
            name: "all".to_owned(),
            legend: Some(Legend::from("Your decision")),
            error,
            items: vec![
                choice(Outcome::Approved.words(), "Approve"),
                choice(Outcome::ApprovedAsAmended.words(), "Approve with changes"),
                choice(Outcome::Deferred.words(), "Defer"),
                choice(Outcome::Refused.words(), "Refuse"),
            ],
            ..Choices::default()
        },
        false => Choices {
            name: "all".to_owned(),
            legend: Some(Legend::from("Were all recommendations agreed as printed?")),
            error,
            items: vec![choice("yes", "Yes"), choice("no", "No")],
            ..Choices::default()
        },
    }
}

fn interest(sent: &Sent, error: &impl Fn(&str) -> Option<Content>) -> Markup {
    let choice = |value_of: &str, text: &str| Choice {
        value: value_of.to_owned(),
        text: text.to_owned().into(),
        checked: value(sent, "interest") == value_of,
        ..Choice::default()
    };
    html! {
        (Choices {
            name: "interest".to_owned(),
            legend: Some(Legend::from("Do you have an interest to declare?")),
            error: error("interest"),
            items: vec![choice("no", "No"), choice("yes", "Yes")],
            ..Choices::default()
        })
        (Textarea {
            field: Field::new("interests", "Interest (if yes)").error(error("interests")),
            value: value(sent, "interests").to_owned(),
            rows: Some(2),
            ..Textarea::default()
        })
    }
}

/// A card for each recommendation, for where not all were agreed as printed.
fn cards(proposal: &Proposal, sent: &Sent, error: &impl Fn(&str) -> Option<Content>) -> Markup {
    let recommendations = &proposal.open.draft.case.recommendations;
    html! {
        h2.govuk-heading-m { "If not: what was decided on each" }
        @for number in 1..=recommendations.len().max(1) {
            @let outcome = format!("r{number}-outcome");
            @let held = value(sent, &outcome);
            @let text = recommendations.get(number - 1).and_then(|one| one.text.as_ref());
            section.muster-finding {
                h3.govuk-heading-s { "Recommendation " (number) }
                @if let Some(text) = text { p.govuk-body { (text.text.trim()) } }
                (Select {
                    field: Field::new(outcome.as_str(), "What was decided?").error(error(&outcome)),
                    items: std::iter::once(SelectItem {
                        value: Some(String::new()),
                        text: "Select".to_owned(),
                        ..SelectItem::default()
                    })
                    .chain(Outcome::ALL.into_iter().map(|one| SelectItem {
                        value: Some(one.words().to_owned()),
                        text: called(one).to_owned(),
                        selected: held == one.words(),
                        ..SelectItem::default()
                    }))
                    .collect(),
                    ..Select::default()
                })
                @let name = format!("r{number}-text");
                (Textarea {
                    field: Field::new(name.as_str(), "Resolution as minuted"),
                    value: value(sent, &name).to_owned(),
                    rows: Some(3),
                    ..Textarea::default()
                })
                @let name = format!("r{number}-what");
                (Input {
                    field: Field::new(name.as_str(), "Condition (if there is one)").error(error(&name)),
                    value: Some(value(sent, &name).to_owned()),
                    ..Input::default()
                })
                @let name = format!("r{number}-by");
                (Input {
                    field: Field::new(name.as_str(), "Who decides whether it is met?"),
                    value: Some(value(sent, &name).to_owned()),
                    ..Input::default()
                })
            }
        }
    }
}

//! The form in which somebody says what was decided.

mod amending;

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
use crate::pages::typed_day::TypedDay;
use crate::words;

/// What the form sends.
pub(super) type Sent = Vec<(String, String)>;

pub(super) fn value<'s>(sent: &'s Sent, name: &str) -> &'s str {
    let found = sent.iter().find(|(own, _)| own == name);
    found.map_or("", |(_, value)| value.trim())
}

/// What is wrong with a form: the id of the field and the words.
pub(super) type Wrong = Vec<(String, String)>;

/// What a form says, or what is wrong with it.
pub(super) struct Entered {
    pub(super) minute: Result<Minute, ()>,
    pub(super) wrong: Wrong,
}

impl Entered {
    pub(super) fn read(proposal: &Proposal, seen: &CaseLife, sent: &Sent) -> Self {
        let mut wrong = Wrong::new();
        let alone = seen.way.decides_alone();
        let on = day(proposal, sent, &mut wrong);
        let maker = value(sent, "maker");
        if maker.is_empty() {
            let words = match alone {
                true => "Confirm in which office you decide this",
                false => "Enter who decided",
            };
            wrong.push(("maker".to_owned(), words.to_owned()));
        }
        let resolutions = resolutions(proposal, alone, sent, &mut wrong);
        let is_amended = |one: &Resolution| one.outcome == Outcome::ApprovedAsAmended;
        let amendments = match resolutions.iter().any(is_amended) {
            true => amending::read(proposal, sent, &mut wrong),
            false => Vec::new(),
        };
        for one in resolutions.iter().filter(|one| is_amended(one)) {
            let number = one.recommendation;
            let mut own = amending::changes_of(proposal, number).into_iter();
            let says = own.any(|change| amendments.iter().any(|(at, _)| *at == change));
            if one.minuted.is_none() && !says {
                let words = format!(
                    "Enter the words or the numbers to which recommendation {number} was amended"
                );
                wrong.push((format!("r{number}-text"), words));
            }
        }
        let record = alone.then(|| record(sent, &mut wrong));
        let minute = match (on, wrong.is_empty()) {
            (Some(on), true) => Ok(Minute {
                on,
                decision_maker: maker.to_owned(),
                resolutions,
                amendments,
                source: Some(value(sent, "source").to_owned()).filter(|one| !one.is_empty()),
                record,
            }),
            _ => Err(()),
        };
        Self { minute, wrong }
    }
}

fn day(proposal: &Proposal, sent: &Sent, wrong: &mut Wrong) -> Option<Date> {
    let read = TypedDay::sent(sent, "on").read("Day of the decision");
    let read = read.and_then(|day| match day > proposal.asking.today {
        true => Err("Day of the decision must be today or in the past".to_owned()),
        false => Ok(day),
    });
    read.map_err(|words| wrong.push(("on-day".to_owned(), words)))
        .ok()
}

/// What was decided on each recommendation.
fn resolutions(
    proposal: &Proposal,
    alone: bool,
    sent: &Sent,
    wrong: &mut Wrong,
) -> Vec<Resolution> {
    let count = proposal.open.draft.case.recommendations.len().max(1);
    let all = value(sent, "all");
    if all.is_empty() {
        let words = match alone {
            true => "Select your decision",
            false => "Select whether all recommendations were agreed as printed",
        };
        wrong.push(("all".to_owned(), words.to_owned()));
    }
    let of_all = match (alone, all) {
        (false, "yes") => Some(Outcome::Approved),
        (true, word) => outcome(word),
        (false, _) => None,
    };
    let mut resolutions = Vec::new();
    for number in 1..=count {
        let at = |part: &str| format!("r{number}-{part}");
        let own = outcome(value(sent, &at("outcome")));
        let changed = of_all == Some(Outcome::ApprovedAsAmended);
        let decided = match (of_all, own) {
            // Whoever approves with changes says which recommendations change; the others stay as printed.
            (Some(_), _) if changed && count > 1 && !amending::says(proposal, sent, number) => {
                Some(Outcome::Approved)
            }
            (Some(of_all), _) => Some(of_all),
            (None, own) => own,
        };
        if decided.is_none() && all == "no" {
            let words = format!("Select what was decided on recommendation {number}");
            wrong.push((at("outcome"), words));
        }
        let as_printed = of_all.is_some() && !changed;
        let typed = |part: &str| match as_printed {
            true => String::new(),
            false => value(sent, &at(part)).to_owned(),
        };
        let (minuted, what, by) = (typed("text"), typed("what"), typed("by"));
        if decided == Some(Outcome::ApprovedOnConditions) && what.is_empty() {
            let words = format!("Enter the condition on recommendation {number}");
            wrong.push((at("what"), words));
        }
        if !what.is_empty() && by.is_empty() {
            let words = format!(
                "Enter who decides whether the condition on recommendation {number} is met"
            );
            wrong.push((at("by"), words));
        }
        let condition = (!what.is_empty()).then_some(WhatMustHappen {
            what,
            decided_by: by,
            procedure: None,
        });
        resolutions.push(Resolution {
            recommendation: number,
            outcome: decided.unwrap_or(Outcome::Noted),
            minuted: Some(minuted).filter(|words| !words.is_empty()),
            conditions: condition.into_iter().collect(),
        });
    }
    if of_all == Some(Outcome::ApprovedAsAmended) && { resolutions.iter() }
        .all(|one| one.outcome == Outcome::Approved)
    {
        let words = "Enter what you change: the words of a recommendation, or a number";
        wrong.push(("r1-text".to_owned(), words.to_owned()));
    }
    resolutions
}

/// What somebody who decides alone has to put on record.
fn record(sent: &Sent, wrong: &mut Wrong) -> Record {
    let mut fault = |id: &str, words: &str| wrong.push((id.to_owned(), words.to_owned()));
    if value(sent, "reasons").is_empty() {
        fault("reasons", "Enter your reasons");
    }
    if value(sent, "alternatives").is_empty() {
        fault(
            "alternatives",
            "Enter the options that you rejected, or that there were none",
        );
    }
    let interest = value(sent, "interest");
    match interest {
        "" => fault("interest", "Select whether you have an interest to declare"),
        "yes" if value(sent, "interests").is_empty() => {
            fault("interests", "Enter the interest that you declare");
        }
        _ => {}
    }
    Record {
        reasons: value(sent, "reasons").to_owned(),
        alternatives: value(sent, "alternatives").to_owned(),
        interests: match interest {
            "yes" => value(sent, "interests").to_owned(),
            _ => String::new(),
        },
    }
}

fn outcome(words: &str) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|one| one.words() == words)
}

/// An outcome as the form calls it.
pub(super) fn called(outcome: Outcome) -> &'static str {
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

/// Whoever the report names and has not decided yet.
fn makers(proposal: &Proposal, seen: &CaseLife) -> Vec<String> {
    let earlier = seen.life.decisions();
    let makers = proposal.open.draft.case.header.decision_makers.iter();
    let makers = makers.map(|at| at.value.clone()).filter(|maker| {
        let mut earlier = earlier.iter();
        !earlier.any(|(_, one)| base::same_name(&one.decision_maker, maker))
    });
    makers.collect()
}

pub(super) fn form(
    proposal: &Proposal,
    seen: &CaseLife,
    sent: &Sent,
    wrong: &[(String, String)],
) -> Markup {
    let error = |id: &str| -> Option<Content> {
        let found = wrong.iter().find(|(own, _)| own == id);
        found.map(|(_, words)| words.as_str().into())
    };
    let area = |name: &str, label: &str, hint: &str| Textarea {
        field: Field::new(name, label).hint(hint).error(error(name)),
        value: value(sent, name).to_owned(),
        rows: Some(3),
        ..Textarea::default()
    };
    let alone = seen.way.decides_alone();
    let today = proposal.asking.today;
    let held = TypedDay::sent(sent, "on");
    let meeting = proposal.open.draft.case.header.date.as_ref();
    let usual = match meeting {
        Some(at) if !alone && at.value <= today => at.value,
        _ => today,
    };
    let on = match held.is_empty() {
        true => TypedDay::of(usual),
        false => held,
    };
    html! {
        form.muster-deciding method="post" action=(proposal.address("/decision")) novalidate {
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            (on.input("on", "Day of the decision", error("on-day")))
            @if !alone { (who(proposal, seen, sent, &error)) }
            (all(proposal, alone, sent, &error))
            @if alone {
                (area("reasons", "Reasons", "They are published with the decision"))
                (area("alternatives", "Options rejected", "What else was considered, and why it was not chosen"))
                (interest(sent, &error))
                (office(proposal, seen, sent, &error))
            } @else {
                (Input {
                    field: Field::new("source", "Minute (optional)").hint("As it is cited, for example minute 12"),
                    value: Some(value(sent, "source").to_owned()),
                    classes: "govuk-input--width-20".to_owned(),
                    ..Input::default()
                })
            }
            (check_button())
        }
    }
}

/// The body that met.
fn who(
    proposal: &Proposal,
    seen: &CaseLife,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Input {
    let named = makers(proposal, seen).into_iter().next();
    let held = match value(sent, "maker") {
        "" => named.unwrap_or_default(),
        own => own.to_owned(),
    };
    Input {
        field: Field::new("maker", "Who decided?")
            .hint("As the report names it")
            .error(error("maker")),
        value: Some(held),
        ..Input::default()
    }
}

/// The office in which somebody decides alone.
fn office(
    proposal: &Proposal,
    seen: &CaseLife,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Markup {
    let makers = makers(proposal, seen);
    if makers.is_empty() {
        return html! { (Input {
            field: Field::new("maker", "The office in which you decide this").error(error("maker")),
            value: Some(value(sent, "maker").to_owned()),
            ..Input::default()
        }) };
    }
    let items = makers.iter().map(|maker| Choice {
        value: maker.clone(),
        text: format!("I decide this as {maker}").into(),
        checked: value(sent, "maker") == maker,
        ..Choice::default()
    });
    let choices = Choices {
        kind: match makers.len() {
            1 => ChoicesKind::Several,
            _ => ChoicesKind::One,
        },
        name: "maker".to_owned(),
        legend: Some(Legend::from("In which office do you decide this?")),
        error: error("maker"),
        items: items.collect(),
        ..Choices::default()
    };
    html! { (choices) }
}

/// The question that is answered for all recommendations together; what is not as printed is asked below it.
fn all(
    proposal: &Proposal,
    alone: bool,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Markup {
    let chosen = value(sent, "all");
    let choice = |value: &str, text: &str| Choice {
        value: value.to_owned(),
        text: text.to_owned().into(),
        checked: chosen == value,
        ..Choice::default()
    };
    let (legend, items) = match alone {
        true => (
            "Your decision",
            vec![
                choice(Outcome::Approved.words(), "Approve"),
                choice(Outcome::Deferred.words(), "Defer"),
                choice(Outcome::Refused.words(), "Refuse"),
                choice(Outcome::ApprovedAsAmended.words(), "Approve with changes"),
            ],
        ),
        false => (
            "Were all recommendations agreed as printed?",
            vec![choice("yes", "Yes"), choice("no", "No")],
        ),
    };
    let choices = Choices {
        name: "all".to_owned(),
        legend: Some(Legend::from(legend)),
        error: error("all"),
        items,
        ..Choices::default()
    };
    html! {
        div.muster-reveals {
            (choices)
            div.muster-revealed { (cards(proposal, alone, sent, error)) }
        }
    }
}

fn interest(sent: &Sent, error: &impl Fn(&str) -> Option<Content>) -> Markup {
    let choice = |value_of: &str, text: &str| Choice {
        value: value_of.to_owned(),
        text: text.to_owned().into(),
        checked: value(sent, "interest") == value_of,
        ..Choice::default()
    };
    let which = Textarea {
        field: Field::new("interests", "The interest that you declare").error(error("interests")),
        value: value(sent, "interests").to_owned(),
        rows: Some(2),
        ..Textarea::default()
    };
    let choices = Choices {
        name: "interest".to_owned(),
        legend: Some(Legend::from("Do you have an interest to declare?")),
        error: error("interest"),
        items: vec![choice("no", "No"), choice("yes", "Yes")],
        ..Choices::default()
    };
    html! {
        div.muster-reveals {
            (choices)
            div.muster-revealed { (which) }
        }
    }
}

/// A card for each recommendation, for where not all were agreed as printed.
fn cards(
    proposal: &Proposal,
    alone: bool,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Markup {
    let recommendations = &proposal.open.draft.case.recommendations;
    html! {
        @for number in 1..=recommendations.len().max(1) {
            @let at = |part: &str| format!("r{number}-{part}");
            @let text = recommendations.get(number - 1).and_then(|one| one.text.as_ref());
            section.muster-finding {
                h2.govuk-heading-s { "Recommendation " (number) }
                @if let Some(text) = text { (super::prose(&text.text)) }
                @if !alone { (decided(&at("outcome"), sent, error)) }
                (Textarea {
                    field: Field::new(at("text").as_str(), match alone {
                        true => "The words to which you change it (optional)",
                        false => "Resolution as minuted (optional)",
                    }).hint("An amended recommendation takes these words").error(error(&at("text"))),
                    value: value(sent, &at("text")).to_owned(),
                    rows: Some(3),
                    ..Textarea::default()
                })
                (amending::fields(proposal, number, sent, error))
                (condition(&at("what"), &at("by"), sent, error))
            }
        }
    }
}

fn decided(name: &str, sent: &Sent, error: &impl Fn(&str) -> Option<Content>) -> Select {
    let held = value(sent, name);
    let outcomes = Outcome::ALL.into_iter().map(|one| SelectItem {
        value: Some(one.words().to_owned()),
        text: called(one).to_owned(),
        selected: held == one.words(),
        ..SelectItem::default()
    });
    let none = SelectItem {
        value: Some(String::new()),
        text: "Select".to_owned(),
        ..SelectItem::default()
    };
    Select {
        field: Field::new(name, "What was decided?").error(error(name)),
        items: std::iter::once(none).chain(outcomes).collect(),
        ..Select::default()
    }
}

fn condition(
    what: &str,
    by: &str,
    sent: &Sent,
    error: &impl Fn(&str) -> Option<Content>,
) -> Markup {
    html! {
        (Input {
            field: Field::new(what, "Condition (if there is one)").error(error(what)),
            value: Some(value(sent, what).to_owned()),
            ..Input::default()
        })
        (Input {
            field: Field::new(by, "Who decides whether it is met?").error(error(by)),
            value: Some(value(sent, by).to_owned()),
            ..Input::default()
        })
    }
}

/// What a form says, as somebody reads it once more before it is recorded.
pub(super) fn told(minute: &Minute) -> Vec<(String, String)> {
    let mut told = vec![
        ("Decided by".to_owned(), minute.decision_maker.clone()),
        ("On".to_owned(), words::day(minute.on)),
    ];
    if let Some(source) = &minute.source {
        told.push(("Minute".to_owned(), source.clone()));
    }
    if let Some(record) = &minute.record {
        told.extend(super::standing::recorded(record));
    }
    told
}

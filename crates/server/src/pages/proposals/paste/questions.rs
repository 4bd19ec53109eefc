//! What is asked about pasted rows, each with what can be done.

use drafting::{About, Answer, Checked, Meaning, Offer, Question, Reply};
use maud::{Markup, html};

use crate::components::{
    Button, Choice, Choices, ErrorSummary, Field, Input, Legend, Select, SelectItem,
    SummarisedError,
};
use crate::pages::proposals::rows::describe;
use crate::words::{self, thousands};

/// So many questions are shown at once; the others follow when these are answered.
const SHOWN: usize = 50;
/// So many of them are linked at the head of the page.
const LINKED: usize = 10;
/// So many rows of a question are named.
const NAMED: usize = 8;

/// What needs the person, with links.
pub(super) fn summary(checked: &Checked) -> Markup {
    let questions = &checked.questions;
    let mut errors: Vec<SummarisedError> = Vec::new();
    if !checked.is_readable() {
        errors.push(SummarisedError {
            text: "Choose which column holds the post, or the title of the new posts".into(),
            href: Some("#columns".to_owned()),
        });
    }
    for (place, question) in questions.iter().take(LINKED).enumerate() {
        errors.push(SummarisedError {
            text: in_words(question).into(),
            href: Some(format!("#question-{place}")),
        });
    }
    if questions.len() > LINKED {
        let more = format!("{} more", thousands((questions.len() - LINKED) as u64));
        errors.push(SummarisedError {
            text: more.into(),
            href: Some(format!("#question-{LINKED}")),
        });
    }
    let summary = ErrorSummary {
        title: "Some rows need you".into(),
        errors,
        ..ErrorSummary::default()
    };
    html! { @if !summary.errors.is_empty() { (summary) } }
}

/// `Row 7, New grade: ‘G4’ is not a grade of the council. Did you mean Grade 4?`
fn in_words(question: &Question) -> String {
    let rows = named("Row", "Rows", &question.rows);
    let column = question.column.map(Meaning::words);
    let column = column.map_or_else(String::new, |column| format!(", {column}"));
    let meant = match question.suggestion().map(|offer| &offer.reply) {
        Some(Reply::Means(meant)) => format!(". Did you mean {meant}?"),
        _ => String::new(),
    };
    format!("{rows}{column}: {}{meant}", question.words)
}

/// `Row 7`, `Rows 2, 4 and 9`, `Rows 1, 2, 3 and 40 more`.
fn named(one: &str, several: &str, rows: &[u32]) -> String {
    let shown: Vec<String> = rows.iter().take(NAMED).map(u32::to_string).collect();
    match (&shown[..], rows.len() - shown.len()) {
        ([only], 0) => format!("{one} {only}"),
        ([first @ .., last], 0) => format!("{several} {} and {last}", first.join(", ")),
        (_, more) => format!("{several} {} and {more} more", shown.join(", ")),
    }
}

/// Every question that is shown, with its controls.
pub(super) fn all(checked: &Checked) -> Markup {
    let questions = &checked.questions;
    html! {
        @for (place, question) in questions.iter().take(SHOWN).enumerate() {
            (one(place, question))
        }
        @if questions.len() > SHOWN {
            p.govuk-body {
                (words::counted((questions.len() - SHOWN) as u64, "more question")) " "
                "follow when these are answered."
            }
        }
    }
}

fn one(place: usize, question: &Question) -> Markup {
    let name = format!("question-{place}");
    html! {
        section.muster-question id=(name) aria-labelledby={ (name) "-words" } tabindex="-1" {
            h2.govuk-heading-s id={ (name) "-words" } { (in_words(question)) }
            input type="hidden" name={ "ask-" (place) } value=(question.about.text());
            @if !question.candidates.is_empty() { (candidates(place, question)) }
            @if is_of_what_happens(question) { (happenings(place, question)) }
            @if let Some(typed) = &question.typed { (input(place, question, typed)) }
            div.govuk-button-group {
                @for offer in &question.offers {
                    @if !is_chosen_otherwise(question, offer) { (button(question, offer)) }
                }
            }
        }
    }
}

fn is_of_what_happens(question: &Question) -> bool {
    question.column == Some(Meaning::Change(drafting::Field::What))
}

/// What happens is one of many: a list, and not as many buttons.
fn is_chosen_otherwise(question: &Question, offer: &Offer) -> bool {
    is_of_what_happens(question) && matches!(offer.reply, Reply::Means(_))
}

/// `Use Grade 4 in all 3 rows`
fn button(question: &Question, offer: &Offer) -> Button {
    let answer = Answer {
        about: question.about.clone(),
        reply: offer.reply.clone(),
    };
    let rows = question.rows.len();
    let of_rows = match (&offer.reply, rows) {
        (Reply::LeaveOut | Reply::AsWritten, 1) => format!("row {}", question.rows[0]),
        (Reply::LeaveOut | Reply::AsWritten, 2) => "both rows".to_owned(),
        (Reply::LeaveOut | Reply::AsWritten, rows) => format!("these {rows} rows"),
        (_, 1) => format!("in row {}", question.rows[0]),
        (_, 2) => "in both rows".to_owned(),
        (_, rows) => format!("in all {rows} rows"),
    };
    Button {
        name: Some("say".to_owned()),
        value: Some(answer.text()),
        ..Button::submit(format!("{} {of_rows}", offer.words)).secondary()
    }
}

fn candidates(place: usize, question: &Question) -> Choices {
    let rows = named("row", "rows", &question.rows);
    let does = if question.rows.len() == 1 {
        "does"
    } else {
        "do"
    };
    let items = question.candidates.iter().map(|candidate| {
        let units: Vec<&str> = candidate
            .post
            .units
            .iter()
            .map(|unit| unit.value.as_str())
            .collect();
        let unit = match units.is_empty() {
            true => "unit not stated".to_owned(),
            false => units.join(" or "),
        };
        Choice {
            value: Reply::Means(candidate.key.clone()).text(),
            text: format!("{}, {unit}", describe(&candidate.post)).into(),
            ..Choice::default()
        }
    });
    Choices {
        name: format!("reply-{place}"),
        legend: Some(Legend {
            text: format!("Which post {does} {rows} mean?").into(),
            ..Legend::default()
        }),
        items: items.collect(),
        classes: "govuk-radios--small".to_owned(),
        ..Choices::default()
    }
}

fn happenings(place: usize, question: &Question) -> Select {
    let rows = named("row", "rows", &question.rows);
    let items = question
        .offers
        .iter()
        .filter_map(|offer| match &offer.reply {
            Reply::Means(_) => Some(SelectItem {
                value: Some(offer.reply.text()),
                text: offer.words.clone(),
                ..SelectItem::default()
            }),
            Reply::AsAbove | Reply::AsWritten | Reply::LeaveOut => None,
        });
    let nothing = SelectItem {
        value: Some(String::new()),
        text: "Select what happens".to_owned(),
        selected: true,
        ..SelectItem::default()
    };
    Select {
        field: Field::new(
            format!("reply-{place}"),
            format!("What happens in {rows}").as_str(),
        ),
        items: std::iter::once(nothing).chain(items).collect(),
        ..Select::default()
    }
}

fn input(place: usize, question: &Question, typed: &str) -> Markup {
    let (About::Text(meaning, _) | About::Cell(_, meaning)) = &question.about else {
        return html! {};
    };
    let rows = named("row", "rows", &question.rows);
    let input = Input {
        field: Field::new(
            format!("means-{place}"),
            format!("{} in {rows}", meaning.words()).as_str(),
        ),
        value: Some(typed.to_owned()).filter(|typed| !typed.is_empty()),
        spellcheck: Some(false),
        classes: "govuk-input--width-20".to_owned(),
        ..Input::default()
    };
    html! {
        input type="hidden" name={ "typed-" (place) } value=(typed);
        (input)
    }
}

//! The questions of a sheet as fields.

use drafting::sheet::{Card, Cards, Fold, Form, Item, Kind, Question};
use maud::{Markup, html};

use crate::components::{
    Choice, Choices, ChoicesKind, Details, ErrorSummary, Field, Input, Legend, Select, SelectItem,
    SummarisedError, Textarea,
};

/// All that a form asks, in order.
pub(super) fn questions(form: &Form) -> Markup {
    items(&form.items, 2)
}

/// What is wrong, at the head of the page.
pub(super) fn summary(form: &Form) -> Markup {
    let faults = form.faults();
    let errors = faults.iter().map(|(name, words)| SummarisedError {
        text: words.as_str().into(),
        href: (!name.is_empty()).then(|| format!("#{name}")),
    });
    let summary = ErrorSummary {
        errors: errors.collect(),
        ..ErrorSummary::default()
    };
    html! { @if !faults.is_empty() { (summary) } }
}

fn items(items: &[Item], level: u8) -> Markup {
    html! {
        @for item in items {
            @match item {
                Item::Heading(words) => h2.govuk-heading-m { (words) },
                Item::Question(one) => (question(one)),
                Item::Cards(all) => (cards(all, level)),
                Item::Fold(all) => (fold(all, level)),
            }
        }
    }
}

fn fold(all: &Fold, level: u8) -> Details {
    Details {
        summary: all.words.as_str().into(),
        content: items(&all.items, level).into(),
        open: all.is_open(),
        ..Details::default()
    }
}

fn cards(all: &Cards, level: u8) -> Markup {
    let inner = level + 1;
    let article = match all.one.chars().next() {
        Some('a' | 'e' | 'i' | 'o') => "an",
        _ => "a",
    };
    // The page that answers begins at the card that was added.
    let address = format!("#{}-{}", all.path, all.cards.len());
    html! {
        section.muster-cards id=(all.path) {
            @match level {
                2 => h2.govuk-heading-m { (all.words) },
                _ => h3.govuk-heading-s { (all.words) },
            }
            @for (index, one) in all.cards.iter().enumerate() { (card(one, &all.one, index, inner)) }
            button.govuk-button.govuk-button--secondary type="submit" name="do"
                value={ "add:" (all.path) } formaction=(address) {
                "Add " (article) " " (all.one)
            }
        }
    }
}

fn card(card: &Card, one: &str, index: usize, level: u8) -> Markup {
    let name = crate::words::sentence(&format!("{one} {}", index + 1));
    let name = name.trim_end_matches('.');
    if card.taken_out {
        // It stays in the form until that is saved.
        return html! { input type="hidden" name={ (card.path) "-out" } value="1"; };
    }
    html! {
        fieldset.govuk-fieldset.muster-card id=(card.path) {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (name) }
            @if card.is_new { input type="hidden" name={ (card.path) "-new" } value="1"; }
            (items(&card.items, level))
            button.govuk-button.govuk-button--secondary.muster-inline type="submit" name="do"
                value={ "out:" (card.path) } {
                "Take out" span.govuk-visually-hidden { ": " (name) }
            }
        }
    }
}

/// A question as its field.
pub(super) fn question(question: &Question) -> Markup {
    let error = question.fault.as_deref().map(Into::into);
    let mut field = Field::new(question.name.clone(), question.words.as_str()).error(error);
    if !question.hint.is_empty() {
        field = field.hint(question.hint.as_str());
    }
    let value = question.value.as_str();
    match &question.kind {
        Kind::Line | Kind::Short => {
            let input = Input {
                field,
                value: Some(value.to_owned()).filter(|value| !value.is_empty()),
                classes: match question.kind {
                    Kind::Short => "govuk-input--width-10".to_owned(),
                    _ => String::new(),
                },
                ..Input::default()
            };
            html! { (input) }
        }
        Kind::Text | Kind::Prose => {
            let lines = value.lines().count();
            let least = if question.kind == Kind::Prose { 8 } else { 3 };
            let area = Textarea {
                field,
                value: value.to_owned(),
                rows: u8::try_from(lines.clamp(least, 24)).ok(),
                ..Textarea::default()
            };
            html! { (area) }
        }
        Kind::One(words) => {
            let items = words.iter().map(|(key, words)| SelectItem {
                value: Some(key.clone()),
                text: words.clone(),
                selected: key == value,
                disabled: false,
            });
            let select = Select {
                field,
                items: items.collect(),
                ..Select::default()
            };
            html! { (select) }
        }
        Kind::Several(words) => several(question, words),
        Kind::Radios(words) => {
            let chosen = |key: &str| key == value;
            html! { (choices(question, ChoicesKind::One, words, &chosen)) }
        }
    }
}

fn several(question: &Question, words: &[(String, String)]) -> Markup {
    let chosen = |key: &str| question.value.lines().any(|line| line == key);
    html! {
        @if words.is_empty() {
            // Nothing can be chosen yet.
        } @else {
            // Without it nothing would be sent where nothing is chosen.
            input type="hidden" name=(question.name) value="";
            (choices(question, ChoicesKind::Several, words, &chosen))
        }
    }
}

fn choices(
    question: &Question,
    kind: ChoicesKind,
    words: &[(String, String)],
    chosen: &dyn Fn(&str) -> bool,
) -> Choices {
    let items = words.iter().map(|(key, words)| Choice {
        value: key.clone(),
        text: words.as_str().into(),
        checked: chosen(key),
        ..Choice::default()
    });
    Choices {
        kind,
        name: question.name.clone(),
        legend: Some(Legend {
            text: question.words.as_str().into(),
            classes: "govuk-fieldset__legend--s".to_owned(),
            ..Legend::default()
        }),
        hint: Some(question.hint.as_str())
            .filter(|hint| !hint.is_empty())
            .map(Into::into),
        error: question.fault.as_deref().map(Into::into),
        items: items.collect(),
        classes: match kind {
            ChoicesKind::One => String::new(),
            ChoicesKind::Several => "govuk-checkboxes--small".to_owned(),
        },
        ..Choices::default()
    }
}

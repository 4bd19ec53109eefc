//! One or several of a few: radios and checkboxes.

use maud::{Markup, Render, html};

use super::field::{described_by, group_class, hint_and_error};
use super::{Content, Fieldset, Hint, Label, Legend, classes};

/// A few answers to choose from.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// One of them, or several?
    pub kind: ChoicesKind,
    /// The name under which what is chosen is sent.
    pub name: String,
    /// The start of the ids; the name if not given.
    pub id_prefix: Option<String>,
    /// The question; none leaves the fieldset out.
    pub legend: Option<Legend>,
    /// Help with it.
    pub hint: Option<Content>,
    /// What is wrong with it.
    pub error: Option<Content>,
    /// The ids of what else describes it.
    pub described_by: Option<String>,
    /// The answers.
    pub items: Vec<Choice>,
    /// Further classes of the group.
    pub group_classes: String,
    /// Further classes, such as `govuk-radios--small`.
    pub classes: String,
}

/// How many may be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoicesKind {
    /// One: radios.
    #[default]
    One,
    /// Several: checkboxes.
    Several,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub text: Content,
    /// Its name, if not that of all.
    pub name: Option<String>,
    /// Its id, if not the prefix with its number.
    pub id: Option<String>,
    /// Help with it.
    pub hint: Option<Content>,
    /// Is it chosen?
    pub checked: bool,
    /// Can it not be chosen?
    pub disabled: bool,
    /// Does it exclude the others?
    pub is_exclusive: bool,
    /// Words between two answers, in place of an answer.
    pub divider: Option<String>,
    /// What choosing it reveals.
    pub conditional: Content,
}

impl ChoicesKind {
    fn block(self) -> &'static str {
        match self {
            Self::One => "govuk-radios",
            Self::Several => "govuk-checkboxes",
        }
    }

    fn input(self) -> &'static str {
        match self {
            Self::One => "radio",
            Self::Several => "checkbox",
        }
    }
}

impl Render for Choices {
    fn render(&self) -> Markup {
        let block = self.kind.block();
        let content = html! {
            (hint_and_error(self.prefix(), self.hint.as_ref(), self.error.as_ref()))
            div class=(classes(block, &[&self.classes])) data-module=(block) {
                @for (index, item) in self.items.iter().enumerate() { (self.item(index + 1, item)) }
            }
        };
        html! {
            div class=(group_class(self.error.is_some(), &self.group_classes)) {
                @match &self.legend {
                    Some(legend) => (Fieldset {
                        legend: legend.clone(),
                        content: content.into(),
                        described_by: self.all_described_by(),
                        ..Fieldset::default()
                    }),
                    None => (content),
                }
            }
        }
    }
}

impl Choices {
    fn prefix(&self) -> &str {
        self.id_prefix.as_deref().unwrap_or(&self.name)
    }

    fn all_described_by(&self) -> Option<String> {
        described_by(
            self.described_by.as_deref(),
            self.prefix(),
            self.hint.is_some(),
            self.error.is_some(),
        )
    }

    fn item(&self, number: usize, item: &Choice) -> Markup {
        let block = self.kind.block();
        if let Some(words) = &item.divider {
            return html! { div class={ (block) "__divider" } { (words) } };
        }
        // The first has no number, so that the error summary can lead to it.
        let id = match (&item.id, number) {
            (Some(id), _) => id.clone(),
            (None, 1) => self.prefix().to_owned(),
            (None, number) => format!("{}-{number}", self.prefix()),
        };
        let hint = item.hint.as_ref().map(|_| format!("{id}-item-hint"));
        // Without a fieldset, a checkbox carries what would describe it.
        let around = match (self.kind, &self.legend) {
            (ChoicesKind::Several, None) => self.all_described_by(),
            _ => None,
        };
        let described: Vec<&str> = [around.as_deref(), hint.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let reveals = (!item.conditional.is_empty()).then(|| format!("conditional-{id}"));
        let hidden = if item.checked {
            String::new()
        } else {
            format!("{block}__conditional--hidden")
        };
        html! {
            div class={ (block) "__item" } {
                input class={ (block) "__input" } id=(id) name=(item.name.as_ref().unwrap_or(&self.name))
                    type=(self.kind.input()) value=(item.value) checked[item.checked]
                    disabled[item.disabled] data-aria-controls=[&reveals]
                    data-behaviour=[item.is_exclusive.then_some("exclusive")]
                    aria-describedby=[described];
                (Label {
                    text: item.text.clone(),
                    of: Some(id.clone()),
                    classes: format!("{block}__label"),
                    ..Label::default()
                })
                @if let Some(text) = &item.hint {
                    (Hint { text: text.clone(), id: hint.clone(), classes: format!("{block}__hint") })
                }
            }
            @if let Some(reveals) = &reveals {
                div class=(classes(&format!("{block}__conditional"), &[&hidden])) id=(reveals) {
                    (item.conditional)
                }
            }
        }
    }
}

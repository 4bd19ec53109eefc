//! What stands around every field: its label, its hint, its error.

use maud::{Markup, html};

use super::{Content, ErrorMessage, Hint, Label, classes};

/// A field without its control.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The name under which its value is sent.
    pub name: String,
    /// Its id; the name if not given.
    pub id: Option<String>,
    /// What it is called.
    pub label: Label,
    /// Help with it.
    pub hint: Option<Content>,
    /// What is wrong with it.
    pub error: Option<Content>,
    /// The ids of what else describes it.
    pub described_by: Option<String>,
    /// Further classes of the group.
    pub group_classes: String,
}

impl Field {
    /// A field of that name with that label.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The same, with help.
    #[must_use]
    pub fn hint(self, hint: impl Into<Content>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same, with what is wrong with it, if anything.
    #[must_use]
    pub fn error(self, error: Option<Content>) -> Self {
        Self { error, ..self }
    }

    pub(super) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }

    /// The ids of everything that describes the control.
    pub(super) fn described_by(&self) -> Option<String> {
        described_by(
            self.described_by.as_deref(),
            self.id(),
            self.hint.is_some(),
            self.error.is_some(),
        )
    }

    /// The group around a control.
    pub(super) fn around(&self, control: &Markup) -> Markup {
        let id = self.id();
        let label = Label {
            of: Some(id.to_owned()),
            ..self.label.clone()
        };
        html! {
            div class=(group_class(self.error.is_some(), &self.group_classes)) {
                (label)
                (hint_and_error(id, self.hint.as_ref(), self.error.as_ref()))
                (control)
            }
        }
    }
}

pub(super) fn group_class(is_wrong: bool, more: &str) -> String {
    let error = if is_wrong {
        "govuk-form-group--error"
    } else {
        ""
    };
    classes("govuk-form-group", &[error, more])
}

pub(super) fn hint_and_error(id: &str, hint: Option<&Content>, error: Option<&Content>) -> Markup {
    let hint = hint.map(|text| Hint {
        text: text.clone(),
        id: Some(format!("{id}-hint")),
        ..Hint::default()
    });
    let error = error.map(|text| ErrorMessage {
        text: text.clone(),
        id: Some(format!("{id}-error")),
        ..ErrorMessage::default()
    });
    html! {
        @if let Some(hint) = &hint { (hint) }
        @if let Some(error) = &error { (error) }
    }
}

pub(super) fn described_by(
    before: Option<&str>,
    id: &str,
    has_hint: bool,
    has_error: bool,
) -> Option<String> {
    let mut ids: Vec<String> = before.map(str::to_owned).into_iter().collect();
    ids.extend(has_hint.then(|| format!("{id}-hint")));
    ids.extend(has_error.then(|| format!("{id}-error")));
    (!ids.is_empty()).then(|| ids.join(" "))
}

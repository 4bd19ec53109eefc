//! A date that somebody knows by heart.

use maud::{Markup, Render, html};

use super::field::{described_by, group_class, hint_and_error};
use super::{Content, Field, Fieldset, Input, Label, Legend, classes};

/// Three fields for a day, a month and a year.
#[derive(Clone, Debug, Default)]
pub struct DateInput {
    /// The id of the whole, with which the ids of its fields start.
    pub id: String,
    /// What the names of its fields start with, if anything.
    pub name_prefix: Option<String>,
    /// The question; none leaves the fieldset out.
    pub legend: Option<Legend>,
    /// Help with it.
    pub hint: Option<Content>,
    /// What is wrong with it.
    pub error: Option<Content>,
    /// The ids of what else describes it.
    pub described_by: Option<String>,
    /// Its fields.
    pub parts: Vec<DatePart>,
    /// Further classes of the group.
    pub group_classes: String,
    /// Further classes.
    pub classes: String,
}

/// One of the fields of a date.
#[derive(Clone, Debug, Default)]
pub struct DatePart {
    /// Its name: `day`, `month` or `year`.
    pub name: String,
    /// What stands in it.
    pub value: Option<String>,
    /// Is it the one that is wrong? All are if none is.
    pub is_wrong: bool,
}

impl DatePart {
    /// Day, month and year with what stands in them.
    pub fn all(values: [&str; 3]) -> Vec<Self> {
        let names = ["day", "month", "year"];
        names
            .into_iter()
            .zip(values)
            .map(|(name, value)| Self {
                name: name.to_owned(),
                value: (!value.is_empty()).then(|| value.to_owned()),
                is_wrong: false,
            })
            .collect()
    }
}

impl Render for DateInput {
    fn render(&self) -> Markup {
        let (has_hint, has_error) = (self.hint.is_some(), self.error.is_some());
        let content = html! {
            (hint_and_error(&self.id, self.hint.as_ref(), self.error.as_ref()))
            div class=(classes("govuk-date-input", &[&self.classes])) id=(self.id) {
                @for part in &self.parts {
                    div.govuk-date-input__item { (self.part(part)) }
                }
            }
        };
        html! {
            div class=(group_class(has_error, &self.group_classes)) {
                @match &self.legend {
                    Some(legend) => (Fieldset {
                        legend: legend.clone(),
                        content: content.into(),
                        described_by: described_by(self.described_by.as_deref(), &self.id, has_hint, has_error),
                        // Without it, some screen readers leave out what describes fields of text.
                        role: Some("group".to_owned()),
                        ..Fieldset::default()
                    }),
                    None => (content),
                }
            }
        }
    }
}

impl DateInput {
    fn part(&self, part: &DatePart) -> Input {
        let any = self.parts.iter().any(|part| part.is_wrong);
        let error = if part.is_wrong || (self.error.is_some() && !any) {
            "govuk-input--error"
        } else {
            ""
        };
        let width = match part.name.as_str() {
            "year" => "govuk-input--width-4",
            _ => "govuk-input--width-2",
        };
        let name = &part.name;
        let mut label = name.clone();
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Input {
            field: Field {
                name: match &self.name_prefix {
                    Some(prefix) => format!("{prefix}-{name}"),
                    None => name.clone(),
                },
                id: Some(format!("{}-{name}", self.id)),
                label: Label {
                    text: label.into(),
                    classes: "govuk-date-input__label".to_owned(),
                    ..Label::default()
                },
                ..Field::default()
            },
            value: part.value.clone(),
            inputmode: Some("numeric".to_owned()),
            classes: classes("govuk-date-input__input", &[error, width]),
            ..Input::default()
        }
    }
}

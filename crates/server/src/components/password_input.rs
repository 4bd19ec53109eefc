//! A password, which its owner may look at.

use maud::{Markup, Render, html};

use super::{Field, Input, classes};

/// A field for a password. A script lets it be shown; pasting is never hindered.
#[derive(Clone, Debug, Default)]
pub struct PasswordInput {
    /// Its name, label, hint and error.
    pub field: Field,
    /// What stands in it.
    pub value: Option<String>,
    /// `current-password` if not given.
    pub autocomplete: Option<String>,
    /// Further classes.
    pub classes: String,
}

impl Render for PasswordInput {
    fn render(&self) -> Markup {
        let input = Input {
            field: self.field.clone(),
            value: self.value.clone(),
            of_type: Some("password".to_owned()),
            autocomplete: Some(
                self.autocomplete
                    .clone()
                    .unwrap_or_else(|| "current-password".to_owned()),
            ),
            autocapitalize: Some("none".to_owned()),
            spellcheck: Some(false),
            classes: classes(
                "govuk-password-input__input govuk-js-password-input-input",
                &[&self.classes],
            ),
            ..Input::default()
        };
        let id = self.field.id();
        let control = html! {
            div.govuk-input__wrapper.govuk-password-input__wrapper {
                (input.control())
                button type="button" aria-controls=(id) aria-label="Show password" hidden
                    class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
                    data-module="govuk-button" { "Show" }
            }
        };
        let label = super::Label {
            of: Some(id.to_owned()),
            ..self.field.label.clone()
        };
        let class = super::field::group_class(
            self.field.error.is_some(),
            &classes("govuk-password-input", &[&self.field.group_classes]),
        );
        html! {
            div class=(class) data-module="govuk-password-input" {
                (label)
                (super::field::hint_and_error(id, self.field.hint.as_ref(), self.field.error.as_ref()))
                (control)
            }
        }
    }
}

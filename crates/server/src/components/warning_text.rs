//! A warning.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// What has consequences.
#[derive(Clone, Debug, Default)]
pub struct WarningText {
    /// Its words.
    pub text: Content,
    /// What is read in place of the sign; `Warning` if empty.
    pub icon_text: String,
    /// Further classes.
    pub classes: String,
}

impl Render for WarningText {
    fn render(&self) -> Markup {
        let icon = match self.icon_text.as_str() {
            "" => "Warning",
            text => text,
        };
        html! {
            div class=(classes("govuk-warning-text", &[&self.classes])) {
                span.govuk-warning-text__icon aria-hidden="true" { "!" }
                strong.govuk-warning-text__text {
                    span.govuk-visually-hidden { (icon) }
                    " " (self.text)
                }
            }
        }
    }
}

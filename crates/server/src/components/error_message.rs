//! What is wrong with a field, beside it.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// What is wrong, and how to put it right.
#[derive(Clone, Debug, Default)]
pub struct ErrorMessage {
    /// Its words.
    pub text: Content,
    /// The id by which the field refers to it.
    pub id: Option<String>,
    /// Further classes.
    pub classes: String,
}

impl Render for ErrorMessage {
    fn render(&self) -> Markup {
        html! {
            p id=[&self.id] class=(classes("govuk-error-message", &[&self.classes])) {
                span.govuk-visually-hidden { "Error:" } " " (self.text)
            }
        }
    }
}

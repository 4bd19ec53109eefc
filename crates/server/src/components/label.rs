//! The name of a field.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// The name of a field.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// Its words.
    pub text: Content,
    /// The id of its field.
    pub of: Option<String>,
    /// Is it the heading of the page, because the page asks one thing?
    pub is_page_heading: bool,
    /// Further classes, such as `govuk-label--l`.
    pub classes: String,
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Render for Label {
    fn render(&self) -> Markup {
        let label = html! {
            label class=(classes("govuk-label", &[&self.classes])) for=[&self.of] { (self.text) }
        };
        html! {
            @if self.text.is_empty() {
            } @else if self.is_page_heading {
                h1.govuk-label-wrapper { (label) }
            } @else {
                (label)
            }
        }
    }
}

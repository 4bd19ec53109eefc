//! Help with a field, beside it.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// Help with a field.
#[derive(Clone, Debug, Default)]
pub struct Hint {
    /// Its words.
    pub text: Content,
    /// The id by which the field refers to it.
    pub id: Option<String>,
    /// Further classes.
    pub classes: String,
}

impl Render for Hint {
    fn render(&self) -> Markup {
        html! {
            div id=[&self.id] class=(classes("govuk-hint", &[&self.classes])) { (self.text) }
        }
    }
}

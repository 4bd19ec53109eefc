//! A state, as a word on a colour.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// A state. The colour repeats what the word says.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// The word.
    pub text: Content,
    /// The class of its colour, such as `govuk-tag--green`.
    pub classes: String,
}

impl Tag {
    /// A word on a colour of the package: `grey`, `green`, `blue`, `purple`, `yellow` or `red`.
    pub fn coloured(text: impl Into<Content>, colour: &str) -> Self {
        Self {
            text: text.into(),
            classes: format!("govuk-tag--{colour}"),
        }
    }
}

impl Render for Tag {
    fn render(&self) -> Markup {
        html! { strong class=(classes("govuk-tag", &[&self.classes])) { (self.text) } }
    }
}

//! Words apart from the others.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// A paragraph that differs from those around it.
#[derive(Clone, Debug, Default)]
pub struct InsetText {
    /// Its words.
    pub content: Content,
    /// Its id.
    pub id: Option<String>,
    /// Further classes.
    pub classes: String,
}

impl Render for InsetText {
    fn render(&self) -> Markup {
        html! {
            div id=[&self.id] class=(classes("govuk-inset-text", &[&self.classes])) { (self.content) }
        }
    }
}

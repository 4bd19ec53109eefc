//! That something is done.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// What has been recorded, in place of the heading of the page.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// What is done.
    pub title: Content,
    /// A reference or a receipt.
    pub body: Content,
    /// Is the title not the page's own heading, but one below?
    pub is_second_level: bool,
    /// Further classes.
    pub classes: String,
}

impl Render for Panel {
    fn render(&self) -> Markup {
        html! {
            div class=(classes("govuk-panel govuk-panel--confirmation", &[&self.classes])) {
                @if self.is_second_level {
                    h2.govuk-panel__title { (self.title) }
                } @else {
                    h1.govuk-panel__title { (self.title) }
                }
                @if !self.body.is_empty() { div.govuk-panel__body { (self.body) } }
            }
        }
    }
}

//! The way past what is the same on every page.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// The first link of a page.
#[derive(Clone, Debug, Default)]
pub struct SkipLink {
    /// Its words.
    pub text: Content,
    /// Where it leads.
    pub href: String,
    /// Further classes.
    pub classes: String,
}

impl Render for SkipLink {
    fn render(&self) -> Markup {
        html! {
            a href=(self.href) class=(classes("govuk-skip-link", &[&self.classes]))
                data-module="govuk-skip-link" { (self.text) }
        }
    }
}

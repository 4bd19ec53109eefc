//! The way back from a question.

use maud::{Markup, Render, html};

use super::Content;

/// A link to the page before; a page has this or breadcrumbs, never both.
#[derive(Clone, Debug)]
pub struct BackLink {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: Content,
}

impl BackLink {
    /// "Back", to an address.
    pub fn to(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: "Back".into(),
        }
    }
}

impl Render for BackLink {
    fn render(&self) -> Markup {
        html! { a.govuk-back-link href=(self.href) { (self.text) } }
    }
}

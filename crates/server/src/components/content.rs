//! What stands in a component.

use maud::{Markup, PreEscaped, Render, html};

/// Text, escaped when it is taken, or markup that is escaped already.
#[derive(Clone, Debug, Default)]
pub struct Content(Markup);

impl Content {
    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self(html! { (text) })
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self(html! { (text) })
    }
}

impl From<Markup> for Content {
    fn from(markup: Markup) -> Self {
        Self(markup)
    }
}

impl Render for Content {
    fn render(&self) -> Markup {
        PreEscaped(self.0.0.clone())
    }
}

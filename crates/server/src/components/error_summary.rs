//! Everything that is wrong with a form, at the head of its page.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// What is wrong, each with a link to its field.
#[derive(Clone, Debug)]
pub struct ErrorSummary {
    /// Its heading.
    pub title: Content,
    /// A paragraph before the list.
    pub description: Content,
    /// What is wrong, in the order of the fields.
    pub errors: Vec<SummarisedError>,
    /// Does the page start elsewhere? It starts here unless told otherwise.
    pub disable_auto_focus: Option<bool>,
    /// Further classes.
    pub classes: String,
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct SummarisedError {
    /// Its words, as beside the field.
    pub text: Content,
    /// Where to mend it, such as `#title`.
    pub href: Option<String>,
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self {
            title: "There is a problem".into(),
            description: Content::default(),
            errors: Vec::new(),
            disable_auto_focus: None,
            classes: String::new(),
        }
    }
}

impl Render for ErrorSummary {
    fn render(&self) -> Markup {
        html! {
            div class=(classes("govuk-error-summary", &[&self.classes]))
                data-disable-auto-focus=[self.disable_auto_focus] data-module="govuk-error-summary" {
                div role="alert" {
                    h2.govuk-error-summary__title { (self.title) }
                    div.govuk-error-summary__body {
                        @if !self.description.is_empty() { p { (self.description) } }
                        @if !self.errors.is_empty() {
                            ul.govuk-list.govuk-error-summary__list {
                                @for error in &self.errors {
                                    li {
                                        @match &error.href {
                                            Some(href) => a href=(href) { (error.text) },
                                            None => (error.text),
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

//! Fields that answer one question together.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// Fields under one legend.
#[derive(Clone, Debug, Default)]
pub struct Fieldset {
    /// The question.
    pub legend: Legend,
    /// The fields.
    pub content: Content,
    /// The ids of what describes it.
    pub described_by: Option<String>,
    /// Its role, if not the natural one.
    pub role: Option<String>,
    /// Further classes.
    pub classes: String,
}

/// The question that a fieldset answers.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    /// Its words.
    pub text: Content,
    /// Is it the heading of the page?
    pub is_page_heading: bool,
    /// Further classes, such as `govuk-fieldset__legend--m`.
    pub classes: String,
}

impl From<&str> for Legend {
    fn from(text: &str) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Render for Fieldset {
    fn render(&self) -> Markup {
        html! {
            fieldset class=(classes("govuk-fieldset", &[&self.classes])) role=[&self.role]
                aria-describedby=[&self.described_by] {
                @if !self.legend.text.is_empty() {
                    legend class=(classes("govuk-fieldset__legend", &[&self.legend.classes])) {
                        @if self.legend.is_page_heading {
                            h1.govuk-fieldset__heading { (self.legend.text) }
                        } @else {
                            (self.legend.text)
                        }
                    }
                }
                (self.content)
            }
        }
    }
}

//! What only some need to read.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// A line that opens to show more; it works without scripts.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The line.
    pub summary: Content,
    /// What it opens to.
    pub content: Content,
    /// Its id.
    pub id: Option<String>,
    /// Is it open to begin with?
    pub open: bool,
    /// Further classes.
    pub classes: String,
}

impl Render for Details {
    fn render(&self) -> Markup {
        html! {
            details id=[&self.id] class=(classes("govuk-details", &[&self.classes])) open[self.open] {
                summary.govuk-details__summary {
                    span.govuk-details__summary-text { (self.summary) }
                }
                div.govuk-details__text { (self.content) }
            }
        }
    }
}

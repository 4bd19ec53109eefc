//! What the whole site is, above every page.

use maud::{Markup, Render, html};

use super::{Content, Tag, classes};

/// A word and a sentence about the site, such as that it is a demonstration.
#[derive(Clone, Debug, Default)]
pub struct PhaseBanner {
    /// The word.
    pub tag: Tag,
    /// The sentence.
    pub text: Content,
    /// Further classes.
    pub classes: String,
}

impl Render for PhaseBanner {
    fn render(&self) -> Markup {
        let tag = Tag {
            text: self.tag.text.clone(),
            classes: classes("govuk-phase-banner__content__tag", &[&self.tag.classes]),
        };
        html! {
            div class=(classes("govuk-phase-banner govuk-width-container", &[&self.classes])) {
                p.govuk-phase-banner__content {
                    (tag)
                    span.govuk-phase-banner__text { (self.text) }
                }
            }
        }
    }
}

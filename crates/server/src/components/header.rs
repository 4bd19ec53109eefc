//! The head of every page: whose it is. The package's generic one, which has no crown.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// The council's name or logo, as a link to the first page.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// The name or logo.
    pub logo: Content,
    /// Where it leads; `/` if empty.
    pub url: String,
    /// The class of the container; the width of the page if empty.
    pub container_classes: String,
    /// Further classes.
    pub classes: String,
}

impl Render for Header {
    fn render(&self) -> Markup {
        let or = |text: &str, otherwise: &'static str| match text {
            "" => otherwise.to_owned(),
            text => text.to_owned(),
        };
        let container = or(&self.container_classes, "govuk-width-container");
        html! {
            div class=(classes("govuk-generic-header", &[&self.classes])) {
                div class=(classes("govuk-generic-header__container", &[&container])) {
                    div.govuk-generic-header__logo {
                        a.govuk-generic-header__homepage-link href=(or(&self.url, "/")) { (self.logo) }
                    }
                }
            }
        }
    }
}

//! Where a place is among the others.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// The places above this one, from the top.
#[derive(Clone, Debug, Default)]
pub struct Breadcrumbs {
    /// The places.
    pub items: Vec<Crumb>,
    /// Show only the first and the last on a phone?
    pub collapse_on_mobile: bool,
    /// What assistive technology calls them; `Breadcrumb` if empty.
    pub label: String,
}

/// One place.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Its name.
    pub text: Content,
    /// Its address; none for the page itself.
    pub href: Option<String>,
}

impl Render for Breadcrumbs {
    fn render(&self) -> Markup {
        let collapse = if self.collapse_on_mobile {
            "govuk-breadcrumbs--collapse-on-mobile"
        } else {
            ""
        };
        let label = match self.label.as_str() {
            "" => "Breadcrumb",
            label => label,
        };
        html! {
            nav class=(classes("govuk-breadcrumbs", &[collapse])) aria-label=(label) {
                ol.govuk-breadcrumbs__list {
                    @for item in &self.items {
                        @match &item.href {
                            Some(href) => li.govuk-breadcrumbs__list-item {
                                a.govuk-breadcrumbs__link href=(href) { (item.text) }
                            },
                            None => li.govuk-breadcrumbs__list-item aria-current="page" { (item.text) },
                        }
                    }
                }
            }
        }
    }
}

//! The parts of Muster, under the header.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// Links to the parts of the site.
#[derive(Clone, Debug, Default)]
pub struct ServiceNavigation {
    /// The name of the site, if it is shown here.
    pub service_name: Content,
    /// Where the name leads.
    pub service_url: Option<String>,
    /// The parts.
    pub items: Vec<NavigationItem>,
    /// Do they fold behind a button on a phone? With several they do unless told otherwise.
    pub collapse_on_mobile: Option<bool>,
    /// What stands after everything, such as a search field.
    pub end: Content,
    /// Further classes.
    pub classes: String,
}

/// A part of the site.
#[derive(Clone, Debug, Default)]
pub struct NavigationItem {
    /// Its name.
    pub text: Content,
    /// Its address.
    pub href: Option<String>,
    /// Is this page its first?
    pub is_current: bool,
    /// Is this page in it?
    pub is_active: bool,
}

impl Render for ServiceNavigation {
    fn render(&self) -> Markup {
        let has_name = !self.service_name.is_empty();
        let class = classes("govuk-service-navigation", &[&self.classes]);
        html! {
            // With a name or a slot it is a region around the navigation; without, the navigation does.
            @if has_name || !self.end.is_empty() {
                section aria-label="Service information" class=(class)
                    data-module="govuk-service-navigation" { (self.inside(has_name)) }
            } @else {
                div class=(class) data-module="govuk-service-navigation" { (self.inside(has_name)) }
            }
        }
    }
}

impl ServiceNavigation {
    fn inside(&self, has_name: bool) -> Markup {
        let collapse = self.collapse_on_mobile.unwrap_or(self.items.len() > 1);
        html! {
            div.govuk-width-container {
                div.govuk-service-navigation__container {
                    @if has_name {
                        span.govuk-service-navigation__service-name {
                            @match &self.service_url {
                                Some(url) => a.govuk-service-navigation__link href=(url) { (self.service_name) },
                                None => span.govuk-service-navigation__text { (self.service_name) },
                            }
                        }
                    }
                    @if !self.items.is_empty() {
                        nav.govuk-service-navigation__wrapper aria-label="Menu" {
                            @if collapse {
                                button type="button" aria-controls="navigation" hidden aria-hidden="true"
                                    class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle" {
                                    "Menu"
                                }
                            }
                            ul.govuk-service-navigation__list #navigation {
                                @for item in &self.items { (self::item(item)) }
                            }
                        }
                    }
                }
                (self.end)
            }
        }
    }
}

fn item(item: &NavigationItem) -> Markup {
    let active = item.is_active || item.is_current;
    let current = if item.is_current { "page" } else { "true" };
    let current = active.then_some(current);
    let class = if active {
        "govuk-service-navigation__item--active"
    } else {
        ""
    };
    let words = html! {
        @if active {
            strong.govuk-service-navigation__active-fallback { (item.text) }
        } @else {
            (item.text)
        }
    };
    html! {
        li class=(classes("govuk-service-navigation__item", &[class])) {
            @match &item.href {
                Some(href) => a.govuk-service-navigation__link href=(href) aria-current=[current] { (words) },
                None => span.govuk-service-navigation__text aria-current=[current] { (words) },
            }
        }
    }
}

//! The pages of a long list.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// Links to the pages of a list.
#[derive(Clone, Debug, Default)]
pub struct Pagination {
    /// The address of the page before, if there is one.
    pub previous: Option<String>,
    /// The address of the page after, if there is one.
    pub next: Option<String>,
    /// Some of the pages.
    pub items: Vec<PageLink>,
    /// What assistive technology calls it; `Pagination` if empty.
    pub label: String,
    /// Further classes.
    pub classes: String,
}

/// A page, or pages that are left out.
#[derive(Clone, Debug)]
pub enum PageLink {
    /// A page.
    Page {
        /// Its number, as it is read.
        number: Content,
        /// What is heard; `Page` and the number if not given.
        heard: Option<String>,
        /// Its address.
        href: String,
        /// Is it the one that is shown?
        is_current: bool,
    },
    /// Pages that are left out.
    Gap,
}

impl Render for Pagination {
    fn render(&self) -> Markup {
        let is_block = self.items.is_empty() && (self.next.is_some() || self.previous.is_some());
        let block = if is_block {
            "govuk-pagination--block"
        } else {
            ""
        };
        let label = match self.label.as_str() {
            "" => "Pagination",
            label => label,
        };
        html! {
            nav class=(classes("govuk-pagination", &[block, &self.classes])) aria-label=(label) {
                @if let Some(href) = &self.previous {
                    div.govuk-pagination__prev {
                        a.govuk-link.govuk-pagination__link href=(href) rel="prev" {
                            (arrow_left())
                            (title("Previous", is_block))
                        }
                    }
                }
                @if !self.items.is_empty() {
                    ul.govuk-pagination__list { @for item in &self.items { (page(item)) } }
                }
                @if let Some(href) = &self.next {
                    div.govuk-pagination__next {
                        a.govuk-link.govuk-pagination__link href=(href) rel="next" {
                            @if is_block { (arrow_right()) }
                            (title("Next", is_block))
                            @if !is_block { (arrow_right()) }
                        }
                    }
                }
            }
        }
    }
}

fn title(word: &str, is_block: bool) -> Markup {
    let decorated = if is_block {
        "govuk-pagination__link-title--decorated"
    } else {
        ""
    };
    html! {
        span class=(classes("govuk-pagination__link-title", &[decorated])) {
            (word) span.govuk-visually-hidden { " page" }
        }
    }
}

fn page(link: &PageLink) -> Markup {
    match link {
        PageLink::Gap => html! {
            li class="govuk-pagination__item govuk-pagination__item--ellipsis" { "⋯" }
        },
        PageLink::Page {
            number,
            heard,
            href,
            is_current,
        } => {
            let current = if *is_current {
                "govuk-pagination__item--current"
            } else {
                ""
            };
            html! {
                li class=(classes("govuk-pagination__item", &[current])) {
                    a.govuk-link.govuk-pagination__link href=(href)
                        aria-label={ @match heard { Some(words) => (words), None => { "Page " (number) } } }
                        aria-current=[is_current.then_some("page")] { (number) }
                }
            }
        }
    }
}

fn arrow_left() -> Markup {
    arrow(
        "govuk-pagination__icon--prev",
        "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
    )
}

fn arrow_right() -> Markup {
    arrow(
        "govuk-pagination__icon--next",
        "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
    )
}

fn arrow(class: &str, path: &str) -> Markup {
    html! {
        svg class=(classes("govuk-pagination__icon", &[class])) xmlns="http://www.w3.org/2000/svg"
            height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13" {
            path d=(path) {}
        }
    }
}

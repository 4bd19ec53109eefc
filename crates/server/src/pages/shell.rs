//! What is the same on every page.

use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::components::{Content, Header, PhaseBanner, ServiceNavigation, SkipLink, Tag};
use crate::site::Site;

/// A page: its title, where it is, and what stands on it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    title: String,
    body: Markup,
}

impl Page {
    /// A page with this title, which is its heading too.
    pub(crate) fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// The same, with what stands on it.
    pub(crate) fn body(self, body: Markup) -> Self {
        Self { body, ..self }
    }

    /// The page as an answer.
    pub(crate) fn answer(self, site: &Site) -> Response {
        self.render(site).into_response()
    }

    /// The page as HTML.
    pub(crate) fn render(self, site: &Site) -> Markup {
        let assets = site.assets();
        let council = &site.settings().council;
        html! {
            (DOCTYPE)
            html.govuk-template lang="en-GB" {
                head {
                    meta charset="utf-8";
                    title { (self.title) " – " (council) " – Muster" }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="robots" content="noindex";
                    meta name="theme-color" content=(site.settings().look.accent);
                    link rel="icon" href=(assets.address("icon.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(assets.address("muster.css"));
                    link rel="stylesheet" href=(assets.address("theme.css"));
                    script type="module" src=(assets.address("muster.js")) {}
                }
                body.govuk-template__body {
                    script src=(assets.address("enabled.js")) {}
                    (SkipLink {
                        text: "Skip to main content".into(),
                        href: "#main-content".to_owned(),
                        ..SkipLink::default()
                    })
                    header { (Self::head(site)) }
                    div.muster-page {
                        div.govuk-width-container {
                            main.govuk-main-wrapper #main-content {
                                h1.govuk-heading-l { (self.title) }
                                (self.body)
                            }
                        }
                    }
                    (footer())
                }
            }
        }
    }

    fn head(site: &Site) -> Markup {
        let settings = site.settings();
        html! {
            (Header { logo: settings.council.as_str().into(), ..Header::default() })
            (ServiceNavigation {
                service_name: "Muster".into(),
                service_url: Some("/".to_owned()),
                ..ServiceNavigation::default()
            })
            @if settings.demo {
                (PhaseBanner {
                    tag: Tag { text: "Demo".into(), ..Tag::default() },
                    text: Content::from("These people are invented."),
                    ..PhaseBanner::default()
                })
            }
        }
    }
}

fn footer() -> Markup {
    html! {
        footer.muster-footer {
            div.govuk-width-container {
                h2.govuk-visually-hidden { "Support" }
                ul.muster-footer__list {
                    li { a.govuk-link href="/help" { "Help" } }
                }
                p.govuk-body-s { "Muster, the establishment register and reorganisation workbench." }
            }
        }
    }
}

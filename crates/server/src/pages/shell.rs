//! What is the same on every page.

use access::{Deed, may};
use app::Body;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::Asking;
use super::moment::dates;
use crate::components::{
    BackLink, Breadcrumbs, Button, Content, Crumb, Header, NavigationItem, PhaseBanner,
    ServiceNavigation, SkipLink, Tag,
};
use crate::problem::Worded;
use crate::query::Query;
use crate::site::Site;

/// A part of Muster, as the navigation names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Establishment,
    Chart,
    Proposals,
    Consultations,
    Decisions,
    ComingUp,
    Search,
}

impl Part {
    const ALL: [Self; 7] = [
        Self::Establishment,
        Self::Chart,
        Self::Proposals,
        Self::Consultations,
        Self::Decisions,
        Self::ComingUp,
        Self::Search,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Establishment => "Establishment",
            Self::Chart => "Structure",
            Self::Proposals => "Proposals",
            Self::Consultations => "Consultations",
            Self::Decisions => "Decisions",
            Self::ComingUp => "Coming up",
            Self::Search => "Search",
        }
    }

    /// What somebody must be allowed to do to find anything there.
    fn deed(self) -> Deed {
        match self {
            Self::Proposals => Deed::ReadProposals,
            Self::Consultations => Deed::AnswerConsultation,
            Self::Establishment | Self::Chart | Self::Decisions | Self::ComingUp | Self::Search => {
                Deed::SeeEstablishment
            }
        }
    }

    /// Its address, below that of the council.
    fn address(self) -> &'static str {
        match self {
            Self::Establishment => "establishment",
            Self::Chart => "establishment/chart",
            Self::Proposals => "proposals",
            Self::Consultations => "consultations",
            Self::Decisions => "decisions",
            Self::ComingUp => "coming-up",
            Self::Search => "search",
        }
    }
}

/// A page: its title, where it is, and what stands on it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    title: String,
    /// The council that it is about, and where its addresses start.
    council: Option<(Body, String)>,
    /// The dates of the view, which its links keep.
    dates: Query,
    part: Option<Part>,
    /// The parts of Muster in which whoever looks finds anything.
    parts: Vec<Part>,
    /// The places above it.
    above: Breadcrumbs,
    /// Where the step before a question is.
    back: Option<String>,
    body: Markup,
    /// Does the body bring its own heading?
    has_heading: bool,
    /// Is something wrong with what was entered?
    is_wrong: bool,
    /// Is somebody signed in?
    is_signed_in: bool,
}

impl Page {
    /// A page with this title, which is its heading too.
    pub(crate) fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// A page about a council.
    pub(crate) fn about(title: impl Into<String>, asking: &Asking) -> Self {
        Self {
            council: Some((asking.body.clone(), asking.home.clone())),
            dates: dates(&asking.query),
            parts: { Part::ALL.into_iter() }
                .filter(|part| may(&asking.viewer.actor, part.deed()))
                .collect(),
            is_signed_in: true,
            ..Self::titled(title)
        }
    }

    /// The same, for somebody who is signed in.
    pub(crate) fn signed_in(self) -> Self {
        Self {
            is_signed_in: true,
            ..self
        }
    }

    /// The same, in a part of Muster.
    pub(crate) fn within(self, part: Part) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    /// The same, with an error: its title says so.
    pub(crate) fn with_errors(self, is_wrong: bool) -> Self {
        Self { is_wrong, ..self }
    }

    /// The same, a place below others, each with its name and address.
    pub(crate) fn below(self, places: impl IntoIterator<Item = (String, String)>) -> Self {
        let items = places.into_iter().map(|(text, href)| Crumb {
            text: text.into(),
            href: Some(href),
        });
        Self {
            above: Breadcrumbs {
                items: items.collect(),
                collapse_on_mobile: true,
                ..Breadcrumbs::default()
            },
            ..self
        }
    }

    /// The same, a question with the way back to the step before.
    pub(crate) fn with_back(self, address: impl Into<String>) -> Self {
        Self {
            back: Some(address.into()),
            ..self
        }
    }

    /// The same, with a body that brings its own heading.
    pub(crate) fn with_own_heading(self) -> Self {
        Self {
            has_heading: true,
            ..self
        }
    }

    /// The same, with what stands on it.
    pub(crate) fn body(self, body: Markup) -> Self {
        Self { body, ..self }
    }

    /// The page as an answer.
    pub(crate) fn answer(self, site: &Site) -> Response {
        let mut response = self.render(site).into_response();
        response.extensions_mut().insert(Worded);
        response
    }

    /// The page as HTML.
    pub(crate) fn render(self, site: &Site) -> Markup {
        let assets = site.assets();
        let council = self.council.as_ref().map(|(body, _)| body);
        let look = site.look(council.map(|body| &body.key));
        let name = site.name();
        let council = council.map_or(name.as_str(), |body| &body.name);
        html! {
            (DOCTYPE)
            html.govuk-template lang="en-GB" {
                head {
                    meta charset="utf-8";
                    title { @if self.is_wrong { "Error: " } (self.title) " – " (council) " – Muster" }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="robots" content="noindex";
                    meta name="theme-color" content=(look.accent);
                    link rel="icon" href=(assets.address("icon.svg")) type="image/svg+xml";
                    link rel="stylesheet" href=(assets.address("muster.css"));
                    link rel="stylesheet" href=(assets.theme(&look));
                    script type="module" src=(assets.address("muster.js")) {}
                }
                body.govuk-template__body {
                    script src=(assets.address("enabled.js")) {}
                    (SkipLink {
                        text: "Skip to main content".into(),
                        href: "#main-content".to_owned(),
                        ..SkipLink::default()
                    })
                    header { (self.head(site)) }
                    div.muster-page {
                        div.govuk-width-container {
                            @if !self.above.items.is_empty() { (self.above) }
                            @if let Some(back) = &self.back { nav aria-label="Step before" { (BackLink::to(back)) } }
                            main.govuk-main-wrapper #main-content {
                                @if !self.has_heading { h1.govuk-heading-l { (self.title) } }
                                (self.body)
                            }
                        }
                    }
                    (footer())
                }
            }
        }
    }

    fn head(&self, site: &Site) -> Markup {
        let settings = site.settings();
        let (name, home) = match &self.council {
            Some((body, home)) => (body.name.clone(), home.as_str()),
            None => (site.name(), ""),
        };
        let items = self.parts.iter().map(|&part| NavigationItem {
            text: part.name().into(),
            href: Some(self.dates.address(&format!("{home}/{}", part.address()))),
            is_active: self.part == Some(part),
            is_current: false,
        });
        let account = self.is_signed_in.then(|| NavigationItem {
            text: "Account".into(),
            href: Some("/account".to_owned()),
            ..NavigationItem::default()
        });
        let first = match home {
            "" => "/".to_owned(),
            home => self.dates.address(home),
        };
        html! {
            (Header { logo: name.into(), url: first, ..Header::default() })
            (ServiceNavigation {
                service_name: "Muster".into(),
                service_url: Some("/".to_owned()),
                items: items.chain(account).collect(),
                end: self.search(home).into(),
                ..ServiceNavigation::default()
            })
            @if settings.demo.is_some() {
                (PhaseBanner {
                    tag: Tag { text: "Demo".into(), ..Tag::default() },
                    text: Content::from("What you see is an example. These people are invented."),
                    ..PhaseBanner::default()
                })
            }
        }
    }
}

impl Page {
    /// The search field of the head. A phone has a link among the parts instead, and the page that
    /// searches has a field of its own.
    fn search(&self, home: &str) -> Markup {
        let finds = self.parts.contains(&Part::Search);
        if home.is_empty() || !finds || self.part == Some(Part::Search) {
            return html! {};
        }
        html! {
            form.muster-head-search method="get" action={ (home) "/search" } role="search" aria-label="Everything" {
                @for (key, value) in self.dates.pairs() { input type="hidden" name=(key) value=(value); }
                label.govuk-visually-hidden for="head-words" { "Find a post, a unit or a decision" }
                input.govuk-input #head-words name="words" type="search" spellcheck="false";
                (Button::submit("Search").secondary())
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

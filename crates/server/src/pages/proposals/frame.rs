//! What the pages of one proposal share: which it is, who asks, and the way between its parts.

use access::{Capacity, CaseDeed, may_in_case};
use app::{AppError, OpenProposal, Reference, Saved};
use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use governance::State;
use maud::{Markup, html};
use proposal::option_letter;

use crate::components::{Button, Content, NotificationBanner, Tag};
use crate::pages::{Asking, Failure, Page, Part};
use crate::site::Site;
use crate::words;

/// A part of a proposal's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Tasks,
    Changes,
    Costs,
    Structure,
    Findings,
    Report,
    Review,
    /// What officers sign.
    Comments,
    History,
    /// The options beside each other: reached from the tasks and the identity of the proposal.
    Options,
    /// A sheet that is filled in: reached from the tasks, the findings and the report.
    Sheet,
}

impl Place {
    const ALL: [Self; 9] = [
        Self::Tasks,
        Self::Changes,
        Self::Costs,
        Self::Structure,
        Self::Findings,
        Self::Report,
        Self::Review,
        Self::Comments,
        Self::History,
    ];

    /// The place at which somebody in that capacity begins.
    fn first(capacity: Capacity) -> Self {
        match may_in_case(capacity, CaseDeed::Change) {
            true => Self::Tasks,
            false => Self::Review,
        }
    }

    /// Can somebody in that capacity go there? A part has no report, and no officer signs it.
    fn is_for(self, capacity: Capacity, is_part: bool) -> bool {
        if is_part && matches!(self, Self::Report | Self::Comments) {
            return false;
        }
        let to_read = [
            Self::Costs,
            Self::Structure,
            Self::Findings,
            Self::Review,
            Self::Comments,
            Self::History,
        ];
        may_in_case(capacity, CaseDeed::Change) || to_read.contains(&self)
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Tasks => "Tasks",
            Self::Changes => "Changes",
            Self::Costs => "Costs",
            Self::Structure => "Structure",
            Self::Findings => "Findings",
            Self::Report => "Report",
            Self::Review => "Review",
            Self::Comments => "Comments",
            Self::History => "History",
            Self::Options | Self::Sheet => "",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Tasks => "",
            Self::Changes => "/changes",
            Self::Costs => "/costs",
            Self::Structure => "/structure",
            Self::Findings => "/findings",
            Self::Report => "/report",
            Self::Review => "/review",
            Self::Comments => "/comments",
            Self::History => "/history",
            Self::Options => "/options",
            Self::Sheet => "",
        }
    }
}

/// A request of somebody who may change the proposal.
pub(super) struct Proposal {
    pub(super) asking: Asking,
    pub(super) open: OpenProposal,
}

/// A request of somebody who may read the proposal, and perhaps change it.
pub(super) struct Reading(pub(super) Proposal);

impl Proposal {
    /// An address of the proposal.
    pub(super) fn address(&self, below: &str) -> String {
        let reference = self.open.reference.in_address();
        self.asking
            .address(&format!("proposals/{reference}{below}"))
    }

    /// The address of one of its parts.
    pub(super) fn at(&self, place: Place) -> String {
        self.address(place.path())
    }

    /// The address of a part, where another option is worked on, or the one that is proposed.
    pub(super) fn of_option(&self, option: Option<usize>, place: Place) -> String {
        let reference = self.open.reference.with_option(option).in_address();
        let path = place.path();
        self.asking.address(&format!("proposals/{reference}{path}"))
    }

    /// Which option is worked on, and the way to the others; nothing where there is only one.
    fn options(&self, place: Place) -> Markup {
        let options = &self.open.draft.case.options;
        let Some(proposed) = self.open.adopted.filter(|_| options.len() > 1) else {
            return html! {};
        };
        let worked_on = self.open.reference.option().unwrap_or(proposed);
        // Options are compared from what is proposed; the report of another is for looking at.
        let place = match place {
            Place::Options | Place::Sheet => Place::Changes,
            place => place,
        };
        let others = options.iter().enumerate();
        let others = others
            .filter(|(at, option)| *at == proposed || option.adopted || !option.changes.is_empty());
        html! {
            nav.muster-options aria-label="Options" {
                ul {
                    @for (at, option) in others {
                        @let own = Some(at).filter(|at| *at != proposed);
                        @let is_here = at == worked_on;
                        li {
                            a.govuk-link href=(self.of_option(own, place)) aria-current=[is_here.then_some("true")] {
                                "Option " (option_letter(at))
                                @if at == proposed { " (proposed)" }
                                @if is_here && option.name.value != format!("Option {}", option_letter(at)) {
                                    ": " (option.name.value)
                                }
                            }
                        }
                    }
                    li { a.govuk-link href=(self.of_option(None, Place::Options)) { "Compare options" } }
                }
            }
        }
    }

    pub(super) fn title(&self) -> &str {
        let title = self.open.draft.case.header.title.as_ref();
        title.map_or("Without a title", |title| &title.value)
    }

    /// What the last step did, if the address says so.
    pub(super) fn done(&self) -> Markup {
        let done = match self.asking.query.get("done") {
            Some("restored") => return self.undo("An earlier revision is the last one again"),
            Some("mended") => return self.undo("The proposal is mended"),
            Some("pasted") => return self.undo("The rows are added, with everything in them"),
            Some("moved") => return self.undo("The team moves, as written below"),
            Some("adopted") => {
                return self.undo("The option is adopted, and figures and text follow it");
            }
            Some("taken-in") => return self.undo("The case file is saved"),
            Some("without-empty") => {
                "Saved. A card into which nothing was typed says nothing, so it is not kept."
            }
            Some("recorded") => return succeeded(self.recorded().into()),
            Some("consultation-opened") => {
                "The consultation is open. Officers can read the proposal."
            }
            Some("consultation-closed") => {
                "The consultation is closed. The report prints what was said."
            }
            Some("responded") => "Your response is kept. Whoever answered reads it.",
            Some("settled") => "Settled. The reasons are kept with the case.",
            Some("met") => "The condition is met. What waited for it alone is recorded.",
            Some("begun") => "The proposal is begun.",
            Some("saved") => "Saved. Everything that was typed is in the revision.",
            Some("chosen") => "The posts are added. Nothing happens to them yet.",
            Some("acknowledged") => "The finding stands. The report prints your reason.",
            Some("taken-back") => "The acknowledgement is taken back.",
            Some("joined") => "You are on this proposal. You find it again under Proposals.",
            Some("said") => "Your comment is kept. Everybody on the proposal sees it.",
            Some("closed") => "The comment is closed.",
            Some("opened") => "The comment is open again.",
            Some("erased") => "Your words are erased. That you commented stays.",
            Some("link") => "The link is made. Send it to those whom it is for.",
            Some("ended") => {
                "The link can be used no longer. Whoever came by it stays on the proposal."
            }
            Some("part-given") => "The part is given. Send the link to whoever is to write it.",
            Some("part-taken") => return self.undo("The part is in the proposal"),
            Some("part-left") => "Nothing was taken in. The proposal says what it said.",
            Some("off") => "The person is no longer on the proposal.",
            Some("option") => "The option is added. It begins as a copy of what is proposed.",
            Some("sent") => {
                "The proposal is sent for comments. The officers who are on it can sign."
            }
            Some("signed") => "Your comment is recorded, with your post and the date.",
            Some("cleared") => "The report is cleared: it may be published.",
            Some("published") => "The report is published. It is no longer changed.",
            Some("overridden") => "The error is overridden. The report prints your reason.",
            Some("withdrawn") => "The proposal is withdrawn.",
            Some("discarded") => "What was typed and not saved is discarded.",
            Some("only-empty") => {
                "Nothing was typed into what was added, so there is nothing to save."
            }
            Some("merged") => {
                return self.undo("Saved, beside what somebody else saved here meanwhile");
            }
            Some("same") => "Nothing was changed, so there is no new revision.",
            _ => return html! {},
        };
        succeeded(done.into())
    }

    /// That something was done in the last revision, what that changed, and the way back.
    fn undo(&self, done: &str) -> Markup {
        let last = self.open.saved.number;
        let is_last = self.asking.query.get("in") == Some(last.to_string().as_str());
        let Some(before) = last.checked_sub(1).filter(|before| is_last && *before > 0) else {
            return succeeded(html! { (done) "." }.into());
        };
        let history = self.at(Place::History);
        let banner = NotificationBanner {
            content: html! {
                p.govuk-notification-banner__heading {
                    (done) ", in revision " (last) ". "
                    a.govuk-notification-banner__link href={ (history) "?from=" (before) "&to=" (last) } {
                        "See what changed"
                    }
                }
                form method="post" action=(history) {
                    input type="hidden" name="revision" value=(before);
                    input type="hidden" name="last" value=(last);
                    (Button::submit("Undo").secondary())
                }
            }
            .into(),
            is_success: true,
            ..NotificationBanner::default()
        };
        html! { (banner) }
    }

    /// `Already recorded at 2:05pm, in revision 8`: the same form was sent before.
    fn recorded(&self) -> Markup {
        let number = self.asking.query.get("in");
        let number = number.and_then(|number| number.parse::<u32>().ok());
        let mut saved = self.open.revisions.iter();
        let Some(saved) = saved.find(|one| Some(one.number) == number) else {
            return html! { "Already recorded." };
        };
        html! {
            "Already recorded at " (words::time(saved.at, self.asking.today)) ", in "
            a.govuk-notification-banner__link href={ (self.at(Place::History)) "#revision-" (saved.number) } {
                "revision " (saved.number)
            }
            "."
        }
    }

    /// That it was published, decided or given up, and is no longer changed: in place of what was sent.
    fn stays_as_it_is(&self) -> Response {
        let state = self.open.state.words().to_lowercase();
        let heading = "This proposal can no longer be changed";
        let html = html! {
            h1.govuk-heading-l { (heading) }
            p.govuk-body { "It is " (state) ", and stays as it is. Nothing that you sent was saved." }
            p.govuk-body {
                a.govuk-link href=(self.at(Place::Comments)) { "See how far it is" } " or "
                a.govuk-link href=(self.at(Place::History)) { "its history" } "."
            }
        };
        let page = self.page(Place::Sheet, heading, &html);
        (StatusCode::CONFLICT, page.answer(&self.asking.site)).into_response()
    }

    /// A page of it.
    pub(super) fn page(&self, place: Place, heading: &str, body: &Markup) -> Page {
        let open = &self.open;
        let saved = format!("Revision {}", open.saved.number);
        let html = html! {
            (self.done())
            div.muster-identity {
                p.govuk-body.muster-identity__title { (self.title()) }
                p.govuk-body-s { (open.reference.to_string()) " " (state_tag(open.state)) " " (saved)
                    ", saved " (words::instant(open.saved.at)) }
                @if open.is_decided {
                    p.govuk-body-s {
                        "The register holds the decision. Its figures are worked out on the establishment as \
                         it was recorded before."
                    }
                }
                @if let Some(part) = &open.part {
                    p.govuk-body-s {
                        "A part of a larger proposal: what happens within " (part.unit) ". Those who gave it take it in \
                         from here as you save it."
                    }
                }
                (self.options(place))
            }
            nav.muster-parts aria-label="This proposal" {
                ul {
                    @for part in Place::ALL.into_iter().filter(|part| part.is_for(open.capacity, open.part.is_some())) {
                        @let is_here = part == place;
                        li { a.govuk-link href=(self.at(part)) aria-current=[is_here.then_some("page")] {
                            (part.words())
                        } }
                    }
                }
            }
            (body)
        };
        let first = Place::first(open.capacity);
        let above = [
            ("Home".to_owned(), self.asking.home.clone()),
            ("Proposals".to_owned(), self.asking.address("proposals")),
            (self.title().to_owned(), self.at(first)),
        ];
        let above = above.into_iter().take(if place == first { 2 } else { 3 });
        Page::about(format!("{heading}: {}", self.title()), &self.asking)
            .within(Part::Proposals)
            .below(above)
            .with_own_heading()
            .body(html)
    }
}

impl FromRequestParts<Site> for Reading {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let params = RawPathParams::from_request_parts(parts, site).await;
        let params = params.map_err(|_| StatusCode::NOT_FOUND.into_response())?;
        let named = params.iter().find(|(name, _)| *name == "proposal");
        let reference = Reference::of(named.map_or("", |(_, value)| value));
        let asking = Asking::from_request_parts(parts, site).await?;
        let number = match asking.query.get("revision").map(str::parse) {
            None => None,
            Some(Ok(number)) => Some(number),
            Some(Err(_)) => {
                return Err(Failure(AppError::NotFound("revision")).into_response());
            }
        };
        let (actor, body) = (&asking.viewer.actor, &asking.body.key);
        let open = asking.muster().proposal_at(actor, body, &reference, number);
        let open = open.await.map_err(|error| Failure(error).into_response())?;
        // Every page, chart and file of a proposal comes through here.
        let noted = asking.muster().note_opened(actor, &open).await;
        noted.map_err(|error| Failure(error).into_response())?;
        Ok(Self(Proposal { asking, open }))
    }
}

impl FromRequestParts<Site> for Proposal {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let Reading(proposal) = Reading::from_request_parts(parts, site).await?;
        let is_open = proposal.open.state.is_editable() || parts.method == Method::GET;
        match may_in_case(proposal.open.capacity, CaseDeed::Change) {
            true if !is_open => Err(proposal.stays_as_it_is()),
            true => Ok(proposal),
            // A reviewer finds what there is to read elsewhere.
            false if parts.method == Method::GET => {
                Err(Redirect::to(&proposal.at(Place::Review)).into_response())
            }
            false => Err(Failure(AppError::RefusedInCase(CaseDeed::Change)).into_response()),
        }
    }
}

/// Which revision an address says that something was done in, so that it can be undone there.
pub(super) fn in_revision(saved: &Saved) -> String {
    match saved {
        Saved::As(saved) => format!("&in={}", saved.number),
        Saved::Already(_) | Saved::Behind(_) => String::new(),
    }
}

/// That something was done.
fn succeeded(text: Content) -> Markup {
    let banner = NotificationBanner {
        text,
        is_success: true,
        ..NotificationBanner::default()
    };
    html! { (banner) }
}

/// How far a proposal is.
pub(super) fn state_tag(state: State) -> Tag {
    let colour = match state {
        State::Draft | State::Closed | State::Withdrawn => "grey",
        State::Consultation | State::Comments | State::Cleared => "blue",
        State::Published => "purple",
        State::Decided | State::InForce => "green",
    };
    Tag::coloured(state.words(), colour)
}

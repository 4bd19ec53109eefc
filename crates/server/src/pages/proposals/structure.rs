//! The structure before and after, side by side: as pictures, as lists, and what differs as a table.
//!
//! All that can be asked is in the address, as for the register's picture: `view`, `unit`, `open`, `closed`,
//! `post`, `find`, `zoom`. Both pictures follow it, since both sides know a unit by the same number.

mod export;
mod find;
mod leads;
mod side;

use std::collections::BTreeSet;
use std::sync::Arc;

use access::Deed;
use app::AppError;
use axum::response::Response;
use checks::Analysis;
use maud::{Markup, PreEscaped, html};
use register::{LineId, UnitId};
use report::{Composition, Happenings, happenings, table_of_changes};

use super::frame::{Place, Proposal, Reading};
use super::statement;
use crate::pages::Failure;
use crate::pages::structure::{
    Drawn, Folds, Links, ListLinks, MOST_BOXES, WIDTH, Way, Zoom, list, structure, zoom_links,
};
use leads::Leads;
use side::Side;

pub(super) use export::download;

/// What of a proposal's structure is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Changes,
    Before,
    After,
}

impl View {
    const ALL: [Self; 3] = [Self::Changes, Self::Before, Self::After];

    fn key(self) -> &'static str {
        match self {
            Self::Changes => "changes",
            Self::Before => "before",
            Self::After => "after",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Changes => "What changes",
            Self::Before => "Before",
            Self::After => "After",
        }
    }

    fn read(proposal: &Proposal) -> Self {
        let asked = proposal.asking.query.get("view");
        let known = Self::ALL.into_iter().find(|view| Some(view.key()) == asked);
        known.unwrap_or(Self::Changes)
    }

    fn sides(self) -> &'static [Side] {
        match self {
            Self::Changes => &[Side::Before, Side::After],
            Self::Before => &[Side::Before],
            Self::After => &[Side::After],
        }
    }
}

/// What a page of the structure is made from.
struct Seen {
    analysis: Arc<Analysis>,
    happenings: Happenings,
    /// The units in which anything happens, before or after.
    touched: BTreeSet<Option<UnitId>>,
}

impl Seen {
    async fn of(proposal: &Proposal) -> Result<Self, Failure> {
        let asking = &proposal.asking;
        let (actor, body) = (&asking.viewer.actor, &asking.body.key);
        let draft = &proposal.open.draft;
        if report::withheld_structure(&draft.case).is_some() {
            return Err(AppError::Refused(Deed::SeeExempt).into());
        }
        let analysis = asking.muster().consequences(actor, body, draft).await?;
        let happenings = happenings(&draft.case, &analysis.resolved);
        let touched = happenings.units(&analysis.resolved);
        Ok(Self {
            analysis,
            happenings,
            touched,
        })
    }

    /// The unit that is drawn: that of the address, else the smallest that holds everything that changes.
    fn root(&self, proposal: &Proposal) -> Result<Option<UnitId>, Failure> {
        let resolved = &self.analysis.resolved;
        match proposal.asking.query.get("unit") {
            Some("all") => Ok(None),
            Some(text) => {
                let unit = text.parse().ok().map(UnitId::numbered);
                let is_there = |unit: &UnitId| {
                    resolved.after.unit(*unit).is_some() || resolved.before.unit(*unit).is_some()
                };
                let unit = unit.filter(is_there);
                unit.map(Some)
                    .ok_or_else(|| AppError::NotFound("unit").into())
            }
            None => Ok(side::smallest(resolved, &self.happenings)),
        }
    }
}

/// `GET /{body}/proposals/{proposal}/structure`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    let seen = Seen::of(&proposal).await?;
    let query = &proposal.asking.query;
    let path = proposal.at(Place::Structure);
    let view = View::read(&proposal);
    let root = seen.root(&proposal)?;
    let mut folds = folds(&proposal, view);
    let found = find::found(&proposal, &seen);
    let post = query.get("post").and_then(|text| text.parse().ok());
    let mut sought = post.map(LineId::numbered);
    if let (None, Some(first)) = (sought, found.as_ref().and_then(find::Found::first)) {
        folds = folds.showing(first.unit);
        sought = Some(first.line);
    }
    let leads = Leads::of(&proposal, &seen);
    let zoom = Zoom::read(query);
    let drawn: Vec<(Side, Drawn)> = view
        .sides()
        .iter()
        .map(|side| {
            (
                *side,
                drawn(&seen, *side, root, sought, &folds, &leads, &path, &proposal),
            )
        })
        .collect();
    let html = html! {
        h1.govuk-heading-l { "Structure" }
        @if seen.analysis.resolved.effects.is_empty() {
            p.govuk-body {
                "Nothing changes yet. "
                a.govuk-link href=(proposal.at(Place::Changes)) { "Say what changes" }
            }
        }
        (views(&proposal, view, &path))
        (find::form(&proposal, &path))
        @if let Some(found) = &found { (found.list(&proposal, &path)) }
        h2.govuk-heading-m #picture { "The structure as a picture" }
        div data-structure {
            (whereabouts(&proposal, &path, &drawn))
            (zoom_links(query, &path, zoom))
            p.muster-quiet.muster-keys hidden {
                "Keys: arrows move between boxes, Space opens or closes a unit, Enter shows where it is changed or moved, "
                "Home goes to the top, + and − zoom, Escape leaves the picture. Dragging a unit onto another with a mouse "
                "opens the page that moves it there."
            }
            div.muster-sides.muster-sides--two[drawn.len() > 1] {
                @for (side, drawn) in &drawn { (picture(*side, drawn, zoom, view)) }
            }
            (export::links(&proposal, view))
            h2.govuk-heading-m #list { "The structure as a list" }
            div.muster-sides.muster-sides--two[drawn.len() > 1] {
                @for (side, drawn) in &drawn {
                    div {
                        h3.govuk-heading-s { (side.words()) }
                        (as_list(*side, drawn, &leads))
                    }
                }
            }
        }
        (differences(&proposal, &seen))
    };
    Ok(proposal
        .page(Place::Structure, "Structure", &html)
        .answer(&proposal.asking.site))
}

/// What the address opens and closes; beside each other, only what changes is open by itself.
fn folds(proposal: &Proposal, view: View) -> Folds {
    Folds {
        only_touched: view == View::Changes,
        ..Folds::read(&proposal.asking.query)
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "what is drawn, and where each box leads"
)]
fn drawn(
    seen: &Seen,
    side: Side,
    root: Option<UnitId>,
    sought: Option<LineId>,
    folds: &Folds,
    leads: &Leads<'_>,
    path: &str,
    proposal: &Proposal,
) -> Drawn {
    let links = Links {
        unit: &|unit| leads.unit(side, unit),
        post: &|line| leads.post(side, line),
        fold: &|unit, open| folds.address(&proposal.asking.query, path, unit, open),
    };
    let way = Way::OnPage(folds, MOST_BOXES / 2, links);
    let post_box = |line: &register::Line| seen.post_box(side, line);
    structure(seen.source(side, proposal, &post_box), root, sought, &way)
}

fn views(proposal: &Proposal, view: View, path: &str) -> Markup {
    let query = proposal.asking.query.without(&["done", "find", "post"]);
    html! {
        nav.muster-views aria-label="Views of the structure" {
            ul {
                @for one in View::ALL {
                    @let address = query.with("view", one.key()).address(path);
                    li { a.govuk-link href=(address) aria-current=[(one == view).then_some("true")] { (one.words()) } }
                }
            }
        }
    }
}

fn picture(side: Side, drawn: &Drawn, zoom: Zoom, view: View) -> Markup {
    let is_beside = view == View::Changes;
    let width = if is_beside { WIDTH / 2 - 20 } else { WIDTH };
    let svg = drawn.chart.to_svg_within(side.key(), width);
    html! {
        div {
            @if is_beside { h3.govuk-heading-s { (side.words()) } }
            @if drawn.units.is_empty() {
                p.govuk-body { (side.nothing()) }
            } @else {
                div class={ "chart " (zoom.class()) } {
                    div.muster-scrolling tabindex="0" role="region"
                        aria-label={ "Structure chart " (side.words().to_lowercase()) ", which scrolls" } {
                        (PreEscaped(svg))
                    }
                }
            }
        }
    }
}

fn as_list(side: Side, drawn: &Drawn, leads: &Leads<'_>) -> Markup {
    let links = ListLinks {
        post: &|line| leads.post(side, line),
        unit: &|unit| leads.posts_of(unit),
    };
    list(drawn, &links, side.nothing())
}

/// What is drawn, and the way up.
fn whereabouts(proposal: &Proposal, path: &str, drawn: &[(Side, Drawn)]) -> Markup {
    let above = drawn.iter().find_map(|(_, drawn)| drawn.above.as_ref());
    let is_folded = drawn.iter().any(|(_, drawn)| drawn.is_folded);
    html! {
        @if let Some((above, name)) = above {
            @let unit = above.map_or_else(|| "all".to_owned(), |unit| unit.number().to_string());
            @let query = proposal.asking.query.without(&["find", "post"]).with("unit", &unit);
            p.govuk-body { a.govuk-link href=(query.address(path)) { "Up to " (name) } }
        }
        @if is_folded {
            p.govuk-body {
                "A unit that is not open shows its sums; the button + in its box opens it."
            }
        }
    }
}

/// What differs, as the report prints it.
fn differences(proposal: &Proposal, seen: &Seen) -> Markup {
    let draft = &proposal.open.draft;
    let table = table_of_changes(&Composition {
        case: &draft.case,
        body: &proposal.asking.muster().profile_of(&draft.case),
        resolved: &seen.analysis.resolved,
        statement: &seen.analysis.statement,
        findings: &seen.analysis.findings,
        with_findings: false,
        sources: &draft.sources,
    });
    html! { @if let Some(table) = &table { (statement::table(0, table)) } }
}

//! Who may do what, as a table for everybody who is signed in.

use access::{Actor, Capacity, CaseDeed, Deed, Role, may, may_in_case, role_may};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::viewer::Viewer;
use super::{Failure, Page};
use crate::components::{Cell, Table};
use crate::site::Site;

/// `GET /administration/permissions`
pub(crate) async fn show(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    site.muster().bodies(&viewer.actor).await?;
    let body = html! {
        h1.govuk-heading-l { "Who may do what" }
        p.govuk-body {
            "Muster asks these two tables, and nothing else, before it shows or records something. \
            A person may do what one of their kinds of access lets them, in the part of the council \
            for which they have it."
        }
        h2.govuk-heading-m { "At the council" }
        p.govuk-body {
            "Whoever wrote a proposal does not do with it what is marked “not one’s own”. What is \
            marked “in person” nobody does for another: it is recorded as done by whoever is signed in."
        }
        (scrolling("Who may do what at the council", &at_the_council()))
        h2.govuk-heading-m { "With one proposal" }
        p.govuk-body {
            "Until a proposal is sent for comments, it is there only for its authors, for reviewers \
            whom they asked, and for those who have their access for this proposal."
        }
        (scrolling("Who may do what with one proposal", &with_a_proposal()))
    };
    let page = Page::titled("Who may do what").signed_in();
    Ok(page.with_own_heading().body(body).answer(&site))
}

fn at_the_council() -> Table {
    let mut head = vec![Cell::text("To")];
    head.push(Cell::text("Everybody"));
    head.push(Cell::text("Somebody at the machine"));
    head.extend(Role::ALL.map(|role| Cell::text(role.words())));
    let rows = Deed::ALL.map(|deed| {
        let mut row = vec![Cell::text(html! { (deed.words()) (marks(deed)) })];
        row.push(verdict(may(&Actor::Public, deed)));
        row.push(verdict(may(&Actor::Operator, deed)));
        row.extend(Role::ALL.map(|role| verdict(role_may(role, deed))));
        row
    });
    table("Who may do what at the council", head, rows.into())
}

fn marks(deed: Deed) -> Markup {
    let marks = [
        (deed.needs_another(), "not one’s own"),
        (deed.is_personal(), "in person"),
    ];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so);
    let words: Vec<&str> = marks.map(|(_, words)| words).collect();
    html! {
        @if !words.is_empty() { br; span class="govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16" { (words.join(", ")) } }
    }
}

fn with_a_proposal() -> Table {
    let mut head = vec![Cell::text("To")];
    head.extend(Capacity::ALL.map(|capacity| {
        Cell::text(match capacity {
            Capacity::Author => "Author",
            Capacity::Reviewer => "Reviewer",
            Capacity::Officer => "Reading officer",
        })
    }));
    let rows = CaseDeed::ALL.map(|deed| {
        let mut row = vec![Cell::text(deed.words())];
        row.extend(Capacity::ALL.map(|capacity| verdict(may_in_case(capacity, deed))));
        row
    });
    table("Who may do what with one proposal", head, rows.into())
}

fn table(caption: &'static str, head: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        caption: caption.into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head,
        rows,
        first_cell_is_header: true,
        ..Table::default()
    }
}

fn verdict(may: bool) -> Cell {
    Cell::text(if may { "May" } else { "No" })
}

fn scrolling(name: &str, table: &Table) -> Markup {
    html! { div.muster-scrolling role="region" aria-label=(name) tabindex="0" { (table) } }
}

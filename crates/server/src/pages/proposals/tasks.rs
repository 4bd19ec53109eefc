//! What is left to do.

use axum::response::Response;
use diagnostics::summary;
use maud::html;

use super::frame::{Place, Proposal};
use crate::components::{Tag, Task, TaskList};
use crate::pages::Failure;
use crate::words;

/// `GET /{body}/proposals/{proposal}`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let found = summary(&analysis.findings);
    let changes = draft.case.changes.len();
    let (findings, is_problem) = match found.errors {
        0 => (words::counted(found.warnings as u64, "warning"), false),
        _ => ("There is a problem".to_owned(), true),
    };
    let task = |title: &str, place: Place, status: String| Task {
        title: title.to_owned().into(),
        href: Some(proposal.at(place)),
        status: status.into(),
        ..Task::default()
    };
    let changed = match changes {
        0 => "Not yet started".to_owned(),
        _ => words::counted(changes as u64, "change"),
    };
    let mut deal = task("Deal with findings", Place::Findings, findings.clone());
    if is_problem {
        deal.status = String::new().into();
        deal.tag = Some(Tag {
            text: findings.into(),
            classes: "govuk-tag--red".to_owned(),
        });
    }
    let tasks = TaskList {
        tasks: vec![
            task("Choose what changes", Place::Changes, changed),
            deal,
            task("Read and download the report", Place::Report, String::new()),
        ],
        ..TaskList::default()
    };
    let html = html! {
        h1.govuk-heading-l { "Tasks" }
        (tasks)
    };
    Ok(proposal
        .page(Place::Tasks, "Tasks", &html)
        .answer(&asking.site))
}

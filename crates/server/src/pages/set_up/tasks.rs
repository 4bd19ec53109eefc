//! What there is to set up, and how far it is.

use access::{Deed, may};
use app::{BodyKey, CouncilSettings};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::components::{NotificationBanner, Tag, Task, TaskList};
use crate::pages::viewer::Viewer;
use crate::pages::{Failure, Page};
use crate::query::Query;
use crate::site::Site;

/// `GET /set-up`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let (muster, actor) = (site.muster(), &viewer.actor);
    let councils = muster.council_settings(actor).await?;
    let recorded = muster.bodies(actor).await?;
    let people = match may(actor, Deed::ManageAccounts) {
        true => muster.accounts(actor).await?.len(),
        false => 0,
    };
    let is_recorded = |council: &CouncilSettings| {
        recorded
            .iter()
            .any(|body| body.key == BodyKey::of(&council.name))
    };
    let mut lists: Vec<(Option<&CouncilSettings>, Vec<Task>)> = councils
        .iter()
        .map(|one| {
            (
                Some(one),
                of_council(
                    Some(one),
                    is_recorded(one),
                    muster.is_set_by_file(&one.name),
                ),
            )
        })
        .collect();
    if lists.is_empty() {
        lists.push((None, of_council(None, false, false)));
    }
    let everybody = vec![
        Task {
            hint: Some("Everybody signs in with an account of their own".into()),
            ..task("Invite people", Some("/accounts".to_owned()), people > 1)
        },
        Task {
            title: "Back Muster up".into(),
            hint: Some(
                html! {
                    "Where Muster runs, this writes a copy of everything while people work: "
                    code { "muster backup --data FOLDER --output FILE" }
                    ". Let it run every night, and keep the copy on another machine."
                }
                .into(),
            ),
            ..Task::default()
        },
    ];
    let html = html! {
        (done(&query))
        h1.govuk-heading-l { "Set up Muster" }
        p.govuk-body { "Begin with the name of the council. All else may wait, and can be changed later." }
        @for (number, (council, tasks)) in lists.into_iter().enumerate() {
            h2.govuk-heading-m { (council.map_or("The council", |one| &one.name)) }
            (TaskList { tasks, id_prefix: format!("council-{number}"), ..TaskList::default() })
        }
        h2.govuk-heading-m { "Everybody" }
        (TaskList { tasks: everybody, id_prefix: "everybody".to_owned(), ..TaskList::default() })
        @if !councils.is_empty() {
            p.govuk-body { a.govuk-link href="/set-up/council?of=" { "Set up another council" } }
        }
    };
    Ok(Page::titled("Set up Muster")
        .signed_in()
        .with_own_heading()
        .body(html)
        .answer(&site))
}

fn of_council(council: Option<&CouncilSettings>, is_recorded: bool, by_file: bool) -> Vec<Task> {
    let at = |page: &str| council.map(|one| format!("/set-up/{page}?of={}", one.key.as_str()));
    let is_chosen = council.is_some_and(|one| !one.profile.is_empty());
    let name = at("council").unwrap_or_else(|| "/set-up/council".to_owned());
    let mut tasks = vec![
        Task {
            hint: council.map(|one| one.name.clone().into()),
            ..task("Name the council", Some(name), council.is_some())
        },
        task(
            "Choose how it decides",
            at("council").map(|at| at + "#profile"),
            is_chosen,
        ),
        task("Choose colours and font", at("look"), is_chosen),
        Task {
            hint: Some("National pay tables come with Muster; the pension fund’s rate is the council’s own".into()),
            ..task(
                "Say how posts are costed",
                at("pay"),
                council.is_some_and(|one| !one.pay.is_empty()) || by_file,
            )
        },
    ];
    if by_file {
        for task in &mut tasks {
            task.href = None;
            task.hint = Some("Set by a file, where Muster was started".into());
            task.tag = None;
            task.status = "Completed".into();
        }
    }
    tasks.push(Task {
        hint: Some(
            "The list of posts that the council has now: the register counts from it".into(),
        ),
        ..task(
            "Import the establishment",
            (!is_recorded).then(|| "/imports".to_owned()),
            is_recorded,
        )
    });
    tasks
}

fn task(title: &str, href: Option<String>, is_done: bool) -> Task {
    let mut task = Task {
        title: title.to_owned().into(),
        ..Task::default()
    };
    match (is_done, &href) {
        (true, _) => task.status = "Completed".into(),
        (false, Some(_)) => task.tag = Some(Tag::coloured("Not yet started", "blue")),
        (false, None) => {
            task.status = "Cannot start yet".into();
            task.status_classes = "govuk-task-list__status--cannot-start-yet".to_owned();
        }
    }
    task.href = href;
    task
}

/// What the last step did, if the address says so.
fn done(query: &Query) -> Markup {
    let done = match query.get("done") {
        Some("council") => "The council is set.",
        Some("look") => "The colours and fonts are set.",
        Some("pay") => "From now on posts are costed so.",
        _ => return html! {},
    };
    let banner = NotificationBanner {
        text: done.into(),
        is_success: true,
        ..NotificationBanner::default()
    };
    html! { (banner) }
}

//! What is left to do.

use axum::response::Response;
use checks::Analysis;
use diagnostics::{Diagnostic, Severity};
use drafting::{Sheet, Spot, sections};
use maud::html;

use super::frame::{Place, Proposal};
use super::sheet::{self, shown};
use super::{consulting, options};
use crate::components::{Tag, Task, TaskList};
use crate::pages::Failure;
use crate::words;

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    NotYetStarted,
    InProgress,
    Completed,
    CannotStartYet,
    Problem,
}

/// `GET /{body}/proposals/{proposal}`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let of_sheet = |sheet: Sheet| {
        let status = status_of(&proposal, &sheet, &analysis);
        let href = sheet::address(&proposal, &sheet);
        task(sheet::title(&sheet), Some(href), status)
    };
    let describe = vec![of_sheet(Sheet::Describe)];
    let mut changes = vec![
        task(
            "Choose what changes",
            Some(proposal.at(Place::Changes)),
            changes_status(&proposal, &analysis),
        ),
        look("Look at the structure", &proposal, Place::Structure),
    ];
    if proposal.open.part.is_some() {
        let money = vec![look("Check the costs", &proposal, Place::Costs)];
        let groups = [
            ("What changes", changes),
            ("Costs", money),
            ("Before it goes back", vec![findings(&proposal, &analysis)]),
        ];
        return Ok(page(&proposal, groups));
    }
    changes.push(Task {
        title: "Give a part to somebody else".into(),
        href: Some(proposal.address("/parts")),
        ..Task::default()
    });
    let mut money = vec![look("Check the costs", &proposal, Place::Costs)];
    money.extend([Sheet::Funding, Sheet::Budgets, Sheet::Savings].map(of_sheet));
    money.push(task(
        "Compare options",
        Some(proposal.at(Place::Options)),
        options::status(&proposal),
    ));
    let mut people: Vec<Task> = [Sheet::Consultation, Sheet::Implications]
        .map(of_sheet)
        .into();
    people.push(task(
        "Open and close the consultation",
        Some(proposal.address("/consulting")),
        consulting::status(&proposal),
    ));
    let mut recommendations = of_sheet(Sheet::Recommendations);
    if draft.case.changes.is_empty() && draft.case.recommendations.is_empty() {
        // What is recommended is made from what changes.
        recommendations = task(
            sheet::title(&Sheet::Recommendations),
            None,
            Status::CannotStartYet,
        );
    }
    let paper = vec![
        recommendations,
        task(
            "Write the report",
            Some(proposal.at(Place::Report)),
            report_status(&proposal, &analysis),
        ),
        of_sheet(Sheet::Comments),
        of_sheet(Sheet::Papers),
        of_sheet(Sheet::Exempt),
        of_sheet(Sheet::Stated),
    ];
    let last = vec![
        findings(&proposal, &analysis),
        Task {
            title: "Check your proposal".into(),
            href: Some(proposal.address("/check")),
            ..Task::default()
        },
    ];
    let groups = [
        ("The case", describe),
        ("What changes", changes),
        ("Costs, funding and options", money),
        ("People", people),
        ("The report", paper),
        ("Before it goes out", last),
    ];
    Ok(page(&proposal, groups))
}

fn page<const N: usize>(proposal: &Proposal, groups: [(&str, Vec<Task>); N]) -> Response {
    let html = html! {
        h1.govuk-heading-l { "Tasks" }
        @for (number, (heading, tasks)) in groups.into_iter().enumerate() {
            h2.govuk-heading-m { (heading) }
            (TaskList { tasks, id_prefix: format!("tasks-{number}"), ..TaskList::default() })
        }
    };
    let site = &proposal.asking.site;
    proposal.page(Place::Tasks, "Tasks", &html).answer(site)
}

/// Something to look at, once there is something that changes.
fn look(title: &'static str, proposal: &Proposal, place: Place) -> Task {
    if proposal.open.draft.case.changes.is_empty() {
        return task(title, None, Status::CannotStartYet);
    }
    Task {
        title: title.into(),
        href: Some(proposal.at(place)),
        ..Task::default()
    }
}

/// A task with how far it is.
pub(super) fn task(title: &str, href: Option<String>, status: Status) -> Task {
    let tag = |text: &str, classes: &str| Tag {
        text: text.to_owned().into(),
        classes: classes.to_owned(),
    };
    let mut task = Task {
        title: title.to_owned().into(),
        href,
        ..Task::default()
    };
    match status {
        Status::Completed => task.status = "Completed".into(),
        Status::NotYetStarted => task.tag = Some(tag("Not yet started", "govuk-tag--blue")),
        Status::InProgress => task.tag = Some(tag("In progress", "govuk-tag--light-blue")),
        Status::Problem => task.tag = Some(tag("There is a problem", "govuk-tag--red")),
        Status::CannotStartYet => {
            task.status = "Cannot start yet".into();
            task.status_classes = "govuk-task-list__status--cannot-start-yet".to_owned();
        }
    }
    task
}

/// How far a sheet is. What its author calls complete is not complete while an error stands on it.
pub(super) fn status_of(proposal: &Proposal, sheet: &Sheet, analysis: &Analysis) -> Status {
    let draft = &proposal.open.draft;
    let errors = analysis.findings.iter();
    let mut errors =
        errors.filter(|one| one.severity() == Severity::Error && one.acknowledged.is_none());
    // That nothing changes yet is no fault of the sheet with the title, where that finding stands.
    let is_here = |one: &Diagnostic| {
        one.code() != "case-empty"
            && Spot::of(&draft.case, &one.place).sheet().as_ref() == Some(sheet)
    };
    if errors.any(is_here) {
        return Status::Problem;
    }
    if sheet.is_completed(&draft.case) {
        return Status::Completed;
    }
    match shown(proposal, sheet, draft).says_something() {
        true => Status::InProgress,
        false => Status::NotYetStarted,
    }
}

/// How far the changes are: complete once there are some and no finding on them is open.
fn changes_status(proposal: &Proposal, analysis: &Analysis) -> Status {
    let case = &proposal.open.draft.case;
    let is_there = |place| matches!(Spot::of(case, place), Spot::Change(_) | Spot::Post(_));
    let open = analysis.findings.iter();
    let open = open.filter(|one| one.acknowledged.is_none() && is_there(&one.place));
    let worst = open.map(Diagnostic::severity).max();
    match (worst, case.changes.is_empty(), case.posts.is_empty()) {
        (Some(Severity::Error), _, _) => Status::Problem,
        (_, true, true) => Status::NotYetStarted,
        (None | Some(Severity::Note), false, _) => Status::Completed,
        _ => Status::InProgress,
    }
}

/// The report is complete when every section of it is that must be there.
fn report_status(proposal: &Proposal, analysis: &Analysis) -> Status {
    let case = &proposal.open.draft.case;
    let body = &*proposal.open.profile;
    let all: Vec<Status> = sections(case, body)
        .into_iter()
        .filter(|section| section.is_required || section.is_written)
        .map(|section| status_of(proposal, &Sheet::Section(section.key), analysis))
        .collect();
    let is = |status: Status| all.iter().filter(|own| **own == status).count();
    match all.len() {
        _ if is(Status::Problem) > 0 => Status::Problem,
        count if is(Status::Completed) == count && count > 0 => Status::Completed,
        count if is(Status::NotYetStarted) == count => Status::NotYetStarted,
        _ => Status::InProgress,
    }
}

fn findings(proposal: &Proposal, analysis: &Analysis) -> Task {
    let open = analysis.findings.iter();
    let open = open.filter(|one| one.acknowledged.is_none());
    let count = |severity: Severity| {
        let own = open.clone().filter(|one| one.severity() == severity);
        own.count() as u64
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let status = match (errors, warnings) {
        (0, 0) => Status::Completed,
        (0, _) => Status::InProgress,
        _ => Status::Problem,
    };
    let hint = match (errors, warnings) {
        (0, 0) => None,
        (0, _) => Some(words::counted(warnings, "warning")),
        (_, 0) => Some(words::counted(errors, "error")),
        _ => Some(format!(
            "{}, {}",
            words::counted(errors, "error"),
            words::counted(warnings, "warning")
        )),
    };
    Task {
        hint: hint.map(Into::into),
        ..task(
            "Deal with findings",
            Some(proposal.at(Place::Findings)),
            status,
        )
    }
}

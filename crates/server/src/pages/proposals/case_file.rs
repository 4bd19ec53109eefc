//! Taking in a case file: what it would change is shown first, and then it is saved as a revision.
//!
//! A file of which anything cannot be read is refused whole; so is one of another council.

use app::Saved;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use base::same_name;
use diagnostics::Severity;
use drafting::{DifferingRecord, Draft, HeldBy, NotACase, differing};
use maud::{Markup, html};

use super::frame::{Place, Proposal, in_revision};
use crate::components::{Button, ErrorSummary, Field, FileUpload, SummarisedError, WarningText};
use crate::pages::Failure;
use crate::pages::form_with_file::{Sent, SentFile, is_too_large};
use crate::words::{self, counted, counted_as};

/// The most bytes of a case file, as they are read.
const LARGEST_CASE: usize = proposal::MAX_BYTES;
const TOO_LARGE: &str = "The file must be smaller than 1MB";
/// So many faults of a file are told at once.
const TOLD: usize = 20;

/// Why a file is not taken in: words, each with the line of the file to which it belongs.
type Refused = Vec<(Option<usize>, String)>;

/// `GET /{body}/proposals/{proposal}/case`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    Ok(form(&proposal, &Vec::new()))
}

/// `POST /{body}/proposals/{proposal}/case`: shows what a file would change, or saves it.
pub(super) async fn do_it(proposal: Proposal, parts: Multipart) -> Result<Response, Failure> {
    let refused =
        |why: Refused| Ok((StatusCode::BAD_REQUEST, form(&proposal, &why)).into_response());
    let sent = match Sent::of(parts, LARGEST_CASE).await {
        Ok(sent) => sent,
        Err(error) if is_too_large(&error) => return refused(vec![(None, TOO_LARGE.to_owned())]),
        Err(error) => return Ok(error.status().into_response()),
    };
    let (name, bytes) = match (&sent.file, sent.get("case")) {
        (SentFile::TooLarge, _) => return refused(vec![(None, TOO_LARGE.to_owned())]),
        (SentFile::File(name, bytes), _) => (name.clone(), bytes.clone()),
        (SentFile::Nothing, "") => {
            return refused(vec![(None, "Select a case file".to_owned())]);
        }
        // A form turns each line break into two characters.
        (SentFile::Nothing, shown) => {
            let text = shown.replace("\r\n", "\n");
            ("case.toml".to_owned(), text.into_bytes())
        }
    };
    let draft = match taken_in(&proposal, &name, &bytes) {
        Ok(draft) => draft,
        Err(why) => return refused(why),
    };
    let is_shown = sent.get("revision").parse() == Ok(proposal.open.saved.number);
    if sent.get("do") != "save" || !is_shown {
        let is_behind = sent.get("do") == "save";
        let page = changes(&proposal, &draft, is_behind);
        return Ok(match is_behind {
            true => (StatusCode::CONFLICT, page).into_response(),
            false => page,
        });
    }
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let saving = asking
        .muster()
        .save_draft(actor, body, &proposal.open, &draft);
    let done = match saving.await? {
        saved @ Saved::As(_) => format!("taken-in{}", in_revision(&saved)),
        Saved::Already(_) => "same".to_owned(),
        Saved::Behind(now) => {
            let proposal = Proposal {
                open: *now,
                ..proposal
            };
            let page = changes(&proposal, &draft, true);
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let address = format!("{}?done={done}", proposal.at(Place::Report));
    Ok(Redirect::to(&address).into_response())
}

/// The draft that a file is, if all of it can be read and it is a case of this council.
fn taken_in(proposal: &Proposal, name: &str, bytes: &[u8]) -> Result<Draft, Refused> {
    let draft = Draft::taken_in(name, bytes).map_err(|refused| faults(&refused))?;
    let council = &proposal.asking.body.name;
    match draft.case.header.body.as_ref() {
        Some(body) if same_name(body, council) => Ok(draft),
        Some(body) => {
            let line = draft.sources.line_and_column(&body.place).0;
            let words = format!(
                "The file is a case of {}, and this proposal is to {council}. Take it in there, or write \
                {council} as its body",
                body.value
            );
            Err(vec![(Some(line), words)])
        }
        None => {
            let words = format!(
                "The file does not say of which council it is. Write: body = \"{council}\""
            );
            Err(vec![(None, words)])
        }
    }
}

/// What cannot be read, where, and how it is mended.
fn faults(refused: &NotACase) -> Refused {
    let errors = refused.found.iter();
    let errors = errors.filter(|found| found.severity() == Severity::Error);
    let told = errors.map(|found| {
        let line = refused.sources.line_and_column(&found.place).0;
        let mut words = words::sentence(&found.message);
        if !found.help.is_empty() {
            words = format!("{words}. To mend this: {}", found.help.join("; "));
        }
        (Some(line), words)
    });
    told.collect()
}

fn form(proposal: &Proposal, refused: &Refused) -> Response {
    let in_words = |(line, words): &(Option<usize>, String)| match line {
        Some(line) => format!("Line {line}: {words}"),
        None => words.clone(),
    };
    let summary = ErrorSummary {
        errors: refused
            .iter()
            .take(TOLD)
            .map(|one| SummarisedError {
                text: in_words(one).into(),
                href: Some("#file".to_owned()),
            })
            .collect(),
        ..ErrorSummary::default()
    };
    let error = match &refused[..] {
        [] => None,
        [only] => Some(in_words(only)),
        several => Some(format!(
            "{} in the file cannot be read. Nothing is taken in",
            counted(several.len() as u64, "thing")
        )),
    };
    let file = FileUpload {
        field: Field::new("file", "Case file")
            .hint(
                "A file that Muster wrote, or that somebody wrote for it (.toml), smaller than 1MB",
            )
            .error(error.map(Into::into)),
        ..FileUpload::default()
    };
    let html = html! {
        @if !refused.is_empty() { (summary) }
        h1.govuk-heading-l { "Upload a case file" }
        p.govuk-body {
            "The file takes the place of what revision " (proposal.open.saved.number) " says. Muster shows "
            "what that changes before anything is saved. Earlier revisions stay as they are. Notes that are "
            "no part of a case, such as comments in the file, are not kept."
        }
        form method="post" action=(proposal.address("/case")) enctype="multipart/form-data" novalidate {
            (file)
            (Button::submit("Show what it changes"))
        }
    };
    proposal
        .page(Place::Report, "Upload a case file", &html)
        .with_errors(!refused.is_empty())
        .answer(&proposal.asking.site)
}

/// What a file would change, and the button that saves it.
fn changes(proposal: &Proposal, draft: &Draft, is_behind: bool) -> Response {
    let open = &proposal.open;
    let found = differing(&open.draft, draft);
    let behind = WarningText {
        text: format!(
            "Somebody saved revision {} meanwhile. This is what the file changes now.",
            open.saved.number
        )
        .into(),
        ..WarningText::default()
    };
    let save = Button {
        name: Some("do".to_owned()),
        value: Some("save".to_owned()),
        ..Button::submit("Save the file as a revision")
    };
    let html = html! {
        @if is_behind { (behind) }
        h1.govuk-heading-l { "What the case file changes" }
        @if found.is_empty() {
            p.govuk-body { "The file says what revision " (open.saved.number) " says. There is nothing to save." }
        } @else {
            p.govuk-body { (counted_as(found.len() as u64, "record differs", "records differ")) " from revision " (open.saved.number) "." }
            @for record in &found { (differs(record)) }
            form method="post" action=(proposal.address("/case")) enctype="multipart/form-data" novalidate {
                input type="hidden" name="revision" value=(open.saved.number);
                textarea name="case" hidden aria-label="Case file" { "\n" (draft.text()) }
                (save)
            }
        }
        p.govuk-body { a.govuk-link href=(proposal.address("/case")) { "Upload another file" } }
    };
    proposal
        .page(Place::Report, "What the case file changes", &html)
        .answer(&proposal.asking.site)
}

fn differs(record: &DifferingRecord) -> Markup {
    let kind = match record.kind.as_str() {
        "" => "Head of the report".to_owned(),
        kind => words::sentence(&kind.replace(['_', '.'], " ")),
    };
    let state = match record.held {
        HeldBy::First => "taken out",
        HeldBy::Second => "added",
        HeldBy::Both => "changed",
    };
    html! {
        section.muster-question {
            h2.govuk-heading-s { (kind) @if !record.kind.is_empty() { ": " bdi { (record.about) } } ", " (state) }
            @if !record.before.is_empty() {
                p.govuk-body-s { "Taken out: " }
                ul.govuk-list.govuk-body-s { @for line in &record.before { li { del { (line) } } } }
            }
            @if !record.after.is_empty() {
                p.govuk-body-s { "Written: " }
                ul.govuk-list.govuk-body-s { @for line in &record.after { li { ins { (line) } } } }
            }
        }
    }
}

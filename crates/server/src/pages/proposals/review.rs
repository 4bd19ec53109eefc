//! What people say about a proposal before it is published: on a change, on a paragraph, on all of it.

use std::collections::BTreeMap;

use access::{CaseDeed, may_in_case};
use app::{AppError, LONGEST_COMMENT, Said, Thread};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use costing::Figures;
use diagnostics::summary;
use drafting::{Subject, SubjectGroup};
use maud::{Markup, html};
use proposal::{Paragraph, Piece};

use super::frame::{Place, Proposal, Reading};
use super::kept::Sent;
use crate::components::{Button, Details, Field, Textarea};
use crate::pages::Failure;
use crate::pages::form::Faults;
use crate::words;

/// The name under which what is typed is kept.
const FORM: &str = "review";

/// `GET /{body}/proposals/{proposal}/review`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    let kept = proposal.kept(FORM).await?;
    let kept = kept.map(|kept| kept.sent).unwrap_or_default();
    let value = |name: &str| {
        let sent = kept.iter().find(|(key, _)| key == name);
        sent.map_or("", |(_, value)| value.as_str())
    };
    let asked = proposal.asking.query.get("about");
    let about = asked.unwrap_or_else(|| value("about"));
    let typed = match value("about") == about {
        true => value("words"),
        false => "",
    };
    page(&proposal, about, typed, &Faults::default()).await
}

/// `POST /{body}/proposals/{proposal}/review`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let value = |name: &str| {
        let field = sent.iter().find(|(key, _)| key == name);
        field.map_or("", |(_, value)| value.as_str())
    };
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let number = || {
        value("number")
            .parse::<u32>()
            .map_err(|_| AppError::NotFound("comment"))
    };
    let said = match value("do") {
        "close" => muster
            .close_comment(actor, open, number()?, true)
            .await
            .map(|()| "closed"),
        "open" => muster
            .close_comment(actor, open, number()?, false)
            .await
            .map(|()| "opened"),
        "erase" => muster
            .erase_comment(actor, open, number()?)
            .await
            .map(|()| "erased"),
        "answer" => {
            let answer = muster.answer_comment(actor, open, number()?, value("words"));
            answer.await.map(|_| "said")
        }
        _ => {
            proposal.keep(FORM, open, &sent).await?;
            let base = proposal.typed_over(&sent).await?;
            let said = muster
                .comment(actor, &base, value("about"), value("words"))
                .await;
            if said.is_ok() {
                proposal.let_go(FORM).await?;
            }
            said.map(|_| "said")
        }
    };
    let fault = match said {
        Ok(done) => {
            let address = format!("{}?done={done}", proposal.at(Place::Review));
            return Ok(Redirect::to(&address).into_response());
        }
        Err(AppError::NoWords) => "Enter what you want to say".to_owned(),
        Err(AppError::TooManyWords(most)) => {
            let most = words::thousands(most as u64);
            format!("Your comment must have {most} characters or fewer")
        }
        Err(error) => return Err(error.into()),
    };
    let mut faults = Faults::default();
    faults.add("words", fault);
    let about = value("about");
    let page = page(&proposal, about, value("words"), &faults).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

async fn page(
    proposal: &Proposal,
    about: &str,
    typed: &str,
    faults: &Faults,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let draft = &proposal.open.draft;
    let analysis = muster.consequences(actor, &asking.body.key, draft).await?;
    let figures = &analysis.statement.figures;
    let found = summary(&analysis.findings);
    let profile = muster.profile_of(&draft.case);
    let subjects = Subject::all(&draft.case, &profile);
    let threads = muster.comments(actor, &proposal.open).await?;
    let named = named(proposal, &subjects, &threads).await?;
    let subject = subjects.iter().find(|one| one.key == about);
    let (open, closed): (Vec<_>, Vec<_>) =
        threads.iter().partition(|thread| thread.closed.is_none());
    let groups = [
        (SubjectGroup::Whole, "All of it"),
        (SubjectGroup::Changes, "What changes"),
        (SubjectGroup::Recommendations, "Recommendations"),
        (SubjectGroup::Text, "The report, paragraph by paragraph"),
        (SubjectGroup::Options, "Options"),
        (SubjectGroup::OfficerComments, "Officers\u{2019} comments"),
    ];
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "Review" }
        p.govuk-body {
            "Read " a.govuk-link href=(proposal.address("/report/report.html")) { "the report" }
            " (or "
            a.govuk-link href=(proposal.address("/report/report.docx")) { "as a Word document" }
            ") and " a.govuk-link href=(proposal.at(Place::Costs)) { "what it costs" }
            ", then comment on any part below. Muster finds "
            (words::counted(found.errors as u64, "error")) " and "
            (words::counted(found.warnings as u64, "warning")) " in it."
        }
        @if may_in_case(proposal.open.capacity, CaseDeed::ChoosePeople) {
            p.govuk-body { a.govuk-link href=(proposal.address("/people")) { "Ask others to read it, and see who is on it" } }
        }
        @if let Some(subject) = subject { (saying(proposal, subject, figures, typed, faults)) }
        h2.govuk-heading-m { "Open comments" }
        @if open.is_empty() { p.govuk-body { "No comment is open." } }
        @for thread in &open { (card(proposal, thread, &named)) }
        @if !closed.is_empty() {
            (Details {
                summary: words::counted(closed.len() as u64, "closed comment").into(),
                content: html! { @for thread in &closed { (card(proposal, thread, &named)) } }.into(),
                ..Details::default()
            })
        }
        h2.govuk-heading-m { "Comment on a part" }
        @for (group, heading) in groups {
            @let own: Vec<&Subject> = subjects.iter().filter(|one| one.group == group).collect();
            @if !own.is_empty() {
                h3.govuk-heading-s { (heading) }
                ul.govuk-list.muster-subjects {
                    @for subject in own { (line(proposal, subject, figures, &threads)) }
                }
            }
        }
    };
    Ok(proposal
        .page(Place::Review, "Review", &html)
        .with_errors(!faults.is_empty())
        .answer(&asking.site))
}

/// What the parts are called that comments are about; those that are no longer in the proposal as the
/// revision calls them that was read.
async fn named(
    proposal: &Proposal,
    subjects: &[Subject],
    threads: &[Thread],
) -> Result<BTreeMap<String, String>, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let mut named: BTreeMap<String, String> = subjects
        .iter()
        .map(|one| (one.key.clone(), one.words.clone()))
        .collect();
    for thread in threads {
        if named.contains_key(&thread.subject) {
            continue;
        }
        let number = thread.said.first().map(|said| said.revision);
        let reference = &proposal.open.reference;
        let then = muster.proposal_at(actor, &asking.body.key, reference, number);
        let was = match then.await {
            Ok(then) => {
                let profile = muster.profile_of(&then.draft.case);
                let all = Subject::all(&then.draft.case, &profile);
                all.into_iter().find(|one| one.key == thread.subject)
            }
            // The text of that revision was redacted.
            Err(AppError::NotFound(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let words = match was {
            Some(was) => format!("{} (no longer in the proposal)", was.words),
            None => "A part that is no longer in the proposal".to_owned(),
        };
        named.insert(thread.subject.clone(), words);
    }
    Ok(named)
}

/// The form in which somebody says something about a part.
fn saying(
    proposal: &Proposal,
    subject: &Subject,
    figures: &Figures,
    typed: &str,
    faults: &Faults,
) -> Markup {
    let most = words::thousands(LONGEST_COMMENT as u64);
    let field = Textarea {
        field: Field::new("words", "Your comment")
            .hint(format!(
                "Everybody on the proposal sees it. {most} characters or fewer"
            ))
            .error(faults.at("words")),
        value: typed.to_owned(),
        spellcheck: Some(true),
        ..Textarea::default()
    };
    html! {
        form.muster-saying #say method="post" action=(proposal.at(Place::Review)) novalidate
            data-keep=(proposal.keeps(FORM)) {
            h2.govuk-heading-m { (subject.words) }
            @if let Some(text) = &subject.text { (quoted(text, figures)) }
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            input type="hidden" name="about" value=(subject.key);
            (field)
            div.govuk-button-group {
                (Button { name: Some("do".to_owned()), value: Some("say".to_owned()), ..Button::submit("Add comment") })
                a.govuk-link href=(proposal.at(Place::Review)) { "Comment on something else" }
            }
        }
    }
}

/// A part on which somebody can comment.
fn line(proposal: &Proposal, subject: &Subject, figures: &Figures, threads: &[Thread]) -> Markup {
    let query: String = form_urlencoded::byte_serialize(subject.key.as_bytes()).collect();
    let address = format!("{}?about={query}#say", proposal.at(Place::Review));
    let about = threads
        .iter()
        .filter(|thread| thread.subject == subject.key);
    let open = about.filter(|thread| thread.closed.is_none()).count();
    html! {
        li {
            p.govuk-body.muster-subjects__words { (subject.words)
                @if open > 0 { " (" (words::counted(open as u64, "open comment")) ")" } }
            @if let Some(text) = &subject.text { (quoted(text, figures)) }
            a.govuk-link href=(address) { "Comment"
                span.govuk-visually-hidden { " on " (subject.words) } }
        }
    }
}

/// A paragraph with its figures as they are now.
fn quoted(text: &Paragraph, figures: &Figures) -> Markup {
    let line = |pieces: &[Piece]| {
        html! {
            @for piece in pieces {
                @match piece {
                    Piece::Text(text) => (text),
                    Piece::Figure { name, .. } => @match figures.get(name) {
                        Some(figure) => (figure.value.to_string()),
                        None => { "[no figure named " (name) "]" }
                    },
                }
            }
        }
    };
    html! {
        blockquote.muster-quoted {
            p.govuk-body { (line(&text.pieces)) }
            @if !text.items.is_empty() {
                ul.govuk-list.govuk-list--bullet { @for item in &text.items { li { (line(item)) } } }
            }
        }
    }
}

/// A comment with its answers.
fn card(proposal: &Proposal, thread: &Thread, named: &BTreeMap<String, String>) -> Markup {
    let action = proposal.at(Place::Review);
    let about = named.get(&thread.subject).map_or("", String::as_str);
    let number = thread.number;
    let answer = Textarea {
        field: Field {
            id: Some(format!("answer-{number}")),
            ..Field::new("words", "Your answer")
        },
        rows: Some(3),
        ..Textarea::default()
    };
    let press = |what: &str, text: &str| Button {
        name: Some("do".to_owned()),
        value: Some(what.to_owned()),
        ..Button::submit(text.to_owned()).secondary()
    };
    html! {
        article.muster-thread #{ "comment-" (number) } {
            h3.govuk-heading-s { (about) }
            @for said in &thread.said { (one(proposal, said)) }
            @if let Some((at, by)) = &thread.closed {
                p.govuk-body-s { "Closed by " (person(by)) ", " (words::instant(*at)) "." }
            }
            (Details {
                summary: html! { "Answer" span.govuk-visually-hidden { " the comment on " (about) } }.into(),
                content: html! {
                    form method="post" action=(action) novalidate {
                        input type="hidden" name="number" value=(number);
                        (answer)
                        (press("answer", "Add answer"))
                    }
                }.into(),
                ..Details::default()
            })
            @if thread.may_close {
                form method="post" action=(action) {
                    input type="hidden" name="number" value=(number);
                    @match thread.closed {
                        None => (press("close", "Close this comment")),
                        Some(_) => (press("open", "Open this comment again")),
                    }
                }
            }
        }
    }
}

fn one(proposal: &Proposal, said: &Said) -> Markup {
    html! {
        div.muster-said {
            p.govuk-body-s { strong { (person(&said.by)) } ", " (words::instant(said.at)) ", on revision " (said.revision) }
            @match &said.words {
                Some(text) => { @for line in text.lines() { p.govuk-body { (line) } } },
                None => p.govuk-hint { "The words were erased." },
            }
            @if said.is_own && said.words.is_some() {
                form method="post" action=(proposal.at(Place::Review)) {
                    input type="hidden" name="number" value=(said.number);
                    button.muster-as-link type="submit" name="do" value="erase" { "Erase my words"
                        span.govuk-visually-hidden { " of " (words::instant(said.at)) } }
                }
            }
        }
    }
}

fn person(name: &str) -> &str {
    match name {
        "" => "Somebody whose name is not kept",
        name => name,
    }
}

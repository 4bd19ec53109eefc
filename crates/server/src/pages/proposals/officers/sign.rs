//! An officer reads what a comment relies on, comments and signs.

use access::Role;
use app::{AppError, OfficerComment, SignOffs, StoreError};
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::{Signed, SignedComment, Step, StepKind, WhatMustHappen};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::frame::{Place, Proposal, Reading};
use super::{differences, facts, relies_on, tag};
use crate::components::{
    Button, Choice, Choices, ChoicesKind, Field, Fieldset, Input, InsetText, Legend, Textarea,
    WarningText,
};
use crate::pages::Failure;
use crate::pages::form::Faults;

/// The most characters of a comment, a role or a condition.
const LONGEST: usize = 10_000;

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
pub(super) struct Sent {
    #[serde(default)]
    revision: u32,
    #[serde(default)]
    words: String,
    #[serde(default)]
    role: String,
    #[serde(default, rename = "as")]
    signed: String,
    #[serde(default)]
    what: String,
    #[serde(default, rename = "decided-by")]
    decided_by: String,
    #[serde(default)]
    read: String,
}

/// `GET /{body}/proposals/{proposal}/comments/{kind}`
pub(super) async fn show(
    Path((_, _, kind)): Path<(String, String, String)>,
    Reading(proposal): Reading,
) -> Result<Response, Failure> {
    let (of, comment) = found(&proposal, &kind).await?;
    let kept = proposal.kept(&form(&kind)).await?;
    let value = |name: &str| {
        let sent = kept.iter().flat_map(|kept| &kept.sent);
        let own = sent.into_iter().find(|(key, _)| key == name);
        own.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let last = comment.last.as_ref();
    let role = last.map_or(&comment.required.officer, |last| &last.comment.role);
    let sent = Sent {
        words: value("words"),
        role: Some(value("role"))
            .filter(|role| !role.is_empty())
            .unwrap_or_else(|| role.clone()),
        signed: value("as"),
        what: value("what"),
        decided_by: value("decided-by"),
        ..Sent::default()
    };
    Ok(page(
        &proposal,
        &of,
        &comment,
        &sent,
        &Faults::default(),
        None,
    ))
}

/// `POST /{body}/proposals/{proposal}/comments/{kind}`
pub(super) async fn do_it(
    Path((_, _, kind)): Path<(String, String, String)>,
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (of, comment) = found(&proposal, &kind).await?;
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let done = format!("{}?done=signed", proposal.at(Place::Comments));
    if is_replayed(&proposal, &comment, &sent) {
        return Ok(Redirect::to(&done).into_response());
    }
    let faults = faults(&sent);
    if !faults.is_empty() {
        let page = page(&proposal, &of, &comment, &sent, &faults, None);
        return Ok((StatusCode::BAD_REQUEST, page).into_response());
    }
    let last = proposal.open.revisions.last().map_or(0, |one| one.number);
    if sent.revision != last {
        let words = format!(
            "Revision {last} was saved while you read revision {}. Nothing is signed. Read what it says now, and sign again.",
            sent.revision
        );
        let fresh = Proposal {
            open: proposal.at_revision(None).await?,
            ..proposal
        };
        let (of, comment) = found(&fresh, &kind).await?;
        let page = page(
            &fresh,
            &of,
            &comment,
            &sent,
            &Faults::default(),
            Some(&words),
        );
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let step = Step::CommentSigned(SignedComment {
        kind: kind.clone(),
        role: sent.role.trim().to_owned(),
        signed: match sent.signed.as_str() {
            "condition" => Signed::OnCondition(WhatMustHappen {
                what: sent.what.trim().to_owned(),
                decided_by: sent.decided_by.trim().to_owned(),
                procedure: None,
            }),
            "returned" => Signed::Returned,
            _ => Signed::Signed,
        },
        revision: sent.revision,
        relied: comment.relied.clone(),
    });
    let taken = muster.take(
        actor,
        &proposal.open,
        &of.case,
        &of.standing,
        &step,
        Some(&sent.words),
    );
    match taken.await {
        Ok(_) => {
            proposal.let_go(&form(&kind)).await?;
            Ok(Redirect::to(&done).into_response())
        }
        Err(AppError::Store(StoreError::StepConflict { .. })) => {
            let words = "Somebody else did something with this proposal meanwhile. Nothing of yours is signed yet: sign again.";
            let fresh = Proposal {
                open: proposal.at_revision(None).await?,
                ..proposal
            };
            let (of, comment) = found(&fresh, &kind).await?;
            let page = page(
                &fresh,
                &of,
                &comment,
                &sent,
                &Faults::default(),
                Some(words),
            );
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(AppError::OwnProposal | AppError::Refused(_) | AppError::StepNotAllowed(_)) => {
            let page = page(&proposal, &of, &comment, &sent, &Faults::default(), None);
            Ok((StatusCode::FORBIDDEN, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Under which name what is typed is kept.
fn form(kind: &str) -> String {
    format!("comments/{kind}")
}

/// The comment that the address names.
async fn found(proposal: &Proposal, kind: &str) -> Result<(SignOffs, OfficerComment), Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let of = muster
        .sign_offs(actor, &asking.body.key, &proposal.open)
        .await?;
    let own = of
        .comments
        .iter()
        .find(|one| one.required.kind == kind)
        .cloned();
    let own = own.ok_or(AppError::NotFound("comment"))?;
    Ok((of, own))
}

/// Was this form sent before?
fn is_replayed(proposal: &Proposal, comment: &OfficerComment, sent: &Sent) -> bool {
    let account = proposal.asking.viewer.actor.account().map(|id| id.0);
    comment.last.as_ref().is_some_and(|last| {
        let words = sent.words.trim().replace("\r\n", "\n");
        last.by == account
            && last.comment.revision == sent.revision
            && last.words.as_deref() == Some(words.as_str())
            && comment.holds()
    })
}

fn faults(sent: &Sent) -> Faults {
    let mut faults = Faults::default();
    faults.require("words", &sent.words, "Enter your comments");
    faults.require(
        "role",
        &sent.role,
        "Enter your post, as the report prints it",
    );
    let texts = [
        ("words", &sent.words),
        ("role", &sent.role),
        ("what", &sent.what),
        ("decided-by", &sent.decided_by),
    ];
    for (field, text) in texts {
        if text.chars().count() > LONGEST {
            faults.add(field, "Enter 10,000 characters or fewer");
        }
    }
    match sent.signed.as_str() {
        "signed" | "returned" => {}
        "condition" => {
            faults.require("what", &sent.what, "Enter what must happen");
            faults.require("decided-by", &sent.decided_by, "Enter who decides it");
        }
        _ => faults.add("as", "Select whether you sign"),
    }
    if sent.read.is_empty() {
        faults.add(
            "read",
            format!("Confirm that you have read revision {}", sent.revision),
        );
    }
    faults
}

fn page(
    proposal: &Proposal,
    of: &SignOffs,
    comment: &OfficerComment,
    sent: &Sent,
    faults: &Faults,
    refused: Option<&str>,
) -> Response {
    let title = comment.required.title.clone();
    let revision = proposal.open.saved.number;
    let may = of
        .case
        .way
        .rule(StepKind::CommentSigned, proposal.open.state)
        .is_some();
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let kind = comment.required.kind.as_str();
    let may_sign = muster.may_sign(actor, &proposal.open, kind);
    let html = html! {
        (faults.summary())
        @if let Some(words) = refused { (WarningText { text: words.into(), ..WarningText::default() }) }
        h1.govuk-heading-l { (title) }
        p.govuk-body { (tag(of, comment)) " Revision " (revision) "." }
        @if let Some(last) = &comment.last {
            @if !comment.holds() {
                h2.govuk-heading-m { "What changed since revision " (last.comment.revision) " was signed" }
                (differences(&comment.changed, None))
            }
        }
        h2.govuk-heading-m { "What this comment relies on" }
        p.govuk-body { "It relies on " (relies_on(comment)) ", and lapses when one of them changes." }
        (facts(comment))
        p.govuk-body {
            a.govuk-link href=(proposal.address("/report/report.html")) { "Read the report" } " and "
            a.govuk-link href=(proposal.at(Place::Costs)) { "what it costs" } "."
        }
        @if proposal.open.is_own {
            (InsetText {
                content: html! {
                    "You wrote this proposal, so someone else must sign it: "
                    (by_whom(proposal, kind)) "."
                }.into(),
                ..InsetText::default()
            })
        } @else if !may_sign {
            (InsetText {
                content: html! { "This comment is signed by " (by_whom(proposal, kind)) "." }.into(),
                ..InsetText::default()
            })
        } @else if !may {
            (InsetText {
                content: "Comments are signed once the proposal is sent for them, and until it is published.".into(),
                ..InsetText::default()
            })
        } @else {
            (signing(proposal, comment, sent, faults))
        }
    };
    proposal
        .page(Place::Comments, &title, &html)
        .with_errors(!faults.is_empty())
        .answer(&proposal.asking.site)
}

/// Who signs comments of that kind: `an account with the role Finance`.
fn by_whom(proposal: &Proposal, kind: &str) -> String {
    let roles = proposal.asking.muster().signed_by(kind);
    let roles: Vec<&str> = roles.into_iter().map(Role::words).collect();
    format!("whoever has the role {}", roles.join(" or "))
}

fn signing(proposal: &Proposal, comment: &OfficerComment, sent: &Sent, faults: &Faults) -> Markup {
    let kind = &comment.required.kind;
    let revision = proposal.open.saved.number;
    let lower = comment.required.title.to_lowercase().replace("hr ", "HR ");
    let words = Textarea {
        field: Field::new("words", "Comments for the report")
            .hint("The report prints them with your post and the date. Name nobody.")
            .error(faults.at("words")),
        value: sent.words.clone(),
        rows: Some(6),
        spellcheck: Some(true),
        ..Textarea::default()
    };
    let role = Input {
        field: Field::new("role", "Your post, as the report prints it").error(faults.at("role")),
        value: Some(sent.role.clone()),
        ..Input::default()
    };
    let what = Textarea {
        field: Field::new("what", "What must happen").error(faults.at("what")),
        value: sent.what.clone(),
        rows: Some(2),
        ..Textarea::default()
    };
    let decided_by = Input {
        field: Field::new("decided-by", "Who decides it")
            .hint("A committee, a member\u{2019}s office or a post")
            .error(faults.at("decided-by")),
        value: Some(sent.decided_by.clone()),
        ..Input::default()
    };
    let choice = |value: &str, text: &str| Choice {
        value: value.to_owned(),
        text: text.to_owned().into(),
        checked: sent.signed == value,
        ..Choice::default()
    };
    let condition = Fieldset {
        legend: Legend {
            text: "If you sign with a condition".into(),
            ..Legend::default()
        },
        content: html! { (what) (decided_by) }.into(),
        ..Fieldset::default()
    };
    let signs = Choices {
        name: "as".to_owned(),
        legend: Some(Legend {
            text: "Do you sign?".into(),
            ..Legend::default()
        }),
        error: faults.at("as"),
        items: vec![
            choice("signed", "Sign"),
            choice("condition", "Sign with a condition"),
            choice("returned", "Return to the author"),
        ],
        ..Choices::default()
    };
    let read = Choices {
        kind: ChoicesKind::Several,
        name: "read".to_owned(),
        error: faults.at("read"),
        items: vec![Choice {
            value: "1".to_owned(),
            text: format!("I have read revision {revision}").into(),
            checked: !sent.read.is_empty() && sent.revision == revision,
            ..Choice::default()
        }],
        ..Choices::default()
    };
    html! {
        form.muster-saying method="post" action=(proposal.address(&format!("/comments/{kind}"))) novalidate
            data-keep=(proposal.keeps(&form(kind))) {
            input type="hidden" name="revision" value=(revision);
            (words)
            (role)
            (signs)
            (condition)
            (read)
            (Button::submit(format!("Sign {lower}")))
        }
    }
}

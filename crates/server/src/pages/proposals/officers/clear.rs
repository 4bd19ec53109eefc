//! A report is cleared for publication; an error is overridden.

use app::{AppError, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use diagnostics::{Diagnostic, Severity};
use governance::Step;
use serde::Deserialize;

use super::super::findings::{self, Refused};
use super::super::frame::{Place, Reading};
use super::page;
use crate::pages::Failure;

/// What the form of clearance sends: the revision that was read.
#[derive(Deserialize)]
pub(super) struct Sent {
    revision: u32,
}

/// `POST /{body}/proposals/{proposal}/clear`
pub(super) async fn do_it(
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let open = &proposal.open;
    let refused = |words: &'static str| async { page(&proposal, Some(words)).await };
    if open.life.cleared() == Some(open.saved.number) {
        let done = format!("{}?done=cleared", proposal.at(Place::Comments));
        return Ok(Redirect::to(&done).into_response());
    }
    if sent.revision != open.saved.number {
        let words = "Another revision was saved meanwhile. Look at it before you clear it.";
        return Ok((StatusCode::CONFLICT, refused(words).await?).into_response());
    }
    let of = muster.sign_offs(actor, &asking.body.key, open).await?;
    let step = Step::Cleared {
        revision: sent.revision,
    };
    let taken = muster.take(actor, open, &of.case, &of.standing, &step, None);
    match taken.await {
        Ok(_) => {
            let done = format!("{}?done=cleared", proposal.at(Place::Comments));
            Ok(Redirect::to(&done).into_response())
        }
        Err(AppError::StepNotAllowed(_)) => {
            let words = "The report is not cleared: something is still missing.";
            Ok((StatusCode::CONFLICT, refused(words).await?).into_response())
        }
        Err(AppError::Store(StoreError::StepConflict { .. })) => {
            let words = "Somebody else did something with this proposal meanwhile. Look at it before you clear it.";
            Ok((StatusCode::CONFLICT, refused(words).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Which error is overridden, and why.
#[derive(Deserialize)]
pub(super) struct Overridden {
    code: String,
    message: String,
    #[serde(default)]
    reason: String,
}

/// `POST /{body}/proposals/{proposal}/findings/override`
pub(super) async fn do_override(
    Reading(proposal): Reading,
    Form(sent): Form<Overridden>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let open = &proposal.open;
    let of = muster.sign_offs(actor, &asking.body.key, open).await?;
    let is_it = |one: &&Diagnostic| {
        one.code() == sent.code && one.message == sent.message && one.severity() == Severity::Error
    };
    if of.analysis.findings.iter().find(is_it).is_none() {
        let words = "That is no longer found. Look at what is found now.";
        let page = findings::page(&proposal, &Refused::All(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let step = Step::Overridden {
        code: sent.code.clone(),
        about: Some(sent.message.clone()),
    };
    let reason = sent.reason.as_str();
    let taken = muster.take(actor, open, &of.case, &of.standing, &step, Some(reason));
    match taken.await {
        Ok(_) | Err(AppError::Store(StoreError::StepConflict { .. })) => {
            let done = format!("{}?done=overridden", proposal.at(Place::Findings));
            Ok(Redirect::to(&done).into_response())
        }
        Err(AppError::NoWords) => {
            let refused = Refused::WithoutReason(sent.code, sent.message);
            let page = findings::page(&proposal, &refused).await?;
            Ok((StatusCode::BAD_REQUEST, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

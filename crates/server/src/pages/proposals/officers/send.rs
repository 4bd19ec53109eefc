//! A proposal is sent for the officers' comments.

use app::{AppError, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use governance::{Standing, State, Step};
use serde::Deserialize;

use super::super::frame::{Place, Proposal};
use super::page;
use crate::pages::Failure;

/// What the form sends: the revision that was checked.
#[derive(Deserialize)]
pub(super) struct Sent {
    revision: u32,
}

/// `POST /{body}/proposals/{proposal}/send`
pub(super) async fn do_it(proposal: Proposal, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let open = &proposal.open;
    let done = format!("{}?done=sent", proposal.at(Place::Comments));
    if open.state == State::Comments {
        return Ok(Redirect::to(&done).into_response());
    }
    if sent.revision != open.saved.number {
        let words = format!(
            "Revision {} was saved meanwhile. Check it, then send it.",
            open.saved.number
        );
        let page = page(&proposal, Some(&words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let step = Step::SentForComments {
        revision: sent.revision,
    };
    let (seen, standing) = (muster.life_of(open), Standing::default());
    let taken = muster.take(actor, open, &seen, &standing, &step, None);
    match taken.await {
        Ok(_) | Err(AppError::Store(StoreError::StepConflict { .. })) => {
            Ok(Redirect::to(&done).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

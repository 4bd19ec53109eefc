//! Letting a finding stand, for a reason that the report prints.

use app::Saved;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use diagnostics::{Diagnostic, Severity};
use drafting::{acknowledge, take_back};
use serde::Deserialize;

use super::findings::{Refused, page};
use super::frame::{Place, Proposal};
use crate::pages::Failure;

/// What the form of a finding sends.
#[derive(Deserialize)]
pub(super) struct Asked {
    code: String,
    /// What the finding says, by which it is told from others of its code.
    message: String,
    reason: String,
    /// `back` takes an acknowledgement back.
    #[serde(default, rename = "do")]
    button: String,
}

/// `POST /{body}/proposals/{proposal}/findings/acknowledge`
pub(super) async fn do_it(
    proposal: Proposal,
    Form(asked): Form<Asked>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let open = &proposal.open;
    let muster = asking.muster();
    let analysis = muster.consequences(actor, body, &open.draft).await?;
    let is_it = |one: &&Diagnostic| one.code() == asked.code && one.message == asked.message;
    let Some(finding) = analysis.findings.iter().find(is_it) else {
        let words = "That is no longer found. Look at what is found now.";
        let page = page(&proposal, &Refused::All(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    let reason = asked.reason.replace("\r\n", "\n");
    let reason = reason.trim();
    let (draft, done) = match asked.button.as_str() {
        "back" => (take_back(&open.draft, &asked.code, reason), "taken-back"),
        // An error is overridden by the monitoring officer, who clears the report; not by its author.
        _ if finding.severity() == Severity::Error => {
            let words = "An error must be mended before the report is cleared.";
            let page = page(&proposal, &Refused::All(words)).await?;
            return Ok((StatusCode::FORBIDDEN, page).into_response());
        }
        _ if reason.is_empty() => {
            let refused = Refused::WithoutReason(asked.code, asked.message);
            let page = page(&proposal, &refused).await?;
            return Ok((StatusCode::BAD_REQUEST, page).into_response());
        }
        _ => {
            let mut alike = analysis.findings.iter();
            let alike = alike.any(|one| one.code() == asked.code && one.message != asked.message);
            let about = alike.then_some(asked.message.as_str());
            (
                acknowledge(&open.draft, &asked.code, reason, about),
                "acknowledged",
            )
        }
    };
    let done = match muster.save_draft(actor, body, open, &draft).await? {
        Saved::As(_) => done,
        Saved::Already(_) | Saved::Behind(_) => "same",
    };
    let address = format!("{}?done={done}", proposal.at(Place::Findings));
    Ok(Redirect::to(&address).into_response())
}

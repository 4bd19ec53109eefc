//! What is typed into a form of a proposal, kept between visits until it is saved or discarded.
//!
//! A form that keeps what is typed into it
//!
//! - is named by its address below the proposal's, such as `changes` or `report/background`, and sends the
//!   `revision` that it shows;
//! - has `data-keep`, the address of [`Proposal::keeps`], so that a script sends it while somebody types;
//! - calls [`Proposal::keep`] at each button before anything else, and [`Proposal::let_go`] once it is
//!   saved;
//! - asks [`Proposal::kept`] when it is shown, shows that in the place of what the revision says, and puts
//!   [`Kept::notice`] first inside the form.

use app::{AppError, FormName, OpenProposal};
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};

use super::frame::{Proposal, Reading};
use crate::components::{Button, NotificationBanner};
use crate::pages::Failure;
use crate::words;

/// The names and values that a form sends, in its order.
pub(super) type Sent = Vec<(String, String)>;

/// The value of the button that discards what is typed.
const DISCARD: &str = "discard";

/// What somebody typed into a form and has not saved.
pub(super) struct Kept {
    /// The revision over which it was typed.
    pub(super) base: OpenProposal,
    /// The form as the browser sent it.
    pub(super) sent: Sent,
    /// When it was typed.
    pub(super) at: Timestamp,
}

impl Proposal {
    /// Where a script sends a form while somebody types, and where it is discarded.
    pub(super) fn keeps(&self, form: &str) -> String {
        self.address(&format!("/entries/{form}"))
    }

    /// The revision that a form says it was typed over; the last one if it says none.
    pub(super) async fn typed_over(
        &self,
        sent: &[(String, String)],
    ) -> Result<OpenProposal, Failure> {
        let number = sent.iter().find(|(name, _)| name == "revision");
        self.at_revision(number.and_then(|(_, value)| value.parse().ok()))
            .await
    }

    pub(super) async fn at_revision(&self, number: Option<u32>) -> Result<OpenProposal, Failure> {
        if number == Some(self.open.saved.number) {
            return Ok(self.open.clone());
        }
        let (actor, body) = (&self.asking.viewer.actor, &self.asking.body.key);
        let reference = &self.open.reference;
        let at = self
            .asking
            .muster()
            .proposal_at(actor, body, reference, number);
        Ok(at.await?)
    }

    /// Keeps a form as it was sent.
    pub(super) async fn keep(
        &self,
        form: &str,
        base: &OpenProposal,
        sent: &[(String, String)],
    ) -> Result<(), Failure> {
        let (actor, form) = (&self.asking.viewer.actor, named(form)?);
        let muster = self.asking.muster();
        let kept = muster.keep_form(actor, base, &form, written(sent));
        Ok(kept.await?)
    }

    /// What is kept of a form. It is let go where the text over which it was typed is no longer there.
    pub(super) async fn kept(&self, form: &str) -> Result<Option<Kept>, Failure> {
        let (actor, name) = (&self.asking.viewer.actor, named(form)?);
        let muster = self.asking.muster();
        let Some(kept) = muster.kept_form(actor, &self.open, &name).await? else {
            return Ok(None);
        };
        let sent = form_urlencoded::parse(kept.content.as_bytes());
        Ok(Some(Kept {
            base: self.at_revision(Some(kept.revision)).await?,
            sent: sent.into_owned().collect(),
            at: kept.at,
        }))
    }

    /// Forgets what was typed into a form: it is saved, or says nothing that is not.
    pub(super) async fn let_go(&self, form: &str) -> Result<(), Failure> {
        let (actor, form) = (&self.asking.viewer.actor, named(form)?);
        let muster = self.asking.muster();
        Ok(muster.let_go_of_form(actor, &self.open, &form).await?)
    }
}

impl Kept {
    /// `Entries from 2:02pm are not in revision 7. Save them, or discard them.` It stands inside the form,
    /// whose button *Save* sends `do` as `save`.
    pub(super) fn notice(&self, proposal: &Proposal, form: &str) -> Markup {
        let banner = NotificationBanner {
            content: html! {
                p.govuk-notification-banner__heading {
                    "Entries from " (words::time(self.at, proposal.asking.today)) " are not in revision "
                    (proposal.open.saved.number) ". Save them or discard them."
                }
                div.govuk-button-group {
                    (Button {
                        name: Some("do".to_owned()),
                        value: Some("save".to_owned()),
                        ..Button::submit("Save them").secondary()
                    })
                    button.govuk-button.govuk-button--secondary type="submit" name="do" value=(DISCARD)
                        formaction=(proposal.keeps(form)) { "Discard them" }
                }
            }
            .into(),
            ..NotificationBanner::default()
        };
        html! { (banner) }
    }
}

/// `POST /{body}/proposals/{proposal}/entries/{*form}`: keeps a form while somebody types, or discards it.
pub(super) async fn do_it(
    Path((_, _, form)): Path<(String, String, String)>,
    Reading(proposal): Reading,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let wants_none = sent
        .iter()
        .any(|(name, value)| name == "do" && value == DISCARD);
    if wants_none {
        proposal.let_go(&form).await?;
        let address = format!("{}?done=discarded", proposal.address(&format!("/{form}")));
        return Ok(Redirect::to(&address).into_response());
    }
    let base = proposal.typed_over(&sent).await?;
    proposal.keep(&form, &base, &sent).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// As a browser sends it, without the button that was pressed.
fn written(sent: &[(String, String)]) -> String {
    let fields = sent.iter().filter(|(name, _)| name != "do");
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

fn named(form: &str) -> Result<FormName, AppError> {
    FormName::of(form).ok_or(AppError::NotFound("form"))
}

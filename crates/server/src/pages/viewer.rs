//! Who looks, and at which council.

use access::{Actor, Deed, Role, Roles};
use app::{AppError, Body, BodyKey, Muster, SessionToken};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use base::Date;

use super::moment::dates;
use super::sent_form::SentForm;
use super::sign_in;
use crate::problem::Refused;
use crate::query::Query;
use crate::session;
use crate::site::Site;
use crate::words;

/// A person who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Viewer {
    pub(crate) actor: Actor,
    /// What they are called.
    pub(crate) name: String,
    pub(crate) roles: Roles,
    pub(crate) token: SessionToken,
}

impl Viewer {
    /// The person behind a request; whoever is not signed in is sent to do so, and back. A form that they
    /// sent goes with them.
    async fn of(parts: &Parts, site: &Site) -> Result<Self, Response> {
        let muster = site.muster();
        if let Some(token) = session::token(&parts.headers, site) {
            let signed_in = muster.signed_in(&token).await;
            let signed_in = signed_in.map_err(|error| Failure(error).into_response())?;
            if let Some(signed_in) = signed_in {
                return Ok(Self {
                    actor: signed_in.actor,
                    name: signed_in.name,
                    roles: signed_in.roles,
                    token,
                });
            }
        }
        let code = muster.setup_code().await;
        let code = code.map_err(|error| Failure(error).into_response())?;
        if code.is_some() {
            return Err(Redirect::to("/setup").into_response());
        }
        let asked = parts
            .uri
            .path_and_query()
            .map_or("/", |asked| asked.as_str());
        if let Some(form) = parts.extensions.get::<SentForm>() {
            return Err(sign_in::before_sending(site, asked, form).await);
        }
        let next = Query::default().with("next", asked);
        Err(Redirect::to(&next.address("/sign-in")).into_response())
    }
}

/// What every page of a council begins with.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    pub(crate) site: Site,
    pub(crate) viewer: Viewer,
    /// The council of the address.
    pub(crate) body: Body,
    /// Where a council's addresses start, such as `/exampleshire-council`.
    pub(crate) home: String,
    /// What the address asks.
    pub(crate) query: Query,
    /// The address without it.
    pub(crate) path: String,
    pub(crate) today: Date,
}

impl Asking {
    pub(crate) fn muster(&self) -> &Muster {
        self.site.muster()
    }

    /// An address of this council.
    pub(crate) fn address(&self, below: &str) -> String {
        format!("{}/{below}", self.home)
    }

    /// An address of this council on the dates of the page that leads to it.
    pub(crate) fn link(&self, below: &str) -> String {
        let path = match below {
            "" => self.home.clone(),
            below => self.address(below),
        };
        dates(&self.query).address(&path)
    }
}

impl FromRequestParts<Site> for Asking {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let params = RawPathParams::from_request_parts(parts, site).await;
        let params = params.map_err(|_| StatusCode::NOT_FOUND.into_response())?;
        let asked = params.iter().find(|(name, _)| *name == "body");
        let key = BodyKey::of(asked.map_or("", |(_, value)| value));
        let viewer = Viewer::of(parts, site).await?;
        let bodies = site.muster().bodies(&viewer.actor).await;
        let bodies = bodies.map_err(|error| Failure(error).into_response())?;
        let Some(body) = bodies.into_iter().find(|body| body.key == key) else {
            return Err(StatusCode::NOT_FOUND.into_response());
        };
        Ok(Self {
            today: site.muster().clock().today(),
            site: site.clone(),
            viewer,
            home: format!("/{}", body.key.as_str()),
            body,
            query: Query::parse(parts.uri.query().unwrap_or_default()),
            path: parts.uri.path().to_owned(),
        })
    }
}

/// A use case that could not be carried out, as an answer. What the inside knows goes to the log.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) AppError);

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            AppError::Refused(_)
            | AppError::RefusedInCase(_)
            | AppError::OutOfReach(_)
            | AppError::OwnProposal
            | AppError::NoAccountYet
            | AppError::AccountEnded
            | AppError::PasswordsOff => StatusCode::FORBIDDEN,
            AppError::NotFound(_) => StatusCode::NOT_FOUND,
            AppError::TooManyFailures { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::Store(_)
            | AppError::Hashing(_)
            | AppError::UnreadableStep(_)
            | AppError::NotMade(_) => StatusCode::INTERNAL_SERVER_ERROR,
            AppError::AlreadyHeld(_)
            | AppError::AlreadyKept
            | AppError::StepNotAllowed(_)
            | AppError::NoMeeting
            | AppError::OfAPart
            | AppError::NotAnswered(_)
            | AppError::NoLongerChanged(_) => StatusCode::CONFLICT,
            AppError::Opening(_)
            | AppError::NamesHolder(_)
            | AppError::NotYetRecorded
            | AppError::WrongCode
            | AppError::WrongSignIn
            | AppError::WeakPassword(_)
            | AppError::NotAnAddress
            | AppError::NowhereToSend
            | AppError::NoName
            | AppError::NoRoles
            | AppError::Settings(_)
            | AppError::NoWords
            | AppError::TooManyWords(_)
            | AppError::CallInNotOver(_) => StatusCode::BAD_REQUEST,
        };
        if status.is_server_error() {
            tracing::error!(error = %self.0, "a use case failed");
        }
        let mut response = status.into_response();
        if let Some(why) = why_not(&self.0) {
            response.extensions_mut().insert(why);
        }
        response
    }
}

/// Why somebody may not do something, and who may.
fn why_not(error: &AppError) -> Option<Refused> {
    let who = |deed: &Deed| {
        let roles: Vec<&str> = deed.roles().map(Role::words).collect();
        format!("Those who may: {}.", roles.join(", "))
    };
    let who = match error {
        AppError::Refused(deed) | AppError::OutOfReach(deed) => who(deed),
        AppError::OwnProposal => "Somebody who has not written it may.".to_owned(),
        AppError::RefusedInCase(_) => "Those who may: the authors of the proposal.".to_owned(),
        _ => return None,
    };
    Some(Refused {
        why: format!("{}.", words::sentence(&error.to_string())),
        who,
    })
}

impl FromRequestParts<Site> for Viewer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        Self::of(parts, site).await
    }
}

//! An identity provider, and the two steps of signing in with it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::{Serializer, byte_serialize};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use crate::attempt::Attempt;
use crate::discovery::Metadata;
use crate::fault::Fault;
use crate::http::Http;
use crate::identity::Identity;
use crate::settings::{Settings, SettingsError};
use crate::signature::{Key, signed};
use crate::token::checked;

/// How long what a provider says of itself is believed without asking again.
const BELIEVED: SignedDuration = SignedDuration::from_hours(1);

/// An identity provider.
pub struct Provider {
    settings: Settings,
    http: Http,
    known: Mutex<Option<Known>>,
}

/// What is known of the provider.
#[derive(Clone)]
struct Known {
    since: Timestamp,
    metadata: Metadata,
    keys: Vec<Key>,
}

/// What the provider sends back with the browser.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What was sent along.
    pub state: String,
    /// What the tokens are given for; none if nobody is let in.
    pub code: Option<String>,
    /// From whom it says to be.
    pub issuer: Option<String>,
}

impl Provider {
    /// The provider with these settings; it is not asked anything yet.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        settings.check()?;
        Ok(Self {
            settings,
            http: Http::new(),
            known: Mutex::default(),
        })
    }

    /// Where a browser goes to sign in.
    ///
    /// # Errors
    /// [`Fault::Unreachable`], [`Fault::Misfit`].
    pub async fn begin(&self, now: Timestamp, attempt: &Attempt) -> Result<String, Fault> {
        let known = self.known(now).await?;
        let scopes =
            std::iter::once("openid").chain(self.settings.scopes.iter().map(String::as_str));
        let asked = [
            ("response_type", "code".to_owned()),
            ("client_id", self.settings.client_id.clone()),
            ("redirect_uri", self.settings.comes_back_to.clone()),
            ("scope", scopes.collect::<Vec<_>>().join(" ")),
            ("state", attempt.state()),
            ("nonce", attempt.nonce()),
            ("code_challenge", attempt.challenge()),
            ("code_challenge_method", "S256".to_owned()),
        ];
        Ok(with(&known.metadata.authorization_endpoint, &asked))
    }

    /// Who comes back. Without the attempt of the same browser it is nobody.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn finish(
        &self,
        now: Timestamp,
        attempt: Option<&Attempt>,
        answer: &Answer,
    ) -> Result<Identity, Fault> {
        let attempt = attempt.ok_or(Fault::WrongState)?;
        if !attempt.is_state(&answer.state) {
            return Err(Fault::WrongState);
        }
        let known = self.known(now).await?;
        let must_say = known
            .metadata
            .authorization_response_iss_parameter_supported;
        let is_from = match &answer.issuer {
            Some(issuer) => *issuer == self.settings.issuer,
            None => !must_say,
        };
        if !is_from {
            return Err(Fault::WrongIssuer);
        }
        let code = answer.code.as_deref().ok_or(Fault::Declined)?;
        let given = self.tokens(&known.metadata, attempt, code).await?;
        let token = given.get("id_token").and_then(Value::as_str);
        let token = token.ok_or(Fault::Unreadable)?;
        let claims = match signed(token, &known.keys) {
            // The provider may sign with a key that it did not have when it was asked.
            Err(Fault::WrongSignature) => signed(token, &self.newer_keys(now, &known).await?)?,
            signed => signed?,
        };
        let proved = checked(claims, &self.settings, attempt, now)?;
        let mut claims = proved.claims;
        let names = &self.settings.claims;
        if !claims.contains_key(&names.address) || !claims.contains_key(&names.groups) {
            let further = self
                .further(&known.metadata, &given, &proved.subject)
                .await?;
            // What is signed counts before what is not.
            for (name, value) in further {
                claims.entry(name).or_insert(value);
            }
        }
        let Settings {
            issuer,
            claims: names,
            ..
        } = &self.settings;
        Ok(Identity::of(issuer, &proved.subject, &claims, names))
    }

    /// Where a browser goes to be signed out there too, if the provider offers that.
    pub async fn sign_out_address(&self, now: Timestamp) -> Option<String> {
        let known = self.known(now).await.ok()?;
        let address = known.metadata.end_session_endpoint.as_deref()?;
        let asked = [
            ("client_id", self.settings.client_id.clone()),
            (
                "post_logout_redirect_uri",
                self.settings.signed_out_to.clone(),
            ),
        ];
        Some(with(address, &asked))
    }

    async fn known(&self, now: Timestamp) -> Result<Known, Fault> {
        let mut known = self.known.lock().await;
        if let Some(known) = &*known
            && now.duration_since(known.since).abs() < BELIEVED
        {
            return Ok(known.clone());
        }
        let metadata = Metadata::ask(&self.http, &self.settings.issuer).await?;
        let keys = metadata.keys(&self.http).await?;
        let since = now;
        let asked = Known {
            since,
            metadata,
            keys,
        };
        *known = Some(asked.clone());
        Ok(asked)
    }

    async fn newer_keys(&self, now: Timestamp, known: &Known) -> Result<Vec<Key>, Fault> {
        let keys = known.metadata.keys(&self.http).await?;
        *self.known.lock().await = Some(Known {
            since: now,
            keys: keys.clone(),
            metadata: known.metadata.clone(),
        });
        Ok(keys)
    }

    /// What the provider gives for a code.
    async fn tokens(
        &self,
        metadata: &Metadata,
        attempt: &Attempt,
        code: &str,
    ) -> Result<Map<String, Value>, Fault> {
        let request = self.asking_for_tokens(metadata, attempt, code)?;
        let (status, said) = self.http.ask(request).await?;
        match said.get("error").and_then(Value::as_str) {
            None if status == StatusCode::OK => Ok(said),
            Some("invalid_grant") => Err(Fault::CodeRefused),
            Some("invalid_client" | "unauthorized_client") => {
                Err(Fault::Misfit("the client id or its secret is wrong"))
            }
            _ => Err(Fault::Misfit("the provider gave no tokens")),
        }
    }

    fn asking_for_tokens(
        &self,
        metadata: &Metadata,
        attempt: &Attempt,
        code: &str,
    ) -> Result<Request<Full<Bytes>>, Fault> {
        let settings = &self.settings;
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", &settings.comes_back_to)
            .append_pair("code_verifier", &attempt.verifier());
        let mut request = Request::post(&metadata.token_endpoint)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        match &settings.client_secret {
            Some(secret) if !metadata.wants_secret_in_form() => {
                let (id, secret) = (escaped(&settings.client_id), escaped(secret.text()));
                let proof = STANDARD.encode(format!("{id}:{secret}"));
                request = request.header("authorization", format!("Basic {proof}"));
            }
            secret => {
                form.append_pair("client_id", &settings.client_id);
                if let Some(secret) = secret {
                    form.append_pair("client_secret", secret.text());
                }
            }
        }
        let request = request.body(Full::new(Bytes::from(form.finish())));
        request.map_err(|_| Fault::Misfit("where the provider gives tokens is no address"))
    }

    /// What the provider says of the person besides the ID token, if it says more.
    async fn further(
        &self,
        metadata: &Metadata,
        given: &Map<String, Value>,
        subject: &str,
    ) -> Result<Map<String, Value>, Fault> {
        let access = given.get("access_token").and_then(Value::as_str);
        let (Some(address), Some(access)) = (&metadata.userinfo_endpoint, access) else {
            return Ok(Map::new());
        };
        let missing = "the provider says nothing of the person";
        let said = self.http.get(address, Some(access), missing).await?;
        match said.get("sub").and_then(Value::as_str) == Some(subject) {
            true => Ok(said),
            false => Err(Fault::Misfit("the provider speaks of another person")),
        }
    }
}

/// Nothing of it is for a log but the issuer.
impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Provider")
            .field(&self.settings.issuer)
            .finish()
    }
}

/// An address with what is asked there.
fn with(address: &str, asked: &[(&str, String)]) -> String {
    let mut text = Serializer::new(String::new());
    for (name, value) in asked {
        text.append_pair(name, value);
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{}", text.finish())
}

/// As a form writes it: section 2.3.1 of RFC 6749.
fn escaped(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

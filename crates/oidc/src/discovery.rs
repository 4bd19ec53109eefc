//! What a provider says of itself.

use serde::Deserialize;
use serde_json::Value;

use crate::fault::Fault;
use crate::http::Http;
use crate::settings::is_safe;
use crate::signature::Key;

/// What a provider says of itself, as OpenID Connect Discovery 1.0 names it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Metadata {
    issuer: String,
    pub(crate) authorization_endpoint: String,
    pub(crate) token_endpoint: String,
    jwks_uri: String,
    pub(crate) userinfo_endpoint: Option<String>,
    pub(crate) end_session_endpoint: Option<String>,
    /// How a program proves that it is itself; by the standard the first, if nothing is said.
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    /// Does the answer say from whom it is (RFC 9207)?
    #[serde(default)]
    pub(crate) authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Asks the provider.
    ///
    /// # Errors
    /// [`Fault::Unreachable`]; [`Fault::Misfit`] if what it says of itself cannot be right.
    pub(crate) async fn ask(http: &Http, issuer: &str) -> Result<Self, Fault> {
        let address = format!(
            "{}/.well-known/openid-configuration",
            issuer.trim_end_matches('/')
        );
        let said = http
            .get(&address, None, "nothing at the issuer describes it")
            .await?;
        let incomplete = |_| Fault::Misfit("the description of the provider is incomplete");
        let said: Self = serde_json::from_value(Value::Object(said)).map_err(incomplete)?;
        if said.issuer != issuer {
            return Err(Fault::Misfit("the provider calls itself something else"));
        }
        if !said.is_safe() {
            return Err(Fault::Misfit("an address of the provider is not https://"));
        }
        Ok(said)
    }

    fn is_safe(&self) -> bool {
        let asked = [
            &self.authorization_endpoint,
            &self.token_endpoint,
            &self.jwks_uri,
        ];
        let offered = [&self.userinfo_endpoint, &self.end_session_endpoint];
        let mut addresses = asked.into_iter().chain(offered.into_iter().flatten());
        addresses.all(|address| is_safe(address))
    }

    /// Does the program prove itself in the form, and not in a header?
    pub(crate) fn wants_secret_in_form(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        let has = |method: &str| methods.iter().any(|one| one == method);
        !has("client_secret_basic") && has("client_secret_post")
    }

    /// The keys with which it signs now. A key of a kind that is not known is left out.
    ///
    /// # Errors
    /// [`Fault::Unreachable`], [`Fault::Misfit`].
    pub(crate) async fn keys(&self, http: &Http) -> Result<Vec<Key>, Fault> {
        let missing = "the provider shows no keys";
        let said = http.get(&self.jwks_uri, None, missing).await?;
        let keys = said.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or(Fault::Misfit(missing))?;
        let known = |key: &Value| serde_json::from_value(key.clone()).ok();
        Ok(keys.iter().filter_map(known).collect())
    }
}

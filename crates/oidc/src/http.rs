//! Asking the provider, with limits.

use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::{Request, StatusCode};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Map, Value};

use crate::fault::Fault;

/// The longest that the provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most that it may answer, in bytes.
const LARGEST: usize = 1024 * 1024;

/// What asks the provider. It follows no redirection.
pub(crate) struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl Http {
    /// With the certificate authorities that this machine trusts.
    pub(crate) fn new() -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = ring::default_provider().into();
        let versions =
            ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        // The provider has what TLS 1.2 and 1.3 ask for.
        let config = versions
            .expect("ciphers of TLS 1.2 and 1.3")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(config)
            .https_or_http()
            .enable_http1()
            .build();
        Self(Client::builder(TokioExecutor::new()).build(connector))
    }

    /// What is answered, whatever its status: an object of JSON.
    ///
    /// # Errors
    /// [`Fault::Unreachable`]; [`Fault::Unreadable`] if it is no object of JSON.
    pub(crate) async fn ask(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<(StatusCode, Map<String, Value>), Fault> {
        let answer = async {
            let answer = self
                .0
                .request(request)
                .await
                .map_err(|_| Fault::Unreachable)?;
            let status = answer.status();
            if status.is_server_error() {
                return Err(Fault::Unreachable);
            }
            let body = Limited::new(answer.into_body(), LARGEST).collect().await;
            let body = body.map_err(|_| Fault::Unreachable)?.to_bytes();
            let said = serde_json::from_slice(&body).map_err(|_| Fault::Unreadable)?;
            Ok((status, said))
        };
        let in_time = tokio::time::timeout(PATIENCE, answer).await;
        in_time.unwrap_or(Err(Fault::Unreachable))
    }

    /// What stands at an address.
    ///
    /// # Errors
    /// Likewise; [`Fault::Misfit`] with `missing` if nothing stands there.
    pub(crate) async fn get(
        &self,
        address: &str,
        bearer: Option<&str>,
        missing: &'static str,
    ) -> Result<Map<String, Value>, Fault> {
        let mut request = Request::get(address).header("accept", "application/json");
        if let Some(bearer) = bearer {
            request = request.header("authorization", format!("Bearer {bearer}"));
        }
        let request = request.body(Full::default());
        let request = request.map_err(|_| Fault::Misfit(missing))?;
        match self.ask(request).await {
            Ok((StatusCode::OK, said)) => Ok(said),
            Err(Fault::Unreachable) => Err(Fault::Unreachable),
            _ => Err(Fault::Misfit(missing)),
        }
    }
}

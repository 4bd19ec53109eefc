//! Styles and scripts: built into the program, served under an address that changes with them.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use proposal::Look;
use rust_embed::{EmbeddedFile, RustEmbed};
use thiserror::Error;

use crate::site::Site;

/// What `crates/server/web/build.js` made. In a development build it is read from there when asked for.
#[derive(RustEmbed)]
#[folder = "web/out"]
#[allow_missing = true]
struct Made;

/// The program was built without styles and scripts.
#[derive(Clone, Copy, Debug, Error)]
#[error(
    "the styles and scripts of the pages are not there; run `make web`, then build Muster again"
)]
pub struct AssetsMissing;

/// Where the assets are served.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    /// Changes whenever one of them does.
    revision: Arc<str>,
}

/// The name of the style sheet with some colours and fonts; it changes with them.
fn theme_name(css: &str) -> String {
    let mut hash = FNV_OFFSET;
    mix(&mut hash, css.as_bytes());
    format!("theme-{hash:016x}.css")
}

impl Assets {
    /// The assets that are built in.
    pub(crate) fn new() -> Result<Self, AssetsMissing> {
        if Made::get("complete").is_none() {
            return Err(AssetsMissing);
        }
        Ok(Self {
            revision: revision().into(),
        })
    }

    /// The address of the style sheet with some colours and fonts.
    pub(crate) fn theme(&self, look: &Look) -> String {
        self.address(&theme_name(&theme(look)))
    }

    /// The address of an asset.
    pub(crate) fn address(&self, name: &str) -> String {
        format!("/assets/{}/{name}", self.revision)
    }

    fn content(&self, site: &Site, revision: &str, name: &str) -> Option<Vec<u8>> {
        if *revision != *self.revision {
            return None;
        }
        if name.starts_with("theme-") {
            let mut themes = site.looks().map(|look| theme(&look));
            let own = themes.find(|css| theme_name(css) == name);
            return own.map(String::into_bytes);
        }
        Made::get(name).map(|file| file.data.into_owned())
    }
}

/// Answers with an asset. Its address changes with what it holds, so it may be kept for ever.
pub(crate) async fn serve(
    State(site): State<Site>,
    Path((revision, name)): Path<(String, String)>,
) -> Response {
    let content = site.assets().content(&site, &revision, &name);
    let (Some(content), Some(kind)) = (content, media_type(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (headers, content).into_response()
}

fn media_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}

/// A digest of all assets together: scripts find each other by relative addresses.
fn revision() -> String {
    let mut hash: u64 = FNV_OFFSET;
    let mut names: Vec<_> = Made::iter().collect();
    names.sort_unstable();
    for file in names.iter().filter_map(|name| Made::get(name)) {
        mix(&mut hash, &digest(&file));
    }
    format!("{hash:016x}")
}

fn digest(file: &EmbeddedFile) -> [u8; 32] {
    file.metadata.sha256_hash()
}

// FNV-1a: an address, not a seal.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn mix(hash: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
    }
}

/// The style sheet of a council's colours and fonts. Reading a body profile and setting a council let through
/// only what cannot end a rule, and only a colour that can be read on white.
fn theme(look: &Look) -> String {
    let mut css = String::from(":root{");
    for (property, value) in [
        ("--govuk-brand-colour", &look.accent),
        ("--govuk-link-colour", &look.accent),
        ("--muster-font", &look.font),
        ("--muster-heading-font", &look.heading_font),
    ] {
        // Writing to a string cannot fail.
        let _ = write!(css, "{property}:{value};");
    }
    css.push_str("}\n");
    css
}

//! The cookie that says who is signed in.

use std::str::FromStr as _;

use app::SessionToken;
use axum::http::{HeaderMap, HeaderValue, header};

use crate::site::Site;

/// The names of the cookie. The first is kept by browsers to HTTPS and to this host.
const NAMES: [&str; 2] = ["__Host-muster", "muster"];

fn name(site: &Site) -> &'static str {
    NAMES[usize::from(!site.settings().https)]
}

/// The token that a request carries, if any.
pub(crate) fn token(headers: &HeaderMap, site: &Site) -> Option<SessionToken> {
    let name = name(site);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| SessionToken::from_str(value).ok())
}

/// The header that begins a session. It ends with the browser, or when the store says so. A script
/// cannot read the cookie, and forms of other sites do not send it.
pub(crate) fn begin(token: &SessionToken, site: &Site) -> HeaderValue {
    cookie(&token.to_string(), "", site)
}

/// The header that ends a session.
pub(crate) fn end(site: &Site) -> HeaderValue {
    cookie("", "; Max-Age=0", site)
}

fn cookie(value: &str, more: &str, site: &Site) -> HeaderValue {
    let secure = if site.settings().https {
        "; Secure"
    } else {
        ""
    };
    let name = name(site);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    // Hexadecimal digits and words of our own are always a header's value.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

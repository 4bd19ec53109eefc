//! The cookies: who is signed in, and who is on the way through the identity provider.

use std::str::FromStr as _;

use app::SessionToken;
use axum::http::{HeaderMap, HeaderValue, header};
use oidc::Attempt;

use crate::site::Site;

/// The names of the cookie. The first is kept by browsers to HTTPS and to this host.
const NAMES: [&str; 2] = ["__Host-muster", "muster"];

/// The names of the cookie of an attempt to sign in, likewise.
const ATTEMPT_NAMES: [&str; 2] = ["__Host-muster-sign-in", "muster-sign-in"];

/// How many seconds an attempt may take: long enough for a second factor that has to be found first.
const LONGEST_ATTEMPT: u32 = 15 * 60;

fn of_site(names: [&'static str; 2], site: &Site) -> &'static str {
    names[usize::from(!site.settings().https)]
}

/// The token that a request carries, if any.
pub(crate) fn token(headers: &HeaderMap, site: &Site) -> Option<SessionToken> {
    let value = value(headers, of_site(NAMES, site))?;
    SessionToken::from_str(value).ok()
}

/// The attempt to sign in that a request carries, and where it leads afterwards.
pub(crate) fn attempt(headers: &HeaderMap, site: &Site) -> Option<(Attempt, String)> {
    let value = value(headers, of_site(ATTEMPT_NAMES, site))?;
    let (attempt, next) = value.split_once('.')?;
    let next = form_urlencoded::parse(next.as_bytes()).next();
    let next = next.map_or_else(String::new, |(next, _)| next.into_owned());
    Some((attempt.parse().ok()?, next))
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let given = headers.get_all(header::COOKIE).iter();
    let mut pairs = given
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(value)
}

/// The header that begins a session. It ends with the browser, or when the store says so. A script
/// cannot read the cookie, and forms of other sites do not send it.
pub(crate) fn begin(token: &SessionToken, site: &Site) -> HeaderValue {
    cookie(of_site(NAMES, site), &token.to_string(), "", site)
}

/// The header that ends a session.
pub(crate) fn end(site: &Site) -> HeaderValue {
    cookie(of_site(NAMES, site), "", "; Max-Age=0", site)
}

/// The header that begins an attempt to sign in through the identity provider. The browser sends it back when
/// the provider leads there: `SameSite=Lax` allows that, and nothing else from elsewhere.
pub(crate) fn begin_attempt(attempt: &Attempt, next: &str, site: &Site) -> HeaderValue {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    let value = format!("{attempt}.{next}");
    let more = format!("; Max-Age={LONGEST_ATTEMPT}");
    cookie(of_site(ATTEMPT_NAMES, site), &value, &more, site)
}

/// The header that ends an attempt.
pub(crate) fn end_attempt(site: &Site) -> HeaderValue {
    cookie(of_site(ATTEMPT_NAMES, site), "", "; Max-Age=0", site)
}

fn cookie(name: &str, value: &str, more: &str, site: &Site) -> HeaderValue {
    let secure = if site.settings().https {
        "; Secure"
    } else {
        ""
    };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
    // Letters, digits, escapes and words of our own are always a header's value.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

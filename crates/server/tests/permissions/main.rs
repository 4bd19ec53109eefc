//! Every route, as everybody: who gets what is a golden table, and a planted name reaches only those who may
//! know it.

mod council;
mod withheld;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use exchange::List;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use council::{Council, FOR_EVERYBODY, SECRET};

/// What somebody gets, in a word.
fn word(status: StatusCode, location: &str) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "sign-in",
        _ if location.starts_with("/sign-in?") => "sign-in",
        StatusCode::FORBIDDEN => "refused",
        StatusCode::NOT_FOUND => "hidden",
        StatusCode::METHOD_NOT_ALLOWED => "-",
        // The door was open: the form is looked at, and is empty.
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "form",
        status if status.is_server_error() => "FAILED",
        _ => "yes",
    }
}

/// Signing out and ending things would change what others get, so these are asked last or not at all.
fn is_asked_last(route: &str) -> bool {
    route == "/sign-out"
}

#[tokio::test]
async fn who_gets_what_is_a_table_without_gaps() {
    let council = Council::new().await;
    let (mut addresses, uncovered) = council.addresses();
    assert_eq!(uncovered, Vec::<String>::new(), "routes that nobody tried");
    addresses.sort_by_key(|(route, _)| is_asked_last(route));
    let mut table = format!("{:<68}", "");
    for (name, _) in &council.cookies {
        write!(table, "{name:<21}").expect("a text");
    }
    for (route, address) in &addresses {
        for method in ["GET", "POST"] {
            let mut row = format!("{method:<5}{route:<63}");
            let mut is_there = false;
            for (_, cookie) in &council.cookies {
                let (status, _, location) = council.ask(method, address, cookie).await;
                let word = word(status, &location);
                is_there |= word != "-";
                write!(row, "{word:<21}").expect("a text");
            }
            if is_there {
                table = format!("{}\n{row}", table.trim_end());
            }
        }
    }
    let table = table.trim_end().to_owned() + "\n";
    let golden = include_str!("../permissions.txt");
    assert!(
        table == golden,
        "who gets what is not as tests/permissions.txt has it; if it should be so, that file is:\n{table}"
    );
}

#[tokio::test]
async fn what_is_published_asks_for_no_cookie_sets_none_and_may_be_kept() {
    let council = Council::new().await;
    let request = Request::get(FOR_EVERYBODY).body(Body::empty());
    let answer = council.site.clone().oneshot(request.expect("a request"));
    let answer = answer.await.expect("the site always answers");
    assert_eq!(answer.status(), StatusCode::OK);
    let head = answer.headers().clone();
    assert!(head.get(header::SET_COOKIE).is_none());
    assert_eq!(head[header::CACHE_CONTROL], "public, max-age=300");
    let again = Request::get(FOR_EVERYBODY).header(header::IF_NONE_MATCH, &head[header::ETAG]);
    let again = again.body(Body::empty()).expect("a request");
    let again = council.site.clone().oneshot(again).await;
    let again = again.expect("the site always answers");
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    // What is not published and what never was are one and the same, for everybody.
    let (body, draft) = (&council.parts["body"], &council.parts["proposal"]);
    let mut answers = Vec::new();
    for path in [
        format!("{FOR_EVERYBODY}/{body}/{draft}"),
        format!("{FOR_EVERYBODY}/{body}/p-99-99"),
        format!("{FOR_EVERYBODY}/{body}/{draft}/report.html"),
        format!("{FOR_EVERYBODY}/{body}/p-99-99/report.html"),
        format!("{FOR_EVERYBODY}/nowhere/{draft}"),
    ] {
        for (_, cookie) in &council.cookies {
            answers.push(council.ask("GET", &path, cookie).await);
        }
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    answers.dedup();
    assert_eq!(answers.len(), 1);
}

#[tokio::test]
async fn a_cookie_that_was_tampered_with_is_nobodys() {
    let council = Council::new().await;
    let (_, good) = &council.cookies[1];
    let (name, token) = good.split_once('=').expect("a cookie");
    let flipped = match token.starts_with('0') {
        true => format!("1{}", &token[1..]),
        false => format!("0{}", &token[1..]),
    };
    for token in [
        flipped.as_str(),
        &token[1..],
        "",
        "administrator",
        &"0".repeat(64),
        &"f".repeat(100_000),
    ] {
        let (status, _, location) = council
            .ask("GET", "/accounts", &format!("{name}={token}"))
            .await;
        assert_eq!(word(status, &location), "sign-in", "{}", token.len());
    }
    // What an account may do stands in no cookie and in no form of its own.
    let staff = council.cookies.iter().find(|(name, _)| *name == "staff");
    let (_, staff) = staff.expect("staff");
    let forged = format!("{staff}; role=administrator; access=administrator");
    let (status, _, _) = council.ask("GET", "/accounts", &forged).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let account = format!("/accounts/{}", council.parts["account"]);
    let form = "do=access&held=administrator+everywhere&access=administrator&role=administrator";
    let request = Request::post(&account).header(header::COOKIE, staff);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.body(Body::from(form)).expect("a request");
    let answer = council.site.clone().oneshot(request).await;
    let answer = answer.expect("the site always answers");
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_in_words() {
    let council = Council::new().await;
    let (_, cookie) = &council.cookies[1];
    let form = format!("person={}", "a".repeat(300 * 1024));
    let request = Request::post("/accounts/add").header(header::COOKIE, cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.body(Body::from(form)).expect("a request");
    let answer = council.site.clone().oneshot(request).await;
    let answer = answer.expect("the site always answers");
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let body = answer.into_body().collect().await.expect("a body");
    let page = String::from_utf8(body.to_bytes().to_vec()).expect("text");
    assert!(page.contains("Nothing was recorded."), "{page}");
}

/// What a file says, whatever its format; what no format here is, as it stands.
fn readable(address: &str, content: &[u8]) -> String {
    let name = address.rsplit('/').next().unwrap_or_default();
    match name.ends_with(".xlsx") {
        true => match List::open("list.xlsx", content) {
            Ok(list) => format!("{list:?}"),
            Err(_) => String::from_utf8_lossy(content).into_owned(),
        },
        false => String::from_utf8_lossy(content).into_owned(),
    }
}

#[tokio::test]
async fn who_holds_a_post_reaches_only_those_who_may_know() {
    let council = Council::new().await;
    let (mut addresses, _) = council.addresses();
    let body = &council.parts["body"];
    for search in ["014", "Postholder", "organiser"] {
        let address = format!("/{body}/search?words={search}");
        addresses.push((address.clone(), address));
    }
    addresses.retain(|(route, _)| !is_asked_last(route));
    let mut seen = BTreeMap::new();
    for (name, cookie) in &council.cookies {
        for (route, address) in &addresses {
            let (_, content, _) = council.ask("GET", address, cookie).await;
            if readable(address, &content).contains(SECRET) {
                seen.entry(*name)
                    .or_insert_with(Vec::new)
                    .push(route.clone());
            }
        }
    }
    let post = vec!["/{body}/establishment/posts/{post}".to_owned()];
    let expected = BTreeMap::from([("hr", post)]);
    assert_eq!(seen, expected);
    // Each time it was told, the audit trail says so.
    let auditor = council.cookies.iter().find(|(name, _)| *name == "auditor");
    let (_, cookie) = auditor.expect("an auditor");
    let (_, trail, _) = council.ask("GET", "/audit.csv?kind=withheld", cookie).await;
    let trail = String::from_utf8(trail).expect("text");
    let told = format!("Was shown who holds post line {}", council.line.number());
    assert_eq!(trail.matches(&told).count(), 1, "{trail}");
    assert!(!trail.contains(SECRET));
}

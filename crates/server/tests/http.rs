//! What stands around every page, asked for over HTTP without a network.

use std::sync::Arc;

use app::{Clock, Muster};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use base::Date;
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use server::{DemoAccount, Settings, Site, router};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The day of the tests.
struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn today(&self) -> Date {
        jiff::civil::date(2018, 10, 1)
    }
}

const PASSWORD: &str = "teapot lantern gravel";

/// A site of which nothing is recorded, what it holds, and the folder of its data.
async fn site() -> (Router, Arc<Muster>, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let muster = Muster::open(folder.path(), Arc::new(Fixed)).await;
    let muster = Arc::new(muster.expect("the data can be opened"));
    let settings = Settings {
        council: "Exampleshire Council".to_owned(),
        https: true,
        demo: Some(DemoAccount {
            sign_in_name: "manager2".to_owned(),
            password: PASSWORD.to_owned(),
            others: Vec::new(),
        }),
        ..Settings::default()
    };
    let site = Site::new(settings, Arc::clone(&muster));
    let site = site.expect("the assets are there; make them with: make web");
    (router(site), muster, folder)
}

async fn ask(request: Request<Body>) -> Response<Body> {
    let (site, _muster, _folder) = site().await;
    let answer = site.oneshot(request).await;
    answer.expect("the site always answers")
}

async fn get(path: &str) -> Response<Body> {
    ask(Request::get(path).body(Body::empty()).expect("a request")).await
}

async fn text(answer: Response<Body>) -> String {
    let body = answer.into_body().collect().await.expect("a body");
    String::from_utf8(body.to_bytes().to_vec()).expect("text")
}

fn head<'a>(answer: &'a Response<Body>, name: &str) -> &'a str {
    let value = answer.headers().get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn a_page_lets_a_browser_load_nothing_from_elsewhere_and_nothing_inline() {
    let answer = get("/help").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = head(&answer, "content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("strict-transport-security", "max-age=31536000"),
        ("x-permitted-cross-domain-policies", "none"),
    ] {
        assert_eq!(head(&answer, name), value, "{name}");
    }
    assert!(head(&answer, "permissions-policy").contains("camera=()"));
    assert_eq!(head(&answer, "cache-control"), "no-store");
    assert!(!head(&answer, "x-request-id").is_empty());
    let page = text(answer).await;
    for inline in ["<script>", "<style", " style=", " onclick="] {
        assert!(!page.contains(inline), "{inline}");
    }
}

#[tokio::test]
async fn a_page_says_whose_it_is_and_that_it_is_a_demonstration() {
    let page = text(get("/help").await).await;
    assert!(page.contains("<title>Help – Exampleshire Council – Muster</title>"));
    assert!(page.contains("These people are invented."));
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_an_address_that_changes_with_them() {
    let page = text(get("/help").await).await;
    let start = page.find("/assets/").expect("a page names its assets");
    let address: String = page[start..].chars().take_while(|c| *c != '"').collect();
    let answer = get(&address).await;
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    assert!(head(&answer, "cache-control").contains("immutable"));
    let other = format!(
        "/assets/0000000000000000/{}",
        address.rsplit('/').next().expect("a name")
    );
    assert_eq!(get(&other).await.status(), StatusCode::NOT_FOUND);
    for escape in ["/assets/../Cargo.toml", "/assets/x/..%2f..%2fCargo.toml"] {
        assert_eq!(
            get(escape).await.status(),
            StatusCode::NOT_FOUND,
            "{escape}"
        );
    }
}

#[tokio::test]
async fn an_unknown_address_is_answered_in_words() {
    let answer = get("/no/such/page").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let page = text(answer).await;
    assert!(page.contains("Page not found"), "{page}");
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_in_words() {
    let request = Request::post("/help")
        .header(header::HOST, "muster.example")
        .header(header::ORIGIN, "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::empty())
        .expect("a request");
    let answer = ask(request).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(text(answer).await.contains("You cannot do that here"));
}

#[tokio::test]
async fn a_method_that_is_not_allowed_says_which_are() {
    let request = Request::post("/help")
        .body(Body::empty())
        .expect("a request");
    let answer = ask(request).await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(head(&answer, "allow"), "GET,HEAD");
}

/// Sends a form as a browser does, with a cookie if there is one.
async fn send(site: &Router, path: &str, form: &str, cookie: &str) -> Response<Body> {
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()))
        .expect("a request");
    let answer = site.clone().oneshot(request).await;
    answer.expect("the site always answers")
}

async fn look(site: &Router, path: &str, cookie: &str) -> Response<Body> {
    let request = Request::get(path).header(header::COOKIE, cookie);
    let request = request.body(Body::empty()).expect("a request");
    let answer = site.clone().oneshot(request).await;
    answer.expect("the site always answers")
}

#[tokio::test]
async fn nobody_looks_without_an_account_and_the_first_needs_the_code() {
    let (site, muster, _folder) = site().await;
    assert_eq!(head(&look(&site, "/", "").await, "location"), "/setup");
    let wrong = "code=AAAA-BBBB-CCCC&person=Manager&name=manager2&password=teapot+lantern+gravel";
    let refused = send(&site, "/setup", wrong, "").await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let page = text(refused).await;
    assert!(
        page.contains("The code must be the one that was printed"),
        "{page}"
    );
    assert!(
        !page.contains("teapot lantern gravel\""),
        "no password goes back"
    );

    let code = muster.setup_code().await.expect("a store").expect("a code");
    let right = wrong.replace("AAAA-BBBB-CCCC", &code);
    let made = send(&site, "/setup", &right, "").await;
    assert_eq!(head(&made, "location"), "/set-up");
    let cookie = head(&made, "set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-muster="), "{cookie}");
    for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let cookie = cookie.split(';').next().expect("a cookie").to_owned();
    assert!(
        text(look(&site, "/", &cookie).await)
            .await
            .contains("Nothing is recorded yet.")
    );
    let unknown = look(&site, "/exampleshire-council/establishment", &cookie).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(
        head(&look(&site, "/setup", "").await, "location"),
        "/sign-in"
    );

    let out = send(&site, "/sign-out", "", &cookie).await;
    assert!(head(&out, "set-cookie").contains("Max-Age=0"));
    assert_eq!(
        head(&look(&site, "/", &cookie).await, "location"),
        "/sign-in?next=%2F"
    );
}

#[tokio::test]
async fn wrong_passwords_are_held_back() {
    let (site, muster, _folder) = site().await;
    let code = muster.setup_code().await.expect("a store").expect("a code");
    let made = muster
        .set_up(&code, "Group manager 2", "manager2", PASSWORD)
        .await;
    made.expect("an account");
    let wrong = "name=manager2&password=something+else";
    for _ in 0..5 {
        let answer = send(&site, "/sign-in", wrong, "").await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    }
    let right = "name=manager2&password=teapot+lantern+gravel";
    let answer = send(&site, "/sign-in", right, "").await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(text(answer).await.contains("too many wrong passwords"));
}

#[tokio::test]
async fn whoever_signs_in_goes_on_where_they_wanted_to_and_nowhere_else() {
    let (site, muster, _folder) = site().await;
    let code = muster.setup_code().await.expect("a store").expect("a code");
    let made = muster
        .set_up(&code, "Group manager 2", "manager2", PASSWORD)
        .await;
    made.expect("an account");
    for (next, goes_to) in [
        ("%2Faccount%3Fx%3D1", "/account?x=1"),
        ("https%3A%2F%2Fother.example", "/"),
    ] {
        let form = format!("name=manager2&password=teapot+lantern+gravel&next={next}");
        let answer = send(&site, "/sign-in", &form, "").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(head(&answer, "location"), goes_to);
    }
}

/// Every route is in the list that the browser tests walk through.
#[test]
fn browser_tests_know_every_route() {
    let routes = [
        include_str!("../src/pages.rs"),
        include_str!("../src/pages/consultations.rs"),
        include_str!("../src/pages/obligations.rs"),
        include_str!("../src/pages/proposals.rs"),
        include_str!("../src/pages/proposals/officers.rs"),
    ]
    .concat();
    let walked = include_str!("../web/test/routes.js");
    let mut missing = Vec::new();
    for (at, start) in routes.match_indices(".route(") {
        let rest = routes[at + start.len()..].trim_start();
        let below = rest.split('"').nth(1).expect("a route is a literal");
        let route = match rest.starts_with("&at(") {
            true => format!("/{{body}}/proposals/{{proposal}}/{below}"),
            false => below.to_owned(),
        };
        if !walked.contains(&format!("[\"{route}\", ")) {
            missing.push(route);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

//! What stands around every page, asked for over HTTP without a network.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use proposal::Look;
use server::{Settings, Site, router};
use tower::ServiceExt as _;

fn site() -> Router {
    let settings = Settings {
        council: "Exampleshire Council".to_owned(),
        look: Look::default(),
        demo: true,
    };
    router(Site::new(settings).expect("the assets are there; make them with: make web"))
}

async fn ask(request: Request<Body>) -> Response<Body> {
    let answer = site().oneshot(request).await;
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
    assert_eq!(head(&answer, "x-content-type-options"), "nosniff");
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
    let answer = get("/nowhere").await;
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

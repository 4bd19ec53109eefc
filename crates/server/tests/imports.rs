//! What stands around the pages of an import: who may, how much, and what outlasts a restart.

use std::path::Path;
use std::sync::Arc;

use access::{Actor, Role, Roles};
use app::{Clock, Invitation, Muster};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use base::Date;
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use server::{Settings, Site, router};
use tower::ServiceExt as _;

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

/// Muster over a folder, and the site before it.
async fn opened(folder: &Path) -> (Arc<Muster>, Router) {
    let muster = Muster::open(folder, Arc::new(Fixed)).await;
    let muster = Arc::new(muster.expect("the data can be opened"));
    let site = Site::new(Settings::default(), Arc::clone(&muster));
    (
        muster,
        router(site.expect("the assets are there; make them with: make web")),
    )
}

/// The cookie of somebody with that role.
async fn signed_in(muster: &Muster, name: &str, role: Role) -> String {
    let invitation = Invitation {
        name: name.to_owned(),
        sign_in_name: name.to_owned(),
        roles: Roles::everywhere([role]),
        password: PASSWORD.to_owned(),
    };
    let made = muster.make_account(&Actor::Operator, &invitation).await;
    made.expect("an account");
    let token = muster.sign_in(name, PASSWORD).await.expect("a session");
    format!("muster={token}")
}

async fn look(site: &Router, path: &str, cookie: &str) -> Response<Body> {
    let request = Request::get(path).header(header::COOKIE, cookie);
    let request = request.body(Body::empty()).expect("a request");
    site.clone().oneshot(request).await.expect("an answer")
}

/// Hands a file in.
async fn hand_in(site: &Router, cookie: &str, content: Vec<u8>) -> Response<Body> {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; \
        filename=\"C:\\lists\\posts.csv\"\r\n\r\n"
        .to_vec();
    body.extend(content);
    body.extend(b"\r\n--edge--\r\n");
    let request = Request::post("/imports")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .expect("a request");
    site.clone().oneshot(request).await.expect("an answer")
}

async fn send(site: &Router, path: &str, cookie: &str, form: &str) -> Response<Body> {
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .expect("a request");
    site.clone().oneshot(request).await.expect("an answer")
}

fn leads_to(answer: &Response<Body>) -> String {
    let location = answer.headers().get(header::LOCATION);
    let location = location.unwrap_or_else(|| panic!("{}", answer.status()));
    location.to_str().expect("text").to_owned()
}

async fn text(answer: Response<Body>) -> String {
    let body = answer.into_body().collect().await.expect("a body");
    String::from_utf8(body.to_bytes().to_vec()).expect("text")
}

const LIST: &[u8] = b"Job title,Team,FTE,Postholder\nAdviser,Placements,1,Postholder 014\n";

#[tokio::test]
async fn staff_may_not_import_and_strangers_sign_in_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let (muster, site) = opened(folder.path()).await;
    let staff = signed_in(&muster, "officer2", Role::Staff).await;
    for answer in [
        look(&site, "/imports", &staff).await,
        hand_in(&site, &staff, LIST.to_vec()).await,
        look(&site, &format!("/imports/{}", "0".repeat(32)), &staff).await,
    ] {
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    let answer = look(&site, "/imports", "").await;
    assert_eq!(leads_to(&answer), "/sign-in?next=%2Fimports");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let (muster, site) = opened(folder.path()).await;
    let cookie = signed_in(&muster, "administrator1", Role::Administrator).await;
    let answer = hand_in(&site, &cookie, vec![b','; exchange::LARGEST_LIST + 1]).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let words = text(answer).await;
    assert!(words.contains("The file must be smaller than 64MB"));
    let uploads = muster.uploads(&Actor::Operator).await.expect("the lists");
    assert_eq!(uploads, []);
}

#[tokio::test]
async fn a_list_outlasts_the_program_and_a_form_that_is_sent_again_does_nothing_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let (muster, site) = opened(folder.path()).await;
    let cookie = signed_in(&muster, "administrator1", Role::Administrator).await;
    let answer = hand_in(&site, &cookie, LIST.to_vec()).await;
    let about = leads_to(&answer);
    let again = hand_in(&site, &cookie, LIST.to_vec()).await;
    assert_eq!(
        leads_to(&again),
        about,
        "a second press hands nothing more in"
    );
    let list = about.trim_end_matches("/about").to_owned();
    let form = "body=Anytown+Council&date-day=1&date-month=4&date-year=2018";
    assert_eq!(
        leads_to(&send(&site, &about, &cookie, form).await),
        format!("{list}/headings")
    );
    muster.close().await;

    let (muster, site) = opened(folder.path()).await;
    let answer = send(&site, &format!("{list}/headings"), &cookie, "headings=0-1").await;
    assert_eq!(leads_to(&answer), format!("{list}/columns"));
    let columns = "column-A=title&column-B=unit-6&column-C=fte&column-D=holder";
    let answer = send(&site, &format!("{list}/columns"), &cookie, columns).await;
    assert_eq!(leads_to(&answer), format!("{list}/rows"));
    let record = format!("{list}/record");
    let page = text(look(&site, &record, &cookie).await).await;
    assert!(page.contains("posts.csv") && !page.contains("Postholder 014"));
    let head = page.split("name=\"head\" value=\"").nth(1).expect("a head");
    let form = format!(
        "title=Posts+of+Anytown&head={}",
        head.split('"').next().expect("its end")
    );
    // Twice at once, and once more.
    let (one, other) = tokio::join!(
        send(&site, &record, &cookie, &form),
        send(&site, &record, &cookie, &form)
    );
    let again = send(&site, &record, &cookie, &form).await;
    for answer in [one, other, again] {
        assert_eq!(leads_to(&answer).trim_end_matches("/progress"), list);
    }
    let recorded = muster.bodies(&Actor::Operator).await.expect("the councils");
    assert_eq!(recorded.len(), 1);
    let page = text(look(&site, &list, &cookie).await).await;
    assert!(page.contains("Opening establishment recorded"));
    let held = std::fs::read(folder.path().join("muster.sqlite3")).expect("the data");
    muster.close().await;
    let whole = b"Adviser,Placements,1,Postholder 014";
    assert!(!held.windows(whole.len()).any(|bytes| bytes == whole));
}

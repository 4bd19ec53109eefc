//! The structure of a council as the page shows it, and as files.

use std::sync::Arc;

use access::Actor;
use app::{Clock, Muster};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base::Date;
use http_body_util::BodyExt as _;
use invented::Size;
use jiff::Timestamp;
use register::Ledger;
use server::{Printer, Settings, Site, router};
use storage::Head;
use tempfile::TempDir;
use tower::ServiceExt as _;

const CHART: &str = "/anytown-county-council/establishment/chart";

/// The day of the tests, on which all the history of the invented council is known.
struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn today(&self) -> Date {
        jiff::civil::date(2026, 4, 1)
    }
}

/// Somebody who is signed in at a site with a council of so many posts.
struct Visitor {
    site: Router,
    cookie: String,
    _folder: TempDir,
}

impl Visitor {
    async fn of(posts: usize, printer: Option<Printer>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let muster = Muster::open(folder.path(), Arc::new(Fixed)).await;
        let muster = Arc::new(muster.expect("the data can be opened"));
        let mut ledger = Ledger::new();
        invented::write(Size::of(posts), &mut ledger);
        let entries = ledger.entries();
        let recorded = muster
            .record(&Actor::Operator, Head::empty(), entries)
            .await;
        recorded.expect("it can be recorded");
        let code = muster.setup_code().await.expect("a store").expect("a code");
        let name = "Group manager 2";
        let session = muster
            .set_up(&code, name, "manager2", "teapot lantern gravel")
            .await;
        session.expect("an account");
        let settings = Settings {
            printer,
            ..Settings::default()
        };
        let site = router(Site::new(settings, muster).expect("the assets are there"));
        let form = "name=manager2&password=teapot+lantern+gravel";
        let request = Request::post("/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        let answer = site.clone().oneshot(request.expect("a request")).await;
        let answer = answer.expect("the site always answers");
        let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("text");
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Self {
            site,
            cookie,
            _folder: folder,
        }
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        let request = request.body(Body::empty()).expect("a request");
        let answer = self.site.clone().oneshot(request).await;
        let answer = answer.expect("the site always answers");
        let status = answer.status();
        let body = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    async fn page(&self, path: &str) -> String {
        let (status, page) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        page
    }
}

fn boxes(page: &str) -> usize {
    page.matches(" data-level=").count()
}

/// The address of the first button with those words.
fn button(page: &str, words: &str) -> String {
    let at = page.find(&format!("<title>{words}")).expect("a button");
    let start = page[..at].rfind("href=\"").expect("it leads somewhere") + 6;
    let address = page[start..].split('"').next().unwrap_or_default();
    address
        .replace("&amp;", "&")
        .split('#')
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test]
async fn a_large_council_is_folded_and_opened_box_by_box() {
    let visitor = Visitor::of(2_000, None).await;
    let first = visitor.page(CHART).await;
    assert!(first.contains("too many posts to draw at once"));
    assert!((2..=300).contains(&boxes(&first)), "{}", boxes(&first));
    let opened = visitor.page(&button(&first, "Open ")).await;
    assert!(boxes(&opened) > boxes(&first) && boxes(&opened) <= 300);
    let closed = visitor.page(&button(&opened, "Close ")).await;
    assert_eq!(boxes(&closed), 1, "the top is the first that can be closed");
    let again = visitor.page(&button(&closed, "Open ")).await;
    assert_eq!(
        boxes(&again),
        boxes(&opened),
        "what was open in it is open again"
    );
}

#[tokio::test]
async fn everything_that_can_be_opened_at_once_stays_within_what_can_be_read() {
    let visitor = Visitor::of(2_000, None).await;
    let all: Vec<String> = (1..=300).map(|unit| unit.to_string()).collect();
    let page = visitor
        .page(&format!("{CHART}?open={}", all.join(".")))
        .await;
    assert_eq!(boxes(&page), 300);
    assert!(
        visitor
            .page(&format!("{CHART}?open=x.-1..99999999999&closed=0"))
            .await
            .contains("<svg")
    );
}

#[tokio::test]
async fn what_is_found_is_shown_in_one_step() {
    let visitor = Visitor::of(2_000, None).await;
    let page = visitor.page(&format!("{CHART}?find=chief+executive")).await;
    assert_eq!(page.matches("id=\"structure-sought\"").count(), 1);
    assert!(page.contains("Shown in "));
    let units = visitor.page(&format!("{CHART}?find=department")).await;
    assert!(units.contains("Unit: "));
    let none = visitor
        .page(&format!("{CHART}?find=nothing-has-this-word"))
        .await;
    assert!(none.contains("No post or unit has the words"));
}

#[tokio::test]
async fn files_hold_every_post_and_lead_nowhere() {
    let print = |report: &report::Report| {
        let lines = report.sections.iter().flat_map(|section| &section.blocks);
        let rows = lines.filter_map(|block| match block {
            report::model::Block::Figure(figure) => Some(figure.chart.to_rows().len()),
            _ => None,
        });
        Ok(format!("{}: {} boxes", report.title, rows.sum::<usize>()).into_bytes())
    };
    let visitor = Visitor::of(1_000, Some(Printer::new(print))).await;
    let svg = visitor.page(&format!("{CHART}.svg")).await;
    let posts = svg.matches(": 1 post, ").count();
    assert_eq!(posts, 1_000);
    assert!(!svg.contains("href="));
    let all = svg.matches("role=\"img\"").count();
    let pdf = visitor.page(&format!("{CHART}.pdf")).await;
    assert_eq!(
        pdf,
        format!("Anytown County Council: structure: {all} boxes")
    );
    let page = visitor.page(CHART).await;
    assert!(page.contains(&format!("{CHART}.pdf")) && page.contains("PNG hold every post"));
    let (status, _) = visitor.get(&format!("{CHART}.png")).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn without_a_printer_no_pdf_is_offered() {
    let visitor = Visitor::of(10, None).await;
    assert!(!visitor.page(CHART).await.contains("chart.pdf"));
    assert_eq!(
        visitor.get(&format!("{CHART}.pdf")).await.0,
        StatusCode::NOT_FOUND
    );
}

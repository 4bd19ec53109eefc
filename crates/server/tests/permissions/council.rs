//! A council with an account for each role, and every route of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{AccountId, Actor, Role, Roles};
use app::{BodyKey, Clock, Invitation, Muster, NewPart};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use base::Date;
use drafting::Beginning;
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use register::{Act, Authority, Decision, Ledger, LineId, Placement, PostLine, Standing};
use server::{Settings, Site, router};
use storage::{Head, NewHolding, Watch};
use tempfile::TempDir;
use tower::ServiceExt as _;

pub(crate) struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        "2018-10-01T09:00:00Z".parse().expect("an instant")
    }

    fn today(&self) -> Date {
        jiff::civil::date(2018, 10, 1)
    }
}

pub(crate) const PASSWORD: &str = "teapot lantern gravel";

/// Who holds the one post. It stands nowhere but where postholders are told.
pub(crate) const SECRET: &str = "Postholder 014";

/// The routes of the program, as they are written.
const ROUTES: &[&str] = &[
    include_str!("../../src/pages.rs"),
    include_str!("../../src/pages/consultations.rs"),
    include_str!("../../src/pages/obligations.rs"),
    include_str!("../../src/pages/proposals.rs"),
    include_str!("../../src/pages/proposals/officers.rs"),
];

/// What stands before an address that a file writes `at("…")`.
const AT: &str = "/{body}/proposals/{proposal}/";

/// What everybody may read without an account, so it is never told who asks.
pub(crate) const FOR_EVERYBODY: &str = "/published";

/// A council with one post that somebody holds, a proposal, and an account for each role.
pub(crate) struct Council {
    pub(crate) site: Router,
    pub(crate) cookies: Vec<(&'static str, String)>,
    /// What stands in the address for a part of a route.
    pub(crate) parts: BTreeMap<&'static str, String>,
    pub(crate) line: LineId,
    pub(crate) muster: Arc<Muster>,
    /// Each role with the account that has it.
    pub(crate) actors: Vec<Actor>,
    _folder: TempDir,
}

fn ledger() -> (Ledger, LineId) {
    let mut ledger = Ledger::new();
    let (unit, line) = (ledger.new_unit(), ledger.new_line());
    let day = jiff::civil::date(2018, 4, 1);
    let authority = Authority {
        decision: Arc::new(Decision {
            body: "Exampleshire Council".to_owned(),
            maker: None,
            date: day,
            title: "Establishment list".to_owned(),
            reference: None,
            not_held: Vec::new(),
        }),
        standing: Standing::Attested,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    };
    let open = Act::OpenUnit {
        unit,
        name: "Placements".to_owned(),
        part_of: None,
    };
    let post = PostLine {
        placement: Placement::In(unit),
        ..PostLine::titled("Service Organiser")
    };
    ledger.record(day, day, authority.clone(), open);
    ledger.record(day, day, authority, Act::Attest { line, post });
    (ledger, line)
}

impl Council {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let muster = Muster::open(folder.path(), Arc::new(Fixed)).await;
        let muster = Arc::new(muster.expect("the data can be opened"));
        let (branch, line) = ledger();
        let written = app::Written {
            after: Head::empty(),
            holdings: vec![NewHolding {
                line,
                name: SECRET.to_owned(),
                contact: String::new(),
                from: None,
                until: None,
            }],
            branch,
        };
        let watch = Watch::default();
        let imported = muster.import(&Actor::Operator, &written, None, &watch);
        imported.await.expect("an opening balance");
        let mut cookies = vec![("public", String::new())];
        let mut author = Actor::Public;
        let mut actors = Vec::new();
        let mut account = AccountId([0; 16]);
        for role in Role::ALL {
            let invitation = Invitation {
                name: format!("Officer for {}", role.name()),
                sign_in_name: role.name().to_owned(),
                roles: Roles::everywhere([role]),
                password: PASSWORD.to_owned(),
            };
            let made = muster.make_account(&Actor::Operator, &invitation).await;
            account = made.expect("an account");
            let token = muster.sign_in(role.name(), PASSWORD).await;
            let token = token.expect("a session");
            let signed_in = muster.signed_in(&token).await.expect("the store");
            let actor = signed_in.expect("somebody").actor;
            if role == Role::Administrator {
                author = actor.clone();
            }
            actors.push(actor);
            cookies.push((role.name(), format!("muster={token}")));
        }
        let body = BodyKey::of("Exampleshire Council");
        let beginning = Beginning {
            title: "Reorganisation of Placements".to_owned(),
            body: "Exampleshire Council".to_owned(),
            unit: "Placements".to_owned(),
            from: None,
            pay: None,
        };
        let begun = muster.begin_proposal(&author, &body, &beginning).await;
        let begun = begun.expect("a proposal");
        let open = muster.proposal(&author, &body, &begun).await;
        let new = NewPart {
            unit: "Placements".to_owned(),
            for_whom: "Team manager".to_owned(),
            days: 14,
        };
        let open = open.expect("the proposal");
        let part = muster.give_part(&author, &body, &open, &new).await;
        let part = part.expect("a part");
        let site = Site::new(Settings::default(), Arc::clone(&muster));
        let site = router(site.expect("the assets are there; make them with: make web"));
        let parts = BTreeMap::from([
            ("body", "exampleshire-council".to_owned()),
            ("unit", "1".to_owned()),
            ("post", line.number().to_string()),
            ("entry", "1".to_owned()),
            ("number", "1".to_owned()),
            ("proposal", begun.in_address()),
            ("part", part.in_address()),
            ("account", account.to_string()),
            ("list", "0".repeat(32)),
            ("link", "0".repeat(32)),
            ("section", "purpose".to_owned()),
            ("kind", "financial".to_owned()),
            ("*form", "changes".to_owned()),
            ("file", "structure.svg".to_owned()),
        ]);
        Self {
            site,
            cookies,
            parts,
            line,
            muster,
            actors,
            _folder: folder,
        }
    }

    /// The addresses of all routes, and the routes of which some part is not known here.
    pub(crate) fn addresses(&self) -> (Vec<(String, String)>, Vec<String>) {
        let (mut known, mut uncovered) = (Vec::new(), Vec::new());
        for (at, start) in ROUTES.concat().match_indices(".route(") {
            let text = ROUTES.concat()[at + start.len()..].trim_start().to_owned();
            let written = text.split('"').nth(1).expect("a literal");
            let before = if text.starts_with("&at(") { AT } else { "" };
            let route = &format!("{before}{written}");
            let mut address = route.to_owned();
            for (part, value) in &self.parts {
                address = address.replace(&format!("{{{part}}}"), value);
            }
            if route.ends_with("/report/{file}") {
                address = address.replace("structure.svg", "report.docx");
            }
            match address.contains('{') {
                true => uncovered.push(route.to_owned()),
                false => known.push((route.to_owned(), address)),
            }
        }
        (known, uncovered)
    }

    pub(crate) async fn ask(
        &self,
        method: &str,
        address: &str,
        cookie: &str,
    ) -> (StatusCode, Vec<u8>, String) {
        let (status, headers, content) = self.send(method, address, cookie, "").await;
        let location = headers.get(header::LOCATION);
        let location = location.map_or("", |it| it.to_str().expect("text"));
        (status, content, location.to_owned())
    }

    /// Sends a form, and gives all of the answer.
    pub(crate) async fn send(
        &self,
        method: &str,
        address: &str,
        cookie: &str,
        form: &str,
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = Request::builder().method(method).uri(address);
        let request = request.header(header::COOKIE, cookie);
        let (kind, content) = match (method, address) {
            ("POST", "/imports") => ("multipart/form-data; boundary=B", "--B--\r\n"),
            _ => ("application/x-www-form-urlencoded", form),
        };
        let request = request.header(header::CONTENT_TYPE, kind);
        let request = request.body(Body::from(content.to_owned()));
        let answer = self.site.clone().oneshot(request.expect("a request"));
        let answer = answer.await.expect("the site always answers");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_body().collect().await.expect("a body");
        (status, headers, body.to_bytes().to_vec())
    }
}

//! A decision is typed, checked, recorded once, and settled where it clashes, over HTTP without a network.

use std::sync::Arc;

use access::{AccountId, Actor, Role, Roles};
use app::{BodyKey, Clock, Invitation, Minute, Muster, OpenProposal, Verdict};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use base::Date;
use governance::{Published, Relied, Resolution, Signed, SignedComment, Standing, Step};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use proposal::case::Outcome;
use server::{Settings, Site, router};
use tower::ServiceExt as _;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn today(&self) -> Date {
        jiff::civil::date(2019, 5, 21)
    }
}

const PASSWORD: &str = "teapot lantern gravel";

const OPENING: &str = r#"
title = "Opening"
body = "Anytown Council"
date = 2019-04-01
decision_maker = "Personnel Committee"

[[unit]]
name = "Commissioning"

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4
unit = "Commissioning"

[[change]]
establish = "Clerk"
posts = 1
fte = 1
unit = "Commissioning"
"#;

const OFFICER: &str = r#"
title = "A vacant post"
body = "Anytown Council"
date = 2019-05-02
decision_maker = "Service Director"

[defaults]
from = 2019-05-02

[[change]]
disestablish = "Commissioning Assistant"
posts = 1
"#;

const PROPOSAL: &str = r#"
title = "Reorganisation"
body = "Anytown Council"
date = 2019-05-20
decision_maker = "Personnel Committee"

[defaults]
from = 2019-06-01

[[change]]
disestablish = "Commissioning Assistant"
posts = 4

[[change]]
establish = "Service Organiser"
grade = "Grade 4"
posts = 4
fte = 4
unit = "Commissioning"
in_place_of = "Commissioning Assistant"

[[recommendation]]
covers = "all"
text = "That the assistants make way for organisers."
"#;

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

async fn look(site: &Router, path: &str, cookie: &str) -> String {
    let request = Request::get(path).header(header::COOKIE, cookie);
    let request = request.body(Body::empty()).expect("a request");
    text(site.clone().oneshot(request).await.expect("an answer")).await
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

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\" value=\""));
    let rest = &page[start.expect("the field is there")..];
    let value = rest.split("value=\"").nth(1).expect("a value");
    value.split('"').next().expect("its end").to_owned()
}

/// A case that is published, ready to be decided.
async fn published(muster: &Muster, body: &BodyKey, case: &str) -> OpenProposal {
    let operator = Actor::Operator;
    let officers = Actor::Account {
        id: AccountId([5; 16]),
        roles: Roles::everywhere([Role::Legal, Role::Finance, Role::Hr]),
    };
    let kept = muster.keep_case(&operator, case).await.expect("it is kept");
    let reference = kept.expect("it names its council");
    let open = || muster.proposal(&operator, body, &reference);
    let first = open().await.expect("it is there");
    let way = muster.life_of(&first).way;
    let comments = way.comments.iter().map(|one| {
        Step::CommentSigned(SignedComment {
            kind: one.kind.clone(),
            role: one.title.clone(),
            signed: Signed::Signed,
            revision: 1,
            relied: Relied::default(),
        })
    });
    let published = Step::Published(Published {
        revision: 1,
        decision_maker: "The body".into(),
        meeting: "2019-05-20".parse().expect("a day"),
        from: "2019-05-10T09:00:00Z".into(),
        editions: Vec::new(),
    });
    let subjects = way.comments.iter();
    let standing = Standing {
        subjects: subjects
            .map(|one| (one.kind.clone(), String::new()))
            .collect(),
        ..Standing::default()
    };
    let steps = std::iter::once(Step::SentForComments { revision: 1 }).chain(comments);
    for step in steps.chain([Step::Cleared { revision: 1 }, published]) {
        let now = open().await.expect("it is there");
        let seen = muster.life_of(&now);
        let actor = match step {
            Step::CommentSigned(_) => &officers,
            _ => &operator,
        };
        let words = step.needs_words().then_some("Fine.");
        let taken = muster.take(actor, &now, &seen, &standing, &step, words);
        taken.await.expect("the step is taken");
    }
    open().await.expect("it is there")
}

async fn approved(muster: &Muster, body: &BodyKey, case: &str, on: &str, by: &str) {
    let open = published(muster, body, case).await;
    let seen = muster.life_of(&open);
    let minute = Minute {
        on: on.parse().expect("a day"),
        decision_maker: by.into(),
        resolutions: vec![Resolution {
            recommendation: 1,
            outcome: Outcome::Approved,
            minuted: None,
            conditions: Vec::new(),
        }],
        amendments: Vec::new(),
        source: None,
        record: None,
    };
    let check = muster.check_decision(&Actor::Operator, body, &open, &seen, &minute);
    let head = check.await.expect("it can be checked").head;
    let done = muster.decide(&Actor::Operator, body, &open, &seen, head, &minute);
    assert!(matches!(
        done.await.expect("it is recorded"),
        Verdict::Recorded { .. }
    ));
}

/// A site with a proposal that is published and clashes with what an officer decided since.
struct Scene {
    site: Router,
    muster: Arc<Muster>,
    /// The address of the proposal.
    at: String,
    clerk: String,
    staff: String,
    _folder: tempfile::TempDir,
}

async fn scene() -> Scene {
    let folder = tempfile::tempdir().expect("a folder");
    let muster = Muster::open(folder.path(), Arc::new(Fixed)).await;
    let muster = Arc::new(muster.expect("the data can be opened"));
    let site = Site::new(Settings::default(), Arc::clone(&muster));
    let site = router(site.expect("the assets are there; make them with: make web"));
    let body = BodyKey::of("Anytown Council");
    approved(&muster, &body, OPENING, "2019-04-01", "Personnel Committee").await;
    let open = published(&muster, &body, PROPOSAL).await;
    approved(&muster, &body, OFFICER, "2019-05-02", "Service Director").await;
    let clerk = signed_in(&muster, "clerk", Role::DemocraticServices).await;
    let staff = signed_in(&muster, "hr", Role::Hr).await;
    let at = format!(
        "/{}/proposals/{}",
        body.as_str(),
        open.reference.in_address()
    );
    Scene {
        site,
        muster,
        at,
        clerk,
        staff,
        _folder: folder,
    }
}

const FORM: &str = "revision=1&on-day=20&on-month=5&on-year=2019&maker=Personnel+Committee&all=yes";

#[tokio::test]
async fn what_a_decision_does_is_shown_and_what_is_stale_is_refused() {
    let Scene {
        site,
        at,
        clerk,
        staff,
        muster: _muster,
        _folder,
    } = scene().await;
    let decision = format!("{at}/decision");
    let page = look(&site, &decision, &clerk).await;
    assert!(
        page.contains("Were all recommendations agreed as printed?"),
        "{page}"
    );
    let page = look(&site, &decision, &staff).await;
    assert!(
        page.contains("Democratic services or the decision-maker record"),
        "{page}"
    );
    let base = "revision=1&on-day=20&on-month=5&on-year=2019&maker=Personnel+Committee";
    let missing = send(&site, &decision, &clerk, &format!("{base}&all=no")).await;
    assert_eq!(missing.status(), StatusCode::BAD_REQUEST);
    let missing = text(missing).await;
    assert!(
        missing.contains("Select what was decided on recommendation 1"),
        "{missing}"
    );

    let form = FORM;
    let check = text(send(&site, &decision, &clerk, form).await).await;
    for words in [
        "On 1 June 2019 4 are established, FTE rises by 4.",
        "Approved, not yet in effect",
        "Change 1, Commissioning Assistant: when written 4 posts, now 3 posts.",
        "This cannot be edited later. A mistake is corrected by another entry.",
    ] {
        assert!(check.contains(words), "{words}: {check}");
    }
    let head = hidden(&check, "head");
    let stale = format!("{form}&do=record&head={head}").replace("revision=1", "revision=9");
    let stale = send(&site, &decision, &clerk, &stale).await;
    assert_eq!(stale.status(), StatusCode::CONFLICT);
    let moved = format!("{form}&do=record&head=1-{}", "0".repeat(64));
    let moved = send(&site, &decision, &clerk, &moved).await;
    assert_eq!(moved.status(), StatusCode::CONFLICT);
    assert!(
        text(moved)
            .await
            .contains("The register has moved since you checked. Nothing is recorded.")
    );
    let by_staff = send(
        &site,
        &decision,
        &staff,
        &format!("{form}&do=record&head={head}"),
    )
    .await;
    assert_eq!(by_staff.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_decision_is_recorded_once_and_settled_where_it_clashes() {
    let Scene {
        site,
        at,
        clerk,
        muster,
        ..
    } = &scene().await;
    let decision = format!("{at}/decision");
    let check = text(send(site, &decision, clerk, FORM).await).await;
    let (form, head) = (FORM, hidden(&check, "head"));
    let record = format!("{form}&do=record&head={head}");
    let done = leads_to(&send(site, &decision, clerk, &record).await);
    assert_eq!(done, format!("{decision}?done=decided"));
    let page = look(site, &done, clerk).await;
    assert!(
        page.contains("Decision recorded") && page.contains("Receipt"),
        "{page}"
    );
    let again = leads_to(&send(site, &decision, clerk, &record).await);
    assert!(again.contains("?already="), "{again}");
    assert!(
        look(site, &again, clerk)
            .await
            .contains("Already recorded at")
    );

    let conflicts = format!("{at}/conflicts");
    let page = look(site, &conflicts, clerk).await;
    for words in [
        "The register has moved: 1 conflict",
        "Disestablish the 3 that remain, establish 4",
        "1 post disestablished by Service Director, 2 May 2019 (A vacant post)",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (revision, head) = (hidden(&page, "revision"), hidden(&page, "head"));
    let empty = format!("revision={revision}&head={head}&maker=");
    let empty = send(site, &conflicts, clerk, &empty).await;
    assert_eq!(empty.status(), StatusCode::BAD_REQUEST);
    assert!(
        text(empty)
            .await
            .contains("Enter the reason, for Change 1, Commissioning Assistant")
    );
    let settle = format!(
        "revision={revision}&head={head}&on-day=20&on-month=5&on-year=2019&maker=Service+Director&c0=0&reason0=Delegated+by+the+committee"
    );
    let settled = leads_to(&send(site, &conflicts, clerk, &settle).await);
    let page = look(site, &settled, clerk).await;
    assert!(!page.contains("Approved, not yet in effect"), "{page}");
    let verified = muster
        .verify(&Actor::Operator, &[])
        .await
        .expect("it verifies");
    assert_eq!(verified.faults, []);
}

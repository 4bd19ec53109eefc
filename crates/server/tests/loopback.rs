//! Muster as it is served: over a port of this machine, with accounts on disk and a clock that goes only
//! when it is told to.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use access::Actor;
use app::{Clock, Muster};
use base::{Date, Known};
use jiff::{SignedDuration, Timestamp};
use proposal::Look;
use register::{Act, Authority, Decision, Ledger, PostLine, Standing};
use server::{ServeError, Settings, Site, serve};
use storage::Head;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const PASSWORD: &str = "teapot+lantern+gravel";

struct Hands(Mutex<Timestamp>);

impl Hands {
    fn pass(&self, minutes: i64) {
        *self.0.lock().expect("nobody panicked") += SignedDuration::from_mins(minutes);
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("nobody panicked")
    }

    fn today(&self) -> Date {
        jiff::civil::date(2018, 10, 1)
    }
}

/// Muster on a port of this machine.
struct Served {
    at: SocketAddr,
    muster: Arc<Muster>,
    clock: Arc<Hands>,
    task: JoinHandle<Result<(), ServeError>>,
}

impl Served {
    async fn of(folder: &Path, settings: Settings, clock: Arc<Hands>) -> Self {
        let muster = Muster::open(folder, clock.clone()).await;
        let muster = Arc::new(muster.expect("the data can be opened"));
        let site = Site::new(settings, Arc::clone(&muster));
        let site = site.expect("the assets are there; make them with: make web");
        let (say, said) = oneshot::channel();
        let any: SocketAddr = ([127, 0, 0, 1], 0).into();
        let task = tokio::spawn(serve(site, any, |at| {
            let _ = say.send(at);
        }));
        let at = said.await.expect("Muster listens");
        Self {
            at,
            muster,
            clock,
            task,
        }
    }

    /// Ends it, and starts it again over the same data.
    async fn again(self, folder: &Path) -> Self {
        self.task.abort();
        self.muster.close().await;
        Self::of(folder, Settings::default(), self.clock).await
    }

    async fn set_up(&self) {
        let code = self.muster.setup_code().await.expect("a store");
        let code = code.expect("nobody has an account");
        let password = PASSWORD.replace('+', " ");
        let made = self
            .muster
            .set_up(&code, "Officer 1", "officer1", &password)
            .await;
        made.expect("an account");
    }

    /// One request over a connection of its own, and all that is answered.
    async fn say(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.at).await.expect("a connection");
        let sent = stream.write_all(request.as_bytes()).await;
        sent.expect("Muster listens");
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer).await;
        read.expect("an answer, and the end of it");
        String::from_utf8_lossy(&answer).into_owned()
    }

    async fn get(&self, path: &str, cookie: &str) -> String {
        self.say(&format!(
            "GET {path} HTTP/1.1\r\nHost: muster.example\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        ))
        .await
    }

    async fn post(&self, path: &str, form: &str, cookie: &str) -> String {
        let length = form.len();
        self.say(&format!(
            "POST {path} HTTP/1.1\r\nHost: muster.example\r\nOrigin: http://muster.example\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{form}"
        ))
        .await
    }

    /// Signs in, and gives the cookie.
    async fn sign_in(&self) -> String {
        let form = format!("name=officer1&password={PASSWORD}");
        let answer = self.post("/sign-in", &form, "").await;
        assert_eq!(status(&answer), "303", "{answer}");
        let cookie = header(&answer, "set-cookie");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }
}

fn new() -> (TempDir, Arc<Hands>) {
    let morning = "2018-10-01T09:00:00Z".parse().expect("an instant");
    let folder = tempfile::tempdir().expect("a folder can be made");
    (folder, Arc::new(Hands(Mutex::new(morning))))
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let mut fields = head.lines().filter_map(|line| line.split_once(": "));
    fields
        .find(|(key, _)| *key == name)
        .map_or("", |(_, it)| it)
}

#[tokio::test]
async fn wrong_passwords_are_held_back_across_a_restart() {
    let (folder, clock) = new();
    let served = Served::of(folder.path(), Settings::default(), clock).await;
    served.set_up().await;
    let right = format!("name=officer1&password={PASSWORD}");
    for _ in 0..5 {
        let wrong = served
            .post("/sign-in", "name=officer1&password=something+else", "")
            .await;
        assert_eq!(status(&wrong), "400");
        assert!(wrong.contains("The sign-in name or the password is wrong"));
    }
    let held_back = served.post("/sign-in", &right, "").await;
    assert_eq!(status(&held_back), "429");
    let served = served.again(folder.path()).await;
    let held_back = served.post("/sign-in", &right, "").await;
    assert_eq!(status(&held_back), "429", "after a restart too");
    assert!(held_back.contains("There were too many wrong passwords; try again in 15 minutes"));
    served.clock.pass(15);
    served.sign_in().await;
}

#[tokio::test]
async fn a_session_ends_with_time_and_one_is_sent_back_to_what_was_asked() {
    let (folder, clock) = new();
    let served = Served::of(folder.path(), Settings::default(), clock).await;
    served.set_up().await;
    let cookie = served.sign_in().await;
    assert_eq!(status(&served.get("/account", &cookie).await), "200");
    served.clock.pass(121);
    let idle = served.get("/account?x=1", &cookie).await;
    assert_eq!(status(&idle), "303");
    assert_eq!(
        header(&idle, "location"),
        "/sign-in?next=%2Faccount%3Fx%3D1"
    );
    let cookie = served.sign_in().await;
    for _ in 0..7 {
        served.clock.pass(100);
        assert_eq!(status(&served.get("/account", &cookie).await), "200");
    }
    served.clock.pass(100);
    let old = served.get("/account", &cookie).await;
    assert_eq!(status(&old), "303", "after twelve hours");
}

#[tokio::test]
async fn a_client_that_does_not_say_what_it_asks_is_cut_off_and_others_are_answered() {
    let (folder, clock) = new();
    let settings = Settings {
        slowest_head: Duration::from_millis(100),
        ..Settings::default()
    };
    let served = Served::of(folder.path(), settings, clock).await;
    let mut slow = TcpStream::connect(served.at).await.expect("a connection");
    let begun = slow.write_all(b"GET /help HTTP/1.1\r\nHost: mus").await;
    begun.expect("Muster listens");
    assert_eq!(status(&served.get("/help", "").await), "200");
    let mut rest = Vec::new();
    let ended = slow.read_to_end(&mut rest).await;
    assert!(ended.is_ok(), "Muster ends the connection: {ended:?}");
    let rest = String::from_utf8_lossy(&rest);
    assert!(!rest.contains("200 OK"), "{rest}");
}

#[tokio::test]
async fn an_address_that_is_taken_is_said_in_plain_words() {
    let (folder, clock) = new();
    let served = Served::of(folder.path(), Settings::default(), clock.clone()).await;
    let other = tempfile::tempdir().expect("a folder can be made");
    let muster = Muster::open(other.path(), clock).await;
    let muster = Arc::new(muster.expect("the data can be opened"));
    let site = Site::new(Settings::default(), muster).expect("the assets are there");
    let refused = serve(site, served.at, |_| {}).await;
    let words = refused.expect_err("the port is taken").to_string();
    let at = served.at;
    assert_eq!(
        words,
        format!("cannot listen on {at}: another program answers there already")
    );
}

/// A register in which two councils have each a post.
async fn two_councils(muster: &Muster) {
    let mut ledger = Ledger::new();
    for body in ["Exampleshire Council", "Otherton Council"] {
        let line = ledger.new_line();
        let day = jiff::civil::date(2018, 4, 1);
        let authority = Authority {
            decision: Arc::new(Decision {
                body: body.to_owned(),
                maker: None,
                date: day,
                title: "Opening balance".to_owned(),
                reference: None,
                not_held: Vec::new(),
            }),
            standing: Standing::Attested,
            paragraph: None,
            change_line: None,
            assumption: None,
            listed: None,
        };
        let post = PostLine {
            posts: Known::Known(1),
            ..PostLine::titled("Service Organiser")
        };
        ledger.record(day, day, authority, Act::Attest { line, post });
    }
    let recorded = muster.record(&Actor::Operator, Head::empty(), ledger.entries());
    recorded.await.expect("the ledger is empty");
}

#[tokio::test]
async fn each_council_has_its_own_colours_and_fonts() {
    let (folder, clock) = new();
    let look = |accent: &str, font: &str| Look {
        accent: accent.to_owned(),
        font: font.to_owned(),
        heading_font: font.to_owned(),
    };
    let settings = Settings {
        looks: vec![
            (
                "EXAMPLESHIRE council".to_owned(),
                look("#6b2c6b", "Georgia, serif"),
            ),
            (
                "Otherton Council".to_owned(),
                look("#00513b", "Verdana, sans-serif"),
            ),
        ],
        ..Settings::default()
    };
    let served = Served::of(folder.path(), settings, clock).await;
    served.set_up().await;
    two_councils(&served.muster).await;
    let cookie = served.sign_in().await;
    for (path, accent, font) in [
        ("/exampleshire-council", "#6b2c6b", "Georgia"),
        ("/otherton-council/establishment", "#00513b", "Verdana"),
        ("/help", "#1a4f8b", "Arial"),
    ] {
        let page = served.get(path, &cookie).await;
        assert_eq!(status(&page), "200", "{path}");
        let theme = page.split('"').find(|part| part.contains("/theme-"));
        let css = served.get(theme.expect("a page names its theme"), "").await;
        assert!(
            css.contains(&format!("--govuk-brand-colour:{accent};")),
            "{css}"
        );
        assert!(css.contains(&format!("--muster-font:{font}")), "{css}");
    }
}

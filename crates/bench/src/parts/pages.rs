//! `pages`: pages and files of a council as a browser gets them, from the server over a connection.
//!
//! An invented council of so many posts is recorded in a new ledger on disk, and Muster serves it on this
//! machine. Each time is that of one request, from its connection to the last byte, compressed as
//! browsers ask for it:
//!
//! - `first`: the list of posts, the first thing that is asked of a Muster that was just started
//! - `other_day`: the list on a day that nobody has asked for yet
//! - `list`, `filter`, `sort`, `last`, `search`: pages of fifty of all posts; by words, vacancy and
//!   state; by cost; the last page by unit; by words of titles
//! - `chart`, `open`, `find`: the structure as it opens; with as many units open as it draws; with a post
//! - `decisions`, `coming_up`: what the service navigation leads to
//! - `csv`, `xlsx`, `svg`: the whole list, and the whole picture, taken away
//!
//! `check` has, by the same names, the bytes that were sent; and under `boxes` the most boxes in a chart.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, mpsc};

use access::Actor;
use app::{Clock, Muster};
use base::Date;
use jiff::Timestamp;
use register::Ledger;
use serde_json::{Map, Value, json};
use server::{Settings, Site, serve};
use storage::Head;

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, timed};

pub(super) const PART: Part = Part {
    name: "pages",
    sizes: &[
        Size {
            count: 5_000,
            large: false,
        },
        Size {
            count: 20_000,
            large: false,
        },
    ],
    make: |count, work| {
        Ok(Asked {
            work: work.to_owned(),
            nodes: Some(count),
            ..Asked::default()
        })
    },
    bench,
    once: None,
};

/// What is asked for, below the address of the council. `{n}` is another number each time, `{units}` the
/// numbers of many units.
const PLACES: [(&str, &str); 14] = [
    ("other_day", "establishment?on=2024-01-{n}"),
    ("list", "establishment"),
    ("filter", "establishment?words=officer&vacant=1"),
    ("sort", "establishment?sort=-cost"),
    ("last", "establishment?sort=unit&page=999999"),
    ("search", "search?words=officer"),
    ("chart", "establishment/chart"),
    ("open", "establishment/chart?open={units}"),
    ("find", "establishment/chart?find=officer"),
    ("decisions", "decisions"),
    ("coming_up", "coming-up"),
    ("csv", "establishment.csv"),
    ("xlsx", "establishment.xlsx"),
    ("svg", "establishment/chart.svg"),
];

/// The last day of the invented past.
struct Morning;

impl Clock for Morning {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn today(&self) -> Date {
        jiff::civil::date(2026, 4, 1)
    }
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let needs = || Failure::Arguments("pages needs --nodes".to_owned());
    let posts = asked.nodes.ok_or_else(needs)?;
    let folder = asked.work.join(format!("pages-{posts}"));
    if folder.exists() {
        let cleared = std::fs::remove_dir_all(&folder);
        cleared.map_err(Failure::of(format!("cannot clear {}", folder.display())))?;
    }
    let (load, cookie) = timed(|| record(&folder, posts));
    let cookie = cookie?;
    let mut times: Vec<(&'static str, Vec<f64>)> = vec![("first", Vec::new())];
    times.extend(PLACES.map(|(name, _)| (name, Vec::new())));
    let mut check = Map::new();
    let mut boxes = 0;
    for round in 1..=asked.repeat.max(1) {
        let serving = Serving::start(&folder)?;
        let (took, first) = timed(|| serving.get("establishment", &cookie, true));
        check.insert("first".to_owned(), json!(first?.len()));
        times[0].1.push(took);
        for ((name, place), (_, times)) in PLACES.iter().zip(&mut times[1..]) {
            let place = address(place, round);
            let (took, answer) = timed(|| serving.get(&place, &cookie, true));
            times.push(took);
            check.insert((*name).to_owned(), json!(answer?.len()));
        }
        for (_, place) in PLACES.iter().filter(|(_, place)| place.contains("chart?")) {
            let page = serving.get(&address(place, round), &cookie, false)?;
            let page = String::from_utf8_lossy(&page);
            boxes = boxes.max(page.matches(" data-level=").count());
        }
    }
    check.insert("boxes".to_owned(), json!(boxes));
    Ok(Outcome {
        load,
        times,
        values: Vec::new(),
        check: Value::Object(check),
        peak: peak(),
    })
}

/// A place with what stands for its braces.
fn address(place: &str, round: usize) -> String {
    let units: Vec<String> = (1..=300).map(|unit| unit.to_string()).collect();
    let place = place.replace("{n}", &round.to_string());
    place.replace("{units}", &units.join("."))
}

/// Records an invented council, and signs somebody in: what a browser then keeps.
fn record(folder: &Path, posts: usize) -> Result<String, Failure> {
    let refused = |error: app::AppError| Failure::Data(error.to_string());
    runtime()?.block_on(async {
        let muster = Muster::open(folder, Arc::new(Morning)).await;
        let muster = muster.map_err(refused)?;
        let mut ledger = Ledger::new();
        invented::write(invented::Size::of(posts), &mut ledger);
        let recorded = muster
            .record(&Actor::Operator, Head::empty(), ledger.entries())
            .await;
        recorded.map_err(refused)?;
        let code = muster.setup_code().await.map_err(refused)?;
        let code = code.unwrap_or_default();
        let (name, password) = ("officer", "teapot lantern gravel");
        let made = muster.set_up(&code, "Officer 1", name, password);
        made.await.map_err(refused)?;
        let token = muster.sign_in(name, password).await.map_err(refused)?;
        muster.close().await;
        Ok(format!("muster={token}"))
    })
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.worker_threads(2).enable_all().build();
    runtime.map_err(Failure::of("cannot start"))
}

/// A Muster that answers until it is dropped.
struct Serving {
    at: SocketAddr,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Serving {
    fn start(folder: &Path) -> Result<Self, Failure> {
        let runtime = runtime()?;
        let muster = runtime.block_on(Muster::open(folder, Arc::new(Morning)));
        let muster = muster.map_err(|error| Failure::Data(error.to_string()))?;
        let site = Site::new(Settings::default(), Arc::new(muster));
        let site = site.map_err(|error| Failure::Data(error.to_string()))?;
        let (tell, told) = mpsc::channel();
        runtime.spawn(serve(site, ([127, 0, 0, 1], 0).into(), move |at| {
            // Nobody waits any more if the start failed.
            let _ = tell.send(at);
        }));
        let gone = |_| Failure::Data("Muster does not answer".to_owned());
        Ok(Self {
            at: told.recv().map_err(gone)?,
            runtime: Some(runtime),
        })
    }

    /// What is sent for a page of the council, without what comes before it.
    fn get(&self, place: &str, cookie: &str, packed: bool) -> Result<Vec<u8>, Failure> {
        let council = app::BodyKey::of(invented::BODY);
        let encoding = if packed { "gzip" } else { "identity" };
        let request = format!(
            "GET /{}/{place} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\
             Accept-Encoding: {encoding}\r\nConnection: close\r\n\r\n",
            council.as_str(),
            self.at
        );
        let mut answer = Vec::new();
        let mut stream = TcpStream::connect(self.at).map_err(Failure::of("cannot connect"))?;
        let asked = stream.write_all(request.as_bytes());
        asked.map_err(Failure::of("cannot ask"))?;
        let read = stream.read_to_end(&mut answer);
        read.map_err(Failure::of("cannot read the answer"))?;
        let head = answer.windows(4).position(|end| end == b"\r\n\r\n");
        let head = head.map_or(answer.len(), |at| at + 4);
        if !answer.starts_with(b"HTTP/1.1 200") {
            let line = answer.split(|byte| *byte == b'\r').next();
            let line = String::from_utf8_lossy(line.unwrap_or_default()).into_owned();
            return Err(Failure::Data(format!("{place}: {line}")));
        }
        Ok(answer.split_off(head))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_answered_in_little_and_the_chart_in_few_boxes() {
        let work = tempfile::tempdir().expect("a folder");
        let asked = Asked {
            work: work.path().to_owned(),
            nodes: Some(1_000),
            repeat: 1,
            ..Asked::default()
        };
        let outcome = bench(&asked).expect("an answer");
        let sent = |name: &str| outcome.check[name].as_u64().expect("a number");
        for page in ["list", "filter", "sort", "last", "search", "chart", "open"] {
            assert!(sent(page) <= 150 * 1024, "{page}: {}", sent(page));
        }
        assert!((1..=300).contains(&sent("boxes")), "{}", sent("boxes"));
    }
}

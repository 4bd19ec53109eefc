//! Muster serving an invented council on this machine, asked over a connection as a browser asks.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use access::Actor;
use app::{BodyKey, Clock, Muster, SessionToken};
use base::Date;
use jiff::Timestamp;
use register::Ledger;
use server::{Settings, Site, serve};
use storage::Head;
use tokio::runtime::Runtime;

use crate::Failure;

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

/// An invented council on disk, and an officer who is signed in.
pub(crate) struct Council {
    folder: PathBuf,
    token: SessionToken,
}

impl Council {
    /// Records a council of so many posts in a folder, which is cleared first.
    pub(crate) fn record(folder: &Path, posts: usize) -> Result<Self, Failure> {
        if folder.exists() {
            let cleared = std::fs::remove_dir_all(folder);
            cleared.map_err(Failure::of(format!("cannot clear {}", folder.display())))?;
        }
        let token = runtime()?.block_on(async {
            let muster = open(folder).await?;
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
            Ok(token)
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            token,
        })
    }

    /// What it is called in addresses.
    pub(crate) fn key() -> BodyKey {
        BodyKey::of(invented::BODY)
    }

    /// Does something there that no page does, as the officer.
    pub(crate) fn prepare<T>(
        &self,
        what: impl AsyncFnOnce(&Muster, &Actor) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        runtime()?.block_on(async {
            let muster = open(&self.folder).await?;
            let officer = muster.signed_in(&self.token).await.map_err(refused)?;
            let gone = || Failure::Data("nobody is signed in".to_owned());
            let done = what(&muster, &officer.ok_or_else(gone)?.actor).await?;
            muster.close().await;
            Ok(done)
        })
    }

    /// Starts a Muster that serves it.
    pub(crate) fn serve(&self) -> Result<Serving, Failure> {
        let runtime = runtime()?;
        let muster = runtime.block_on(open(&self.folder))?;
        let site = Site::new(Settings::default(), Arc::new(muster));
        let site = site.map_err(|error| Failure::Data(error.to_string()))?;
        let (tell, told) = mpsc::channel();
        runtime.spawn(serve(site, ([127, 0, 0, 1], 0).into(), move |at| {
            // Nobody waits any more if the start failed.
            let _ = tell.send(at);
        }));
        let gone = |_| Failure::Data("Muster does not answer".to_owned());
        Ok(Serving {
            at: told.recv().map_err(gone)?,
            cookie: format!("muster={}", self.token),
            runtime: Some(runtime),
        })
    }
}

/// A use case that could not be carried out.
#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
pub(crate) fn refused(error: app::AppError) -> Failure {
    Failure::Data(error.to_string())
}

async fn open(folder: &Path) -> Result<Muster, Failure> {
    let muster = Muster::open(folder, Arc::new(Morning)).await;
    muster.map_err(refused)
}

fn runtime() -> Result<Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.worker_threads(2).enable_all().build();
    runtime.map_err(Failure::of("cannot start"))
}

/// A Muster that answers until it is dropped.
pub(crate) struct Serving {
    at: SocketAddr,
    cookie: String,
    runtime: Option<Runtime>,
}

impl Serving {
    /// What is sent for a page of the council, compressed as browsers ask for it, without what comes
    /// before it.
    pub(crate) fn get(&self, place: &str) -> Result<Vec<u8>, Failure> {
        self.ask(&format!("GET {}", address(place)), place, "gzip", None)
    }

    /// A page of the council as a person reads it.
    pub(crate) fn read(&self, place: &str) -> Result<String, Failure> {
        let page = self.ask(&format!("GET {}", address(place)), place, "identity", None)?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// What is sent when a form is.
    pub(crate) fn post(&self, place: &str, form: &str) -> Result<Vec<u8>, Failure> {
        let method = format!("POST {}", address(place));
        self.ask(&method, place, "gzip", Some(form))
    }

    fn ask(
        &self,
        what: &str,
        place: &str,
        encoding: &str,
        form: Option<&str>,
    ) -> Result<Vec<u8>, Failure> {
        let mut request = format!(
            "{what} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\
             Accept-Encoding: {encoding}\r\nConnection: close\r\n",
            self.at, self.cookie,
        );
        if let Some(form) = form {
            let length = form.len();
            request += "Sec-Fetch-Site: same-origin\r\n";
            request += "Content-Type: application/x-www-form-urlencoded\r\n";
            request += &format!("Content-Length: {length}\r\n");
        }
        request += "\r\n";
        request += form.unwrap_or_default();
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

fn address(place: &str) -> String {
    format!("/{}/{place}", Council::key().as_str())
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

//! Listening, and stopping without cutting anybody off.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::http::router;
use crate::site::Site;
use crate::telling;

/// How long requests under way may take to finish once Muster is asked to stop.
const LONGEST_FAREWELL: Duration = Duration::from_secs(10);

/// How long Muster waits before it takes the next connection where the system gives none.
const OUT_OF_CONNECTIONS: Duration = Duration::from_millis(200);

/// Why Muster could not serve.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}: {}", why(cause))]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
}

/// Why an address cannot be listened on, in words.
fn why(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::AddrInUse => "another program answers there already".to_owned(),
        ErrorKind::AddrNotAvailable => "this machine does not have that address".to_owned(),
        ErrorKind::PermissionDenied => {
            "the system keeps ports below 1024 for its administrator".to_owned()
        }
        _ => {
            let words = cause.to_string();
            let plain = words.split_once(" (os error").map(|(plain, _)| plain);
            plain.unwrap_or(&words).to_owned()
        }
    }
}

/// Serves a site until the process is asked to stop, by Ctrl-C or SIGTERM; requests under way are
/// finished. A connection that does not say what it asks in time is closed.
///
/// `ready` is called once with the address at which Muster answers.
///
/// # Errors
/// If the address cannot be listened on.
pub async fn serve(
    site: Site,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let listen = |cause| ServeError::Listen { address, cause };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let at = listener.local_addr().map_err(listen)?;
    let slowest_head = site.settings().slowest_head;
    let erasing = tokio::spawn(erase_now_and_then(site.clone()));
    let preparing = tokio::spawn(prepare(site.clone()));
    let told_of = site.clone();
    let router = router(site);
    let (stop, stopped) = watch::channel(false);
    let telling = tokio::spawn(telling::go_round(told_of, stopped.clone()));
    let mut under_way = JoinSet::new();
    ready(at);
    let asked = asked_to_stop();
    tokio::pin!(asked);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let router = router.clone();
                    under_way.spawn(converse(stream, router, slowest_head, stopped.clone()));
                }
                Err(cause) => {
                    tracing::warn!(%cause, "a connection could not be taken");
                    tokio::time::sleep(OUT_OF_CONNECTIONS).await;
                }
            },
            Some(_) = under_way.join_next() => {}
            () = &mut asked => break,
        }
    }
    drop(listener);
    erasing.abort();
    preparing.abort();
    stop.send_replace(true);
    let farewell = async {
        while under_way.join_next().await.is_some() {}
        // A message is sent and written down as sent, or neither.
        let _ = telling.await;
    };
    if tokio::time::timeout(LONGEST_FAREWELL, farewell)
        .await
        .is_err()
    {
        tracing::warn!("stopped with requests under way");
    }
    Ok(())
}

/// Folds the register before anybody asks.
async fn prepare(site: Site) {
    if let Err(error) = site.muster().prepare().await {
        tracing::warn!(%error, "the register could not be prepared");
    }
}

/// Erases the lists and forms on which nobody works any more, at the start and every hour.
async fn erase_now_and_then(site: Site) {
    let mut hours = tokio::time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        match site.muster().erase_old_uploads().await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "lists on which nobody worked were erased"),
            Err(error) => tracing::warn!(%error, "old lists could not be erased"),
        }
        match site.muster().erase_old_forms().await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "forms into which nobody typed were erased"),
            Err(error) => tracing::warn!(%error, "old forms could not be erased"),
        }
    }
}

/// Answers what comes over one connection, until it ends or Muster stops.
async fn converse(
    stream: TcpStream,
    router: Router,
    slowest_head: Duration,
    mut stopped: watch::Receiver<bool>,
) {
    // A page is many small writes; none of them is to wait for the next.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(slowest_head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::pin!(connection);
    // Whoever tells of the stop outlives every connection.
    let stop = async { drop(stopped.wait_for(|stopped| *stopped).await) };
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(cause) = ended {
        tracing::debug!(%cause, "a connection ended before its time");
    }
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return interrupted().await;
    };
    tokio::select! {
        () = interrupted() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    interrupted().await;
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // It cannot be told when to stop; the system will end it.
        std::future::pending::<()>().await;
    }
}

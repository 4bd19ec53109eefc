//! Listening, and stopping without cutting anybody off.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::http::router;
use crate::site::Site;

/// How long requests under way may take to finish once Muster is asked to stop.
const LONGEST_FAREWELL: Duration = Duration::from_secs(10);

/// Why Muster could not serve.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// The operating system refused to go on.
    #[error("cannot serve: {0}")]
    Serve(io::Error),
}

/// Serves a site until the process is asked to stop, by Ctrl-C or SIGTERM; requests under way are
/// finished.
///
/// `ready` is called once with the address at which Muster answers.
///
/// # Errors
/// If the address cannot be listened on, or the operating system refuses to go on.
pub async fn serve(
    site: Site,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let listen = |cause| ServeError::Listen { address, cause };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let at = listener.local_addr().map_err(listen)?;
    let (stop, mut stopped) = watch::channel(false);
    let asked = async move {
        asked_to_stop().await;
        stop.send_replace(true);
    };
    let server = axum::serve(listener, router(site)).with_graceful_shutdown(asked);
    ready(at);
    let farewell = async move {
        // Fails only if the server has ended already.
        let _ = stopped.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(LONGEST_FAREWELL).await;
    };
    tokio::select! {
        served = server.into_future() => served.map_err(ServeError::Serve),
        () = farewell => {
            tracing::warn!("stopped with requests under way");
            Ok(())
        }
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

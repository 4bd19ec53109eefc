//! `muster serve`: Muster in the browser.

mod settings;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::Muster;
use base::same_name;
use diagnostics::{Sources, Style, render};
use pay::Tables;
use proposal::{Bodies, Look, PayRule, read_body};
use server::{Printer, Settings, Site};

use crate::clock::SystemClock;
use crate::commands::Ended;
use crate::failure::Failure;
use crate::load::read_file;
use crate::output::Output;

/// Where Muster listens unless told otherwise: on this machine alone.
pub(super) const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// Open Muster in the browser
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster serve --data /var/lib/muster                          at http://127.0.0.1:8080
  muster serve --data /var/lib/muster --listen 127.0.0.1:0     at a port that is free
  muster serve --data /var/lib/muster --body exampleshire.toml with that council's colours and font
  muster serve --data /var/lib/muster --settings muster.toml   with single sign-on and e-mail

Muster speaks plain HTTP. Let others reach it through a proxy that speaks HTTPS and passes on the
headers Host and Origin as they come. It stops on Ctrl-C or SIGTERM, and finishes what is under way.")]
pub(crate) struct Serve {
    /// The folder with the data; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value_t = LISTEN)]
    listen: SocketAddr,
    /// What the header says until a council is chosen; a council's own name brings its colours and font
    #[arg(long, value_name = "NAME", default_value = "Muster")]
    name: String,
    /// Take a council's colours and font from the [look] of this body profile, and how its posts are
    /// costed from its [[pay]]; give it once for each council. It goes before the profiles that come
    /// with Muster
    #[arg(long, value_name = "FILE")]
    body: Vec<PathBuf>,
    /// Take further settings from this file: signing in through an identity provider, sending
    /// notices by e-mail; docs/running.md explains them
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Browsers reach Muster by HTTPS, through a proxy: who is signed in is kept to HTTPS
    #[arg(long)]
    https: bool,
}

impl Serve {
    /// Serves until asked to stop.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let bodies = bodies(&self.body, output)?;
        let looks = looks(&bodies);
        let own = looks.iter().find(|(name, _)| same_name(name, &self.name));
        let from_file = self.settings.as_deref().map(settings::read);
        let from_file = from_file.transpose()?.unwrap_or_default();
        let settings = Settings {
            sign_on: from_file.sign_on,
            mailing: from_file.mailing,
            council: self.name.clone(),
            look: own.map_or_else(Look::default, |(_, look)| look.clone()),
            looks,
            https: self.https,
            ..Settings::default()
        };
        serve(&self.data, self.listen, bodies, settings, output)
    }
}

/// The body profiles that come with Muster, and before them those of files. What is wrong with a file is
/// said; a file that holds no profile is refused.
fn bodies(files: &[PathBuf], output: &mut Output) -> Result<Bodies, Failure> {
    let mut sources = Sources::new();
    let mut bodies = Bodies::shipped().clone();
    for path in files {
        let name = path.display().to_string();
        let (profile, found) = read_body(&mut sources, &name, &read_file(path)?);
        for finding in &found {
            output.note(render(finding, &sources, Style::Plain));
        }
        let refused = || Failure::arguments(format!("{name} holds no body profile"));
        let profile = profile.ok_or_else(refused)?;
        let unknown = |rule: &&PayRule| Tables::shipped().profile(&rule.profile).is_none();
        if let Some(rule) = profile.pay.iter().find(unknown) {
            let unknown = &rule.profile;
            let message = format!("{name}: no on-cost profile is called {unknown:?}");
            return Err(Failure::arguments(message));
        }
        bodies = bodies.with(profile);
    }
    Ok(bodies)
}

/// The colours and fonts of every council that a body profile names, the first profile of a council first.
pub(super) fn looks(bodies: &Bodies) -> Vec<(String, Look)> {
    let looks = bodies.iter().flat_map(|profile| {
        let names = profile.bodies.iter();
        names.map(|name| (name.clone(), profile.look.clone()))
    });
    looks.collect()
}

/// Opens the data in a folder, and serves it until asked to stop.
pub(super) fn serve(
    data: &Path,
    listen: SocketAddr,
    profiles: Bodies,
    settings: Settings,
    output: &mut Output,
) -> Result<Ended, Failure> {
    log();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::Start)?;
    let ended = runtime.block_on(async {
        let failed = |cause| Failure::Data {
            folder: data.to_owned(),
            cause,
        };
        let muster = Muster::open(data, Arc::new(SystemClock)).await;
        let muster = Arc::new(muster.map_err(failed)?.with_profiles(profiles));
        let code = muster.setup_code().await.map_err(failed)?;
        let settings = Settings {
            printer: Some(Printer::new(|report| Ok(documents::pdf(report)?))),
            ..settings
        };
        let site = Site::new(settings, Arc::clone(&muster))?;
        let served = server::serve(site, listen, |at| {
            output.note(format_args!(
                "Muster is at http://{at}; to stop it, press Ctrl-C"
            ));
            if let Some(code) = code {
                output.note(format_args!(
                    "nobody has an account yet; to make the first, enter {code}"
                ));
            }
        });
        let served = served.await;
        muster.close().await;
        served?;
        Ok(Ended::Fine)
    });
    // A mail server that does not answer holds up nobody who stops Muster.
    runtime.shutdown_background();
    ended
}

/// What goes wrong inside goes to standard error.
fn log() {
    // Fails only where the log was set up before.
    let _ = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_ansi(false)
        .without_time()
        .try_init();
}

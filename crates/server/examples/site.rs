//! Muster in the browser over the example cases, on a day that does not change.
//!
//! Browser tests start it: it prints its address as its first line, and runs until it is ended.
//! Everybody in it is invented.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use access::Actor;
use app::{Clock, Muster};
use base::Date;
use diagnostics::Sources;
use jiff::Timestamp;
use proposal::Look;
use server::{DemoAccount, Settings, Site, serve};
use storage::Head;

/// Colours and fonts of its own for one of the two councils, so that both can be looked at.
fn bolton() -> Look {
    Look {
        accent: "#6b2c6b".to_owned(),
        heading_font: "\"Liberation Serif\", serif".to_owned(),
        ..Look::default()
    }
}

/// 1 October 2018: the day on which everybody in the example looks.
struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 17_805 + 9)
    }

    fn today(&self) -> Date {
        jiff::civil::date(2018, 10, 1)
    }
}

#[tokio::main]
#[expect(
    clippy::print_stdout,
    reason = "whoever starts it waits for the address"
)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let muster = Muster::open(folder.path(), Arc::new(Fixed)).await?;
    let mut sources = Sources::new();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut files: Vec<_> = std::fs::read_dir(cases)?
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let mut read = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file)?;
        read.push(proposal::read(&mut sources, &file.display().to_string(), &bytes).0);
    }
    let replay = proposal::replay(&read);
    let entries = replay.ledger.entries();
    muster
        .record(&Actor::Operator, Head::empty(), entries)
        .await?;
    let settings = Settings {
        looks: vec![("Bolton Council".to_owned(), bolton())],
        demo: Some(DemoAccount {
            sign_in_name: "manager2".to_owned(),
            password: "teapot lantern gravel".to_owned(),
        }),
        ..Settings::default()
    };
    let muster = Arc::new(muster);
    // With an argument, nobody has an account yet; the code is printed as the second line.
    let code = muster.setup_code().await?.unwrap_or_default();
    let is_new = std::env::args().len() > 1;
    if !is_new {
        let name = "Group manager 2";
        muster
            .set_up(&code, name, "manager2", "teapot lantern gravel")
            .await?;
    }
    let site = Site::new(settings, muster)?;
    let address: SocketAddr = ([127, 0, 0, 1], 0).into();
    serve(site, address, |at| {
        println!("http://{at}");
        if is_new {
            println!("{code}");
        }
    })
    .await?;
    Ok(())
}

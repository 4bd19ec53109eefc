//! Muster in the browser over the example cases, on a day that does not change.
//!
//! Browser tests start it: it prints its address as its first line, and runs until it is ended.
//! Everybody in it is invented.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use access::Actor;
use app::{BodyKey, Clock, Muster};
use base::{Date, When};
use diagnostics::Sources;
use drafting::{Beginning, Entry, Field, Grid, What, choose};
use invented::Size;
use jiff::Timestamp;
use proposal::Look;
use register::LineId;
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
    let (mut read, mut texts) = (Vec::new(), Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        read.push(proposal::read(&mut sources, &file.display().to_string(), text.as_bytes()).0);
        texts.push(text);
    }
    let mut ledger = proposal::replay(&read).ledger;
    // With a number, a further council of about so many posts.
    let asked = std::env::args().nth(1);
    let is_new = asked.as_deref() == Some("new");
    if let Some(posts) = asked.and_then(|asked| asked.parse().ok()) {
        invented::write(Size::of(posts), &mut ledger);
    }
    muster
        .record(&Actor::Operator, Head::empty(), ledger.entries())
        .await?;
    begin_proposal(&muster).await?;
    for text in &texts {
        muster.keep_case(&Actor::Operator, text).await?;
    }
    let settings = Settings {
        looks: vec![("Bolton Council".to_owned(), bolton())],
        demo: Some(DemoAccount {
            sign_in_name: "manager2".to_owned(),
            password: "teapot lantern gravel".to_owned(),
        }),
        ..Settings::default()
    };
    let muster = Arc::new(muster);
    // In a new site nobody has an account yet; the code is printed as the second line.
    let code = muster.setup_code().await?.unwrap_or_default();
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

/// Begins a proposal: a post that changes, one that ends, and a title as long as titles are.
async fn begin_proposal(muster: &Muster) -> Result<(), Box<dyn std::error::Error>> {
    let actor = Actor::Operator;
    let body = BodyKey::of("Nottinghamshire County Council");
    let beginning = Beginning {
        title: "Reorganisation of staffing within the Commissioning and Placements Group, with \
            temporary changes to the establishment of the Integrated Children\u{2019}s Disability Service"
            .to_owned(),
        body: "Nottinghamshire County Council".to_owned(),
        unit: "Commissioning and Placements Group".to_owned(),
        from: Some(When::Day(jiff::civil::date(2018, 12, 1))),
        pay: None,
    };
    let reference = muster.begin_proposal(&actor, &body, &beginning).await?;
    let open = muster.proposal(&actor, &body, &reference).await?;
    let base = muster.base_of(&actor, &body, &open.draft).await?;
    let lines: Vec<LineId> = base.establishment.lines().map(|line| line.id).collect();
    let draft = choose(&open.draft, &base.establishment, &lines);
    let typed = [
        Entry::to_posts(What::Replace)
            .with(Field::Title, "Service Organiser")
            .with(Field::Grade, "Grade 4")
            .with(Field::Fte, "1"),
        Entry::to_posts(What::Disestablish),
    ];
    let draft = Grid::of(&draft.case).save(&draft, &typed);
    let draft = draft.map_err(|faults| format!("{faults:?}"))?;
    muster.save_draft(&actor, &body, &open, &draft).await?;
    Ok(())
}

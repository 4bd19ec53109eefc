//! Muster in the browser over the example cases, on a day that does not change.
//!
//! Browser tests start it: it prints its address as its first line, and runs until it is ended.
//! Everybody in it is invented.

use std::io::BufRead as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use access::{Actor, Role, Roles};
use app::{BodyKey, Clock, Invitation, Muster};
use base::{Date, When};
use diagnostics::Sources;
use drafting::{Beginning, Entry, Field, Grid, What, choose};
use invented::Size;
use jiff::Timestamp;
use mail::{Mailer, Security};
use proposal::Look;
use register::{Act, Authority, Decision, Ledger, LineId, Placement, PostLine, Standing};
use server::{DemoAccount, Mailing, Settings, Site, serve};
use storage::Head;

/// Colours and fonts of its own for one of the two councils, so that both can be looked at.
fn bolton() -> Look {
    Look {
        accent: "#6b2c6b".to_owned(),
        heading_font: "\"Liberation Serif\", serif".to_owned(),
        ..Look::default()
    }
}

/// One account for each thing that an account may be used for.
const PEOPLE: [(&str, &str, Role); 8] = [
    ("HR officer 1", "hr1", Role::Hr),
    ("Finance officer 1", "finance1", Role::Finance),
    ("Monitoring officer 1", "legal1", Role::Legal),
    (
        "Democratic services officer 1",
        "democratic1",
        Role::DemocraticServices,
    ),
    ("Decision-maker 1", "decider1", Role::DecisionMaker),
    ("Decision-maker 2", "decider2", Role::DecisionMaker),
    ("Consultee 1", "consultee1", Role::Consultee),
    ("Auditor 1", "auditor1", Role::Auditor),
];

/// The morning of a day on which everybody looks. It is another day when whoever started the program says so.
struct Calendar(Mutex<Date>);

impl Clock for Calendar {
    fn now(&self) -> Timestamp {
        let morning = self.today().at(9, 0, 0, 0);
        let zoned = morning.to_zoned(jiff::tz::TimeZone::UTC);
        zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    fn today(&self) -> Date {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Calendar {
    /// Turns the leaves: each line of the standard input is a day, and is answered by the same line.
    #[expect(
        clippy::print_stdout,
        reason = "whoever names a day waits until it has come"
    )]
    fn turn(&self) {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if let Ok(day) = line.parse() {
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = day;
                println!("{day}");
            }
        }
    }
}

/// Two councils before anything was decided: each has its directorate, and no post.
async fn bare(muster: &Muster) -> Result<(), Box<dyn std::error::Error>> {
    let mut ledger = Ledger::new();
    let day = jiff::civil::date(2010, 1, 4);
    for (body, name) in [
        ("Bolton Council", "Adults and Community Services"),
        (
            "Nottinghamshire County Council",
            "Children, Families and Cultural Services",
        ),
    ] {
        let unit = ledger.new_unit();
        let open = Act::OpenUnit {
            unit,
            name: name.to_owned(),
            part_of: None,
        };
        let authority = Authority {
            decision: Arc::new(Decision {
                body: body.to_owned(),
                maker: Some("Head of Paid Service".to_owned()),
                date: day,
                title: "Opening of the register".to_owned(),
                reference: None,
                not_held: Vec::new(),
            }),
            standing: Standing::Decided,
            paragraph: None,
            change_line: None,
            assumption: None,
            listed: None,
        };
        ledger.record(day, day, authority, open);
    }
    muster
        .record(&Actor::Operator, Head::empty(), ledger.entries())
        .await?;
    Ok(())
}

/// Where browsers reach the site, as its e-mail says.
const ADDRESS: &str = "https://muster.example.org";

/// E-mail by a server on this machine: `MUSTER_SITE_MAIL` is its port. Without it none is sent.
fn mailing() -> Result<Option<Mailing>, Box<dyn std::error::Error>> {
    let Ok(port) = std::env::var("MUSTER_SITE_MAIL") else {
        return Ok(None);
    };
    let mailer = Mailer::new(&mail::Settings {
        server: "127.0.0.1".to_owned(),
        port: port.parse()?,
        security: Security::None,
        account: None,
        from: "Muster <muster@example.org>".to_owned(),
    });
    Ok(Some(Mailing {
        mailer: Arc::new(mailer?),
        address: ADDRESS.to_owned(),
    }))
}

/// How many posts the large site has.
const LARGE: usize = 20_000;

/// The example cases as history, with their reports, and a proposal that is under way.
async fn cases(muster: &Muster) -> Result<(), Box<dyn std::error::Error>> {
    let mut sources = Sources::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)?
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
    if let Some(posts) = asked.and_then(|asked| asked.parse().ok()) {
        invented::write(Size::of(posts), &mut ledger);
    }
    muster
        .record(&Actor::Operator, Head::empty(), ledger.entries())
        .await?;
    begin_proposal(muster).await?;
    for text in &texts {
        muster.keep_case(&Actor::Operator, text).await?;
    }
    Ok(())
}

/// A council of many posts, and one whose names are as long as anybody makes them.
async fn large(muster: &Muster) -> Result<(), Box<dyn std::error::Error>> {
    let mut ledger = Ledger::new();
    invented::write(Size::of(LARGE), &mut ledger);
    let (unit, line) = (ledger.new_unit(), ledger.new_line());
    let day = jiff::civil::date(2020, 4, 1);
    let long = |word: &str| {
        format!(
            "{word} for {}",
            "Commissioning, Partnerships and ".repeat(6)
        )
    };
    let authority = Authority {
        decision: Arc::new(Decision {
            body: "Council of the Royal Metropolitan Borough of Longname-upon-Longwater".to_owned(),
            maker: Some(long("Committee")),
            date: day,
            title: long("Establishment of posts"),
            reference: Some("LONG/2020/0000000000000000000000001".to_owned()),
            not_held: Vec::new(),
        }),
        standing: Standing::Decided,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    };
    let open = Act::OpenUnit {
        unit,
        name: long("Directorate"),
        part_of: None,
    };
    let post = PostLine {
        placement: Placement::In(unit),
        ..PostLine::titled(long(
            "Assistant_Director_with_a_word_that_does_not_end_anywhere_soon",
        ))
    };
    ledger.record(day, day, authority.clone(), open);
    ledger.record(day, day, authority, Act::Attest { line, post });
    let entries = ledger.entries();
    muster
        .record(&Actor::Operator, Head::empty(), entries)
        .await?;
    Ok(())
}

#[tokio::main]
#[expect(
    clippy::print_stdout,
    reason = "whoever starts it waits for the address"
)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let kind = std::env::args().nth(1).unwrap_or_default();
    // With a second word, the data stay in that folder when the program ends, and are found there again.
    let own = tempfile::tempdir()?;
    let folder = std::env::args().nth(2).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| own.path().to_owned());
    let is_there = folder.join(storage::FILE).is_file();
    let today = match kind.as_str() {
        "large" => jiff::civil::date(2026, 4, 1),
        "bare" => jiff::civil::date(2010, 1, 4),
        _ => jiff::civil::date(2018, 10, 1),
    };
    let calendar = Arc::new(Calendar(Mutex::new(today)));
    let muster = Muster::open(&folder, Arc::clone(&calendar) as Arc<dyn Clock>).await?;
    match kind.as_str() {
        _ if is_there => {}
        "empty" => {}
        "bare" => bare(&muster).await?,
        "large" => large(&muster).await?,
        _ => cases(&muster).await?,
    }
    let usual = Settings::default();
    let settings = Settings {
        // With `watched`, the progress of an import is shown at once.
        patience: match kind == "watched" {
            true => Duration::ZERO,
            false => usual.patience,
        },
        looks: vec![("Bolton Council".to_owned(), bolton())],
        demo: Some(DemoAccount {
            sign_in_name: "manager2".to_owned(),
            password: "teapot lantern gravel".to_owned(),
            others: PEOPLE.map(|(_, name, role)| (name.to_owned(), role)).into(),
        }),
        mailing: mailing()?,
        ..usual
    };
    let muster = Arc::new(muster);
    // With `new`, nobody has an account yet; the code is printed as the second line.
    let code = muster.setup_code().await?.unwrap_or_default();
    let is_new = kind == "new" || kind == "empty";
    if !is_new && !is_there {
        let name = "Group manager 2";
        muster
            .set_up(&code, name, "manager2", "teapot lantern gravel")
            .await?;
        // Somebody who is on no proposal but their own.
        let other = Invitation {
            name: "Group manager 4".to_owned(),
            sign_in_name: "manager4".to_owned(),
            roles: Roles::everywhere([Role::Staff]),
            password: "teapot lantern gravel".to_owned(),
        };
        muster.make_account(&Actor::Operator, &other).await?;
        for (name, sign_in_name, role) in PEOPLE {
            let invitation = Invitation {
                name: name.to_owned(),
                sign_in_name: sign_in_name.to_owned(),
                roles: Roles::everywhere([role]),
                password: "teapot lantern gravel".to_owned(),
            };
            let made = muster.make_account(&Actor::Operator, &invitation);
            made.await?;
        }
    }
    let site = Site::new(settings, muster)?;
    let address: SocketAddr = ([127, 0, 0, 1], 0).into();
    serve(site, address, |at| {
        println!("http://{at}");
        if is_new {
            println!("{code}");
        }
        std::thread::spawn(move || calendar.turn());
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

//! The cases as history in a register that can be opened in the browser.

use std::path::Path;
use std::sync::Arc;

use access::{Actor, Role, Roles};
use app::{Adopted, AppError, Invitation, Muster, Written};
use diagnostics::Sources;
use invented::{BODY, Size};
use proposal::{Bodies, Replay, read_body};
use server::DemoAccount;
use storage::{FILE, Head, NewHolding, Watch};

use crate::clock::SystemClock;
use crate::commands::wait;
use crate::failure::Failure;
use crate::output::Output;

/// The password of every invented account. Whoever has the demonstration may know it.
const PASSWORD: &str = "teapot lantern gravel";

/// The invented accounts: who, sign-in name, and what they may do.
const PEOPLE: [(&str, &str, Role); 9] = [
    ("Administrator 1", "administrator", Role::Administrator),
    ("Officer 1", "officer", Role::Staff),
    ("HR officer 1", "hr", Role::Hr),
    ("Finance officer 1", "finance", Role::Finance),
    ("Monitoring officer 1", "legal", Role::Legal),
    (
        "Democratic services officer 1",
        "democratic",
        Role::DemocraticServices,
    ),
    ("Decision-maker 1", "decider", Role::DecisionMaker),
    ("Consultee 1", "consultee", Role::Consultee),
    ("Auditor 1", "auditor", Role::Auditor),
];

/// The account with which anybody looks at the register in the browser.
pub(super) fn account() -> DemoAccount {
    let (_, sign_in_name, _) = PEOPLE[0];
    let others = PEOPLE[1..].iter();
    DemoAccount {
        sign_in_name: sign_in_name.to_owned(),
        password: PASSWORD.to_owned(),
        others: others
            .map(|(_, sign_in_name, role)| ((*sign_in_name).to_owned(), *role))
            .collect(),
    }
}

/// Records the cases as history, if the folder holds none yet, with an invented council if it is asked
/// for, and makes the invented accounts. Says in words what is there.
pub(super) fn fill(
    folder: &Path,
    replay: &Replay,
    texts: &[(String, Vec<u8>)],
    posts: Option<u32>,
    output: &mut Output,
) -> Result<String, Failure> {
    let filled = wait(async {
        let filled = async {
            let muster = Muster::open(folder, Arc::new(SystemClock)).await?;
            let filled = match keep(&muster, texts).await {
                Ok(()) => Filled::with(&muster, replay, posts).await,
                Err(error) => Err(error),
            };
            muster.close().await;
            filled
        };
        filled.await.map_err(Failure::data(folder))
    })?;
    let (Adopted::Recorded(head) | Adopted::Already(head) | Adopted::Otherwise(head)) =
        filled.adopted;
    if matches!(filled.adopted, Adopted::Otherwise(_)) {
        output.note(format_args!(
            "the register in {} begins with other decisions than these cases, and was left as it is",
            folder.display()
        ));
    }
    if posts.is_some() && filled.invented.is_none() {
        output.note(format_args!(
            "the register in {} holds {BODY} already, and it was left as it is",
            folder.display()
        ));
    }
    let file = folder.join(FILE);
    let names: Vec<&str> = PEOPLE.iter().map(|(_, name, _)| *name).collect();
    Ok(format!(
        "Register of {} entries: {}\nSign-in names, invented: {}; password: {PASSWORD}\n",
        filled.invented.unwrap_or(head).entries,
        file.display(),
        names.join(", ")
    ))
}

/// The body profiles of the demonstration: those that come with Muster, and one of the invented council,
/// by which its posts are costed.
pub(super) fn profiles() -> Bodies {
    let (anytown, _) = read_body(&mut Sources::new(), "demonstration", ANYTOWN.as_bytes());
    let shipped = Bodies::shipped().clone();
    match anytown {
        Some(anytown) => shipped.with(anytown),
        None => shipped,
    }
}

/// The profile of the invented council; so is its pension rate.
const ANYTOWN: &str = r##"
key = "anytown"
name = "The invented council of the demonstration"
bodies = ["Anytown County Council"]

[[section]]
key = "information"
heading = "Information"

[look]
accent = "#00513b"

[[pay]]
from = 2016-04-06
profile = "statutory"
pension_rate = "20%"
"##;

/// Keeps the case files: they are the reports behind the decisions.
async fn keep(muster: &Muster, texts: &[(String, Vec<u8>)]) -> Result<(), AppError> {
    for (_, bytes) in texts {
        if let Ok(text) = std::str::from_utf8(bytes) {
            muster.keep_case(&Actor::Operator, text).await?;
        }
    }
    Ok(())
}

/// What became of a folder.
struct Filled {
    adopted: Adopted,
    /// The receipt of the invented council, if it was recorded now.
    invented: Option<Head>,
}

impl Filled {
    async fn with(muster: &Muster, replay: &Replay, posts: Option<u32>) -> Result<Self, AppError> {
        let entries = replay.ledger.entries();
        let adopted = muster.adopt(&Actor::Operator, entries).await?;
        let invented = match posts {
            Some(posts) => invent(muster, posts).await?,
            None => None,
        };
        invite(muster).await?;
        Ok(Self { adopted, invented })
    }
}

/// Records an invented council as an import is recorded, unless the register holds it.
async fn invent(muster: &Muster, posts: u32) -> Result<Option<Head>, AppError> {
    let operator = Actor::Operator;
    let onto = match muster.ledger_to_import_onto(&operator, BODY).await {
        Err(AppError::AlreadyHeld(_)) => return Ok(None),
        onto => onto?,
    };
    let mut branch = onto.ledger.branch();
    let size = Size::of(usize::try_from(posts).unwrap_or(usize::MAX));
    let holdings = invented::write(size, &mut branch)
        .into_iter()
        .map(|holder| NewHolding {
            line: holder.line,
            name: holder.name,
            contact: holder.number,
            from: None,
            until: None,
        });
    let written = Written {
        after: onto.head,
        holdings: holdings.collect(),
        branch,
    };
    let watch = Watch::default();
    let head = muster.import(&operator, &written, None, &watch).await?;
    Ok(Some(head))
}

/// Makes the invented accounts, unless there are accounts.
async fn invite(muster: &Muster) -> Result<(), AppError> {
    if muster.setup_code().await?.is_none() {
        return Ok(());
    }
    for (name, sign_in_name, role) in PEOPLE {
        let invitation = Invitation {
            name: name.to_owned(),
            sign_in_name: sign_in_name.to_owned(),
            roles: Roles::everywhere([role]),
            password: PASSWORD.to_owned(),
        };
        muster.make_account(&Actor::Operator, &invitation).await?;
    }
    Ok(())
}

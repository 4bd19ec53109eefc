//! `notices`: what it costs to tell people of cases.
//!
//! So many accounts, each with an e-mail address, one in five of finance, and 200 proposals that wait for
//! comments, to a council of 1,000 posts. Times, each of one use case:
//!
//! - `step`: a proposal is sent for comments, which is what somebody waits for who presses the button
//! - `step_beside`: the same while those whom the steps before concern are told
//! - `told`: one step is told to everybody whom it concerns, with the messages
//! - `days`: the last days, comments and promises of all proposals are looked at, as once a day
//! - `due`: the messages that are due are read
//! - `unread`: one person is told how much they have not read, as on the first page
//!
//! `check` has the notices that one person has of finance, and how many messages are due at once.

use std::path::Path;
use std::sync::Arc;

use access::{Actor, Role, Roles};
use app::{AppError, BodyKey, Clock, Invitation, Muster, Reference};
use base::{Date, When};
use drafting::{Beginning, Draft};
use governance::{Standing, Step};
use jiff::Timestamp;
use register::Ledger;
use serde_json::json;
use storage::Head;
use tokio::runtime::Runtime;

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::serving::refused;
use crate::timing::{peak, timed};

pub(super) const PART: Part = Part {
    name: "notices",
    sizes: &[Size {
        count: 500,
        large: false,
    }],
    make: |count, work| {
        Ok(Asked {
            work: work.join(format!("notices-{count}")),
            nodes: Some(count),
            ..Asked::default()
        })
    },
    bench,
    once: None,
};

/// How many proposals wait for comments.
const PROPOSALS: usize = 200;
/// One account in so many is of finance, and is told that a comment is asked for.
const FINANCE: usize = 5;
/// How many posts the council has.
const POSTS: usize = 1000;

/// A day on which the last days of the proposals are near.
struct Near;

impl Clock for Near {
    fn now(&self) -> Timestamp {
        let noon = self
            .today()
            .at(12, 0, 0, 0)
            .to_zoned(jiff::tz::TimeZone::UTC);
        noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp())
    }

    fn today(&self) -> Date {
        jiff::civil::date(2026, 4, 1)
    }
}

/// The people and their proposals.
struct Office {
    muster: Arc<Muster>,
    author: Actor,
    finance: Actor,
    proposals: Vec<Reference>,
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(Failure::of("cannot start"))?;
    let accounts = asked.nodes.unwrap_or(0);
    if asked.work.exists() {
        let cleared = std::fs::remove_dir_all(&asked.work);
        cleared.map_err(Failure::of(format!(
            "cannot clear {}",
            asked.work.display()
        )))?;
    }
    let (load, office) = timed(|| runtime.block_on(Office::made(&asked.work, accounts)));
    let office = office.map_err(refused)?;
    measured(&runtime, &office, load, asked.repeat.max(1)).map_err(refused)
}

fn measured(
    runtime: &Runtime,
    office: &Office,
    load: f64,
    repeat: usize,
) -> Result<Outcome, AppError> {
    let (mut step, mut beside, mut told) = (Vec::new(), Vec::new(), Vec::new());
    let (mut days, mut due, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    let muster = &office.muster;
    let mut waiting = office.proposals.iter();
    let mut send = |seconds: Option<&mut Vec<f64>>| {
        let (took, taken) = timed(|| match waiting.next() {
            Some(reference) => runtime.block_on(office.send(reference)).map(|()| true),
            None => Ok(false),
        });
        if let Some(seconds) = seconds {
            seconds.push(took);
        }
        taken
    };
    for _ in 0..repeat {
        send(Some(&mut step))?;
        let (took, given) = timed(|| runtime.block_on(muster.tell_of_steps(true)));
        given?;
        told.push(took);
        send(None)?;
        let teller = Arc::clone(muster);
        let telling = runtime.spawn(async move { teller.tell_of_steps(true).await });
        send(Some(&mut beside))?;
        if let Ok(given) = runtime.block_on(telling) {
            given?;
        }
    }
    while send(None)? {}
    while runtime.block_on(muster.tell_of_steps(true))? > 0 {}
    for _ in 0..repeat {
        let (took, looked) = timed(|| runtime.block_on(muster.tell_of_days(true)));
        looked?;
        days.push(took);
        let (took, read) = timed(|| runtime.block_on(muster.outgoing()));
        read?;
        due.push(took);
        let (took, read) = timed(|| runtime.block_on(muster.unread_notices(&office.finance)));
        read?;
        unread.push(took);
    }
    let check = json!({
        "notices": runtime.block_on(muster.unread_notices(&office.finance))?,
        "due": runtime.block_on(muster.outgoing())?.len(),
    });
    Ok(Outcome {
        load,
        values: Vec::new(),
        times: vec![
            ("step", step),
            ("step_beside", beside),
            ("told", told),
            ("days", days),
            ("due", due),
            ("unread", unread),
        ],
        check,
        peak: peak(),
    })
}

impl Office {
    async fn made(folder: &Path, accounts: usize) -> Result<Self, AppError> {
        let muster = Muster::open(folder, Arc::new(Near)).await?;
        let mut ledger = Ledger::new();
        invented::write(invented::Size::of(POSTS), &mut ledger);
        let (operator, head) = (Actor::Operator, Head::empty());
        muster.record(&operator, head, ledger.entries()).await?;
        let author = account(&muster, 0, Role::Staff).await?;
        let finance = account(&muster, 1, Role::Finance).await?;
        for number in 2..accounts {
            let role = match number % FINANCE {
                0 => Role::Finance,
                _ => Role::Staff,
            };
            account(&muster, number, role).await?;
        }
        let mut proposals = Vec::new();
        for number in 0..PROPOSALS {
            proposals.push(begun(&muster, &author, number).await?);
        }
        // What happened so far is read through, some of it at a time; nothing of it is told.
        for _ in 0..accounts {
            muster.tell_of_steps(true).await?;
        }
        Ok(Self {
            muster: Arc::new(muster),
            author,
            finance,
            proposals,
        })
    }

    /// Sends a proposal for comments, as a page does.
    async fn send(&self, reference: &Reference) -> Result<(), AppError> {
        let body = BodyKey::of(invented::BODY);
        let muster = &self.muster;
        let open = muster.proposal(&self.author, &body, reference).await?;
        let seen = muster.life_of(&open);
        let step = Step::SentForComments {
            revision: open.saved.number,
        };
        let standing = Standing::default();
        let taken = muster.take(&self.author, &open, &seen, &standing, &step, None);
        taken.await.map(|_| ())
    }
}

/// An account with an e-mail address. It has no password, which would take long to make.
async fn account(muster: &Muster, number: usize, role: Role) -> Result<Actor, AppError> {
    let roles = Roles::everywhere([role]);
    let invitation = Invitation {
        name: format!("Postholder {number:03}"),
        sign_in_name: String::new(),
        roles: roles.clone(),
        password: String::new(),
    };
    let address = format!("officer{number}@example.org");
    let made = muster.make_account_reached_at(&Actor::Operator, &invitation, &address);
    let id = made.await?;
    Ok(Actor::Account { id, roles })
}

/// A proposal whose last days are near.
async fn begun(muster: &Muster, author: &Actor, number: usize) -> Result<Reference, AppError> {
    let body = BodyKey::of(invented::BODY);
    let beginning = Beginning {
        title: format!("Proposal {number}"),
        body: invented::BODY.to_owned(),
        unit: invented::BODY.to_owned(),
        from: Some(When::Day(jiff::civil::date(2026, 6, 1))),
        pay: None,
    };
    let reference = muster.begin_proposal(author, &body, &beginning).await?;
    let open = muster.proposal(author, &body, &reference).await?;
    let draft = Draft::read(&format!("date = 2026-04-16\n{}", open.draft.text()));
    muster.save_draft(author, &body, &open, &draft).await?;
    Ok(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finance_is_told_of_every_proposal_and_of_no_other_thing() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let asked = Asked {
            work: folder.path().join("notices"),
            nodes: Some(7),
            repeat: 1,
            ..Asked::default()
        };
        let outcome = bench(&asked).expect("people are told");
        assert_eq!(outcome.check["notices"], json!(PROPOSALS));
    }
}

//! Decides proposals in a folder, each with a further revision, a step and two entries, and prints each receipt
//! once it has it: what the durability test kills.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use register::{Act, Decision, LineId, PostLine, Standing};
use storage::{EntryFacts, NewCaseStep, NewDecision, NewRevision, Recording, Store};

type Failed = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    let store = Store::open(&folder).await?;
    let now = Timestamp::UNIX_EPOCH;
    loop {
        let expected = store.snapshot().await?.head;
        let begun = store.begin_proposal(now, None, "example", expected.entries, "title = \"One\"");
        let begun = begun.await?;
        let new = NewDecision {
            expected,
            recordings: &[decision(expected.entries)?],
            revision: Some(NewRevision {
                after: &begun,
                ledger_entries: expected.entries,
                content: "title = \"One, decided\"",
            }),
            step: NewCaseStep {
                proposal: begun.proposal,
                expected: 0,
                kind: "decided",
                content: "{}",
                words: None,
            },
        };
        let done = store.record_decision(now, None, &new).await?;
        // Whoever reads this line may rely on it.
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", done.head)?;
        out.flush()?;
    }
}

/// A decision on two lines of posts.
fn decision(entries: u32) -> Result<Recording, Failed> {
    let day = "2018-06-18".parse()?;
    let decision = Decision {
        body: "Example County Council".to_owned(),
        maker: None,
        date: day,
        title: "One of many".to_owned(),
        reference: None,
        not_held: Vec::new(),
    };
    let post = |number: u32| EntryFacts {
        recorded: day,
        effective: day,
        standing: Standing::Decided,
        paragraph: None,
        change_line: Some(1),
        assumption: None,
        listed: None,
        act: Act::Attest {
            line: LineId::numbered(number),
            post: PostLine::titled("Service Organiser"),
        },
    };
    Ok(Recording {
        at: Timestamp::UNIX_EPOCH,
        by: None,
        decision: Arc::new(decision),
        entries: vec![post(entries + 1), post(entries + 2)],
    })
}

//! Records decisions in a folder, several at a time, and prints each receipt once it has it: what the
//! durability test kills.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use register::{Act, Decision, LineId, PostLine, Standing};
use storage::{EntryFacts, Head, Recording, Store, StoreError};

/// How many write at a time.
const WRITERS: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failed> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    let store = Arc::new(Store::open(&folder).await?);
    let head = store.snapshot().await?.head;
    let writers = (0..WRITERS).map(|_| tokio::spawn(write(Arc::clone(&store), head)));
    for writer in writers.collect::<Vec<_>>() {
        writer.await??;
    }
    Ok(())
}

/// Records without end.
async fn write(store: Arc<Store>, mut head: Head) -> Result<(), Failed> {
    loop {
        match store.record(head, &[decision(head.entries)?]).await {
            Ok(receipt) => {
                head = receipt;
                // Whoever reads this line may rely on it.
                let mut out = std::io::stdout().lock();
                writeln!(out, "{head}")?;
                out.flush()?;
            }
            Err(StoreError::Conflict { actual, .. }) => head = actual,
            Err(other) => return Err(other.into()),
        }
    }
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

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
        change_line: None,
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

//! Records decisions in a folder, one after another, and prints each receipt once it has it: what the
//! durability test kills.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use register::{Act, Decision, LineId, PostLine, Standing};
use storage::{EntryFacts, Recording, Store};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    let store = Store::open(&folder).await?;
    let day = "2018-06-18".parse()?;
    let decision = Arc::new(Decision {
        body: "Example County Council".to_owned(),
        maker: None,
        date: day,
        title: "One of many".to_owned(),
        reference: None,
        not_held: Vec::new(),
    });
    let mut head = store.snapshot().await?.head;
    loop {
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
        let recording = Recording {
            at: Timestamp::UNIX_EPOCH,
            by: None,
            decision: Arc::clone(&decision),
            entries: vec![post(head.entries + 1), post(head.entries + 2)],
        };
        head = store.record(head, &[recording]).await?;
        // Whoever reads this line may rely on it.
        let mut out = std::io::stdout().lock();
        writeln!(out, "{head}")?;
        out.flush()?;
    }
}

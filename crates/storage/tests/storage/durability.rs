//! A receipt is a promise, whatever happens to the program next.
//!
//! Killing a program shows that what it acknowledged does not live in its memory. That it is on the
//! disk too, for a power cut, rests on SQLite's synchronised log, which no test of a program can show.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use storage::{Head, Store, verify};

/// How often the program is killed.
const KILLS: usize = 20;

/// An example program that records without end: `recorder` eight decisions at a time, `decider` decisions on
/// proposals.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(|deps| deps.parent()).unwrap();
    built
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Kills a program again and again, and gives the folder in which it wrote.
async fn killed(program: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut receipts: Vec<Head> = Vec::new();
    for kill in 0..KILLS {
        let mut child = Command::new(example(program))
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Sooner and later, so that it is caught in the middle of different things.
        let acknowledged = 1 + kill * 3 % 17;
        let some = lines.by_ref().take(acknowledged);
        receipts.extend(some.map(|line| line.unwrap().parse::<Head>().unwrap()));
        child.kill().unwrap();
        child.wait().unwrap();
        // It may have acknowledged more before it was gone, and may have broken off in a line.
        receipts.extend(lines.map_while(|line| line.ok()?.parse::<Head>().ok()));
        let last = receipts.iter().map(|head| head.entries).max().unwrap();
        let verified = verify(folder.path(), &receipts).await.unwrap();
        assert_eq!(verified.faults, [], "kill {kill}");
        assert!(verified.head.entries >= last, "kill {kill}");
        assert_eq!(
            verified.head.entries % 2,
            0,
            "a decision is never there in part"
        );
    }
    folder
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_kill() {
    killed("recorder").await;
}

#[tokio::test]
async fn a_decision_on_a_proposal_is_there_with_all_its_parts_or_not_at_all() {
    let folder = killed("decider").await;
    let store = Store::open_existing(folder.path()).await.unwrap();
    let mut decided = 0;
    for (proposal, _) in store.proposals_begun("example").await.unwrap() {
        let revisions = store.revisions_saved(proposal).await.unwrap().len();
        let steps = store.case_steps(proposal).await.unwrap().len();
        assert_eq!(revisions, steps + 1);
        decided += u32::try_from(steps).unwrap();
    }
    let entries = store.snapshot().await.unwrap().head.entries;
    assert_eq!(entries, decided * 2);
}

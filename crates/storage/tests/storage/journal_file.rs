//! The journal as an auditor takes it away.

use access::AccountId;
use jiff::Timestamp;
use storage::{Event, Store, verify_journal_file};

/// A journal of three entries, as a file.
async fn file() -> String {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    for what in ["establishment", "audit trail", "journal"] {
        let event = Event::Downloaded {
            what: what.to_owned(),
        };
        let by = Some(AccountId([3; 16]));
        store.note(Timestamp::UNIX_EPOCH, by, event).await.unwrap();
    }
    let file = store.journal_file().await.unwrap();
    store.close().await;
    file
}

/// What a file of these lines holds: how many entries, and what is wrong.
fn verified(lines: &[&str]) -> (u32, Vec<String>) {
    let verified = verify_journal_file(&lines.join("\n")).unwrap();
    (verified.entries, verified.faults)
}

#[tokio::test]
async fn a_journal_that_was_taken_away_is_verified_without_the_data() {
    let file = file().await;
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 4, "{file}");
    assert_eq!(verified(&lines), (3, Vec::new()));
    // An end that is cut off shows in the number and the last hash only.
    assert_eq!(verified(&lines[..3]), (2, Vec::new()));
    let hash = |lines: &[&str]| verify_journal_file(&lines.join("\n")).unwrap().hash;
    assert_ne!(hash(&lines), hash(&lines[..3]));

    let altered = lines[2].replacen("61756469", "61756468", 1);
    assert_ne!(altered, lines[2], "an entry with the word audit");
    let faults = verified(&[lines[0], lines[1], &altered, lines[3]]).1;
    assert_eq!(
        faults,
        ["entry 2, line 3, is not what follows the one before it"]
    );
    let faults = verified(&[lines[0], lines[1], lines[3]]).1;
    assert_eq!(
        faults,
        [
            "line 3 is entry 3, where entry 2 should stand",
            "entry 3, line 3, is not what follows the one before it",
        ]
    );
    let faults = verified(&[lines[0], lines[1], "2 zz", lines[3]]).1;
    assert_eq!(faults[0], "line 3 is no entry");
    assert!(verify_journal_file("something else\n").is_err());
}

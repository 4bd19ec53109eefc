//! Copies, and data from copies.

use std::fs;

use storage::{BackupError, FILE, Head, Store, backup, restore, verify};

use crate::example::{disarm, filled, raw, recording, run};

#[tokio::test]
async fn a_copy_is_made_while_others_write_and_is_the_same() {
    let folder = filled().await;
    let store = Store::open(folder.path()).await.unwrap();
    let head = store.snapshot().await.unwrap().head;
    let copy = folder.path().join("copy.sqlite3");
    let verified = backup(folder.path(), &copy).await.unwrap();
    assert_eq!(verified.head, head);
    store.record(head, &[recording("D", 7..=7)]).await.unwrap();
    let again = backup(folder.path(), &copy).await.unwrap_err();
    assert!(matches!(again, BackupError::Exists(_)), "{again}");
    let elsewhere = tempfile::tempdir().unwrap();
    restore(&copy, elsewhere.path(), false).await.unwrap();
    let restored = Store::open_existing(elsewhere.path()).await.unwrap();
    let snapshot = restored.snapshot().await.unwrap();
    assert_eq!(snapshot.head, head);
    restored
        .record(head, &[recording("E", 7..=7)])
        .await
        .unwrap();
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert!(
        names
            .iter()
            .all(|name| !name.to_string_lossy().contains("part")),
        "{names:?}"
    );
}

#[tokio::test]
async fn data_is_replaced_only_when_asked_and_kept_beside() {
    let folder = filled().await;
    let copy = folder.path().join("copy.sqlite3");
    backup(folder.path(), &copy).await.unwrap();
    let other = tempfile::tempdir().unwrap();
    let store = Store::open(other.path()).await.unwrap();
    store
        .record(Head::empty(), &[recording("X", 1..=1)])
        .await
        .unwrap();
    store.close().await;
    let refused = restore(&copy, other.path(), false).await.unwrap_err();
    assert!(matches!(refused, BackupError::DataExists(_)), "{refused}");
    assert_eq!(verify(other.path(), &[]).await.unwrap().head.entries, 1);
    restore(&copy, other.path(), true).await.unwrap();
    assert_eq!(verify(other.path(), &[]).await.unwrap().head.entries, 6);
    let replaced = other.path().join(format!("{FILE}.replaced"));
    assert_eq!(
        storage::verify_file(&replaced, &[])
            .await
            .unwrap()
            .head
            .entries,
        1
    );
}

#[tokio::test]
async fn what_is_altered_or_no_database_is_not_copied_or_taken_back() {
    let folder = filled().await;
    let mut connection = raw(folder.path()).await;
    disarm(&mut connection).await;
    run(
        &mut connection,
        "DELETE FROM ledger_entry WHERE position = 4",
    )
    .await
    .unwrap();
    let copy = folder.path().join("copy.sqlite3");
    let refused = backup(folder.path(), &copy).await.unwrap_err();
    assert!(matches!(refused, BackupError::Faulty { .. }), "{refused}");
    assert!(!copy.exists());
    let notes = folder.path().join("notes.txt");
    fs::write(
        &notes,
        "These are notes, and no database at all.".repeat(100),
    )
    .unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    assert!(restore(&notes, elsewhere.path(), false).await.is_err());
    assert!(restore(&copy, elsewhere.path(), false).await.is_err());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

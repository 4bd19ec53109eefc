//! Somebody has the file, and no trigger in the way.

use sqlx::{Connection as _, Row as _};
use storage::{Head, Store, verify};

use crate::example::{disarm, filled, raw, recording, run, texts};

/// What a verification says after some SQL, apart from the triggers that are gone.
async fn after(sql: &str, receipts: &[Head]) -> Vec<String> {
    let folder = filled().await;
    let mut connection = raw(folder.path()).await;
    disarm(&mut connection).await;
    run(&mut connection, sql).await.unwrap();
    connection.close().await.unwrap();
    let verified = verify(folder.path(), receipts).await.unwrap();
    let faults = verified.faults.into_iter();
    let faults = faults.filter(|fault| !fault.place.starts_with("the trigger"));
    faults
        .map(|fault| format!("{}: {}", fault.place, fault.what))
        .collect()
}

/// The head of the example.
async fn receipt() -> Head {
    let folder = filled().await;
    verify(folder.path(), &[]).await.unwrap().head
}

#[tokio::test]
async fn nothing_is_found_where_nothing_was_altered() {
    let folder = filled().await;
    let head = receipt().await;
    let verified = verify(folder.path(), &[Head::empty(), head]).await.unwrap();
    assert_eq!(verified.faults, []);
    assert_eq!((verified.recordings, verified.head.entries), (3, 6));
    assert_eq!(
        (verified.revisions, verified.redacted, verified.journal),
        (3, 1, 11)
    );
}

#[tokio::test]
async fn every_column_is_guarded() {
    let folder = filled().await;
    let mut connection = raw(folder.path()).await;
    for table in [
        "ledger_recording",
        "ledger_entry",
        "journal_entry",
        "revision",
        "revision_text",
        "case_step",
        "case_words",
        "consultation_answer",
    ] {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        for column in texts(&mut connection, &columns).await {
            let rowid = format!("(SELECT max(rowid) FROM {table})");
            let sql = format!(
                "PRAGMA foreign_keys = OFF; UPDATE {table} SET {column} = CASE typeof({column}) \
                 WHEN 'integer' THEN {column} + 1 WHEN 'text' THEN {column} || 'x' \
                 ELSE CAST(CASE substr({column}, 1, 1) WHEN x'07' THEN x'08' ELSE x'07' END \
                 || substr({column}, 2) AS BLOB) END \
                 WHERE rowid = {rowid}"
            );
            let found = after(&sql, &[]).await;
            assert_ne!(found, [""; 0], "{table}.{column}");
        }
    }
}

#[tokio::test]
async fn every_byte_of_an_entry_is_guarded_and_the_entry_is_named() {
    let folder = filled().await;
    let mut connection = raw(folder.path()).await;
    disarm(&mut connection).await;
    let facts = sqlx::query("SELECT facts FROM ledger_entry WHERE position = 4");
    let facts: Vec<u8> = facts.fetch_one(&mut connection).await.unwrap().get(0);
    for at in 0..facts.len() {
        let mut altered = facts.clone();
        altered[at] ^= 1;
        let update = sqlx::query("UPDATE ledger_entry SET facts = $1 WHERE position = 4");
        update.bind(altered).execute(&mut connection).await.unwrap();
        let faults = verify(folder.path(), &[]).await.unwrap().faults;
        let places: Vec<_> = faults.iter().map(|fault| fault.place.as_str()).collect();
        assert!(
            places.contains(&"entry 4 of the ledger"),
            "byte {at}: {places:?}"
        );
        let others =
            |place: &&&str| place.starts_with("entry") && **place != "entry 4 of the ledger";
        assert_eq!(places.iter().find(others), None, "byte {at}");
    }
}

#[tokio::test]
async fn an_altered_ledger_is_not_served() {
    let folder = filled().await;
    let mut connection = raw(folder.path()).await;
    disarm(&mut connection).await;
    let sql = "UPDATE ledger_entry SET facts = (SELECT facts FROM ledger_entry WHERE position = 2) \
         WHERE position = 4";
    run(&mut connection, sql).await.unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let refused = store.snapshot().await.unwrap_err().to_string();
    assert!(
        refused.starts_with("entry 4 of the ledger is not what was recorded"),
        "{refused}"
    );
}

#[tokio::test]
async fn two_entries_that_change_places_are_found() {
    let sql = "UPDATE ledger_entry SET position = -3 WHERE position = 3; \
         UPDATE ledger_entry SET position = 3 WHERE position = 4; \
         UPDATE ledger_entry SET position = 4 WHERE position = -3";
    assert_eq!(
        after(sql, &[]).await,
        [
            "recording 2 of the ledger: it is not what was recorded: none of its entries 3 to 5 follows"
        ]
    );
}

#[tokio::test]
async fn an_entry_that_is_taken_out_is_found() {
    assert_eq!(
        after("DELETE FROM ledger_entry WHERE position = 4", &[]).await,
        [
            "entry 5 of the ledger: entry 4 was expected here: something was taken out",
            "entry 5 of the ledger: it, or the hash before it, is not what was recorded",
        ]
    );
}

#[tokio::test]
async fn an_altered_decision_is_found_where_it_stands() {
    let sql = "UPDATE ledger_recording SET facts = (SELECT facts FROM ledger_recording WHERE number = 1) \
         WHERE number = 2";
    assert_eq!(
        after(sql, &[]).await,
        [
            "recording 2 of the ledger: it is not what was recorded: none of its entries 3 to 5 follows"
        ]
    );
}

#[tokio::test]
async fn a_cut_off_end_is_found_with_a_receipt() {
    let sql = "DELETE FROM ledger_entry WHERE position > 5; DELETE FROM ledger_recording WHERE number = 3";
    assert_eq!(
        after(sql, &[]).await,
        [""; 0],
        "the chain alone cannot tell"
    );
    assert_eq!(
        after(sql, &[receipt().await]).await,
        [
            "the end of the ledger: the receipt is for 6 entries, and the ledger has 5: its end was cut off"
        ]
    );
}

#[tokio::test]
async fn a_ledger_that_was_written_anew_is_found_with_a_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let anew = [recording("A", 1..=2), recording("X", 3..=6)];
    store.record(Head::empty(), &anew).await.unwrap();
    store.close().await;
    assert_eq!(verify(folder.path(), &[]).await.unwrap().faults, []);
    let faults = verify(folder.path(), &[receipt().await])
        .await
        .unwrap()
        .faults;
    let fault = format!("{}: {}", faults[0].place, faults[0].what);
    assert!(
        fault.starts_with("entry 6 of the ledger: the receipt says")
            && fault.ends_with("the ledger was written anew, here or before"),
        "{fault}"
    );
}

#[tokio::test]
async fn texts_are_held_against_the_journal() {
    let gone = after("DELETE FROM revision_text WHERE content = 'three'", &[]).await;
    assert!(
        gone[0].ends_with("its text is gone, and no redaction is recorded"),
        "{gone:?}"
    );
    let other = after(
        "UPDATE revision_text SET content = 'four' WHERE content = 'three'",
        &[],
    )
    .await;
    assert!(
        other[0].ends_with("its text is not what was saved"),
        "{other:?}"
    );
    let lost = after("DELETE FROM revision WHERE number = 3", &[]).await;
    assert!(
        lost[0].ends_with("the journal knows it, and it is gone"),
        "{lost:?}"
    );
}

#[tokio::test]
async fn steps_of_a_case_are_held_against_the_journal() {
    let gone = after("DELETE FROM case_words", &[]).await;
    assert!(
        gone[0].ends_with("its words are gone, and no redaction is recorded"),
        "{gone:?}"
    );
    let lost = after("DELETE FROM case_step WHERE number = 2", &[]).await;
    assert!(
        lost[0].ends_with("the journal knows it, and it is gone"),
        "{lost:?}"
    );
}

#[tokio::test]
async fn triggers_that_are_gone_or_new_are_named() {
    let folder = filled().await;
    let mut connection = raw(folder.path()).await;
    let sql = "DROP TRIGGER ledger_entry_is_not_updated; \
         CREATE TRIGGER sly AFTER INSERT ON account BEGIN DELETE FROM session; END";
    run(&mut connection, sql).await.unwrap();
    let faults = verify(folder.path(), &[]).await.unwrap().faults;
    let places: Vec<_> = faults.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!(
        places,
        ["the trigger ledger_entry_is_not_updated", "the trigger sly"]
    );
}

//! What every database must do. Each test runs on each kind that there is.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use base::{Date, Fte, Known};
use jiff::Timestamp;
use register::{Act, Decision, LineId, PostLine, Standing};
use storage::{EntryFacts, Head, Recording, Store, StoreError};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn recording(title: &str, lines: std::ops::RangeInclusive<u32>) -> Recording {
    let entries = lines.map(|number| EntryFacts {
        recorded: day("2018-06-18"),
        effective: day("2018-07-01"),
        standing: Standing::Decided,
        paragraph: Some("6".to_owned()),
        change_line: Some(1),
        assumption: None,
        listed: None,
        act: Act::Establish {
            line: LineId::numbered(number),
            post: PostLine {
                fte: Known::Known(Fte::whole(1)),
                ..PostLine::titled(format!("Service Organiser {number}"))
            },
            in_place_of: Vec::new(),
        },
    });
    Recording {
        at: "2018-06-18T14:02:00.000001Z".parse::<Timestamp>().unwrap(),
        by: None,
        decision: Arc::new(Decision {
            body: "Example County Council".to_owned(),
            maker: Some("Policy Committee".to_owned()),
            date: day("2018-06-18"),
            title: title.to_owned(),
            reference: None,
            not_held: Vec::new(),
        }),
        entries: entries.collect(),
    }
}

#[tokio::test]
async fn what_was_recorded_comes_back_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let first = store
        .record(Head::empty(), &[recording("A", 1..=2)])
        .await
        .unwrap();
    let second = store
        .record(first, &[recording("B", 3..=2_500)])
        .await
        .unwrap();
    let held = store.snapshot().await.unwrap();
    store.close().await;
    let store = Store::open_existing(folder.path()).await.unwrap();
    let again = store.snapshot().await.unwrap();
    assert_eq!(again.head, second);
    assert_eq!(held.ledger.entries(), again.ledger.entries());
    assert_eq!(again.ledger.entries().len(), 2_500);
    assert_eq!(again.recordings.len(), 2);
    let third = register::Position::numbered(3);
    assert_eq!(again.when_recorded(third).unwrap().from, third);
    assert_eq!(second.to_string().parse(), Ok(second));
}

#[tokio::test]
async fn a_writer_who_missed_something_is_told_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let first = store
        .record(Head::empty(), &[recording("A", 1..=1)])
        .await
        .unwrap();
    let late = store.record(Head::empty(), &[recording("B", 1..=1)]).await;
    assert!(matches!(late, Err(StoreError::Conflict { actual, .. }) if actual == first));
    assert_eq!(store.snapshot().await.unwrap().head, first);
}

#[tokio::test]
async fn a_reader_keeps_what_it_has_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let other = Store::open(folder.path()).await.unwrap();
    let first = store
        .record(Head::empty(), &[recording("A", 1..=1)])
        .await
        .unwrap();
    let held = other.snapshot().await.unwrap();
    store.record(first, &[recording("B", 2..=2)]).await.unwrap();
    assert_eq!(held.ledger.entries().len(), 1);
    assert_eq!(other.snapshot().await.unwrap().ledger.entries().len(), 2);
}

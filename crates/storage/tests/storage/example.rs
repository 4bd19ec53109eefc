//! Things to record, a store with some of everything in it, and the bare database behind it.

use std::path::Path;
use std::sync::Arc;

use base::{Date, Fte, Known};
use jiff::Timestamp;
use register::{Act, Decision, LineId, PostLine, Standing};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, SqliteConnection};
use storage::{EntryFacts, FILE, Head, NewCaseStep, NewConsultationAnswer, Recording, Store};
use tempfile::TempDir;

pub(crate) const NOON: &str = "2018-06-18T12:00:00.000001Z";
pub(crate) const DAY: &str = "2018-07-01";

/// The tables that only ever grow, each with its count.
pub(crate) const CHAINED: [(&str, &str); 5] = [
    ("ledger_recording", "number"),
    ("ledger_entry", "position"),
    ("journal_entry", "number"),
    ("revision", "number"),
    ("case_step", "number"),
];

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn recording(title: &str, lines: std::ops::RangeInclusive<u32>) -> Recording {
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
        at: NOON.parse().unwrap(),
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

/// Three recordings of six entries, three revisions of which one is redacted, two steps of a case, an answer
/// to a consultation with a response, and their events.
pub(crate) async fn filled() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fill(&Store::open(folder.path()).await.unwrap()).await;
    folder
}

/// Puts them into an empty store, and closes it.
pub(crate) async fn fill(store: &Store) {
    let mut head = Head::empty();
    for (title, lines) in [("A", 1..=2), ("B", 3..=5), ("C", 6..=6)] {
        head = store
            .record(head, &[recording(title, lines)])
            .await
            .unwrap();
    }
    let now: Timestamp = NOON.parse().unwrap();
    let by = Some(access::AccountId([1; 16]));
    let first = store
        .begin_proposal(now, by, "council", 6, "one")
        .await
        .unwrap();
    let second = store
        .save_revision(now, by, &first, 6, "two")
        .await
        .unwrap();
    store
        .save_revision(now, by, &second, 6, "three")
        .await
        .unwrap();
    store
        .redact(now, by, first.digest, "names a person")
        .await
        .unwrap();
    let step = |expected, words| NewCaseStep {
        proposal: first.proposal,
        expected,
        kind: "withdrawn",
        content: "{}",
        words,
    };
    store.take_step(now, by, &step(0, None)).await.unwrap();
    store
        .take_step(now, by, &step(1, Some("why")))
        .await
        .unwrap();
    let said = |responds_to, content| NewConsultationAnswer {
        proposal: first.proposal,
        revision: 2,
        responds_to,
        on_behalf_of: Some("the drivers"),
        content,
    };
    let answer = store.answer(now, by, &said(None, "no")).await.unwrap();
    let response = said(Some((answer, "changed")), "as you ask");
    store.answer(now, by, &response).await.unwrap();
    store.close().await;
}

/// The database without Muster around it.
pub(crate) async fn raw(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join(FILE));
    options.connect().await.unwrap()
}

/// Runs SQL; says what the database answers if it refuses.
pub(crate) async fn run(connection: &mut SqliteConnection, sql: &str) -> Result<(), String> {
    let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection);
    done.await.map(|_| ()).map_err(|error| error.to_string())
}

/// The first column of an answer.
pub(crate) async fn texts(connection: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(connection);
    rows.await.unwrap().iter().map(|row| row.get(0)).collect()
}

/// Takes every trigger away.
pub(crate) async fn disarm(connection: &mut SqliteConnection) {
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    for trigger in texts(connection, triggers).await {
        run(connection, &format!("DROP TRIGGER {trigger}"))
            .await
            .unwrap();
    }
}

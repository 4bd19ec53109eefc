//! What is peculiar to SQLite: the file, how it is opened, its migrations.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, SqlSafeStr as _, SqliteConnection};

use crate::error::StoreError;

/// The name of the database in its folder.
pub const FILE: &str = "muster.sqlite3";

/// How many questions are answered at a time.
const READERS: u32 = 4;

/// How long a writer waits for another program that writes, such as an import beside the server.
const PATIENCE: Duration = Duration::from_secs(10);

macro_rules! migrations {
    ($($number:literal $name:literal),* $(,)?) => {
        [$(($number, $name, include_str!(concat!("../migrations/sqlite/", $name, ".sql")))),*]
    };
}

/// Steps forward only, in this order. A step that was released is never edited.
const MIGRATIONS: &[(i64, &str, &str)] = &migrations![
    1 "0001_ledger",
    2 "0002_journal",
    3 "0003_people",
    4 "0004_accounts",
    5 "0005_proposals",
    6 "0006_sign_in_attempts",
    7 "0007_uploads",
    8 "0008_kept_forms",
    9 "0009_review",
    10 "0010_case_steps",
    11 "0011_account_roles",
    12 "0012_councils",
    13 "0013_sign_on",
    14 "0014_published_documents",
    15 "0015_notices",
    16 "0016_messages",
    17 "0017_consultation_answers",
    18 "0018_case_parts",
];

/// The connections to one database.
pub(crate) struct Connections {
    /// Answers questions.
    pub(crate) readers: SqlitePool,
    /// The one that writes.
    pub(crate) writer: SqlitePool,
}

impl Connections {
    /// Opens the database file, and brings its tables up to date.
    pub(crate) async fn open(file: &Path, create: bool) -> Result<Self, StoreError> {
        // An acknowledged write must survive a power cut: the log is synchronised at each commit.
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // What is erased is overwritten, not only let go of (ADR 13).
            .pragma("secure_delete", "ON")
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        // A connection to a file does not go away by itself: it is not asked whether it is still there.
        let pool = |most| {
            SqlitePoolOptions::new()
                .max_connections(most)
                .test_before_acquire(false)
        };
        let writer = pool(1).connect_with(options.clone()).await?;
        migrator().run(&writer).await?;
        let readers = pool(READERS).connect_with(options).await?;
        Ok(Self { readers, writer })
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Opens a database file as it is: nothing is brought up to date.
pub(crate) async fn connect(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(file);
    Ok(options.busy_timeout(PATIENCE).connect().await?)
}

/// The same, to read alone.
pub(crate) async fn connect_for_reading(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(file);
    let options = options.pragma("query_only", "ON").busy_timeout(PATIENCE);
    Ok(options.connect().await?)
}

/// A database in memory with all tables, to compare others with.
pub(crate) async fn fresh_in_memory() -> Result<SqliteConnection, StoreError> {
    let mut connection = SqliteConnectOptions::new().connect().await?;
    migrator().run_direct(None, &mut connection, false).await?;
    Ok(connection)
}

fn migrator() -> Migrator {
    let step = |&(number, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(
            number,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(step).collect())
}

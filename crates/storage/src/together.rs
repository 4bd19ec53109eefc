//! What waits to be recorded at the same time is made durable together.
//!
//! Each decision is held against the end of the ledger that its writer expects, as if it were alone;
//! the end is then that of the decision before it in the same transaction. Nobody gets a receipt before
//! the transaction is durable. See `docs/adr/0009-ledger-on-disk.md`.

use std::sync::{Mutex, PoisonError};

use sqlx::SqlitePool;
use tokio::sync::oneshot;

use crate::chain::Head;
use crate::error::StoreError;
use crate::store::head;
use crate::watch::Watch;
use crate::written::{Written, insert};

/// The most decisions in one transaction: what fails together is tried again one by one.
const MOST_TOGETHER: usize = 64;

/// How often a writer who was late is let run before the transaction goes on without it.
const TURNS_FOR_THE_LATE: usize = 8;

type Answer = oneshot::Sender<Result<Head, StoreError>>;

/// A decision that waits.
pub(crate) struct Waiting {
    written: Written,
    answer: Answer,
}

impl Waiting {
    /// A decision, and where its answer will be.
    pub(crate) fn new(written: Written) -> (Self, oneshot::Receiver<Result<Head, StoreError>>) {
        let (answer, answered) = oneshot::channel();
        let waiting = Self { written, answer };
        (waiting, answered)
    }

    /// Gives the answer. Whoever asked may have gone.
    fn answer(self, answer: Result<Head, StoreError>) {
        let _ = self.answer.send(answer);
    }

    fn conflict(self, actual: Head) {
        let expected = self.written.before;
        self.answer(Err(StoreError::Conflict { expected, actual }));
    }
}

/// The decisions that wait, oldest first.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Mutex<Vec<Waiting>>,
    /// Held by whoever writes.
    turn: tokio::sync::Mutex<()>,
}

impl Queue {
    pub(crate) fn add(&self, one: Waiting) {
        self.locked().push(one);
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        // A list of what waits is whole at every moment, whoever panicked.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first that goes on from this end of the ledger; without one, the first that does not.
    fn next(&self, end: Head) -> Option<Waiting> {
        let mut waiting = self.locked();
        let goes_on = waiting.iter().position(|one| one.written.before == end);
        match (goes_on, waiting.is_empty()) {
            (Some(at), _) => Some(waiting.remove(at)),
            (None, false) => Some(waiting.remove(0)),
            (None, true) => None,
        }
    }

    fn goes_on_from(&self, end: Head) -> bool {
        self.locked().iter().any(|one| one.written.before == end)
    }

    /// Records what waits when its turn comes, if others have not done so. To be called once for each
    /// decision that was added.
    pub(crate) async fn serve(&self, writer: &SqlitePool) {
        let _turn = self.turn.lock().await;
        if self.locked().is_empty() {
            return;
        }
        let mut together = Vec::new();
        match self.record_together(writer, &mut together).await {
            Ok(()) => {
                for one in together {
                    let receipt = one.written.head;
                    one.answer(Ok(receipt));
                }
            }
            Err(error) if together.len() <= 1 => {
                let failed = together.pop().or_else(|| {
                    let mut waiting = self.locked();
                    (!waiting.is_empty()).then(|| waiting.remove(0))
                });
                if let Some(one) = failed {
                    one.answer(Err(error));
                }
            }
            // Nothing of it was recorded. What one of them asked for must not fail the others.
            Err(_) => {
                for one in together {
                    let answer = record_alone(writer, &one).await;
                    one.answer(answer);
                }
            }
        }
    }

    /// Records all that goes on from the end of the ledger, each from the one before, and puts it into
    /// `together`; the others are answered.
    async fn record_together(
        &self,
        writer: &SqlitePool,
        together: &mut Vec<Waiting>,
    ) -> Result<(), StoreError> {
        let mut writing = writer.begin_with("BEGIN IMMEDIATE").await?;
        let (before, recordings) = head(&mut writing).await?;
        let mut end = before;
        while together.len() < MOST_TOGETHER
            && let Some(one) = self.next(end)
        {
            if one.written.before == end {
                end = one.written.head;
                together.push(one);
                continue;
            }
            // Whoever was late learns the end at which to try again. If that is at once, it is still
            // in time for this transaction; so the late are told one after another.
            one.conflict(end);
            for _ in 0..TURNS_FOR_THE_LATE {
                if self.goes_on_from(end) {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        let written: Vec<&Written> = together.iter().map(|one| &one.written).collect();
        let watch = Watch::default();
        insert(&mut writing, &written, before.entries, recordings, &watch).await?;
        Ok(writing.commit().await?)
    }
}

async fn record_alone(writer: &SqlitePool, one: &Waiting) -> Result<Head, StoreError> {
    let mut writing = writer.begin_with("BEGIN IMMEDIATE").await?;
    let (actual, recordings) = head(&mut writing).await?;
    let expected = one.written.before;
    if actual != expected {
        return Err(StoreError::Conflict { expected, actual });
    }
    let (entries, watch) = (actual.entries, Watch::default());
    insert(&mut writing, &[&one.written], entries, recordings, &watch).await?;
    writing.commit().await?;
    Ok(one.written.head)
}

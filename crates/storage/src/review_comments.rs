//! What people say to each other about a proposal before it is published.

use access::AccountId;
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::accounts::sixteen;
use crate::error::StoreError;
use crate::identity::ProposalId;
use crate::recording::instant;
use crate::store::Store;

/// A comment, or an answer to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewComment {
    /// Comments are counted over all proposals, in the order in which they were written.
    pub number: u32,
    /// The revision that was read.
    pub revision: u32,
    /// The comment that it answers; none for one that begins a thread.
    pub answers: Option<u32>,
    /// What it is about, in the words of whoever asked.
    pub subject: String,
    /// What it says; none once it was erased.
    pub content: Option<String>,
    /// When it was written.
    pub written: Timestamp,
    /// Who wrote it, unless it was done on the machine itself.
    pub written_by: Option<AccountId>,
    /// When its thread was closed and by whom, if it is.
    pub closed: Option<(Timestamp, Option<AccountId>)>,
}

/// A comment that is to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewReviewComment<'a> {
    /// On which proposal.
    pub proposal: ProposalId,
    /// The revision that was read.
    pub revision: u32,
    /// The comment that begins the thread, for an answer.
    pub answers: Option<u32>,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub content: &'a str,
}

impl Store {
    /// Keeps a comment, and says its number. The same one, sent again while it is the author's last on
    /// the proposal, is the one that is there. An answer opens its thread again.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn comment(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        new: &NewReviewComment<'_>,
    ) -> Result<u32, StoreError> {
        let mut writing = self.write().await?;
        let by = by.map(|by| by.0.to_vec());
        let last = sqlx::query(
            "SELECT number FROM review_comment WHERE number = (SELECT max(number) FROM \
             review_comment WHERE proposal = $1 AND written_by IS $2) \
             AND answers IS $3 AND subject = $4 AND content = $5",
        )
        .bind(new.proposal.0.to_vec())
        .bind(&by)
        .bind(new.answers)
        .bind(new.subject)
        .bind(new.content)
        .fetch_optional(&mut *writing)
        .await?;
        if let Some(last) = last {
            return number(last.get(0));
        }
        let kept = sqlx::query(
            "INSERT INTO review_comment (proposal, revision, answers, subject, content, written, \
             written_by) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING number",
        )
        .bind(new.proposal.0.to_vec())
        .bind(new.revision)
        .bind(new.answers)
        .bind(new.subject)
        .bind(new.content)
        .bind(at.as_microsecond())
        .bind(&by)
        .fetch_one(&mut *writing)
        .await?;
        if let Some(thread) = new.answers {
            let open =
                "UPDATE review_comment SET closed = NULL, closed_by = NULL WHERE number = $1";
            sqlx::query(open)
                .bind(thread)
                .execute(&mut *writing)
                .await?;
        }
        writing.commit().await?;
        number(kept.get(0))
    }

    /// The comments on a proposal, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn comments(&self, proposal: ProposalId) -> Result<Vec<ReviewComment>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, revision, answers, subject, content, written, written_by, closed, \
             closed_by FROM review_comment WHERE proposal = $1 ORDER BY number",
        );
        let rows = rows.bind(proposal.0.to_vec()).fetch_all(self.readers());
        rows.await?.iter().map(comment).collect()
    }

    /// Closes the thread that a comment begins, or opens it again; with nothing to say if it is so
    /// already.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn close_comment(
        &self,
        at: Timestamp,
        by: Option<AccountId>,
        number: u32,
        is_closed: bool,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let by = by.filter(|_| is_closed).map(|by| by.0.to_vec());
        sqlx::query(
            "UPDATE review_comment SET closed = $1, closed_by = $2 \
             WHERE number = $3 AND answers IS NULL AND (closed IS NULL) = $4",
        )
        .bind(is_closed.then(|| at.as_microsecond()))
        .bind(by)
        .bind(number)
        .bind(is_closed)
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }

    /// Erases what a comment says. That there was one stays. Says whether its words were there.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn erase_comment(&self, number: u32) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let erased = sqlx::query(
            "UPDATE review_comment SET content = NULL WHERE number = $1 AND content IS NOT NULL",
        );
        let erased = erased.bind(number).execute(&mut *writing).await?;
        writing.commit().await?;
        if erased.rows_affected() > 0 {
            self.forget().await?;
        }
        Ok(erased.rows_affected() > 0)
    }
}

const UNREADABLE: StoreError = StoreError::Unreadable("a comment on a proposal");

fn number(stored: i64) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| UNREADABLE)
}

fn comment(row: &SqliteRow) -> Result<ReviewComment, StoreError> {
    let account = |column: usize| match row.get::<Option<&[u8]>, _>(column) {
        None => Ok(None),
        Some(_) => sixteen(row, column).map(|bytes| Some(AccountId(bytes))),
    };
    let at = |micros: i64| instant(micros).map_err(|_| UNREADABLE);
    let closed: Option<i64> = row.get(7);
    let closed = match closed {
        None => None,
        Some(micros) => Some((at(micros)?, account(8)?)),
    };
    Ok(ReviewComment {
        number: number(row.get(0))?,
        revision: number(row.get(1))?,
        answers: row.get::<Option<i64>, _>(2).map(number).transpose()?,
        subject: row.get(3),
        content: row.get(4),
        written: at(row.get(5))?,
        written_by: account(6)?,
        closed,
    })
}

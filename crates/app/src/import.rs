//! An opening balance: what a council's own list says, as the first entries of its register.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use access::{Actor, Deed};
use base::{Date, folded, long_date, same_name};
use exchange::{Opened, Opening, Reading};
use register::{Decision, Ledger};
use storage::{Head, NewHolding, Recording, Snapshot, UploadId, Watch};

use crate::error::AppError;
use crate::muster::Muster;

/// Under what a list is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Its title in the ledger, where it stays: no name of a person. A file is often called after
    /// somebody, so its name is not taken by itself; see [`Balance::usual_title`].
    pub title: String,
    /// The council.
    pub body: String,
    /// The day of the opening balance.
    pub date: Date,
    /// Who answers for the list: a body or a post, no name.
    pub authority: Option<String>,
}

impl Balance {
    /// The title of an opening balance on a day, if nobody gives it another.
    pub fn usual_title(date: Date) -> String {
        format!("Opening establishment on {}", long_date(date))
    }

    /// The first of the texts that stay which has all words of the name of somebody who holds a post.
    /// One word alone is no name: it would be found in any title.
    fn naming<'h>(&self, names: impl Iterator<Item = &'h str>) -> Option<Kept> {
        let words = |text: &str| -> BTreeSet<String> {
            folded(text).split_whitespace().map(str::to_owned).collect()
        };
        let authority = self.authority.as_deref().unwrap_or_default();
        let kept = [
            (Kept::Title, words(&self.title)),
            (Kept::Authority, words(authority)),
        ];
        names
            .map(words)
            .filter(|name| name.len() > 1)
            .find_map(|name| {
                let holds = kept.iter().find(|(_, text)| name.is_subset(text));
                holds.map(|(which, _)| *which)
            })
    }
}

/// A text that a person enters and the ledger keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The title of the opening balance.
    Title,
    /// Who answers for the list.
    Authority,
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "the title",
            Self::Authority => "who answers for the list",
        })
    }
}

/// What an import records, before it is recorded.
#[derive(Debug)]
pub struct Written {
    /// The end of the ledger after which it comes.
    pub after: Head,
    /// The entries.
    pub branch: Ledger,
    /// Who holds the posts.
    pub holdings: Vec<NewHolding>,
}

impl Written {
    /// Writes a list that was read onto a branch of the ledger; nobody keeps it yet.
    ///
    /// # Errors
    /// [`AppError::Opening`] if something in the list must be mended first; [`AppError::NamesHolder`].
    pub fn of(
        onto: &Snapshot,
        reading: &Reading<'_>,
        balance: &Balance,
        today: Date,
    ) -> Result<(Self, Opened), AppError> {
        let opening = Opening {
            decision: Decision {
                body: balance.body.clone(),
                maker: balance.authority.clone(),
                date: balance.date,
                title: balance.title.clone(),
                reference: None,
                not_held: Vec::new(),
            },
            recorded: today,
            effective: balance.date,
        };
        let mut branch = onto.ledger.branch();
        let opened = reading.record(&mut branch, &opening)?;
        let names = opened.holders.iter().filter_map(|one| one.name.as_deref());
        if let Some(kept) = balance.naming(names) {
            return Err(AppError::NamesHolder(kept));
        }
        let holding = |holder: &exchange::Holder| NewHolding {
            line: holder.line,
            name: holder.name.clone().unwrap_or_default(),
            contact: holder.number.clone().unwrap_or_default(),
            from: None,
            until: None,
        };
        let written = Self {
            after: onto.head,
            branch,
            holdings: opened.holders.iter().map(holding).collect(),
        };
        Ok((written, opened))
    }
}

impl Muster {
    /// The ledger as it stands, for whoever will write the opening balance of a council on a branch of it.
    ///
    /// # Errors
    /// [`AppError::AlreadyHeld`] if the register holds something of the council: an opening balance is the
    /// first thing. [`AppError::Refused`], [`AppError::Store`].
    pub async fn ledger_to_import_onto(
        &self,
        actor: &Actor,
        body: &str,
    ) -> Result<Arc<Snapshot>, AppError> {
        self.permit(actor, Deed::Import).await?;
        let snapshot = self.snapshot().await?;
        let mut entries = snapshot.ledger.entries().iter();
        match entries.any(|entry| same_name(&entry.authority.decision.body, body)) {
            true => Err(AppError::AlreadyHeld(body.to_owned())),
            false => Ok(snapshot),
        }
    }

    /// Records what was written, and who holds the posts: all of it or nothing. The new end is the
    /// receipt. An upload from which it was read is done with: its file is erased in the same act.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::Store`] with [`storage::StoreError::Conflict`] if something
    /// was recorded since the ledger was taken, and with [`storage::StoreError::Cancelled`] if whoever
    /// watches wanted it stopped.
    pub async fn import(
        &self,
        actor: &Actor,
        written: &Written,
        upload: Option<UploadId>,
        watch: &Watch,
    ) -> Result<Head, AppError> {
        self.permit(actor, Deed::Import).await?;
        let now = self.clock.now();
        let recordings = Recording::of_entries(written.branch.entries(), now, actor.account());
        let (after, holdings) = (written.after, &written.holdings);
        let recorded = self
            .store
            .record_import(after, &recordings, holdings, upload, watch);
        Ok(recorded.await?)
    }
}

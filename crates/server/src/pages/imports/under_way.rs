//! Imports that are being recorded: how far they have come, and stopping them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use access::Actor;
use app::{AppError, Written};
use app::{StoreError, UploadId, Watch};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use tokio::sync::watch;

use super::record::why_not;
use super::{Kept, address};
use crate::components::Button;
use crate::pages::Page;
use crate::site::Site;
use crate::words::thousands;

/// Stopping takes as long as taking back what was written.
const LONGEST_STOP: Duration = Duration::from_secs(10);

/// What came of an import: nothing while it goes on; why it was not recorded.
type Outcome = Option<Result<(), String>>;

/// One import that is being recorded, or just was.
#[derive(Clone)]
pub(crate) struct UnderWay {
    watch: Arc<Watch>,
    /// How many rows of the list hold posts.
    rows: usize,
    outcome: watch::Receiver<Outcome>,
}

impl UnderWay {
    /// What came of it, if that is known within so much time.
    pub(super) async fn finished(&self, patience: Duration) -> Outcome {
        let mut outcome = self.outcome.clone();
        let ended = tokio::time::timeout(patience, outcome.wait_for(Option::is_some)).await;
        match ended {
            Ok(Ok(outcome)) => outcome.clone(),
            // It ended without a word: that is a bug, and the log has it.
            Ok(Err(_)) => Some(Err("Muster could not record it".to_owned())),
            Err(_) => None,
        }
    }
}

/// The imports that are being recorded in this program.
#[derive(Default)]
pub(crate) struct Imports(Mutex<BTreeMap<UploadId, UnderWay>>);

impl Imports {
    fn of(&self, list: UploadId) -> Option<UnderWay> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&list).cloned()
    }

    /// Is the list being recorded now?
    pub(super) fn is_under_way(&self, list: UploadId) -> bool {
        self.of(list)
            .is_some_and(|one| one.outcome.borrow().is_none())
    }

    /// Why the list was not recorded when that was last tried, if it is known.
    pub(super) fn why_not(&self, list: UploadId) -> Option<String> {
        let outcome = self.of(list)?.outcome.borrow().clone();
        outcome?.err()
    }

    /// Begins to record a list of so many rows; does nothing more if that has begun.
    pub(super) fn begin(
        &self,
        site: &Site,
        actor: &Actor,
        list: UploadId,
        (written, rows): (Written, usize),
    ) -> UnderWay {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, one| one.outcome.borrow().is_none());
        if let Some(one) = all.get(&list) {
            return one.clone();
        }
        let (tell, outcome) = watch::channel(None);
        let one = UnderWay {
            watch: Arc::default(),
            rows,
            outcome,
        };
        all.insert(list, one.clone());
        let (site, actor, watching) = (site.clone(), actor.clone(), Arc::clone(&one.watch));
        tokio::spawn(async move {
            let muster = site.muster();
            let recorded = muster.import(&actor, &written, Some(list), &watching).await;
            let outcome = match recorded {
                // Somebody was faster with the same list: it is recorded.
                Ok(_) | Err(AppError::Store(StoreError::UploadGone)) => Ok(()),
                Err(error) => {
                    tracing::warn!(%error, "a list was not recorded");
                    Err(why_not(&error))
                }
            };
            tell.send_replace(Some(outcome));
        });
        one
    }
}

/// `GET /imports/{list}/progress`
pub(crate) async fn show(kept: Kept) -> Response {
    let Kept { site, upload, .. } = kept;
    let under_way = site.imports().of(upload.id);
    let going_on = under_way.filter(|one| one.outcome.borrow().is_none());
    let Some(one) = going_on.filter(|_| upload.receipt.is_none()) else {
        let step = match (upload.receipt, site.imports().why_not(upload.id)) {
            (Some(_), _) => "",
            (None, Some(_)) => "record?failed=1",
            (None, None) => "record",
        };
        return Redirect::to(&address(upload.id, step)).into_response();
    };
    let (written, of) = one.watch.progress();
    let words = match of {
        0 => "It begins".to_owned(),
        // A row makes several entries, and the people on it come after them.
        of => format!(
            "{} of {} rows",
            thousands((one.rows * written / of) as u64),
            thousands(one.rows as u64)
        ),
    };
    let body = html! {
        div #muster-progress data-update="1000" {
            p.govuk-body {
                label for="progress" { "Recorded so far" } ": " (words)
            }
            progress.muster-progress #progress max=(of.max(1)) value=(written) { (words) }
        }
        p.govuk-body { "All of it is recorded, or nothing. You may leave this page; it goes on." }
        p.govuk-body { a.govuk-link href=(address(upload.id, "progress")) { "Update progress" } }
        form method="post" action=(address(upload.id, "progress")) {
            (Button::submit("Cancel").secondary())
        }
    };
    Page::titled("Recording the opening establishment")
        .signed_in()
        .body(body)
        .answer(&site)
}

/// `POST /imports/{list}/progress`: stops it, unless it is done.
pub(crate) async fn cancel(kept: Kept) -> Response {
    let (site, list) = (&kept.site, kept.upload.id);
    let Some(one) = site.imports().of(list) else {
        return Redirect::to(&address(list, "progress")).into_response();
    };
    one.watch.stop();
    let step = match one.finished(LONGEST_STOP).await {
        Some(Err(_)) => "record?stopped=1",
        _ => "progress",
    };
    Redirect::to(&address(list, step)).into_response()
}

//! Recording a list that was read.

use std::path::Path;
use std::sync::Arc;

use access::Actor;
use app::{AppError, Balance, Clock as _, Muster, Written};
use exchange::{Opened, Reading};
use storage::{Head, Watch};

use crate::clock::SystemClock;
use crate::commands::wait;
use crate::failure::Failure;

/// Records the list with its holders: all of it or nothing.
pub(super) fn record(
    reading: &Reading<'_>,
    data: &Path,
    balance: &Balance,
) -> Result<(Head, Opened), Failure> {
    wait(async {
        let opened = Muster::open(data, Arc::new(SystemClock)).await;
        let muster = opened.map_err(Failure::data(data))?;
        let recorded = write(&muster, reading, data, balance).await;
        muster.close().await;
        recorded
    })
}

async fn write(
    muster: &Muster,
    reading: &Reading<'_>,
    data: &Path,
    balance: &Balance,
) -> Result<(Head, Opened), Failure> {
    let operator = Actor::Operator;
    let onto = muster.ledger_to_import_onto(&operator, &balance.body).await;
    let onto = onto.map_err(refused(data))?;
    let (written, opened) =
        Written::of(&onto, reading, balance, SystemClock.today()).map_err(refused(data))?;
    let head = muster
        .import(&operator, &written, None, &Watch::default())
        .await
        .map_err(refused(data))?;
    Ok((head, opened))
}

/// What the person can mend is no fault of the data.
fn refused(data: &Path) -> impl FnOnce(AppError) -> Failure {
    let data = data.to_owned();
    move |cause| match cause {
        AppError::AlreadyHeld(_) => Failure::arguments(cause.to_string())
            .or_else("an opening import is the first thing that a register holds of a council"),
        AppError::Opening(_) | AppError::NamesHolder(_) => Failure::arguments(cause.to_string()),
        cause => Failure::data(&data)(cause),
    }
}

//! Recording a list that was read.

use std::path::Path;
use std::sync::Arc;

use access::Actor;
use app::{Clock as _, Muster};
use base::{Date, same_name};
use exchange::{Holder, Opened, Opening, Reading};
use register::Decision;
use storage::{Head, NewHolding};

use crate::clock::SystemClock;
use crate::commands::wait;
use crate::failure::Failure;

/// Under what a list is recorded.
pub(super) struct Balance<'b> {
    /// The folder with the data.
    pub(super) data: &'b Path,
    /// The name of the list.
    pub(super) list: String,
    pub(super) body: &'b str,
    pub(super) date: Date,
    pub(super) authority: Option<&'b str>,
}

/// Records the list with its holders: all of it or nothing.
pub(super) fn record(
    reading: &Reading<'_>,
    balance: &Balance<'_>,
) -> Result<(Head, Opened), Failure> {
    wait(async {
        let opened = Muster::open(balance.data, Arc::new(SystemClock)).await;
        let muster = opened.map_err(Failure::data(balance.data))?;
        let recorded = write(&muster, reading, balance).await;
        muster.close().await;
        recorded
    })
}

async fn write(
    muster: &Muster,
    reading: &Reading<'_>,
    balance: &Balance<'_>,
) -> Result<(Head, Opened), Failure> {
    let snapshot = muster.ledger_to_import_onto(&Actor::Operator).await;
    let snapshot = snapshot.map_err(Failure::data(balance.data))?;
    let of_body = |entry: &register::Entry| same_name(&entry.authority.decision.body, balance.body);
    if snapshot.ledger.entries().iter().any(of_body) {
        let message = format!("the register already holds posts of {}", balance.body);
        return Err(Failure::arguments(message)
            .or_else("an opening import is the first thing that a register holds of a council"));
    }
    let mut ledger = snapshot.ledger.clone();
    let opening = Opening {
        decision: Decision {
            body: balance.body.to_owned(),
            maker: balance.authority.map(str::to_owned),
            date: balance.date,
            title: format!("Opening import of {}", balance.list),
            reference: None,
            not_held: Vec::new(),
        },
        recorded: SystemClock.today(),
        effective: balance.date,
    };
    let opened = reading
        .record(&mut ledger, &opening)
        .map_err(|error| Failure::arguments(error.to_string()))?;
    let holdings: Vec<NewHolding> = opened.holders.iter().map(holding).collect();
    let head = muster
        .import(&Actor::Operator, snapshot.head, &ledger, &holdings)
        .await
        .map_err(Failure::data(balance.data))?;
    Ok((head, opened))
}

fn holding(holder: &Holder) -> NewHolding {
    NewHolding {
        line: holder.line,
        name: holder.name.clone().unwrap_or_default(),
        contact: holder.number.clone().unwrap_or_default(),
        from: None,
        until: None,
    }
}

//! Looking on while much is written, and stopping it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::error::StoreError;

/// How far an act of writing has come, for whoever looks on; and whether it is to be stopped.
#[derive(Debug, Default)]
pub struct Watch {
    written: AtomicUsize,
    of: AtomicUsize,
    stopped: AtomicBool,
}

impl Watch {
    /// How many rows are written, and of how many; none are until it is known how many there will be.
    pub fn progress(&self) -> (usize, usize) {
        let of = self.of.load(Ordering::Relaxed);
        (self.written.load(Ordering::Relaxed).min(of), of)
    }

    /// Asks that nothing be written. Once all is durable, that is too late and does nothing.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// [`StoreError::Cancelled`] if it is to be stopped.
    pub(crate) fn go_on(&self) -> Result<(), StoreError> {
        match self.stopped.load(Ordering::Relaxed) {
            true => Err(StoreError::Cancelled),
            false => Ok(()),
        }
    }

    pub(crate) fn expect(&self, rows: usize) {
        self.of.store(rows, Ordering::Relaxed);
    }

    pub(crate) fn add(&self, rows: usize) {
        self.written.fetch_add(rows, Ordering::Relaxed);
    }
}

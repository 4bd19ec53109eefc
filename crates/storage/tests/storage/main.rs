//! The store as `app` uses it, and as somebody with the file may attack it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod attacks;
mod backup;
mod columns;
mod conformance;
mod durability;
mod encoding;
mod example;
mod journal_file;
mod messages;

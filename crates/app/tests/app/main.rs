//! Use cases, asked as pages ask them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accounts;
mod answers;
mod councils;
mod decide;
mod example;
mod explore;
mod import;
mod lapse;
mod messages;
mod notices;
mod obligations;
mod parts;
mod policy;
mod proposals;
mod published;
mod review;
mod sequences;
mod way;

//! The workbook, read back, recomputed by another program, and attacked with text.

#![expect(
    clippy::float_arithmetic,
    reason = "what another program reads and computes is floating point"
)]

mod book;
mod injection;
#[path = "../report/made.rs"]
#[expect(dead_code, reason = "the other tests of this crate use the rest")]
mod made;
mod random;
mod recompute;
mod values;

//! Word documents: their parts, their text through LibreOffice, and text that attacks.

mod injection;
#[path = "../report/made.rs"]
#[expect(dead_code, reason = "the other tests of this crate use the rest")]
mod made;
mod office;
mod parts;
mod sample;
mod through;

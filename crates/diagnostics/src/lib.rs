//! What a diagnostic is, where it points, and how it renders.
//!
//! ```text
//! Sources     every text that was read, by name
//! Place       a span in one of them
//! Rule        a stable code, its severity, and why it matters
//! Diagnostic  a rule, a message, a place, other places, figures, help, fixes
//!                 render   as text for a person
//!                 to_json  as a value for a program
//! Fix         edits that mend it, with a label; safe, or to be chosen by a person
//!                 mend     applies those that are safe, and finds again
//! Summary     how many there are of each severity
//! ```
//!
//! A diagnostic is a value: whoever finds one goes on and finds the next. All of them are put in
//! [order](sort), shown and [counted](Summary) together.
//!
//! This crate does not know what a post or a pound is, does not decide what is wrong, and does no
//! input or output: it renders to strings. Start with [`Diagnostic`].

mod diagnostic;
mod fix;
mod json;
mod lines;
mod mend;
mod order;
mod render;
mod sources;

pub use diagnostic::{Diagnostic, Figure, Label, Rule, Severity};
pub use fix::{Change, Edit, Fix, Safety, Splice};
pub use json::{fix_to_json, to_json};
pub use mend::{Applied, Found, Mended, mend};
pub use order::{Summary, sort, summary};
pub use render::{Style, render};
pub use sources::{At, Place, SourceId, Sources};

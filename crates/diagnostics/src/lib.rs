//! What a diagnostic is, where it points, and how it renders.
//!
//! ```text
//! Sources     every text that was read, by name
//! Place       a span in one of them
//! Diagnostic  code, severity, message, place, other places, figures, help
//! ```
//!
//! A diagnostic is a value: whoever finds one goes on and finds the next. This crate knows no
//! domain words and does no input or output; it renders to strings. Start with [`Diagnostic`].

mod diagnostic;
mod sources;

pub use diagnostic::{Diagnostic, Figure, Label, Rule, Severity};
pub use sources::{At, Place, SourceId, Sources};

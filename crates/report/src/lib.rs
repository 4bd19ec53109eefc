//! What a committee reads: the structure charts of a report.
//!
//! ```text
//! Chart ──layout──▶ rectangles ──▶ SVG     the picture, which stands alone
//!   └─────────────────────────────▶ list   the same sentences, for whoever does not see it
//! ```
//!
//! This crate does not read the register, reckon costs or do input and output; it is given words
//! and prints them, the same bytes for the same input. Start with [`chart::Chart`].

pub mod chart;

//! Repository chores, and what the tests that hold the repository to its own rules share.
//!
//! ```text
//! cargo run -p xtask -- CHORE   writes files that are made from the code
//! tests/architecture.rs         crates, their arrows and what they must not touch
//! tests/words.rs                one word for one thing, and what no file may hold
//! tests/gallery.rs             docs/diagnostics is what the rules give
//! tests/notices.rs              the third-party notices name what is built in
//! tests/stress.rs               the made-up cases are cases
//! ```
//!
//! This crate does not go into the product, and nothing may depend on it. Start with
//! `tests/architecture.rs`.

mod gallery;
mod notices;
mod tree;

pub use gallery::gallery;
pub use notices::notices;
pub use tree::{SourceFile, code, files, root, rust_sources};

/// Why a chore could not be done.
pub type Failure = Box<dyn std::error::Error>;

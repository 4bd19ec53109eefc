//! The case: a proposal to change an establishment, as its author wrote it.
//!
//! ```text
//! text ──read──▶ Case + diagnostics          one TOML file; every value knows its place
//! Case ──resolve──▶ Resolved                 which posts are meant; before, after, effects
//! Cases ──replay──▶ register::Ledger         in the order of their dates
//! Case ──write──▶ text                       the same case, in the one form that Muster writes
//! ```
//!
//! Reading never fails: it yields the case and its diagnostics. What a case does not say stays
//! unknown. The wording, sections and rules of a council come from its [`BodyProfile`], which is data.
//!
//! This crate does not compute costs, does not judge a case (that is `checks`) and does no input or
//! output. Start with [`read`] and [`Case`]; `docs/case-format.md` describes the file.

mod body;
pub mod case;
pub mod choices;
mod covers;
pub mod decide;
mod grounds;
mod look;
mod options;
mod promises;
mod prose;
mod read;
pub mod rebase;
mod replay;
mod resolve;
mod rules;
mod ruling;
mod slips;
mod typeface;
mod write;

pub use body::{
    Bodies, BodyProfile, CommentKind, CoverShape, NumberingStyle, PayRule, SectionKind,
    SectionRule, Standing,
};
pub use case::Case;
pub use covers::{ChangeNames, change_names, paid_changes, pays_for};
pub use grounds::{Ground, WITHHELD, cited};
pub use look::{AccentFault, Contrast, Look, accent_contrast, is_font_list};
pub use options::{adopt, adopted, has_alternatives, option_letter};
pub use promises::{Promise, promises};
pub use prose::{Block, INSERTS, Mention, Paragraph, Piece, mentions, paragraphs};
pub use read::{MAX_BYTES, read, read_body};
pub use replay::{Held, Library, LibraryEntry, Played, Replay, replay};
pub use resolve::{
    Effect, Resolved, ResolvedOption, decides, recorded_on, resolve, resolve_on,
    resolve_proposed_on, same_title, title_key,
};
pub use rules::RULES;
pub use slips::{Near, as_toml, near_name, near_word, nearest};
pub use typeface::Typeface;
pub use write::write;

/// What stands where a fix leaves words for a person to write.
pub const TO_BE_WRITTEN: &str = "To be written";

/// A case file to start from: every record that a report commonly needs, explained in notes.
pub const STARTER: &str = include_str!("../starter.toml");

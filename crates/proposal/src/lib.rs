//! wip
mod body;
pub mod case;
mod prose;
mod read;
mod rules;
pub use body::{BodyProfile, CommentKind, SectionKind, SectionRule, Standing};
pub use case::Case;
pub use prose::{Block, Mention, Paragraph, Piece, mentions, paragraphs};
pub use read::{Limits, read};
pub use rules::RULES;

//! What a person does to a draft, as values.
//!
//! ```text
//! Beginning ──begin──▶ Draft                 a case, and the text in which it is kept
//! Draft + posts of the register ──choose──▶ Draft
//! Draft ──rows──▶ Grid ──typed over──▶ Draft, or faults: which row, which field, which words
//! two Drafts ──compare──▶ what differs, in words
//! Draft + what was typed over it + a later Draft ──merge──▶ entries over the later one, and clashes
//! cells of a spreadsheet ──check──▶ rows and questions ──answered──▶ Draft
//! Draft ──shown──▶ Form of a Sheet ──answers──▶ Draft, or the form with what is wrong
//! Draft + a unit that moves ──move_team──▶ Draft, or what is wrong
//! Draft + a post that the register does not hold ──add_unlisted──▶ Draft, or what is wrong
//! Draft + a finding's fix ──mend──▶ Draft
//! Draft ──with another option adopted──▶ Draft ──and back──▶ Draft
//! Draft + a unit ──give──▶ the part of it within the unit ──take in──▶ Draft, or what both changed
//! a place in the text ──spot──▶ what of the case stands there
//! Draft ──subjects──▶ the parts on which people comment, each under a key that lasts
//! ```
//!
//! A draft is a case that no person writes as a file. Every edit takes the case, changes it, and writes
//! it again, so that what is kept is always a case file that anybody can take away.
//!
//! This crate does not cost or check a draft, does not keep it, and does not know what a page is; what
//! is typed comes as texts, and what is wrong with it goes back as words for whoever typed it. Start
//! with [`Draft`], [`Grid`] and [`Sheet`].

mod acknowledge;
mod begin;
mod choose;
mod compare;
mod differing;
mod draft;
mod grid;
mod like;
mod mend;
mod options;
mod part;
mod paste;
pub mod sheet;
mod spot;
mod subject;
mod team;
mod unlisted;

pub use acknowledge::{acknowledge, take_back};
pub use begin::{Beginning, begin};
pub use choose::choose;
pub use compare::{Difference, compare};
pub use differing::{DifferingRecord, HeldBy, differing};
pub use draft::{Draft, NotACase};
pub use grid::{
    Clash, Done, Edit, Entry, Fault, Field, Grid, Merged, OCCUPANCIES, Origin, ROUTES, Row,
    TENURES, What, merge,
};
pub use like::LikePosts;
pub use mend::mend;
pub use options::OptionWords;
pub use part::{PartBack, PartUnit, beyond_part, give_part, take_in_part};
pub use paste::{
    About, Against, Answer, Candidate, Checked, MOST_PASTED, Meaning, Named, Offer, PastedCells,
    PastedColumn, PastedRow, Question, Reply, likely_sheet,
};
pub use sheet::{Sheet, sections};
pub use spot::Spot;
pub use subject::{Subject, SubjectGroup};
pub use team::{
    MoveField, MovedTeam, TeamMove, UnitChange, move_team, unit_changes, without_unit_change,
};
pub use unlisted::{Unlisted, UnlistedField, add_unlisted};

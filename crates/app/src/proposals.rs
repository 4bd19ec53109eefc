//! Proposals: which there are, one of them, and how they come and grow.
//!
//! Until consultation opens a proposal exists only for the people on it: those who saved a revision of
//! it or came by a link, and the administrator. For everybody else it is not there.

mod answers;
mod around;
mod begin;
mod comments;
mod consequences;
mod consult;
mod decide;
mod grades;
mod kept;
mod list;
mod moved;
mod open;
mod parts;
mod people;
mod reference;
mod save;
mod savers;
mod shown;
mod way;

pub use answers::{
    Answer, ConsultationState, ConsultationSummary, LONGEST_ANSWER, LONGEST_BEHALF, NotAnswered,
    OpenConsultation, Response, Tally, WhatCameOfIt,
};
pub use comments::{LONGEST_COMMENT, Said, Thread};
pub(crate) use consequences::WorkedOut;
pub use consult::Consulting;
pub use decide::{
    DecisionCheck, FurtherDecision, InEffect, Kept, Minute, Verdict, Waiting, WhyWaiting,
};
pub use kept::FormName;
pub use list::ProposalSummary;
pub use moved::{OnMovedRegister, Touching};
pub use open::OpenProposal;
pub use parts::{GivenPart, NewPart, PartLook, PartTaken};
pub(crate) use people::path_of;
pub use people::{LinkAnswer, MOST_LINK_DAYS, Participant};
pub use reference::Reference;
pub use save::Saved;
pub use savers::Savers;
pub(crate) use shown::Shown;
pub use way::{CaseLife, Document, FollowUp, OfficerComment, SignOffs};

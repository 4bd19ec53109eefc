//! The way of a case from draft to decision, and on until it is closed.
//!
//! ```text
//! TakenStep   a Step · when · by which account · its number · its words
//!     │  Life::of(steps)                 a fold: nothing of it is kept anywhere
//!     ▼
//! Life        state · comments · overrides · clearance · publication · decision · conditions
//!     │  life.may(step, way, standing)   the rules are data of each body: ways/*.toml
//!     ▼
//! yes, or the list of what is missing, each with words and a key
//! ```
//!
//! A step names accounts by their numbers and holds no free words about people: those stand beside it, so
//! that they can be redacted. This crate does not know who may take which step, and takes none. Start with
//! [`Life`] and [`Way`].

mod consultation;
mod deadlines;
mod guard;
mod life;
mod notice;
mod relied;
mod scheme;
mod state;
mod step;
mod way;
mod written;

pub use consultation::{Consultation, least_days, opens_by};
pub use deadlines::{Deadline, Due, Meetings, Nearness, Times, deadlines};
pub use guard::{Missing, Need, Standing};
pub use life::{
    Condition, ConditionKey, KeptPromise, Life, Override, Publication, SignOff, TakenStep,
};
pub use notice::{Notice, NoticeGiven, NoticeOwed};
pub use relied::{Changed, part_of};
pub use scheme::{Measures, Route, RouteKind, Scheme};
pub use state::State;
pub use step::{
    Decided, Edition, LedgerHead, Outcome, Procedure, Published, Record, Relied, Resolution,
    Settled, Signed, SignedComment, Step, StepKind, Unreadable, WhatMustHappen,
};
pub use way::{RequiredComment, Rule, Subject, Way, Ways};

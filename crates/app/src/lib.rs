//! What people do with Muster, one use case a file.
//!
//! ```text
//! Actor + question ──may?──▶ use case ──▶ storage::Store     facts
//!                               │
//!                               ▼  view(body, moment), kept by ledger head
//!                            answer       domain values for pages, the API and the command line
//! ```
//!
//! Every use case is a method of [`Muster`] that takes the [`access::Actor`] first, asks
//! [`access::may`], and is the only way to the store. Answers hold domain values; words and markup are
//! made by whoever asks.
//!
//! | To | Ask |
//! |---|---|
//! | list the councils | [`Muster::bodies`] |
//! | list, filter and sort posts as of two dates | [`Muster::establishment`] |
//! | take a whole list away | [`Muster::download`] |
//! | show one line of posts and why it exists | [`Muster::post`] |
//! | show the unit tree with sums | [`Muster::units`] |
//! | find posts, units and decisions by their words | [`Muster::search`] |
//! | list decisions, and what one did, promised and rested on | [`Muster::decisions`], [`Muster::decision`] |
//! | see the end of the ledger, and verify all of it | [`Muster::ledger`], [`Muster::verify`] |
//! | see what ends within a year, what is promised and proposed | [`Muster::coming_up`] |
//! | see what was promised, and say that it is kept | [`Muster::obligations`], [`Muster::close_obligation`] |
//! | list proposals, begin one, open one | [`Muster::proposals`], [`Muster::begin_proposal`], [`Muster::proposal`] |
//! | save a draft, or learn what others saved meanwhile | [`Muster::save_draft`] |
//! | keep what is typed into a form until it is saved | [`Muster::keep_form`], [`Muster::kept_form`], [`Muster::let_go_of_form`] |
//! | say who is on a proposal | [`Muster::people_on`], [`Muster::make_case_link`], [`Muster::join_case`], [`Muster::take_off_case`] |
//! | comment on a proposal | [`Muster::comments`], [`Muster::comment`], [`Muster::answer_comment`], [`Muster::close_comment`] |
//! | see how far a case is, and take the next step with it | [`Muster::life`], [`Muster::take`] |
//! | see which officers stand behind it, and what lapsed | [`Muster::sign_offs`] |
//! | know who decides it, and the last day of each step | [`Muster::route`], [`Muster::deadlines`] |
//! | publish a cleared report | [`Muster::publish`] |
//! | see what a draft does | [`Muster::consequences`] |
//! | hold a proposal against a register that moved, and against other proposals | [`Muster::on_moved_register`], [`Muster::settle_conflicts`], [`Muster::touching`] |
//! | see what a decision does, and record it | [`Muster::check_decision`], [`Muster::decide`] |
//! | see what of it is in effect, and what follows it | [`Muster::in_effect`], [`Muster::meet_condition`], [`Muster::settle_after_decision`] |
//! | see what follows a decision, put it in force, close the case | [`Muster::follow_up`], [`Muster::put_in_force`], [`Muster::close_case`] |
//! | keep a case file with its council | [`Muster::keep_case`] |
//! | write entries into the ledger | [`Muster::record`]; a history into an empty one: [`Muster::adopt`] |
//! | keep a list between the steps of an import | [`Muster::hand_in`], [`Muster::choose`], [`Muster::erase_upload`] |
//! | record an opening balance | [`Muster::ledger_to_import_onto`], [`Written::of`], [`Muster::import`] |
//! | see who holds posts, erase a person | [`Muster::holders`], [`Muster::erase_person`] |
//! | say how a council works and looks | [`Muster::set_council`], [`Muster::council_settings`] |
//! | make the first account | [`Muster::setup_code`], [`Muster::set_up`] |
//! | sign in and out, know who asks | [`Muster::sign_in`], [`Muster::sign_out`], [`Muster::signed_in`] |
//! | sign in through an identity provider | [`Muster::sign_in_by_provider`], [`Muster::sign_on_failed`], [`Muster::make_account_reached_at`] |
//! | manage accounts and passwords | [`Muster::accounts`], [`Muster::make_account`], [`Muster::end_account`], [`Muster::reset_password`], [`Muster::change_password`] |
//! | read what is published | [`Muster::published`], [`Muster::published_file`] |
//! | see what waits for oneself | [`Muster::waiting`] |
//! | be told of cases, and tell of them | [`Muster::notices`], [`Muster::read_notices`], [`Muster::tell_of_steps`], [`Muster::tell_of_days`] |
//! | choose how one is told, and send the messages | [`Muster::choose_notices`], [`Muster::outgoing`], [`Muster::sent`], [`Muster::mail_trouble`] |
//! | see what people did | [`Muster::audit_trail`], [`Muster::export_audit_trail`], [`Muster::journal_file`] |
//!
//! This crate does not know HTTP or HTML, and has no clock of its own: it is given one. Start with
//! [`Muster`].

mod accounts;
mod adopt;
mod audit_trail;
mod bodies;
mod citations;
mod coming_up;
mod costs;
mod councils;
mod decisions;
mod download;
mod drafts;
mod error;
mod establishment;
mod held;
mod holders;
mod import;
mod ledger;
mod messages;
mod moment;
mod muster;
mod notices;
mod obligations;
mod order;
mod password;
mod post;
mod proposals;
mod published;
mod record;
mod scopes;
mod search;
mod set_up;
mod sign_in;
mod sign_on;
mod totals;
mod units;
mod uploads;
mod view;
mod waiting;

pub use accounts::Invitation;
pub use adopt::Adopted;
pub use audit_trail::{AuditKind, AuditNames, AuditPage, AuditQuestion};
pub use bodies::{Body, BodyKey};
pub use citations::{Cited, HeldPaper};
pub use coming_up::{ComingUp, Outlook, UnderWay, WhatEnds};
pub use costs::{Costs, FundSum};
pub use councils::{CouncilSettings, LONGEST_COUNCIL_NAME, SettingFault};
pub use decisions::{DecisionAnswer, DecisionPage, DecisionSummary, Did, Report};
pub use error::AppError;
pub use establishment::{EstablishmentPage, EstablishmentQuestion, PaidFrom, Row, SortBy};
pub use governance::{Decided, Published};
pub use import::{Balance, Kept, Written};
pub use messages::{GivenUp, MailTrouble, NoticeChoice, NoticeSettings, Outgoing, Sent};
pub use moment::{Clock, Moment};
pub use muster::Muster;
pub use notices::{NoticeKind, Told};
pub use obligations::{Keeping, KeptBy, Obligation, Obligations};
pub use password::{FEWEST_CHARACTERS, MOST_CHARACTERS, WeakPassword};
pub use post::{Happening, PostAnswer, PostLife, Step};
pub use proposals::{
    Answer, CaseLife, ConsultationState, ConsultationSummary, Consulting, DecisionCheck, Document,
    FollowUp, FormName, FurtherDecision, GivenPart, InEffect, Kept as KeptPromise, LONGEST_ANSWER,
    LONGEST_BEHALF, LONGEST_COMMENT, LinkAnswer, MOST_LINK_DAYS, Minute, NewPart, NotAnswered,
    OfficerComment, OnMovedRegister, OpenConsultation, OpenProposal, PartLook, PartTaken,
    Participant, ProposalSummary, Reference, Response, Said, Saved, Savers, SignOffs, Tally,
    Thread, Touching, Verdict, Waiting, WhatCameOfIt, WhyWaiting,
};
pub use published::{CASE_FORMAT, PublishedReport, fingerprint};
pub use scopes::CouncilScopes;
pub use search::{Found, FoundDecision, FoundPost};
pub use sign_in::{LocalSignIn, SessionToken, SignedIn};
pub use sign_on::Arrival;
pub use storage::{
    Account, CaseLink, CaseLinkId, CasePart, Event, Head, Holder, JournalEntry, KeptForm,
    ProposalId, RevisionSaved, Snapshot, StoreError, Upload, UploadId, Verified, Watch,
};
pub use totals::Totals;
pub use units::UnitSums;
pub use view::View;
pub use waiting::{Awaited, WaitsFor};

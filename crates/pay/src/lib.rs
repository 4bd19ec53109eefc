//! Pay structures, grades and on-costs: what a post costs in a full year, and why.
//!
//! Every figure is keyed by spine, point, effective date and the status of its award, and every
//! answer carries its working, so that a report can print how it was worked out.
//!
//! ```text
//! Spine ── SpineVersion (effective, status, agreed on) ── point → annual pay
//!   └── assimilation: old point → new point, 1 April 2019
//! Grade (council, label, aliases) ── costing point on a spine: stated, inferred, guess ...
//! Profile ── spine version, uplift, NI, other on-costs, roundings   (ncc-2018-19, statutory ...)
//!
//! PostPay + Profile ──cost──► Working (unit cost, cost of the FTE, steps)  or  NotCosted (why)
//! ```
//!
//! The data are files in `data/`, shipped inside the program ([`Files`] may bring others); each row names its source, which
//! [`Tables::source`] resolves. What is not known is left empty and never read as zero.
//!
//! This crate does not know posts, proposals or terms: part-year cost is `costing`'s. It does no
//! input or output, reads no clock and has no floating point. Start with [`Tables::cost`].

mod compare;
mod cost;
mod data;
mod grade;
mod hourly;
mod not_costed;
mod on_costs;
mod point;
mod post_pay;
mod profile;
mod source;
mod spine;
mod tables;
mod working;

pub use compare::AgreedComparison;
pub use data::{DataError, Files};
pub use grade::{Grade, GradeStatus, near_labels};
pub use hourly::{WorkingYear, hourly_rate};
pub use not_costed::NotCosted;
pub use on_costs::{ContractedOut, EmployerNi, Levy, LgpsRate, budget_day};
pub use post_pay::{PostPay, TermTime};
pub use profile::{NiBasis, NiYear, OtherOnCost, OtherRate, Profile, VersionRule};
pub use source::Source;
pub use spine::{AwardStatus, Newest, Spine, SpinePoint, SpineVersion};
pub use tables::Tables;
pub use working::{Breakdown, Employment, HowFound, NiLine, OtherLine, PointFound, Step, Working};

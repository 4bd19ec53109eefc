//! Money: sums that must cast, what a cost covers, and the same money told twice.

mod claim;
mod telling;

pub(crate) mod cost_not_known;
pub(crate) mod figure_unknown;
pub(crate) mod full_year_for_temporary;
pub(crate) mod funding_conditional;
pub(crate) mod funding_disagrees;
pub(crate) mod funding_incomplete;
pub(crate) mod funding_missing;
pub(crate) mod funding_start;
pub(crate) mod label_addends;
pub(crate) mod pay_basis_outdated;
pub(crate) mod residual;
pub(crate) mod ring_fence_purpose;
pub(crate) mod stated_differs;
pub(crate) mod unknown_grade;
pub(crate) mod unknown_profile;

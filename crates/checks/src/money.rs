//! Money: sums that must cast, what a cost covers, and the same money told twice.

mod claim;
mod telling;

pub(crate) mod baseline_year;
pub(crate) mod budget_partly_temporary;
pub(crate) mod cost_not_known;
pub(crate) mod figure_unknown;
pub(crate) mod full_year_for_temporary;
pub(crate) mod funding_conditional;
pub(crate) mod funding_disagrees;
pub(crate) mod funding_gap;
pub(crate) mod funding_incomplete;
pub(crate) mod funding_missing;
pub(crate) mod funding_start;
pub(crate) mod gap_only_in_comment;
pub(crate) mod gap_untold;
pub(crate) mod label_addends;
pub(crate) mod pay_basis_outdated;
pub(crate) mod recommended_change_uncosted;
pub(crate) mod residual;
pub(crate) mod ring_fence_purpose;
pub(crate) mod saving_ambiguous;
pub(crate) mod saving_not_derivable;
pub(crate) mod saving_unevidenced;
pub(crate) mod shares_do_not_add_up;
pub(crate) mod stated_differs;
pub(crate) mod unknown_grade;
pub(crate) mod unknown_profile;

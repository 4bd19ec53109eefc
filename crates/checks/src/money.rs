//! Money: sums that must cast, what a cost covers, and the same money told twice.

mod claim;
mod telling;

pub(crate) mod figure_unknown;
pub(crate) mod full_year_for_temporary;
pub(crate) mod label_addends;
pub(crate) mod stated_differs;

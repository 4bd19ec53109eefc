//! What is wrong with the report as a paper: completeness, order, reference, authority and style.

mod numbers;
mod wording;

pub(crate) mod appendix_missing;
pub(crate) mod approval_depends;
pub(crate) mod change_not_recommended;
pub(crate) mod comment_date;
pub(crate) mod comment_missing;
pub(crate) mod consultation_order;
pub(crate) mod cover_field_blank;
pub(crate) mod cover_field_missing;
pub(crate) mod equality_scope;
pub(crate) mod heads_against_fte;
pub(crate) mod lead_time;
pub(crate) mod marker_without_note;
pub(crate) mod name_variant;
pub(crate) mod net_fte_not_stated;
pub(crate) mod numbering_gap;
pub(crate) mod obligation_undated;
pub(crate) mod occupancy_missing;
pub(crate) mod options_missing;
pub(crate) mod paper_mismatch;
pub(crate) mod paper_not_held;
pub(crate) mod paragraph_not_found;
pub(crate) mod protection_unquantified;
pub(crate) mod recommendation_wording;
pub(crate) mod retrospective_change;
pub(crate) mod scope_disagrees;
pub(crate) mod section_missing;
pub(crate) mod slot_in_before_evaluation;
pub(crate) mod statute_name;
pub(crate) mod temporary_overlap;
pub(crate) mod title_overstates;
pub(crate) mod unit_disagrees;
pub(crate) mod unit_not_stated;
pub(crate) mod unknown_template;

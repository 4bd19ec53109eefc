//! What is wrong with a proposal: one module per diagnostic code.
//!
//! ```text
//! Case ──analyse──▶ Analysis { resolved, statement, findings }
//!                              each finding: code, place, figures, how to mend it
//! ```
//!
//! A check is a general rule over what a case says (its *cast*, *basis*, *agreement*, *completeness*,
//! *order*, *reference*, *authority* or *style*). It never recognises a case, and it never mends one:
//! it says what is wrong, where, by how much, and how to mend it. A module holds the rule's words, its
//! check, and nothing else; `fixtures/CODE/` holds a case that breaks it and one that does not.
//!
//! This crate does not read files, compute costs or print. Start with [`analyse`].

mod acknowledge;
mod repeats;
mod subject;

mod amount_unmatched;
mod edition;
mod money;
mod paper;

pub use amount_unmatched::{Amounts, NearestFigure, Unmatched};
pub use edition::{Public, public};
pub use money::figure_unknown::near_figures;
pub use subject::{Analysis, Part, Subject, analyse, analyse_for, analyse_resolved, body_of};

use diagnostics::{Diagnostic, Rule};

/// A rule and how it is checked.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// Finds where a case breaks it.
    pub run: fn(&Subject<'_>, &mut Vec<Diagnostic>),
}

macro_rules! checks {
    ($($($module:ident)::+),* $(,)?) => {
        /// Every check, in the order of the manual.
        pub static CHECKS: &[Check] =
            &[$(Check { rule: &$($module)::+::RULE, run: $($module)::+::check }),*];
    };
}

checks![
    // Money: cast, basis and agreement.
    amount_unmatched,
    money::stated_differs,
    money::full_year_for_temporary,
    money::label_addends,
    money::figure_unknown,
    money::shares_do_not_add_up,
    money::funding_incomplete,
    money::funding_conditional,
    money::funding_missing,
    money::funding_disagrees,
    money::funding_start,
    money::funding_gap,
    money::ring_fence_purpose,
    money::unknown_profile,
    money::unknown_grade,
    money::cost_not_known,
    money::residual,
    money::pay_basis_outdated,
    money::saving_not_derivable,
    money::saving_ambiguous,
    money::saving_unevidenced,
    money::baseline_year,
    money::gap_only_in_comment,
    money::gap_untold,
    money::budget_partly_temporary,
    money::recommended_change_uncosted,
    // Paper: completeness, order, reference, authority and style.
    paper::case_empty,
    paper::placeholder_left,
    paper::unknown_template,
    paper::section_missing,
    paper::section_unknown,
    paper::comment_missing,
    paper::cover_field_missing,
    paper::cover_field_blank,
    paper::appendix_missing,
    paper::exempt_nothing,
    paper::exempt_told,
    paper::small_number_told,
    paper::change_not_recommended,
    paper::occupancy_missing,
    paper::options_missing,
    paper::option_without_figures,
    paper::net_fte_not_stated,
    paper::unit_not_stated,
    paper::protection_unquantified,
    paper::equality_scope,
    paper::obligation_undated,
    paper::unit_disagrees,
    paper::title_overstates,
    paper::scope_disagrees,
    paper::recommendation_wording,
    paper::heads_against_fte,
    paper::fte_above_posts,
    paper::extension_shortens,
    paper::temporary_overlap,
    paper::lead_time,
    paper::retrospective_change,
    paper::consultation_order,
    paper::slot_in_before_evaluation,
    paper::comment_date,
    paper::approval_depends,
    paper::paper_mismatch,
    paper::paper_not_held,
    paper::paragraph_not_found,
    paper::marker_without_note,
    paper::numbering_gap,
    paper::name_variant,
    paper::statute_name,
];

/// Every rule that a case can break: those of reading and resolving, then those of the checks.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let own = CHECKS.iter().map(|check| check.rule);
    proposal::RULES
        .iter()
        .copied()
        .chain(own)
        .chain([&acknowledge::RULE])
}

//! The head of a case.

use base::Exact;
use diagnostics::At;

use super::table::Table;
use super::value::{Hours, Rate};
use crate::case::{Acknowledgement, CostBasis, Costing, Defaults, Header, SettledConflict};
use crate::choices::COST_BASES;

pub(super) fn header(header: &Header) -> Table {
    let mut table = Table::default();
    table
        .put("muster", &1)
        .put("title", &header.title)
        .put("body", &header.body)
        .put("template", &header.template)
        .put("decision_maker", &header.decision_makers)
        .put("date", &header.date)
        .put("item", &header.item)
        .put("reference", &header.reference)
        .put("report_of", &header.report_of)
        .put("contact", &header.contacts)
        .put("divisions", &header.divisions)
        .put("confidentiality", &header.confidentiality)
        .put("part_of", &header.part_of)
        .put("reconstructed_from", &header.reconstructed_from)
        .put("completed", &header.completed)
        .put("no_other_option", &header.no_other_option);
    table
}

pub(super) fn costing(costing: &Costing) -> Table {
    let exact = |at: &Option<At<Exact>>| at.as_ref().map(|at| at.value);
    let mut table = Table::default();
    let basis = Some(&costing.basis).filter(|basis| **basis != CostBasis::default());
    table
        .put("profile", &costing.profile)
        .choose("basis", &COST_BASES, basis)
        .put("years", &costing.years)
        .put("pension_rate", &exact(&costing.pension_rate).map(Rate))
        .put("full_time_week", &exact(&costing.full_time_week).map(Hours))
        .put("pay_date", &costing.pay_date);
    table
}

pub(super) fn defaults(defaults: &Defaults) -> Table {
    let mut table = Table::default();
    table
        .put("unit", &defaults.units)
        .put("from", &defaults.from)
        .put("until", &defaults.until)
        .put("assumed", &defaults.assumed)
        .put("paragraph", &defaults.paragraph);
    table
}

pub(super) fn acknowledgement(acknowledgement: &Acknowledgement) -> Table {
    let mut table = Table::default();
    table
        .put("code", &acknowledgement.code)
        .put("reason", &acknowledgement.reason)
        .put("about", &acknowledgement.about);
    table
}

pub(super) fn settled(settled: &SettledConflict) -> Table {
    let mut table = Table::default();
    table
        .put("about", &settled.about)
        .put("written", &settled.written)
        .put("now", &settled.now)
        .put("proposed", &settled.proposed)
        .put("answer", &settled.answer)
        .put("reason", &settled.reason)
        .put("date", &settled.date);
    table
}

//! Writing a case file: the one form in which Muster itself writes a case.
//!
//! Reading what was written gives the same case, and writing that again the same bytes. Comments and
//! layout of a file that a person wrote are not part of a case, and are not kept.

mod change;
mod exempt;
mod header;
mod money;
mod paper;
mod people;
mod structure;
mod table;
mod value;

use crate::case::Case;

/// A case as a case file.
pub fn write(case: &Case) -> String {
    let mut root = header::header(&case.header);
    root.record("cover", paper::cover(&case.cover));
    root.record("costing", header::costing(&case.costing));
    root.record("defaults", header::defaults(&case.defaults));
    root.records("unit", &case.units, structure::unit);
    root.records("post", &case.posts, structure::post);
    root.records("change", &case.changes, change::change);
    root.records("stated", &case.stated, money::stated);
    root.records("fund", &case.funds, money::fund);
    root.records("funding", &case.funding, money::funding);
    root.records("budget", &case.budgets, money::budget);
    root.records("saving", &case.savings, money::saving);
    root.records("scope", &case.scope, structure::scope);
    root.records("option", &case.options, paper::option);
    root.maybe(
        "consultation",
        case.consultation.as_ref(),
        people::consultation,
    );
    root.records("pool", &case.pools, people::pool);
    root.maybe("protection", case.protection.as_ref(), people::protection);
    root.maybe(
        "redundancies",
        case.redundancies.as_ref(),
        people::redundancies,
    );
    root.maybe("equality", case.equality.as_ref(), people::equality);
    root.records(
        "recommendation",
        &case.recommendations,
        paper::recommendation,
    );
    root.records("comment", &case.comments, paper::comment);
    root.records("appendix", &case.appendices, paper::appendix);
    root.records("paper", &case.papers, paper::paper);
    root.records("obligation", &case.obligations, paper::obligation);
    root.records("discharge", &case.discharges, paper::discharge);
    root.maybe("decision", case.decision.as_ref(), paper::decision);
    root.records(
        "acknowledge",
        &case.acknowledgements,
        header::acknowledgement,
    );
    root.records("exempt", &case.exempt, exempt::exemption);
    root.records("withheld", &case.withheld, exempt::withheld);
    root.records("settled", &case.settled, header::settled);
    root.record("report", paper::report(&case.sections));
    root.print()
}

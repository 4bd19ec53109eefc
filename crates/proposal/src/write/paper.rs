//! The report as a paper.

use base::Known;

use super::change;
use super::table::Table;
use super::value::List;
use crate::case::{
    Appendix, Comment, Cover, DecisionRecord, Discharge, Obligation, Paper, PaperKind,
    ProposalOption, Recommendation, Section,
};
use crate::choices::PAPER_KINDS;

/// The sections: those of the body profile as fields, the author's own as tables.
pub(super) fn report(sections: &[Section]) -> Table {
    let mut table = Table::default();
    let mut headings = Table::default();
    let (own, keyed): (Vec<&Section>, Vec<&Section>) =
        sections.iter().partition(|section| section.key.is_empty());
    for section in keyed {
        table.put(&section.key, &section.prose);
        headings.put(&section.key, &section.heading);
    }
    table.record("headings", headings);
    table.records("section", &own, |section| {
        let mut table = Table::default();
        table
            .put("heading", &section.heading)
            .put("after", &section.after)
            .put("text", &section.prose);
        table
    });
    table
}

pub(super) fn cover(cover: &Cover) -> Table {
    let mut table = Table::default();
    table
        .put("recommendations", &cover.recommendations)
        .put("summary", &cover.summary)
        .put("blank", &cover.blank);
    table
}

pub(super) fn recommendation(recommendation: &Recommendation) -> Table {
    let mut table = Table::default();
    table
        .put("text", &recommendation.text)
        .put("covers", &recommendation.covers.as_deref().map(List))
        .put("subject_to", &recommendation.subject_to)
        .put("funding", &recommendation.funding)
        .put("asks", &recommendation.asks);
    table
}

pub(super) fn comment(comment: &Comment) -> Table {
    let mut table = Table::default();
    table
        .put("kind", &comment.kind)
        .put("role", &comment.role)
        .put("date", &comment.date)
        .put("text", &comment.text);
    table
}

pub(super) fn appendix(appendix: &Appendix) -> Table {
    let mut table = Table::default();
    table
        .put("name", &appendix.name)
        .put("title", &appendix.title)
        .put("held", &appendix.held)
        .put("shows", &appendix.shows);
    table
}

pub(super) fn paper(paper: &Paper) -> Table {
    let mut table = Table::default();
    let kind = Some(&paper.kind).filter(|kind| **kind != PaperKind::default());
    table
        .put("title", &paper.title)
        .put("decision_maker", &paper.decision_maker)
        .put("date", &paper.date)
        .choose("kind", &PAPER_KINDS, kind)
        .put("paragraph", &paper.paragraph);
    table
}

pub(super) fn option(option: &ProposalOption) -> Table {
    let mut table = Table::default();
    table
        .put("name", &option.name)
        .put("text", &option.text)
        .put("rejected_because", &option.rejected_because)
        .mark("adopted", option.adopted)
        .records("change", &option.changes, change::change);
    table
}

pub(super) fn obligation(obligation: &Obligation) -> Table {
    let mut table = Table::default();
    table
        .put("what", &obligation.what)
        .put("due", &obligation.due)
        .put("by", &obligation.by)
        .put("about", &obligation.about)
        .put("paragraph", &obligation.paragraph);
    table
}

pub(super) fn discharge(discharge: &Discharge) -> Table {
    let mut table = Table::default();
    table
        .put("what", &discharge.what)
        .put("of", &discharge.of)
        .put("units", &discharge.units);
    table
}

pub(super) fn decision(decision: &DecisionRecord) -> Table {
    let words = |outcome: &diagnostics::At<Known<crate::case::Outcome>>| {
        outcome.value.map(|outcome| outcome.words().to_owned())
    };
    let outcomes: Vec<Known<String>> = decision.outcomes.iter().map(words).collect();
    let mut table = Table::default();
    table
        .put("date", &decision.date)
        .put("outcome", &outcomes)
        .put("source", &decision.source);
    table
}

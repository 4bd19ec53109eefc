//! The report as a paper.

use super::all;
use super::change;
use super::fields::{Doc, Fields};
use crate::case::{
    Appendix, Comment, Cover, DecisionRecord, Discharge, Obligation, Paper, PaperKind,
    ProposalOption, Recommendation, Section,
};
use crate::choices::{ASKS, PAPER_KINDS, VIEWS, outcomes};

/// The sections of `[report]`: one field a section of the body profile, `[[report.section]]` for the
/// author's own, and `[report.headings]` where the paper heads a section in its own words.
pub(super) fn sections(fields: &Fields<'_>) -> Vec<Section> {
    let own = |fields: Fields<'_>| {
        let heading = fields.needed("heading", Fields::text);
        let prose = fields.needed("text", Fields::prose);
        let after = fields.text("after");
        let place = fields.place.clone();
        fields.finish();
        Some(Section {
            place,
            key: String::new(),
            heading: Some(heading?),
            after,
            prose: prose?,
        })
    };
    let headings = fields.record("headings", "the headings");
    let heading = |key: &str| {
        headings
            .as_ref()
            .and_then(|headings| headings.free_text(key))
    };
    let mut sections: Vec<Section> = fields
        .names()
        .into_iter()
        .filter(|name| !["section", "headings"].contains(&name.value.as_str()))
        .filter_map(|name| {
            Some(Section {
                place: name.place,
                prose: fields.free_prose(&name.value)?,
                heading: heading(&name.value),
                after: None,
                key: name.value,
            })
        })
        .collect();
    sections.extend(all(fields.records("section", "a section"), own));
    sections.sort_by_key(|section| section.prose.place.span.start);
    sections
}

pub(super) fn recommendation(fields: Fields<'_>) -> Option<Recommendation> {
    let recommendation = Recommendation {
        place: fields.place.clone(),
        text: fields.prose("text"),
        covers: fields.some_texts("covers"),
        subject_to: fields.text("subject_to"),
        funding: fields.texts("funding"),
        asks: fields
            .choice("asks", &ASKS.map(|word| (word, word)))
            .map(|at| at.map(str::to_owned)),
    };
    fields.finish();
    Some(recommendation)
}

pub(super) fn cover(fields: Fields<'_>) -> Cover {
    let cover = Cover {
        recommendations: fields.proses("recommendations"),
        summary: fields.prose("summary"),
        blank: fields.texts("blank"),
    };
    fields.finish();
    cover
}

pub(super) fn comment(fields: Fields<'_>) -> Option<Comment> {
    let kind = fields.needed("kind", Fields::text);
    let (role, date, text) = (
        fields.text("role"),
        fields.date("date"),
        fields.prose("text"),
    );
    let place = fields.place.clone();
    fields.finish();
    Some(Comment {
        place,
        kind: kind?,
        role,
        date,
        text,
    })
}

pub(super) fn appendix(fields: Fields<'_>) -> Option<Appendix> {
    let name = fields.needed("name", Fields::text);
    let (title, held) = (fields.text("title"), fields.flag("held"));
    let shows = fields
        .choice("shows", &VIEWS.map(|word| (word, word)))
        .map(|at| at.map(str::to_owned));
    let place = fields.place.clone();
    fields.finish();
    let held = held.map_or(shows.is_some(), |at| at.value);
    Some(Appendix {
        place,
        name: name?,
        title,
        held,
        shows,
    })
}

pub(super) fn paper(fields: Fields<'_>) -> Option<Paper> {
    let title = fields.needed("title", Fields::text);
    let (decision_maker, date) = (fields.text("decision_maker"), fields.when("date"));
    let kind = fields
        .choice("kind", &PAPER_KINDS)
        .map_or_else(PaperKind::default, |at| at.value);
    let paragraph = fields.text("paragraph");
    let place = fields.place.clone();
    fields.finish();
    Some(Paper {
        place,
        title: title?,
        decision_maker,
        date,
        kind,
        paragraph,
    })
}

pub(super) fn option(doc: &Doc<'_>, fields: Fields<'_>) -> Option<ProposalOption> {
    let name = fields.needed("name", Fields::text);
    let (text, rejected_because) = (fields.text("text"), fields.text("rejected_because"));
    let adopted = fields.flag("adopted").is_some_and(|at| at.value);
    let changes = all(fields.records("change", "a change"), |fields| {
        change::change(doc, fields)
    });
    let place = fields.place.clone();
    fields.finish();
    Some(ProposalOption {
        place,
        name: name?,
        text,
        rejected_because,
        adopted,
        changes,
    })
}

pub(super) fn obligation(fields: Fields<'_>) -> Option<Obligation> {
    let what = fields.needed("what", Fields::text);
    let (due, by) = (fields.text("due"), fields.when("by"));
    let (about, paragraph) = (fields.texts("about"), fields.text("paragraph"));
    let place = fields.place.clone();
    fields.finish();
    Some(Obligation {
        place,
        what: what?,
        due,
        by,
        about,
        paragraph,
    })
}

pub(super) fn discharge(fields: Fields<'_>) -> Option<Discharge> {
    let what = fields.needed("what", Fields::text);
    let of = fields.needed("of", Fields::date);
    let units = fields.texts("units");
    let place = fields.place.clone();
    fields.finish();
    Some(Discharge {
        place,
        what: what?,
        of: of?,
        units,
    })
}

pub(super) fn decision(fields: Fields<'_>) -> Option<DecisionRecord> {
    let date = fields.needed("date", Fields::date);
    let (outcomes, source) = (
        fields.choices("outcome", &outcomes()),
        fields.text("source"),
    );
    let place = fields.place.clone();
    fields.finish();
    Some(DecisionRecord {
        place,
        date: date?,
        outcomes,
        source,
    })
}

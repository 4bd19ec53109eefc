//! The head of a case.

use super::fields::Fields;
use crate::case::{Acknowledgement, CostBasis, Costing, Defaults, Header, SettledConflict};
use crate::choices::COST_BASES;

pub(super) fn header(root: &Fields<'_>) -> Header {
    root.choice("muster", &[("1", ())]);
    Header {
        place: root
            .key_place("title")
            .unwrap_or_else(|| root.place.clone()),
        title: root.text("title"),
        body: root.text("body"),
        template: root.text("template"),
        date: root.date("date"),
        item: root.text("item"),
        reference: root.text("reference"),
        decision_makers: root.texts("decision_maker"),
        report_of: root.text("report_of"),
        contacts: root.texts("contact"),
        divisions: root.text("divisions"),
        confidentiality: root.text("confidentiality"),
        part_of: root.text("part_of"),
        reconstructed_from: root.text("reconstructed_from"),
        completed: root.texts("completed"),
        no_other_option: root.text("no_other_option"),
    }
}

pub(super) fn costing(fields: Fields<'_>) -> Costing {
    let costing = Costing {
        profile: fields.text("profile"),
        basis: fields
            .choice("basis", &COST_BASES)
            .map_or_else(CostBasis::default, |basis| basis.value),
        years: fields.years("years"),
        pension_rate: fields.rate("pension_rate"),
        full_time_week: fields.hours("full_time_week"),
        pay_date: fields.date("pay_date"),
    };
    fields.finish();
    costing
}

pub(super) fn defaults(fields: Fields<'_>) -> Defaults {
    let defaults = Defaults {
        units: fields.texts("unit"),
        from: fields.when("from"),
        until: fields.end("until"),
        assumed: fields.text("assumed"),
        paragraph: fields.text("paragraph"),
    };
    fields.finish();
    defaults
}

pub(super) fn acknowledgement(fields: Fields<'_>) -> Option<Acknowledgement> {
    let code = fields.needed("code", Fields::text);
    let reason = fields.needed("reason", Fields::text);
    let about = fields.text("about");
    let place = fields.place.clone();
    fields.finish();
    Some(Acknowledgement {
        place,
        code: code?,
        reason: reason?,
        about,
    })
}

pub(super) fn settled(fields: Fields<'_>) -> Option<SettledConflict> {
    let about = fields.needed("about", Fields::text);
    let written = fields.needed("written", Fields::text);
    let now = fields.needed("now", Fields::text);
    let proposed = fields.needed("proposed", Fields::text);
    let answer = fields.needed("answer", Fields::text);
    let reason = fields.needed("reason", Fields::text);
    let date = fields.needed("date", Fields::date);
    let place = fields.place.clone();
    fields.finish();
    Some(SettledConflict {
        place,
        about: about?,
        written: written?,
        now: now?,
        proposed: proposed?,
        answer: answer?,
        reason: reason?,
        date: date?,
    })
}

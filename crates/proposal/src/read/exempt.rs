//! What the public may not read.

use base::Known;
use diagnostics::{At, Place};

use super::fields::{Doc, Fields};
use crate::case::{ExemptPart, Exemption, Withheld};
use crate::choices::{EXEMPT_FIELDS, VIEWS};
use crate::grounds::Ground;
use crate::rules;

/// An exemption. One whose ground or reason cannot be read still withholds what it names: a slip must not
/// publish anything.
pub(super) fn exemption(doc: &Doc<'_>, fields: Fields<'_>) -> Option<Exemption> {
    let parts = ExemptPart::ALL.into_iter();
    let mut named = parts.filter_map(|part| Some((part, fields.text(part.key())?)));
    let (first, second) = (named.next(), named.next());
    if first.is_none() || second.is_some() {
        report_part(doc, &fields.place, second.as_ref().map(|(_, of)| &of.place));
    }
    drop(named);
    let chosen = fields.choices("fields", &EXEMPT_FIELDS);
    let chosen = chosen.into_iter().filter_map(|at| match at.value {
        Known::Known(field) => Some(At::new(field, at.place)),
        Known::Unknown | Known::Withheld => None,
    });
    let totals = fields.choice("totals", &[("public", true), ("withheld", false)]);
    let ground = fields.needed("ground", Fields::text);
    let ground = ground.and_then(|text| ground_of(doc, &text));
    let reason = fields.needed("reason", Fields::text);
    let (place, fields_of_posts) = (fields.place.clone(), chosen.collect());
    fields.finish();
    let (part, of) = first?;
    Some(Exemption {
        place,
        part,
        of,
        fields: fields_of_posts,
        totals: totals.is_some_and(|at| at.value),
        ground,
        reason,
    })
}

fn report_part(doc: &Doc<'_>, record: &Place, second: Option<&Place>) {
    let (place, message) = match second {
        Some(second) => (second, "an exemption is about two things"),
        None => (record, "an exemption does not say what is withheld"),
    };
    let keys: Vec<&str> = ExemptPart::ALL.iter().map(|part| part.key()).collect();
    let help = format!("name one of: {}", keys.join(", "));
    doc.report(rules::EXEMPT_PART.at(place.clone(), message).help(help));
}

/// The paragraph that a text means: `1`, `paragraph 1`.
fn ground_of(doc: &Doc<'_>, text: &At<String>) -> Option<At<u32>> {
    let lower = text.value.to_lowercase();
    let number = lower.trim_start_matches("paragraph").trim();
    let ground = number.parse().ok().and_then(|one| Ground::of(one, None));
    if ground.is_none() {
        let all: Vec<String> = Ground::all()
            .iter()
            .map(|ground| format!("{} ({})", ground.paragraph, ground.short))
            .collect();
        let message = format!(
            "{:?} is not a paragraph of Part 1 of Schedule 12A",
            text.value
        );
        let found = rules::EXEMPT_GROUND.at(text.place.clone(), message);
        doc.report(found.help(format!("give the number of one: {}", all.join(", "))));
    }
    ground.map(|ground| At::new(ground.paragraph, text.place.clone()))
}

/// What an edition for the public says of something withheld.
pub(super) fn withheld(fields: Fields<'_>) -> Option<Withheld> {
    let what = fields.needed("what", Fields::text);
    let (ground, reason) = (fields.count("ground"), fields.text("reason"));
    let pay_of = fields.texts("pay_of");
    let shows = fields
        .choice("shows", &VIEWS.map(|word| (word, word)))
        .map(|at| at.map(str::to_owned));
    let totals = fields.choice("totals", &[("public", true), ("withheld", false)]);
    let place = fields.place.clone();
    fields.finish();
    Some(Withheld {
        place,
        what: what?,
        ground,
        reason,
        pay_of,
        shows,
        totals: totals.is_some_and(|at| at.value),
    })
}

//! Consultation, pools, protection, redundancies, equality.

use super::all;
use super::fields::Fields;
use crate::case::{Claim, Consultation, Equality, Meeting, Pool, Protection, Redundancies};

pub(super) fn consultation(fields: Fields<'_>) -> Consultation {
    let consultation = Consultation {
        place: fields.place.clone(),
        from: fields.when("from"),
        until: fields.when("until"),
        weeks: fields.count("weeks"),
        with: fields.texts("with"),
        meetings: all(fields.records("meeting", "a meeting"), meeting),
        outcome: fields.text("outcome"),
        paragraph: fields.text("paragraph"),
    };
    fields.finish();
    consultation
}

fn meeting(fields: Fields<'_>) -> Option<Meeting> {
    let date = fields.needed("date", Fields::date);
    let (with, last, paragraph) = (
        fields.text("with"),
        fields.flag("last"),
        fields.text("paragraph"),
    );
    let place = fields.place.clone();
    fields.finish();
    Some(Meeting {
        place,
        date: date?,
        with,
        last: last.is_some_and(|at| at.value),
        paragraph,
    })
}

pub(super) fn pool(fields: Fields<'_>) -> Option<Pool> {
    let name = fields.needed("name", Fields::text);
    let (people, into, paragraph) = (
        fields.known_count("people"),
        fields.texts("into"),
        fields.text("paragraph"),
    );
    let place = fields.place.clone();
    fields.finish();
    Some(Pool {
        place,
        name: name?,
        people,
        into,
        paragraph,
    })
}

pub(super) fn protection(fields: Fields<'_>) -> Protection {
    let claim = |fields: Fields<'_>| {
        let words = fields.needed("words", Fields::text);
        let paragraph = fields.text("paragraph");
        let place = fields.place.clone();
        fields.finish();
        Some(Claim {
            place,
            words: words?,
            paragraph,
        })
    };
    let protection = Protection {
        place: fields.place.clone(),
        people: fields.known_count("people"),
        protected: fields.known_count("protected"),
        months: fields.count("months"),
        claims: all(fields.records("claim", "a claim"), claim),
    };
    fields.finish();
    protection
}

pub(super) fn redundancies(fields: Fields<'_>) -> Option<Redundancies> {
    let number = fields.needed("number", Fields::known_count);
    let paragraph = fields.text("paragraph");
    let place = fields.place.clone();
    fields.finish();
    Some(Redundancies {
        place,
        number: number?,
        paragraph,
    })
}

pub(super) fn equality(fields: Fields<'_>) -> Equality {
    let equality = Equality {
        place: fields.place.clone(),
        assessment: fields.text("assessment"),
        date: fields.date("date"),
        characteristics: fields.texts("characteristics"),
        paragraph: fields.text("paragraph"),
    };
    fields.finish();
    equality
}

//! Units, base posts and scope.

use base::Known;
use diagnostics::{At, Place};
use register::{Occupancy, Tenure};

use super::fields::Fields;
use crate::case::{BasePost, CaseUnit, HowManyPosts, Scope};

pub(super) fn unit(fields: Fields<'_>) -> Option<CaseUnit> {
    let name = fields.needed("name", Fields::text);
    let unit = (fields.text("part_of"), fields.texts("also_called"));
    let place = fields.place.clone();
    fields.finish();
    Some(CaseUnit {
        place,
        name: name?,
        part_of: unit.0,
        also_called: unit.1,
    })
}

pub(super) fn post(fields: Fields<'_>) -> Option<BasePost> {
    let title = fields.needed("title", Fields::text);
    let post = |title| BasePost {
        place: fields.place.clone(),
        title,
        grade: fields.known_text("grade"),
        point: fields.count("point"),
        how_many: how_many(&fields),
        units: fields.texts("unit"),
        line_manager: fields.text("reports_to"),
        tenure: tenure(&fields),
        occupancy: occupancy(&fields),
        covered_by: fields.text("covered_by"),
        funding: fields.shares("funding"),
        cost: fields.money("cost"),
        paragraph: fields.text("paragraph"),
        note: fields.text("note"),
    };
    // The other fields are read even without a title, so that all their faults are shown.
    let nameless = || At::new(String::new(), fields.place.clone());
    let read = post(title.clone().unwrap_or_else(nameless));
    fields.finish();
    title.map(|_| read)
}

pub(super) fn how_many(fields: &Fields<'_>) -> HowManyPosts {
    HowManyPosts {
        posts: fields.known_count("posts"),
        // An FTE that was given and cannot be read was reported; it is not known, rather than not given.
        fte: fields.known_fte("fte").or_else(|| {
            let given = fields.has("fte");
            given.then(|| At::new(Known::Unknown, fields.whole_place("fte")))
        }),
        hours: fields.hours("hours"),
        paid_weeks: fields.hours("paid_weeks"),
    }
}

/// `permanent = true`, or `until = …`.
pub(super) fn tenure(fields: &Fields<'_>) -> Option<At<Tenure>> {
    let permanent = fields.flag("permanent");
    let until = fields.end("until");
    match (permanent, until) {
        (_, Some(end)) => Some(end.map(Tenure::Temporary)),
        (Some(At { value: true, place }), None) => Some(At::new(Tenure::Permanent, place)),
        _ => None,
    }
}

/// `"vacant"`, `"filled"`, `"not known"`, or how many people hold them.
pub(super) fn occupancy(fields: &Fields<'_>) -> Option<At<Known<Occupancy>>> {
    let people = fields
        .count("filled_by")
        .map(|people| people.map(Occupancy::PartFilled).map(Known::Known));
    let words = [
        ("vacant", Known::Known(Occupancy::Vacant)),
        ("filled", Known::Known(Occupancy::Filled)),
        ("not known", Known::Unknown),
        ("withheld", Known::Withheld),
    ];
    fields.choice("occupancy", &words).or(people)
}

pub(super) fn scope(fields: Fields<'_>) -> Option<Scope> {
    let place: Place = fields.place.clone();
    let paragraph = fields.text("paragraph");
    let (includes, excludes) = (fields.texts("includes"), fields.texts("excludes"));
    fields.finish();
    Some(Scope {
        place,
        paragraph,
        includes,
        excludes,
    })
}

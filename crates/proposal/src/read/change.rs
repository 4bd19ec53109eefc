//! The change set.

use base::Fte;
use diagnostics::At;
use register::Tenure;

use super::fields::{Doc, Fields};
use super::structure::{how_many, occupancy};
use crate::case::{
    Change, Changed, Established, EvaluationState, Honorarium, HowMany, Route, Selector, Verb,
};
use crate::choices::EVALUATIONS;
use crate::rules;

const VERBS: [&str; 11] = [
    "establish",
    "disestablish",
    "change",
    "make_permanent",
    "extend",
    "honorarium",
    "create_unit",
    "rename_unit",
    "move_unit",
    "merge_units",
    "close_unit",
];

pub(super) fn change(doc: &Doc<'_>, fields: Fields<'_>) -> Option<Change> {
    let said: Vec<&str> = VERBS.into_iter().filter(|verb| fields.has(verb)).collect();
    if said.len() != 1 {
        let message = match said[..] {
            [] => "this change does not say what it does".to_owned(),
            _ => format!(
                "this change does {} things at once: {}",
                said.len(),
                said.join(", ")
            ),
        };
        let help = format!("one change takes exactly one of: {}", VERBS.join(", "));
        doc.report(
            rules::VERB_COUNT
                .at(fields.place.clone(), message)
                .help(help),
        );
        return None;
    }
    let place = fields.whole_place(said[0]);
    let verb = verb(said[0], &fields);
    let change = verb.map(|verb| Change {
        place,
        verb,
        from: fields.when("from"),
        until: fields.end("until"),
        assumed: fields.text("assumed"),
        paragraph: fields.text("paragraph"),
        note: fields.text("note"),
    });
    if change.is_some() {
        fields.finish();
    }
    change
}

fn verb(key: &str, fields: &Fields<'_>) -> Option<Verb> {
    Some(match key {
        "establish" => Verb::Establish(Box::new(established(fields)?)),
        "disestablish" => Verb::Disestablish(selector("disestablish", fields)?),
        "change" => Verb::Change(selector("change", fields)?, changed(fields)),
        "make_permanent" => {
            Verb::MakePermanent(selector("make_permanent", fields)?, changed(fields))
        }
        "extend" => Verb::Extend(selector("extend", fields)?, changed(fields)),
        "honorarium" => Verb::Pay(Honorarium {
            to: selector("honorarium", fields)?,
            amount: fields.known_money("amount"),
            a_year: fields.money("a_year"),
            called: fields.text("called"),
        }),
        "create_unit" => Verb::CreateUnit {
            name: fields.text("create_unit")?,
            part_of: fields.text("part_of"),
        },
        "rename_unit" => Verb::RenameUnit {
            name: fields.text("rename_unit")?,
            to: fields.needed("to", Fields::text)?,
        },
        "move_unit" => Verb::MoveUnit {
            name: fields.text("move_unit")?,
            into: fields.text("into"),
        },
        "merge_units" => Verb::MergeUnits {
            names: fields.texts("merge_units"),
            into: fields.needed("into", Fields::text)?,
        },
        _ => Verb::CloseUnit {
            name: fields.text("close_unit")?,
        },
    })
}

fn established(fields: &Fields<'_>) -> Option<Established> {
    Some(Established {
        title: fields.text("establish")?,
        grade: fields.known_text("grade"),
        point: fields.count("point"),
        how_many: how_many(fields),
        units: fields.texts("unit"),
        line_manager: fields.text("reports_to"),
        permanent: fields.flag("permanent"),
        funding: fields.shares("funding"),
        cost: fields.money("cost"),
        in_place_of: fields.texts("in_place_of"),
        evaluation: evaluation(fields),
        routes: routes(fields),
    })
}

fn selector(key: &'static str, fields: &Fields<'_>) -> Option<Selector> {
    let posts = fields.count("posts").map(|posts| posts.map(HowMany::Posts));
    let fte = fields.fte("fte").map(|fte: At<Fte>| fte.map(HowMany::Fte));
    let how_many = fte.or(posts);
    if how_many.is_none() && (fields.has("fte") || fields.has("posts")) {
        // A part was meant, and what was written for it is reported: all of them was never meant.
        return None;
    }
    Some(Selector {
        title: fields.text(key)?,
        grade: fields.known_text("grade"),
        unit: fields.text("unit"),
        how_many,
        occupancy: occupancy(fields),
        routes: routes(fields),
        evaluation: evaluation(fields),
    })
}

/// What becomes of the posts: the table under `to`.
fn changed(fields: &Fields<'_>) -> Box<Changed> {
    let Some(to) = fields.record("to", "`to`") else {
        return Box::default();
    };
    let permanent = to.flag("permanent").filter(|permanent| permanent.value);
    let changed = Changed {
        title: to.text("title"),
        grade: to.known_text("grade"),
        point: to.count("point"),
        fte: to.known_fte("fte"),
        hours: to.hours("hours"),
        unit: to.text("unit"),
        line_manager: to.text("reports_to"),
        tenure: to
            .end("until")
            .map(|end| end.map(Tenure::Temporary))
            .or(permanent.map(|at| at.map(|_| Tenure::Permanent))),
        funding: to.shares("funding"),
        cost: to.money("cost"),
    };
    to.finish();
    Box::new(changed)
}

fn evaluation(fields: &Fields<'_>) -> Option<At<EvaluationState>> {
    fields.choice("evaluation", &EVALUATIONS)
}

fn routes(fields: &Fields<'_>) -> Vec<Route> {
    let route = |fields: Fields<'_>| {
        let how = fields.needed("how", Fields::text);
        let (from, people) = (fields.text("from"), fields.known_count("people"));
        let because = fields.text("because");
        let place = fields.place.clone();
        fields.finish();
        how.map(|how| Route {
            place,
            how,
            from,
            people,
            because,
        })
    };
    fields
        .records("route", "a route")
        .into_iter()
        .filter_map(route)
        .collect()
}

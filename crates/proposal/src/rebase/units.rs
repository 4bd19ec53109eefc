//! Units that ended, or are called otherwise, since a proposal was written.

use std::collections::BTreeSet;

use base::{folded, same_name};
use register::UnitId;

use super::edit::Edit;
use super::references::{listed_name, units_of};
use super::{About, Clash, Conflict, Sides, Way};
use crate::case::Verb;

/// One conflict for each unit that the changes name and that is no longer what it was.
pub(super) fn conflicts(sides: &Sides<'_>) -> Vec<Conflict> {
    let case = sides.case;
    let mut seen = BTreeSet::new();
    let named = (0..case.changes.len()).flat_map(|change| units_of(case, change));
    let mut found = Vec::new();
    for name in named {
        let main = listed_name(case, &name);
        if seen.insert(folded(main))
            && let Some(id) = sides.moved.written.unit_named(main)
        {
            found.extend(conflict(sides, main, id));
        }
    }
    found
}

fn conflict(sides: &Sides<'_>, name: &str, id: UnitId) -> Option<Conflict> {
    let moved = sides.moved;
    let users: Vec<usize> = (0..sides.case.changes.len())
        .filter(|change| super::references::uses_unit(sides.case, *change, name))
        .collect();
    let leave_out = || Way {
        label: match users.len() {
            1 => "Leave the change to it out".to_owned(),
            count => format!("Leave the {count} changes to it out"),
        },
        edits: { users.iter() }
            .map(|change| Edit::LeaveOut(*change))
            .chain([Edit::DropUnit(name.to_owned())])
            .collect(),
    };
    let (clash, now, mut ways) = match moved.now.unit(id) {
        Some(unit) if same_name(&unit.name, name) => return None,
        Some(unit) => {
            let now = unit.name.clone();
            let way = call(format!("Call it {now}"), name, &now);
            (Clash::UnitRenamed, format!("It is called {now}"), vec![way])
        }
        None => {
            let into = moved.merged_into(id).and_then(|into| moved.now.unit(into));
            match into {
                Some(into) => {
                    let into = into.name.clone();
                    let way = call(format!("Put it into {into}"), name, &into);
                    let now = format!("It was merged into {into}");
                    (Clash::UnitGone, now, vec![way])
                }
                None => (Clash::UnitGone, "It has ended".to_owned(), Vec::new()),
            }
        }
    };
    ways.push(leave_out());
    let does = |change: &usize| {
        let change = &sides.case.changes[*change];
        let subject = &change.verb.subject().value;
        match &change.verb {
            Verb::Establish(_) => format!("establish {subject} in it"),
            verb => format!("{}: {subject}", verb.key().replace('_', " ")),
        }
    };
    let proposed = users.iter().map(does).collect::<Vec<_>>().join("; ");
    Some(Conflict {
        about: About::Unit(name.to_owned()),
        clash,
        title: format!("Unit, {name}"),
        written: "It was there under this name".to_owned(),
        now,
        proposed,
        moved_by: moved.of_unit(id),
        ways,
    })
}

fn call(label: String, was: &str, now: &str) -> Way {
    let (was, now) = (was.to_owned(), now.to_owned());
    Way {
        label,
        edits: vec![Edit::CallUnit { was, now }],
    }
}

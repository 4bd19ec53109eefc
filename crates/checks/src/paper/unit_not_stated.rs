//! Posts are established, and it is not said where.

use diagnostics::{Diagnostic, Fix, Rule, Severity};
use proposal::as_toml;
use proposal::case::Verb;
use register::Placement;

use super::wording::counted;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unit-not-stated",
    severity: Severity::Note,
    family: "completeness",
    summary: "Posts are established, and it is not said in which unit.",
    explanation: "A post belongs to one unit: its budget, its manager and its place in the chart follow from \
that. Where a report names two units for a list of posts, no line says which post goes where.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut between: Option<String> = None;
    for effect in &subject.resolved.effects {
        let established = matches!(subject.case.changes[effect.change].verb, Verb::Establish(_));
        let Some(line) = effect.after.as_ref().filter(|_| established) else {
            continue;
        };
        match &line.post.placement {
            Placement::In(_) => continue,
            Placement::NotStated => {}
            placement => between = Some(subject.resolved.after.placement_name(placement)),
        }
        open.push((effect.change, &line.post.title));
    }
    let Some((first, _)) = open.first() else {
        return;
    };
    let titles: Vec<&str> = open.iter().map(|(_, title)| *title).collect();
    let units_open = between.is_none();
    let units = between.map_or_else(
        || "no unit is named".to_owned(),
        |units| format!("they go into {units}"),
    );
    let message = format!(
        "for {} no unit is settled; {units}: {}",
        counted(
            open.len(),
            "line of established posts",
            "lines of established posts"
        ),
        titles.join("; ")
    );
    // Where the case knows one unit only, and names none for these posts, it may be meant.
    let case = subject.case;
    let fix = match &case.units[..] {
        [unit] if units_open => {
            let fix = Fix::choice(format!("Put them into {}", unit.name.value));
            let line = format!("unit = {}", as_toml(&unit.name));
            Some(open.iter().fold(fix, |fix, (change, _)| {
                fix.below(case.changes[*change].place.clone(), line.as_str())
            }))
        }
        _ => None,
    };
    let finding = RULE
        .at(case.changes[*first].place.clone(), message)
        .figure("lines", open.len())
        .help("add `unit = …` to each change");
    found.push(fix.into_iter().fold(finding, Diagnostic::fix));
}

//! Unit costs follow an older pay spine than the one that was agreed.

use base::long_date;
use costing::CostLine;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use pay::{AgreedComparison, PostPay, Profile, Tables};
use proposal::Effect;
use proposal::case::{Change, Verb};

use base::{Fte, Known, Pence};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "pay-basis-outdated",
    severity: Severity::Warning,
    family: "basis",
    summary: "Costs rest on an older pay spine than the newest that was agreed on the day of the report.",
    explanation: "An award is often settled after budgets are set, and a flat increase that was assumed then may \
miss what each point got. Where stated costs are those of the older spine, and a newer one is known to have \
been agreed by the day of the report, each cost is worked out again on the agreed spine with the National \
Insurance of the year. Record the pay basis with the costs, or use the agreed one.",
};

/// How far a stated cost may be from the profile's and still be taken to follow it. Fitted profiles
/// miss by up to £2.
const FOLLOWS: Pence = Pence::pounds(5);

struct Compared<'s> {
    place: Place,
    title: &'s str,
    grade: String,
    stated: Option<Pence>,
    by: AgreedComparison,
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(profile) = &subject.statement.profile else {
        return;
    };
    let compared: Vec<Compared<'_>> = subject
        .costed()
        .filter_map(|(effect, line)| compare(subject, profile, effect, line))
        .collect();
    let follows = |one: &&Compared<'_>| {
        one.stated
            .is_some_and(|stated| (one.by.used.unit_cost - stated).abs() <= FOLLOWS)
    };
    let following: Vec<&Compared<'_>> = compared.iter().filter(follows).collect();
    let asked = subject.case.costing.profile.as_ref();
    match (&following[..], &compared[..], asked) {
        ([first, ..], ..) => found.push(finding(profile, &first.place.clone(), &following)),
        // No stated cost shows what the paper used: the profile was chosen here.
        ([], [_, ..], Some(asked)) => {
            let all: Vec<&Compared<'_>> = compared.iter().collect();
            found.push(finding(profile, &asked.place, &all));
        }
        _ => {}
    }
}

fn compare<'s>(
    subject: &Subject<'s>,
    profile: &Profile,
    effect: &'s Effect,
    line: &'s CostLine,
) -> Option<Compared<'s>> {
    let statement = subject.statement;
    let post = &effect.after.as_ref()?.post;
    // The paid weeks of a term-time post would need the council's own year.
    if post.paid_weeks.is_some() {
        return None;
    }
    let grade = post.grade.as_ref().known();
    let pay = PostPay {
        council: &statement.council,
        grade: grade.map(String::as_str),
        point: post.point,
        fte: Fte::whole(1),
        each: Known::Unknown,
        on: statement.pay_date.known()?,
        term_time: None,
        hourly: None,
    };
    let by = Tables::shipped()
        .compare_with_agreed(&pay, profile)
        .ok()??;
    let change = &subject.case.changes[effect.change];
    Some(Compared {
        place: cost_place(change),
        title: &line.title,
        grade: grade.cloned().unwrap_or_else(|| line.title.clone()),
        stated: line.after.as_ref().and_then(|price| price.stated),
        by,
    })
}

/// Where a change states its unit cost, else the change.
pub(super) fn cost_place(change: &Change) -> Place {
    let cost = match &change.verb {
        Verb::Establish(post) => post.cost.as_ref(),
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => to.cost.as_ref(),
        _ => None,
    };
    cost.map_or_else(
        || change.verb.subject().place.clone(),
        |at| at.place.clone(),
    )
}

fn finding(profile: &Profile, place: &Place, compared: &[&Compared<'_>]) -> Diagnostic {
    let first = &compared[0].by;
    let mut grades: Vec<String> = Vec::new();
    let mut finding = RULE.at(place.clone(), String::new());
    for one in compared {
        let by = &one.by;
        let text = format!(
            "{}: {} on the agreed spine, {}",
            one.title,
            by.agreed.unit_cost,
            by.difference().signed()
        );
        if one.place == *place {
            finding = finding.label(text);
        } else {
            finding = finding.also(one.place.clone(), text);
        }
        let difference = format!("{} {}", one.grade, by.difference().signed());
        if !grades.contains(&difference) {
            finding = finding
                .figure(format!("{} used", one.grade), by.used.unit_cost)
                .figure(format!("{} agreed", one.grade), by.agreed.unit_cost);
            grades.push(difference);
        }
    }
    let uplift = if profile.uplift == base::exact(0, 1) {
        String::new()
    } else {
        let share = base::percent(profile.uplift, base::exact(1, 1)).unwrap_or_default();
        format!(" and an assumed {}", share.replace(".00%", "%"))
    };
    finding.message = format!(
        "unit costs rest on the spine of {}{uplift}; that of {} was agreed on {}, and gives {}",
        long_date(first.used.effective),
        long_date(first.agreed_effective),
        long_date(first.agreed_on),
        grades.join(", ")
    );
    finding.help("cost the posts on the agreed spine, or say on which pay basis the costs rest")
}

//! A post moves wholly onto money that may be spent only on something else.

use base::{exact, same_name};
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::Effect;
use proposal::case::{Case, FundKind, Verb};
use register::{FundShare, Line};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "ring-fence-purpose",
    severity: Severity::Warning,
    family: "authority",
    summary: "A post moves wholly onto ring-fenced money of another purpose.",
    explanation: "A grant may be spent only within its conditions. A post that was paid for one purpose and is \
then charged in full to a grant of another has either changed its work or is paid in part from the wrong \
fund. Say how its work divides, and give each fund its share.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (effect, line) in subject.costed() {
        let Some(moved) = moved(subject, effect) else {
            continue;
        };
        let message = format!(
            "{} moves from {} ({}) wholly to {} ({}), which is ring-fenced; {} in a full year, and no share is given",
            line.title,
            moved.old.name,
            moved.old.purpose,
            moved.new.name,
            moved.new.purpose,
            line.full_year_posts()
        );
        let mut finding = RULE
            .at(place(subject.case, effect), message)
            .figure("full-year cost", line.full_year_posts());
        if let Some(place) = moved.old.place {
            finding = finding.also(place, "its purpose until now");
        }
        found.push(finding.help(format!(
            "give the shares, such as `funding = {{ {:?} = \"60%\", {:?} = \"40%\" }}`, or say how the work has changed",
            moved.new.name, moved.old.name
        )));
    }
}

struct Purpose {
    name: String,
    purpose: String,
    ring_fenced: bool,
    place: Option<Place>,
}

struct Moved {
    old: Purpose,
    new: Purpose,
}

/// From which purpose to which other a post moves.
fn moved(subject: &Subject<'_>, effect: &Effect) -> Option<Moved> {
    let case = subject.case;
    let after = effect.after.as_ref()?;
    let new = purpose_of(case, &whole_fund(case, effect, after)?)?;
    let replaced = after
        .in_place_of
        .iter()
        .filter_map(|id| subject.resolved.before.line(*id));
    let old = effect
        .before
        .iter()
        .chain(replaced)
        .flat_map(|line| &line.post.funding)
        .filter_map(|share| purpose_of(case, &share.fund))
        .find(|old| !same_name(&old.purpose, &new.purpose))?;
    new.ring_fenced.then_some(Moved { old, new })
}

/// The one fund that pays for all of the posts: their own, else the only source that pays for them.
fn whole_fund(case: &Case, effect: &Effect, after: &Line) -> Option<String> {
    let whole = |share: &FundShare| share.share.known().is_none_or(|share| share == exact(1, 1));
    match &after.post.funding[..] {
        [only] if whole(only) => return Some(only.fund.clone()),
        [] => {}
        _ => return None,
    }
    let mut paying = case
        .funding
        .iter()
        .filter(|funding| proposal::pays_for(case, funding, effect.change));
    let only = paying.next()?;
    let in_part = only.in_part.as_ref().is_some_and(|at| at.value);
    (paying.next().is_none() && !in_part).then(|| only.source.value.clone())
}

/// What a fund is for, as the case describes it.
fn purpose_of(case: &Case, name: &str) -> Option<Purpose> {
    let described = case
        .funds
        .iter()
        .map(|fund| (&fund.name, &fund.kind, &fund.purpose));
    let sources = case
        .funding
        .iter()
        .map(|funding| (&funding.source, &funding.kind, &funding.purpose));
    described
        .chain(sources)
        .filter(|(known, ..)| same_name(known, name))
        .find_map(|(_, kind, purpose)| {
            let purpose = purpose.as_ref()?;
            Some(Purpose {
                name: name.to_owned(),
                purpose: purpose.value.clone(),
                ring_fenced: kind
                    .as_ref()
                    .is_some_and(|at| FundKind::ring_fenced(at.value)),
                place: Some(purpose.place.clone()),
            })
        })
}

/// Where the change names the new fund, else the change itself.
fn place(case: &Case, effect: &Effect) -> Place {
    let change = &case.changes[effect.change];
    let funding = match &change.verb {
        Verb::Establish(post) => &post.funding,
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => &to.funding,
        _ => return change.place.clone(),
    };
    funding
        .first()
        .map_or_else(|| change.place.clone(), |(name, _)| name.place.clone())
}

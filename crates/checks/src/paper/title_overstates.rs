//! The title promises more new posts than there are.

use base::Fte;
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::Verb;

use super::wording::listed;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "title-overstates",
    severity: Severity::Warning,
    family: "agreement",
    summary: "The title speaks of additional posts, but some of them exist already.",
    explanation: "To make a post permanent, or to extend it, adds no FTE: the post is there. A title that speaks \
only of new or additional posts, or of establishing them, tells the reader that there will be more posts than \
there will. The difference stands in FTE and in full-year cost.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(title) = &subject.case.header.title else {
        return;
    };
    let words = base::folded(title);
    let says = |wanted: &[&str]| words.split(' ').any(|word| wanted.contains(&word));
    let new = says(&["additional", "new", "extra"]) || words.contains("establishment of");
    let named = says(&[
        "permanent",
        "permanently",
        "extend",
        "extended",
        "extension",
    ]);
    if !new || !says(&["post", "posts"]) || named {
        return;
    }
    let fte_of = |wanted: fn(&Verb) -> bool| -> Fte {
        let effects = subject.resolved.effects.iter();
        effects
            .filter(|effect| wanted(&subject.case.changes[effect.change].verb))
            .filter_map(|effect| effect.after.as_ref()?.post.fte.known())
            .sum()
    };
    let first = subject
        .case
        .changes
        .iter()
        .find(|change| matches!(change.verb, Verb::MakePermanent(..) | Verb::Extend(..)));
    let Some(first) = first else {
        return;
    };
    let established = fte_of(|verb| matches!(verb, Verb::Establish(_)));
    let permanent = fte_of(|verb| matches!(verb, Verb::MakePermanent(..)));
    let extended = fte_of(|verb| matches!(verb, Verb::Extend(..)));
    let mut parts = vec![format!("{established} FTE established")];
    parts.extend((!permanent.is_zero()).then(|| format!("{permanent} FTE made permanent")));
    parts.extend((!extended.is_zero()).then(|| format!("{extended} FTE extended")));
    let totals = &subject.statement.totals;
    let message = format!(
        "the title speaks of new posts; the changes are {}. The new posts cost {} of {} in a full year",
        listed(&parts),
        totals.additional,
        totals.posts
    );
    found.push(
        RULE.at(title.place.clone(), message)
            .also(first.place.clone(), "this post exists already")
            .figure("established", established)
            .figure("exists already", permanent + extended)
            .figure("additional cost", &totals.additional)
            .help("let the title name what happens to each: establish, make permanent, extend"),
    );
}

//! An extension ends earlier than the posts do already.

use base::{Known, long_date};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::Verb;
use register::Tenure;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "extension-shortens",
    severity: Severity::Error,
    family: "order",
    summary: "An extension puts the end of posts earlier, not later.",
    explanation: "`extend` puts the end of temporary posts later. An end before the present one is a slip of the \
pen, or ends posts early: that is `disestablish` with a `from`. A permanent post has no end to extend.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for effect in &subject.resolved.effects {
        let change = &subject.case.changes[effect.change];
        let Verb::Extend(posts, _) = &change.verb else {
            continue;
        };
        let (Some(before), Some(after)) = (&effect.before, &effect.after) else {
            continue;
        };
        let Known::Known(Tenure::Temporary(end)) = &after.post.tenure else {
            continue;
        };
        let Some(to) = end.last_day() else {
            continue;
        };
        let title = &posts.title.value;
        let end = long_date(to);
        let message = match &before.post.tenure {
            Known::Known(Tenure::Permanent) => {
                format!("{title} is permanent, and the extension would end it on {end}")
            }
            Known::Known(Tenure::Temporary(present)) => match present.last_day() {
                Some(last) if to < last => format!(
                    "{title} runs until {}, and the extension ends on {end}",
                    long_date(last)
                ),
                _ => continue,
            },
            Known::Unknown | Known::Withheld => continue,
        };
        let place = change.until.as_ref().map_or(&change.place, |at| &at.place);
        found.push(
            RULE.at(place.clone(), message)
                .help("give a later day, or end the posts with `disestablish` and `from`"),
        );
    }
}

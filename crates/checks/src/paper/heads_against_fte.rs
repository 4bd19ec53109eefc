//! People are counted by heads, and the posts for them in FTE.

use base::{Fte, Known};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::{Established, Pool, Verb};
use proposal::same_title;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "heads-against-fte",
    severity: Severity::Warning,
    family: "basis",
    summary: "There are more people in a pool than FTE, or posts, for them.",
    explanation: "People are heads, posts are places, and FTE is hours: three quantities. Where a pool counts \
people and the posts that they may go to are counted in FTE alone, and the FTE is the smaller number, it \
cannot be told whether everybody finds a place. Heads are held against posts, and FTE against FTE.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for pool in &subject.case.pools {
        let Some(Known::Known(people)) = pool.people.as_ref().map(|at| at.value) else {
            continue;
        };
        let lines = lines_for(subject, pool);
        if lines.is_empty() {
            continue;
        }
        let posts = total(&lines, |post| {
            let posts = post.how_many.posts.as_ref().map(|at| at.value)?;
            posts.known().map(u64::from)
        });
        let fte = total(&lines, |post| {
            post.how_many.fte.as_ref().and_then(|at| at.value.known())
        });
        let counted = format!("the pool {} has {people} people", pool.name.value);
        let (message, help) = match (posts, fte) {
            (Some(posts), _) if posts < u64::from(people) => {
                let message = format!(
                    "{counted} for {posts} posts: {} of them find none there",
                    u64::from(people) - posts
                );
                (message, "say where the others go")
            }
            (None, Some(fte)) if fte < Fte::whole(people) => {
                let message = format!(
                    "{counted} for posts of {fte} FTE: heads and FTE are two quantities, so a shortfall \
cannot be ruled out"
                );
                (
                    message,
                    "give the number of posts of each line (`posts = …`) beside its FTE",
                )
            }
            _ => continue,
        };
        let at = pool.people.as_ref().map_or(&pool.place, |at| &at.place);
        let mut finding = RULE.at(at.clone(), message).figure("people", people);
        if let Some(fte) = fte {
            finding = finding.figure("FTE", fte);
        }
        for post in &lines {
            finding = finding.also(post.title.place.clone(), "posts for them");
        }
        found.push(finding.help(help));
    }
}

fn lines_for<'s>(subject: &Subject<'s>, pool: &Pool) -> Vec<&'s Established> {
    let wanted = |title: &str| pool.into.iter().any(|into| same_title(into, title));
    let established = subject
        .case
        .changes
        .iter()
        .filter_map(|change| match &change.verb {
            Verb::Establish(post) => Some(post.as_ref()),
            _ => None,
        });
    established.filter(|post| wanted(&post.title)).collect()
}

/// The sum over the lines, if every line has one.
fn total<T: std::iter::Sum>(
    lines: &[&Established],
    of: impl Fn(&Established) -> Option<T>,
) -> Option<T> {
    lines.iter().map(|post| of(post)).sum()
}

//! Posts have more FTE than there are posts.

use base::{Fte, Known};
use diagnostics::{Diagnostic, Rule, Severity};
use proposal::case::{HowManyPosts, Verb};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "fte-above-posts",
    severity: Severity::Warning,
    family: "agreement",
    summary: "Posts have more FTE than there are posts.",
    explanation: "A full-time post is 1 FTE, and `fte` counts all posts of a line together. More FTE than posts \
means that one of the two numbers is wrong.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let base = case.posts.iter().map(|post| (&post.title, &post.how_many));
    let new = case.changes.iter().filter_map(|change| match &change.verb {
        Verb::Establish(post) => Some((&post.title, &post.how_many)),
        _ => None,
    });
    for (title, how_many) in base.chain(new) {
        let HowManyPosts {
            posts: Some(posts),
            fte: Some(fte),
            ..
        } = how_many
        else {
            continue;
        };
        let (Known::Known(number), Known::Known(total)) = (posts.value, fte.value) else {
            continue;
        };
        if total <= Fte::whole(number) {
            continue;
        }
        let posts_in_words =
            super::wording::counted(usize::try_from(number).unwrap_or(0), "post", "posts");
        let message = format!("{}: {total} FTE in {posts_in_words}", title.value);
        found.push(
            RULE.at(fte.place.clone(), message)
                .also(posts.place.clone(), "the number of posts")
                .figure("FTE", total)
                .figure("posts", number)
                .help("`fte` is that of all posts together, and a full-time post is 1 FTE: mend one of the two"),
        );
    }
}

//! The structure before and after, taken out of a case whose pictures of it are withheld.

use std::collections::BTreeSet;

use proposal::case::{Case, Verb};
use proposal::{WITHHELD, title_key};

use crate::words;

/// Takes out the posts that no change is about, and what words say of the posts of a title: what is asked for is
/// all that is told. The sums of the whole structure are told or withheld where they are computed.
pub(crate) fn take_out(case: &mut Case) {
    let own = case.options.iter().flat_map(|option| &option.changes);
    let titles: BTreeSet<String> = { case.changes.iter().chain(own) }
        .filter(|change| is_about_posts(&change.verb))
        .map(|change| title_key(&change.verb.subject().value))
        .collect();
    (case.posts).retain(|post| titles.contains(&title_key(&post.title.value)));
    for prose in words::proses_mut(case) {
        prose.text = without_titles(&prose.text);
    }
}

fn is_about_posts(verb: &Verb) -> bool {
    match verb {
        Verb::Establish(_)
        | Verb::Disestablish(_)
        | Verb::Change(..)
        | Verb::MakePermanent(..)
        | Verb::Extend(..)
        | Verb::Pay(_) => true,
        Verb::CreateUnit { .. }
        | Verb::RenameUnit { .. }
        | Verb::MoveUnit { .. }
        | Verb::MergeUnits { .. }
        | Verb::CloseUnit { .. } => false,
    }
}

/// A text with a word in the place of the FTE of each title: `{fte.after.clerk}`.
fn without_titles(text: &str) -> String {
    let (mut left, mut rest) = (String::new(), text);
    while let Some(start) = rest.find("{fte.") {
        let (before, call) = rest.split_at(start);
        left.push_str(before);
        let end = call.find('}').map_or(call.len(), |end| end + 1);
        let (call, after) = call.split_at(end);
        let of_title = ["{fte.before.", "{fte.after."];
        match of_title.iter().any(|head| call.starts_with(head)) {
            true => left.push_str(&format!("[{}]", WITHHELD.to_lowercase())),
            false => left.push_str(call),
        }
        rest = after;
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use super::without_titles;

    #[test]
    fn the_fte_of_a_title_goes_and_sums_stay() {
        let text = "Of {fte.after.clerk} and {fte.after}: {fte.structure.after}, {fte.before.x";
        let left = "Of [withheld] and {fte.after}: {fte.structure.after}, [withheld]";
        assert_eq!(without_titles(text), left);
    }
}

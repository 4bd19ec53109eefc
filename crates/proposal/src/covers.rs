//! Which changes a recommendation asks for.

use std::collections::BTreeSet;

use base::same_name;

use crate::case::{Case, Change, Funding, Recommendation, Verb};

/// The changes that a recommendation covers, by their places in the case.
///
/// `covers` lists titles or numbers of changes, `all`, or `none`. A title means posts and units; a
/// payment is `Honorarium: TITLE`, since its title is that of the post whose holder gets it. Without
/// `covers`, a recommendation that stands alone covers everything, and one of several nothing.
pub fn covered_changes(case: &Case, recommendation: &Recommendation) -> BTreeSet<usize> {
    let everything = 0..case.changes.len();
    let Some(names) = &recommendation.covers else {
        let asks_nothing = recommendation
            .asks
            .as_ref()
            .is_some_and(|asks| asks.value == "note");
        let alone = case.recommendations.len() == 1 && !asks_nothing;
        return if alone {
            everything.collect()
        } else {
            BTreeSet::new()
        };
    };
    let named = |name: &str| -> BTreeSet<usize> {
        match name {
            "all" => everything.clone().collect(),
            "none" => BTreeSet::new(),
            _ => everything
                .clone()
                .filter(|index| means(name, *index, &case.changes[*index]))
                .collect(),
        }
    };
    names.iter().flat_map(|name| named(&name.value)).collect()
}

/// The changes that a source pays for, by their places in the case; all if it does not say.
pub fn paid_changes(case: &Case, funding: &Funding) -> BTreeSet<usize> {
    let pays = |index: &usize| {
        let mut names = funding.pays_for.iter();
        funding.pays_for.is_empty() || names.any(|name| means(name, *index, &case.changes[*index]))
    };
    (0..case.changes.len()).filter(pays).collect()
}

/// Does this name mean this change?
pub(crate) fn means(name: &str, index: usize, change: &Change) -> bool {
    if name.parse::<usize>() == Ok(index + 1) {
        return true;
    }
    match &change.verb {
        Verb::Pay(payment) => {
            let called = payment
                .called
                .as_ref()
                .map_or("Honorarium", |at| at.value.as_str());
            same_name(name, called)
                || same_name(name, &format!("{called}: {}", payment.to.title.value))
        }
        verb => same_name(name, verb.subject()),
    }
}

//! Which changes a recommendation asks for.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use base::{folded, same_name};

use crate::case::{Case, Change, Funding, Recommendation, Verb};

/// The changes that a source pays for, by their places in the case; all if it does not say.
pub fn paid_changes(case: &Case, funding: &Funding) -> BTreeSet<usize> {
    if funding.pays_for.is_empty() {
        return (0..case.changes.len()).collect();
    }
    let named = ChangeNames::of(case);
    let names = funding.pays_for.iter();
    names.flat_map(|name| named.changes(name)).collect()
}

/// Does a source pay for this change? It pays for all if it does not say.
pub fn pays_for(case: &Case, funding: &Funding, index: usize) -> bool {
    let mut names = funding.pays_for.iter();
    let Some(change) = case.changes.get(index) else {
        return false;
    };
    let means = |name: &str| {
        number(name) == Some(index) || subjects(change).any(|subject| same_name(name, &subject))
    };
    funding.pays_for.is_empty() || names.any(|name| means(name))
}

/// The names by which a recommendation or a source can mean the changes of a case, each once, in the
/// order of the case.
pub fn change_names(case: &Case) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for change in &case.changes {
        // Of a payment the last name says more: it has the title of the post.
        let name = subjects(change).last().unwrap_or_default();
        if known.insert(folded(&name)) {
            names.push(name.into_owned());
        }
    }
    names
}

/// The changes of a case by the names that mean them: for whoever asks of many recommendations.
#[derive(Debug)]
pub struct ChangeNames {
    count: usize,
    by_subject: HashMap<String, Vec<usize>>,
}

impl ChangeNames {
    /// The names of the changes of a case.
    pub fn of(case: &Case) -> Self {
        let mut by_subject: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, change) in case.changes.iter().enumerate() {
            for subject in subjects(change) {
                by_subject.entry(folded(&subject)).or_default().push(index);
            }
        }
        Self {
            count: case.changes.len(),
            by_subject,
        }
    }

    /// The changes that a recommendation of the same case covers, by their places in it.
    ///
    /// `covers` lists titles or numbers of changes, `all`, or `none`. A title means posts and units;
    /// a payment is `Honorarium: TITLE`, since its title is that of the post whose holder gets it.
    /// Without `covers`, a recommendation that stands alone covers everything, and one of several
    /// nothing.
    pub fn covered_by(&self, case: &Case, recommendation: &Recommendation) -> BTreeSet<usize> {
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
        let meant = |name: &str| -> Vec<usize> {
            match name {
                "all" => everything.clone().collect(),
                "none" => Vec::new(),
                _ => self.changes(name),
            }
        };
        names.iter().flat_map(|name| meant(&name.value)).collect()
    }

    /// The changes of which a name is the number or the subject.
    pub(crate) fn changes(&self, name: &str) -> Vec<usize> {
        let numbered = number(name).filter(|index| *index < self.count);
        let named = self.by_subject.get(&folded(name));
        let named = named.into_iter().flatten().copied();
        numbered.into_iter().chain(named).collect()
    }
}

/// The place of the change that a name counts from one.
pub(crate) fn number(name: &str) -> Option<usize> {
    name.parse::<usize>().ok()?.checked_sub(1)
}

/// What a change is called.
fn subjects(change: &Change) -> impl Iterator<Item = Cow<'_, str>> {
    let subjects = match &change.verb {
        Verb::Pay(payment) => {
            let called = payment.called.as_ref();
            let called = called.map_or("Honorarium", |at| at.value.as_str());
            let of = format!("{called}: {}", payment.to.title.value);
            [Some(Cow::Borrowed(called)), Some(Cow::Owned(of))]
        }
        verb => [Some(Cow::Borrowed(verb.subject().value.as_str())), None],
    };
    subjects.into_iter().flatten()
}

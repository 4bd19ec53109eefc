//! Whether the sums of the whole structure are withheld.

use std::collections::BTreeSet;

use proposal::Resolved;
use proposal::case::Case;

/// Are the sums of the structure withheld with its pictures? They are unless the author says that they may be told;
/// and in any case where a single post line is left beside those that are told, for it would follow.
pub(crate) fn withholds_structure(case: &Case, resolved: &Resolved) -> bool {
    let mut pictures = case.withheld.iter().filter(|one| one.shows.is_some());
    let Some(first) = pictures.next() else {
        return false;
    };
    let may_be_told = first.totals && pictures.all(|one| one.totals);
    let effects = resolved.effects.iter();
    let lines = effects.flat_map(|effect| [&effect.before, &effect.after]);
    let told: BTreeSet<_> = lines.flatten().map(|line| line.id).collect();
    let left = |when: &register::Establishment| {
        let all = when.lines().filter(|line| !told.contains(&line.id));
        all.count()
    };
    !may_be_told || left(&resolved.before) == 1 || left(&resolved.after) == 1
}

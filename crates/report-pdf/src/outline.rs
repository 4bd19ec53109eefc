//! A structure chart as a nested list: its text equivalent, in the sentences of the picture.

use report::chart::{Chart, ListRow};
use typst::foundations::{Array, IntoValue, dict};

use crate::values::text;

/// A list that is nested deeper has no room left for words; what is deeper stands on this level.
const DEEPEST: usize = 5;

/// The list, each item with the items below it.
pub(crate) fn list(chart: &Chart) -> Array {
    items(&chart.to_rows(), &mut 0, 0)
}

/// The items of a level, from a row on. Levels are few, so this may call itself.
fn items(rows: &[ListRow], at: &mut usize, level: usize) -> Array {
    let depth = |at: usize| rows.get(at).map(|row| row.depth.min(DEEPEST));
    let mut items = Array::new();
    while let Some(row) = rows.get(*at).filter(|row| row.depth >= level) {
        *at += 1;
        let below = match depth(*at) {
            Some(next) if next > level => self::items(rows, at, level + 1),
            _ => Array::new(),
        };
        items.push(dict! { "text" => text(&row.sentence), "below" => below }.into_value());
    }
    items
}

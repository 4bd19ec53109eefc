//! The establishment of a moment as what can be drawn.

use app::{UnitSums, View};
use register::Line;
use report::chart::PostBox;
use report::post_box;

use crate::pages::structure::{Source, Standing, lines_by_unit};
use crate::words;

/// What a picture of a moment shows.
pub(super) fn source<'s>(view: &'s View, units: &[UnitSums]) -> Source<'s> {
    Source {
        name: &view.body.name,
        units: units.iter().map(standing).collect(),
        lines: lines_by_unit(&view.establishment),
        post_box: &drawn,
        description: format!(
            "In force on {}, as recorded at {}",
            words::day(view.moment.in_force_on),
            words::day(view.moment.as_recorded_at)
        ),
    }
}

fn drawn(line: &Line) -> PostBox {
    post_box(&line.post)
}

fn standing(sums: &UnitSums) -> Standing {
    Standing {
        unit: sums.unit,
        depth: sums.depth,
        name: match sums.unit {
            Some(_) => sums.name.clone(),
            None => "Unit not stated".to_owned(),
        },
        summary: words::sums(&sums.all),
        lines: sums.own.lines,
        mark: None,
        is_touched: false,
    }
}

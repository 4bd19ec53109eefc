//! What the rows of a list sum to, in words.

use exchange::Sums;

use crate::words::counted;

/// `At least 19,988 posts (3 rows not known), 18,340.5 FTE`.
pub(super) fn sums(sums: &Sums) -> String {
    let posts = match (sums.posts, sums.posts_not_known) {
        (0, 1..) => "number of posts not known".to_owned(),
        (posts, not_known) => at_least(counted(posts, "post"), not_known),
    };
    let fte = format!("{} FTE", sums.fte);
    let words = format!("{posts}, {}", at_least(fte, sums.fte_not_known));
    crate::words::sentence(&words)
}

/// So many rows.
pub(super) fn rows(number: usize) -> String {
    counted(number as u64, "row")
}

fn at_least(sum: String, not_known: usize) -> String {
    match not_known {
        0 => sum,
        missing => format!("at least {sum} ({} not known)", rows(missing)),
    }
}

//! How the cost of a line is parted over those who pay it.

use base::{Exact, Known, Pence, exact};

use crate::amount::Amount;

/// Parts a cost over funds, in the order of their shares; the last part is what no stated share
/// covers.
///
/// Where the shares are known and sum to one, all but the first are rounded to the penny, half up,
/// and the first pays the rest, so that the parts sum to the cost. Otherwise each known share is
/// rounded by itself, and what is left has no fund.
pub(crate) fn apportion(cost: Pence, shares: &[Known<Exact>]) -> (Vec<Known<Pence>>, Pence) {
    let whole = shares.iter().try_fold(exact(0, 1), |sum, share| {
        share.known().map(|share| sum + share)
    });
    let part = |share: Exact| Amount::known(cost).times(share).known_part();
    let mut parts: Vec<Known<Pence>> = shares.iter().map(|share| share.map(part)).collect();
    let paid: Pence = parts.iter().filter_map(|part| part.known()).sum();
    let left = cost - paid;
    match parts.first_mut() {
        Some(Known::Known(first)) if whole == Some(exact(1, 1)) => {
            *first += left;
            (parts, Pence::ZERO)
        }
        _ => (parts, left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(cost: i128, shares: &[Known<Exact>]) -> String {
        let (parts, left) = apportion(Pence::new(cost), shares);
        let mut words: Vec<String> = parts.iter().map(ToString::to_string).collect();
        words.push(format!("left {left}"));
        words.join(", ")
    }

    #[test]
    fn the_first_fund_pays_what_rounding_leaves() {
        let third = Known::Known(exact(1, 3));
        assert_eq!(
            parts(10_000, &[third; 3]),
            "£33.34, £33.33, £33.33, left £0"
        );
        let half = Known::Known(exact(1, 2));
        assert_eq!(
            parts(-101, &[half; 2]),
            "\u{2212}£0.50, \u{2212}£0.51, left £0"
        );
    }

    #[test]
    fn what_no_share_covers_has_no_fund() {
        let half = Known::Known(exact(1, 2));
        assert_eq!(parts(101, &[half]), "£0.51, left £0.50");
        assert_eq!(
            parts(100, &[half, Known::Unknown]),
            "£0.50, not known, left £0.50"
        );
        assert_eq!(parts(100, &[]), "left £1");
    }
}

//! Putting a row of sizes into as few lines as a limit allows, evenly.

use std::ops::Range;

/// As few lines as `limit` allows, their lengths as even as keeping the order lets them be.
///
/// A size beyond the limit has a line of its own.
pub(super) fn lines_within(sizes: &[i32], gap: i32, limit: i32) -> Vec<Range<usize>> {
    let count = count_within(sizes, gap, limit);
    if count == 1 {
        return std::iter::once(0..sizes.len()).collect();
    }
    evened(sizes, gap, count, limit)
}

/// At most `count` lines, as short as keeping the order lets them be.
pub(super) fn lines_of(sizes: &[i32], gap: i32, count: usize) -> Vec<Range<usize>> {
    let total = sizes.iter().fold(0_i32, |sum, size| {
        sum.saturating_add(*size).saturating_add(gap)
    });
    evened(sizes, gap, count, total)
}

/// Halves the limit's span until the least limit with the same number of lines is found.
fn evened(sizes: &[i32], gap: i32, count: usize, limit: i32) -> Vec<Range<usize>> {
    let (mut low, mut high) = (0, limit.max(0));
    while low < high {
        let middle = low + (high - low) / 2;
        if count_within(sizes, gap, middle) <= count {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    greedy(sizes, gap, high)
}

/// How many lines a limit needs.
fn count_within(sizes: &[i32], gap: i32, limit: i32) -> usize {
    let mut count = 0;
    each_within(sizes, gap, limit, |_| count += 1);
    count
}

fn greedy(sizes: &[i32], gap: i32, limit: i32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    each_within(sizes, gap, limit, |line| lines.push(line));
    lines
}

/// Fills line after line up to the limit.
fn each_within(sizes: &[i32], gap: i32, limit: i32, mut each: impl FnMut(Range<usize>)) {
    let mut start = 0;
    let mut used = 0_i32;
    for (index, size) in sizes.iter().enumerate() {
        let wanted = if index == start {
            *size
        } else {
            used.saturating_add(gap).saturating_add(*size)
        };
        if index > start && wanted > limit {
            each(start..index);
            start = index;
            used = *size;
        } else {
            used = wanted;
        }
    }
    if start < sizes.len() {
        each(start..sizes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_few_and_even() {
        assert_eq!(lines_within(&[10; 7], 2, 60), vec![0..4, 4..7]);
        assert_eq!(lines_within(&[10; 5], 2, 60), vec![0..5]);
        assert_eq!(lines_within(&[90, 10], 2, 60), vec![0..1, 1..2]);
        assert_eq!(lines_of(&[10; 7], 2, 3), vec![0..3, 3..6, 6..7]);
        assert!(lines_of(&[], 2, 3).is_empty());
    }
}

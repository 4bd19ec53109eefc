//! Posts and what happens to them, in words that charts, tables and recommendations share.

use base::{Known, When};
use register::{Establishment, PostLine, Tenure};

/// The same words with a capital at their start.
pub(crate) fn sentence_case(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// The words of a diagnostic as they are printed: names and what is to be typed stand in quotation marks, where a
/// terminal has straight ones and backticks.
pub(crate) fn quoted(words: &str) -> String {
    let mut printed = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['"', '`']) {
        printed.push_str(&rest[..at]);
        let (mark, inside) = rest[at..].split_at(1);
        rest = inside;
        let found = match mark {
            "`" => inside.find('`').map(|end| (inside[..end].to_owned(), end)),
            _ => unescaped(inside),
        };
        match found {
            Some((name, end)) => {
                printed.push('\u{201c}');
                printed.push_str(&name);
                printed.push('\u{201d}');
                rest = &inside[end + 1..];
            }
            None => printed.push_str(mark),
        }
    }
    printed + rest
}

/// A name up to the straight quotation mark that ends it, and where that is; escapes are undone.
fn unescaped(text: &str) -> Option<(String, usize)> {
    let mut name = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((name, at)),
            '\\' => match letters.next()?.1 {
                'n' | 't' => name.push(' '),
                escaped => name.push(escaped),
            },
            _ => name.push(letter),
        }
    }
    None
}

/// The same words without the capital at their start.
pub(crate) fn lower_first(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_lowercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// `1 post`, `4 posts`.
pub(crate) fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [init @ .., last] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", init.join(", "), last.as_ref())
        }
    }
}

/// `1 to 5 and 7`, from numbers in ascending order.
pub(crate) fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let words: Vec<String> = runs
        .into_iter()
        .flat_map(|(first, last)| match last - first {
            0 => vec![first.to_string()],
            1 => vec![first.to_string(), last.to_string()],
            _ => vec![format!("{first} to {last}")],
        })
        .collect();
    listed(&words)
}

/// `Hay Band A, point 34`; nothing if neither is known.
pub(crate) fn grade(post: &PostLine) -> Option<String> {
    let grade = post.grade.as_ref().known().cloned();
    let point = post.point.map(|point| format!("point {point}"));
    match (grade, point) {
        (Some(grade), Some(point)) => Some(format!("{grade}, {point}")),
        (grade, point) => grade.or(point),
    }
}

/// `2 FTE Reviewing Officer (Hay Band A)`.
pub(crate) fn posts_in_words(post: &PostLine) -> String {
    let title = &post.title;
    let mut words = match (post.fte, post.posts) {
        (Known::Known(fte), _) => format!("{fte} FTE {title}"),
        (Known::Unknown | Known::Withheld, Known::Known(posts)) => format!(
            "{} of {title}",
            count(
                usize::try_from(posts).unwrap_or(usize::MAX),
                "post",
                "posts"
            )
        ),
        (Known::Unknown | Known::Withheld, Known::Unknown | Known::Withheld) => title.clone(),
    };
    match &post.grade {
        Known::Known(grade) => words.push_str(&format!(" ({grade})")),
        Known::Unknown | Known::Withheld => {}
    }
    words
}

/// `on 1 July 2018`, `in July 2020`.
pub(crate) fn on(when: When) -> String {
    match when {
        When::Day(_) => format!("on {when}"),
        When::Month(_) => format!("in {when}"),
    }
}

/// Something about posts that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Alteration {
    /// They come from another unit.
    Moved(String),
    /// They lose their end, or get another. Which end is told beside it.
    Tenure(String),
    /// Anything else.
    Changed(String),
}

impl Alteration {
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Moved(words) | Self::Tenure(words) | Self::Changed(words) => words,
        }
    }
}

/// What differs between posts as they were and as they will be; a sentence each, without its stop.
pub(crate) fn alterations(
    (before, in_before): (&PostLine, &Establishment),
    (after, in_after): (&PostLine, &Establishment),
) -> Vec<Alteration> {
    let mut found = Vec::new();
    let mut changed = |words: String| found.push(Alteration::Changed(words));
    if before.title != after.title {
        changed(format!("Called {} before", before.title));
    }
    if before.grade != after.grade || before.point != after.point {
        let name = |post| grade(post).unwrap_or_else(|| "grade not known".to_owned());
        changed(format!(
            "{} to {}",
            sentence_case(&name(before)),
            name(after)
        ));
    }
    if before.fte != after.fte {
        let fte = |post: &PostLine| match post.fte {
            Known::Known(fte) => format!("{fte} FTE"),
            Known::Unknown | Known::Withheld => "FTE not known".to_owned(),
        };
        changed(format!("{} to {}", fte(before), fte(after)));
    }
    if before.line_manager != after.line_manager {
        changed(match &after.line_manager {
            Some(manager) => format!("Reports to {manager}"),
            None => "Line manager not stated".to_owned(),
        });
    }
    if before.funding != after.funding {
        let funds: Vec<&str> = after
            .funding
            .iter()
            .map(|share| share.fund.as_str())
            .collect();
        changed(match funds[..] {
            [] => "Funding not stated".to_owned(),
            _ => format!("Paid by {}", listed(&funds)),
        });
    }
    if before.tenure != after.tenure {
        let words = match (&before.tenure, &after.tenure) {
            (_, Known::Known(Tenure::Permanent)) => "Made permanent",
            (Known::Known(Tenure::Temporary(_)), Known::Known(Tenure::Temporary(_))) => "Extended",
            (Known::Known(Tenure::Permanent), Known::Known(Tenure::Temporary(_))) => {
                "Made temporary"
            }
            (Known::Unknown | Known::Withheld, Known::Known(Tenure::Temporary(_))) => {
                "Given an end"
            }
            (_, Known::Unknown | Known::Withheld) => "Tenure not known",
        };
        found.push(Alteration::Tenure(words.to_owned()));
    }
    if before.placement != after.placement {
        let from = in_before.placement_name(&before.placement);
        let to = in_after.placement_name(&after.placement);
        if from != to {
            found.push(Alteration::Moved(format!("Moved from {from}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn straight_marks_and_backticks_become_quotation_marks() {
        for (said, printed) in [
            (
                "The base holds no post \"Clerk\"",
                "The base holds no post “Clerk”",
            ),
            ("\"The \\\"Hub\\\"\" fits", "“The \"Hub\"” fits"),
            (
                "Add `fte = \"not known\"`, or `a` too",
                "Add “fte = \"not known\"”, or “a” too",
            ),
            ("12\" of snow, and a ` alone", "12\" of snow, and a ` alone"),
            ("Children’s “Hub”", "Children’s “Hub”"),
        ] {
            assert_eq!(quoted(said), printed);
        }
    }
}

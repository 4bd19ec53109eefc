//! How the findings of these checks name days, numbers and lists.

use base::{Date, long_date, weekday_name};
use diagnostics::{At, Place};
use proposal::case::Prose;
use proposal::{Block, paragraphs};

/// `1 post`, `3 posts`.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    let word = if number == 1 { one } else { many };
    format!("{number} {word}")
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items[..] {
        [] => String::new(),
        [one] => one.to_owned(),
        [ref most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// `Sunday 10 January 2010`.
pub(super) fn weekday_and_date(day: Date) -> String {
    format!("{} {}", weekday_name(day), long_date(day))
}

/// `in paragraph 6.4`, `in the title`; nothing where no paragraph is given.
pub(super) fn in_paragraph(paragraph: Option<&At<String>>) -> String {
    let numbered = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    match paragraph {
        None => String::new(),
        Some(at) if numbered(at) => format!("in paragraph {}", at.value),
        Some(at) => format!("in the {}", at.value),
    }
}

/// The first paragraph of some prose: a shorter thing to point at than all of it.
pub(super) fn opening(prose: &Prose) -> Place {
    let first = paragraphs(prose).into_iter().find_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.place),
        _ => None,
    });
    first.unwrap_or_else(|| prose.place.clone())
}

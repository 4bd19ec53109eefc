//! The grounds on which information may be withheld: Part 1 of Schedule 12A to the Local Government Act 1972,
//! as dated data.

use std::sync::LazyLock;

use base::{Date, When};

/// The table, as it is shipped.
const TABLE: &str = include_str!("../data/schedule-12a.csv");

/// What stands in the place of what is withheld.
pub const WITHHELD: &str = "Withheld";

/// A paragraph of the schedule with the words that it has from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The number of the paragraph.
    pub paragraph: u32,
    /// The first day on which it has these words.
    pub from: Date,
    /// The last; none if it still has them.
    pub until: Option<Date>,
    /// A few words for it.
    pub short: String,
    /// Its own words.
    pub words: String,
    /// The instrument that gave it these words.
    pub source: String,
}

impl Ground {
    /// Every ground that the table holds, by paragraph.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Ground>> = LazyLock::new(|| {
            let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(Ground::of_line).collect()
        });
        &ALL
    }

    /// The ground of a paragraph on a day; without a day, as it stands last.
    pub fn of(paragraph: u32, day: Option<Date>) -> Option<&'static Self> {
        Self::all().iter().rev().find(|ground| {
            let holds =
                |day: Date| ground.from <= day && ground.until.is_none_or(|last| day <= last);
            ground.paragraph == paragraph && day.is_none_or(holds)
        })
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut fields = line.split('|');
        let mut next = || fields.next().map(str::trim);
        let day = |text: &str| When::parse(text).ok().map(When::first);
        Some(Self {
            paragraph: next()?.parse().ok()?,
            from: day(next()?)?,
            until: next().filter(|text| !text.is_empty()).and_then(day),
            short: next()?.to_owned(),
            words: next()?.to_owned(),
            source: next()?.to_owned(),
        })
    }
}

/// A ground as it is cited: `paragraph 1 of Part 1 of Schedule 12A`.
pub fn cited(paragraph: Option<u32>) -> String {
    match paragraph {
        Some(paragraph) => format!("paragraph {paragraph} of Part 1 of Schedule 12A"),
        None => "a ground that is not stated".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_ground() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), Ground::all().len());
        let paragraphs: Vec<u32> = Ground::all().iter().map(|one| one.paragraph).collect();
        assert_eq!(paragraphs, [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn a_ground_holds_from_its_day() {
        let before = Date::constant(2006, 2, 28);
        let first = Date::constant(2006, 3, 1);
        assert!(Ground::of(1, Some(before)).is_none());
        let ground = Ground::of(1, Some(first)).expect("it holds");
        assert_eq!(ground.words, "information relating to any individual");
        assert!(Ground::of(8, None).is_none());
    }
}

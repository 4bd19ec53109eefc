//! The numbers of paragraphs.

use proposal::NumberingStyle;

/// Counts paragraphs, through the whole report or within its sections.
#[derive(Clone, Debug)]
pub(super) struct Numbering {
    by_section: bool,
    section: u32,
    paragraph: u32,
}

impl Numbering {
    /// A count in the style of a body.
    pub(super) fn new(style: NumberingStyle) -> Self {
        Self {
            by_section: style == NumberingStyle::BySection,
            section: 0,
            paragraph: 0,
        }
    }

    /// Does the report number by section?
    pub(super) fn is_by_section(&self) -> bool {
        self.by_section
    }

    /// Begins a main section, whose number the author may have pinned to its first paragraph.
    pub(super) fn begin_section(&mut self, pinned: Option<&str>) -> Option<String> {
        if !self.by_section {
            return None;
        }
        let (major, _) = pinned.map_or((None, None), parts);
        self.section = major.unwrap_or(self.section + 1);
        self.paragraph = 0;
        Some(self.section.to_string())
    }

    /// The number of the next paragraph: the pinned one, or the next of the count.
    pub(super) fn next(&mut self, pinned: Option<&str>) -> String {
        let Some(pinned) = pinned else {
            self.paragraph += 1;
            return if self.by_section {
                format!("{}.{}", self.section, self.paragraph)
            } else {
                self.paragraph.to_string()
            };
        };
        match (parts(pinned), self.by_section) {
            ((Some(major), Some(minor)), true) => {
                self.section = major;
                self.paragraph = self.paragraph.max(minor);
            }
            ((Some(number), None), false) => self.paragraph = self.paragraph.max(number),
            _ => {}
        }
        pinned.to_owned()
    }
}

/// The parts of `6.1`.
fn parts(number: &str) -> (Option<u32>, Option<u32>) {
    match number.split_once('.') {
        Some((major, minor)) => (major.parse().ok(), minor.parse().ok()),
        None => (number.parse().ok(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinned_numbers_stay_and_the_count_goes_on_from_them() {
        let mut through = Numbering::new(NumberingStyle::Through);
        assert_eq!(through.begin_section(None), None);
        let numbers = [None, Some("6"), None, Some("3"), None].map(|pinned| through.next(pinned));
        assert_eq!(numbers, ["1", "6", "7", "3", "8"]);
    }

    #[test]
    fn by_section_the_second_number_starts_again() {
        let mut numbering = Numbering::new(NumberingStyle::BySection);
        assert_eq!(numbering.begin_section(None).as_deref(), Some("1"));
        assert_eq!(numbering.next(None), "1.1");
        assert_eq!(numbering.begin_section(Some("6.1")).as_deref(), Some("6"));
        assert_eq!(numbering.next(Some("6.1")), "6.1");
        assert_eq!(numbering.next(Some("6.3")), "6.3");
        assert_eq!(numbering.next(None), "6.4");
        assert_eq!(numbering.begin_section(None).as_deref(), Some("7"));
    }
}

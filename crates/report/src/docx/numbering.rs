//! The lists of a document: one for each run of the model's numbers.
//!
//! Word counts by itself. Where the model's next number is what a list would count next, the
//! paragraph joins that list; where it is not, because the author pinned a number, a new list starts
//! at the number. So every printed number is the model's.

use super::xml::Xml;

/// The list of bullets, which the styles of bulleted lists count in.
const BULLETS: u32 = 1;

/// The list of a chart's boxes, whose levels are close together.
pub(super) const CHART_LIST: u32 = 2;

/// How many levels Word knows.
pub(super) const LEVELS: u8 = 9;

const FIRST: u32 = 3;

/// Where a paragraph stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The list.
    pub(super) list: u32,
    /// Its level, from 0.
    pub(super) level: u8,
}

/// What a list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    /// Paragraphs through the whole report: `12.`
    Through,
    /// Sections and their paragraphs: `6` and `6.1`.
    BySection,
    /// What is asked: `1)`.
    Asked,
}

#[derive(Clone, Copy, Debug)]
struct List {
    scheme: Scheme,
    /// The numbers at which its two levels begin.
    start: (u32, u32),
    /// The numbers that it printed last.
    last: (u32, u32),
    /// Has a section heading counted in it? Only then will the next one.
    headed: bool,
}

/// The lists that a document needs.
#[derive(Default)]
pub(super) struct Numbering {
    lists: Vec<List>,
}

impl Numbering {
    /// The place of a section heading; none if its number is not one that Word can count.
    pub(super) fn heading(&mut self, number: &str) -> Option<Place> {
        let number = counted(number)?;
        let found = self.find(|list| {
            list.scheme == Scheme::BySection && list.headed && list.last.0 + 1 == number
        });
        let index = found.unwrap_or_else(|| self.begin(Scheme::BySection, (number, 1), true));
        self.lists[index].last = (number, 0);
        Some(place(index, 0))
    }

    /// The place of a paragraph: `12` or `6.1`.
    pub(super) fn paragraph(&mut self, number: &str) -> Option<Place> {
        let Some((section, minor)) = number.split_once('.') else {
            return Some(self.single(Scheme::Through, counted(number)?));
        };
        let (section, minor) = (counted(section)?, counted(minor)?);
        let found = self.find(|list| {
            list.scheme == Scheme::BySection && (list.last.0, list.last.1 + 1) == (section, minor)
        });
        let index = found.unwrap_or_else(|| self.begin(Scheme::BySection, (section, minor), false));
        self.lists[index].last = (section, minor);
        Some(place(index, 1))
    }

    /// The place of a recommendation.
    pub(super) fn asked(&mut self, number: u32) -> Place {
        self.single(Scheme::Asked, number)
    }

    /// The place that the style of numbered paragraphs stands for: the first of their lists.
    pub(super) fn usual(&self) -> Option<Place> {
        let index = self
            .lists
            .iter()
            .position(|list| list.scheme != Scheme::Asked)?;
        Some(place(
            index,
            u8::from(self.lists[index].scheme == Scheme::BySection),
        ))
    }

    fn single(&mut self, scheme: Scheme, number: u32) -> Place {
        let found = self.find(|list| list.scheme == scheme && list.last.0 + 1 == number);
        let index = found.unwrap_or_else(|| self.begin(scheme, (number, 1), false));
        self.lists[index].last = (number, 0);
        place(index, 0)
    }

    /// The list begun last of those that fit.
    fn find(&self, fits: impl Fn(&List) -> bool) -> Option<usize> {
        self.lists.iter().rposition(fits)
    }

    fn begin(&mut self, scheme: Scheme, start: (u32, u32), headed: bool) -> usize {
        self.lists.push(List {
            scheme,
            start,
            last: (0, 0),
            headed,
        });
        self.lists.len() - 1
    }

    /// The part `numbering.xml`.
    pub(super) fn part(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open(
            "w:numbering",
            &[(
                "xmlns:w",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            )],
        );
        bullets(
            &mut xml,
            BULLETS,
            720,
            &[Some("ListBullet"), Some("ListBullet2")],
        );
        bullets(&mut xml, CHART_LIST, 284, &[]);
        let usual = self.usual();
        for (index, list) in self.lists.iter().enumerate() {
            let usual = usual.filter(|usual| usual.list == place(index, 0).list);
            numbers(
                &mut xml,
                place(index, 0).list,
                list,
                usual.map(|at| at.level),
            );
        }
        let count = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        for list in 1..FIRST.saturating_add(count) {
            xml.open("w:num", &[("w:numId", &list.to_string())]);
            xml.val("w:abstractNumId", list);
            xml.close();
        }
        xml.finish()
    }
}

fn place(index: usize, level: u8) -> Place {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    Place {
        list: FIRST.saturating_add(index),
        level,
    }
}

/// A number as Word would print it: no sign, no leading nought.
fn counted(number: &str) -> Option<u32> {
    let value: u32 = number.parse().ok()?;
    // Word's own limit.
    (value.to_string() == number && (1..=32_767).contains(&value)).then_some(value)
}

fn bullets(xml: &mut Xml, list: u32, step: u32, styles: &[Option<&str>]) {
    begin_abstract(xml, list);
    for level in 0..LEVELS {
        let style = styles.get(usize::from(level)).copied().flatten();
        begin_level(xml, level, 1, "bullet", style);
        xml.val("w:lvlText", if level < 2 { "•" } else { "–" });
        let hanging = step.min(360);
        end_level(xml, hanging + step * u32::from(level), hanging);
        xml.open("w:rPr", &[]);
        xml.empty(
            "w:rFonts",
            &[
                ("w:ascii", "Arial"),
                ("w:hAnsi", "Arial"),
                ("w:cs", "Arial"),
            ],
        );
        xml.close();
        xml.close();
    }
    xml.close();
}

fn numbers(xml: &mut Xml, id: u32, list: &List, usual: Option<u8>) {
    begin_abstract(xml, id);
    let style = |level| (usual == Some(level)).then_some("NumberedParagraph");
    begin_level(xml, 0, list.start.0, "decimal", style(0));
    xml.val(
        "w:lvlText",
        match list.scheme {
            Scheme::Through => "%1.",
            Scheme::BySection => "%1",
            Scheme::Asked => "%1)",
        },
    );
    end_level(xml, 720, 720);
    xml.close();
    if list.scheme == Scheme::BySection {
        begin_level(xml, 1, list.start.1, "decimal", style(1));
        xml.val("w:lvlText", "%1.%2");
        end_level(xml, 720, 720);
        xml.close();
    }
    xml.close();
}

fn begin_abstract(xml: &mut Xml, id: u32) {
    xml.open("w:abstractNum", &[("w:abstractNumId", &id.to_string())]);
    // Word takes lists with the same mark for one; these are distinct and the same every time.
    xml.val("w:nsid", format!("4D55{id:04X}"));
    xml.val("w:multiLevelType", "multilevel");
}

fn begin_level(xml: &mut Xml, level: u8, start: u32, format: &str, style: Option<&str>) {
    xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
    xml.val("w:start", start);
    xml.val("w:numFmt", format);
    if let Some(style) = style {
        xml.val("w:pStyle", style);
    }
    xml.val("w:suff", "tab");
}

fn end_level(xml: &mut Xml, left: u32, hanging: u32) {
    xml.val("w:lvlJc", "left");
    xml.open("w:pPr", &[]);
    xml.open("w:tabs", &[]);
    xml.empty("w:tab", &[("w:val", "num"), ("w:pos", &left.to_string())]);
    xml.close();
    xml.empty(
        "w:ind",
        &[
            ("w:left", &left.to_string()),
            ("w:hanging", &hanging.to_string()),
        ],
    );
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn a_pinned_number_begins_a_list_and_the_count_goes_on_in_the_list_that_fits() {
        let mut numbering = Numbering::default();
        let lists = ["1", "6", "7", "3", "8", "2"]
            .map(|number| numbering.paragraph(number).map(|place| place.list));
        assert_eq!(lists, [3, 4, 4, 5, 4, 3].map(Some));
    }

    #[test]
    fn a_section_and_its_paragraphs_share_a_list() {
        let mut numbering = Numbering::default();
        let places = [
            numbering.heading("1"),
            numbering.paragraph("1.1"),
            numbering.paragraph("1.2"),
            numbering.heading("2"),
            numbering.paragraph("2.1"),
            numbering.paragraph("2.3"),
            numbering.paragraph("2.4"),
            numbering.heading("3"),
        ];
        let found = places.map(|place| place.map(|place| (place.list, place.level)));
        let expected = [
            (3, 0),
            (3, 1),
            (3, 1),
            (3, 0),
            (3, 1),
            (4, 1),
            (4, 1),
            (3, 0),
        ];
        assert_eq!(found, expected.map(Some));
    }

    #[test]
    fn what_word_cannot_count_is_left_to_words() {
        let mut numbering = Numbering::default();
        for number in ["12a", "", "0", "07", "1.2.3", "A", "+3", "99999"] {
            assert_eq!(numbering.paragraph(number), None, "{number}");
        }
    }
}

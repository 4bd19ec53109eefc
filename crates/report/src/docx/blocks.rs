//! The blocks of a section.

use super::Error;
use super::body::{Body, Format, KEEP, PLAIN};
use super::numbering::{CHART_LIST, LEVELS, Place};
use crate::chart::{BoxKind, Chart, Ink, Style, text_width};
use crate::model::{Answer, Asked, Block, Fact, Finding, Notice, Paragraph, Span, Words};

/// Where the answer to a label stands, in twentieths of a point, as the styles have it.
const LABEL: i64 = 3119;

/// Where the line to write on begins, likewise.
const SIGNATURE: i64 = 4536;

/// So many labels stand on one page.
const FEW_FACTS: usize = 7;

/// Does a bold label of eleven points leave no room before the stop?
fn beyond(label: &str, stop: i64) -> bool {
    let style = Style {
        size: 22,
        bold: true,
        ink: Ink::Ink,
    };
    // A half point is ten twentieths, and the measure is in thousandths.
    text_width(label, style) / 100 + 120 > stop
}

impl Body {
    /// A block.
    pub(super) fn block(&mut self, block: &Block) -> Result<(), Error> {
        match block {
            Block::Heading { level, id, text } => self.heading(*level, id, text),
            Block::Paragraph(one) => self.paragraph(one),
            Block::List(items) => self.list(items, 0),
            Block::Asked(asked) => asked.iter().for_each(|one| self.asked(one)),
            Block::Table(one) | Block::Detail { table: one, .. } => self.table(one),
            Block::Figure(one) => self.figure(one)?,
            Block::Notice(one) => self.notice(one),
            Block::Facts(facts) => self.facts("Fact", facts),
            Block::Signatures(blanks) => self.signatures(blanks),
            Block::Finding(one) => self.finding(one),
        }
        Ok(())
    }

    /// A heading inside a section. It is a heading to whoever moves by headings, but the contents
    /// list sections only.
    pub(super) fn heading(&mut self, level: u8, id: &str, text: &str) {
        let style = if level <= 3 {
            "Heading2Unlisted"
        } else {
            "Heading3"
        };
        self.begin(style, KEEP);
        self.marked(Some(id), |body| body.run(None, text));
        self.end();
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let place = paragraph
            .number
            .as_deref()
            .map(|number| (number, self.numbering.paragraph(number)));
        let style = match place {
            None => "BodyText",
            Some((_, Some(_))) => "NumberedParagraph",
            Some((_, None)) => "OtherNumber",
        };
        let format = Format {
            place: place.and_then(|(_, place)| place),
            keep_next: !paragraph.items.is_empty(),
            ..PLAIN
        };
        self.begin(style, format);
        if let Some((number, None)) = place {
            self.run(None, number);
            self.tab();
        }
        self.marked(paragraph.id.as_deref(), |body| body.words(&paragraph.words));
        self.end();
        self.list(&paragraph.items, u8::from(place.is_some()));
    }

    fn list(&mut self, items: &[Words], level: u8) {
        let style = if level == 0 {
            "ListBullet"
        } else {
            "ListBullet2"
        };
        for item in items {
            self.begin(style, PLAIN);
            self.words(item);
            self.end();
        }
    }

    fn words(&mut self, words: &Words) {
        for span in words {
            match span {
                Span::Text(text) | Span::Figure { text, .. } => self.run(None, text),
                Span::Missing(text) => self.run(Some("Missing"), text),
                Span::Link { text, to } => self.link(to, Some("InternalLink"), text),
            }
        }
    }

    fn asked(&mut self, asked: &Asked) {
        let mut first = Some(self.numbering.asked(asked.number));
        let last = asked.paragraphs.len().saturating_sub(1);
        for (index, paragraph) in asked.paragraphs.iter().enumerate() {
            let place = first.take();
            let id = place.map(|_| asked.id.as_str());
            let style = if place.is_some() {
                "Recommendation"
            } else {
                "RecommendationContinued"
            };
            let format = Format {
                place,
                // Notes belong to what they are notes of.
                keep_next: !paragraph.items.is_empty()
                    || (index == last && !asked.notes.is_empty()),
                ..PLAIN
            };
            self.begin(style, format);
            self.marked(id.or(paragraph.id.as_deref()), |body| {
                body.words(&paragraph.words);
            });
            self.end();
            self.list(&paragraph.items, 1);
        }
        for note in &asked.notes {
            self.begin("RestsOn", PLAIN);
            self.words(note);
            self.end();
        }
    }

    /// Labels and what they say, in two columns of one paragraph each.
    pub(super) fn facts(&mut self, style: &str, facts: &[Fact]) {
        let together = facts.len() <= FEW_FACTS;
        for (index, fact) in facts.iter().enumerate() {
            let more = index + 1 < facts.len();
            self.begin(style, if together && more { KEEP } else { PLAIN });
            self.run(Some("Strong"), &fact.label);
            for (index, answer) in fact.answers.iter().enumerate() {
                if index > 0 || beyond(&fact.label, LABEL) {
                    self.new_line();
                } else {
                    self.tab();
                }
                self.answer(answer);
            }
            self.end();
        }
    }

    /// Labels and what they say, one line each.
    pub(super) fn small_facts(&mut self, style: &str, facts: &[Fact]) {
        for fact in facts {
            self.begin(style, PLAIN);
            self.run(Some("Strong"), &format!("{}: ", fact.label));
            for (index, answer) in fact.answers.iter().enumerate() {
                if index > 0 {
                    self.run(None, "; ");
                }
                self.answer(answer);
            }
            self.end();
        }
    }

    fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Known(text) => self.run(None, text),
            Answer::Missing(text) => self.run(Some("NotStated"), text),
        }
    }

    /// Something that the reader must not overlook.
    pub(super) fn notice(&mut self, notice: &Notice) {
        self.begin("Notice", PLAIN);
        self.run(Some("Strong"), &format!("{}. ", notice.title));
        self.words(&notice.words);
        self.end();
    }

    fn signatures(&mut self, blanks: &[String]) {
        for blank in blanks {
            self.begin("Signature", PLAIN);
            self.run(Some("Strong"), blank);
            if beyond(blank, SIGNATURE) {
                self.new_line();
            }
            self.tab();
            self.tab();
            self.end();
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.say("FindingTitle", KEEP, &finding.message);
        for (name, value) in &finding.figures {
            self.begin("Finding", KEEP);
            self.run(Some("Strong"), &format!("{name}: "));
            self.run(None, value);
            self.end();
        }
        if !finding.help.is_empty() {
            self.say("Finding", KEEP, "To mend this:");
            for help in &finding.help {
                self.say("FindingHelp", KEEP, help);
            }
        }
        if let Some(reason) = &finding.acknowledged {
            self.begin("Finding", KEEP);
            self.run(Some("Strong"), "Acknowledged: ");
            self.run(None, reason);
            self.end();
        }
        self.begin("FindingPlace", PLAIN);
        self.run(None, &format!("{} · {}", finding.severity, finding.code));
        for place in &finding.places {
            let words = if place.words.is_empty() {
                format!(" · {}", place.place)
            } else {
                format!(" · {}: {}", place.place, place.words)
            };
            self.run(None, &words);
        }
        self.end();
    }

    /// The chart as nested lists, in the same sentences as the picture.
    pub(super) fn chart_list(&mut self, chart: &Chart) {
        let rows = chart.to_rows();
        if rows.is_empty() {
            self.say("ChartPost", PLAIN, "No posts");
        }
        for row in rows {
            let style = match row.kind {
                BoxKind::Unit => "ChartUnit",
                BoxKind::Post => "ChartPost",
            };
            let deepest = usize::from(LEVELS - 1);
            let level = u8::try_from(row.depth.min(deepest)).unwrap_or(0);
            let format = Format {
                place: Some(Place {
                    list: CHART_LIST,
                    level,
                }),
                ..PLAIN
            };
            self.say(style, format, &row.sentence);
        }
    }
}

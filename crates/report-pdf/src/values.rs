//! A report as the plain values that the template prints.

use std::collections::BTreeSet;

use base::Date;
use report::model::{
    Answer, Asked, Block, Cover, Fact, Figure, Finding, Notice, Paragraph, Report, Section,
    SectionKind, Span, Typeface, Words,
};
use typst::foundations::{Array, Bytes, Datetime, Dict, IntoValue, Str, Value, dict};

use crate::charts::{self, Paper, Room};
use crate::columns::width;
use crate::fonts::{breakable, printable};
use crate::{outline, tables};

/// The running title has one line: so many thousandths of its size are between the margins.
const RUNNING: i64 = 60_000;

/// Labels have a column of at least and at most such a width, in thousandths of their size. A longer
/// label has a line of its own.
const LABELS: (i64, i64) = (12_400, 17_000);

/// What has no more words than this, in bytes, and no more lines is kept on one page. Anything larger
/// may break, since what is higher than a page would be cut off.
const SHORT: (usize, usize) = (1_500, 12);

/// The least room between a label and what it says.
const LABEL_GAP: i64 = 800;

/// Longer words may break anywhere, so that they stay on the page.
const LONGEST_WORD: usize = 60;

/// What stands in for the title of a report without one; a PDF must have a title.
const UNTITLED: &str = "Report";

/// The values that the template finds.
pub(crate) fn report(report: &Report) -> Dict {
    let mut writer = Writer {
        targets: targets(report),
        placed: BTreeSet::new(),
        level: 1,
    };
    let title = match report.title.trim() {
        "" => UNTITLED,
        title => title,
    };
    let paper = Paper::Upright;
    let (cover_facts, cover) = match &report.head.facts {
        Cover::Block(all) => (facts(all), Value::None),
        Cover::Table(table) => (facts(&[]), writer.table(table, paper).into_value()),
    };
    let listed: BTreeSet<&str> = report.contents.iter().map(|one| one.id.as_str()).collect();
    let sections = array(
        report
            .sections
            .iter()
            .map(|section| writer.section(section, &listed)),
    );
    let all = dict! {
        "title" => printable(title),
        "date" => date(report),
        "accent" => accent(&report.look.accent),
        "font" => Typeface::of(&report.look.font).name(),
        "heading_font" => Typeface::of(&report.look.heading_font).name(),
        "running" => text(&shortened(title)),
        "body" => report.head.body.as_deref().map(text),
        "heading" => words_of(&report.head.title),
        "notices" => array(report.notices.iter().map(|one| writer.notice(one))),
        "facts" => cover_facts,
        "cover" => cover,
        "contents" => !report.contents.is_empty(),
        "sections" => sections,
        "colophon" => facts(&report.colophon),
    };
    dict! { "report" => all }
}

/// The day on which the document was made, as far as it says. The clock is not asked, so that the
/// same report gives the same bytes; an archived document must name a day, so the first of all days
/// stands for none.
fn date(report: &Report) -> Datetime {
    let ymd = |date: Date| {
        let month = u8::try_from(date.month()).ok()?;
        Datetime::from_ymd(date.year().into(), month, u8::try_from(date.day()).ok()?)
    };
    let known = report.date.and_then(ymd);
    #[expect(clippy::unwrap_used, reason = "the day is a literal")]
    known.unwrap_or_else(|| Datetime::from_ymd(1970, 1, 1).unwrap())
}

/// The colour of links, if it is written as six digits; a template may write it in other ways.
fn accent(colour: &str) -> Value {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    let well_formed = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match well_formed {
        true => colour.into_value(),
        false => Value::None,
    }
}

/// Printable words as a value.
pub(crate) fn text(words: &str) -> Value {
    Str::from(breakable(words, LONGEST_WORD)).into_value()
}

/// As [`text`], for words that must not be empty.
fn words_of(words: &str) -> Value {
    match words.trim() {
        "" => text(UNTITLED),
        words => text(words),
    }
}

/// Values in order.
pub(crate) fn array<V: IntoValue>(values: impl IntoIterator<Item = V>) -> Array {
    values.into_iter().map(IntoValue::into_value).collect()
}

fn texts(all: &[String]) -> Array {
    array(all.iter().map(|words| text(words)))
}

fn shortened(title: &str) -> String {
    if width(title, false) <= RUNNING {
        return title.to_owned();
    }
    let fits = |end: &usize| width(&title[..*end], false) <= RUNNING;
    let ends = title.char_indices().map(|(end, _)| end);
    let end = ends.take_while(fits).last().unwrap_or_default();
    let start = &title[..end];
    let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ':', ';', ' ']))
}

/// Walks the report. It knows which places exist, so that no link leads nowhere.
pub(crate) struct Writer<'r> {
    targets: BTreeSet<&'r str>,
    placed: BTreeSet<&'r str>,
    level: u8,
}

impl<'r> Writer<'r> {
    /// The id of a place, once: a second place of the same name is not a target.
    pub(crate) fn place(&mut self, id: &'r str) -> Value {
        if id.is_empty() || !self.placed.insert(id) {
            return Value::None;
        }
        id.into_value()
    }

    /// The level of a heading under the title, which is level 1. A level is never skipped, which a
    /// screen reader would take for something missing.
    fn heading(&mut self, level: u8) -> Value {
        self.level = level.clamp(2, self.level + 1);
        i64::from(self.level).into_value()
    }

    fn section(&mut self, section: &'r Section, listed: &BTreeSet<&str>) -> Dict {
        let paper = Paper::of(section);
        let annex = matches!(section.kind, SectionKind::Annex | SectionKind::WideAnnex);
        let heading = match &section.number {
            Some(number) => format!("{number} {}", section.heading),
            None => section.heading.clone(),
        };
        let level = self.heading(section.level);
        let id = self.place(&section.id);
        let blocks = array(section.blocks.iter().enumerate().map(|(at, block)| {
            // A chart under the heading of an annex begins a page, unless it is small.
            let room = if annex && at == 0 {
                Room::Page
            } else {
                Room::Rest
            };
            self.block(block, paper, room)
        }));
        dict! {
            "wide" => paper == Paper::Wide,
            "level" => level,
            "id" => id,
            "text" => text(&heading),
            "listed" => listed.contains(section.id.as_str()),
            "blocks" => blocks,
        }
    }

    fn block(&mut self, block: &'r Block, paper: Paper, room: Room) -> Dict {
        match block {
            Block::Heading { level, id, text } => dict! {
                "kind" => "heading",
                "level" => self.heading(*level),
                "id" => self.place(id),
                "text" => self::text(text),
            },
            Block::Paragraph(one) => self.paragraph(one),
            Block::List(items) => dict! { "kind" => "list", "items" => self.list(items) },
            Block::Asked(asked) => dict! {
                "kind" => "asked",
                "items" => array(asked.iter().map(|one| self.asked(one))),
            },
            Block::Table(one) => self.table(one, paper),
            Block::Figure(one) => self.figure(one, paper, room),
            Block::Notice(one) => self.notice_block(one),
            Block::Facts(all) => dict! { "kind" => "facts", "facts" => facts(all) },
            Block::Signatures(blanks) => {
                dict! { "kind" => "signatures", "blanks" => texts(blanks) }
            }
            Block::Detail { summary, table } => {
                let mut detail = self.table(table, paper);
                // On paper the summary stands where the caption would.
                detail.insert("caption".into(), text(summary));
                detail.insert("working".into(), true.into_value());
                detail
            }
            Block::Finding(one) => finding(one),
        }
    }

    fn paragraph(&mut self, paragraph: &'r Paragraph) -> Dict {
        let number = paragraph.number.as_ref().map(|number| {
            let stop = if number.contains('.') { "" } else { "." };
            text(&format!("{number}{stop}"))
        });
        dict! {
            "kind" => "paragraph",
            "id" => paragraph.id.as_deref().map_or(Value::None, |id| self.place(id)),
            "number" => number,
            "words" => self.words(&paragraph.words),
            "items" => self.list(&paragraph.items),
        }
    }

    fn asked(&mut self, asked: &'r Asked) -> Dict {
        dict! {
            "id" => self.place(&asked.id),
            "number" => i64::from(asked.number),
            "paragraphs" => array(asked.paragraphs.iter().map(|one| self.paragraph(one))),
            "notes" => self.list(&asked.notes),
        }
    }

    fn list(&self, items: &[Words]) -> Array {
        array(items.iter().map(|item| self.words(item)))
    }

    fn words(&self, words: &[Span]) -> Array {
        array(words.iter().map(|span| self.span(span)))
    }

    fn span(&self, span: &Span) -> Value {
        match span {
            Span::Text(words) | Span::Figure { text: words, .. } => text(words),
            Span::Missing(words) => dict! { "missing" => text(words) }.into_value(),
            Span::Link { text: words, to } if self.targets.contains(to.as_str()) => {
                dict! { "to" => to.as_str(), "text" => text(words) }.into_value()
            }
            Span::Link { text: words, .. } => text(words),
        }
    }

    fn table(&mut self, table: &'r report::model::Table, paper: Paper) -> Dict {
        tables::table(self, table, paper)
    }

    fn notice(&self, notice: &Notice) -> Dict {
        let words = notice.words.iter().map(Span::plain);
        dict! {
            "title" => text(&notice.title),
            "words" => self.words(&notice.words),
            "short" => words.map(str::len).sum::<usize>() <= SHORT.0,
        }
    }

    fn notice_block(&self, notice: &Notice) -> Dict {
        let mut block = self.notice(notice);
        block.insert("kind".into(), "notice".into_value());
        block
    }

    fn figure(&mut self, figure: &'r Figure, paper: Paper, room: Room) -> Dict {
        let pictures = charts::pictures(figure, paper, room);
        let pictures = pictures.into_iter().map(|picture| {
            dict! {
                "svg" => Bytes::from_string(printable(&picture.svg)),
                "width" => picture.width,
                "alt" => text(&picture.alternative),
            }
        });
        let (level, heading) = &figure.list_heading;
        dict! {
            "kind" => "figure",
            "id" => self.place(&figure.id),
            "caption" => text(&figure.caption),
            "on_paper" => figure.on_paper.as_deref().map(text),
            "pictures" => array(pictures),
            "level" => self.heading(*level),
            "heading" => text(heading),
            "list" => outline::list(&figure.chart),
        }
    }
}

/// Labels and what they say, with the width of their column.
fn facts(facts: &[Fact]) -> Dict {
    let answer = |answer: &Answer| {
        let missing = matches!(answer, Answer::Missing(_));
        dict! { "text" => text(answer.plain()), "missing" => missing }
    };
    let answers = |fact: &Fact| array(fact.answers.iter().map(answer));
    let said = facts.iter().flat_map(|fact| &fact.answers);
    let short = is_short(said.map(Answer::plain));
    labelled(
        short,
        facts
            .iter()
            .map(|fact| (fact.label.as_str(), answers(fact))),
    )
}

/// Is this little enough to be kept on one page?
fn is_short<'w>(all: impl Iterator<Item = &'w str>) -> bool {
    let (mut bytes, mut lines) = (0, 0);
    for words in all {
        bytes += words.len();
        lines += 1;
    }
    bytes <= SHORT.0 && lines <= SHORT.1
}

fn labelled<'f>(short: bool, facts: impl Iterator<Item = (&'f str, Array)>) -> Dict {
    let (least, most) = LABELS;
    let mut column = least;
    let lines = array(facts.map(|(label, answers)| {
        let needed = width(label, true) + LABEL_GAP;
        let long = needed > most;
        if !long {
            column = column.max(needed);
        }
        dict! { "label" => text(label), "long" => long, "answers" => answers }
    }));
    dict! { "lines" => lines, "column" => column, "short" => short }
}

fn finding(finding: &Finding) -> Dict {
    let value = |value: &str| array([dict! { "text" => text(value), "missing" => false }]);
    let figures = finding.figures.iter();
    let labels = figures.map(|(name, words)| (name.as_str(), value(words)));
    let figures = labelled(finding.figures.len() <= SHORT.1, labels);
    let words = finding.places.iter();
    let words = words.flat_map(|place| [place.place.as_str(), &place.words]);
    let words = words.chain(finding.help.iter().map(String::as_str));
    let many = finding.figures.len() > SHORT.1 || finding.help.len() > SHORT.1;
    let much = words
        .chain([finding.message.as_str()])
        .map(str::len)
        .sum::<usize>()
        > SHORT.0;
    let places = finding
        .places
        .iter()
        .map(|place| match place.words.as_str() {
            "" => text(&place.place),
            words => text(&format!("{}: {words}", place.place)),
        });
    dict! {
        "kind" => "finding",
        "short" => !many && !much,
        "message" => text(&finding.message),
        "figures" => figures,
        "help" => texts(&finding.help),
        "acknowledged" => finding.acknowledged.as_deref().map(text),
        "severity" => text(&finding.severity),
        "code" => text(&finding.code),
        "places" => array(places),
    }
}

/// The ids of every place to which a link may lead.
fn targets(report: &Report) -> BTreeSet<&str> {
    let mut all = BTreeSet::new();
    if let Cover::Table(table) = &report.head.facts {
        table_targets(table, &mut all);
    }
    for section in &report.sections {
        all.insert(section.id.as_str());
        for block in &section.blocks {
            block_targets(block, &mut all);
        }
    }
    all.remove("");
    all
}

fn block_targets<'r>(block: &'r Block, all: &mut BTreeSet<&'r str>) {
    match block {
        Block::Heading { id, .. } => {
            all.insert(id);
        }
        Block::Paragraph(one) => all.extend(one.id.as_deref()),
        Block::Asked(asked) => {
            for one in asked {
                all.insert(&one.id);
                all.extend(one.paragraphs.iter().filter_map(|one| one.id.as_deref()));
            }
        }
        Block::Table(table) | Block::Detail { table, .. } => table_targets(table, all),
        Block::Figure(one) => {
            all.insert(&one.id);
        }
        Block::List(_)
        | Block::Notice(_)
        | Block::Facts(_)
        | Block::Signatures(_)
        | Block::Finding(_) => {}
    }
}

fn table_targets<'r>(table: &'r report::model::Table, all: &mut BTreeSet<&'r str>) {
    all.insert(&table.id);
    all.extend(table.rows.iter().filter_map(|row| row.id.as_deref()));
}

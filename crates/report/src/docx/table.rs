//! Tables: heads that stand on every page, rows that stay whole, figures from the right.

use super::body::{Body, Format, KEEP, PLAIN};
use super::widths::{Size, Widths, widths};
use super::xml::Xml;
use crate::model::{Align, Cell, Column, Row, RowKind, Table, Value};

/// A table of so many rows stays on one page.
const SHORT: usize = 5;

/// The ground of a head.
const GROUND: &str = "EDEDED";

/// The borders of a cell: its side and the width of the line in eighths of a point.
type Borders<'a> = &'a [(&'static str, &'static str)];

impl Body {
    /// A table under its caption, with its notes.
    pub(super) fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.caption(&table.id, &table.caption);
        }
        if table.columns.is_empty() {
            return;
        }
        let set = widths(table, self.page.text_width());
        self.end_table();
        self.xml.open("w:tbl", &[]);
        properties(&mut self.xml, table, &set);
        self.head_rows(&table.columns, &set);
        let short = table.rows.len() <= SHORT;
        for (index, row) in table.rows.iter().enumerate() {
            let next = table.rows.get(index + 1).map(|row| row.kind);
            let keep = match next {
                // Neither one row alone under the head, nor one alone at the end.
                Some(kind) => {
                    short
                        || index == 0
                        || index + 2 == table.rows.len()
                        || kind == RowKind::Total
                        || row.kind == RowKind::Group
                }
                None => !table.notes.is_empty(),
            };
            self.row(row, table, &set, keep);
        }
        self.xml.close();
        self.owes_end = table.notes.is_empty();
        let last = table.notes.len().saturating_sub(1);
        for (index, note) in table.notes.iter().enumerate() {
            let format = if index < last { KEEP } else { PLAIN };
            self.say("TableNotes", format, note);
        }
    }

    /// A caption, whose number Word counts if it is one of a series: `Table 1: What changes`.
    pub(super) fn caption(&mut self, id: &str, caption: &str) {
        self.begin("Caption", KEEP);
        self.marked(Some(id), |body| match numbered(caption) {
            None => body.run(None, caption),
            Some((series, number, rest)) => {
                body.run(None, &format!("{series} "));
                body.counted(series, number);
                body.run(None, rest);
            }
        });
        self.end();
    }

    fn counted(&mut self, series: &'static str, number: u32) {
        let known = self.captions.iter_mut().find(|(name, _)| *name == series);
        let expected = known.as_ref().map_or(1, |(_, last)| last.saturating_add(1));
        match known {
            Some((_, last)) => *last = number,
            None => self.captions.push((series, number)),
        }
        let again = if number == expected {
            String::new()
        } else {
            format!("\\r {number} ")
        };
        self.field_char("begin");
        self.xml.open("w:r", &[]);
        self.xml.element(
            "w:instrText",
            &[("xml:space", "preserve")],
            &format!(" SEQ {series} \\* ARABIC {again}"),
        );
        self.xml.close();
        self.field_char("separate");
        self.run(None, &number.to_string());
        self.field_char("end");
    }

    /// The heads of the columns, in two rows where columns share a heading.
    fn head_rows(&mut self, columns: &[Column], set: &Widths) {
        let grouped = columns.iter().any(|column| column.group.is_some());
        if grouped {
            begin_row(&mut self.xml, true);
            let mut at = 0;
            while at < columns.len() {
                let column = &columns[at];
                let span = if column.group.is_some() {
                    run_of(&columns[at..])
                } else {
                    1
                };
                let merge = column.group.is_none().then_some("restart");
                let borders: Borders<'_> = if merge.is_some() {
                    &[]
                } else {
                    &[("bottom", "4")]
                };
                self.begin_cell(at, span, set, merge, borders, true);
                let text = column.group.as_ref().unwrap_or(&column.heading);
                let format = Format {
                    right: column.align == Align::Numbers && column.group.is_none(),
                    centre: column.group.is_some(),
                    ..KEEP
                };
                self.say(style(set.size, true), format, text);
                self.xml.close();
                at += span;
            }
            self.xml.close();
        }
        begin_row(&mut self.xml, true);
        for (at, column) in columns.iter().enumerate() {
            let continues = grouped && column.group.is_none();
            let merge = continues.then_some("continue");
            self.begin_cell(at, 1, set, merge, &[("bottom", "12")], true);
            let format = Format {
                right: column.align == Align::Numbers,
                ..KEEP
            };
            let text = if continues { "" } else { &column.heading };
            self.say(style(set.size, true), format, text);
            self.xml.close();
        }
        self.xml.close();
    }

    fn row(&mut self, row: &Row, table: &Table, set: &Widths, keep: bool) {
        begin_row(&mut self.xml, false);
        let mut at = 0;
        for (index, cell) in row.cells.iter().enumerate() {
            let id = row.id.as_deref().filter(|_| index == 0);
            let across = cell
                .across
                .clamp(1, set.columns.len().saturating_sub(at).max(1));
            let borders: Borders<'_> = match row.kind {
                RowKind::Total => &[("top", "8"), ("bottom", "8")],
                RowKind::Body | RowKind::Group => &[],
            };
            self.begin_cell(at, across, set, None, borders, false);
            let align = table.columns.get(at).map(|column| column.align);
            let format = Format {
                right: align == Some(Align::Numbers) && across == 1,
                keep_next: keep,
                ..PLAIN
            };
            self.cell(cell, row.kind, id, set.size, format);
            self.xml.close();
            at += across;
        }
        // Word takes no row that is short of cells.
        if at < set.columns.len() {
            self.begin_cell(at, set.columns.len() - at, set, None, &[], false);
            self.say(style(set.size, false), PLAIN, "");
            self.xml.close();
        }
        self.xml.close();
    }

    fn cell(&mut self, cell: &Cell, kind: RowKind, id: Option<&str>, size: Size, format: Format) {
        let bold = matches!(kind, RowKind::Total | RowKind::Group);
        let run = match (bold, cell.value) {
            (true, _) => Some("Strong"),
            (false, Value::Missing) => Some("NotStated"),
            (false, _) => None,
        };
        let lines = std::iter::once(&cell.text).chain(&cell.more);
        for (index, line) in lines.enumerate() {
            self.begin(style(size, false), format);
            self.marked(id.filter(|_| index == 0), |body| body.run(run, line));
            self.end();
        }
        for note in &cell.notes {
            self.say("TableRemark", format, note);
        }
    }

    fn begin_cell(
        &mut self,
        at: usize,
        across: usize,
        set: &Widths,
        merge: Option<&str>,
        borders: Borders<'_>,
        head: bool,
    ) {
        let width: u32 = set.columns.iter().skip(at).take(across).sum();
        let xml = &mut self.xml;
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if across > 1 {
            xml.val("w:gridSpan", across);
        }
        if let Some(merge) = merge {
            xml.val("w:vMerge", merge);
        }
        if !borders.is_empty() {
            xml.open("w:tcBorders", &[]);
            for (side, width) in borders {
                let name = if *side == "top" { "w:top" } else { "w:bottom" };
                line(xml, name, width, "0B0C0C");
            }
            xml.close();
        }
        if head {
            let fill = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", GROUND)];
            xml.empty("w:shd", &fill);
            xml.val("w:vAlign", "bottom");
        }
        xml.close();
    }
}

fn begin_row(xml: &mut Xml, head: bool) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    if head {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close();
}

fn line(xml: &mut Xml, name: &'static str, width: &str, colour: &str) {
    let line = [
        ("w:val", "single"),
        ("w:sz", width),
        ("w:space", "0"),
        ("w:color", colour),
    ];
    xml.empty(name, &line);
}

fn properties(xml: &mut Xml, table: &Table, set: &Widths) {
    let total: u32 = set.columns.iter().sum();
    let heads_rows = table
        .rows
        .iter()
        .any(|row| row.cells.first().is_some_and(|cell| cell.heads_row));
    xml.open("w:tblPr", &[]);
    xml.val("w:tblStyle", "ReportTable");
    xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")]);
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    xml.empty(
        "w:tblLook",
        &[
            ("w:val", if heads_rows { "06A0" } else { "0620" }),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", if heads_rows { "1" } else { "0" }),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ],
    );
    if !table.caption.is_empty() {
        xml.val("w:tblCaption", &table.caption);
    }
    xml.close();
    xml.open("w:tblGrid", &[]);
    for column in &set.columns {
        xml.empty("w:gridCol", &[("w:w", &column.to_string())]);
    }
    xml.close();
}

/// The style of a paragraph in a table.
fn style(size: Size, head: bool) -> &'static str {
    match (size, head) {
        (Size::Usual, false) => "TableText",
        (Size::Usual, true) => "TableHeading",
        (Size::Dense, false) => "TableTextDense",
        (Size::Dense, true) => "TableHeadingDense",
    }
}

/// How many columns from the first on share its heading.
fn run_of(columns: &[Column]) -> usize {
    let first = columns.first().and_then(|column| column.group.as_ref());
    columns
        .iter()
        .take_while(|column| column.group.as_ref() == first)
        .count()
}

/// The parts of a caption of a series.
fn numbered(caption: &str) -> Option<(&'static str, u32, &str)> {
    let series = ["Table", "Figure"]
        .into_iter()
        .find(|series| caption.starts_with(series))?;
    let rest = caption[series.len()..].strip_prefix(' ')?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let number: u32 = rest[..end].parse().ok()?;
    (number.to_string() == rest[..end]).then_some((series, number, &rest[end..]))
}

//! Figures in rows and columns.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it is a table of.
    pub caption: Content,
    /// Further classes of the caption, such as `govuk-table__caption--m`.
    pub caption_classes: String,
    /// The heads of its columns.
    pub head: Vec<Cell>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Is the first cell of each row its head?
    pub first_cell_is_header: bool,
    /// Further classes.
    pub classes: String,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// Is it a figure, which stands at the right?
    pub is_numeric: bool,
    /// How many columns it takes; one if not given.
    pub colspan: Option<u16>,
    /// How many rows it takes; one if not given.
    pub rowspan: Option<u16>,
    /// How its column is sorted, for a head: `ascending` or `descending`.
    pub sorted: Option<&'static str>,
    /// Further classes.
    pub classes: String,
}

impl Cell {
    /// A cell of words.
    pub fn text(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A cell with a figure.
    pub fn figure(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            is_numeric: true,
            ..Self::default()
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            table class=(classes("govuk-table", &[&self.classes])) {
                @if !self.caption.is_empty() {
                    caption class=(classes("govuk-table__caption", &[&self.caption_classes])) { (self.caption) }
                }
                @if !self.head.is_empty() {
                    thead.govuk-table__head {
                        tr.govuk-table__row {
                            @for cell in &self.head { (header(cell, "col")) }
                        }
                    }
                }
                tbody.govuk-table__body {
                    @for row in &self.rows {
                        tr.govuk-table__row {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 && self.first_cell_is_header {
                                    (header(cell, "row"))
                                } @else {
                                    td class=(class("govuk-table__cell", cell)) colspan=[cell.colspan]
                                        rowspan=[cell.rowspan] { (cell.content) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn header(cell: &Cell, scope: &str) -> Markup {
    html! {
        th scope=(scope) class=(class("govuk-table__header", cell)) colspan=[cell.colspan]
            rowspan=[cell.rowspan] aria-sort=[cell.sorted] { (cell.content) }
    }
}

fn class(name: &str, cell: &Cell) -> String {
    let numeric = if cell.is_numeric {
        format!("{name}--numeric")
    } else {
        String::new()
    };
    classes(name, &[&numeric, &cell.classes])
}

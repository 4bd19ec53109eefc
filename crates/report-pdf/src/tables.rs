//! A table as values, with columns that fit their words.

use report::model::{Align, Cell, Column, Row, RowKind, Table, Value as Held};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};

use crate::charts::Paper;
use crate::columns::{self, LONGEST_WORD};
use crate::fonts;
use crate::values::{Writer, array, text};

/// A table of so few rows is kept on one page.
const SHORT: usize = 16;

/// A table with more text than this may break even if its rows are few, and so may a row.
const MUCH: usize = 1_500;

/// The table as the template prints it.
pub(crate) fn table<'r>(writer: &mut Writer<'r>, table: &'r Table, paper: Paper) -> Dict {
    let fit = columns::fit(table, paper);
    let rows = array(
        table
            .rows
            .iter()
            .map(|row| self::row(writer, row, &table.columns)),
    );
    let length = |cells: &[Cell]| -> usize { cells.iter().map(cell_length).sum() };
    let longest = table.rows.iter().map(|row| length(&row.cells)).max();
    let total: usize = table.rows.iter().map(|row| length(&row.cells)).sum();
    let grouped = table.columns.iter().any(|column| column.group.is_some());
    dict! {
        "kind" => "table",
        "id" => writer.place(&table.id),
        "caption" => text(&table.caption),
        "working" => false,
        "size" => fit.size,
        "widths" => array(fit.widths),
        "numbers" => array(table.columns.iter().map(is_number)),
        "head" => header(&table.columns, grouped),
        "under" => if grouped { second_header(&table.columns) } else { Array::new() },
        "rows" => rows,
        "notes" => array(table.notes.iter().map(|note| text(note))),
        "short" => table.rows.len() <= SHORT && total <= MUCH,
        "whole_rows" => longest.unwrap_or_default() <= MUCH,
    }
}

fn is_number(column: &Column) -> bool {
    column.align == Align::Numbers
}

fn cell_length(cell: &Cell) -> usize {
    let parts = cell.more.iter().chain(&cell.notes);
    cell.text.len() + parts.map(String::len).sum::<usize>()
}

/// The upper row of heads: groups over their columns, and the heads that have none.
fn header(columns: &[Column], grouped: bool) -> Array {
    let mut heads = Array::new();
    let mut at = 0;
    while let Some(column) = columns.get(at) {
        let group = column.group.as_ref();
        let across = match group {
            None => 1,
            Some(_) => columns[at..]
                .iter()
                .take_while(|other| other.group.as_ref() == group)
                .count(),
        };
        let down = if grouped && group.is_none() { 2 } else { 1 };
        let words = group.unwrap_or(&column.heading);
        heads.push(head(words, across, down, group.is_some(), is_number(column)).into_value());
        at += across;
    }
    heads
}

/// The lower row: the heads of the columns that share one.
fn second_header(columns: &[Column]) -> Array {
    let under = columns
        .iter()
        .filter(|column| column.group.is_some())
        .map(|column| head(&column.heading, 1, 1, false, is_number(column)));
    array(under)
}

fn head(words: &str, across: usize, down: i64, group: bool, number: bool) -> Dict {
    dict! {
        "text" => self::words(words),
        "across" => across,
        "down" => down,
        "group" => group,
        "number" => number,
    }
}

fn row<'r>(writer: &mut Writer<'r>, row: &'r Row, columns: &[Column]) -> Dict {
    let mut at = 0;
    let cells = array(row.cells.iter().map(|cell| {
        let number = columns.get(at).is_some_and(is_number);
        at += cell.across;
        self::cell(cell, number)
    }));
    dict! {
        "id" => row.id.as_deref().map_or(Value::None, |id| writer.place(id)),
        "kind" => match row.kind {
            RowKind::Body => "body",
            RowKind::Total => "total",
            RowKind::Group => "group",
        },
        "cells" => cells,
    }
}

fn cell(cell: &Cell, number: bool) -> Dict {
    let missing = cell.value == Held::Missing;
    dict! {
        "text" => words(&cell.text),
        "more" => array(cell.more.iter().map(|more| words(more))),
        "notes" => array(cell.notes.iter().map(|note| words(note))),
        "missing" => missing,
        "head" => cell.heads_row,
        "across" => cell.across,
        "whole" => number && columns::is_whole(cell),
    }
}

/// Words that can break in a column however long one of them is.
fn words(words: &str) -> Value {
    fonts::breakable(words, LONGEST_WORD).into_value()
}

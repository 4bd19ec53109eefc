//! Posts, a page at a time.

use app::{EstablishmentPage, Row};
use base::Known;
use maud::{Markup, html};

use super::filter::{Filter, ROWS, SORTS};
use crate::components::{Cell, PageLink, Pagination, Table};
use crate::pages::Asking;
use crate::pages::moment::dates;
use crate::query::Query;
use crate::words;

/// The columns after the title: the name in an address, the head, and whether it holds figures.
const COLUMNS: [(&str, &str, bool); 8] = [
    ("unit", "Unit", false),
    ("grade", "Grade", false),
    ("posts", "Posts", true),
    ("fte", "FTE", true),
    ("filled", "Filled", false),
    ("ends", "Ends", false),
    ("fund", "Funding", false),
    ("cost", "Full-year cost", true),
];

/// The list with the links to its other pages.
pub(super) fn list(
    asking: &Asking,
    path: &str,
    page: &EstablishmentPage,
    filter: &Filter,
) -> Markup {
    if page.rows.is_empty() {
        return html! {
            @if filter.is_set() {
                p.govuk-body {
                    "No posts match these filters. "
                    a.govuk-link href=(dates(&asking.query).address(path)) { "Clear the filters" } "."
                }
            } @else {
                p.govuk-body { "No posts are in force on this date, as far as anything was recorded." }
            }
        };
    }
    let query = asking.query.without(&["page"]);
    let first = (page.page - 1) * filter.rows + 1;
    let last = first + page.rows.len() - 1;
    let caption = format!(
        "Posts {} to {} of {} lines",
        words::thousands(first as u64),
        words::thousands(last as u64),
        words::thousands(page.totals.lines as u64)
    );
    let table = Table {
        caption: caption.into(),
        caption_classes: "govuk-table__caption--s".to_owned(),
        head: heads(&query, path, filter),
        rows: page.rows.iter().map(|row| cells(asking, row)).collect(),
        first_cell_is_header: true,
        classes: "muster-posts".to_owned(),
    };
    html! {
        (table)
        (pagination(path, &query, page.page, page.pages))
        (rows_links(path, &query, page, filter))
    }
}

/// The posts of a page without links to sort them.
pub(in crate::pages) fn post_table(asking: &Asking, page: &EstablishmentPage) -> Markup {
    let plain = |text: &str, is_numeric, classes: &str| Cell {
        content: text.into(),
        is_numeric,
        classes: classes.to_owned(),
        ..Cell::default()
    };
    let others = COLUMNS
        .iter()
        .map(|(_, text, is_numeric)| plain(text, *is_numeric, "muster-wide-only"));
    let table = Table {
        caption: "Posts".into(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: std::iter::once(plain("Title", false, ""))
            .chain(others)
            .collect(),
        rows: page.rows.iter().map(|row| cells(asking, row)).collect(),
        first_cell_is_header: true,
        classes: "muster-posts".to_owned(),
    };
    html! { @if !page.rows.is_empty() { (table) } }
}

fn heads(query: &Query, path: &str, filter: &Filter) -> Vec<Cell> {
    let head = |name: &str, text: &str, is_numeric: bool, classes: &str| {
        let by = SORTS.iter().find(|(known, _)| *known == name);
        let is_sorted = by.is_some_and(|(_, by)| *by == filter.sort);
        let next = match is_sorted && !filter.descending {
            true => format!("-{name}"),
            false => name.to_owned(),
        };
        let (sorted, arrow) = match (is_sorted, filter.descending) {
            (false, _) => (None, ""),
            (true, false) => (Some("ascending"), " \u{25b2}"),
            (true, true) => (Some("descending"), " \u{25bc}"),
        };
        let address = query.with("sort", &next).address(path);
        Cell {
            content: html! {
                a.govuk-link.muster-sort href=(address) {
                    (text) @if !arrow.is_empty() { span aria-hidden="true" { (arrow) } }
                }
            }
            .into(),
            is_numeric,
            sorted,
            classes: classes.to_owned(),
            ..Cell::default()
        }
    };
    let title = head("title", "Title", false, "");
    let others = COLUMNS
        .iter()
        .map(|(name, text, is_numeric)| head(name, text, *is_numeric, "muster-wide-only"));
    std::iter::once(title).chain(others).collect()
}

/// The cells of a row. On a phone the first says in a sentence what the others do.
fn cells(asking: &Asking, row: &Row) -> Vec<Cell> {
    let post = &row.line.post;
    let dates = dates(&asking.query);
    let path = asking.address(&format!("establishment/posts/{}", row.line.id.number()));
    let unit = match row.unit.as_str() {
        "" => "Not stated",
        unit => unit,
    };
    let (grade, filled, ends) = (
        words::grade(post),
        words::filled(post),
        words::ends(&row.line),
    );
    let ended = match ends.as_str() {
        "Permanent" => ends.clone(),
        "Not known" => "Tenure not known".to_owned(),
        other => format!("Ends: {other}"),
    };
    let state = match filled.as_str() {
        "Not known" => "Whether filled is not known",
        other => other,
    };
    let cost = words::amount(row.full_year.cost);
    let title = html! {
        a.govuk-link href=(dates.address(&path)) { (post.title) }
        @if let Some(number) = &post.number { " " span.muster-quiet { (number) } }
        span.muster-narrow-only {
            (unit) ". " @if grade == "Not known" { "Grade not known" } @else { (grade) } ". "
            (words::quantity(post)) ". " (state) ". " (ended) ". "
            @if post.funding.is_empty() { "Funding not stated" } @else { (words::funding(post)) } ". "
            @if row.full_year.cost.is_known() { "Full-year cost " (cost) } @else { "Full-year cost not known" } "."
        }
    };
    let posts = match post.posts {
        Known::Known(posts) => posts.to_string(),
        Known::Unknown | Known::Withheld => "Not known".to_owned(),
    };
    let fte = match post.fte {
        Known::Known(fte) => fte.column(),
        Known::Unknown | Known::Withheld => "Not known".to_owned(),
    };
    let wide = |cell: Cell| Cell {
        classes: "muster-wide-only".to_owned(),
        ..cell
    };
    vec![
        Cell::text(title),
        wide(Cell::text(unit)),
        wide(Cell::text(grade)),
        wide(Cell::figure(posts)),
        wide(Cell::figure(fte)),
        wide(Cell::text(filled)),
        wide(Cell::text(ends)),
        wide(Cell::text(words::funding(post))),
        wide(Cell::figure(cost)),
    ]
}

/// Links to the other pages of a list.
pub(in crate::pages) fn pagination(path: &str, query: &Query, page: usize, pages: usize) -> Markup {
    if pages <= 1 {
        return html! {};
    }
    let address = |number: usize| query.with("page", &number.to_string()).address(path);
    let mut items = Vec::new();
    let mut before = 0;
    for number in shown(page, pages) {
        if number > before + 1 {
            items.push(PageLink::Gap);
        }
        items.push(PageLink::Page {
            number: number.to_string().into(),
            heard: None,
            href: address(number),
            is_current: number == page,
        });
        before = number;
    }
    let pagination = Pagination {
        previous: (page > 1).then(|| address(page - 1)),
        next: (page < pages).then(|| address(page + 1)),
        items,
        ..Pagination::default()
    };
    html! { (pagination) }
}

/// The pages that are linked: the first, the last, and those beside the one that is shown.
fn shown(page: usize, pages: usize) -> Vec<usize> {
    (1..=pages)
        .filter(|number| *number == 1 || *number == pages || number.abs_diff(page) <= 1)
        .collect()
}

fn rows_links(path: &str, query: &Query, page: &EstablishmentPage, filter: &Filter) -> Markup {
    if page.totals.lines <= ROWS[0] {
        return html! {};
    }
    html! {
        p.govuk-body {
            "Lines on a page: "
            @for (index, rows) in ROWS.iter().enumerate() {
                @if index > 0 { ", " }
                @if *rows == filter.rows {
                    strong { (rows) }
                } @else {
                    a.govuk-link href=(query.with("rows", &rows.to_string()).address(path)) { (rows) }
                }
            }
        }
    }
}

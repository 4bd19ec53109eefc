//! The posts of a list, to be taken away: all of them, not only those of a page.

use std::sync::Arc;

use app::{Row, View};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::{Known, Pence};
use costing::{FullYear, Used};
use exchange::{EstablishmentTable, TextTable, TooLargeForWorkbook, Value, WorkbookTable};

use super::filter::Filter;
use crate::pages::moment::Asked;
use crate::pages::{Asking, Failure};

/// The headings of what Muster works out, behind the columns that an import reads.
const WORKED_OUT: [&str; 4] = [
    "Full-year cost",
    "Full-year cost that stated funds pay",
    "How it was costed",
    "In force on",
];

/// `GET /{body}/establishment.csv`
pub(in crate::pages) async fn csv(asking: Asking) -> Result<Response, Failure> {
    let Some((view, rows)) = all(&asking).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let mut table = TextTable::new();
    let columns = Columns::of(&view);
    table.headings(columns.headings().iter().map(String::as_str));
    for row in &rows {
        columns.row(row, |cells| table.row(cells.iter().copied()));
    }
    let content = table.finish();
    let kind = "text/csv; charset=utf-8";
    Ok(file(&asking, &view, kind, "csv", content))
}

/// `GET /{body}/establishment.xlsx`
pub(in crate::pages) async fn xlsx(asking: Asking) -> Result<Response, Failure> {
    let Some((view, rows)) = all(&asking).await? else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    match workbook(&view, &rows) {
        Ok(content) => Ok(file(&asking, &view, kind, "xlsx", content)),
        Err(TooLargeForWorkbook) => Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
    }
}

fn workbook(view: &View, rows: &[Row]) -> Result<Vec<u8>, TooLargeForWorkbook> {
    let columns = Columns::of(view);
    let mut widths = columns.table.widths();
    widths.extend([16, 22, 40, 12]);
    let mut table = WorkbookTable::new("Establishment", &widths, 1);
    table.headings(columns.headings().iter().map(String::as_str));
    for row in rows {
        columns.row(row, |cells| table.row(cells.iter().copied()));
    }
    table.finish()
}

/// The columns of a list: those that an import reads, then what was worked out.
struct Columns<'v> {
    table: EstablishmentTable<'v>,
    view: &'v View,
}

impl<'v> Columns<'v> {
    fn of(view: &'v View) -> Self {
        Self {
            table: EstablishmentTable::of(&view.establishment),
            view,
        }
    }

    fn headings(&self) -> Vec<String> {
        let mut headings = self.table.headings();
        headings.extend(WORKED_OUT.map(str::to_owned));
        headings
    }

    fn row(&self, row: &Row, write: impl FnOnce(&[Value<'_>])) {
        let money = |it: Known<Pence>| {
            it.known()
                .map_or(Value::Unknown, |it| Value::Number(it.in_pounds()))
        };
        let how = how(self.view, &row.full_year);
        let worked_out = [
            money(row.full_year.cost),
            money(funded(row)),
            Value::Words(&how),
            Value::Day(self.view.moment.in_force_on),
        ];
        self.table.row(&row.line, |cells| {
            let all: Vec<Value<'_>> = cells.iter().copied().chain(worked_out).collect();
            write(&all);
        });
    }
}

/// The part of the cost that stated funds pay; not known where a share or the cost is not.
fn funded(row: &Row) -> Known<Pence> {
    let parts = costing::paid_by(&row.line, row.full_year.cost);
    let mut sum = Known::Known(Pence::ZERO);
    for part in parts.into_iter().filter(|part| part.fund.is_some()) {
        sum = sum.zip(part.cost).map(|(sum, part)| sum + part);
    }
    sum
}

/// By what a cost was worked out, or why it was not.
fn how(view: &View, full_year: &FullYear) -> String {
    match (full_year.used, &full_year.not_computed) {
        (Used::Stated, _) => "as its report states".to_owned(),
        (_, Some(why)) => format!("not costed: {why}"),
        (_, None) if !full_year.cost.is_known() => "not costed: the FTE is not known".to_owned(),
        (_, None) => format!("profile {}", view.costs().profile().name),
    }
}

/// All that is listed, in its order; nothing where the dates are wrong.
async fn all(asking: &Asking) -> Result<Option<(Arc<View>, Vec<Row>)>, Failure> {
    let path = asking.address("establishment");
    let Ok(asked) = Asked::read(&asking.query, &path, asking.today) else {
        return Ok(None);
    };
    if asked.is_wrong() {
        return Ok(None);
    }
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let question = Filter::read(&asking.query).question(asked.moment);
    let all = asking.muster().download(actor, body, &question).await?;
    Ok(Some(all))
}

/// A file whose name says of what and of when it is.
fn file(
    asking: &Asking,
    view: &View,
    kind: &'static str,
    ending: &str,
    content: Vec<u8>,
) -> Response {
    let (body, on) = (asking.body.key.as_str(), view.moment.in_force_on);
    // The key of a body may hold letters that a header may not.
    let body: String = body.chars().filter(char::is_ascii).collect();
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{body}-establishment-{on}.{ending}\""),
        ),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use exchange::{Layout, List};

    use super::WORKED_OUT;

    #[test]
    fn what_is_worked_out_is_taken_for_no_column_of_a_list() {
        let headings = WORKED_OUT.join(",");
        let list = format!(
            "Post title,Unit level 1,FTE,{headings}\n\
             Adviser,Adults,1,unknown,unknown,not costed,2018-04-01\n"
        );
        let list = List::open("posts.csv", list.as_bytes()).expect("a list");
        let layout = Layout::guess(&list).expect("a layout");
        let means: Vec<_> = { layout.columns.iter() }
            .filter(|column| column.meaning.is_some())
            .map(|column| column.heading.as_str())
            .collect();
        assert_eq!(means, ["Post title", "Unit level 1", "FTE"]);
    }
}

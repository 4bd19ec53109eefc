//! The figures of a report as a workbook that finance officers recompute.
//!
//! ```text
//! Read me            what it is, on what basis, what "Not known" means
//! Summary            full year and each financial year      from Costs, Costs by year
//! Costs              a row a change line: unit cost × FTE   from Unit costs, Employments
//! Costs by year      full year × part of the year           from Costs
//! Unit costs         stated and computed, and which is used
//! Employments        where a profile costs each one by itself
//! Who pays, Funds    by listed source; by the fund of the posts
//! Budget, Savings, Options, Changes, Before, After, Findings, Assumptions
//! ```
//!
//! Every formula stands with the value that the statement gives, so that the file reads the same
//! before and after it is recomputed. Nothing is worked out here that the statement holds. No text
//! of a case ever becomes a formula. The same input gives the same bytes.

mod book;
mod budgets;
mod cell;
mod costs;
mod establishment;
mod funding;
mod look;
mod options;
mod savings;
mod sheet;
mod summary;
mod units;
mod words;
mod years;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use thiserror::Error;

use crate::Composition;
use book::Book;
use look::Looks;
use sheet::Sheet;

/// The workbook could not be written: for instance more rows than a sheet can hold.
#[derive(Debug, Error)]
#[error("the workbook cannot be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// Writes the workbook of a case.
///
/// # Errors
/// Says what a workbook cannot hold. A case within the limits of [`proposal::read`] always fits.
pub fn render(of: &Composition<'_>) -> Result<Vec<u8>, NotWritten> {
    let book = Book::new(of);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(of)?);
    let looks = Looks::new();
    let heading = sheet::page_heading(book.title());
    for sheet in sheets(&book) {
        sheet::write(&sheet, &looks, &heading, &mut workbook)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The sheets, in order. Those that a case has nothing for are left out, except the ones that a
/// reader looks for.
fn sheets(book: &Book<'_>) -> Vec<Sheet> {
    let mut sheets = vec![
        words::read_me(book),
        summary::summary(book),
        costs::costs(book),
        years::costs_by_year(book),
        units::unit_costs(book),
    ];
    sheets.extend(units::employments(book));
    sheets.push(funding::who_pays(book));
    sheets.extend(funding::funds(book));
    sheets.push(budgets::budget(book));
    sheets.push(savings::savings(book));
    sheets.extend(options::options(book));
    sheets.push(words::changes(book));
    sheets.push(establishment::before(book));
    sheets.push(establishment::after(book));
    sheets.extend(words::findings(book));
    sheets.push(words::assumptions(book));
    sheets
}

/// What the file says of itself. No person is named, and no clock is read.
fn properties(of: &Composition<'_>) -> Result<DocProperties, XlsxError> {
    let header = &of.case.header;
    let text = |at: &Option<diagnostics::At<String>>| {
        at.as_ref().map_or(String::new(), |at| at.value.clone())
    };
    let day = header.date.as_ref().map(|at| at.value);
    let (year, month, day) = day.map_or((2000, 1, 1), |day| {
        // The calendar of a workbook begins in 1900; no council keeps a case from before.
        let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
        (year, day.month().unsigned_abs(), day.day().unsigned_abs())
    });
    Ok(DocProperties::new()
        .set_title(text(&header.title))
        .set_subject("Cost of a proposal, with its formulas")
        .set_company(text(&header.body))
        .set_author("Muster")
        .set_custom_property("Language", "en-GB")
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}

//! The documents of a case: one call, four formats.
//!
//! ```text
//! Composition ──compose──▶ Report ──▶ Html   one self-contained page
//!      │                          ──▶ Docx   to go on editing
//!      │                          ──▶ Pdf    to publish and to keep
//!      └─────────────────────────────▶ Xlsx   formulas that recompute
//! ```
//!
//! Whoever writes, sends or serves a report asks here and knows no renderer. The same composition
//! gives the same bytes. This crate does not word, compute or lay out anything; it is apart from `report`
//! because the PDF brings the typesetting engine, which takes minutes to build (ADR 14). Start with
//! [`write`].

mod format;

pub use format::Format;

use report::{Composition, Report, compose, docx, html, xlsx};
use thiserror::Error;

/// Why there is no document.
#[derive(Debug, Error)]
pub enum Error {
    /// The Word document cannot be made.
    #[error(transparent)]
    Docx(#[from] docx::Error),
    /// The PDF cannot be made.
    #[error(transparent)]
    Pdf(#[from] report_pdf::Error),
    /// The workbook cannot be made.
    #[error(transparent)]
    Xlsx(#[from] xlsx::NotWritten),
}

/// Writes a document: the bytes of a file.
///
/// # Errors
///
/// If a chart or the whole is larger than the format can hold.
pub fn write(of: &Composition<'_>, format: Format) -> Result<Vec<u8>, Error> {
    Ok(match format {
        Format::Html => html::render(&compose(of)).into_bytes(),
        Format::Docx => docx::render(&compose(of))?,
        Format::Pdf => pdf(&compose(of))?,
        Format::Xlsx => xlsx::render(of)?,
    })
}

/// The PDF of a report that is composed already: what a server is given to print with (ADR 17).
///
/// # Errors
///
/// If the typesetting engine refuses it.
pub fn pdf(report: &Report) -> Result<Vec<u8>, Error> {
    Ok(report_pdf::render(report)?)
}

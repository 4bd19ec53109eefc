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

use report::{Composition, compose, docx, html, xlsx};
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
        Format::Pdf => report_pdf::render(&compose(of))?,
        Format::Xlsx => xlsx::render(of)?,
    })
}

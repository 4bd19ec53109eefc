//! The committee report as a PDF that a screen reader can read: tagged, PDF/UA-1 and PDF/A-2a.
//!
//! ```text
//! Report ──values──▶ a dictionary of plain values ─┐
//! Chart  ──charts──▶ SVG, cut to pages ────────────┼─▶ report.typ ──typst──▶ pages ──▶ PDF
//! fonts  ──fonts───▶ Liberation, DejaVu Sans ──────┘
//! ```
//!
//! The words of a report are values that the template prints. They are never part of its source, so
//! no title can run code, however it is spelt.
//!
//! This crate does not word, count or order anything: what the PDF prints, the model says. It reads
//! no file and no clock; the same report gives the same bytes. It is apart from `report` because the
//! typesetting engine takes minutes to build. Start with [`render`], then `report.typ`.

mod charts;
mod columns;
mod fonts;
mod outline;
mod tables;
mod values;
mod world;

use report::Report;
use report::model::Typeface;
use thiserror::Error;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use world::World;

/// How many renderings what typst remembers is kept for.
const REMEMBERED: usize = 4;

/// Why there is no PDF.
#[derive(Debug, Error)]
pub enum Error {
    /// The typesetting engine refused the document. That is a fault of Muster, not of the report.
    #[error("the PDF cannot be typeset: {0}")]
    Typesetting(String),
}

/// The PDF of a report: A4, tagged, with bookmarks and embedded fonts.
///
/// The result claims PDF/UA-1 and PDF/A-2a; the engine checks what a machine can check of both and
/// fails rather than claim what does not hold.
pub fn render(report: &Report) -> Result<Vec<u8>, Error> {
    let typefaces = [&report.look.font, &report.look.heading_font].map(|list| Typeface::of(list));
    let world = World::new(values::report(report), fonts::of(typefaces));
    let compiled = typst::compile::<PagedDocument>(&world);
    let document = compiled.output.map_err(|faults| typesetting(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|fault| Error::Typesetting(fault.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Muster".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|faults| typesetting(&faults))?;
    comemo::evict(REMEMBERED);
    Ok(pdf)
}

fn typesetting(faults: &[SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    Error::Typesetting(messages.join("; "))
}

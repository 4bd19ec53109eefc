//! A report as a Word document that an officer can go on editing.
//!
//! ```text
//! Report ──body──▶ document.xml   paragraphs by style, tables, pictures, in sections of pages
//!             ├──▶ numbering.xml  one list for each run of the model's numbers
//!             └──▶ media          charts as PNG, with the SVG for a Word that takes it
//!        styles.xml, settings.xml, footers, properties ──package──▶ one zip file
//! ```
//!
//! It walks the [`Report`] and adds nothing. Numbers are Word's own numbering, begun anew wherever
//! the model's sequence breaks, so what is printed is what the model says and goes on counting when
//! a paragraph is added. No text of a report reaches a field, a bookmark's name or a style.
//!
//! The document carries no date and no name of a person, and the same report gives the same bytes.

mod anchors;
mod blocks;
mod body;
mod figure;
mod look;
mod numbering;
mod package;
mod page;
mod table;
mod widths;
mod xml;

use crate::model::Report;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A chart cannot be drawn.
    #[error("a chart cannot be drawn: {0}")]
    Chart(#[from] raster::Error),
    /// The parts cannot be put into one file.
    #[error("the document cannot be packed: {0}")]
    Package(#[from] zip::result::ZipError),
    /// The same, while a part is written.
    #[error("the document cannot be packed: {0}")]
    Write(#[from] std::io::Error),
}

/// The document of a report: the bytes of a `.docx` file.
///
/// # Errors
///
/// If a chart is larger than can be drawn, or the whole is larger than a zip file may be.
pub fn render(report: &Report) -> Result<Vec<u8>, Error> {
    let written = body::write(report)?;
    package::pack(report, &written)
}

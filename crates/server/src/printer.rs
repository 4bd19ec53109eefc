//! What makes PDF files of reports.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use report::Report;

/// Makes a PDF of a report, or says why there is none.
type Print = dyn Fn(&Report) -> Result<Vec<u8>, NotPrinted> + Send + Sync;

/// Why there is no PDF; for the log.
pub type NotPrinted = Box<dyn Error + Send + Sync>;

/// What makes PDF files of reports; cheap to clone.
///
/// Whoever starts the server gives it one, because the typesetting engine takes minutes to build and no page
/// needs it ([ADR 17](../../../docs/adr/0017-a-printer-as-a-value.md)). Every other format is written by
/// `report` itself.
#[derive(Clone)]
pub struct Printer(Arc<Print>);

impl Printer {
    /// The printer that prints so. It may take its time: it runs beside the answers to other requests.
    pub fn new(
        print: impl Fn(&Report) -> Result<Vec<u8>, NotPrinted> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(print))
    }

    /// The PDF of a report.
    pub(crate) fn pdf(&self, report: &Report) -> Result<Vec<u8>, NotPrinted> {
        (self.0)(report)
    }
}

impl fmt::Debug for Printer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Printer")
    }
}

//! A fix of a finding, applied to a draft.

use diagnostics::{Diagnostic, Fix, Found};

use crate::draft::{Draft, NotACase};

/// The name under which a mended text is read.
const NAME: &str = "case.toml";

/// The draft with a fix applied. The finding is one about this text: it says what is mended where.
///
/// # Errors
/// [`NotACase`] if something in the mended text cannot be read.
pub fn mend(draft: &Draft, finding: &Diagnostic, fix: &Fix) -> Result<Draft, NotACase> {
    let found = Found {
        sources: draft.sources.clone(),
        source: draft.case.source,
        findings: Vec::new(),
    };
    let mended = found.apply([(finding, fix)]);
    Draft::taken_in(NAME, mended.text.as_bytes())
}

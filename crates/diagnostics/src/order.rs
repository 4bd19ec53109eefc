//! The order in which diagnostics are shown, and how many there are.

use std::cmp::Reverse;
use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};

/// Puts diagnostics in the order in which a reader meets them: by text, by place, the weightier
/// first, then by code. Those that are equal in all of these stay as they were.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| {
        let place = &diagnostic.place;
        (
            place.source,
            place.span.start,
            place.span.end,
            Reverse(diagnostic.severity()),
            diagnostic.code(),
        )
    });
}

/// How many diagnostics there are. Each is counted once: one that is acknowledged is counted as
/// such and not under its severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Errors that stand.
    pub errors: usize,
    /// Warnings that stand.
    pub warnings: usize,
    /// Notes that stand.
    pub notes: usize,
    /// Those of any severity that were acknowledged with a reason.
    pub acknowledged: usize,
}

/// Counts diagnostics.
pub fn summary(diagnostics: &[Diagnostic]) -> Summary {
    let mut counts = Summary::default();
    for diagnostic in diagnostics {
        let count = match (&diagnostic.acknowledged, diagnostic.severity()) {
            (Some(_), _) => &mut counts.acknowledged,
            (None, Severity::Error) => &mut counts.errors,
            (None, Severity::Warning) => &mut counts.warnings,
            (None, Severity::Note) => &mut counts.notes,
        };
        *count += 1;
    }
    counts
}

impl fmt::Display for Summary {
    /// `1 error, 6 warnings, 4 notes`, and `; 2 acknowledged` where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, noun: &str| {
            format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
        };
        write!(
            f,
            "{}, {}, {}",
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notes, "note")
        )?;
        if self.acknowledged > 0 {
            write!(f, "; {} acknowledged", self.acknowledged)?;
        }
        Ok(())
    }
}

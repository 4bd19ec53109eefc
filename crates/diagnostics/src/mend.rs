//! Applying fixes: what is outside their edits stays as it is, byte for byte.

use crate::diagnostic::Diagnostic;
use crate::fix::{Fix, Splice};
use crate::sources::{SourceId, Sources};

/// A text is read again after each pass, and mended again, so often at most. Each pass mends all that
/// does not overlap, so a second one is needed only where a fault hid another.
const PASSES: usize = 16;

/// The code under which a reader says that a text breaks the rules of its format.
const SYNTAX: &str = "toml-syntax";

/// What was found in a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// The texts that were read.
    pub sources: Sources,
    /// Which of them it is.
    pub source: SourceId,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

/// A text with fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text as it is now.
    pub text: String,
    /// What was applied, in order.
    pub applied: Vec<Applied>,
}

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The code of the diagnostic that it mends.
    pub code: &'static str,
    /// The line on which that stood, counted from one, in the text as it was before the pass.
    pub line: usize,
    /// What it does.
    pub label: String,
}

impl Found {
    /// How often the text breaks the rules of its format. A finding of several places counts once.
    pub fn syntax_faults(&self) -> usize {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.code() == SYNTAX).count()
    }

    /// Applies some fixes of these findings once. Of two that overlap the later one is left out.
    pub fn apply<'d>(&self, fixes: impl IntoIterator<Item = (&'d Diagnostic, &'d Fix)>) -> Mended {
        let mut splices: Vec<Splice> = Vec::new();
        let mut applied = Vec::new();
        for (finding, fix) in fixes {
            let Some((source, new)) = fix.splices(&self.sources) else {
                continue;
            };
            let clashes = new
                .iter()
                .any(|new| splices.iter().any(|old| overlap(old, new)));
            if source != self.source || clashes {
                continue;
            }
            splices.extend(new);
            applied.push(Applied {
                code: finding.code(),
                line: self.sources.line_and_column(&finding.place).0,
                label: fix.label.clone(),
            });
        }
        // Stable: two edits of one fix at one point stay in the order in which it has them.
        splices.sort_by_key(|splice| splice.span.start);
        let text = self.sources.text(self.source);
        let mut mended = String::with_capacity(text.len());
        let mut from = 0;
        for Splice { span, text: new } in &splices {
            mended.push_str(text.get(from..span.start).unwrap_or(""));
            mended.push_str(new);
            from = span.end;
        }
        mended.push_str(&text[from..]);
        Mended {
            text: mended,
            applied,
        }
    }
}

/// Applies every safe fix of the findings that are wanted, finds again, and so on until none is left.
///
/// `find` reads and checks a text. A finding that is acknowledged is left alone: somebody has decided
/// that it stands. A pass that would leave the text harder to read is not taken, and is the last.
pub fn mend(
    text: &str,
    wanted: impl Fn(&Diagnostic) -> bool,
    mut find: impl FnMut(&str) -> Found,
) -> Mended {
    let mut mended = Mended {
        text: text.to_owned(),
        applied: Vec::new(),
    };
    let mut found = find(text);
    for _ in 0..PASSES {
        let fixes = found
            .findings
            .iter()
            .filter(|finding| finding.acknowledged.is_none() && wanted(finding))
            .filter_map(|finding| Some((finding, finding.safe_fix()?)));
        let pass = found.apply(fixes);
        // A text that is read otherwise than it stands, because it is no UTF-8 for instance, is left.
        let is_read = found.sources.text(found.source) == mended.text;
        if pass.applied.is_empty() || pass.text == mended.text || !is_read {
            break;
        }
        let next = find(&pass.text);
        if next.syntax_faults() > found.syntax_faults() {
            break;
        }
        mended.text = pass.text;
        mended.applied.extend(pass.applied);
        found = next;
    }
    mended
}

/// Do two changes touch the same bytes, or add something at the same point?
fn overlap(a: &Splice, b: &Splice) -> bool {
    if a.span.is_empty() || b.span.is_empty() {
        return a.span.start <= b.span.end && b.span.start <= a.span.end;
    }
    a.span.start < b.span.end && b.span.start < a.span.end
}

//! A diagnostic and the rule behind it.

use crate::fix::Fix;
use crate::sources::Place;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// To be mended, or acknowledged by name.
    Warning,
    /// To be mended, or overridden with a reason that is printed.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What every diagnostic of one code has in common; the manual is made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable, in kebab-case; other tools rely on it.
    pub code: &'static str,
    /// How much its diagnostics weigh.
    pub severity: Severity,
    /// The family of rules that it belongs to.
    pub family: &'static str,
    /// What is wrong, in one sentence without figures.
    pub summary: &'static str,
    /// Why it matters and what the rule rests on, in Markdown.
    pub explanation: &'static str,
}

impl Rule {
    /// A diagnostic under this rule.
    pub fn at(&'static self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self,
            message: message.into(),
            label: String::new(),
            place,
            others: Vec::new(),
            figures: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
            acknowledged: None,
            is_overridden: false,
        }
    }
}

/// One thing that is wrong, where, by how much, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// What is wrong, as a fact, with its figures.
    pub message: String,
    /// A few words to print beside the place; may be empty.
    pub label: String,
    /// Where the user would mend it.
    pub place: Place,
    /// Other places that bear on it.
    pub others: Vec<Label>,
    /// The figures of the message, for programs.
    pub figures: Vec<Figure>,
    /// How to mend it; one sentence each.
    pub help: Vec<String>,
    /// Ways to mend it that a program can carry out. They exclude each other, and at most one of them
    /// is safe.
    pub fixes: Vec<Fix>,
    /// The reason for which somebody lets it stand. Its severity stays what it was.
    pub acknowledged: Option<String>,
    /// Is it the monitoring officer who lets it stand, and not the author?
    pub is_overridden: bool,
}

/// Another place, and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen.
    pub text: String,
}

/// A figure by name, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it measures, in words: `stated`, `computed`, `difference`.
    pub name: String,
    /// As the message prints it.
    pub value: String,
}

impl Diagnostic {
    /// Prints a few words beside the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Names another place.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.others.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// Adds a figure.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over amounts and literals"
    )]
    pub fn figure(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.figures.push(Figure {
            name: name.into(),
            value: value.to_string(),
        });
        self
    }

    /// Adds a way to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Offers a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The fix that may be applied without asking, if there is one.
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.is_safe())
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }
}

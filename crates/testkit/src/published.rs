//! The cases of the five published reports, analysed as a command would.

use checks::Analysis;
use costing::Choices;
use diagnostics::Sources;
use proposal::{Case, Library};
use report::Composition;

macro_rules! published {
    ($($name:literal),* $(,)?) => {
        /// The names of the cases of published reports, and their files.
        pub const PUBLISHED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../cases/", $name, ".toml")))),*];
    };
}

published![
    "2010-03-bolton-commissioning",
    "2014-11-business-support-review",
    "2018-06-short-breaks",
    "2019-05-commissioning-and-placements",
    "2020-06-additional-posts",
];

/// A case, read, resolved, costed and checked, with no other report at hand.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// The case.
    pub case: Case,
    /// What was made of it.
    pub analysis: Analysis,
    sources: Sources,
}

impl Analysed {
    /// A case by its name and the text of its file.
    pub fn of(name: &str, text: &str) -> Self {
        let mut sources = Sources::new();
        let (case, found) = proposal::read(&mut sources, name, text.as_bytes());
        let library = Library::of([&case]);
        let analysis = checks::analyse(&case, found, &sources, &library, &Choices::default());
        Self {
            case,
            analysis,
            sources,
        }
    }

    /// The edition of it for the public.
    #[must_use]
    pub fn public(&self) -> Self {
        let public = checks::public(checks::body_of(&self.case), &self.case, &self.analysis);
        Self {
            case: public.case,
            analysis: public.analysis,
            sources: public.sources,
        }
    }

    /// Its case file.
    pub fn text(&self) -> &str {
        self.sources.text(self.case.source)
    }

    /// What its report is made from, with its findings.
    pub fn composition(&self) -> Composition<'_> {
        Composition {
            case: &self.case,
            body: checks::body_of(&self.case),
            resolved: &self.analysis.resolved,
            statement: &self.analysis.statement,
            findings: &self.analysis.findings,
            with_findings: true,
            sources: &self.sources,
        }
    }
}

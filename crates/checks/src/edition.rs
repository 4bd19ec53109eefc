//! The edition of a case that the public may read, costed and checked.

use costing::Choices;
use diagnostics::Sources;
use proposal::{BodyProfile, Case, Library};

use crate::subject::{Analysis, analyse_resolved};

/// The edition of a case that the public may read, costed and checked. It has nothing from which a later stage
/// could tell what is withheld.
#[derive(Clone, Debug)]
pub struct Public {
    /// Its text.
    pub sources: Sources,
    /// The case.
    pub case: Case,
    /// What it does and costs, and what is wrong with it as it stands there.
    pub analysis: Analysis,
}

impl Public {
    /// The case as a case file.
    pub fn text(&self) -> &str {
        self.sources.text(self.case.source)
    }
}

/// Makes the public edition of a case that is analysed.
pub fn public(body: &BodyProfile, case: &Case, whole: &Analysis) -> Public {
    let edition = editions::public(case, body, &whole.resolved, &whole.statement);
    let analysis = analyse_resolved(
        body,
        &edition.case,
        edition.resolved,
        Vec::new(),
        &edition.sources,
        &Library::default(),
        &Choices {
            public: edition.totals,
            ..Choices::default()
        },
    );
    Public {
        sources: edition.sources,
        case: edition.case,
        analysis,
    }
}

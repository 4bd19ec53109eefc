//! Case text in, report out.

use std::path::PathBuf;

use costing::{Choices, Statement};
use diagnostics::{Diagnostic, Sources};
use proposal::{Bodies, BodyProfile, Case, Resolved};
use report::model::{Block, Section, Table};
use report::{Charts, Composition, Report, compose};

/// A case with everything that was made of it.
pub(crate) struct Made {
    pub(crate) case: Case,
    pub(crate) resolved: Resolved,
    pub(crate) statement: Statement,
    findings: Vec<Diagnostic>,
    sources: Sources,
}

/// The names of the cases of the repository.
pub(crate) const CASES: [&str; 5] = [
    "2010-03-bolton-commissioning",
    "2014-11-business-support-review",
    "2018-06-short-breaks",
    "2019-05-commissioning-and-placements",
    "2020-06-additional-posts",
];

/// A case of the repository.
pub(crate) fn case(name: &str) -> Made {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let bytes =
        std::fs::read(root.join(name).with_extension("toml")).expect("a case of the repository");
    made(&format!("{name}.toml"), &bytes)
}

/// A case from its text.
pub(crate) fn text(text: &str) -> Made {
    made("case.toml", text.as_bytes())
}

fn made(name: &str, bytes: &[u8]) -> Made {
    let mut sources = Sources::new();
    let (case, mut findings) = proposal::read(&mut sources, name, bytes);
    let resolved = proposal::resolve(&case);
    findings.extend(resolved.diagnostics.iter().cloned());
    let statement = costing::cost(&case, &resolved, &Choices::default());
    Made {
        case,
        resolved,
        statement,
        findings,
        sources,
    }
}

impl Made {
    pub(crate) fn body(&self) -> &'static BodyProfile {
        Bodies::shipped().of(&self.case)
    }

    /// The report without its findings.
    pub(crate) fn report(&self) -> Report {
        self.report_with(false)
    }

    pub(crate) fn report_with(&self, with_findings: bool) -> Report {
        compose(&self.composition(with_findings))
    }

    /// What reports and workbooks are made from.
    pub(crate) fn composition(&self, with_findings: bool) -> Composition<'_> {
        Composition {
            case: &self.case,
            body: self.body(),
            resolved: &self.resolved,
            statement: &self.statement,
            findings: &self.findings,
            with_findings,
            sources: &self.sources,
        }
    }

    pub(crate) fn charts(&self) -> Charts {
        report::charts(&self.case, &self.resolved)
    }

    /// The same case with a finding that the author acknowledges.
    pub(crate) fn acknowledging(mut self, reason: &str) -> Self {
        let rule = proposal::RULES[0];
        let mut found = rule.at(self.case.header.place.clone(), "something is wrong <here>");
        found.acknowledged = Some(reason.to_owned());
        self.findings.push(found);
        self
    }
}

/// The section under a heading.
pub(crate) fn section<'r>(report: &'r Report, heading: &str) -> &'r Section {
    let found = report
        .sections
        .iter()
        .find(|section| section.heading.starts_with(heading));
    found.unwrap_or_else(|| panic!("no section {heading:?}"))
}

/// All tables of a report, folded ones included.
pub(crate) fn tables(report: &Report) -> Vec<&Table> {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Table(table) | Block::Detail { table, .. } => Some(table),
            _ => None,
        })
        .collect()
}

/// The table whose caption ends so.
pub(crate) fn table<'r>(report: &'r Report, caption: &str) -> &'r Table {
    let found = tables(report)
        .into_iter()
        .find(|table| table.caption.ends_with(caption));
    found.unwrap_or_else(|| panic!("no table {caption:?}"))
}

/// A case with so many changes.
pub(crate) fn many(changes: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        "title = \"Many changes\"\nbody = \"Anytown\"\ndate = 2026-05-19\n[defaults]\n\
         unit = \"Service\"\nfrom = 2026-10-01\n[[unit]]\nname = \"Service\"\n",
    );
    for number in 0..changes {
        let _ = write!(
            text,
            "[[change]]\nestablish = \"Officer {number}\"\ngrade = \"Grade {}\"\nfte = 1\n\
             cost = {}\npermanent = true\n",
            number % 12,
            30_000 + number
        );
    }
    text
}

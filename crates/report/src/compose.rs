//! From a case, what it does and what it costs to the report that a committee reads.

mod annexes;
mod basis;
mod cells;
mod changes;
mod closing;
mod comments;
mod consultation;
mod costs;
mod exempt;
mod explained;
mod findings;
mod head;
mod links;
mod money;
mod numbering;
mod options;
mod order;
mod people;
mod prose;
mod recommendations;
mod savings;
mod sections;
mod stated;
mod tables;
mod workings;
mod writer;

pub(crate) use basis::pay_basis;
pub(crate) use changes::{Line as ChangeLine, assumptions, lines as change_lines, what_happens};
pub(crate) use costs::{priced, told_in_public};
pub use explained::{
    Explained, Worked, WorkedStep, cost_statement, table_of_changes, table_of_options,
};
pub(crate) use findings::finding;
pub(crate) use head::{facts as cover_facts, notices};
pub(crate) use money::{funding_state, kind_cell as fund_kind};
pub(crate) use savings::saving_state;
pub(crate) use workings::why;

use costing::Statement;
use diagnostics::{Diagnostic, Sources};
use proposal::{BodyProfile, Case, Resolved};

use crate::model::{Entry, Report};
use writer::Writer;

/// Everything that a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Composition<'c> {
    /// The case.
    pub case: &'c Case,
    /// How its body writes reports.
    pub body: &'c BodyProfile,
    /// What its changes do.
    pub resolved: &'c Resolved,
    /// What they cost.
    pub statement: &'c Statement,
    /// What is wrong with it, sorted. What the author acknowledges is printed always.
    pub findings: &'c [Diagnostic],
    /// Print all findings, in an annex?
    pub with_findings: bool,
    /// The texts that were read, so that a finding can name its line.
    pub sources: &'c Sources,
}

/// Composes the report of a case.
///
/// It never fails: what the case does not say is printed as not stated or not known.
pub fn compose(of: &Composition<'_>) -> Report {
    let mut writer = Writer::new(*of);
    let mut notices = notices(of);
    notices.extend(exempt::notice(of));
    let head = head::head(of);
    head::cover_words(&mut writer);
    sections::write(&mut writer);
    recommendations::write(&mut writer);
    comments::write(&mut writer);
    closing::write(&mut writer);
    exempt::write(&mut writer);
    findings::write_let_stand(&mut writer);
    annexes::write(&mut writer);
    let colophon = basis::colophon(&writer);
    let mut sections = writer.into_sections();
    links::link(&mut sections);
    Report {
        title: head.title.clone(),
        date: of.case.header.date.as_ref().map(|date| date.value),
        notices,
        head,
        contents: contents(&sections),
        sections,
        colophon,
        look: of.body.look.clone(),
    }
}

/// The contents list of a report that is too long to see at a glance.
fn contents(sections: &[crate::model::Section]) -> Vec<Entry> {
    if sections.len() < 6 {
        return Vec::new();
    }
    let entry = |section: &crate::model::Section| Entry {
        level: section.level,
        id: section.id.clone(),
        heading: match &section.number {
            Some(number) => format!("{number} {}", section.heading),
            None => section.heading.clone(),
        },
    };
    sections.iter().map(entry).collect()
}

//! What a check looks at.

use costing::{Choices, CostLine, Statement};
use diagnostics::{Diagnostic, Place, Rule, Sources};
use proposal::case::Prose;
use proposal::{Bodies, BodyProfile, Case, Effect, Library, Resolved, SectionKind};

use crate::acknowledge::acknowledge;
use crate::paper::case_empty;
use crate::repeats::fold_repeats;

/// The rules about a file that is no text, or too large.
const WHOLE_FILE: [&str; 2] = ["file-too-large", "not-utf8"];

/// A case with everything that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// The case.
    pub case: &'s Case,
    /// What its changes do.
    pub resolved: &'s Resolved,
    /// What they cost.
    pub statement: &'s Statement,
    /// How its body writes reports.
    pub body: &'s BodyProfile,
    /// The other reports that are held.
    pub library: &'s Library,
}

impl<'s> Subject<'s> {
    /// All prose of the report with the kind of its section: sections, recommendations, comments.
    pub fn prose(&self) -> impl Iterator<Item = (Part<'s>, &'s Prose)> {
        let case = self.case;
        let body = self.body;
        let sections = case.sections.iter().map(move |section| {
            let kind = body
                .section(&section.key)
                .map_or(SectionKind::Information, |rule| rule.kind);
            (Part::Section(kind), &section.prose)
        });
        let asked = case
            .recommendations
            .iter()
            .filter_map(|asked| asked.text.as_ref());
        let comments = case
            .comments
            .iter()
            .filter_map(|comment| Some((comment.kind.value.as_str(), comment.text.as_ref()?)));
        let cover = case.cover.recommendations.iter().chain(&case.cover.summary);
        sections
            .chain(asked.map(|prose| (Part::Recommendation, prose)))
            .chain(comments.map(|(kind, prose)| (Part::Comment(kind), prose)))
            .chain(cover.map(|prose| (Part::Cover, prose)))
    }

    /// The prose of the sections of one kind.
    pub fn sections(&self, kind: SectionKind) -> impl Iterator<Item = &'s Prose> {
        self.prose()
            .filter_map(move |(part, prose)| (part == Part::Section(kind)).then_some(prose))
    }

    /// What each change does to posts and payments, with its cost.
    pub fn costed(&self) -> impl Iterator<Item = (&'s Effect, &'s CostLine)> {
        let costs = |effect: &&Effect| {
            effect.before.is_some() || effect.after.is_some() || effect.payment.is_some()
        };
        let effects = self.resolved.effects.iter().filter(costs);
        effects.zip(&self.statement.lines)
    }

    /// Could this change of the case be carried out? One that could not has a finding of its own.
    pub fn does_something(&self, change: usize) -> bool {
        let mut effects = self.resolved.effects.iter();
        effects.any(|effect| effect.change == change)
    }

    /// Where to point for something that the case as a whole lacks: its title.
    pub fn head(&self) -> Place {
        self.case.header.title.as_ref().map_or_else(
            || self.case.header.place.clone(),
            |title| title.place.clone(),
        )
    }
}

/// Which part of the report some prose stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'s> {
    /// A section of this kind.
    Section(SectionKind),
    /// What is asked.
    Recommendation,
    /// An officer's comment of this kind.
    Comment(&'s str),
    /// The cover.
    Cover,
}

/// A case, resolved, costed and checked.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// What its changes do.
    pub resolved: Resolved,
    /// What they cost.
    pub statement: Statement,
    /// What is wrong, sorted; with what reading found.
    pub findings: Vec<Diagnostic>,
}

/// Resolves, costs and checks a case, on the body profiles that come with Muster.
///
/// `read` is what reading it found; `library` the reports that its citations may mean.
pub fn analyse(
    case: &Case,
    read: Vec<Diagnostic>,
    sources: &Sources,
    library: &Library,
    choices: &Choices,
) -> Analysis {
    analyse_for(body_of(case), case, read, sources, library, choices)
}

/// As [`analyse`], for a body that writes its reports by this profile.
pub fn analyse_for(
    body: &BodyProfile,
    case: &Case,
    read: Vec<Diagnostic>,
    sources: &Sources,
    library: &Library,
    choices: &Choices,
) -> Analysis {
    let resolved = proposal::resolve(case);
    analyse_resolved(body, case, resolved, read, sources, library, choices)
}

/// As [`analyse_for`], of a case that is resolved already: on a register, for instance.
pub fn analyse_resolved(
    body: &BodyProfile,
    case: &Case,
    resolved: Resolved,
    read: Vec<Diagnostic>,
    sources: &Sources,
    library: &Library,
    choices: &Choices,
) -> Analysis {
    let statement = costing::cost(case, &resolved, choices);
    // Of a file that could not be read, or that is empty, there is one thing to say.
    let unread = !read.is_empty() && case_empty::is_bare(case);
    let mut findings = read;
    findings.extend(resolved.diagnostics.iter().cloned());
    let subject = Subject {
        case,
        resolved: &resolved,
        statement: &statement,
        body,
        library,
    };
    if unread {
        // Reading has said what keeps it from being a case.
    } else if case_empty::is_bare(case) {
        if case.header.part_of.is_none() {
            case_empty::check(&subject, &mut findings);
        }
    } else {
        let checks = crate::CHECKS.iter();
        for check in checks.filter(|check| applies(case, check.rule)) {
            (check.run)(&subject, &mut findings);
        }
    }
    acknowledge(case, sources, &mut findings);
    diagnostics::sort(&mut findings);
    // What is wrong with the file as a whole explains the rest.
    findings.sort_by_key(|finding| !WHOLE_FILE.contains(&finding.code()));
    fold_repeats(&mut findings);
    Analysis {
        resolved,
        statement,
        findings,
    }
}

/// Does a rule hold for a case? A part that somebody else writes is no report: what a report lacks, and who must agree
/// to it, is found on the whole.
fn applies(case: &Case, rule: &Rule) -> bool {
    case.header.part_of.is_none() || !matches!(rule.family, "completeness" | "authority")
}

/// The profile that comes with Muster for a case: the one that it asks for, else that of its body,
/// else the plain one.
pub fn body_of(case: &Case) -> &'static BodyProfile {
    Bodies::shipped().of(case)
}

//! `muster check`: what is wrong with a case.

mod choice;
mod difference;
mod fix;

use std::path::PathBuf;

use clap::ValueEnum;
use costing::Choices;
use diagnostics::{Diagnostic, Rule, Severity, Summary, render, summary};
use serde_json::{Value, json};

use crate::commands::{Ended, Format};
use crate::failure::Failure;
use crate::json;
use crate::load::{Cases, OneCase};
use crate::output::Output;
use crate::table::wrapped;

/// Say what is wrong with cases, where, by how much, and how to mend it
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster check case.toml                      everything that is wrong with one case
  muster check cases/*.toml                   with several, and how much in all
  muster check case.toml --severity error     only what must be mended
  muster check case.toml --code amount-unmatched
  muster check case.toml --format json | jq '.summary'
  muster check --explain amount-unmatched     what a code means
  muster check case.toml --fix                show and apply the fixes that change nothing stated
  muster check case.toml --fix --dry-run      only show them, and the choices that are open
  muster check case.toml --choose amount-unmatched@14/1

A fix is safe if it changes how the file is written and not what it states: --fix shows what it would
change, and asks. Any other fix is a choice, and is made one by one. A citation of another report is looked up among the cases given and the .toml files in the same
folders. Exit code 1 says that a case has an error that is not acknowledged, whatever is shown.")]
pub(crate) struct Check {
    /// A body profile to use beside those that come with Muster; may be given several times
    #[arg(long = "body", value_name = "FILE")]
    bodies: Vec<PathBuf>,
    /// Case files
    #[arg(value_name = "CASE", required_unless_present = "explain")]
    cases: Vec<PathBuf>,
    /// Show only findings of this level or a higher one
    #[arg(long, value_name = "LEVEL")]
    severity: Option<Level>,
    /// Show only findings of this code; may be given several times
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    /// Say what a code means, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with_all = ["cases", "severity", "code", "fixing"])]
    explain: Option<String>,
    #[command(flatten)]
    fixing: fix::Fixing,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    Error,
    Warning,
    Note,
}

/// A case, and what was found.
pub(crate) struct Checked<'c> {
    /// The case.
    pub(crate) one: &'c OneCase,
    /// How many findings there are.
    pub(crate) summary: Summary,
    /// The findings that were asked for.
    pub(crate) shown: Vec<Diagnostic>,
}

impl Check {
    /// Checks.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        if let Some(code) = &self.explain {
            return self.explain(named(code, all_rules())?, output);
        }
        for code in &self.code {
            rule(code)?;
        }
        let cases = Cases::read(&self.cases, output)?.with_bodies(&self.bodies)?;
        cases.say_unread(output);
        if self.fixing.is_asked()? {
            let shows = |finding: &Diagnostic| self.shows(finding);
            return self.fixing.run(&cases, &shows, self.format, output);
        }
        let mut checked = check(&cases);
        let all = in_all(&checked);
        for one in &mut checked {
            one.shown.retain(|finding| self.shows(finding));
        }
        match self.format {
            Format::Json => output.print_as_is(&json::document(&document(&checked, &cases)))?,
            Format::Text => text(&checked, &cases, output)?,
        }
        Ok(Ended::of(all.errors))
    }

    fn shows(&self, finding: &Diagnostic) -> bool {
        let least = match self.severity {
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Note) | None => Severity::Note,
        };
        let of_code = self.code.is_empty() || self.code.iter().any(|code| code == finding.code());
        finding.severity() >= least && of_code
    }

    fn explain(&self, rule: &Rule, output: &mut Output) -> Result<Ended, Failure> {
        let severity = rule.severity.name();
        let text = match self.format {
            Format::Json => json::document(&json!({
                "code": rule.code,
                "severity": severity,
                "family": rule.family,
                "summary": rule.summary,
                "explanation": rule.explanation,
            })),
            Format::Text => format!(
                "{}: {severity}, {}\n\n{}\n{}",
                rule.code,
                rule.family,
                wrapped(rule.summary, "", 80),
                paragraphs(rule.explanation),
            ),
        };
        output.print(&text)?;
        Ok(Ended::Fine)
    }
}

fn paragraphs(text: &str) -> String {
    let paragraphs = text
        .split("\n\n")
        .map(|paragraph| wrapped(paragraph, "", 80));
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// The rule of cases that has a code.
fn rule(code: &str) -> Result<&'static Rule, Failure> {
    named(code, checks::rules())
}

/// The rules of cases, and those of lists.
fn all_rules() -> impl Iterator<Item = &'static Rule> {
    checks::rules().chain(exchange::RULES.iter().copied())
}

/// The one of some rules that has a code.
fn named(code: &str, rules: impl Iterator<Item = &'static Rule>) -> Result<&'static Rule, Failure> {
    let rules: Vec<&Rule> = rules.collect();
    if let Some(rule) = rules.iter().find(|rule| rule.code == code) {
        return Ok(rule);
    }
    let failure = Failure::arguments(format!("no rule has the code {code:?}"));
    Err(
        match proposal::nearest(code, rules.iter().map(|rule| rule.code)) {
            Some(near) => failure.or_else(format!("did you mean {near}?")),
            None => failure.or_else("docs/diagnostics lists them all"),
        },
    )
}

/// Checks every case; all findings are shown.
pub(crate) fn check(cases: &Cases) -> Vec<Checked<'_>> {
    let check = |one| {
        let findings = cases.analyse(one, &Choices::default()).findings;
        Checked {
            one,
            summary: summary(&findings),
            shown: findings,
        }
    };
    cases.all.iter().map(check).collect()
}

/// How many findings there are in several cases.
pub(crate) fn in_all(checked: &[Checked<'_>]) -> Summary {
    let mut all = Summary::default();
    for Checked { summary, .. } in checked {
        all.errors += summary.errors;
        all.warnings += summary.warnings;
        all.notes += summary.notes;
        all.acknowledged += summary.acknowledged;
    }
    all
}

/// The document that programs read.
pub(crate) fn document(checked: &[Checked<'_>], cases: &Cases) -> Value {
    let each = checked.iter();
    json!({
        "cases": each.map(|one| json::checked(one, &cases.sources)).collect::<Value>(),
        "summary": json::summary(in_all(checked)),
    })
}

fn text(checked: &[Checked<'_>], cases: &Cases, output: &mut Output) -> Result<(), Failure> {
    for finding in checked.iter().flat_map(|one| &one.shown) {
        let rendered = render(finding, &cases.sources, output.style());
        output.print_as_is(&rendered)?;
        output.print("\n")?;
    }
    for Checked {
        one,
        summary,
        shown,
    } in checked
    {
        let Summary {
            errors,
            warnings,
            notes,
            acknowledged,
        } = *summary;
        let found = errors + warnings + notes + acknowledged;
        let shown = match shown.len() {
            all if all == found => String::new(),
            some => format!(" ({some} of {found} shown)"),
        };
        output.print(&format!("{}: {summary}{shown}\n", one.name))?;
    }
    if checked.len() > 1 {
        let cases = checked.len();
        output.print(&format!("In all {cases} cases: {}\n", in_all(checked)))?;
    }
    Ok(())
}

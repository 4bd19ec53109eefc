//! `muster cost`: what a case costs, and how each figure came about.

mod answer;
mod statement;

use std::path::PathBuf;

use clap::ValueEnum;
use costing::{Basis, Choices, Statement};
use diagnostics::{Summary, summary};
use pay::Tables;
use proposal::Resolved;
use serde_json::{Value, json};

use crate::commands::{Ended, Format, say_errors};
use crate::failure::Failure;
use crate::json;
use crate::load::{Cases, OneCase};
use crate::output::Output;

pub(crate) use statement::{cell, cost_change, fte_change};

/// Cost cases: line by line, by financial year, against budgets, savings and funding
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster cost case.toml                       every line, its year, and what it leaves open
  muster cost case.toml --explain             with the working of each line
  muster cost case.toml --basis profile       by the pay tables, whatever the paper states
  muster cost case.toml --profile statutory   on another on-cost profile
  muster cost case.toml --format json | jq '.cases[0].figures'

Amounts in JSON are whole pence. What is not known is null, with what is known of it in words.")]
pub(crate) struct Cost {
    /// Case files
    #[arg(value_name = "CASE", required = true)]
    cases: Vec<PathBuf>,
    /// Cost a post as the paper states, or by the on-cost profile; by default as the case says
    #[arg(long, value_name = "BASIS")]
    basis: Option<Unit>,
    /// Use this on-cost profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Print how each line was worked out
    #[arg(long)]
    explain: bool,
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    Stated,
    Profile,
}

/// A case, and what it costs.
pub(crate) struct Costed<'c> {
    /// The case.
    pub(crate) one: &'c OneCase,
    /// What it costs.
    pub(crate) statement: Statement,
    /// Which options beside what is proposed [`Statement::options`] is about; none where nothing changes.
    pub(crate) options: Vec<Option<usize>>,
    /// How many findings there are.
    pub(crate) summary: Summary,
}

impl Cost {
    /// Costs.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let choices = self.choices()?;
        let cases = Cases::read(&self.cases, output)?;
        let costed = cost(&cases, &choices);
        match self.format {
            Format::Json => {
                output.print_as_is(&json::document(&document(&costed, self.explain)))?;
            }
            Format::Text => {
                for (at, one) in costed.iter().enumerate() {
                    let gap = if at > 0 { "\n" } else { "" };
                    output.print(&format!("{gap}{}", statement::text(one, self.explain)))?;
                }
            }
        }
        let mut errors = 0;
        for one in &costed {
            say_errors(&one.one.name, one.summary, output);
            errors += one.summary.errors;
        }
        Ok(Ended::of(errors))
    }

    fn choices(&self) -> Result<Choices, Failure> {
        if let Some(name) = &self.profile
            && Tables::shipped().profile(name).is_none()
        {
            return Err(no_profile(name));
        }
        Ok(Choices {
            public: None,
            basis: self.basis.map(|basis| match basis {
                Unit::Stated => Basis::Stated,
                Unit::Profile => Basis::Profile,
            }),
            profile: self.profile.clone(),
        })
    }
}

fn no_profile(name: &str) -> Failure {
    let profiles = Tables::shipped().profiles();
    let names: Vec<&str> = profiles.iter().map(|one| one.name.as_str()).collect();
    Failure::arguments(format!("no on-cost profile is called {name:?}"))
        .or_else(format!("there are: {}", names.join(", ")))
}

/// Which options stand beside what is proposed, in the order of their statements.
pub(crate) fn beside(resolved: &Resolved) -> Vec<Option<usize>> {
    resolved.options.iter().map(|one| one.option).collect()
}

/// Costs every case.
pub(crate) fn cost<'c>(cases: &'c Cases, choices: &Choices) -> Vec<Costed<'c>> {
    let cost = |one| {
        let analysis = cases.analyse(one, choices);
        Costed {
            one,
            summary: summary(&analysis.findings),
            options: beside(&analysis.resolved),
            statement: analysis.statement,
        }
    };
    cases.all.iter().map(cost).collect()
}

/// The document that programs read.
pub(crate) fn document(costed: &[Costed<'_>], explain: bool) -> Value {
    let cases = costed.iter().map(|one| answer::case(one, explain));
    json!({ "cases": cases.collect::<Value>() })
}

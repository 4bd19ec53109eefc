//! `muster report`: the report that goes before a committee.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use checks::Analysis;
use clap::ValueEnum;
use costing::Choices;
use diagnostics::summary;
use indicatif::{ProgressBar, ProgressStyle};
use report::{Composition, compose, docx, html, xlsx};

use crate::commands::Ended;
use crate::failure::Failure;
use crate::file::write_whole;
use crate::load::{Cases, OneCase, real_path};
use crate::output::Output;

/// Write the report of cases: every section, table, chart and figure, made from the case
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster report case.toml                     writes case.html here
  muster report case.toml -o agenda/item5.html
  muster report case.toml --to docx           writes case.docx, to go on editing
  muster report cases/*.toml --out-dir reports --with-findings
  muster report case.toml -o - | less

The report is written although the case has findings; exit code 1 then says that some of them are
errors. A file is replaced whole or not at all.")]
pub(crate) struct Write {
    /// A body profile to use beside those that come with Muster; may be given several times
    #[arg(long = "body", value_name = "FILE")]
    bodies: Vec<PathBuf>,
    /// Case files
    #[arg(value_name = "CASE", required = true)]
    cases: Vec<PathBuf>,
    /// The file to write, - for standard output; by default the name of the case, here
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir")]
    output: Option<PathBuf>,
    /// The folder to write to, each report under the name of its case
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t)]
    to: To,
    /// Print all findings in an annex; those that are acknowledged are printed always
    #[arg(long)]
    with_findings: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// One self-contained page
    #[default]
    Html,
    /// A document for Word, to go on editing
    Docx,
    /// A workbook whose formulas recompute
    Xlsx,
}

impl To {
    /// Every format.
    pub(crate) const ALL: [Self; 3] = [Self::Html, Self::Docx, Self::Xlsx];

    /// How the names of its files end.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

impl Write {
    /// Writes.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let cases = Cases::read(&self.cases, output)?.with_bodies(&self.bodies)?;
        let places = self.places(&cases)?;
        if let Some(folder) = &self.out_dir {
            fs::create_dir_all(folder).map_err(Failure::write(folder))?;
        }
        let mut errors = 0;
        let progress = progress(cases.all.len());
        for (one, place) in cases.all.iter().zip(&places) {
            progress.set_message(one.name.clone());
            let analysis = cases.analyse(one, &Choices::default());
            let document = document(&cases, one, &analysis, self.with_findings, self.to)?;
            let found = summary(&analysis.findings);
            errors += found.errors;
            match place {
                Some(place) => {
                    write_whole(place, &document)?;
                    let place = place.display();
                    progress.suspend(|| output.note(format_args!("{place} is written: {found}")));
                }
                None => {
                    output.print_bytes(&document)?;
                    output.note(format_args!("{}: {found}", one.name));
                }
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
        Ok(Ended::of(errors))
    }

    /// Where each report goes; nothing is standard output.
    fn places(&self, cases: &Cases) -> Result<Vec<Option<PathBuf>>, Failure> {
        if let Some(output) = &self.output {
            if cases.all.len() > 1 {
                let failure = Failure::arguments("one file cannot hold several reports");
                return Err(failure.or_else("give a folder: --out-dir DIR"));
            }
            if output.as_os_str() == "-" {
                return Ok(vec![None]);
            }
            spare(output, cases)?;
            return Ok(vec![Some(output.clone())]);
        }
        let folder = self.out_dir.clone().unwrap_or_default();
        let mut taken: BTreeMap<PathBuf, &str> = BTreeMap::new();
        let mut places = Vec::new();
        for one in &cases.all {
            let name = Path::new(&one.name).file_stem().unwrap_or_default();
            let place = folder.join(name).with_extension(self.to.extension());
            if let Some(other) = taken.insert(place.clone(), &one.name) {
                let place = place.display();
                let both = format!("{other} and {} would both be written to {place}", one.name);
                return Err(Failure::arguments(both).or_else("write them one by one, with -o"));
            }
            places.push(Some(place));
        }
        Ok(places)
    }
}

/// Refuses to write over a case.
fn spare(output: &Path, cases: &Cases) -> Result<(), Failure> {
    let place = real_path(output);
    match cases
        .all
        .iter()
        .find(|one| real_path(Path::new(&one.name)) == place)
    {
        Some(one) => {
            let failure = Failure::arguments(format!("{} is the case itself", one.name));
            Err(failure.or_else("give the report another name"))
        }
        None => Ok(()),
    }
}

/// A bar on standard error, if that is a terminal.
pub(crate) fn progress(steps: usize) -> ProgressBar {
    let bar = ProgressBar::new(steps as u64);
    match ProgressStyle::with_template("{bar:20} {pos} of {len}  {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The report of a case in a format.
pub(crate) fn document(
    cases: &Cases,
    one: &OneCase,
    analysis: &Analysis,
    with_findings: bool,
    to: To,
) -> Result<Vec<u8>, Failure> {
    let of = Composition {
        case: &one.case,
        body: cases.body(one),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings,
        sources: &cases.sources,
    };
    let failed = |cause: &dyn std::error::Error| Failure::Document {
        case: one.name.clone(),
        format: to.extension(),
        cause: cause.to_string(),
    };
    match to {
        To::Html => Ok(html::render(&compose(&of)).into_bytes()),
        To::Docx => docx::render(&compose(&of)).map_err(|cause| failed(&cause)),
        To::Xlsx => xlsx::render(&of).map_err(|cause| failed(&cause)),
    }
}

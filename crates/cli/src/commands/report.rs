//! `muster report`: the report that goes before a committee.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use checks::Analysis;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use costing::Choices;
use diagnostics::summary;
use documents::Format;
use indicatif::{ProgressBar, ProgressStyle};
use report::Composition;

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
  muster report case.toml -o agenda/item5.pdf
  muster report case.toml --to docx,pdf       writes case.docx and case.pdf
  muster report case.toml --public -o item5-public.pdf
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
    /// The formats, parted by commas; by default what the name of the file to write ends in, or html
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = formats())]
    to: Vec<Format>,
    /// Write the edition for the public: without what the case says is exempt, and without small numbers of people
    #[arg(long)]
    public: bool,
    /// Print all findings in an annex; those that are acknowledged are printed always
    #[arg(long)]
    with_findings: bool,
}

/// The formats by the endings of their files.
fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.map(|one| PossibleValue::new(one.extension()).help(one.purpose()));
    PossibleValuesParser::new(values).try_map(|name| Format::of_extension(&name).ok_or("no format"))
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
        for (one, places) in cases.all.iter().zip(&places) {
            progress.set_message(one.name.clone());
            let analysis = cases.analyse(one, &Choices::default());
            let found = summary(&analysis.findings);
            errors += found.errors;
            let public = self
                .public
                .then(|| checks::public(cases.body(one), &one.case, &analysis));
            for (format, place) in places {
                let of = match &public {
                    Some(public) => Composition {
                        case: &public.case,
                        sources: &public.sources,
                        ..composition(&cases, one, &public.analysis, self.with_findings)
                    },
                    None => composition(&cases, one, &analysis, self.with_findings),
                };
                let document = written(&of, &one.name, *format)?;
                match place {
                    Some(place) => {
                        write_whole(place, &document)?;
                        let place = place.display();
                        progress
                            .suspend(|| output.note(format_args!("{place} is written: {found}")));
                    }
                    None => {
                        output.print_bytes(&document)?;
                        output.note(format_args!("{}: {found}", one.name));
                    }
                }
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
        Ok(Ended::of(errors))
    }

    /// The formats that are asked for, each once; or the one that the file's name ends in.
    fn formats(&self) -> Vec<Format> {
        let mut formats = Vec::new();
        for format in &self.to {
            if !formats.contains(format) {
                formats.push(*format);
            }
        }
        if formats.is_empty() {
            let extension = self.output.as_deref().and_then(Path::extension);
            let format = extension.and_then(|one| Format::of_extension(one.to_str()?));
            formats.push(format.unwrap_or(Format::Html));
        }
        formats
    }

    /// Where each report goes, in each format; nothing is standard output.
    fn places(&self, cases: &Cases) -> Result<Vec<Vec<Place>>, Failure> {
        let formats = self.formats();
        if let Some(output) = &self.output {
            let several = match (cases.all.len(), formats.as_slice()) {
                (1, [format]) if output.as_os_str() == "-" => {
                    return Ok(vec![vec![(*format, None)]]);
                }
                (1, [format]) => {
                    spare(output, cases)?;
                    return Ok(vec![vec![(*format, Some(output.clone()))]]);
                }
                (1, _) => "formats",
                _ => "reports",
            };
            let failure = Failure::arguments(format!("one file cannot hold several {several}"));
            return Err(failure.or_else("give a folder: --out-dir DIR"));
        }
        let folder = self.out_dir.clone().unwrap_or_default();
        let mut taken: BTreeMap<PathBuf, &str> = BTreeMap::new();
        let mut all = Vec::new();
        for one in &cases.all {
            let name = Path::new(&one.name).file_stem().unwrap_or_default();
            let mut places = Vec::new();
            for format in &formats {
                let place = folder.join(name).with_extension(format.extension());
                if let Some(other) = taken.insert(place.clone(), &one.name) {
                    let place = place.display();
                    let both = format!("{other} and {} would both be written to {place}", one.name);
                    return Err(Failure::arguments(both).or_else("write them one by one, with -o"));
                }
                places.push((*format, Some(place)));
            }
            all.push(places);
        }
        Ok(all)
    }
}

/// A format, and the file to write; nothing is standard output.
type Place = (Format, Option<PathBuf>);

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
    format: Format,
) -> Result<Vec<u8>, Failure> {
    let of = composition(cases, one, analysis, with_findings);
    written(&of, &one.name, format)
}

fn composition<'c>(
    cases: &'c Cases,
    one: &'c OneCase,
    analysis: &'c Analysis,
    with_findings: bool,
) -> Composition<'c> {
    Composition {
        case: &one.case,
        body: cases.body(one),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings,
        sources: &cases.sources,
    }
}

fn written(of: &Composition<'_>, name: &str, format: Format) -> Result<Vec<u8>, Failure> {
    documents::write(of, format).map_err(|cause| Failure::Document {
        case: name.to_owned(),
        format,
        cause,
    })
}

//! `muster demo`: the example cases, checked, costed and written as reports.

mod index;
mod register;

use std::fs;
use std::io::{self, IsTerminal as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use base::{Known, long_date};
use costing::{Amount, Choices, SavingsTable, Totals};
use diagnostics::{Severity, Summary, summary};
use documents::Format;
use proposal::Resolved;
use server::Settings;

use crate::commands::cost::{Costed, beside, cell, cost_change, fte_change};
use crate::commands::report::{document, progress};
use crate::commands::serve::{LISTEN, looks, serve};
use crate::commands::{Ended, chart, check, cost, replay};
use crate::failure::Failure;
use crate::file::write_whole;
use crate::json;
use crate::load::{Cases, OneCase, case_files};
use crate::output::Output;
use crate::table::wrapped;

/// Write the example cases with their reports, charts and findings, to see what Muster does
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster demo --data out                      then open out/index.html
  muster demo --data out --cases my-cases     the same with your own cases
  muster demo --data out --posts 10000        and beside them an invented council of that size

The examples are reconstructions of reports that two councils have published; the councils did not
issue them in this form. Files of an earlier demonstration are replaced, but what is in its register
stays; nothing else in the folder is touched. The exit code is 0 although the examples have errors: that
is what they are there for.")]
pub(crate) struct Demo {
    /// The folder to write to; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Take the .toml files of this folder in place of the examples
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// Record an invented council of so many posts as well, with its decisions since 2006
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    posts: Option<u32>,
    /// Open the register in the browser at this address; on a terminal it is opened at
    /// 127.0.0.1:8080 unless told otherwise
    #[arg(long, value_name = "ADDR", conflicts_with = "no_serve")]
    listen: Option<SocketAddr>,
    /// Do not open the register in the browser
    #[arg(long)]
    no_serve: bool,
}

macro_rules! examples {
    ($($name:literal),* $(,)?) => {
        /// The example cases, by file name.
        const EXAMPLES: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!("../../../../cases/", $name)))),*
        ];
    };
}

examples![
    "2010-03-bolton-commissioning.toml",
    "2014-11-business-support-review.toml",
    "2018-06-short-breaks.toml",
    "2019-05-commissioning-and-placements.toml",
    "2020-06-additional-posts.toml",
];

/// The most that is said to stand out in one case.
const MOST_STANDING_OUT: usize = 5;

/// What a manager wants to know of a case first.
struct Brief {
    /// The name of the case without its ending.
    stem: String,
    title: String,
    /// The council, who decides, and when.
    paper: String,
    fte: String,
    full_year: String,
    /// The structure after the changes, where FTE is listed.
    structure: Option<String>,
    /// Part-year, year by year.
    years: Vec<(String, String)>,
    /// The savings that the paper states.
    savings: Option<String>,
    found: Summary,
    /// The messages of the errors, or of some warnings where there is none.
    stands_out: Vec<String>,
    /// How many more there are.
    more: usize,
}

impl Brief {
    /// What is said of the case, each under a label.
    fn facts(&self) -> Vec<(String, String)> {
        let fact = |label: &str, words: &str| (label.to_owned(), words.to_owned());
        let mut facts = vec![fact("FTE that changes", &self.fte)];
        facts.extend(self.structure.iter().map(|it| fact("Structure after", it)));
        facts.push(fact("Full-year cost", &self.full_year));
        let years = self.years.iter();
        facts.extend(years.map(|(year, words)| (format!("Part-year {year}"), words.clone())));
        facts.extend(self.savings.iter().map(|it| fact("Savings stated", it)));
        facts.push(fact("Findings", &self.found.to_string()));
        facts
    }
}

impl Demo {
    /// Writes it all.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let texts = self.texts()?;
        let cases = Cases::of_texts(
            texts
                .iter()
                .map(|(name, bytes)| (format!("cases/{name}"), bytes.as_slice())),
        );
        for folder in ["cases", "charts", "reports"] {
            let folder = self.data.join(folder);
            fs::create_dir_all(&folder).map_err(Failure::write(&folder))?;
        }
        for (name, bytes) in &texts {
            self.write(Path::new("cases").join(name), bytes)?;
        }
        let mut briefs = Vec::new();
        let progress = progress(cases.all.len());
        for one in &cases.all {
            progress.set_message(one.name.clone());
            briefs.push(self.one(&cases, one)?);
            progress.inc(1);
        }
        progress.finish_and_clear();
        let findings = check::document(&check::check(&cases), &cases);
        self.write("findings.json", json::document(&findings).as_bytes())?;
        let costs = cost::document(&cost::cost(&cases, &Choices::default()), true);
        self.write("cost.json", json::document(&costs).as_bytes())?;
        let replayed = replay::replay(&cases);
        let establishment = replay::establishment(&cases, &replayed);
        self.write("establishment.txt", establishment.as_bytes())?;
        let own = self.cases.is_some();
        self.write("index.html", index::page(&briefs, own).as_bytes())?;
        let register = register::fill(&self.data, &replayed, &texts, self.posts, output)?;
        output.print(&(self.words(&briefs) + &register))?;
        let listen = self.listen.or_else(|| {
            let at_a_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
            (at_a_terminal && !self.no_serve).then_some(LISTEN)
        });
        match listen {
            Some(listen) => {
                output.finish()?;
                let profiles = register::profiles();
                let settings = Settings {
                    looks: looks(&profiles),
                    demo: Some(register::account()),
                    ..Settings::default()
                };
                serve(&self.data, listen, profiles, settings, output)
            }
            None => Ok(Ended::Fine),
        }
    }

    /// The cases, by file name.
    fn texts(&self) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let Some(folder) = &self.cases else {
            let examples = EXAMPLES.iter();
            return Ok(examples
                .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
                .collect());
        };
        let read = |cause| Failure::Read {
            path: folder.clone(),
            cause,
            help: None,
        };
        let files = case_files(folder).map_err(read)?;
        if files.is_empty() {
            let folder = folder.display();
            return Err(Failure::arguments(format!(
                "no file in {folder} ends in .toml"
            )));
        }
        let texts = files.iter().map(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            Ok((name.into_owned(), crate::load::read_file(file)?))
        });
        texts.collect()
    }

    fn write(&self, name: impl AsRef<Path>, bytes: &[u8]) -> Result<(), Failure> {
        write_whole(&self.data.join(name), bytes)
    }

    /// Writes the report and the charts of a case.
    fn one(&self, cases: &Cases, one: &OneCase) -> Result<Brief, Failure> {
        let analysis = cases.analyse(one, &Choices::default());
        let stem = Path::new(&one.name).file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        for format in Format::ALL {
            let report = document(cases, one, &analysis, true, format)?;
            self.write(format!("reports/{stem}.{}", format.extension()), &report)?;
        }
        let charts = report::charts(&one.case, &analysis.resolved);
        for (view, drawn) in [
            ("before", &charts.before),
            ("after", &charts.after),
            ("changes", &charts.changes),
        ] {
            let picture = chart::picture(drawn);
            self.write(format!("charts/{stem}-{view}.svg"), picture.as_bytes())?;
        }
        let found = summary(&analysis.findings);
        let level = match found.errors {
            0 => Severity::Warning,
            _ => Severity::Error,
        };
        let all: Vec<String> = analysis
            .findings
            .iter()
            .filter(|finding| finding.severity() == level && finding.acknowledged.is_none())
            .map(|finding| finding.message.clone())
            .collect();
        let costed = Costed {
            one,
            options: beside(&analysis.resolved),
            statement: analysis.statement,
            summary: found,
        };
        Ok(Brief {
            stem,
            more: all.len().saturating_sub(MOST_STANDING_OUT),
            stands_out: all.into_iter().take(MOST_STANDING_OUT).collect(),
            structure: structure(&analysis.resolved),
            ..brief(&costed)
        })
    }

    fn words(&self, briefs: &[Brief]) -> String {
        let cases = briefs.len();
        let mut text = format!("A demonstration of Muster: {cases} cases, checked and costed.\n");
        if self.cases.is_none() {
            text += "They are reconstructions of published reports. The councils did not issue them \
                     in this form.\n";
        }
        for brief in briefs {
            text += &format!("\n{}", wrapped(&brief.title, "", 100));
            text += &wrapped(&brief.paper, "  ", 100);
            for (label, words) in brief.facts() {
                let words = wrapped(&words, "                     ", 100);
                text += &format!("  {label:<19}{}", words.trim_start());
            }
            for message in &brief.stands_out {
                let message = wrapped(message, "      ", 100);
                text += &format!("    - {}", message.trim_start());
            }
            if brief.more > 0 {
                text += &format!("    - and {} more\n", brief.more);
            }
        }
        let index = self.data.join("index.html");
        text + &format!("\nReports, charts and figures: {}\n", index.display())
    }
}

fn brief(costed: &Costed<'_>) -> Brief {
    let statement = &costed.statement;
    let header = &costed.one.case.header;
    let makers = header
        .decision_makers
        .iter()
        .map(|maker| maker.value.clone());
    let date = header.date.as_ref();
    let date = date.map_or_else(|| "date not stated".to_owned(), |at| long_date(at.value));
    let paper = header.body.iter().map(|body| body.value.clone());
    let paper: Vec<String> = paper.chain(makers).chain([date]).collect();
    let years = statement.years.iter().map(|year| {
        let (before, posts, payments) = statement.year(*year);
        (year.to_string(), cost_change(&(posts + payments - before)))
    });
    Brief {
        stem: String::new(),
        title: costed.one.title().to_owned(),
        paper: paper.join(", "),
        fte: fte(costed),
        full_year: full_year(&statement.totals),
        structure: None,
        years: years.collect(),
        savings: savings(&costed.statement.savings),
        found: costed.summary,
        stands_out: Vec::new(),
        more: 0,
    }
}

/// The change in full-year cost, with what it is a change of.
fn full_year(totals: &Totals) -> String {
    let kept = &totals.kept;
    let change = match (totals.change().is_zero(), kept.is_zero()) {
        // Posts that would have ended cost what they go on to cost, known or not.
        (true, false) => return format!("{} for posts that would have ended", cell(kept)),
        (false, false) => {
            let goes_on = format!("{} for posts that would have ended", cell(kept));
            return format!("{}, and {goes_on}", cost_change(&totals.change()));
        }
        _ => cost_change(&totals.change()),
    };
    let (before, after) = (&totals.before, &totals.after());
    match (before.is_zero(), cell(before) == cell(after)) {
        (true, _) | (_, true) => change,
        _ => format!("{change}: {} before, {} after", cell(before), cell(after)),
    }
}

/// The change in FTE; where it is not known, what is.
fn fte(costed: &Costed<'_>) -> String {
    let totals = &costed.statement.totals;
    match totals.fte_change().value() {
        Known::Known(_) => fte_change(totals),
        Known::Unknown | Known::Withheld => format!(
            "change not known: {} before, {} after",
            totals.fte_before, totals.fte_after
        ),
    }
}

/// The FTE of all posts that are listed after the changes.
fn structure(resolved: &Resolved) -> Option<String> {
    let (known, missing) = resolved.after.fte();
    let listed = resolved.after.lines().next().is_some();
    listed.then(|| match (missing, known.is_zero()) {
        (0, _) => format!("{known} FTE listed"),
        (_, true) => "FTE not known".to_owned(),
        (1, false) => format!("{known} FTE listed, 1 line not known"),
        (_, false) => format!("{known} FTE listed, {missing} lines not known"),
    })
}

/// The savings that the paper states: by year, and in all with the share of the budgets.
fn savings(savings: &SavingsTable) -> Option<String> {
    let several = savings.years.len() > 1;
    let mut parts: Vec<String> = Vec::new();
    for (at, year) in savings.years.iter().enumerate() {
        parts.push(format!("{} in {year}", cell(&savings.year_total(at))));
    }
    let undated: Amount = savings.lines.iter().map(|line| line.undated.clone()).sum();
    if !undated.is_zero() {
        parts.push(format!("{} with no year given", cell(&undated)));
    }
    if savings.lines.is_empty() {
        return None;
    }
    let total = savings.total();
    let in_all = match (total.value(), savings.baseline()) {
        (Known::Known(total), Some(from)) => {
            let share = base::percent(total.in_pounds(), from.in_pounds());
            let share = share.map(|share| format!(", {share} of {from}"));
            Some(format!("{total} in all{}", share.unwrap_or_default()))
        }
        (Known::Known(total), None) => several.then(|| format!("{total} in all")),
        (Known::Unknown | Known::Withheld, _) => {
            let unsaid = savings.lines.iter().any(|line| !line.adds_up.is_known());
            Some(match unsaid {
                true => {
                    "total not known, because whether a later year contains the earlier one is \
                         not stated"
                        .to_owned()
                }
                false => "total not known".to_owned(),
            })
        }
    };
    Some(match in_all {
        Some(in_all) => format!("{}; {in_all}", parts.join(", ")),
        None => parts.join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_case_is_in_the_demonstration() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
        let there = case_files(&folder).expect("the cases are there");
        let there = there.iter().filter_map(|file| file.file_name());
        let embedded = EXAMPLES.iter().map(|(name, _)| std::ffi::OsStr::new(name));
        assert!(there.eq(embedded));
    }
}

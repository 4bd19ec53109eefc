//! `muster chart`: the structure as a picture or as a list.

use std::path::PathBuf;

use clap::ValueEnum;
use costing::Choices;
use diagnostics::summary;
use report::chart::{Chart, Mark, PostBox, UnitBox};
use report::charts;

use crate::commands::{Ended, say_errors};
use crate::failure::Failure;
use crate::file::write_whole;
use crate::load::Cases;
use crate::output::Output;

/// Draw the structure of a case: before, after, or what changes
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster chart case.toml -o changes.svg       what changes, as a picture
  muster chart case.toml --view after --to text
                                              the structure after, as a list to read")]
pub(crate) struct Draw {
    /// The case file
    case: PathBuf,
    /// Which structure
    #[arg(long, value_enum, default_value_t)]
    view: View,
    /// A picture, or a list that says the same
    #[arg(long, value_enum, default_value_t)]
    to: To,
    /// The file to write; by default standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Which structure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum View {
    /// The posts that exist before
    Before,
    /// The posts after all changes
    After,
    /// What begins, ends and changes
    #[default]
    Changes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum To {
    /// A picture that stands alone
    #[default]
    Svg,
    /// A list
    Text,
}

impl Draw {
    /// Draws.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let cases = Cases::read(std::slice::from_ref(&self.case), output)?;
        let mut errors = 0;
        for one in &cases.all {
            let analysis = cases.analyse(one, &Choices::default());
            let charts = charts(&one.case, &analysis.resolved);
            let chart = match self.view {
                View::Before => charts.before,
                View::After => charts.after,
                View::Changes => charts.changes,
            };
            let drawn = match self.to {
                To::Svg => picture(&chart),
                To::Text => list(&chart),
            };
            match &self.output {
                Some(file) if file.as_os_str() != "-" => write_whole(file, drawn.as_bytes())?,
                _ if self.to == To::Svg => output.print_as_is(&drawn)?,
                _ => output.print(&drawn)?,
            }
            let found = summary(&analysis.findings);
            say_errors(&one.name, found, output);
            errors += found.errors;
        }
        Ok(Ended::of(errors))
    }
}

/// A chart as an SVG file.
pub(crate) fn picture(chart: &Chart) -> String {
    chart.to_svg("chart")
}

/// A chart as a list, a level of the structure by two more spaces.
fn list(chart: &Chart) -> String {
    let mut text = format!("{}\n", chart.title);
    if let Some(description) = &chart.description {
        text += &format!("{description}\n");
    }
    // A structure may be deeper than the stack; so the way down is kept here.
    let mut open: Vec<(usize, Item<'_>)> = Vec::new();
    open.extend(chart.units.iter().rev().map(|unit| (0, Item::Unit(unit))));
    while let Some((depth, item)) = open.pop() {
        let indent = "  ".repeat(depth.min(40));
        let below = depth + 1;
        match item {
            Item::Unit(unit) => {
                text += &format!("\n{indent}{}{}\n", unit.name, about(unit));
                open.extend(unit.units.iter().rev().map(|one| (below, Item::Unit(one))));
                open.extend(unit.posts.iter().rev().map(|one| (below, Item::Post(one))));
            }
            Item::Post(post) => {
                text += &format!("{indent}- {}\n", post.sentence());
                open.extend(
                    post.reports
                        .iter()
                        .rev()
                        .map(|one| (below, Item::Post(one))),
                );
            }
        }
    }
    text
}

enum Item<'c> {
    Unit(&'c UnitBox),
    Post(&'c PostBox),
}

/// What a chart says of a unit beside its name.
fn about(unit: &UnitBox) -> String {
    let mark = unit.mark.as_ref().map(|mark| match mark {
        Mark::New => "new".to_owned(),
        Mark::Ends => "ends".to_owned(),
        Mark::Changed(words) | Mark::Moved(words) => words.clone(),
        Mark::InPlaceOf(post) => format!("in place of {post}"),
    });
    let all = unit.summary.iter().chain(&mark).chain(&unit.notes);
    let all: Vec<&str> = all.map(|words| words.trim_end_matches('.')).collect();
    match all.is_empty() {
        true => String::new(),
        false => format!(": {}", all.join("; ")),
    }
}

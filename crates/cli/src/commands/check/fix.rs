//! `muster check --fix`: the fixes that findings offer, shown, and applied if a person agrees.

use std::path::Path;

use diagnostics::{Applied, Diagnostic, Found, Mended, Summary, fix_to_json, mend, summary};
use serde_json::{Value, json};

use super::choice::{Name, Offer, offers};
use super::difference::unified;
use crate::commands::{Ended, Format};
use crate::failure::Failure;
use crate::file::write_over;
use crate::json;
use crate::load::{Cases, OneCase};
use crate::output::Output;
use crate::table::{Side, Table};

/// The mark that some editors put before the text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Of the choices of a case, so many are listed.
const LISTED: usize = 40;

/// What to fix, and whether to ask.
#[derive(Debug, clap::Args)]
#[group(id = "fixing", multiple = true)]
pub(super) struct Fixing {
    /// Apply every safe fix, of the findings that are shown: see the difference first, and say yes
    #[arg(long)]
    fix: bool,
    /// Apply this fix, by the code and line of its finding; may be given several times
    #[arg(long, value_name = "CODE@LINE[/N]")]
    choose: Vec<String>,
    /// Write the fixes without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Only show what the fixes would change
    #[arg(long, alias = "diff")]
    dry_run: bool,
}

/// What the fixes of one case come to.
struct Plan<'c> {
    one: &'c OneCase,
    /// The text as it is, with its byte order mark.
    before: String,
    mended: Mended,
}

/// How it ended for one case.
struct Outcome<'c> {
    plan: Plan<'c>,
    written: bool,
    /// The file as it is left.
    left: Found,
}

impl Fixing {
    /// Is anything to be fixed?
    pub(super) fn is_asked(&self) -> Result<bool, Failure> {
        let asked = self.fix || !self.choose.is_empty();
        if !asked && (self.yes || self.dry_run) {
            let failure = Failure::arguments("--yes and --dry-run say how to fix, not what");
            return Err(failure.or_else("add --fix, or --choose with the name of a fix"));
        }
        Ok(asked)
    }

    /// Fixes each case by itself: what goes wrong with one keeps none of the others back.
    pub(super) fn run(
        &self,
        cases: &Cases,
        shows: &dyn Fn(&Diagnostic) -> bool,
        format: Format,
        output: &mut Output,
    ) -> Result<Ended, Failure> {
        let names = self.choose.iter().map(|name| Name::parse(name));
        let names: Vec<Name> = names.collect::<Result<_, _>>()?;
        if !names.is_empty() && cases.all.len() > 1 {
            let failure = Failure::arguments("--choose names a line of one case");
            return Err(failure.or_else("give one case at a time"));
        }
        let mut outcomes: Vec<Outcome<'_>> = Vec::new();
        let mut failed: Option<Failure> = None;
        for one in &cases.all {
            let plan = self.plan(cases, one, &names, shows)?;
            let written = match self.carry_out(&plan, format, output) {
                Ok(written) => written,
                Err(failure) => {
                    if let Some(earlier) = failed.replace(failure) {
                        output.failure(&earlier);
                    }
                    false
                }
            };
            let left = match written {
                true => cases.found_in(one, plan.bytes().as_bytes()),
                false => cases.found_in(one, &one.bytes),
            };
            let outcome = Outcome {
                plan,
                written,
                left,
            };
            if format == Format::Text {
                outcome.print(shows, output)?;
            }
            outcomes.push(outcome);
        }
        if format == Format::Json {
            let style = diagnostics::Style::Plain;
            let each = outcomes.iter().map(|outcome| outcome.json(shows, style));
            let document = json!({ "cases": each.collect::<Value>() });
            output.print_as_is(&json::document(&document))?;
        }
        let errors = outcomes.iter().map(|outcome| outcome.summary().errors);
        match failed {
            Some(failure) => Err(failure),
            None => Ok(Ended::of(errors.sum())),
        }
    }

    /// What would be written, without writing it.
    fn plan<'c>(
        &self,
        cases: &Cases,
        one: &'c OneCase,
        names: &[Name],
        shows: &dyn Fn(&Diagnostic) -> bool,
    ) -> Result<Plan<'c>, Failure> {
        let found = cases.found_in(one, &one.bytes);
        let text = found.sources.text(found.source).to_owned();
        let mut mended = chosen(&one.name, &found, names)?;
        let is_text = |text: &str| !text.contains('\u{fffd}');
        // What is no text throughout was read with a sign in the place of each odd byte.
        let is_read = std::str::from_utf8(&one.bytes).is_ok() || is_text(&mended.text);
        if !is_read {
            mended = Mended {
                text: text.clone(),
                applied: Vec::new(),
            };
        } else if self.fix {
            let find = |text: &str| cases.found_in(one, text.as_bytes());
            let safe = mend(&mended.text, shows, find);
            mended.text = safe.text;
            mended.applied.extend(safe.applied);
        }
        let after = cases.found_in(one, mended.text.as_bytes());
        if after.syntax_faults() > found.syntax_faults() {
            let case = one.name.clone();
            return Err(Failure::Harder { case });
        }
        let mark = match one.bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) {
            true => BYTE_ORDER_MARK,
            false => "",
        };
        Ok(Plan {
            one,
            before: format!("{mark}{text}"),
            mended,
        })
    }

    /// Shows what changes, asks if there is somebody to ask, and writes. Says whether it was written.
    fn carry_out(
        &self,
        plan: &Plan<'_>,
        format: Format,
        output: &mut Output,
    ) -> Result<bool, Failure> {
        if plan.mended.applied.is_empty() {
            return Ok(false);
        }
        let name = &plan.one.name;
        if format == Format::Text {
            output.print_as_is(&plan.difference(output.style()))?;
            output.print("\n")?;
            output.print(&plan.list())?;
            output.print("\n")?;
        }
        let agreed = match (self.dry_run, self.yes, format) {
            (true, ..) => return Ok(false),
            (_, true, _) => true,
            (.., Format::Json) => false,
            (.., Format::Text) => match output.ask(&format!("Write this to {name}?"))? {
                Some(agreed) => agreed,
                None => {
                    output.note(format_args!(
                        "nothing is written, because there is nobody to ask; to write it: --yes"
                    ));
                    false
                }
            },
        };
        if agreed {
            write_over(Path::new(name), &plan.one.bytes, plan.bytes().as_bytes())?;
        }
        Ok(agreed)
    }
}

/// Applies the fixes that a person chose.
fn chosen(file: &str, found: &Found, names: &[Name]) -> Result<Mended, Failure> {
    let offers = offers(found);
    let mut picked: Vec<&Offer<'_>> = Vec::new();
    for name in names {
        let offer = name.pick(file, &offers)?;
        if !picked.iter().any(|other| std::ptr::eq(*other, offer)) {
            picked.push(offer);
        }
    }
    let mended = found.apply(picked.iter().map(|offer| (offer.finding, offer.fix)));
    if mended.applied.len() < picked.len() {
        let names: Vec<String> = picked.iter().map(|offer| offer.name.to_string()).collect();
        let message = format!("{} change the same place of {file}", names.join(" and "));
        return Err(Failure::arguments(message).or_else("choose one of them"));
    }
    Ok(mended)
}

impl Plan<'_> {
    /// The file as it would be written.
    fn bytes(&self) -> String {
        let mark = match self.before.starts_with(BYTE_ORDER_MARK) {
            true => BYTE_ORDER_MARK,
            false => "",
        };
        format!("{mark}{}", self.mended.text)
    }

    fn difference(&self, style: diagnostics::Style) -> String {
        unified(&self.one.name, &self.before, &self.bytes(), style)
    }

    /// What is applied, a line each.
    fn list(&self) -> String {
        let mut table = Table::new()
            .column("Line", Side::Right)
            .column("Finding", Side::Left)
            .column("Fix", Side::Left);
        for Applied { code, line, label } in &self.mended.applied {
            table.row([line.to_string(), (*code).to_owned(), label.clone()]);
        }
        table.text()
    }
}

impl Outcome<'_> {
    fn summary(&self) -> Summary {
        summary(&self.left.findings)
    }

    /// The choices that the file as it is left offers.
    fn choices(&self, shows: &dyn Fn(&Diagnostic) -> bool) -> Vec<Offer<'_>> {
        let open = |offer: &Offer<'_>| {
            let finding = offer.finding;
            finding.acknowledged.is_none() && shows(finding) && !offer.fix.is_safe()
        };
        offers(&self.left).into_iter().filter(open).collect()
    }

    fn print(
        &self,
        shows: &dyn Fn(&Diagnostic) -> bool,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let name = &self.plan.one.name;
        let choices = self.choices(shows);
        if let Some(last) = choices.last() {
            let mut table = Table::new()
                .column("Choice", Side::Left)
                .column("What it does", Side::Left);
            for offer in choices.iter().take(LISTED) {
                table.row([offer.name.to_string(), offer.fix.label.clone()]);
            }
            output.print(&format!(
                "Choices in {name}, each for a person to make:\n\n{}",
                table.text()
            ))?;
            if choices.len() > LISTED {
                output.print(&format!("  and {} more\n", choices.len() - LISTED))?;
            }
            let example = format!("muster check {name} --choose {}", last.name);
            output.print(&format!("\nTo make one: {example}\n\n"))?;
        }
        let fixes = match self.plan.mended.applied.len() {
            1 => "1 fix".to_owned(),
            many => format!("{many} fixes"),
        };
        let done = match (self.plan.mended.applied.is_empty(), self.written) {
            (true, _) => "no safe fix".to_owned(),
            (_, true) => format!("{fixes} written"),
            (_, false) => format!("{fixes} not written"),
        };
        let summary = self.summary();
        output.print(&format!("{name}: {done}; {summary}\n"))
    }

    fn json(&self, shows: &dyn Fn(&Diagnostic) -> bool, style: diagnostics::Style) -> Value {
        let plan = &self.plan;
        let applied = plan.mended.applied.iter().map(
            |Applied { code, line, label }| json!({ "code": code, "line": line, "label": label }),
        );
        let choice = |offer: &Offer<'_>| {
            let mut choice = fix_to_json(offer.fix, &self.left.sources)?;
            choice["choose"] = offer.name.to_string().into();
            choice["code"] = offer.finding.code().into();
            choice["line"] = offer.name.line().into();
            Some(choice)
        };
        json!({
            "file": plan.one.name,
            "applied": applied.collect::<Value>(),
            "written": self.written,
            "difference": plan.difference(style),
            "choices": self.choices(shows).iter().filter_map(choice).collect::<Value>(),
            "summary": json::summary(self.summary()),
        })
    }
}

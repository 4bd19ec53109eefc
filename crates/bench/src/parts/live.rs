//! `live`: what follows a keystroke while a proposal is drafted: 500 changes on a register of so many
//! posts.
//!
//! The case is made up by `testkit`. Its posts are recorded in a ledger, as the register; what is
//! timed reads the case without them, resolves it on the register, costs it, and checks it:
//!
//! - `read`: from the text of the case to the case
//! - `resolve`: from the case to what its changes do
//! - `cost`: from there to the statement
//! - `check`: every check and the sorting of what they find, with `cost` again before it
//! - `panel`: all of it, each once
//!
//! `check` of the outcome is how many effects and findings there are, and the full-year cost of the
//! changes in pence, as far as it is known.

use std::path::Path;

use checks::{Analysis, analyse_resolved, body_of};
use costing::{Choices, cost};
use diagnostics::Sources;
use proposal::{Library, read, recorded_on, replay, resolve_on};
use register::{Establishment, Ledger};
use serde_json::json;
use testkit::{Pay, Shape, Words, case_file};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, timed};

/// How many posts one case file opens the register with: a file has a size that it may have.
const POSTS: usize = 3_000;
const CHANGES: usize = 500;

pub(super) const PART: Part = Part {
    name: "live",
    sizes: &[
        Size {
            count: 1_000,
            large: false,
        },
        Size {
            count: 10_000,
            large: false,
        },
    ],
    make,
    bench,
    once: None,
};

fn make(count: usize, work: &Path) -> Result<Asked, Failure> {
    Ok(Asked {
        work: work.to_owned(),
        nodes: Some(count),
        ..Asked::default()
    })
}

/// A register, and a case without its posts.
struct Draft {
    ledger: Ledger,
    held: Establishment,
    text: String,
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let count = asked
        .nodes
        .ok_or_else(|| Failure::Arguments("live needs --nodes".to_owned()))?;
    let (load, draft) = timed(|| Draft::made(count));
    let draft = draft?;
    let mut times: Vec<(&str, Vec<f64>)> = ["read", "resolve", "cost", "check", "panel"]
        .map(|name| (name, Vec::new()))
        .into();
    let mut answer = json!(null);
    for _ in 0..asked.repeat.max(1) {
        let (seconds, analysis) = timed(|| draft.panel());
        let steps = draft.steps();
        for (time, seconds) in times.iter_mut().zip(steps.into_iter().chain([seconds])) {
            time.1.push(seconds);
        }
        let change = analysis.statement.totals.change().known_part().pence();
        let change = i64::try_from(change).map_err(|error| Failure::Data(error.to_string()))?;
        let (effects, findings) = (analysis.resolved.effects.len(), analysis.findings.len());
        answer = json!([effects, findings, change]);
    }
    Ok(Outcome {
        load,
        times,
        values: Vec::new(),
        check: answer,
        peak: peak(),
    })
}

impl Draft {
    fn made(count: usize) -> Result<Self, Failure> {
        let text = case_file(&Shape {
            name: "live",
            posts: count,
            changes: CHANGES.min(count),
            unexplained: 0,
            words: Words::Plain,
            pay: Pay::Grades,
            passed_over: 0,
        });
        let broken = || Failure::Data("the made-up case has other parts".to_owned());
        let (head, rest) = text.split_once("\n[[post]]").ok_or_else(broken)?;
        let (posts, changes) = rest.split_once("\n[[change]]").ok_or_else(broken)?;
        let posts: Vec<&str> = posts.split("\n[[post]]").collect();
        let files = posts.chunks(POSTS).map(|posts| {
            let posts: Vec<String> = posts
                .iter()
                .map(|post| format!("\n[[post]]{post}"))
                .collect();
            format!("{head}{}", posts.concat())
        });
        let mut cases = Vec::new();
        for (at, file) in files.enumerate() {
            let name = format!("register-{at}.toml");
            cases.push(read(&mut Sources::new(), &name, file.as_bytes()).0);
        }
        let ledger = replay(&cases).ledger;
        let day = cases.first().and_then(recorded_on).ok_or_else(broken)?;
        let held = ledger.fold(day, day).establishment;
        Ok(Self {
            ledger,
            held,
            text: format!("{head}\n[[change]]{changes}"),
        })
    }

    /// All that follows a keystroke.
    fn panel(&self) -> Analysis {
        let mut sources = Sources::new();
        let (case, found) = read(&mut sources, "case.toml", self.text.as_bytes());
        let resolved = resolve_on(&case, self.held.clone(), &mut self.ledger.branch());
        let (library, choices) = (Library::default(), Choices::default());
        let body = body_of(&case);
        analyse_resolved(body, &case, resolved, found, &sources, &library, &choices)
    }

    /// The seconds of each step.
    fn steps(&self) -> [f64; 4] {
        let mut sources = Sources::new();
        let (reading, (case, found)) =
            timed(|| read(&mut sources, "case.toml", self.text.as_bytes()));
        let (resolving, resolved) =
            timed(|| resolve_on(&case, self.held.clone(), &mut self.ledger.branch()));
        let choices = Choices::default();
        let (costing, _) = timed(|| cost(&case, &resolved, &choices));
        let (library, body) = (Library::default(), body_of(&case));
        let (checking, _) =
            timed(|| analyse_resolved(body, &case, resolved, found, &sources, &library, &choices));
        [reading, resolving, costing, checking]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_says_the_same_on_a_register_as_on_its_own_list() {
        let asked = Asked {
            nodes: Some(60),
            repeat: 1,
            ..Asked::default()
        };
        let outcome = bench(&asked).expect("an answer");
        assert_eq!(outcome.times.len(), 5);
        let text = case_file(&Shape {
            name: "live",
            posts: 60,
            changes: 60,
            unexplained: 0,
            words: Words::Plain,
            pay: Pay::Grades,
            passed_over: 0,
        });
        let (case, found) = read(&mut Sources::new(), "case.toml", text.as_bytes());
        assert_eq!(found.len(), 0);
        let resolved = proposal::resolve(&case);
        let statement = cost(&case, &resolved, &Choices::default());
        let change = statement.totals.change().known_part().pence();
        assert_eq!(outcome.check[0], json!(resolved.effects.len()));
        assert_eq!(
            outcome.check[2],
            json!(i64::try_from(change).expect("a sum"))
        );
    }
}

//! `panel` and `structure`: a proposal of 500 changes to an invented council, drafted in a browser.
//!
//! The council is recorded as `pages` records it. An officer begins a proposal, chooses posts all over
//! the council, and says what happens to 500 of them: they end, change, go to another unit, or others
//! come in their place. A second proposal has two options beside what is proposed, each with as many
//! changes. Each time is that of one request, from its connection to the last byte; after each start of
//! Muster the first is timed apart.
//!
//! `panel`, what is typed over the rows and what follows it:
//!
//! - `first`: the rows, the first thing that is asked of a Muster that was just started
//! - `keystroke`: all fields of the form as a script sends them after somebody typed, one of them other
//!   than before; the answer is the panel. `options`: the same with the options beside
//! - `rows`, `tasks`, `costs`, `findings`: pages of the proposal; `list`, all proposals
//!
//! `structure`, the proposal drawn before and after:
//!
//! - `first`: the structure, the first thing that is asked of a Muster that was just started
//! - `opens`: as it opens; `after`: one side of the whole council; `open`, with many units open; `find`,
//!   with posts to find
//! - `svg`: the side after as a file
//!
//! `check` has, by the same names, the bytes that were sent, and how many `changes` there are; of
//! `structure` also the most `boxes` in a picture, of `panel` the bytes of the page of rows before they
//! are compressed as `rows_read`.

use access::Actor;
use app::{Muster, Reference, Saved};
use base::When;
use drafting::{Beginning, Draft, Entry, Field, Grid, What, choose};
use register::{Establishment, LineId, Placement};
use serde_json::{Map, Value, json};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::serving::{Council, Serving, refused};
use crate::timing::{peak, timed};

/// The changes of a proposal.
const CHANGES: usize = 500;
/// The posts that are chosen: like ones come together, and to some nothing happens.
const CHOSEN: usize = 600;
/// How many times somebody types, each time Muster is started.
const KEYSTROKES: usize = 5;

pub(super) const PANEL: Part = Part {
    name: "panel",
    sizes: &[Size {
        count: 10_000,
        large: false,
    }],
    make: |count, work| Ok(asked("panel", count, work)),
    bench: panel,
    once: None,
};

pub(super) const STRUCTURE: Part = Part {
    name: "structure",
    sizes: &[Size {
        count: 5_000,
        large: false,
    }],
    make: |count, work| Ok(asked("structure", count, work)),
    bench: structure,
    once: None,
};

/// Pages of the proposal, below its address, timed with the panel.
const AROUND: [(&str, &str); 4] = [
    ("rows", "/changes"),
    ("tasks", ""),
    ("costs", "/costs"),
    ("findings", "/findings"),
];

/// Views of its structure. `{units}` are the numbers of many units.
const VIEWS: [(&str, &str); 5] = [
    ("opens", "/structure"),
    ("after", "/structure?view=after&unit=all"),
    ("open", "/structure?view=after&unit=all&open={units}"),
    ("find", "/structure?unit=all&find=officer"),
    ("svg", "/structure/structure.svg?view=after"),
];

fn asked(part: &str, count: usize, work: &std::path::Path) -> Asked {
    Asked {
        work: work.join(format!("{part}-{count}")),
        nodes: Some(count),
        ..Asked::default()
    }
}

fn panel(asked: &Asked) -> Result<Outcome, Failure> {
    let (load, drafted) = timed(|| Drafted::made(asked));
    let drafted = drafted?;
    let mut times = Times::of(["first", "keystroke", "options"].into_iter());
    times.add(AROUND.iter().map(|(name, _)| *name).chain(["list"]));
    let mut typed = 0;
    for _ in 0..asked.repeat.max(1) {
        let serving = drafted.council.serve()?;
        let alone = &drafted.alone;
        times.take("first", || serving.get(&alone.at("/changes")))?;
        for _ in 0..KEYSTROKES {
            typed += 1;
            for (name, one) in [("keystroke", alone), ("options", &drafted.beside_options)] {
                let form = one.form(typed);
                times.take(name, || serving.post(&one.at("/changes/panel"), &form))?;
            }
        }
        for one in [alone, &drafted.beside_options] {
            one.discard(&serving)?;
        }
        for (name, below) in AROUND {
            times.take(name, || serving.get(&alone.at(below)))?;
        }
        times.take("list", || serving.get("proposals"))?;
        let rows = serving.read(&alone.at("/changes"))?;
        times
            .check
            .insert("rows_read".to_owned(), json!(rows.len()));
    }
    Ok(times.outcome(load, &drafted))
}

fn structure(asked: &Asked) -> Result<Outcome, Failure> {
    let (load, drafted) = timed(|| Drafted::made(asked));
    let drafted = drafted?;
    let mut times = Times::of(std::iter::once("first"));
    times.add(VIEWS.iter().map(|(name, _)| *name));
    let units: Vec<String> = (1..=300).map(|unit| unit.to_string()).collect();
    let units = units.join(".");
    let mut boxes = 0;
    for _ in 0..asked.repeat.max(1) {
        let serving = drafted.council.serve()?;
        let alone = &drafted.alone;
        times.take("first", || serving.get(&alone.at("/structure")))?;
        for (name, below) in VIEWS {
            let place = alone.at(&below.replace("{units}", &units));
            times.take(name, || serving.get(&place))?;
            if name != "svg" {
                let page = serving.read(&place)?;
                boxes = boxes.max(page.matches(" data-level=").count());
            }
        }
    }
    times.check.insert("boxes".to_owned(), json!(boxes));
    Ok(times.outcome(load, &drafted))
}

/// What was timed so far.
struct Times {
    seconds: Vec<(&'static str, Vec<f64>)>,
    check: Map<String, Value>,
}

impl Times {
    fn of(names: impl Iterator<Item = &'static str>) -> Self {
        Self {
            seconds: names.map(|name| (name, Vec::new())).collect(),
            check: Map::new(),
        }
    }

    fn add(&mut self, names: impl Iterator<Item = &'static str>) {
        self.seconds.extend(names.map(|name| (name, Vec::new())));
    }

    /// Times a request, and notes how much was sent.
    fn take(
        &mut self,
        name: &str,
        ask: impl FnOnce() -> Result<Vec<u8>, Failure>,
    ) -> Result<(), Failure> {
        let (seconds, answer) = timed(ask);
        let sent = answer?.len();
        let known = self.seconds.iter_mut().find(|(known, _)| *known == name);
        if let Some((_, times)) = known {
            times.push(seconds);
        }
        self.check.insert(name.to_owned(), json!(sent));
        Ok(())
    }

    fn outcome(mut self, load: f64, drafted: &Drafted) -> Outcome {
        let changes = drafted.alone.draft.case.changes.len();
        self.check.insert("changes".to_owned(), json!(changes));
        Outcome {
            load,
            times: self.seconds,
            values: Vec::new(),
            check: Value::Object(self.check),
            peak: peak(),
        }
    }
}

/// A council with two proposals.
struct Drafted {
    council: Council,
    alone: Proposal,
    beside_options: Proposal,
}

impl Drafted {
    fn made(asked: &Asked) -> Result<Self, Failure> {
        let needs = || Failure::Arguments("a proposal needs --nodes".to_owned());
        let posts = asked.nodes.ok_or_else(needs)?;
        let council = Council::record(&asked.work, posts)?;
        let (alone, beside_options) = council.prepare(async |muster, officer| {
            let alone = Proposal::begun(muster, officer, 0).await?;
            Ok((alone, Proposal::begun(muster, officer, 2).await?))
        })?;
        Ok(Self {
            council,
            alone,
            beside_options,
        })
    }
}

/// A proposal that is kept, as its last revision says it.
struct Proposal {
    reference: Reference,
    draft: Draft,
}

impl Proposal {
    /// Begins one, with so many options beside what is proposed.
    async fn begun(muster: &Muster, officer: &Actor, options: usize) -> Result<Self, Failure> {
        let body = Council::key();
        let day = When::Day(jiff::civil::date(2026, 6, 1));
        let beginning = Beginning {
            title: format!("A council as it could be, with {options} options"),
            body: invented::BODY.to_owned(),
            unit: invented::BODY.to_owned(),
            from: Some(day),
            pay: None,
        };
        let begun = muster.begin_proposal(officer, &body, &beginning).await;
        let reference = begun.map_err(refused)?;
        let open = muster.proposal(officer, &body, &reference).await;
        let open = open.map_err(refused)?;
        let base = muster.base_of(officer, &body, &open.draft).await;
        let base = base.map_err(refused)?;
        let mut draft = rewritten(&open.draft, &base.establishment)?;
        for _ in 0..options {
            draft = draft.with_option();
        }
        let saved = muster.save_draft(officer, &body, &open, &draft).await;
        match saved.map_err(refused)? {
            Saved::As(_) => Ok(Self { reference, draft }),
            _ => Err(Failure::Data("the proposal was not saved".to_owned())),
        }
    }

    fn at(&self, below: &str) -> String {
        format!("proposals/{}{below}", self.reference.in_address())
    }

    /// The form of its rows as a script sends it, each time with something else typed over a title.
    fn form(&self, typed: usize) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("revision", "2");
        let rows = Grid::of(&self.draft.case).rows;
        let titled = |row: &drafting::Row| !row.entry.get(Field::Title).is_empty();
        let titled: Vec<usize> = (0..rows.len()).filter(|at| titled(&rows[*at])).collect();
        let over = titled.get(typed % titled.len().max(1));
        for (number, row) in rows.iter().enumerate() {
            for field in Field::ALL {
                let value = match field {
                    Field::What => row.entry.what.map_or("", What::key).to_owned(),
                    Field::Title if over == Some(&number) => {
                        format!("{} {typed}", row.entry.get(field))
                    }
                    _ => row.entry.get(field).to_owned(),
                };
                form.append_pair(&format!("r{number}-{}", field.key()), &value);
            }
        }
        form.finish()
    }

    /// Forgets what was typed: rows that are not sent are as they were, and nothing new is not kept.
    fn discard(&self, serving: &Serving) -> Result<(), Failure> {
        serving.post(&self.at("/changes/panel"), "revision=2")?;
        Ok(())
    }
}

/// A draft in which much happens to posts all over a council.
fn rewritten(draft: &Draft, held: &Establishment) -> Result<Draft, Failure> {
    let lines: Vec<_> = held.lines().collect();
    let step = (lines.len() / CHOSEN).max(1);
    let chosen: Vec<LineId> = lines.iter().step_by(step).map(|line| line.id).collect();
    let draft = choose(draft, held, &chosen);
    let grid = Grid::of(&draft.case);
    // What a post becomes is what some other post is.
    let others = lines.iter().rev().step_by(step).cycle();
    let entries = grid.rows.iter().zip(others).enumerate();
    let entries = entries.take(CHANGES).map(|(number, (row, other))| {
        let grade = other.post.grade.as_ref().known();
        let grade = grade.map_or("", String::as_str);
        let unit = match other.post.placement {
            Placement::In(unit) => held.unit(unit).map_or("", |unit| unit.name.as_str()),
            Placement::OneOf(_) | Placement::NotStated => "",
        };
        let what = match number % 5 {
            0 => Entry::to_posts(What::Disestablish),
            1 => Entry::to_posts(What::Change).with(Field::Grade, grade),
            2 => Entry::to_posts(What::Change)
                .with(Field::Title, format!("{} (new)", other.post.title)),
            3 => Entry::to_posts(What::Transfer).with(Field::Unit, unit),
            _ => Entry::to_posts(What::Replace)
                .with(Field::Title, format!("{} {number}", other.post.title))
                .with(Field::Grade, grade)
                .with(Field::Fte, "1"),
        };
        // What is said of posts as they are stays as it is.
        [Field::PostPoint, Field::PostCost]
            .into_iter()
            .fold(what, |entry, field| entry.with(field, row.entry.get(field)))
    });
    let entries: Vec<Entry> = entries.collect();
    let saved = grid.save(&draft, &entries);
    saved.map_err(|faults| {
        let words = faults.first().map_or("", |fault| fault.words.as_str());
        Failure::Data(format!("{} rows cannot be saved: {words}", faults.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(work: &std::path::Path) -> Asked {
        Asked {
            work: work.join("council"),
            nodes: Some(1_000),
            repeat: 1,
            ..Asked::default()
        }
    }

    #[test]
    fn a_keystroke_is_answered_and_so_is_every_page() {
        let work = tempfile::tempdir().expect("a folder");
        let outcome = panel(&asked(work.path())).expect("an answer");
        let sent = |name: &str| outcome.check[name].as_u64().expect("a number");
        assert!(sent("changes") >= 500, "{}", sent("changes"));
        assert!(sent("keystroke") > 300, "{}", sent("keystroke"));
    }

    #[test]
    fn a_structure_is_drawn_in_few_boxes() {
        let work = tempfile::tempdir().expect("a folder");
        let outcome = structure(&asked(work.path())).expect("an answer");
        let boxes = outcome.check["boxes"].as_u64().expect("a number");
        assert!((1..=300).contains(&boxes), "{boxes}");
    }
}

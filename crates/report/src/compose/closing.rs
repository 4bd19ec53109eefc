//! What stands behind the report: papers, divisions, appendices, the decision, its promises.

use base::{Known, same_name};
use proposal::cited;

use super::writer::Writer;
use crate::model::{Block, Cell, Column, Fact, Row, SectionKind, Span, Table, Words};
use crate::phrases::{listed, sentence_case};

/// Writes what stands behind the report.
pub(super) fn write(writer: &mut Writer<'_>) {
    papers(writer);
    let header = &writer.of.case.header;
    if let Some(heading) = &writer.of.body.divisions_heading {
        writer.begin(heading.clone(), 2, SectionKind::Closing);
        writer.say(
            header
                .divisions
                .as_ref()
                .map_or("Not stated", |at| at.value.as_str()),
        );
    } else if let Some(divisions) = &header.divisions {
        writer.begin("Divisions affected", 2, SectionKind::Closing);
        writer.say(&divisions.value);
    }
    appendices(writer);
    decision(writer);
    promises(writer);
}

/// The papers. A draft has no heading over none, unless its body's statement stands there.
fn papers(writer: &mut Writer<'_>) {
    let of = writer.of;
    let is_draft = of.case.decision.is_none();
    if of.case.papers.is_empty() && of.body.papers_statement.is_empty() && is_draft {
        return;
    }
    writer.begin(of.body.papers_heading.clone(), 2, SectionKind::Closing);
    if !of.body.papers_statement.is_empty() {
        writer.say(of.body.papers_statement.clone());
    }
    if of.case.papers.is_empty() {
        writer.say("None is listed.");
        return;
    }
    let items = of
        .case
        .papers
        .iter()
        .map(|paper| {
            let mut words = paper.title.value.clone();
            let maker = paper.decision_maker.as_ref().map(|at| at.value.clone());
            let date = paper.date.as_ref().map(|at| at.value.to_string());
            let told: Vec<String> = maker.into_iter().chain(date).collect();
            if !told.is_empty() {
                words.push_str(&format!(" – {}", told.join(", ")));
            }
            if let Some(paragraph) = &paper.paragraph {
                words.push_str(&format!(" (paragraph {})", paragraph.value));
            }
            vec![Span::Text(words)]
        })
        .collect();
    writer.push(Block::List(items));
}

fn appendices(writer: &mut Writer<'_>) {
    let of = writer.of;
    if of.case.appendices.is_empty() {
        return;
    }
    writer.begin("Appendices", 2, SectionKind::Closing);
    let items = of
        .case
        .appendices
        .iter()
        .map(|appendix| {
            let mut words: Words = vec![Span::Text(match &appendix.title {
                Some(title) => format!("{}: {}", appendix.name.value, title.value),
                None => appendix.name.value.clone(),
            })];
            let mut say = |text: String| words.push(Span::Text(text));
            let is_withheld = |what: &str| same_name(what, &appendix.name.value);
            let withheld = { of.case.withheld.iter() }.find(|one| is_withheld(&one.what.value));
            if let Some(withheld) = withheld {
                let ground = withheld.ground.as_ref().map(|at| at.value);
                say(format!(" – withheld: {}", cited(ground)));
            } else if let Some(shows) = &appendix.shows {
                let annex = match shows.value.as_str() {
                    "structure before" => "Annex A",
                    "structure after" => "Annex B",
                    _ => "Annex C",
                };
                say(format!(" – printed as {annex}"));
            } else if !appendix.held {
                say(" – not in the text that is held".to_owned());
            }
            words
        })
        .collect();
    writer.push(Block::List(items));
}

/// The decision, or blanks for it where the body prints them; nothing in the draft of another body.
fn decision(writer: &mut Writer<'_>) {
    let of = writer.of;
    if of.case.decision.is_none() && !of.body.decision_block {
        return;
    }
    writer.begin("Decision", 2, SectionKind::Closing);
    if let Some(decision) = &of.case.decision {
        let mut facts = vec![Fact::new(
            "Decided on",
            base::long_date(decision.date.value),
        )];
        let several = decision.outcomes.len() > 1;
        for (number, outcome) in (1..).zip(&decision.outcomes) {
            let label = if several {
                format!("Recommendation {number}")
            } else {
                "Outcome".to_owned()
            };
            facts.push(match outcome.value {
                Known::Known(outcome) => Fact::new(label, sentence_case(outcome.words())),
                Known::Unknown | Known::Withheld => Fact::missing(label, "Not known"),
            });
        }
        if decision.outcomes.is_empty() {
            facts.push(Fact::missing("Outcome", "Not stated"));
        }
        facts.extend(
            decision
                .source
                .as_ref()
                .map(|at| Fact::new("Record", &at.value)),
        );
        writer.push(Block::Facts(facts));
        return;
    }
    let mut blanks = vec!["Decision".to_owned()];
    for maker in &of.case.header.decision_makers {
        blanks.push(format!("Signed: Leader or {}", maker.value));
        blanks.push("Date".to_owned());
    }
    blanks.push("Signed: Monitoring Officer".to_owned());
    blanks.push("Date".to_owned());
    writer.push(Block::Signatures(blanks));
}

/// What the decision promises, and the earlier promises that it keeps.
fn promises(writer: &mut Writer<'_>) {
    let case = writer.of.case;
    if case.obligations.is_empty() && case.discharges.is_empty() {
        return;
    }
    writer.begin("What this decision promises", 2, SectionKind::Closing);
    if !case.obligations.is_empty() {
        let rows = case.obligations.iter().map(promise).collect();
        writer.table(Table {
            caption: "Promises".to_owned(),
            columns: vec![
                Column::words("What"),
                Column::words("By when"),
                Column::words("About"),
                Column::words("Paragraph"),
            ],
            rows,
            ..Table::default()
        });
    }
    for kept in &case.discharges {
        let units: Vec<&str> = kept.units.iter().map(|at| at.value.as_str()).collect();
        let for_units = if units.is_empty() {
            String::new()
        } else {
            format!(" for {}", listed(&units))
        };
        writer.say(format!(
            "This decision keeps the promise of {}{for_units}: {}.",
            base::long_date(kept.of.value),
            kept.what.value.trim_end_matches('.')
        ));
    }
}

fn promise(obligation: &proposal::case::Obligation) -> Row {
    let mut due = match (&obligation.due, &obligation.by) {
        (Some(due), _) => Cell::words(sentence_case(&due.value)),
        (None, Some(by)) => Cell::words(by.value.to_string()),
        (None, None) => super::cells::not_stated(),
    };
    if let (Some(due_words), Some(by)) = (&obligation.due, &obligation.by)
        && due_words.value != by.value.to_string()
    {
        due = due.note(format!("at the latest {}", by.value));
    }
    let mut about = obligation.about.iter().map(|at| at.value.clone());
    let about = match about.next() {
        Some(first) => {
            let mut cell = Cell::words(first);
            cell.more = about.collect();
            cell
        }
        None => super::cells::not_stated(),
    };
    let paragraph = obligation
        .paragraph
        .as_ref()
        .map_or_else(super::cells::not_stated, |at| Cell::words(&at.value));
    Row::body(vec![
        Cell::head(&obligation.what.value),
        due,
        about,
        paragraph,
    ])
}

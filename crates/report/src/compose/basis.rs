//! How the report was made: program, file, pay, on-costs, and what to know before relying on it.

use std::collections::BTreeSet;

use base::Known;
use costing::Basis;

use super::Composition;
use super::findings::file_name;
use super::writer::Writer;
use crate::model::{Answer, Fact};
use crate::phrases::sentence_case;

/// The small print.
pub(super) fn colophon(writer: &Writer<'_>) -> Vec<Fact> {
    let of = &writer.of;
    let statement = of.statement;
    let mut facts = vec![
        Fact::new(
            "Made by",
            format!("Muster {}, from one case file", env!("CARGO_PKG_VERSION")),
        ),
        Fact::new("Case file", file_name(of.sources.name(of.case.source))),
        Fact::new("Shape of the report", &of.body.name),
        Fact::new(
            "Unit costs",
            match statement.basis {
                Basis::Stated => {
                    "Where the cost of a post is stated, that cost is used; elsewhere it is computed"
                }
                Basis::Profile => "Computed; a stated one only where none can be computed",
            },
        ),
    ];
    facts.push(match &statement.profile {
        Some(profile) => Fact::several(
            "Pay and on-costs",
            vec![
                format!("{} ({}): {}", profile.name, profile.status, profile.title),
                sentence_case(&profile.evidence),
            ],
        ),
        None => Fact {
            label: "Pay and on-costs".to_owned(),
            answers: vec![Answer::Missing(format!(
                "No profile is named {}",
                statement.profile_name
            ))],
        },
    });
    facts.push(match statement.pay_date {
        Known::Known(day) => Fact::new("Pay of", base::long_date(day)),
        Known::Unknown | Known::Withheld => {
            Fact::missing("Pay of", "Not known: the case has no date")
        }
    });
    let (awards, caveats, reasons) = pay_basis(of);
    if !awards.is_empty() {
        facts.push(Fact::several("Pay award", awards));
    }
    if !caveats.is_empty() {
        facts.push(Fact::several("To be known", caveats));
    }
    if !reasons.is_empty() {
        facts.push(Fact::several("Not computed", reasons));
    }
    if writer.names_figures {
        facts.push(Fact::new(
            "Figures in the text",
            "A figure with a dotted line under it was not typed but taken from the case",
        ));
    }
    facts
}

/// How firm the pay is, what to know of it, and why a cost could not be computed; each once.
pub(crate) fn pay_basis(of: &Composition<'_>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let lines = &of.statement.lines;
    let prices = lines.iter().flat_map(|line| [&line.before, &line.after]);
    let (mut awards, mut caveats, mut reasons) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for price in prices.flatten() {
        match &price.computed {
            Ok(working) => {
                awards.insert(format!(
                    "Spine of {}: {}; the pay that is used: {}",
                    base::long_date(working.effective),
                    working.spine_award.name(),
                    working.award.name()
                ));
                caveats.extend(working.caveats.iter().map(|text| sentence_case(text)));
            }
            Err(reason) => {
                reasons.insert(super::workings::why(of, reason));
            }
        }
    }
    let list = |set: BTreeSet<String>| set.into_iter().collect();
    (list(awards), list(caveats), list(reasons))
}

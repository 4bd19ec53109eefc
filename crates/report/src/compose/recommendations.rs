//! What the decision-maker is asked: in the author's words, or in words made from the changes.

use base::Known;
use proposal::case::{Change, Recommendation, Verb};
use proposal::{ChangeNames, Effect};
use register::Tenure;

use super::writer::Writer;
use super::{Composition, prose};
use crate::model::{Asked, Block, Paragraph, SectionKind, Span, Words};
use crate::phrases::{alterations, listed, on, posts_in_words, ranges};

/// Writes the recommendations.
pub(super) fn write(writer: &mut Writer<'_>) {
    let of = writer.of;
    writer.begin(
        of.body.recommendations_heading.clone(),
        2,
        SectionKind::Recommendations,
    );
    let lead = of.body.recommendations_lead.trim();
    if !lead.is_empty() {
        writer.say(lead);
    }
    let named = ChangeNames::of(of.case);
    let mut asked = Vec::new();
    for (number, recommendation) in (1..).zip(&of.case.recommendations) {
        let covered: Vec<usize> = named
            .covered_by(of.case, recommendation)
            .into_iter()
            .collect();
        let paragraphs = match &recommendation.text {
            Some(text) => prose::apart(text, of.statement),
            None => vec![generated(&of, &covered, Some(recommendation))],
        };
        let id = writer.id(&format!("r{number}"));
        asked.push(Asked {
            id,
            number,
            paragraphs,
            notes: notes(recommendation, &covered),
        });
    }
    if of.case.recommendations.is_empty() {
        if of.case.changes.is_empty() {
            writer.say("No recommendation is held, and the case changes nothing.");
            return;
        }
        let covered: Vec<usize> = (0..of.case.changes.len()).collect();
        let id = writer.id("r1");
        asked.push(Asked {
            id,
            number: 1,
            paragraphs: vec![generated(&of, &covered, None)],
            notes: vec![lines(&covered)],
        });
    }
    writer.push(Block::Asked(asked));
}

/// What a recommendation rests on.
fn notes(recommendation: &Recommendation, covered: &[usize]) -> Vec<Words> {
    let mut notes = Vec::new();
    if !covered.is_empty() {
        notes.push(lines(covered));
    }
    let funds: Vec<&str> = recommendation
        .funding
        .iter()
        .map(|at| at.value.as_str())
        .collect();
    if !funds.is_empty() {
        notes.push(vec![Span::Text(format!(
            "It asks for the use of {}.",
            listed(&funds)
        ))]);
    }
    if let Some(also) = &recommendation.subject_to {
        notes.push(vec![Span::Text(format!(
            "It is subject to the approval of {}.",
            also.value
        ))]);
    }
    notes
}

/// `It covers change lines 1 to 5.`, which leads to the first of them.
fn lines(covered: &[usize]) -> Words {
    let numbers: Vec<usize> = covered.iter().map(|index| index + 1).collect();
    let plural = if numbers.len() == 1 { "line" } else { "lines" };
    let text = format!("change {plural} {}", ranges(&numbers));
    let first = numbers.first().copied().unwrap_or(1);
    vec![
        Span::text("It covers "),
        Span::Link {
            text,
            to: format!("line-{first}"),
        },
        Span::text("."),
    ]
}

/// Words made from the changes that a recommendation covers.
fn generated(
    of: &Composition<'_>,
    covered: &[usize],
    recommendation: Option<&Recommendation>,
) -> Paragraph {
    let makers = &of.case.header.decision_makers;
    let names: Vec<&str> = makers.iter().map(|at| at.value.as_str()).collect();
    let who = match names[..] {
        [] => "the decision-maker".to_owned(),
        _ => format!("the {}", listed(&names)),
    };
    let asks = recommendation.and_then(|recommendation| recommendation.asks.as_ref());
    let asks = asks.map_or("approve", |at| at.value.as_str());
    let items: Vec<Words> = covered
        .iter()
        .flat_map(|index| phrases(of, *index))
        .map(|phrase| vec![Span::Text(phrase)])
        .collect();
    let words = match (asks, items.is_empty()) {
        ("note", _) => format!("That {who} notes this report."),
        ("refer", _) => format!("That {who} refers this proposal to the body that decides on it."),
        (_, true) => format!("That {who} approves what this report proposes."),
        (_, false) => format!("That {who}:"),
    };
    Paragraph {
        words: vec![Span::Text(words)],
        items: if asks == "note" { Vec::new() } else { items },
        ..Paragraph::default()
    }
}

/// What a change asks for, as the rest of a sentence: one phrase an effect.
fn phrases(of: &Composition<'_>, index: usize) -> Vec<String> {
    let change = &of.case.changes[index];
    let effects = of
        .resolved
        .effects
        .iter()
        .filter(|effect| effect.change == index);
    let found: Vec<String> = effects.map(|effect| phrase(of, change, effect)).collect();
    if found.is_empty() {
        vec![format!(
            "{} {}",
            plain_verb(&change.verb),
            change.verb.subject().value
        )]
    } else {
        found
    }
}

fn phrase(of: &Composition<'_>, change: &Change, effect: &Effect) -> String {
    let from = effect.from.map(|from| match on(from) {
        day if day.starts_with("on ") => format!(" from {}", &day[3..]),
        month => format!(" from {}", month.trim_start_matches("in ")),
    });
    let from = from.unwrap_or_default();
    if let Some(words) = &effect.unit_change {
        return format!("agrees that {words}{from}");
    }
    if let Some(paid) = &effect.payment {
        let rate = if paid.for_term { "" } else { " a year" };
        let until = paid.until.map_or_else(String::new, |until| {
            format!(" until {}", base::long_date(until))
        });
        let name = paid.name.to_lowercase();
        let to = &paid.to;
        let amount = match paid.amount {
            Known::Known(amount) => amount.to_string(),
            Known::Unknown => "a sum that is not known".to_owned(),
        };
        return format!(
            "pays the holder of the post {to} an {name} of {amount}{rate},{from}{until}"
        )
        .replace(" an payment", " a payment");
    }
    let posts = effect
        .before
        .as_ref()
        .or(effect.after.as_ref())
        .map(|line| posts_in_words(&line.post))
        .unwrap_or_default();
    match &change.verb {
        Verb::Establish(established) => {
            let titles: Vec<&str> = established
                .in_place_of
                .iter()
                .map(|at| at.value.as_str())
                .collect();
            let place = if titles.is_empty() {
                String::new()
            } else {
                format!(", in place of {}", listed(&titles))
            };
            format!(
                "establishes {posts}{}{}{place}",
                tenure(effect),
                comma(&from)
            )
        }
        Verb::Disestablish(_) => format!("disestablishes {posts}{from}"),
        Verb::MakePermanent(..) => format!("makes permanent {posts}{from}"),
        Verb::Extend(..) => format!(
            "extends {posts}{}",
            tenure(effect).replace(", temporary", "")
        ),
        _ => {
            let altered = match (&effect.before, &effect.after) {
                (Some(before), Some(after)) => alterations(
                    (&before.post, &of.resolved.before),
                    (&after.post, &of.resolved.after),
                ),
                _ => Vec::new(),
            };
            let tenured = altered
                .iter()
                .any(|altered| matches!(altered, crate::phrases::Alteration::Tenure(_)));
            let end = if tenured {
                tenure(effect)
            } else {
                String::new()
            };
            let words: Vec<&str> = altered
                .iter()
                .map(crate::phrases::Alteration::words)
                .collect();
            let until = effect
                .until
                .as_ref()
                .map_or_else(String::new, |until| format!(" {until}"));
            if words.is_empty() {
                return format!("leaves {posts} as it is");
            }
            format!("changes {posts}{from}{until}: {}{end}", words.join("; "))
        }
    }
}

fn comma(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(",{words}")
    }
}

fn tenure(effect: &Effect) -> String {
    match effect.after.as_ref().map(|line| &line.post.tenure) {
        Some(Known::Known(Tenure::Temporary(end))) => format!(", temporary {end}"),
        Some(Known::Known(Tenure::Permanent)) => ", permanent".to_owned(),
        _ => String::new(),
    }
}

fn plain_verb(verb: &Verb) -> &'static str {
    match verb {
        Verb::Establish(_) => "establishes",
        Verb::Disestablish(_) => "disestablishes",
        Verb::MakePermanent(..) => "makes permanent",
        Verb::Extend(..) => "extends",
        Verb::Pay(_) => "pays the holder of",
        Verb::Change(..) | Verb::RenameUnit { .. } | Verb::MoveUnit { .. } => "changes",
        Verb::CreateUnit { .. } => "creates the unit",
        Verb::MergeUnits { .. } => "merges units into",
        Verb::CloseUnit { .. } => "closes the unit",
    }
}

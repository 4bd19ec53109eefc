//! What the decision-maker is asked: in the author's words, or in words made from the changes.

use base::Known;
use proposal::case::{Change, Prose, Recommendation, Verb};
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
    let form = Form::of(&of);
    if form == Form::UnderOneLead {
        writer.say(format!("That {}:", decision_maker(&of)));
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
            None => generated(&of, &covered, Some(recommendation), form),
        };
        let id = writer.id(&format!("r{number}"));
        asked.push(Asked {
            id,
            number,
            paragraphs,
            notes: notes(&of, recommendation, &covered),
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
            paragraphs: generated(&of, &covered, None, form),
            notes: Vec::new(),
        });
    }
    writer.push(Block::Asked(asked));
}

/// How the recommendations begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Each says who is asked: `That the committee approves …`.
    Apart,
    /// One lead stands over all of them, and each goes on from it: `approves …`.
    UnderOneLead,
}

impl Form {
    /// As the author begins those that are in words: with a small letter if they go on from a lead. One
    /// made from the changes follows them.
    fn of(of: &Composition<'_>) -> Self {
        let own = of.case.recommendations.iter();
        let own = own.filter_map(|recommendation| recommendation.text.as_ref());
        let goes_on = |text: &Prose| text.text.trim_start().starts_with(char::is_lowercase);
        let has_lead = !of.body.recommendations_lead.trim().is_empty();
        let mut own = own.map(goes_on).peekable();
        if own.peek().is_none() || has_lead || own.any(|goes_on| !goes_on) {
            Self::Apart
        } else {
            Self::UnderOneLead
        }
    }
}

/// Who is asked: `the Children and Young People's Committee`.
fn decision_maker(of: &Composition<'_>) -> String {
    let makers = &of.case.header.decision_makers;
    let names: Vec<&str> = makers.iter().map(|at| at.value.as_str()).collect();
    match names[..] {
        [] => "the decision-maker".to_owned(),
        _ => format!("the {}", listed(&names)),
    }
}

/// What a recommendation rests on. Which changes it covers is told where its own words need not say so:
/// those of the author, if it covers some of the changes and not others.
fn notes(of: &Composition<'_>, recommendation: &Recommendation, covered: &[usize]) -> Vec<Words> {
    let mut notes = Vec::new();
    let is_part = !covered.is_empty() && covered.len() < of.case.changes.len();
    if is_part && recommendation.text.is_some() {
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

/// `It covers lines 1 to 5 of the table of changes.`, which leads to the first of them.
fn lines(covered: &[usize]) -> Words {
    let numbers: Vec<usize> = covered.iter().map(|index| index + 1).collect();
    let plural = if numbers.len() == 1 { "line" } else { "lines" };
    let text = format!("{plural} {} of the table of changes", ranges(&numbers));
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
    form: Form,
) -> Vec<Paragraph> {
    let asks = recommendation.and_then(|recommendation| recommendation.asks.as_ref());
    let asks = asks.map_or("approve", |at| at.value.as_str());
    let changes: Vec<String> = match asks {
        "note" => Vec::new(),
        _ => covered
            .iter()
            .flat_map(|index| phrases(of, *index))
            .collect(),
    };
    let asked = match asks {
        "note" => Some("notes this report"),
        "refer" => Some("refers this proposal to the body that decides on it"),
        _ if changes.is_empty() => Some("approves what this report proposes"),
        _ => None,
    };
    let paragraph = |words: String| Paragraph {
        words: vec![Span::Text(words)],
        ..Paragraph::default()
    };
    if form == Form::UnderOneLead {
        let asked = asked.map(str::to_owned).into_iter();
        return asked.chain(changes).map(paragraph).collect();
    }
    let who = decision_maker(of);
    let words = asked.map_or_else(
        || format!("That {who}:"),
        |asked| format!("That {who} {asked}."),
    );
    let items = changes.into_iter();
    vec![Paragraph {
        items: items.map(|phrase| vec![Span::Text(phrase)]).collect(),
        ..paragraph(words)
    }]
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
            missing @ (Known::Unknown | Known::Withheld) => {
                format!("a sum that is {}", missing.missing())
            }
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

//! What an officer's comment relies on, as it is now: figures for a reader, and a digest of all of it.

use base::{Known, Pence, long_date};
use checks::Analysis;
use drafting::Draft;
use governance::{Relied, Route, Subject, part_of};
use proposal::case::FundingState;
use proposal::{Block, Effect, Paragraph, Piece, paragraphs};
use register::{Establishment, Line, Placement, PostLine};
use storage::Hash;

/// Name and value of something relied on.
type Fact = (String, String);

/// What a comment on that subject relies on in a draft.
pub(crate) fn relied(
    subject: Subject,
    draft: &Draft,
    analysis: &Analysis,
    route: Option<&Route>,
) -> Relied {
    let facts = match subject {
        Subject::Decision => decision(draft, analysis, route),
        Subject::Money => money(draft, analysis),
        Subject::Staffing => staffing(draft, analysis),
    };
    let mut all = part_of(draft.text(), subject);
    for (name, value) in &facts {
        all += &format!("\n{name}\u{1f}{value}");
    }
    for line in unseen(subject, analysis) {
        all += &format!("\n{line}");
    }
    let digest = Hash::of(all.as_bytes()).to_string();
    Relied { digest, facts }
}

fn fact(name: impl Into<String>, value: &(impl ToString + ?Sized)) -> Fact {
    (name.into(), value.to_string())
}

/// What is relied on and too long to show.
fn unseen(subject: Subject, analysis: &Analysis) -> Vec<String> {
    let statement = &analysis.statement;
    match subject {
        Subject::Decision => Vec::new(),
        Subject::Money => {
            let lines = statement.lines.iter().map(|line| {
                let before = line.full_year_before();
                let after = line.full_year_posts() + line.full_payment();
                format!("{}: {before} to {after}, {:?}", line.title, line.kind)
            });
            lines.chain([format!("{:?}", statement.profile)]).collect()
        }
        Subject::Staffing => {
            let resolved = &analysis.resolved;
            let all = resolved.effects.iter().map(|effect| {
                let of = |line: &Option<Line>, held: &Establishment| {
                    line.as_ref().map(|line| whole(&line.post, held))
                };
                let before = of(&effect.before, &resolved.before);
                let after = of(&effect.after, &resolved.after);
                format!("{before:?} {after:?} {:?}", effect.unit_change)
            });
            all.collect()
        }
    }
}

/// All that a post line says but for its money, with its unit by name: the number of a unit says nothing.
fn whole(post: &PostLine, held: &Establishment) -> String {
    let bare = PostLine {
        placement: Placement::NotStated,
        funding: Vec::new(),
        stated_cost: None,
        ..post.clone()
    };
    let unit = match &post.placement {
        Placement::In(unit) => held.unit(*unit).map(|unit| unit.name.clone()),
        _ => None,
    };
    format!("{bare:?} in {unit:?}")
}

fn money(draft: &Draft, analysis: &Analysis) -> Vec<Fact> {
    let statement = &analysis.statement;
    let totals = &statement.totals;
    let mut facts = vec![
        fact("Full-year cost before", &totals.before),
        fact("Full-year cost after", &totals.after()),
    ];
    for year in &statement.years {
        let (before, posts, payments) = statement.year(*year);
        facts.push(fact(
            format!("Part-year change in {year}"),
            &(posts + payments - before),
        ));
    }
    let several = statement.budgets.len() > 1;
    for budget in &statement.budgets {
        let of = match several {
            true => format!(", {}", budget.unit),
            false => String::new(),
        };
        facts.push(fact(format!("Structure cost{of}"), &budget.cost));
        facts.push(fact(format!("Budget{of}"), &budget.amount));
        facts.push(fact(format!("Gap{of}"), &or_not_known(&budget.gap())));
        if budget.temporary != Pence::ZERO {
            let gap = or_not_known(&budget.permanent_gap());
            facts.push(fact(format!("Gap on permanent budget{of}"), &gap));
        }
    }
    for (line, funding) in statement.funding.lines.iter().zip(&draft.case.funding) {
        let state = line.state.map_or("state not stated", funding_state);
        let by = funding.released_by.as_ref();
        let by = by.map_or_else(String::new, |by| {
            format!(", to be released by {}", by.value)
        });
        let value = format!("{}; {state}{by}", line.pays);
        facts.push(fact(format!("Funding: {}", line.source), &value));
    }
    for saving in &draft.case.savings {
        let name = saving.name.as_ref().map_or("not named", |name| &name.value);
        let years = saving.years.iter().map(|year| {
            let amount = year.amount.as_ref().map(|at| at.value.to_string());
            amount.unwrap_or_else(|| "not stated".to_owned())
        });
        let years: Vec<String> = years.collect();
        facts.push(fact(format!("Saving: {name}"), &years.join(", ")));
    }
    let profile = statement.profile.as_ref().map(|profile| &profile.title);
    let profile = profile.unwrap_or(&statement.profile_name);
    let pay_date = statement.pay_date.map(long_date);
    let pay_date = or_not_known(&pay_date);
    facts.push(fact("Costed by", profile));
    facts.push(fact("Pay as of", &pay_date));
    facts
}

fn funding_state(state: FundingState) -> &'static str {
    match state {
        FundingState::Bid => "asked for in the budget round",
        FundingState::Provided => "set aside, not yet released",
        FundingState::Requested => "asked to be released",
        FundingState::Released => "released",
        FundingState::Refused => "refused",
    }
}

fn or_not_known<T: ToString>(value: &Known<T>) -> String {
    match value {
        Known::Known(value) => value.to_string(),
        Known::Unknown | Known::Withheld => "not known".to_owned(),
    }
}

fn staffing(draft: &Draft, analysis: &Analysis) -> Vec<Fact> {
    let totals = &analysis.statement.totals;
    let mut facts = vec![
        fact("FTE before", &totals.fte_before),
        fact("FTE after", &totals.fte_after),
    ];
    let mut effects: Vec<(usize, Vec<String>)> = Vec::new();
    for effect in &analysis.resolved.effects {
        match effects
            .last_mut()
            .filter(|(change, _)| *change == effect.change)
        {
            Some((_, words)) => words.push(told(effect)),
            None => effects.push((effect.change, vec![told(effect)])),
        }
    }
    for (change, words) in effects {
        facts.push(fact(format!("Change {}", change + 1), &words.join("; ")));
    }
    if let Some(consultation) = &draft.case.consultation {
        let with: Vec<&str> = consultation
            .with
            .iter()
            .map(|at| at.value.as_str())
            .collect();
        facts.push(fact("Consulted", &with.join(", ")));
        if let Some(outcome) = &consultation.outcome {
            facts.push(fact("What came of the consultation", &outcome.value));
        }
    }
    facts
}

/// `4 posts Commissioning Assistant, Grade 3, 4 FTE, not known becomes …, from 1 June 2019`.
fn told(effect: &Effect) -> String {
    let line = |line: &Line| {
        let post = &line.post;
        let number = or_not_known(&post.posts);
        format!(
            "{number} \u{d7} {}, {}, {} FTE, {}",
            post.title,
            or_not_known(&post.grade),
            or_not_known(&post.fte),
            match &post.occupancy {
                Known::Known(held) => held.to_string(),
                Known::Unknown | Known::Withheld => "not known whether held".to_owned(),
            }
        )
    };
    let before = effect.before.as_ref().map(line);
    let after = effect.after.as_ref().map(line);
    let mut words = match (before, after) {
        (Some(before), Some(after)) => format!("{before} becomes {after}"),
        (Some(before), None) => format!("{before} ends"),
        (None, Some(after)) => format!("{after} is new"),
        (None, None) => match (&effect.payment, &effect.unit_change) {
            (Some(payment), _) => {
                format!(
                    "{} to {}, {}",
                    payment.name,
                    payment.to,
                    or_not_known(&payment.amount)
                )
            }
            (None, Some(unit)) => unit.clone(),
            (None, None) => "nothing".to_owned(),
        },
    };
    if let Some(from) = effect.from {
        words += &format!(", from {from}");
    }
    if let Some(until) = &effect.until {
        words += &format!(", until {until}");
    }
    words
}

fn decision(draft: &Draft, analysis: &Analysis, route: Option<&Route>) -> Vec<Fact> {
    let case = &draft.case;
    let makers: Vec<&str> = case
        .header
        .decision_makers
        .iter()
        .map(|at| at.value.as_str())
        .collect();
    let makers = match makers.is_empty() {
        true => "not stated".to_owned(),
        false => makers.join(", "),
    };
    let mut facts = vec![fact("Decision-maker", &makers)];
    if let Some(route) = route {
        facts.push(fact(
            "Who decides by the scheme of delegation",
            &route.decider,
        ));
    }
    for (at, recommendation) in case.recommendations.iter().enumerate() {
        let words = recommendation.text.as_ref().map(|prose| {
            let mut words = String::new();
            for block in paragraphs(prose) {
                let Block::Paragraph(paragraph) = block else {
                    continue;
                };
                words += &in_words(&paragraph, analysis);
            }
            words
        });
        let words = words.filter(|words| !words.is_empty());
        let words = words.unwrap_or_else(|| "made from what changes".to_owned());
        facts.push(fact(format!("Recommendation {}", at + 1), &words));
    }
    facts
}

/// A paragraph with its figures as they are printed.
fn in_words(paragraph: &Paragraph, analysis: &Analysis) -> String {
    let figures = &analysis.statement.figures;
    let mut words = String::new();
    let items = paragraph.items.iter().flatten();
    for piece in paragraph.pieces.iter().chain(items) {
        match piece {
            Piece::Text(text) => words += text,
            Piece::Figure { name, .. } => match figures.get(name) {
                Some(figure) => words += &figure.value.to_string(),
                None => words += name,
            },
        }
    }
    words
}

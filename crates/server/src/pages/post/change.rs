//! What a decision did to a line, in words.

use app::View;
use base::{Fte, Known};
use register::{Act, LineId, PostLine, Quantity, Tenure};

use crate::words;

/// The title of a line, as it is or was.
pub(super) fn title_of(view: &View, id: LineId) -> String {
    if let Some(line) = view.establishment.line(id) {
        return line.post.title.clone();
    }
    let mut entries = view.snapshot.ledger.entries().iter().rev();
    let title = entries.find_map(|entry| match &entry.act {
        Act::Attest { line, .. } | Act::Establish { line, .. } if *line == id => titled(&entry.act),
        _ => None,
    });
    title.unwrap_or_else(|| format!("Post {}", id.number()))
}

/// The title that an act gives a line.
pub(super) fn titled(act: &Act) -> Option<String> {
    match act {
        Act::Attest { post, .. } | Act::Establish { post, .. } => Some(post.title.clone()),
        Act::Amend { to, .. } => to.title.clone(),
        _ => None,
    }
}

/// What an act did to a line.
pub(super) fn did(
    act: &Act,
    id: LineId,
    before: Option<&PostLine>,
    after: Option<&PostLine>,
) -> String {
    match act {
        Act::Attest { post, .. } => format!("On record: {}", what(post)),
        Act::Establish { line, post, .. } if *line == id => format!("Established: {}", what(post)),
        Act::Establish { post, .. } => format!("In its place: {}", what(post)),
        Act::Disestablish { quantity, .. } => match (quantity, after) {
            (Quantity::All, _) | (_, None) => "Disestablished".to_owned(),
            (quantity, Some(left)) => format!(
                "Disestablished in part: {}. Left: {}",
                part(*quantity),
                words::quantity(left)
            ),
        },
        Act::Amend {
            line,
            becomes,
            quantity,
            until,
            ..
        } => {
            let changes = match (before, after) {
                (Some(before), Some(after)) if becomes == line => differences(before, after),
                (_, Some(after)) if *becomes == id => vec![what(after)],
                _ => Vec::new(),
            };
            let mut text = match (*becomes == *line, *becomes == id) {
                (true, _) => "Changed".to_owned(),
                (false, true) => "Came of a part of another line".to_owned(),
                (false, false) => format!("A part became a line of its own: {}", part(*quantity)),
            };
            if !changes.is_empty() {
                text = format!("{text}: {}", changes.join("; "));
            }
            match until {
                Some(until) => format!("{text}, until {}", words::day(*until)),
                None => text,
            }
        }
        Act::Pay(payment) => {
            let amount = match payment.amount {
                Known::Known(amount) if payment.for_term => amount.to_string(),
                Known::Known(amount) => format!("{amount} a year"),
                Known::Unknown | Known::Withheld => "amount not known".to_owned(),
            };
            format!("{} for the holder: {amount}", payment.name)
        }
        Act::OpenUnit { name, .. } => format!("Unit opened: {name}"),
        Act::RenameUnit { name, .. } => format!("Unit renamed: {name}"),
        Act::MoveUnit { .. } => "Unit moved".to_owned(),
        Act::MergeUnits { units, .. } => {
            format!("{} merged", words::counted(units.len() as u64, "unit"))
        }
        Act::CloseUnit { .. } => "Unit closed".to_owned(),
        Act::Withdraw { entry } => format!("Entry {} taken back", entry.number()),
    }
}

fn what(post: &PostLine) -> String {
    let grade = match &post.grade {
        Known::Known(grade) => grade.clone(),
        Known::Unknown | Known::Withheld => "grade not known".to_owned(),
    };
    let quantity = words::quantity(post);
    let mut quantity = quantity.chars();
    let first = quantity
        .next()
        .map(|first| first.to_lowercase().to_string());
    format!(
        "{}, {grade}, {}{}",
        post.title,
        first.unwrap_or_default(),
        quantity.as_str()
    )
}

fn part(quantity: Quantity) -> String {
    match quantity {
        Quantity::All => "all".to_owned(),
        Quantity::Posts(posts) => words::counted(posts.into(), "post"),
        Quantity::Fte(fte) => format!("{fte} FTE"),
    }
}

fn differences(before: &PostLine, after: &PostLine) -> Vec<String> {
    let fte = |fte: Known<Fte>| match fte {
        Known::Known(fte) => format!("{fte} FTE"),
        Known::Unknown | Known::Withheld => "FTE not known".to_owned(),
    };
    let tenure = |tenure: &Known<Tenure>| tenure.to_string();
    let changes = [
        (before.title.clone(), after.title.clone()),
        (words::grade(before), words::grade(after)),
        (
            format!("{} posts", before.posts),
            format!("{} posts", after.posts),
        ),
        (fte(before.fte), fte(after.fte)),
        (tenure(&before.tenure), tenure(&after.tenure)),
    ];
    let mut words: Vec<String> = changes
        .into_iter()
        .filter(|(from, to)| from != to)
        .map(|(from, to)| format!("{from} to {to}"))
        .collect();
    if before.placement != after.placement {
        words.push("another unit".to_owned());
    }
    if before.line_manager != after.line_manager {
        let manager = after.line_manager.as_deref().unwrap_or("not stated");
        words.push(format!("line manager now {manager}"));
    }
    if before.funding != after.funding {
        let funds: Vec<&str> = after
            .funding
            .iter()
            .map(|share| share.fund.as_str())
            .collect();
        words.push(match funds.as_slice() {
            [] => "funding not stated".to_owned(),
            funds => format!("paid from {}", funds.join(" and ")),
        });
    }
    words
}

//! Entries and posts in words.

use base::{Known, long_date};
use register::{Act, Amendment, Decision, Entry, Ledger, LineId, PostLine, Quantity, Standing};

/// `Service Organiser, Grade 4: 4 FTE, number of posts not known, permanent`.
pub(super) fn post(post: &PostLine) -> String {
    let grade = match &post.grade {
        Known::Known(grade) => grade.clone(),
        Known::Unknown | Known::Withheld => "grade not known".to_owned(),
    };
    format!(
        "{}, {grade}: {}, {}",
        post.title,
        quantity(post),
        tenure(post)
    )
}

/// `4 posts, 4 FTE`, or `4 FTE, number of posts not known`.
fn quantity(post: &PostLine) -> String {
    let fte = match post.fte {
        Known::Known(fte) => format!("{fte} FTE"),
        Known::Unknown | Known::Withheld => "FTE not known".to_owned(),
    };
    match post.posts {
        Known::Known(1) => format!("1 post, {fte}"),
        Known::Known(posts) => format!("{posts} posts, {fte}"),
        Known::Unknown | Known::Withheld => format!("{fte}, number of posts not known"),
    }
}

/// `permanent`, `temporary until 31 March 2019` or `tenure not known`.
fn tenure(post: &PostLine) -> String {
    match &post.tenure {
        Known::Known(tenure) => tenure.to_string(),
        Known::Unknown | Known::Withheld => "tenure not known".to_owned(),
    }
}

/// From when, and on what, an entry rests. What a paper attests was there before it.
pub(super) fn why(entry: &Entry) -> String {
    let since = match entry.authority.standing {
        Standing::Attested => "seen on",
        Standing::Decided | Standing::Conditional | Standing::Assumed => "from",
    };
    format!("{since} {}: {}", long_date(entry.effective), because(entry))
}

/// On what an entry rests: its decision, paragraph and change line.
pub(super) fn because(entry: &Entry) -> String {
    let authority = &entry.authority;
    let decision = &authority.decision;
    let words = authority.standing.words();
    let mut text = match authority.standing {
        Standing::Decided | Standing::Conditional => format!("{words} {}", made(decision)),
        Standing::Assumed | Standing::Attested => {
            format!("{words} the report to {}", made(decision))
        }
    };
    text += &format!(", \u{201c}{}\u{201d}", decision.title);
    if let Some(reference) = &decision.reference {
        text += &format!(" ({reference})");
    }
    if let Some(paragraph) = &authority.paragraph {
        text += &format!(", paragraph {paragraph}");
    }
    if let Some(line) = authority.change_line {
        text += &format!(", change {line}");
    }
    if let Some(listed) = &authority.listed {
        text += &format!(", row {}", listed.row);
        if let Some(names) = &listed.names {
            text += &format!(", which names {names}");
        }
    }
    if let Some(assumption) = &authority.assumption {
        text += &format!("; assumption: {assumption}");
    }
    text
}

/// Who decides, and when.
fn made(decision: &Decision) -> String {
    let day = long_date(decision.date);
    match (&decision.maker, decision.body.as_str()) {
        (Some(maker), "") => format!("{maker}, {day}"),
        (Some(maker), body) => format!("{maker} of {body}, {day}"),
        (None, "") => format!("a body that is not named, {day}"),
        (None, body) => format!("{body}, {day}"),
    }
}

/// A decision by its day and title.
pub(super) fn decision(decision: &Decision) -> String {
    format!(
        "\u{201c}{}\u{201d}, {}",
        decision.title,
        long_date(decision.date)
    )
}

/// What an entry does, with the titles of the lines that it names.
pub(super) fn act(ledger: &Ledger, act: &Act) -> String {
    let title = |line: &LineId| title_of(ledger, *line);
    match act {
        Act::Attest { post: line, .. } => format!("exists: {}", post(line)),
        Act::Establish {
            post: line,
            in_place_of,
            ..
        } => {
            let places: Vec<String> = in_place_of.iter().map(title).collect();
            match places.is_empty() {
                true => format!("established: {}", post(line)),
                false => format!(
                    "established: {}, in place of {}",
                    post(line),
                    places.join(", ")
                ),
            }
        }
        Act::Disestablish { line, quantity } => {
            format!("disestablished: {} of {}", how_much(*quantity), title(line))
        }
        Act::Amend {
            line,
            quantity,
            to,
            until,
            ..
        } => {
            let until = until.map_or_else(String::new, |day| format!(" until {}", long_date(day)));
            let what = amendment(to);
            format!(
                "changed: {} of {}: {what}{until}",
                how_much(*quantity),
                title(line)
            )
        }
        Act::Pay(payment) => {
            let until = payment.until;
            let until = until.map_or_else(String::new, |day| format!(" until {}", long_date(day)));
            format!(
                "{} to the holder of {}: {}{until}",
                payment.name, payment.to, payment.amount
            )
        }
        Act::Withdraw { entry } => {
            format!("entry {} was a mistake and is taken back", entry.number())
        }
        Act::OpenUnit { name, .. } => format!("unit: {name}"),
        Act::RenameUnit { name, .. } => format!("a unit is called {name}"),
        Act::MoveUnit { .. } => "a unit moves".to_owned(),
        Act::MergeUnits { .. } => "units merge".to_owned(),
        Act::CloseUnit { .. } => "a unit ends".to_owned(),
    }
}

fn how_much(quantity: Quantity) -> String {
    match quantity {
        Quantity::All => "all".to_owned(),
        Quantity::Fte(fte) => format!("{fte} FTE"),
        Quantity::Posts(1) => "1 post".to_owned(),
        Quantity::Posts(posts) => format!("{posts} posts"),
    }
}

fn amendment(to: &Amendment) -> String {
    let mut changes = Vec::new();
    let mut change = |what: &str, to: Option<String>| {
        if let Some(to) = to {
            changes.push(format!("{what} {to}"));
        }
    };
    change("title", to.title.clone());
    change("grade", to.grade.as_ref().map(ToString::to_string));
    change("FTE", to.fte.as_ref().map(ToString::to_string));
    change("tenure", to.tenure.as_ref().map(ToString::to_string));
    change("line manager", to.line_manager.clone());
    change("", to.placement.as_ref().map(|_| "another unit".to_owned()));
    change("", to.funding.as_ref().map(|_| "other funding".to_owned()));
    match changes.is_empty() {
        true => "nothing".to_owned(),
        false => changes.join(", ").replace("  ", " ").trim().to_owned(),
    }
}

/// The title that a line had first.
pub(super) fn title_of(ledger: &Ledger, id: LineId) -> String {
    let mut wanted = id;
    for entry in ledger.entries().iter().rev() {
        match &entry.act {
            Act::Attest { line, post } | Act::Establish { line, post, .. } if *line == wanted => {
                return post.title.clone();
            }
            Act::Amend {
                line, becomes, to, ..
            } if *becomes == wanted && line != becomes => match &to.title {
                Some(title) => return title.clone(),
                None => wanted = *line,
            },
            _ => {}
        }
    }
    format!("line {}", id.number())
}

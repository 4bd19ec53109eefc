//! A stated sum says that it is of posts and holds payments too, or the other way round.

use base::{Known, Pence};
use costing::Amount;
use diagnostics::{Diagnostic, Fix, Rule, Severity};
use proposal::as_toml;
use proposal::case::{Stated, StatedValue};

use super::claim::{Held, basis, candidates, hold};
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "label-addends",
    severity: Severity::Warning,
    family: "cast",
    summary: "A stated sum adds up to something other than what it is called.",
    explanation: "A payment to a postholder is a cost, but it is no post. A sum that is called the cost of \
posts and holds an honorarium as well is right as a sum and wrong as a name, and whoever divides it by the \
FTE gets a wrong cost of a post. The name must say what is added up.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for stated in &subject.case.stated {
        let Some(mixed) = mixed(subject, stated) else {
            continue;
        };
        let StatedValue::Amount(said) = stated.value.value else {
            continue;
        };
        let names = mixed.payments.join(", ");
        let message = if mixed.says_posts {
            format!(
                "{said} is called the cost of the posts and includes {} for {names}; the posts alone are {}",
                mixed.difference, mixed.claimed
            )
        } else {
            format!(
                "{said} is called the cost of posts and payments and leaves out {} for {names}; together they are {}",
                mixed.difference, mixed.claimed
            )
        };
        let name = stated.is.as_ref().map_or("", |at| at.value.as_str());
        let right = if mixed.says_posts {
            name.replacen("cost.posts", "cost", 1)
        } else {
            name.replacen("cost", "cost.posts", 1)
        };
        let claim = stated.is.as_ref().map(|is| is.place.clone());
        let call = claim
            .map(|place| Fix::choice(format!("Call it {right}")).replace(place, as_toml(&right)));
        let state = Fix::choice(format!("State {}", mixed.claimed)).replace(
            stated.value.place.clone(),
            as_toml(&mixed.claimed.to_string()),
        );
        let finding = call.into_iter().chain([state]).fold(
            RULE.at(stated.value.place.clone(), message),
            Diagnostic::fix,
        );
        found.push(
            finding
                .figure("stated", said)
                .figure("as called", mixed.claimed)
                .figure("difference", mixed.difference)
                .help(format!(
                    "name what the sum holds and list it as {right:?}, or state {}",
                    mixed.claimed
                )),
        );
    }
}

/// A sum that is not what it is called.
pub(super) struct Mixed {
    says_posts: bool,
    claimed: Pence,
    difference: Pence,
    payments: Vec<String>,
}

/// What is mixed up: the stated figure is not the sum that it claims to be, and is the other one.
pub(super) fn mixed(subject: &Subject<'_>, stated: &Stated) -> Option<Mixed> {
    let figures = &subject.statement.figures;
    let claim = stated.is.as_ref()?.value.as_str();
    let says_posts = claim == "cost.posts" || claim.starts_with("cost.posts.");
    let says_all =
        ["cost", "cost.full_year"].contains(&claim) || claim.starts_with("cost.part_year");
    let other = match (says_posts, says_all) {
        (true, _) => claim.replacen("cost.posts", "cost", 1),
        (_, true) => claim.replacen("cost", "cost.posts", 1),
        _ => return None,
    };
    let agrees = |name: &str| {
        candidates(figures, name, basis(stated))
            .into_iter()
            .find(|(_, figure)| matches!(hold(stated, &figure.value), Held::Agrees))
            .map(|(name, _)| name.to_owned())
    };
    if agrees(claim).is_some() {
        return None;
    }
    let is_really = agrees(&other)?;
    let counterpart = if says_posts {
        is_really.replacen("cost", "cost.posts", 1)
    } else {
        is_really.replacen("cost.posts", "cost", 1)
    };
    let (really, claimed) = (figures.money(&is_really), figures.money(&counterpart));
    let (Known::Known(really), Known::Known(claimed)) = (really, claimed) else {
        return None;
    };
    let paid = subject
        .statement
        .lines
        .iter()
        .filter(|line| !line.payment.as_ref().is_none_or(Amount::is_zero));
    Some(Mixed {
        says_posts,
        claimed,
        difference: (really - claimed).abs(),
        payments: paid.map(|line| line.title.clone()).collect(),
    })
}

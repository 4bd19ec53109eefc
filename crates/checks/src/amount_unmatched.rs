//! An amount typed into the prose that matches no figure of the case.

use std::collections::BTreeSet;

use base::Pence;
use costing::Value;
use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use proposal::{Mention, TO_BE_WRITTEN, as_toml, mentions};

use crate::Subject;
use crate::repeats::MOST;

pub(crate) static RULE: Rule = Rule {
    code: "amount-unmatched",
    severity: Severity::Warning,
    family: "agreement",
    summary: "An amount typed into the prose matches no computed or stated figure.",
    explanation: "Every amount in a report is a figure: computed from the changes, or stated by the paper with \
its paragraph. An amount that is neither was typed by hand and goes stale when the figures move. Refer to \
the figure by name, such as `{cost.full_year}`, or list the amount under `[[stated]]`.",
};

const HELP: &str =
    "refer to a figure by name, or list the amount under [[stated]] with its paragraph";

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let figures = &subject.statement.figures;
    let known = |value: &Value| match value {
        Value::Money(amount) => amount.value().known(),
        _ => None,
    };
    let amounts: Vec<(&str, Pence)> = figures
        .without_titles()
        .filter_map(|(name, figure)| Some((name, known(&figure.value)?.abs())))
        .collect();
    let mut said: BTreeSet<String> = BTreeSet::new();
    let mut more: Option<(Place, BTreeSet<String>)> = None;
    for (_, prose) in subject.prose() {
        for mention in mentions(prose) {
            let Mention::Amount {
                amount,
                text,
                grain,
                place,
            } = mention
            else {
                continue;
            };
            let rounds_to = |known: Pence| {
                (known - amount).abs() * 2 <= grain && (known - amount).pence() < grain.pence()
            };
            if amounts.iter().any(|(_, known)| {
                *known == amount || (grain > Pence::pounds(1) && rounds_to(*known))
            }) {
                continue;
            }
            if !said.contains(&text) && said.len() == MOST {
                let (_, texts) = more.get_or_insert_with(|| (place, BTreeSet::new()));
                texts.insert(text);
                continue;
            }
            // One that is a fifth away or more is another figure.
            let nearest = amounts
                .iter()
                .filter(|(_, known)| (*known - amount).abs() * 5 < amount)
                .min_by_key(|(_, known)| (*known - amount).abs());
            let mut finding = RULE
                .at(
                    place.clone(),
                    format!("{text} matches no figure of this case"),
                )
                .figure("typed", &text);
            if let Some((name, nearest)) = nearest {
                let figure = figures.get(name);
                let label = figure.as_ref().map_or("", |figure| figure.label.as_str());
                finding = finding.help(format!(
                    "the nearest figure is {{{name}}}: {nearest} ({label})"
                ));
                // A saving is told without its sign, which the figure would print.
                let negative = figures
                    .money(name)
                    .known()
                    .is_some_and(|money| money < Pence::ZERO);
                let (used, written) = match negative {
                    true => (nearest.to_string(), nearest.to_string()),
                    false => (format!("{nearest}, {{{name}}}"), format!("{{{name}}}")),
                };
                if prose.is_as_written() {
                    let fix = Fix::choice(format!("Use {used}"));
                    finding = finding.fix(fix.replace(place.clone(), written));
                }
            }
            let record = format!(
                "[[stated]]\nwhat = {}\namount = {}",
                as_toml(TO_BE_WRITTEN),
                as_toml(&amount.to_string())
            );
            let keep = Fix::choice(format!("Keep {text} and say what it is"));
            finding = finding.fix(keep.append(place.source, record));
            said.insert(text);
            found.push(finding.help(HELP));
        }
    }
    if let Some((place, texts)) = more {
        let some: Vec<&str> = texts.iter().take(MOST).map(String::as_str).collect();
        let rest = if texts.len() > MOST { " …" } else { "" };
        let message = format!(
            "{} further amounts match no figure of this case: {}{rest}",
            texts.len(),
            some.join("; ")
        );
        found.push(
            RULE.at(place, message)
                .figure("amounts", texts.len())
                .help(HELP),
        );
    }
}

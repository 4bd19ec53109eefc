//! An amount typed into the prose that matches no figure of the case.

use std::collections::BTreeSet;

use base::Pence;
use costing::{Figures, Value};
use diagnostics::{Diagnostic, Fix, Place, Rule, Severity};
use proposal::case::Prose;
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

/// An amount that matches no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// As typed.
    pub text: String,
    /// How much.
    pub amount: Pence,
    /// Where.
    pub place: Place,
    /// The figure that may be meant: one less than a fifth away.
    pub nearest: Option<NearestFigure>,
}

/// The figure that an amount may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestFigure {
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub label: String,
    /// How much, without its sign.
    pub amount: Pence,
    /// What stands for it in words: its name in braces; of a saving the amount, for a saving is told
    /// without the sign that the figure would print.
    pub written: String,
}

/// The figures that an amount in words can be.
#[derive(Debug)]
pub struct Amounts<'f> {
    figures: &'f Figures,
    known: Vec<(&'f str, Pence)>,
}

impl<'f> Amounts<'f> {
    /// The amounts of money among some figures, those that are known.
    pub fn of(figures: &'f Figures) -> Self {
        let amount = |value: &Value| match value {
            Value::Money(amount) => amount.value().known(),
            _ => None,
        };
        let known = figures.without_titles();
        let known = known.filter_map(|(name, figure)| Some((name, amount(&figure.value)?.abs())));
        Self {
            figures,
            known: known.collect(),
        }
    }

    /// The amounts in some words that match none of them, in the order of the words.
    pub fn unmatched(&self, prose: &Prose) -> Vec<Unmatched> {
        let own = mentions(prose).into_iter().filter_map(|mention| {
            let Mention::Amount {
                amount,
                text,
                grain,
                place,
            } = mention
            else {
                return None;
            };
            (!self.matches(amount, grain)).then(|| Unmatched {
                nearest: self.nearest(amount),
                text,
                amount,
                place,
            })
        });
        own.collect()
    }

    fn matches(&self, amount: Pence, grain: Pence) -> bool {
        let rounds_to = |known: Pence| {
            (known - amount).abs() * 2 <= grain && (known - amount).pence() < grain.pence()
        };
        let mut known = self.known.iter();
        known.any(|(_, known)| *known == amount || (grain > Pence::pounds(1) && rounds_to(*known)))
    }

    fn nearest(&self, amount: Pence) -> Option<NearestFigure> {
        // One that is a fifth away or more is another figure.
        let (name, nearest) = self
            .known
            .iter()
            .filter(|(_, known)| (*known - amount).abs() * 5 < amount)
            .min_by_key(|(_, known)| (*known - amount).abs())?;
        let figure = self.figures.get(name);
        let is_negative = self.figures.money(name).known();
        let is_negative = is_negative.is_some_and(|money| money < Pence::ZERO);
        Some(NearestFigure {
            name: (*name).to_owned(),
            label: figure.map_or_else(String::new, |figure| figure.label.clone()),
            amount: *nearest,
            written: match is_negative {
                true => nearest.to_string(),
                false => format!("{{{name}}}"),
            },
        })
    }
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let amounts = Amounts::of(&subject.statement.figures);
    let mut said: BTreeSet<String> = BTreeSet::new();
    let mut more: Option<(Place, BTreeSet<String>)> = None;
    for (_, prose) in subject.prose() {
        for unmatched in amounts.unmatched(prose) {
            let text = &unmatched.text;
            if !said.contains(text) && said.len() == MOST {
                let (_, texts) = more.get_or_insert_with(|| (unmatched.place, BTreeSet::new()));
                texts.insert(text.clone());
                continue;
            }
            said.insert(text.clone());
            found.push(finding(&unmatched, prose));
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

fn finding(unmatched: &Unmatched, prose: &Prose) -> Diagnostic {
    let Unmatched {
        text,
        amount,
        place,
        nearest,
    } = unmatched;
    let message = format!("{text} matches no figure of this case");
    let mut finding = RULE.at(place.clone(), message).figure("typed", text);
    if let Some(figure) = nearest {
        let NearestFigure {
            name,
            label,
            amount,
            written,
        } = figure;
        finding = finding.help(format!(
            "the nearest figure is {{{name}}}: {amount} ({label})"
        ));
        let used = match written.starts_with('{') {
            true => format!("{amount}, {written}"),
            false => written.clone(),
        };
        if prose.is_as_written() {
            let fix = Fix::choice(format!("Use {used}"));
            finding = finding.fix(fix.replace(place.clone(), written.clone()));
        }
    }
    let record = format!(
        "[[stated]]\nwhat = {}\namount = {}",
        as_toml(TO_BE_WRITTEN),
        as_toml(&amount.to_string())
    );
    let keep = Fix::choice(format!("Keep {text} and say what it is"));
    finding.fix(keep.append(place.source, record)).help(HELP)
}

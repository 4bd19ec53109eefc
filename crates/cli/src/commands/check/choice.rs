//! Naming one fix among those that are offered: `amount-unmatched@14/2`.

use std::collections::BTreeMap;
use std::fmt;

use diagnostics::{Diagnostic, Fix, Found};

use super::rule;
use crate::failure::Failure;

/// A fix by its code, its line, and its number among the fixes of that code on that line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    code: String,
    line: usize,
    number: Option<usize>,
}

/// A fix that is offered, and how to name it.
pub(super) struct Offer<'f> {
    pub(super) name: Name,
    pub(super) finding: &'f Diagnostic,
    pub(super) fix: &'f Fix,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.code, self.line)?;
        match self.number {
            Some(number) => write!(f, "/{number}"),
            None => Ok(()),
        }
    }
}

impl Name {
    /// Reads a name.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let number = |text: &str| text.parse().ok().filter(|number| *number > 0);
        let parse = || {
            let (code, place) = text.split_once('@')?;
            let (line, which) = match place.split_once('/') {
                Some((line, which)) => (line, Some(number(which)?)),
                None => (place, None),
            };
            Some(Self {
                code: code.to_owned(),
                line: number(line)?,
                number: which,
            })
        };
        let name = parse().ok_or_else(|| {
            Failure::arguments(format!("{text:?} does not name a fix")).or_else(
                "write its code and line, such as amount-unmatched@14 or unknown-grade@20/2",
            )
        })?;
        rule(&name.code)?;
        Ok(name)
    }

    /// The line on which its finding stands.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The fix that it names.
    pub(super) fn pick<'f>(
        &self,
        file: &str,
        offers: &'f [Offer<'f>],
    ) -> Result<&'f Offer<'f>, Failure> {
        let of_code = || offers.iter().filter(|offer| offer.name.code == self.code);
        let on_line: Vec<&Offer<'_>> = of_code()
            .filter(|offer| offer.name.line == self.line)
            .collect();
        let picked = match (self.number, &on_line[..]) {
            (None, [only]) => Some(*only),
            (Some(number), several) => several.get(number - 1).copied(),
            (None, _) => None,
        };
        picked.ok_or_else(|| {
            let names: Vec<String> = match &on_line[..] {
                [] => of_code().map(|offer| offer.name.to_string()).collect(),
                several => several
                    .iter()
                    .map(|offer| format!("{} ({})", offer.name, offer.fix.label))
                    .collect(),
            };
            let failure = Failure::arguments(match (&on_line[..], self.number) {
                ([], _) => format!(
                    "no fix of {} is offered on line {} of {file}",
                    self.code, self.line
                ),
                (several, None) => format!("{self} of {file} has {} fixes", several.len()),
                (_, Some(_)) => format!("{file} has no fix {self}"),
            });
            match names.is_empty() {
                true => {
                    failure.or_else("muster check --fix --dry-run lists the fixes that there are")
                }
                false => failure.or_else(format!("there are: {}", names.join(", "))),
            }
        })
    }
}

/// Every fix that can be carried out, in the order of the findings.
pub(super) fn offers(found: &Found) -> Vec<Offer<'_>> {
    let mut all: Vec<(&Diagnostic, usize, &Fix)> = Vec::new();
    for finding in &found.findings {
        let line = found.sources.line_and_column(&finding.place).0;
        for fix in &finding.fixes {
            let source = fix.splices(&found.sources).map(|(source, _)| source);
            if source == Some(found.source) {
                all.push((finding, line, fix));
            }
        }
    }
    let mut on_line: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (finding, line, _) in &all {
        *on_line.entry((finding.code(), *line)).or_default() += 1;
    }
    let mut named: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut offers = Vec::with_capacity(all.len());
    for (finding, line, fix) in all {
        let key = (finding.code(), line);
        let number = named.entry(key).or_default();
        *number += 1;
        // One that is alone on its line needs no number.
        let alone = on_line.get(&key) == Some(&1);
        let name = Name {
            code: finding.code().to_owned(),
            line,
            number: (!alone).then_some(*number),
        };
        offers.push(Offer { name, finding, fix });
    }
    offers
}

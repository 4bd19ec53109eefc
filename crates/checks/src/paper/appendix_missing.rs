//! An appendix is cited, and is not there.

use base::same_name;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::case::ExemptPart;
use proposal::{Case, Mention, mentions};

use super::wording::counted;
use crate::{Part, Subject};

pub(crate) static RULE: Rule = Rule {
    code: "appendix-missing",
    severity: Severity::Warning,
    family: "completeness",
    summary: "An appendix is cited or listed and is not in the text.",
    explanation: "An appendix is there if it is held, if Muster prints it (`shows`), or if an exemption \
withholds it (`[[exempt]]`). It weighs most where a recommendation approves what the appendix shows: \
nobody can then say what was approved. A missing appendix may be an artefact of how the text was extracted, \
so the finding says *not in this text* and no more.",
};

/// An appendix as the prose cites it.
struct Cited {
    name: String,
    place: Place,
    times: usize,
}

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let mut cited: Vec<Cited> = Vec::new();
    for (part, prose) in subject.prose() {
        for mention in mentions(prose) {
            let Mention::Appendix { name, place } = mention else {
                continue;
            };
            let again = cited.iter_mut().find(|known| same_name(&known.name, &name));
            match (again, part) {
                // The cover says over again what the body says.
                (Some(_), Part::Cover) => {}
                (Some(known), _) => known.times += 1,
                (None, _) => cited.push(Cited {
                    name,
                    place,
                    times: 1,
                }),
            }
        }
    }
    let there = |name: &str| {
        case.appendices.iter().any(|appendix| {
            same_name(&appendix.name, name)
                && (appendix.held || appendix.shows.is_some() || is_withheld(case, name))
        })
    };
    for appendix in cited.iter().filter(|appendix| !there(&appendix.name)) {
        found.push(not_there(subject, appendix));
    }
    let uncited = case.appendices.iter().filter(|appendix| {
        !there(&appendix.name)
            && !cited
                .iter()
                .any(|known| same_name(&known.name, &appendix.name))
    });
    for appendix in uncited {
        let message = format!(
            "{} is listed, is not in this text, and nothing cites it",
            appendix.name.value
        );
        found.push(
            RULE.at(appendix.name.place.clone(), message)
                .help("attach it, or take it out"),
        );
    }
}

fn is_withheld(case: &Case, name: &str) -> bool {
    let mut exempt = case.exempt.iter();
    exempt.any(|one| one.part == ExemptPart::Appendix && same_name(&one.of, name))
}

fn not_there(subject: &Subject<'_>, appendix: &Cited) -> Diagnostic {
    let name = &appendix.name;
    let times = match appendix.times {
        1 => "once".to_owned(),
        times => counted(times, "time", "times"),
    };
    let mut asking: Vec<(usize, bool, Place)> = Vec::new();
    for (index, asked) in subject.case.recommendations.iter().enumerate() {
        let mentioned = asked.text.iter().flat_map(mentions);
        let place = mentioned
            .filter(|mention| matches!(mention, Mention::Appendix { name: other, .. } if same_name(other, name)))
            .map(|mention| mention.place().clone())
            .next();
        let noted = asked.asks.as_ref().is_some_and(|asks| asks.value == "note");
        asking.extend(place.map(|place| (index + 1, !noted, place)));
    }
    let approves = asking.iter().find(|(_, approves, _)| *approves);
    let weight = approves.map_or(String::new(), |(number, ..)| {
        format!("; recommendation {number} approves what it shows")
    });
    let mut finding = RULE
        .at(
            appendix.place.clone(),
            format!("{name} is cited {times} and is not in this text{weight}"),
        )
        .figure("cited", appendix.times);
    for (number, _, place) in asking.iter().filter(|(.., place)| *place != appendix.place) {
        finding = finding.also(place.clone(), format!("recommendation {number} cites it"));
    }
    finding.help("attach it, let Muster print it (`shows = …`), or say on what ground it is withheld, under [[exempt]]")
}

//! An Act is cited by a name or a year that is not its own.

use diagnostics::{Diagnostic, Fix, Rule, Severity};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "statute-name",
    severity: Severity::Note,
    family: "style",
    summary: "An Act is cited by a name or a year that is not its own.",
    explanation: "Muster knows a short list of slips that reports make, such as the *Children's Act 1989* for the \
Children Act 1989. It does not know every Act: silence says nothing.",
};

/// As reports write it, and the short title.
const SLIPS: [(&str, &str); 13] = [
    ("Children's Act 1989", "Children Act 1989"),
    ("Childrens Act 1989", "Children Act 1989"),
    ("Children's Act 2004", "Children Act 2004"),
    ("Childrens Act 2004", "Children Act 2004"),
    (
        "Children's and Families Act 2014",
        "Children and Families Act 2014",
    ),
    ("Equalities Act 2010", "Equality Act 2010"),
    ("Employment Right Act 1996", "Employment Rights Act 1996"),
    ("Human Rights Act 1988", "Human Rights Act 1998"),
    (
        "Freedom of Information Act 2005",
        "Freedom of Information Act 2000",
    ),
    ("Localism Act 2012", "Localism Act 2011"),
    ("Local Governments Act 1972", "Local Government Act 1972"),
    ("Mental Capacities Act 2005", "Mental Capacity Act 2005"),
    (
        "Trade Union and Labour Relations Act 1992",
        "Trade Union and Labour Relations (Consolidation) Act 1992",
    ),
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (_, prose) in subject.prose() {
        for (slip, title) in SLIPS {
            let curly = slip.replace('\'', "\u{2019}");
            let mut spellings = vec![slip, curly.as_str()];
            spellings.dedup();
            for spelt in spellings {
                for (at, _) in prose.text.match_indices(spelt) {
                    let place = prose.place_of(at..at + spelt.len());
                    let message = format!("the Act is the {title}, not the {spelt}");
                    let finding = RULE
                        .at(place.clone(), message)
                        .help(format!("write {title:?}"));
                    found.push(match prose.is_as_written() {
                        true => {
                            finding.fix(Fix::choice(format!("Write {title}")).replace(place, title))
                        }
                        false => finding,
                    });
                }
            }
        }
    }
}

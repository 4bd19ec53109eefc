//! A small number of people is told in words that the public reads.

use diagnostics::{Diagnostic, Rule, Severity};
use editions::withhold;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "small-number-told",
    severity: Severity::Warning,
    family: "agreement",
    summary: "A number of people that is small enough to tell who they are stands in words that the public reads.",
    explanation: "Numbers of people below the `small_number` of the body profile are left out of the public edition \
where they stand in fields. A number that somebody typed stays where it is. Numbers of posts are public, and so is \
*one* in words, which is mostly no count; silence says nothing of other ways to say how many there are.",
};

/// What people are called where they are counted.
const PEOPLE: [&str; 13] = [
    "people",
    "person",
    "persons",
    "staff",
    "employee",
    "employees",
    "postholder",
    "postholders",
    "individual",
    "individuals",
    "redundancy",
    "redundancies",
    "workers",
];

/// What a number before a word is the number of, if not of people.
const OTHERS: [&str; 14] = [
    "day", "days", "day's", "week", "weeks", "weeks'", "month", "months", "months'", "year",
    "years", "years'", "fte", "posts",
];

/// Words that a number follows as a name.
const LABELS: [&str; 12] = [
    "paragraph",
    "grade",
    "band",
    "level",
    "tier",
    "appendix",
    "section",
    "table",
    "phase",
    "option",
    "point",
    "schedule",
];

const WORDS: [&str; 8] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let least = subject.body.small_number;
    let public = withhold(subject.case, subject.body);
    let of_public = Subject {
        case: &public,
        ..*subject
    };
    let own = subject.prose().map(|(_, prose)| prose);
    for (own, (_, left)) in own.zip(of_public.prose()) {
        for told in small(&left.text, least) {
            let at = own.text.find(told);
            let place = at.map(|at| own.place_of(at..at + told.len()));
            let message = format!(
                "“{told}” may tell who they are: fewer than {least} people are not told to the public"
            );
            found.push(
                RULE.at(place.unwrap_or_else(|| own.place.clone()), message)
                    .help(format!(
                        "write “fewer than {least}”, or withhold the paragraph, under [[exempt]]"
                    )),
            );
        }
    }
}

/// Where a text counts fewer people than that: `3 employees`, `four members of staff`.
fn small(text: &str, least: u32) -> Vec<&str> {
    let all: Vec<&str> = text.split_whitespace().collect();
    let begins = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let mut found = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let is_small = number(word).is_some_and(|number| number > 0 && number < least);
        let label = at.checked_sub(1).map(|before| all[before].to_lowercase());
        if !is_small || label.is_some_and(|label| LABELS.contains(&label.as_str())) {
            continue;
        }
        if let Some(last) = counted(&all[at + 1..]) {
            let last = plain(all[at + 1 + last]);
            found.push(&text[begins(word)..begins(last) + last.len()]);
        }
    }
    found
}

/// Which of the words behind a number says that it is one of people.
fn counted(behind: &[&str]) -> Option<usize> {
    let lower = |at: usize| behind.get(at).map(|word| word.to_lowercase());
    if lower(0).as_deref() == Some("members") && lower(1).as_deref() == Some("of") {
        return lower(2).filter(|word| plain(word) == "staff").map(|_| 2);
    }
    for at in 0..2 {
        let word = lower(at)?;
        if PEOPLE.contains(&plain(&word)) {
            return Some(at);
        }
        // A comma or a stop ends what is counted.
        if OTHERS.contains(&word.as_str()) || plain(&word) != word {
            return None;
        }
    }
    None
}

fn plain(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

fn number(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let spelt = WORDS.iter().zip(2..).find(|(own, _)| **own == lower);
    spelt.map_or_else(|| word.parse().ok(), |(_, number)| Some(number))
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn people_are_counted_and_nothing_else() {
        let told = |text| small(text, 5);
        assert_eq!(told("It makes 3 redundancies."), ["3 redundancies"]);
        assert_eq!(
            told("Four members of staff, and 2\nfull-time employees"),
            ["Four members of staff", "2\nfull-time employees"]
        );
        for silent in [
            "1. Staff were asked in 3 weeks' staff meetings.",
            "Grade 4 staff, and 3 posts, all staff; 12 people; 5 people.",
            "What one person does; 2 members of the committee.",
        ] {
            assert_eq!(told(silent), [""; 0], "{silent}");
        }
    }
}

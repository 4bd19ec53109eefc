//! Words that stand for one of a few things: permanent or temporary, vacant or filled.

use base::folded;
use register::Occupancy;

use super::{Said, is_one_of, says_unknown};

/// What a column of ends may say in place of a day.
pub(crate) fn is_without_end(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "permanent",
        "ongoing",
        "none",
        "no end",
        "no end date",
        "open",
        "open ended",
        "open-ended",
        "n/a",
        "na",
    ];
    is_one_of(text, &WORDS)
}

/// Is a post permanent?
pub(crate) fn permanent(text: &str) -> Said<bool> {
    let word = folded(text);
    match word.as_str() {
        "" => Said::Unknown,
        _ if says_unknown(text) => Said::Unknown,
        "permanent" | "perm" | "p" | "substantive" | "established" => Said::Value(true),
        "temporary"
        | "temp"
        | "t"
        | "fixed term"
        | "fixed"
        | "ftc"
        | "fixed term contract"
        | "time limited" => Said::Value(false),
        _ => Said::Odd(None),
    }
}

/// What a plain yes says in a column, by its heading: `Vacant?` or `Filled?`.
pub(crate) fn what_yes_says(heading: &str) -> Option<Occupancy> {
    let words = folded(heading);
    let vacant = words.contains("vacan");
    let filled = ["filled", "occupied", "in post"]
        .iter()
        .any(|word| words.contains(word));
    match (vacant, filled) {
        (true, false) => Some(Occupancy::Vacant),
        (false, true) => Some(Occupancy::Filled),
        _ => None,
    }
}

/// Is a post held?
pub(crate) fn occupancy(text: &str, yes: Option<Occupancy>) -> Said<Occupancy> {
    let word = folded(text);
    let no = yes.map(|yes| match yes {
        Occupancy::Vacant => Occupancy::Filled,
        _ => Occupancy::Vacant,
    });
    let said = match word.as_str() {
        "" => return Said::Unknown,
        _ if says_unknown(text) => return Said::Unknown,
        "vacant" | "vacancy" | "unfilled" | "empty" | "not filled" | "v" => Some(Occupancy::Vacant),
        "filled" | "occupied" | "in post" | "held" | "not vacant" | "f" => Some(Occupancy::Filled),
        "yes" | "y" | "true" | "1" | "x" => yes,
        "no" | "n" | "false" | "0" => no,
        _ => None,
    };
    said.map_or(Said::Odd(None), Said::Value)
}

/// Does the column of holders say that there is none?
pub(crate) fn is_nobody(text: &str) -> bool {
    let start = text.trim_start().get(..5);
    start.is_some_and(|start| start.eq_ignore_ascii_case("vacan"))
        || is_one_of(text, &["unfilled", "nobody", "none", "not filled"])
}

/// Does it start as a person's name does? A decision is made by a body or a post.
pub(crate) fn names_a_person(text: &str) -> bool {
    const BEFORE_NAMES: [&str; 9] = [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "cllr",
        "councillor",
        "sir",
    ];
    let Some((first, rest)) = text.trim().split_once([' ', '.']) else {
        return false;
    };
    is_one_of(first, &BEFORE_NAMES) && rest.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_says_what_its_heading_asks() {
        let under = |heading, text| occupancy(text, what_yes_says(heading));
        assert_eq!(under("Vacant?", "Y"), Said::Value(Occupancy::Vacant));
        assert_eq!(under("Post filled", "No"), Said::Value(Occupancy::Vacant));
        assert_eq!(under("Vacant or filled", "yes"), Said::Odd(None));
        assert_eq!(under("Status", "Vacancy"), Said::Value(Occupancy::Vacant));
        assert_eq!(under("Status", ""), Said::Unknown);
    }

    #[test]
    fn people_are_told_from_bodies() {
        assert!(names_a_person("Cllr Postholder 014"));
        assert!(!names_a_person("Policy Committee"));
        assert!(!names_a_person("Executive Member for Adult Services"));
    }
}

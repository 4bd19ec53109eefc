//! Options of a case: read, written, adopted, resolved beside each other.

use diagnostics::Sources;
use proposal::{Case, adopt, adopted, option_letter, read, resolve, write};
use proptest::prelude::*;

const BASE: &str = r#"
title = "The parks team"

[defaults]
from = 2026-10-01

[[post]]
title = "Ranger"
grade = "Grade 4"
posts = 3
fte = 3

[[change]]
disestablish = "Ranger"
posts = 1

[[option]]
name = "One ranger fewer"
adopted = true

[[option]]
name = "A seasonal ranger"
rejected_because = "The season is short."

[[option.change]]
disestablish = "Ranger"
posts = 2

[[option.change]]
establish = "Seasonal Ranger"
fte = 0.5

[[option.change.route]]
how = "selection"
people = 1
"#;

fn case(text: &str) -> (Case, Vec<String>) {
    let (case, found) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    let found = found.iter().map(|one| one.message.clone()).collect();
    (case, found)
}

fn again(case: &Case) -> Case {
    let (case, found) = self::case(&write(case));
    assert!(found.is_empty(), "{found:?}");
    case
}

#[test]
fn an_option_keeps_its_changes_through_writing_and_reading() {
    let (case, found) = case(BASE);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(adopted(&case), Some(0));
    let written = write(&case);
    assert!(written.contains("[[option.change.route]]"), "{written}");
    assert_eq!(write(&again(&case)), written);
}

#[test]
fn adopting_swaps_the_changes_and_adopting_back_gives_the_same_file() {
    let (case, _) = case(BASE);
    let swapped = adopt(&case, 1).expect("there is a second option");
    let swapped = again(&swapped);
    assert_eq!(adopted(&swapped), Some(1));
    let titles: Vec<&str> = swapped
        .changes
        .iter()
        .map(|change| change.verb.subject().value.as_str())
        .collect();
    assert_eq!(titles, ["Ranger", "Seasonal Ranger"]);
    assert_eq!(swapped.options[0].changes.len(), 1);
    assert!(swapped.options[1].changes.is_empty());
    let back = adopt(&swapped, 0).expect("there is a first option");
    assert_eq!(write(&back), write(&case));
    assert_eq!(write(&adopt(&case, 0).expect("it is there")), write(&case));
    assert!(adopt(&case, 2).is_none());
}

#[test]
fn what_was_proposed_is_kept_where_no_option_was_adopted() {
    let (case, _) = case(&BASE.replace("adopted = true", ""));
    let swapped = adopt(&case, 1).expect("there is a second option");
    let kept = swapped.options.last().expect("an option was added");
    assert_eq!(kept.changes.len(), 1);
    assert!(!kept.adopted);
    let back = adopt(&swapped, 2).expect("the former proposal");
    assert_eq!(back.changes.len(), 1);
    assert_eq!(back.options[1].changes.len(), 2);
}

#[test]
fn options_are_carried_out_beside_what_is_proposed() {
    let (case, _) = case(BASE);
    let resolved = resolve(&case);
    let of: Vec<Option<usize>> = resolved.options.iter().map(|one| one.option).collect();
    assert_eq!(of, [None, Some(1)], "that nothing changes comes first");
    assert!(resolved.options[0].resolved.effects.is_empty());
    assert_eq!(resolved.options[1].resolved.effects.len(), 2);
    assert_eq!(resolved.effects.len(), 1);
    assert_eq!(
        resolved.options[1].resolved.effects,
        resolve(&adopt(&case, 1).expect("it is there")).effects
    );
}

#[test]
fn without_changes_of_their_own_options_are_words() {
    let (case, _) = case("[[option]]\nname = 'Nothing'\n[[option]]\nname = 'This'\nadopted = true");
    assert!(resolve(&case).options.is_empty());
}

#[test]
fn what_is_wrong_with_an_option_is_found_where_it_stands() {
    let wrong = BASE.replace("title = \"Ranger\"", "title = \"Warden\"");
    let (case, _) = case(&wrong);
    let found = resolve(&case).diagnostics;
    let not_found: Vec<usize> = found
        .iter()
        .filter(|one| one.code() == "post-not-found")
        .map(|one| one.place.span.start)
        .collect();
    assert_eq!(not_found.len(), 2, "{found:?}");
    assert!(wrong[not_found[1]..].starts_with("\"Ranger\"\nposts = 2"));
}

#[test]
fn it_must_be_clear_which_option_is_proposed_and_what_it_changes() {
    let (_, found) = case(&BASE.replace("rejected_because", "adopted = true\nrejected_because"));
    assert_eq!(
        found,
        [
            "two options are adopted: \"One ranger fewer\" and \"A seasonal ranger\"",
            "this change stands within the option that is proposed",
            "this change stands within the option that is proposed",
        ]
    );
}

#[test]
fn an_option_is_called_by_its_letter() {
    let letters: Vec<String> = [0, 1, 25, 26].map(option_letter).into();
    assert_eq!(letters, ["A", "B", "Z", "27"]);
}

proptest! {
    #[test]
    fn any_way_from_option_to_option_and_back_gives_the_same_bytes(
        sizes in proptest::collection::vec(0_usize..4, 1..5),
        first in 0_usize..5,
        way in proptest::collection::vec(0_usize..5, 0..6),
    ) {
        let first = first % sizes.len();
        let mut text = String::from("title = 'Parks'\n");
        for at in 0..sizes[first] {
            text.push_str(&format!("[[change]]\nestablish = 'Post {first} {at}'\nfte = 1\n"));
        }
        for (option, size) in sizes.iter().enumerate() {
            text.push_str(&format!("[[option]]\nname = 'Option {option}'\n"));
            if option == first {
                text.push_str("adopted = true\n");
                continue;
            }
            for at in 0..*size {
                text.push_str(&format!("[[option.change]]\nestablish = 'Post {option} {at}'\nfte = 1\n"));
            }
        }
        let (start, found) = case(&text);
        prop_assert!(found.is_empty(), "{:?}", found);
        let mut now = start.clone();
        for option in way {
            let option = option % sizes.len();
            now = again(&adopt(&now, option).expect("it is there"));
            prop_assert_eq!(now.changes.len(), sizes[option]);
            prop_assert_eq!(now.options.iter().filter(|one| one.adopted).count(), 1);
        }
        let back = again(&adopt(&now, first).expect("it is there"));
        prop_assert_eq!(write(&back), write(&start));
    }
}

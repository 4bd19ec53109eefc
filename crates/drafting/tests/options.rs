//! Options of a draft.

use drafting::{Draft, Entry, Field, Grid, OptionWords, What};
use proptest::prelude::*;

const DRAFT: &str = "muster = 1\ntitle = \"Parks\"\n\n[[post]]\ntitle = \"Ranger\"\ngrade = \"Grade 4\"\nposts = 3\n\n[[change]]\ndisestablish = \"Ranger\"\nposts = 1\n";

fn draft() -> Draft {
    Draft::taken_in("case.toml", DRAFT.as_bytes()).expect("all of it can be read")
}

fn names(draft: &Draft) -> Vec<String> {
    draft
        .option_words()
        .into_iter()
        .map(|one| one.name)
        .collect()
}

#[test]
fn the_first_option_that_is_added_makes_what_is_proposed_option_a() {
    let draft = draft().with_option();
    assert_eq!(names(&draft), ["Option A", "Option B"]);
    assert!(draft.case.options[0].adopted);
    assert_eq!(
        draft.case.options[1].changes.len(),
        1,
        "it copies what is proposed"
    );
    let draft = draft.with_option();
    assert_eq!(names(&draft), ["Option A", "Option B", "Option C"]);
}

#[test]
fn an_option_is_worked_on_as_if_it_were_adopted() {
    let draft = draft().with_option();
    let shown = draft.with_adopted(1).expect("there is an option B");
    let typed = [Entry::to_posts(What::Disestablish).with(Field::Many, "2")];
    let changed = Grid::of(&shown.case)
        .save(&shown, &typed)
        .expect("it can be read");
    let kept = changed.with_adopted(0).expect("there is an option A");
    assert_eq!(kept.case.changes.len(), 1);
    assert!(
        kept.text()
            .contains("[[option.change]]\ndisestablish = \"Ranger\""),
        "{}",
        kept.text()
    );
    assert!(kept.case.options[0].adopted);
    // Nothing else of the draft is another.
    let back = kept
        .with_adopted(1)
        .and_then(|shown| shown.with_adopted(0))
        .expect("both are there");
    assert_eq!(back.text(), kept.text());
}

#[test]
fn the_option_that_is_proposed_is_not_taken_out() {
    let draft = draft().with_option();
    assert!(draft.without_option(0).is_none());
    assert!(draft.without_option(2).is_none());
    let alone = draft.without_option(1).expect("it can be taken out");
    assert_eq!(names(&alone), ["Option A"]);
    assert_eq!(alone.case.changes.len(), 1);
}

#[test]
fn words_of_options_are_kept_and_a_name_is_never_empty() {
    let draft = draft().with_option();
    let words = [
        OptionWords {
            name: "As \"it\" is".into(),
            text: "x\ny".into(),
            ..OptionWords::default()
        },
        OptionWords {
            name: "  ".into(),
            rejected_because: "too dear".into(),
            ..OptionWords::default()
        },
    ];
    let draft = draft.with_option_words(&words, "");
    assert_eq!(names(&draft), ["As \"it\" is", "Option B"]);
    assert_eq!(draft.option_words()[1].rejected_because, "too dear");
    let alone = self::draft().with_option_words(&[], "the grant pays for nothing else");
    assert!(
        alone
            .text()
            .contains("no_other_option = \"the grant pays for nothing else\"")
    );
    assert_eq!(Draft::read(alone.text()).text(), alone.text());
    // Whoever adds an option takes that back.
    assert!(alone.with_option().case.header.no_other_option.is_none());
}

proptest! {
    #[test]
    fn a_draft_with_options_goes_out_and_comes_in_as_the_same_bytes(
        ways in proptest::collection::vec((0_usize..4, 0_usize..6), 0..8),
        name in "\\PC{0,20}",
    ) {
        let mut draft = draft();
        for (what, option) in ways {
            let many = draft.case.options.len().max(1);
            draft = match what {
                0 if many < 6 => draft.with_option(),
                1 => draft.with_adopted(option % many).unwrap_or(draft),
                2 => draft.without_option(option % many).unwrap_or(draft),
                _ => {
                    let words = vec![OptionWords { name: name.clone(), ..OptionWords::default() }; many];
                    draft.with_option_words(&words, &name)
                }
            };
            let again = Draft::taken_in("case.toml", draft.text().as_bytes());
            // A name with characters that nobody sees is refused when it comes in from outside.
            if let Ok(again) = again {
                prop_assert_eq!(again.text(), draft.text());
            }
            prop_assert!(draft.case.options.iter().filter(|one| one.adopted).count() <= 1);
        }
    }
}

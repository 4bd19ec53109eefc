//! Two people over one draft: what is typed in, what becomes of it over a later draft out.

use drafting::{Clash, Draft, Entry, Field, Grid, Merged, What, merge};
use proptest::prelude::*;

/// Four kinds of posts; something happens to the first two, and there are new ones.
const BASE: &str = r#"
muster = 1
title = "Reorganisation of Placements"
body = "Anytown"

[defaults]
unit = "Placements"
from = 2019-06-01

[[unit]]
name = "Placements"

[[post]]
title = "Commissioning Manager"
grade = "Band D"
posts = 1
fte = 1

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4

[[post]]
title = "Driver"
grade = "Grade 2"
posts = 9
fte = 9

[[post]]
title = "Ranger"
posts = 2
fte = 2

[[change]]
disestablish = "Commissioning Manager"
grade = "Band D"

[[change]]
disestablish = "Commissioning Assistant"
grade = "Grade 3"
posts = 4

[[change]]
establish = "Service Organiser"
grade = "Grade 4"
posts = 4
fte = 4
in_place_of = "Commissioning Assistant"

[[change]]
establish = "Team Manager"
grade = "Band D"
fte = 1
"#;

fn base() -> Draft {
    let draft = Draft::read(BASE);
    assert!(draft.found.is_empty(), "{:?}", draft.found);
    draft
}

fn rows(draft: &Draft) -> Vec<Entry> {
    Grid::of(&draft.case)
        .rows
        .into_iter()
        .map(|row| row.entry)
        .collect()
}

fn saved(draft: &Draft, typed: &[Entry]) -> Draft {
    let saved = Grid::of(&draft.case).save(draft, typed);
    saved.unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// All that a merge says, for a person to read.
fn told(merged: &Merged) -> String {
    let mut lines = Vec::new();
    lines.extend(merged.theirs.iter().map(|edit| format!("theirs: {edit}")));
    lines.extend(merged.yours.iter().map(|edit| format!("yours: {edit}")));
    for clash in &merged.clashes {
        let what = |entry: &Option<Box<Entry>>| match entry {
            None => "taken out",
            Some(entry) => entry.what.map_or("nothing yet", What::words),
        };
        lines.push(match clash {
            Clash::Field {
                row,
                field,
                yours,
                theirs,
            } => format!("clash: {row} {}: {yours} or {theirs}", field.key()),
            Clash::Row { row, yours, theirs } => {
                format!("clash: {row}: {} or {}", what(yours), what(theirs))
            }
        });
    }
    lines.join("\n")
}

#[test]
fn what_only_one_changed_is_taken_from_each() {
    let base = base();
    let mut theirs = rows(&base);
    theirs[1].set(Field::Grade, "Grade 5");
    theirs.push(
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Clerk")
            .with(Field::Fte, "1"),
    );
    let mut typed = rows(&base);
    typed[1].set(Field::Many, "3");
    typed[3] = Entry::to_posts(What::Disestablish);
    typed.push(
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Porter")
            .with(Field::Fte, "half"),
    );
    let merged = merge(&base, &typed, &saved(&base, &theirs));
    assert_eq!(
        told(&merged),
        "theirs: Commissioning Assistant, Grade 3: new grade \u{2018}Grade 5\u{2019}, was \u{2018}Grade 4\u{2019}\n\
         theirs: New: Clerk: added\n\
         yours: Commissioning Assistant, Grade 3: how many \u{2018}3\u{2019}, was \u{2018}4\u{2019}\n\
         yours: Driver, Grade 2: what happens \u{2018}Disestablish\u{2019}, was nothing\n\
         yours: New: Porter: added"
    );
    let joined = &merged.entries[1];
    assert_eq!(
        (joined.get(Field::Many), joined.get(Field::Grade)),
        ("3", "Grade 5")
    );
    // What cannot be read is there all the same.
    assert_eq!(merged.entries.last().unwrap().get(Field::Fte), "half");
}

#[test]
fn the_same_field_changed_by_both_is_a_choice() {
    let base = base();
    let (mut theirs, mut typed) = (rows(&base), rows(&base));
    theirs[1].set(Field::Grade, "Grade 5");
    theirs[2].set(Field::Note, "Agreed");
    typed[1].set(Field::Grade, "Grade 6");
    typed[2].set(Field::Note, "Agreed ");
    typed[2].set(Field::Fte, "1.0");
    let merged = merge(&base, &typed, &saved(&base, &theirs));
    assert_eq!(
        told(&merged),
        "theirs: New: Team Manager: note \u{2018}Agreed\u{2019}, was nothing\n\
         clash: 1 grade: Grade 6 or Grade 5"
    );
    assert_eq!(merged.entries[1].get(Field::Grade), "Grade 6");
}

#[test]
fn what_one_took_out_and_the_other_went_on_with_is_a_choice() {
    let base = base();
    let mut theirs = rows(&base);
    theirs[1].taken_out = true;
    theirs[3].taken_out = true;
    theirs[2].set(Field::Grade, "Band E");
    let mut typed = rows(&base);
    typed[1].set(Field::Grade, "Grade 5");
    typed[2].taken_out = true;
    let merged = merge(&base, &typed, &saved(&base, &theirs));
    assert_eq!(
        told(&merged),
        "theirs: Driver, Grade 2: taken out\n\
         clash: 3: Disestablish and establish in its place or taken out\n\
         clash: 1: taken out or Establish"
    );
    // The posts are there again, so that what was typed about them can be saved.
    let again = saved(&merged.draft, &merged.entries);
    assert!(again.text().contains("Grade 5"), "{}", again.text());
    assert!(!again.text().contains("Driver"));
}

#[test]
fn things_that_do_not_go_together_are_not_joined() {
    let base = base();
    let mut theirs = rows(&base);
    theirs[1].set(Field::Funding, "Base budget");
    let mut typed = rows(&base);
    typed[1] = Entry::to_posts(What::Disestablish).with(Field::Many, "4");
    let merged = merge(&base, &typed, &saved(&base, &theirs));
    assert!(matches!(merged.clashes[..], [Clash::Row { row: 1, .. }]));
    assert_eq!(merged.entries[1], typed[1]);
}

#[test]
fn a_form_that_is_saved_already_changes_nothing() {
    let base = base();
    let mut typed = rows(&base);
    typed[1].set(Field::Grade, "Grade 5");
    typed[4] = Entry::to_posts(What::Extend).with(Field::Until, "31 March 2020");
    typed.push(
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Porter")
            .with(Field::Fte, "1"),
    );
    let later = saved(&base, &typed);
    let merged = merge(&base, &typed, &later);
    assert!(merged.clashes.is_empty(), "{}", told(&merged));
    assert_eq!(saved(&merged.draft, &merged.entries).text(), later.text());
}

/// A value that a field takes.
fn value(field: Field) -> BoxedStrategy<String> {
    let words = prop::sample::select(vec!["Health", "Base budget", "Grade 9", "A, B & C"]);
    match field {
        Field::Many => (1..4_u32).prop_map(|number| number.to_string()).boxed(),
        Field::Fte => prop::sample::select(vec!["0.5", "2", "3.75", "not known"])
            .prop_map(str::to_owned)
            .boxed(),
        Field::From => (1..28_u32)
            .prop_map(|day| format!("{day} February 2020"))
            .boxed(),
        _ => words.prop_map(str::to_owned).boxed(),
    }
}

/// Edits of rows to which something happens: row, field, value.
fn edits() -> impl Strategy<Value = Vec<(usize, Field, String)>> {
    let fields = vec![
        Field::Grade,
        Field::Fte,
        Field::From,
        Field::Funding,
        Field::Note,
        Field::Paragraph,
    ];
    let edit = (1..=2_usize, prop::sample::select(fields))
        .prop_flat_map(|(row, field)| value(field).prop_map(move |value| (row, field, value)));
    prop::collection::vec(edit, 0..6)
}

fn apply(entries: &mut [Entry], edits: &[(usize, Field, String)]) {
    for (row, field, value) in edits {
        entries[*row].set(*field, value.clone());
    }
}

proptest! {
    #[test]
    fn edits_of_different_fields_are_both_there(all in edits(), split in 0..6_usize) {
        let base = base();
        let (mut theirs, mut typed, mut both) = (rows(&base), rows(&base), rows(&base));
        let (own, other) = all.split_at(split.min(all.len()));
        let is_own = |edit: &&(usize, Field, String)| {
            !own.iter().any(|one| (one.0, one.1) == (edit.0, edit.1))
        };
        let other: Vec<_> = other.iter().filter(is_own).cloned().collect();
        apply(&mut typed, own);
        apply(&mut theirs, &other);
        apply(&mut both, own);
        apply(&mut both, &other);
        let merged = merge(&base, &typed, &saved(&base, &theirs));
        prop_assert_eq!(told(&merged).contains("clash"), false);
        let joined = saved(&merged.draft, &merged.entries);
        let expected = saved(&base, &both);
        prop_assert_eq!(joined.text(), expected.text());
    }

    #[test]
    fn nothing_that_either_said_disappears(own in edits(), other in edits(), out in 0..5_usize) {
        let base = base();
        let (mut theirs, mut typed) = (rows(&base), rows(&base));
        apply(&mut typed, &own);
        apply(&mut theirs, &other);
        // One of them may take a row out altogether.
        if let Some(row) = theirs.get_mut(out).filter(|_| out > 0) {
            row.taken_out = true;
        }
        let was = rows(&base);
        let later = saved(&base, &theirs);
        let merged = merge(&base, &typed, &later);
        let told = format!("{:?}", (&merged.entries, &merged.clashes));
        for (row, field) in [1, 2].into_iter().flat_map(|row| Field::ALL.map(|field| (row, field))) {
            let (typed, was) = (typed[row].get(field), was[row].get(field));
            if typed != was {
                prop_assert!(told.contains(&format!("{typed:?}")), "{} {typed} in {told}", field.key());
            }
            let now = theirs[row].get(field);
            if now != was && !theirs[row].taken_out && typed == was {
                prop_assert!(told.contains(&format!("{now:?}")), "{} {now} in {told}", field.key());
            }
        }
    }

    #[test]
    fn whoever_types_nothing_gets_what_the_other_saved(other in edits()) {
        let base = base();
        let mut theirs = rows(&base);
        apply(&mut theirs, &other);
        let later = saved(&base, &theirs);
        let merged = merge(&base, &rows(&base), &later);
        prop_assert!(merged.clashes.is_empty() && merged.yours.is_empty());
        let joined = saved(&merged.draft, &merged.entries);
        prop_assert_eq!(joined.text(), later.text());
        // And where nobody else saved anything, the form is as it was typed.
        let merged = merge(&base, &theirs, &base);
        prop_assert!(merged.clashes.is_empty() && merged.theirs.is_empty());
        prop_assert_eq!(merged.entries, theirs);
    }
}

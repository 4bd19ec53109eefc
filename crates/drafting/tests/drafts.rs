//! What is typed in, the case file that is kept or the faults out.

use std::path::PathBuf;

use base::{When, exact};
use diagnostics::{Diagnostic, Place};
use drafting::{Beginning, Draft, Entry, Field, Grid, Origin, Sheet, Spot, What, begin, choose};
use jiff::civil::date;
use proposal::{PayRule, resolve};
use register::{Establishment, LineId};

/// A register to draft against.
fn register() -> Establishment {
    let text = r#"
title = "The establishment"
body = "Anytown"
date = 2019-04-01

[[unit]]
name = "Children"

[[unit]]
name = "Placements"
part_of = "Children"

[[post]]
title = "Commissioning Manager"
grade = "Band D"
posts = 1
fte = 1
unit = "Placements"
occupancy = "vacant"

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4
unit = "Placements"

[[post]]
title = "Driver"
grade = "Grade 2"
fte = "20/37"
unit = "Children"
"#;
    resolve(&Draft::read(text).case).after
}

fn lines(register: &Establishment) -> Vec<LineId> {
    register.lines().map(|line| line.id).collect()
}

fn begun() -> Draft {
    begin(&Beginning {
        title: "Reorganisation of Placements".into(),
        body: "Anytown".into(),
        unit: "Placements".into(),
        from: Some(When::Day(date(2019, 6, 1))),
        pay: Some(PayRule {
            from: date(2019, 4, 1),
            profile: "statutory".into(),
            pension_rate: Some(exact(216, 1000)),
        }),
    })
}

/// The draft with all posts of the register.
fn chosen() -> Draft {
    let register = register();
    choose(&begun(), &register, &lines(&register))
}

fn faults(draft: &Draft, typed: &[Entry]) -> String {
    let faults = Grid::of(&draft.case)
        .save(draft, typed)
        .expect_err("it is wrong");
    let faults = faults
        .iter()
        .map(|fault| format!("{} {}: {}", fault.row, fault.field.key(), fault.words));
    faults.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_draft_begins_with_a_title_a_unit_and_a_day() {
    let expected = r#"muster = 1
title  = "Reorganisation of Placements"
body   = "Anytown"

[costing]
profile      = "statutory"
pension_rate = "21.6%"

[defaults]
unit = "Placements"
from = 2019-06-01
"#;
    assert_eq!(begun().text(), expected);
}

#[test]
fn posts_come_with_their_units_and_come_once() {
    let draft = chosen();
    let expected = r#"
[[unit]]
name = "Children"

[[unit]]
name    = "Placements"
part_of = "Children"

[[post]]
title     = "Commissioning Manager"
grade     = "Band D"
posts     = 1
fte       = 1
unit      = "Placements"
occupancy = "vacant"
"#;
    assert!(draft.text().contains(expected), "{}", draft.text());
    assert!(
        draft.text().contains("fte       = \"20/37\""),
        "{}",
        draft.text()
    );
    let again = choose(&draft, &register(), &lines(&register()));
    assert_eq!(again.text(), draft.text());
}

#[test]
fn like_lines_of_the_register_are_one_row() {
    let one = r#"
[[unit]]
name = "Parks"
[[change]]
establish = "Ranger"
grade = "Grade 3"
posts = 2
fte = 1.5
unit = "Parks"
[[change]]
establish = "Ranger"
grade = "Grade 3"
posts = 1
fte = 1
unit = "Parks"
[[change]]
establish = "Ranger"
grade = "Grade 4"
posts = 1
fte = 1
unit = "Parks"
"#;
    let register = resolve(&Draft::read(one).case).after;
    let first = lines(&register)[0];
    let draft = choose(&begun(), &register, &[first]);
    assert!(
        draft.text().contains("posts     = 3\nfte       = 2.5\n"),
        "{}",
        draft.text()
    );
    assert_eq!(draft.case.posts.len(), 1);
}

#[test]
fn what_is_typed_becomes_changes_and_reads_as_it_was_typed() {
    let draft = chosen();
    let grid = Grid::of(&draft.case);
    assert_eq!(grid.rows.len(), 3);
    let typed = [
        Entry::to_posts(What::Replace)
            .with(Field::Title, "Team Manager")
            .with(Field::Grade, "Band D")
            .with(Field::Fte, "1"),
        Entry::to_posts(What::Disestablish).with(Field::Many, "3"),
        Entry::default(),
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Service Organiser")
            .with(Field::Grade, "Grade 4")
            .with(Field::Fte, "0.5")
            .with(Field::From, "July 2019")
            .with(Field::Funding, "Base budget 60%; Health 40%"),
    ];
    let saved = grid.save(&draft, &typed).expect("nothing is wrong");
    let changes = saved
        .text()
        .split_once("\n[[change]]")
        .expect("there are some")
        .1;
    let expected = r#"
disestablish = "Commissioning Manager"
grade        = "Band D"
unit         = "Placements"

[[change]]
establish   = "Team Manager"
grade       = "Band D"
posts       = 1
fte         = 1
unit        = "Placements"
in_place_of = "Commissioning Manager"

[[change]]
disestablish = "Commissioning Assistant"
grade        = "Grade 3"
unit         = "Placements"
posts        = 3

[[change]]
establish = "Service Organiser"
grade     = "Grade 4"
fte       = 0.5
funding   = { "Base budget" = "60%", Health = "40%" }
from      = "July 2019"
"#;
    assert_eq!(changes, expected);
    let after = Grid::of(&saved.case);
    let origins: Vec<Origin> = after.rows.iter().map(|row| row.origin).collect();
    let expected = [
        Origin::Replacement(0, 1),
        Origin::Change(2),
        Origin::Change(3),
        Origin::Post(2),
    ];
    assert_eq!(origins, expected);
    assert_eq!(
        after.rows[2].entry.get(Field::Funding),
        "Base budget 60%; Health 40%"
    );
    assert_eq!(after.rows[0].entry.get(Field::Title), "Team Manager");
    // The same typed over it again is the same draft.
    let same: Vec<Entry> = after.rows.iter().map(|row| row.entry.clone()).collect();
    assert_eq!(
        after.save(&saved, &same).expect("it is the same").text(),
        saved.text()
    );
}

#[test]
fn posts_whose_grade_is_not_known_are_told_from_others_of_their_title() {
    let text = r#"
title = "The establishment"
[[post]]
title = "Driver"
fte = 2
[[post]]
title = "Driver"
grade = "Grade 2"
fte = 1
"#;
    let draft = Draft::read(text);
    let grid = Grid::of(&draft.case);
    let ends = Entry::to_posts(What::Disestablish);
    let mut typed = vec![Entry::default(); 2];
    typed[0] = ends;
    let draft = choose(
        &begun(),
        &resolve(&draft.case).before,
        &lines(&resolve(&draft.case).before),
    );
    let saved = grid.save(&draft, &typed).expect("nothing is wrong");
    let resolved = resolve(&saved.case);
    assert_eq!(resolved.effects.len(), 1, "{:?}", resolved.diagnostics);
    assert_eq!(resolved.after.fte().0.to_string(), "1");
}

#[test]
fn what_is_wrong_is_said_of_its_row_and_its_field_and_nothing_changes() {
    let draft = chosen();
    let typed = [
        Entry::to_posts(What::Disestablish)
            .with(Field::Many, "2")
            .with(Field::Grade, "Grade 9"),
        Entry::to_posts(What::Replace)
            .with(Field::Fte, "0")
            .with(Field::From, "1 June"),
        Entry::to_posts(What::Disestablish).with(Field::Many, "0,5"),
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Organiser")
            .with(Field::Fte, "half")
            .with(Field::Funding, "Health 140%"),
    ];
    let expected = "\
0 grade: New grade does not apply to a post that is disestablished
0 many: Number of posts must be 1 or fewer: the register holds 1 on 1 June 2019
1 title: Enter the title of the new posts
1 fte: FTE must be more than 0
1 from: From must include a year, such as 1 June 2019
2 many: FTE must be a number, such as 0.5
3 fte: FTE must be a number, such as 0.5
3 funding: A share must be between 0% and 100%, such as Health 40%";
    assert_eq!(faults(&draft, &typed), expected);
}

#[test]
fn a_row_that_is_taken_out_takes_its_post_along() {
    let draft = chosen();
    let typed = [
        Entry::default().taken_out(),
        Entry::default(),
        Entry::default(),
    ];
    let saved = Grid::of(&draft.case)
        .save(&draft, &typed)
        .expect("nothing is wrong");
    assert!(
        !saved.text().contains("Commissioning Manager"),
        "{}",
        saved.text()
    );
    assert_eq!(saved.case.posts.len(), 2);
}

#[test]
fn the_published_cases_pass_through_the_rows_unharmed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).expect("the cases are there") {
        let path = file.expect("it is listed").path();
        if path.extension().is_none_or(|kind| kind != "toml") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("it is read");
        let name = path.display().to_string();
        let draft = Draft::taken_in(&name, &bytes).expect("all of it can be read");
        let grid = Grid::of(&draft.case);
        let same: Vec<Entry> = grid.rows.iter().map(|row| row.entry.clone()).collect();
        assert_eq!(
            grid.save(&draft, &same).expect("unharmed").text(),
            draft.text(),
            "{name}"
        );
        // Every row typed over, with another note: the changes do what they did.
        let noted = same.iter().map(|entry| match entry.what {
            Some(_) => entry.clone().with(Field::Note, "looked at"),
            None => entry.clone(),
        });
        let noted = grid
            .save(&draft, &noted.collect::<Vec<_>>())
            .expect("unharmed");
        let (before, after) = (resolve(&draft.case), resolve(&noted.case));
        assert_eq!(after.effects, before.effects, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn a_text_that_cannot_be_read_whole_is_no_draft() {
    let refused = Draft::taken_in("mine.toml", b"title = \"A\"\n[[post]]\nfte = \"0,5\"\n");
    let found = refused.expect_err("a part of it would be lost").found;
    let codes: Vec<&str> = found.iter().map(Diagnostic::code).collect();
    assert!(codes.contains(&"missing-key"), "{codes:?}");
}

#[test]
fn a_finding_leads_to_the_record_that_it_is_about() {
    let text = "title = 'A'\n[[post]]\ntitle = 'B'\n[[change]]\ndisestablish = 'C'\n[report]\nsummary = 'D'\n";
    let draft = Draft::read(text);
    let spot = |words: &str| {
        let at = text.find(words).expect("it is there");
        Spot::of(&draft.case, &Place::new(draft.case.source, at..at + 1))
    };
    let on = |sheet, part: &str| Spot::On(sheet, part.to_owned());
    assert_eq!(spot("'A'"), on(Sheet::Describe, "title"));
    assert_eq!(spot("'B'"), Spot::Post(0));
    assert_eq!(spot("'C'"), Spot::Change(0));
    assert_eq!(spot("'D'"), on(Sheet::Section("summary".into()), "text"));
}

//! What is typed in, the case file that is kept or the faults out.

use std::path::PathBuf;

use base::{When, exact};
use diagnostics::{Diagnostic, Place};
use drafting::{
    Beginning, Draft, Entry, Field, Grid, Origin, Sheet, Spot, Unlisted, What, add_unlisted, begin,
    choose,
};
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

fn saved(draft: &Draft, typed: &[Entry]) -> Draft {
    let grid = Grid::of(&draft.case);
    grid.save(draft, typed).expect("nothing is wrong")
}

/// The rows of a draft typed over with what they say are the same draft.
fn assert_lasting(draft: &Draft) {
    let rows = Grid::of(&draft.case).rows;
    // Another note has every change written again.
    let noted = rows.into_iter().map(|row| match row.entry.what {
        Some(_) => row.entry.with(Field::Note, "looked at"),
        None => row.entry,
    });
    let noted = saved(draft, &noted.collect::<Vec<_>>());
    let (before, after) = (resolve(&draft.case), resolve(&noted.case));
    assert_eq!(after.effects, before.effects);
}

#[test]
fn who_holds_posts_where_they_go_and_what_they_cost_is_typed_in_their_row() {
    let draft = chosen();
    let typed = [
        Entry::default(),
        Entry::to_posts(What::Disestablish)
            .with(Field::Many, "3")
            .with(Field::Occupancy, "held")
            .with(Field::Route, "redeployment")
            .with(Field::PostPoint, "12")
            .with(Field::PostCost, "\u{a3}24,500"),
        Entry::default(),
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Organiser")
            .with(Field::Fte, "1")
            .with(Field::Route, "ring-fence")
            .with(Field::Point, "23")
            .with(Field::Cost, "32500"),
    ];
    let saved = saved(&draft, &typed);
    let rows = Grid::of(&saved.case).rows;
    let told = |field: Field| {
        let values = rows.iter().map(|row| row.entry.get(field).to_owned());
        values.collect::<Vec<_>>().join("|")
    };
    assert_eq!(told(Field::Occupancy), "held|||");
    assert_eq!(told(Field::Route), "redeployment|ring-fence||");
    assert_eq!(told(Field::PostPoint), "12|||");
    assert_eq!(told(Field::PostCost), "\u{a3}24,500|||");
    assert_eq!(told(Field::Point), "|23||");
    assert_eq!(told(Field::Cost), "|\u{a3}32,500||");
    assert_lasting(&saved);
    let wrong = [
        Entry::default(),
        Entry::to_posts(What::Disestablish)
            .with(Field::Occupancy, "perhaps")
            .with(Field::PostPoint, "high")
            .with(Field::PostCost, "much"),
    ];
    let expected = "\
1 post-point: Spine point now must be a whole number, such as 23
1 post-cost: Cost of one full-time post now must be money, such as \u{a3}32,500
1 occupancy: Enter held, vacant, not known, or how many people hold the posts";
    assert_eq!(faults(&draft, &wrong), expected);
}

#[test]
fn new_and_changed_posts_are_permanent_or_temporary_until_a_day() {
    let draft = chosen();
    let new = || {
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Organiser")
            .with(Field::Fte, "1")
    };
    let typed = [
        Entry::to_posts(What::Change).with(Field::Tenure, "permanent"),
        Entry::to_posts(What::Change)
            .with(Field::Tenure, "temporary")
            .with(Field::Until, "31 March 2021"),
        Entry::default(),
        new().with(Field::Tenure, "permanent"),
        new()
            .with(Field::Tenure, "temporary")
            .with(Field::Until, "31 March 2021"),
    ];
    let saved = saved(&draft, &typed);
    let told = |row: &drafting::Row| {
        let (tenure, until) = (row.entry.get(Field::Tenure), row.entry.get(Field::Until));
        format!("{tenure} {until}").trim().to_owned()
    };
    let tenures: Vec<String> = Grid::of(&saved.case).rows.iter().map(told).collect();
    let until = "temporary 31 March 2021";
    assert_eq!(tenures, ["permanent", until, "permanent", until, ""]);
    assert_lasting(&saved);
    let wrong = [
        Entry::to_posts(What::Change).with(Field::Tenure, "temporary"),
        Entry::to_posts(What::Change)
            .with(Field::Title, "Assistant")
            .with(Field::Until, "31 March 2021"),
        Entry::default(),
        new().with(Field::Tenure, "temporary"),
        new()
            .with(Field::Tenure, "permanent")
            .with(Field::Until, "31 March 2021"),
        new().with(Field::Until, "permanent"),
    ];
    let expected = "\
0 until: Enter the last day of the temporary posts
1 tenure: Select temporary, or \u{2018}Change for a time\u{2019} if the posts go back to what they were
3 until: Enter the last day of the temporary posts
4 until: Permanent posts have no last day: empty it, or select temporary
5 until: Until must be a date. Select permanent under Tenure";
    assert_eq!(faults(&draft, &wrong), expected);
}

#[test]
fn posts_in_the_place_of_others_take_over_what_is_left_empty() {
    let text = r#"
[[post]]
title = "Officer"
grade = "Grade 4"
posts = 4
fte = 4
reports_to = "Group Manager"
"#;
    let draft = Draft::read(text);
    let typed = [
        Entry::to_posts(What::Replace)
            .with(Field::Title, "Organiser")
            .with(Field::Many, "3"),
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Lead")
            .with(Field::Fte, "0.5")
            .with(Field::InPlaceOf, "Officer"),
    ];
    let rows = Grid::of(&saved(&draft, &typed).case).rows;
    let told = |row: &drafting::Row| {
        let shown = [Field::Title, Field::Grade, Field::Fte, Field::ReportsTo];
        shown
            .map(|field| row.entry.get(field).to_owned())
            .join(", ")
    };
    let told: Vec<String> = rows.iter().map(told).collect();
    let expected = [
        "Organiser, Grade 4, 3, Group Manager",
        "Lead, Grade 4, 0.5, Group Manager",
    ];
    assert_eq!(told, expected);
    // Part of a line of part-time posts does not say its FTE.
    let part_time = Draft::read(&text.replace("fte = 4", "fte = 2.5"));
    let expected = "0 fte: Enter the FTE of the new posts together";
    assert_eq!(faults(&part_time, &typed[..1]), expected);
}

#[test]
fn a_year_of_two_digits_is_named_as_what_is_wrong() {
    let draft = chosen();
    for day in ["20/5/19", "20.05.19", "1 June 19", "June 19"] {
        let typed = [Entry::to_posts(What::Disestablish).with(Field::From, day)];
        let expected = "0 from: From must have a year of four digits, such as 1 June 2019";
        assert_eq!(faults(&draft, &typed), expected, "{day}");
    }
}

#[test]
fn a_post_that_the_register_does_not_hold_is_added_once_and_what_is_wrong_is_said() {
    let draft = Draft::read("muster = 1\ntitle  = \"x\"\nbody   = \"x\"\n");
    let register = Establishment::default();
    let typed = Unlisted {
        title: " Park Ranger ".into(),
        grade: "Grade 4".into(),
        fte: "1.5".into(),
        ..Unlisted::default()
    };
    let added = add_unlisted(&draft, &register, &typed).expect("it is added");
    assert!(added.text().contains("\"Park Ranger\""), "{}", added.text());
    assert!(
        added.text().contains("posts = \"not known\""),
        "{}",
        added.text()
    );
    let again = add_unlisted(&added, &register, &typed);
    assert!(again.is_err_and(|wrong| wrong[0].1 == "The proposal has this post already"));
    let wrong = Unlisted {
        posts: "some".into(),
        fte: "0,5".into(),
        ..Unlisted::default()
    };
    let wrong = add_unlisted(&draft, &register, &wrong).expect_err("three things are wrong");
    let words: Vec<&str> = wrong.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        words,
        [
            "Enter the title of the post",
            "How many posts must be a whole number, such as 2",
            "FTE must be a number above 0, such as 0.5",
        ]
    );
}

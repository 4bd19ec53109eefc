//! A part of a draft that somebody else writes.

use drafting::{
    Draft, Entry, Field, Grid, PartBack, PartUnit, What, beyond_part, give_part, take_in_part,
};
use proposal::resolve;
use proptest::prelude::*;
use register::Establishment;

const REGISTER: &str = r#"
title = "The establishment"
body = "Anytown"
date = 2019-04-01

[[unit]]
name = "Children"
[[unit]]
name = "Commissioning"
part_of = "Children"
[[unit]]
name = "Placements"
part_of = "Children"
[[unit]]
name = "Emergency Placements"
part_of = "Placements"

[[post]]
title = "Commissioner"
grade = "Band C"
posts = 2
fte = 2
unit = "Commissioning"
[[post]]
title = "Organiser"
grade = "Grade 4"
posts = 4
fte = 4
unit = "Placements"
[[post]]
title = "Duty Officer"
grade = "Grade 5"
posts = 2
fte = 2
unit = "Emergency Placements"
"#;

const PROPOSAL: &str = r#"
muster = 1
title = "A secret of the directors"
body = "Anytown"
date = 2019-05-20
decision_maker = "Policy Committee"

[defaults]
unit = "Children"
from = 2019-06-01
paragraph = "9"

[[unit]]
name = "Rapid Response"
part_of = "Placements"

[[post]]
title = "Commissioner"
grade = "Band C"
posts = 2
fte = 2
unit = "Commissioning"

[[post]]
title = "Organiser"
grade = "Grade 4"
posts = 4
fte = 4
unit = "Placements"

[[change]]
disestablish = "Commissioner"
posts = 1

[[change]]
disestablish = "Organiser"
posts = 3
paragraph = "17"
note = "Paid by closing another team."
route = { how = "redeployment", because = "the directors say so" }

[[change]]
establish = "Lead Organiser"
grade = "Grade 6"
posts = 1
fte = 1
unit = "Rapid Response"
from = 2019-09-01
funding = { "Hidden reserve" = 1 }

[[change]]
establish = "Director's Adviser"
grade = "Band F"
posts = 1
fte = 1

[[change]]
change = "Duty Officer"
to = { unit = "Commissioning" }

[[change]]
establish = "Heir of the Commissioners"
grade = "Grade 6"
posts = 1
fte = 1
unit = "Placements"
in_place_of = "Commissioner"

[[stated]]
name = "gap"
paragraph = "4"
amount = 99123

[[funding]]
source = "Hidden reserve"
amount = 55000

[[saving]]
name = "Hoped for"
amount = 44000

[[recommendation]]
text = "That what the directors want is approved."

[[exempt]]
posts = "Commissioner"
ground = 1
reason = "It would tell what two people earn."

[[exempt]]
posts = "Organiser"
ground = 2
reason = "It is likely to reveal who they are."

[report]
reason = "The directors have their reasons."
"#;

fn draft(text: &str) -> Draft {
    let draft = Draft::taken_in("case.toml", text.as_bytes());
    draft.unwrap_or_else(|fault| panic!("{:?}", fault.found))
}

fn register() -> Establishment {
    resolve(&draft(REGISTER).case).before
}

fn placements(register: &Establishment) -> PartUnit<'_> {
    PartUnit {
        name: "Placements",
        register,
    }
}

/// A draft of which the first change of those posts says another number.
fn with_many(draft: &Draft, title: &str, many: &str) -> Draft {
    let grid = Grid::of(&draft.case);
    let rows = grid.rows.iter();
    let typed: Vec<Entry> = rows
        .map(|row| {
            match row
                .post
                .map(|post| draft.case.posts[post].title.value.as_str())
            {
                Some(own) if own == title => row.entry.clone().with(Field::Many, many),
                _ => row.entry.clone(),
            }
        })
        .collect();
    grid.save(draft, &typed).expect("it can be read")
}

fn with_new(draft: &Draft, title: &str) -> Draft {
    let grid = Grid::of(&draft.case);
    let mut typed: Vec<Entry> = grid.rows.iter().map(|row| row.entry.clone()).collect();
    let new = Entry::to_posts(What::Establish);
    let new = [
        (Field::Title, title),
        (Field::Grade, "Grade 5"),
        (Field::Many, "1"),
        (Field::Fte, "1"),
        (Field::Unit, "Placements"),
    ]
    .into_iter()
    .fold(new, |entry, (field, value)| entry.with(field, value));
    typed.push(new);
    grid.save(draft, &typed).expect("it can be read")
}

fn taken_in(back: PartBack) -> Draft {
    match back {
        PartBack::TakenIn(draft) => draft,
        PartBack::BothChanged { about, .. } => panic!("both changed {about:?}"),
    }
}

fn subjects(draft: &Draft) -> Vec<&str> {
    let changes = draft.case.changes.iter();
    changes
        .map(|one| one.verb.subject().value.as_str())
        .collect()
}

#[test]
fn a_part_says_nothing_of_the_rest() {
    let (draft, register) = (draft(PROPOSAL), register());
    let part = give_part(&draft, placements(&register), "Placements");
    let expected = r#"muster  = 1
title   = "Placements"
body    = "Anytown"
part_of = "Placements"

[costing]
pay_date = 2019-05-20

[defaults]
unit = "Placements"
from = 2019-06-01

[[unit]]
name    = "Rapid Response"
part_of = "Placements"

[[post]]
title = "Organiser"
grade = "Grade 4"
posts = 4
fte   = 4
unit  = "Placements"

[[change]]
disestablish = "Organiser"
posts        = 3

[[change.route]]
how = "redeployment"

[[change]]
establish = "Lead Organiser"
grade     = "Grade 6"
posts     = 1
fte       = 1
unit      = "Rapid Response"
from      = 2019-09-01

[[exempt]]
posts  = "Organiser"
ground = 2
reason = "It is likely to reveal who they are."
"#;
    assert_eq!(part.text(), expected);
}

#[test]
fn what_is_changed_in_a_part_comes_back_and_the_rest_stays() {
    let (draft, register) = (draft(PROPOSAL), register());
    let unit = placements(&register);
    let given = give_part(&draft, unit, "Placements");
    let part = with_new(&with_many(&given, "Organiser", "2"), "Night Organiser");
    // The rest goes on meanwhile.
    let now = with_many(&draft, "Commissioner", "2");
    let back = taken_in(take_in_part(&now, unit, &given, &part));
    assert_eq!(
        subjects(&back),
        [
            "Commissioner",
            "Organiser",
            "Night Organiser",
            "Lead Organiser",
            "Director's Adviser",
            "Duty Officer",
            "Heir of the Commissioners"
        ],
        "{}",
        back.text()
    );
    let (before, after) = (now.text(), back.text());
    for line in ["gap", "Hidden reserve", "The directors have their reasons."] {
        assert!(before.contains(line) && after.contains(line), "{line}");
    }
    assert!(
        after.contains("disestablish = \"Organiser\"\nposts        = 2"),
        "{after}"
    );
    // The same again changes nothing: somebody pressed twice, or was cut off after the first time.
    let again = taken_in(take_in_part(&back, unit, &given, &part));
    assert_eq!(again.text(), back.text());
}

#[test]
fn what_a_part_never_had_stays_beside_what_it_changed() {
    let (draft, register) = (draft(PROPOSAL), register());
    let unit = placements(&register);
    let given = give_part(&draft, unit, "Placements");
    let part = with_many(&given, "Organiser", "2");
    let back = taken_in(take_in_part(&draft, unit, &given, &part));
    let own = &back.case.changes[1];
    let said = |at: &Option<diagnostics::At<String>>| at.as_ref().map(|at| at.value.clone());
    assert_eq!(
        said(&own.note).as_deref(),
        Some("Paid by closing another team.")
    );
    assert_eq!(said(&own.paragraph).as_deref(), Some("17"));
    assert!(back.text().contains("because = \"the directors say so\""));
    assert!(
        back.text().contains("\"Hidden reserve\" = "),
        "{}",
        back.text()
    );
}

#[test]
fn what_a_part_takes_out_and_the_whole_changed_is_told_too() {
    let (draft, register) = (draft(PROPOSAL), register());
    let unit = placements(&register);
    let given = give_part(&draft, unit, "Placements");
    let without = given.text().find("[[change]]").expect("a change");
    let end = given.text().rfind("[[change]]").expect("another");
    let text = format!("{}{}", &given.text()[..without], &given.text()[end..]);
    let part = self::draft(&text);
    let now = with_many(&draft, "Organiser", "1");
    let back = take_in_part(&now, unit, &given, &part);
    assert!(
        matches!(&back, PartBack::BothChanged { about, .. } if about == &["Organiser"]),
        "{back:?}"
    );
    // Where the whole left it alone it is out, and taking the same in again changes nothing.
    let out = taken_in(take_in_part(&draft, unit, &given, &part));
    assert_eq!(out.case.changes.len() + 1, draft.case.changes.len());
    let again = taken_in(take_in_part(&out, unit, &given, &part));
    assert_eq!(again.text(), out.text());
}

#[test]
fn what_both_changed_is_told_and_nothing_is_chosen() {
    let (draft, register) = (draft(PROPOSAL), register());
    let unit = placements(&register);
    let given = give_part(&draft, unit, "Placements");
    let part = with_many(&given, "Organiser", "2");
    let now = with_many(&draft, "Organiser", "1");
    let PartBack::BothChanged { about, replaced } = take_in_part(&now, unit, &given, &part) else {
        panic!("both changed the organisers");
    };
    assert_eq!(about, ["Organiser"]);
    let mut all = subjects(&draft);
    all.sort_unstable();
    let mut left = subjects(&replaced);
    left.sort_unstable();
    assert_eq!(left, all);
    assert!(
        replaced
            .text()
            .contains("disestablish = \"Organiser\"\nposts        = 2")
    );
}

#[test]
fn a_change_that_reaches_beyond_the_unit_is_named() {
    let (draft, register) = (draft(PROPOSAL), register());
    let unit = placements(&register);
    let given = give_part(&draft, unit, "Placements");
    assert_eq!(beyond_part(&given, unit), Vec::<String>::new());
    let text = format!(
        "{}\n[[change]]\ndisestablish = \"Commissioner\"\n",
        given.text()
    );
    assert_eq!(beyond_part(&self::draft(&text), unit), ["Commissioner"]);
}

/// A change of a case: of which kind, in which unit, of which title.
fn record((kind, unit, title): (u8, u8, u8)) -> String {
    let unit = [
        "Commissioning",
        "Placements",
        "Emergency Placements",
        "Children",
        "",
    ][usize::from(unit)];
    let own = match unit {
        "" => String::new(),
        unit => format!("unit = \"{unit}\"\n"),
    };
    let title = ["Commissioner", "Organiser", "Duty Officer", "Adviser"][usize::from(title)];
    match kind {
        0 => format!(
            "[[change]]\nestablish = \"{title} {unit}\"\ngrade = \"Grade 5\"\nposts = 1\nfte = 1\n{own}"
        ),
        1 => format!("[[change]]\ndisestablish = \"{title}\"\n{own}"),
        _ => format!("[[change]]\nchange = \"{title}\"\n{own}to = {{ grade = \"Grade 6\" }}\n"),
    }
}

proptest! {
    #[test]
    fn a_part_that_was_not_changed_changes_nothing(
        changes in proptest::collection::vec((0_u8..3, 0_u8..5, 0_u8..4), 0..12),
        default in 0_u8..4,
    ) {
        let unit = ["Commissioning", "Placements", "Emergency Placements", "Children"][usize::from(default)];
        let head = format!("muster = 1\ntitle = \"Whole\"\nbody = \"Anytown\"\n\n[defaults]\nunit = \"{unit}\"\nfrom = 2019-06-01\n\n");
        let changes: Vec<String> = changes.into_iter().map(record).collect();
        let (whole, register) = (draft(&(head + &changes.join("\n"))), register());
        let unit = placements(&register);
        let given = give_part(&whole, unit, "Part");
        let back = taken_in(take_in_part(&whole, unit, &given, &given));
        prop_assert_eq!(back.text(), whole.text());
        // Nothing that names another unit is in it, and each change is one of the whole.
        prop_assert!(!given.text().contains("Commissioning") && !given.text().contains("Children"));
        prop_assert!(beyond_part(&given, unit).is_empty());
        // A part that is emptied takes its own changes with it and no other.
        let mut emptied = given.text().to_owned();
        if let Some(at) = emptied.find("[[change]]") {
            emptied.truncate(at);
        }
        let left = taken_in(take_in_part(&whole, unit, &given, &draft(&emptied)));
        prop_assert_eq!(left.case.changes.len() + given.case.changes.len(), whole.case.changes.len());
    }
}

//! A team that moves, a fix that is applied, a case file beside a draft.

use diagnostics::Severity;
use drafting::{
    Draft, Grid, TeamMove, differing, mend, move_team, unit_changes, without_unit_change,
};
use proposal::resolve;
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
name = "Placements Team"
part_of = "Children"
[[unit]]
name = "Emergency Placements"
part_of = "Placements Team"

[[post]]
title = "Head of Children"
grade = "Band F"
posts = 1
fte = 1
unit = "Children"
[[post]]
title = "Commissioning Manager"
grade = "Band D"
posts = 1
fte = 1
unit = "Commissioning"
[[post]]
title = "Team Manager"
grade = "Band C"
posts = 1
fte = 1
unit = "Placements Team"
reports_to = "Head of Children"
[[post]]
title = "Organiser"
grade = "Grade 4"
posts = 4
fte = 4
unit = "Placements Team"
reports_to = "Team Manager"
[[post]]
title = "Duty Officer"
grade = "Grade 5"
posts = 2
fte = 1.5
unit = "Emergency Placements"
"#;

fn register() -> Establishment {
    resolve(&Draft::read(REGISTER).case).after
}

fn draft() -> Draft {
    Draft::read(
        "muster = 1\ntitle = \"Moves\"\nbody = \"Anytown\"\n\n[defaults]\nfrom = 2019-06-01\n",
    )
}

fn wanted(unit: &str, into: &str, reports_to: &str) -> TeamMove {
    TeamMove {
        unit: unit.into(),
        into: into.into(),
        is_placed: true,
        reports_to: reports_to.into(),
    }
}

fn wrong(wanted: &TeamMove) -> String {
    let wrong = move_team(&draft(), &register(), wanted).expect_err("it cannot be");
    let words: Vec<String> = wrong
        .into_iter()
        .map(|(field, words)| format!("{field:?}: {words}"))
        .collect();
    words.join("\n")
}

#[test]
fn a_team_moves_with_all_that_is_in_it() {
    let moved = move_team(
        &draft(),
        &register(),
        &wanted("placements team", "Commissioning", "Commissioning Manager"),
    );
    let moved = moved.expect("nothing is wrong");
    // The organisers keep their manager, who moves with them.
    assert_eq!((moved.posts, moved.new_line_manager), (7, 3));
    let resolved = resolve(&moved.draft.case);
    assert!(
        resolved.diagnostics.is_empty(),
        "{:?}",
        resolved.diagnostics
    );
    let words: Vec<String> = unit_changes(&moved.draft)
        .into_iter()
        .map(|one| one.words)
        .collect();
    assert_eq!(words, ["placements team moves into Commissioning"]);
    assert_eq!(Grid::of(&moved.draft.case).rows.len(), 2);
    let manager = |title: &str| {
        let mut lines = resolved
            .after
            .lines()
            .filter(|line| line.post.title == title);
        lines.next().and_then(|line| line.post.line_manager.clone())
    };
    assert_eq!(
        manager("Team Manager").as_deref(),
        Some("Commissioning Manager")
    );
    assert_eq!(
        manager("Duty Officer").as_deref(),
        Some("Commissioning Manager")
    );
    let back = without_unit_change(&moved.draft, 0);
    assert!(unit_changes(&back).is_empty());
    assert_eq!(back.case.changes.len(), 2);
}

#[test]
fn what_cannot_move_is_said_in_words() {
    assert_eq!(
        wrong(&wanted("Placements Team", "Emergency Placements", "")),
        "Into: The Placements Team cannot move into Emergency Placements, which is inside it"
    );
    assert_eq!(
        wrong(&wanted("Placements Team", "Placements Team", "")),
        "Into: The Placements Team cannot move into itself"
    );
    assert_eq!(
        wrong(&wanted("Commissioning", "Children", "Comissioning Manager")),
        "Into: Commissioning is in Children already\n\
        ReportsTo: No post is called \u{2018}Comissioning Manager\u{2019}. Did you mean Commissioning Manager?"
    );
    assert_eq!(
        wrong(&TeamMove::default()),
        "Unit: Select what moves\nInto: Select where it moves to"
    );
}

#[test]
fn a_loop_of_two_moves_is_refused() {
    let once = move_team(
        &draft(),
        &register(),
        &wanted("Commissioning", "Placements Team", ""),
    );
    let once = once.expect("nothing is wrong").draft;
    let twice = move_team(
        &once,
        &register(),
        &wanted("Placements Team", "Commissioning", ""),
    );
    let (_, words) = twice.expect_err("it is a loop").remove(0);
    assert_eq!(
        words,
        "The Placements Team cannot move into Commissioning, which is inside it"
    );
}

#[test]
fn a_fix_is_an_edit_of_the_draft() {
    let text = "muster = 1\ntitle = \"Fixed\"\nbody = \"Anytown\"\n\n[[post]]\ntitle = \"Driver\"\nposts = 2\nfte = 2\n\n\
        [[change]]\ndisestablish = \"Drivr\"\n";
    let draft = Draft::taken_in("mine.toml", text.as_bytes()).expect("it is read");
    let resolved = resolve(&draft.case);
    let finding = resolved
        .diagnostics
        .iter()
        .find(|one| !one.fixes.is_empty());
    let finding = finding.expect("there is a slip");
    assert_eq!(finding.severity(), Severity::Error);
    let mended = mend(&draft, finding, &finding.fixes[0]).expect("it is read again");
    assert!(
        mended.text().contains("disestablish = \"Driver\""),
        "{}",
        mended.text()
    );
    assert!(resolve(&mended.case).diagnostics.is_empty());
}

#[test]
fn drafts_differ_in_records() {
    let moved = move_team(
        &draft(),
        &register(),
        &wanted("Placements Team", "Commissioning", ""),
    );
    let moved = moved.expect("nothing is wrong").draft;
    assert!(differing(&moved, &moved).is_empty());
    let found = differing(&draft(), &moved);
    let told: Vec<String> = found
        .iter()
        .map(|one| {
            format!(
                "{} {}: {:?} {:?}",
                one.kind, one.about, one.before, one.after
            )
        })
        .collect();
    let expected = [
        r#"unit Children: [] ["name = \"Children\""]"#,
        r#"unit Placements Team: [] ["name = \"Placements Team\"", "part_of = \"Children\""]"#,
        r#"unit Commissioning: [] ["name = \"Commissioning\"", "part_of = \"Children\""]"#,
        r#"change Placements Team: [] ["move_unit = \"Placements Team\"", "into = \"Commissioning\""]"#,
    ];
    assert_eq!(told, expected);
}

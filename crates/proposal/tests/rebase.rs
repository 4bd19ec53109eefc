//! A proposal on a register that moves while it is written.

use std::fmt::Write as _;

use base::Date;
use diagnostics::Sources;
use jiff::civil::date;
use proposal::rebase::{Answer, Clash, Moved, Rebase, UnderWay, crossings, rebase, units_touched};
use proposal::{Case, read, resolve_on, write};
use proptest::prelude::*;
use register::{Establishment, Ledger};

const DAY: Date = date(2019, 6, 1);

const OPENING: &str = r#"
title = "Opening"
body = "Anytown Council"
date = 2018-04-01

[[unit]]
name = "Commissioning"

[[unit]]
name = "Placements"
part_of = "Commissioning"

[[post]]
title = "Group Manager"
grade = "Band E"
posts = 1
fte = 1
unit = "Commissioning"

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4
unit = "Commissioning"

[[post]]
title = "Commissioning Officer"
grade = "Band B"
posts = 2
fte = 2
unit = "Placements"
until = 2020-03-31
"#;

const PROPOSAL: &str = r#"
title = "Reorganisation"
body = "Anytown Council"
date = 2019-05-20

[defaults]
from = 2019-06-01

[[change]]
change = "Commissioning Officer"
to = { grade = "Band C" }

[[change]]
disestablish = "Commissioning Assistant"
posts = 4

[[change]]
establish = "Service Organiser"
grade = "Grade 4"
posts = 4
fte = 4
unit = "Commissioning"
reports_to = "Group Manager"
in_place_of = "Commissioning Assistant"
"#;

fn case(text: &str) -> Case {
    let (case, found) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    let found: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert!(found.is_empty(), "{found:?}");
    case
}

/// The register of the council, moved by decisions one after another.
struct Register(Ledger);

impl Register {
    fn opened() -> Self {
        let mut register = Self(Ledger::new());
        register.decide(OPENING);
        register
    }

    fn decide(&mut self, text: &str) {
        let decided = case(text);
        let mut branch = self.0.branch();
        resolve_on(&decided, self.held(), &mut branch);
        for entry in branch.entries() {
            let (authority, act) = (entry.authority.clone(), entry.act.clone());
            self.0
                .record(entry.recorded, entry.effective, authority, act);
        }
    }

    fn officer(&mut self, changes: &str) {
        self.decide(&format!(
            "title = \"Officer decision\"\nbody = \"Anytown Council\"\ndate = 2019-05-02\n\
             decision_maker = \"Service Director\"\n{changes}"
        ));
    }

    fn entries(&self) -> u32 {
        self.0.next_position().number() - 1
    }

    fn held(&self) -> Establishment {
        self.0.fold(DAY, DAY).establishment
    }

    fn rebase(&self, text: &str, since: u32) -> Rebase {
        rebased(&case(text), self, since)
    }
}

fn rebased(case: &Case, register: &Register, since: u32) -> Rebase {
    let written = register.0.when_it_had(since).fold(DAY, DAY).establishment;
    let now = register.held();
    let moved = Moved {
        written: &written,
        now: &now,
        ledger: &register.0,
        since,
    };
    rebase(case, &moved)
}

/// Everything that a rebase says.
fn said(rebase: &Rebase) -> String {
    let mut text = String::new();
    for one in &rebase.conflicts {
        let _ = writeln!(text, "{} ({:?})", one.title, one.clash);
        let _ = writeln!(text, "  when written: {}", one.written);
        let moved = one.moved_by.iter().map(|by| {
            let maker = by.decision.maker.as_deref().unwrap_or("the council");
            format!(
                ", {} by {maker} on {}",
                by.did,
                base::long_date(by.decision.date)
            )
        });
        let _ = writeln!(
            text,
            "  register now: {}{}",
            one.now,
            moved.collect::<String>()
        );
        let _ = writeln!(text, "  proposal: {}", one.proposed);
        for way in &one.ways {
            let _ = writeln!(text, "  - {}", way.label);
        }
    }
    for one in &rebase.also_changed {
        let _ = writeln!(text, "{} also changed: {:?}", one.title, one.fields);
    }
    text
}

/// The case after its only conflict was settled in one way.
fn settled(rebase: &Rebase, way: &str) -> String {
    let ways = &rebase.conflicts[0].ways;
    let way = ways
        .iter()
        .position(|one| one.label == way)
        .expect("there is such a way");
    let answer = Answer {
        conflict: 0,
        way,
        reason: "Agreed with the group manager".into(),
    };
    write(&rebase.settled(&[answer], date(2019, 5, 7)))
}

#[test]
fn a_register_that_has_not_moved_changes_nothing() {
    let register = Register::opened();
    let rebase = register.rebase(PROPOSAL, register.entries());
    assert!(rebase.is_clean(), "{}", said(&rebase));
    assert_eq!(write(&rebase.case), write(&case(PROPOSAL)));
}

#[test]
fn fewer_posts_than_asked_for_are_a_conflict_with_three_ways() {
    let mut register = Register::opened();
    let since = register.entries();
    register.officer(
        "[[change]]\ndisestablish = \"Commissioning Assistant\"\nposts = 1\nfrom = 2019-05-02",
    );
    let rebase = register.rebase(PROPOSAL, since);
    assert_eq!(
        said(&rebase),
        "Change 2, Commissioning Assistant (FewerPosts)\n\
        \x20 when written: 4 posts\n\
        \x20 register now: 3 posts, 1 post disestablished by Service Director on 2 May 2019\n\
        \x20 proposal: disestablish 4 posts\n\
        \x20 - Disestablish the 3 that remain, establish 4\n\
        \x20 - Disestablish 3, establish 3\n\
        \x20 - Leave this change out\n"
    );
    let case = case(&settled(&rebase, "Disestablish 3, establish 3"));
    let text = write(&case);
    assert!(
        text.contains("reason   = \"Agreed with the group manager\""),
        "{text}"
    );
    assert!(
        text.contains("answer   = \"Disestablish 3, establish 3\""),
        "{text}"
    );
    let resolved = resolve_on(&case, register.held(), &mut register.0.branch());
    assert!(
        resolved.diagnostics.is_empty(),
        "{:?}",
        resolved.diagnostics
    );
    let fte: Vec<String> = { resolved.effects.iter() }
        .filter_map(|effect| effect.after.as_ref().or(effect.before.as_ref()))
        .map(|line| format!("{} {}", line.post.title, line.post.fte))
        .collect();
    assert_eq!(
        fte,
        [
            "Commissioning Officer 2",
            "Commissioning Assistant 3",
            "Service Organiser 3"
        ]
    );
    let rest = rebased(&case, &register, since);
    assert!(rest.conflicts.is_empty(), "{}", said(&rest));
}

#[test]
fn posts_that_ended_a_grade_that_changed_and_a_manager_who_left_are_told_apart() {
    let mut register = Register::opened();
    let since = register.entries();
    register.officer(
        "[[change]]\ndisestablish = \"Commissioning Assistant\"\nfrom = 2019-05-02\n\
         [[change]]\nchange = \"Commissioning Officer\"\nto = { grade = \"Band D\", unit = \"Commissioning\" }\nfrom = 2019-05-02\n\
         [[change]]\ndisestablish = \"Group Manager\"\nfrom = 2019-05-02\n\
         [[change]]\nestablish = \"Head of Commissioning\"\nposts = 1\nfte = 1\nunit = \"Commissioning\"\n\
         in_place_of = \"Group Manager\"\nfrom = 2019-05-02",
    );
    let text = said(&register.rebase(PROPOSAL, since));
    for part in [
        "Change 1, Commissioning Officer (FieldChanged(Grade))\n  when written: grade: Band B\n  register now: grade: Band D",
        "  - Change the grade from Band D to Band C\n",
        "Change 2, Commissioning Assistant (PostGone)\n  when written: 4 posts\n  register now: None",
        "  - Leave it out, and Change 3, Service Organiser with it\n",
        "Change 3, Service Organiser (ManagerGone)",
        "  - Report to the Head of Commissioning\n",
        "Change 3, Service Organiser (PlaceGone)",
        "Change 1, Commissioning Officer also changed: [Unit]",
    ] {
        assert!(text.contains(part), "{part}\n--\n{text}");
    }
}

#[test]
fn a_unit_that_ended_or_is_called_otherwise_is_one_conflict_for_all_its_changes() {
    let mut register = Register::opened();
    let since = register.entries();
    register.officer(
        "[[change]]\nrename_unit = \"Commissioning\"\nto = \"Commissioning and Resources\"",
    );
    let rebase = register.rebase(PROPOSAL, since);
    let text = said(&rebase);
    assert!(
        text.starts_with("Unit, Commissioning (UnitRenamed)"),
        "{text}"
    );
    assert_eq!(rebase.conflicts.len(), 1, "{text}");
    let text = settled(&rebase, "Call it Commissioning and Resources");
    assert!(
        text.contains("unit        = \"Commissioning and Resources\""),
        "{text}"
    );
}

#[test]
fn what_is_so_already_need_not_be_asked_for() {
    let mut register = Register::opened();
    let since = register.entries();
    register.officer("[[change]]\nchange = \"Commissioning Officer\"\nto = { grade = \"Band C\" }\nfrom = 2019-05-02");
    let rebase = register.rebase(PROPOSAL, since);
    assert_eq!(rebase.conflicts[0].clash, Clash::AlreadySo);
    let text = settled(&rebase, "Leave this change out");
    assert!(!text.contains("Band C"), "{text}");
}

#[test]
fn other_fields_of_the_same_post_are_shown_and_hinder_nothing() {
    let mut register = Register::opened();
    let since = register.entries();
    register.officer("[[change]]\nmake_permanent = \"Commissioning Officer\"\nfrom = 2019-05-02");
    let rebase = register.rebase(PROPOSAL, since);
    assert_eq!(
        said(&rebase),
        "Change 1, Commissioning Officer also changed: [Tenure]\n"
    );
}

#[test]
fn the_posts_that_a_case_lists_follow_the_register() {
    let mut register = Register::opened();
    let since = register.entries();
    let listed = PROPOSAL.replace(
        "[[change]]\nchange",
        "[[unit]]\nname = \"Commissioning\"\n\n[[unit]]\nname = \"Placements\"\npart_of = \"Commissioning\"\n\n\
         [[post]]\ntitle = \"Commissioning Officer\"\ngrade = \"Band B\"\nposts = 2\nfte = 2\nunit = \"Placements\"\n\n\
         [[change]]\nchange",
    );
    register.officer(
        "[[change]]\nchange = \"Commissioning Officer\"\nto = { grade = \"Band D\" }\nposts = 1\nfrom = 2019-05-02",
    );
    let rebase = register.rebase(&listed, since);
    let text = write(&rebase.case);
    assert!(
        text.contains("grade = \"Band B\"\nposts = 1\nfte   = 1\n"),
        "{text}"
    );
    // Nothing is attested a second time.
    let mut branch = register.0.branch();
    resolve_on(&rebase.case, register.held(), &mut branch);
    let lines: usize = register.held().lines().count();
    let after = resolve_on(&rebase.case, register.held(), &mut register.0.branch()).before;
    assert_eq!(after.lines().count(), lines);
}

fn crossed(one: &str, other: &str) -> Vec<String> {
    let register = Register::opened();
    let (one, other) = (case(one), case(other));
    let carried = |case: &Case| resolve_on(case, register.held(), &mut register.0.branch());
    let (a, b) = (carried(&one), carried(&other));
    let own = UnderWay {
        case: &one,
        resolved: &a,
    };
    let others = [UnderWay {
        case: &other,
        resolved: &b,
    }];
    let found = crossings(own, &others).into_iter();
    found
        .map(|one| format!("{:?}: {}", one.kind, one.about))
        .collect()
}

#[test]
fn open_proposals_are_held_against_each_other() {
    let other = "title = \"Other\"\nbody = \"Anytown Council\"\ndate = 2019-07-01\n[defaults]\nfrom = 2019-08-01\n";
    let with = |changes: &str| crossed(PROPOSAL, &format!("{other}{changes}"));
    assert_eq!(
        with("[[change]]\ndisestablish = \"Commissioning Assistant\"\nposts = 1"),
        ["SamePost: Commissioning Assistant"]
    );
    assert_eq!(
        with("[[change]]\nmake_permanent = \"Commissioning Officer\""),
        ["AlsoChanged: Commissioning Officer"]
    );
    assert_eq!(
        with("[[change]]\ndisestablish = \"Group Manager\""),
        ["ReportsToEnded: Group Manager"]
    );
    assert_eq!(
        with(
            "[[change]]\ndisestablish = \"Group Manager\"\n[[change]]\nestablish = \"Ranger\"\nfte = 1\nreports_to = \"Service Organiser\""
        ),
        ["ReportsToEnded: Group Manager"]
    );
    let on = "[[change]]\nestablish = \"Ranger\"\nfte = 1\nreports_to = \"Service Organiser\"";
    assert_eq!(
        crossed(&format!("{other}{on}"), PROPOSAL),
        ["DependsOn: Service Organiser"]
    );
    let saving =
        "[[saving]]\nname = \"Staffing\"\n[[saving.years]]\nyear = \"2019-20\"\namount = 45000\n";
    assert_eq!(
        crossed(&format!("{PROPOSAL}{saving}"), &format!("{other}{saving}")),
        ["SavingTwice: Staffing"]
    );
    assert!(with("[[change]]\nestablish = \"Ranger\"\nfte = 1").is_empty());
}

const TITLES: [&str; 4] = [
    "Group Manager",
    "Commissioning Assistant",
    "Commissioning Officer",
    "Service Organiser",
];

/// A change of a proposal or of a decision, as a case file has it.
fn change() -> impl Strategy<Value = String> {
    let title = || prop::sample::select(&TITLES[..]);
    let unit = || prop::sample::select(&["Commissioning", "Placements"][..]);
    let grade = || prop::sample::select(&["Grade 3", "Grade 4", "Band B", "Band C"][..]);
    prop_oneof![
        (title(), prop::option::of(1..4_u32)).prop_map(|(title, posts)| {
            let posts = posts.map_or_else(String::new, |posts| format!("posts = {posts}\n"));
            format!("[[change]]\ndisestablish = \"{title}\"\n{posts}")
        }),
        (title(), grade(), prop::option::of(1..3_u32)).prop_map(|(title, grade, posts)| {
            let posts = posts.map_or_else(String::new, |posts| format!("posts = {posts}\n"));
            format!("[[change]]\nchange = \"{title}\"\nto = {{ grade = \"{grade}\" }}\n{posts}")
        }),
        (title(), unit()).prop_map(|(title, unit)| {
            format!("[[change]]\nchange = \"{title}\"\nto = {{ unit = \"{unit}\" }}\n")
        }),
        (title(), 1..4_u32, unit(), title(), title()).prop_map(|(title, posts, unit, manager, place)| {
            format!(
                "[[change]]\nestablish = \"{title}\"\nposts = {posts}\nfte = {posts}\nunit = \"{unit}\"\n\
                 reports_to = \"{manager}\"\nin_place_of = \"{place}\"\n"
            )
        }),
        title().prop_map(|title| format!("[[change]]\nmake_permanent = \"{title}\"\n")),
        Just("[[change]]\nclose_unit = \"Placements\"\n".to_owned()),
        Just("[[change]]\nrename_unit = \"Placements\"\nto = \"Homes\"\n".to_owned()),
        Just("[[change]]\nmerge_units = [\"Placements\"]\ninto = \"Commissioning\"\n".to_owned()),
    ]
}

fn decision(day: Date, changes: &[String]) -> String {
    format!(
        "title = \"Decision of {day}\"\nbody = \"Anytown Council\"\ndate = {day}\n[defaults]\nfrom = 2019-05-01\n{}",
        changes.concat()
    )
}

/// How many changes have an effect, and which.
fn carried_out(case: &Case, register: &Register) -> std::collections::BTreeSet<usize> {
    let resolved = resolve_on(case, register.held(), &mut register.0.branch());
    resolved
        .effects
        .iter()
        .map(|effect| effect.change)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn on_a_register_that_stands_still_every_proposal_is_what_it_was(
        decided in prop::collection::vec(change(), 0..5),
        proposed in prop::collection::vec(change(), 0..5),
    ) {
        let mut register = Register::opened();
        register.decide(&decision(date(2019, 4, 1), &decided));
        let proposal = decision(date(2019, 5, 20), &proposed);
        let rebase = register.rebase(&proposal, register.entries());
        prop_assert!(rebase.is_clean(), "{}", said(&rebase));
        prop_assert_eq!(write(&rebase.case), write(&case(&proposal)));
    }

    #[test]
    fn settling_all_conflicts_leaves_a_proposal_that_can_be_carried_out(
        proposed in prop::collection::vec(change(), 1..5),
        decided in prop::collection::vec(prop::collection::vec(change(), 1..3), 1..4),
        picks in prop::collection::vec(0..8_usize, 40),
    ) {
        let mut register = Register::opened();
        let since = register.entries();
        let mut own = case(&decision(date(2019, 5, 20), &proposed));
        let could = carried_out(&own, &register);
        // What could not be carried out before anybody moved is no conflict.
        prop_assume!(could.len() == own.changes.len());
        for (at, changes) in decided.iter().enumerate() {
            let day = date(2019, 5, i8::try_from(at + 1).unwrap());
            register.decide(&decision(day, changes));
        }
        let (mut picks, mut rounds) = (picks.into_iter(), 0);
        loop {
            let rebase = rebased(&own, &register, since);
            let answers: Vec<Answer> = { rebase.conflicts.iter().enumerate() }
                .map(|(conflict, one)| {
                    assert!(!one.ways.is_empty(), "{}", said(&rebase));
                    let way = picks.next().unwrap_or(usize::MAX).min(one.ways.len() - 1);
                    Answer { conflict, way, reason: "Because".into() }
                })
                .collect();
            let stops = rebase.conflicts.iter().any(|one| !matches!(
                one.clash,
                Clash::FieldChanged(_) | Clash::OtherNumber | Clash::AlreadySo
            ));
            if !stops {
                own = case(&write(&rebase.settled(&answers, date(2019, 5, 21))));
                break;
            }
            own = case(&write(&rebase.settled(&answers, date(2019, 5, 21))));
            rounds += 1;
            prop_assert!(rounds < 12, "{}", said(&rebased(&own, &register, since)));
        }
        let can = carried_out(&own, &register);
        prop_assert_eq!(can.len(), own.changes.len(), "{}", write(&own));
    }

    #[test]
    fn what_others_left_alone_stays_as_it_was(
        decided in prop::collection::vec(change(), 0..4),
    ) {
        let mut register = Register::opened();
        let since = register.entries();
        let own = "[[change]]\nestablish = \"Ranger\"\nposts = 1\nfte = 1\n";
        let own = decision(date(2019, 5, 20), &[own.to_owned()]);
        register.decide(&decision(date(2019, 5, 1), &decided));
        let rebase = register.rebase(&own, since);
        prop_assert!(rebase.is_clean(), "{}", said(&rebase));
        prop_assert_eq!(write(&rebase.case), write(&case(&own)));
    }
}

#[test]
fn a_case_is_about_the_units_whose_posts_it_takes_too() {
    let register = Register::opened();
    let about = |change: &str| {
        let text = format!("title = \"Moves\"\nbody = \"Anytown Council\"\n{change}");
        units_touched(&case(&text), &register.held())
    };
    // Whoever has access for the unit into which posts come has it not for the unit that loses them.
    let moved =
        "[[change]]\nchange = \"Commissioning Assistant\"\nto = { unit = \"Placements\" }\n";
    assert_eq!(about(moved), ["Placements", "Commissioning"]);
    let listed = "[[post]]\ntitle = \"Clerk\"\ngrade = \"Grade 2\"\nposts = 1\nfte = 1\nunit = \"Typing Pool\"\n\n\
                  [[change]]\nchange = \"Clerk\"\nto = { unit = \"Placements\" }\n";
    assert_eq!(about(listed), ["Placements", "Typing Pool"]);
    let ended = "[[change]]\ndisestablish = \"Commissioning Officer\"\n";
    assert_eq!(about(ended), ["Placements"]);
}

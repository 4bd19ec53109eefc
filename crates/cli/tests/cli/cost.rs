//! `muster cost`.

use serde_json::Value;

use super::{FIVE, THREE, muster, muster_in, with};

/// The figure of that name in the answer for one case.
fn figure<'v>(answer: &'v Value, name: &str) -> &'v Value {
    let figures = answer["cases"][0]["figures"].as_array().expect("figures");
    let found = figures.iter().find(|figure| figure["name"] == name);
    found.unwrap_or_else(|| panic!("no figure {name}"))
}

#[test]
fn the_figures_of_2018_come_out_to_the_pound() {
    let answer = muster(&["cost", THREE[0], "--format", "json"]).json();
    let pence = |name: &str| figure(&answer, name)["pence"].as_i64();
    assert_eq!(pence("cost.posts.full_year"), Some(28_177_600));
    assert_eq!(pence("cost.full_year"), Some(28_493_700));
    assert_eq!(pence("cost.part_year"), Some(21_449_300));
    assert_eq!(figure(&answer, "cost.full_year")["value"], "£284,937");
    assert_eq!(figure(&answer, "cost.full_year")["origin"], "computed");
    assert_eq!(
        figure(&answer, "stated.additional_cost")["origin"],
        "stated"
    );
    assert_eq!(figure(&answer, "fte.change")["fte"], "17/2");
    let line = &answer["cases"][0]["lines"][0];
    assert_eq!(line["after"]["unit"]["pence"], 4_070_200);
    assert_eq!(line["after"]["unit_is"], "stated");
    assert!(line["after"]["working"].is_null());
}

#[test]
fn what_is_not_known_is_null_with_words() {
    let answer = muster(&["cost", THREE[1], "--format", "json"]).json();
    let before = &answer["cases"][0]["totals"]["full_year"]["before"];
    assert_eq!(before["pence"], Value::Null);
    assert!(
        before["words"]
            .as_str()
            .is_some_and(|words| words.starts_with("at least £"))
    );
    let change = &answer["cases"][0]["totals"]["full_year"]["change"];
    assert_eq!(change["pence"], -2_996_900);
    let budget = &answer["cases"][0]["budgets"][0];
    assert_eq!(budget["gap"]["pence"], 4_698_900);
    assert_eq!(budget["permanent_gap"]["pence"], 9_678_900);
    let answer = muster(&["cost", FIVE[0], "--format", "json"]).json();
    let posts = figure(&answer, "cost.posts.full_year");
    assert_eq!(
        (&posts["value"], &posts["pence"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(posts["words"], "not known");
}

#[test]
fn a_person_reads_lines_totals_budgets_and_funding() {
    let ran = muster(&with(&["cost"], &THREE));
    assert_eq!(ran.code(), 1);
    for words in [
        "Full-year cost, line by line",
        "£40,702 stated",
        "£23,888 computed",
        "8.5 more",
        "1 less",
        "£46,989",
        "£96,789",
        "High Needs Block",
    ] {
        assert!(ran.out.contains(words), "{words}:\n{}", ran.out);
    }
    assert!(
        ran.err.contains("to see them: muster check cases/2018"),
        "{}",
        ran.err
    );
    assert!(!ran.out.contains("How each line"));
}

#[test]
fn every_line_can_be_explained() {
    let ran = muster(&["cost", THREE[0], "--explain"]);
    assert!(
        ran.out.contains("How each line was worked out"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("Stated cost of one full-time post: £40,702"),
        "{}",
        ran.out
    );
    let ran = muster(&["cost", THREE[0], "--explain", "--format", "json"]);
    let working = &ran.json()["cases"][0]["lines"][0]["after"]["working"];
    assert!(
        working.as_array().is_some_and(|steps| steps.len() > 3),
        "{working}"
    );
}

#[test]
fn basis_and_profile_can_be_chosen() {
    let basis = |arguments: &[&str]| {
        let answer = muster(&with(arguments, &[THREE[0]])).json();
        let case = &answer["cases"][0];
        let unit = &case["lines"][0]["after"]["unit_is"];
        (case["basis"].clone(), case["profile"].clone(), unit.clone())
    };
    let profile = basis(&["cost", "--format", "json", "--basis", "profile"]);
    assert_eq!(
        profile,
        ("profile".into(), "ncc-2018-19".into(), "computed".into())
    );
    let statutory = basis(&["cost", "--format", "json", "--profile", "statutory"]);
    assert_eq!(
        statutory,
        ("stated".into(), "statutory".into(), "stated".into())
    );
    let ran = muster(&["cost", THREE[0], "--profile", "ncc"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err.contains("ncc-2018-19"), "{}", ran.err);
}

#[test]
fn options_with_changes_of_their_own_are_told_beside_what_is_proposed() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let case = "muster = 1\ntitle = \"Fewer officers\"\nbody = \"Anytown\"\ndate = 2019-04-01\n\
        [[post]]\ntitle = \"Officer\"\nposts = 4\nfte = 4\ncost = 30000\n\
        [[change]]\ndisestablish = \"Officer\"\nposts = 1\nfte = 1\n\
        [[option]]\nname = \"End one\"\nadopted = true\n\
        [[option]]\nname = \"End two\"\nrejected_because = \"too few are left\"\n\
        [[option.change]]\ndisestablish = \"Officer\"\nposts = 2\nfte = 2\n";
    let file = folder.path().join("case.toml");
    std::fs::write(&file, case).expect("it is written");
    let ran = muster_in(folder.path(), &["cost", "case.toml"]);
    let told: Vec<&str> = ran
        .out
        .lines()
        .skip_while(|line| *line != "Options")
        .take_while(|line| !line.is_empty())
        .collect();
    assert_eq!(
        told,
        [
            "Options",
            "  Option                 Full-year change        FTE",
            "  ---------------------  ----------------  ---------",
            "  No change                            \u{a3}0  no change",
            "  A: End one (proposed)          \u{2212}\u{a3}30,000     1 less",
            "  B: End two                     \u{2212}\u{a3}60,000     2 less",
        ],
        "{}",
        ran.out
    );
    let ran = muster_in(folder.path(), &["cost", "case.toml", "--format", "json"]);
    let options = &ran.json()["cases"][0]["options"];
    assert_eq!(options[0]["option"], Value::Null);
    assert_eq!(options[1]["name"], "End two");
}

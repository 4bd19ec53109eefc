//! Case files in, what they do as text out.

use base::{Date, Known};
use diagnostics::Sources;
use jiff::civil::date;
use proposal::{Case, read, replay, resolve};
use proptest::prelude::*;
use register::{Establishment, Line};

fn case(text: &str) -> (Case, String) {
    let mut sources = Sources::new();
    let (case, found) = read(&mut sources, "case.toml", text.as_bytes());
    let resolved = resolve(&case);
    let all = found.iter().chain(&resolved.diagnostics).map(|finding| {
        let (line, _) = sources.line_and_column(&finding.place);
        format!("{line}: {}: {}", finding.code(), finding.message)
    });
    let found = all.collect::<Vec<_>>().join("\n");
    (case, found)
}

/// What a case finds, then the establishment after it.
fn after(text: &str) -> String {
    let (case, found) = case(text);
    let lines = lines(&resolve(&case).after);
    [found, lines]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn lines(establishment: &Establishment) -> String {
    let line = |line: &Line| {
        let post = &line.post;
        let tenure = post.tenure.as_ref().map(ToString::to_string);
        let tenure = tenure.known().unwrap_or_else(|| "tenure not known".into());
        let unit = establishment.placement_name(&post.placement);
        format!(
            "{}, {}, {} FTE, {} posts, {tenure}, {unit}",
            post.title, post.grade, post.fte, post.posts
        )
    };
    establishment
        .lines()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

const BASE: &str = r#"
[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
fte = 5
unit = "Group"

[[post]]
title = "Officer"
grade = "Grade 4"
posts = 2
hours = 18.5
unit = "Team A"

[[post]]
title = "Officer"
grade = "Grade 5"
posts = 1
fte = 1
unit = "Team B"
"#;

fn changed(changes: &str) -> String {
    after(&format!("{BASE}\n{changes}"))
}

#[test]
fn a_change_takes_part_of_a_line_and_the_rest_stays() {
    let text = "[[change]]\ndisestablish = \"Commissioning Assistants\"\nfte = 4.5";
    let left =
        "Commissioning Assistant, Grade 3, 0.5 FTE, not known posts, tenure not known, Group";
    assert!(changed(text).starts_with(left), "{}", changed(text));
}

#[test]
fn a_part_that_cannot_be_read_is_never_the_whole() {
    let text = "[[change]]\ndisestablish = \"Commissioning Assistant\"\nfte = \"0,5\"";
    let (_, found) = case(&format!("{BASE}\n{text}"));
    assert!(found.contains("not-an-amount"), "{found}");
    let after = changed(text);
    assert!(
        after.contains("Commissioning Assistant, Grade 3, 5 FTE"),
        "{after}"
    );
}

#[test]
fn hours_of_so_many_posts_give_the_fte_and_a_number_of_posts_alone_does_not() {
    let text = "[[change]]\nestablish = \"Clerk\"\nposts = 3\nunit = \"Group\"";
    let text = changed(text);
    assert!(text.contains("Officer, Grade 4, 1 FTE, 2 posts"), "{text}");
    assert!(text.contains("quantity-not-known"), "{text}");
    assert!(
        text.ends_with("Clerk, not known, not known FTE, 3 posts, tenure not known, Group"),
        "{text}"
    );
}

#[test]
fn ambiguity_is_reported_with_the_candidates() {
    let (_, found) = case(&format!("{BASE}\n[[change]]\ndisestablish = \"Officer\""));
    assert_eq!(
        found,
        "23: post-ambiguous: \"Officer\" fits 2 lines of the base"
    );
    let text = changed("[[change]]\ndisestablish = \"Officer\"\nunit = \"Team B\"");
    assert!(
        !text.contains("Grade 5") && text.contains("Grade 4"),
        "{text}"
    );
}

#[test]
fn all_changes_to_one_line_count_together() {
    let change = "[[change]]\ndisestablish = \"Commissioning Assistant\"\nfte = 3\n";
    let (_, found) = case(&format!("{BASE}\n{change}\n{change}"));
    assert_eq!(
        found,
        "28: too-many-posts: 3 FTE of Commissioning Assistant are asked for; the base holds 5 FTE"
    );
}

#[test]
fn one_change_alters_several_things_and_the_post_stays_the_same() {
    let text = "[[change]]\nchange = \"Officer\"\ngrade = \"Grade 5\"\nto = { title = \"Lead Officer\", grade = \"Grade 6\", fte = 0.5, unit = \"Team A\", until = 2020-03-31 }";
    let text = changed(text);
    let expected = "Lead Officer, Grade 6, 0.5 FTE, 1 posts, temporary until 31 March 2020, Team A";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn units_are_renamed_moved_merged_and_closed() {
    let text = after(
        r#"
[[unit]]
name = "Service"
[[unit]]
name = "Team A"
part_of = "Service"
[[unit]]
name = "Team B"
part_of = "Service"
[[post]]
title = "Officer"
fte = 1
unit = "Team B"
[[change]]
rename_unit = "Service"
to = "Directorate"
[[change]]
create_unit = "Team C"
part_of = "Directorate"
[[change]]
merge_units = ["Team A", "Team B"]
into = "Team C"
[[change]]
close_unit = "Team C"
"#,
    );
    assert_eq!(
        text,
        "24: change-refused: this cannot be done: the unit still holds posts or units\n\
         Officer, not known, 1 FTE, not known posts, tenure not known, Team C"
    );
}

#[test]
fn circles_of_units_and_of_reporting_lines_are_reported_once() {
    let (_, found) = case(
        r#"
[[unit]]
name = "A"
part_of = "B"
[[unit]]
name = "B"
part_of = "A"
[[post]]
title = "Manager"
fte = 1
unit = "A"
reports_to = "Officer"
[[post]]
title = "Officer"
fte = 1
unit = "A"
reports_to = "Manager"
"#,
    );
    assert_eq!(
        found,
        "7: unit-cycle: \"B\" would be part of itself through \"A\"\n\
         17: reporting-cycle: these posts report to each other: Manager, Officer"
    );
}

#[test]
fn an_end_before_the_start_costs_nothing_and_is_said() {
    let text = "[[change]]\nestablish = \"Clerk\"\nfte = 1\nfrom = 2020-04-01\nuntil = 2020-03-31";
    assert_eq!(
        case(text).1,
        "5: dates-out-of-order: it ends on 31 March 2020, before it starts on 1 April 2020"
    );
    assert_eq!(after(text).lines().count(), 1);
}

fn in_force(cases: &[Case], day: Date) -> String {
    lines(&replay(cases).ledger.fold(day, day).establishment)
}

const FIRST: &str = r#"
title = "First"
date = 2018-06-18
[[obligation]]
what = "A further report"
about = ["Team A", "Team B"]
[[change]]
establish = "Clerk"
grade = "Grade 2"
fte = 2
unit = "Team A"
from = 2018-07-01
until = 2019-03-31
"#;

const SECOND: &str = r#"
title = "Second"
date = 2019-02-01
[[paper]]
title = "First"
date = 2018-06-18
[[paper]]
title = "Another"
date = 2018-12-01
[[discharge]]
what = "further report"
of = 2018-06-18
units = ["Team A"]
[[change]]
extend = "Clerk"
fte = 1
until = 2020-03-31
"#;

#[test]
fn cases_are_played_in_the_order_of_their_dates_on_one_register() {
    let cases = [case(SECOND).0, case(FIRST).0];
    assert_eq!(in_force(&cases, date(2018, 7, 1)).lines().count(), 1);
    assert_eq!(
        in_force(&cases, date(2019, 4, 1)),
        "Clerk, Grade 2, 1 FTE, not known posts, temporary until 31 March 2020, Team A"
    );
    let played = replay(&cases);
    let not_held: Vec<&str> = played
        .diagnostics
        .iter()
        .map(diagnostics::Diagnostic::code)
        .collect();
    assert_eq!(not_held, ["decision-not-held"]);
    let promise = &played.promises[0];
    assert_eq!(
        promise.open_for(&played.played, date(2018, 12, 1)),
        Some(vec!["Team A".into(), "Team B".into()])
    );
    assert_eq!(
        promise.open_for(&played.played, date(2019, 2, 1)),
        Some(vec!["Team B".into()])
    );
}

#[test]
fn a_base_that_disagrees_with_the_register_is_reported_and_the_register_stays() {
    let second = "title = \"Second\"\ndate = 2019-02-01\n[[post]]\ntitle = \"Clerk\"\nfte = 3\nunit = \"Team A\"";
    let played = replay(&[case(FIRST).0, case(second).0]);
    let found: Vec<&str> = played
        .diagnostics
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        found,
        ["the paper counts 3 FTE of Clerk; the register holds 2 FTE on 1 February 2019"]
    );
    let day = date(2019, 2, 1);
    assert_eq!(
        played.ledger.fold(day, day).establishment.lines().count(),
        1
    );
}

#[test]
fn two_councils_on_one_register_do_not_mix() {
    let elsewhere = "title = \"Elsewhere\"\nbody = \"Othertown\"\ndate = 2019-02-01\n\
        [[post]]\ntitle = \"Clerk\"\nfte = 3\nunit = \"Team A\"\n[[change]]\ndisestablish = \"Clerk\"";
    let cases = [case(FIRST).0, case(elsewhere).0];
    assert!(replay(&cases).diagnostics.is_empty());
    assert_eq!(
        in_force(&cases, date(2019, 3, 1)),
        "Clerk, Grade 2, 2 FTE, not known posts, temporary until 31 March 2019, Team A"
    );
}

#[test]
fn projecting_a_case_equals_recording_and_folding_it() {
    for text in [FIRST, BASE] {
        let dated = if text == BASE {
            format!("date = 2020-01-01\n{BASE}")
        } else {
            text.to_owned()
        };
        let (case, _) = case(&dated);
        let far = date(2018, 7, 1).max(date(2020, 1, 1));
        let day = if text == BASE { far } else { date(2018, 7, 1) };
        assert_eq!(
            lines(&resolve(&case).after),
            in_force(std::slice::from_ref(&case), day)
        );
    }
}

const TWO_ASKED: &str = r#"
title = "Two things"
date = 2018-06-18
[[post]]
title = "Clerk"
fte = 1
[[change]]
establish = "Officer"
fte = 1
[[change]]
establish = "Manager"
fte = 1
[[change]]
establish = "Driver"
fte = 1
[[recommendation]]
text = "That the post of Officer is established."
covers = ["Officer"]
[[recommendation]]
text = "That the post of Manager is established."
covers = ["Manager"]
[decision]
date = 2018-07-02
"#;

/// Title, standing, assumption and recorded day of the posts of a case with this outcome.
fn recorded(case_text: &str, outcome: &str) -> String {
    let (case, _) = case(&format!("{case_text}outcome = {outcome}"));
    let played = replay(&[case]);
    let found = played
        .diagnostics
        .iter()
        .map(|finding| finding.code().to_owned());
    let entry = |entry: &register::Entry| {
        let title = match &entry.act {
            register::Act::Establish { post, .. } | register::Act::Attest { post, .. } => {
                &post.title
            }
            _ => return None,
        };
        let authority = &entry.authority;
        let assumption = authority.assumption.as_deref().unwrap_or("");
        let (words, day) = (authority.standing.words(), entry.recorded);
        Some(format!(
            "{title}: {words} {}, {day}: {assumption}",
            authority.decision.date
        ))
    };
    let entries = played.ledger.entries().iter().filter_map(entry);
    found.chain(entries).collect::<Vec<_>>().join("\n")
}

const CLERK: &str = "Clerk: attested by 2018-06-18, 2018-06-18: ";

#[test]
fn only_what_an_approved_recommendation_covers_is_recorded() {
    assert_eq!(
        recorded(TWO_ASKED, r#"["approved", "refused"]"#),
        format!(
            "{CLERK}\n\
             Officer: decided by 2018-07-02, 2018-07-02: no date is given; the date of the decision stands for it\n\
             Driver: assumed approved as recommended in 2018-07-02, 2018-07-02: no recommendation of the report \
             covers this change; no date is given; the date of the report stands for it"
        )
    );
    for nothing in ["refused", "deferred", "noted", "recommended", "delegated"] {
        assert_eq!(
            recorded(TWO_ASKED, &format!("{nothing:?}")),
            CLERK,
            "{nothing}"
        );
    }
}

#[test]
fn a_decision_that_depends_on_something_else_says_so() {
    let dated = TWO_ASKED.replace("fte = 1\n", "fte = 1\nfrom = 2018-08-01\n");
    let dated = dated.replacen("fte = 1\nfrom = 2018-08-01\n", "fte = 1\n", 1);
    let subject = dated.replace(
        "covers = [\"Manager\"]",
        "covers = [\"Manager\", \"Driver\"]\nsubject_to = \"Council\"",
    );
    assert_eq!(
        recorded(
            &subject,
            r#"["approved subject to conditions", "approved"]"#
        ),
        format!(
            "{CLERK}\n\
             Officer: approved subject to conditions by 2018-07-02, 2018-07-02: whether the conditions are met is \
             not recorded\n\
             Manager: approved subject to conditions by 2018-07-02, 2018-07-02: Council must approve it as well, \
             and no decision of theirs is held\n\
             Driver: approved subject to conditions by 2018-07-02, 2018-07-02: Council must approve it as well, \
             and no decision of theirs is held"
        )
    );
}

#[test]
fn a_list_of_outcomes_of_another_length_decides_nothing() {
    let three = r#"["approved", "refused", "approved"]"#;
    assert_eq!(
        recorded(TWO_ASKED, three),
        format!("outcomes-miscounted\n{CLERK}")
    );
    assert_eq!(recorded(TWO_ASKED, "\"agreed\""), CLERK);
    let (_, found) = case(&format!("{TWO_ASKED}outcome = \"aproved\""));
    assert!(
        found.contains("unknown-choice: `outcome` of the decision cannot be \"aproved\""),
        "{found}"
    );
}

/// Bytes near to a case: pieces of real fields in any order, and any bytes at all.
fn near_cases() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "[[change]]\n",
            "[[post]]\n",
            "[[unit]]\n",
            "[report]\n",
            "[[saving]]\n",
            "title = ",
            "fte = ",
            "posts = ",
            "establish = ",
            "disestablish = ",
            "unit = ",
            "until = ",
            "from = ",
            "\"A\"\n",
            "1.5\n",
            "-4\n",
            "\"£1,2\"\n",
            "2019-02-30\n",
            "2019-03-31\n",
            "{ event = \"x\" }\n",
            "[",
            "]\n",
            "\"not known\"\n",
            "part_of = ",
            "name = ",
            "reports_to = ",
            "purpose = \"\"\"\n12. £5 {cost.full_year}\n\"\"\"\n",
            "years = [{ year = \"2018-19\" }]\n",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..12),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_resolved_and_played(bytes in near_cases()) {
        let mut sources = Sources::new();
        let (case, found) = read(&mut sources, "any.toml", &bytes);
        let resolved = resolve(&case);
        for finding in found.iter().chain(&resolved.diagnostics) {
            let (line, column) = sources.line_and_column(&finding.place);
            prop_assert!(line > 0 && column > 0);
        }
        let fte = |establishment: &Establishment| establishment.lines().any(|line| {
            matches!(line.post.fte, Known::Known(fte) if fte.is_negative())
        });
        prop_assert!(!fte(&resolved.after));
        replay(&[case]);
    }
}

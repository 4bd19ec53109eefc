//! The parts of a case on which people comment, as text.

use drafting::{Draft, Subject};
use proposal::Bodies;

fn subjects(text: &str) -> String {
    let draft = Draft::read(text);
    let all = Subject::all(&draft.case, Bodies::shipped().of(&draft.case));
    let mut out = String::new();
    for one in all {
        let text = one.text.map(|text| text.words().chars().take(24).collect());
        let text: String = text.unwrap_or_default();
        out += &format!("{} | {} | {text}\n", one.key, one.words);
    }
    out
}

const CASE: &str = r#"
title = "Two services"
body = "Anytown"

[[unit]]
name = "Placements"

[[post]]
title = "Officer"
grade = "Grade 3"
posts = 4
fte = 4
unit = "Placements"

[[change]]
disestablish = "Officer"
posts = 2

[[change]]
establish = "Organiser"
posts = 1
fte = 1
grade = "Grade 4"
unit = "Placements"

[[change]]
establish = "Organiser"
posts = 1
fte = 0.5
grade = "Grade 5"
unit = "Placements"

[[change]]
rename_unit = "Placements"
to = "Homes"

[[recommendation]]
text = "That the changes be approved."

[[option]]
name = "No change"

[[comment]]
kind = "hr"
role = "HR business partner"
text = "No objection."

[report]
purpose = """
To ask for approval.

7. It costs {cost.full_year} a year.
"""
"#;

#[test]
fn every_part_has_a_key_and_a_name() {
    let expected = "\
proposal | The proposal as a whole | \n\
change/officer | Disestablish: 2 × Officer | \n\
change/organiser | Establish: 1 × Organiser | \n\
change/organiser/2 | Establish: 1 × Organiser | \n\
unit/placements | Rename a unit: Placements | \n\
recommendation/1 | Recommendation 1 | That the changes be appr\n\
text/purpose/1 | Purpose, paragraph 1 of this section | To ask for approval.\n\
text/purpose/2 | Purpose, paragraph 7 | It costs {cost.full_year\n\
option/no change | Option: No change | \n\
comment/hr | Comments of the head of human resources | No objection.\n";
    assert_eq!(subjects(CASE), expected);
}

#[test]
fn a_key_lasts_while_the_part_is_called_so() {
    let text = CASE.replace("posts = 2", "posts = 3");
    let text = text.replace(
        "To ask for approval.",
        "To ask for the approval of members.",
    );
    let keys = |text: &str| {
        let draft = Draft::read(text);
        let all = Subject::all(&draft.case, Bodies::shipped().of(&draft.case));
        all.into_iter().map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(CASE), keys(&text));
}

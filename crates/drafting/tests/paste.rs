//! Cells of a spreadsheet in; rows, questions and the case file out.

use base::When;
use drafting::{
    Against, Answer, Beginning, Checked, Draft, Field, Meaning, PastedCells, Reply, begin,
};
use jiff::civil::date;
use proposal::resolve;
use register::Establishment;

const GRADES: [&str; 4] = ["Grade 2", "Grade 3", "Grade 4", "Band D"];

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

[[unit]]
name = "Parks"

[[post]]
title = "Commissioning Manager"
grade = "Band D"
posts = 1
fte = 1
unit = "Placements"

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4
unit = "Placements"

[[post]]
title = "Driver"
grade = "Grade 2"
posts = 2
fte = 2
unit = "Placements"

[[post]]
title = "Driver"
grade = "Grade 2"
posts = 3
fte = 3
unit = "Parks"
"#;
    resolve(&Draft::read(text).case).after
}

fn begun(unit: &str) -> Draft {
    begin(&Beginning {
        title: "Reorganisation".into(),
        body: "Anytown".into(),
        unit: unit.into(),
        from: Some(When::Day(date(2019, 6, 1))),
        pay: None,
    })
}

fn cells(text: &str) -> Vec<PastedCells> {
    let rows = text.lines().zip(1..);
    rows.filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| {
            (
                number,
                line.split('|').map(|cell| cell.trim().to_owned()).collect(),
            )
        })
        .collect()
}

fn checked_for(draft: &Draft, text: &str, answers: &[Answer]) -> Checked {
    let (register, grades) = (register(), GRADES.map(str::to_owned));
    let against = Against {
        draft,
        register: &register,
        grades: &grades,
    };
    Checked::of(&against, &cells(text), answers)
}

fn checked(text: &str, answers: &[Answer]) -> Checked {
    checked_for(&begun("Children"), text, answers)
}

/// The rows and the questions, a line each.
fn told(checked: &Checked) -> String {
    let mut lines = Vec::new();
    for row in &checked.rows {
        let what = row.entry.what.map_or("?", |what| what.key());
        let post = row.post.as_ref().map(|found| {
            let units: Vec<&str> = found
                .post
                .units
                .iter()
                .map(|unit| unit.value.as_str())
                .collect();
            format!("{} in {}", found.post.title.value, units.join(" "))
        });
        let typed = Field::ALL
            .into_iter()
            .filter(|field| !row.entry.get(*field).is_empty());
        let typed = typed.map(|field| format!("{}={}", field.key(), row.entry.get(field)));
        let line: Vec<String> = [row.number.to_string(), what.to_owned()]
            .into_iter()
            .chain(post)
            .chain(typed)
            .chain(row.is_left_out.then(|| "left out".to_owned()))
            .chain((!row.asks.is_empty()).then(|| "needs you".to_owned()))
            .collect();
        lines.push(line.join(", "));
    }
    for question in &checked.questions {
        let likely = question.offers.iter().filter(|offer| offer.is_likely);
        let likely: Vec<&str> = likely.map(|offer| offer.words.as_str()).collect();
        let posts = question.candidates.iter().map(|candidate| {
            let units = candidate.post.units.first();
            format!(
                "{}, {}",
                candidate.post.title.value,
                units.map_or("", |unit| &unit.value)
            )
        });
        let posts: Vec<String> = posts.collect();
        lines.push(format!(
            "{:?}: {} [{}]",
            question.rows,
            question.words,
            likely
                .into_iter()
                .map(str::to_owned)
                .chain(posts)
                .collect::<Vec<_>>()
                .join("; ")
        ));
    }
    lines.join("\n")
}

/// The first question answered, with what a form makes of it.
fn answering(checked: &Checked, place: usize, reply: Reply) -> Answer {
    let answer = Answer {
        about: checked.questions[place].about.clone(),
        reply,
    };
    Answer::of_text(&answer.text()).expect("it is carried")
}

#[test]
fn rows_without_faults_are_the_changes_that_they_say() {
    let text = "\
Post | What happens | How many | New title | New grade | FTE | From
Commissioning Manager | Disestablish | | | | 1 |
Commissioning Assistants | Replace | 3 | Service Organiser | grade 4 | 3 |
Commissioning Assistant | Delete | 1 | | | |
 | | 1 | Team Manager | Band D | 0.5 | July 2019";
    let checked = checked(text, &[]);
    let expected = "\
2, disestablish, Commissioning Manager in Placements
3, replace, Commissioning Assistant in Placements, many=3, title=Service Organiser, grade=Grade 4, fte=3
4, disestablish, Commissioning Assistant in Placements, many=1
5, establish, many=1, title=Team Manager, grade=Band D, fte=0.5, from=July 2019";
    assert_eq!(told(&checked), expected);
    assert_eq!(checked.rows[0].not_taken, [(Field::Fte, "1".to_owned())]);
    let draft = checked.draft.expect("nothing is asked");
    let resolved = resolve(&draft.case);
    assert!(
        resolved.diagnostics.is_empty(),
        "{:?}",
        resolved.diagnostics
    );
    assert_eq!(resolved.effects.len(), 5);
    let expected = r#"
[[change]]
disestablish = "Commissioning Manager"
grade        = "Band D"
unit         = "Placements"

[[change]]
disestablish = "Commissioning Assistant"
grade        = "Grade 3"
unit         = "Placements"
posts        = 3

[[change]]
establish   = "Service Organiser"
grade       = "Grade 4"
posts       = 3
fte         = 3
unit        = "Placements"
in_place_of = "Commissioning Assistant"

[[change]]
disestablish = "Commissioning Assistant"
grade        = "Grade 3"
unit         = "Placements"
posts        = 1

[[change]]
establish = "Team Manager"
grade     = "Band D"
posts     = 1
fte       = 0.5
from      = "July 2019"
"#;
    assert!(draft.text().ends_with(expected), "{}", draft.text());
}

#[test]
fn what_cannot_be_taken_is_asked_once_for_all_rows_that_say_it() {
    let text = "\
Post | Change | No. | New title | New grade | FTE
Commissioning Manager | Replace | 1 | Team Manager | G4 | 0,5
Commissioning Asistant | Replace | 1 | Organiser | G4 | 1
Driver | Regrade | 1 | | G4 | 0,5
 | Regrade | 1 | | Band D |
Zookeeper | Abolish | 1 | | |";
    let first = checked(text, &[]);
    let expected = "\
2, replace, Commissioning Manager in Placements, many=1, title=Team Manager, grade=G4, fte=0,5, needs you
3, replace, many=1, title=Organiser, grade=G4, fte=1, needs you
4, change, Driver in Placements, many=1, grade=G4, fte=0,5, needs you
5, change, many=1, grade=Band D, needs you
6, ?, many=1, needs you
[2, 3, 4]: \u{2018}G4\u{2019} is not a grade of the council [Use Grade 4]
[2, 4]: FTE must be a number, such as 0.5 [Read 0,5 as 0.5]
[3]: no post is called \u{2018}Commissioning Asistant\u{2019} [Commissioning Assistant, Placements]
[5]: no post is named. Where cells are merged, only the first of their rows holds the words [Take the post of the row above]
[6]: \u{2018}Abolish\u{2019} is nothing that happens to posts []";
    assert_eq!(told(&first), expected);
    assert!(first.draft.is_none());
    let mut answers = first.suggestions();
    assert_eq!(answers.len(), 3);
    answers.push(answering(
        &first,
        2,
        Reply::Means(first.questions[2].candidates[0].key.clone()),
    ));
    answers.push(answering(&first, 4, Reply::LeaveOut));
    let second = checked(text, &answers);
    let expected = "\
2, replace, Commissioning Manager in Placements, many=1, title=Team Manager, grade=Grade 4, fte=0.5
3, replace, Commissioning Assistant in Placements, many=1, title=Organiser, grade=Grade 4, fte=1
4, change, Driver in Placements, many=1, grade=Grade 4, fte=0.5
5, change, Driver in Placements, many=1, grade=Band D
6, ?, many=1, left out";
    assert_eq!(told(&second), expected);
    assert_eq!(second.taken().count(), 4);
    assert!(second.draft.is_some());
}

#[test]
fn posts_of_several_units_are_asked_about_unless_the_row_names_one() {
    let text = "\
Post | Unit | What happens
Driver | | End
Driver | Parks | End
Driver | Nowhere | End";
    let first = checked_for(&begun("Elsewhere"), text, &[]);
    let expected = "\
2, disestablish, needs you
3, disestablish, Driver in Parks
4, disestablish, needs you
[2]: several posts are called \u{2018}Driver\u{2019} [Driver, Placements; Driver, Parks]
[4]: no \u{2018}Driver\u{2019} is of that grade and in that unit [Driver, Placements; Driver, Parks]";
    assert_eq!(told(&first), expected);
    let key = |place: usize| Reply::Means(first.questions[0].candidates[place].key.clone());
    let answers = [
        answering(&first, 0, key(0)),
        answering(&first, 1, Reply::LeaveOut),
    ];
    let second = checked_for(&begun("Elsewhere"), text, &answers);
    let draft = second.draft.expect("nothing is asked");
    assert_eq!(draft.case.posts.len(), 2);
    assert_eq!(resolve(&draft.case).effects.len(), 2);
}

#[test]
fn rows_for_one_post_take_no_more_than_it_holds() {
    let text = "\
Post | What happens | Number
Commissioning Assistant | Disestablish | 3
Commissioning Assistant | Disestablish | 9
Commissioning Assistant | Make permanent |";
    let told = told(&checked(text, &[]));
    let expected = "\
[3]: Number of posts must be 4 or fewer: the register holds 4 on 1 June 2019 []
[4]: Number of posts must be 4 or fewer in rows 2, 3, 4 together: they say 16 []";
    assert!(told.ends_with(expected), "{told}");
}

#[test]
fn columns_are_known_by_two_heads_or_by_what_a_person_says() {
    let two = "\
Now | | | Proposed | |
Title | Grade | Action | Title | Grade | FTE
Driver | Grade 2 | Change | Van Driver | Grade 3 |";
    let checked_two = checked(two, &[]);
    assert_eq!(checked_two.heading_row, Some(2));
    assert_eq!(
        told(&checked_two),
        "3, change, Driver in Placements, title=Van Driver, grade=Grade 3"
    );
    let none = "Driver | finish | 1";
    let first = checked(none, &[]);
    assert_eq!(first.heading_row, None);
    assert!(!first.is_readable() && first.draft.is_none());
    let says = |index: usize, meaning: Meaning| Answer {
        about: drafting::About::Column(index),
        reply: Reply::Means(meaning.key().to_owned()),
    };
    let mut answers = vec![
        says(0, Meaning::Post),
        says(1, Meaning::Change(Field::What)),
        says(2, Meaning::Change(Field::Many)),
    ];
    let second = checked(none, &answers);
    assert!(second.is_readable());
    answers.push(answering(
        &second,
        0,
        Reply::Means("Disestablish".to_owned()),
    ));
    let third = checked(none, &answers);
    assert_eq!(
        told(&third),
        "1, disestablish, Driver in Placements, many=1"
    );
    assert!(third.draft.is_some());
}

#[test]
fn what_is_added_stands_beside_what_was_there() {
    let text = "Post | What happens\nDriver | End";
    let once = checked(text, &[]).draft.expect("nothing is asked");
    let more = "Post | What happens\nCommissioning Manager | End";
    let twice = checked_for(&once, more, &[])
        .draft
        .expect("nothing is asked");
    assert_eq!(twice.case.changes.len(), 2);
    assert_eq!(twice.case.posts.len(), 2);
}

#[test]
fn posts_that_the_register_does_not_hold_are_taken_from_the_rows() {
    let text = "\
Post | Current grade | Number | FTE | What happens | New title
Caretaker | Grade 9 | 2 | 1.5 | Disestablish |
Caretaker | Grade 9 | 1 | 0.5 | Disestablish |
Warden | | | 1 | Replace | Lead Warden";
    let first = checked(text, &[]);
    assert!(first.draft.is_none());
    let own = |question: &drafting::Question| {
        let offers = question.offers.iter();
        let mut own = offers.filter(|offer| offer.reply == Reply::AsWritten);
        own.next().map(|offer| offer.words.clone())
    };
    let offered: Vec<Option<String>> = first.questions.iter().map(own).collect();
    let words = "Not in the register: take it from".to_owned();
    assert_eq!(offered, [Some(words.clone()), Some(words)]);
    let answers = [0, 1].map(|place| answering(&first, place, Reply::AsWritten));
    let second = checked(text, &answers);
    let expected = "\
2, disestablish, Caretaker in , many=2
3, disestablish, Caretaker in , many=1
4, replace, Warden in , title=Lead Warden, fte=1";
    assert_eq!(told(&second), expected);
    let draft = second.draft.expect("nothing is asked");
    let expected = r#"
[[post]]
title = "Caretaker"
grade = "Grade 9"
posts = 3
fte   = 2

[[post]]
title = "Warden"
posts = "not known"
fte   = "not known"
"#;
    assert!(draft.text().contains(expected), "{}", draft.text());
    let resolved = resolve(&draft.case);
    let changes = resolved.effects.len();
    assert_eq!(changes, 4, "{:?}", resolved.diagnostics);
}

#[test]
fn posts_of_rows_are_in_the_unit_that_the_rows_name() {
    let text = "Post | Unit | What happens\nCaretaker | Parks | End";
    let first = checked(text, &[]);
    let answers = [answering(&first, 0, Reply::AsWritten)];
    let draft = checked(text, &answers).draft.expect("nothing is asked");
    let unit = "[[unit]]\nname = \"Parks\"\n";
    assert!(draft.text().contains(unit), "{}", draft.text());
    assert_eq!(resolve(&draft.case).effects.len(), 1);
}

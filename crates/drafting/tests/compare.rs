//! Two drafts in, what differs in words out.

use drafting::sheet::{Answers, Around};
use drafting::{Draft, Entry, Field, Grid, Sheet, What, compare};
use proposal::Bodies;

const DRAFT: &str = r#"
muster = 1
title = "Reorganisation of Placements"
body = "Anytown"

[[post]]
title = "Commissioning Assistant"
grade = "Grade 3"
posts = 4
fte = 4

[[change]]
disestablish = "Commissioning Assistant"
grade = "Grade 3"
posts = 4

[report]
background = """
The service began in 2014.

It has four posts.

Nobody else does this."""
"#;

fn told(from: &Draft, to: &Draft) -> String {
    let around = Around {
        body: Bodies::shipped().of(&to.case),
        templates: &[],
        pay: &[],
    };
    let found = compare(from, to, &around);
    let lines = found.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn rows_answers_and_paragraphs_that_differ_are_told_in_words() {
    let from = Draft::read(DRAFT);
    let grid = Grid::of(&from.case);
    let typed = [
        grid.rows[0].entry.clone().with(Field::Many, "3"),
        Entry::to_posts(What::Establish)
            .with(Field::Title, "Porter")
            .with(Field::Fte, "1"),
    ];
    let to = grid.save(&from, &typed).unwrap();
    assert_eq!(
        told(&from, &to),
        "Commissioning Assistant, Grade 3: how many \u{2018}3\u{2019}, was \u{2018}4\u{2019}\n\
         New: Porter: added"
    );
    let around = Around {
        body: Bodies::shipped().of(&from.case),
        templates: &[],
        pay: &[],
    };
    let answers = Answers::default().with("title", "Placements, again");
    let to = Sheet::Describe.filled(&from, &around, &answers).unwrap();
    let said = told(&from, &to);
    let title =
        "\u{2018}Placements, again\u{2019}, was \u{2018}Reorganisation of Placements\u{2019}";
    assert!(said.ends_with(title) && said.lines().count() == 1, "{said}");
    let text = DRAFT.replace("four posts", "three posts");
    let said = told(&from, &Draft::read(&text));
    let paragraph = "\u{2018}It has three posts.\u{2019}, was \u{2018}It has four posts.\u{2019}";
    assert!(
        said.ends_with(paragraph) && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn what_is_the_same_has_no_differences_and_what_is_not_has_some() {
    let from = Draft::read(DRAFT);
    assert_eq!(told(&from, &from), "");
    let empty = Draft::read("");
    assert!(!told(&from, &empty).is_empty());
    assert!(told(&empty, &from).contains("taken out") || told(&empty, &from).contains("added"));
    let acknowledged = "\n[[acknowledge]]\ncode = \"no-date\"\nreason = \"Not decided yet\"\n";
    let other = Draft::read(&format!("{DRAFT}{acknowledged}"));
    assert!(!told(&from, &other).is_empty());
}

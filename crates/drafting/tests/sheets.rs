//! What is typed into the sheets of a draft, the case file that is kept or the faults out.

use std::path::Path;

use drafting::sheet::{self, Answers, Around, Form, Item, Kind, Merge};
use drafting::{Draft, Sheet, acknowledge, sections, take_back};
use proposal::Bodies;

/// What surrounds a draft of a case.
fn around(draft: &Draft) -> Around<'_> {
    Around {
        body: Bodies::shipped().of(&draft.case),
        templates: &[],
        pay: &[],
    }
}

/// The cases that come with Muster, as drafts.
fn cases() -> Vec<(String, Draft)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<_> = ["cases", "examples"]
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("a folder"))
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).expect("a case");
        let draft = Draft::taken_in("case.toml", &bytes).expect("it can be read");
        (path.display().to_string(), draft)
    };
    files.into_iter().map(read).collect()
}

fn sheets(draft: &Draft) -> Vec<Sheet> {
    let sections = sections(&draft.case, around(draft).body).into_iter();
    let sections = sections.map(|section| Sheet::Section(section.key));
    Sheet::ALL.into_iter().chain(sections).collect()
}

/// What a browser sends of a form that nobody touched.
fn sent(form: &Form) -> Answers {
    let values = form.values().into_iter();
    Answers::of(values.map(|(name, value)| (name.to_owned(), value.replace('\n', "\r\n"))))
}

fn answers(typed: &[(&str, &str)]) -> Answers {
    let typed = typed.iter();
    Answers::of(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn fill(draft: &Draft, sheet: &Sheet, typed: &[(&str, &str)]) -> Draft {
    let filled = sheet.filled(draft, &around(draft), &answers(typed));
    filled.unwrap_or_else(|form| panic!("{:?}", form.faults()))
}

fn faults(sheet: &Sheet, typed: &[(&str, &str)]) -> String {
    let draft = Draft::read("");
    let form = sheet.filled(&draft, &around(&draft), &answers(typed));
    let faults = form.expect_err("it is wrong").faults().into_iter();
    let faults = faults.map(|(name, words)| format!("{name}: {words}"));
    faults.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    for (name, draft) in cases() {
        for sheet in sheets(&draft) {
            let around = around(&draft);
            let untouched = sent(&sheet.shown(&draft, &around));
            let filled = sheet.filled(&draft, &around, &untouched);
            let filled =
                filled.unwrap_or_else(|form| panic!("{name} {sheet:?}: {:?}", form.faults()));
            assert_eq!(filled.text(), draft.text(), "{name} {sheet:?}");
        }
    }
}

/// Takes out every card and empties every field.
fn emptied(form: &Form) -> Answers {
    let mut answers = Answers::default();
    for (name, _) in form.values() {
        let value = match name {
            "title" | "body" => "x",
            "basis" => "stated",
            _ => "",
        };
        answers = answers.with(name, value);
    }
    without_cards(&form.items, answers)
}

fn without_cards(items: &[Item], mut answers: Answers) -> Answers {
    for item in items {
        match item {
            Item::Cards(cards) => {
                for card in &cards.cards {
                    answers = answers.without_card(&card.path);
                }
            }
            Item::Fold(fold) => answers = without_cards(&fold.items, answers),
            Item::Heading(_) | Item::Question(_) => {}
        }
    }
    answers
}

/// Whatever a sheet does not ask for would be left over.
#[test]
fn the_sheets_ask_for_every_field_that_is_not_drafted_elsewhere() {
    for (name, mut draft) in cases() {
        draft.case.posts.clear();
        draft.case.changes.clear();
        draft.case.options.clear();
        draft.case.acknowledgements.clear();
        draft.case.decision = None;
        let text = proposal::write(&draft.case);
        let mut draft = Draft::read(&text);
        for sheet in sheets(&draft) {
            let form = sheet.shown(&draft, &around(&draft));
            let empty = sheet.filled(&draft, &around(&draft), &emptied(&form));
            draft = empty.unwrap_or_else(|form| panic!("{name} {sheet:?}: {:?}", form.faults()));
        }
        assert_eq!(
            draft.text(),
            "muster = 1\ntitle  = \"x\"\nbody   = \"x\"\n",
            "{name}"
        );
    }
}

#[test]
fn what_is_typed_is_in_the_case() {
    let draft = Draft::read("title = \"A\"\nbody = \"Anytown\"\n");
    let typed = [
        ("with", "UNISON\r\nGMB\r\n"),
        ("from", "June 2019"),
        ("outcome", "Two changes were made."),
        ("consultation-with", "UNISON\r\n\r\n GMB "),
        ("consultation-from", "June 2019"),
        ("consultation-weeks", "6"),
        ("consultation-meeting-0-date", "1 June 2019"),
        ("consultation-meeting-0-last", "yes"),
        ("consultation-meeting-1-date", ""),
        ("consultation-meeting-1-new", "1"),
        ("completed", "yes"),
    ];
    let filled = fill(&draft, &Sheet::Consultation, &typed);
    let expected = r#"muster    = 1
title     = "A"
body      = "Anytown"
completed = "consultation"

[consultation]
from  = "June 2019"
weeks = 6
with  = ["UNISON", "GMB"]

[[consultation.meeting]]
date = 2019-06-01
last = true
"#;
    assert_eq!(filled.text(), expected);
    assert!(Sheet::Consultation.is_completed(&filled.case));
    let typed = [("consultation-meeting-0-out", "1"), ("completed", "no")];
    let less = fill(&filled, &Sheet::Consultation, &typed);
    assert!(!less.text().contains("meeting"), "{}", less.text());
    assert!(!less.text().contains("completed"), "{}", less.text());
}

#[test]
fn what_is_wrong_is_said_with_its_card() {
    let typed = [
        ("funding-0-source", ""),
        ("funding-0-amount", "0,5"),
        ("funding-0-from", "1 June"),
        ("funding-1-source", "Contingency"),
        ("funding-1-until", "31 February 2020"),
        ("funding-1-told-again-0-amount", "lots"),
    ];
    assert_eq!(
        faults(&Sheet::Funding, &typed),
        "funding-0-source: Source 1: Enter the name of the source\n\
         funding-0-amount: Source 1: Amount must be an amount of money, such as £2,500\n\
         funding-0-from: Source 1: Pays from must include a year, such as 1 June 2019\n\
         funding-1-until: Source 2: Pays until must be a real date, such as 1 June 2019\n\
         funding-1-told-again-0-amount: Source 2, repeated mention 1: Amount as given there must be an amount of money, \
         such as £2,500"
    );
    assert_eq!(
        faults(
            &Sheet::Describe,
            &[
                ("title", " "),
                ("date", "June 2019"),
                ("pension-rate", "210%")
            ]
        ),
        "title: Enter the title of the report\n\
         date: Date of the meeting or decision must include a day, such as 1 June 2019\n\
         pension-rate: Employer\u{2019}s pension rate must be between 0% and 100%, such as 21.6%"
    );
}

#[test]
fn a_record_that_is_emptied_is_taken_out() {
    let text = "[equality]\nassessment = \"full\"\n\n[redundancies]\nnumber = 3\n";
    let typed = [("equality-assessment", ""), ("redundancies-number", "")];
    let filled = fill(&Draft::read(text), &Sheet::Implications, &typed);
    assert_eq!(filled.text(), "muster = 1\n");
}

#[test]
fn nothing_and_none_of_the_changes_are_two_answers() {
    let draft = Draft::read("[[change]]\nestablish = \"Clerk\"\n\n[[recommendation]]\n");
    let of = |covers: &str| {
        let typed = [("recommendation-0-covers", covers)];
        let filled = fill(&draft, &Sheet::Recommendations, &typed);
        let asked = &filled.case.recommendations[0].covers;
        let names = |names: &Vec<diagnostics::At<String>>| {
            names.iter().map(|at| at.value.clone()).collect::<Vec<_>>()
        };
        asked.as_ref().map(names)
    };
    assert_eq!(of(""), None);
    assert_eq!(of("none"), Some(vec!["none".to_owned()]));
    assert_eq!(of("Clerk"), Some(vec!["Clerk".to_owned()]));
}

#[test]
fn a_stated_figure_says_its_kind_by_its_unit() {
    let draft = Draft::read("");
    let of = |value: &str| fill(&draft, &Sheet::Stated, &[("stated-0-value", value)]);
    for (typed, kept) in [
        ("£45,000", "amount = \"£45,000\""),
        ("2.5 FTE", "fte = 2.5"),
        ("12", "number = 12"),
        ("6.31%", "percent = \"6.31%\""),
    ] {
        let filled = of(typed);
        assert!(filled.text().contains(kept), "{}", filled.text());
        let shown = Sheet::Stated.shown(&filled, &around(&filled));
        assert!(
            shown.values().contains(&("stated-0-value", typed)),
            "{shown:?}"
        );
    }
    let wrong = faults(&Sheet::Stated, &[("stated-0-value", "lots")]);
    assert!(
        wrong.contains("How much must be an amount with its unit"),
        "{wrong}"
    );
}

#[test]
fn sections_come_in_the_order_of_the_body_and_then_those_of_the_author() {
    let draft = Draft::read(
        "body = \"Nottinghamshire County Council\"\n[report]\nreasons = \"Because.\"\n",
    );
    let own = Sheet::Section("own-1".to_owned());
    assert!(own.is_there(&draft.case, around(&draft).body));
    let filled = fill(
        &draft,
        &own,
        &[("heading", "Timetable"), ("text", "Soon.\r\nVery soon.")],
    );
    let filled = fill(
        &filled,
        &Sheet::Section("purpose".into()),
        &[("text", "To ask.")],
    );
    let outlines = sections(&filled.case, around(&filled).body);
    let shown: Vec<String> = outlines
        .iter()
        .filter(|section| section.is_written)
        .map(|section| format!("{} {}", section.key, section.heading))
        .collect();
    assert_eq!(
        shown,
        [
            "purpose Purpose of the Report",
            "reasons Reason/s for Recommendation/s",
            "own-1 Timetable"
        ]
    );
    assert!(
        filled
            .text()
            .contains("text    = \"\"\"\nSoon.\nVery soon.\n\"\"\""),
        "{}",
        filled.text()
    );
    let gone = fill(&filled, &Sheet::Section("purpose".into()), &[("text", "")]);
    assert!(!gone.text().contains("purpose"), "{}", gone.text());
    assert!(!Sheet::Section("nothing".into()).is_there(&gone.case, around(&gone).body));
}

/// Whatever is typed is either refused, or kept letter by letter.
#[test]
fn words_that_mean_harm_are_words() {
    let harm = "\"><script>x</script>' =1+1 {cost.posts} \\ \"\"\" \u{7f} [x] # é";
    let text =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../proposal/starter.toml"));
    let text = String::from_utf8(text.expect("the starter")).expect("text");
    let draft = Draft::read(&text);
    for sheet in sheets(&draft) {
        let around = around(&draft);
        for (_, question) in sheet.shown(&draft, &around).questions() {
            if !matches!(question.kind, Kind::Line | Kind::Text | Kind::Prose) {
                continue;
            }
            let typed = Answers::default().with(&question.name, harm);
            if let Ok(filled) = sheet.filled(&draft, &around, &typed) {
                let shown = sheet.shown(&filled, &around);
                let kept = shown
                    .values()
                    .into_iter()
                    .find(|(name, _)| *name == question.name);
                assert_eq!(kept, Some((question.name.as_str(), harm)), "{sheet:?}");
            }
        }
    }
}

#[test]
fn a_proposal_that_is_too_long_is_refused_and_nothing_is_lost() {
    let draft = Draft::read("title = \"A\"\n");
    let long = "word ".repeat(300_000);
    let sheet = Sheet::Section("purpose".into());
    let form = sheet.filled(&draft, &around(&draft), &answers(&[("text", &long)]));
    let form = form.expect_err("it is too long");
    assert!(
        form.fault
            .expect("it says why")
            .starts_with("This cannot be kept: the file has")
    );
}

#[test]
fn a_finding_is_let_stand_for_a_reason_and_that_can_be_taken_back() {
    let draft = Draft::read("title = \"A\"\n");
    let stands = acknowledge(&draft, "lead-time", "The chair agreed.", Some("call-in"));
    let expected = "muster = 1\ntitle  = \"A\"\n\n[[acknowledge]]\ncode   = \"lead-time\"\n\
                    reason = \"The chair agreed.\"\nabout  = \"call-in\"\n";
    assert_eq!(stands.text(), expected);
    let back = take_back(&stands, "lead-time", "The chair agreed.");
    assert_eq!(back.text(), "muster = 1\ntitle  = \"A\"\n");
}

#[test]
fn a_profile_of_pay_is_offered_once_and_by_its_title() {
    let known = [("law", "The law"), ("old", "As of old")]
        .map(|(name, title)| (name.to_owned(), title.to_owned()));
    let offered = |text: &str| {
        let draft = Draft::read(text);
        let around = Around {
            pay: &known,
            ..around(&draft)
        };
        let form = Sheet::Describe.shown(&draft, &around);
        let questions = form.questions();
        let (_, question) = questions
            .iter()
            .find(|(_, one)| one.name == "profile")
            .unwrap();
        let Kind::One(names) = &question.kind else {
            panic!("it is chosen")
        };
        let names = names.iter().map(|(name, title)| format!("{name}={title}"));
        format!(
            "{}: {}",
            question.value,
            names.collect::<Vec<_>>().join(", ")
        )
    };
    assert_eq!(offered(""), ": =The law, old=As of old");
    let of = |name: &str| offered(&format!("[costing]\nprofile = \"{name}\"\n"));
    assert_eq!(of("old"), "old: =The law, old=As of old");
    assert_eq!(of("law"), "law: law=The law, old=As of old");
    assert_eq!(of("own"), "own: =The law, old=As of old, own=own");
}

/// Two people begin with the same draft; what the second types is put onto what the first saved.
fn both(held: &Draft, sheet: &Sheet, first: &Answers, second: &Answers) -> String {
    let around = around(held);
    let first = sheet.filled(held, &around, first);
    let saved = first.unwrap_or_else(|form| panic!("{:?}", form.faults()));
    let typed = sheet.typed(held, &around, second);
    let (before, theirs) = (sheet.shown(held, &around), sheet.shown(&saved, &around));
    let Some(merge) = Merge::of(&before, &theirs, &typed, second) else {
        return "cannot be told apart".to_owned();
    };
    let filled = sheet.filled(&saved, &around, &merge.answers);
    let filled = filled.unwrap_or_else(|form| panic!("{:?}", form.faults()));
    let said = |one: &sheet::Answered| format!("{} {} not {}", one.question, one.theirs, one.was);
    let all = |some: &[sheet::Answered]| some.iter().map(said).collect::<Vec<_>>().join("; ");
    format!(
        "taken: {}\nclashes: {}\n{}",
        all(&merge.taken),
        all(&merge.clashes),
        filled.text()
    )
}

const CONSULTED: &str = "muster = 1\ntitle  = \"x\"\nbody   = \"x\"\n\n\
    [[budget]]\nunit   = \"Staff\"\namount = 100\n\n[[budget]]\nunit   = \"Travel\"\namount = 10\n";

fn answered(sheet: &Sheet, draft: &Draft, typed: &[(&str, &str)]) -> Answers {
    let shown = sent(&sheet.shown(draft, &around(draft)));
    typed
        .iter()
        .fold(shown, |answers, (name, value)| answers.with(*name, *value))
}

#[test]
fn what_only_one_of_two_people_changed_is_taken_and_what_both_changed_is_asked_about() {
    let draft = Draft::read(CONSULTED);
    let sheet = Sheet::Describe;
    let answers = |typed: &[(&str, &str)]| answered(&sheet, &draft, typed);
    let said = both(
        &draft,
        &sheet,
        &answers(&[("title", "theirs"), ("report-of", "Director")]),
        &answers(&[("title", "mine"), ("contact", "Manager")]),
    );
    assert!(
        said.starts_with(
            "taken: Report of Director not \nclashes: Title of the report theirs not x\n"
        ),
        "{said}"
    );
    for line in [
        "title     = \"mine\"",
        "report_of = \"Director\"",
        "\"Manager\"",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn cards_that_two_people_add_stand_one_after_the_other() {
    let draft = Draft::read(CONSULTED);
    let sheet = Sheet::Budgets;
    let answers = |typed: &[(&str, &str)]| answered(&sheet, &draft, typed);
    let first = answers(&[
        ("budget-2-new", "1"),
        ("budget-2-unit", "Theirs"),
        ("budget-2-amount", "5"),
    ]);
    let second = answers(&[
        ("budget-0-amount", "7"),
        ("budget-2-new", "1"),
        ("budget-2-unit", "Mine"),
        ("budget-2-amount", "6"),
    ]);
    let said = both(&draft, &sheet, &first, &second);
    let names: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("unit"))
        .collect();
    assert_eq!(names.len(), 4, "{said}");
    assert!(
        names[2].contains("Theirs") && names[3].contains("Mine"),
        "{said}"
    );
}

#[test]
fn cards_that_one_took_out_and_the_other_went_on_with_are_not_guessed_at() {
    let draft = Draft::read(CONSULTED);
    let sheet = Sheet::Budgets;
    let first = answered(&sheet, &draft, &[]).without_card("budget-0");
    let second = answered(&sheet, &draft, &[("budget-0-amount", "7")]);
    assert_eq!(
        both(&draft, &sheet, &first, &second),
        "cannot be told apart"
    );
    assert_eq!(
        both(&draft, &sheet, &second, &first),
        "cannot be told apart"
    );
}

#[test]
fn a_recommendation_without_words_is_kept_and_another_empty_card_is_counted() {
    let draft = Draft::read(CONSULTED);
    let sheet = Sheet::Recommendations;
    let added = answered(&sheet, &draft, &[]).with_card("recommendation", 0);
    let filled = sheet.filled(&draft, &around(&draft), &added);
    let filled = filled.unwrap_or_else(|form| panic!("{:?}", form.faults()));
    assert!(
        filled.text().contains("[[recommendation]]"),
        "{}",
        filled.text()
    );
    let sheet = Sheet::Budgets;
    let added = answered(&sheet, &draft, &[]).with_card("budget", 2);
    let form = sheet.typed(&draft, &around(&draft), &added);
    assert_eq!(form.empty_cards(), 1);
}

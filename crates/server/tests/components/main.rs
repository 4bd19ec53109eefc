//! Muster's components give the markup that GOV.UK Frontend gives.
//!
//! The package brings its fixtures: options, and the HTML that its own templates make of them. Each
//! fixture whose options Muster has is made of our components and compared as a tree. The others are
//! listed in `not-covered.txt` with the options that Muster leaves out, so that a new version of the
//! package cannot quietly bring more.

mod component;
mod options;
mod tree;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::options::Options;

/// Options that Muster leaves out, by the end of their path, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "attributes",
        "an attribute that is needed has a field of its own",
    ),
    ("wrapperAttributes", "as attributes"),
    (
        "actions.items[].classes",
        "a link beside a fact looks like a link",
    ),
    ("actions.classes", "as above"),
    ("key.classes", "a key looks like a key"),
    ("value.classes", "a value looks like a value"),
    ("card", "facts about several things have a heading each"),
    ("title.classes", "a task looks like a task"),
    (
        "items[].classes",
        "a row of a list looks like the others; for the fields of a date as for their width",
    ),
    ("day.classes", "a field of a date is as wide as its number"),
    ("month.classes", "as above"),
    ("year.classes", "as above"),
    ("inputWrapper", "no field needs another wrapper"),
    ("prefix.attributes", "as attributes"),
    ("javascript", "a file is chosen as the browser does it"),
    ("wrapperClasses", "as above"),
    ("chooseFilesButtonText", "there is one language"),
    ("dropInstructionText", "there is one language"),
    ("noFileChosenText", "there is one language"),
    ("multipleFilesChosenText", "there is one language"),
    ("enteredDropZoneText", "there is one language"),
    ("leftDropZoneText", "there is one language"),
    ("showPasswordText", "there is one language"),
    ("hidePasswordText", "there is one language"),
    ("showPasswordAriaLabelText", "there is one language"),
    ("hidePasswordAriaLabelText", "there is one language"),
    ("passwordShownAnnouncementText", "there is one language"),
    ("passwordHiddenAnnouncementText", "there is one language"),
    ("visuallyHiddenText", "there is one language"),
    (
        "label",
        "there is one language; for an answer, its label looks like the others",
    ),
    ("menuButtonText", "there is one language"),
    ("menuButtonLabel", "there is one language"),
    ("ariaLabel", "there is one language"),
    ("navigationLabel", "there is one navigation"),
    ("navigationId", "there is one navigation"),
    ("navigationClasses", "there is one navigation"),
    (
        "slots",
        "the end of the navigation is a field; nothing stands elsewhere in it",
    ),
    ("previous.text", "a page is called a page"),
    ("previous.labelText", "a page is called a page"),
    ("next.text", "a page is called a page"),
    ("next.labelText", "a page is called a page"),
    (
        "titleHeadingLevel",
        "a banner has a heading of the second level",
    ),
    ("titleId", "a page has one banner"),
    ("role", "a banner has the role of its kind"),
    (
        "id",
        "the fields of a date have the id of the date with their names",
    ),
    ("inputmode", "a date is entered in figures"),
    ("pattern", "a date is judged by the server"),
    (
        "autocomplete",
        "no date that Muster asks for is the person's own",
    ),
    (
        "values",
        "the caller says what stands in a field or is chosen",
    ),
    ("value", "as above; a file field cannot be filled"),
    ("fieldset.classes", "a question looks like a question"),
    ("items", "pages are links; what is empty is not given"),
    (
        "classes",
        "what is interrupted, and what stands on dark ground, does not occur",
    ),
    ("isInterruption", "as above"),
    ("day.name", "a date has a day, a month and a year"),
    ("month.name", "as above"),
    ("year.name", "as above"),
    (
        "actions",
        "a panel says that something is done, and no more",
    ),
    ("values.dob-day", "as values"),
    ("values.dob-month", "as values"),
    ("values.dob-year", "as values"),
    ("values.dob-user1-day", "as values"),
    ("values.dob-user1-month", "as values"),
    ("values.dob-user1-year", "as values"),
    ("values.year", "as values"),
    ("year", "as values"),
    ("html", "a first step is words alone"),
    (
        "error",
        "the fields of a date that are wrong are named, or all are",
    ),
    ("rows", "an empty row is not given"),
    ("number", "what is empty is not given"),
    ("navigation", "what is empty is not given"),
];

fn package() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("web/node_modules/govuk-frontend/dist/govuk/components");
    assert!(
        folder.exists(),
        "the package of GOV.UK Frontend is not there; fetch it with: make web"
    );
    folder
}

fn fixtures(component: &str) -> Vec<Value> {
    let file = package().join(component).join("fixtures.json");
    let text = fs::read_to_string(&file).expect("the package has fixtures");
    let json: Value = serde_json::from_str(&text).expect("fixtures are JSON");
    json["fixtures"]
        .as_array()
        .expect("a list of fixtures")
        .clone()
}

#[test]
fn components_give_the_markup_of_the_package() {
    let mut differ = String::new();
    let mut left_out = String::new();
    let (mut compared, mut all) = (0, 0);
    for component in component::ALL {
        for fixture in fixtures(component) {
            all += 1;
            let name = fixture["name"].as_str().expect("a fixture has a name");
            let options = Options::new(&fixture["options"]);
            let ours = component::render(component, &options);
            let missing = options.not_taken();
            if !missing.is_empty() {
                let missing = missing.join(", ");
                let _ = writeln!(left_out, "{component}: {name}: {missing}");
                continue;
            }
            compared += 1;
            let theirs = tree::normalised(fixture["html"].as_str().expect("a fixture has HTML"));
            let ours = tree::normalised(&ours);
            if ours != theirs {
                let _ = writeln!(
                    differ,
                    "== {component}: {name}\n-- package\n{theirs}-- ours\n{ours}"
                );
            }
        }
    }
    assert!(differ.is_empty(), "\n{differ}");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/components/not-covered.txt");
    let head = format!(
        "{compared} of {all} fixtures are compared. Not covered, with the options left out:\n\n"
    );
    let text = head + &left_out;
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &text).expect("the list can be written");
        return;
    }
    assert_eq!(
        text, expected,
        "run again with UPDATE_GOLDEN=1 if this is meant"
    );
}

/// Every option that is left out is left out for a reason, and no reason is left over.
#[test]
fn what_is_left_out_is_left_out_for_a_reason() {
    let mut without: Vec<&str> = Vec::new();
    let mut needed = vec![false; LEFT_OUT.len()];
    for line in include_str!("not-covered.txt").lines().skip(2) {
        let options = line.rsplit(": ").next().expect("a line has options");
        for option in options.split(", ") {
            let ends = |end: &str| option == end || option.ends_with(&format!(".{end}"));
            let reasons = LEFT_OUT.iter().enumerate();
            let mut reasons = reasons.filter(|(_, (end, _))| ends(end)).peekable();
            if reasons.peek().is_none() {
                without.push(line);
            }
            reasons.for_each(|(at, _)| needed[at] = true);
        }
    }
    assert!(without.is_empty(), "{without:#?}");
    let reasons = LEFT_OUT.iter().zip(needed);
    let left_over: Vec<_> = reasons.filter(|(_, needed)| !needed).collect();
    assert!(left_over.is_empty(), "{left_over:#?}");
}

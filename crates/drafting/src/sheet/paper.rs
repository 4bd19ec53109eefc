//! What is asked, what officers say, and what stands behind the report.

use diagnostics::At;
use proposal::case::{
    Appendix, Comment, Discharge, Obligation, Paper, PaperKind, Recommendation, Scope,
};
use proposal::choices::{ASKS, PAPER_KINDS, VIEWS};
use proposal::{Case, change_names};

use super::pen::{Answer, Ask, Pen, ask};
use super::values::{DAY, DAY_OR_MONTH, ONE_A_LINE};
use super::{Around, Kind};

/// The names of the changes, as something that can be selected.
pub(super) fn titles(case: &Case) -> Vec<(String, String)> {
    let names = change_names(case).into_iter();
    names.map(|name| (name.clone(), name)).collect()
}

/// What the decision-maker is asked.
pub(super) fn recommendations(pen: &mut Pen<'_>, case: &mut Case) {
    let mut changes = vec![
        ("all".to_owned(), "All changes".to_owned()),
        ("none".to_owned(), "None of the changes".to_owned()),
    ];
    changes.extend(titles(case));
    let sources = case
        .funding
        .iter()
        .map(|source| source.source.value.clone());
    let sources: Vec<(String, String)> = sources.map(|name| (name.clone(), name)).collect();
    pen.cards_that_may_be_empty(
        ("recommendation", "Recommendations", "recommendation"),
        &mut case.recommendations,
        |pen| Recommendation {
            place: pen.place(),
            text: None,
            covers: None,
            subject_to: None,
            funding: Vec::new(),
            asks: None,
        },
        |pen, asked| {
            pen.prose(
                &ask("text", "Words").hint(
                    "Leave this empty, and the report words it from the changes that it covers",
                ),
                &mut asked.text,
            );
            covers(
                pen,
                &ask("covers", "Changes that it asks for").hint(
                    "A recommendation that stands alone asks for all of them, if none is selected",
                ),
                &changes,
                &mut asked.covers,
            );
            pen.some_of(
                &ask("funding", "Sources whose use it asks for"),
                &sources,
                &mut asked.funding,
            );
            pen.word(&ask("asks", "What it asks"), ASKS, &mut asked.asks);
            pen.text(
                &ask("subject-to", "Who must approve it as well").hint("The body or member"),
                &mut asked.subject_to,
            );
        },
    );
}

/// The changes that a recommendation covers, of which *none* is something else than nothing said.
fn covers(
    pen: &mut Pen<'_>,
    ask: &Ask<'_>,
    changes: &[(String, String)],
    covers: &mut Option<Vec<At<String>>>,
) {
    let mut all = changes.to_vec();
    let held = covers.iter().flatten().map(|at| at.value.clone());
    let held: Vec<String> = held.collect();
    for name in &held {
        if all.iter().all(|(other, _)| other != name) {
            all.push((name.clone(), name.clone()));
        }
    }
    let read = |typed: &str| Ok(typed.lines().map(str::to_owned).collect::<Vec<_>>());
    match pen.ask(ask, Kind::Several(all), held.join("\n"), read) {
        Answer::AsItWas => {}
        Answer::Nothing => *covers = None,
        Answer::Value(names) => {
            *covers = Some(names.into_iter().map(|name| pen.at(name)).collect());
        }
    }
}

/// Officers' comments.
pub(super) fn comments(pen: &mut Pen<'_>, case: &mut Case, around: &Around<'_>) {
    let kinds: Vec<(String, String)> = around
        .body
        .comments
        .iter()
        .map(|rule| (rule.kind.clone(), rule.heading.clone()))
        .collect();
    pen.cards(
        ("comment", "Officers\u{2019} comments", "comment"),
        &mut case.comments,
        |pen| Comment {
            place: pen.place(),
            kind: pen.at(String::new()),
            role: None,
            date: None,
            text: None,
        },
        |pen, comment| {
            let mut all = vec![(String::new(), "Choose a kind".to_owned())];
            all.extend(kinds.iter().cloned());
            let held = comment.kind.value.clone();
            if all.iter().all(|(kind, _)| *kind != held) {
                all.push((held.clone(), held));
            }
            pen.must(
                &ask("kind", "Kind of comment").needed("Select the kind of comment"),
                Kind::One(all),
                &mut comment.kind,
                String::clone,
                |typed| Ok(typed.to_owned()),
            );
            pen.text(
                &ask("role", "Post of the officer").hint("Such as Service Director, Finance"),
                &mut comment.role,
            );
            pen.date(&ask("date", "Date").hint(DAY), &mut comment.date);
            pen.prose(&ask("text", "Words"), &mut comment.text);
        },
    );
}

/// Appendices, papers, and what is promised.
pub(super) fn papers(pen: &mut Pen<'_>, case: &mut Case) {
    appendices(pen, case);
    background(pen, case);
    promises(pen, case);
    scope(pen, case);
}

fn appendices(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("appendix", "Appendices", "appendix"),
        &mut case.appendices,
        |pen| Appendix {
            place: pen.place(),
            name: pen.at(String::new()),
            title: None,
            held: false,
            shows: None,
        },
        |pen, appendix| {
            pen.must_text(
                &ask("name", "Name")
                    .hint("Such as Appendix 1")
                    .needed("Enter the name of the appendix, such as Appendix 1"),
                &mut appendix.name,
            );
            pen.text(&ask("title", "Title"), &mut appendix.title);
            let was = appendix.shows.is_some();
            pen.word(
                &ask("shows", "What Muster prints as this appendix"),
                VIEWS,
                &mut appendix.shows,
            );
            // What Muster prints is in the text by itself.
            appendix.held |= !was && appendix.shows.is_some();
            pen.flag(
                &ask("held", "Is its text part of this proposal?"),
                &mut appendix.held,
            );
        },
    );
}

fn background(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("paper", "Background papers and earlier decisions", "paper"),
        &mut case.papers,
        |pen| Paper {
            place: pen.place(),
            title: pen.at(String::new()),
            decision_maker: None,
            date: None,
            kind: PaperKind::default(),
            paragraph: None,
        },
        |pen, paper| {
            pen.must_text(
                &ask("title", "Title").needed("Enter the title of the paper"),
                &mut paper.title,
            );
            pen.choice_or_default(&ask("kind", "Kind"), &PAPER_KINDS, &mut paper.kind);
            pen.text(
                &ask("decision-maker", "Who decided on it"),
                &mut paper.decision_maker,
            );
            pen.when(&ask("date", "Date").hint(DAY_OR_MONTH), &mut paper.date);
            pen.paragraph(&mut paper.paragraph);
        },
    );
}

fn promises(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("obligation", "What the decision promises", "promise"),
        &mut case.obligations,
        |pen| Obligation {
            place: pen.place(),
            what: pen.at(String::new()),
            due: None,
            by: None,
            about: Vec::new(),
            paragraph: None,
        },
        |pen, promise| {
            pen.must_text(
                &ask("what", "What is promised").needed("Enter what is promised"),
                &mut promise.what,
            );
            pen.text(
                &ask("due", "By when, in the report\u{2019}s words").hint("Such as early 2019"),
                &mut promise.due,
            );
            pen.when(
                &ask("by", "Last day that those words can mean").hint(DAY_OR_MONTH),
                &mut promise.by,
            );
            pen.names(
                &ask("about", "Units that it is about").hint(ONE_A_LINE),
                &mut promise.about,
            );
            pen.paragraph(&mut promise.paragraph);
        },
    );
    pen.cards(
        (
            "discharge",
            "Earlier promises that this decision keeps",
            "kept promise",
        ),
        &mut case.discharges,
        |pen| Discharge {
            place: pen.place(),
            what: pen.at(String::new()),
            of: pen.at(base::Date::MIN),
            units: Vec::new(),
        },
        |pen, kept| {
            pen.must_text(
                &ask("what", "Words of the promise").needed("Enter words of the promise"),
                &mut kept.what,
            );
            pen.must_date(
                &ask("of", "Date of the decision that made it")
                    .hint(DAY)
                    .needed("Enter the date of the decision that made the promise"),
                &mut kept.of,
            );
            pen.names(
                &ask("units", "Units for which it is kept")
                    .hint("One a line. All, if nothing is said"),
                &mut kept.units,
            );
        },
    );
}

fn scope(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("scope", "What the report says it covers", "statement"),
        &mut case.scope,
        |pen| Scope {
            place: pen.place(),
            paragraph: None,
            includes: Vec::new(),
            excludes: Vec::new(),
        },
        |pen, scope| {
            pen.paragraph(&mut scope.paragraph);
            pen.names(
                &ask("includes", "It includes").hint(ONE_A_LINE),
                &mut scope.includes,
            );
            pen.names(
                &ask("excludes", "It leaves out").hint(ONE_A_LINE),
                &mut scope.excludes,
            );
        },
    );
}

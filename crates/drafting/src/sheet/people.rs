//! Consultation, and what the proposal does to people: numbers and dates, never names.

use base::Known;
use proposal::Case;
use proposal::case::{Claim, Consultation, Equality, Meeting, Pool, Protection, Redundancies};
use proposal::choices::ASSESSMENTS;

use super::pen::{Pen, ask};
use super::values::{DAY, DAY_OR_MONTH, ONE_A_LINE};

/// Consultation with staff and unions.
pub(super) fn consultation(pen: &mut Pen<'_>, case: &mut Case) {
    let new = |pen: &Pen<'_>| Consultation::new(pen.place());
    pen.record("consultation", &mut case.consultation, new, |pen, held| {
        pen.names(
            &ask("with", "Who is consulted").hint("Unions and others, one a line"),
            &mut held.with,
        );
        pen.when(&ask("from", "First day").hint(DAY_OR_MONTH), &mut held.from);
        pen.when(
            &ask("until", "Last day").hint(DAY_OR_MONTH),
            &mut held.until,
        );
        pen.count(
            &ask("weeks", "Weeks that it lasts, as the report says"),
            &mut held.weeks,
        );
        pen.long_text(&ask("outcome", "What came of it"), &mut held.outcome);
        pen.paragraph(&mut held.paragraph);
        pen.cards(
            ("meeting", "Meetings", "meeting"),
            &mut held.meetings,
            |pen| Meeting {
                place: pen.place(),
                date: pen.at(base::Date::MIN),
                with: None,
                last: false,
                paragraph: None,
            },
            meeting,
        );
    });
}

fn meeting(pen: &mut Pen<'_>, meeting: &mut Meeting) {
    pen.must_date(
        &ask("date", "Date")
            .hint(DAY)
            .needed("Enter the date of the meeting"),
        &mut meeting.date,
    );
    pen.text(&ask("with", "With whom"), &mut meeting.with);
    pen.flag(
        &ask("last", "Does the report call it the last meeting?"),
        &mut meeting.last,
    );
    pen.paragraph(&mut meeting.paragraph);
}

/// What the proposal does to people, but for the words about it.
pub(super) fn touched(pen: &mut Pen<'_>, case: &mut Case) {
    equality(pen, case);
    redundancies(pen, case);
    protection(pen, case);
    pools(pen, case);
}

fn equality(pen: &mut Pen<'_>, case: &mut Case) {
    pen.heading("Equality impact assessment");
    let new = |pen: &Pen<'_>| Equality {
        place: pen.place(),
        assessment: None,
        date: None,
        characteristics: Vec::new(),
        paragraph: None,
    };
    pen.record("equality", &mut case.equality, new, |pen, held| {
        pen.word(
            &ask("assessment", "How far the assessment goes"),
            ASSESSMENTS,
            &mut held.assessment,
        );
        pen.date(
            &ask("date", "Date of the assessment").hint(DAY),
            &mut held.date,
        );
        pen.names(
            &ask("characteristics", "Characteristics that it looks at").hint(ONE_A_LINE),
            &mut held.characteristics,
        );
        pen.paragraph(&mut held.paragraph);
    });
}

fn redundancies(pen: &mut Pen<'_>, case: &mut Case) {
    pen.heading("Redundancies");
    let new = |pen: &Pen<'_>| Redundancies {
        place: pen.place(),
        number: pen.at(Known::Unknown),
        paragraph: None,
    };
    pen.record("redundancies", &mut case.redundancies, new, |pen, held| {
        pen.must_known_count(
            &ask("number", "Redundancies that are expected")
                .hint("A number, or: not known")
                .needed("Enter how many redundancies are expected"),
            &mut held.number,
        );
        pen.paragraph(&mut held.paragraph);
    });
}

fn protection(pen: &mut Pen<'_>, case: &mut Case) {
    pen.heading("Pay protection");
    let new = |pen: &Pen<'_>| Protection {
        place: pen.place(),
        people: None,
        protected: None,
        months: None,
        claims: Vec::new(),
    };
    pen.record("protection", &mut case.protection, new, |pen, held| {
        pen.known_count(
            &ask("people", "People whose pay the change touches").hint("A number, or: not known"),
            &mut held.people,
        );
        pen.known_count(
            &ask("protected", "Of them, people whose pay is protected")
                .hint("A number, or: not known"),
            &mut held.protected,
        );
        pen.count(&ask("months", "Months of protection"), &mut held.months);
        pen.cards(
            (
                "claim",
                "What the report says of pay protection",
                "statement",
            ),
            &mut held.claims,
            |pen| Claim {
                place: pen.place(),
                words: pen.at(String::new()),
                paragraph: None,
            },
            |pen, claim| {
                pen.must_text(
                    &ask("words", "Words").needed("Enter what the report says"),
                    &mut claim.words,
                );
                pen.paragraph(&mut claim.paragraph);
            },
        );
    });
}

fn pools(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("pool", "People who are placed together", "pool"),
        &mut case.pools,
        |pen| Pool {
            place: pen.place(),
            name: pen.at(String::new()),
            people: None,
            into: Vec::new(),
            paragraph: None,
        },
        |pen, pool| {
            pen.must_text(
                &ask("name", "Teams or posts they come from")
                    .needed("Enter the teams or posts they come from"),
                &mut pool.name,
            );
            pen.known_count(
                &ask("people", "How many people").hint("A number, or: not known"),
                &mut pool.people,
            );
            pen.names(
                &ask("into", "Posts that they may go to").hint("Titles, one a line"),
                &mut pool.into,
            );
            pen.paragraph(&mut pool.paragraph);
        },
    );
}

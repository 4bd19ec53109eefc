//! The ledger and its fold, through what they answer.

use std::sync::Arc;

use base::{Date, End, Fte, Known, When};
use jiff::civil::date;
use proptest::prelude::*;
use register::{
    Act, Amendment, Authority, Decision, Difference, Establishment, Field, Ledger, LineId,
    Placement, PostLine, Quantity, Refusal, Standing, Tenure, difference,
};

fn authority() -> Authority {
    let decision = Decision {
        body: "Anytown".into(),
        maker: None,
        date: date(2020, 1, 1),
        title: "A report".into(),
        reference: None,
        not_held: Vec::new(),
    };
    Authority {
        decision: Arc::new(decision),
        standing: Standing::Decided,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    }
}

fn record(ledger: &mut Ledger, day: Date, act: Act) {
    ledger.record(day, day, authority(), act);
}

fn officers(fte: u32) -> PostLine {
    PostLine {
        grade: Known::Known("Grade 3".into()),
        fte: Known::Known(Fte::whole(fte)),
        posts: Known::Known(fte),
        ..PostLine::titled("Officer")
    }
}

/// The establishment as text: one line a post line.
fn text(establishment: &Establishment) -> String {
    let line = |line: &register::Line| {
        let post = &line.post;
        let place = establishment.placement_name(&post.placement);
        format!(
            "{} {} fte {} posts {} in {place}",
            post.title, post.grade, post.fte, post.posts
        )
    };
    establishment
        .lines()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn on(ledger: &Ledger, day: Date) -> String {
    text(&ledger.fold(day, Date::MAX).establishment)
}

#[test]
fn a_temporary_line_lapses_after_its_last_day_unless_extended() {
    let mut ledger = Ledger::new();
    let until = |day| Known::Known(Tenure::Temporary(End::On(When::Day(day))));
    let (kept, lapsed) = (ledger.new_line(), ledger.new_line());
    for line in [kept, lapsed] {
        let post = PostLine {
            tenure: until(date(2019, 3, 31)),
            ..officers(2)
        };
        record(
            &mut ledger,
            date(2018, 7, 1),
            Act::Establish {
                line,
                post,
                in_place_of: Vec::new(),
            },
        );
    }
    let to = Amendment {
        tenure: Some(until(date(2020, 3, 31))),
        ..Amendment::default()
    };
    let extend = |line| Act::Amend {
        line,
        quantity: Quantity::All,
        to: Box::new(to.clone()),
        becomes: line,
        until: None,
    };
    record(&mut ledger, date(2019, 4, 1), extend(kept));
    assert_eq!(
        ledger
            .fold(date(2019, 3, 31), Date::MAX)
            .establishment
            .lines()
            .count(),
        2
    );
    assert_eq!(
        ledger
            .fold(date(2019, 4, 1), Date::MAX)
            .establishment
            .lines()
            .count(),
        1
    );
    assert_eq!(
        ledger
            .fold(date(2020, 4, 1), Date::MAX)
            .establishment
            .lines()
            .count(),
        0
    );
    record(&mut ledger, date(2019, 6, 1), extend(lapsed));
    let refused = ledger.fold(date(2019, 6, 1), Date::MAX).refused;
    assert_eq!(
        refused.iter().map(|(_, why)| *why).collect::<Vec<_>>(),
        [Refusal::Lapsed]
    );
}

#[test]
fn a_change_for_a_time_is_taken_back() {
    let mut ledger = Ledger::new();
    let (line, part) = (ledger.new_line(), ledger.new_line());
    record(
        &mut ledger,
        date(2020, 1, 1),
        Act::Attest {
            line,
            post: officers(3),
        },
    );
    let to = Amendment {
        grade: Some(Known::Known("Grade 4".into())),
        ..Amendment::default()
    };
    let act = Act::Amend {
        line,
        quantity: Quantity::Posts(1),
        to: Box::new(to),
        becomes: part,
        until: Some(date(2020, 12, 31)),
    };
    record(&mut ledger, date(2020, 2, 1), act);
    assert_eq!(
        on(&ledger, date(2020, 12, 31)),
        "Officer Grade 3 fte 2 posts 2 in unit not stated\nOfficer Grade 4 fte 1 posts 1 in unit not stated"
    );
    assert_eq!(
        on(&ledger, date(2021, 1, 1)),
        "Officer Grade 3 fte 2 posts 2 in unit not stated\nOfficer Grade 3 fte 1 posts 1 in unit not stated"
    );
}

#[test]
fn part_of_a_line_goes_and_what_is_not_measured_becomes_unknown() {
    let mut ledger = Ledger::new();
    let line = ledger.new_line();
    let part_timers = PostLine {
        fte: Known::Known(Fte::parse("4.5").unwrap()),
        posts: Known::Known(6),
        ..officers(0)
    };
    record(
        &mut ledger,
        date(2020, 1, 1),
        Act::Attest {
            line,
            post: part_timers,
        },
    );
    record(
        &mut ledger,
        date(2020, 2, 1),
        Act::Disestablish {
            line,
            quantity: Quantity::Posts(2),
        },
    );
    assert_eq!(
        on(&ledger, date(2020, 2, 1)),
        "Officer Grade 3 fte not known posts 4 in unit not stated"
    );
    record(
        &mut ledger,
        date(2020, 3, 1),
        Act::Disestablish {
            line,
            quantity: Quantity::Posts(5),
        },
    );
    let refused = ledger.fold(date(2020, 3, 1), Date::MAX).refused;
    assert_eq!(
        refused.iter().map(|(_, why)| *why).collect::<Vec<_>>(),
        [Refusal::TooMuch]
    );
}

#[test]
fn a_mistake_is_withdrawn_and_the_earlier_view_stays() {
    let mut ledger = Ledger::new();
    let line = ledger.new_line();
    let post = officers(5);
    let mistake = ledger.record(
        date(2020, 1, 1),
        date(2020, 1, 1),
        authority(),
        Act::Attest { line, post },
    );
    ledger.record(
        date(2020, 6, 1),
        date(2020, 1, 1),
        authority(),
        Act::Withdraw { entry: mistake },
    );
    let lines = |recorded| {
        ledger
            .fold(date(2020, 2, 1), recorded)
            .establishment
            .lines()
            .count()
    };
    assert_eq!((lines(date(2020, 5, 31)), lines(date(2020, 6, 1))), (1, 0));
}

#[test]
fn units_move_merge_and_close_without_circles() {
    let mut ledger = Ledger::new();
    let [top, a, b] = [(); 3].map(|()| ledger.new_unit());
    let line = ledger.new_line();
    for (unit, name, part_of) in [
        (top, "Service", None),
        (a, "Team A", Some(top)),
        (b, "Team B", Some(a)),
    ] {
        record(
            &mut ledger,
            date(2020, 1, 1),
            Act::OpenUnit {
                unit,
                name: name.into(),
                part_of,
            },
        );
    }
    let post = PostLine {
        placement: Placement::In(a),
        ..officers(1)
    };
    record(&mut ledger, date(2020, 1, 2), Act::Attest { line, post });
    record(
        &mut ledger,
        date(2020, 1, 3),
        Act::MoveUnit {
            unit: a,
            part_of: Some(b),
        },
    );
    record(&mut ledger, date(2020, 1, 4), Act::CloseUnit { unit: a });
    record(
        &mut ledger,
        date(2020, 1, 5),
        Act::MergeUnits {
            units: vec![a],
            into: b,
        },
    );
    record(
        &mut ledger,
        date(2020, 1, 6),
        Act::RenameUnit {
            unit: b,
            name: "Team".into(),
        },
    );
    let fold = ledger.fold(date(2020, 1, 6), Date::MAX);
    let why: Vec<Refusal> = fold.refused.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Refusal::UnitInsideItself, Refusal::UnitNotEmpty]);
    assert_eq!(
        text(&fold.establishment),
        "Officer Grade 3 fte 1 posts 1 in Team"
    );
    let team = fold.establishment.unit(b).expect("it took over");
    assert_eq!(
        (team.part_of, fold.establishment.unit(a)),
        (Some(top), None)
    );
}

#[test]
fn differences_name_the_fields() {
    let mut ledger = Ledger::new();
    let [kept, ended, begun] = [(); 3].map(|()| ledger.new_line());
    for line in [kept, ended] {
        record(
            &mut ledger,
            date(2020, 1, 1),
            Act::Attest {
                line,
                post: officers(2),
            },
        );
    }
    let to = Amendment {
        title: Some("Senior Officer".into()),
        fte: Some(Known::Unknown),
        ..Amendment::default()
    };
    let amend = Act::Amend {
        line: kept,
        quantity: Quantity::All,
        to: Box::new(to),
        becomes: kept,
        until: None,
    };
    record(&mut ledger, date(2020, 2, 1), amend);
    record(
        &mut ledger,
        date(2020, 2, 1),
        Act::Disestablish {
            line: ended,
            quantity: Quantity::All,
        },
    );
    let post = officers(1);
    record(
        &mut ledger,
        date(2020, 2, 1),
        Act::Establish {
            line: begun,
            post,
            in_place_of: vec![ended],
        },
    );
    let at = |day| ledger.fold(day, Date::MAX).establishment;
    assert_eq!(
        difference(&at(date(2020, 1, 31)), &at(date(2020, 2, 1))),
        [
            Difference::Changed(kept, vec![Field::Title, Field::Quantity]),
            Difference::Ended(ended),
            Difference::Begun(begun),
        ]
    );
}

/// A ledger of random acts on a few lines; days count from 2020.
fn ledgers() -> impl Strategy<Value = Ledger> {
    let act = (0..6_u32, 0..5_u8, 1..4_u32, 0..200_i32, 0..200_i32);
    proptest::collection::vec(act, 0..40).prop_map(|acts| {
        let mut ledger = Ledger::new();
        let lines: Vec<LineId> = (0..6).map(|_| ledger.new_line()).collect();
        for (line, kind, number, recorded, effective) in acts {
            let line = lines[usize::try_from(line).unwrap_or(0)];
            let day = |days| base::add_days(date(2020, 1, 1), days);
            let to = Amendment {
                title: Some(format!("Officer {number}")),
                ..Amendment::default()
            };
            let act = match kind {
                0 => Act::Attest {
                    line,
                    post: officers(number),
                },
                1 => Act::Disestablish {
                    line,
                    quantity: Quantity::Posts(number),
                },
                2 => Act::Disestablish {
                    line,
                    quantity: Quantity::All,
                },
                3 => Act::Amend {
                    line,
                    quantity: Quantity::All,
                    to: Box::new(to),
                    becomes: line,
                    until: None,
                },
                _ => Act::Amend {
                    line,
                    quantity: Quantity::All,
                    to: Box::new(to),
                    becomes: line,
                    until: Some(day(effective + 30)),
                },
            };
            ledger.record(day(recorded), day(effective), authority(), act);
        }
        ledger
    })
}

proptest! {
    #[test]
    fn folding_is_deterministic(ledger in ledgers(), days in 0..250_i32) {
        let day = base::add_days(date(2020, 1, 1), days);
        prop_assert_eq!(ledger.fold(day, day), ledger.fold(day, day));
    }

    #[test]
    fn what_is_recorded_later_never_changes_an_earlier_view(ledger in ledgers(), known in 0..200_i32) {
        let known = base::add_days(date(2020, 1, 1), known);
        let mut longer = ledger.clone();
        let line = longer.new_line();
        let late = base::add_days(known, 1);
        longer.record(late, date(2020, 1, 1), authority(), Act::Attest { line, post: officers(1) });
        if let Some(entry) = ledger.entries().first() {
            longer.record(late, date(2020, 1, 1), authority(), Act::Withdraw { entry: entry.position });
        }
        let end = date(2021, 1, 1);
        prop_assert_eq!(ledger.fold(end, known), longer.fold(end, known));
    }
}

#[test]
fn a_branch_goes_on_where_the_ledger_ends_and_leaves_it_alone() {
    let mut ledger = Ledger::new();
    let line = ledger.new_line();
    let post = officers(2);
    record(&mut ledger, date(2020, 4, 1), Act::Attest { line, post });
    let mut branch = ledger.branch();
    let another = branch.new_line();
    assert_ne!(another, line);
    let quantity = Quantity::All;
    record(
        &mut branch,
        date(2020, 5, 1),
        Act::Disestablish { line, quantity },
    );
    let entry = &branch.entries()[0];
    assert_eq!((branch.entries().len(), entry.position.number()), (1, 2));
    assert_eq!(branch.entry(entry.position), Some(entry));
    assert_eq!(branch.entry(ledger.entries()[0].position), None);
    assert_eq!(ledger.entries().len(), 1);
    let again = branch.branch();
    assert_eq!(again.next_position().number(), 3);
}

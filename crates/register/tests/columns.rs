//! The columns say what the fold says.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Date, End, Fte, Known, When, add_days};
use jiff::civil::date;
use proptest::prelude::*;
use register::{
    Act, Amendment, Authority, Columns, Decision, Establishment, FundShare, Ledger, Line, LineId,
    Payment, Pieces, Placement, Position, PostLine, Quantity, Rows, Standing, Tenure, UnitId,
};

const FIRST: Date = date(2019, 1, 1);

fn day(number: i32) -> Date {
    add_days(FIRST, number)
}

fn decision(body: &str) -> Authority {
    let decision = Decision {
        body: body.into(),
        maker: None,
        date: FIRST,
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

/// What columns hold of a line, in words.
fn words(body: &str, placement: &Placement, terms: &PostLine) -> String {
    let PostLine {
        grade,
        point,
        posts,
        fte,
        tenure,
        occupancy,
        stated_cost,
        hours,
        ..
    } = terms;
    format!(
        "{body} {placement:?} {grade:?} {point:?} {posts:?} {fte:?} {tenure:?} {occupancy:?} {stated_cost:?} {hours:?}"
    )
}

fn body_of(ledger: &Ledger, line: &Line) -> String {
    let entry = ledger.entry(line.because[0]).expect("an entry");
    entry.authority.decision.body.clone()
}

/// The lines in force, as the fold has them.
fn folded_lines(ledger: &Ledger, establishment: &Establishment) -> Vec<String> {
    let line = |line: &Line| words(&body_of(ledger, line), &line.post.placement, &line.post);
    let mut lines: Vec<String> = establishment.lines().map(line).collect();
    lines.sort();
    lines
}

/// The lines in force, as the columns have them.
fn column_lines(columns: &Columns, on: Date, by: Date) -> Vec<String> {
    let mut lines = Vec::new();
    columns.standing(on, by, |place, terms| {
        if terms == 0 {
            return;
        }
        let place = &columns.places()[place as usize];
        let body = &columns.bodies()[place.body as usize];
        let terms = &columns.terms()[terms as usize];
        lines.push(words(body, &place.placement, terms));
    });
    lines.extend(columns.apart(on, by).iter().map(|(body, line)| {
        let body = &columns.bodies()[*body as usize];
        words(body, &line.post.placement, &line.post)
    }));
    lines.sort();
    lines
}

/// Every unit with the one above it. In a circle nobody is above.
fn folded_units(establishment: &Establishment) -> BTreeMap<UnitId, Option<UnitId>> {
    let above = |id: &UnitId| {
        let part_of = establishment.unit(*id).and_then(|unit| unit.part_of);
        part_of.filter(|above| establishment.unit(*above).is_some())
    };
    let ids: Vec<UnitId> = establishment.units().map(|(id, _)| id).collect();
    let circles = |id: &UnitId| {
        let mut up = Some(*id);
        for _ in 0..=ids.len() {
            up = up.and_then(|id| above(&id));
        }
        up.is_some()
    };
    let top = |id: &UnitId| above(id).filter(|_| !circles(id));
    ids.iter().map(|id| (*id, top(id))).collect()
}

/// Who pays for what on each day, counted.
fn paid(columns: &Columns, days: &[Date], by: Date) -> Vec<BTreeMap<String, i32>> {
    let mut counts: Vec<BTreeMap<String, i32>> = vec![BTreeMap::new(); days.len()];
    let times = columns.times_paid(days, by);
    for (paid, times) in columns.paid().iter().zip(times.chunks(days.len())).skip(1) {
        let terms = &columns.terms()[paid.terms as usize];
        let shares = &columns.shares()[paid.shares as usize];
        let kind = format!("{:?} {:?} {shares:?}", terms.grade, terms.fte);
        for (counts, times) in counts.iter_mut().zip(times) {
            if *times != 0 {
                *counts.entry(kind.clone()).or_default() += *times;
            }
        }
    }
    for (counts, on) in counts.iter_mut().zip(days) {
        for (_, line) in columns.apart(*on, by) {
            let post = line.post;
            let kind = format!("{:?} {:?} {:?}", post.grade, post.fte, post.funding);
            *counts.entry(kind).or_default() += 1;
        }
    }
    counts
}

fn agrees(ledger: &Ledger, columns: &Columns, moments: &[(i32, i32)]) -> Result<(), TestCaseError> {
    for (on, by) in moments {
        let (on, by) = (day(*on), day(*by));
        let establishment = ledger.fold(on, by).establishment;
        prop_assert_eq!(
            column_lines(columns, on, by),
            folded_lines(ledger, &establishment)
        );
        let at = columns.units(on, by);
        let units: BTreeMap<_, _> = at.downwards().collect();
        prop_assert_eq!(&units, &folded_units(&establishment));
        let mut seen = Vec::new();
        for (unit, above) in at.downwards() {
            prop_assert!(above.is_none_or(|above| seen.contains(&above)));
            seen.push(unit);
        }
        let days = [on, add_days(on, 7), add_days(on, 40)];
        let expected = days.map(|on| {
            let mut counts = BTreeMap::new();
            for line in ledger.fold(on, by).establishment.lines() {
                let post = &line.post;
                let kind = format!("{:?} {:?} {:?}", post.grade, post.fte, post.funding);
                *counts.entry(kind).or_default() += 1;
            }
            counts
        });
        prop_assert_eq!(paid(columns, &days, by), expected.to_vec());
    }
    for ends in moments.windows(2) {
        let moment = |(on, by): (i32, i32)| (day(on), day(by));
        let (a, b) = (moment(ends[0]), moment(ends[1]));
        let at = |(on, by)| ledger.fold(on, by).establishment;
        let (before, after) = (at(a), at(b));
        let words = |establishment: &Establishment, id| {
            let line = establishment.line(id);
            line.map(|line| {
                format!(
                    "{} {:?}",
                    words("", &line.post.placement, &line.post),
                    line.post.funding
                )
            })
        };
        let apart: Vec<LineId> = [columns.apart(a.0, a.1), columns.apart(b.0, b.1)]
            .iter()
            .flat_map(|apart| apart.iter().map(|(_, line)| line.id))
            .collect();
        let ids: std::collections::BTreeSet<LineId> = before
            .lines()
            .chain(after.lines())
            .map(|line| line.id)
            .collect();
        let differs = |id: &LineId| words(&before, *id) != words(&after, *id);
        let expected: Vec<LineId> = ids
            .into_iter()
            .filter(differs)
            .filter(|id| !apart.contains(id))
            .collect();
        prop_assert_eq!(columns.differing(a, b), expected);
    }
    Ok(())
}

fn placement() -> impl Strategy<Value = Placement> {
    let unit = (1..6_u32).prop_map(UnitId::numbered);
    prop_oneof![
        6 => unit.clone().prop_map(Placement::In),
        1 => (unit.clone(), unit).prop_map(|(a, b)| Placement::OneOf(vec![a, b])),
        1 => Just(Placement::NotStated),
    ]
}

fn tenure() -> impl Strategy<Value = Known<Tenure>> {
    prop_oneof![
        5 => Just(Known::Known(Tenure::Permanent)),
        1 => Just(Known::Unknown),
        3 => (0..60).prop_map(|last| Known::Known(Tenure::Temporary(End::On(When::Day(day(last)))))),
        1 => Just(Known::Known(Tenure::Temporary(End::AfterFilling { months: 12 }))),
    ]
}

fn funding() -> impl Strategy<Value = Vec<FundShare>> {
    let share = |fund: u8| FundShare {
        fund: format!("Fund {fund}"),
        share: Known::Unknown,
    };
    prop::collection::vec((0..3_u8).prop_map(share), 0..3)
}

fn post() -> impl Strategy<Value = PostLine> {
    (0..3_u32, 1..4_u32, placement(), tenure(), funding()).prop_map(
        |(grade, posts, placement, tenure, funding)| PostLine {
            grade: Known::Known(format!("Grade {grade}")),
            posts: Known::Known(posts),
            fte: Known::Known(Fte::whole(posts)),
            placement,
            tenure,
            funding,
            ..PostLine::titled("Officer")
        },
    )
}

fn amendment() -> impl Strategy<Value = Amendment> {
    use prop::option::of as maybe;
    let words = (
        maybe(Just("Manager".to_owned())),
        maybe(0..3_u32),
        maybe(1..9_u16),
    );
    let rest = (
        maybe(1..4_u32),
        maybe(placement()),
        maybe(tenure()),
        maybe(funding()),
    );
    (words, rest).prop_map(
        |((title, grade, point), (fte, placement, tenure, funding))| Amendment {
            title,
            grade: grade.map(|grade| Known::Known(format!("Grade {grade}"))),
            point,
            fte: fte.map(|fte| Known::Known(Fte::whole(fte))),
            placement,
            tenure,
            funding,
            ..Amendment::default()
        },
    )
}

fn act(ending_units: bool) -> impl Strategy<Value = Act> {
    let line = || (1..7_u32).prop_map(LineId::numbered);
    let unit = || (1..6_u32).prop_map(UnitId::numbered);
    let quantity = prop_oneof![
        4 => Just(Quantity::All),
        1 => (1..3_u32).prop_map(Quantity::Posts),
    ];
    let ends = u32::from(ending_units);
    prop_oneof![
        6 => (line(), post()).prop_map(|(line, post)| Act::Establish { line, post, in_place_of: Vec::new() }),
        2 => (line(), quantity.clone()).prop_map(|(line, quantity)| Act::Disestablish { line, quantity }),
        8 => (line(), line(), quantity, amendment(), prop::option::weighted(0.2, 0..60), prop::bool::weighted(0.8))
            .prop_map(|(line, other, quantity, to, until, same)| Act::Amend {
                line,
                quantity,
                to: Box::new(to),
                becomes: if same { line } else { other },
                until: until.map(day),
            }),
        3 => (unit(), prop::option::of(unit())).prop_map(|(unit, part_of)| Act::MoveUnit { unit, part_of }),
        1 => (1..30_u32).prop_map(|entry| Act::Withdraw { entry: Position::numbered(entry) }),
        1 => Just(Act::Pay(Payment {
            name: "Honorarium".into(),
            line: None,
            to: "Officer".into(),
            amount: Known::Unknown,
            for_term: false,
            until: None,
        })),
        ends => unit().prop_map(|unit| Act::CloseUnit { unit }),
        ends => (unit(), unit()).prop_map(|(unit, into)| Act::MergeUnits { units: vec![unit], into }),
        ends => (unit(), prop::option::of(unit())).prop_map(|(unit, part_of)| Act::OpenUnit {
            unit,
            name: "Again".into(),
            part_of,
        }),
    ]
}

/// A ledger of five units and some acts, most of them recorded in order.
fn ledger(ending_units: bool) -> impl Strategy<Value = Ledger> {
    let late = prop_oneof![9 => 0..2, 1 => -10..1];
    let one = (act(ending_units), 0..60, late, prop::bool::weighted(0.9));
    prop::collection::vec(one, 0..28).prop_map(|acts| {
        let mut ledger = Ledger::new();
        for number in 1..6 {
            let unit = ledger.new_unit();
            let part_of = (number > 1).then(|| UnitId::numbered(number / 2));
            let name = format!("Unit {number}");
            let act = Act::OpenUnit {
                unit,
                name,
                part_of,
            };
            ledger.record(FIRST, FIRST, decision("Anytown"), act);
        }
        let mut recorded = 0;
        for (act, effective, later, first) in acts {
            recorded += later;
            let body = if first { "Anytown" } else { "Elsewhere" };
            ledger.record(day(recorded), day(effective), decision(body), act);
        }
        ledger
    })
}

/// The columns that their pieces make, after they were written.
fn written_and_read(columns: &Columns) -> Columns {
    let mut pieces = columns.pieces();
    let limits = Pieces::limits(&pieces.words, &pieces.numbers).expect("limits");
    for rows in &mut pieces.rows {
        let mut bytes = Vec::new();
        rows.write(&mut bytes);
        *rows = Rows::read(&bytes, &limits).expect("rows");
    }
    Columns::of_pieces(pieces).expect("they fit")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn columns_say_what_the_fold_says(
        ledger in prop_oneof![ledger(false), ledger(true)],
        moments in prop::collection::vec((0..60, -5..30), 1..4),
    ) {
        agrees(&ledger, &Columns::of(&ledger), &moments)?;
    }

    #[test]
    fn pieces_that_were_tampered_with_are_refused_or_answer_something(
        ledger in ledger(true),
        number in (any::<prop::sample::Index>(), any::<u32>()),
        byte in (any::<prop::sample::Index>(), any::<u8>()),
    ) {
        let mut pieces = Columns::of(&ledger).pieces();
        let at = number.0.index(pieces.numbers.len());
        pieces.numbers[at] = number.1;
        let Some(limits) = Pieces::limits(&pieces.words, &pieces.numbers) else {
            return Ok(());
        };
        for rows in &mut pieces.rows {
            let mut bytes = Vec::new();
            rows.write(&mut bytes);
            // The first rows are those that are there.
            let at = byte.0.index(bytes.len()) % 2048;
            bytes[at] = byte.1;
            let Some(read) = Rows::read(&bytes, &limits) else {
                return Ok(());
            };
            *rows = read;
        }
        let Some(mut columns) = Columns::of_pieces(pieces) else {
            return Ok(());
        };
        let (on, by) = (day(30), day(20));
        columns.standing(on, by, |place, terms| {
            assert!(columns.places().len() > place as usize);
            assert!(columns.terms().len() > terms as usize);
        });
        let _ = columns.units(on, by).downwards().count();
        let _ = (columns.times_paid(&[on], by), columns.apart(on, by));
        let _ = columns.differing((on, by), (by, on));
        let mut grown = Ledger::new();
        for entry in ledger.entries().iter().chain(ledger.entries()) {
            grown.record(entry.recorded, entry.effective, entry.authority.clone(), entry.act.clone());
        }
        columns.take_in(&grown);
    }

    #[test]
    fn columns_taken_in_bit_by_bit_are_those_of_the_whole(
        ledger in prop_oneof![ledger(false), ledger(true)],
        cut in 0..30_usize,
        moments in prop::collection::vec((0..60, -5..30), 1..3),
    ) {
        let mut grown = Ledger::new();
        let mut columns = Columns::default();
        let copy = |grown: &mut Ledger, entries: &[register::Entry]| {
            for entry in entries {
                grown.record(entry.recorded, entry.effective, entry.authority.clone(), entry.act.clone());
            }
        };
        let (first, second) = ledger.entries().split_at(cut.min(ledger.entries().len()));
        copy(&mut grown, first);
        columns.take_in(&grown);
        let earlier = columns.clone();
        for (at, entry) in second.iter().enumerate() {
            copy(&mut grown, std::slice::from_ref(entry));
            columns.take_in(&grown);
            if at % 3 == 0 {
                columns = written_and_read(&columns);
            }
        }
        agrees(&grown, &columns, &moments)?;
        let mut before = Ledger::new();
        copy(&mut before, first);
        agrees(&before, &earlier, &moments)?;
    }
}

#[test]
fn days_that_no_row_holds_are_folded() {
    let mut ledger = Ledger::new();
    for (line, until) in [(1, date(2200, 3, 31)), (2, date(2030, 3, 31))] {
        let until = Tenure::Temporary(End::On(When::Day(until)));
        let post = PostLine {
            tenure: Known::Known(until),
            ..PostLine::titled("Officer")
        };
        let line = LineId::numbered(line);
        ledger.record(
            FIRST,
            date(1850, 1, 1),
            decision("Anytown"),
            Act::Attest { line, post },
        );
    }
    let columns = Columns::of(&ledger);
    for on in [
        date(1849, 12, 31),
        FIRST,
        date(2100, 1, 1),
        date(2200, 4, 1),
    ] {
        let establishment = ledger.fold(on, FIRST).establishment;
        assert_eq!(
            column_lines(&columns, on, FIRST),
            folded_lines(&ledger, &establishment)
        );
    }
}

/// Enough lines that all blocks are written anew, twice.
#[test]
fn many_lines_at_once_are_those_of_the_fold() {
    let mut ledger = Ledger::new();
    let mut columns = Columns::default();
    for half in 0..2_u32 {
        for number in 0..1500_u32 {
            // Every third line is of the other half; the numbers come in no order.
            let line = 1 + (number * 7919 % 1500) * 3 + half;
            let effective = day(i32::from(half == 1) * 20 + (number % 30) as i32);
            let post = PostLine {
                posts: Known::Known(1 + number % 3),
                tenure: Known::Known(match number % 4 {
                    0 => Tenure::Temporary(End::On(When::Day(add_days(effective, 15)))),
                    _ => Tenure::Permanent,
                }),
                ..PostLine::titled("Officer")
            };
            let line = LineId::numbered(line);
            let in_place_of = Vec::new();
            let act = Act::Establish {
                line,
                post,
                in_place_of,
            };
            let recorded = day(half as i32);
            ledger.record(recorded, effective, decision("Anytown"), act);
            if number % 5 == 0 {
                let to = Amendment {
                    fte: Some(Known::Known(Fte::whole(2))),
                    ..Amendment::default()
                };
                let act = Act::Amend {
                    line,
                    quantity: Quantity::All,
                    to: Box::new(to),
                    becomes: line,
                    until: None,
                };
                let effective = add_days(effective, 3);
                ledger.record(recorded, effective, decision("Anytown"), act);
            }
        }
        columns.take_in(&ledger);
        for (on, by) in [(5, 0), (12, 1), (25, 1), (40, 1), (90, 0)] {
            let establishment = ledger.fold(day(on), day(by)).establishment;
            assert_eq!(
                column_lines(&columns, day(on), day(by)),
                folded_lines(&ledger, &establishment)
            );
        }
    }
}

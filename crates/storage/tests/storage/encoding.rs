//! Facts as bytes: one way to write each, and nothing else is read.

use base::{Date, End, Exact, Fte, Known, Pence, When, exact};
use proptest::prelude::*;
use register::{
    Act, Amendment, FundShare, LineId, Listed, Occupancy, Payment, Placement, Position, PostLine,
    Quantity, Standing, Tenure, UnitId,
};
use storage::{EntryFacts, Malformed, decode, encode};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[ -~]{0,20}", "\\PC{0,8}"]
}

fn date() -> impl Strategy<Value = Date> {
    (1889_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn fraction() -> impl Strategy<Value = Exact> {
    (any::<i64>(), 1_i64..i64::MAX).prop_map(|(n, d)| exact(n.into(), d.into()))
}

fn known<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Known<T>> {
    proptest::option::of(value).prop_map(Known::from)
}

fn when() -> impl Strategy<Value = When> {
    let month = date().prop_map(|day| When::Month(day.first_of_month()));
    prop_oneof![date().prop_map(When::Day), month]
}

fn end() -> impl Strategy<Value = End> {
    let leaf = prop_oneof![
        when().prop_map(End::On),
        any::<u32>().prop_map(|months| End::AfterFilling { months }),
        (text(), proptest::option::of(when())).prop_map(|(fund, on)| End::WithFunding { fund, on }),
        text().prop_map(End::Event),
    ];
    leaf.prop_recursive(4, 12, 4, |end| {
        proptest::collection::vec(end, 0..4).prop_map(End::EarliestOf)
    })
}

fn unit() -> impl Strategy<Value = UnitId> {
    any::<u32>().prop_map(UnitId::numbered)
}

fn line() -> impl Strategy<Value = LineId> {
    any::<u32>().prop_map(LineId::numbered)
}

fn placement() -> impl Strategy<Value = Placement> {
    prop_oneof![
        unit().prop_map(Placement::In),
        proptest::collection::vec(unit(), 0..4).prop_map(Placement::OneOf),
        Just(Placement::NotStated),
    ]
}

fn tenure() -> impl Strategy<Value = Tenure> {
    prop_oneof![Just(Tenure::Permanent), end().prop_map(Tenure::Temporary)]
}

fn funding() -> impl Strategy<Value = Vec<FundShare>> {
    let share = (text(), known(fraction())).prop_map(|(fund, share)| FundShare { fund, share });
    proptest::collection::vec(share, 0..3)
}

fn occupancy() -> impl Strategy<Value = Occupancy> {
    prop_oneof![
        Just(Occupancy::Vacant),
        Just(Occupancy::Filled),
        any::<u32>().prop_map(Occupancy::PartFilled),
    ]
}

fn pence() -> impl Strategy<Value = Pence> {
    any::<i128>().prop_map(Pence::new)
}

prop_compose! {
    fn post()(
        (number, title, grade, point) in
            (proptest::option::of(text()), text(), known(text()), any::<Option<u16>>()),
        (posts, fte) in (known(any::<u32>()), known(fraction().prop_map(Fte::new))),
        (hours, paid_weeks) in (proptest::option::of(fraction()), proptest::option::of(fraction())),
        (placement, line_manager) in (placement(), proptest::option::of(text())),
        (tenure, funding, occupancy) in (known(tenure()), funding(), known(occupancy())),
        (covered_by, stated_cost) in (proptest::option::of(text()), proptest::option::of(pence())),
    ) -> PostLine {
        PostLine {
            number, title, grade, point, posts, fte, hours, paid_weeks, placement, line_manager,
            tenure, funding, occupancy, covered_by, stated_cost,
        }
    }
}

prop_compose! {
    fn amendment()(
        (title, grade) in (proptest::option::of(text()), proptest::option::of(known(text()))),
        (point, stated_cost) in (any::<Option<u16>>(), proptest::option::of(pence())),
        fte in proptest::option::of(known(fraction().prop_map(Fte::new))),
        hours in proptest::option::of(fraction()),
        (placement, line_manager) in
            (proptest::option::of(placement()), proptest::option::of(text())),
        (tenure, funding) in
            (proptest::option::of(known(tenure())), proptest::option::of(funding())),
    ) -> Amendment {
        Amendment {
            title, grade, point, fte, hours, placement, line_manager, tenure, funding, stated_cost,
        }
    }
}

prop_compose! {
    fn payment()(
        (name, to) in (text(), text()),
        line in proptest::option::of(line()),
        (amount, for_term) in (known(pence()), any::<bool>()),
        until in proptest::option::of(date()),
    ) -> Payment {
        Payment { name, line, to, amount, for_term, until }
    }
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        Just(Quantity::All),
        fraction().prop_map(|fte| Quantity::Fte(Fte::new(fte))),
        any::<u32>().prop_map(Quantity::Posts),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let units = || proptest::collection::vec(unit(), 0..4);
    let lines = || proptest::collection::vec(line(), 0..4);
    let part_of = || proptest::option::of(unit());
    prop_oneof![
        (unit(), text(), part_of()).prop_map(|(unit, name, part_of)| Act::OpenUnit {
            unit,
            name,
            part_of
        }),
        (unit(), text()).prop_map(|(unit, name)| Act::RenameUnit { unit, name }),
        (unit(), part_of()).prop_map(|(unit, part_of)| Act::MoveUnit { unit, part_of }),
        (units(), unit()).prop_map(|(units, into)| Act::MergeUnits { units, into }),
        unit().prop_map(|unit| Act::CloseUnit { unit }),
        (line(), post()).prop_map(|(line, post)| Act::Attest { line, post }),
        (line(), post(), lines()).prop_map(|(line, post, in_place_of)| Act::Establish {
            line,
            post,
            in_place_of
        }),
        (line(), quantity()).prop_map(|(line, quantity)| Act::Disestablish { line, quantity }),
        (
            line(),
            quantity(),
            amendment(),
            line(),
            proptest::option::of(date())
        )
            .prop_map(|(line, quantity, to, becomes, until)| {
                let to = Box::new(to);
                Act::Amend {
                    line,
                    quantity,
                    to,
                    becomes,
                    until,
                }
            }),
        payment().prop_map(Act::Pay),
        any::<u32>().prop_map(|entry| Act::Withdraw {
            entry: Position::numbered(entry)
        }),
    ]
}

prop_compose! {
    fn entry()(
        (recorded, effective) in (date(), date()),
        standing in prop_oneof![
            Just(Standing::Decided), Just(Standing::Conditional),
            Just(Standing::Assumed), Just(Standing::Attested),
        ],
        (paragraph, assumption) in (proptest::option::of(text()), proptest::option::of(text())),
        change_line in any::<Option<usize>>(),
        listed in proptest::option::of((any::<u32>(), proptest::option::of(text()))),
        act in act(),
    ) -> EntryFacts {
        let listed = listed.map(|(row, names)| Listed { row, names });
        EntryFacts { recorded, effective, standing, paragraph, change_line, assumption, listed, act }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(entry in entry()) {
        let bytes = encode(&entry).unwrap();
        prop_assert_eq!(decode(&bytes), Ok(entry));
    }

    /// Bytes that are read are the bytes that would be written: there is no second spelling.
    #[test]
    fn altered_bytes_are_another_entry_or_none(
        entry in entry(), at in any::<prop::sample::Index>(), bit in 0..8,
    ) {
        let mut bytes = encode(&entry).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        if let Ok(other) = decode(&bytes) {
            prop_assert_ne!(&other, &entry);
            prop_assert_eq!(encode(&other).unwrap(), bytes);
        }
    }

    #[test]
    fn bytes_of_anything_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut bytes = bytes;
        bytes.insert(0, 1);
        if let Ok(entry) = decode(&bytes) {
            prop_assert_eq!(encode(&entry).unwrap(), bytes);
        }
    }
}

#[test]
fn what_a_later_muster_wrote_is_said_to_be_so() {
    let words = decode(&[2, 0, 0]).unwrap_err().to_string();
    assert!(words.contains("written in version 2"), "{words}");
    assert_eq!(decode(&[]), Err(Malformed::CutOff));
}

/// The bytes of version 1 never change: ledgers are full of them.
#[test]
fn version_one_is_written_so_for_ever() {
    let day: Date = "2018-06-18".parse().unwrap();
    let entry = EntryFacts {
        recorded: day,
        effective: "2018-07-01".parse().unwrap(),
        standing: Standing::Decided,
        paragraph: Some("6".to_owned()),
        change_line: Some(1),
        assumption: None,
        listed: None,
        act: Act::Establish {
            line: LineId::numbered(300),
            post: PostLine {
                fte: Known::Known(Fte::new(exact(3, 2))),
                tenure: Known::Known(Tenure::Temporary(End::On(When::Day(day)))),
                ..PostLine::titled("Clerk")
            },
            in_place_of: vec![LineId::numbered(7)],
        },
    };
    let bytes: String = encode(&entry)
        .unwrap()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        bytes,
        "01c41f0612c41f0701010101360101000007ac020005436c65726b0000000106040000030001020101c41f0612000000000107"
    );
}

#[test]
fn ends_that_hold_ends_without_end_are_not_written() {
    let mut end = End::Event("x".to_owned());
    for _ in 0..100 {
        end = End::EarliestOf(vec![end]);
    }
    let day: Date = "2018-06-18".parse().unwrap();
    let post = PostLine {
        tenure: Known::Known(Tenure::Temporary(end)),
        ..PostLine::titled("Clerk")
    };
    let (recorded, effective, line) = (day, day, LineId::numbered(1));
    let (paragraph, change_line, assumption, listed) = (None, None, None, None);
    let entry = EntryFacts {
        recorded,
        effective,
        standing: Standing::Decided,
        paragraph,
        change_line,
        assumption,
        listed,
        act: Act::Attest { line, post },
    };
    let words = encode(&entry).unwrap_err().to_string();
    assert!(words.ends_with("it is nested too deep"), "{words}");
}

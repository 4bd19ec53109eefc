//! Sums of a whole register, held against the what-if of the establishment that the fold gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Date, End, Exact, FinancialYear, Fte, Known, Pence, When, add_days, exact};
use costing::{AtLeast, Basis, Rates, RollUp, RollUps, UnitSum, WhatIf, YearEnd, YearRates};
use jiff::civil::date;
use pay::Tables;
use proptest::prelude::*;
use register::{
    Act, Amendment, Authority, Columns, Decision, Establishment, FundShare, Ledger, LineId,
    Placement, PostLine, Quantity, Standing, Tenure, UnitId,
};

const COUNCIL: &str = "Nottinghamshire County Council";
const FIRST: Date = date(2018, 4, 1);

fn rates(years: &[i16]) -> Rates<'static> {
    let tables = Tables::shipped();
    let profile = tables.profile("statutory").expect("a profile");
    let year = |year: &i16| YearRates {
        year: FinancialYear::starting(*year),
        on: FinancialYear::starting(*year).first(),
        profile: profile.with_pension_rate(exact(1, 5)),
    };
    Rates {
        tables,
        council: COUNCIL.into(),
        basis: Basis::Stated,
        full_time_week: exact(37, 1),
        years: years.iter().map(year).collect(),
    }
}

fn authority(body: &str) -> Authority {
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

/// The same posts without an end, for a what-if costs posts that end in a year for a part of it.
fn for_good(establishment: &Establishment) -> Establishment {
    let mut ledger = Ledger::new();
    for (unit, held) in establishment.units() {
        let act = Act::OpenUnit {
            unit,
            name: held.name.clone(),
            part_of: held.part_of,
        };
        ledger.record(FIRST, FIRST, authority(COUNCIL), act);
    }
    for line in establishment.lines() {
        let post = PostLine {
            tenure: Known::Known(Tenure::Permanent),
            ..line.post.clone()
        };
        let line = line.id;
        ledger.record(FIRST, FIRST, authority(COUNCIL), Act::Attest { line, post });
    }
    ledger.fold(FIRST, FIRST).establishment
}

type Sum = (usize, AtLeast<u64>, AtLeast<Fte>, AtLeast<Pence>);

fn rolled_up(roll_up: &RollUp) -> BTreeMap<Option<UnitId>, Sum> {
    let row = |row: &UnitSum| (row.lines(), row.posts(), row.fte(), row.cost());
    let units = roll_up.units().iter().map(|unit| (unit.unit, row(unit)));
    units.chain([(None, row(roll_up.whole()))]).collect()
}

/// The same from a what-if; without what is in one of several units, which that puts above them.
fn expected(establishment: &Establishment, day: Date) -> BTreeMap<Option<UnitId>, Sum> {
    let year = FinancialYear::of(day).first().year();
    let what_if = WhatIf::new(Arc::new(for_good(establishment)), rates(&[year])).expect("few");
    let base = what_if.base();
    let row = |unit: costing::UnitOutlook<'_>| {
        let cost = unit.costs().next().expect("a year");
        (unit.lines(), unit.posts(), unit.fte(), cost)
    };
    let units = base
        .units()
        .map(|(unit, outlook)| (Some(unit), row(outlook)));
    units.chain([(None, row(base.whole()))]).collect()
}

/// What funds pay.
type Paid = BTreeMap<Option<String>, AtLeast<Pence>>;

fn paid(establishment: &Establishment, day: Date) -> Paid {
    let year = FinancialYear::of(day).first().year();
    let what_if = WhatIf::new(Arc::new(for_good(establishment)), rates(&[year])).expect("few");
    let funds = what_if.base().funds();
    let pays = |fund: costing::FundOutlook<'_>| {
        let cost = fund.costs().next()?;
        let something = cost.known != Pence::ZERO || cost.missing > 0;
        something.then(|| (fund.name().map(str::to_owned), cost))
    };
    funds.filter_map(pays).collect()
}

fn paid_then(end: &YearEnd) -> Paid {
    let funds = end.funds.iter();
    funds.map(|one| (one.fund.clone(), one.cost)).collect()
}

fn funding() -> impl Strategy<Value = Vec<FundShare>> {
    let share = |fund: &str, share: Known<Exact>| FundShare {
        fund: fund.to_owned(),
        share,
    };
    let known = |parts| Known::Known(exact(parts, 6));
    prop_oneof![
        Just(Vec::new()),
        Just(vec![share("Base budget", known(6))]),
        (1..6_i128).prop_map(move |part| vec![
            share("Grant", known(6 - part)),
            share("Base budget", known(part)),
        ]),
        Just(vec![
            share("Grant", known(2)),
            share("Fees", known(2)),
            share("Reserve", known(2))
        ]),
        Just(vec![share("Grant", known(2))]),
        Just(vec![
            share("Grant", known(3)),
            share("Fees", Known::Unknown)
        ]),
    ]
}

fn post() -> impl Strategy<Value = PostLine> {
    let fte = prop_oneof![
        5 => (1..8_i128).prop_map(|parts| Known::Known(Fte::new(exact(parts, 4)))),
        1 => Just(Known::Unknown),
        1 => Just(Known::Known(Fte::new(exact(1_000_003, 1_000_033)))),
    ];
    let tenure = prop_oneof![
        3 => Just(Known::Known(Tenure::Permanent)),
        1 => (0..900).prop_map(|last| {
            let last = When::Day(add_days(FIRST, last));
            Known::Known(Tenure::Temporary(End::On(last)))
        }),
    ];
    let unit = prop_oneof![
        5 => (1..5_u32).prop_map(|unit| Placement::In(UnitId::numbered(unit))),
        1 => Just(Placement::NotStated),
    ];
    let grade = prop_oneof![
        4 => (3..9_u32).prop_map(|grade| Known::Known(format!("Grade {grade}"))),
        1 => Just(Known::Unknown),
    ];
    let stated = prop::option::weighted(0.3, 2_000_000..6_000_000_i128);
    (grade, fte, tenure, unit, funding(), stated).prop_map(
        |(grade, fte, tenure, placement, funding, stated)| PostLine {
            grade,
            fte,
            tenure,
            placement,
            funding,
            posts: Known::Known(1),
            stated_cost: stated.map(Pence::new),
            ..PostLine::titled("Officer")
        },
    )
}

/// A ledger of four units and two councils; with a merger, if it is asked for.
fn ledger(merger: bool) -> impl Strategy<Value = Ledger> {
    let line = || (1..12_u32).prop_map(LineId::numbered);
    let act = prop_oneof![
        4 => (line(), post()).prop_map(|(line, post)| Act::Establish {
            line,
            post,
            in_place_of: Vec::new(),
        }),
        1 => line().prop_map(|line| Act::Disestablish { line, quantity: Quantity::All }),
        2 => (line(), post()).prop_map(|(line, post)| Act::Amend {
            line,
            quantity: Quantity::All,
            to: Box::new(Amendment {
                grade: Some(post.grade),
                placement: Some(post.placement),
                funding: Some(post.funding),
                ..Amendment::default()
            }),
            becomes: line,
            until: None,
        }),
    ];
    let one = (act, 0..1_000, 0..60);
    prop::collection::vec(one, 0..24).prop_map(move |acts| {
        let mut ledger = Ledger::new();
        for number in 1..5 {
            let unit = ledger.new_unit();
            let part_of = (number > 1).then(|| UnitId::numbered(number / 2));
            let name = format!("Unit {number}");
            let act = Act::OpenUnit {
                unit,
                name,
                part_of,
            };
            ledger.record(FIRST, FIRST, authority(COUNCIL), act);
        }
        if merger {
            let act = Act::MergeUnits {
                units: vec![UnitId::numbered(4)],
                into: UnitId::numbered(3),
            };
            ledger.record(FIRST, add_days(FIRST, 400), authority(COUNCIL), act);
        }
        let mut recorded = 0;
        for (act, effective, later) in acts {
            recorded += later;
            let (recorded, effective) = (add_days(FIRST, recorded), add_days(FIRST, effective));
            // Another council has posts of its own, in no unit of this one.
            let elsewhere = act_line(&act) > 9;
            let (body, act) = match (elsewhere, act) {
                (
                    true,
                    Act::Establish {
                        line,
                        post,
                        in_place_of,
                    },
                ) => {
                    let post = PostLine {
                        placement: Placement::NotStated,
                        ..post
                    };
                    (
                        "Elsewhere",
                        Act::Establish {
                            line,
                            post,
                            in_place_of,
                        },
                    )
                }
                (_, act) => (COUNCIL, act),
            };
            ledger.record(recorded, effective, authority(body), act);
        }
        ledger
    })
}

fn act_line(act: &Act) -> u32 {
    match act {
        Act::Establish { line, .. } => line.number(),
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn sums_of_columns_are_those_of_the_fold(
        ledger in prop_oneof![3 => ledger(false), 1 => ledger(true)],
        (on, by) in (0..1_000, 0..1_400),
    ) {
        let (on, by) = (add_days(FIRST, on), add_days(FIRST, by));
        let columns = Columns::of(&ledger);
        let mut sums = RollUps::new(&columns, COUNCIL, rates(&[2018, 2019, 2020]));
        let of_council = |day| {
            let of_council = |at| ledger.entry(at).is_some_and(|entry| entry.authority.decision.body == COUNCIL);
            ledger.fold(day, by).establishment.only(of_council, |_| true)
        };
        let establishment = of_council(on);
        let roll_up = sums.roll_up(on, by);
        prop_assert_eq!(rolled_up(&roll_up), expected(&establishment, on));
        let days = [on, date(2019, 3, 31), date(2020, 3, 31)];
        let mut days = days.to_vec();
        days.sort_unstable();
        for end in sums.year_ends(&days, by) {
            let establishment = of_council(end.day);
            prop_assert_eq!(paid_then(&end), paid(&establishment, end.day));
            let whole = expected(&establishment, end.day).remove(&None).expect("the whole");
            prop_assert_eq!((end.lines(), end.fte(), end.cost()), (whole.0, whole.2, whole.3));
        }
    }
}

#[test]
fn a_year_without_rates_has_no_known_cost() {
    let mut ledger = Ledger::new();
    let post = PostLine {
        fte: Known::Known(Fte::whole(1)),
        stated_cost: Some(Pence::new(100)),
        ..PostLine::titled("Officer")
    };
    let line = LineId::numbered(1);
    ledger.record(FIRST, FIRST, authority(COUNCIL), Act::Attest { line, post });
    let columns = Columns::of(&ledger);
    let mut sums = RollUps::new(&columns, COUNCIL, rates(&[2018]));
    let cost =
        |sums: &mut RollUps<'_, '_>, day| sums.roll_up(day, FIRST).whole().cost().to_string();
    assert_eq!(cost(&mut sums, FIRST), "£1");
    let later = cost(&mut sums, date(2019, 4, 1));
    assert_eq!(later, "at least £0 (1 line not known)");
}

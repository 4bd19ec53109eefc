//! The working as a report prints it, and laws that hold for every point.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use base::{Date, Fte, Known, Pence, Rounding, exact};
use pay::{PostPay, Profile, Tables, Working};
use proptest::prelude::*;

const NOTTS: &str = "Nottinghamshire County Council";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn profile(name: &str) -> Profile {
    Tables::shipped()
        .profile(name)
        .unwrap()
        .with_pension_rate(exact(1, 5))
}

fn lines(working: &Working) -> String {
    let line = |step: &pay::Step| {
        format!(
            "{} | {} | {} | {}\n",
            step.label, step.value, step.basis, step.source
        )
    };
    working.steps().iter().map(line).collect()
}

#[test]
fn prints_how_a_unit_cost_was_worked_out() {
    let post =
        PostPay::of_grade(NOTTS, "Grade 3", day("2018-06-18")).with_fte(Fte::new(exact(3, 2)));
    let working = Tables::shipped()
        .cost(&post, &profile("ncc-2018-19"))
        .unwrap();
    let expected = "\
Profile | ncc-2018-19 | Nottinghamshire County Council 2018-19, as fitted to its report of 18 June 2018 (inferred) | SEED+A03
Point | old 18 | Grade 3: costing point 18 in the report of 18 June 2018 (stated) | SEED
Pay on the spine of 1 April 2017 | £18,070 | agreed; the day of agreement is not known | A02+A01+S01+S11
Assumed award | 2% | added to the pay of the spine | SEED+A03
Pay | £18,431.40 | not rounded | 
Employer's National Insurance | £1,416.90 | 13.8% of pay above £8,164, the threshold that the profile fixes; not rounded | SEED+A03
Pension and levy | £4,092 | 22.2% of pay; rounded to the pound, half up | SEED+A03
Cost of 1 FTE for a full year | £23,940 | rounded to the pound, half up | 
Cost of 1.5 FTE for a full year | £35,910 | £23,940 × 1.5 FTE | 
";
    assert_eq!(lines(&working), expected);
}

#[test]
fn says_what_an_hour_pays_where_hours_are_given() {
    // £19,945 a year is £10.34 an hour; term-time weeks change the year's pay, not the hour's.
    let year = pay::WorkingYear::default();
    let post = PostPay {
        hourly: Some(year),
        term_time: Some(pay::TermTime {
            paid_weeks: exact(44, 1),
            year,
        }),
        ..PostPay::at_point(NOTTS, 8, day("2019-06-01"))
    };
    let working = Tables::shipped()
        .cost(&post, &profile("statutory"))
        .unwrap();
    let told = lines(&working);
    let hour = "Pay for an hour | £10.34 | in 52.143 weeks of 37 hours a year; said for the reader, and not used below | \n";
    assert!(told.contains(hour), "{told}");
}

#[test]
fn prints_each_employment_where_the_law_counts_them() {
    let post =
        PostPay::of_grade(NOTTS, "Band B", day("2019-06-01")).with_fte(Fte::new(exact(3, 2)));
    let working = Tables::shipped()
        .cost(&post, &profile("statutory"))
        .unwrap();
    let expected = "\
Profile | statutory | Agreed spine, National Insurance and levy of the year, the employer's own pension rate (law) | S14+S16+S17+S18+A02
Point | new 33 | Band B: the 2020-21 cost in the report of 15 June 2020 fits new point 33 (old 39) (inferred) | A03
Pay on the spine of 1 April 2019 | £35,934 | agreed on 10 April 2018 | S01+S04+A01+S11+S05
Pay | £35,934 | not rounded | 
Employer's National Insurance | £3,767.68 | 13.8% of pay above £8,632, the threshold of 2019-20; not rounded | S14
Pension | £7,186.80 | 20% of pay, a rate given with the case; not rounded | 
Apprenticeship levy | £179.67 | 0.5% of pay; not rounded | S18
Cost of 1 FTE for a full year | £47,068 | rounded to the pound, half up | 
1 × 1 FTE for a full year | £47,068 | each with its own pay of £35,934 and £3,767.68 of National Insurance, rounded to the pound, half up | 
1 × 0.5 FTE for a full year | £22,938 | each with its own pay of £17,967 and £1,288.23 of National Insurance, rounded to the pound, half up | 
Cost of 1.5 FTE for a full year | £70,006 | the sum of the employments | 
";
    assert_eq!(lines(&working), expected);
}

fn points() -> impl Strategy<Value = (&'static str, &'static str, u16)> {
    prop_oneof![
        (6..=48_u16).prop_map(|point| ("ncc-2018-19", "2018-06-18", point)),
        (1..=42_u16).prop_map(|point| ("ncc-2020-21", "2020-06-15", point)),
        (3..=42_u16).prop_map(|point| ("statutory", "2025-06-15", point)),
    ]
}

proptest! {
    #[test]
    fn a_higher_point_costs_more((name, on, point) in points()) {
        let unit = |point| {
            let post = PostPay::at_point(NOTTS, point, day(on));
            Tables::shipped().cost(&post, &profile(name)).unwrap().unit_cost
        };
        prop_assert!(unit(point) < unit(point + 1));
    }

    #[test]
    fn a_scaled_cost_is_unit_cost_times_fte(point in 6..=49_u16, hundredths in -2_000..2_000_i128) {
        let fte = Fte::new(exact(hundredths, 100));
        let post = PostPay::at_point(NOTTS, point, day("2018-06-18")).with_fte(fte);
        let working = Tables::shipped().cost(&post, &profile("ncc-2018-19")).unwrap();
        let exact_cost = working.unit_cost.in_pounds() * fte.exact();
        prop_assert_eq!(working.cost, Pence::from_pounds(exact_cost, Rounding::PennyHalfUp));
        let opposite = Tables::shipped().cost(&post.with_fte(-fte), &profile("ncc-2018-19")).unwrap();
        prop_assert_eq!(opposite.cost, -working.cost);
    }

    #[test]
    fn employments_add_up_to_the_fte(point in 3..=43_u16, fte in 1..3_000_i128, each in 1..150_i128) {
        let fte = Fte::new(exact(fte, 100));
        let each = Known::Known(Fte::new(exact(each, 100)));
        let post = PostPay { each, ..PostPay::at_point(NOTTS, point, day("2025-06-15")).with_fte(fte) };
        let working = Tables::shipped().cost(&post, &profile("statutory")).unwrap();
        let sum = working.employments.iter().map(|e| e.fte.exact() * i128::from(e.number));
        prop_assert_eq!(sum.sum::<base::Exact>(), fte.exact());
        let cost: Pence = working.employments.iter().map(pay::Employment::cost).sum();
        prop_assert_eq!(cost, working.cost);
    }
}

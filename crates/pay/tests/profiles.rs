//! The published unit costs, by profile.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use base::{Date, Exact, Fte, Known, Pence, exact, parse_decimal};
use pay::{NotCosted, PostPay, Profile, Tables, TermTime, Working, WorkingYear};

const NOTTS: &str = "Nottinghamshire County Council";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn profile(name: &str) -> &'static Profile {
    Tables::shipped().profile(name).unwrap()
}

fn cost(post: PostPay<'_>, name: &str) -> Result<Working, NotCosted> {
    Tables::shipped().cost(&post, profile(name))
}

fn unit(grade: &str, on: &str, name: &str) -> Pence {
    cost(PostPay::of_grade(NOTTS, grade, day(on)), name)
        .unwrap()
        .unit_cost
}

fn rate(text: &str) -> Exact {
    parse_decimal(text).unwrap()
}

#[test]
fn reproduces_the_unit_costs_of_june_2018() {
    let on = "2018-06-18";
    for (grade, point, pounds) in [
        ("Hay Band A", 34, 40_702),
        ("Grade 5", 28, 33_504),
        ("Grade 4", 23, 28_376),
        ("Grade 3", 18, 23_940),
        ("Band B", 39, 46_785),
    ] {
        assert_eq!(
            unit(grade, on, "ncc-2018-19"),
            Pence::pounds(pounds),
            "{grade}"
        );
        let by_point = cost(PostPay::at_point(NOTTS, point, day(on)), "ncc-2018-19").unwrap();
        assert_eq!(by_point.unit_cost, Pence::pounds(pounds), "point {point}");
    }
    let assistants = PostPay::of_grade(NOTTS, "Grade 3", day(on)).with_fte(Fte::new(exact(3, 2)));
    assert_eq!(
        cost(assistants, "ncc-2018-19").unwrap().cost,
        Pence::pounds(35_910)
    );
}

#[test]
fn comes_within_two_pounds_of_the_unit_costs_of_june_2020() {
    let on = "2020-06-15";
    for (grade, pounds) in [
        ("Band B", 44_873),
        ("Grade 4", 27_614),
        ("Band C", 51_055),
        ("Grade 3", 23_888),
    ] {
        assert_eq!(
            unit(grade, on, "ncc-2020-21"),
            Pence::pounds(pounds),
            "{grade}"
        );
    }
}

#[test]
fn the_changes_of_2019_save_about_29_000_on_either_profile() {
    for (name, saved) in [("ncc-2018-19", 29_041), ("ncc-2020-21", 29_969)] {
        let unit = |grade| unit(grade, "2019-05-20", name);
        let change = (unit("Grade 4") - unit("Grade 3")) * 4 - unit("Band B");
        assert_eq!(change, Pence::pounds(-saved), "{name}");
    }
}

#[test]
fn the_report_of_june_2018_was_behind_the_agreed_award() {
    let tables = Tables::shipped();
    for (point, agreed, difference) in [
        (34, 40_666, -36),
        (28, 33_467, -37),
        (23, 28_340, -36),
        (18, 24_501, 561),
    ] {
        let post = PostPay::at_point(NOTTS, point, day("2018-06-18"));
        let compared = tables
            .compare_with_agreed(&post, profile("ncc-2018-19"))
            .unwrap()
            .unwrap();
        assert_eq!(
            compared.agreed.unit_cost,
            Pence::pounds(agreed),
            "point {point}"
        );
        assert_eq!(
            compared.difference(),
            Pence::pounds(difference),
            "point {point}"
        );
        assert_eq!(compared.agreed_on, day("2018-04-10"));
        assert_eq!(compared.used.effective, day("2017-04-01"));
        if point == 18 {
            assert_eq!(compared.agreed.unit.pay, exact(18_870, 1));
            assert_eq!(compared.used.unit.pay, rate("18431.40"));
        }
    }
}

#[test]
fn nobody_is_behind_an_award_whose_day_is_not_known() {
    let tables = Tables::shipped();
    let newest = tables.newest_agreed("NJC", day("2020-06-15"));
    assert_eq!(newest.known.unwrap().effective, day("2019-04-01"));
    assert_eq!(newest.perhaps.unwrap().effective, day("2020-04-01"));
    let post = PostPay::of_grade(NOTTS, "Band B", day("2020-06-15"));
    assert_eq!(
        tables.compare_with_agreed(&post, profile("ncc-2020-21")),
        Ok(None)
    );
    let early = tables.newest_agreed("NJC", day("2018-04-09"));
    assert_eq!(
        (early.known, early.perhaps.unwrap().effective),
        (None, day("2017-04-01"))
    );
}

#[test]
fn the_statutory_profile_waits_for_the_pension_rate() {
    let post = PostPay::of_grade(NOTTS, "Grade 4", day("2024-06-01"));
    assert!(profile("statutory").needs_pension_rate());
    assert_eq!(
        cost(post, "statutory"),
        Err(NotCosted::PensionRateNotGiven {
            profile: "statutory".into()
        })
    );
    let given = profile("statutory").with_pension_rate(rate("0.2"));
    let working = Tables::shipped().cost(&post, &given).unwrap();
    // 28,624 x 1.205 + 13.8% of what is above 9,100
    let spine_pay = working.spine_pay.in_pounds();
    let expected = spine_pay * rate("1.205") + (spine_pay - exact(9_100, 1)) * rate("0.138");
    assert_eq!(working.unit.sum, expected);
    assert_eq!(working.effective, day("2024-04-01"));
    assert!(
        working.caveats[0].contains("1 April 2024"),
        "{:?}",
        working.caveats
    );
}

#[test]
fn by_law_each_employment_has_the_whole_threshold() {
    let tables = Tables::shipped();
    let given = profile("statutory").with_pension_rate(rate("0.2"));
    let whole = PostPay::of_grade(NOTTS, "Grade 3", day("2019-06-01"));
    let halves = PostPay {
        each: Known::Known(Fte::new(exact(1, 2))),
        ..whole.with_fte(Fte::whole(2))
    };
    let working = tables.cost(&halves, &given).unwrap();
    assert_eq!(working.employments.len(), 1);
    assert_eq!(working.employments[0].number, 4);
    let saved_ni = exact(8_632, 1) * rate("0.138") * 2;
    let gap = tables.cost(&whole, &given).unwrap().cost * 2 - working.cost;
    assert!(
        (gap.in_pounds() - saved_ni).round().to_integer().abs() <= 3,
        "{gap}"
    );
    let unsaid = tables
        .cost(&whole.with_fte(Fte::new(exact(3, 2))), &given)
        .unwrap();
    assert_eq!(unsaid.employments.len(), 2);
    assert!(
        unsaid
            .caveats
            .iter()
            .any(|caveat| caveat.contains("1 of 1 FTE and one of 0.5 FTE"))
    );
    let taken = tables
        .cost(&whole.with_fte(-Fte::new(exact(3, 2))), &given)
        .unwrap();
    assert_eq!(taken.cost, -unsaid.cost);
}

#[test]
fn a_term_time_post_is_paid_for_the_weeks_it_is_given() {
    let term_time = TermTime {
        paid_weeks: exact(44, 1),
        year: WorkingYear::default(),
    };
    let post = PostPay {
        term_time: Some(term_time),
        ..PostPay::at_point(NOTTS, 7, day("2019-06-01"))
    };
    let working = cost(post, "ncc-2020-21").unwrap();
    assert_eq!(working.unit.pay, exact(19_554, 1) * 44 / rate("52.143"));
    let too_many = TermTime {
        paid_weeks: exact(53, 1),
        ..term_time
    };
    let refused = cost(
        PostPay {
            term_time: Some(too_many),
            ..post
        },
        "ncc-2020-21",
    );
    assert_eq!(refused, Err(NotCosted::PaidWeeks));
}

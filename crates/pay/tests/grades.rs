//! How a grade or a point is found, and why not.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use base::{Date, Pence, exact};
use pay::{GradeStatus, HowFound, NotCosted, PostPay, Tables, Working};

const NOTTS: &str = "Nottinghamshire County Council";
const BOLTON: &str = "Bolton Council";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn cost(post: PostPay<'_>, profile: &str) -> Result<Working, NotCosted> {
    let tables = Tables::shipped();
    let profile = tables
        .profile(profile)
        .unwrap()
        .with_pension_rate(exact(1, 5));
    tables.cost(&post, &profile)
}

fn why(post: PostPay<'_>, profile: &str) -> String {
    cost(post, profile).unwrap_err().to_string()
}

#[test]
fn hay_band_a_is_band_a() {
    let tables = Tables::shipped();
    let labels = |label| {
        tables
            .grade(NOTTS, label)
            .iter()
            .map(|row| row.label.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(labels("Hay Band A"), ["Band A", "Band A"]);
    assert_eq!(labels("hay band a"), labels("Band A"));
    assert_eq!(
        tables.grade("Nottinghamshire CC", "Band A"),
        tables.grade(NOTTS, "Band A")
    );
    assert!(tables.grade(BOLTON, "Band A").is_empty());
}

#[test]
fn says_how_the_point_was_found() {
    let found = |grade, on, profile| {
        cost(PostPay::of_grade(NOTTS, grade, day(on)), profile)
            .unwrap()
            .point
    };
    let band_b = found("Band B", "2019-05-20", "ncc-2018-19");
    assert_eq!(band_b.point.to_string(), "old 39");
    assert_eq!(band_b.converted_from.unwrap().to_string(), "new 33");
    assert!(matches!(
        band_b.how,
        HowFound::Grade {
            status: GradeStatus::Inferred,
            ..
        }
    ));
    let grade_3 = found("Grade 3", "2019-05-20", "ncc-2020-21");
    assert_eq!(grade_3.point.to_string(), "new 7");
    let grade_4 = found("Grade 4", "2020-06-15", "ncc-2020-21");
    assert_eq!(
        (grade_4.point.to_string().as_str(), grade_4.converted_from),
        ("new 14", None)
    );
}

#[test]
fn says_why_there_is_no_point() {
    let on = day("2018-06-18");
    let of = |council, grade| why(PostPay::of_grade(council, grade, on), "ncc-2018-19");
    assert_eq!(
        of(NOTTS, "G4"),
        "\"G4\" is not a grade of Nottinghamshire County Council; did you mean Grade 4?"
    );
    assert_eq!(
        of(NOTTS, "Band D"),
        "Nottinghamshire County Council has not published the point at which Band D is costed, and nothing is costed with a guess, which would be point 43 of the new spine"
    );
    assert_eq!(
        of(BOLTON, "Grade 9"),
        "the costing point of Grade 9 at Bolton Council is not known (label only)"
    );
    assert_eq!(
        of(NOTTS, "Band E"),
        "the costing point of Band E at Nottinghamshire County Council is not known (unverified)"
    );
    assert_eq!(
        of("Elsewhere Council", "Grade 9"),
        "no grades are held for \"Elsewhere Council\""
    );
    let neither = PostPay {
        grade: None,
        ..PostPay::of_grade(NOTTS, "", on)
    };
    assert_eq!(cost(neither, "ncc-2018-19"), Err(NotCosted::NoGradeOrPoint));
}

#[test]
fn a_point_must_be_on_the_spine() {
    let at = |point, on, profile| why(PostPay::at_point(NOTTS, point, day(on)), profile);
    assert_eq!(
        at(50, "2018-06-18", "ncc-2018-19"),
        "point old 50 is not on the spine of 1 April 2017, which has points 6 to 49"
    );
    assert_eq!(
        at(10, "2019-06-01", "ncc-2018-19"),
        "point new 10 has no counterpart on the profile's spine"
    );
    assert_eq!(
        at(1, "2019-06-01", "ncc-2018-19"),
        "point new 1 has more than one counterpart (old 6, old 7) on the profile's spine"
    );
    assert_eq!(
        at(2, "2026-04-01", "statutory"),
        "point new 2 ended on 31 March 2026"
    );
    assert_eq!(
        at(1, "2023-06-01", "statutory"),
        "point new 1 ended on 31 March 2023"
    );
}

#[test]
fn a_day_outside_the_tables_is_not_costed() {
    let at = |on| why(PostPay::at_point(NOTTS, 30, day(on)), "statutory");
    assert!(
        at("2016-03-31").starts_with("the profile statutory does not cost before 6 April 2016: ")
    );
    assert_eq!(
        at("2027-05-01"),
        "no National Insurance rate is held for 1 May 2027"
    );
    let first = cost(PostPay::at_point(NOTTS, 30, day("2016-04-01")), "statutory").unwrap();
    assert_eq!(first.unit.ni.tax_year.as_deref(), Some("2016-17"));
    assert_eq!(first.unit.others.len(), 1, "no levy before April 2017");
    let later = cost(PostPay::at_point(NOTTS, 30, day("2026-05-01")), "statutory").unwrap();
    assert_eq!(
        later.caveats[0],
        "The award of 1 April 2026 is not known to be agreed; pay is that of 1 April 2025."
    );
}

#[test]
fn an_assumed_award_is_said_to_be_one() {
    let tables = Tables::shipped();
    let profile = tables
        .profile("statutory")
        .unwrap()
        .with_pension_rate(exact(1, 5));
    let assumed = profile.with_assumed_award(exact(3, 100));
    let post = PostPay::at_point(NOTTS, 30, day("2026-05-01"));
    let plain = tables.cost(&post, &profile).unwrap();
    let more = tables.cost(&post, &assumed).unwrap();
    assert_eq!(more.unit.pay, plain.unit.pay * exact(103, 100));
    assert_eq!(
        (plain.award.name(), more.award.name()),
        ("agreed", "assumed")
    );
    assert!(more.unit_cost > plain.unit_cost && plain.unit_cost > Pence::ZERO);
}

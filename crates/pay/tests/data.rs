//! The shipped data are well-formed and agree with the awards that they claim to follow.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use base::{Date, Exact, Known, Pence, Rounding, exact, parse_decimal};
use pay::{
    AwardStatus, Files, PostPay, SpineVersion, Tables, VersionRule, WorkingYear, hourly_rate,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn version(effective: &str) -> &'static SpineVersion {
    let at = day(effective);
    let versions = Tables::shipped().versions();
    versions
        .iter()
        .find(|version| version.effective == at)
        .unwrap()
}

fn pounds(effective: &str, point: u16) -> Exact {
    version(effective).pay(point).unwrap().in_pounds()
}

fn hundredths(percent: &str) -> Exact {
    parse_decimal(percent).unwrap() / 100
}

#[test]
fn every_file_reads() {
    let tables = Tables::read(&Files::SHIPPED).unwrap();
    let held: usize = tables
        .versions()
        .iter()
        .map(|version| version.points().count())
        .sum();
    assert_eq!(held, 520);
    assert_eq!((tables.versions().len(), tables.profiles().len()), (13, 3));
    assert!(tables.profile(Tables::DEFAULT_PROFILE).is_some());
}

#[test]
fn another_pay_structure_is_read_from_files_of_the_same_form() {
    let files = Files {
        spines: "spine,agreement,short,name,from,until,source\nown,OWN,own,Own spine,,,\n",
        awards: "effective,spine,status,agreed_on,agreed_source,rule,source,check\n\
                 2024-04-01,own,agreed,2024-04-01,,,,\n",
        spine_values: "effective,spine,point,annual_pounds,source\n2024-04-01,own,7,30000,\n",
        points_ended: "spine,point,last_day,source\n",
        ..Files::SHIPPED
    };
    let tables = Tables::read(&files).unwrap();
    let mut profile = tables.profile("statutory").unwrap().clone();
    profile.agreement = "OWN".to_owned();
    let profile = profile.with_pension_rate(exact(1, 5));
    let cost = tables.cost(
        &PostPay::at_point("Anytown", 7, day("2024-06-01")),
        &profile,
    );
    // 30,000 + 13.8% above 9,100 + 20% + 0.5%, to the pound
    assert_eq!(cost.unwrap().cost, Pence::pounds(39_034));
}

#[test]
fn every_cited_source_is_held() {
    let tables = Tables::shipped();
    let mut cited: Vec<String> = Vec::new();
    let mut cite = |ids: &str| cited.extend(ids.split('+').map(str::to_owned));
    tables.spines().iter().for_each(|spine| cite(&spine.source));
    tables
        .versions()
        .iter()
        .for_each(|version| cite(&version.source));
    for council in tables.councils() {
        tables.grades(council).for_each(|grade| cite(&grade.source));
    }
    tables
        .lgps_rates()
        .iter()
        .for_each(|rate| cite(&rate.source));
    tables
        .profiles()
        .iter()
        .for_each(|profile| cite(&profile.sources.join("+")));
    for on in (2010..=2026).map(|year| first_of(year, 12)) {
        cite(&tables.employer_ni(on).unwrap().source);
        tables
            .contracted_out(on)
            .iter()
            .for_each(|row| cite(&row.source));
        tables.levy(on).iter().for_each(|levy| cite(&levy.source));
    }
    for id in &cited {
        let source = tables
            .source(id)
            .unwrap_or_else(|| panic!("{id} is not in sources.csv"));
        assert!(
            !source.title.is_empty() && !source.locator.is_empty(),
            "{id}"
        );
    }
}

fn first_of(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).unwrap()
}

#[test]
fn points_are_contiguous_and_pay_rises() {
    for version in Tables::shipped().versions() {
        let Some((low, high)) = version.range() else {
            assert_eq!(version.status, AwardStatus::NotFound);
            continue;
        };
        let points: Vec<(u16, Pence)> = version.points().collect();
        assert_eq!(
            points.len(),
            usize::from(high - low) + 1,
            "{}",
            version.effective
        );
        assert!(
            points.windows(2).all(|pair| pair[0].1 < pair[1].1),
            "{}",
            version.effective
        );
    }
}

#[test]
fn each_award_follows_its_rule() {
    for (before, after, percent, low, high, flat) in [
        ("2013-04-01", "2015-01-01", "2.2", 11, 49, 0),
        ("2015-01-01", "2016-04-01", "1", 18, 49, 0),
        ("2016-04-01", "2017-04-01", "1", 18, 49, 0),
        ("2017-04-01", "2018-04-01", "2", 20, 49, 0),
        ("2019-04-01", "2020-04-01", "2.75", 1, 43, 0),
        ("2020-04-01", "2021-04-01", "1.75", 2, 43, 0),
        ("2021-04-01", "2022-04-01", "0", 1, 43, 1925),
        ("2022-04-01", "2023-04-01", "0", 2, 43, 1925),
        ("2023-04-01", "2024-04-01", "0", 2, 43, 1290),
        ("2024-04-01", "2025-04-01", "3.2", 2, 43, 0),
    ] {
        for point in low..=high {
            let want = pounds(before, point) * (exact(1, 1) + hundredths(percent)) + exact(flat, 1);
            let gap = pounds(after, point) - want;
            assert!(
                gap <= exact(51, 100) && gap >= exact(-51, 100),
                "{after} point {point}: {gap}"
            );
        }
    }
}

#[test]
fn the_spine_of_2019_was_rebuilt_in_steps_of_two_per_cent() {
    let step = exact(102, 100);
    for old in 29..=49 {
        let gap = pounds("2019-04-01", old - 6) - pounds("2018-04-01", old) * step;
        assert!(gap <= exact(51, 100) && gap >= exact(-51, 100), "old {old}");
    }
    let stepped = |point| Rounding::PoundHalfUp.of_pounds(pounds("2019-04-01", point - 1) * step);
    let odd: Vec<u16> = (2..=22)
        .filter(|&p| pounds("2019-04-01", p) != stepped(p))
        .collect();
    assert_eq!(odd, [14], "published one pound above its step");
    assert_eq!(pounds("2019-04-01", 14), exact(22_462, 1));
}

#[test]
fn old_points_pass_to_new_ones() {
    let tables = Tables::shipped();
    let (old, new) = ("njc-old-6-49", "njc-new-1-43");
    let to_new = |point| {
        let bare = tables.bare_point("NJC", point, day("2019-03-31")).unwrap();
        let found = tables.counterparts(&bare, new);
        found
            .into_iter()
            .map(|point| point.point)
            .collect::<Vec<_>>()
    };
    for (point, there) in [
        (6, 1),
        (17, 6),
        (18, 7),
        (23, 14),
        (28, 22),
        (34, 28),
        (39, 33),
        (44, 38),
        (49, 43),
    ] {
        assert_eq!(to_new(point), [there], "old {point}");
    }
    assert!((6..=49).all(|point| to_new(point).len() == 1));
    let to_old = |point| {
        let bare = tables.bare_point("NJC", point, day("2019-04-01")).unwrap();
        tables.counterparts(&bare, old).len()
    };
    let counts: Vec<u16> = (1..=43).filter(|&point| to_old(point) == 0).collect();
    assert_eq!(counts, [10, 13, 16, 18, 21]);
    assert!((1..=6).all(|point| to_old(point) == 2));
}

#[test]
fn a_bare_point_is_old_until_april_2019() {
    let named = |on| {
        Tables::shipped()
            .bare_point("NJC", 23, day(on))
            .unwrap()
            .to_string()
    };
    assert_eq!(named("2019-03-31"), "old 23");
    assert_eq!(named("2019-04-01"), "new 23");
    assert_eq!(
        Tables::shipped().bare_point("Soulbury", 23, day("2019-04-01")),
        None
    );
}

#[test]
fn there_was_no_award_in_2014_and_none_is_known_for_2026() {
    let tables = Tables::shipped();
    let in_effect = |on| {
        tables
            .newest_agreed("NJC", day(on))
            .to_cost_with()
            .unwrap()
            .effective
    };
    assert_eq!(in_effect("2014-12-31"), day("2013-04-01"));
    assert_eq!(in_effect("2015-01-01"), day("2015-01-01"));
    assert_eq!(in_effect("2026-05-01"), day("2025-04-01"));
    let none = version("2026-04-01");
    assert_eq!(
        (none.status, none.pay(3), none.agreed_on),
        (AwardStatus::NotFound, None, Known::Unknown)
    );
    assert!(
        tables
            .newest_agreed("NJC", day("2010-03-31"))
            .to_cost_with()
            .is_none()
    );
}

#[test]
fn national_insurance_covers_every_day_once() {
    let tables = Tables::shipped();
    let mut on = day("2010-04-06");
    let mut rows = 0;
    while let Some(row) = tables.employer_ni(on) {
        assert_eq!(row.from, on);
        if ("2011-04-06".parse::<Date>().unwrap()..day("2025-04-06")).contains(&on) {
            assert_eq!(row.threshold, row.threshold_week * 52, "{}", row.tax_year);
        }
        rows += 1;
        on = base::add_days(row.until, 1);
    }
    assert_eq!((rows, on), (18, day("2027-04-06")));
    let rate = |on| tables.employer_ni(day(on)).unwrap().rate;
    assert_eq!(rate("2022-11-05"), hundredths("15.05"));
    assert_eq!(rate("2022-11-06"), hundredths("13.8"));
    assert!(tables.employer_ni(day("2010-04-05")).is_none());
    assert!(tables.contracted_out(day("2016-04-05")).is_some());
    assert!(tables.contracted_out(day("2016-04-06")).is_none());
    assert!(tables.levy(day("2017-04-05")).is_none());
    assert_eq!(
        tables.levy(day("2017-04-06")).unwrap().rate,
        hundredths("0.5")
    );
}

#[test]
fn every_fixed_profile_names_a_version_that_is_held() {
    let tables = Tables::shipped();
    for profile in tables.profiles() {
        if let VersionRule::Fixed { spine, effective } = &profile.version {
            let version = tables.version(spine, *effective);
            assert!(
                version.is_some_and(|version| version.range().is_some()),
                "{}",
                profile.name
            );
        }
    }
}

#[test]
fn hourly_rates_are_as_published() {
    for (annual, hourly) in [(17_364, 900), (16_394, 850), (15_014, 778), (19_945, 1034)] {
        let rate = hourly_rate(Pence::pounds(annual), WorkingYear::default());
        assert_eq!(rate, Pence::new(hourly), "{annual}");
    }
}

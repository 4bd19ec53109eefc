//! Who decides, and the last day for each step.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use base::{Date, Fte, Known, Pence};
use governance::{Measures, Meetings, Nearness, RouteKind, Scheme, Ways, deadlines};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn small() -> Measures {
    Measures {
        posts_that_end: Known::Known(2),
        fte: Known::Known(Fte::whole(2)),
        point: Known::Known(25),
        full_year: Known::Known(Pence::pounds(20_000)),
        within_budget: Known::Known(true),
    }
}

fn route(way: &str, measures: &Measures, on: &str) -> String {
    let scheme = Scheme::of(way).unwrap();
    let route = scheme.route(measures, day(on));
    route.map_or_else(|| "nobody yet".to_owned(), |route| route.in_words())
}

#[test]
fn officers_decide_what_is_within_every_limit() {
    let committee = |measures: &Measures| route("committee", measures, "2019-05-20");
    assert_eq!(
        committee(&small()),
        "Officers: 2 posts end; officers may end 3"
    );
    let more = Measures {
        posts_that_end: Known::Known(6),
        ..small()
    };
    assert_eq!(
        committee(&more),
        "Committee: 6 posts end; officers may end 3"
    );
    let dear = Measures {
        full_year: Known::Known(Pence::pounds(100_001)),
        ..small()
    };
    assert_eq!(
        committee(&dear),
        "Committee: the full-year cost changes by £100,001; officers may change it by £100,000"
    );
    let beyond = Measures {
        within_budget: Known::Known(false),
        ..small()
    };
    assert_eq!(
        committee(&beyond),
        "Committee: it costs more than the budget; officers may decide within it"
    );
}

#[test]
fn what_is_not_known_is_within_no_limit() {
    let nothing = Measures {
        posts_that_end: Known::Unknown,
        fte: Known::Unknown,
        point: Known::Unknown,
        full_year: Known::Unknown,
        within_budget: Known::Unknown,
    };
    let scheme = Scheme::of("committee").unwrap();
    let route = scheme.route(&nothing, day("2019-05-20")).unwrap();
    assert_eq!(route.kind, RouteKind::Committee);
    assert_eq!(route.because.len(), 5, "{:?}", route.because);
    assert!(route.is_example);
}

#[test]
fn a_member_decides_what_officers_may_not_and_the_executive_what_a_member_may_not() {
    let on = "2010-03-31";
    assert_eq!(
        route("executive-member", &small(), on),
        "Executive member: 2 posts end; officers may end 1"
    );
    let large = Measures {
        full_year: Known::Known(Pence::pounds(600_000)),
        ..small()
    };
    assert!(route("executive-member", &large, on).starts_with("Executive: "));
}

#[test]
fn a_scheme_holds_from_its_day_on() {
    assert_eq!(route("committee", &small(), "2012-05-16"), "nobody yet");
}

#[test]
fn every_way_has_a_scheme_whose_last_route_asks_for_all_its_comments() {
    for way in Ways::shipped().iter() {
        let scheme = Scheme::of(&way.key).unwrap();
        assert!(scheme.is_example, "{}", way.key);
        let beyond = Measures {
            full_year: Known::Unknown,
            ..small()
        };
        let route = scheme.route(&beyond, day("2019-05-20")).unwrap();
        for comment in &way.comments {
            let asks = route.comments.contains(&comment.kind);
            assert!(asks, "{}: {}", way.key, comment.kind);
        }
    }
}

/// The last days as text, seen on a day.
fn last_days(profile: &str, meetings: &Meetings, meeting: &str, today: &str) -> Vec<String> {
    let way = Ways::shipped().of(profile);
    let all = deadlines(&way.times, meetings, day(meeting), day(today));
    let words = all.iter().map(|one| {
        let mark = match one.nearness {
            Nearness::Ahead => "",
            Nearness::Near => " (near)",
            Nearness::Passed => " (passed)",
        };
        let (what, last) = (one.due.words(), one.last_day);
        format!("{what}: {last}, {}{mark}", one.because)
    });
    words.collect()
}

#[test]
fn five_clear_working_days_leave_out_both_ends_and_the_weekend() {
    let meetings = Meetings {
        clear_days: 5,
        call_in: 0,
    };
    let profile = "nottinghamshire-committee";
    assert_eq!(
        last_days(profile, &meetings, "2019-05-20", "2019-05-08"),
        [
            "Officers comment: 2019-05-07, 3 working days before publication (passed)",
            "Publish the report: 2019-05-10, 5 clear working days before 20 May 2019 (near)",
            "Meeting or decision: 2019-05-20, as the report says",
        ]
    );
}

#[test]
fn an_executive_gives_notice_and_waits_for_call_in() {
    let meetings = Meetings {
        clear_days: 5,
        call_in: 5,
    };
    let profile = "bolton-executive-member";
    let days = last_days(profile, &meetings, "2010-03-31", "2010-01-04");
    assert_eq!(
        days[0],
        "Give notice in the forward plan: 2010-03-02, 28 clear days before 31 March 2010"
    );
    // Good Friday and Easter Monday do not count.
    assert_eq!(
        days.last().unwrap(),
        "Call-in ends: 2010-04-09, 5 working days after the decision"
    );
}

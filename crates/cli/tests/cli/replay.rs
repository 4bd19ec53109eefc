//! `muster replay`.

use serde_json::Value;

use super::{FIVE, THREE, muster, with};

/// The lines in force on a day, by title.
fn lines(day: &str, title: &str) -> Vec<Value> {
    let answer = muster(&with(
        &["replay", "--format", "json", "--in-force-on", day],
        &FIVE,
    ))
    .json();
    let units = answer["units"].as_array().expect("units");
    let lines = units
        .iter()
        .flat_map(|unit| unit["lines"].as_array().expect("lines"));
    lines
        .filter(|line| line["title"] == title)
        .cloned()
        .collect()
}

#[test]
fn temporary_posts_lapse_after_their_last_day() {
    assert_eq!(lines("2019-03-31", "Service Organiser").len(), 1);
    assert_eq!(lines("2019-04-01", "Service Organiser").len(), 0);
    assert_eq!(lines("2019-04-01", "Reviewing Officer").len(), 0);
    assert_eq!(lines("30 June 2018", "Service Organiser").len(), 0);
}

#[test]
fn six_service_organisers_stand_in_july_2020_for_three_reasons() {
    let lines = lines("July 2020", "Service Organiser");
    let fte: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["fte"].as_str())
        .collect();
    assert_eq!(fte, ["1", "4", "1"]);
    let why = |at: usize, key: &str| lines[at]["because"][0][key].clone();
    assert_eq!(why(0, "standing"), "attested by");
    assert_eq!(why(1, "standing"), "assumed approved as recommended in");
    assert_eq!(
        (why(1, "date"), why(2, "date")),
        ("2019-05-20".into(), "2020-06-15".into())
    );
    assert_eq!(
        (why(1, "paragraph"), why(1, "change_line")),
        ("6".into(), 4.into())
    );
    assert_eq!(lines[1]["in_place_of"][0], "Commissioning Assistant");
    let ran = muster(&with(&["replay", "--in-force-on", "1 July 2020"], &FIVE));
    assert!(
        ran.out
            .contains("Together: Service Organiser, 3 lines, 6 FTE"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("assumed approved as recommended in"));
    assert!(ran.out.contains("assumption: "));
}

#[test]
fn a_promise_stays_open_for_the_unit_that_was_forgotten() {
    let open_for = |day: &str| {
        let arguments = ["replay", "--format", "json", "--in-force-on", day];
        let answer = muster(&with(&arguments, &FIVE)).json();
        let promises = answer["promises"].as_array().expect("promises").clone();
        let staffing = |one: &&Value| one["what"] == "A further report on long term staffing";
        promises
            .iter()
            .find(staffing)
            .map(|one| (one["open_for"].clone(), one["overdue"].clone()))
    };
    let icds = "Integrated Children's Disability Service";
    let group = "Commissioning and Placements Group";
    assert_eq!(open_for("2018-06-17"), None);
    assert_eq!(
        open_for("2018-06-18"),
        Some((serde_json::json!([icds, group]), false.into()))
    );
    assert_eq!(
        open_for("2019-05-21"),
        Some((serde_json::json!([icds]), true.into()))
    );
    let ran = muster(&with(&["replay"], &THREE));
    assert!(
        ran.out
            .contains("open for Integrated Children's Disability Service\n"),
        "{}",
        ran.out
    );
}

#[test]
fn what_was_recorded_later_is_not_seen() {
    let arguments = [
        "replay",
        "--in-force-on",
        "2020-07-01",
        "--as-recorded-at",
        "2018-12-31",
    ];
    let ran = muster(&with(&arguments, &THREE));
    assert!(ran.out.starts_with(
        "The establishment in force on 1 July 2020, as recorded at 31 December 2018\n"
    ));
    assert!(!ran.out.contains("Service Organiser"), "{}", ran.out);
}

#[test]
fn an_answer_says_what_it_may_lack() {
    let ran = muster(&with(&["replay"], &THREE));
    assert!(
        ran.out
            .starts_with("The establishment in force on 1 July 2020"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("These answers may be incomplete: decisions that are not held")
    );
    assert!(ran.out.contains("(18 March 2019)"), "{}", ran.out);
    let answer = muster(&with(&["replay", "--format", "json"], &THREE)).json();
    assert_eq!(answer["not_held"].as_array().map(Vec::len), Some(4));
}

#[test]
fn the_history_of_a_title_is_told_in_order() {
    let ran = muster(&with(&["replay", "--history", "service organiser"], &THREE));
    let days: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| !line.starts_with(' '))
        .skip(1)
        .collect();
    let days: Vec<&str> = days.into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        days,
        [
            "1 July 2018",
            "1 April 2019",
            "20 May 2019",
            "20 May 2019",
            "1 July 2020"
        ]
    );
    assert!(
        ran.out.contains("the last day was 31 March 2019"),
        "{}",
        ran.out
    );
    let json = muster(&with(
        &[
            "replay",
            "--history",
            "Service Organiser",
            "--format",
            "json",
        ],
        &THREE,
    ));
    assert_eq!(json.json()["entries"].as_array().map(Vec::len), Some(5));
    let ran = muster(&with(&["replay", "--history", "Service Organizer"], &THREE));
    assert_eq!(ran.code(), 2);
    assert!(
        ran.err.contains("did you mean \"Service Organiser\"?"),
        "{}",
        ran.err
    );
}

#[test]
fn a_text_that_is_no_date_is_refused_with_the_forms_that_are() {
    for text in ["soon", "31/03/2019", "2019-02-30", "0019-03-31"] {
        let ran = muster(&["replay", THREE[0], "--in-force-on", text]);
        assert_eq!((ran.code(), ran.out.as_str()), (2, ""), "{text}");
        assert!(
            ran.err
                .contains("write 2019-03-31, \"31 March 2019\" or \"July 2020\""),
            "{}",
            ran.err
        );
    }
}

#[test]
fn posts_of_two_councils_have_no_sum() {
    let both = muster(&with(&["replay"], &FIVE));
    assert!(both.out.contains("(Bolton Council)"), "{}", both.out);
    assert!(!both.out.contains("In all"), "{}", both.out);
}

//! Working days, and the bank holidays that are none: beside another package's.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};
use std::process::Command;

use base::{Date, add_working_days, bank_holidays, is_working_day, subtract_working_days};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The Python in which `make python-tools` puts what is compared with.
fn python() -> PathBuf {
    match std::env::var_os("PYTHON_TOOLS") {
        Some(python) => PathBuf::from(python),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python-tools/bin/python"),
    }
}

#[test]
fn bank_holidays_are_those_of_another_package() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bank_holidays.py");
    let python = python();
    let output = Command::new(&python)
        .arg(&script)
        .args(["1978", "2099"])
        .output()
        .unwrap_or_else(|fault| panic!("{}: {fault}; run `make python-tools`", python.display()));
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{failed}");
    let theirs = String::from_utf8_lossy(&output.stdout);
    let ours: String = (1978..=2099)
        .map(|year| {
            let days = bank_holidays(year).into_iter().map(|day| format!(" {day}"));
            format!("{year}{}\n", days.collect::<String>())
        })
        .collect();
    for (ours, theirs) in ours.lines().zip(theirs.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours.lines().count(), theirs.lines().count());
}

#[test]
fn a_weekend_and_easter_lie_between() {
    let wednesday = day("2010-03-31");
    assert_eq!(add_working_days(wednesday, 5), day("2010-04-09"));
    assert_eq!(add_working_days(wednesday, 0), wednesday);
    assert_eq!(subtract_working_days(day("2010-04-09"), 5), wednesday);
    assert_eq!(add_working_days(Date::MAX, 9), Date::MAX);
    assert_eq!(subtract_working_days(Date::MIN, 9), Date::MIN);
    assert_eq!(bank_holidays(1977), [], "before the rule of today");
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_working_day(
        year in 1980_i16..2090, month in 1_i8..=12, of_month in 1_i8..=28, days in 0_u32..400,
    ) {
        let start = Date::new(year, month, of_month).unwrap();
        let later = add_working_days(start, days);
        prop_assert!(days == 0 || is_working_day(later));
        if is_working_day(start) {
            prop_assert_eq!(subtract_working_days(later, days), start);
        }
    }
}

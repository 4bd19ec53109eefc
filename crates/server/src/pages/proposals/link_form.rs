//! What is asked about a link that puts people on a proposal: for whom it is, and for how long it can be used.

use app::MOST_LINK_DAYS;
use maud::{Markup, html};

use crate::components::{Field, Input};
use crate::pages::form::Faults;

/// How many days a link lasts unless something else is typed.
pub(super) const DAYS: &str = "14";

/// The days that were typed, or a fault.
pub(super) fn read_days(days: &str, faults: &mut Faults) -> Option<u16> {
    let days = days.trim().parse::<u16>().ok();
    let days = days.filter(|days| (1..=MOST_LINK_DAYS).contains(days));
    if days.is_none() {
        faults.add(
            "days",
            format!("Days must be a whole number from 1 to {MOST_LINK_DAYS}"),
        );
    }
    days
}

/// For whom the link is.
pub(super) fn for_whom(asks: (&str, &str), typed: &str, faults: &Faults) -> Input {
    let (question, hint) = asks;
    Input {
        field: Field::new("for", question)
            .hint(hint)
            .error(faults.at("for")),
        value: Some(typed.to_owned()).filter(|value| !value.is_empty()),
        classes: "govuk-!-width-two-thirds".to_owned(),
        ..Input::default()
    }
}

/// How long it can be used.
pub(super) fn days(typed: &str, faults: &Faults) -> Markup {
    let days = Input {
        field: Field::new("days", "For how many days can the link be used?")
            .error(faults.at("days")),
        value: Some(typed.to_owned()).filter(|value| !value.is_empty()),
        inputmode: Some("numeric".to_owned()),
        classes: "govuk-input--width-3".to_owned(),
        ..Input::default()
    };
    html! { (days) }
}

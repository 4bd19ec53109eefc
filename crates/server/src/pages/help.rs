//! How Muster is used, in a page.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::Page;
use crate::site::Site;

/// `GET /help`
pub(crate) async fn show(State(site): State<Site>) -> Response {
    Page::titled("Help").body(body()).answer(&site)
}

/// What people ask, and the answer.
const ANSWERS: [(&str, &str); 6] = [
    (
        "What is the establishment?",
        "The approved posts of the council on a date, whether or not anybody holds them. Posts are not people: \
         4 posts may be held by 5 people, or by none.",
    ),
    (
        "What do the two dates mean?",
        "In force on is the day for which you ask. As recorded at is the knowledge with which you ask: what the \
         ledger held then. With both you see what the council knew on one day about another.",
    ),
    (
        "Why does a figure say “at least”?",
        "Something that it adds up is not known. Not known is not nought: the sum is at least what is known, and the \
         page says how many are missing.",
    ),
    (
        "Why does a post exist?",
        "Its page names the decision that established it, with the report and the paragraph, and every decision that \
         changed it since.",
    ),
    (
        "Can I correct a mistake?",
        "Nothing in the ledger is altered. A mistake is corrected by a further entry, and both stay visible.",
    ),
    (
        "Can I share what I see?",
        "Yes. Dates, filters and sorting are part of the address of a page; whoever opens it sees the same, as far as \
         they may.",
    ),
];

fn body() -> Markup {
    html! {
        @for (question, answer) in ANSWERS {
            h2.govuk-heading-m { (question) }
            p.govuk-body { (answer) }
        }
    }
}

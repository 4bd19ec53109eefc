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
const ANSWERS: [(&str, &str); 13] = [
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
        "How do I draft a reorganisation?",
        "Under Proposals, start one: its title, the unit and the day. Choose the posts that change, say what happens to \
         each, and watch cost, FTE and findings beside them. The list of tasks says what is left: budgets, the report, \
         recommendations, consultation.",
    ),
    (
        "Is what I type lost when I leave?",
        "No. What is typed is kept for you alone until you save it or discard it, also if you are signed out. Save makes \
         a revision, which everybody on the proposal sees and nobody can alter.",
    ),
    (
        "Who sees my proposal?",
        "You, administrators, and whoever you ask. Under Review, make a link for those who are to read and comment, or \
         to write it with you; they must sign in, so everybody on the proposal is known by name.",
    ),
    (
        "Can somebody else write a part of it?",
        "Yes. Under Tasks, give them the part of one unit. They see its posts and changes and nothing else of your \
         proposal, and you take in what they save after looking at it.",
    ),
    (
        "I am asked in a consultation. What do I do?",
        "Under Consultations, open the proposal. Read what is proposed, then say what you think of it, for yourself or \
         for your union or team; what you write is kept until you send it. HR sees your name beside your answer, others \
         read it without. When the council responds, you find the reason there. You can erase your words.",
    ),
    (
        "Who answered my consultation?",
        "The page of the consultation counts the answers and leads to them. Say of each whether the proposal changes \
         because of it, and why: whoever answered reads it. Closing begins with the count; the report prints what you \
         make of it.",
    ),
    (
        "Must I mend every finding?",
        "Errors must be mended before the report is cleared. A warning can be acknowledged with a reason, which the \
         report prints.",
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

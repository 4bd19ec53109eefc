//! The ledger: how far it goes, and how anybody can tell that nothing in it was altered.

use app::{Head, Verified};
use axum::response::Response;
use maud::{Markup, html};

use super::form::Faults;
use super::{Asking, Failure, Page, Part};
use crate::components::{
    Button, Field, Input, InsetText, NotificationBanner, SummaryList, SummaryRow,
};
use crate::words;

/// `GET /{body}/ledger`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let snapshot = asking.muster().ledger(&asking.viewer.actor).await?;
    let mut faults = Faults::default();
    let typed = asking.query.get("receipt").unwrap_or_default().to_owned();
    let receipts: Vec<Head> = match typed.parse() {
        Ok(receipt) => vec![receipt],
        Err(_) if typed.is_empty() => Vec::new(),
        Err(_) => {
            faults.add(
                "receipt",
                "The receipt must be a number, a hyphen and 64 letters and digits",
            );
            Vec::new()
        }
    };
    let verified = match asking.query.has("receipt") && faults.is_empty() {
        true => Some(
            asking
                .muster()
                .verify(&asking.viewer.actor, &receipts)
                .await?,
        ),
        false => None,
    };
    let head = snapshot.head;
    let mut rows = vec![
        SummaryRow::new("Entries", words::thousands(head.entries.into())),
        SummaryRow::new(
            "Acts of writing",
            words::thousands(snapshot.recordings.len() as u64),
        ),
    ];
    if let Some(last) = snapshot.recordings.last() {
        rows.push(SummaryRow::new("Last written", words::instant(last.at)));
    }
    rows.push(SummaryRow::new(
        "Receipt for all of it",
        html! { code.muster-reference { (head) } },
    ));
    let html = html! {
        (faults.summary())
        h1.govuk-heading-l { "The ledger" }
        @if let Some(verified) = &verified { (found(verified, receipts.first())) }
        p.govuk-body {
            "Every decision is an entry in one ledger. Entries are only ever added: a mistake is taken back by a further "
            "entry, and both stay. Each entry carries a digest (SHA-256) of itself and of all before it, so an entry that was "
            "altered, taken out or put between others no longer fits those that follow."
        }
        p.govuk-body { "The ledger was read and its digests were computed again before this page was shown." }
        (SummaryList { rows, ..SummaryList::default() })
        h2.govuk-heading-m { "Check it yourself" }
        p.govuk-body {
            "The digests alone cannot show that the end was cut off, or that all of it was written anew. A receipt that was "
            "kept elsewhere can: in the minutes, in an e-mail, with the auditor. Each decision has one on its page."
        }
        form method="get" action=(asking.address("ledger")) novalidate {
            (Input {
                field: Field::new("receipt", "Receipt")
                    .hint("Such as 15-3f9a…, as it was given when a decision was recorded. Leave it empty to check without one")
                    .error(faults.at("receipt")),
                value: (!typed.is_empty()).then_some(typed),
                spellcheck: Some(false),
                ..Input::default()
            })
            (Button::submit("Check the ledger").secondary())
        }
        h2.govuk-heading-m { "Without trusting this page" }
        p.govuk-body { "Whoever runs Muster can check the files themselves, or a copy of them on another machine:" }
        pre.muster-command tabindex="0" { code { "muster verify --data FOLDER --against RECEIPT" } }
    };
    Ok(Page::about("The ledger", &asking)
        .within(Part::Decisions)
        .below([
            ("Home".to_owned(), asking.link("")),
            ("Decisions".to_owned(), asking.link("decisions")),
        ])
        .with_own_heading()
        .with_errors(!faults.is_empty())
        .body(html)
        .answer(&asking.site))
}

/// What a check found.
fn found(verified: &Verified, receipt: Option<&Head>) -> Markup {
    if verified.faults.is_empty() {
        let entries = words::counted_as(verified.head.entries.into(), "entry", "entries");
        let text = match receipt {
            None => format!("Nothing was altered: {entries} follow from each other."),
            Some(receipt) => format!(
                "Nothing was altered: {entries} follow from each other, and the first {} are those of the receipt.",
                words::thousands(receipt.entries.into())
            ),
        };
        let banner = NotificationBanner {
            text: text.as_str().into(),
            is_success: true,
            ..NotificationBanner::default()
        };
        return html! { (banner) };
    }
    let content = html! {
        h2.govuk-heading-m { "The data are not as they were written" }
        ul.govuk-list.govuk-list--bullet {
            @for fault in &verified.faults {
                li { (words::sentence(&fault.place)) ": " (fault.what) ". To mend this: " (fault.remedy) "." }
            }
            @if verified.more > 0 { li { "and " (verified.more) " more" } }
        }
    };
    html! { (InsetText { content: content.into(), ..InsetText::default() }) }
}

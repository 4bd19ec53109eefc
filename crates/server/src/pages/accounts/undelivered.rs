//! What administrators are told of e-mail that does not arrive.

use app::{GivenUp, MailTrouble};
use maud::{Markup, html};

use crate::components::{Cell, Table, WarningText};
use crate::words;

/// That messages wait because they cannot be sent; nothing where all go out.
pub(super) fn waiting(trouble: &MailTrouble) -> Markup {
    let warning = trouble.fault.as_ref().map(|fault| WarningText {
        text: format!(
            "E-mail does not go out: {} waiting. Muster tries again for three days. The mail server or the \
             connection says: {fault}",
            words::counted(trouble.waiting.into(), "message")
        )
        .into(),
        ..WarningText::default()
    });
    html! { @if let Some(warning) = &warning { (warning) } }
}

/// The messages that were given up; nothing where there were none.
pub(super) fn given_up(trouble: &MailTrouble) -> Markup {
    html! {
        @if !trouble.given_up.is_empty() {
            h2.govuk-heading-m #undelivered { "E-mail that did not arrive" }
            p.govuk-body { "In the last thirty days Muster gave up these messages. What they said stands on the notices of each person." }
            div.muster-scrolling role="region" aria-label="E-mail that did not arrive" tabindex="0" {
                (table(&trouble.given_up))
            }
        }
    }
}

fn table(given_up: &[GivenUp]) -> Table {
    let rows = given_up.iter().map(|one| {
        let address = format!("/accounts/{}", one.account);
        let name = match one.name.as_str() {
            "" => "A person whose name was erased",
            name => name,
        };
        vec![
            Cell::text(html! { a.govuk-link href=(address) { (name) } }),
            Cell::text(words::instant(one.at)),
            Cell::text(one.fault.as_str()),
        ]
    });
    Table {
        caption: "E-mail that did not arrive".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["Person", "Given up", "Why"].map(Cell::text).into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    }
}

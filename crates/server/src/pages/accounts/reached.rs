//! How somebody is reached, and who they are to the identity provider.

use app::Account;
use maud::{Markup, html};

use super::super::Failure;
use super::super::form::Faults;
use super::super::viewer::Viewer;
use super::press;
use crate::components::{Field, Input, SummaryRow};
use crate::site::Site;

/// How the owner of an account is reached.
pub(super) struct Reached<'a> {
    site: &'a Site,
    address: Option<String>,
    is_linked: bool,
}

impl<'a> Reached<'a> {
    pub(super) async fn of(
        site: &'a Site,
        viewer: &Viewer,
        account: &Account,
    ) -> Result<Self, Failure> {
        let reached = site.muster().reached_at(&viewer.actor, account.id).await?;
        let (address, is_linked) = reached;
        Ok(Self {
            site,
            address,
            is_linked,
        })
    }

    /// What of it is told among the facts.
    pub(super) fn rows(&self) -> Vec<SummaryRow> {
        let address = self.address.as_deref().unwrap_or("None");
        let linked = self.provider().map(|provider| {
            let said = match self.is_linked {
                true => format!("Linked to a person at {provider}"),
                false => format!("Not linked to anybody at {provider}"),
            };
            SummaryRow::new("Single sign-on", said)
        });
        let address = SummaryRow::new("E-mail address", address);
        std::iter::once(address).chain(linked).collect()
    }

    /// The forms that change it.
    pub(super) fn forms(&self, action: &str, faults: &Faults) -> Markup {
        let address = Input {
            field: Field::new("address", "E-mail address")
                .hint(hint(self.site))
                .error(faults.at("address")),
            value: self.address.clone(),
            of_type: Some("email".to_owned()),
            autocomplete: Some("off".to_owned()),
            spellcheck: Some(false),
            classes: "govuk-input--width-20".to_owned(),
            ..Input::default()
        };
        html! {
            h2.govuk-heading-m { "Change the e-mail address" }
            form method="post" action=(action) novalidate {
                (address)
                (press("Save the address", "address"))
            }
            @if let (true, Some(provider)) = (self.is_linked, self.provider()) {
                h2.govuk-heading-m { "Part the account from " (provider) }
                p.govuk-body { "The person is signed out everywhere. Whoever " (provider) " next says has the e-mail address above gets the account." }
                form method="post" action=(action) {
                    (press("Part the account", "part").secondary())
                }
            }
        }
    }

    fn provider(&self) -> Option<&'a str> {
        let sign_on = self.site.settings().sign_on.as_ref();
        sign_on.map(|on| on.name.as_str())
    }
}

/// Why somebody has an address here.
pub(super) fn hint(site: &Site) -> String {
    match &site.settings().sign_on {
        None => "Notices go there, where Muster sends e-mail".to_owned(),
        Some(on) => format!(
            "Notices go there, where Muster sends e-mail. Whoever {} says has this address signs in to this \
             account from then on",
            on.name
        ),
    }
}

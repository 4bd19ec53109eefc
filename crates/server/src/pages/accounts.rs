//! Everybody's accounts: who has one, another one, an end, a password in place of one that was forgotten.

mod access;
mod reached;
mod undelivered;

use ::access::{Actor, Roles};
use app::{Account, AppError, CouncilScopes, FEWEST_CHARACTERS, Invitation, StoreError};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use access::Chosen;
use reached::Reached;

use super::form::Faults;
use super::viewer::Viewer;
use super::{Failure, Page};
use crate::components::{
    Button, Cell, Choice, Choices, Field, Input, NotificationBanner, PasswordInput, SummaryList,
    SummaryRow, Table, Tag,
};
use crate::query::Query;
use crate::site::Site;
use crate::words;

/// What the form of a new account sends.
struct Added {
    person: String,
    name: String,
    address: String,
    password: String,
    access: Chosen,
}

impl Added {
    fn of(pairs: &[(String, String)]) -> Self {
        let one = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map_or_else(String::new, |(_, value)| value.clone())
        };
        Self {
            person: one("person"),
            name: one("name"),
            address: one("address").trim().to_owned(),
            password: one("password"),
            access: Chosen::of(pairs),
        }
    }

    /// Will the person sign in through the identity provider alone?
    fn is_for_provider(&self, site: &Site) -> bool {
        let has_address = !self.address.is_empty() && self.password.is_empty();
        site.settings().sign_on.is_some() && has_address
    }

    async fn make(&self, site: &Site, actor: &Actor, roles: Roles) -> Result<(), AppError> {
        let muster = site.muster();
        let invitation = Invitation {
            name: self.person.clone(),
            sign_in_name: self.name.clone(),
            roles,
            password: self.password.clone(),
        };
        let made = match self.address.as_str() {
            "" => muster.make_account(actor, &invitation).await,
            address => {
                let made = muster.make_account_reached_at(actor, &invitation, address);
                made.await
            }
        };
        made.map(|_| ())
    }
}

/// What is wrong with an address.
const NOT_AN_ADDRESS: &str = "Enter an e-mail address such as name@example.org";
const ADDRESS_TAKEN: &str = "Another account has that e-mail address";

/// `GET /accounts`
pub(crate) async fn show(
    State(site): State<Site>,
    viewer: Viewer,
    query: Query,
) -> Result<Response, Failure> {
    let accounts = site.muster().accounts(&viewer.actor).await?;
    let places = site.muster().scopes(&viewer.actor).await?;
    let rows = accounts.iter().map(|account| {
        let address = format!("/accounts/{}", account.id);
        vec![
            Cell::text(html! { a.govuk-link href=(address) { (called(account)) } }),
            Cell::text(account.sign_in_name.as_deref().unwrap_or("None")),
            Cell::text(access::all_said(&account.roles, &places)),
            Cell::text(html! { (state(account)) }),
        ]
    });
    let table = Table {
        caption: "People with accounts".into(),
        caption_classes: "govuk-visually-hidden".to_owned(),
        head: ["Person", "Sign-in name", "Access", "State"]
            .map(Cell::text)
            .into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        ..Table::default()
    };
    let trouble = site.muster().mail_trouble(&viewer.actor).await?;
    let body = html! {
        (done(&query))
        h1.govuk-heading-l { "Accounts" }
        (undelivered::waiting(&trouble))
        (Button::link("Add a person", "/accounts/add"))
        div.muster-scrolling role="region" aria-label="People with accounts" tabindex="0" { (table) }
        (undelivered::given_up(&trouble))
    };
    Ok(place("Accounts").body(body).answer(&site))
}

/// `GET /accounts/add`
pub(crate) async fn add(State(site): State<Site>, viewer: Viewer) -> Result<Response, Failure> {
    let places = site.muster().scopes(&viewer.actor).await?;
    Ok(adding(&site, &Added::of(&[]), &places, &Faults::default()))
}

/// `POST /accounts/add`
pub(crate) async fn add_it(
    State(site): State<Site>,
    viewer: Viewer,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let places = site.muster().scopes(&viewer.actor).await?;
    let added = Added::of(&sent);
    let mut faults = Faults::default();
    faults.require("person", &added.person, "Enter the name of the person");
    let by_provider = added.is_for_provider(&site);
    if !by_provider {
        faults.require("name", &added.name, "Enter a sign-in name");
    }
    let roles = added.access.read(&places, &mut faults);
    if !by_provider {
        faults.require("password", &added.password, "Enter a first password");
    }
    if let (true, Some(roles)) = (faults.is_empty(), roles) {
        match added.make(&site, &viewer.actor, roles).await {
            Ok(()) => return Ok(Redirect::to("/accounts?done=added").into_response()),
            Err(AppError::WeakPassword(weak)) => {
                faults.add("password", words::sentence(&weak.to_string()));
            }
            Err(AppError::NotAnAddress) => faults.add("address", NOT_AN_ADDRESS),
            Err(AppError::Store(StoreError::AddressTaken)) => faults.add("address", ADDRESS_TAKEN),
            Err(AppError::Store(StoreError::NameTaken)) if by_provider => {
                faults.add("address", ADDRESS_TAKEN);
            }
            Err(AppError::Store(StoreError::NameTaken)) => {
                faults.add(
                    "name",
                    "Another account has that sign-in name. Choose another",
                );
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((
        StatusCode::BAD_REQUEST,
        adding(&site, &added, &places, &faults),
    )
        .into_response())
}

/// `GET /accounts/{account}`
pub(crate) async fn one(
    State(site): State<Site>,
    viewer: Viewer,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let account = found(&site, &viewer, &id).await?;
    about(&site, &viewer, &account, &Faults::default()).await
}

/// `POST /accounts/{account}`
pub(crate) async fn change(
    State(site): State<Site>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let account = found(&site, &viewer, &id).await?;
    let places = site.muster().scopes(&viewer.actor).await?;
    let value = |name: &str| {
        let found = sent.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let (muster, actor) = (site.muster(), &viewer.actor);
    let mut faults = Faults::default();
    let outcome = match value("do") {
        "access" => match Chosen::of(&sent).read(&places, &mut faults) {
            None => None,
            Some(roles) => {
                let given = muster.give_access(actor, account.id, &roles).await;
                Some(("access", given))
            }
        },
        "end" if value("sure").is_empty() => {
            faults.add("sure", "Confirm that the account ends");
            None
        }
        "address" => {
            let set = muster.set_address(actor, account.id, value("address"));
            Some(("address", set.await))
        }
        "part" => Some(("parted", muster.part_from_provider(actor, account.id).await)),
        "end" => Some(("ended", muster.end_account(actor, account.id).await)),
        _ => {
            faults.require("password", value("password"), "Enter a new password");
            match faults.is_empty() {
                false => None,
                true => Some((
                    "password",
                    muster
                        .reset_password(actor, account.id, value("password"))
                        .await,
                )),
            }
        }
    };
    match outcome {
        None => {}
        Some((done, Ok(()))) => {
            return Ok(Redirect::to(&format!("/accounts?done={done}")).into_response());
        }
        Some((_, Err(AppError::WeakPassword(weak)))) => {
            faults.add("password", words::sentence(&weak.to_string()));
        }
        Some((_, Err(AppError::NotAnAddress))) => faults.add("address", NOT_AN_ADDRESS),
        Some((_, Err(AppError::Store(StoreError::AddressTaken)))) => {
            faults.add("address", ADDRESS_TAKEN);
        }
        Some((_, Err(AppError::Store(StoreError::LastAdministrator)))) => {
            let at = if value("do") == "access" {
                "access"
            } else {
                "sure"
            };
            faults.add(
                at,
                "This is the only administrator. Make another one before this account ends",
            );
        }
        Some((_, Err(error))) => return Err(error.into()),
    }
    let page = about(&site, &viewer, &account, &faults).await?;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

async fn found(site: &Site, viewer: &Viewer, id: &str) -> Result<Account, Failure> {
    let accounts = site.muster().accounts(&viewer.actor).await?;
    let account = accounts.into_iter().find(|one| one.id.to_string() == id);
    Ok(account.ok_or(AppError::NotFound("account"))?)
}

fn adding(site: &Site, added: &Added, places: &[CouncilScopes], faults: &Faults) -> Response {
    let input = |name: &'static str, label: &str, hint: &str, value: &str| Input {
        field: Field {
            hint: (!hint.is_empty()).then(|| hint.into()),
            ..Field::new(name, label).error(faults.at(name))
        },
        value: (!value.is_empty()).then(|| value.to_owned()),
        autocomplete: Some("off".to_owned()),
        spellcheck: Some(false),
        classes: "govuk-input--width-20".to_owned(),
        ..Input::default()
    };
    let told = "Tell it to the person; they can change it under Your account.";
    let told = match &site.settings().sign_on {
        None => told.to_owned(),
        Some(on) => format!(
            "{told} Leave it and the sign-in name empty for somebody who signs in with {} alone.",
            on.name
        ),
    };
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l { "Add a person" }
        form method="post" action="/accounts/add" novalidate {
            (input("person", "Name", "As others see it beside what the person saves", &added.person))
            (input("name", "Sign-in name", "What the person types to sign in, such as officer2", &added.name))
            (Input {
                of_type: Some("email".to_owned()),
                ..input("address", "E-mail address (optional)", &reached::hint(site), &added.address)
            })
            (added.access.asked(faults))
            (added.access.where_asked(places))
            (password("First password", &told, faults))
            (Button::submit("Add this person"))
        }
    };
    place("Add a person")
        .with_back("/accounts")
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site)
}

async fn about(
    site: &Site,
    viewer: &Viewer,
    account: &Account,
    faults: &Faults,
) -> Result<Response, Failure> {
    let places = site.muster().scopes(&viewer.actor).await?;
    let places = places.as_slice();
    let reached = Reached::of(site, viewer, account).await?;
    let mut rows = vec![SummaryRow::new(
        "Sign-in name",
        account.sign_in_name.as_deref().unwrap_or("None"),
    )];
    rows.extend(reached.rows());
    rows.push(SummaryRow::new(
        "Access",
        access::all_said(&account.roles, places),
    ));
    rows.push(SummaryRow::new("State", html! { (state(account)) }));
    let facts = SummaryList {
        rows,
        ..SummaryList::default()
    };
    let address = format!("/accounts/{}", account.id);
    let is_own = viewer.actor.account() == Some(account.id);
    let sure = Choices {
        kind: crate::components::ChoicesKind::Several,
        name: "sure".to_owned(),
        error: faults.at("sure"),
        items: vec![Choice {
            value: "yes".to_owned(),
            text: "The account ends now, wherever it is signed in".into(),
            ..Choice::default()
        }],
        ..Choices::default()
    };
    let body = html! {
        (faults.summary())
        h1.govuk-heading-l { (called(account)) }
        (facts)
        @if account.sign_in_name.is_some() {
            h2.govuk-heading-m { "Change the access" }
            form method="post" action=(address) novalidate {
                (access::held_boxes(&account.given, places))
                (access::one_more(faults))
                (Chosen::of(&[]).where_asked(places))
                (press("Save the access", "access"))
            }
            (reached.forms(&address, faults))
            @if is_own {
                p.govuk-body { a.govuk-link href="/account" { "Change your own password" } }
            } @else {
                h2.govuk-heading-m { "Set another password" }
                form method="post" action=(address) novalidate {
                    (password("New password", "For somebody who forgot theirs. They are signed out everywhere.", faults))
                    (press("Set this password", "password"))
                }
            }
            h2.govuk-heading-m { "End the account" }
            p.govuk-body { "What the person saved and decided stays, under their name. The sign-in name becomes free." }
            form method="post" action=(address) novalidate {
                (sure)
                (press("End the account", "end").warning())
            }
        } @else {
            p.govuk-body { "The account has ended. Nobody can sign in to it." }
        }
    };
    Ok(place(called(account))
        .with_back("/accounts")
        .with_errors(!faults.is_empty())
        .body(body)
        .answer(site))
}

fn press(text: &'static str, value: &str) -> Button {
    Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text)
    }
}

fn place(title: &str) -> Page {
    Page::titled(title).signed_in().with_own_heading()
}

fn password(label: &'static str, hint: &str, faults: &Faults) -> PasswordInput {
    let rule =
        format!("{FEWEST_CHARACTERS} characters or more. Three unrelated words work well. {hint}");
    PasswordInput {
        field: Field::new("password", label)
            .hint(rule)
            .error(faults.at("password")),
        autocomplete: Some("new-password".to_owned()),
        classes: "govuk-input--width-20".to_owned(),
        ..PasswordInput::default()
    }
}

fn called(account: &Account) -> &str {
    match account.name.as_str() {
        "" => "A person whose name was erased",
        name => name,
    }
}

fn state(account: &Account) -> Tag {
    match account.sign_in_name {
        Some(_) => Tag::coloured("In use", "green"),
        None => Tag::coloured("Ended", "grey"),
    }
}

/// What the last step did, if the address says so.
fn done(query: &Query) -> Markup {
    let done = match query.get("done") {
        Some("added") => "The person has an account.",
        Some("access") => {
            "The access is changed. It counts from now on, wherever the person is signed in."
        }
        Some("ended") => "The account has ended.",
        Some("address") => "The e-mail address is changed.",
        Some("parted") => "The account belongs to nobody at the identity provider any more.",
        Some("password") => "The new password is set. The person is signed out everywhere.",
        _ => return html! {},
    };
    let banner = NotificationBanner {
        text: done.into(),
        is_success: true,
        ..NotificationBanner::default()
    };
    html! { (banner) }
}

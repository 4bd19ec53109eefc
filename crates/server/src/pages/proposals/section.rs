//! A section of the report: its words, figures put into them, and beside them how they will read.

mod picker;

pub(super) use picker::in_words;

use std::sync::Arc;

use app::AppError;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use checks::{Analysis, Unmatched};
use drafting::sheet::Item;
use drafting::{Draft, Sheet, sections};
use maud::{Markup, html};
use proposal::INSERTS;

use super::frame::{Place, Proposal};
use super::kept::Sent;
use super::preview::Preview;
use super::questions::{question, summary};
use super::sheet::{
    Outcome, Sheeted, address, around, buttons, form_name, keep, keep_typed, offered, value,
};
use crate::components::Button;
use crate::pages::Failure;

/// The name of the question that holds the words.
const TEXT: &str = "text";

/// The id of the form, to which buttons beside it belong.
const FORM: &str = "section";

/// `GET /{body}/proposals/{proposal}/report/sections/{section}`
pub(super) async fn show(
    Path((_, _, key)): Path<(String, String, String)>,
    proposal: Proposal,
) -> Result<Response, Failure> {
    let section = Section::of(proposal, key).await?;
    let sheeted = Sheeted::of(&section.proposal, &section.sheet).await?;
    Ok(section.page(&sheeted))
}

/// `POST /{body}/proposals/{proposal}/report/sections/{section}`
pub(super) async fn do_it(
    Path((_, _, key)): Path<(String, String, String)>,
    proposal: Proposal,
    Form(mut sent): Form<Sent>,
) -> Result<Response, Failure> {
    let section = Section::of(proposal, key).await?;
    let button = value(&sent, "do").unwrap_or_default().to_owned();
    if let Some(text) = section.typed_over(&button, &sent) {
        for (_, words) in sent.iter_mut().filter(|(name, _)| name == TEXT) {
            words.clone_from(&text);
        }
        let sheeted = section.again(&sent).await?;
        return Ok(section.page(&sheeted));
    }
    if button == "preview" {
        let sheeted = section.again(&sent).await?;
        return Ok(section.page(&sheeted));
    }
    let proposal = &section.proposal;
    Ok(match keep(proposal, &section.sheet, &sent).await? {
        Outcome::Again(status, sheeted) => (status, section.page(&sheeted)).into_response(),
        Outcome::Done(done) => {
            let next = match (button.as_str(), button.strip_prefix("keep:")) {
                (_, Some(amount)) => return Ok(section.to_its_source(amount)),
                ("later", _) => proposal.at(Place::Report),
                _ => address(proposal, &section.sheet),
            };
            Redirect::to(&format!("{next}?done={done}")).into_response()
        }
    })
}

/// `POST /{body}/proposals/{proposal}/report/sections/{section}/preview`: how the words will read, and
/// only that.
pub(super) async fn preview(
    Path((_, _, key)): Path<(String, String, String)>,
    proposal: Proposal,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let section = Section::of(proposal, key).await?;
    let sheeted = section.again(&sent).await?;
    Ok(section.beside(text_of(&sheeted)).into_response())
}

/// A section of a proposal, with the figures that its words can name.
struct Section {
    proposal: Proposal,
    sheet: Sheet,
    heading: String,
    analysis: Arc<Analysis>,
}

impl Section {
    async fn of(proposal: Proposal, key: String) -> Result<Self, Failure> {
        let asking = &proposal.asking;
        let draft = &proposal.open.draft;
        let body = &*asking.muster().profile_of(&draft.case);
        let sheet = Sheet::Section(key.clone());
        if !sheet.is_there(&draft.case, body) {
            return Err(AppError::NotFound("section").into());
        }
        let known = sections(&draft.case, body);
        let known = known.into_iter().find(|section| section.key == key);
        let heading = known.map_or_else(
            || "A section of your own".to_owned(),
            |section| section.heading,
        );
        let (actor, council) = (&asking.viewer.actor, &asking.body.key);
        let analysis = asking.muster().consequences(actor, council, draft).await?;
        Ok(Self {
            sheet,
            heading,
            analysis,
            proposal,
        })
    }

    fn draft(&self) -> &Draft {
        &self.proposal.open.draft
    }

    /// The form as it was typed, kept and not saved.
    async fn again(&self, sent: &[(String, String)]) -> Result<Sheeted, Failure> {
        let base = self.proposal.typed_over(sent).await?;
        let (kinds, pay) = offered(&self.proposal);
        let around = around(&self.proposal, &kinds, &pay);
        keep_typed(&self.proposal, &self.sheet, &base, &around, sent).await?;
        Ok(Sheeted::typed(&self.sheet, &base, &around, sent))
    }

    /// The words after a button that writes into them; nothing if it does not.
    fn typed_over(&self, button: &str, sent: &[(String, String)]) -> Option<String> {
        let text = value(sent, TEXT)?.replace("\r\n", "\n");
        if button == "insert" {
            let name = value(sent, "figure").filter(|name| !name.is_empty())?;
            let written = format!("{{{name}}}");
            let between = match (INSERTS.contains(&name), text.trim_end()) {
                (_, "") => "",
                // A table or chart stands alone on its line.
                (true, _) => "\n\n",
                (false, _) => " ",
            };
            return Some(format!("{}{between}{written}", text.trim_end()));
        }
        let amount = button.strip_prefix("use:")?;
        let preview = Preview::of(&text, self.draft(), &self.analysis);
        let own = preview.unmatched.iter().find(|one| one.text == amount)?;
        let nearest = own.nearest.as_ref()?;
        let (before, after) = text.split_at_checked(own.place.span.start)?;
        let after = after.strip_prefix(amount)?;
        Some(format!("{before}{}{after}", nearest.written))
    }

    /// To the list of stated figures, where an amount gets its source.
    fn to_its_source(&self, amount: &str) -> Response {
        let amount: String = form_urlencoded::byte_serialize(amount.as_bytes()).collect();
        let stated = self.draft().case.stated.len();
        let address = address(&self.proposal, &Sheet::Stated);
        Redirect::to(&format!("{address}?amount={amount}#stated-{stated}")).into_response()
    }

    fn page(&self, sheeted: &Sheeted) -> Response {
        let proposal = &self.proposal;
        let is_wrong = !sheeted.form.faults().is_empty();
        let path = address(proposal, &self.sheet);
        let keeps = form_name(&self.sheet).map(|name| proposal.keeps(&name));
        let html = html! {
            (summary(&sheeted.form))
            (sheeted.told())
            div.muster-work {
                div.muster-work__form {
                    h1.govuk-heading-l { (self.heading) }
                    form.muster-sheet id=(FORM) method="post" action=(path) novalidate
                        data-panel={ (path) "/preview" } data-keep=[keeps] {
                        (sheeted.start(proposal, &self.sheet))
                        // What Enter in a field presses.
                        button.govuk-visually-hidden type="submit" name="do" value="preview" tabindex="-1" { "Update preview" }
                        @for item in &sheeted.form.items {
                            @if let Item::Question(one) = item {
                                (question(one))
                                @if one.name == TEXT { (self.insert()) }
                            }
                        }
                        (buttons())
                    }
                }
                section.muster-work__panel #panel aria-labelledby="panel-heading" tabindex="-1" {
                    (self.beside(text_of(sheeted)))
                }
                p.govuk-visually-hidden role="status" #panel-status {}
            }
        };
        proposal
            .page(Place::Report, &self.heading, &html)
            .with_errors(is_wrong)
            .answer(&proposal.asking.site)
    }

    /// What puts a figure, a table or a chart into the words.
    fn insert(&self) -> Markup {
        let figures = &self.analysis.statement.figures;
        let select = picker::picker(figures, self.draft().case.changes.len());
        html! {
            div.muster-insert data-into=(TEXT) {
                (select)
                div.govuk-button-group {
                    (pressed("Insert a figure", "insert"))
                    (pressed("Update preview", "preview"))
                }
            }
        }
    }

    /// How the words will read, and what of them is no figure.
    fn beside(&self, text: &str) -> Markup {
        let preview = Preview::of(text, self.draft(), &self.analysis);
        html! {
            h2.govuk-heading-m #panel-heading { "Preview" }
            p.govuk-body-s #panel-figures data-sentence=(preview.sentence()) { (preview.sentence()) }
            @for one in &preview.unmatched { (unmatched(one)) }
            @for (name, near) in &preview.unknown { (unknown(name, near)) }
            div.muster-preview { (preview.words()) }
            p.govuk-body-s {
                a.govuk-link href=(self.proposal.address("/report/report.html")) { "See the whole report" }
                " as it is saved."
            }
        }
    }
}

fn pressed(text: &str, value: &str) -> Button {
    Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text.to_owned()).secondary()
    }
}

fn text_of(sheeted: &Sheeted) -> &str {
    let values = sheeted.form.values().into_iter();
    let mut own = values.filter(|(name, _)| *name == TEXT);
    own.next().map_or("", |(_, text)| text)
}

/// `£45,000 matches no figure. Nearest: saving from the changes, £29,969.`
fn unmatched(one: &Unmatched) -> Markup {
    // They stand beside the form, to which they belong.
    let button = |text: &str, key: &str| {
        html! {
            button.govuk-button.govuk-button--secondary.muster-inline type="submit" form=(FORM) name="do"
                value={ (key) ":" (one.text) } {
                (text) span.govuk-visually-hidden { " for " (one.text) }
            }
        }
    };
    html! {
        div.muster-mend {
            p.govuk-body {
                (one.text) " matches no figure."
                @if let Some(nearest) = &one.nearest {
                    " Nearest: " (lower(&nearest.label)) ", " (nearest.amount.to_string()) "."
                }
            }
            div.govuk-button-group {
                @if one.nearest.is_some() { (button("Use the figure", "use")) }
                (button("Keep it and give its source", "keep"))
            }
        }
    }
}

fn unknown(name: &str, near: &[String]) -> Markup {
    html! {
        div.muster-mend {
            p.govuk-body {
                "There is no figure named {" (name) "}."
                @match near {
                    [] => {},
                    [one] => { " Did you mean {" (one) "}?" }
                    several => { " There are: " (several.join(", ")) "." }
                }
            }
        }
    }
}

/// A label inside a sentence.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    match letters.clone().next() {
        // An abbreviation, such as FTE, stays.
        Some(second) if second.is_uppercase() => label.to_owned(),
        _ => format!("{}{}", first.unwrap_or_default(), letters.as_str()),
    }
}

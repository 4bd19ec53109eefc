//! The options of a proposal: compared in one table, described, added, taken out, and one adopted.

use app::{OpenProposal, Saved};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use checks::Analysis;
use drafting::{Draft, OptionWords};
use maud::{Markup, html};
use proposal::option_letter;
use report::{Composition, table_of_options};

use super::frame::{Place, Proposal, in_revision};
use super::statement;
use super::tasks::Status;
use crate::components::{Button, Field, Input, Tag, Textarea, WarningText};
use crate::pages::Failure;

/// The most options that a form may add to a case.
const MOST: usize = 20;

/// What the form sends.
struct Typed {
    revision: Option<u32>,
    words: Vec<OptionWords>,
    no_other: String,
    button: String,
}

impl Typed {
    fn read(sent: &[(String, String)]) -> Self {
        let mut typed = Self {
            revision: None,
            words: Vec::new(),
            no_other: String::new(),
            button: String::new(),
        };
        for (name, value) in sent {
            match name.as_str() {
                "revision" => typed.revision = value.parse().ok(),
                "no-other" => value.clone_into(&mut typed.no_other),
                "do" => value.clone_into(&mut typed.button),
                _ => typed.set(name, value),
            }
        }
        typed
    }

    /// A field of an option, such as `o1-name`.
    fn set(&mut self, name: &str, value: &str) {
        let parts = name.strip_prefix('o').and_then(|name| name.split_once('-'));
        let Some((at, field)) = parts.and_then(|(at, field)| Some((at.parse().ok()?, field)))
        else {
            return;
        };
        if at >= MOST {
            return;
        }
        if self.words.len() <= at {
            self.words.resize(at + 1, OptionWords::default());
        }
        let words = &mut self.words[at];
        match field {
            "name" => value.clone_into(&mut words.name),
            "text" => value.clone_into(&mut words.text),
            "because" => value.clone_into(&mut words.rejected_because),
            _ => {}
        }
    }

    /// What a draft says before anything is typed.
    fn of(draft: &Draft) -> Self {
        let no_other = draft.case.header.no_other_option.as_ref();
        Self {
            revision: None,
            words: draft.option_words(),
            no_other: no_other.map_or_else(String::new, |at| at.value.clone()),
            button: String::new(),
        }
    }
}

/// `GET /{body}/proposals/{proposal}/options`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    if proposal.open.reference.option().is_some() {
        // Options are compared from what is proposed.
        let plain = proposal.of_option(None, Place::Options);
        return Ok(Redirect::to(&plain).into_response());
    }
    let options = &proposal.open.draft.case.options;
    let asked = proposal.asking.query.get("adopt");
    let asked = asked.and_then(|letter| {
        let is_it = |at: &usize| option_letter(*at).eq_ignore_ascii_case(letter);
        (0..options.len()).find(is_it)
    });
    if let Some(option) = asked.filter(|option| !options[*option].adopted) {
        return Ok(confirmation(&proposal, option));
    }
    let typed = Typed::of(&proposal.open.draft);
    page(&proposal, &typed, false).await
}

/// `POST /{body}/proposals/{proposal}/options`
pub(super) async fn do_it(
    proposal: Proposal,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let typed = Typed::read(&sent);
    let now = &proposal.open;
    let draft = &now.draft;
    // Whoever saved meanwhile may have added an option or taken one out: what is meant by its place is then
    // another. Anything else that was saved stays.
    let base = proposal.typed_over(&sent).await?;
    if now.reference.option().is_some() || names(&base.draft) != names(draft) {
        let page = page(&proposal, &typed, true).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let described = match typed.button.strip_prefix("adopt-") {
        // The page that asks once more has no other fields.
        Some(_) => Draft::clone(draft),
        None => draft.with_option_words(&typed.words, &typed.no_other),
    };
    let option =
        |prefix: &str| -> Option<usize> { typed.button.strip_prefix(prefix)?.parse().ok() };
    let (changed, done) = if let Some(option) = option("adopt-") {
        (described.with_adopted(option), "adopted")
    } else if let Some(option) = option("out-") {
        (described.without_option(option), "saved")
    } else if typed.button == "add" && draft.case.options.len() < MOST {
        (Some(described.with_option()), "option")
    } else {
        (Some(described), "saved")
    };
    let Some(changed) = changed else {
        let page = page(&proposal, &typed, true).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    save(&proposal, now, &changed, done, &typed).await
}

async fn save(
    proposal: &Proposal,
    over: &OpenProposal,
    draft: &Draft,
    done: &str,
    typed: &Typed,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let saved = asking.muster().save_draft(actor, body, over, draft).await?;
    let done = match &saved {
        Saved::As(_) => format!("{done}{}", in_revision(&saved)),
        Saved::Already(_) => "same".to_owned(),
        Saved::Behind(_) => {
            let page = page(proposal, typed, true).await?;
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let address = format!("{}?done={done}", proposal.at(Place::Options));
    Ok(Redirect::to(&address).into_response())
}

/// What its options are called, in order.
fn names(draft: &Draft) -> Vec<&str> {
    let options = draft.case.options.iter();
    options.map(|option| option.name.value.as_str()).collect()
}

async fn page(proposal: &Proposal, typed: &Typed, behind: bool) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let options = &draft.case.options;
    let is_alone = options.iter().all(|option| option.adopted);
    let warning = WarningText {
        text: "Somebody saved other options meanwhile. Yours are not saved. Look at what is there now, and \
               type what is still wanted."
            .into(),
        ..WarningText::default()
    };
    let html = html! {
        @if behind { (warning) }
        h1.govuk-heading-l { "Compare options" }
        (compared(proposal, &analysis))
        form method="post" action=(proposal.at(Place::Options)) novalidate {
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            // What Enter in a field presses.
            button.govuk-visually-hidden type="submit" name="do" value="save" tabindex="-1" { "Save what is typed" }
            @if is_alone { (alone(typed)) }
            @for (at, option) in options.iter().enumerate() {
                @let words = typed.words.get(at).cloned().unwrap_or_default();
                (card(proposal, at, option, &words))
            }
            div.govuk-button-group {
                (pressed("Save", "save"))
                @if options.len() < MOST { (pressed("Add an option", "add").secondary()) }
            }
            @if !is_alone {
                p.govuk-body { "A further option begins as a copy of what is proposed." }
            }
        }
    };
    Ok(proposal
        .page(Place::Options, "Compare options", &html)
        .answer(&asking.site))
}

fn pressed(text: &str, value: &str) -> Button {
    Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text.to_owned())
    }
}

/// The table of the report; before there are figures to compare, what it will show.
fn compared(proposal: &Proposal, analysis: &Analysis) -> Markup {
    let draft = &proposal.open.draft;
    let table = table_of_options(&Composition {
        case: &draft.case,
        body: &proposal.asking.muster().profile_of(&draft.case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: false,
        sources: &draft.sources,
    });
    html! { @if let Some(table) = &table { (statement::table(0, table)) } }
}

/// Where nothing stands beside what is proposed.
fn alone(typed: &Typed) -> Markup {
    let why = Textarea {
        field: Field::new("no-other", "Why there is no other option")
            .hint("One sentence, such as: the grant may be spent on nothing else"),
        value: typed.no_other.clone(),
        rows: Some(3),
        ..Textarea::default()
    };
    html! {
        p.govuk-body {
            "This is the only option. Add another, or say why there is none. The report prints what you say."
        }
        (why)
    }
}

fn card(
    proposal: &Proposal,
    at: usize,
    option: &proposal::case::ProposalOption,
    words: &OptionWords,
) -> Markup {
    let letter = option_letter(at);
    let id = format!("option-{}", letter.to_lowercase());
    let own = (!option.adopted).then_some(at);
    let to = |place: Place, words: &str| {
        html! {
            li { a.govuk-link href=(proposal.of_option(own, place)) {
                (words) span.govuk-visually-hidden { " of option " (letter) }
            } }
        }
    };
    let name = Input {
        field: Field::new(format!("o{at}-name"), "What it is called"),
        value: Some(words.name.clone()),
        ..Input::default()
    };
    let area = |field: &str, label: &str, value: &str| Textarea {
        field: Field::new(format!("o{at}-{field}"), label),
        value: value.to_owned(),
        rows: Some(3),
        ..Textarea::default()
    };
    let tag = Tag {
        text: "Proposed".into(),
        classes: "govuk-tag--green".to_owned(),
    };
    let adopt = Button::link(
        format!("Adopt option {letter}"),
        format!(
            "{}?adopt={}",
            proposal.at(Place::Options),
            letter.to_lowercase()
        ),
    );
    html! {
        fieldset.govuk-fieldset.muster-row id=(id) {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--m {
                "Option " (letter) @if option.adopted { " " (tag) }
            }
            ul.muster-toolbar {
                (to(Place::Changes, "Changes"))
                (to(Place::Costs, "Costs"))
                (to(Place::Structure, "Structure"))
            }
            (name)
            (area("text", "What it is", &words.text))
            @if option.adopted {
                input type="hidden" name={ "o" (at) "-because" } value=(words.rejected_because);
            } @else {
                (area("because", "Why it is not proposed", &words.rejected_because))
                div.govuk-button-group {
                    (adopt.secondary())
                    button.govuk-button.govuk-button--secondary type="submit" name="do" value={ "out-" (at) } {
                        "Take out option " (letter)
                    }
                }
            }
        }
    }
}

/// What adopting an option does, before it is done.
fn confirmation(proposal: &Proposal, option: usize) -> Response {
    let case = &proposal.open.draft.case;
    let letter = option_letter(option);
    let was = proposal::adopted(case).map_or_else(String::new, option_letter);
    let kinds: Vec<&str> = case
        .comments
        .iter()
        .map(|comment| comment.kind.value.as_str())
        .collect();
    let heading = format!("Adopt option {letter}");
    let name = &case.options[option].name.value;
    let html = html! {
        h1.govuk-heading-l { (heading) }
        p.govuk-body { strong { (name) } }
        p.govuk-body {
            "Figures and text will follow option " (letter) ". Option " (was) " stays beside it with its changes."
        }
        @if !kinds.is_empty() {
            p.govuk-body {
                "The officers\u{2019} comments (" (kinds.join(", ")) ") were written about option " (was)
                " and must be looked at again."
            }
        }
        form method="post" action=(proposal.at(Place::Options)) {
            input type="hidden" name="revision" value=(proposal.open.saved.number);
            div.govuk-button-group {
                (pressed(&heading, &format!("adopt-{option}")))
                a.govuk-link href=(proposal.at(Place::Options)) { "Cancel" }
            }
        }
    };
    proposal
        .page(Place::Options, &heading, &html)
        .answer(&proposal.asking.site)
}

/// How far the options are: figures of another beside the proposal, or why there is none.
pub(super) fn status(proposal: &Proposal) -> Status {
    let case = &proposal.open.draft.case;
    let others = || case.options.iter().filter(|option| !option.adopted);
    let is_told = others().count() > 0 && others().all(|option| option.rejected_because.is_some());
    match (
        is_told || case.header.no_other_option.is_some(),
        others().count(),
    ) {
        (true, _) => Status::Completed,
        (false, 0) => Status::NotYetStarted,
        (false, _) => Status::InProgress,
    }
}

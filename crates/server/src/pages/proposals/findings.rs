//! What is wrong with a draft, and how it is mended.

use access::{CaseDeed, may_in_case};
use app::Saved;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use diagnostics::{Diagnostic, Severity};
use drafting::{Grid, Origin, Sheet, Spot, mend, sections};
use governance::StepKind;
use maud::{Markup, html};
use proposal::option_letter;
use serde::Deserialize;

use super::frame::{Place, Proposal, Reading, in_revision};
use super::mending::{Somewhere, mending};
use super::rows::address_of_row;
use super::sheet;
use crate::components::{
    Button, Details, ErrorSummary, Field, SummarisedError, Textarea, WarningText,
};
use crate::pages::Failure;
use crate::words;

/// What a button of a finding sends: which of its fixes, in which revision.
#[derive(Deserialize)]
pub(super) struct Chosen {
    revision: u32,
    finding: usize,
    fix: usize,
}

/// `GET /{body}/proposals/{proposal}/findings`
pub(super) async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, &Refused::Nothing).await
}

/// `POST /{body}/proposals/{proposal}/findings`: applies a fix and saves the revision.
pub(super) async fn do_it(
    proposal: Proposal,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let open = &proposal.open;
    if chosen.revision != open.saved.number {
        let words =
            "The proposal was saved meanwhile. Look at what is found now, and choose again.";
        let page = page(&proposal, &Refused::All(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let analysis = asking
        .muster()
        .consequences(actor, body, &open.draft)
        .await?;
    let finding = analysis.findings.get(chosen.finding);
    let fix = finding.and_then(|finding| Some((finding, finding.fixes.get(chosen.fix)?)));
    let Some((finding, fix)) = fix else {
        let words = "That is no longer found. Look at what is found now.";
        let page = page(&proposal, &Refused::All(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    let Ok(draft) = mend(&open.draft, finding, fix) else {
        let words = "That cannot be mended by itself. Mend it where it stands.";
        let page = page(&proposal, &Refused::All(words)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    };
    let done = match asking
        .muster()
        .save_draft(actor, body, open, &draft)
        .await?
    {
        saved @ Saved::As(_) => format!("mended{}", in_revision(&saved)),
        Saved::Already(_) | Saved::Behind(_) => "same".to_owned(),
    };
    let address = format!("{}?done={done}", proposal.at(Place::Findings));
    Ok(Redirect::to(&address).into_response())
}

/// What was not done.
pub(super) enum Refused {
    Nothing,
    /// For this reason.
    All(&'static str),
    /// A finding, by code and message, is not acknowledged, for no reason was given.
    WithoutReason(String, String),
}

impl Refused {
    fn is_about(&self, finding: &Diagnostic) -> bool {
        match self {
            Self::WithoutReason(code, message) => {
                finding.code() == code && finding.message == *message
            }
            Self::Nothing | Self::All(_) => false,
        }
    }
}

/// What is said where no reason is given.
const NO_REASON: &str = "Enter the reason the report will print";

/// The page of the findings.
pub(super) async fn page(proposal: &Proposal, refused: &Refused) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let of = asking
        .muster()
        .sign_offs(actor, body, &proposal.open)
        .await?;
    let analysis = of.analysis;
    let kinds = [
        (Severity::Error, "Mend before clearance"),
        (Severity::Warning, "Mend or acknowledge"),
        (Severity::Note, "For information"),
    ];
    let all = || analysis.findings.iter().enumerate();
    let open = |severity: Severity| {
        all().filter(move |(_, one)| one.severity() == severity && one.acknowledged.is_none())
    };
    let stand: Vec<_> = all()
        .filter(|(_, one)| one.acknowledged.is_some())
        .collect();
    let rules = checks::rules().count();
    let counts = kinds.map(|(severity, _)| words::thousands(open(severity).count() as u64));
    let [errors, warnings, notes] = counts;
    let wrong = all().find(|(_, one)| refused.is_about(one));
    let grid = Grid::of(&proposal.open.draft.case);
    let html = html! {
        @if let Refused::All(words) = refused {
            (WarningText { text: (*words).into(), ..WarningText::default() })
        }
        @if let Some((index, _)) = wrong { (no_reason(index)) }
        h1.govuk-heading-l { "Findings" }
        @if analysis.findings.is_empty() {
            p.govuk-body {
                "No findings. " (rules) " rules checked against revision " (proposal.open.saved.number) "."
            }
        } @else {
            p.govuk-body {
                (errors) " to mend before clearance, " (warnings) " to mend or acknowledge, " (notes) " to note"
            }
        }
        @for (severity, heading) in kinds {
            @let count = open(severity).count();
            @if count > 0 {
                h2.govuk-heading-m { (heading) " (" (words::thousands(count as u64)) ")" }
                @for (index, finding) in open(severity) {
                    (card(proposal, &grid, index, finding, refused.is_about(finding)))
                }
            }
        }
        @if !stand.is_empty() {
            h2.govuk-heading-m { "Acknowledged (" (words::thousands(stand.len() as u64)) ")" }
            @for (index, finding) in stand { (card(proposal, &grid, index, finding, false)) }
        }
    };
    Ok(proposal
        .page(Place::Findings, "Findings", &html)
        .with_errors(wrong.is_some())
        .answer(&asking.site))
}

fn no_reason(index: usize) -> ErrorSummary {
    ErrorSummary {
        errors: vec![SummarisedError {
            text: NO_REASON.into(),
            href: Some(format!("#reason-{index}")),
        }],
        ..ErrorSummary::default()
    }
}

fn card(
    proposal: &Proposal,
    grid: &Grid,
    index: usize,
    finding: &Diagnostic,
    is_wrong: bool,
) -> Markup {
    let (place, words) = leads_to(proposal, grid, finding);
    let own = mending(finding.code());
    let may_change = may_change(proposal);
    let help = own.map_or_else(
        || format!("{}.", finding.help.join("; ")),
        |own| own.words.to_owned(),
    );
    // One figure is in the message already.
    let figures = finding.figures.iter().filter(|_| finding.figures.len() > 1);
    let figures: Vec<String> = figures
        .map(|figure| format!("{} {}.", capital(&figure.name), figure.value))
        .collect();
    html! {
        article.muster-finding id={ "finding-" (index) } {
            h3.govuk-heading-s { (words::sentence(&finding.message)) }
            @if !figures.is_empty() { p.govuk-body { (figures.join(" ")) } }
            @if let Some(reason) = &finding.acknowledged {
                (stands(proposal, finding, reason))
            } @else {
                @if help != "." { p.govuk-body { strong { "To mend this: " } (help) } }
                p.govuk-body { a.govuk-link href=(place) { (words) } }
                @for (number, fix) in finding.fixes.iter().enumerate().filter(|_| may_change) {
                    form method="post" action=(proposal.at(Place::Findings)) {
                        input type="hidden" name="revision" value=(proposal.open.saved.number);
                        input type="hidden" name="finding" value=(index);
                        input type="hidden" name="fix" value=(number);
                        (Button::submit(fix.label.clone()).secondary())
                    }
                }
                @if finding.severity() == Severity::Warning && may_change {
                    (let_stand(proposal, index, finding, is_wrong, LetStand::Acknowledge))
                }
                @if finding.severity() == Severity::Error && may_override(proposal) {
                    (let_stand(proposal, index, finding, is_wrong, LetStand::Override))
                }
            }
            p.govuk-body-s.muster-quiet { (finding.code()) }
        }
    }
}

/// May whoever asks mend it?
fn may_change(proposal: &Proposal) -> bool {
    may_in_case(proposal.open.capacity, CaseDeed::Change) && proposal.open.state.is_editable()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Who lets a finding stand: the author a warning, the monitoring officer an error.
#[derive(Clone, Copy)]
enum LetStand {
    Acknowledge,
    Override,
}

/// May whoever asks override an error, as far as the proposal is?
fn may_override(proposal: &Proposal) -> bool {
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let way = muster.way_of(&proposal.open.draft.case);
    let step = StepKind::Overridden;
    way.rule(step, proposal.open.state).is_some() && muster.may_step(actor, &proposal.open, step)
}

/// What lets a finding stand.
fn let_stand(
    proposal: &Proposal,
    index: usize,
    finding: &Diagnostic,
    is_wrong: bool,
    how: LetStand,
) -> Details {
    let (verb, below) = match how {
        LetStand::Acknowledge => ("Acknowledge", "/findings/acknowledge"),
        LetStand::Override => ("Override", "/findings/override"),
    };
    let reason = Textarea {
        field: Field {
            id: Some(format!("reason-{index}")),
            ..Field::new("reason", "Reason, as the report will print it")
        }
        .error(is_wrong.then(|| NO_REASON.into())),
        rows: Some(3),
        ..Textarea::default()
    };
    let action = proposal.address(below);
    Details {
        summary: html! {
            (verb) span.govuk-visually-hidden { ": " (finding.message) }
        }
        .into(),
        content: html! {
            form method="post" action=(action) novalidate {
                (of(finding))
                (reason)
                (Button::submit(verb).secondary())
            }
        }
        .into(),
        open: is_wrong,
        ..Details::default()
    }
}

/// That a finding stands, and why.
fn stands(proposal: &Proposal, finding: &Diagnostic, reason: &str) -> Markup {
    let action = proposal.address("/findings/acknowledge");
    html! {
        p.govuk-body {
            @if finding.is_overridden { "Overridden by the monitoring officer. " }
            strong { "The report prints: " } (reason)
        }
        @if finding.severity() != Severity::Error && may_change(proposal) { form method="post" action=(action) novalidate {
            (of(finding))
            input type="hidden" name="reason" value=(reason);
            (Button {
                name: Some("do".to_owned()),
                value: Some("back".to_owned()),
                ..Button::submit("Take the acknowledgement back").secondary()
            })
        } }
    }
}

/// Which finding a form is about.
fn of(finding: &Diagnostic) -> Markup {
    html! {
        input type="hidden" name="code" value=(finding.code());
        input type="hidden" name="message" value=(finding.message);
    }
}

/// Where a finding is mended.
fn leads_to(proposal: &Proposal, grid: &Grid, finding: &Diagnostic) -> (String, String) {
    let case = &proposal.open.draft.case;
    let on = |sheet: &Sheet, part: &str| {
        let address = sheet::address(proposal, sheet);
        let address = match part {
            "" => address,
            part => format!("{address}#{part}"),
        };
        (
            address,
            format!("Go to \u{2018}{}\u{2019}", called(proposal, sheet)),
        )
    };
    match mending(finding.code()).and_then(|own| own.at) {
        Some(Somewhere::Sheet(sheet, part)) => return on(&sheet, part),
        Some(Somewhere::Place(place)) => {
            let words = format!("Go to \u{2018}{}\u{2019}", place.words());
            return (proposal.at(place), words);
        }
        None => {}
    }
    let changes = proposal.at(Place::Changes);
    let row = |is_it: &dyn Fn(&drafting::Row) -> bool| grid.rows.iter().position(is_it);
    let at = match Spot::of(case, &finding.place) {
        Spot::Change(change) => row(&|row| match row.origin {
            Origin::Change(at) => at == change,
            Origin::Replacement(at, then) => at == change || then == change,
            Origin::Post(_) | Origin::New => false,
        }),
        Spot::Post(post) => row(&|row| row.post == Some(post)),
        Spot::On(sheet, part) => return on(&sheet, &part),
        Spot::Option(option) => {
            let letter = option_letter(option);
            let address = proposal.of_option(None, Place::Options);
            let id = letter.to_lowercase();
            return (
                format!("{address}#option-{id}"),
                format!("Go to option {letter}"),
            );
        }
        Spot::Acknowledgement(_) | Spot::Decision => None,
    };
    match at {
        Some(at) => (
            address_of_row(&changes, at),
            format!("Go to row {}", at + 1),
        ),
        None => (proposal.at(Place::Report), "Go to the report".to_owned()),
    }
}

/// What a sheet is called: a section by its heading.
fn called(proposal: &Proposal, sheet: &Sheet) -> String {
    let Sheet::Section(key) = sheet else {
        return sheet::title(sheet).to_owned();
    };
    let case = &proposal.open.draft.case;
    let all = sections(case, &proposal.asking.muster().profile_of(case));
    let own = all.into_iter().find(|section| section.key == *key);
    own.map_or_else(|| key.clone(), |section| section.heading)
}

//! A sheet of a proposal: its questions, filled in and saved as a revision.

use app::{FormName, OpenProposal, Saved};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use drafting::sheet::{self, Answered, Answers, Around, Merge, implications};
use drafting::{Draft, Sheet, sections};
use maud::{Markup, html};

use super::asked::asked;
use super::frame::{Place, Proposal};
use super::kept::{Kept, Sent};
use super::questions::{questions, summary};
use crate::components::{Button, WarningText};
use crate::pages::Failure;
use crate::site::Site;

/// The pages of a sheet.
pub(super) fn of(sheet: Sheet) -> MethodRouter<Site> {
    let other = sheet.clone();
    get(async move |proposal: Proposal| show(&proposal, &sheet).await).post(
        async move |proposal: Proposal, Form(sent): Form<Sent>| {
            do_it(&proposal, &other, &sent).await
        },
    )
}

/// A sheet as somebody sees it: over which revision, and who saved meanwhile.
pub(super) struct Sheeted {
    pub(super) form: sheet::Form,
    base: u32,
    instead_of: Option<u32>,
    beside: Beside,
}

/// What a page says beside its form.
enum Beside {
    Nothing,
    /// What is typed was kept from before.
    Kept(Box<Kept>),
    /// Somebody else saved this meanwhile, and it cannot be told card by card what each of the two changed.
    Saved(Vec<Answered>),
    /// Somebody else saved this meanwhile: what of it is taken, and what both changed.
    Merged(u32, Box<Merge>),
}

/// What became of a form.
pub(super) enum Outcome {
    /// It is saved, or says what was saved already: what the address says of that.
    Done(String),
    /// It is shown again, with a reason.
    Again(StatusCode, Box<Sheeted>),
}

async fn show(proposal: &Proposal, sheet: &Sheet) -> Result<Response, Failure> {
    let mut sheeted = Sheeted::of(proposal, sheet).await?;
    if let (Sheet::Stated, Some(amount)) = (sheet, proposal.asking.query.get("amount")) {
        sheeted.form = with_amount(proposal, &sheeted.form, amount);
    }
    page(proposal, sheet, &sheeted).await
}

/// The stated figures with one more, of which somebody wants to give the source.
fn with_amount(proposal: &Proposal, form: &sheet::Form, amount: &str) -> sheet::Form {
    let path = "stated";
    let count = form.count(path).unwrap_or(0);
    let values = form.values().into_iter();
    let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let answers = Answers::of(values)
        .with_card(path, count)
        .with(format!("{path}-{count}-value"), amount);
    let (kinds, pay) = offered(proposal);
    let around = around(proposal, &kinds, &pay);
    let typed = Sheet::Stated.typed(&proposal.open.draft, &around, &answers);
    typed.without_faults()
}

async fn do_it(
    proposal: &Proposal,
    sheet: &Sheet,
    sent: &[(String, String)],
) -> Result<Response, Failure> {
    Ok(match keep(proposal, sheet, sent).await? {
        Outcome::Again(status, sheeted) => {
            (status, page(proposal, sheet, &sheeted).await?).into_response()
        }
        Outcome::Done(done) => {
            let next = match value(sent, "do") {
                Some("later") => proposal.at(Place::Tasks),
                _ => address(proposal, sheet),
            };
            Redirect::to(&format!("{next}?done={done}")).into_response()
        }
    })
}

/// What a form sent under a name.
pub(super) fn value<'s>(sent: &'s [(String, String)], name: &str) -> Option<&'s str> {
    let own = sent.iter().find(|(own, _)| own == name);
    own.map(|(_, value)| value.as_str())
}

/// What a form sent, without what is no answer.
pub(super) fn answers(sent: &[(String, String)]) -> Answers {
    let is_answer =
        |(name, _): &&(String, String)| !matches!(name.as_str(), "do" | "revision" | "instead-of");
    Answers::of(sent.iter().filter(is_answer).cloned())
}

/// Does what the button of a form says: adds or takes out a card, or saves.
pub(super) async fn keep(
    proposal: &Proposal,
    sheet: &Sheet,
    sent: &[(String, String)],
) -> Result<Outcome, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let (kinds, pay) = offered(proposal);
    let around = around(proposal, &kinds, &pay);
    let base = proposal.typed_over(sent).await?;
    let mut answers = answers(sent);
    keep_typed(proposal, sheet, &base, &around, sent).await?;
    let button = value(sent, "do").unwrap_or_default();
    let known = value(sent, "instead-of").and_then(|number| number.parse().ok());
    let again = |status, form| {
        let sheeted = Sheeted {
            form,
            base: base.saved.number,
            instead_of: known,
            beside: Beside::Nothing,
        };
        Ok(Outcome::Again(status, Box::new(sheeted)))
    };
    if let Some(path) = button.strip_prefix("add:") {
        let typed = sheet.typed(&base.draft, &around, &answers);
        if let Some(count) = typed.count(path) {
            answers = answers.with_card(path, count);
        }
        // Faults wait until it is saved.
        let form = sheet.typed(&base.draft, &around, &answers);
        return again(StatusCode::OK, form.without_faults());
    }
    if let Some(path) = button.strip_prefix("out:") {
        answers = answers.without_card(path);
    }
    if let Err(form) = sheet.filled(&base.draft, &around, &answers) {
        return again(StatusCode::BAD_REQUEST, form);
    }
    let reference = &proposal.open.reference;
    let mut now = Box::new(asking.muster().proposal(actor, body, reference).await?);
    let typed = sheet.typed(&base.draft, &around, &answers);
    let done = loop {
        let onto = match onto(sheet, &around, &base, &now, &typed, &answers, known) {
            Onto::Filled(onto) => onto,
            Onto::Wrong(form) => return again(StatusCode::BAD_REQUEST, form),
            Onto::Told(sheeted) => {
                return Ok(Outcome::Again(StatusCode::CONFLICT, Box::new(sheeted)));
            }
        };
        let saving = asking.muster().save_draft(actor, body, &now, &onto.draft);
        match saving.await? {
            Saved::As(saved) if onto.is_merged => break format!("merged&in={}", saved.number),
            Saved::As(_) if typed.empty_cards() > 0 => break "without-empty".to_owned(),
            Saved::Already(_) if typed.empty_cards() > 0 => break "only-empty".to_owned(),
            Saved::As(_) => break "saved".to_owned(),
            Saved::Already(_) => break "same".to_owned(),
            Saved::Behind(later) => now = later,
        }
    };
    if let Some(form) = form_name(sheet) {
        proposal.let_go(&form).await?;
    }
    Ok(Outcome::Done(done))
}

/// What a form becomes on the last revision.
enum Onto {
    Filled(Box<Filled>),
    /// Something in it is wrong.
    Wrong(sheet::Form),
    /// Somebody else saved the same meanwhile: that is said first.
    Told(Sheeted),
}

/// A draft with what was typed.
struct Filled {
    draft: Draft,
    /// Does it hold what somebody else saved on the same sheet meanwhile?
    is_merged: bool,
}

/// Puts what was typed over one revision onto the last. What somebody saved elsewhere in the proposal stays. On
/// the sheet itself, what only they changed is taken, and what both changed is asked about.
fn onto(
    sheet: &Sheet,
    around: &Around<'_>,
    base: &OpenProposal,
    now: &OpenProposal,
    typed: &sheet::Form,
    answers: &Answers,
    known: Option<u32>,
) -> Onto {
    let (held, theirs) = (
        sheet.shown(&base.draft, around),
        sheet.shown(&now.draft, around),
    );
    let is_known = known == Some(now.saved.number);
    let is_same = held.values() == theirs.values() || typed.values() == theirs.values();
    if is_same || is_known {
        let onto = answers.clone().in_place_of(&theirs);
        return filled(sheet, around, now, &onto, false);
    }
    let Some(merge) = Merge::of(&held, &theirs, typed, answers) else {
        return Onto::Told(Sheeted {
            form: typed.clone().without_faults(),
            base: base.saved.number,
            instead_of: Some(now.saved.number),
            beside: Beside::Saved(changed(&held, &theirs)),
        });
    };
    if merge.clashes.is_empty() {
        return filled(sheet, around, now, &merge.answers, true);
    }
    Onto::Told(Sheeted {
        form: sheet
            .typed(&now.draft, around, &merge.answers)
            .without_faults(),
        base: now.saved.number,
        instead_of: None,
        beside: Beside::Merged(now.saved.number, Box::new(merge)),
    })
}

fn filled(
    sheet: &Sheet,
    around: &Around<'_>,
    now: &OpenProposal,
    answers: &Answers,
    is_merged: bool,
) -> Onto {
    match sheet.filled(&now.draft, around, answers) {
        Ok(draft) => Onto::Filled(Box::new(Filled { draft, is_merged })),
        Err(form) => Onto::Wrong(form),
    }
}

/// Keeps what is typed until it is saved, if it is anything that is not.
pub(super) async fn keep_typed(
    proposal: &Proposal,
    sheet: &Sheet,
    base: &OpenProposal,
    around: &Around<'_>,
    sent: &[(String, String)],
) -> Result<(), Failure> {
    let Some(name) = form_name(sheet) else {
        return Ok(());
    };
    let typed = sheet.typed(&base.draft, around, &answers(sent));
    match typed.values() == sheet.shown(&base.draft, around).values() {
        true => proposal.let_go(&name).await,
        false => proposal.keep(&name, base, sent).await,
    }
}

/// The name under which what is typed into a sheet is kept; none for a section whose key is no word.
pub(super) fn form_name(sheet: &Sheet) -> Option<String> {
    let below = below(sheet);
    FormName::of(&below).map(|_| below)
}

impl Sheeted {
    /// A sheet as it was typed and not saved; otherwise as the proposal has it.
    pub(super) async fn of(proposal: &Proposal, sheet: &Sheet) -> Result<Self, Failure> {
        let shown = Self {
            form: shown(proposal, sheet, &proposal.open.draft),
            base: proposal.open.saved.number,
            instead_of: None,
            beside: Beside::Nothing,
        };
        let name = form_name(sheet).filter(|_| !proposal.asking.query.has("revision"));
        let Some(name) = name else { return Ok(shown) };
        let Some(kept) = proposal.kept(&name).await? else {
            return Ok(shown);
        };
        let (kinds, pay) = offered(proposal);
        let around = around(proposal, &kinds, &pay);
        let answers = answers(&kept.sent);
        let form = sheet.typed(&kept.base.draft, &around, &answers);
        if form.values() == shown.form.values() {
            // It was sent once more while it was being saved.
            proposal.let_go(&name).await?;
            return Ok(shown);
        }
        Ok(Self {
            form: form.without_faults(),
            base: kept.base.saved.number,
            instead_of: value(&kept.sent, "instead-of").and_then(|number| number.parse().ok()),
            beside: Beside::Kept(Box::new(kept)),
        })
    }

    /// A sheet as it is typed.
    pub(super) fn typed(
        sheet: &Sheet,
        base: &OpenProposal,
        around: &Around<'_>,
        sent: &[(String, String)],
    ) -> Self {
        let form = sheet.typed(&base.draft, around, &answers(sent));
        Self {
            form: form.without_faults(),
            base: base.saved.number,
            instead_of: value(sent, "instead-of").and_then(|number| number.parse().ok()),
            beside: Beside::Nothing,
        }
    }

    /// With what a form begins.
    pub(super) fn start(&self, proposal: &Proposal, sheet: &Sheet) -> Markup {
        html! {
            @if let (Beside::Kept(kept), Some(name)) = (&self.beside, form_name(sheet)) {
                (kept.notice(proposal, &name))
            }
            input type="hidden" name="revision" value=(self.base);
            @if let Some(number) = self.instead_of {
                input type="hidden" name="instead-of" value=(number);
            }
        }
    }

    /// That somebody saved this sheet meanwhile: what they say, and how to go on.
    pub(super) fn told(&self) -> Markup {
        let warning = |text: String| WarningText {
            text: text.into(),
            ..WarningText::default()
        };
        match &self.beside {
            Beside::Saved(theirs) => html! {
                (warning(format!(
                    "Somebody saved this part after you opened revision {}. Yours is not saved yet.",
                    self.base
                )))
                (listed(theirs))
                p.govuk-body { "What you typed is below. Saving now puts it in the place of theirs." }
            },
            Beside::Merged(number, merge) => html! {
                (warning(format!(
                    "Somebody saved revision {number} after you began, and both of you changed the same. Yours \
                     is not saved yet."
                )))
                h2.govuk-heading-s { "What both of you changed" }
                (listed(&merge.clashes))
                p.govuk-body {
                    "Your own answer is below. Keep it, or type theirs, and save."
                }
                @if !merge.taken.is_empty() {
                    h2.govuk-heading-s { "What only they changed: it is below already" }
                    (listed(&merge.taken))
                }
            },
            Beside::Nothing | Beside::Kept(_) => html! {},
        }
    }
}

fn listed(all: &[Answered]) -> Markup {
    html! {
        dl.govuk-summary-list {
            @for one in all {
                div.govuk-summary-list__row {
                    dt.govuk-summary-list__key { (one.question) }
                    dd.govuk-summary-list__value {
                        p.govuk-body { "They saved: " (or_nothing(&one.theirs)) }
                        p.govuk-body { "It was: " (or_nothing(&one.was)) }
                    }
                }
            }
        }
    }
}

fn or_nothing(words: &str) -> &str {
    if words.is_empty() { "nothing" } else { words }
}

/// The questions to which somebody gave another answer.
fn changed(held: &sheet::Form, theirs: &sheet::Form) -> Vec<Answered> {
    let (before, after) = (held.questions(), theirs.questions());
    let answer = |all: &[(String, &sheet::Question)], name: &str| {
        let own = all.iter().find(|(_, one)| one.name == name);
        own.map(|(_, one)| one.value.clone()).unwrap_or_default()
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut changed = Vec::new();
    for (card, one) in after.iter().chain(&before) {
        if seen.contains(&one.name.as_str()) {
            continue;
        }
        seen.push(&one.name);
        let (was, theirs) = (answer(&before, &one.name), answer(&after, &one.name));
        if was != theirs {
            let question = match card.as_str() {
                "" => one.words.clone(),
                card => format!("{card}: {}", one.words),
            };
            changed.push(Answered {
                question,
                was,
                theirs,
            });
        }
    }
    changed
}

/// What a draft says on a sheet.
pub(super) fn shown(proposal: &Proposal, sheet: &Sheet, draft: &Draft) -> sheet::Form {
    let (kinds, pay) = offered(proposal);
    sheet.shown(draft, &around(proposal, &kinds, &pay))
}

/// What can be chosen: names with what they are called.
type Named = Vec<(String, String)>;

/// The kinds of report and the on-cost profiles that can be chosen, each with its name.
pub(super) fn offered(proposal: &Proposal) -> (Named, Named) {
    let muster = proposal.asking.muster();
    (muster.kinds_of_report(), muster.on_cost_profiles())
}

pub(super) fn around<'a>(
    proposal: &'a Proposal,
    templates: &'a [(String, String)],
    pay: &'a [(String, String)],
) -> Around<'a> {
    Around {
        body: &proposal.open.profile,
        templates,
        pay,
    }
}

/// What a sheet is called on its page and in the list of tasks.
pub(super) fn title(sheet: &Sheet) -> &'static str {
    match sheet {
        Sheet::Describe => "Describe the case",
        Sheet::Funding => "Say who pays",
        Sheet::Budgets => "Give the budgets",
        Sheet::Savings => "State the savings",
        Sheet::Stated => "List the figures that the report states",
        Sheet::Consultation => "Record consultation",
        Sheet::Implications => "Assess implications",
        Sheet::Recommendations => "Word the recommendations",
        Sheet::Comments => "Enter officers\u{2019} comments",
        Sheet::Papers => "List appendices, papers and promises",
        Sheet::Exempt => "Say what the public may not read",
        Sheet::Section(_) => "Write a section",
    }
}

/// Where a sheet is filled in.
pub(super) fn address(proposal: &Proposal, sheet: &Sheet) -> String {
    proposal.address(&format!("/{}", below(sheet)))
}

/// The address of a sheet below that of its proposal.
fn below(sheet: &Sheet) -> String {
    match sheet {
        Sheet::Section(key) => {
            let key: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
            format!("report/sections/{}", key.replace('+', "%20"))
        }
        sheet => sheet.key(),
    }
}

async fn page(proposal: &Proposal, sheet: &Sheet, sheeted: &Sheeted) -> Result<Response, Failure> {
    let before = match sheet {
        Sheet::Implications => words_about_them(proposal),
        Sheet::Recommendations => asked(proposal).await?,
        _ => html! {},
    };
    let is_wrong = !sheeted.form.faults().is_empty();
    let html = html! {
        (summary(&sheeted.form))
        (sheeted.told())
        h1.govuk-heading-l { (title(sheet)) }
        (before)
        form.muster-sheet method="post" action=(address(proposal, sheet)) novalidate
            data-keep=[form_name(sheet).map(|name| proposal.keeps(&name))] {
            (sheeted.start(proposal, sheet))
            // What Enter in a field presses.
            button.govuk-visually-hidden type="submit" name="do" value="save" tabindex="-1" { "Save" }
            (questions(&sheeted.form))
            (buttons())
        }
    };
    Ok(proposal
        .page(Place::Sheet, title(sheet), &html)
        .with_errors(is_wrong)
        .answer(&proposal.asking.site))
}

/// The sections of the report that are about implications: their words are written there.
fn words_about_them(proposal: &Proposal) -> Markup {
    let case = &proposal.open.draft.case;
    let body = &*proposal.open.profile;
    let keys = implications(body);
    let known = sections(case, body).into_iter();
    let own: Vec<_> = known
        .filter(|section| keys.contains(&section.key))
        .collect();
    html! {
        @if !own.is_empty() {
            p.govuk-body { "The report tells of them in these sections:" }
            ul.govuk-list.govuk-list--bullet {
                @for section in own {
                    @let state = if section.is_written { "written" } else { "not written yet" };
                    li {
                        a.govuk-link href=(address(proposal, &Sheet::Section(section.key))) { (section.heading) }
                        ", " (state)
                    }
                }
            }
        }
    }
}

/// The buttons that end every form of a sheet.
pub(super) fn buttons() -> Markup {
    let pressed = |text: &str, value: &str| Button {
        name: Some("do".to_owned()),
        value: Some(value.to_owned()),
        ..Button::submit(text.to_owned())
    };
    html! {
        div.govuk-button-group {
            (pressed("Save", "save"))
            (pressed("Save and come back later", "later").secondary())
        }
    }
}

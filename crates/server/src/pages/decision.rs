//! A decision: who took it, what it did, what it promised and on what report.

use std::collections::BTreeSet;

use app::{Cited, DecisionAnswer, DecisionPage, Did, HeldPaper, Report};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::Known;
use maud::{Markup, html};
use proposal::case::{DecisionRecord, PaperKind, Recommendation};
use register::Position;

use super::establishment::pagination;
use super::moment::{Asked, dates};
use super::obligations::standing;
use super::post::{did, title_of};
use super::{Asking, Failure, Page, Part, decision_address, post_address};
use crate::components::{Content, InsetText, SummaryList, SummaryRow, Tag};
use crate::words;

/// `GET /{body}/decisions/{entry}`
pub(crate) async fn show(
    Path((_, first)): Path<(String, u32)>,
    asking: Asking,
) -> Result<Response, Failure> {
    let path = asking.address(&format!("decisions/{first}"));
    let asked = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let number = |name| {
        asking
            .query
            .get(name)
            .and_then(|number| number.parse().ok())
    };
    let page = match number("entry") {
        Some(entry) => DecisionPage::With(Position::numbered(entry)),
        None => DecisionPage::Numbered(number("page").map_or(1, |page| page as usize)),
    };
    let first = Position::numbered(first);
    let answer = asking
        .muster()
        .decision(actor, body, first, asked.moment, page)
        .await?;
    let title = answer.summary.decision.title.clone();
    let html = html! {
        (asked.summary())
        h1.govuk-heading-l { (title) }
        (asked.form(&path, &asking.query.only(&[])))
        (asked.notice(&path, &asking.query))
        (facts(&asking, &answer))
        (relied_on(&answer))
        @match &answer.report {
            Some(report) => (self::report(&asking, report)),
            None => {
                h2.govuk-heading-m { "Its report" }
                p.govuk-body { "The text of the report is not held, so what it recommends and promises is not known here." }
            }
        }
        (cited_by(&asking, &answer))
        (what_it_did(&asking, &path, &answer))
    };
    Ok(Page::about(title, &asking)
        .within(Part::Decisions)
        .below([
            ("Home".to_owned(), asking.link("")),
            ("Decisions".to_owned(), asking.link("decisions")),
        ])
        .with_own_heading()
        .with_errors(asked.is_wrong())
        .body(html)
        .answer(&asking.site))
}

fn facts(asking: &Asking, answer: &DecisionAnswer) -> Markup {
    let summary = &answer.summary;
    let decision = &summary.decision;
    let mut rows = Vec::new();
    let mut fact = |key: &str, value: Content| rows.push(SummaryRow::new(key, value));
    let maker = decision.maker.as_deref().unwrap_or(&decision.body);
    fact("Decided by", maker.into());
    fact("Decided on", words::day(decision.date).into());
    if let Some(reference) = &decision.reference {
        fact("Reference", reference.as_str().into());
    }
    fact("Standing", words::standing_in_full(summary.standing).into());
    fact("Recorded", words::day(summary.recorded).into());
    if let Some(written) = &answer.written {
        let at = words::instant(written.at);
        let value = match written.by {
            Some(_) => at,
            None => format!("{at}, on the machine itself"),
        };
        fact("Written into this ledger", value.into());
    }
    let entries = match summary.first == summary.last {
        true => format!("Entry {}", summary.first.number()),
        false => format!(
            "{} between {} and {}",
            words::counted_as(summary.entries as u64, "entry", "entries"),
            summary.first.number(),
            summary.last.number()
        ),
    };
    fact("In the ledger", entries.into());
    if let Some(receipt) = &answer.receipt {
        let value = html! {
            code.muster-reference { (receipt) }
            br;
            a.govuk-link href=(asking.link("ledger")) { "How it proves that nothing was altered" }
        };
        fact("Receipt", value.into());
    }
    html! { (SummaryList { rows, ..SummaryList::default() }) }
}

/// Decisions that it cites and that the ledger does not hold.
fn relied_on(answer: &DecisionAnswer) -> Markup {
    let not_held = &answer.summary.decision.not_held;
    if not_held.is_empty() {
        return html! {};
    }
    let content = html! {
        p.govuk-body { "It relies on reports that are not held; what they decided may be missing here:" }
        ul.govuk-list.govuk-list--bullet { @for title in not_held { li { (title) } } }
    };
    html! { (InsetText { content: content.into(), ..InsetText::default() }) }
}

fn report(asking: &Asking, report: &Report) -> Markup {
    let case = &report.draft.case;
    let proposal = asking.link(&format!("proposals/{}", report.reference.in_address()));
    html! {
        h2.govuk-heading-m { "What was recommended" }
        @if case.recommendations.is_empty() {
            p.govuk-body { "The report is held, and makes no recommendation." }
        } @else {
            ol.govuk-list.govuk-list--number.muster-recommendations {
                @for (at, one) in case.recommendations.iter().enumerate() {
                    li { (recommendation(one)) (outcome(case.decision.as_ref(), at)) }
                }
            }
        }
        (promised(asking, report))
        (cites(asking, &report.cites))
        p.govuk-body-s.muster-quiet {
            "As revision " (report.revision) " of proposal "
            @if report.may_open {
                a.govuk-link href=(proposal) { (report.reference) }
            } @else { (report.reference) }
            " has it."
            @if report.may_open {
                " " a.govuk-link href={ (proposal) "/follow-up" } { "See what follows the decision" } "."
            }
        }
    }
}

/// What it promised, with what came of that, and what it kept itself.
fn promised(asking: &Asking, report: &Report) -> Markup {
    let case = &report.draft.case;
    html! {
        h2.govuk-heading-m { "What it promised" }
        @if case.obligations.is_empty() {
            p.govuk-body { "The report promises nothing further." }
        } @else {
            ul.govuk-list.govuk-list--bullet {
                @for (at, promise) in case.obligations.iter().enumerate() {
                    li {
                        (promise.what.value)
                        @if let Some(due) = &promise.due { ", " (due.value) }
                        @if let Some(paragraph) = &promise.paragraph { " (paragraph " (paragraph.value) ")" }
                        "."
                        @if let Some(one) = report.promises.iter().find(|one| one.promise.number == at + 1) {
                            @if one.is_overdue { " " (Tag::coloured("Overdue", "yellow")) }
                            (standing(asking, one))
                        }
                    }
                }
            }
        }
        @if !report.keeps.is_empty() {
            p.govuk-body { "It kept what was promised before:" }
            ul.govuk-list.govuk-list--bullet {
                @for one in &report.keeps {
                    li {
                        (one.promise.what) ", of the decision of "
                        a.govuk-link href=(decision_address(asking, one.made_by.first)) {
                            (words::day(one.made_by.decision.date))
                        }
                        (standing(asking, one))
                    }
                }
            }
        }
    }
}

/// The papers and earlier decisions that a report cites.
pub(super) fn cites(asking: &Asking, cites: &[Cited]) -> Markup {
    html! {
        @if !cites.is_empty() {
            h2.govuk-heading-m { "What it cites" }
            ul.govuk-list.govuk-list--bullet {
                @for paper in cites {
                    li {
                        @match &paper.held {
                            HeldPaper::Yes(decision) => {
                                a.govuk-link href=(decision_address(asking, decision.first)) { (paper.title) }
                            }
                            HeldPaper::Nearly(_) | HeldPaper::No => { (paper.title) }
                        }
                        @if let Some(maker) = &paper.decision_maker { ", " (maker) }
                        @if let Some(date) = &paper.date { ", " (date) }
                        @if let Some(paragraph) = &paper.paragraph { " (paragraph " (paragraph) ")" }
                        "."
                        @match &paper.held {
                            HeldPaper::Yes(_) => {}
                            HeldPaper::Nearly(decision) => {
                                " No such decision is held. Near to it is "
                                a.govuk-link href=(decision_address(asking, decision.first)) {
                                    (decision.decision.title) ", " (words::day(decision.decision.date))
                                }
                                "."
                            }
                            HeldPaper::No if paper.kind == PaperKind::Report => { " It is not held." }
                            HeldPaper::No => {}
                        }
                    }
                }
            }
        }
    }
}

/// The later decisions that rest on this one.
fn cited_by(asking: &Asking, answer: &DecisionAnswer) -> Markup {
    html! {
        @if !answer.cited_by.is_empty() {
            h2.govuk-heading-m { "What cites it" }
            ul.govuk-list.govuk-list--bullet {
                @for later in &answer.cited_by {
                    li {
                        a.govuk-link href=(decision_address(asking, later.first)) { (later.decision.title) }
                        ", " (words::day(later.decision.date)) "."
                    }
                }
            }
        }
    }
}

/// The words of a recommendation; without any it asks for its changes.
fn recommendation(one: &Recommendation) -> Markup {
    match &one.text {
        Some(text) => prose(&text.text),
        None => html! { p.govuk-body { "That the changes below are approved." } },
    }
}

/// Paragraphs, and lists of lines that begin with a hyphen.
pub(super) fn prose(text: &str) -> Markup {
    let mut blocks: Vec<(bool, Vec<&str>)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let item = line.strip_prefix("- ");
        match blocks.last_mut() {
            Some((is_list, lines)) if *is_list == item.is_some() => {
                lines.push(item.unwrap_or(line));
            }
            _ => blocks.push((item.is_some(), vec![item.unwrap_or(line)])),
        }
    }
    html! {
        @for (is_list, lines) in blocks {
            @if is_list {
                ul.govuk-list.govuk-list--bullet { @for line in lines { li { (line) } } }
            } @else {
                p.govuk-body { (lines.join(" ")) }
            }
        }
    }
}

/// What was decided on a recommendation, where that is recorded.
fn outcome(decision: Option<&DecisionRecord>, at: usize) -> Markup {
    let recorded = decision.and_then(|record| {
        let outcomes = &record.outcomes;
        match outcomes.len() {
            1 => outcomes.first(),
            _ => outcomes.get(at),
        }
    });
    let words = match recorded.map(|outcome| outcome.value) {
        Some(Known::Known(outcome)) => words::sentence(outcome.words()),
        Some(Known::Unknown | Known::Withheld) => "What was decided on it is not known".to_owned(),
        None => "Assumed approved as recommended".to_owned(),
    };
    html! { p.govuk-body { strong { (words) "." } } }
}

fn what_it_did(asking: &Asking, path: &str, answer: &DecisionAnswer) -> Markup {
    let query = asking.query.without(&["page", "entry"]);
    let paragraph = |did: &Did| did.entry.authority.paragraph.clone();
    let runs = answer.did.chunk_by(|a, b| paragraph(a) == paragraph(b));
    let mut named = BTreeSet::new();
    html! {
        h2.govuk-heading-m #did { "What it did" }
        @if answer.pages > 1 {
            p.govuk-body {
                "Page " (answer.page) " of " (answer.pages) ", "
                (words::counted_as(answer.summary.entries as u64, "entry", "entries")) " in all."
            }
        }
        @for run in runs {
            @if let Some(paragraph) = paragraph(&run[0]) {
                // The first of its name is where an address leads.
                @let id = named.insert(paragraph.clone()).then(|| paragraph_id(&paragraph));
                h3.govuk-heading-s id=[id] { "By paragraph " (paragraph) }
            }
            ol.govuk-list.muster-did start=(run[0].entry.position.number()) {
                @for one in run { (entry(asking, answer, one)) }
            }
        }
        (pagination(path, &query, answer.page, answer.pages))
    }
}

fn entry(asking: &Asking, answer: &DecisionAnswer, one: &Did) -> Markup {
    let authority = &one.entry.authority;
    let words = did(one);
    html! {
        li id=(entry_id(one.entry.position)) value=(one.entry.position.number()) {
            @if let Some(line) = one.line {
                a.govuk-link href=(post_address(asking, line)) { (title_of(&answer.view, line)) } ". "
            }
            @if one.withdrawn_by.is_some() { (Tag::coloured("Taken back", "grey")) " " s { (words) } } @else { (words) }
            ". "
            span.muster-quiet {
                "From " (words::day(one.entry.effective))
                @if let Some(line) = authority.change_line { ", change line " (line) }
                @if let Some(listed) = &authority.listed { ", row " (listed.row) " of the list" }
                "."
                @if let Some(assumption) = &authority.assumption { " Assumed: " (assumption) "." }
            }
        }
    }
}

/// Where a page of a decision has an entry.
fn entry_id(entry: Position) -> String {
    format!("entry-{}", entry.number())
}

/// Where a page of a decision has what a paragraph of its report led to.
fn paragraph_id(paragraph: &str) -> String {
    let sign = |sign: char| if sign.is_alphanumeric() { sign } else { '-' };
    format!(
        "paragraph-{}",
        paragraph.chars().map(sign).collect::<String>()
    )
}

/// The place of an entry on the page of its decision, which begins with another.
pub(super) fn address_of_entry(asking: &Asking, first: Position, entry: Position) -> String {
    format!("{}#{}", with_entry(asking, first, entry), entry_id(entry))
}

/// The place of a paragraph's entries on the page of a decision that has one of them.
pub(super) fn address_of_paragraph(
    asking: &Asking,
    first: Position,
    (entry, paragraph): (Position, &str),
) -> String {
    format!(
        "{}#{}",
        with_entry(asking, first, entry),
        paragraph_id(paragraph)
    )
}

fn with_entry(asking: &Asking, first: Position, entry: Position) -> String {
    let path = asking.address(&format!("decisions/{}", first.number()));
    let dates = dates(&asking.query);
    dates
        .with("entry", &entry.number().to_string())
        .address(&path)
}

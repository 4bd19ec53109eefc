//! All that a proposal says, to be read once more before it goes out.

use axum::response::Response;
use diagnostics::summary;
use drafting::sheet::{COMPLETED, Form, Kind, Question};
use drafting::{Grid, Sheet, sections};
use maud::{Markup, html};

use super::frame::{Place, Proposal};
use super::rows::{address_of_row, describe};
use super::sheet::{self, shown};
use super::{consulting, officers};
use crate::components::{Button, Content, SummaryAction, SummaryList, SummaryRow, WarningText};
use crate::pages::Failure;
use crate::words;
use governance::StepKind;

/// `GET /{body}/proposals/{proposal}/check`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let found = summary(&analysis.findings);
    let route = asking.muster().route(draft, &analysis);
    let profile = asking.muster().profile_of(&draft.case);
    let of_report = sections(&draft.case, &profile)
        .into_iter()
        .filter(|section| section.is_required || section.is_written)
        .map(|section| (section.heading, Sheet::Section(section.key)));
    let named = Sheet::ALL
        .into_iter()
        .map(|sheet| (noun(&sheet).to_owned(), sheet));
    let parts = named.chain(of_report).map(|(title, sheet)| Part {
        rows: rows(
            &shown(&proposal, &sheet, draft),
            &sheet::address(&proposal, &sheet),
        ),
        title,
        sheet,
    });
    let (written, empty): (Vec<Part>, Vec<Part>) = parts.partition(|part| !part.rows.is_empty());
    let html = html! {
        h1.govuk-heading-l { "Check your proposal" }
        (verdict(&proposal, found.errors, found.warnings))
        (changes(&proposal))
        @for part in written {
            h2.govuk-heading-m { (part.title) }
            (SummaryList { rows: part.rows, ..SummaryList::default() })
        }
        @if !empty.is_empty() {
            h2.govuk-heading-m { "Nothing is entered yet" }
            ul.govuk-list.govuk-list--bullet {
                @for part in empty {
                    li { a.govuk-link href=(sheet::address(&proposal, &part.sheet)) { (part.title) } }
                }
            }
        }
        (officers::who(route.as_ref()))
        (officers::last_days(&proposal))
        (sending(&proposal, found.errors, &consulting::open_still(&proposal).await?))
    };
    Ok(proposal
        .page(Place::Sheet, "Check your proposal", &html)
        .answer(&asking.site))
}

/// The way to the officers who comment.
fn sending(proposal: &Proposal, errors: usize, consultation: &Markup) -> Markup {
    let muster = proposal.asking.muster();
    let way = muster.way_of(&proposal.open.draft.case);
    let may = way.rule(StepKind::SentForComments, proposal.open.state);
    let comments = way.comments.iter().map(|one| one.title.as_str());
    let comments: Vec<&str> = comments.collect();
    html! {
        h2.govuk-heading-m { "Who comments" }
        ul.govuk-list.govuk-list--bullet { @for title in comments { li { (title) } } }
        @if may.is_some() {
            @if errors > 0 { p.govuk-body { "It can be sent now; what is wrong must be mended before it is cleared." } }
            (consultation)
            form method="post" action=(proposal.address("/send")) {
                input type="hidden" name="revision" value=(proposal.open.saved.number);
                (Button::submit("Send for comments"))
            }
        } @else {
            p.govuk-body { a.govuk-link href=(proposal.at(Place::Comments)) { "See the officers\u{2019} comments" } }
        }
    }
}

/// What still stands in the way.
fn verdict(proposal: &Proposal, errors: usize, warnings: usize) -> Markup {
    let findings = proposal.at(Place::Findings);
    let must = match errors {
        1 => "1 error must be mended before the report is cleared".to_owned(),
        _ => format!(
            "{} must be mended before the report is cleared",
            words::counted(errors as u64, "error")
        ),
    };
    let warning = WarningText {
        text: html! { a.govuk-link href=(findings) { (must) } "." }.into(),
        ..WarningText::default()
    };
    html! {
        @if errors > 0 { (warning) }
        @if warnings > 0 {
            p.govuk-body {
                a.govuk-link href=(findings) { (words::counted(warnings as u64, "warning")) }
                " to mend or acknowledge."
            }
        }
        @if errors + warnings == 0 { p.govuk-body { "No errors and no warnings." } }
    }
}

/// A part of the proposal with what it says.
struct Part {
    title: String,
    sheet: Sheet,
    rows: Vec<SummaryRow>,
}

/// What a sheet is about.
fn noun(sheet: &Sheet) -> &'static str {
    match sheet {
        Sheet::Describe => "The case",
        Sheet::Funding => "Who pays",
        Sheet::Budgets => "Budgets",
        Sheet::Savings => "Savings",
        Sheet::Stated => "Figures that the report states",
        Sheet::Consultation => "Consultation",
        Sheet::Implications => "Implications",
        Sheet::Recommendations => "Recommendations",
        Sheet::Comments => "Officers\u{2019} comments",
        Sheet::Papers => "Appendices, papers and promises",
        Sheet::Exempt => "What the public may not read",
        Sheet::Section(_) => "A section",
    }
}

/// What is answered, in words.
fn rows(form: &Form, address: &str) -> Vec<SummaryRow> {
    let answered = form
        .questions()
        .into_iter()
        .filter(|(_, question)| question.name != COMPLETED && !question.value.trim().is_empty());
    let row = |(card, question): (String, &Question)| {
        let key = match card.as_str() {
            "" => question.words.clone(),
            card => format!("{card}: {}", question.words),
        };
        let actions = vec![change(&format!("{address}#{}", question.name), &key)];
        SummaryRow {
            actions,
            ..SummaryRow::new(key, answer(question))
        }
    };
    answered.map(row).collect()
}

fn change(address: &str, about: &str) -> SummaryAction {
    SummaryAction {
        text: "Change".into(),
        about: Some(about.into()),
        href: address.to_owned(),
    }
}

/// An answer as it is read: of a few to choose from, the words of what was chosen.
fn answer(question: &Question) -> Content {
    let in_words = |line: &str| {
        let (Kind::One(all) | Kind::Several(all) | Kind::Radios(all)) = &question.kind else {
            return line.to_owned();
        };
        let own = all.iter().find(|(key, _)| key == line);
        own.map_or_else(|| line.to_owned(), |(_, words)| words.clone())
    };
    html! {
        @for line in question.value.lines().filter(|line| !line.trim().is_empty()) {
            div { (in_words(line)) }
        }
    }
    .into()
}

fn changes(proposal: &Proposal) -> Markup {
    let case = &proposal.open.draft.case;
    let grid = Grid::of(case);
    let address = proposal.at(Place::Changes);
    let row = |(index, row): (usize, &drafting::Row)| {
        let post = row.post.and_then(|post| case.posts.get(post));
        let title = row.entry.get(drafting::Field::Title);
        let key = post.map_or_else(|| title.to_owned(), describe);
        let what = row.entry.what.map_or("Nothing yet", drafting::What::words);
        let what = match (post.is_some(), title) {
            (true, title) if !title.is_empty() => format!("{what}: {title}"),
            _ => what.to_owned(),
        };
        SummaryRow {
            actions: vec![change(&address_of_row(&address, index), &key)],
            ..SummaryRow::new(key.clone(), what)
        }
    };
    let named = grid.rows.iter().enumerate();
    let named = named.filter(|(_, row)| row.entry.what.is_some());
    let rows: Vec<SummaryRow> = named.map(row).collect();
    let list = SummaryList {
        rows,
        ..SummaryList::default()
    };
    html! {
        h2.govuk-heading-m { "What changes" }
        @if list.rows.is_empty() { p.govuk-body { a.govuk-link href=(address) { "Nothing changes yet" } "." } }
        @else { (list) }
    }
}

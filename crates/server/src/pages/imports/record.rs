//! Step 5: what would be recorded, and recording it.

use app::{AppError, Balance, Kept, Written};
use app::{Head, Snapshot, StoreError};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use exchange::{Opened, Reading, Sums};
use maud::{Markup, html};
use register::{Act, Ledger, PostLine};
use serde::Deserialize;

use super::rows::{blocked, read};
use super::sums::{rows, sums};
use super::{Work, erasing, heading};
use crate::components::{
    Button, Cell, ErrorSummary, Field, Input, NotificationBanner, SummarisedError, SummaryList,
    SummaryRow, Table,
};
use crate::pages::Failure;
use crate::query::Query;
use crate::words::{self, counted};

/// How many posts the dry run shows.
const SHOWN: usize = 5;
/// The most characters of the title of an opening balance, and of who answers for it.
const LONGEST: usize = 200;

/// What the form sends.
#[derive(Deserialize, Default)]
pub(crate) struct Entered {
    #[serde(default)]
    title: String,
    #[serde(default)]
    authority: String,
    /// The end of the ledger that the person saw.
    #[serde(default)]
    head: String,
}

impl Entered {
    /// What is offered before anybody has entered something.
    fn usual(work: &Work) -> Self {
        Self {
            title: work
                .chosen
                .date
                .map(Balance::usual_title)
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Without spaces that say nothing.
    fn tidied(self) -> Self {
        let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            title: tidy(self.title),
            authority: tidy(self.authority),
            ..self
        }
    }

    /// What is wrong with it as it stands, and in which field.
    fn fault(&self) -> Option<(&'static str, String)> {
        if self.title.is_empty() {
            return Some(("title", "Enter a title for the ledger".to_owned()));
        }
        let texts = [
            (Kept::Title, &self.title),
            (Kept::Authority, &self.authority),
        ];
        let (kept, _) = { texts }
            .into_iter()
            .find(|(_, text)| text.chars().count() > LONGEST)?;
        let kept_as = words::sentence(&kept.to_string());
        Some((
            field(kept),
            format!("{kept_as} must be {LONGEST} characters or less"),
        ))
    }
}

/// The field in which a text that stays is entered.
fn field(kept: Kept) -> &'static str {
    match kept {
        Kept::Title => "title",
        Kept::Authority => "authority",
    }
}

/// What the page says above the dry run.
enum Said {
    Nothing,
    /// Recording was stopped as somebody wished.
    Stopped,
    /// What is wrong, and in which field.
    Fault(&'static str, String),
}

/// What the dry run wrote, and what it says of it.
struct Dry {
    written: Written,
    opened: Opened,
    rows: usize,
    sums: Sums,
    left_out: usize,
    mended: usize,
}

/// Why there is nothing to record.
enum Not {
    /// A step before this one is not done.
    Step(&'static str),
    Failed(AppError),
}

/// `GET /imports/{list}/record`
pub(crate) async fn show(work: Work, query: Query) -> Result<Response, Failure> {
    let why_not = || work.site.imports().why_not(work.upload.id);
    let failed = { query.has("failed") }.then(why_not).flatten();
    let said = match query.has("stopped") {
        true => Said::Stopped,
        false => failed.map_or(Said::Nothing, |words| Said::Fault("record", words)),
    };
    page(&work, &Entered::usual(&work), said).await
}

/// `POST /imports/{list}/record`
pub(crate) async fn record_it(
    work: Work,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let imports = work.site.imports();
    if imports.is_under_way(work.upload.id) {
        return Ok(Redirect::to(&work.address("progress")).into_response());
    }
    let entered = entered.tidied();
    if let Some((field, words)) = entered.fault() {
        return page(&work, &entered, Said::Fault(field, words)).await;
    }
    let dry = match dry_run(&work, &entered).await? {
        Ok(dry) => dry,
        Err(Not::Failed(error @ AppError::NamesHolder(kept))) => {
            let words = words::sentence(&error.to_string());
            return page(&work, &entered, Said::Fault(field(kept), words)).await;
        }
        Err(not) => return refused(&work, not),
    };
    if entered.head != dry.written.after.to_string() {
        let words = "Something else was recorded since you checked. Look again, then record it";
        return page(&work, &entered, Said::Fault("record", words.to_owned())).await;
    }
    let (actor, list) = (&work.viewer.actor, work.upload.id);
    let under_way = imports.begin(&work.site, actor, list, (dry.written, dry.rows));
    match under_way.finished(work.site.settings().patience).await {
        None => Ok(Redirect::to(&work.address("progress")).into_response()),
        Some(Ok(_)) => Ok(Redirect::to(&work.address("")).into_response()),
        Some(Err(words)) => page(&work, &entered, Said::Fault("record", words)).await,
    }
}

/// Why an import was not recorded, in words; none for a fault of Muster's.
pub(super) fn why_not(error: &AppError) -> String {
    match error {
        AppError::Store(StoreError::Conflict { .. }) => {
            "Something else was recorded at the same time. Nothing of this list is recorded. Look again, then record it".to_owned()
        }
        AppError::Store(StoreError::Cancelled) => {
            "It was stopped. Nothing of the list is recorded".to_owned()
        }
        AppError::AlreadyHeld(_) => words::sentence(&error.to_string()),
        _ => "Muster could not record it. Nothing of the list is recorded".to_owned(),
    }
}

/// Writes the list after what the register holds now, and keeps it from nobody: it is not recorded.
async fn dry_run(work: &Work, entered: &Entered) -> Result<Result<Dry, Not>, Failure> {
    let Some(date) = work.chosen.date else {
        return Ok(Err(Not::Step("about")));
    };
    let (muster, actor) = (work.site.muster(), &work.viewer.actor);
    let onto = match muster.ledger_to_import_onto(actor, &work.chosen.body).await {
        Ok(onto) => onto,
        Err(error @ AppError::AlreadyHeld(_)) => return Ok(Err(Not::Failed(error))),
        Err(error) => return Err(error.into()),
    };
    let authority = Some(entered.authority.clone());
    let balance = Balance {
        title: entered.title.clone(),
        body: work.chosen.body.clone(),
        date,
        authority: authority.filter(|authority| !authority.is_empty()),
    };
    let today = muster.clock().today();
    let dry = work
        .look(move |list, chosen| {
            read(list, chosen, |reading| dry(reading, &onto, &balance, today))
        })
        .await?;
    Ok(dry.unwrap_or(Err(Not::Step("columns"))))
}

fn dry(
    reading: &Reading<'_>,
    onto: &Snapshot,
    balance: &Balance,
    today: base::Date,
) -> Result<Dry, Not> {
    if blocked(reading).is_some() {
        return Err(Not::Step("rows"));
    }
    let (written, opened) = Written::of(onto, reading, balance, today).map_err(Not::Failed)?;
    Ok(Dry {
        written,
        opened,
        rows: reading.post_rows(),
        sums: reading.totals.imported.clone(),
        left_out: reading.left_out.len(),
        mended: reading
            .groups
            .iter()
            .flat_map(|group| group.mended.values())
            .sum(),
    })
}

fn refused(work: &Work, not: Not) -> Result<Response, Failure> {
    match not {
        Not::Step(step) => Ok(Redirect::to(&work.address(step)).into_response()),
        Not::Failed(error @ AppError::AlreadyHeld(_)) => Ok(already_held(work, &error)),
        Not::Failed(error) => Err(error.into()),
    }
}

/// The council has an opening balance: perhaps somebody else was first.
fn already_held(work: &Work, error: &AppError) -> Response {
    let title = words::sentence(&error.to_string());
    let body = html! {
        (heading(5, &title))
        p.govuk-body { "An opening import is the first thing that a register holds of a council. Nothing of this list is recorded." }
        p.govuk-body { "Is the council another one? " a.govuk-link href=(work.address("about")) { "Change its name" } "." }
        (erasing(work.upload.id))
    };
    let page = work.page(&title, "rows").body(body).answer(&work.site);
    (StatusCode::CONFLICT, page).into_response()
}

async fn page(work: &Work, entered: &Entered, said: Said) -> Result<Response, Failure> {
    // What is wrong with the texts is said beside them; the posts are shown all the same.
    let dry = match dry_run(work, &Entered::usual(work)).await? {
        Ok(dry) => dry,
        Err(not) => return refused(work, not),
    };
    let title = match dry.sums.posts_not_known {
        0 => format!("Import {}?", counted(dry.sums.posts, "post")),
        _ => format!("Import {} of posts?", rows(dry.rows)),
    };
    let fault = match &said {
        Said::Fault(field, words) => Some((*field, words.as_str())),
        Said::Nothing | Said::Stopped => None,
    };
    let said_of = |name: &str| {
        let fault = fault.filter(|(field, _)| *field == name);
        fault.map(|(_, words)| words.into())
    };
    let kept_as = Input {
        field: Field::new("title", "Title in the ledger")
            .hint(format!(
                "It stays there for ever, so leave out names of people. Your file is called {}",
                work.upload.name
            ))
            .error(said_of("title")),
        value: Some(entered.title.clone()),
        classes: "govuk-input--width-30".to_owned(),
        ..Input::default()
    };
    let authority = Input {
        field: Field::new("authority", "Who answers for the list (optional)")
            .hint("A body or a post, such as Head of Human Resources. The ledger holds no names of people")
            .error(said_of("authority")),
        value: (!entered.authority.is_empty()).then(|| entered.authority.clone()),
        classes: "govuk-input--width-30".to_owned(),
        ..Input::default()
    };
    let send = Button {
        id: Some("record".to_owned()),
        prevent_double_click: Some(true),
        ..Button::submit("Record the opening establishment")
    };
    let body = html! {
        (above(&said))
        (heading(5, &title))
        (facts(work, &dry))
        (shown(&dry.written.branch))
        form method="post" action=(work.address("record")) novalidate {
            input type="hidden" name="head" value=(dry.written.after);
            (kept_as)
            (authority)
            p.govuk-body { "All of it is recorded, or nothing. What is recorded stays: a mistake is mended by a further entry." }
            (send)
        }
        (erasing(work.upload.id))
    };
    let page = work
        .page(&title, "rows")
        .with_errors(fault.is_some())
        .body(body)
        .answer(&work.site);
    Ok(match fault {
        None => page,
        Some(("record", _)) => (StatusCode::CONFLICT, page).into_response(),
        Some(_) => (StatusCode::BAD_REQUEST, page).into_response(),
    })
}

/// What is wrong, or that recording was stopped.
fn above(said: &Said) -> Markup {
    match said {
        Said::Nothing => html! {},
        Said::Stopped => {
            let banner = NotificationBanner {
                text: "Stopped. Nothing of the list is recorded.".into(),
                ..NotificationBanner::default()
            };
            html! { (banner) }
        }
        Said::Fault(field, words) => {
            let error = SummarisedError {
                text: words.as_str().into(),
                href: Some(format!("#{field}")),
            };
            let summary = ErrorSummary {
                errors: vec![error],
                ..ErrorSummary::default()
            };
            html! { (summary) }
        }
    }
}

fn facts(work: &Work, dry: &Dry) -> Markup {
    let Head { entries, .. } = dry.written.after;
    let day = work.chosen.date.map(words::day).unwrap_or_default();
    let new = dry.written.branch.entries().len() as u64;
    let holders = match dry.opened.holders.len() as u64 {
        0 => "None are named".to_owned(),
        named => format!(
            "{} of posts name them. Names are kept apart from the ledger and can be erased",
            counted(named, "line")
        ),
    };
    let mut all = vec![
        ("Council", work.chosen.body.clone()),
        ("In force from", day),
        ("Posts", sums(&dry.sums)),
        ("Units", words::thousands(dry.opened.units as u64)),
        ("Postholders", holders),
        (
            "Ledger",
            format!(
                "{} after the {} that are there",
                match new {
                    1 => "1 entry".to_owned(),
                    new => format!("{} entries", words::thousands(new)),
                },
                words::thousands(entries.into())
            ),
        ),
    ];
    if dry.left_out > 0 {
        all.push(("Left out", rows(dry.left_out)));
    }
    if dry.mended > 0 {
        let words = counted(dry.mended as u64, "cell");
        all.push(("Mended as you chose", words));
    }
    let facts = SummaryList {
        rows: all
            .into_iter()
            .map(|(key, value)| SummaryRow::new(key, value))
            .collect(),
        ..SummaryList::default()
    };
    html! { (facts) }
}

/// The first posts, as they would be recorded.
fn shown(branch: &Ledger) -> Markup {
    let posts = branch
        .entries()
        .iter()
        .filter_map(|entry| match &entry.act {
            Act::Attest { post, .. } => Some((entry, post)),
            _ => None,
        });
    let row = |(entry, post): (&register::Entry, &PostLine)| {
        let row = entry
            .authority
            .listed
            .as_ref()
            .map_or(0, |listed| listed.row);
        let (grade, quantity) = (words::grade(post), words::quantity(post));
        let (state, tenure) = (words::filled(post), words::tenure(post));
        let known = |words: &str, else_said: &'static str| match words {
            "Not known" => else_said.to_owned(),
            words => words.to_owned(),
        };
        // On a phone the title is followed by what the other columns say.
        let title = html! {
            bdi { (post.title) }
            span.muster-narrow-only {
                (known(&grade, "Grade not known")) ". " (quantity) ". "
                (known(&state, "Not known if filled")) ". " (known(&tenure, "Tenure not known")) "."
            }
        };
        let wide = |text: String| Cell {
            classes: "muster-wide-only".to_owned(),
            ..Cell::text(text)
        };
        vec![
            Cell::text(row.to_string()),
            Cell::text(title),
            wide(grade),
            wide(quantity),
            wide(state),
            wide(tenure),
        ]
    };
    let head = |(at, text): (usize, &str)| Cell {
        classes: if at > 1 { "muster-wide-only" } else { "" }.to_owned(),
        ..Cell::text(text)
    };
    let heads = ["Row", "Title", "Grade", "Quantity", "State", "Tenure"];
    let table = Table {
        caption: "The first posts, as they would be recorded".into(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: heads.into_iter().enumerate().map(head).collect(),
        rows: posts.take(SHOWN).map(row).collect(),
        first_cell_is_header: true,
        classes: "muster-listed".to_owned(),
    };
    html! { (table) }
}

//! The report of a draft: read here, taken away in any format.

use app::{AppError, Document, SignOffs};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use checks::Analysis;
use drafting::sheet::SectionOutline;
use drafting::{Draft, Sheet, sections};
use maud::{Markup, html};
use proposal::BodyProfile;
use report::{Composition, compose, docx, html as page_of, xlsx};

use super::frame::{Place, Proposal, Reading};
use super::sheet::{address, title};
use super::tasks;
use crate::Printer;
use crate::components::{Task, TaskList};
use crate::pages::Failure;
use crate::printer::NotPrinted;

/// A report brings its styles and pictures with it. It has no scripts, sends nothing and loads nothing.
pub(in crate::pages) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    font-src data:; base-uri 'none'; frame-ancestors 'none'; sandbox allow-top-navigation-by-user-activation";

/// A file that a proposal can be taken away as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Html,
    Pdf,
    Docx,
    Xlsx,
    Case,
}

impl File {
    const ALL: [Self; 5] = [Self::Html, Self::Pdf, Self::Docx, Self::Xlsx, Self::Case];

    fn name(self) -> &'static str {
        match self {
            Self::Html => "report.html",
            Self::Pdf => "report.pdf",
            Self::Docx => "report.docx",
            Self::Xlsx => "report.xlsx",
            Self::Case => "case.toml",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Html => "Web page, to read here",
            Self::Pdf => "PDF, to publish",
            Self::Docx => "Word document, to edit",
            Self::Xlsx => "Spreadsheet of the costs, with formulas",
            Self::Case => "Case file, to keep or to take to another Muster",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Case => "application/toml; charset=utf-8",
        }
    }
}

/// `GET /{body}/proposals/{proposal}/report`
pub(super) async fn show(proposal: Proposal) -> Result<Response, Failure> {
    let site = &proposal.asking.site;
    let prints = site.settings().printer.is_some();
    let html = html! {
        h1.govuk-heading-l { "Report" }
        h2.govuk-heading-m { "Write it" }
        (written(&proposal).await?)
        h2.govuk-heading-m { "Read it and take it away" }
        p.govuk-body { "Every figure is computed from the changes of revision " (proposal.open.saved.number) "." }
        ul.govuk-list.govuk-list--spaced {
            @for file in File::ALL.into_iter().filter(|file| prints || *file != File::Pdf) {
                li {
                    a.govuk-link href=(proposal.address(&format!("/report/{}", file.name()))) {
                        (file.words())
                    }
                }
            }
        }
        p.govuk-body { a.govuk-link href=(proposal.address("/case")) { "Upload a case file" } }
    };
    Ok(proposal.page(Place::Report, "Report", &html).answer(site))
}

/// The sections that the kind of report has and those of the author, each with how far it is.
async fn written(proposal: &Proposal) -> Result<Markup, Failure> {
    let asking = &proposal.asking;
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let draft = &proposal.open.draft;
    let analysis = asking.muster().consequences(actor, body, draft).await?;
    let profile = asking.muster().profile_of(&draft.case);
    let all = sections(&draft.case, &profile);
    let own = all.iter().filter(|section| section.key.starts_with("own-"));
    let next = Sheet::Section(format!("own-{}", own.count() + 1));
    let of_section = |section: SectionOutline| {
        let is_optional = !section.is_required && !section.is_own && !section.is_written;
        let sheet = Sheet::Section(section.key);
        let status = tasks::status_of(proposal, &sheet, &analysis);
        Task {
            hint: is_optional.then(|| "If there is something to say".into()),
            ..tasks::task(&section.heading, Some(address(proposal, &sheet)), status)
        }
    };
    let of_sheet = |sheet: Sheet| {
        let status = tasks::status_of(proposal, &sheet, &analysis);
        tasks::task(title(&sheet), Some(address(proposal, &sheet)), status)
    };
    let sections = all.into_iter().map(of_section);
    let sheets = [
        Sheet::Recommendations,
        Sheet::Comments,
        Sheet::Papers,
        Sheet::Stated,
    ];
    let list = TaskList {
        tasks: sections.chain(sheets.map(of_sheet)).collect(),
        ..TaskList::default()
    };
    Ok(html! {
        (list)
        p.govuk-body {
            a.govuk-link href=(address(proposal, &next)) { "Add a section of your own" }
        }
    })
}

/// `GET /{body}/proposals/{proposal}/report/{file}`
pub(super) async fn download(
    Path((_, _, name)): Path<(String, String, String)>,
    Reading(proposal): Reading,
) -> Result<Response, Failure> {
    let not_there = || AppError::NotFound("file");
    let file = File::ALL.into_iter().find(|file| file.name() == name);
    let file = file.ok_or_else(not_there)?;
    let asking = &proposal.asking;
    let printer = asking.site.settings().printer.clone();
    if file == File::Pdf && printer.is_none() {
        return Err(not_there().into());
    }
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let of = asking
        .muster()
        .sign_offs(actor, body, &proposal.open)
        .await?;
    let draft = of.with_comments(&proposal.open.draft);
    let analysis = of.analysis;
    let profile = asking.muster().profile_of(&draft.case);
    // Making it takes a while, and other pages are answered meanwhile.
    let made = move || make(file, &draft, &analysis, &profile, printer.as_ref());
    let made = tokio::task::spawn_blocking(made).await;
    let made = made.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()));
    let bytes = match made {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, name, "a report could not be made");
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        }
    };
    let reference = proposal.open.reference.in_address();
    let revision = proposal.open.saved.number;
    let how = match file {
        File::Html => "inline",
        _ => "attachment",
    };
    let disposition = format!("{how}; filename=\"{reference}-revision-{revision}-{name}\"");
    let headers = [
        (
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY.to_owned(),
        ),
        (header::CONTENT_TYPE, file.kind().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// The report in every format in which it is published.
pub(super) async fn all_formats(
    proposal: &Proposal,
    of: &SignOffs,
) -> Result<Vec<Document>, NotPrinted> {
    let asking = &proposal.asking;
    let printer = asking.site.settings().printer.clone();
    let draft = of.with_comments(&proposal.open.draft);
    let (analysis, profile) = (of.analysis.clone(), asking.muster().profile_of(&draft.case));
    let made = move || {
        let formats = [File::Html, File::Pdf, File::Docx, File::Xlsx].into_iter();
        let formats = formats.filter(|file| *file != File::Pdf || printer.is_some());
        let documents = formats.map(|file| {
            let bytes = make(file, &draft, &analysis, &profile, printer.as_ref())?;
            let format = file.name().rsplit('.').next().unwrap_or_default();
            Ok(Document {
                format: format.to_owned(),
                is_exempt: false,
                bytes,
            })
        });
        documents.collect()
    };
    let made = tokio::task::spawn_blocking(made).await;
    made.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()))
}

/// The cover of the report, its sections and the officers' comments, for a page that has a head of its own; its
/// charts and annexes are not among them.
pub(super) async fn within_a_page(proposal: &Proposal, of: &SignOffs) -> String {
    let draft = of.with_comments(&proposal.open.draft);
    let profile = proposal.asking.muster().profile_of(&draft.case);
    let analysis = of.analysis.clone();
    let made = move || {
        let of = Composition {
            case: &draft.case,
            body: &profile,
            resolved: &analysis.resolved,
            statement: &analysis.statement,
            findings: &analysis.findings,
            with_findings: false,
            sources: &draft.sources,
        };
        page_of::render_within(&compose(&of))
    };
    let made = tokio::task::spawn_blocking(made).await;
    made.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()))
}

fn make(
    file: File,
    draft: &Draft,
    analysis: &Analysis,
    body: &BodyProfile,
    printer: Option<&Printer>,
) -> Result<Vec<u8>, NotPrinted> {
    let of = Composition {
        case: &draft.case,
        body,
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: false,
        sources: &draft.sources,
    };
    Ok(match (file, printer) {
        (File::Html, _) => page_of::render(&compose(&of)).into_bytes(),
        (File::Pdf, Some(printer)) => printer.pdf(&compose(&of))?,
        (File::Pdf, None) => return Err("there is no printer".into()),
        (File::Docx, _) => docx::render(&compose(&of))?,
        (File::Xlsx, _) => xlsx::render(&of)?,
        (File::Case, _) => draft.text().as_bytes().to_vec(),
    })
}

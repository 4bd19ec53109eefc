//! The report of a draft: read here, taken away in any format.

use app::{AppError, Document, SignOffs};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use checks::{Analysis, Public};
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

    /// As it is kept once it is published.
    fn format(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Case => app::CASE_FORMAT,
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
    let withholds = editions::withholds(&proposal.open.draft.case, &proposal.open.profile);
    let html = html! {
        h1.govuk-heading-l { "Report" }
        h2.govuk-heading-m { "Write it" }
        (written(&proposal).await?)
        h2.govuk-heading-m { "Read it and take it away" }
        p.govuk-body { "Every figure is computed from the changes of revision " (proposal.open.saved.number) "." }
        @if withholds {
            p.govuk-body { "This is the whole report, with what the public may not read. It is marked as exempt." }
        }
        (files(&proposal, prints, ""))
        @if withholds {
            h2.govuk-heading-m { "The edition for the public" }
            p.govuk-body { "Without what is exempt, and without small numbers of people. Read it before it is published: what words tell, no program sees." }
            (files(&proposal, prints, "?edition=public"))
        }
        p.govuk-body { a.govuk-link href=(proposal.address("/case")) { "Upload a case file" } }
    };
    Ok(proposal.page(Place::Report, "Report", &html).answer(site))
}

/// The files of an edition.
fn files(proposal: &Proposal, prints: bool, query: &str) -> Markup {
    let all = File::ALL.into_iter();
    let all = all.filter(|file| prints || *file != File::Pdf);
    html! {
        ul.govuk-list.govuk-list--spaced {
            @for file in all {
                li {
                    a.govuk-link href=(proposal.address(&format!("/report/{}{query}", file.name()))) {
                        (file.words())
                        @if !query.is_empty() { span.govuk-visually-hidden { ", for the public" } }
                    }
                }
            }
        }
    }
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
        Sheet::Exempt,
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
    let edition = Edition::asked(&proposal);
    let format = file.format();
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    if let Edition::Kept { exempt } = edition {
        let muster = asking.muster();
        let kept = muster.edition_file(actor, &proposal.open, exempt, format);
        return Ok(answer(&proposal, file, edition, kept.await?));
    }
    let muster = asking.muster();
    let of = muster.sign_offs(actor, body, &proposal.open).await?;
    let draft = of.with_comments(&proposal.open.draft);
    let profile = muster.profile_of(&draft.case);
    if edition == Edition::Whole {
        let document = format!("edition ({format})");
        muster.note_exempt(actor, &proposal.open, &document).await?;
    }
    let is_public = edition == Edition::Public;
    let public = is_public.then(|| muster.public_edition(&proposal.open, &of));
    let analysis = of.analysis;
    // Making it takes a while, and other pages are answered meanwhile.
    let made = move || match &public {
        Some(public) => make_public(file, public, &profile, printer.as_ref()),
        None => make(file, &draft, &analysis, &profile, printer.as_ref()),
    };
    let made = tokio::task::spawn_blocking(made).await;
    let made = made.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()));
    let bytes = match made {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, name, "a report could not be made");
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        }
    };
    Ok(answer(&proposal, file, edition, bytes))
}

fn answer(proposal: &Proposal, file: File, edition: Edition, bytes: Vec<u8>) -> Response {
    let reference = proposal.open.reference.in_address();
    let revision = proposal.open.saved.number;
    let how = match file {
        File::Html => "inline",
        _ => "attachment",
    };
    let has_exempt = !proposal.open.draft.case.exempt.is_empty();
    let marked = match edition {
        Edition::Whole if has_exempt => "exempt-",
        Edition::Kept { exempt: true } => "exempt-",
        Edition::Public | Edition::Kept { exempt: false } => "public-",
        Edition::Whole => "",
    };
    let name = file.name();
    let disposition = format!("{how}; filename=\"{reference}-revision-{revision}-{marked}{name}\"");
    let headers = [
        (
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY.to_owned(),
        ),
        (header::CONTENT_TYPE, file.kind().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

/// Which edition of a report is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edition {
    /// All that whoever asks may see.
    Whole,
    /// The one for the public, as it would be published now.
    Public,
    /// One that was published, as it was kept.
    Kept { exempt: bool },
}

impl Edition {
    fn asked(proposal: &Proposal) -> Self {
        match proposal.asking.query.get("edition") {
            Some("public") => Self::Public,
            Some("published") => Self::Kept { exempt: false },
            Some("published-exempt") => Self::Kept { exempt: true },
            _ => Self::Whole,
        }
    }
}

/// The report in every format in which it is published: the edition for the public, and the whole one where
/// something is withheld.
pub(super) async fn all_formats(
    proposal: &Proposal,
    of: &SignOffs,
) -> Result<Vec<Document>, NotPrinted> {
    let asking = &proposal.asking;
    let printer = asking.site.settings().printer.clone();
    let draft = of.with_comments(&proposal.open.draft);
    let public = asking.muster().public_edition(&proposal.open, of);
    let (analysis, profile) = (of.analysis.clone(), asking.muster().profile_of(&draft.case));
    let made = move || {
        let formats = [File::Html, File::Pdf, File::Docx, File::Xlsx, File::Case].into_iter();
        let formats = formats.filter(|file| *file != File::Pdf || printer.is_some());
        let mut documents = Vec::new();
        for file in formats {
            let mut keep = |is_exempt, bytes| {
                documents.push(Document {
                    format: file.format().to_owned(),
                    is_exempt,
                    bytes,
                });
            };
            keep(
                false,
                make_public(file, &public, &profile, printer.as_ref())?,
            );
            if !draft.case.exempt.is_empty() {
                keep(
                    true,
                    make(file, &draft, &analysis, &profile, printer.as_ref())?,
                );
            }
        }
        Ok(documents)
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
    if file == File::Case {
        return Ok(draft.text().as_bytes().to_vec());
    }
    let of = Composition {
        case: &draft.case,
        body,
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: false,
        sources: &draft.sources,
    };
    rendered(file, &of, printer)
}

fn make_public(
    file: File,
    public: &Public,
    body: &BodyProfile,
    printer: Option<&Printer>,
) -> Result<Vec<u8>, NotPrinted> {
    if file == File::Case {
        return Ok(public.text().as_bytes().to_vec());
    }
    let of = Composition {
        case: &public.case,
        body,
        resolved: &public.analysis.resolved,
        statement: &public.analysis.statement,
        findings: &public.analysis.findings,
        with_findings: false,
        sources: &public.sources,
    };
    rendered(file, &of, printer)
}

fn rendered(
    file: File,
    of: &Composition<'_>,
    printer: Option<&Printer>,
) -> Result<Vec<u8>, NotPrinted> {
    Ok(match (file, printer) {
        (File::Html, _) => page_of::render(&compose(of)).into_bytes(),
        (File::Pdf, Some(printer)) => printer.pdf(&compose(of))?,
        (File::Pdf, None) => return Err("there is no printer".into()),
        (File::Docx, _) => docx::render(&compose(of))?,
        (File::Xlsx, _) => xlsx::render(of)?,
        (File::Case, _) => return Err("a case file is no report".into()),
    })
}

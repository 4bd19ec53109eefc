//! What is asked of the decision-maker, as the report prints it.

use maud::{Markup, html};
use report::model::{Block, SectionKind, Span, Words};
use report::{Composition, compose};

use super::frame::Proposal;
use crate::pages::Failure;

/// The recommendations of the revision in the words of its report: the author's, or words made from the
/// changes.
pub(super) async fn asked(proposal: &Proposal) -> Result<Markup, Failure> {
    let asking = &proposal.asking;
    let (actor, council) = (&asking.viewer.actor, &asking.body.key);
    let draft = proposal.open.draft.clone();
    let muster = asking.muster();
    let analysis = muster.consequences(actor, council, &draft).await?;
    let body = muster.profile_of(&draft.case);
    // Charts are drawn with it, and other pages are answered meanwhile.
    let work = tokio::task::spawn_blocking(move || {
        compose(&Composition {
            case: &draft.case,
            body: &body,
            resolved: &analysis.resolved,
            statement: &analysis.statement,
            findings: &analysis.findings,
            with_findings: false,
            sources: &draft.sources,
        })
    });
    let report = work.await;
    let report = report.unwrap_or_else(|panicked| std::panic::resume_unwind(panicked.into_panic()));
    let sections = report.sections.iter();
    let own = sections.filter(|section| section.kind == SectionKind::Recommendations);
    let blocks: Vec<&Block> = own.flat_map(|section| &section.blocks).collect();
    Ok(html! {
        div.govuk-inset-text {
            h2.govuk-heading-s { "As the report of revision " (proposal.open.saved.number) " words them" }
            @for block in blocks {
                @match block {
                    Block::Paragraph(paragraph) => p.govuk-body { (words(&paragraph.words)) },
                    Block::Asked(asked) => ol.govuk-list.govuk-list--number {
                        @for one in asked {
                            li {
                                @for paragraph in &one.paragraphs {
                                    div { (words(&paragraph.words)) }
                                    @for item in &paragraph.items { div { "\u{2013} " (words(item)) } }
                                }
                            }
                        }
                    },
                    _ => {}
                }
            }
        }
    })
}

fn words(words: &Words) -> Markup {
    html! {
        @for span in words {
            @match span {
                Span::Text(text) | Span::Figure { text, .. } | Span::Link { text, .. } => (text),
                Span::Missing(text) => strong { (text) },
            }
        }
    }
}

//! The words of a section with their figures as they stand now.

use std::collections::BTreeSet;

use checks::{Amounts, Analysis, Unmatched, near_figures};
use costing::Figures;
use diagnostics::Place;
use drafting::Draft;
use maud::{Markup, html};
use proposal::case::Prose;
use proposal::{Block, INSERTS, Mention, Paragraph, Piece, mentions, paragraphs};

use super::section::in_words;
use crate::words;

/// Words that are typed, held against the figures of a draft.
pub(super) struct Preview<'a> {
    prose: Prose,
    figures: &'a Figures,
    /// The amounts that match no figure, each once.
    pub(super) unmatched: Vec<Unmatched>,
    /// The names in braces that are no figure, each once, with those that may be meant.
    pub(super) unknown: Vec<(String, Vec<String>)>,
}

/// Words as prose, each with its place in the text itself.
pub(super) fn as_prose(text: &str, draft: &Draft) -> Prose {
    Prose {
        text: text.to_owned(),
        place: Place::new(draft.case.source, 0..text.len()),
        offset: Some(0),
    }
}

impl<'a> Preview<'a> {
    pub(super) fn of(text: &str, draft: &Draft, analysis: &'a Analysis) -> Self {
        let figures = &analysis.statement.figures;
        let prose = as_prose(text, draft);
        let mut texts = BTreeSet::new();
        let mut unmatched = Amounts::of(figures).unmatched(&prose);
        unmatched.retain(|one| texts.insert(one.text.clone()));
        let mut unknown: Vec<(String, Vec<String>)> = Vec::new();
        for name in names(&prose) {
            let is_there = figures.get(&name).is_some() || INSERTS.contains(&name.as_str());
            if is_there || unknown.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let near = near_figures(figures, &name).into_iter();
            let near = near.map(str::to_owned).collect();
            unknown.push((name, near));
        }
        Self {
            prose,
            figures,
            unmatched,
            unknown,
        }
    }

    /// One sentence on how the words stand.
    pub(super) fn sentence(&self) -> String {
        let amounts = match self.unmatched.len() {
            0 => "Every amount matches a figure.".to_owned(),
            1 => "1 amount matches no figure.".to_owned(),
            many => format!("{} amounts match no figure.", words::thousands(many as u64)),
        };
        match self.unknown.len() {
            0 => amounts,
            1 => format!("{amounts} 1 name in braces is no figure."),
            many => format!(
                "{amounts} {} names in braces are no figures.",
                words::thousands(many as u64)
            ),
        }
    }

    /// The words as the report will have them.
    pub(super) fn words(&self) -> Markup {
        let blocks = paragraphs(&self.prose);
        html! {
            @if blocks.is_empty() { p.govuk-body.muster-quiet { "Nothing is written yet." } }
            @for block in &blocks {
                @match block {
                    Block::Heading(heading) => h3.govuk-heading-s { (heading) },
                    Block::Paragraph(paragraph) => (self.paragraph(paragraph)),
                    Block::Insert { name, .. } => (insert(name)),
                }
            }
        }
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Markup {
        html! {
            p.govuk-body {
                @if let Some(number) = &paragraph.number { (number) ". " }
                (self.line(&paragraph.pieces))
            }
            @if !paragraph.items.is_empty() {
                ul.govuk-list.govuk-list--bullet {
                    @for item in &paragraph.items { li { (self.line(item)) } }
                }
            }
        }
    }

    fn line(&self, pieces: &[Piece]) -> Markup {
        html! {
            @for piece in pieces {
                @match piece {
                    Piece::Text(text) => (self.text(text)),
                    Piece::Figure { name, .. } => @match self.figures.get(name) {
                        Some(figure) => span.muster-figure title=(figure.label) { (figure.value.to_string()) },
                        None => strong.muster-unmatched { "{" (name) "}" },
                    },
                }
            }
        }
    }

    /// Words in which the amounts that match no figure are underlined.
    fn text(&self, text: &str) -> Markup {
        let piece = Prose {
            text: text.to_owned(),
            place: Place::new(self.prose.place.source, 0..text.len()),
            offset: Some(0),
        };
        let is_unmatched = |text: &str| self.unmatched.iter().any(|one| one.text == text);
        let mut parts = Vec::new();
        let mut from = 0;
        for mention in mentions(&piece) {
            if let Mention::Amount {
                text: own, place, ..
            } = mention
                && is_unmatched(&own)
            {
                parts.push((&text[from..place.span.start], Some(own)));
                from = place.span.end;
            }
        }
        html! {
            @for (before, amount) in &parts {
                (before)
                @if let Some(amount) = amount {
                    span.muster-unmatched { (amount) }
                }
            }
            (text[from..])
        }
    }
}

/// Where a table or chart stands: it is in the preview of the whole report.
fn insert(name: &str) -> Markup {
    html! {
        @match in_words(name) {
            Some(in_words) => p.govuk-inset-text { (in_words) },
            None => p.govuk-body { strong.muster-unmatched { "{" (name) "}" } },
        }
    }
}

/// Every name in braces.
fn names(prose: &Prose) -> Vec<String> {
    let mut names = Vec::new();
    for block in paragraphs(prose) {
        match block {
            Block::Heading(_) => {}
            Block::Insert { name, .. } => names.push(name),
            Block::Paragraph(paragraph) => {
                let lines = std::iter::once(paragraph.pieces).chain(paragraph.items);
                for piece in lines.flatten() {
                    if let Piece::Figure { name, .. } = piece {
                        names.push(name);
                    }
                }
            }
        }
    }
    names
}

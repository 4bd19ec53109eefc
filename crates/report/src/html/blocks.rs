//! The blocks of a section.

use maud::{Markup, PreEscaped, html};

use super::table::table;
use crate::model::{
    Answer, Asked, Block, Fact, Figure, Finding, Notice, Origin, Paragraph, Span, Words,
};

/// A block.
pub(super) fn block(block: &Block) -> Markup {
    match block {
        Block::Heading { level, id, text } => heading(*level, id, None, text),
        Block::Paragraph(one) => paragraph(one),
        Block::List(items) => list(items),
        Block::Asked(asked) => recommendations(asked),
        Block::Table(one) => table(one),
        Block::Figure(one) => figure(one),
        Block::Notice(one) => notice(one),
        Block::Facts(all) => facts(all),
        Block::Signatures(blanks) => signatures(blanks),
        Block::Detail {
            summary,
            table: one,
        } => html! {
            details.working {
                summary { (summary) }
                (table(one))
            }
        },
        Block::Finding(one) => finding(one),
    }
}

/// A heading of a level.
pub(super) fn heading(level: u8, id: &str, number: Option<&str>, text: &str) -> Markup {
    let words = html! {
        @if let Some(number) = number { span.heading-number { (number) } " " }
        (text)
    };
    match level {
        0..=2 => html! { h2 id=(id) { (words) } },
        3 => html! { h3 id=(id) { (words) } },
        _ => html! { h4 id=(id) { (words) } },
    }
}

fn paragraph(paragraph: &Paragraph) -> Markup {
    let class = if paragraph.number.is_some() {
        "para numbered"
    } else {
        "para"
    };
    html! {
        div class=(class) id=[paragraph.id.as_ref()] {
            @if let Some(number) = &paragraph.number {
                span.number { (number) @if !number.contains('.') { "." } " " }
            }
            div.words {
                p { (words(&paragraph.words)) }
                @if !paragraph.items.is_empty() { (list(&paragraph.items)) }
            }
        }
    }
}

fn list(items: &[Words]) -> Markup {
    html! { ul.plain { @for item in items { li { (words(item)) } } } }
}

fn words(words: &Words) -> Markup {
    html! { @for span in words { (self::span(span)) } }
}

fn span(span: &Span) -> Markup {
    match span {
        Span::Text(text) => html! { (text) },
        Span::Missing(text) => html! { strong.missing { (text) } },
        Span::Link { text, to } => html! { a href={ "#" (to) } { (text) } },
        Span::Figure {
            text,
            label,
            origin,
        } => {
            let origin = match origin {
                Origin::Computed => "computed",
                Origin::Stated => "stated",
            };
            html! { span.figure title={ (label) " (" (origin) ")" } { (text) } }
        }
    }
}

fn recommendations(asked: &[Asked]) -> Markup {
    html! {
        ol.asked {
            @for one in asked {
                li id=(one.id) value=(one.number) {
                    @for paragraph in &one.paragraphs { (self::paragraph(paragraph)) }
                    @for note in &one.notes { p.rests-on { (words(note)) } }
                }
            }
        }
    }
}

/// Labels and what they say.
pub(super) fn facts(facts: &[Fact]) -> Markup {
    html! {
        dl.facts {
            @for fact in facts {
                div {
                    dt { (fact.label) }
                    @for answer in &fact.answers {
                        @match answer {
                            Answer::Known(text) => dd { (text) },
                            Answer::Missing(text) => dd.missing-words { (text) },
                        }
                    }
                }
            }
        }
    }
}

/// Something that the reader must not overlook.
pub(super) fn notice(notice: &Notice) -> Markup {
    html! {
        div.notice {
            p { strong { (notice.title) "." } " " (words(&notice.words)) }
        }
    }
}

fn signatures(blanks: &[String]) -> Markup {
    html! {
        dl.signatures {
            @for blank in blanks { div { dt { (blank) } dd { "\u{a0}" } } }
        }
    }
}

fn figure(figure: &Figure) -> Markup {
    let svg = on_screen(figure);
    let list = figure.chart.to_list().into_string();
    let (level, heading) = &figure.list_heading;
    let sheets = sheets(figure);
    let apart = figure.on_paper.is_some() || !sheets.is_empty();
    html! {
        figure.chart-figure.not-on-paper[apart] id=(figure.id) aria-label=(figure.caption) {
            figcaption { (figure.caption) }
            div.chart tabindex="0" role="region" aria-label={ (figure.caption) ", picture" } {
                (PreEscaped(svg))
            }
            @if let Some(words) = &figure.on_paper { p.on-paper { (words) } }
            @for sheet in &sheets { div.chart.chart-sheet.on-paper { (PreEscaped(sheet)) } }
        }
        div.chart-as-list {
            (self::heading(*level, &format!("{}-list", figure.id), None, heading))
            (PreEscaped(list))
        }
    }
}

/// The picture on a screen: as it is printed, where that is one sheet.
fn on_screen(figure: &Figure) -> String {
    let paper = figure.paper.as_ref();
    let single = paper.filter(|paper| paper.charts.len() == 1);
    match single.and_then(|paper| paper.layouts().next()) {
        Some(on) => on.layout.to_svg(&figure.id),
        None => figure.chart.to_svg(&figure.id),
    }
}

/// The sheets on which a chart is printed that is too large for one.
fn sheets(figure: &Figure) -> Vec<String> {
    let paper = figure.paper.as_ref();
    let Some(paper) = paper.filter(|paper| paper.charts.len() > 1) else {
        return Vec::new();
    };
    let sheets = (1..).zip(paper.layouts());
    sheets
        .map(|(number, on)| on.layout.to_svg(&format!("{}-sheet{number}", figure.id)))
        .collect()
}

fn finding(finding: &Finding) -> Markup {
    html! {
        div.finding {
            p.finding-message { strong { (finding.message) } }
            @if !finding.figures.is_empty() {
                dl.facts.small {
                    @for (name, value) in &finding.figures { div { dt { (name) } dd { (value) } } }
                }
            }
            @if !finding.help.is_empty() {
                p.finding-help { "To mend this:" }
                ul.plain { @for help in &finding.help { li { (help) } } }
            }
            @if let Some(reason) = &finding.acknowledged {
                p.finding-reason { strong { "Acknowledged:" } " " (reason) }
            }
            p.finding-where {
                (finding.severity) " · " code { (finding.code) }
                @for place in &finding.places {
                    " · " (place.place)
                    @if !place.words.is_empty() { ": " (place.words) }
                }
            }
        }
    }
}

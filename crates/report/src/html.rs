//! A report as one HTML page that needs nothing else: no script, no font, no other file.
//!
//! It walks the [`Report`] and adds nothing. Void elements are the only tags that are not closed, so
//! the page can be read as XML once its `meta` tag is.

mod blocks;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::chart;
use crate::model::{Block, Cover, Entry, Fact, Head, Look, Notice, Report, Section, SectionKind};

/// How the page looks, on a screen and on paper.
const CSS: &str = include_str!("html/report.css");

/// The page of a report.
pub fn render(report: &Report) -> String {
    page(report).into_string()
}

/// The cover and the sections of a report, for a page that has a head of its own: without its charts and annexes,
/// and without its title and styles.
pub fn render_within(report: &Report) -> String {
    let is_annex = |kind| matches!(kind, SectionKind::Annex | SectionKind::WideAnnex);
    let sections = report.sections.iter().filter(|one| !is_annex(one.kind));
    let html = html! {
        @for notice in &report.notices { (blocks::notice(notice)) }
        @match &report.head.facts {
            Cover::Block(facts) => (title_block(facts)),
            Cover::Table(table) => (table::table(table)),
        }
        @for section in sections { (self::section(section)) }
    };
    html.into_string()
}

/// What a report proposes, for those who are asked about it: its sections and what it recommends, without the
/// cover, officers’ comments and annexes.
pub fn render_proposed_within(report: &Report) -> String {
    let is_own = |kind| matches!(kind, SectionKind::Body | SectionKind::Recommendations);
    let sections = report.sections.iter().filter(|one| is_own(one.kind));
    let html = html! {
        @for notice in &report.notices { (blocks::notice(notice)) }
        @for section in sections { (self::section(section)) }
    };
    html.into_string()
}

/// The structures that a report shows in its annexes, each as picture and as list, likewise: what changes first.
pub fn render_structure_within(report: &Report) -> String {
    let has = |one: &Section, is: fn(&Block) -> bool| one.blocks.iter().any(is);
    let is_annex = |kind| matches!(kind, SectionKind::Annex | SectionKind::WideAnnex);
    let annexes = report.sections.iter().filter(|one| is_annex(one.kind));
    let mut shown: Vec<&Section> = annexes
        .filter(|one| has(one, |block| matches!(block, Block::Figure(_))))
        .collect();
    shown.sort_by_key(|one| !has(one, |block| matches!(block, Block::Table(_))));
    let html = html! {
        @for one in shown {
            // It is no annex there: "Annex A: The structure before".
            @let heading = one.heading.split_once(": ").map_or(one.heading.as_str(), |(_, rest)| rest);
            @let heading = blocks::heading(one.level + 1, &one.id, None, heading);
            @let blocks = html! { @for block in &one.blocks { (blocks::block(block)) } };
            section.annex {
                @match has(one, |block| matches!(block, Block::Table(_))) {
                    true => { (heading) (blocks) },
                    // The whole is long, and what changes says what differs.
                    false => details { summary { (heading) } (blocks) },
                }
            }
        }
    };
    html.into_string()
}

fn page(report: &Report) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (report.title) }
                style { (PreEscaped(CSS)) (PreEscaped(chart::CSS)) (PreEscaped(look(&report.look))) }
            }
            body {
                a.skip href="#report" { "Skip to the report" }
                (head(&report.head, &report.notices))
                @if !report.contents.is_empty() { (contents(&report.contents)) }
                main #report tabindex="-1" {
                    @for section in &report.sections { (self::section(section)) }
                }
                footer {
                    h2 { "How this report was made" }
                    (blocks::facts(&report.colophon))
                }
            }
        }
    }
}

/// The colours and fonts of the body, over those of the style sheet. Reading a body profile lets through
/// only what cannot end a rule.
fn look(look: &Look) -> String {
    let Look {
        accent,
        font,
        heading_font,
    } = look;
    format!(":root {{ --link: {accent}; --font: {font}; --heading-font: {heading_font}; }}\n")
}

fn head(head: &Head, notices: &[Notice]) -> Markup {
    html! {
        header {
            @for notice in notices { (blocks::notice(notice)) }
            @if let Some(body) = &head.body { p.body { (body) } }
            h1 { (head.title) }
            @match &head.facts {
                Cover::Block(facts) => (title_block(facts)),
                Cover::Table(table) => (table::table(table)),
            }
        }
    }
}

fn title_block(facts: &[Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            div.title-block { (blocks::facts(facts)) }
        }
    }
}

fn contents(entries: &[Entry]) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { "Contents" }
            ul {
                @for entry in entries {
                    li.under[entry.level > 2] {
                        a href={ "#" (entry.id) } { (entry.heading) }
                    }
                }
            }
        }
    }
}

fn section(section: &Section) -> Markup {
    let class = match section.kind {
        SectionKind::Body => "body-section",
        SectionKind::Recommendations => "recommendations",
        SectionKind::Comment => "comment",
        SectionKind::Closing => "closing",
        SectionKind::Annex => "annex",
        SectionKind::WideAnnex => "annex wide",
    };
    html! {
        section class=(class) {
            (blocks::heading(section.level, &section.id, section.number.as_deref(), &section.heading))
            @for block in &section.blocks { (blocks::block(block)) }
        }
    }
}

//! The page that leads to everything that the demonstration writes.

use maud::{DOCTYPE, Markup, html};

use super::Brief;

/// Enough for a calm page in any browser, on paper and in a narrow window.
const CSS: &str = "\
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1.5rem; }
h1, h2 { line-height: 1.2; }
section { border-top: 1px solid; margin-top: 2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; }
dt { font-weight: 600; }
dd { margin: 0; }
@media (max-width: 30rem) { dl { display: block; } dd { margin-bottom: 0.5rem; } }
:focus-visible { outline: 3px solid; outline-offset: 2px; }
";

/// The page.
pub(super) fn page(briefs: &[Brief], own_cases: bool) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "A demonstration of Muster" }
                style { (maud::PreEscaped(CSS)) }
            }
            body {
                main {
                    h1 { "A demonstration of Muster" }
                    @if !own_cases {
                        p {
                            "These cases are reconstructions of reports that two councils have "
                            "published. The councils did not issue them in this form. Figures and "
                            "titles are those of the reports, and so is what does not fit together."
                        }
                    }
                    p {
                        "Everything as data: " a href="cost.json" { "costs (JSON)" } ", "
                        a href="findings.json" { "findings (JSON)" } ". "
                        "All cases played one after another: "
                        a href="establishment.txt" { "the establishment that they leave, and why (text)" } "."
                    }
                    @for brief in briefs { (one(brief)) }
                }
            }
        }
    };
    page.into_string()
}

fn one(brief: &Brief) -> Markup {
    let stem = &brief.stem;
    // The same words lead to other places in every section, so the name of a link says of which case.
    let of = |what: &str| format!("{what}: {}", brief.title);
    html! {
        section {
            h2 { a href=(format!("reports/{stem}.html")) { (brief.title) } }
            p { (brief.paper) }
            dl {
                @for (label, words) in brief.facts() { dt { (label) } dd { (words) } }
            }
            @if !brief.stands_out.is_empty() {
                h3 { "What stands out" }
                ul {
                    @for message in &brief.stands_out { li { (message) } }
                    @if brief.more > 0 { li { "and " (brief.more) " more, in the report" } }
                }
            }
            p {
                "To publish: "
                a href=(format!("reports/{stem}.pdf")) aria-label=(of("PDF")) { "PDF" } ". "
                "To go on working: "
                a href=(format!("reports/{stem}.docx")) aria-label=(of("Word document")) { "Word document" } ", "
                a href=(format!("reports/{stem}.xlsx")) aria-label=(of("workbook")) { "workbook" } ". "
                "Structure: "
                a href=(format!("charts/{stem}-changes.svg")) aria-label=(of("what changes (structure)")) { "what changes" } ", "
                a href=(format!("charts/{stem}-before.svg")) aria-label=(of("before (structure)")) { "before" } ", "
                a href=(format!("charts/{stem}-after.svg")) aria-label=(of("after (structure)")) { "after" } " (SVG). "
                a href=(format!("cases/{stem}.toml")) aria-label=(of("The case file")) { "The case file" } "."
            }
        }
    }
}

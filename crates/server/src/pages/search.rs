//! Posts, units and decisions by their words.

use app::{Found, FoundDecision, FoundPost};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::establishment::pagination;
use super::moment::{Asked, DATES};
use super::{Asking, Failure, Page, Part, decision_address, post_address};
use crate::components::{Button, Tag};
use crate::words;

/// How many of a kind are shown.
const EACH: usize = 5;
/// How many posts are shown on a page of their own.
const POSTS: usize = 50;

/// `GET /{body}/search`
pub(crate) async fn show(asking: Asking) -> Result<Response, Failure> {
    let path = asking.address("search");
    let asked_at = match Asked::read(&asking.query, &path, asking.today) {
        Ok(asked) => asked,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let asked = asking.query.get("words").unwrap_or_default().to_owned();
    let posts_alone = asking.query.get("kind") == Some("posts");
    let most = if posts_alone { POSTS } else { EACH };
    let page = asking.query.get("page").and_then(|page| page.parse().ok());
    let page = page.unwrap_or(1).max(1);
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let found = asking
        .muster()
        .search(actor, body, asked_at.moment, &asked, most, page)
        .await?;
    let title = match asked.as_str() {
        "" => "Search".to_owned(),
        words => format!("Search for ‘{words}’"),
    };
    let html = html! {
        (asked_at.summary())
        h1.govuk-heading-l { "Search" }
        form.muster-search method="get" action=(path) role="search" {
            @for (key, value) in asking.query.only(&DATES).pairs() { input type="hidden" name=(key) value=(value); }
            label.govuk-label.govuk-label--m for="words" { "Find a post, a unit or a decision" }
            div.govuk-hint #words-hint { "By present or past title, unit, number, or the title, reference or text of a report" }
            input.govuk-input.govuk-input--width-20 #words name="words" type="search" spellcheck="false"
                value=(asked) aria-describedby="words-hint";
            (Button::submit("Search").secondary())
        }
        (asked_at.notice(&path, &asking.query))
        @if !asked.is_empty() {
            @if posts_alone {
                (posts(&asking, &found, true))
                (pagination(&path, &asking.query.without(&["page"]), page, found.all_posts.div_ceil(POSTS).max(1)))
            } @else {
                (results(&asking, &found, &asked))
            }
        }
    };
    Ok(Page::about(title, &asking)
        .within(Part::Search)
        .with_own_heading()
        .with_errors(asked_at.is_wrong())
        .body(html)
        .answer(&asking.site))
}

fn results(asking: &Asking, found: &Found, asked: &str) -> Markup {
    if found.all_posts == 0 && found.units.is_empty() && found.decisions.is_empty() {
        return html! {
            p.govuk-body role="status" {
                "No results for ‘" (asked) "’. Check the spelling, use fewer words, or search by post number."
            }
        };
    }
    html! {
        @if !found.posts.is_empty() { (posts(asking, found, false)) }
        @if !found.units.is_empty() { (units(asking, found)) }
        @if !found.decisions.is_empty() { (decisions(asking, &found.decisions)) }
    }
}

fn posts(asking: &Asking, found: &Found, alone: bool) -> Markup {
    let all = asking.query.with("kind", "posts").without(&["page"]);
    html! {
        h2.govuk-heading-m { "Posts: " (words::counted(found.all_posts as u64, "line")) }
        ul.govuk-list.muster-found { @for post in &found.posts { li { (self::post(asking, post)) } } }
        @if !alone && found.all_posts > found.posts.len() {
            p.govuk-body {
                a.govuk-link href=(all.address(&asking.address("search"))) {
                    "See all " (words::counted(found.all_posts as u64, "line")) " of posts"
                }
            }
        }
    }
}

fn post(asking: &Asking, post: &FoundPost) -> Markup {
    let (state, colour) = match (&post.line, post.is_to_come) {
        (Some(_), _) => ("In force", "green"),
        (None, true) => ("To come", "blue"),
        (None, false) => ("Ended", "grey"),
    };
    html! {
        a.govuk-link href=(post_address(asking, post.id)) { (post.title) } " "
        (Tag::coloured(state, colour))
        @if let Some((title, last)) = &post.was {
            br;
            "was " (title) " until " (words::day(*last))
        }
        @if let Some(line) = &post.line {
            br;
            span.muster-quiet {
                @if let Some(number) = &line.post.number { (number) ". " }
                @if post.unit.is_empty() { "Unit not stated" } @else { (post.unit) } ". "
                @if line.post.grade.is_known() { (words::grade(&line.post)) } @else { "Grade not known" } ". "
                (words::quantity(&line.post)) "."
            }
        }
    }
}

fn units(asking: &Asking, found: &Found) -> Markup {
    html! {
        h2.govuk-heading-m { "Units" }
        ul.govuk-list.muster-found {
            @for sums in found.units.iter().take(EACH) {
                @if let Some(unit) = sums.unit {
                    li {
                        a.govuk-link href=(asking.link(&format!("establishment/units/{}", unit.number()))) { (sums.name) }
                        br;
                        span.muster-quiet { (words::sentence(&words::sums(&sums.all))) "." }
                    }
                }
            }
        }
        @if found.units.len() > EACH { p.govuk-body { "and " (found.units.len() - EACH) " more; use more words" } }
    }
}

fn decisions(asking: &Asking, decisions: &[FoundDecision]) -> Markup {
    html! {
        h2.govuk-heading-m { "Decisions and reports" }
        ul.govuk-list.muster-found {
            @for found in decisions.iter().take(EACH) {
                @let decision = &found.summary.decision;
                li {
                    a.govuk-link href=(decision_address(asking, found.summary.first)) { (decision.title) } " "
                    (Tag::coloured("Decided", "green"))
                    br;
                    span.muster-quiet {
                        @if found.in_text { "In the text of the report. " }
                        (decision.maker.as_deref().unwrap_or(&decision.body)) ", " (words::day(decision.date))
                        @if let Some(reference) = &decision.reference { ", " (reference) }
                        "."
                    }
                }
            }
        }
        @if decisions.len() > EACH {
            p.govuk-body { "and " (decisions.len() - EACH) " more; use more words" }
        }
    }
}

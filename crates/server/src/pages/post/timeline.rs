//! What happened to a post and what will, the latest first.

use app::{Happening, PostAnswer, Step};
use base::Date;
use maud::{Markup, html};
use register::{LineId, PostLine};

use super::{authority, change};
use crate::components::Tag;
use crate::pages::Asking;
use crate::words;

/// The timeline, with a line where today is.
pub(super) fn timeline(asking: &Asking, id: LineId, answer: &PostAnswer) -> Markup {
    let today: Date = asking.today;
    let happenings = &answer.happenings;
    let (past, future): (Vec<usize>, Vec<usize>) =
        (0..happenings.len()).partition(|at| happenings[*at].day() <= today);
    let item = |at: &usize, is_to_come| item(asking, id, answer, *at, is_to_come);
    html! {
        h2.govuk-heading-m #timeline { "Timeline" }
        @if !future.is_empty() {
            h3.govuk-heading-s { "To come" }
            ol.muster-timeline reversed { @for at in future.iter().rev() { (item(at, true)) } }
            p.muster-today { "Today, " (words::day(today)) }
        }
        @if !past.is_empty() {
            ol.muster-timeline reversed { @for at in past.iter().rev() { (item(at, false)) } }
        }
    }
}

/// One thing that happened or will; what is to come stands below a heading of its own.
fn item(asking: &Asking, id: LineId, answer: &PostAnswer, at: usize, is_to_come: bool) -> Markup {
    let happening = &answer.happenings[at];
    let body = match happening {
        Happening::Lapse { .. } => html! { p.govuk-body { "Its last day: it ends of itself." } },
        Happening::Reversion { .. } => {
            html! { p.govuk-body { "As before: a change for a time has ended." } }
        }
        Happening::Entry(step) => self::step(asking, id, answer, step, before(answer, at)),
    };
    html! {
        li.muster-timeline__item {
            @if is_to_come { h4.govuk-heading-s { (words::day(happening.day())) } }
            @else { h3.govuk-heading-s { (words::day(happening.day())) } }
            (body)
        }
    }
}

/// What an entry did, with the decision behind it.
fn step(
    asking: &Asking,
    id: LineId,
    answer: &PostAnswer,
    step: &Step,
    before: Option<&PostLine>,
) -> Markup {
    let entry = &step.entry;
    let after = step.after.as_ref().map(|line| &line.post);
    let did = change::did(&entry.act, id, before, after);
    html! {
        p.govuk-body {
            @if step.withdrawn_by.is_some() {
                (Tag::coloured("Taken back", "grey")) " " s { (did) }
            } @else { (did) }
            "."
            @if step.refused.is_some() {
                " This could not be carried out: the register did not hold what it changes."
            }
        }
        div.muster-authority { (authority(asking, answer, entry)) }
        p.govuk-body-s.muster-quiet {
            "Entry " (entry.position.number()) ", recorded " (words::day(entry.recorded))
            @if let Some(by) = step.withdrawn_by { ", taken back by entry " (by.number()) }
            @if let Some(at) = step.written { ", written " (at.strftime("%-d %B %Y")) }
            "."
        }
    }
}

/// The line just before something happened to it.
fn before(answer: &PostAnswer, at: usize) -> Option<&PostLine> {
    answer.happenings[..at]
        .iter()
        .rev()
        .find_map(|happening| match happening {
            Happening::Entry(step) => Some(step.after.as_ref().map(|line| &line.post)),
            _ => None,
        })
        .flatten()
}

//! Which officers stand behind a proposal as it is now, and what is missing before it is cleared.

mod clear;
mod deciding;
mod notice;
mod publication;
mod send;
mod sign;
mod withdraw;

pub(super) use deciding::{last_days, who};

use app::{OfficerComment, RevisionSaved, SignOffs};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use governance::{Changed, Missing, SignOff, Signed, State, StepKind};
use jiff::Timestamp;
use maud::{Markup, html};

use super::consulting;
use super::frame::{Place, Proposal, Reading};
use crate::components::{Button, Details, SummaryList, SummaryRow, Tag};
use crate::pages::Failure;
use crate::site::Site;
use crate::words;

/// The addresses at which a proposal goes to its officers, and from them to publication.
pub(super) fn routes() -> Router<Site> {
    let at = |below: &str| format!("/{{body}}/proposals/{{proposal}}/{below}");
    Router::new()
        .route(&at("comments"), get(show))
        .route(&at("comments/{kind}"), get(sign::show).post(sign::do_it))
        .route(&at("send"), post(send::do_it))
        .route(&at("clear"), post(clear::do_it))
        .route(&at("findings/override"), post(clear::do_override))
        .route(&at("notice"), get(notice::show).post(notice::do_it))
        .route(
            &at("publication"),
            get(publication::show).post(publication::do_it),
        )
        .route(&at("withdraw"), get(withdraw::show).post(withdraw::do_it))
}

/// `GET /{body}/proposals/{proposal}/comments`
async fn show(Reading(proposal): Reading) -> Result<Response, Failure> {
    page(&proposal, None).await
}

/// The page of the officers' comments; with why a step was not taken.
async fn page(proposal: &Proposal, refused: Option<&str>) -> Result<Response, Failure> {
    let asking = &proposal.asking;
    let (muster, actor) = (asking.muster(), &asking.viewer.actor);
    let of = muster
        .sign_offs(actor, &asking.body.key, &proposal.open)
        .await?;
    let may = |step: StepKind| of.case.way.rule(step, proposal.open.state).is_some();
    let is_permitted = |step: StepKind| muster.may_step(actor, &proposal.open, step);
    let clearance = of
        .case
        .life
        .may(StepKind::Cleared, of.case.way, &of.standing);
    let names = muster.people_on(actor, &proposal.open).await?;
    let named = |signed: &SignOff| {
        let own = names.iter().find(|one| Some(one.account.0) == signed.by);
        own.map(|one| one.name.clone())
            .filter(|name| !name.is_empty())
    };
    let mut cards = Vec::new();
    for comment in &of.comments {
        let body = &asking.body.key;
        let with = muster.lapsed_with(actor, body, &proposal.open, comment);
        cards.push(card(proposal, &of, comment, with.await?, &named));
    }
    let html = html! {
        @if let Some(words) = refused {
            (crate::components::WarningText { text: words.into(), ..Default::default() })
        }
        h1.govuk-heading-l { "Officers\u{2019} comments" }
        (where_it_stands(proposal, &of))
        @if matches!(proposal.open.state, State::Comments | State::Cleared) { (consulting::open_still(proposal).await?) }
        (who(of.route.as_ref()))
        (last_days(proposal))
        @for card in cards { (card) }
        @if may(StepKind::Cleared) {
            h2.govuk-heading-m { "Before it is published" }
            @match &clearance {
                Err(missing) => (lacking(proposal, missing)),
                Ok(()) => {
                    p.govuk-body { "Every comment is in force, no error is open, and nothing is in conflict." }
                    @if is_permitted(StepKind::Cleared) {
                        form method="post" action=(proposal.address("/clear")) {
                            input type="hidden" name="revision" value=(proposal.open.saved.number);
                            (Button::submit("Clear this report"))
                        }
                    } @else {
                        p.govuk-body { "Democratic services can clear it now." }
                    }
                }
            }
        }
        @if matches!(proposal.open.state, State::Cleared | State::Published | State::Decided | State::InForce | State::Closed) {
            p.govuk-body { a.govuk-link href=(proposal.address("/publication")) {
                @if proposal.open.state == State::Cleared { "Publish this report" } @else { "See what was published" }
            } }
        }
        @match proposal.open.state {
            State::Published => (onwards(proposal, "Record the decision")),
            State::Decided | State::InForce | State::Closed => (onwards(proposal, "See what was decided")),
            State::Draft | State::Consultation | State::Comments | State::Cleared | State::Withdrawn => {}
        }
        (conditions(&of))
        @if may(StepKind::Withdrawn) && is_permitted(StepKind::Withdrawn) {
            p.govuk-body { a.govuk-link href=(proposal.address("/withdraw")) { "Withdraw this proposal" } }
        }
        (earlier(&of, &named))
    };
    Ok(proposal
        .page(Place::Comments, "Officers\u{2019} comments", &html)
        .answer(&asking.site))
}

/// The way to the decision.
fn onwards(proposal: &Proposal, words: &str) -> Markup {
    html! {
        p.govuk-body { a.govuk-link href=(proposal.address("/decision")) { (words) } }
    }
}

/// How far it is, in a sentence.
fn where_it_stands(proposal: &Proposal, of: &SignOffs) -> Markup {
    let revision = proposal.open.saved.number;
    let sent = of.case.life.last(StepKind::SentForComments);
    html! {
        @match sent {
            None => p.govuk-body {
                "It was not sent for comments yet. That is done from "
                a.govuk-link href=(proposal.address("/check")) { "Check your proposal" } "."
            },
            Some(sent) => p.govuk-body {
                "Sent for comments at " (at(sent.at)) ". The comments are on revision " (revision) "."
            },
        }
        @if let Some(cleared) = of.case.life.cleared() {
            @if cleared == revision {
                p.govuk-body { "Revision " (cleared) " is cleared: it may be published." }
            } @else {
                p.govuk-body { "Revision " (cleared) " was cleared. Revision " (revision) " needs clearing again." }
            }
        }
    }
}

/// The instant of a step in words.
fn at(micros: i64) -> String {
    Timestamp::from_microsecond(micros)
        .map_or_else(|_| "a time that is not known".to_owned(), words::instant)
}

/// Does the scheme of delegation not ask for it?
fn is_not_asked(of: &SignOffs, comment: &OfficerComment) -> bool {
    of.standing.not_asked.contains(&comment.required.kind)
}

/// How a comment stands, in a word.
fn tag(of: &SignOffs, comment: &OfficerComment) -> Tag {
    let signed = comment.last.as_ref().map(|last| &last.comment.signed);
    match signed {
        None if is_not_asked(of, comment) => Tag::coloured("Not asked for", "grey"),
        None => Tag::coloured("Not signed yet", "grey"),
        Some(Signed::Returned) => Tag::coloured("Returned", "red"),
        Some(_) if !comment.holds() => Tag::coloured("Lapsed", "yellow"),
        Some(Signed::OnCondition(_)) => Tag::coloured("Signed on a condition", "green"),
        Some(Signed::Signed) => Tag::coloured("Signed", "green"),
    }
}

fn card(
    proposal: &Proposal,
    of: &SignOffs,
    comment: &OfficerComment,
    lapsed_with: Option<RevisionSaved>,
    named: &impl Fn(&SignOff) -> Option<String>,
) -> Markup {
    let kind = &comment.required.kind;
    let (muster, actor) = (proposal.asking.muster(), &proposal.asking.viewer.actor);
    let is_time = of
        .case
        .way
        .rule(StepKind::CommentSigned, proposal.open.state);
    let may_sign = is_time.is_some() && muster.may_sign(actor, &proposal.open, kind);
    html! {
        section.muster-finding id={ "comment-" (kind) } {
            h2.govuk-heading-m { (comment.required.title) " " (tag(of, comment)) }
            @if let Some(last) = &comment.last {
                (signed(last, named))
                @if !comment.holds() { (lapsed(of, comment, lapsed_with)) }
            }
            p.govuk-body-s { "It relies on " (relies_on(comment)) "." }
            @if may_sign {
                p.govuk-body {
                    a.govuk-link href=(proposal.address(&format!("/comments/{kind}"))) {
                        @if comment.last.is_some() { "Sign again: " } @else { "Comment and sign: " }
                        (comment.required.title)
                    }
                }
            } @else {
                p.govuk-body {
                    a.govuk-link href=(proposal.address(&format!("/comments/{kind}"))) {
                        "See what it relies on: " (comment.required.title)
                    }
                }
            }
        }
    }
}

/// Who signed what, and their words.
fn signed(last: &SignOff, named: &impl Fn(&SignOff) -> Option<String>) -> Markup {
    html! {
        p.govuk-body {
            (last.comment.role)
            @if let Some(name) = named(last) { " (" (name) ")" }
            ", " (at(last.at)) ", on revision " (last.comment.revision) "."
        }
        @match &last.words {
            Some(words) => blockquote.muster-quoted { @for line in words.lines() { p.govuk-body { (line) } } },
            None => p.govuk-body { "The words were redacted." },
        }
        @if let Signed::OnCondition(must) = &last.comment.signed {
            p.govuk-body { strong { "On the condition: " } (must.what) " Decided by " (must.decided_by) "." }
        }
    }
}

/// `Lapsed. Structure cost was £1,131,750, now £1,134,210 (revision 10). HR comments still stand.`
fn lapsed(of: &SignOffs, comment: &OfficerComment, with: Option<RevisionSaved>) -> Markup {
    let still = of.comments.iter().filter(|one| one.is_in_force());
    let still: Vec<String> = still.map(|one| one.required.title.clone()).collect();
    let since = match with {
        Some(saved) => format!("Lapsed {}", words::instant(saved.at)),
        None => "Lapsed: the register or the pay data moved".to_owned(),
    };
    html! {
        p.govuk-body { strong { (since) "." } }
        (differences(&comment.changed, with.map(|saved| saved.number)))
        @if let [first @ .., last] = still.as_slice() {
            p.govuk-body {
                @if first.is_empty() { (last) " still stand." }
                @else { (first.join(", ")) " and " (last) " still stand." }
            }
        }
    }
}

/// What is not as it was when somebody signed.
fn differences(changed: &[Changed], revision: Option<u32>) -> Markup {
    let of_revision = revision.map_or_else(String::new, |number| format!(" (revision {number})"));
    html! {
        @if changed.is_empty() {
            p.govuk-body { "Something that the figures below do not show was changed" (of_revision) "." }
        } @else {
            ul.govuk-list.govuk-list--bullet {
                @for one in changed {
                    li { @match (&one.before, &one.now) {
                        (Some(before), Some(now)) => { (one.name) " was " (before) ", now " (now) (of_revision) },
                        (None, Some(now)) => { (one.name) " is new: " (now) (of_revision) },
                        (Some(before), None) => { (one.name) " is gone; it was " (before) },
                        (None, None) => {},
                    } }
                }
            }
        }
    }
}

fn relies_on(comment: &OfficerComment) -> &'static str {
    match comment.required.relies_on {
        governance::Subject::Decision => "the recommendations, the decision-maker and the route",
        governance::Subject::Money => {
            "the cost statement, the funding, the budget and the pay data"
        }
        governance::Subject::Staffing => "the changes, who holds the posts, and the consultation",
    }
}

/// What is relied on, as it is now.
fn facts(comment: &OfficerComment) -> SummaryList {
    let facts = comment.relied.facts.iter();
    let row = |(name, value): &(String, String)| SummaryRow::new(name.as_str(), value.as_str());
    SummaryList {
        rows: facts.map(row).collect(),
        ..SummaryList::default()
    }
}

/// What is missing, each as a link to where it is done.
pub(super) fn lacking(proposal: &Proposal, missing: &[Missing]) -> Markup {
    html! {
        p.govuk-body { "Still missing:" }
        ul.govuk-list.govuk-list--bullet {
            @for one in missing {
                li { @match leads_to(proposal, &one.key) {
                    Some(address) => { a.govuk-link href=(address) { (one.words) } },
                    None => { (one.words) },
                } }
            }
        }
    }
}

fn leads_to(proposal: &Proposal, key: &str) -> Option<String> {
    match key {
        "findings" => Some(proposal.at(Place::Findings)),
        "consulting" => Some(proposal.address("/consulting")),
        "conflicts" => Some(proposal.address("/conflicts")),
        "notice" => Some(proposal.address("/notice")),
        "conditions" => Some(format!("{}#conditions", proposal.at(Place::Comments))),
        "promises" => Some(proposal.address("/follow-up#promises")),
        "changes" => Some(proposal.address("/decision")),
        key => {
            let kind = key.strip_prefix("comment/")?;
            Some(proposal.address(&format!("/comments/{kind}")))
        }
    }
}

/// What must happen before the change takes effect.
fn conditions(of: &SignOffs) -> Markup {
    let all = of.case.life.conditions();
    html! {
        @if !all.is_empty() {
            h2.govuk-heading-m #conditions { "Conditions" }
            ul.govuk-list.govuk-list--bullet {
                @for one in all {
                    li {
                        (one.must.what) " Decided by " (one.must.decided_by) ". "
                        @match one.met {
                            Some(_) => (Tag::coloured("Met", "green")),
                            None => (Tag::coloured("Open", "yellow")),
                        }
                    }
                }
            }
        }
    }
}

/// Comments that were signed before the last of their kind: history, never in the report.
fn earlier(of: &SignOffs, named: &impl Fn(&SignOff) -> Option<String>) -> Markup {
    let last: Vec<u32> = of
        .comments
        .iter()
        .filter_map(|comment| comment.last.as_ref().map(|last| last.number))
        .collect();
    let all = of.case.life.sign_offs();
    let past: Vec<&SignOff> = all
        .iter()
        .rev()
        .filter(|one| !last.contains(&one.number))
        .collect();
    html! {
        @if !past.is_empty() {
            (Details {
                summary: words::counted(past.len() as u64, "earlier comment").into(),
                content: html! {
                    @for one in past {
                        h3.govuk-heading-s { (words::sentence(&one.comment.kind)) }
                        (signed(one, named))
                    }
                }.into(),
                ..Details::default()
            })
        }
    }
}

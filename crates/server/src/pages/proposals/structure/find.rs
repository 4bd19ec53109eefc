//! What somebody looks for in a proposal's structure, before and after.

use base::folded;
use maud::{Markup, html};
use register::{LineId, UnitId};

use super::{Proposal, Seen, Side, View};
use crate::components::{Button, Field, Input};
use crate::pages::structure::{Folds, parts, unit_of};
use crate::words;

/// How many posts are listed that match.
const MOST_FOUND: usize = 8;

/// The names in an address that say what is shown.
const STATE: [&str; 5] = ["view", "unit", "open", "closed", "zoom"];

/// What was looked for and what was found.
pub(super) struct Found {
    words: String,
    posts: Vec<FoundPost>,
    /// How many there are.
    all: usize,
}

/// Posts that were found.
pub(super) struct FoundPost {
    pub(super) line: LineId,
    pub(super) unit: Option<UnitId>,
    sentence: String,
    unit_name: String,
    sides: Vec<Side>,
}

pub(super) fn form(proposal: &Proposal, path: &str) -> Markup {
    let query = &proposal.asking.query;
    let kept = query.only(&STATE);
    html! {
        form.muster-search method="get" action=(path) role="search" {
            @for (key, value) in kept.pairs() { input type="hidden" name=(key) value=(value); }
            (Input {
                field: Field::new("find", "Find a post in the structure"),
                value: query.get("find").map(str::to_owned),
                spellcheck: Some(false),
                classes: "govuk-input--width-20".to_owned(),
                ..Input::default()
            })
            (Button::submit("Find").secondary())
        }
    }
}

/// Looks for what the address asks, by title; none if it asks nothing.
pub(super) fn found(proposal: &Proposal, seen: &Seen) -> Option<Found> {
    let find = proposal.asking.query.get("find")?;
    let wanted = folded(find);
    let mut posts: Vec<FoundPost> = Vec::new();
    let mut all = 0;
    for side in [Side::After, Side::Before] {
        let establishment = seen.establishment(side);
        for line in establishment.lines() {
            if !folded(&line.post.title).contains(&wanted) {
                continue;
            }
            if let Some(known) = posts.iter_mut().find(|post| post.line == line.id) {
                known.sides.push(side);
                continue;
            }
            // A line that goes on was counted with the side after.
            all += usize::from(
                side == Side::After || seen.establishment(Side::After).line(line.id).is_none(),
            );
            if posts.len() < MOST_FOUND {
                posts.push(FoundPost {
                    line: line.id,
                    unit: unit_of(establishment, line),
                    sentence: seen.post_box(side, line).sentence(),
                    unit_name: establishment.placement_name(&line.post.placement),
                    sides: vec![side],
                });
            }
        }
    }
    Some(Found {
        words: find.to_owned(),
        posts,
        all,
    })
}

impl Found {
    /// The first post found: it is shown at once.
    pub(super) fn first(&self) -> Option<&FoundPost> {
        self.posts.first()
    }

    /// What was found, each with the way to its place in the picture.
    pub(super) fn list(&self, proposal: &Proposal, path: &str) -> Markup {
        html! {
            div #found role="region" aria-label="What was found" {
                @if self.posts.is_empty() {
                    p.govuk-body role="status" { "No post has the words ‘" (self.words) "’. Use fewer words." }
                }
                ul.govuk-list {
                    @for (at, post) in self.posts.iter().enumerate() {
                        li {
                            (post.sentence) " "
                            a.govuk-link href=(show(proposal, path, post)) {
                                @if at == 0 { "Shown" } @else { "Show" }
                                " in " (post.unit_name)
                                span.govuk-visually-hidden { ": " (post.sentence) }
                            }
                        }
                    }
                }
                @if self.all > self.posts.len() {
                    p.govuk-body {
                        "and " (words::thousands((self.all - self.posts.len()) as u64)) " more; use more words"
                    }
                }
            }
        }
    }
}

/// The picture with the unit of a post opened and the post in it marked.
fn show(proposal: &Proposal, path: &str, post: &FoundPost) -> String {
    let query = proposal.asking.query.without(&["closed", "find", "done"]);
    let folds = Folds::read(&query).showing(post.unit);
    let view = View::read(proposal);
    let seen = view.sides().iter().find(|side| post.sides.contains(side));
    // A view in which the post is not to be seen gives way to one in which it is.
    let (side, view) = match (seen, post.sides.first()) {
        (Some(side), _) => (*side, view),
        (None, Some(Side::Before)) => (Side::Before, View::Before),
        (None, _) => (Side::After, View::After),
    };
    let side = side.key();
    let address = query
        .with("view", view.key())
        .with("open", &parts(&folds.open))
        .with("post", &post.line.number().to_string())
        .address(path);
    format!("{address}#{side}-sought")
}

//! Rows that were typed over a revision after which others were saved: taken over to the last one, with
//! what each changed.

use app::{OpenProposal, RevisionSaved, Savers};
use drafting::{Edit, Grid, merge};
use maud::{Markup, html};

use super::clashes::Choosing;
use super::frame::Proposal;
use super::rows::Typed;
use crate::components::WarningText;
use crate::pages::Failure;
use crate::words;

/// The most edits that a page lists of each.
const MOST_LISTED: usize = 40;

/// The rows of a form, and the revision over which they now stand.
pub(super) struct Rows {
    pub(super) base: OpenProposal,
    /// The rows of the revision.
    pub(super) grid: Grid,
    pub(super) typed: Typed,
    /// What was saved meanwhile, if anything was.
    pub(super) news: Option<News>,
}

/// What was saved after a form was opened, and what becomes of both.
pub(super) struct News {
    saved: Vec<RevisionSaved>,
    theirs: Vec<Edit>,
    yours: Vec<Edit>,
    is_all_own: bool,
}

impl Rows {
    /// What a form sent: rows over the revision that it names.
    pub(super) async fn read(
        proposal: &Proposal,
        sent: &[(String, String)],
    ) -> Result<Self, Failure> {
        let base = proposal.typed_over(sent).await?;
        Self::over(proposal, base, sent).await
    }

    /// Rows over a revision, with the posts that the form says are there again.
    pub(super) async fn over(
        proposal: &Proposal,
        mut base: OpenProposal,
        sent: &[(String, String)],
    ) -> Result<Self, Failure> {
        let asked = sent.iter().filter(|(name, _)| name == "again");
        let asked = asked.filter_map(|(_, value)| {
            let (number, post) = value.split_once('-')?;
            Some((number.parse().ok()?, post.parse().ok()?))
        });
        let mut again: Vec<(u32, usize)> = Vec::new();
        let mut earlier: Option<OpenProposal> = None;
        for (number, post) in asked {
            if earlier
                .as_ref()
                .is_none_or(|one| one.saved.number != number)
            {
                earlier = Some(proposal.at_revision(Some(number)).await?);
            }
            let Some(earlier) = &earlier else { continue };
            let posts = base.draft.case.posts.len();
            base.draft = base.draft.with_posts_of(&earlier.draft, &[post]).into();
            if base.draft.case.posts.len() > posts {
                again.push((number, post));
            }
        }
        let grid = Grid::of(&base.draft.case);
        let mut typed = Typed::read(&grid, sent);
        typed.again = again;
        Ok(Self {
            base,
            grid,
            typed,
            news: None,
        })
    }

    /// Opens the rows among which the one is that the address asks for, if it asks for one.
    pub(super) fn open_as_asked(&mut self, proposal: &Proposal) {
        let asked = proposal.asking.query.get("row");
        if let Some(row) = asked.and_then(|row| row.parse().ok()) {
            self.typed.open_at(row);
        }
    }

    /// Do the rows say what the revision says, and nothing else?
    pub(super) fn say_nothing_new(&self) -> bool {
        self.typed.clashes.is_empty() && self.typed.says_what(&self.grid)
    }

    /// Is there a choice that nobody has made yet?
    pub(super) fn are_open(&self) -> bool {
        self.typed.clashes.iter().any(Choosing::is_open)
    }

    /// The same rows over the last revision. A choice that stands open is made first.
    pub(super) fn over_the_last(self, proposal: &Proposal) -> Self {
        let last = &proposal.open;
        if self.base.saved.number >= last.saved.number || self.are_open() {
            return self;
        }
        let (base, typed) = (&self.base, self.typed);
        let merged = merge(&base.draft, &typed.entries, &last.draft);
        // A post that is back may itself have come from a revision before.
        let held = base.draft.case.posts.len() - typed.again.len();
        let from = |post: usize| match post.checked_sub(held) {
            Some(number) => typed.again[number],
            None => (base.saved.number, post),
        };
        let again = merged.put_back.iter().map(|post| from(*post)).collect();
        let since = base.saved.number as usize;
        let saved: Vec<_> = last.revisions.iter().skip(since).copied().collect();
        let own = proposal.asking.viewer.actor.account();
        let news = News {
            theirs: merged.theirs,
            yours: merged.yours,
            is_all_own: saved.iter().all(|one| one.by == own),
            saved,
        };
        let mut open = last.clone();
        open.draft = merged.draft.into();
        Self {
            grid: Grid::of(&open.draft.case),
            base: open,
            typed: Typed {
                entries: merged.entries,
                clashes: merged.clashes.into_iter().map(Choosing::from).collect(),
                again,
                button: typed.button,
                open: typed.open,
            },
            news: Some(news),
        }
    }

    /// Can the rows be saved without showing them once more? Only the person themselves saved meanwhile, and
    /// there is nothing to choose.
    pub(super) fn need_no_look(&self) -> bool {
        self.typed.clashes.is_empty() && self.news.as_ref().is_none_or(|news| news.is_all_own)
    }

    /// That others saved meanwhile: who and when, what they changed, what was typed here, and what is to be
    /// chosen.
    pub(super) fn told(&self, proposal: &Proposal, savers: &Savers) -> Markup {
        let Some(news) = self.news.as_ref().filter(|_| !self.need_no_look()) else {
            return html! {};
        };
        let today = proposal.asking.today;
        let own = proposal.asking.viewer.actor.account();
        let saved = news.saved.iter().rev().take(3).rev().map(|one| {
            format!(
                "{} saved revision {} at {}. ",
                who(savers, one, own),
                one.number,
                words::time(one.at, today)
            )
        });
        let warning = WarningText {
            text: format!("{}Yours is not saved yet.", saved.collect::<String>()).into(),
            ..WarningText::default()
        };
        let them = self.them(proposal, savers);
        html! {
            (warning)
            @if !self.typed.clashes.is_empty() {
                h2.govuk-heading-m { "Both of you changed the same" }
                ul.govuk-list.govuk-list--bullet {
                    @for clash in &self.typed.clashes {
                        li { a.govuk-link href={ "#" (clash.id()) } {
                            "Row " (clash.row() + 1) ": " (clash.words())
                        } }
                    }
                }
            }
            (listed(&format!("What {} changed", within(&them)), "It is in the rows below.", &news.theirs))
            (listed("What you changed", "It stays as you typed it.", &news.yours))
        }
    }

    /// Who saved the revision over which the rows stand.
    pub(super) fn them(&self, proposal: &Proposal, savers: &Savers) -> String {
        let own = proposal.asking.viewer.actor.account();
        let other = self.base.revisions.iter().rev().find(|one| one.by != own);
        who(savers, other.unwrap_or(&self.base.saved), own)
    }
}

/// `Group manager 2`; `You`.
pub(super) fn who(
    savers: &Savers,
    saved: &RevisionSaved,
    own: Option<access::AccountId>,
) -> String {
    match (saved.by, savers.name(saved.by)) {
        (Some(by), _) if own == Some(by) => "You".to_owned(),
        (_, Some(name)) => name.to_owned(),
        (Some(_), None) => "Somebody".to_owned(),
        (None, None) => "Whoever runs Muster".to_owned(),
    }
}

/// The same within a sentence.
fn within(who: &str) -> String {
    match who {
        "You" | "Somebody" | "Whoever runs Muster" => {
            who.to_lowercase().replace("muster", "Muster")
        }
        name => name.to_owned(),
    }
}

fn listed(heading: &str, what_becomes_of_it: &str, edits: &[Edit]) -> Markup {
    html! {
        @if !edits.is_empty() {
            h2.govuk-heading-m { (heading) }
            p.govuk-body { (what_becomes_of_it) }
            ul.govuk-list.govuk-list--bullet {
                @for edit in edits.iter().take(MOST_LISTED) { li { (edit.to_string()) } }
                @if edits.len() > MOST_LISTED {
                    li { "and " (words::thousands((edits.len() - MOST_LISTED) as u64)) " more" }
                }
            }
        }
    }
}

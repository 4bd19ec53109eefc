//! Which officers stand behind a proposal as it is now, and what is missing before it is cleared.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::Actor;
use base::Date;
use checks::Analysis;
use diagnostics::{At, Diagnostic, Severity};
use drafting::Draft;
use governance::{
    Changed, Override, Relied, RequiredComment, Route, SignOff, Signed, Standing, Way,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proposal::case::{Comment, Prose};

use super::relied::relied;
use super::{CaseLife, OpenProposal};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// A comment that the body requires, and who stands behind it.
#[derive(Clone, Debug)]
pub struct OfficerComment {
    /// Which.
    pub required: RequiredComment,
    /// What it relies on, as it is now.
    pub relied: Relied,
    /// The last that was signed.
    pub last: Option<SignOff>,
    /// What is not as it was when that was signed.
    pub changed: Vec<Changed>,
}

impl OfficerComment {
    /// Is what the officer relied on as it was?
    pub fn holds(&self) -> bool {
        let last = self.last.as_ref();
        last.is_some_and(|last| last.comment.relied.digest == self.relied.digest)
    }

    /// Does an officer stand behind it, with or without a condition?
    pub fn is_in_force(&self) -> bool {
        let last = self.last.as_ref();
        self.holds() && last.is_some_and(|last| last.comment.signed != Signed::Returned)
    }
}

/// How a proposal stands with its officers.
#[derive(Clone, Debug)]
pub struct SignOffs {
    /// How far it is.
    pub case: CaseLife,
    /// The comments that its body requires, in their order.
    pub comments: Vec<OfficerComment>,
    /// What the guards of its next step ask.
    pub standing: Standing,
    /// Who decides it, if a scheme of delegation says so.
    pub route: Option<Route>,
    /// What the proposal does, with the errors that were overridden let stand.
    pub analysis: Analysis,
}

impl Muster {
    /// How many conflicts there are between a proposal that is not published yet and what others decided since it
    /// was written.
    async fn conflicts(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<usize, AppError> {
        let has_moved = of.saved.ledger_entries < self.snapshot().await?.head.entries;
        if !has_moved || !of.state.is_editable() {
            return Ok(0);
        }
        let moved = self.on_moved_register(actor, body, of).await?;
        Ok(moved.rebase.conflicts.len())
    }

    /// How a proposal stands with its officers.
    ///
    /// # Errors
    /// As [`Muster::consequences`]; [`AppError::UnreadableStep`].
    pub async fn sign_offs(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<SignOffs, AppError> {
        let case = self.life_of(of);
        let analysis = self.consequences(actor, body, &of.draft).await?;
        let mut analysis = Analysis::clone(&analysis);
        let route = self.route(&of.draft, &analysis);
        // Whether a comment stands is the same for whoever asks, also for those who do not see all of it.
        let (draft, whole) = match of.draft.whole() {
            Some(draft) => (draft, self.consequences(actor, body, draft).await?),
            None => (&of.draft, Arc::new(analysis.clone())),
        };
        let asked_by = self.route(draft, &whole);
        let comments: Vec<OfficerComment> = case
            .way
            .comments
            .iter()
            .map(|required| {
                let mut relied = relied(required.relies_on, draft, &whole, asked_by.as_ref());
                if of.draft.whole().is_some() {
                    relied.facts.clear();
                }
                let last = case.life.last_sign_off(&required.kind);
                let before = last.as_ref().map(|last| &last.comment.relied);
                OfficerComment {
                    required: required.clone(),
                    changed: before.map_or_else(Vec::new, |before| before.changed(&relied)),
                    relied,
                    last,
                }
            })
            .collect();
        let overrides = case.life.overrides();
        let errors = analysis.findings.iter();
        let errors = errors.filter(|one| one.severity() == Severity::Error);
        let errors = errors
            .filter(|one| overridden(one, &overrides).is_none())
            .count();
        let_stand(&mut analysis.findings, &overrides);
        let subjects = comments.iter().map(|comment| {
            let kind = comment.required.kind.clone();
            (kind, comment.relied.digest.clone())
        });
        let standing = Standing {
            subjects: subjects.collect(),
            errors,
            conflicts: self.conflicts(actor, body, of).await?,
            not_asked: not_asked(case.way, route.as_ref()),
            redundancies: { of.draft.case.redundancies.as_ref() }
                .and_then(|said| said.number.value.known()),
            first_day: of.draft.first_day(),
            notice: self.notice_owed(&of.draft),
            ..Standing::default()
        };
        Ok(SignOffs {
            case,
            comments,
            route,
            standing,
            analysis,
        })
    }
}

/// The comments of a way for which a route does not ask.
fn not_asked(way: &Way, route: Option<&Route>) -> Vec<String> {
    let Some(route) = route else {
        return Vec::new();
    };
    let kinds = way.comments.iter().map(|one| &one.kind);
    kinds
        .filter(|kind| !route.comments.contains(kind))
        .cloned()
        .collect()
}

/// Which override lets an error stand.
pub(crate) fn overridden<'o>(finding: &Diagnostic, by: &'o [Override]) -> Option<&'o Override> {
    by.iter().rev().find(|one| {
        let about = one.about.as_ref();
        one.code == finding.code()
            && about.is_none_or(|words| finding.message.contains(words.as_str()))
    })
}

/// Marks the errors that the monitoring officer lets stand, each with its reason, and no others.
pub(super) fn let_stand(findings: &mut [Diagnostic], by: &[Override]) {
    let errors = findings.iter_mut();
    for finding in errors.filter(|one| one.severity() == Severity::Error) {
        // Its author cannot let an error stand.
        finding.acknowledged = overridden(finding, by).map(|own| {
            let reason = own.reason.as_deref();
            reason.unwrap_or("The reason was redacted").to_owned()
        });
        finding.is_overridden = finding.acknowledged.is_some();
    }
}

impl SignOffs {
    /// The draft with the comments that are in force in the place of those that its author typed in, as its
    /// report prints them: with role and date, never one that has lapsed.
    pub fn with_comments(&self, draft: &Draft) -> Draft {
        if let Some(whole) = draft.whole() {
            let whole = self.with_comments(whole);
            let public = editions::withhold(&whole.case, checks::body_of(&whole.case));
            let mut draft = draft.clone();
            draft.case.comments = public.comments;
            return draft;
        }
        let signed: BTreeSet<&str> = self
            .case
            .life
            .steps()
            .iter()
            .filter_map(|taken| match &taken.step {
                governance::Step::CommentSigned(comment) => Some(comment.kind.as_str()),
                _ => None,
            })
            .collect();
        let mut draft = draft.clone();
        draft
            .case
            .comments
            .retain(|one| !signed.contains(one.kind.value.as_str()));
        let in_force = self.comments.iter().filter(|comment| comment.is_in_force());
        let place = draft.case.header.place.clone();
        let at = |value: String| At {
            value,
            place: place.clone(),
        };
        for last in in_force.filter_map(|comment| comment.last.as_ref()) {
            let mut words = last.words.clone().unwrap_or_default();
            if let Signed::OnCondition(must) = &last.comment.signed {
                words += &format!(
                    "\n\nOn the condition: {}. Decided by {}.",
                    must.what.trim_end_matches('.'),
                    must.decided_by
                );
            }
            draft.case.comments.push(Comment {
                place: place.clone(),
                kind: at(last.comment.kind.clone()),
                role: Some(at(last.comment.role.clone())),
                date: day_of(last.at).map(|value| At {
                    value,
                    place: place.clone(),
                }),
                text: Some(Prose {
                    text: words,
                    place: place.clone(),
                    offset: None,
                }),
            });
        }
        draft
    }
}

/// The day of an instant in London.
fn day_of(at: i64) -> Option<Date> {
    let at = Timestamp::from_microsecond(at).ok()?;
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    Some(at.to_zoned(zone).date())
}

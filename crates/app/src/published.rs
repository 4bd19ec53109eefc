//! What is published: reports and their decisions, for everybody.
//!
//! Nothing here is of before its publication, and nothing of a report that has an edition with withheld
//! information beside its public one.

use std::sync::Arc;

use access::{Actor, Deed};
use base::{Date, folded};
use checks::Analysis;
use drafting::Draft;
use governance::{Decided, Published};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use storage::{Hash, ProposalId};

use crate::bodies::{Body, BodyKey};
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::proposals::Reference;

/// A report that is published.
#[derive(Clone, Debug)]
pub struct PublishedReport {
    /// Of which council.
    pub council: Body,
    /// What it is called.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// The units that it is about.
    pub units: Vec<String>,
    /// For which meeting, and from when.
    pub published: Published,
    /// From when on everybody may read it.
    pub from: Timestamp,
    /// What was decided on it, the first decision first.
    pub decided: Vec<Decided>,
    /// Has it a second edition, with information that is withheld from the public?
    pub withholds: bool,
    proposal: ProposalId,
}

/// A published report with what it says.
#[derive(Clone, Debug)]
pub struct PublishedText {
    /// The report.
    pub report: PublishedReport,
    /// The revision that was published; none where a part of it is withheld.
    pub draft: Option<Draft>,
}

impl Muster {
    /// What is published by now, the latest meeting first.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn published(&self, actor: &Actor) -> Result<Vec<PublishedReport>, AppError> {
        self.permit(actor, Deed::ReadPublished).await?;
        let mut reports = Vec::new();
        for council in self.bodies(&Actor::Operator).await? {
            for held in self.held(&council.key).await? {
                let life = self.lived(held.proposal, held.saved.number).await?;
                let Some(publication) = life.publication() else {
                    continue;
                };
                let published = publication.published;
                let Some(from) = self.is_out(&published) else {
                    continue;
                };
                // The title is that of the revision that was published.
                let Some(draft) = self.revision(held.proposal, published.revision).await? else {
                    continue;
                };
                let header = &draft.case.header;
                let decided = life.decisions().into_iter();
                reports.push(PublishedReport {
                    council: council.clone(),
                    reference: held.reference,
                    title: header.title.as_ref().map_or_else(
                        || "A report without a title".to_owned(),
                        |at| at.value.clone(),
                    ),
                    units: { draft.case.defaults.units.iter() }
                        .map(|unit| unit.value.clone())
                        .collect(),
                    withholds: published.editions.iter().any(|edition| edition.exempt),
                    decided: decided.map(|(_, decided)| decided.clone()).collect(),
                    proposal: held.proposal,
                    published,
                    from,
                });
            }
        }
        reports.sort_by(|a, b| {
            let by_meeting = b.published.meeting.cmp(&a.published.meeting);
            by_meeting.then_with(|| a.reference.to_string().cmp(&b.reference.to_string()))
        });
        Ok(reports)
    }

    /// The published reports that have all of some words in their title, reference, units or
    /// decision-maker; capitals and punctuation are no matter.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn published_with(
        &self,
        actor: &Actor,
        words: &str,
    ) -> Result<Vec<PublishedReport>, AppError> {
        let mut reports = self.published(actor).await?;
        let words = folded(words);
        reports.retain(|report| {
            let maker = &report.published.decision_maker;
            let units = report.units.join(" ");
            let text = format!("{} {} {maker} {units}", report.title, report.reference);
            let text = folded(&text);
            words.split(' ').all(|word| text.contains(word))
        });
        Ok(reports)
    }

    /// A published report with what it says.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none of that name, or none that is published; [`AppError::Store`].
    pub async fn published_text(
        &self,
        actor: &Actor,
        council: &BodyKey,
        reference: &Reference,
    ) -> Result<PublishedText, AppError> {
        let reports = self.published(actor).await?;
        let found = reports.into_iter().find(|report| {
            report.council.key == *council && report.reference.is_same_proposal(reference)
        });
        let report = found.ok_or(AppError::NotFound("page"))?;
        let draft = match report.withholds {
            true => None,
            false => {
                self.revision(report.proposal, report.published.revision)
                    .await?
            }
        };
        Ok(PublishedText { report, draft })
    }

    /// What a published report does, worked out on what was recorded when it was published.
    ///
    /// # Errors
    /// [`AppError::Store`].
    pub async fn published_consequences(
        &self,
        actor: &Actor,
        report: &PublishedReport,
        draft: &Draft,
    ) -> Result<Arc<Analysis>, AppError> {
        self.permit(actor, Deed::ReadPublished).await?;
        let as_recorded_at = day_of(report.from).min(self.clock.today());
        let moment = Moment {
            in_force_on: draft.first_day().unwrap_or(as_recorded_at),
            as_recorded_at,
        };
        let view = self.view(&report.council.key, moment).await?;
        self.analysed(view, draft).await
    }

    /// From when on it is public, if that has come.
    fn is_out(&self, published: &Published) -> Option<Timestamp> {
        let from: Timestamp = published.from.parse().ok()?;
        (from <= self.clock.now()).then_some(from)
    }

    async fn revision(&self, proposal: ProposalId, number: u32) -> Result<Option<Draft>, AppError> {
        let saved = self.store.revisions_saved(proposal).await?;
        let Some(saved) = saved.into_iter().find(|one| one.number == number) else {
            return Ok(None);
        };
        let text = self.store.revision_text(saved.digest).await?;
        Ok(text.map(|text| Draft::read(&text)))
    }
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// What some bytes hash to, in hexadecimal: the same for the same bytes.
pub fn fingerprint(bytes: &[u8]) -> String {
    Hash::of(bytes).to_string()
}

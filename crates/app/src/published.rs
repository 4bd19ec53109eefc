//! What is published: reports and their decisions, for everybody.
//!
//! Nothing here is of before its publication, and all of it is of the edition for the public as it was kept when it
//! was published: nothing is made again from the case ([ADR 30](../../../docs/adr/0030-two-editions.md)).

use access::{Actor, Deed};
use base::folded;
use drafting::Draft;
use governance::{Decided, Edition, Notice, NoticeGiven, Published};
use jiff::Timestamp;
use proposal::Case;
use proposal::case::Withheld;
use storage::{Hash, ProposalId, StoreError};

use crate::bodies::{Body, BodyKey};
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::{OpenProposal, Reference};

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
    /// How notice of the decision was given or by what leave it is taken on less, with the reason.
    pub notice: Option<(NoticeGiven, Option<String>)>,
    /// What is withheld from the public.
    pub withheld: Vec<Withheld>,
    /// Its background papers.
    pub papers: Vec<String>,
    /// The formats in which it is kept for the public.
    pub formats: Vec<String>,
    proposal: ProposalId,
    step: u32,
    /// The case of the edition for the public.
    case: Case,
}

impl PublishedReport {
    /// Was it decided on less notice than is owed?
    pub fn is_urgent(&self) -> bool {
        let leave = self.notice.as_ref().map(|(given, _)| given.how);
        let is_leave = matches!(
            leave,
            Some(Notice::GeneralException | Notice::SpecialUrgency | Notice::UrgentItem)
        );
        is_leave && !self.decided.is_empty()
    }
}

/// The format of the document that holds the case of a public edition.
pub const CASE_FORMAT: &str = "toml";

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
                let (proposal, step) = (held.proposal, publication.number);
                let kept = self
                    .store
                    .published_document(proposal, step, false, CASE_FORMAT);
                let Some(kept) = kept.await? else {
                    continue;
                };
                let case = Draft::read(&String::from_utf8_lossy(&kept)).case;
                let title = case.header.title.as_ref().map(|at| at.value.clone());
                let units = case.defaults.units.iter();
                let papers = case.papers.iter();
                let decided = life.decisions().into_iter();
                let mut decided: Vec<Decided> =
                    decided.map(|(_, decided)| decided.clone()).collect();
                if editions::is_cover_alone(&case) {
                    decided.iter_mut().for_each(without_words);
                }
                let public = published.editions.iter().filter(|edition| !edition.exempt);
                reports.push(PublishedReport {
                    council: council.clone(),
                    reference: held.reference,
                    title: title.unwrap_or_else(|| "A report without a title".to_owned()),
                    units: units.map(|unit| unit.value.clone()).collect(),
                    papers: papers.map(|paper| paper.title.value.clone()).collect(),
                    formats: public.map(|edition| edition.format.clone()).collect(),
                    notice: { life.notice() }
                        .map(|(given, why)| (given.clone(), why.map(str::to_owned))),
                    withheld: case.withheld.clone(),
                    decided,
                    case,
                    proposal,
                    step,
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

    /// The published reports that have all of some words in their title, reference, units, decision-maker, text or
    /// decisions; capitals and punctuation are no matter.
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
            let searched = searched(&report.case, &report.decided);
            let has = |word: &str| text.contains(word) || searched.contains(word);
            words.split(' ').all(has)
        });
        Ok(reports)
    }

    /// A published report.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none of that name, or none that is published; [`AppError::Store`].
    pub async fn published_report(
        &self,
        actor: &Actor,
        council: &BodyKey,
        reference: &Reference,
    ) -> Result<PublishedReport, AppError> {
        let reports = self.published(actor).await?;
        let found = reports.into_iter().find(|report| {
            report.council.key == *council && report.reference.is_same_proposal(reference)
        });
        found.ok_or(AppError::NotFound("page"))
    }

    /// A document of the public edition of a published report, as it was when it was published.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it is not kept in that format; [`AppError::Store`], also where what is kept is
    /// not what was published.
    pub async fn published_file(
        &self,
        actor: &Actor,
        report: &PublishedReport,
        format: &str,
    ) -> Result<Vec<u8>, AppError> {
        self.permit(actor, Deed::ReadPublished).await?;
        let (proposal, step) = (report.proposal, report.step);
        let editions = &report.published.editions;
        self.kept_document(proposal, step, editions, (false, format))
            .await
    }

    /// A document of a publication, either edition, for those who may see it. That the edition with what is
    /// withheld was taken is noted.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it is not published so, or not for the actor; [`AppError::Store`].
    pub async fn edition_file(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        exempt: bool,
        format: &str,
    ) -> Result<Vec<u8>, AppError> {
        let not_there = AppError::NotFound("file");
        let Some(publication) = of.life.publication() else {
            return Err(not_there);
        };
        if exempt && of.draft.whole().is_some() {
            return Err(not_there);
        }
        if exempt {
            let what = format!("the exempt edition ({format}) as published");
            self.note_shown(actor, of, what).await?;
        }
        let (proposal, step) = (of.saved.proposal, publication.number);
        let editions = &publication.published.editions;
        self.kept_document(proposal, step, editions, (exempt, format))
            .await
    }

    async fn kept_document(
        &self,
        proposal: ProposalId,
        step: u32,
        editions: &[Edition],
        (exempt, format): (bool, &str),
    ) -> Result<Vec<u8>, AppError> {
        let not_there = || AppError::NotFound("page");
        let mut editions = editions.iter();
        let edition = editions.find(|one| one.exempt == exempt && one.format == format);
        let edition = edition.ok_or_else(not_there)?;
        let kept = self
            .store
            .published_document(proposal, step, exempt, format);
        let kept = kept.await?.ok_or_else(not_there)?;
        match fingerprint(&kept) == edition.digest {
            true => Ok(kept),
            false => Err(StoreError::Unreadable("a published document").into()),
        }
    }

    /// From when on it is public, if that has come.
    fn is_out(&self, published: &Published) -> Option<Timestamp> {
        let from: Timestamp = published.from.parse().ok()?;
        (from <= self.clock.now()).then_some(from)
    }
}

/// What can be searched of a public edition: the words of its report, what it asks for, the posts and units that
/// change, and what was decided.
fn searched(case: &Case, decided: &[Decided]) -> String {
    let prose = case.sections.iter().map(|one| one.prose.text.as_str());
    let asked = case.recommendations.iter();
    let asked = asked.filter_map(|one| Some(one.text.as_ref()?.text.as_str()));
    let changes = case.changes.iter();
    let changes = changes.map(|one| one.verb.subject().value.as_str());
    let posts = case.posts.iter().map(|one| one.title.value.as_str());
    let units = case.units.iter().map(|one| one.name.value.as_str());
    let papers = case.papers.iter().map(|one| one.title.value.as_str());
    let resolutions = decided.iter().flat_map(|one| &one.resolutions);
    let minuted = resolutions.filter_map(|one| one.minuted.as_deref());
    let record = decided.iter().filter_map(|one| one.record.as_ref());
    let record = record.flat_map(|one| [one.reasons.as_str(), one.alternatives.as_str()]);
    let all = prose
        .chain(asked)
        .chain(changes)
        .chain(posts)
        .chain(units)
        .chain(papers)
        .chain(minuted)
        .chain(record);
    folded(&all.collect::<Vec<_>>().join("\n"))
}

/// Of a decision on a report that is withheld as a whole, its outcomes: the words may tell what is withheld.
fn without_words(decided: &mut Decided) {
    decided.record = None;
    for resolution in &mut decided.resolutions {
        resolution.minuted = None;
        resolution.conditions.clear();
    }
}

/// What some bytes hash to, in hexadecimal: the same for the same bytes.
pub fn fingerprint(bytes: &[u8]) -> String {
    Hash::of(bytes).to_string()
}

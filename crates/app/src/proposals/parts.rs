//! Parts of a proposal that somebody else writes: given, looked at, taken in.
//!
//! A part is a proposal of its own that says nothing of the rest. So whoever writes it is on no more than it, and
//! every page, export and search keeps the rest from them as it keeps any proposal that they are not on.

use std::sync::Arc;

use access::{Actor, CaseDeed, Deed};
use drafting::{Draft, PartBack, PartUnit, beyond_part, give_part, take_in_part};
use jiff::{SignedDuration, Timestamp};
use storage::{CaseLink, CasePart, NewCasePart, RevisionSaved};

use super::{MOST_LINK_DAYS, OpenProposal, Reference, Saved};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;

/// A part that is to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPart {
    /// The unit, by name.
    pub unit: String,
    /// For whom: a post or a team.
    pub for_whom: String,
    /// For how many days the link can be used; ninety at most.
    pub days: u16,
}

/// A part as those see it who gave it.
#[derive(Clone, Debug)]
pub struct GivenPart {
    /// What it is called.
    pub reference: Reference,
    /// What is kept of it.
    pub kept: CasePart,
    /// Its last revision.
    pub last: RevisionSaved,
    /// The links to it, each with whether it can still be used.
    pub links: Vec<(CaseLink, bool)>,
}

impl GivenPart {
    /// Has somebody saved it since it was given, or last taken in?
    pub fn is_new(&self) -> bool {
        self.last.number > self.kept.known
    }
}

/// What a part would do to the proposal of which it is.
#[derive(Clone, Debug)]
pub struct PartLook {
    /// The part.
    pub part: GivenPart,
    /// The revision of it that the whole knows.
    pub known: Arc<Draft>,
    /// Its last revision.
    pub now: Arc<Draft>,
    /// The proposal with it.
    pub back: PartBack,
    /// What of it reaches beyond its unit, by title or name.
    pub beyond: Vec<String>,
}

/// What became of taking a part in.
#[derive(Clone, Debug)]
pub enum PartTaken {
    /// It is in the proposal.
    As(Saved),
    /// Somebody has saved it since it was looked at, or the proposal says otherwise by now what the part changed
    /// too, and nobody said which holds. Nothing was written.
    LookAgain,
}

impl Muster {
    /// Gives the part of a proposal that is within a unit to somebody else, as a proposal of its own, with a link
    /// for whoever writes it.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::RefusedInCase`]; [`AppError::OfAPart`] if it is a part itself;
    /// [`AppError::NoLongerChanged`]; [`AppError::NoName`] if it is not said for whom it is;
    /// [`AppError::NotFound`] if there is no such unit, or another option is worked on; [`AppError::Store`].
    pub async fn give_part(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        new: &NewPart,
    ) -> Result<Reference, AppError> {
        self.permit(actor, Deed::WriteProposals).await?;
        self.permit_in_case(actor, of.capacity, CaseDeed::ChoosePeople)
            .await?;
        if of.part.is_some() {
            return Err(AppError::OfAPart);
        }
        if !of.state.is_editable() {
            return Err(AppError::NoLongerChanged(of.state));
        }
        if of.reference.option().is_some() {
            return Err(AppError::NotFound("part of that option"));
        }
        let for_whom = new.for_whom.trim();
        if for_whom.is_empty() {
            return Err(AppError::NoName);
        }
        let view = self.base_of(actor, body, &of.draft).await?;
        let register = &view.establishment;
        let named = register.unit_named(&new.unit);
        let name = named.and_then(|unit| register.unit(unit));
        let name = name.ok_or(AppError::NotFound("unit"))?.name.clone();
        let unit = PartUnit {
            name: &name,
            register,
        };
        let part = give_part(&of.draft, unit, &name);
        let now = self.clock.now();
        let days = new.days.clamp(1, MOST_LINK_DAYS);
        let until = now.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
        let new = NewCasePart {
            whole: of.saved.proposal,
            body: body.as_str(),
            unit: &name,
            for_whom,
            ledger_entries: of.saved.ledger_entries,
            content: part.text(),
            until: until.unwrap_or(Timestamp::MAX),
        };
        let (saved, _) = self.store.give_part(now, actor.account(), &new).await?;
        self.reference_of(body, saved.proposal).await
    }

    /// The parts of a proposal that were given, the first first, for its authors.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`], [`AppError::Store`].
    pub async fn given_parts(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
    ) -> Result<Vec<GivenPart>, AppError> {
        self.permit_in_case(actor, of.capacity, CaseDeed::Change)
            .await?;
        let parts = self.store.case_parts().await?.into_iter();
        let own = parts.filter(|part| part.whole == of.saved.proposal);
        let now = self.clock.now();
        let mut given = Vec::new();
        for kept in own {
            let saved = self.store.revisions_saved(kept.part).await?;
            let Some(last) = saved.last().copied() else {
                continue;
            };
            let links = self.store.case_links(kept.part).await?.into_iter();
            given.push(GivenPart {
                reference: self.reference_of(body, kept.part).await?,
                last,
                links: links.map(|link| with_state(link, now)).collect(),
                kept,
            });
        }
        Ok(given)
    }

    /// What a part would do to the proposal of which it is, for its authors.
    ///
    /// # Errors
    /// As [`Muster::given_parts`]; [`AppError::NotFound`] if it is no part of that proposal.
    pub async fn look_at_part(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        part: &Reference,
    ) -> Result<PartLook, AppError> {
        let parts = self.given_parts(actor, body, of).await?.into_iter();
        let mut parts = parts.filter(|one| one.reference.is_same_proposal(part));
        let part = parts.next().ok_or(AppError::NotFound("part"))?;
        let revisions = self.store.revisions_saved(part.kept.part).await?;
        let known = revisions.iter().find(|one| one.number == part.kept.known);
        let gone = || AppError::NotFound("text of that revision");
        let known = self.draft(known.ok_or_else(gone)?.digest).await?;
        let now = self.draft(part.last.digest).await?;
        let (known, now) = (known.ok_or_else(gone)?, now.ok_or_else(gone)?);
        let view = self.base_of(actor, body, &of.draft).await?;
        let unit = PartUnit {
            name: &part.kept.unit,
            register: &view.establishment,
        };
        let back = take_in_part(&of.draft, unit, &known, &now);
        let beyond = beyond_part(&now, unit);
        Ok(PartLook {
            part,
            known,
            now,
            back,
            beyond,
        })
    }

    /// Takes that revision of a part into a proposal. Where both changed the same, the part holds if that is said.
    ///
    /// # Errors
    /// As [`Muster::look_at_part`] and [`Muster::save_draft`].
    pub async fn take_in_part(
        &self,
        actor: &Actor,
        body: &BodyKey,
        of: &OpenProposal,
        part: &Reference,
        number: u32,
        the_part_holds: bool,
    ) -> Result<PartTaken, AppError> {
        let look = self.look_at_part(actor, body, of, part).await?;
        if look.part.last.number != number {
            return Ok(PartTaken::LookAgain);
        }
        let draft = match look.back {
            PartBack::TakenIn(draft) => draft,
            PartBack::BothChanged { replaced, .. } if the_part_holds => replaced,
            PartBack::BothChanged { .. } => return Ok(PartTaken::LookAgain),
        };
        let saved = self.save_draft(actor, body, of, &draft).await?;
        // Whoever is cut off between the two takes the same in again, which then changes nothing.
        if !matches!(saved, Saved::Behind(_)) {
            let (now, by) = (self.clock.now(), actor.account());
            let kept = &look.part.kept;
            self.store.part_taken_in(now, by, kept, number).await?;
        }
        Ok(PartTaken::As(saved))
    }
}

/// A link, and whether it can be used at an instant.
pub(super) fn with_state(link: CaseLink, now: Timestamp) -> (CaseLink, bool) {
    let is_open = link.until > now;
    (link, is_open)
}

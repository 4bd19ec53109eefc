//! Who is on a proposal, and the links that put people on it.

use std::collections::{BTreeMap, BTreeSet};

use access::{
    AccountId, Actor, Barred, Capacity, CaseDeed, Deed, Place, may, may_in_case, may_there,
};
use jiff::{SignedDuration, Timestamp};
use proposal::Case;
use proposal::rebase::{is_within, units_touched};
use register::{Establishment, UnitId};
use storage::{CaseLink, CaseLinkId, Event, NewCaseLink, ProposalId, RevisionSaved};

use super::parts::with_state;
use super::{OpenProposal, Reference};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;

/// The most days for which a link can be used.
pub const MOST_LINK_DAYS: u16 = 90;

/// The most characters of the words that say for whom a link is.
const LONGEST_FOR_WHOM: usize = 200;

/// Somebody who is on a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub account: AccountId,
    /// What they are called; empty once that was erased.
    pub name: String,
    /// As what.
    pub capacity: Capacity,
    /// Have they saved a revision? Then they stay.
    pub has_saved: bool,
}

/// Where a link leads, for whoever opens it.
#[derive(Clone, Debug)]
pub struct LinkAnswer {
    /// The link.
    pub link: CaseLink,
    /// The proposal.
    pub reference: Reference,
    /// The title of its report, if it has one.
    pub title: Option<String>,
    /// Who made it, if their name is known.
    pub made_by: Option<String>,
    /// Can it still be used?
    pub is_open: bool,
}

impl Muster {
    /// Where a case is, for those whose access reaches a part of a council only: in every unit that it touches. A
    /// unit that it begins is where it puts that.
    pub(crate) async fn place_of(
        &self,
        body: &BodyKey,
        proposal: ProposalId,
        case: &Case,
    ) -> Result<Place, AppError> {
        let place = Place {
            case: Some(proposal.0),
            ..Place::council(body.as_str())
        };
        let view = match self.view(body, Moment::on(self.clock.today())).await {
            // Nothing is recorded of it yet, so it has no units.
            Err(AppError::NotFound(_)) => return Ok(place),
            view => view?,
        };
        let held = |name: &str| view.establishment.unit_named(name);
        let touched = units_touched(case, &view.establishment).into_iter();
        let units = touched.map(|name| {
            let above = || held(&is_within(case, &name)?);
            path_of(&view.establishment, held(&name).or_else(above))
        });
        Ok(Place {
            units: units.collect(),
            ..place
        })
    }
}

/// The numbers of a unit and of all above it; none without a unit.
pub(crate) fn path_of(establishment: &Establishment, unit: Option<UnitId>) -> Vec<u32> {
    let mut next = unit;
    let mut path = Vec::new();
    while let Some(id) = next {
        path.push(id.number());
        next = establishment.unit(id).and_then(|unit| unit.part_of);
    }
    path
}

impl Muster {
    /// What the actor is to the proposals that they are on: by a link, or because they saved a revision.
    pub(crate) async fn joined(
        &self,
        actor: &Actor,
    ) -> Result<BTreeMap<ProposalId, Capacity>, AppError> {
        let Some(account) = actor.account() else {
            return Ok(BTreeMap::new());
        };
        let by_link = self.store.cases_of(account).await?.into_iter();
        let mut on: BTreeMap<_, _> = by_link.map(|one| (one.proposal, one.capacity)).collect();
        let saved = self.store.proposals_saved_by(account).await?.into_iter();
        on.extend(saved.map(|proposal| (proposal, Capacity::Author)));
        Ok(on)
    }

    /// Who is on a proposal, and what each is to it: the same as [`Muster::joined`] says of one person.
    pub(crate) async fn joined_to(
        &self,
        proposal: ProposalId,
        revisions: &[RevisionSaved],
    ) -> Result<BTreeMap<AccountId, Capacity>, AppError> {
        let by_link = self.store.on_case(proposal).await?.into_iter();
        let mut on: BTreeMap<_, _> = by_link.map(|one| (one.account, one.capacity)).collect();
        let saved = revisions.iter().filter_map(|one| one.by);
        on.extend(saved.map(|account| (account, Capacity::Author)));
        Ok(on)
    }

    /// Lets somebody in that capacity do it, or says that they may not.
    pub(crate) async fn permit_in_case(
        &self,
        actor: &Actor,
        capacity: Capacity,
        deed: CaseDeed,
    ) -> Result<(), AppError> {
        if may_in_case(capacity, deed) {
            return Ok(());
        }
        let event = Event::Refused {
            deed: deed.words().to_owned(),
        };
        let noted = self.store.note(self.clock.now(), actor.account(), event);
        noted.await?;
        Err(AppError::RefusedInCase(deed))
    }

    /// Lets somebody do with a proposal what their roles at the council let them, where those reach it, and
    /// where it is not theirs to judge their own work.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::OutOfReach`]; [`AppError::OwnProposal`]; [`AppError::Store`].
    pub async fn permit_there(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        deed: Deed,
    ) -> Result<(), AppError> {
        let Err(barred) = may_there(actor, deed, &of.place, of.is_own) else {
            return Ok(());
        };
        let event = Event::Refused {
            deed: deed.words().to_owned(),
        };
        let noted = self.store.note(self.clock.now(), actor.account(), event);
        noted.await?;
        Err(match barred {
            Barred::OwnProposal => AppError::OwnProposal,
            Barred::NoRole if may(actor, deed) => AppError::OutOfReach(deed),
            Barred::NoRole | Barred::NobodySignedIn => AppError::Refused(deed),
        })
    }

    /// Who is on a proposal: those who saved a revision first, then those who came by a link.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`], [`AppError::Store`].
    pub async fn people_on(
        &self,
        actor: &Actor,
        of: &OpenProposal,
    ) -> Result<Vec<Participant>, AppError> {
        self.permit_in_case(actor, of.capacity, CaseDeed::Read)
            .await?;
        let names = self.account_names().await?;
        let named = |account: AccountId| names.get(&account).cloned().unwrap_or_default();
        let mut people = Vec::new();
        let mut seen = BTreeSet::new();
        for account in of.revisions.iter().filter_map(|one| one.by) {
            if seen.insert(account) {
                people.push(Participant {
                    account,
                    name: named(account),
                    capacity: Capacity::Author,
                    has_saved: true,
                });
            }
        }
        for on in self.store.on_case(of.saved.proposal).await? {
            if seen.insert(on.account) {
                people.push(Participant {
                    account: on.account,
                    name: named(on.account),
                    capacity: on.capacity,
                    has_saved: false,
                });
            }
        }
        Ok(people)
    }

    /// The links to a proposal, the latest first, each with whether it can still be used.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`], [`AppError::Store`].
    pub async fn case_links(
        &self,
        actor: &Actor,
        of: &OpenProposal,
    ) -> Result<Vec<(CaseLink, bool)>, AppError> {
        let deed = CaseDeed::ChoosePeople;
        self.permit_in_case(actor, of.capacity, deed).await?;
        let links = self.store.case_links(of.saved.proposal).await?;
        let now = self.clock.now();
        let links = links.into_iter().map(|link| with_state(link, now));
        Ok(links.collect())
    }

    /// Makes a link that puts whoever opens it, signed in, on a proposal; for so many days, ninety at
    /// most.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`]; [`AppError::NoName`] if it is not said for whom it is;
    /// [`AppError::Store`].
    pub async fn make_case_link(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        capacity: Capacity,
        for_whom: &str,
        days: u16,
    ) -> Result<CaseLinkId, AppError> {
        let deed = CaseDeed::ChoosePeople;
        self.permit_in_case(actor, of.capacity, deed).await?;
        let for_whom: String = for_whom.trim().chars().take(LONGEST_FOR_WHOM).collect();
        if for_whom.is_empty() {
            return Err(AppError::NoName);
        }
        let now = self.clock.now();
        let days = days.clamp(1, MOST_LINK_DAYS);
        let until = now.checked_add(SignedDuration::from_hours(24 * i64::from(days)));
        let new = NewCaseLink {
            proposal: of.saved.proposal,
            capacity,
            for_whom,
            until: until.unwrap_or(Timestamp::MAX),
        };
        let made = self.store.make_case_link(now, actor.account(), &new);
        Ok(made.await?)
    }

    /// Takes a link back. Whoever came by it stays on the proposal.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`]; [`AppError::NotFound`] if it is not a link to that proposal;
    /// [`AppError::Store`].
    pub async fn end_case_link(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        id: CaseLinkId,
    ) -> Result<(), AppError> {
        let deed = CaseDeed::ChoosePeople;
        self.permit_in_case(actor, of.capacity, deed).await?;
        let link = self.store.case_link(id).await?;
        let link = link.filter(|link| link.proposal == of.saved.proposal);
        let link = link.ok_or(AppError::NotFound("link"))?;
        let now = self.clock.now();
        self.store
            .end_case_link(now, actor.account(), &link)
            .await?;
        Ok(())
    }

    /// Takes somebody off a proposal who came by a link and has saved nothing.
    ///
    /// # Errors
    /// [`AppError::RefusedInCase`]; [`AppError::NotFound`] if there is no such person on it;
    /// [`AppError::Store`].
    pub async fn take_off_case(
        &self,
        actor: &Actor,
        of: &OpenProposal,
        account: AccountId,
    ) -> Result<(), AppError> {
        let deed = CaseDeed::ChoosePeople;
        self.permit_in_case(actor, of.capacity, deed).await?;
        let (now, proposal) = (self.clock.now(), of.saved.proposal);
        let left = self
            .store
            .leave_case(now, actor.account(), proposal, account);
        match left.await? {
            true => Ok(()),
            false => Err(AppError::NotFound("person on this proposal")),
        }
    }

    /// Where a link leads.
    ///
    /// # Errors
    /// [`AppError::Refused`] for whoever is not signed in; [`AppError::NotFound`] if there is no such
    /// link to a proposal to that council; [`AppError::Store`].
    pub async fn case_link(
        &self,
        actor: &Actor,
        body: &BodyKey,
        id: CaseLinkId,
    ) -> Result<LinkAnswer, AppError> {
        self.permit(actor, Deed::SeeCouncils).await?;
        let not_there = || AppError::NotFound("link");
        let link = self.store.case_link(id).await?.ok_or_else(not_there)?;
        let held = self.held(body).await?;
        let held = held.into_iter().find(|one| one.proposal == link.proposal);
        let held = held.ok_or_else(not_there)?;
        let names = self.account_names().await?;
        let made_by = link
            .made_by
            .and_then(|account| names.get(&account).cloned());
        Ok(LinkAnswer {
            reference: held.reference.clone(),
            title: held
                .draft
                .case
                .header
                .title
                .as_ref()
                .map(|at| at.value.clone()),
            made_by: made_by.filter(|name| !name.is_empty()),
            is_open: link.until > self.clock.now(),
            link,
        })
    }

    /// Puts the actor on a proposal by a link. Whoever is on it already stays what they are, but for a
    /// reviewer who becomes an author.
    ///
    /// # Errors
    /// As [`Muster::case_link`]; [`AppError::Store`] with [`storage::StoreError::LinkOver`].
    pub async fn join_case(
        &self,
        actor: &Actor,
        body: &BodyKey,
        id: CaseLinkId,
    ) -> Result<Reference, AppError> {
        let answer = self.case_link(actor, body, id).await?;
        if let Some(account) = actor.account() {
            let now = self.clock.now();
            self.store.join_case(now, account, &answer.link).await?;
        }
        Ok(answer.reference)
    }

    /// What people with accounts are called.
    pub(crate) async fn account_names(&self) -> Result<BTreeMap<AccountId, String>, AppError> {
        let accounts = self.store.accounts().await?;
        Ok(accounts.into_iter().map(|one| (one.id, one.name)).collect())
    }
}

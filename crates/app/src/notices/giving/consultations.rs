//! Who is told of a consultation: those who are asked, those who respond, and whoever gets a response.

use access::{Deed, may};
use governance::StepKind;
use storage::{Event, JournalEntry, NewNotice, ProposalId};

use super::{NoticeKind, Person};
use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::muster::Muster;
use crate::proposals::Reference;

impl Muster {
    /// The notices that some entries of the journal ask for. New answers to one consultation are told once a day, so
    /// that nobody gets a hundred on its last.
    pub(super) async fn told_of_consultations(
        &self,
        entries: &[JournalEntry],
        by_mail: bool,
    ) -> Result<Vec<NewNotice>, AppError> {
        let is_about = |event: &Event| match event {
            Event::CaseStepTaken { kind, .. } => kind == StepKind::ConsultationOpened.name(),
            Event::ConsultationAnswered { .. } => true,
            _ => false,
        };
        let entries = entries.iter().filter(|entry| is_about(&entry.event));
        let entries: Vec<_> = entries.collect();
        let mut notices = Vec::new();
        if entries.is_empty() {
            return Ok(notices);
        }
        let names = self.case_names().await?;
        let people = self.people_to_tell(by_mail).await?;
        for entry in entries {
            let proposal = entry.event.proposal();
            let known = proposal.and_then(|id| Some((id, names.get(&id)?)));
            let Some((proposal, (body, reference))) = known else {
                continue;
            };
            let others = people.iter();
            let others = others.filter(|person| Some(person.account) != entry.by);
            let others: Vec<&Person> = others.collect();
            let told = self.told_of_one(entry, proposal, (body, reference), &others);
            notices.extend(told.await?);
        }
        Ok(notices)
    }

    async fn told_of_one(
        &self,
        entry: &JournalEntry,
        proposal: ProposalId,
        (body, reference): (&BodyKey, &Reference),
        people: &[&Person],
    ) -> Result<Vec<NewNotice>, AppError> {
        let mut notices = Vec::new();
        let mut tell = |person: &Person, kind, mark| {
            notices.push(person.notice(proposal, kind, mark));
        };
        match &entry.event {
            Event::ConsultationAnswered {
                responds_to: Some(answer),
                number,
                ..
            } => {
                let answers = self.store.answers(proposal).await?;
                let own = answers.iter().find(|one| one.number == *answer);
                let by = own.and_then(|own| own.written_by);
                for person in people.iter().filter(|one| Some(one.account) == by) {
                    tell(person, NoticeKind::AnswerMet, i64::from(*number));
                }
            }
            Event::ConsultationAnswered { .. } => {
                let Some(opened) = self.opened(body, reference).await? else {
                    return Ok(notices);
                };
                let day = entry.at.as_second() / (24 * 60 * 60);
                for person in people {
                    let open = opened.seen_by(person);
                    if open.is_some_and(|open| self.may_respond(&person.actor, &open)) {
                        tell(person, NoticeKind::AnswersGiven, day);
                    }
                }
            }
            Event::CaseStepTaken { number, .. } => {
                let may_answer = |person: &&&Person| may(&person.actor, Deed::AnswerConsultation);
                for person in people.iter().filter(may_answer) {
                    let actor = &person.actor;
                    if self.is_asked(actor, body, proposal, reference).await? {
                        tell(person, NoticeKind::AnswerAsked, i64::from(*number));
                    }
                }
            }
            _ => {}
        }
        Ok(notices)
    }
}

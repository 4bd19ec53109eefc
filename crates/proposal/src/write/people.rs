//! Consultation, pools, protection, redundancies, equality.

use super::table::Table;
use crate::case::{Claim, Consultation, Equality, Meeting, Pool, Protection, Redundancies};

pub(super) fn consultation(consultation: &Consultation) -> Table {
    let mut table = Table::default();
    table
        .put("from", &consultation.from)
        .put("until", &consultation.until)
        .put("weeks", &consultation.weeks)
        .put("with", &consultation.with)
        .put("outcome", &consultation.outcome)
        .put("paragraph", &consultation.paragraph);
    table.records("meeting", &consultation.meetings, meeting);
    table
}

fn meeting(meeting: &Meeting) -> Table {
    let mut table = Table::default();
    table
        .put("date", &meeting.date)
        .put("with", &meeting.with)
        .mark("last", meeting.last)
        .put("paragraph", &meeting.paragraph);
    table
}

pub(super) fn pool(pool: &Pool) -> Table {
    let mut table = Table::default();
    table
        .put("name", &pool.name)
        .put("people", &pool.people)
        .put("into", &pool.into)
        .put("paragraph", &pool.paragraph);
    table
}

pub(super) fn protection(protection: &Protection) -> Table {
    let mut table = Table::default();
    table
        .put("people", &protection.people)
        .put("protected", &protection.protected)
        .put("months", &protection.months);
    table.records("claim", &protection.claims, claim);
    table
}

fn claim(claim: &Claim) -> Table {
    let mut table = Table::default();
    table
        .put("words", &claim.words)
        .put("paragraph", &claim.paragraph);
    table
}

pub(super) fn redundancies(redundancies: &Redundancies) -> Table {
    let mut table = Table::default();
    table
        .put("number", &redundancies.number)
        .put("paragraph", &redundancies.paragraph);
    table
}

pub(super) fn equality(equality: &Equality) -> Table {
    let mut table = Table::default();
    table
        .put("assessment", &equality.assessment)
        .put("date", &equality.date)
        .put("characteristics", &equality.characteristics)
        .put("paragraph", &equality.paragraph);
    table
}

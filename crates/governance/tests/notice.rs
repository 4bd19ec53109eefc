//! What notice a decision is owed, and by what leave it is taken on less.

use base::Date;
use governance::{
    Life, Notice, NoticeGiven, NoticeOwed, Relied, Signed, SignedComment, Standing, Step, StepKind,
    TakenStep, Ways,
};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// What is missing for a decision on Monday 20 May 2019, with what was said.
fn missing(executive: bool, is_late: bool, given: Option<(Notice, &str)>) -> String {
    let owed = NoticeOwed::of(day("2019-05-20"), executive.then_some(28), is_late);
    let given = given.map(|(how, on)| NoticeGiven {
        how,
        on: day(on),
        by: "Chair of the scrutiny committee".to_owned(),
    });
    owed.missing(given.as_ref()).unwrap_or_default()
}

#[test]
fn a_committee_owes_publication_in_time_or_an_urgent_item() {
    assert_eq!(missing(false, false, None), "");
    let late =
        "The last day to publish for 20 May 2019 has passed: say who agreed that it is urgent";
    assert_eq!(missing(false, true, None), late);
    assert_eq!(
        missing(false, true, Some((Notice::UrgentItem, "2019-05-15"))),
        ""
    );
}

#[test]
fn an_executive_owes_28_clear_days_of_a_key_decision() {
    assert_eq!(
        missing(true, false, None),
        "Say how notice of the decision was given"
    );
    assert_eq!(
        missing(true, false, Some((Notice::ForwardPlan, "2019-04-21"))),
        ""
    );
    assert_eq!(
        missing(true, false, Some((Notice::ForwardPlan, "2019-04-22"))),
        "Notice in the forward plan of 22 April 2019 allows a decision on 21 May 2019 at the earliest; it is to be \
         taken on 20 May 2019"
    );
    assert_eq!(
        missing(true, false, Some((Notice::NotKey, "2019-05-10"))),
        ""
    );
}

#[test]
fn a_general_exception_waits_five_clear_working_days_and_special_urgency_none() {
    // Friday 10 May: the five clear days are 13 to 17 May.
    assert_eq!(
        missing(true, false, Some((Notice::GeneralException, "2019-05-10"))),
        ""
    );
    assert_eq!(
        missing(true, false, Some((Notice::GeneralException, "2019-05-13"))),
        "General exception of 13 May 2019 allows a decision on 21 May 2019 at the earliest; it is to be taken on \
         20 May 2019"
    );
    assert_eq!(
        missing(true, true, Some((Notice::SpecialUrgency, "2019-05-17"))),
        ""
    );
    let late =
        "The last day to publish for 20 May 2019 has passed: say who agreed that it is urgent";
    assert_eq!(
        missing(true, true, Some((Notice::GeneralException, "2019-05-10"))),
        late
    );
}

#[test]
fn before_the_regulations_of_2012_an_executive_owed_none_by_them() {
    let owed = |meeting| {
        NoticeOwed::of(day(meeting), Some(28), false)
            .missing(None)
            .is_some()
    };
    assert!(!owed("2010-03-31") && !owed("2012-09-09") && owed("2012-09-10"));
}

#[test]
fn a_report_is_not_published_without_and_the_last_word_counts() {
    let way = Ways::shipped().of("bolton-executive-member");
    let steps = |more: Vec<Step>| {
        let comments = way.comments.iter().map(|one| {
            Step::CommentSigned(SignedComment {
                kind: one.kind.clone(),
                role: one.title.clone(),
                signed: Signed::Signed,
                revision: 1,
                relied: Relied::default(),
            })
        });
        let sent = std::iter::once(Step::SentForComments { revision: 1 });
        let cleared = std::iter::once(Step::Cleared { revision: 1 });
        let all = sent.chain(comments).chain(cleared).chain(more);
        let taken = (1..).zip(all).map(|(number, step)| TakenStep {
            number,
            at: 0,
            by: None,
            step,
            words: Some("The offer lapses on 21 May.".to_owned()),
        });
        Life::of(taken.collect(), 1)
    };
    let standing = Standing {
        subjects: { way.comments.iter() }
            .map(|one| (one.kind.clone(), String::new()))
            .collect(),
        notice: Some(NoticeOwed::of(
            day("2019-05-20"),
            way.times.notice_clear_days,
            true,
        )),
        ..Standing::default()
    };
    let notice = |how, on| {
        let by = "Chair of the scrutiny committee".to_owned();
        let on = day(on);
        Step::NoticeGiven(NoticeGiven { how, on, by })
    };
    let keys = |life: &Life| {
        let missing = life.may(StepKind::Published, way, &standing).err();
        let missing = missing.unwrap_or_default().into_iter();
        missing.map(|one| one.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(&steps(Vec::new())), ["notice"]);
    let planned = notice(Notice::ForwardPlan, "2019-05-01");
    assert_eq!(keys(&steps(vec![planned.clone()])), ["notice"]);
    let life = steps(vec![planned, notice(Notice::SpecialUrgency, "2019-05-17")]);
    assert_eq!(keys(&life), Vec::<String>::new());
    let (given, why) = life.notice().unwrap();
    assert_eq!(given.how, Notice::SpecialUrgency);
    assert_eq!(why, Some("The offer lapses on 21 May."));
}

#[test]
fn less_notice_than_is_owed_needs_a_reason() {
    for how in Notice::ALL {
        let by = "Chair".to_owned();
        let on = day("2019-05-01");
        let step = Step::NoticeGiven(NoticeGiven { how, on, by });
        assert_eq!(step.needs_words(), how != Notice::ForwardPlan);
        assert_eq!(Step::read(&step.written().unwrap()).unwrap(), step);
    }
}

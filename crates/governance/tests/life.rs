//! The life of a case, from its steps.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use base::Date;
use governance::{
    Decided, Life, Outcome, Relied, Resolution, Signed, SignedComment, Standing, State, Step,
    StepKind, TakenStep, Ways, WhatMustHappen,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn taken(steps: impl IntoIterator<Item = Step>) -> Vec<TakenStep> {
    let numbered = steps.into_iter().zip(1..);
    let taken = numbered.map(|(step, number)| TakenStep {
        number,
        at: i64::from(number),
        by: Some([7; 16]),
        words: step.needs_words().then(|| "words".to_owned()),
        step,
    });
    taken.collect()
}

fn comment(kind: &str, digest: &str, signed: Signed) -> Step {
    Step::CommentSigned(SignedComment {
        kind: kind.to_owned(),
        role: "Group manager".to_owned(),
        signed,
        revision: 1,
        relied: Relied {
            digest: digest.to_owned(),
            facts: vec![("Structure cost".to_owned(), "£1,131,750".to_owned())],
        },
    })
}

fn condition() -> WhatMustHappen {
    WhatMustHappen {
        what: "The contingency is released".to_owned(),
        decided_by: "section 151 officer".to_owned(),
        procedure: None,
    }
}

fn decided() -> Step {
    Step::Decided(Decided {
        on: day("2019-05-20"),
        decision_maker: "Committee".to_owned(),
        revision: 1,
        resolutions: vec![Resolution {
            recommendation: 1,
            outcome: Outcome::ApprovedOnConditions,
            minuted: None,
            conditions: vec![condition()],
        }],
        ledger: None,
        record: None,
    })
}

/// As clearance sees a case that was sent for comments, with these comments.
fn missing(comments: Vec<Step>, standing: &Standing) -> Vec<String> {
    let sent = Step::SentForComments { revision: 1 };
    let steps = std::iter::once(sent).chain(comments);
    let life = Life::of(taken(steps), 1);
    let way = Ways::shipped().of("nottinghamshire-committee");
    let missing = life.may(StepKind::Cleared, way, standing);
    let missing = missing.err().unwrap_or_default().into_iter();
    missing
        .map(|one| format!("{}: {}", one.key, one.words))
        .collect()
}

fn subjects() -> Vec<(String, String)> {
    let kinds = ["constitutional", "financial", "hr"];
    kinds
        .map(|kind| (kind.to_owned(), format!("{kind} now")))
        .to_vec()
}

#[test]
fn every_way_leads_from_draft_to_closed_and_can_be_left_until_it_is_decided() {
    assert_eq!(Ways::shipped().iter().count(), 3);
    for way in Ways::shipped().iter() {
        let order = [
            (State::Draft, StepKind::SentForComments),
            (State::Comments, StepKind::CommentSigned),
            (State::Comments, StepKind::Cleared),
            (State::Cleared, StepKind::Published),
            (State::Published, StepKind::Decided),
            (State::Decided, StepKind::InForce),
            (State::InForce, StepKind::Closed),
        ];
        for (from, step) in order {
            assert!(way.rule(step, from).is_some(), "{}: {step:?}", way.key);
        }
        for from in State::ALL {
            let may_withdraw = way.rule(StepKind::Withdrawn, from).is_some();
            assert_eq!(may_withdraw, from < State::Decided, "{}: {from:?}", way.key);
        }
        for over in [State::Closed, State::Withdrawn] {
            assert!(!way.goes_on_from(over), "{}", way.key);
        }
    }
}

#[test]
fn a_state_follows_from_the_steps() {
    let steps = [
        Step::ConsultationOpened {
            from: day("2019-04-01"),
            until: day("2019-04-30"),
            revision: Some(1),
        },
        Step::ConsultationClosed,
        Step::SentForComments { revision: 1 },
        comment("financial", "a", Signed::Signed),
        Step::Cleared { revision: 1 },
        decided(),
        Step::InForce {
            on: day("2019-06-01"),
        },
        Step::Closed,
    ];
    let states = (0..=steps.len()).map(|so_many| {
        let life = Life::of(taken(steps[..so_many].to_vec()), 1);
        life.state().words()
    });
    assert_eq!(
        states.collect::<Vec<_>>(),
        [
            "Draft",
            "Consultation",
            "Consultation",
            "Comments",
            "Comments",
            "Cleared",
            "Decided",
            "In force",
            "Closed"
        ]
    );
}

#[test]
fn a_clearance_is_of_one_revision() {
    let steps = [
        Step::SentForComments { revision: 1 },
        Step::Cleared { revision: 1 },
    ];
    assert_eq!(Life::of(taken(steps.clone()), 1).state(), State::Cleared);
    assert_eq!(Life::of(taken(steps), 2).state(), State::Comments);
}

#[test]
fn a_report_is_cleared_once_nothing_is_missing_and_each_missing_thing_is_told() {
    let signed = |kind: &str| comment(kind, &format!("{kind} now"), Signed::Signed);
    let all = Standing {
        subjects: subjects(),
        ..Standing::default()
    };
    let comments = vec![signed("constitutional"), signed("financial"), signed("hr")];
    assert_eq!(missing(comments, &all), [""; 0]);
    let some = vec![
        comment("constitutional", "constitutional now", Signed::Returned),
        comment("financial", "as it was", Signed::Signed),
    ];
    let standing = Standing {
        errors: 1,
        conflicts: 2,
        ..all
    };
    assert_eq!(
        missing(some, &standing),
        [
            "comment/constitutional: Constitutional comments: returned to the author",
            "comment/financial: Financial comments: lapsed, to be signed again",
            "comment/hr: HR comments: not signed yet",
            "findings: 1 error must be mended or overridden",
            "conflicts: 2 conflicts must be resolved",
        ]
    );
}

#[test]
fn a_step_from_the_wrong_state_says_so() {
    let life = Life::of(Vec::new(), 1);
    let way = Ways::shipped().of("plain");
    let missing = life.may(StepKind::Decided, way, &Standing::default());
    let missing = missing.unwrap_err();
    assert_eq!(missing[0].key, "state");
    assert_eq!(
        missing[0].words,
        "The proposal is at the stage ‘draft’. Before you can record the decision, publish the report"
    );
}

#[test]
fn where_many_are_redundant_the_consultation_opens_as_early_as_the_law_asks() {
    let told = |redundancies, first: &str, opened: &str| {
        let steps = match opened {
            "" => Vec::new(),
            opened => vec![
                Step::ConsultationOpened {
                    from: day(opened),
                    until: day("2019-04-30"),
                    revision: Some(1),
                },
                Step::ConsultationClosed,
            ],
        };
        let sent = Step::SentForComments { revision: 1 };
        let life = Life::of(taken(steps.into_iter().chain([sent])), 1);
        let standing = Standing {
            redundancies: Some(redundancies),
            first_day: Some(day(first)),
            ..Standing::default()
        };
        let way = Ways::shipped().of("plain");
        let missing = life.may(StepKind::Cleared, way, &standing).unwrap_err();
        let mut own = missing.into_iter().filter(|one| one.key == "consulting");
        own.next().map_or_else(String::new, |one| one.words)
    };
    assert_eq!(told(19, "2019-06-01", ""), "");
    assert_eq!(
        told(20, "2019-06-01", ""),
        "20 redundancies: open the consultation, by 2 May 2019 at the latest"
    );
    assert_eq!(told(99, "2019-06-01", "2019-05-02"), "");
    assert_eq!(
        told(100, "2019-06-01", "2019-05-02"),
        "100 redundancies: the consultation opened on 2 May 2019, and had to open by 17 April 2019. \
         Let the changes take effect later"
    );
    assert_eq!(governance::least_days(100, day("2013-04-05")), Some(90));
    assert_eq!(governance::least_days(100, day("2013-04-06")), Some(45));
}

#[test]
fn conditions_stay_open_until_they_are_met() {
    let steps = vec![
        Step::SentForComments { revision: 1 },
        comment("financial", "a", Signed::OnCondition(condition())),
        decided(),
    ];
    let life = Life::of(taken(steps.clone()), 1);
    assert_eq!(life.open_conditions().len(), 2);
    let key = life.open_conditions()[1].key;
    let met = Step::ConditionMet {
        of: key.of,
        condition: key.condition,
        on: Some("2019-05-24".parse().expect("a day")),
    };
    // The day stands in what is kept; a step that was kept before days were asked for is read without one.
    let kept = met.written().expect("it can be written");
    assert_eq!(Step::read(&kept).expect("it can be read"), met);
    let without = kept.replace(",\"on\":\"2019-05-24\"", "");
    assert_ne!(without, kept);
    assert!(matches!(
        Step::read(&without),
        Ok(Step::ConditionMet { on: None, .. })
    ));
    let life = Life::of(taken(steps.into_iter().chain([met])), 1);
    let open: Vec<u32> = life
        .open_conditions()
        .iter()
        .map(|one| one.key.of)
        .collect();
    assert_eq!(open, [2]);
    let way = Ways::shipped().of("plain");
    let missing = life.may(StepKind::InForce, way, &Standing::default());
    assert_eq!(
        missing.unwrap_err()[0].words,
        "The contingency is released (decided by section 151 officer)"
    );
}

#[test]
fn a_condition_of_a_comment_goes_when_that_is_signed_anew_without_it() {
    let steps = vec![
        comment("financial", "a", Signed::OnCondition(condition())),
        comment("financial", "b", Signed::Signed),
    ];
    assert_eq!(Life::of(taken(steps), 1).conditions().len(), 0);
}

#[test]
fn a_step_is_read_as_it_was_written() {
    let steps = [
        Step::ConsultationOpened {
            from: day("2019-04-01"),
            until: day("2019-04-30"),
            revision: Some(1),
        },
        comment("financial", "a", Signed::OnCondition(condition())),
        decided(),
        Step::Closed,
    ];
    for step in steps {
        let text = step.written().unwrap();
        assert_eq!(Step::read(&text).unwrap(), step, "{text}");
    }
    assert!(Step::read("{\"step\":\"cleared\",\"revision\":1,\"by\":\"somebody\"}").is_err());
}

//! A case takes its steps.

use access::{AccountId, Actor, Capacity, CaseDeed, Deed, Held, Role, Roles, Scope};
use app::{AppError, BodyKey, CaseLife, Invitation, Moment, OpenProposal, StoreError};
use base::When;
use drafting::Beginning;
use governance::{Relied, Signed, SignedComment, Standing, State, Step};

use crate::example::Example;

pub(super) fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

pub(super) async fn somebody(example: &Example, name: &str, role: Role) -> Actor {
    let roles = Roles::everywhere([role]);
    let invitation = Invitation {
        name: name.to_owned(),
        sign_in_name: name.replace(' ', ""),
        roles: roles.clone(),
        password: "teapot lantern gravel".to_owned(),
    };
    let made = example.muster.make_account(&Actor::Operator, &invitation);
    Actor::Account {
        id: made.await.unwrap(),
        roles,
    }
}

pub(super) async fn begun(example: &Example, author: &Actor) -> OpenProposal {
    let beginning = Beginning {
        title: "Reorganisation of Placements".into(),
        body: "Nottinghamshire County Council".into(),
        unit: "Commissioning and Placements Group".into(),
        from: Some(When::Day("2026-06-01".parse().unwrap())),
        pay: None,
    };
    let muster = &example.muster;
    let begun = muster.begin_proposal(author, &notts(), &beginning).await;
    let reference = begun.unwrap();
    let opened = muster.proposal(author, &notts(), &reference).await;
    opened.unwrap()
}

pub(super) async fn take(
    example: &Example,
    actor: &Actor,
    of: &OpenProposal,
    seen: &CaseLife,
    step: &Step,
    words: Option<&str>,
) -> Result<u32, AppError> {
    let standing = Standing::default();
    let muster = &example.muster;
    muster.take(actor, of, seen, &standing, step, words).await
}

fn financial() -> Step {
    Step::CommentSigned(SignedComment {
        kind: "financial".to_owned(),
        role: "Finance business partner".to_owned(),
        signed: Signed::Signed,
        revision: 1,
        relied: Relied::default(),
    })
}

#[tokio::test]
async fn a_case_is_sent_signed_by_another_and_withdrawn() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let author = somebody(&example, "Officer 1", Role::Finance).await;
    let finance = somebody(&example, "Officer 2", Role::Finance).await;
    let proposal = begun(&example, &author).await;
    let link = muster.make_case_link(&author, &proposal, Capacity::Reviewer, "Finance", 14);
    let link = link.await.unwrap();
    let reference = muster.join_case(&finance, &notts(), link).await.unwrap();
    let read = muster.proposal(&finance, &notts(), &reference).await;
    let read = read.unwrap();

    let seen = muster.life_of(&proposal);
    assert_eq!(seen.life.state(), State::Draft);
    let sent = Step::SentForComments { revision: 1 };
    let by_another = take(&example, &finance, &read, &seen, &sent, None).await;
    assert!(matches!(
        by_another,
        Err(AppError::RefusedInCase(CaseDeed::SendForComments))
    ));
    let early = take(
        &example,
        &finance,
        &read,
        &seen,
        &financial(),
        Some("Fine."),
    )
    .await;
    assert!(matches!(early, Err(AppError::StepNotAllowed(_))));
    let number = take(&example, &author, &proposal, &seen, &sent, None).await;
    assert_eq!(number.unwrap(), 1);
    let again = take(&example, &author, &proposal, &seen, &sent, None).await;
    assert!(matches!(
        again,
        Err(AppError::Store(StoreError::StepConflict {
            expected: 0,
            actual: 1
        }))
    ));

    let seen = muster.life(&finance, &notts(), &reference).await.unwrap();
    let own = take(
        &example,
        &author,
        &proposal,
        &seen,
        &financial(),
        Some("Fine."),
    )
    .await;
    assert!(matches!(own, Err(AppError::OwnProposal)));
    let hr = somebody(&example, "Officer 3", Role::Hr).await;
    let reads = muster.proposal(&hr, &notts(), &reference).await.unwrap();
    assert_eq!(reads.capacity, Capacity::Officer);
    let others = take(&example, &hr, &reads, &seen, &financial(), Some("Fine.")).await;
    assert!(matches!(
        others,
        Err(AppError::Refused(Deed::SignFinancial))
    ));
    let silent = take(&example, &finance, &read, &seen, &financial(), Some("  ")).await;
    assert!(matches!(silent, Err(AppError::NoWords)));
    let signed = take(
        &example,
        &finance,
        &read,
        &seen,
        &financial(),
        Some("Fine."),
    )
    .await;
    assert_eq!(signed.unwrap(), 2);

    let seen = muster.life(&author, &notts(), &reference).await.unwrap();
    let last = seen.life.last_sign_off("financial").unwrap();
    assert_eq!(last.words.as_deref(), Some("Fine."));
    assert_eq!(last.by, finance.account().map(|id| id.0));
    let why = Some("Overtaken by the budget");
    let gone = take(&example, &author, &proposal, &seen, &Step::Withdrawn, why);
    gone.await.unwrap();
    let seen = muster.life(&author, &notts(), &reference).await.unwrap();
    assert_eq!(seen.life.state(), State::Withdrawn);
    let over = take(&example, &author, &proposal, &seen, &sent, None).await;
    assert!(matches!(over, Err(AppError::StepNotAllowed(_))));
    assert_eq!(
        muster.verify(&Actor::Operator, &[]).await.unwrap().faults,
        []
    );
}

#[tokio::test]
async fn whoever_has_one_of_the_units_that_a_proposal_touches_does_not_sign_for_all() {
    let example = Example::of_cases().await;
    let body = notts();
    let text = r#"
title = "Across two units"
body = "Nottinghamshire County Council"
date = 2026-05-01

[defaults]
unit = "Commissioning and Placements Group"
from = 2026-06-01

[[change]]
establish = "Clerk"
posts = 1
fte = 1

[[change]]
establish = "Clerk"
posts = 1
fte = 1
unit = "Integrated Children's Disability Service"
"#;
    let whole = text.replace(
        "Integrated Children's Disability Service",
        "Commissioning and Placements Group",
    );
    let day = Moment::on("2026-04-01".parse().unwrap());
    let (_, units) = example
        .muster
        .units(&Actor::Operator, &body, day)
        .await
        .unwrap();
    let group = units
        .iter()
        .find(|sums| sums.name == "Commissioning and Placements Group");
    let scope = Scope::Unit(group.and_then(|sums| sums.unit).unwrap().number());
    let role = Role::Hr;
    let officer = Actor::Account {
        id: AccountId([4; 16]),
        roles: Roles::of([Held { role, scope }]),
    };
    let mut may = Vec::new();
    for text in [text, &whole] {
        let kept = example
            .muster
            .keep_case(&Actor::Operator, text)
            .await
            .unwrap();
        let open = example
            .muster
            .proposal(&Actor::Operator, &body, &kept.unwrap())
            .await
            .unwrap();
        may.push(example.muster.may_sign(&officer, &open, "hr"));
    }
    assert_eq!(may, [false, true]);
}

//! Those whom it concerns are told of a case, once, and nobody else.

use access::{Actor, Role};
use app::{NoticeKind, OpenProposal};
use governance::{Relied, Signed, SignedComment, Step};

use crate::example::Example;
use crate::way::{begun, notts, somebody, take};

async fn told(example: &Example, actor: &Actor) -> Vec<(NoticeKind, bool)> {
    let told = example.muster.notices(actor).await.unwrap();
    told.iter().map(|one| (one.kind, one.is_read)).collect()
}

async fn taken(example: &Example, actor: &Actor, of: &OpenProposal, step: &Step) {
    let muster = &example.muster;
    let open = muster.proposal(actor, &notts(), &of.reference).await;
    let open = open.unwrap();
    let seen = muster.life_of(&open);
    let words = Some("A reason.");
    let taken = take(example, actor, &open, &seen, step, words).await;
    taken.unwrap();
}

#[tokio::test]
async fn a_step_is_told_once_to_those_whom_it_concerns() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let author = somebody(&example, "Officer 1", Role::Staff).await;
    let finance = somebody(&example, "Officer 2", Role::Finance).await;
    let staff = somebody(&example, "Officer 3", Role::Staff).await;
    let consultee = somebody(&example, "Officer 4", Role::Consultee).await;
    muster.tell_of_steps(false).await.unwrap();
    let proposal = begun(&example, &author).await;
    taken(
        &example,
        &author,
        &proposal,
        &Step::SentForComments { revision: 1 },
    )
    .await;

    assert!(told(&example, &finance).await.is_empty());
    for _ in 0..2 {
        muster.tell_of_steps(false).await.unwrap();
        let asked = (NoticeKind::CommentAsked, false);
        assert_eq!(told(&example, &finance).await, [asked]);
        for other in [&author, &staff, &consultee] {
            assert_eq!(told(&example, other).await, []);
        }
    }
    let returned = Step::CommentSigned(SignedComment {
        kind: "financial".to_owned(),
        role: "Finance business partner".to_owned(),
        signed: Signed::Returned,
        revision: 1,
        relied: Relied::default(),
    });
    taken(&example, &finance, &proposal, &returned).await;
    muster.tell_of_steps(false).await.unwrap();
    assert_eq!(
        told(&example, &author).await,
        [(NoticeKind::Returned, false)]
    );
    assert_eq!(
        told(&example, &finance).await.len(),
        1,
        "not of one\u{2019}s own step"
    );

    muster.read_notices(&author).await.unwrap();
    assert_eq!(
        told(&example, &author).await,
        [(NoticeKind::Returned, true)]
    );
    assert_eq!(
        told(&example, &finance).await,
        [(NoticeKind::CommentAsked, false)]
    );
    taken(&example, &author, &proposal, &Step::Withdrawn).await;
    muster.tell_of_steps(false).await.unwrap();
    let latest = told(&example, &finance).await.first().copied();
    assert_eq!(latest, Some((NoticeKind::Withdrawn, false)));
}

#[tokio::test]
async fn a_signed_comment_that_holds_no_longer_is_told_once() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let author = somebody(&example, "Officer 1", Role::Staff).await;
    let finance = somebody(&example, "Officer 2", Role::Finance).await;
    let proposal = begun(&example, &author).await;
    taken(
        &example,
        &author,
        &proposal,
        &Step::SentForComments { revision: 1 },
    )
    .await;
    // What the officer relied on is not what the proposal says.
    let signed = Step::CommentSigned(SignedComment {
        kind: "financial".to_owned(),
        role: "Finance business partner".to_owned(),
        signed: Signed::Signed,
        revision: 1,
        relied: Relied {
            digest: "0".repeat(64),
            ..Relied::default()
        },
    });
    taken(&example, &finance, &proposal, &signed).await;
    for _ in 0..2 {
        muster.tell_of_days(false).await.unwrap();
        assert_eq!(
            told(&example, &finance).await,
            [(NoticeKind::Lapsed, false)]
        );
        assert_eq!(told(&example, &author).await, []);
    }
}

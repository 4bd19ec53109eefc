//! People come to a proposal by a link, and comment on it.

use access::{Actor, Capacity, CaseDeed};
use app::{AppError, BodyKey, OpenProposal, StoreError, Thread};
use base::When;
use drafting::Beginning;

use crate::example::{Example, administrator, clerk, somebody};

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

async fn begun(example: &Example, author: &Actor) -> OpenProposal {
    let beginning = Beginning {
        title: "Reorganisation of Placements".into(),
        body: "Nottinghamshire County Council".into(),
        unit: "Commissioning and Placements Group".into(),
        from: Some(When::Day("2026-06-01".parse().unwrap())),
        pay: None,
    };
    let muster = &example.muster;
    let begun = muster.begin_proposal(author, &notts(), &beginning).await;
    open(example, author, &begun.unwrap()).await.unwrap()
}

async fn open(
    example: &Example,
    actor: &Actor,
    reference: &app::Reference,
) -> Result<OpenProposal, AppError> {
    example.muster.proposal(actor, &notts(), reference).await
}

/// What was said, as text.
fn as_text(threads: &[Thread]) -> String {
    let mut text = String::new();
    for thread in threads {
        let closed = match &thread.closed {
            Some((_, by)) => format!(", closed by {by}"),
            None => String::new(),
        };
        text += &format!("{}{closed}\n", thread.subject);
        for said in &thread.said {
            let words = said.words.as_deref().unwrap_or("(erased)");
            text += &format!("  {} on revision {}: {words}\n", said.by, said.revision);
        }
    }
    text
}

#[tokio::test]
async fn whoever_has_the_link_reads_and_comments_and_changes_nothing() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let author = somebody(&example, "Officer 1").await;
    let hr = somebody(&example, "Officer 2").await;
    let proposal = begun(&example, &author).await;
    let reference = proposal.reference.clone();
    let not_there = open(&example, &hr, &reference).await;
    assert!(matches!(not_there, Err(AppError::NotFound("proposal"))));

    let link = muster.make_case_link(&author, &proposal, Capacity::Reviewer, "HR", 14);
    let link = link.await.unwrap();
    let answer = muster.case_link(&hr, &notts(), link).await.unwrap();
    assert_eq!(
        answer.title.as_deref(),
        Some("Reorganisation of Placements")
    );
    assert_eq!(answer.made_by.as_deref(), Some("Officer 1"));
    let bolton = BodyKey::of("Bolton Council");
    let elsewhere = muster.case_link(&hr, &bolton, link).await;
    assert!(matches!(elsewhere, Err(AppError::NotFound("link"))));
    let public = muster.join_case(&Actor::Public, &notts(), link).await;
    assert!(matches!(public, Err(AppError::Refused(_))));
    assert_eq!(
        muster.join_case(&hr, &notts(), link).await.unwrap(),
        reference
    );

    let theirs = open(&example, &hr, &reference).await.unwrap();
    assert_eq!(theirs.capacity, Capacity::Reviewer);
    let listed = muster.proposals(&hr, &notts()).await.unwrap();
    assert_eq!(listed.len(), 1);
    let saved = muster
        .save_draft(&hr, &notts(), &theirs, &theirs.draft)
        .await;
    assert!(matches!(
        saved,
        Err(AppError::RefusedInCase(CaseDeed::Change))
    ));
    let on = muster
        .make_case_link(&hr, &theirs, Capacity::Author, "me", 1)
        .await;
    assert!(matches!(
        on,
        Err(AppError::RefusedInCase(CaseDeed::ChoosePeople))
    ));

    muster
        .take_off_case(&author, &proposal, hr.account().unwrap())
        .await
        .unwrap();
    assert!(open(&example, &hr, &reference).await.is_err());
    muster
        .end_case_link(&author, &proposal, link)
        .await
        .unwrap();
    let over = muster.join_case(&hr, &notts(), link).await;
    assert!(matches!(over, Err(AppError::Store(StoreError::LinkOver))));
    let saver = author.account().unwrap();
    let own = muster.take_off_case(&author, &proposal, saver).await;
    assert!(matches!(own, Err(AppError::NotFound(_))), "who saved stays");
}

#[tokio::test]
async fn two_authors_write_one_proposal() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let first = somebody(&example, "Officer 1").await;
    let second = somebody(&example, "Officer 2").await;
    let proposal = begun(&example, &first).await;
    let link = muster.make_case_link(&first, &proposal, Capacity::Author, "Officer 2", 1);
    let link = link.await.unwrap();
    muster.join_case(&second, &notts(), link).await.unwrap();
    let theirs = open(&example, &second, &proposal.reference).await.unwrap();
    assert_eq!(theirs.capacity, Capacity::Author);
    let people = muster.people_on(&second, &theirs).await.unwrap();
    let people: Vec<_> = people
        .iter()
        .map(|one| (&*one.name, one.has_saved))
        .collect();
    assert_eq!(people, [("Officer 1", true), ("Officer 2", false)]);
    example.clock.pass(24 * 60);
    let links = muster.case_links(&first, &proposal).await.unwrap();
    assert_eq!((links.len(), links[0].1), (1, false), "a day has passed");
    let nobody = muster
        .make_case_link(&first, &proposal, Capacity::Author, "  ", 1)
        .await;
    assert!(matches!(nobody, Err(AppError::NoName)));
}

#[tokio::test]
async fn comments_are_answered_and_closed() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let author = somebody(&example, "Officer 1").await;
    let reader = somebody(&example, "Officer 2").await;
    let proposal = begun(&example, &author).await;
    let link = muster.make_case_link(&author, &proposal, Capacity::Reviewer, "HR", 14);
    let link = link.await.unwrap();
    muster.join_case(&reader, &notts(), link).await.unwrap();
    let theirs = open(&example, &reader, &proposal.reference).await.unwrap();

    let asked = muster
        .comment(&reader, &theirs, "proposal", " Which grade?\r\n ")
        .await;
    let asked = asked.unwrap();
    let own = muster
        .comment(&author, &proposal, "proposal", "To be done.")
        .await;
    let refused = muster
        .close_comment(&reader, &theirs, own.unwrap(), true)
        .await;
    assert!(matches!(
        refused,
        Err(AppError::RefusedInCase(CaseDeed::CloseComments))
    ));
    muster
        .answer_comment(&author, &proposal, asked, "Grade 4")
        .await
        .unwrap();
    muster
        .close_comment(&author, &proposal, asked, true)
        .await
        .unwrap();
    let threads = muster.comments(&reader, &theirs).await.unwrap();
    assert_eq!(
        as_text(&threads),
        "proposal, closed by Officer 1\n  Officer 2 on revision 1: Which grade?\n  \
         Officer 1 on revision 1: Grade 4\nproposal\n  Officer 1 on revision 1: To be done.\n"
    );
    muster
        .answer_comment(&reader, &theirs, asked, "Since when?")
        .await
        .unwrap();
    let threads = muster.comments(&reader, &theirs).await.unwrap();
    assert_eq!(threads[0].closed, None, "an answer opens it again");
    let number = threads[0].said[1].number;
    let not_own = muster.erase_comment(&reader, &theirs, number).await;
    assert!(matches!(not_own, Err(AppError::NotFound(_))));
    muster
        .erase_comment(&author, &proposal, number)
        .await
        .unwrap();
    let threads = muster.comments(&reader, &theirs).await.unwrap();
    assert!(as_text(&threads).contains("Officer 1 on revision 1: (erased)"));

    let empty = muster.comment(&reader, &theirs, "proposal", " \n").await;
    assert!(matches!(empty, Err(AppError::NoWords)));
    let long = "x".repeat(5_001);
    let long = muster.comment(&reader, &theirs, "proposal", &long).await;
    assert!(matches!(long, Err(AppError::TooManyWords(5_000))));
    let other = begun(&example, &clerk()).await;
    let elsewhere = muster
        .answer_comment(&administrator(), &other, asked, "?")
        .await;
    assert!(matches!(elsewhere, Err(AppError::NotFound("comment"))));
}

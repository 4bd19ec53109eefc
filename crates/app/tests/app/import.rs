//! An opening balance, recorded whole or not at all.

use std::sync::Arc;

use access::Actor;
use app::AppError;
use register::{Act, Authority, Decision, Ledger, LineId, PostLine, Standing};
use storage::{NewHolding, StoreError};

use crate::example::{Example, clerk};

/// A copy of a ledger with one more line of posts.
fn with_a_post(ledger: &Ledger) -> (Ledger, LineId) {
    let mut ledger = ledger.clone();
    let day = "2026-04-01".parse().unwrap();
    let authority = Authority {
        decision: Arc::new(Decision {
            body: "Example County Council".to_owned(),
            maker: None,
            date: day,
            title: "Opening balance".to_owned(),
            reference: None,
            not_held: Vec::new(),
        }),
        standing: Standing::Attested,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    };
    let line = ledger.new_line();
    let post = PostLine::titled("Service Organiser");
    ledger.record(day, day, authority, Act::Attest { line, post });
    (ledger, line)
}

#[tokio::test]
async fn posts_and_their_holders_are_recorded_together() {
    let example = Example::empty().await;
    let operator = Actor::Operator;
    let onto = example
        .muster
        .ledger_to_import_onto(&operator)
        .await
        .unwrap();
    let (written, line) = with_a_post(&onto.ledger);
    let holding = NewHolding {
        line,
        name: "Postholder 014".to_owned(),
        contact: "E014".to_owned(),
        from: None,
        until: None,
    };
    let holdings = [holding];
    let head = example
        .muster
        .import(&operator, onto.head, &written, &holdings)
        .await
        .unwrap();
    assert_eq!(head.entries, 1);
    let holders = example.muster.holders(&operator, line).await.unwrap();
    assert_eq!(holders[0].name.as_deref(), Some("Postholder 014"));
    let again = example
        .muster
        .import(&operator, onto.head, &written, &holdings)
        .await;
    assert!(matches!(
        again,
        Err(AppError::Store(StoreError::Conflict { .. }))
    ));
    assert_eq!(
        example.muster.holders(&operator, line).await.unwrap().len(),
        1
    );
    let refused = example.muster.holders(&clerk(), line).await.unwrap_err();
    assert_eq!(refused.to_string(), "you may not see who holds a post");
    example
        .muster
        .erase_person(&operator, holders[0].person)
        .await
        .unwrap();
    let holders = example.muster.holders(&operator, line).await.unwrap();
    assert_eq!(holders[0].name, None);
}

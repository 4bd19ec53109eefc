//! Setting up, signing in, and what is kept of it.

use access::{Actor, Deed, Role, Roles};
use app::{AppError, AuditQuestion, Invitation, SessionToken, SignedIn, WeakPassword};
use storage::{Event, StoreError};

use crate::example::Example;

const GOOD: &str = "teapot lantern gravel";

async fn set_up(example: &Example) -> SessionToken {
    let code = example.muster.setup_code().await.unwrap().unwrap();
    let code = code.to_lowercase();
    let made = example
        .muster
        .set_up(&code, "Administrator 1", "admin1", GOOD);
    made.await.unwrap()
}

async fn who(example: &Example, token: &SessionToken) -> Option<SignedIn> {
    example.muster.signed_in(token).await.unwrap()
}

fn staff(name: &str) -> Invitation {
    Invitation {
        name: format!("Officer {name}"),
        sign_in_name: name.to_owned(),
        roles: Roles::everywhere([Role::Staff]),
        password: GOOD.to_owned(),
    }
}

#[tokio::test]
async fn whoever_has_the_code_sets_muster_up_once() {
    let example = Example::empty().await;
    let code = example.muster.setup_code().await.unwrap().unwrap();
    let wrong = example
        .muster
        .set_up("ABCD-EFGH-JKLM", "Nobody", "nobody", GOOD)
        .await;
    assert!(matches!(wrong, Err(AppError::WrongCode)));
    let weak = example.muster.set_up(&code, "A", "a", "Password1234").await;
    assert!(matches!(
        weak,
        Err(AppError::WeakPassword(WeakPassword::Guessable))
    ));
    let token = set_up(&example).await;
    let signed_in = who(&example, &token).await.unwrap();
    assert_eq!(signed_in.roles, Roles::everywhere([Role::Administrator]));
    assert_eq!(signed_in.name, "Administrator 1");
    assert_eq!(example.muster.setup_code().await.unwrap(), None);
    let again = example.muster.set_up(&code, "B", "b", GOOD).await;
    assert!(matches!(
        again,
        Err(AppError::Store(StoreError::AlreadySetUp))
    ));
}

#[tokio::test]
async fn a_session_ends_by_signing_out_and_with_time() {
    let example = Example::empty().await;
    set_up(&example).await;
    let token = example.muster.sign_in(" ADMIN1 ", GOOD).await.unwrap();
    let same: SessionToken = token.to_string().parse().unwrap();
    assert!(who(&example, &same).await.is_some());
    example.muster.sign_out(&token).await.unwrap();
    assert_eq!(who(&example, &token).await, None);
    let token = example.muster.sign_in("admin1", GOOD).await.unwrap();
    for _ in 0..7 {
        example.clock.pass(100);
        assert!(who(&example, &token).await.is_some());
    }
    example.clock.pass(100);
    assert_eq!(who(&example, &token).await, None, "after twelve hours");
    let token = example.muster.sign_in("admin1", GOOD).await.unwrap();
    example.clock.pass(121);
    assert_eq!(who(&example, &token).await, None, "after two idle hours");
}

#[tokio::test]
async fn after_five_wrong_passwords_one_waits() {
    let example = Example::empty().await;
    set_up(&example).await;
    for name in ["admin1", "nobody"] {
        for _ in 0..5 {
            let wrong = example.muster.sign_in(name, "wrong").await;
            assert!(matches!(wrong, Err(AppError::WrongSignIn)), "{name}");
        }
        let held_back = example.muster.sign_in(name, GOOD).await;
        let words = held_back.unwrap_err().to_string();
        assert_eq!(
            words,
            "there were too many wrong passwords; try again in 15 minutes"
        );
    }
    let example = example.started_again().await;
    example.clock.pass(14);
    let held_back = example.muster.sign_in("ADMIN1 ", GOOD).await;
    let words = held_back.unwrap_err().to_string();
    assert!(words.ends_with("try again in 1 minute"), "{words}");
    example.clock.pass(1);
    assert!(example.muster.sign_in("admin1", GOOD).await.is_ok());
}

#[tokio::test]
async fn a_password_that_is_right_forgets_the_wrong_ones() {
    let example = Example::empty().await;
    set_up(&example).await;
    for _ in 0..3 {
        for _ in 0..4 {
            assert!(example.muster.sign_in("admin1", "wrong").await.is_err());
        }
        assert!(example.muster.sign_in("admin1", GOOD).await.is_ok());
    }
}

#[tokio::test]
async fn the_old_password_cannot_be_guessed_on_the_page_that_changes_it() {
    let example = Example::empty().await;
    let token = set_up(&example).await;
    let me = who(&example, &token).await.unwrap().actor;
    let new = "violin harbour copper";
    for _ in 0..5 {
        let wrong = example.muster.change_password(&me, &token, "wrong", new);
        assert!(matches!(wrong.await, Err(AppError::WrongSignIn)));
    }
    let right = example.muster.change_password(&me, &token, GOOD, new);
    assert!(matches!(
        right.await,
        Err(AppError::TooManyFailures { minutes: 15 })
    ));
}

#[tokio::test]
async fn a_new_password_ends_other_sessions() {
    let example = Example::empty().await;
    let here = set_up(&example).await;
    let elsewhere = example.muster.sign_in("admin1", GOOD).await.unwrap();
    let me = who(&example, &here).await.unwrap().actor;
    let new = "violin harbour copper";
    let wrong = example
        .muster
        .change_password(&me, &here, "wrong", new)
        .await;
    assert!(matches!(wrong, Err(AppError::WrongSignIn)));
    example
        .muster
        .change_password(&me, &here, GOOD, new)
        .await
        .unwrap();
    assert!(who(&example, &here).await.is_some());
    assert_eq!(who(&example, &elsewhere).await, None);
    assert!(example.muster.sign_in("admin1", GOOD).await.is_err());
    assert!(example.muster.sign_in("admin1", new).await.is_ok());
}

#[tokio::test]
async fn an_account_that_ended_lets_nobody_in_and_frees_its_name() {
    let example = Example::empty().await;
    let admin = who(&example, &set_up(&example).await).await.unwrap().actor;
    let account = example
        .muster
        .make_account(&admin, &staff("clerk1"))
        .await
        .unwrap();
    let taken = example.muster.make_account(&admin, &staff("CLERK1")).await;
    assert!(matches!(taken, Err(AppError::Store(StoreError::NameTaken))));
    let token = example.muster.sign_in("clerk1", GOOD).await.unwrap();
    example.muster.end_account(&admin, account).await.unwrap();
    assert_eq!(who(&example, &token).await, None);
    assert!(example.muster.sign_in("clerk1", GOOD).await.is_err());
    example
        .muster
        .make_account(&admin, &staff("clerk1"))
        .await
        .unwrap();
    let names: Vec<_> = example.muster.accounts(&admin).await.unwrap();
    let names: Vec<_> = names.into_iter().map(|one| one.sign_in_name).collect();
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(names, [name("admin1"), None, name("clerk1")]);
}

#[tokio::test]
async fn somebody_who_forgot_a_password_gets_another_and_is_signed_out() {
    let example = Example::empty().await;
    let admin = who(&example, &set_up(&example).await).await.unwrap().actor;
    let muster = &example.muster;
    let account = muster.make_account(&admin, &staff("clerk1")).await.unwrap();
    let token = muster.sign_in("clerk1", GOOD).await.unwrap();
    let weak = muster.reset_password(&admin, account, "clerk1clerk1").await;
    assert!(matches!(weak, Err(AppError::WeakPassword(_))));
    let new = "kettle harbour violin";
    let clerk = who(&example, &token).await.unwrap().actor;
    let own = muster.reset_password(&clerk, account, new).await;
    assert!(matches!(own, Err(AppError::Refused(Deed::ManageAccounts))));
    muster.reset_password(&admin, account, new).await.unwrap();
    assert_eq!(who(&example, &token).await, None);
    assert!(muster.sign_in("clerk1", GOOD).await.is_err());
    assert!(muster.sign_in("clerk1", new).await.is_ok());
    muster.end_account(&admin, account).await.unwrap();
    let ended = muster.reset_password(&admin, account, new).await;
    assert!(matches!(ended, Err(AppError::NotFound("account"))));
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let example = Example::empty().await;
    let admin = who(&example, &set_up(&example).await).await.unwrap().actor;
    let muster = &example.muster;
    let own = admin.account().unwrap();
    let refused = muster.end_account(&admin, own).await;
    assert!(matches!(
        refused,
        Err(AppError::Store(StoreError::LastAdministrator))
    ));
    let second = Invitation {
        roles: Roles::everywhere([Role::Administrator]),
        ..staff("admin2")
    };
    muster.make_account(&admin, &second).await.unwrap();
    muster.end_account(&admin, own).await.unwrap();
}

#[tokio::test]
async fn the_audit_trail_holds_failures_refusals_and_downloads() {
    let example = Example::empty().await;
    let admin = who(&example, &set_up(&example).await).await.unwrap().actor;
    let clerk = example
        .muster
        .make_account(&admin, &staff("clerk1"))
        .await
        .unwrap();
    let _ = example.muster.sign_in("clerk1", "wrong").await;
    let token = example.muster.sign_in("clerk1", GOOD).await.unwrap();
    let actor = who(&example, &token).await.unwrap().actor;
    let refused = example.muster.accounts(&actor).await;
    assert!(matches!(
        refused,
        Err(AppError::Refused(Deed::ManageAccounts))
    ));
    example
        .muster
        .note_download(&actor, "establishment, CSV")
        .await
        .unwrap();
    let all = AuditQuestion::default();
    let trail = example.muster.audit_trail(&admin, &all, 6).await.unwrap();
    let events: Vec<_> = { trail.entries.into_iter() }
        .map(|one| (one.by, one.event))
        .collect();
    let deed = "manage accounts".to_owned();
    let what = "establishment, CSV".to_owned();
    let access = Role::Staff;
    let roles = Roles::everywhere([access]);
    assert_eq!(
        events,
        [
            (Some(clerk), Event::Downloaded { what }),
            (Some(clerk), Event::Refused { deed }),
            (Some(clerk), Event::SignedIn { account: clerk }),
            (
                None,
                Event::SignInFailed {
                    account: Some(clerk)
                }
            ),
            (
                admin.account(),
                Event::RolesGiven {
                    account: clerk,
                    roles
                }
            ),
            (
                admin.account(),
                Event::AccountMade {
                    account: clerk,
                    access
                }
            ),
        ]
    );
    assert!(
        example
            .muster
            .audit_trail(&Actor::Public, &all, 5)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn what_goes_into_the_ledger_is_on_the_audit_trail_with_its_receipt() {
    let example = Example::of_cases().await;
    let head = example.muster.ledger(&Actor::Operator).await.unwrap().head;
    let all = AuditQuestion::default();
    let trail = example.muster.audit_trail(&Actor::Operator, &all, 5);
    let mut trail = trail.await.unwrap().entries.into_iter();
    let (entries, hash) = (head.entries, head.hash);
    let written = trail.next().map(|one| (one.by, one.event));
    assert_eq!(
        written,
        Some((None, Event::LedgerWritten { entries, hash }))
    );
}

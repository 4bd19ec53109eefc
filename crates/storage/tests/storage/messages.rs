//! Notices and the messages that bring them are written together, and nothing of them is lost.

use access::{AccountId, Role, Roles};
use jiff::{SignedDuration, Timestamp};
use storage::{
    DueMessage, MailTrouble, NewAccount, NewNotice, NoticeWish, ProposalId, Sending, Store,
};
use tempfile::TempDir;

use crate::example::NOON;

const PROPOSAL: ProposalId = ProposalId([5; 16]);

fn noon() -> Timestamp {
    NOON.parse().unwrap()
}

fn later(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

/// A store with somebody in it who has an address.
async fn opened() -> (TempDir, Store, AccountId) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let account = person(&store, 1, Role::Finance).await;
    (folder, store, account)
}

async fn person(store: &Store, number: u32, role: Role) -> AccountId {
    let new = NewAccount {
        name: format!("Postholder 00{number}"),
        sign_in_name: format!("officer{number}"),
        roles: Roles::everywhere([role]),
        password: String::new(),
    };
    let address = format!("officer{number}@example.org");
    let made = store.make_account_for_address(noon(), None, &new, &address);
    made.await.unwrap()
}

fn notice(account: AccountId, mark: i64, message: Option<Timestamp>) -> NewNotice {
    NewNotice {
        account,
        proposal: PROPOSAL,
        kind: "to-clear",
        mark,
        message,
    }
}

async fn due(store: &Store, at: Timestamp) -> Vec<DueMessage> {
    store.messages_due(at, 50).await.unwrap()
}

/// How many notices each message brings.
async fn brought(store: &Store, at: Timestamp) -> Vec<usize> {
    let due = due(store, at).await;
    due.iter().map(|one| one.notices.len()).collect()
}

#[tokio::test]
async fn what_was_told_at_once_comes_in_one_message_and_only_once() {
    let (_folder, store, one) = opened().await;
    let other = person(&store, 2, Role::Finance).await;
    let now = noon();
    let notices = [
        notice(one, 1, Some(now)),
        notice(one, 2, Some(now)),
        notice(other, 1, None),
    ];
    for _ in 0..2 {
        store.give_notices(now, 7, &notices).await.unwrap();
        assert_eq!(brought(&store, now).await, [2]);
        assert_eq!(store.unread_notices(other).await.unwrap(), 1);
    }
    assert_eq!(store.notices_given().await.unwrap(), 7);
    let message = due(&store, now).await.remove(0);
    assert_eq!(message.address.as_deref(), Some("officer1@example.org"));
    // What is told later comes in a message of its own.
    let more = [notice(one, 3, Some(now))];
    store.give_notices(now, 8, &more).await.unwrap();
    assert_eq!(brought(&store, now).await, [2, 1]);
}

#[tokio::test]
async fn a_message_waits_until_it_was_sent_though_muster_ends_in_between() {
    let (folder, store, account) = opened().await;
    let now = noon();
    let told = [notice(account, 1, Some(now))];
    store.give_notices(now, 1, &told).await.unwrap();
    let before = due(&store, now).await;
    // As when the power goes: nothing is closed.
    std::mem::forget(store);
    let store = Store::open(folder.path()).await.unwrap();
    assert_eq!(due(&store, now).await, before, "under the same id");

    let number = before[0].number;
    let failed = Sending::Later(later(5), "busy");
    store.message_tried(now, number, failed).await.unwrap();
    assert!(due(&store, now).await.is_empty());
    let again = due(&store, later(5)).await.remove(0);
    assert_eq!((again.attempts, &again.id), (1, &before[0].id));
    let sent = store.message_tried(later(5), number, Sending::Sent);
    sent.await.unwrap();
    assert!(due(&store, later(60)).await.is_empty());
    let trouble = store.mail_trouble(now, 10).await.unwrap();
    assert_eq!(trouble, MailTrouble::default());
}

#[tokio::test]
async fn a_summary_grows_until_its_hour() {
    let (_folder, store, account) = opened().await;
    let hour = later(60);
    for mark in [1, 2] {
        let told = [notice(account, mark, Some(hour))];
        store.give_notices(noon(), 1, &told).await.unwrap();
    }
    assert!(due(&store, later(59)).await.is_empty());
    assert_eq!(brought(&store, hour).await, [2]);
    // It may be on its way now.
    let told = [notice(account, 3, Some(hour))];
    store.give_notices(hour, 1, &told).await.unwrap();
    assert_eq!(brought(&store, hour).await, [2, 1]);
}

#[tokio::test]
async fn a_server_that_is_away_holds_all_back_and_the_oldest_are_given_up() {
    let (_folder, store, old) = opened().await;
    let new = person(&store, 2, Role::Finance).await;
    let first = [notice(old, 1, Some(noon()))];
    store.give_notices(noon(), 1, &first).await.unwrap();
    let second = [notice(new, 1, Some(later(10)))];
    store.give_notices(later(10), 1, &second).await.unwrap();
    let times = (later(20), later(5));
    let held_back = store.messages_held_back(later(10), times, "away");
    held_back.await.unwrap();
    assert!(due(&store, later(19)).await.is_empty());
    assert_eq!(brought(&store, later(20)).await, [1]);
    let trouble = store.mail_trouble(noon(), 10).await.unwrap();
    assert_eq!(
        (trouble.waiting, trouble.fault.as_deref()),
        (1, Some("away"))
    );
    let given_up: Vec<_> = trouble.given_up.iter().map(|one| one.account).collect();
    assert_eq!(given_up, [old]);
    let trouble = store.mail_trouble(later(11), 10).await.unwrap();
    assert!(trouble.given_up.is_empty(), "it is shown for a time");
}

#[tokio::test]
async fn whoever_wants_no_messages_gets_none_that_wait() {
    let (folder, store, account) = opened().await;
    let told = [notice(account, 1, Some(noon()))];
    store.give_notices(noon(), 1, &told).await.unwrap();
    let choose = |how, by_message, address| {
        store.choose_notices(noon(), account, (how, by_message), address)
    };
    let private = "private@example.org";
    choose("daily", true, Some(private)).await.unwrap();
    let wish = NoticeWish {
        how: Some("daily".to_owned()),
        address: Some(private.to_owned()),
        account_address: Some("officer1@example.org".to_owned()),
    };
    assert_eq!(store.notice_wish(account).await.unwrap(), wish);
    let wishes = store.notice_wishes().await.unwrap();
    assert_eq!(wishes.get(&account), Some(&wish));
    let message = due(&store, noon()).await.remove(0);
    assert_eq!(message.address.as_deref(), Some(private));

    choose("on-page", false, None).await.unwrap();
    assert!(due(&store, noon()).await.is_empty());
    let notices = store.notices(account, 10).await.unwrap();
    assert_eq!(notices.len(), 1, "the notice stays");
    assert!(!holds(&folder, private), "an address that was taken away");
}

#[tokio::test]
async fn all_of_it_goes_with_the_account_and_with_the_person() {
    for is_erased in [false, true] {
        let (folder, store, account) = opened().await;
        person(&store, 2, Role::Administrator).await;
        let told = [notice(account, 1, Some(noon()))];
        store.give_notices(noon(), 1, &told).await.unwrap();
        let number = due(&store, noon()).await[0].number;
        let fault = "550 <private@example.org>: unknown";
        let refused = Sending::GivenUp(fault);
        store.message_tried(noon(), number, refused).await.unwrap();
        let how = ("at-once", true);
        let address = Some("private@example.org");
        let chosen = store.choose_notices(noon(), account, how, address);
        chosen.await.unwrap();
        assert!(holds(&folder, "private@example.org"));
        if is_erased {
            let accounts = store.accounts().await.unwrap();
            let person = accounts[0].person;
            store.erase_person(noon(), None, person).await.unwrap();
        } else {
            store.end_account(noon(), None, account).await.unwrap();
        }
        assert!(store.notices(account, 10).await.unwrap().is_empty());
        let trouble = store.mail_trouble(noon(), 10).await.unwrap();
        assert_eq!(trouble, MailTrouble::default());
        assert!(!holds(&folder, "private@example.org"), "{is_erased}");
    }
}

/// Does the text stand anywhere in what is on the disk?
fn holds(folder: &TempDir, text: &str) -> bool {
    std::fs::read_dir(folder.path()).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let mut parts = bytes.windows(text.len());
        parts.any(|part| part == text.as_bytes())
    })
}

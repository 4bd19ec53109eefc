//! Messages bring notices to those who want that, and none is lost.

use access::{AccountId, Actor, Role, Roles};
use app::{AppError, Invitation, NoticeChoice, NoticeKind, Outgoing, Sent};
use governance::Step;

use crate::example::{Example, administrator};
use crate::way::{begun, notts, somebody, take};

/// Somebody with an e-mail address of that number.
async fn reached(example: &Example, number: u32, role: Role) -> Actor {
    let roles = Roles::everywhere([role]);
    let invitation = Invitation {
        name: format!("Postholder 00{number}"),
        sign_in_name: format!("officer{number}"),
        roles: roles.clone(),
        password: "teapot lantern gravel".to_owned(),
    };
    let address = format!("officer{number}@example.org");
    let muster = &example.muster;
    let made = muster.make_account_reached_at(&Actor::Operator, &invitation, &address);
    Actor::Account {
        id: made.await.unwrap(),
        roles,
    }
}

/// An author sends a proposal for comments, and those who comment are told.
async fn sent_for_comments(example: &Example) {
    let muster = &example.muster;
    let author = somebody(example, "Officer 1", Role::Staff).await;
    let proposal = begun(example, &author).await;
    let seen = muster.life_of(&proposal);
    let step = Step::SentForComments { revision: 1 };
    let taken = take(example, &author, &proposal, &seen, &step, None).await;
    taken.unwrap();
    muster.tell_of_steps(true).await.unwrap();
}

async fn outgoing(example: &Example) -> Vec<Outgoing> {
    example.muster.outgoing().await.unwrap()
}

/// To whom messages go, and how many notices each brings.
async fn addressed(example: &Example) -> Vec<(String, usize)> {
    let outgoing = outgoing(example).await.into_iter();
    let brought = outgoing.map(|one| (one.address, one.told.len()));
    brought.collect()
}

fn to(number: u32) -> String {
    format!("officer{number}@example.org")
}

fn account(actor: &Actor) -> AccountId {
    actor.account().unwrap()
}

#[tokio::test]
async fn each_person_is_told_as_they_chose() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let at_once = reached(&example, 2, Role::Finance).await;
    let daily = reached(&example, 3, Role::Finance).await;
    let on_page = reached(&example, 4, Role::Finance).await;
    let nowhere = somebody(&example, "Officer 5", Role::Finance).await;
    for (actor, choice) in [
        (&daily, NoticeChoice::Daily),
        (&on_page, NoticeChoice::OnPage),
    ] {
        muster.choose_notices(actor, choice, "").await.unwrap();
    }
    sent_for_comments(&example).await;
    for told in [&at_once, &daily, &on_page, &nowhere] {
        assert_eq!(muster.notices(told).await.unwrap().len(), 1);
    }
    assert_eq!(addressed(&example).await, [(to(2), 1)]);
    let message = outgoing(&example).await.remove(0);
    assert_eq!(message.told[0].kind, NoticeKind::CommentAsked);
    muster.sent(&message, &Sent::Yes).await.unwrap();
    assert_eq!(addressed(&example).await, []);
    // The next morning.
    example.clock.pass(21 * 60);
    assert_eq!(addressed(&example).await, [(to(3), 1)]);
}

#[tokio::test]
async fn nothing_is_sent_where_no_mail_is_set_up_nor_later() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let finance = reached(&example, 2, Role::Finance).await;
    let author = somebody(&example, "Officer 1", Role::Staff).await;
    let proposal = begun(&example, &author).await;
    let seen = muster.life_of(&proposal);
    let step = Step::SentForComments { revision: 1 };
    let taken = take(&example, &author, &proposal, &seen, &step, None).await;
    taken.unwrap();
    muster.tell_of_steps(false).await.unwrap();
    muster.tell_of_steps(true).await.unwrap();
    assert_eq!(muster.unread_notices(&finance).await.unwrap(), 1);
    assert_eq!(addressed(&example).await, []);
}

#[tokio::test]
async fn a_message_is_tried_for_three_days_and_then_an_administrator_reads_why() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    reached(&example, 2, Role::Finance).await;
    sent_for_comments(&example).await;
    let id = outgoing(&example).await.remove(0).id;
    let away = Sent::NoServer("connection refused".to_owned());
    let mut attempts = 0;
    for _ in 0..3 * 24 * 60 {
        for message in outgoing(&example).await {
            assert_eq!(message.id, id);
            attempts += 1;
            muster.sent(&message, &away).await.unwrap();
        }
        example.clock.pass(1);
    }
    assert!((70..120).contains(&attempts), "{attempts}");
    let trouble = muster.mail_trouble(&administrator()).await.unwrap();
    assert_eq!(trouble.waiting, 1);
    assert_eq!(trouble.fault.as_deref(), Some("connection refused"));
    assert!(trouble.given_up.is_empty());
    example.clock.pass(60);
    let last = outgoing(&example).await.remove(0);
    muster.sent(&last, &away).await.unwrap();
    example.clock.pass(24 * 60);
    assert!(outgoing(&example).await.is_empty());
    let trouble = muster.mail_trouble(&administrator()).await.unwrap();
    assert_eq!((trouble.waiting, trouble.fault), (0, None));
    let [given_up] = trouble.given_up.as_slice() else {
        panic!("{:?}", trouble.given_up);
    };
    assert_eq!(given_up.name, "Postholder 002");
    assert_eq!(given_up.fault, "connection refused");
}

#[tokio::test]
async fn an_address_that_is_refused_holds_up_nobody_else() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    reached(&example, 2, Role::Finance).await;
    reached(&example, 3, Role::Finance).await;
    reached(&example, 4, Role::Finance).await;
    sent_for_comments(&example).await;
    let mut outgoing = outgoing(&example).await;
    outgoing.sort_by(|a, b| a.address.cmp(&b.address));
    let [unknown, greylisted, fine] = outgoing.as_slice() else {
        panic!("{outgoing:?}");
    };
    let refused = Sent::Refused("550 unknown".to_owned());
    muster.sent(unknown, &refused).await.unwrap();
    let not_now = Sent::NotNow("451 greylisted".to_owned());
    muster.sent(greylisted, &not_now).await.unwrap();
    muster.sent(fine, &Sent::Yes).await.unwrap();
    assert_eq!(addressed(&example).await, []);
    example.clock.pass(1);
    assert_eq!(addressed(&example).await, [(to(3), 1)]);
    let trouble = muster.mail_trouble(&administrator()).await.unwrap();
    assert_eq!(trouble.given_up[0].fault, "550 unknown");
}

#[tokio::test]
async fn messages_wait_for_whoever_starts_muster_again() {
    let example = Example::of_cases().await;
    reached(&example, 2, Role::Finance).await;
    sent_for_comments(&example).await;
    let before = outgoing(&example).await.remove(0).id;
    let example = example.started_again().await;
    let message = outgoing(&example).await.remove(0);
    assert_eq!(message.id, before);
}

#[tokio::test]
async fn a_message_goes_where_its_owner_says_and_only_there() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let finance = reached(&example, 2, Role::Finance).await;
    let nowhere = somebody(&example, "Officer 5", Role::Finance).await;
    for (actor, typed, word) in [
        (
            &finance,
            "a@example.org\r\nBcc: b@example.org",
            "looks like",
        ),
        (&finance, "a@example.org\nBcc:b@example.org", "looks like"),
        (&finance, "a@example.org,b@example.org", "looks like"),
        (&finance, "<a@example.org>", "looks like"),
        (&finance, "a\u{0}@example.org", "looks like"),
        (&nowhere, " ", "no e-mail address"),
    ] {
        let chosen = muster.choose_notices(actor, NoticeChoice::AtOnce, typed);
        let fault = chosen.await.unwrap_err().to_string();
        assert!(fault.contains(word), "{typed:?}: {fault}");
    }
    let chosen = muster.choose_notices(&nowhere, NoticeChoice::OnPage, "");
    chosen.await.unwrap();
    let other = " other@example.org ";
    let chosen = muster.choose_notices(&finance, NoticeChoice::AtOnce, other);
    chosen.await.unwrap();
    let settings = muster.notice_settings(&finance).await.unwrap().unwrap();
    assert_eq!(settings.address.as_deref(), Some("other@example.org"));
    assert_eq!(settings.account_address, Some(to(2)));
    sent_for_comments(&example).await;
    let goes_to = addressed(&example).await;
    assert_eq!(goes_to, [("other@example.org".to_owned(), 1)]);

    // It is no way to the account of somebody else.
    let its_owner = Invitation {
        name: "Postholder 009".to_owned(),
        sign_in_name: String::new(),
        roles: Roles::everywhere([Role::Staff]),
        password: String::new(),
    };
    let made = muster.make_account_reached_at(&Actor::Operator, &its_owner, "other@example.org");
    made.await.unwrap();

    // Without an address it goes nowhere.
    let administrator = administrator();
    let set = muster.set_address(&administrator, account(&finance), "");
    set.await.unwrap();
    let forgotten = muster.choose_notices(&finance, NoticeChoice::OnPage, "");
    forgotten.await.unwrap();
    let nothing = muster.choose_notices(&finance, NoticeChoice::AtOnce, "");
    assert!(matches!(nothing.await, Err(AppError::NowhereToSend)));
}

#[tokio::test]
async fn those_who_see_to_a_promise_are_told_once_when_it_nears_and_when_it_is_overdue() {
    let example = Example::of_kept_cases().await;
    let muster = &example.muster;
    let services = reached(&example, 2, Role::DemocraticServices).await;
    let finance = reached(&example, 3, Role::Finance).await;
    let told = async |kind| {
        let told = muster.notices(&services).await.unwrap();
        told.iter().filter(|one| one.kind == kind).count()
    };
    let to_day = |day: &str| {
        let there: base::Date = day.parse().unwrap();
        let days = example.today().until(there).unwrap().get_days();
        example.clock.pass(i64::from(days) * 24 * 60);
    };
    // A further report was promised by 31 March 2019.
    to_day("2019-03-02");
    muster.tell_of_days(true).await.unwrap();
    assert_eq!(told(NoticeKind::PromiseNear).await, 0);
    let before = told(NoticeKind::PromiseOverdue).await;
    for (day, near, overdue) in [
        ("2019-03-03", 1, 0),
        ("2019-03-31", 1, 0),
        ("2019-04-01", 1, 1),
        ("2019-04-02", 1, 1),
    ] {
        to_day(day);
        muster.tell_of_days(true).await.unwrap();
        assert_eq!(told(NoticeKind::PromiseNear).await, near, "{day}");
        assert_eq!(
            told(NoticeKind::PromiseOverdue).await,
            before + overdue,
            "{day}"
        );
    }
    assert_eq!(muster.notices(&finance).await.unwrap(), []);
    let first = outgoing(&example).await.remove(0);
    assert_eq!(first.told.len(), before, "those of one day in one message");
    let overdue = &muster.notices(&services).await.unwrap()[0];
    assert_eq!(overdue.kind, NoticeKind::PromiseOverdue);
    assert_eq!(overdue.body, notts());
}

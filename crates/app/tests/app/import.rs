//! An opening balance, recorded whole or not at all.

use access::Actor;
use app::{AppError, Balance, BodyKey, Moment, Written};
use exchange::{Choices, Layout, List, Reading, Remedies};
use storage::{Snapshot, StoreError, Watch};

use crate::example::{Example, administrator, clerk};

const LIST: &[u8] = b"Post title,Team,FTE,Postholder,Employee number\n\
    Service Organiser,Placements,1,Postholder 014,E014\n\
    Team Manager,Placements,0.5,Postholder 015,E015\n";

/// The list, written after what a snapshot holds.
fn written(onto: &Snapshot) -> Written {
    let date = "2018-04-01".parse().unwrap();
    titled(onto, &Balance::usual_title(date), None).unwrap()
}

/// The same under a title, with who answers for it.
fn titled(onto: &Snapshot, title: &str, authority: Option<&str>) -> Result<Written, AppError> {
    let list = List::open("posts.csv", LIST).unwrap();
    let layout = Layout::guess(&list).unwrap();
    let date = "2018-04-01".parse().unwrap();
    let choices = Choices {
        body: "Anytown Council".to_owned(),
        date,
        remedies: Remedies::default(),
    };
    let reading = Reading::of(&list, &layout, &choices).unwrap();
    let balance = Balance {
        title: title.to_owned(),
        body: choices.body.clone(),
        date,
        authority: authority.map(str::to_owned),
    };
    Ok(Written::of(onto, &reading, &balance, date)?.0)
}

#[tokio::test]
async fn what_stays_names_nobody_who_holds_a_post() {
    let example = Example::empty().await;
    let onto = example
        .muster
        .ledger_to_import_onto(&Actor::Operator, "Anytown Council");
    let onto = onto.await.unwrap();
    let refused = |title, authority| titled(&onto, title, authority).unwrap_err().to_string();
    assert_eq!(
        refused("Posts, 014 POSTHOLDER", None),
        "the title must not hold the name of somebody who holds a post: what is recorded stays"
    );
    assert_eq!(
        refused("Posts", Some("Postholder 015")),
        "who answers for the list must not hold the name of somebody who holds a post: what is \
         recorded stays"
    );
    // A word of a name is no name.
    let written = titled(&onto, "Every postholder", Some("Head of Human Resources")).unwrap();
    let decision = &written.branch.entries()[0].authority.decision;
    assert_eq!(decision.title, "Every postholder");
}

#[tokio::test]
async fn posts_and_their_holders_are_recorded_together_and_once() {
    let example = Example::empty().await;
    let (operator, muster) = (Actor::Operator, &example.muster);
    let onto = muster.ledger_to_import_onto(&operator, "Anytown Council");
    let written = written(&onto.await.unwrap());
    let watch = Watch::default();
    let head = muster.import(&operator, &written, None, &watch).await;
    assert_eq!(head.unwrap().entries, 3);
    assert_eq!(watch.progress(), (5, 5), "three entries and two holders");
    let line = written.holdings[0].line;
    let body = BodyKey::of("Anytown Council");
    let today = Moment::on(muster.clock().today());
    let (view, _) = muster.units(&operator, &body, today).await.unwrap();
    let told = async |actor: &Actor| muster.holders(actor, &view, line).await.unwrap();
    let holders = told(&operator).await.unwrap();
    assert_eq!(holders[0].name.as_deref(), Some("Postholder 014"));
    let again = muster.import(&operator, &written, None, &watch).await;
    let conflict = |answer| matches!(answer, Err(AppError::Store(StoreError::Conflict { .. })));
    assert!(conflict(again), "the ledger has moved");
    assert_eq!(told(&operator).await.unwrap().len(), 1);
    let onto = muster.ledger_to_import_onto(&operator, "anytown council");
    assert_eq!(
        onto.await.unwrap_err().to_string(),
        "the register already holds posts of anytown council"
    );
    assert_eq!(told(&clerk()).await, None);
    let person = holders[0].person;
    muster.erase_person(&operator, person).await.unwrap();
    assert_eq!(told(&operator).await.unwrap()[0].name, None);
}

#[tokio::test]
async fn a_list_is_kept_between_steps_and_erased_when_it_is_recorded() {
    let example = Example::empty().await;
    let (actor, muster) = (administrator(), &example.muster);
    let id = muster.hand_in(&actor, "posts.csv", LIST, "step=1").await;
    let id = id.unwrap();
    muster.choose(&actor, id, "step=2").await.unwrap();
    let upload = muster.upload(&actor, id).await.unwrap();
    assert_eq!((upload.chosen.as_str(), upload.receipt), ("step=2", None));
    assert_eq!(muster.upload_content(&actor, id).await.unwrap(), LIST);
    let onto = muster.ledger_to_import_onto(&actor, "Anytown Council");
    let written = written(&onto.await.unwrap());
    let stopped = Watch::default();
    stopped.stop();
    let stopped = muster.import(&actor, &written, Some(id), &stopped).await;
    assert!(matches!(
        stopped,
        Err(AppError::Store(StoreError::Cancelled))
    ));
    assert_eq!(muster.upload_content(&actor, id).await.unwrap(), LIST);
    let watch = Watch::default();
    let head = muster.import(&actor, &written, Some(id), &watch).await;
    let upload = muster.upload(&actor, id).await.unwrap();
    assert_eq!(upload.receipt, Some(head.unwrap()));
    let content = muster.upload_content(&actor, id).await.unwrap_err();
    assert_eq!(content.to_string(), "there is no such list");
    let onto = muster.ledger_to_import_onto(&actor, "Othertown Council");
    let twice = self::written(&onto.await.unwrap());
    let twice = muster.import(&actor, &twice, Some(id), &watch).await;
    assert!(matches!(
        twice,
        Err(AppError::Store(StoreError::UploadGone))
    ));
}

#[tokio::test]
async fn a_list_goes_when_nobody_works_on_it_and_staff_never_see_it() {
    let example = Example::empty().await;
    let (actor, muster) = (administrator(), &example.muster);
    let id = muster.hand_in(&actor, "posts.csv", LIST, "").await.unwrap();
    assert_eq!(muster.erase_old_uploads().await.unwrap(), 0);
    for refused in [
        muster.uploads(&clerk()).await.map(drop),
        muster.upload(&clerk(), id).await.map(drop),
        muster.upload_content(&clerk(), id).await.map(drop),
        muster.choose(&clerk(), id, "").await,
        muster.erase_upload(&clerk(), id).await,
        muster
            .hand_in(&clerk(), "posts.csv", LIST, "")
            .await
            .map(drop),
    ] {
        let refused = refused.unwrap_err().to_string();
        assert_eq!(refused, "you may not import an establishment");
    }
    example.clock.pass(8 * 24 * 60);
    assert_eq!(muster.erase_old_uploads().await.unwrap(), 1);
    assert_eq!(muster.uploads(&actor).await.unwrap(), []);
}

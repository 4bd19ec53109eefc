//! What everybody may read, and from when on.

use access::{Actor, Role, Roles};
use app::{AppError, BodyKey, CaseLife, Invitation, OpenProposal, Reference, WaitsFor};
use base::When;
use drafting::Beginning;
use governance::{Edition, Published, Relied, Signed, SignedComment, Standing, Step};

use crate::example::Example;

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

async fn somebody(example: &Example, role: Role) -> Actor {
    let roles = Roles::everywhere([role]);
    let invitation = Invitation {
        name: format!("Officer for {}", role.name()),
        sign_in_name: role.name().to_owned(),
        roles: roles.clone(),
        password: "teapot lantern gravel".to_owned(),
    };
    let made = example.muster.make_account(&Actor::Operator, &invitation);
    Actor::Account {
        id: made.await.unwrap(),
        roles,
    }
}

/// A case on its way.
struct Case<'e> {
    example: &'e Example,
    reference: Reference,
}

impl<'e> Case<'e> {
    async fn begun(example: &'e Example, author: &Actor) -> Self {
        let beginning = Beginning {
            title: "Reorganisation of Placements".into(),
            body: "Nottinghamshire County Council".into(),
            unit: "Commissioning and Placements Group".into(),
            from: Some(When::Day("2026-06-01".parse().unwrap())),
            pay: None,
        };
        let council = notts();
        let begun = example.muster.begin_proposal(author, &council, &beginning);
        let reference = begun.await.unwrap();
        Self { example, reference }
    }

    async fn take(&self, actor: &Actor, step: Step) {
        let muster = &self.example.muster;
        let council = notts();
        let open = muster.proposal(actor, &council, &self.reference).await;
        let open: OpenProposal = open.unwrap();
        let seen: CaseLife = muster.life_of(&open);
        let subject = |kind: &str| (kind.to_owned(), String::new());
        let standing = Standing {
            subjects: ["constitutional", "financial", "hr"].map(subject).into(),
            ..Standing::default()
        };
        let words = Some("Considered.");
        let taken = muster.take(actor, &open, &seen, &standing, &step, words);
        taken.await.unwrap();
    }

    async fn signed(&self, actor: &Actor, kind: &str) {
        let step = Step::CommentSigned(SignedComment {
            kind: kind.to_owned(),
            role: "Officer".to_owned(),
            signed: Signed::Signed,
            revision: 1,
            relied: Relied::default(),
        });
        self.take(actor, step).await;
    }

    /// Everything up to the publication, by those who may.
    async fn published(&self, author: &Actor, democratic: &Actor, from: &str, exempt: bool) {
        self.take(author, Step::SentForComments { revision: 1 })
            .await;
        for (role, kind) in [
            (Role::Legal, "constitutional"),
            (Role::Finance, "financial"),
            (Role::Hr, "hr"),
        ] {
            let officer = somebody(self.example, role).await;
            let waits = self.example.muster.waiting(&officer, &notts()).await;
            let waits: Vec<_> = waits.unwrap().into_iter().map(|one| one.what).collect();
            let [WaitsFor::Comment(waits, _)] = waits.as_slice() else {
                panic!("{waits:?}");
            };
            assert_eq!(waits, kind);
            self.signed(&officer, kind).await;
        }
        self.take(democratic, Step::Cleared { revision: 1 }).await;
        let edition = |exempt| Edition {
            exempt,
            format: "pdf".to_owned(),
            digest: "0".repeat(64),
        };
        let step = Step::Published(Published {
            revision: 1,
            decision_maker: "Policy Committee".to_owned(),
            meeting: "2026-04-20".parse().unwrap(),
            from: from.to_owned(),
            editions: match exempt {
                true => vec![edition(false), edition(true)],
                false => vec![edition(false)],
            },
        });
        self.take(democratic, step).await;
    }

    /// What the public sees of it: the titles in the list, and whether its text is there.
    async fn seen(&self) -> (Vec<String>, Result<bool, String>) {
        let (muster, public, council) = (&self.example.muster, Actor::Public, notts());
        let listed = muster.published(&public).await.unwrap();
        let titles = listed.into_iter().map(|one| one.title).collect();
        let text = muster.published_text(&public, &council, &self.reference);
        let text = text.await.map(|text| text.draft.is_some());
        (titles, text.map_err(|error| error.to_string()))
    }
}

const HIDDEN: &str = "there is no such page";

#[tokio::test]
async fn nothing_is_published_before_its_hour() {
    let example = Example::of_cases().await;
    let author = somebody(&example, Role::Staff).await;
    let democratic = somebody(&example, Role::DemocraticServices).await;
    let case = Case::begun(&example, &author).await;
    let hidden = (Vec::new(), Err(HIDDEN.to_owned()));
    assert_eq!(case.seen().await, hidden);
    let from = example.in_minutes(30);
    case.published(&author, &democratic, &from, false).await;
    assert_eq!(case.seen().await, hidden, "its hour has not come");
    let (council, other) = (notts(), Reference::of("P-99-99"));
    let muster = &example.muster;
    let unknown = muster.published_text(&Actor::Public, &council, &other);
    assert_eq!(unknown.await.unwrap_err().to_string(), HIDDEN);
    example.clock.pass(31);
    let title = "Reorganisation of Placements".to_owned();
    assert_eq!(case.seen().await, (vec![title], Ok(true)));
    let found = |words| example.muster.published_with(&Actor::Public, words);
    assert_eq!(found("placements REORGANISATION").await.unwrap().len(), 1);
    assert_eq!(found("nothing has this word").await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_report_with_a_withheld_part_is_named_and_not_shown() {
    let example = Example::of_cases().await;
    let author = somebody(&example, Role::Staff).await;
    let democratic = somebody(&example, Role::DemocraticServices).await;
    let case = Case::begun(&example, &author).await;
    let from = example.in_minutes(0);
    case.published(&author, &democratic, &from, true).await;
    let title = "Reorganisation of Placements".to_owned();
    assert_eq!(case.seen().await, (vec![title], Ok(false)));
}

#[tokio::test]
async fn whoever_is_not_signed_in_asks_for_nothing_else() {
    let example = Example::of_cases().await;
    let refused = example.muster.proposals(&Actor::Public, &notts()).await;
    assert!(matches!(refused, Err(AppError::Refused(_))));
}

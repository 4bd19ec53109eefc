//! What everybody may read, and from when on.

use access::{Actor, Capacity, Role, Roles};
use app::{
    AppError, AuditKind, AuditQuestion, BodyKey, CASE_FORMAT, CaseLife, Document, Event,
    Invitation, OpenProposal, PublishedReport, Reference, WaitsFor,
};
use base::When;
use drafting::{Beginning, Draft};
use governance::{
    Decided, Notice, NoticeGiven, Record, Relied, Resolution, Signed, SignedComment, Standing, Step,
};
use proposal::case::Outcome;

use crate::example::Example;

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

async fn somebody(example: &Example, role: Role) -> Actor {
    called(example, role, role.name()).await
}

async fn called(example: &Example, role: Role, name: &str) -> Actor {
    let roles = Roles::everywhere([role]);
    let invitation = Invitation {
        name: format!("Officer for {name}"),
        sign_in_name: name.to_owned(),
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

    async fn signed(&self, actor: &Actor, kind: &str, revision: u32) {
        let step = Step::CommentSigned(SignedComment {
            kind: kind.to_owned(),
            role: "Officer".to_owned(),
            signed: Signed::Signed,
            revision,
            relied: Relied::default(),
        });
        self.take(actor, step).await;
    }

    /// Everything up to the publication, by those who may.
    async fn published_revision(
        &self,
        author: &Actor,
        democratic: &Actor,
        from: &str,
        exempt: bool,
        revision: u32,
    ) {
        self.take(author, Step::SentForComments { revision }).await;
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
            self.signed(&officer, kind, revision).await;
        }
        self.take(democratic, Step::Cleared { revision }).await;
        let (muster, council) = (&self.example.muster, notts());
        let open = muster.proposal(democratic, &council, &self.reference).await;
        let open = open.unwrap();
        let mut seen = muster.sign_offs(democratic, &council, &open).await.unwrap();
        let subject = |kind: &str| (kind.to_owned(), String::new());
        seen.standing = Standing {
            subjects: ["constitutional", "financial", "hr"].map(subject).into(),
            ..Standing::default()
        };
        let document = |is_exempt, format: &str, bytes: &[u8]| Document {
            format: format.to_owned(),
            is_exempt,
            bytes: bytes.to_vec(),
        };
        let public = muster.public_edition(&open, &seen);
        let mut documents = vec![
            document(false, CASE_FORMAT, public.text().as_bytes()),
            document(false, "pdf", b"for everybody"),
        ];
        if exempt {
            documents.push(document(true, "pdf", b"not for everybody"));
        }
        let from = from.parse().unwrap();
        let published = muster.publish(democratic, &open, &seen, from, &documents);
        published.await.unwrap();
    }

    async fn changed(&self, author: &Actor, words: &str) {
        let (muster, council) = (&self.example.muster, notts());
        let open = muster
            .proposal(author, &council, &self.reference)
            .await
            .unwrap();
        let own = open.draft.text();
        let head = match own.contains("decision_maker") {
            true => "",
            false => "decision_maker = \"Policy Committee\"\ndate = 2026-04-20\n",
        };
        let text = format!("{head}{own}\n{words}");
        let draft = Draft::read(&text);
        muster
            .save_draft(author, &council, &open, &draft)
            .await
            .unwrap();
    }

    /// What the public sees of it: the titles in the list, and whether its text is there.
    async fn seen(&self) -> (Vec<String>, Result<bool, String>) {
        let (muster, public, council) = (&self.example.muster, Actor::Public, notts());
        let listed = muster.published(&public).await.unwrap();
        let titles = listed.into_iter().map(|one| one.title).collect();
        let report = muster.published_report(&public, &council, &self.reference);
        let text = match report.await {
            Ok(report) => muster.published_file(&public, &report, "pdf").await,
            Err(error) => Err(error),
        };
        let text = text.map(|text| text == b"for everybody");
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
    case.changed(&author, "").await;
    case.published_revision(&author, &democratic, &from, false, 2)
        .await;
    assert_eq!(case.seen().await, hidden, "its hour has not come");
    let (council, other) = (notts(), Reference::of("P-99-99"));
    let muster = &example.muster;
    let unknown = muster.published_report(&Actor::Public, &council, &other);
    assert_eq!(unknown.await.unwrap_err().to_string(), HIDDEN);
    example.clock.pass(31);
    let title = "Reorganisation of Placements".to_owned();
    assert_eq!(case.seen().await, (vec![title], Ok(true)));
    let found = |words| example.muster.published_with(&Actor::Public, words);
    assert_eq!(found("placements REORGANISATION").await.unwrap().len(), 1);
    assert_eq!(found("nothing has this word").await.unwrap().len(), 0);
}

const EXEMPT: &str = "
[[change]]
establish = \"Cobalt Officer\"
grade = \"Grade 4\"
posts = 1
fte = 1
permanent = true
cost = 61739

[[exempt]]
posts = \"Cobalt Officer\"
fields = [\"pay\", \"title\"]
ground = 1
reason = \"One person holds it.\"
";

#[tokio::test]
async fn the_public_gets_the_public_edition_as_it_was_kept() {
    let example = Example::of_cases().await;
    let author = somebody(&example, Role::Staff).await;
    let democratic = somebody(&example, Role::DemocraticServices).await;
    let case = Case::begun(&example, &author).await;
    case.changed(&author, EXEMPT).await;
    let from = example.in_minutes(0);
    case.published_revision(&author, &democratic, &from, true, 2)
        .await;
    let title = "Reorganisation of Placements".to_owned();
    assert_eq!(case.seen().await, (vec![title], Ok(true)));
    let (muster, council) = (&example.muster, notts());
    let report = muster.published_report(&Actor::Public, &council, &case.reference);
    let report = report.await.unwrap();
    assert_eq!(report.withheld.len(), 1);
    let kept = muster.published_file(&Actor::Public, &report, CASE_FORMAT);
    let kept = String::from_utf8(kept.await.unwrap()).unwrap();
    for secret in ["Cobalt", "61739", "Grade 4"] {
        assert!(!kept.contains(secret), "{secret} in {kept}");
    }
    let found = muster
        .published_with(&Actor::Public, "cobalt")
        .await
        .unwrap();
    assert!(found.is_empty());
    let open = muster
        .proposal(&democratic, &council, &case.reference)
        .await
        .unwrap();
    let exempt = muster.edition_file(&democratic, &open, true, "pdf").await;
    assert_eq!(exempt.unwrap(), b"not for everybody");
}

#[tokio::test]
async fn whoever_may_not_see_what_is_exempt_reads_the_public_edition() {
    let example = Example::of_cases().await;
    let author = somebody(&example, Role::Staff).await;
    let administrator = somebody(&example, Role::Administrator).await;
    let case = Case::begun(&example, &author).await;
    case.changed(&author, EXEMPT).await;
    let (muster, council) = (&example.muster, notts());
    let open = |actor| muster.proposal(actor, &council, &case.reference);
    let own = open(&author).await.unwrap();
    assert!(own.draft.text().contains("Cobalt"));
    let other = open(&administrator).await.unwrap();
    assert_ne!(other.capacity, Capacity::Author);
    let analysis = muster
        .consequences(&administrator, &council, &other.draft)
        .await;
    let analysis = analysis.unwrap();
    let shown = format!(
        "{} {:?} {:?}",
        other.draft.text(),
        analysis.resolved,
        analysis.findings
    );
    for secret in ["Cobalt", "61739", "61,739"] {
        assert!(!shown.contains(secret), "{secret}");
    }
    assert_eq!(analysis.statement.totals.posts.to_string(), "withheld");
    let draft = Draft::read(other.draft.text());
    let saved = muster
        .save_draft(&administrator, &council, &other, &draft)
        .await;
    assert!(saved.is_err(), "what was not seen would be lost");

    // So does whoever came by a link, at each revision.
    let reviewer = called(&example, Role::Staff, "reviewer").await;
    let link = muster.make_case_link(&author, &own, Capacity::Reviewer, "HR", 14);
    let link = link.await.unwrap();
    muster.join_case(&reviewer, &council, link).await.unwrap();
    let theirs = open(&reviewer).await.unwrap();
    assert_eq!(theirs.capacity, Capacity::Reviewer);
    let analysis = muster.consequences(&reviewer, &council, &theirs.draft);
    let analysis = analysis.await.unwrap();
    let shown = format!("{} {:?}", theirs.draft.text(), analysis.resolved);
    for secret in ["Cobalt", "61739", "61,739"] {
        assert!(!shown.contains(secret), "{secret}");
    }
    muster.note_opened(&reviewer, &theirs).await.unwrap();
    assert_eq!(
        shown_of(&case).await,
        [""; 0],
        "they were shown nothing exempt"
    );
}

/// Who was shown what of a case, as its audit trail has it, latest first.
async fn shown_of(case: &Case<'_>) -> Vec<String> {
    let muster = &case.example.muster;
    let council = notts();
    let open = muster.proposal(&Actor::Operator, &council, &case.reference);
    let question = AuditQuestion {
        kind: Some(AuditKind::Withheld),
        cases: Some(vec![open.await.unwrap().saved.proposal]),
        ..AuditQuestion::default()
    };
    let page = muster.audit_trail(&Actor::Operator, &question, 100).await;
    let page = page.unwrap();
    let said = page.entries.iter().map(|entry| match &entry.event {
        Event::WithheldSeen { what, .. } => {
            let who = entry
                .by
                .and_then(|id| page.names.accounts.get(&id).cloned());
            format!("{}: {what}", who.unwrap_or_default())
        }
        other => format!("{other:?}"),
    });
    said.collect()
}

#[tokio::test]
async fn whoever_opens_what_is_exempt_is_noted_once_a_day() {
    let example = Example::of_cases().await;
    let author = somebody(&example, Role::Staff).await;
    let administrator = somebody(&example, Role::Administrator).await;
    let case = Case::begun(&example, &author).await;
    let (muster, council) = (&example.muster, notts());
    let opens = async |actor: &Actor| {
        let open = muster.proposal(actor, &council, &case.reference).await;
        muster.note_opened(actor, &open.unwrap()).await.unwrap();
    };
    opens(&author).await;
    assert_eq!(shown_of(&case).await, [""; 0], "nothing in it is exempt");
    case.changed(&author, EXEMPT).await;
    for _ in 0..3 {
        opens(&author).await;
        opens(&administrator).await;
    }
    let first = "Officer for staff: the exempt parts, in its pages, of revision 2";
    assert_eq!(
        shown_of(&case).await,
        [first],
        "an administrator reads the public edition"
    );
    case.changed(&author, "# One comment more.\n").await;
    opens(&author).await;
    assert_eq!(shown_of(&case).await, [first], "on the same day");
    example.clock.pass(24 * 60);
    opens(&author).await;
    opens(&author).await;
    let next = "Officer for staff: the exempt parts, in its pages, of revision 3";
    assert_eq!(shown_of(&case).await, [next, first]);
}

#[tokio::test]
async fn whoever_is_not_signed_in_asks_for_nothing_else() {
    let example = Example::of_cases().await;
    let refused = example.muster.proposals(&Actor::Public, &notts()).await;
    assert!(matches!(refused, Err(AppError::Refused(_))));
}

const WHOLE: &str = "
[[exempt]]
document = \"report\"
ground = 3
reason = \"It would tell what the council bids.\"
";

/// A decision that a member took alone, with the record that the law wants.
fn taken_alone() -> Decided {
    Decided {
        on: "2026-04-20".parse().unwrap(),
        decision_maker: "Executive Member for Adult Services".to_owned(),
        revision: 2,
        resolutions: vec![Resolution {
            recommendation: 1,
            outcome: Outcome::ApprovedAsAmended,
            minuted: Some("That the quokka post is established for a year.".to_owned()),
            conditions: Vec::new(),
        }],
        ledger: None,
        record: Some(Record {
            reasons: "The wombat grant ends in June.".to_owned(),
            alternatives: "To wait for the autumn.".to_owned(),
            interests: String::new(),
        }),
    }
}

/// A report that was decided on less than the usual notice; exempt as a whole, or not at all.
async fn decided_early(example: &Example, words: &str) -> PublishedReport {
    let author = somebody(example, Role::Staff).await;
    let democratic = somebody(example, Role::DemocraticServices).await;
    let case = Case::begun(example, &author).await;
    case.changed(&author, words).await;
    let urgent = NoticeGiven {
        how: Notice::SpecialUrgency,
        on: "2026-04-01".parse().unwrap(),
        by: "Chair of scrutiny".to_owned(),
    };
    case.take(&Actor::Operator, Step::NoticeGiven(urgent)).await;
    let from = example.in_minutes(0);
    case.published_revision(&author, &democratic, &from, false, 2)
        .await;
    let report = || async {
        let found = example.muster.published(&Actor::Public).await.unwrap();
        found.into_iter().next().unwrap()
    };
    assert!(!report().await.is_urgent(), "nothing is decided yet");
    case.take(&democratic, Step::Decided(taken_alone())).await;
    report().await
}

#[tokio::test]
async fn the_record_of_a_decision_and_what_was_urgent_are_public() {
    let example = Example::of_cases().await;
    let words = "[[change]]\nestablish = \"Axolotl Keeper\"\nposts = 1\nfte = 1\n\n\
                 [report]\npurpose = \"To keep the tapirs fed.\"\n";
    let report = decided_early(&example, words).await;
    assert!(report.is_urgent());
    assert_eq!(report.decided, [taken_alone()]);
    let (given, why) = report.notice.unwrap();
    assert_eq!(
        (given.how, why.as_deref()),
        (Notice::SpecialUrgency, Some("Considered."))
    );
    // The report, the post, the resolution, the record: each word is found.
    for word in ["tapirs", "axolotl", "quokka wombat", "AUTUMN"] {
        let found = example.muster.published_with(&Actor::Public, word).await;
        assert_eq!(found.unwrap().len(), 1, "{word}");
    }
}

#[tokio::test]
async fn of_a_decision_on_what_is_withheld_as_a_whole_only_the_outcome_is_public() {
    let example = Example::of_cases().await;
    let report = decided_early(&example, WHOLE).await;
    let [decided] = report.decided.as_slice() else {
        panic!("one decision: {:?}", report.decided);
    };
    assert_eq!(decided.record, None);
    assert_eq!(decided.resolutions[0].minuted, None);
    assert_eq!(decided.resolutions[0].outcome, Outcome::ApprovedAsAmended);
    for word in ["quokka", "wombat"] {
        let found = example.muster.published_with(&Actor::Public, word).await;
        assert_eq!(found.unwrap().len(), 0, "{word}");
    }
}

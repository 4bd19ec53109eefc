//! What a report withholds, on every page and in every file, as everybody who may not see it: while it is consulted on
//! and commented, and once it is published and decided.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use access::{Actor, Capacity, Role};
use app::{BodyKey, CaseLife, OpenProposal, Reference};
use axum::http::StatusCode;
use diagnostics::{Diagnostic, Severity};
use drafting::Draft;
use governance::{Decided, Signed, SignedComment, Standing, Step};
use testkit::withheld::{CASE, secrets, told_in};

use crate::council::Council;

/// Those whose access lets them see what is exempt.
const MAY_SEE: [&str; 5] = [
    "hr",
    "finance",
    "legal",
    "democratic-services",
    "decision-maker",
];

/// The files of a proposal, where a route ends in one.
const FILES: [&str; 8] = [
    "report.html",
    "report.docx",
    "report.xlsx",
    "case.toml",
    "structure.svg",
    "structure.svg?view=after",
    "structure.png?view=after",
    "structure.xlsx",
];

fn council() -> BodyKey {
    BodyKey::of("Exampleshire Council")
}

/// A report that withholds all that can be withheld, on its way.
struct Case<'c> {
    council: &'c Council,
    reference: Reference,
}

impl<'c> Case<'c> {
    /// Begun by a member of staff.
    async fn begun(council: &'c Council) -> Self {
        let text = CASE.replace("Anytown Borough Council (invented)", "Exampleshire Council");
        let draft = Draft::taken_in("case.toml", text.as_bytes()).expect("a case");
        let body = self::council();
        let author = council.actor(Role::Staff);
        let begun = council.muster.begin_with(&author, &body, &draft).await;
        Self {
            council,
            reference: begun.expect("a proposal"),
        }
    }

    async fn open(&self, actor: &Actor) -> OpenProposal {
        let muster = &self.council.muster;
        let open = muster.proposal(actor, &council(), &self.reference).await;
        open.expect("the proposal")
    }

    async fn take(&self, actor: &Actor, step: Step) {
        let muster = &self.council.muster;
        let open = self.open(actor).await;
        let seen: CaseLife = muster.life_of(&open);
        let subject = |kind: &str| (kind.to_owned(), String::new());
        let standing = Standing {
            subjects: ["legal", "financial", "hr", "constitutional"]
                .map(subject)
                .into(),
            ..Standing::default()
        };
        let words = Some("Considered.");
        let taken = muster.take(actor, &open, &seen, &standing, &step, words);
        taken
            .await
            .unwrap_or_else(|error| panic!("{step:?}: {error}"));
    }

    /// Opened to consultation, and sent for comments.
    async fn goes_out(&self) {
        let author = self.council.actor(Role::Staff);
        let opened = Step::ConsultationOpened {
            from: "2018-10-01".parse().expect("a day"),
            until: "2018-12-01".parse().expect("a day"),
            revision: Some(1),
        };
        self.take(&author, opened).await;
        self.take(&author, Step::SentForComments { revision: 1 })
            .await;
    }

    /// Everything that is asked for by the addresses of all routes, of this proposal.
    fn addresses(&self) -> BTreeSet<String> {
        let (known, _) = self.council.addresses();
        let (other, own) = (&self.council.parts["proposal"], self.reference.in_address());
        let mut all = BTreeSet::new();
        for (route, address) in known {
            if route == "/sign-out" {
                continue;
            }
            let address = address.replace(other.as_str(), &own);
            if route.ends_with("/{file}") {
                let folder = address.rsplit_once('/').expect("a folder").0;
                all.extend(FILES.map(|file| format!("{folder}/{file}")));
            }
            all.insert(address);
        }
        let body = &self.council.parts["body"];
        for words in ["Quillfeather", "Malachite", "harbour", "Zircon"] {
            all.insert(format!("/{body}/search?words={words}"));
            all.insert(format!("/published/search?words={words}"));
        }
        all.insert(format!(
            "/{body}/proposals/{own}/structure?view=after&unit=all"
        ));
        all
    }

    /// What each of those tells somebody: of the secrets, those that they find anywhere.
    async fn told(&self, cookie: &str) -> BTreeMap<String, Vec<String>> {
        let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for address in self.addresses() {
            let (_, headers, content) = self.council.send("GET", &address, cookie, "").await;
            let mut text = texts(&content);
            text += &format!("\n{headers:?}");
            let asked = address.to_lowercase();
            let found = told_in(&without_digests(&text)).into_iter();
            // What somebody searches for is said back to them.
            let found: Vec<String> = found
                .filter(|secret| !asked.contains(&secret.to_lowercase()))
                .collect();
            if !found.is_empty() {
                told.insert(address, found);
            }
        }
        told
    }

    /// Asks as everybody: nobody else is told, and those who may see it are told of all that is printed anywhere.
    async fn asked_by_everybody(&self, others: &[(&str, String)]) {
        let cookies = self.council.cookies.iter().chain(others);
        for (name, cookie) in cookies {
            // The author knows what they wrote.
            if *name == "staff" {
                continue;
            }
            let told = self.told(cookie).await;
            match MAY_SEE.contains(name) {
                false => assert!(told.is_empty(), "{name} is told {told:#?}"),
                true => {
                    let seen: BTreeSet<&String> = told.values().flatten().collect();
                    let all = secrets();
                    // A working paper of the author is on the page of its author alone.
                    let missed: Vec<&String> =
                        all.keys().filter(|one| !seen.contains(one)).collect();
                    assert!(missed.len() <= 3, "{name} finds nothing of {missed:?}");
                }
            }
        }
    }
}

impl Council {
    fn actor(&self, role: Role) -> Actor {
        let at = Role::ALL.iter().position(|one| *one == role);
        self.actors[at.expect("a role")].clone()
    }
}

/// Every text that an answer holds: itself, or what is in the archive that it is.
fn texts(content: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(content)) else {
        return String::from_utf8_lossy(content).into_owned();
    };
    let mut all = String::from_utf8_lossy(archive.comment()).into_owned();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).expect("a member");
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("it can be read");
        let content = String::from_utf8_lossy(&content).into_owned();
        // Words that Word cut into runs are words all the same.
        let words: String = content
            .split('<')
            .filter_map(|piece| Some(piece.split_once('>')?.1))
            .collect();
        all += &format!("\n{:?}\n{content}\n{words}", member.name());
    }
    all
}

/// A text without its digests and tokens, in which any digits may stand.
fn without_digests(text: &str) -> String {
    let pieces = text.split_inclusive(|one: char| !one.is_ascii_hexdigit());
    pieces.filter(|piece| piece.len() <= 16).collect()
}

#[tokio::test]
async fn what_is_withheld_is_told_to_nobody_else_before_it_is_published() {
    let all = Council::new().await;
    let case = Case::begun(&all).await;
    case.goes_out().await;
    // Somebody is asked to review it by a link, and has no other access.
    let author = all.actor(Role::Staff);
    let open = case.open(&author).await;
    let muster = &all.muster;
    let link = muster.make_case_link(&author, &open, Capacity::Reviewer, "a reviewer", 14);
    let link = link.await.expect("a link");
    let invitation = app::Invitation {
        name: "Reviewer".to_owned(),
        sign_in_name: "reviewer".to_owned(),
        roles: access::Roles::everywhere([Role::Staff]),
        password: crate::council::PASSWORD.to_owned(),
    };
    let made = muster.make_account(&Actor::Operator, &invitation).await;
    made.expect("an account");
    let token = muster.sign_in("reviewer", crate::council::PASSWORD).await;
    let token = token.expect("a session");
    let reviewer = muster.signed_in(&token).await.expect("the store");
    let reviewer = reviewer.expect("somebody").actor;
    let joined = muster.join_case(&reviewer, &council(), link).await;
    joined.expect("they are on it");
    case.asked_by_everybody(&[("reviewer", format!("muster={token}"))])
        .await;
}

#[tokio::test]
async fn what_is_withheld_is_told_to_nobody_else_once_it_is_published_and_decided() {
    let all = Council::new().await;
    let case = Case::begun(&all).await;
    case.goes_out().await;
    let muster = &all.muster;
    let legal = all.actor(Role::Legal);
    let open = case.open(&legal).await;
    let signs = muster.sign_offs(&legal, &council(), &open).await;
    for comment in signs.expect("it can be signed").comments {
        let kind = comment.required.kind.clone();
        let role = match kind.as_str() {
            "financial" => Role::Finance,
            "hr" => Role::Hr,
            _ => Role::Legal,
        };
        let step = Step::CommentSigned(SignedComment {
            kind,
            role: "Officer".to_owned(),
            signed: Signed::Signed,
            revision: 1,
            relied: comment.relied.clone(),
        });
        case.take(&all.actor(role), step).await;
    }
    case.take(&all.actor(Role::Staff), Step::ConsultationClosed)
        .await;
    let open = case.open(&legal).await;
    let found = muster.consequences(&legal, &council(), &open.draft).await;
    let found = found.expect("it is checked");
    let errors = found.findings.iter();
    let errors = errors.filter(|one| one.severity() == Severity::Error);
    let codes: BTreeSet<&str> = errors.map(Diagnostic::code).collect();
    for code in codes {
        let (code, about) = (code.to_owned(), None);
        case.take(&legal, Step::Overridden { code, about }).await;
    }
    let clerk = all.actor(Role::DemocraticServices);
    let open = case.open(&clerk).await;
    let seen = muster.sign_offs(&clerk, &council(), &open).await;
    let seen = seen.expect("it stands");
    let cleared = Step::Cleared { revision: 1 };
    let taken = muster.take(&clerk, &open, &seen.case, &seen.standing, &cleared, None);
    taken.await.expect("it is cleared");
    let own = &case.reference.in_address();
    let body = &all.parts["body"];
    let (_, cookie) = { all.cookies.iter() }
        .find(|(name, _)| *name == "democratic-services")
        .expect("a clerk");
    let address = format!("/{body}/proposals/{own}/publication");
    let (status, _, page) = all
        .send("POST", &address, cookie, "revision=1&when=now")
        .await;
    assert!(
        status.is_redirection(),
        "{}",
        String::from_utf8_lossy(&page)
    );
    let decided = Step::Decided(Decided {
        on: "2018-10-01".parse().expect("a day"),
        decision_maker: "Harbour Committee".to_owned(),
        revision: 1,
        resolutions: Vec::new(),
        ledger: None,
        record: None,
    });
    case.take(&clerk, decided).await;
    let published = format!("/published/{body}/{own}");
    for below in ["", "/report.html", "/report.docx", "/report.xlsx"] {
        let address = format!("{published}{below}");
        let (status, _, _) = all.send("GET", &address, "", "").await;
        assert_eq!(status, StatusCode::OK, "{address}");
    }
    case.asked_by_everybody(&[]).await;
}

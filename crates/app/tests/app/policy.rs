//! Every use case, as everybody: who may do what is a golden table, and no use case is left out of it.

use std::fs;
use std::path::Path;
use std::pin::Pin;

use access::{AccountId, Actor, Capacity, Deed, Role, Roles};
use app::{
    AppError, AuditQuestion, BodyKey, Consulting, DecisionPage, EstablishmentQuestion, FormName,
    FurtherDecision, Head, Invitation, Minute, Moment, Muster, NewPart, NoticeChoice, OpenProposal,
    Reference, Watch, WhatCameOfIt, Written,
};
use drafting::{Beginning, Draft};
use governance::{ConditionKey, Standing, Step, StepKind};
use register::{Ledger, LineId, Position};
use storage::PersonId;

use crate::example::Example;

/// A council with decided reports and a proposal that is consulted on and was sent for comments.
struct Council {
    example: Example,
    body: BodyKey,
    sent: Reference,
    decided: Reference,
    decision: Position,
    post: LineId,
}

impl Council {
    async fn new() -> Self {
        let example = Example::of_kept_cases().await;
        let body = BodyKey::of("Nottinghamshire County Council");
        let (operator, muster) = (Actor::Operator, &example.muster);
        let all = muster.proposals(&operator, &body).await.expect("proposals");
        let decided = all.iter().find(|one| one.is_decided).expect("a decision");
        let draft = all.iter().find(|one| !one.is_decided).expect("a draft");
        let (sent, decided) = (draft.reference.clone(), decided.reference.clone());
        let open = muster.proposal(&operator, &body, &sent).await.expect("it");
        let (revision, standing) = (open.saved.number, Standing::default());
        let opened = Step::ConsultationOpened {
            from: example.today(),
            until: example.today(),
            revision: Some(revision),
        };
        for (step, words) in [
            (opened, Some("The unions")),
            (Step::SentForComments { revision }, None),
        ] {
            let open = muster.proposal(&operator, &body, &sent).await.expect("it");
            let seen = muster.life_of(&open);
            let taken = muster.take(&operator, &open, &seen, &standing, &step, words);
            taken.await.expect("it is taken");
        }
        let today = Moment::on(example.today());
        let (_, decisions) = muster
            .decisions(&operator, &body, today)
            .await
            .expect("decisions");
        let question = EstablishmentQuestion::at(today);
        let posts = muster.establishment(&operator, &body, &question).await;
        Self {
            decision: decisions.first().expect("a decision").first,
            post: posts.expect("posts").rows.first().expect("a post").line.id,
            example,
            body,
            sent,
            decided,
        }
    }

    fn muster(&self) -> &Muster {
        &self.example.muster
    }

    fn today(&self) -> Moment {
        Moment::on(self.example.today())
    }

    /// The proposal that was sent for comments, as the actor has it open.
    async fn open(&self, actor: &Actor) -> Result<OpenProposal, AppError> {
        self.muster().proposal(actor, &self.body, &self.sent).await
    }

    /// A proposal that is decided, as the actor has it open.
    async fn past(&self, actor: &Actor) -> Result<OpenProposal, AppError> {
        let (body, decided) = (&self.body, &self.decided);
        self.muster().proposal(actor, body, decided).await
    }
}

/// A use case, asked for in a way that changes nothing for others where it is allowed: mostly something else is
/// missing or wrong.
type Ask =
    for<'c> fn(&'c Council, &'c Actor) -> Pin<Box<dyn Future<Output = Result<(), AppError>> + 'c>>;

macro_rules! use_cases {
    ($($name:ident($council:ident, $muster:ident, $actor:ident) $ask:block)*) => {
        const USE_CASES: &[(&str, Ask)] = &[$((
            stringify!($name),
            |$council, $actor| Box::pin(async move {
                let $muster = $council.muster();
                let asked: Result<_, AppError> = $ask;
                asked.map(|_| ())
            }),
        )),*];
    };
}

/// An account that nobody has.
const NOBODY: AccountId = AccountId([0xee; 16]);

/// What stands for a list, a link or a session that is not there.
fn not_there<T: std::str::FromStr>() -> T {
    let ids = [32, 64].map(|digits| "0".repeat(digits).parse().ok());
    ids.into_iter().flatten().next().expect("it can be read")
}

fn invitation() -> Invitation {
    Invitation {
        name: String::new(),
        sign_in_name: String::new(),
        roles: Roles::everywhere([Role::Staff]),
        password: "teapot lantern gravel".to_owned(),
    }
}

fn minute() -> Minute {
    Minute {
        on: "2026-04-01".parse().expect("a day"),
        decision_maker: "Policy Committee".to_owned(),
        resolutions: Vec::new(),
        amendments: Vec::new(),
        source: None,
        record: None,
    }
}

fn form() -> FormName {
    FormName::of("changes").expect("a form")
}

const SILENT: &str = " ";

use_cases! {
    make_account(c, m, a) { m.make_account(a, &invitation()).await }
    make_account_reached_at(c, m, a) { m.make_account_reached_at(a, &invitation(), "no address").await }
    set_address(c, m, a) { m.set_address(a, NOBODY, "no address").await }
    reached_at(c, m, a) { m.reached_at(a, NOBODY).await }
    part_from_provider(c, m, a) { m.part_from_provider(a, NOBODY).await }
    accounts(c, m, a) { m.accounts(a).await }
    give_access(c, m, a) { m.give_access(a, NOBODY, &Roles::everywhere([])).await }
    end_account(c, m, a) { m.end_account(a, NOBODY).await }
    reset_password(c, m, a) { m.reset_password(a, NOBODY, "short").await }
    change_password(c, m, a) { m.change_password(a, &not_there(), "", "short").await }
    adopt(c, m, a) { m.adopt(a, &[]).await }
    audit_trail(c, m, a) { m.audit_trail(a, &AuditQuestion::default(), 1).await }
    export_audit_trail(c, m, a) { m.export_audit_trail(a, &AuditQuestion::default()).await }
    journal_file(c, m, a) { m.journal_file(a).await }
    cases_called(c, m, a) { m.cases_called(a, "P-18-01").await }
    note_download(c, m, a) { m.note_download(a, "a list").await }
    bodies(c, m, a) { m.bodies(a).await }
    coming_up(c, m, a) { m.coming_up(a, &c.body, c.today()).await }
    council_settings(c, m, a) { m.council_settings(a).await }
    set_council(c, m, a) {
        let settings = m.council_settings(&Actor::Operator).await?;
        let mut settings = settings.into_iter().next().expect("a council");
        settings.name.clear();
        m.set_council(a, &settings).await
    }
    decisions(c, m, a) { m.decisions(a, &c.body, c.today()).await }
    decision(c, m, a) { m.decision(a, &c.body, c.decision, c.today(), DecisionPage::Numbered(1)).await }
    download(c, m, a) { m.download(a, &c.body, &EstablishmentQuestion::at(c.today())).await }
    establishment(c, m, a) { m.establishment(a, &c.body, &EstablishmentQuestion::at(c.today())).await }
    keep_case(c, m, a) { m.keep_case(a, "title = \"Of nobody\"").await }
    // Who holds a post is left out of its page for those who may not know.
    holders(c, m, a) {
        let question = EstablishmentQuestion::at(c.today());
        let view = m.establishment(&Actor::Operator, &c.body, &question).await?.view;
        let told = m.holders(a, &view, c.post).await?;
        told.ok_or(AppError::Refused(Deed::SeeHolders))
    }
    erase_person(c, m, a) { m.erase_person(a, PersonId([0; 16])).await }
    ledger_to_import_onto(c, m, a) { m.ledger_to_import_onto(a, "Nottinghamshire County Council").await }
    import(c, m, a) {
        let written = Written { after: Head::empty(), branch: Ledger::new(), holdings: Vec::new() };
        m.import(a, &written, None, &Watch::default()).await
    }
    ledger(c, m, a) { m.ledger(a).await }
    verify(c, m, a) { m.verify(a, &[]).await }
    obligations(c, m, a) { m.obligations(a, &c.body, c.today()).await }
    close_obligation(c, m, a) { m.close_obligation(a, &c.body, &c.decided, (99, &[]), SILENT).await }
    post(c, m, a) { m.post(a, &c.body, c.post, c.today()).await }
    begin_proposal(c, m, a) {
        let beginning = Beginning {
            title: "Another".to_owned(),
            body: "Nottinghamshire County Council".to_owned(),
            unit: String::new(),
            from: None,
            pay: None,
        };
        m.begin_proposal(a, &c.body, &beginning).await
    }
    begin_with(c, m, a) { m.begin_with(a, &c.body, &Draft::read("title = \"Another\"")).await }
    comments(c, m, a) { m.comments(a, &c.open(a).await?).await }
    comment(c, m, a) { m.comment(a, &c.open(a).await?, "proposal", SILENT).await }
    answer_comment(c, m, a) { m.answer_comment(a, &c.open(a).await?, 99, SILENT).await }
    close_comment(c, m, a) { m.close_comment(a, &c.open(a).await?, 99, true).await }
    erase_comment(c, m, a) { m.erase_comment(a, &c.open(a).await?, 99).await }
    consequences(c, m, a) { m.consequences(a, &c.body, &c.open(a).await?.draft).await }
    consequences_of_typing(c, m, a) {
        let open = c.open(a).await?;
        m.consequences_of_typing(a, &c.body, &open.draft, &open.draft).await
    }
    base_of(c, m, a) { m.base_of(a, &c.body, &c.open(a).await?.draft).await }
    grades(c, m, a) { m.grades(a, &c.body, &c.open(a).await?.draft).await }
    check_decision(c, m, a) {
        let open = c.open(a).await?;
        m.check_decision(a, &c.body, &open, &m.life_of(&open), &minute()).await
    }
    decide(c, m, a) {
        let open = c.open(a).await?;
        m.decide(a, &c.body, &open, &m.life_of(&open), Head::empty(), &minute()).await
    }
    in_effect(c, m, a) {
        let open = c.past(a).await?;
        m.in_effect(a, &c.body, &open, &m.life_of(&open)).await
    }
    meet_condition(c, m, a) {
        let open = c.open(a).await?;
        let key = ConditionKey { of: 99, condition: 0 };
        let on = c.example.today();
        m.meet_condition(a, &c.body, &open, &m.life_of(&open), key, (on, SILENT)).await
    }
    settle_after_decision(c, m, a) {
        let open = c.open(a).await?;
        let further = FurtherDecision {
            on: c.example.today(),
            decision_maker: String::new(),
            answers: Vec::new(),
        };
        let (seen, head) = (m.life_of(&open), Head::empty());
        m.settle_after_decision(a, &c.body, &open, &seen, head, &further).await
    }
    open_consultation(c, m, a) {
        let (from, until) = (c.example.today(), c.example.today());
        let asked = Consulting { from, until, with: Vec::new() };
        m.open_consultation(a, &c.body, &c.open(a).await?, &asked).await
    }
    close_consultation(c, m, a) { m.close_consultation(a, &c.body, &c.open(a).await?, SILENT).await }
    consultations(c, m, a) { m.consultations(a, &c.body).await }
    consultation(c, m, a) { m.consultation(a, &c.body, &c.sent).await }
    answer_consultation(c, m, a) { m.answer_consultation(a, &c.body, &c.sent, 1, "", SILENT).await }
    erase_answer(c, m, a) { m.erase_answer(a, &c.body, &c.sent, 99).await }
    keep_answer(c, m, a) { m.keep_answer(a, &c.body, &c.sent, String::new()).await }
    kept_answer(c, m, a) { m.kept_answer(a, &c.body, &c.sent).await }
    let_go_of_answer(c, m, a) { m.let_go_of_answer(a, &c.body, &c.sent).await }
    answers(c, m, a) { m.answers(a, &c.open(a).await?).await }
    answers_counted(c, m, a) { m.answers_counted(a, &c.open(a).await?).await }
    respond_to_answer(c, m, a) {
        let open = c.open(a).await?;
        m.respond_to_answer(a, &open, 99, WhatCameOfIt::Changed, SILENT).await
    }
    erase_response(c, m, a) { m.erase_response(a, &c.open(a).await?, 99).await }
    follow_up(c, m, a) { m.follow_up(a, &c.body, &c.past(a).await?).await }
    put_in_force(c, m, a) { m.put_in_force(a, &c.body, &c.open(a).await?, c.example.today()).await }
    close_case(c, m, a) { m.close_case(a, &c.body, &c.open(a).await?).await }
    keep_form(c, m, a) { m.keep_form(a, &c.open(a).await?, &form(), String::new()).await }
    kept_form(c, m, a) { m.kept_form(a, &c.open(a).await?, &form()).await }
    kept_forms(c, m, a) { m.kept_forms(a, &c.open(a).await?).await }
    let_go_of_form(c, m, a) { m.let_go_of_form(a, &c.open(a).await?, &form()).await }
    proposals(c, m, a) { m.proposals(a, &c.body).await }
    on_moved_register(c, m, a) { m.on_moved_register(a, &c.body, &c.open(a).await?).await }
    settle_conflicts(c, m, a) {
        let open = c.open(a).await?;
        let moved = m.on_moved_register(a, &c.body, &open).await?;
        m.settle_conflicts(a, &c.body, &open, &moved, &[]).await
    }
    touching(c, m, a) { m.touching(a, &c.body, &c.open(a).await?).await }
    proposal(c, m, a) { m.proposal(a, &c.body, &c.sent).await }
    proposal_at(c, m, a) { m.proposal_at(a, &c.body, &c.sent, Some(1)).await }
    permit_there(c, m, a) { m.permit_there(a, &c.open(a).await?, Deed::Clear).await }
    give_part(c, m, a) {
        let (unit, for_whom) = (String::new(), "somebody".to_owned());
        let new = NewPart { unit, for_whom, days: 1 };
        m.give_part(a, &c.body, &c.open(a).await?, &new).await
    }
    given_parts(c, m, a) { m.given_parts(a, &c.body, &c.open(a).await?).await }
    look_at_part(c, m, a) { m.look_at_part(a, &c.body, &c.open(a).await?, &c.decided).await }
    take_in_part(c, m, a) { m.take_in_part(a, &c.body, &c.open(a).await?, &c.decided, 1, false).await }
    people_on(c, m, a) { m.people_on(a, &c.open(a).await?).await }
    case_links(c, m, a) { m.case_links(a, &c.open(a).await?).await }
    make_case_link(c, m, a) {
        m.make_case_link(a, &c.open(a).await?, Capacity::Reviewer, "somebody", 1).await
    }
    end_case_link(c, m, a) { m.end_case_link(a, &c.open(a).await?, not_there()).await }
    take_off_case(c, m, a) { m.take_off_case(a, &c.open(a).await?, NOBODY).await }
    case_link(c, m, a) { m.case_link(a, &c.body, not_there()).await }
    join_case(c, m, a) { m.join_case(a, &c.body, not_there()).await }
    save_draft(c, m, a) {
        let open = c.open(a).await?;
        m.save_draft(a, &c.body, &open, &open.draft).await
    }
    savers(c, m, a) { m.savers(a, &c.open(a).await?).await }
    life(c, m, a) { m.life(a, &c.body, &c.sent).await }
    permit_step(c, m, a) { m.permit_step(a, &c.open(a).await?, StepKind::Overridden).await }
    permit_comment(c, m, a) { m.permit_comment(a, &c.open(a).await?, "financial").await }
    take(c, m, a) {
        let open = c.open(a).await?;
        let (seen, standing) = (m.life_of(&open), Standing::default());
        m.take(a, &open, &seen, &standing, &Step::Withdrawn, Some(SILENT)).await
    }
    publish(c, m, a) {
        let open = c.open(a).await?;
        let seen = m.sign_offs(a, &c.body, &open).await?;
        let from = c.example.clock_now();
        m.publish(a, &open, &seen, from, &[]).await
    }
    lapsed_with(c, m, a) {
        let open = c.open(a).await?;
        let of = m.sign_offs(a, &c.body, &open).await?;
        m.lapsed_with(a, &c.body, &open, &of.comments[0]).await
    }
    sign_offs(c, m, a) { m.sign_offs(a, &c.body, &c.open(a).await?).await }
    published(c, m, a) { m.published(a).await }
    published_with(c, m, a) { m.published_with(a, "placements").await }
    published_report(c, m, a) { m.published_report(a, &c.body, &c.sent).await }
    edition_file(c, m, a) { m.edition_file(a, &c.open(a).await?, true, "pdf").await }
    record(c, m, a) { m.record(a, Head::empty(), &[]).await }
    scopes(c, m, a) { m.scopes(a).await }
    search(c, m, a) { m.search(a, &c.body, c.today(), "officer", 1, 1).await }
    units(c, m, a) { m.units(a, &c.body, c.today()).await }
    hand_in(c, m, a) { m.hand_in(a, "list.csv", b"Post", "").await }
    uploads(c, m, a) { m.uploads(a).await }
    upload(c, m, a) { m.upload(a, not_there()).await }
    upload_content(c, m, a) { m.upload_content(a, not_there()).await }
    choose(c, m, a) { m.choose(a, not_there(), "").await }
    erase_upload(c, m, a) { m.erase_upload(a, not_there()).await }
    waiting(c, m, a) { m.waiting(a, &c.body).await }
    notices(c, m, a) { m.notices(a).await }
    read_notices(c, m, a) { m.read_notices(a).await }
    unread_notices(c, m, a) { m.unread_notices(a).await }
    notice_settings(c, m, a) { m.notice_settings(a).await }
    choose_notices(c, m, a) { m.choose_notices(a, NoticeChoice::OnPage, "").await }
    mail_trouble(c, m, a) { m.mail_trouble(a).await }
}

/// What somebody gets, in a word.
fn word(asked: &Result<(), AppError>) -> &'static str {
    match asked {
        Ok(()) => "yes",
        Err(
            AppError::Refused(_)
            | AppError::RefusedInCase(_)
            | AppError::OutOfReach(_)
            | AppError::OwnProposal,
        ) => "refused",
        Err(AppError::NotFound("proposal" | "report" | "consultation")) => "hidden",
        // The door was open: something else is missing or wrong.
        Err(_) => "may",
    }
}

/// Everybody there is, each with an account of their own.
fn everybody() -> Vec<(&'static str, Actor)> {
    let mut all = vec![("operator", Actor::Operator), ("public", Actor::Public)];
    all.extend(Role::ALL.into_iter().zip(0x10..).map(|(role, id)| {
        let roles = Roles::everywhere([role]);
        let id = AccountId([id; 16]);
        (role.name(), Actor::Account { id, roles })
    }));
    all
}

#[tokio::test]
async fn who_may_do_what_is_a_table() {
    let council = Council::new().await;
    let row = |name: &str, words: Vec<&str>| {
        let words = words.into_iter().map(|word| format!("{word:<21}"));
        let row = format!("{name:<26}{}", words.collect::<String>());
        row.trim_end().to_owned() + "\n"
    };
    let everybody = everybody();
    let mut table = row("", everybody.iter().map(|(name, _)| *name).collect());
    for (name, ask) in USE_CASES {
        let mut words = Vec::new();
        for (_, actor) in &everybody {
            words.push(word(&ask(&council, actor).await));
        }
        table += &row(name, words);
    }
    assert!(
        table == include_str!("policy.txt"),
        "who may do what is not as tests/app/policy.txt has it; if it should be so, that file is:\n{table}"
    );
}

/// What takes an actor and stands in no row: it is the asking itself, notes what was seen, or needs a report that is
/// published.
const NOT_ASKED: [&str; 4] = ["permit", "note_exempt", "note_opened", "published_file"];

#[test]
fn no_use_case_is_left_out() {
    let mut uncovered = Vec::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(file).expect("it can be read");
        for (at, start) in text.match_indices("pub async fn ") {
            let head = &text[at + start.len()..];
            let (name, rest) = head.split_once('(').expect("a function");
            let arguments = rest.split('{').next().unwrap_or_default();
            let is_asked = USE_CASES.iter().any(|(own, _)| *own == name);
            if arguments.contains("actor: &Actor") && !is_asked && !NOT_ASKED.contains(&name) {
                uncovered.push(name.to_owned());
            }
        }
    }
    assert_eq!(
        uncovered,
        Vec::<String>::new(),
        "use cases that nobody tried"
    );
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for one in fs::read_dir(folder).expect("a folder") {
        let path = one.expect("an entry").path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push(path),
        }
    }
    all
}

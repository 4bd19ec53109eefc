//! What every database must do: one suite, which a further kind joins as a [`Data`] and a line at the end.

use std::sync::Arc;

use access::AccountId;
use access::{Capacity, Role, Roles};
use jiff::Timestamp;
use storage::{
    FormKey, Head, KeptForm, LARGEST_KEPT_FORM, NewAccount, NewCaseLink, NewCasePart, NewCaseStep,
    NewConsultationAnswer, NewHolding, NewReviewComment, OnCase, RevisionSaved, Store, StoreError,
    Verified,
};
use tempfile::TempDir;

use crate::example::{CHAINED, DAY, NOON, fill, raw, recording, run, texts};

/// Data in a database of some kind, empty at first.
trait Data {
    /// Opens them. Several stores may have them open.
    async fn open(&self) -> Store;
    /// Verifies them.
    async fn verify(&self, receipts: &[Head]) -> Verified;
    /// Does the text stand anywhere in what is on the disk?
    fn holds(&self, text: &str) -> bool;
    /// The columns of a table.
    async fn columns(&self, table: &str) -> Vec<String>;
    /// Runs SQL as somebody who has the database without Muster; says what it answers if it refuses.
    async fn run(&self, sql: &str) -> Result<(), String>;
}

/// The embedded database.
struct Sqlite(TempDir);

impl Sqlite {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

impl Data for Sqlite {
    async fn open(&self) -> Store {
        Store::open(self.0.path()).await.unwrap()
    }

    async fn verify(&self, receipts: &[Head]) -> Verified {
        storage::verify(self.0.path(), receipts).await.unwrap()
    }

    fn holds(&self, text: &str) -> bool {
        std::fs::read_dir(self.0.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let mut parts = bytes.windows(text.len());
            parts.any(|part| part == text.as_bytes())
        })
    }

    async fn columns(&self, table: &str) -> Vec<String> {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        texts(&mut raw(self.0.path()).await, &columns).await
    }

    async fn run(&self, sql: &str) -> Result<(), String> {
        run(&mut raw(self.0.path()).await, sql).await
    }
}

async fn what_was_recorded_comes_back_after_opening_again(data: &impl Data) {
    let store = data.open().await;
    let first = store
        .record(Head::empty(), &[recording("A", 1..=2)])
        .await
        .unwrap();
    let second = store
        .record(first, &[recording("B", 3..=2_500)])
        .await
        .unwrap();
    let held = store.snapshot().await.unwrap();
    store.close().await;
    let store = data.open().await;
    let again = store.snapshot().await.unwrap();
    assert_eq!(again.head, second);
    assert_eq!(held.ledger.entries(), again.ledger.entries());
    assert_eq!(again.ledger.entries().len(), 2_500);
    assert_eq!(again.recordings.len(), 2);
    let third = register::Position::numbered(3);
    assert_eq!(again.when_recorded(third).unwrap().from, third);
    assert_eq!(second.to_string().parse(), Ok(second));
}

async fn a_writer_who_missed_something_is_told_and_writes_nothing(data: &impl Data) {
    let store = data.open().await;
    let first = store
        .record(Head::empty(), &[recording("A", 1..=1)])
        .await
        .unwrap();
    let late = store.record(Head::empty(), &[recording("B", 1..=1)]).await;
    assert!(matches!(late, Err(StoreError::Conflict { actual, .. }) if actual == first));
    assert_eq!(store.snapshot().await.unwrap().head, first);
}

async fn writers_at_the_same_time_each_go_on_from_what_they_expect(data: &impl Data) {
    let store = Arc::new(data.open().await);
    let writers = (0..8_u32).map(|writer| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let (mut head, mut receipts) = (Head::empty(), Vec::new());
            while receipts.len() < 10 {
                let one = recording(&format!("Writer {writer}"), 1..=1 + writer);
                match store.record(head, &[one]).await {
                    Ok(receipt) => {
                        assert_eq!(receipt.entries, head.entries + 1 + writer);
                        receipts.push(receipt);
                        head = receipt;
                    }
                    Err(StoreError::Conflict { expected, actual }) => {
                        assert_eq!(expected, head);
                        head = actual;
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            receipts
        })
    });
    let mut receipts = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        receipts.extend(writer.await.unwrap());
    }
    let verified = data.verify(&receipts).await;
    assert_eq!((verified.faults, verified.recordings), (Vec::new(), 80));
}

async fn what_fails_does_not_take_along_what_was_to_be_recorded_with_it(data: &impl Data) {
    let store = data.open().await;
    let refuse = "CREATE TRIGGER full BEFORE INSERT ON ledger_entry WHEN NEW.position = 2 \
                  BEGIN SELECT raise(ABORT, 'full'); END";
    data.run(refuse).await.unwrap();
    let (good, bad) = ([recording("A", 1..=1)], [recording("B", 2..=2)]);
    let first = store.record(Head::empty(), &good);
    let rest = async {
        // Both wait before either is written; the second is told where the first will end.
        let end = match store.record(Head::empty(), &bad).await {
            Err(StoreError::Conflict { actual, .. }) => actual,
            other => panic!("{other:?}"),
        };
        store.record(end, &bad).await
    };
    let (first, second) = tokio::join!(first, rest);
    assert!(matches!(second, Err(StoreError::Database(_))), "{second:?}");
    assert_eq!(store.snapshot().await.unwrap().head, first.unwrap());
}

async fn a_reader_keeps_what_it_has_while_others_write(data: &impl Data) {
    let store = data.open().await;
    let other = data.open().await;
    let first = store
        .record(Head::empty(), &[recording("A", 1..=1)])
        .await
        .unwrap();
    let held = other.snapshot().await.unwrap();
    store.record(first, &[recording("B", 2..=2)]).await.unwrap();
    assert_eq!(held.ledger.entries().len(), 1);
    assert_eq!(other.snapshot().await.unwrap().ledger.entries().len(), 2);
}

async fn the_database_refuses_to_alter_what_is_written(data: &impl Data) {
    fill(&data.open().await).await;
    for (table, key) in CHAINED {
        for column in data.columns(table).await {
            let sql = format!("UPDATE {table} SET {column} = {column}");
            let refused = data.run(&sql).await.unwrap_err();
            assert!(refused.contains("not updated"), "{sql}: {refused}");
        }
        let last = format!("(SELECT max({key}) FROM {table})");
        for sql in [
            format!("DELETE FROM {table} WHERE {key} = {last}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {key} = {last}"),
        ] {
            let refused = data.run(&sql).await.unwrap_err();
            assert!(
                refused.contains("deleted") || refused.contains("only after the last"),
                "{sql}: {refused}"
            );
        }
    }
}

async fn a_revision_is_saved_only_after_the_one_it_is_based_on(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let first = store
        .begin_proposal(now, None, "council", 0, "one")
        .await
        .unwrap();
    let second = store
        .save_revision(now, None, &first, 0, "two")
        .await
        .unwrap();
    let late = store.save_revision(now, None, &first, 0, "late").await;
    assert!(matches!(
        late,
        Err(StoreError::RevisionConflict {
            expected: 1,
            actual: 2
        })
    ));
    let all = store.revisions(first.proposal).await.unwrap();
    let texts: Vec<_> = all.iter().map(|one| one.content.as_deref()).collect();
    assert_eq!(texts, [Some("one"), Some("two")]);
    let saved = store.revisions_saved(first.proposal).await.unwrap();
    assert_eq!(saved, [first, second]);
    let text = store.revision_text(second.digest).await.unwrap();
    assert_eq!(text.as_deref(), Some("two"));
    let of_another = store
        .begin_proposal(now, Some(AccountId([2; 16])), "council", 0, "three")
        .await
        .unwrap();
    for (account, expected) in [(2, vec![of_another.proposal]), (1, vec![])] {
        let on = store.proposals_saved_by(AccountId([account; 16])).await;
        assert_eq!(Vec::from_iter(on.unwrap()), expected);
    }
    let last = store.proposals("council").await.unwrap();
    assert_eq!(last.len(), 2);
    assert!(last.contains(&(second, true)));
}

async fn a_redacted_text_is_gone_from_the_file_and_its_digest_stays(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let secret = "Postholder 014 is on long-term leave";
    let first = store
        .begin_proposal(now, None, "council", 0, secret)
        .await
        .unwrap();
    assert!(
        store
            .redact(now, None, first.digest, "names a person")
            .await
            .unwrap()
    );
    assert!(
        !store
            .redact(now, None, first.digest, "again")
            .await
            .unwrap()
    );
    let held = store.revisions(first.proposal).await.unwrap();
    assert_eq!((held[0].saved, &held[0].content), (first, &None));
    let last = store.proposals("council").await.unwrap();
    assert_eq!(last, [(first, false)]);
    assert!(!store.has_revision_text(first.digest).await.unwrap());
    assert!(!data.holds(secret));
    let verified = data.verify(&[]).await;
    assert_eq!((verified.faults, verified.redacted), (Vec::new(), 1));
}

async fn a_step_of_a_case_is_taken_only_after_those_that_were_seen(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let first = store
        .begin_proposal(now, None, "council", 0, "one")
        .await
        .unwrap();
    let secret = "Postholder 014 is on long-term leave";
    let step = |expected, words| NewCaseStep {
        proposal: first.proposal,
        expected,
        kind: "withdrawn",
        content: "{}",
        words,
    };
    let by = Some(AccountId([1; 16]));
    let taken = store.take_step(now, by, &step(0, Some(secret))).await;
    assert_eq!(taken.unwrap(), 1);
    let late = store.take_step(now, by, &step(0, None)).await;
    assert!(matches!(
        late,
        Err(StoreError::StepConflict {
            expected: 0,
            actual: 1
        })
    ));
    assert_eq!(store.take_step(now, None, &step(1, None)).await.unwrap(), 2);
    let held = store.case_steps(first.proposal).await.unwrap();
    let words: Vec<_> = held.iter().map(|one| one.words.as_deref()).collect();
    assert_eq!(words, [Some(secret), None]);
    assert_eq!((held[0].number, held[0].by, held[1].by), (1, by, None));
    let digest = held[0].words_digest.unwrap();
    let gone = store.redact_step(now, None, digest, "names a person").await;
    assert!(gone.unwrap());
    let again = store.redact_step(now, None, digest, "again").await;
    assert!(!again.unwrap());
    assert_eq!(
        store.case_steps(first.proposal).await.unwrap()[0].words,
        None
    );
    assert!(!data.holds(secret));
    assert_eq!(data.verify(&[]).await.faults, []);
}

async fn what_is_typed_is_kept_for_whoever_typed_it_until_it_is_let_go(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let first = store
        .begin_proposal(now, None, "council", 0, "one")
        .await
        .unwrap();
    let key = |account: u8, form: &'static str| FormKey {
        account: AccountId([account; 16]),
        proposal: first.proposal,
        form,
    };
    let typed = |words: &str| KeptForm {
        revision: 1,
        content: format!("r0-note={words}"),
        at: now,
    };
    for words in ["one", "two"] {
        store
            .keep_form(key(1, "changes"), &typed(words))
            .await
            .unwrap();
    }
    store
        .keep_form(key(1, "case"), &typed("three"))
        .await
        .unwrap();
    // It outlives the program.
    store.close().await;
    let store = data.open().await;
    let kept = store.kept_form(key(1, "changes")).await.unwrap();
    assert_eq!(kept, Some(typed("two")));
    assert_eq!(store.kept_form(key(2, "changes")).await.unwrap(), None);
    let (one, two) = (AccountId([1; 16]), AccountId([2; 16]));
    let forms = store.kept_forms(one, first.proposal).await.unwrap();
    assert_eq!(forms, ["case", "changes"]);
    assert!(
        store
            .kept_forms(two, first.proposal)
            .await
            .unwrap()
            .is_empty()
    );
    store.erase_kept_form(key(1, "changes")).await.unwrap();
    assert_eq!(store.kept_form(key(1, "changes")).await.unwrap(), None);
    assert!(!data.holds("r0-note=two"), "it is gone from the disk");
    assert_eq!(store.erase_forms_untouched_since(now).await.unwrap(), 0);
    let later: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(store.erase_forms_untouched_since(later).await.unwrap(), 1);
    assert_eq!(data.verify(&[]).await.faults, Vec::new());
}

async fn what_is_kept_of_forms_has_limits_and_goes_with_its_text(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let first = store
        .begin_proposal(now, None, "council", 0, "one")
        .await
        .unwrap();
    fn key(of: RevisionSaved, form: &str) -> FormKey<'_> {
        FormKey {
            account: AccountId([1; 16]),
            proposal: of.proposal,
            form,
        }
    }
    let typed = |revision, bytes| KeptForm {
        revision,
        content: "x".repeat(bytes),
        at: now,
    };
    let too_large = store
        .keep_form(key(first, "changes"), &typed(1, LARGEST_KEPT_FORM + 1))
        .await;
    assert!(matches!(too_large, Err(StoreError::FormTooLarge)));
    let of_nothing = store.keep_form(key(first, "changes"), &typed(2, 1)).await;
    assert!(matches!(of_nothing, Err(StoreError::Database(_))));
    for number in 0..200 {
        let form = format!("report/{number}");
        store
            .keep_form(key(first, &form), &typed(1, 1))
            .await
            .unwrap();
    }
    let one_more = store.keep_form(key(first, "changes"), &typed(1, 1)).await;
    assert!(matches!(one_more, Err(StoreError::TooManyForms)));
    store
        .keep_form(key(first, "report/7"), &typed(1, 2))
        .await
        .unwrap();
    store
        .redact(now, None, first.digest, "names a person")
        .await
        .unwrap();
    let left = store.kept_forms(AccountId([1; 16]), first.proposal).await;
    assert_eq!(left.unwrap(), Vec::<String>::new());
}

async fn an_erased_person_is_a_number(data: &impl Data) {
    let store = data.open().await;
    let line = register::LineId::numbered(1);
    let holding = |contact: &str| NewHolding {
        line,
        name: "Postholder 014".to_owned(),
        contact: contact.to_owned(),
        from: DAY.parse().ok(),
        until: None,
    };
    store
        .hold(&[holding("E1"), holding("E1"), holding("")])
        .await
        .unwrap();
    let holders = store.holders(line).await.unwrap();
    assert_eq!(
        holders[0].person, holders[1].person,
        "one number is one person"
    );
    assert_ne!(holders[0].person, holders[2].person);
    let now = NOON.parse().unwrap();
    assert!(
        store
            .erase_person(now, None, holders[0].person)
            .await
            .unwrap()
    );
    let names: Vec<_> = store.holders(line).await.unwrap();
    let names: Vec<_> = names.into_iter().map(|holder| holder.name).collect();
    assert_eq!(names.iter().flatten().count(), 1);
}

async fn a_link_puts_people_on_a_proposal_until_it_is_over(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let later = now + jiff::SignedDuration::from_hours(1);
    let begun = store.begin_proposal(now, None, "council", 0, "one").await;
    let proposal = begun.unwrap().proposal;
    let account = |name: &str| NewAccount {
        name: name.to_owned(),
        sign_in_name: name.to_owned(),
        roles: Roles::everywhere([Role::Staff]),
        password: String::new(),
    };
    let first = store.make_account(now, None, &account("first")).await;
    let second = store.make_account(now, None, &account("second")).await;
    let (first, second) = (first.unwrap(), second.unwrap());
    let mut links = Vec::new();
    for capacity in [Capacity::Reviewer, Capacity::Author] {
        let new = NewCaseLink {
            proposal,
            capacity,
            for_whom: "The HR business partner".to_owned(),
            until: later,
        };
        let id = store.make_case_link(now, None, &new).await.unwrap();
        let link = store.case_link(id).await.unwrap().unwrap();
        assert_eq!((link.capacity, link.until), (capacity, later));
        links.push(link);
    }
    let [reviewer, author] = links.as_slice() else {
        panic!("two links")
    };
    assert!(store.join_case(now, first, reviewer).await.unwrap());
    assert!(!store.join_case(now, first, reviewer).await.unwrap());
    assert!(store.join_case(now, first, author).await.unwrap());
    assert!(!store.join_case(now, first, reviewer).await.unwrap());
    let capacity = |on: Vec<OnCase>| {
        on.into_iter()
            .map(|one| (one.account, one.capacity))
            .collect()
    };
    let on: Vec<_> = capacity(store.on_case(proposal).await.unwrap());
    assert_eq!(on, [(first, Capacity::Author)], "an author stays one");
    assert!(store.end_case_link(now, None, reviewer).await.unwrap());
    assert!(!store.end_case_link(now, None, reviewer).await.unwrap());
    for (at, link) in [(now, reviewer), (later, author)] {
        let over = store.join_case(at, second, link).await;
        assert!(matches!(over, Err(StoreError::LinkOver)));
    }
    assert!(store.leave_case(now, None, proposal, first).await.unwrap());
    assert!(!store.leave_case(now, None, proposal, first).await.unwrap());
    assert_eq!(store.cases_of(first).await.unwrap(), []);
    assert_eq!(data.verify(&[]).await.faults, Vec::new());
}

async fn a_part_is_a_proposal_of_its_own_and_what_of_it_was_taken_in_is_kept(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let later = now + jiff::SignedDuration::from_hours(1);
    let begun = store.begin_proposal(now, None, "council", 0, "all of it");
    let whole = begun.await.unwrap().proposal;
    let new = NewCasePart {
        whole,
        body: "council",
        unit: "Placements",
        for_whom: "Team manager",
        ledger_entries: 0,
        content: "some of it",
        until: later,
    };
    let (first, link) = store.give_part(now, None, &new).await.unwrap();
    assert_ne!(first.proposal, whole);
    let text = store.revision_text(first.digest).await.unwrap();
    assert_eq!(text.as_deref(), Some("some of it"));
    let link = store.case_link(link).await.unwrap().unwrap();
    assert_eq!(
        (link.proposal, link.capacity),
        (first.proposal, Capacity::Author)
    );
    assert_eq!(store.case_part(whole).await.unwrap(), None);
    let part = store.case_part(first.proposal).await.unwrap().unwrap();
    assert_eq!((part.whole, part.known, part.taken_in), (whole, 1, None));
    assert_eq!(
        (part.unit.as_str(), part.for_whom.as_str()),
        ("Placements", "Team manager")
    );
    store.part_taken_in(later, None, &part, 2).await.unwrap();
    let parts = store.case_parts().await.unwrap();
    let [part] = parts.as_slice() else {
        panic!("one part: {parts:?}");
    };
    assert_eq!((part.known, part.taken_in), (2, Some(later)));
    assert_eq!(data.verify(&[]).await.faults, Vec::new());
}

async fn comments_are_answered_closed_opened_again_and_erased(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let begun = store.begin_proposal(now, None, "council", 0, "one").await;
    let proposal = begun.unwrap().proposal;
    let said = |content, answers| NewReviewComment {
        proposal,
        revision: 1,
        answers,
        subject: "change/driver",
        content,
    };
    let secret = "Postholder 014 should stay";
    let first = store.comment(now, None, &said(secret, None)).await.unwrap();
    let twice = store.comment(now, None, &said(secret, None)).await.unwrap();
    assert_eq!(first, twice, "a form that is sent twice is one comment");
    store.close_comment(now, None, first, true).await.unwrap();
    let all = store.comments(proposal).await.unwrap();
    assert_eq!(all[0].closed, Some((now, None)));
    let answer = said("Who says so?", Some(first));
    let answer = store.comment(now, None, &answer).await.unwrap();
    let all = store.comments(proposal).await.unwrap();
    assert_eq!((all[0].closed, all[1].answers), (None, Some(first)));
    store.close_comment(now, None, answer, true).await.unwrap();
    assert_eq!(store.comments(proposal).await.unwrap(), all);
    assert!(store.erase_comment(first).await.unwrap());
    assert!(!store.erase_comment(first).await.unwrap());
    let all = store.comments(proposal).await.unwrap();
    assert_eq!(all[0].content, None);
    assert!(!data.holds(secret));
}

async fn answers_are_kept_once_responded_to_and_erased(data: &impl Data) {
    let store = data.open().await;
    let now: Timestamp = NOON.parse().unwrap();
    let by = Some(AccountId([7; 16]));
    let begun = store.begin_proposal(now, None, "council", 0, "one").await;
    let proposal = begun.unwrap().proposal;
    let said = |content, responds_to| NewConsultationAnswer {
        proposal,
        revision: 1,
        responds_to,
        on_behalf_of: Some("the night shift"),
        content,
    };
    let secret = "Postholder 014 should stay";
    let first = store.answer(now, by, &said(secret, None)).await.unwrap();
    let second = store.answer(now, by, &said("More.", None)).await.unwrap();
    let again = store.answer(now, by, &said(secret, None)).await.unwrap();
    assert_eq!((first, second), (again, first + 1), "the same form once");
    let other = store.answer(now, None, &said(secret, None)).await.unwrap();
    assert_ne!(first, other, "two people may say the same");
    let response = said("It does.", Some((first, "changed")));
    let response = store.answer(now, None, &response).await.unwrap();
    let all = store.answers(proposal).await.unwrap();
    let of: Vec<_> = all.iter().map(|one| one.responds_to.clone()).collect();
    let responds = Some((first, "changed".to_owned()));
    assert_eq!(of, [None, None, None, responds]);
    assert_eq!((all[0].written_by, all[3].number), (by, response));
    assert_eq!(data.verify(&[]).await.faults, Vec::new());
    for number in [first, other] {
        let erased = store.erase_answer(now, by, proposal, number);
        assert!(erased.await.unwrap());
        let again = store.erase_answer(now, by, proposal, number);
        assert!(!again.await.unwrap());
    }
    let all = store.answers(proposal).await.unwrap();
    assert_eq!((&all[0].content, &all[0].on_behalf_of), (&None, &None));
    assert!(!data.holds(secret));
    assert_eq!(data.verify(&[]).await.faults, Vec::new());
}

/// Runs the suite on a kind of database.
macro_rules! conforms {
    ($kind:ident = $new:expr; $($test:ident),* $(,)?) => {
        mod $kind {
            $(#[tokio::test]
            async fn $test() {
                super::$test(&$new).await;
            })*
        }
    };
}

conforms! {
    sqlite = super::Sqlite::new();
    what_was_recorded_comes_back_after_opening_again,
    a_writer_who_missed_something_is_told_and_writes_nothing,
    writers_at_the_same_time_each_go_on_from_what_they_expect,
    what_fails_does_not_take_along_what_was_to_be_recorded_with_it,
    a_reader_keeps_what_it_has_while_others_write,
    the_database_refuses_to_alter_what_is_written,
    a_revision_is_saved_only_after_the_one_it_is_based_on,
    a_redacted_text_is_gone_from_the_file_and_its_digest_stays,
    a_step_of_a_case_is_taken_only_after_those_that_were_seen,
    what_is_typed_is_kept_for_whoever_typed_it_until_it_is_let_go,
    what_is_kept_of_forms_has_limits_and_goes_with_its_text,
    an_erased_person_is_a_number,
    a_link_puts_people_on_a_proposal_until_it_is_over,
    a_part_is_a_proposal_of_its_own_and_what_of_it_was_taken_in_is_kept,
    comments_are_answered_closed_opened_again_and_erased,
    answers_are_kept_once_responded_to_and_erased,
}

//! Columns from the database, and from what was kept of them.

use std::fs;
use std::path::Path;

use base::{Date, End, Known, When};
use register::{
    Act, Amendment, Columns, LineId, Placement, Position, PostLine, Quantity, Tenure, UnitId,
};
use storage::{COLUMNS_FILE, Head, Recording, Store};

use crate::example::{day, recording};

/// A council of three units with something of everything that columns hold in a way of its own.
fn council() -> Vec<Act> {
    let unit = UnitId::numbered;
    let line = LineId::numbered;
    let open = |number, part_of: Option<u32>| Act::OpenUnit {
        unit: unit(number),
        name: format!("Unit {number}"),
        part_of: part_of.map(unit),
    };
    let establish = |number, placement, until: Option<Date>| Act::Establish {
        line: line(number),
        post: PostLine {
            posts: Known::Known(number),
            placement,
            tenure: Known::Known(match until {
                Some(until) => Tenure::Temporary(End::On(When::Day(until))),
                None => Tenure::Permanent,
            }),
            ..PostLine::titled("Service Organiser")
        },
        in_place_of: Vec::new(),
    };
    let part = Act::Amend {
        line: line(3),
        quantity: Quantity::Posts(1),
        to: Box::new(Amendment {
            placement: Some(Placement::In(unit(1))),
            ..Amendment::default()
        }),
        becomes: line(9),
        until: None,
    };
    vec![
        open(1, None),
        open(2, Some(1)),
        open(3, Some(1)),
        establish(1, Placement::In(unit(1)), None),
        establish(2, Placement::OneOf(vec![unit(1), unit(2)]), None),
        establish(3, Placement::In(unit(2)), Some(day("2018-12-31"))),
        establish(4, Placement::NotStated, None),
        establish(5, Placement::In(unit(3)), None),
        part,
        Act::Withdraw {
            entry: Position::numbered(7),
        },
    ]
}

/// What else happens in some councils: rows do not say it.
fn merger() -> Vec<Act> {
    vec![Act::MergeUnits {
        units: vec![UnitId::numbered(3)],
        into: UnitId::numbered(2),
    }]
}

fn decided(title: &str, acts: Vec<Act>) -> Recording {
    let mut recording = recording(title, 1..=u32::try_from(acts.len()).unwrap());
    for (entry, act) in recording.entries.iter_mut().zip(acts) {
        entry.act = act;
    }
    recording
}

/// What columns answer, in words.
fn answers(columns: &Columns) -> Vec<String> {
    let mut answers = Vec::new();
    for on in ["2018-06-30", "2018-07-01", "2019-01-01"].map(day) {
        let by = day("2018-06-18");
        columns.standing(on, by, |place, terms| {
            let place = &columns.places()[place as usize];
            answers.push(format!(
                "{on} {place:?} {:?}",
                columns.terms()[terms as usize]
            ));
        });
        let units: Vec<_> = columns.units(on, by).downwards().collect();
        answers.push(format!("{on} {units:?} {:?}", columns.apart(on, by)));
        answers.push(format!("{:?}", columns.times_paid(&[on], by)));
    }
    answers.push(format!(
        "{:?} {:?}",
        columns.bodies(),
        columns.body_of_unit(UnitId::numbered(1))
    ));
    answers
}

/// What the columns of the ledger itself answer.
async fn expected(folder: &Path) -> Vec<String> {
    let store = Store::open(folder).await.unwrap();
    answers(&Columns::of(&store.snapshot().await.unwrap().ledger))
}

async fn answered(folder: &Path) -> Vec<String> {
    let store = Store::open(folder).await.unwrap();
    let columns = store.columns().await.unwrap();
    assert_eq!(columns.head, store.snapshot().await.unwrap().head);
    answers(&columns.columns)
}

#[tokio::test]
async fn columns_are_those_of_the_ledger_whether_kept_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut head = Head::empty();
    let steps = [
        council(),
        merger(),
        vec![Act::Disestablish {
            line: LineId::numbered(1),
            quantity: Quantity::All,
        }],
    ];
    assert_eq!(answered(folder.path()).await, expected(folder.path()).await);
    for (step, acts) in steps.into_iter().enumerate() {
        let store = Store::open(folder.path()).await.unwrap();
        let kept_before = answers(&store.columns().await.unwrap().columns);
        let title = format!("Report {step}");
        head = store.record(head, &[decided(&title, acts)]).await.unwrap();
        assert_ne!(
            answers(&store.columns().await.unwrap().columns),
            kept_before
        );
        // What was kept before this step is gone on from, then it is read as it stands.
        assert_eq!(answered(folder.path()).await, expected(folder.path()).await);
        store.keep_columns().await.unwrap();
        assert_eq!(answered(folder.path()).await, expected(folder.path()).await);
        store.close().await;
    }
}

#[tokio::test]
async fn what_was_kept_of_another_ledger_is_not_believed() {
    let [one, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    for (folder, acts) in [(&one, council()), (&other, merger())] {
        let store = Store::open(folder.path()).await.unwrap();
        let recordings = [decided("A", acts), decided("B", council())];
        let head = store.record(Head::empty(), &recordings[..1]).await.unwrap();
        if folder.path() == one.path() {
            store.record(head, &recordings[1..]).await.unwrap();
        }
        store.keep_columns().await.unwrap();
        store.close().await;
    }
    let [kept, others] = [&one, &other].map(|folder| folder.path().join(COLUMNS_FILE));
    // Of a longer ledger, and of a shorter one.
    let first = fs::read(&kept).unwrap();
    fs::copy(&others, &kept).unwrap();
    assert_eq!(answered(one.path()).await, expected(one.path()).await);
    fs::write(&others, first).unwrap();
    assert_eq!(answered(other.path()).await, expected(other.path()).await);
}

#[tokio::test]
async fn damage_and_a_broken_off_attempt_leave_the_answer_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let recordings = [decided("A", council())];
    store.record(Head::empty(), &recordings).await.unwrap();
    store.keep_columns().await.unwrap();
    store.close().await;
    let expected = expected(folder.path()).await;
    let kept = folder.path().join(COLUMNS_FILE);
    let bytes = fs::read(&kept).unwrap();
    fs::write(folder.path().join("muster.columns.part"), &bytes[..9]).unwrap();
    for at in (0..bytes.len()).step_by(997) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        fs::write(&kept, damaged).unwrap();
        assert_eq!(answered(folder.path()).await, expected, "byte {at}");
        fs::write(&kept, &bytes[..at]).unwrap();
        assert_eq!(answered(folder.path()).await, expected, "cut at {at}");
    }
    // It is kept anew where the broken-off attempt was.
    let store = Store::open(folder.path()).await.unwrap();
    store.keep_columns().await.unwrap();
    assert_eq!(fs::read(&kept).unwrap(), bytes);
}

#[tokio::test]
async fn entries_that_are_not_what_was_recorded_are_found_on_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let recordings = [decided("A", council())];
    store.record(Head::empty(), &recordings).await.unwrap();
    store.close().await;
    let mut raw = crate::example::raw(folder.path()).await;
    crate::example::disarm(&mut raw).await;
    let alter = "UPDATE ledger_entry SET facts = CAST(facts || x'00' AS BLOB) WHERE position = 4";
    crate::example::run(&mut raw, alter).await.unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    let error = store.columns().await.unwrap_err().to_string();
    assert!(
        error.starts_with("entry 4 of the ledger is not what"),
        "{error}"
    );
}

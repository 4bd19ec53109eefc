//! An invented council in a ledger: as large as asked for, and nothing in it that could not be.

use base::{Date, add_days};
use invented::{History, Size, entries, write};
use register::Ledger;

const END: Date = Date::constant(2026, 4, 1);

fn ledger(posts: usize) -> Ledger {
    let mut ledger = Ledger::new();
    write(Size::of(posts), &mut ledger);
    ledger
}

#[test]
fn it_has_as_many_posts_as_were_asked_for_and_nothing_that_could_not_be() {
    for posts in [0, 1, 7, 60, 500, 2_000] {
        let fold = ledger(posts).fold(END, END);
        assert_eq!(fold.refused, Vec::new(), "of {posts}");
        assert_eq!(fold.establishment.lines().count(), posts);
    }
}

#[test]
fn it_is_the_same_each_time_and_another_with_another_seed() {
    assert_eq!(ledger(300).entries(), ledger(300).entries());
    let mut other = Ledger::new();
    let size = Size {
        seed: 12,
        ..Size::of(300)
    };
    write(size, &mut other);
    assert_ne!(ledger(300).entries(), other.entries());
}

#[test]
fn its_entries_come_one_at_a_time_as_they_stand_in_the_ledger() {
    // More than one portion of the opening balance.
    let size = Size::of(12_000);
    assert!(entries(size).eq(ledger(size.posts).entries().iter().cloned()));
}

#[test]
fn its_history_has_the_changes_that_were_asked_for() {
    let entries = ledger(2_000).entries().len();
    assert!((9_500..11_000).contains(&entries), "{entries}");
}

#[test]
fn what_it_says_stands_is_what_the_ledger_folds_to() {
    let mut history = History::of(Size::of(400));
    while history.next().is_some() {}
    let fold = ledger(400).fold(END, END);
    let folded: Vec<_> = fold.establishment.lines().collect();
    let standing: Vec<_> = history.standing().collect();
    assert_eq!(folded.len(), standing.len());
    for (line, (id, post)) in folded.iter().zip(&standing) {
        assert_eq!((line.id, &line.post), (*id, post));
    }
}

#[test]
fn it_goes_on_from_the_numbers_of_a_ledger_that_holds_another() {
    let mut both = ledger(100);
    let held = write(Size::of(50), &mut both);
    let fold = both.fold(END, END);
    assert_eq!(fold.refused, Vec::new());
    assert_eq!(fold.establishment.lines().count(), 150);
    assert!(held.len() > 20 && held.len() <= 50);
    assert!(
        held.iter()
            .all(|holder| holder.name.starts_with("Postholder "))
    );
}

#[test]
fn it_has_posts_that_end_and_all_are_there_some_months_later() {
    let later = add_days(END, 100);
    let fold = ledger(2_000).fold(later, END);
    assert_eq!(fold.establishment.lines().count(), 2_000);
    let temporary = |line: &&register::Line| {
        matches!(
            line.post.tenure,
            base::Known::Known(register::Tenure::Temporary(_))
        )
    };
    let temporary = fold.establishment.lines().filter(temporary).count();
    assert!((50..500).contains(&temporary), "{temporary}");
}

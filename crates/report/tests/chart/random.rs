//! Random charts, from plain ones to whatever strings can hold.

use base::Known;
use proptest::prelude::*;
use report::chart::{Chart, Mark, Occupancy, PostBox, UnitBox};

fn occupancies() -> impl Strategy<Value = Occupancy> {
    prop_oneof![
        Just(Occupancy::Vacant),
        Just(Occupancy::Filled),
        Just(Occupancy::NotKnown),
        Just(Occupancy::NotShown),
        words().prop_map(Occupancy::PartFilled),
    ]
}

fn marks() -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::New),
        Just(Mark::Ends),
        words().prop_map(Mark::Changed),
        words().prop_map(Mark::Moved),
        words().prop_map(Mark::InPlaceOf),
    ]
}

/// Plain words, words without a space, and whatever else a string can hold.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "([A-Z][a-z]{2,14} ){1,4}[A-Z][a-z]{2,9}",
        1 => "[A-Zm]{1,200}",
        1 => any::<String>(),
        1 => "[<>&\"'\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{fffe}W ]{0,40}",
    ]
}

fn posts() -> impl Strategy<Value = PostBox> {
    let leaf = (
        (words(), words(), prop::option::of(0..20_u32), words()),
        prop::collection::vec(marks(), 0..3),
        occupancies(),
        prop::option::of(words()),
        prop::collection::vec(words(), 0..2),
    )
        .prop_map(
            |((title, grade, posts, fte), marks, occupancy, temporary, notes)| PostBox {
                posts: posts.map_or(Known::Unknown, Known::Known),
                fte,
                marks,
                occupancy,
                temporary,
                notes,
                ..PostBox::new(title, grade)
            },
        );
    leaf.prop_recursive(8, 12, 4, |inner| {
        (inner.clone(), prop::collection::vec(inner, 1..4)).prop_map(|(mut post, reports)| {
            post.reports = reports;
            post
        })
    })
}

fn units() -> impl Strategy<Value = UnitBox> {
    let leaf = (
        (
            words(),
            prop::option::of(marks()),
            prop::option::of(words()),
        ),
        prop::collection::vec(words(), 0..2),
        prop::collection::vec(posts(), 0..4),
    )
        .prop_map(|((name, mark, summary), notes, posts)| UnitBox {
            name,
            mark,
            notes,
            summary,
            posts,
            ..UnitBox::default()
        });
    leaf.prop_recursive(5, 24, 6, |inner| {
        (inner.clone(), prop::collection::vec(inner, 1..7)).prop_map(|(mut unit, units)| {
            unit.units = units;
            unit
        })
    })
}

/// A chart of a few units.
pub(crate) fn charts() -> impl Strategy<Value = Chart> {
    (
        words(),
        prop::option::of(words()),
        prop::collection::vec(units(), 0..4),
    )
        .prop_map(|(title, description, units)| Chart {
            title,
            description,
            units,
        })
}

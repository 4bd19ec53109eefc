//! Cases to try reports with: those of published reports, and made-up ones, large and odd.
//!
//! ```text
//! Shape ──case_file──▶ text     so many posts, so many changes, such words; always the same
//! SHAPES                        those that every report is looked at with
//! withheld::CASE                what may be exempt, and the search for it
//! PUBLISHED ──Analysed──▶ Composition   what a report of a published case is made from
//! ```
//!
//! A report that reads well with five changes may not with five hundred, or with a title of two
//! hundred characters. The five published cases are small and orderly; these are not.
//!
//! This crate does not judge a case by itself, and it writes no file; `cargo run -p xtask -- stress`
//! does. Start with [`SHAPES`].

mod case;
mod names;
mod paper;
mod published;
pub mod withheld;

pub use case::case_file;
pub use published::{Analysed, PUBLISHED};

/// How large and how odd a made-up case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What it is called; the name of its file without `.toml`.
    pub name: &'static str,
    /// How many lines of posts exist before.
    pub posts: usize,
    /// How many changes it makes.
    pub changes: usize,
    /// How many amounts its prose names that nothing explains: each is a finding.
    pub unexplained: usize,
    /// What its titles and names are like.
    pub words: Words,
    /// What its posts are paid by.
    pub pay: Pay,
    /// How many names of teams are passed over: with another number, no name or title is the same.
    pub passed_over: usize,
}

/// What titles and names are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// `Team Manager, Archives 3`.
    Plain,
    /// Two hundred characters and more, some of them without a space.
    Long,
    /// Formulas, markup, braces, other scripts, signs that turn the direction of writing.
    Hostile,
}

/// What posts are paid by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pay {
    /// Grades of Nottinghamshire; those that no table holds have no known cost.
    Grades,
    /// Points, with the hours of each post and, for some, the weeks that are paid.
    Hours,
}

const PLAIN: Shape = Shape {
    name: "posts-200",
    posts: 200,
    changes: 25,
    unexplained: 0,
    words: Words::Plain,
    pay: Pay::Grades,
    passed_over: 0,
};

/// The cases that every report is looked at with.
pub const SHAPES: [Shape; 9] = [
    PLAIN,
    Shape {
        name: "posts-2000",
        posts: 2000,
        changes: 60,
        ..PLAIN
    },
    Shape {
        name: "changes-none",
        changes: 0,
        ..PLAIN
    },
    Shape {
        name: "changes-one",
        changes: 1,
        ..PLAIN
    },
    Shape {
        name: "changes-500",
        posts: 800,
        changes: 500,
        ..PLAIN
    },
    Shape {
        name: "titles-long",
        posts: 60,
        changes: 30,
        words: Words::Long,
        ..PLAIN
    },
    Shape {
        name: "titles-hostile",
        posts: 60,
        changes: 40,
        words: Words::Hostile,
        ..PLAIN
    },
    Shape {
        name: "findings-60",
        posts: 20,
        changes: 5,
        unexplained: 60,
        ..PLAIN
    },
    Shape {
        name: "hours",
        posts: 80,
        changes: 40,
        pay: Pay::Hours,
        ..PLAIN
    },
];

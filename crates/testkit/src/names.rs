//! Titles of posts and names of units and funds, of every kind of words.

use invented::{FIELDS, RANKS};

use crate::{Shape, Words};

/// What a careless program takes for a formula, markup, a figure, an end or another direction.
const HOSTILE: [&str; 20] = [
    "=1+1",
    "<script>alert(1)</script>",
    "{x}",
    "@SUM(A1:A9)",
    "-2+3",
    "+44 or more",
    "\"quoted\" and 'quoted'",
    "</details></table></main>",
    "&lt;already&gt; &amp; escaped",
    "]]>",
    "مدير الخدمات المجتمعية",
    "מנהל שירותים",
    "Ŵythnos Ymgynghori: Swyddog Ieuenctid",
    "Łódź, Ångström, Øresund, Ĉefo",
    "Cafe\u{301} (combining)",
    "a\u{202E}reversed",
    "soft\u{AD}hyphen and\u{200B}nothing",
    "部門經理",
    "{cost.full_year}",
    "A title. With stops; and: marks!",
];

const TAIL: &str = "with particular responsibility for the coordination, review and continuous \
                    improvement of arrangements between the county council, its seven district \
                    councils and their health partners";

/// The field that the so-many-th unit works in.
pub(crate) fn field(shape: &Shape, index: usize) -> String {
    let index = shape.passed_over + index;
    let turn = index / FIELDS.len();
    let field = FIELDS[index % FIELDS.len()];
    if turn == 0 {
        field.to_owned()
    } else {
        format!("{field} {}", turn + 1)
    }
}

/// The title of a post: the so-many-th of its unit, of which the first is its manager.
pub(crate) fn title(words: Words, field: &str, place: usize, serial: usize) -> String {
    let plain = if place == 0 {
        format!("Team Manager, {field}")
    } else {
        let turn = (place - 1) / RANKS.len();
        let rank = RANKS[(place - 1) % RANKS.len()];
        if turn == 0 {
            format!("{field} {rank}")
        } else {
            format!("{field} {rank} (Area {})", turn + 1)
        }
    };
    odd(words, &plain, serial)
}

/// A name made as long or as odd as asked.
pub(crate) fn odd(words: Words, plain: &str, serial: usize) -> String {
    match words {
        Words::Plain => plain.to_owned(),
        Words::Long if serial % 3 == 2 => {
            let joined: String = format!("{plain} {TAIL}").split([' ', ',']).collect();
            format!("{joined}{serial}")
        }
        Words::Long => format!("{plain} {TAIL} (No. {serial})"),
        Words::Hostile => format!("{} {plain}", HOSTILE[serial % HOSTILE.len()]),
    }
}

//! A case that withholds a value in every field that can be exempt, and the search for what it withholds.

use std::collections::BTreeMap;

/// The case. What it withholds is each of a kind that stands nowhere else.
pub const CASE: &str = include_str!("../withheld.toml");

/// Words and grades that are withheld.
pub const WORDS: [&str; 21] = [
    "Zircon",       // a grade
    "Topaz",        // the grade that it becomes
    "Quillfeather", // a title
    "Vermilion",    // a section
    "Ochre",        // a paragraph with a number
    "Sienna",       // a paragraph by its first words
    "Ultramarine",  // a paragraph of a recommendation
    "Cerulean",     // a comment
    "Malachite",    // a source of money
    "Obsidian",     // what it may be spent on
    "Peridot",      // an option
    "Garnet",       // why it was rejected
    "Citrine",      // a post that only the option has
    "Jasper",       // a pool
    "Tourmaline",   // a paper
    "Beryl",        // an appendix
    "Amethyst",     // a note of a post whose pay is withheld
    "Feldspar",     // who covers a post
    "Kyanite",      // how its holder is placed
    "Lapis",        // a saving
    "Sapphire",     // the reason of a conflict that was settled
];

/// Sums of money that are withheld, in pence.
pub const MONEY: [i64; 12] = [
    6_173_900,  // the stated cost of a post
    7_418_350,  // another
    3_829_100,  // what a post becomes
    9_136_700,  // a stated figure
    1_357_900,  // a payment
    8_246_000,  // an amount of a source
    5_921_300,  // a saving
    64_317_900, // the budget from which it is saved
    47_193_100, // a budget
    28_461_700, // the cost of the structure
    12_347_800, // 2 x the first
    2_718_200,  // the cost of a post of the option
];

/// A sum as it may be written.
fn written(pence: i64) -> Vec<String> {
    let (pounds, rest) = (pence / 100, pence % 100);
    let plain = pounds.to_string();
    let mut grouped = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let mut all = vec![
        plain.clone(),
        grouped.clone(),
        format!("{plain}.{rest:02}"),
        format!("{grouped}.{rest:02}"),
        pence.to_string(),
    ];
    for gap in ["\u{a0}", "\u{2009}", "\u{202f}"] {
        all.push(grouped.replace(',', gap));
    }
    all
}

/// Everything that is searched for, with what it is written as.
pub fn secrets() -> BTreeMap<String, Vec<String>> {
    let words = WORDS
        .iter()
        .map(|word| ((*word).to_owned(), vec![word.to_lowercase()]));
    let money = MONEY
        .iter()
        .map(|pence| (format!("{pence} pence"), written(*pence)));
    words.chain(money).collect()
}

/// Which of the secrets a text tells, however it is written.
pub fn told_in(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let told = secrets()
        .into_iter()
        .filter(|(_, written)| written.iter().any(|one| stands_in(&text, one)));
    told.map(|(secret, _)| secret).collect()
}

/// Digits of a longer number are another number.
fn stands_in(text: &str, words: &str) -> bool {
    let is_number = words.starts_with(|one: char| one.is_ascii_digit());
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let digit = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit());
        !is_number || !(digit(before) || digit(after) || before == Some('.'))
    })
}

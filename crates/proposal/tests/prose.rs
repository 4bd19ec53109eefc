//! What words mention, and where.

use diagnostics::Sources;
use proposal::{Mention, mentions, read};

/// What the words of a section mention, one a line, each with the words that it stands at.
fn mentioned(words: &str) -> String {
    let text = format!("title = \"A case\"\n[report]\ninformation = '''\n{words}'''\n");
    let (case, _) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    let section = case.sections.first().expect("a section");
    let line = |mention: &Mention| {
        let place = mention.place().span.clone();
        let what = match mention {
            Mention::Amount { amount, grain, .. } => {
                format!("{} pence, to {}", amount.pence(), grain.pence())
            }
            Mention::Appendix { name, .. } | Mention::Unit { name, .. } => name.clone(),
            Mention::Paragraph { number, .. } => format!("paragraph {number}"),
            Mention::Marker { .. } => "marker".to_owned(),
        };
        format!("{what}: {}\n", &text[place])
    };
    mentions(&section.prose).iter().map(line).collect()
}

#[test]
fn amounts_end_where_their_digits_do() {
    let words = "It costs £4, £ 1,200 and £0.924m; £ is no amount, nor is £x. £2bn*, £3 millions.";
    assert_eq!(
        mentioned(words),
        "400 pence, to 100: £4\n\
         120000 pence, to 100: £ 1,200\n\
         92400000 pence, to 100000: £0.924m\n\
         200000000000 pence, to 100000000000: £2bn\n\
         marker: *\n\
         300 pence, to 100: £3\n"
    );
}

#[test]
fn appendices_and_paragraphs_are_words_of_their_own() {
    let words = "See Appendices 1 and B, Appendix 22 and paragraphs 4.1 to 6. Paragraph 7 is not \
                 subparagraph 8, nor is Appendix the same as anAppendix 3.";
    assert_eq!(
        mentioned(words),
        "Appendix 1: Appendices 1\n\
         Appendix B: B\n\
         Appendix 22: Appendix 22\n\
         paragraph 4.1: 4.1\n\
         paragraph 6: 6\n\
         paragraph 7: 7\n"
    );
}

#[test]
fn the_name_of_a_unit_goes_over_a_line_end_and_not_over_a_stop() {
    let words = "The Quality and\nMarket Management Team. Strategy Group's work; Adults, Health \
                 (Placements) Service and 3Commissioning Unit, a team.";
    assert_eq!(
        mentioned(words),
        "The Quality and Market Management Team: The Quality and\nMarket Management Team\n\
         Strategy Group: Strategy Group\n"
    );
}

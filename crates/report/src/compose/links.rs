//! Words that mention a paragraph of the report lead to it.

use std::collections::BTreeMap;

use crate::model::{Block, Section, Span, Words};

/// Turns mentions of paragraphs that the report has into links, and takes links away that lead nowhere.
pub(super) fn link(sections: &mut [Section]) {
    let paragraphs = paragraphs(sections);
    let rows = rows(sections);
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        for words in words_of(block) {
            let old = std::mem::take(words);
            *words = old
                .into_iter()
                .flat_map(|span| match span {
                    Span::Text(text) => linked(&text, &paragraphs),
                    Span::Link { text, to } if to.starts_with("line-") && !rows.contains(&to) => {
                        vec![Span::Text(text)]
                    }
                    other => vec![other],
                })
                .collect();
        }
    }
}

/// The id of each numbered paragraph.
fn paragraphs(sections: &[Section]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        if let Block::Paragraph(paragraph) = block
            && let (Some(number), Some(id)) = (&paragraph.number, &paragraph.id)
        {
            found.entry(number.clone()).or_insert_with(|| id.clone());
        }
    }
    found
}

fn rows(sections: &[Section]) -> Vec<String> {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let rows = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    rows.flatten().filter_map(|row| row.id.clone()).collect()
}

/// All words of a block that an author may have written.
fn words_of(block: &mut Block) -> Vec<&mut Words> {
    match block {
        Block::Paragraph(paragraph) => {
            let mut all = vec![&mut paragraph.words];
            all.extend(&mut paragraph.items);
            all
        }
        Block::List(items) => items.iter_mut().collect(),
        Block::Asked(asked) => asked
            .iter_mut()
            .flat_map(|asked| {
                let paragraphs = asked.paragraphs.iter_mut().flat_map(|paragraph| {
                    std::iter::once(&mut paragraph.words).chain(&mut paragraph.items)
                });
                paragraphs.chain(&mut asked.notes)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Parts a text at its mentions of paragraphs. `paragraph 1 of Schedule 12A` is not ours.
fn linked(text: &str, paragraphs: &BTreeMap<String, String>) -> Words {
    let mut words = Words::new();
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find("aragraph") {
        let (before, after) = rest.split_at(at + "aragraph".len());
        let gap = after.strip_prefix('s').unwrap_or(after);
        let number = gap.strip_prefix(' ').unwrap_or("");
        let end = number
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(number.len());
        let digits = number[..end].trim_end_matches('.');
        let beyond = &number[digits.len()..];
        let whole = matches!(before.as_bytes().get(at.wrapping_sub(1)), Some(b'p' | b'P'));
        let foreign = beyond.starts_with(" of ") && !beyond.starts_with(" of this report");
        match paragraphs.get(digits).filter(|_| whole && !foreign) {
            Some(id) => {
                let lead = before.len() - "aragraph".len() - 1;
                kept.push_str(&before[..lead]);
                if !kept.is_empty() {
                    words.push(Span::Text(std::mem::take(&mut kept)));
                }
                let length = before.len() - lead + after.len() - beyond.len();
                words.push(Span::Link {
                    text: rest[lead..lead + length].to_owned(),
                    to: id.clone(),
                });
                rest = beyond;
            }
            None => {
                kept.push_str(before);
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    if !kept.is_empty() {
        words.push(Span::Text(kept));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_of_a_paragraph_leads_to_it() {
        let known = BTreeMap::from([
            ("6".to_owned(), "p6".to_owned()),
            ("6.1".to_owned(), "p6-1".to_owned()),
        ]);
        let told = |text: &str| -> Vec<String> {
            let show = |span: &Span| match span {
                Span::Link { text, to } => format!("<{text}>{to}"),
                other => other.plain().to_owned(),
            };
            linked(text, &known).iter().map(show).collect()
        };
        assert_eq!(
            told("as paragraph 6 says; Paragraphs 6.1. End"),
            [
                "as ",
                "<paragraph 6>p6",
                " says; ",
                "<Paragraphs 6.1>p6-1",
                ". End"
            ]
        );
        assert_eq!(
            told("paragraph 6 of Schedule 12A"),
            ["paragraph 6 of Schedule 12A"]
        );
        assert_eq!(
            told("é aragraph 6, paragraph 9"),
            ["é aragraph 6, paragraph 9"]
        );
        assert_eq!(told("paragraph"), ["paragraph"]);
    }
}

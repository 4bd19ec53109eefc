//! The five example cases from end to end.

use report::Report;
use report::model::{Block, Cover, Paragraph, Span};

use super::tables::rows_in_order;
use super::{sample, squeezed};

#[test]
fn every_paragraph_is_there_with_its_number() {
    for case in sample::cases() {
        let words = case.pdf.words();
        let mut seen = 0;
        for paragraph in paragraphs(&case.report) {
            let number = paragraph.number.as_deref().unwrap_or_default();
            let stop = if number.is_empty() || number.contains('.') {
                ""
            } else {
                "."
            };
            let text: String = paragraph.words.iter().map(Span::plain).collect();
            let wanted = squeezed(&format!("{number}{stop}{text}"));
            assert!(words.contains(&wanted), "{}: {wanted}", case.name);
            for item in &paragraph.items {
                let text: String = item.iter().map(Span::plain).collect();
                assert!(words.contains(&squeezed(&text)), "{}: {text}", case.name);
            }
            seen += 1;
        }
        assert!(seen > 10, "{}: {seen} paragraphs", case.name);
    }
}

#[test]
fn every_table_has_all_its_rows() {
    for case in sample::cases() {
        let (report, pdf) = (&case.report, &case.pdf);
        let words = pdf.words();
        let mut tables = Vec::new();
        if let Cover::Table(table) = &report.head.facts {
            tables.push(table);
        }
        for block in blocks(report) {
            if let Block::Table(table) | Block::Detail { table, .. } = block {
                tables.push(table);
            }
        }
        for table in &tables {
            rows_in_order(&words, table);
        }
        let heads = tables.iter().map(|table| {
            let grouped = table.columns.iter().any(|column| column.group.is_some());
            1 + usize::from(grouped)
        });
        let rows = tables.iter().map(|table| table.rows.len());
        assert_eq!(pdf.count("TR"), heads.sum::<usize>() + rows.sum::<usize>());
        assert_eq!(pdf.count("Table"), tables.len());
    }
}

#[test]
fn every_heading_chart_and_finding_is_tagged() {
    for case in sample::cases() {
        let (report, pdf) = (&case.report, &case.pdf);
        let (words, tags) = (pdf.words(), pdf.tags());
        for section in &report.sections {
            assert!(
                words.contains(&squeezed(&section.heading)),
                "{}",
                section.heading
            );
        }
        assert_eq!(
            pdf.count("H1"),
            1,
            "the title is the only heading of its level"
        );
        let mut charts = 0;
        for block in blocks(report) {
            match block {
                Block::Figure(figure) => {
                    charts += 1;
                    assert!(
                        words.contains(&squeezed(&figure.caption)),
                        "{}",
                        figure.caption
                    );
                }
                Block::Finding(finding) => {
                    assert!(
                        words.contains(&squeezed(&finding.message)),
                        "{}",
                        finding.message
                    );
                }
                _ => {}
            }
        }
        assert!(charts > 0 && pdf.count("Figure") >= charts);
        assert!(tags.contains("TOCI"), "{} has contents", case.name);
    }
}

#[test]
fn the_document_says_what_it_is() {
    let case = &sample::cases()[2];
    let (report, pdf) = (&case.report, &case.pdf);
    let about = pdf.about();
    assert!(about.contains(&report.title), "{about}");
    assert!(about.contains("Tagged:          yes"), "{about}");
    assert!(about.contains("A4"), "{about}");
    let bytes = std::fs::read(&pdf.path).expect("the file is there");
    let said = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(
        said(b"/Lang (en-GB)") || said(b"/Lang(en-GB)"),
        "the language is en-GB"
    );
    assert!(said(b"/Outlines"), "there are bookmarks");
    let pages = pdf.pages();
    for (index, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {}", index + 1, pages.len());
        assert!(page.contains(&number), "{number} is missing: {page}");
    }
}

fn blocks(report: &Report) -> impl Iterator<Item = &Block> {
    report.sections.iter().flat_map(|section| &section.blocks)
}

fn paragraphs(report: &Report) -> Vec<&Paragraph> {
    let mut all = Vec::new();
    for block in blocks(report) {
        match block {
            Block::Paragraph(one) => all.push(one),
            Block::Asked(asked) => all.extend(asked.iter().flat_map(|one| &one.paragraphs)),
            _ => {}
        }
    }
    all
}

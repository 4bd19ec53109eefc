//! What the report says, in which order, under which numbers.

use report::model::{Block, Cover, SectionKind, Span};

use crate::made::{case, many, section, table, text};
use crate::outline::{outline, words};

#[test]
fn the_report_of_2019() {
    insta::assert_snapshot!(outline(
        &case("2019-05-commissioning-and-placements").report()
    ));
}

#[test]
fn a_case_with_nothing_in_it_is_still_a_report() {
    insta::assert_snapshot!(outline(&text("").report()));
}

/// The number of the paragraph that the body profile brings.
fn standing(name: &str) -> Option<String> {
    let report = case(name).report();
    match &section(&report, "Statutory and Policy Implications").blocks[0] {
        Block::Paragraph(paragraph) => paragraph.number.clone(),
        _ => None,
    }
}

#[test]
fn the_standing_paragraph_takes_the_number_that_the_paper_gave_it() {
    assert_eq!(
        standing("2014-11-business-support-review").as_deref(),
        Some("23")
    );
    assert_eq!(standing("2018-06-short-breaks").as_deref(), Some("11"));
    assert_eq!(
        standing("2019-05-commissioning-and-placements").as_deref(),
        Some("9")
    );
    assert_eq!(standing("2020-06-additional-posts").as_deref(), Some("8"));
}

#[test]
fn paragraphs_run_through_the_comments() {
    for (name, last) in [
        ("2014-11-business-support-review", 28),
        ("2018-06-short-breaks", 20),
        ("2019-05-commissioning-and-placements", 14),
        ("2020-06-additional-posts", 13),
    ] {
        let report = case(name).report();
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let numbers: Vec<u32> = blocks
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.number.as_ref()?.parse().ok(),
                _ => None,
            })
            .collect();
        assert_eq!(numbers, (1..=last).collect::<Vec<u32>>(), "{name}");
    }
}

#[test]
fn the_cover_table_shows_what_the_paper_leaves_blank() {
    let made = case("2010-03-bolton-commissioning");
    let report = made.report();
    let Cover::Table(cover) = &report.head.facts else {
        panic!("a cover table")
    };
    let blank = cover.rows.iter().filter(|row| {
        row.cells
            .last()
            .is_some_and(|cell| cell.text == "Left blank on the cover")
    });
    assert_eq!(blank.count(), made.case.cover.blank.len());
    let decision = section(&report, "Decision");
    assert!(
        decision
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Signatures(_)))
    );
}

#[test]
fn figures_by_name_are_replaced_and_unknown_names_are_seen() {
    let made = text(&format!(
        "{}[report]\npurpose = \"\"\"\nIt costs {{cost.full_year}} and {{no.such}}. See paragraph 1.\n\n\
         {{table.changes}}\n\n{{table.changes}}\n\n{{table.unheard}}\n\"\"\"\n",
        many(1)
    ));
    let report = made.report();
    let purpose = section(&report, "Purpose");
    let Block::Paragraph(first) = &purpose.blocks[0] else {
        panic!("a paragraph")
    };
    assert_eq!(
        words(&first.words),
        "It costs <£30,000: Full-year cost of posts and payments> and [no figure named no.such]. \
         See <paragraph 1 #p1>."
    );
    assert!(matches!(&purpose.blocks[1], Block::Table(_)));
    let Block::Paragraph(again) = &purpose.blocks[2] else {
        panic!("a paragraph")
    };
    assert_eq!(words(&again.words), "See <Table 1: What changes #table-1>.");
    let Block::Paragraph(unheard) = &purpose.blocks[3] else {
        panic!("a paragraph")
    };
    assert!(matches!(&unheard.words[0], Span::Missing(_)));
}

#[test]
fn a_case_without_recommendations_asks_for_all_its_changes() {
    let report = text(
        r#"
        decision_maker = "Culture Committee"
        [defaults]
        from = 2018-07-01
        [[post]]
        title = "Clerk"
        grade = "Grade 2"
        fte = 2
        occupancy = "filled"
        [[change]]
        disestablish = "Clerk"
        fte = 1
        [[change]]
        establish = "Reviewing Officer"
        grade = "Hay Band A"
        fte = 2
        until = 2019-03-31
        in_place_of = "Clerk"
        [[change]]
        honorarium = "Clerk"
        amount = 3161
        until = 2019-03-31
        "#,
    )
    .report();
    let Block::Asked(asked) = &section(&report, "Recommendations").blocks[0] else {
        panic!("recommendations")
    };
    let items: Vec<String> = asked[0].paragraphs[0].items.iter().map(words).collect();
    assert_eq!(
        items,
        [
            "disestablishes 1 FTE Clerk (Grade 2) from 1 July 2018",
            "establishes 2 FTE Reviewing Officer (Hay Band A), temporary until 31 March 2019, from \
             1 July 2018, in place of Clerk",
            "pays the holder of the post Clerk an honorarium of £3,161, from 1 July 2018 until 31 \
             March 2019",
        ]
    );
    assert_eq!(
        words(&asked[0].paragraphs[0].words),
        "That the Culture Committee:"
    );
    // The words say what it covers.
    assert!(asked[0].notes.is_empty(), "{:?}", asked[0].notes);
}

#[test]
fn a_recommendation_says_what_it_covers_and_who_else_must_approve() {
    let report = case("2010-03-bolton-commissioning").report();
    let mut sections = report.sections.iter();
    let asked = sections.find(|section| section.kind == SectionKind::Recommendations);
    let Some(Block::Asked(asked)) = asked.and_then(|section| section.blocks.first()) else {
        panic!("recommendations")
    };
    let notes: Vec<String> = asked[1].notes.iter().map(words).collect();
    assert_eq!(
        notes,
        [
            "It covers <lines 1 to 3 of the table of changes #line-1>.",
            "It is subject to the approval of Executive Member Human Resources, Organisational \
             Development and Diversity.",
        ]
    );
}

#[test]
fn what_is_acknowledged_is_printed_without_the_findings() {
    let made = text(&many(1)).acknowledging("the paper says so");
    let report = made.report();
    let acknowledged = section(&report, "Points acknowledged");
    assert_eq!(
        said(acknowledged)[1..],
        ["Something is wrong <here>.", "Reason: the paper says so"]
    );
    assert!(
        !report
            .sections
            .iter()
            .any(|section| section.heading.contains("Annex E"))
    );
    let with = made.report_with(true);
    assert_eq!(section(&with, "Annex E").heading, "Annex E: Findings");
}

#[test]
fn an_assumed_start_is_told_under_the_cost() {
    let report = case("2018-06-short-breaks").report();
    let costs = table(&report, "What it costs");
    let assumed = costs
        .notes
        .iter()
        .any(|note| note.starts_with("The dates are assumed: the start is"));
    assert!(assumed, "{:?}", costs.notes);
}

#[test]
fn only_a_reconstruction_says_that_it_is_one() {
    assert!(text(&many(1)).report().notices.is_empty());
    let notices = case("2018-06-short-breaks").report().notices;
    let said = words(&notices[0].words);
    assert!(
        said.contains("not issued by Nottinghamshire County Council"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_carried_out_is_in_the_table_and_in_no_total() {
    let report = text(
        "[[change]]\ndisestablish = \"Clark\"\n[[change]]\nestablish = \"Officer\"\nfte = 1\n",
    )
    .report();
    let changes = table(&report, "What changes");
    assert_eq!(changes.rows[0].cells[2].text, "Clark");
    let left_out = "Line 1 could not be carried out and is in no total.";
    assert!(changes.notes.iter().any(|note| note == left_out));
    let costs = table(&report, "What it costs");
    assert!(costs.notes.iter().any(|note| note == left_out));
}

#[test]
fn posts_that_would_have_ended_are_told_apart() {
    let report = case("2020-06-additional-posts").report();
    let costs = table(&report, "What it costs");
    let told = "Posts that would have ended of themselves go on to cost £51,054 in a full year: \
                against deciding nothing, a full year costs £123,542 more.";
    assert!(
        costs.notes.iter().any(|note| note == told),
        "{:?}",
        costs.notes
    );
}

/// The paragraphs of a section with their lists, in reading order.
fn said(section: &report::model::Section) -> Vec<String> {
    let paragraphs = section.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    let lines = paragraphs.flat_map(|one| std::iter::once(&one.words).chain(&one.items));
    lines.map(words).collect()
}

const CONSULTED: &str = "
    [consultation]
    from = 2026-02-17
    until = 2026-03-30
    with = [\"UNISON\", \"GMB\"]
    outcome = \"Both support the changes\"
    [[consultation.meeting]]
    date = 2026-03-30
    with = \"UNISON\"
    last = true
";

const IN_SENTENCES: [&str; 2] = [
    "Consultation with UNISON and GMB ran from 17 February 2026 to 30 March 2026. Both support the \
     changes.",
    "30 March 2026: meeting with UNISON",
];

#[test]
fn consultation_is_recorded_under_staffing_where_the_body_has_no_section_for_it() {
    let body = "template = \"nottinghamshire-committee\"\n";
    let untold = text(&format!("{body}{CONSULTED}")).report();
    assert_eq!(
        said(section(&untold, "Human Resources Implications")),
        IN_SENTENCES
    );
    let written = format!("{body}{CONSULTED}[report]\nhr_implications = \"Nobody is at risk.\"\n");
    let written = text(&written).report();
    let lines = said(section(&written, "Human Resources Implications"));
    assert_eq!(lines[0], "Nobody is at risk.");
    assert_eq!(lines[1..], IN_SENTENCES);
    // A paragraph of the paper that tells of it is not said twice.
    let told = CONSULTED.replace("outcome", "paragraph = \"4\"\noutcome");
    let told = text(&format!("{body}{told}")).report();
    let headings = told.sections.iter().map(|section| section.heading.as_str());
    assert!(
        headings
            .clone()
            .all(|heading| heading != "Human Resources Implications")
    );
}

#[test]
fn consultation_is_recorded_beside_what_the_author_writes_of_it() {
    let untold = text(CONSULTED).report();
    assert_eq!(said(section(&untold, "Consultation")), IN_SENTENCES);
    let written = format!("{CONSULTED}[report]\nconsultation = \"Staff were heard.\"\n");
    let written = text(&written).report();
    assert_eq!(
        said(section(&written, "Consultation")),
        ["Staff were heard."]
    );
    let record = table(&written, "Consultation");
    let rows: Vec<Vec<&str>> = record
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    assert_eq!(
        rows,
        [
            [
                "Consultation",
                "17 February 2026 to 30 March 2026",
                "UNISON and GMB"
            ],
            ["Last meeting", "30 March 2026", "UNISON"],
        ]
    );
    assert_eq!(record.notes, ["What came of it: Both support the changes."]);
}

#[test]
fn recommendations_go_on_from_one_lead_where_the_author_s_do() {
    let recommended = |own: &str| {
        let case = format!(
            "decision_maker = \"Culture Committee\"\n[[recommendation]]\ncovers = \"none\"\ntext = \
             \"{own}\"\n[[recommendation]]\ncovers = \"all\"\n{}",
            "[[change]]\nestablish = \"Officer\"\nfte = 1\n[[change]]\nestablish = \"Clerk\"\nfte = 2\n"
        );
        let report = text(&case).report();
        let section = section(&report, "Recommendations");
        let Some(Block::Asked(asked)) = section.blocks.last() else {
            panic!("recommendations")
        };
        let paragraphs = asked.iter().flat_map(|one| &one.paragraphs);
        let lines = paragraphs.flat_map(|one| std::iter::once(&one.words).chain(&one.items));
        let mut lines: Vec<String> = lines.map(words).collect();
        lines.splice(0..0, said(section));
        lines
    };
    assert_eq!(
        recommended("approves the revised structure"),
        [
            "That the Culture Committee:",
            "approves the revised structure",
            "establishes 1 FTE Officer",
            "establishes 2 FTE Clerk",
        ]
    );
    assert_eq!(
        recommended("That the structure is approved."),
        [
            "That the structure is approved.",
            "That the Culture Committee:",
            "establishes 1 FTE Officer",
            "establishes 2 FTE Clerk",
        ]
    );
}

#[test]
fn a_draft_has_no_heading_over_nothing() {
    let headings = |case: &str| -> Vec<String> {
        let sections = text(case).report().sections;
        sections.into_iter().map(|one| one.heading).collect()
    };
    let has = |headings: &[String], heading: &str| headings.iter().any(|own| own == heading);
    let draft = headings("template = \"bolton-executive-member\"\n");
    assert!(!has(&draft, "Background papers"), "{draft:?}");
    // The body's report ends with blanks for the decision.
    assert!(has(&draft, "Decision"), "{draft:?}");
    let plain = headings("");
    // The statement on inspection stands there.
    assert!(
        has(&plain, "Background papers") && !has(&plain, "Decision"),
        "{plain:?}"
    );
    let decided = headings("[decision]\ndate = 2026-05-19\noutcome = \"approved\"\n");
    assert!(has(&decided, "Decision"), "{decided:?}");
}

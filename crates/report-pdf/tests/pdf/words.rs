//! Words that are hard on a typesetter.

use report::Report;
use report::chart::{Chart, PostBox, UnitBox};
use report::model::{
    Block, Fact, Figure, Finding, FindingPlace, Notice, Paragraph, SectionKind, Span,
};

use super::{Pdf, sample, squeezed};

/// What would be code, markup or a reference in some language or other.
const CODE: &str = r#"#panic("x") $x^2$ <script>alert(1)</script> *a* _b_ `c` @ref // /* \n [y] {z} = "q" &amp; ~ -- #"#;

#[test]
fn code_in_words_is_printed_and_not_run() {
    let blocks = vec![
        sample::paragraph("1", CODE),
        Block::Notice(Notice {
            title: CODE.to_owned(),
            words: vec![Span::Missing(CODE.to_owned())],
        }),
        Block::List(vec![vec![Span::text(CODE)]]),
        figure(vec![UnitBox::new(CODE)]),
    ];
    let pdf = Pdf::of(&sample::with(CODE, blocks), "code");
    let found = pdf.words().matches(&squeezed(CODE)).count();
    // The title and the heading of the section, the four blocks; the chart in the picture besides.
    assert!(found >= 7, "{found} times");
}

#[test]
fn what_cannot_be_printed_is_seen_to_be_missing() {
    let hard = "a\u{0}b\u{7}c\u{1b}[31m d\u{202e}e\u{feff}f \u{e000} \u{1f600} 漢 \u{10ffff} g";
    let blocks = vec![
        sample::paragraph("1", hard),
        figure(vec![UnitBox::new(hard)]),
    ];
    let words = Pdf::of(&sample::with(hard, blocks), "hard").words();
    assert!(words.contains("a\u{fffd}b\u{fffd}c\u{fffd}[31m"), "{words}");
    assert!(!words.contains(|c: char| c.is_control() || c == '\u{202e}'));
}

#[test]
fn letters_of_other_scripts_are_printed() {
    let words = "Łódź Ærø Αθήνα Київ ½ № € → ✓ ☎";
    let pdf = Pdf::of(
        &sample::with("Letters", vec![sample::paragraph("1", words)]),
        "letters",
    );
    assert!(pdf.words().contains(&squeezed(words)), "{}", pdf.words());
}

#[test]
fn an_empty_report_renders() {
    let pdf = Pdf::of(&Report::default(), "empty");
    assert_eq!(pdf.pages().len(), 1);
}

#[test]
fn a_very_long_title_stays_on_its_pages() {
    let title = "A reorganisation of the commissioning of everything ".repeat(40);
    let word = "x".repeat(5_000);
    let blocks = vec![
        sample::paragraph("1", &word),
        Block::Table(sample::table(60)),
    ];
    let pdf = Pdf::of(&sample::with(&title, blocks), "long-title");
    let words = pdf.words();
    assert!(words.contains(&squeezed(&title)));
    let pages = pdf.pages();
    let letters = pages.iter().map(|page| page.matches('x').count());
    assert_eq!(
        letters.sum::<usize>(),
        word.len(),
        "the word is broken and not cut"
    );
    let line = "A reorganisation of the commissioning of everything A reorganisation of the";
    assert!(pages[2].contains(line), "{}", pages[2]);
}

#[test]
fn links_that_lead_nowhere_are_words() {
    let link = |to: &str| Span::Link {
        text: format!("see {to} "),
        to: to.to_owned(),
    };
    let words = vec![link("p1"), link("nowhere"), link("")];
    let again = Block::Paragraph(Paragraph {
        words,
        ..Paragraph::default()
    });
    // Two places of one name, of which the first is meant.
    let blocks = vec![
        sample::paragraph("1", "One"),
        sample::paragraph("1", "Two"),
        again,
    ];
    let pdf = Pdf::of(&sample::with("Links", blocks), "links");
    assert!(pdf.words().contains("seep1seenowhere"));
    assert_eq!(pdf.count("Link"), 1);
}

#[test]
fn a_chart_too_tall_for_a_page_is_cut_between_boxes() {
    let mut unit = UnitBox::new("Service");
    let post = |number| PostBox::new(format!("Officer number {number}"), "Grade 3");
    let mut chief = PostBox::new("Chief", "Grade 9");
    chief.reports = (1..=60).map(post).collect();
    unit.posts = vec![chief];
    let mut report = sample::with("Tall", Vec::new());
    let annex = sample::section("Annex", SectionKind::Annex, vec![figure(vec![unit])]);
    report.sections = vec![annex];
    let pdf = Pdf::of(&report, "tall-chart");
    let pages = pdf.pages();
    let pictured = pages.iter().flat_map(|page| page.lines());
    let named = pictured.filter(|line| line.contains("number 57"));
    assert!(named.count() >= 1, "the chart is cut and not lost");
    assert!(
        pdf.words().contains("Officernumber60,Grade3"),
        "the list is whole"
    );
}

#[test]
fn a_chart_of_many_pages_is_a_sentence_and_its_list() {
    let mut unit = UnitBox::new("Service");
    let post = |number| PostBox::new(format!("Officer number {number}"), "Grade 3");
    unit.posts = (1..=200).map(post).collect();
    let Block::Figure(mut figure) = figure(vec![unit]) else {
        unreachable!("a figure is made")
    };
    figure.paper = None;
    figure.on_paper = Some("This picture does not fit on A4.".to_owned());
    let blocks = vec![Block::Figure(figure)];
    let annex = sample::section("Annex", SectionKind::Annex, blocks);
    let mut report = sample::with("Many", Vec::new());
    report.sections = vec![annex];
    let pdf = Pdf::of(&report, "many-boxes");
    let words = pdf.words();
    assert!(words.contains("Figure1:ThestructureThispicturedoesnotfitonA4."));
    assert!(
        words.contains("Officernumber200,Grade3"),
        "the list is whole"
    );
    assert_eq!(pdf.count("Figure"), 0);
    assert!(pdf.pages().len() <= 6, "{} pages", pdf.pages().len());
}

#[test]
fn what_is_higher_than_a_page_breaks() {
    let answers = (1..=90).map(|number| format!("Answer {number} of a long list"));
    let fact = Fact::several("Who was asked", answers.collect());
    let finding = Finding {
        severity: "To be mended".to_owned(),
        code: "made-up".to_owned(),
        message: "Ninety things do not fit together".to_owned(),
        places: (1..=90)
            .map(|number| FindingPlace {
                place: format!("case.toml, line {number}"),
                words: "it is named here and in another place besides".to_owned(),
            })
            .collect(),
        figures: (1..=90)
            .map(|number| (format!("Figure {number}"), format!("£{number}")))
            .collect(),
        help: vec!["mend it".to_owned()],
        acknowledged: None,
    };
    let notice = Notice {
        title: "This is long".to_owned(),
        words: vec![Span::text("It goes on and on. ".repeat(400))],
    };
    let blocks = vec![
        Block::Facts(vec![fact]),
        Block::Finding(finding),
        Block::Notice(notice),
    ];
    let pages = Pdf::of(&sample::with("High", blocks), "high-blocks").pages();
    let printed = |words: &str| -> usize {
        let pages = pages.iter();
        pages.map(|page| page.matches(words).count()).sum()
    };
    assert_eq!(printed("of a long list"), 90);
    assert_eq!(printed("£"), 90);
    assert_eq!(printed("case.toml,"), 90);
    assert!(pages.len() > 4);
}

#[test]
fn a_body_has_its_fonts_as_far_as_they_ship() {
    let blocks = vec![sample::paragraph("1", "Words")];
    let fonts = |font: &str, heading_font: &str| {
        let mut report = sample::with("Fonts", blocks.clone());
        font.clone_into(&mut report.look.font);
        heading_font.clone_into(&mut report.look.heading_font);
        Pdf::of(&report, &format!("fonts-{}", squeezed(font))).fonts()
    };
    assert_eq!(
        fonts("\"Times New Roman\", serif", "Arial"),
        ["LiberationSans-Bold", "LiberationSerif"]
    );
    assert_eq!(
        fonts("Gill Sans", "Georgia, serif"),
        ["LiberationSans", "LiberationSerif-Bold"]
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for case in sample::cases().iter().rev() {
        let once = std::fs::read(&case.pdf.path).expect("the file is there");
        assert!(once == rendered(&case.report), "{}", case.name);
    }
}

fn rendered(report: &Report) -> Vec<u8> {
    report_pdf::render(report).expect("the report renders")
}

fn figure(units: Vec<UnitBox>) -> Block {
    let chart = Chart {
        title: "The structure".to_owned(),
        description: None,
        units,
    };
    Block::Figure(Box::new(Figure {
        id: "figure-1".to_owned(),
        caption: "Figure 1: The structure".to_owned(),
        paper: chart.on_paper(),
        on_paper: None,
        chart,
        list_heading: (4, "Figure 1 as a list".to_owned()),
    }))
}

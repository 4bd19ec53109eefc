//! What is taken away can be brought back; and no bytes make the reader panic.

use std::sync::Arc;

use base::{Date, End, Exact, Fte, Known, When, exact};
use exchange::{
    Choices, EstablishmentTable, Layout, List, Opening, Reading, Remedies, TextTable, WorkbookTable,
};
use jiff::civil::date;
use proptest::prelude::*;
use register::{
    Act, Authority, Decision, Establishment, FundShare, Ledger, Occupancy, Placement, PostLine,
    Standing, Tenure, UnitId,
};

const DAY: Date = date(2018, 4, 1);

fn decision() -> Decision {
    Decision {
        body: "Anytown Council".into(),
        maker: None,
        date: DAY,
        title: "Opening import".into(),
        reference: None,
        not_held: Vec::new(),
    }
}

/// Posts with the names of their units from the top, as a register holds them.
fn establishment(posts: &[(Vec<String>, PostLine)]) -> Establishment {
    let mut ledger = Ledger::new();
    let authority = || Authority {
        decision: Arc::new(decision()),
        standing: Standing::Attested,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    };
    let mut units: Vec<(Vec<String>, UnitId)> = Vec::new();
    for (path, post) in posts {
        let mut part_of = None;
        for depth in 1..=path.len() {
            let path = &path[..depth];
            let known = units.iter().find(|(other, _)| other == path).map(|it| it.1);
            let unit = known.unwrap_or_else(|| {
                let unit = ledger.new_unit();
                let name = path[depth - 1].clone();
                let act = Act::OpenUnit {
                    unit,
                    name,
                    part_of,
                };
                ledger.record(DAY, DAY, authority(), act);
                units.push((path.to_vec(), unit));
                unit
            });
            part_of = Some(unit);
        }
        let line = ledger.new_line();
        let mut post = post.clone();
        post.placement = part_of.map_or(Placement::NotStated, Placement::In);
        ledger.record(DAY, DAY, authority(), Act::Attest { line, post });
    }
    ledger.fold(DAY, DAY).establishment
}

/// Each post with the names of its units, for units may have other numbers.
fn lines(establishment: &Establishment) -> Vec<(Vec<String>, PostLine)> {
    let path = |post: &PostLine| {
        let mut names = Vec::new();
        let mut at = match post.placement {
            Placement::In(unit) => Some(unit),
            _ => None,
        };
        while let Some(unit) = at.and_then(|id| establishment.unit(id)) {
            names.insert(0, unit.name.clone());
            at = unit.part_of;
        }
        names
    };
    establishment
        .lines()
        .map(|line| {
            let mut post = line.post.clone();
            let path = path(&post);
            post.placement = Placement::NotStated;
            (path, post)
        })
        .collect()
}

fn as_text(establishment: &Establishment) -> Vec<u8> {
    let table = EstablishmentTable::of(establishment);
    let mut file = TextTable::new();
    file.headings(table.headings().iter().map(String::as_str));
    for line in establishment.lines() {
        table.row(line, |cells| file.row(cells.iter().copied()));
    }
    file.finish()
}

fn as_workbook(establishment: &Establishment) -> Vec<u8> {
    let table = EstablishmentTable::of(establishment);
    let mut file = WorkbookTable::new("Establishment", &table.widths(), 1);
    file.headings(table.headings().iter().map(String::as_str));
    for line in establishment.lines() {
        table.row(line, |cells| file.row(cells.iter().copied()));
    }
    file.finish().expect("it is small")
}

fn brought_back(name: &str, bytes: &[u8]) -> Establishment {
    let list = List::open(name, bytes).expect("it is a list");
    let layout = Layout::guess(&list).expect("it has headings");
    let choices = Choices {
        body: "Anytown Council".into(),
        date: DAY,
        remedies: Remedies::default(),
    };
    let reading = Reading::of(&list, &layout, &choices).expect("it has the columns");
    let mut ledger = Ledger::new();
    let opening = Opening {
        decision: decision(),
        recorded: DAY,
        effective: DAY,
    };
    let messages: Vec<String> = reading
        .groups
        .iter()
        .map(exchange::Group::message)
        .collect();
    let opened = reading.record(&mut ledger, &opening);
    opened.unwrap_or_else(|error| panic!("{error}: {messages:?}"));
    ledger.fold(DAY, DAY).establishment
}

/// A name as a register may hold it: no blanks at its ends, none doubled; whatever else.
fn name() -> impl Strategy<Value = String> {
    let word = "[=+@'_&<>\"A-Za-z-]{0,2}[A-Wa-z][a-z,;|’é]{0,5}(_x0041_)?";
    proptest::collection::vec(word, 1..4)
        .prop_map(|words| words.join(" "))
        .prop_filter("no word that means something else", |name| {
            let name = name.to_lowercase();
            !["total", "unknown", "not", "tb", "nk", "n/k", "vacan"]
                .iter()
                .any(|word| name.contains(word))
        })
}

fn fraction() -> impl Strategy<Value = Exact> {
    prop_oneof![
        (0..20_i128).prop_map(|n| exact(n, 1)),
        (1..200_i128).prop_map(|n| exact(n, 37)),
        (1..9_999_i128).prop_map(|n| exact(n, 1_000)),
        (1..500_i128).prop_map(|n| exact(n, 1_480)),
    ]
}

fn funding() -> impl Strategy<Value = Vec<FundShare>> {
    let fund = |fund: &str, share: Known<Exact>| FundShare {
        fund: fund.into(),
        share,
    };
    prop_oneof![
        Just(Vec::new()),
        name().prop_map(move |name| vec![fund(&name, Known::Known(exact(1, 1)))]),
        name().prop_map(move |name| vec![fund(&name, Known::Unknown)]),
        (1..99_i128).prop_map(move |part| vec![
            fund("General Fund", Known::Known(exact(part, 100))),
            fund("DSG", Known::Known(exact(100 - part, 100))),
        ]),
        Just(vec![
            fund("A", Known::Known(exact(1, 3))),
            fund("B", Known::Known(exact(2, 3))),
        ]),
    ]
}

fn tenure() -> impl Strategy<Value = Known<Tenure>> {
    prop_oneof![
        Just(Known::Unknown),
        Just(Known::Known(Tenure::Permanent)),
        (0..3_000_i32).prop_map(|days| {
            let end = When::Day(base::add_days(DAY, days));
            Known::Known(Tenure::Temporary(End::On(end)))
        }),
    ]
}

fn post() -> impl Strategy<Value = (Vec<String>, PostLine)> {
    let quantities = (
        proptest::option::of(fraction()),
        proptest::option::of(1..60_u32),
        proptest::option::of(fraction()),
        proptest::option::of(1..900_u16),
    );
    let occupancy = prop_oneof![
        Just(Known::Unknown),
        Just(Known::Known(Occupancy::Vacant)),
        Just(Known::Known(Occupancy::Filled)),
    ];
    let words = (
        name(),
        proptest::option::of(name()),
        proptest::option::of(name()),
    );
    let path = proptest::collection::vec("[A-D][a-d]{3}", 1..5);
    (words, path, quantities, tenure(), funding(), occupancy).prop_map(
        |(
            (title, grade, cover),
            mut path,
            (fte, posts, hours, point),
            tenure,
            funding,
            occupancy,
        )| {
            path.dedup();
            let post = PostLine {
                grade: grade.into(),
                fte: fte.map(Fte::new).into(),
                posts: posts.into(),
                hours,
                point,
                tenure,
                funding,
                occupancy,
                covered_by: cover,
                ..PostLine::titled(title)
            };
            (path, post)
        },
    )
}

/// Posts with numbers, which differ.
fn posts() -> impl Strategy<Value = Vec<(Vec<String>, PostLine)>> {
    proptest::collection::vec(post(), 1..12).prop_map(|mut posts| {
        for (place, (_, post)) in posts.iter_mut().enumerate() {
            post.number = Some(format!("{place:05}"));
        }
        posts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_taken_away_can_be_brought_back(posts in posts()) {
        let original = establishment(&posts);
        let text = as_text(&original);
        let workbook = as_workbook(&original);
        prop_assert_eq!(&lines(&original), &lines(&brought_back("a.csv", &text)));
        prop_assert_eq!(&lines(&original), &lines(&brought_back("a.xlsx", &workbook)));
        prop_assert_eq!(&workbook, &as_workbook(&original), "the same rows give the same bytes");
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        look_at(&bytes);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "(FTE|Post title|Team|Grade|[,;\t\"\r\n=']|[0-9/.,:]{1,6}|total|é|tbc){0,60}") {
        look_at(text.as_bytes());
        look_at(format!("Post title,Team,FTE,End date,Fund 1,Fund 1 %\n{text}").as_bytes());
    }

    #[test]
    fn no_damage_to_a_workbook_makes_the_reader_panic(
        posts in posts(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = as_workbook(&establishment(&posts));
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        look_at(&bytes);
    }

    #[test]
    fn no_sheet_makes_the_reader_panic(xml in "(<(/?)(row|c|v|f|is|t|sheetData|mergeCell|x:c)( (r|s|t|ref)=\"(A1|C9|1|s|n|e|inlineStr|A1:B9|XFD1048576|)\")*(/?)>|[0-9]{1,5}|&amp;|Post title|FTE|Team|<!--|]]>){0,80}") {
        look_at(&workbook_of(&xml));
    }
}

/// Reads as far as it goes.
fn look_at(bytes: &[u8]) {
    let Ok(list) = List::open("any", bytes) else {
        return;
    };
    let guessed = Layout::guess(&list);
    for layout in guessed
        .into_iter()
        .chain([Layout::with_headings(&list, 0, 1)])
    {
        let choices = Choices {
            body: "Bolton".into(),
            date: DAY,
            remedies: Remedies::default(),
        };
        let mut layout = layout;
        for (column, field) in [("A", "title"), ("B", "unit-6"), ("C", "fte")] {
            let _ = layout.choose(column, exchange::Field::named(field));
        }
        if let Ok(reading) = Reading::of(&list, &layout, &choices) {
            let mut sources = diagnostics::Sources::new();
            for found in reading.diagnostics(&mut sources, |offer| offer.words.clone()) {
                diagnostics::render(&found, &sources, diagnostics::Style::Plain);
            }
            let notes = reading.with_notes().expect("it is small");
            List::open("notes", &notes).expect("the notes are a workbook");
        }
    }
}

/// A workbook with this inside its only sheet.
fn workbook_of(xml: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let relations = |kind: &str, path: &str| {
        format!(
            "<Relationships><Relationship Id=\"a\" Type=\"x/{kind}\" Target=\"{path}\"/></Relationships>"
        )
    };
    for (path, text) in [
        (
            "_rels/.rels",
            relations("officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/workbook.xml",
            "<sheets><sheet name=\"S\" r:id=\"a\"/></sheets>".into(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations("worksheet", "s.xml"),
        ),
        ("xl/s.xml", format!("<worksheet><sheetData>{xml}")),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(path, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a file").into_inner()
}

//! Lists as councils have them: bytes in, text out.

use std::fmt::Write as _;

use base::Known;
use exchange::{Choices, Layout, List, ListError, Opening, Reading, Remedies, Remedy};
use jiff::civil::date;
use register::{Act, Decision, Ledger, Placement};
use rust_xlsxwriter::{Format, Workbook};

/// What a list says once it is recorded, or what keeps it from that.
fn read_with(name: &str, bytes: &[u8], remedies: &[(&str, Remedy)]) -> String {
    let list = List::open(name, bytes).expect("it is a list");
    let layout = Layout::guess(&list).expect("it has headings");
    let mut chosen = Remedies::default();
    for (kind, remedy) in remedies {
        chosen
            .choose(kind, *remedy)
            .expect("there is such a remedy");
    }
    let day = date(2018, 4, 1);
    let choices = Choices {
        body: "Anytown Council".into(),
        date: day,
        remedies: chosen,
    };
    let reading = Reading::of(&list, &layout, &choices).expect("it has the columns");
    let mut text = String::new();
    for group in &reading.groups {
        let _ = writeln!(text, "{}: {}", group.rule.severity.name(), group.message());
    }
    for (row, is) in &reading.recognised {
        let _ = writeln!(text, "row {row}: {}", is.words());
    }
    let mut ledger = Ledger::new();
    let opening = Opening {
        decision: Decision {
            body: "Anytown Council".into(),
            maker: None,
            date: day,
            title: "Opening import".into(),
            reference: None,
            not_held: Vec::new(),
        },
        recorded: day,
        effective: day,
    };
    match reading.record(&mut ledger, &opening) {
        Ok(opened) => text += &recorded(&ledger, &opened.holders),
        Err(error) => {
            assert!(ledger.entries().is_empty(), "all or nothing");
            let _ = writeln!(text, "not recorded: {error}");
        }
    }
    text
}

fn recorded(ledger: &Ledger, holders: &[exchange::Holder]) -> String {
    let establishment = ledger
        .fold(date(2030, 1, 1), date(2030, 1, 1))
        .establishment;
    let mut text = String::new();
    for entry in ledger.entries() {
        let Act::Attest { line, post } = &entry.act else {
            continue;
        };
        let row = entry
            .authority
            .listed
            .as_ref()
            .map_or(0, |listed| listed.row);
        let mut units = Vec::new();
        let mut at = match post.placement {
            Placement::In(unit) => Some(unit),
            _ => None,
        };
        while let Some(unit) = at.and_then(|id| establishment.unit(id)) {
            units.insert(0, unit.name.clone());
            at = unit.part_of;
        }
        let _ = write!(text, "{row}: {}, {}, ", post.title, units.join(" > "));
        let _ = write!(text, "{} posts, {} FTE", post.posts, post.fte);
        if let Known::Known(tenure) = &post.tenure {
            let _ = write!(text, ", {tenure}");
        }
        for fund in &post.funding {
            let _ = write!(text, ", {} {}", fund.fund, fund.share);
        }
        if let Some(names) = entry
            .authority
            .listed
            .as_ref()
            .and_then(|it| it.names.as_ref())
        {
            let _ = write!(text, ", names {names}");
        }
        if let Some(assumption) = &entry.authority.assumption {
            let _ = write!(text, " ({assumption})");
        }
        let held = holders.iter().find(|holder| holder.line == *line);
        if let Some(name) = held.and_then(|holder| holder.name.as_ref()) {
            let _ = write!(text, "; held by {name}");
        }
        text.push('\n');
    }
    text
}

fn read(bytes: &[u8]) -> String {
    read_with("list.csv", bytes, &[])
}

const PLAIN: &str = "Post title,Team,FTE\nClerk – café,Placements,0.5\n";
const PLAIN_READ: &str = "2: Clerk – café, Placements, not known posts, 0.5 FTE\n";

#[test]
fn every_usual_encoding_and_line_end_is_read() {
    assert_eq!(read(PLAIN.as_bytes()), PLAIN_READ);
    assert_eq!(read(format!("\u{feff}{PLAIN}").as_bytes()), PLAIN_READ);
    assert_eq!(read(PLAIN.replace('\n', "\r\n").as_bytes()), PLAIN_READ);
    let little: Vec<u8> = PLAIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&[&b"\xff\xfe"[..], &little].concat()), PLAIN_READ);
    let big: Vec<u8> = PLAIN.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&[&b"\xfe\xff"[..], &big].concat()), PLAIN_READ);
    let single = |dash: u8, e: u8, end: &str| -> Vec<u8> {
        let of = |c| match c {
            '–' => vec![dash],
            'é' => vec![e],
            '\n' => end.as_bytes().to_vec(),
            other => other.to_string().into_bytes(),
        };
        PLAIN.chars().flat_map(of).collect()
    };
    assert_eq!(read(&single(0x96, 0xe9, "\r\n")), PLAIN_READ, "Windows");
    assert_eq!(
        read(&single(0xd0, 0x8e, "\r")),
        PLAIN_READ,
        "early Macintosh"
    );
}

#[test]
fn every_usual_separator_is_found() {
    for separator in [";", "\t", "|"] {
        assert_eq!(read(PLAIN.replace(',', separator).as_bytes()), PLAIN_READ);
    }
    let named = format!("sep=;\r\n{}", PLAIN.replace(',', ";"));
    assert_eq!(read(named.as_bytes()), PLAIN_READ.replace("2:", "3:"));
}

#[test]
fn rows_are_counted_as_spreadsheet_programs_count_them() {
    let list = "Post title,Team,FTE\n\n\"Clerk,\nnights\",Placements,1\n,,\nDirector,\"The \"\"A\"\" team\",1\n";
    assert_eq!(
        read(list.as_bytes()),
        "3: Clerk, nights, Placements, not known posts, 1 FTE\n\
         5: Director, The \"A\" team, not known posts, 1 FTE\n"
    );
}

#[test]
fn rows_that_are_no_posts_are_told_apart() {
    let list = "\
Anytown Council establishment,,,
Post title,Directorate,Team,FTE
Adult Social Care,,,
Team Manager,Adults,Placements,1
Clerk,Adults,,0.5
Sub total,,,1.5
Post title,Directorate,Team,FTE
Director,Children,,1
Grand Total,,,2.5
Source: HR system,,,
";
    assert_eq!(
        read(list.as_bytes()),
        "row 3: remarks\n\
         row 6: totals\n\
         row 7: headings again\n\
         row 9: totals\n\
         row 10: remarks\n\
         4: Team Manager, Adults > Placements, not known posts, 1 FTE\n\
         5: Clerk, Adults, not known posts, 0.5 FTE\n\
         8: Director, Children, not known posts, 1 FTE\n"
    );
}

#[test]
fn quantities_are_never_made_from_each_other() {
    let list = "Post title,Team,Posts,FTE,Headcount,Hours\nClerk,A,4,,3,18.5\nDirector,A,,1,,37\n";
    assert_eq!(
        read(list.as_bytes()),
        "2: Clerk, A, 4 posts, not known FTE\n3: Director, A, not known posts, 1 FTE\n"
    );
}

#[test]
fn a_post_number_is_text_and_its_row_one_post() {
    let list = "Post number,Post title,Team,FTE,Postholder\n00214,Clerk,A,1,Postholder 014\n00215,Clerk,A,1,VACANT\n";
    assert_eq!(
        read(list.as_bytes()),
        "2: Clerk, A, 1 posts, 1 FTE; held by Postholder 014\n3: Clerk, A, 1 posts, 1 FTE\n"
    );
}

#[test]
fn what_was_chosen_stands_in_the_record() {
    let list = "Post title,Team,FTE\nClerk,A,\"0,5\"\nDirector,A,full\nChief,A,1\n";
    let of = |kind| (kind, Remedy::LeaveOut);
    let text = read_with(
        "list.csv",
        list.as_bytes(),
        &[("not-a-number", Remedy::Read)],
    );
    assert!(text.contains("not recorded: 1 problems must be"), "{text}");
    let text = read_with("list.csv", list.as_bytes(), &[of("not-a-number")]);
    assert!(
        text.ends_with("4: Chief, A, not known posts, 1 FTE\n"),
        "{text}"
    );
    let not_known = ("not-a-number:fte", Remedy::NotKnown);
    let text = read_with("list.csv", list.as_bytes(), &[not_known]);
    assert!(
        text.contains("(FTE ‘full’ recorded as not known)"),
        "{text}"
    );
}

#[test]
fn a_row_names_its_decision_and_a_later_start_is_its_own() {
    let list = "\
Post title,Team,FTE,Effective from,End date,Decision ref,Approved by,Cost centre
Clerk,A,1,1 July 2012,31/03/2020,C1241,Policy Committee,10234
Director,A,1,1 May 2019,,,Cllr Postholder 014,10234
";
    assert_eq!(
        read(list.as_bytes()),
        "note: The post starts later: 1 row. D3 on 1 May 2019\n\
         warning: The decision-maker is a person's name: 1 row. G3 names a person\n\
         2: Clerk, A, not known posts, 1 FTE, temporary until 31 March 2020, 10234 1, \
         names C1241, Policy Committee; from 1 July 2012\n\
         3: Director, A, not known posts, 1 FTE, 10234 1, names 1 May 2019 as its start\n"
    );
}

#[test]
fn a_workbook_is_read_as_it_looks() {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Cover").expect("a name");
    cover
        .write(0, 0, "Establishment, for the committee")
        .expect("words");
    let sheet = book.add_worksheet().set_name("Posts").expect("a name");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let percent = Format::new().set_num_format("0%");
    let headings = [
        "Post title",
        "Team",
        "FTE",
        "End date",
        "Fund 1",
        "Fund 1 %",
        "Fund 2",
        "Fund 2 %",
    ];
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write(2, column, heading).expect("a heading");
    }
    let merged = Format::new();
    sheet
        .merge_range(3, 1, 4, 1, "Placements", &merged)
        .expect("an area");
    for (row, fte) in [(3, 30.0 / 37.0), (4, 0.5)] {
        sheet.write(row, 0, "Clerk").expect("a title");
        sheet.write(row, 2, fte).expect("FTE");
        sheet.write_with_format(row, 3, 43921, &day).expect("a day");
        sheet.write(row, 4, "GF").expect("a fund");
        sheet
            .write_with_format(row, 5, 0.25, &percent)
            .expect("a share");
        sheet.write(row, 6, "DSG").expect("a fund");
        sheet
            .write_with_format(row, 7, 0.75, &percent)
            .expect("a share");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    assert_eq!(
        read_with("posts.xlsx", &bytes, &[]),
        "4: Clerk, Placements, not known posts, 0.81 FTE, temporary until 31 March 2020, GF 1/4, DSG 3/4\n\
         5: Clerk, Placements, not known posts, 0.5 FTE, temporary until 31 March 2020, GF 1/4, DSG 3/4\n"
    );
}

#[test]
fn files_that_are_no_lists_are_refused_in_the_officer_s_words() {
    let words = |bytes: &[u8]| List::open("a", bytes).map(|_| ()).unwrap_err().to_string();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&compound[..], &wide].concat()
    };
    assert_eq!(
        words(b"%PDF-1.7 and so on"),
        "The file must be an Excel or CSV file"
    );
    assert_eq!(
        words(b"\x89PNG\0\0\0\0\0\0"),
        "The file must be an Excel or CSV file"
    );
    assert_eq!(
        words(&named("EncryptedPackage")),
        "Take the password off the file and try again"
    );
    assert!(
        words(&named("Workbook")).starts_with("The file is a workbook of an early Excel (.xls)")
    );
    assert_eq!(List::open("a", b"").map(|_| ()), Err(ListError::WrongKind));
}

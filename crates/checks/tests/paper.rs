//! The cases of a rule about the paper that its fixture does not show.

use diagnostics::Sources;
use proposal::Library;

const HEAD: &str = "title = \"Parks\"\nbody = \"Westmarsh Borough Council\"\ndate = 2026-05-19\n";

/// The messages of one code for a case of a few lines.
fn messages(code: &str, text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let (case, read) = proposal::read(&mut sources, "case.toml", text.as_bytes());
    let unread: Vec<&str> = read.iter().map(|found| found.message.as_str()).collect();
    assert!(unread.is_empty(), "{unread:?}");
    let library = Library::of([&case]);
    let choices = costing::Choices::default();
    let found = checks::analyse(&case, read, &sources, &library, &choices).findings;
    let of_code = found.into_iter().filter(|finding| finding.code() == code);
    of_code.map(|finding| finding.message).collect()
}

/// As [`messages`], below the usual head.
fn found(code: &str, text: &str) -> String {
    messages(code, &format!("{HEAD}{text}")).join("\n")
}

#[test]
fn a_consultation_is_held_against_its_start_and_the_report() {
    let consultation = |from: &str, until: &str, meeting: &str| {
        let meeting = format!("[[consultation.meeting]]\ndate = {meeting}\n");
        let dates = format!("[consultation]\nfrom = {from}\nuntil = {until}\n{meeting}");
        found("consultation-order", &dates)
    };
    assert_eq!(
        consultation("2026-03-02", "2026-02-02", "2026-02-01"),
        "the consultation starts on Monday 2 March 2026 and ends on Monday 2 February 2026, before it starts\n\
         a consultation meeting is on Sunday 1 February 2026, before the consultation starts on Monday 2 March 2026"
    );
    assert_eq!(
        consultation("\"May 2026\"", "\"June 2026\"", "2026-05-04"),
        "the consultation ends in June 2026, after the report of 19 May 2026"
    );
    // A month counts from its first day to its last.
    assert_eq!(
        consultation("\"May 2026\"", "\"May 2026\"", "2026-05-31"),
        ""
    );
}

#[test]
fn a_gap_before_a_post_becomes_permanent_is_counted() {
    let permanent = |until: &str, from: &str| {
        let text = format!(
            "[[post]]\ntitle = \"Inspector\"\nfte = 1\nuntil = {until}\n[[change]]\n\
             make_permanent = \"Inspector\"\nfrom = {from}\n"
        );
        found("temporary-overlap", &text)
    };
    assert_eq!(
        permanent("2026-06-30", "2026-07-11"),
        "Inspector becomes permanent from 11 July 2026, but its temporary term ends on 30 June 2026: a gap of 10 days"
    );
    assert!(permanent("2026-06-30", "2026-06-30").ends_with("1 day of overlap"));
    assert_eq!(permanent("2026-06-30", "2026-07-01"), "");
}

#[test]
fn people_are_held_against_posts_where_posts_are_counted() {
    let text = "[[pool]]\nname = \"Rangers\"\npeople = 6\ninto = [\"Ranger\"]\n[[change]]\n\
                establish = \"Ranger\"\nposts = 4\nfte = 4\n";
    assert_eq!(
        found("heads-against-fte", text),
        "the pool Rangers has 6 people for 4 posts: 2 of them find none there"
    );
}

#[test]
fn the_occupancy_of_a_change_goes_before_that_of_the_base() {
    let ending = |occupancy: &str| {
        let text = format!(
            "[[post]]\ntitle = \"Ranger\"\nfte = 2\noccupancy = \"filled\"\n[[change]]\n\
             disestablish = \"Rangers\"\n{occupancy}"
        );
        found("occupancy-missing", &text)
    };
    assert!(ending("").contains("Rangers (2 FTE, held, no route)"));
    assert!(ending("occupancy = \"not known\"").contains("occupancy not known, no route"));
    assert_eq!(ending("occupancy = \"vacant\""), "");
    assert_eq!(ending("filled_by = 0"), "");
}

#[test]
fn a_unit_that_is_named_beside_the_listed_one_is_another() {
    let asked = |words: &str| {
        let text = format!(
            "[[unit]]\nname = \"Parks Team\"\n[[recommendation]]\ntext = \"{words}\"\n\
             [[recommendation]]\ntext = \"That it is noted.\"\n"
        );
        found("unit-disagrees", &text)
    };
    assert_eq!(
        asked("That a post is established in the Parks and Trees Team."),
        "recommendation 1 names Parks and Trees Team, a unit that this case does not list; near to it is Parks Team"
    );
    assert_eq!(
        asked("That a post moves from the Parks and Trees Team to the Parks Team."),
        ""
    );
    assert_eq!(asked("That a post moves to the Housing Team."), "");
}

#[test]
fn a_title_is_read_by_whole_words() {
    let titled = |title: &str| {
        let text = format!(
            "title = \"{title}\"\n[[post]]\ntitle = \"Inspector\"\nfte = 1\nuntil = 2026-06-30\n[[change]]\n\
             make_permanent = \"Inspector\"\nfrom = 2026-07-01\n"
        );
        messages("title-overstates", &text).len()
    };
    assert_eq!(titled("Establishment of posts in the parks"), 1);
    assert_eq!(titled("Posts at Newark Castle"), 0);
    assert_eq!(titled("A new permanent post"), 0);
}

#[test]
fn paragraphs_of_other_papers_and_of_the_standing_words_are_there() {
    let text = |reference: &str| {
        let report =
            format!("[report]\npurpose = \"1. As {reference} says.\"\nreasons = \"2. So.\"\n");
        found("paragraph-not-found", &report)
    };
    assert_eq!(text("paragraph 3"), "the report has no paragraph 3");
    assert_eq!(text("paragraphs 1 and 3"), "the report has no paragraph 3");
    assert_eq!(text("paragraph 3 of the Code"), "");
    assert_eq!(text("Schedule 12A, paragraph 3,"), "");
    let standing = "body = \"Nottinghamshire County Council\"\n[report]\n\
                    purpose = \"1. See paragraph 2.\"\nreasons = \"3. So.\"\n";
    assert!(messages("paragraph-not-found", standing).is_empty());
    assert!(messages("numbering-gap", standing).is_empty());
}

#[test]
fn a_number_that_stands_twice_is_reported() {
    let text = "[report]\npurpose = \"1. One.\"\nreasons = \"1. Two.\"\n";
    assert_eq!(
        found("numbering-gap", text),
        "two paragraphs are numbered 1"
    );
}

#[test]
fn the_wordings_of_a_recommendation_are_compared_word_by_word() {
    let text = |cover: &str, body: &str| {
        let text = format!(
            "[cover]\nrecommendations = \"{cover}\"\n[[recommendation]]\ntext = \"{body}\"\n"
        );
        found("recommendation-wording", &text)
    };
    assert_eq!(text("End the Ranger’s post.", "end the rangers post"), "");
    assert_eq!(
        text("End one post", "End two posts"),
        "recommendation 1 reads otherwise on the cover: only the cover has \"one\" and \"post\", only the body \
         \"two\" and \"posts\""
    );
    assert!(text("a before b", "b before a").ends_with("the same words stand in another order"));
}

#[test]
fn a_decision_before_its_report_and_a_late_comment_are_reported() {
    let text = "[decision]\ndate = 2026-05-18\n[[comment]]\nkind = \"audit\"\ndate = 2026-05-20\n";
    assert_eq!(
        found("comment-date", text),
        "the decision is dated 18 May 2026, before the report of 19 May 2026\n\
         comments (audit) are dated 20 May 2026, 1 day after the report of 19 May 2026"
    );
}

/// The messages and helps of every finding of a case, reading and all.
fn everything(text: &str) -> Vec<String> {
    of_bytes(text.as_bytes())
}

fn of_bytes(bytes: &[u8]) -> Vec<String> {
    let mut sources = Sources::new();
    let (case, read) = proposal::read(&mut sources, "case.toml", bytes);
    let library = Library::of([&case]);
    let choices = costing::Choices::default();
    let found = checks::analyse(&case, read, &sources, &library, &choices).findings;
    let words = |finding: diagnostics::Diagnostic| {
        let help = finding.help.join("; ");
        format!("{}: {} ({help})", finding.code(), finding.message)
    };
    found.into_iter().map(words).collect()
}

#[track_caller]
fn only(code: &str, text: &str) -> Vec<String> {
    let all = everything(text);
    all.into_iter()
        .filter(|line| line.starts_with(&format!("{code}: ")))
        .collect()
}

#[test]
fn what_is_said_of_many_places_is_said_once() {
    let of = |words: &str| format!("{HEAD}[report]\npurpose = \"{}\"\n", words.trim());
    assert_eq!(
        only("amount-unmatched", &of(&"£12,345 ".repeat(2_000))),
        [
            "amount-unmatched: £12,345 matches no figure of this case, and so at 1999 more places (refer \
          to a figure by name, or list the amount under [[stated]] with its paragraph)"
        ]
    );
    assert_eq!(
        only("paragraph-not-found", &of(&"paragraph 3 ".repeat(2_000))),
        [
            "paragraph-not-found: the report has no paragraph 3, and so at 1999 more places (refer to the \
          paragraph by the number that it has now)"
        ]
    );
    let different: String = (1_000..3_000).map(|number| format!("£{number} ")).collect();
    let found = only("amount-unmatched", &of(&different));
    assert_eq!(found.len(), 21);
    assert!(
        found[20].contains("1980 further amounts match no figure"),
        "{}",
        found[20]
    );
}

#[test]
fn what_is_said_of_many_places_is_mended_at_once() {
    let rows = "[[post]]\ntitle = \"Clerk\"\nfte = \"0,5\"\n".repeat(5);
    let mut sources = Sources::new();
    let text = format!("{HEAD}{rows}");
    let (case, read) = proposal::read(&mut sources, "case.toml", text.as_bytes());
    let library = Library::of([&case]);
    let choices = costing::Choices::default();
    let findings = checks::analyse(&case, read, &sources, &library, &choices).findings;
    let found = diagnostics::Found {
        sources,
        source: case.source,
        findings,
    };
    let of_code = |finding: &&diagnostics::Diagnostic| finding.code() == "not-an-amount";
    let first = found.findings.iter().find(of_code).expect("it is found");
    let labels: Vec<&str> = first.fixes.iter().map(|fix| fix.label.as_str()).collect();
    assert_eq!(labels, ["Read 0,5 as 0.5 at all 5 places"]);
    let mended = found.apply([(first, &first.fixes[0])]).text;
    assert_eq!(mended, text.replace("\"0,5\"", "0.5"));
}

#[test]
fn a_saving_is_told_alike_wherever_it_is_told() {
    let mut sources = Sources::new();
    let text = format!(
        "{HEAD}[[post]]\ntitle = \"Clerk\"\nfte = 1\ncost = 30000\n[[change]]\ndisestablish = \"Clerk\"\n\
         [[saving]]\namount = 45000\nfrom_changes = true\nparagraph = 10\n\
         told_again = [{{ paragraph = \"13\", amount = 45000 }}]\n\
         [report]\nreasons = \"It saves £45,000.\"\n"
    );
    let (case, read) = proposal::read(&mut sources, "case.toml", text.as_bytes());
    let library = Library::of([&case]);
    let choices = costing::Choices::default();
    let findings = checks::analyse(&case, read, &sources, &library, &choices).findings;
    let found = diagnostics::Found {
        sources,
        source: case.source,
        findings,
    };
    let of_code = |finding: &&diagnostics::Diagnostic| finding.code() == "saving-not-derivable";
    let finding = found.findings.iter().find(of_code).expect("it is found");
    assert_eq!(
        finding.fixes[0].label,
        "Use £30,000 in paragraphs 10 and 13"
    );
    let mended = found.apply([(finding, &finding.fixes[0])]).text;
    let expected = text
        .replace("amount = 45000", "amount = \"£30,000\"")
        .replace("£45,000.", "{saving.changes}.");
    assert_eq!(mended, expected);
}

#[test]
fn only_a_figure_that_is_near_is_offered() {
    let typed = |amount: &str| {
        let text = format!(
            "{HEAD}[[stated]]\nname = \"budget\"\namount = 10000\n[report]\npurpose = \"It costs {amount}.\"\n"
        );
        only("amount-unmatched", &text).join("")
    };
    assert!(typed("£10,500").contains("the nearest figure is {stated.budget}"));
    assert!(!typed("£13,000").contains("nearest"));
}

#[test]
fn a_fault_that_was_reported_is_not_reported_again_by_what_follows_from_it() {
    let wrong_fte = format!("{HEAD}[[change]]\nestablish = \"Ranger\"\nfte = \"0,5\"\n");
    assert_eq!(only("not-an-amount", &wrong_fte).len(), 1);
    assert_eq!(only("quantity-not-known", &wrong_fte), [""; 0]);
    let refused = format!("{HEAD}[[change]]\ndisestablish = \"Nobody\"\nfrom = 2026-06-01\n");
    assert_eq!(only("post-not-found", &refused).len(), 1);
    assert_eq!(only("occupancy-missing", &refused), [""; 0]);
    assert_eq!(only("change-not-recommended", &refused), [""; 0]);
}

#[test]
fn a_table_among_words_is_told_to_stand_alone() {
    let text = format!("{HEAD}[report]\npurpose = \"See {{table.costs}} below.\"\n");
    assert_eq!(
        only("figure-unknown", &text),
        [
            "figure-unknown: the table \"table.costs\" stands inside a line of words (put {table.costs} alone \
          on a line of its own)"
        ]
    );
}

#[test]
fn a_cost_that_lacks_a_pension_rate_says_where_it_is_given() {
    let text = "title = \"Two posts\"\nbody = \"Nottinghamshire County Council\"\ndate = 2018-03-19\n\
        [costing]\nprofile = \"statutory\"\n[[change]]\nestablish = \"Officer\"\ngrade = \"Grade 3\"\n\
        fte = 1\nfrom = 2018-07-01\n";
    let found = only("cost-not-known", text).join("");
    assert!(found.contains("`pension_rate = "), "{found}");
}

#[test]
fn an_empty_file_is_said_to_be_empty_and_nothing_else() {
    assert_eq!(
        everything(""),
        [
            "case-empty: the case holds no change, no saving and no post (add [[change]], [[saving]] or \
          [[post]]; `muster new` writes a case to start from)"
        ]
    );
}

#[test]
fn of_a_file_that_is_no_text_only_that_is_said() {
    let text = format!("{HEAD}[[change]]\nestablish = \"Ranger\"\nfte = 1\n");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        of_bytes(&utf16),
        [
            "not-utf8: the file is no text: byte 2 of it is 0 (if it is a text in UTF-16, which some editors \
          call Unicode, save it again as UTF-8)"
        ]
    );
    let large = vec![b'\n'; 2 << 20];
    assert!(matches!(&of_bytes(&large)[..], [only] if only.starts_with("file-too-large")));
    // One byte of another encoding does not hide the rest, but it comes first.
    let mut old = text.replace("Parks", "@arks").into_bytes();
    let at = old
        .iter()
        .position(|byte| *byte == b'@')
        .expect("the letter");
    old[at] = 0xa3;
    let found = of_bytes(&old);
    assert!(
        found.len() > 1 && found[0].starts_with("not-utf8"),
        "{found:?}"
    );
}

#[test]
fn faults_of_the_file_format_say_how_to_mend_them() {
    let change = |line: &str| {
        let text = format!(
            "{HEAD}[[change]]\nestablish = \"Ranger\"\nfte = 1\n{line}\nfrom = 2026-06-01\n"
        );
        only("toml-syntax", &text).join("\n")
    };
    assert!(
        change("grade = Lead9").contains("put texts in straight double quotes: grade = \"Lead9\"")
    );
    let curly = change("grade = \u{201c}Lead 9\u{201d}");
    assert!(
        curly.contains("put texts in straight double quotes: grade = \"Lead 9\""),
        "{curly}"
    );
    let cost = change("cost = 40,702");
    assert!(
        cost.contains("write cost = 40702, or cost = \"£40,702\" in quotes"),
        "{cost}"
    );
    assert!(change("grade = \"Lead 9").contains("end the text with a double quote"));
}

#[test]
fn half_of_a_number_is_not_kept() {
    let mut sources = Sources::new();
    let text = format!("{HEAD}[[change]]\nestablish = \"Ranger\"\nfte = 1\ncost = 40,702\n");
    let (case, _) = proposal::read(&mut sources, "case.toml", text.as_bytes());
    let cost = match &case.changes[0].verb {
        proposal::case::Verb::Establish(post) => post.cost.as_ref(),
        other => panic!("{other:?}"),
    };
    assert_eq!(cost, None);
}

#[test]
fn a_text_without_an_end_is_shown_where_it_begins() {
    let mut sources = Sources::new();
    let text = format!(
        "{HEAD}[report]\npurpose = \"\"\"\nTo have it.\n\ninformation = \"\"\"\nMore words.\n\"\"\"\n"
    );
    let (_, read) = proposal::read(&mut sources, "case.toml", text.as_bytes());
    let faults: Vec<(usize, &str)> = read
        .iter()
        .filter(|finding| finding.code() == "toml-syntax")
        .map(|finding| {
            (
                sources.line_and_column(&finding.place).0,
                finding.message.as_str(),
            )
        })
        .collect();
    assert_eq!(
        faults,
        [(5, "the text that begins here with three quotes has no end")]
    );
}

#[test]
fn a_part_is_held_against_nothing_that_only_a_report_must_have() {
    let changes = "[[change]]\nestablish = \"Organiser\"\ngrade = \"Grade 4\"\nposts = 1\nfte = 2\n\
                   unit = \"Placements\"\nfrom = 2026-06-01\n";
    let report = "title = \"Placements\"\nbody = \"Nottinghamshire County Council\"\n";
    let part = format!("{report}part_of = \"Placements\"\n");
    let lacking = |head: &str| messages("section-missing", &format!("{head}{changes}")).len();
    assert_eq!((lacking(report), lacking(&part)), (1, 0));
    // What is wrong with the changes themselves is found all the same.
    let too_much = messages("fte-above-posts", &format!("{part}{changes}"));
    assert_eq!(too_much.len(), 1, "{too_much:?}");
    assert_eq!(everything(&part), Vec::<String>::new());
}

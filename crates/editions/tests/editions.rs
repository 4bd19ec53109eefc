//! Cases in, their public editions out.

use costing::{Choices, cost};
use diagnostics::Sources;
use editions::{PublicEdition, public, withholds};
use proposal::{Bodies, read, resolve, write};

const HEAD: &str = "title = \"Changes\"\nbody = \"Anytown\"\ntemplate = \"plain\"\ndate = 2026-05-19\n\n[defaults]\nfrom = 2026-10-01\nunit = \"Harbour\"\n\n[[unit]]\nname = \"Harbour\"\n";

/// A post that is established, with its stated cost.
fn post(title: &str, cost: u32, fte: u32) -> String {
    format!(
        "\n[[change]]\nestablish = \"{title}\"\ngrade = \"Grade 4\"\nfte = {fte}\npermanent = true\ncost = {cost}\n"
    )
}

fn exempt(title: &str, more: &str) -> String {
    format!("\n[[exempt]]\nposts = \"{title}\"\n{more}ground = 1\nreason = \"One person.\"\n")
}

fn edition(text: &str) -> PublicEdition {
    let mut sources = Sources::new();
    let (case, found) = read(
        &mut sources,
        "case.toml",
        format!("{HEAD}{text}").as_bytes(),
    );
    assert!(found.is_empty(), "{found:?}");
    let resolved = resolve(&case);
    let statement = cost(&case, &resolved, &Choices::default());
    public(&case, Bodies::shipped().of(&case), &resolved, &statement)
}

/// The full-year cost of posts after, as the public reads it.
fn told(edition: &PublicEdition) -> String {
    let choices = Choices {
        public: edition.totals,
        ..Choices::default()
    };
    let statement = cost(&edition.case, &edition.resolved, &choices);
    statement.told().posts.to_string()
}

fn titles(edition: &PublicEdition) -> Vec<&str> {
    let all = edition.case.withheld.iter().flat_map(|one| &one.pay_of);
    all.map(|at| at.value.as_str()).collect()
}

#[test]
fn the_text_of_a_public_edition_is_a_case_file_that_reads_as_itself() {
    let text = [post("Pilot", 40_000, 1), exempt("Pilot", "")].concat();
    let edition = edition(&text);
    let (again, found) = read(&mut Sources::new(), "case.toml", edition.text().as_bytes());
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(write(&again), edition.text());
    assert!(!edition.text().contains("40000") && !edition.text().contains("Grade 4"));
    assert!(
        edition.text().contains("grade     = \"Withheld\""),
        "{}",
        edition.text()
    );
}

#[test]
fn a_sum_is_not_told_unless_its_author_says_so() {
    let text = [
        post("Pilot", 40_000, 1),
        post("Clerk", 30_000, 1),
        exempt("Pilot", ""),
    ]
    .concat();
    assert_eq!(told(&edition(&text)), "at least £30,000 (1 cost withheld)");
}

#[test]
fn a_sum_from_which_one_cost_would_follow_withholds_another() {
    let public = "fields = \"pay\"\ntotals = \"public\"\n";
    let posts = [
        post("Pilot", 40_000, 1),
        post("Clerk", 30_000, 1),
        post("Diver", 35_000, 2),
    ];
    let edition = edition(&[posts.concat(), exempt("Pilot", public)].concat());
    assert_eq!(titles(&edition), ["Pilot", "Clerk"]);
    assert_eq!(told(&edition), "£140,000");
}

#[test]
fn a_sum_of_what_is_withheld_alone_is_not_told() {
    let public = "fields = \"pay\"\ntotals = \"public\"\n";
    let edition = edition(&[post("Pilot", 40_000, 1), exempt("Pilot", public)].concat());
    assert_eq!(edition.totals, None);
    assert_eq!(told(&edition), "withheld");
}

#[test]
fn two_costs_that_are_withheld_hide_each_other() {
    let public = "totals = \"public\"\n";
    let posts = [post("Pilot", 40_000, 1), post("Clerk", 30_000, 1)].concat();
    let text = [posts, exempt("Pilot", public), exempt("Clerk", public)].concat();
    let edition = edition(&text);
    assert_eq!(titles(&edition), ["Pilot", "Clerk"]);
    assert_eq!(told(&edition), "£70,000");
}

#[test]
fn a_change_of_pay_neither_cancels_nor_is_told() {
    let text = "\n[[post]]\ntitle = \"Pilot\"\ngrade = \"Grade 4\"\nfte = 1\nunit = \"Harbour\"\ncost = 40000\n\n[[change]]\nchange = \"Pilot\"\nto = { grade = \"Grade 5\", cost = 45000 }\n";
    let edition = edition(&[text.to_owned(), exempt("Pilot", "fields = \"pay\"\n")].concat());
    let statement = cost(&edition.case, &edition.resolved, &Choices::default());
    assert_eq!(statement.totals.change().to_string(), "withheld");
}

#[test]
fn what_is_withheld_is_not_called_not_known() {
    let text = "\n[[post]]\ntitle = \"Pilot\"\ngrade = \"Grade 4\"\nfte = 1\nunit = \"Harbour\"\noccupancy = \"filled\"\ncost = 40000\n\n[[change]]\nchange = \"Pilot\"\nto = { grade = \"Grade 5\", cost = 45000 }\n\n[[change]]\nhonorarium = \"Pilot\"\namount = 900\n\n[[pool]]\nname = \"Pilots\"\npeople = 2\n\n[[funding]]\nsource = \"Fund\"\namount = 400\n\n[[exempt]]\nfunding = \"Fund\"\nground = 3\nreason = \"Asked.\"\n";
    let edition = edition(&[text.to_owned(), exempt("Pilot", "")].concat());
    let statement = cost(&edition.case, &edition.resolved, &Choices::default());
    for name in ["line.1.unit", "line.1.before", "line.2.full_year"] {
        let figure = statement.figures.get(name);
        assert_eq!(
            figure.map(|one| one.value.to_string()).as_deref(),
            Some("withheld"),
            "{name}"
        );
    }
    let text = edition.text();
    for field in ["occupancy = ", "amount     = ", "people = ", "amount = "] {
        assert!(
            text.contains(&format!("{field}\"withheld\"")),
            "{field} in {text}"
        );
    }
    assert!(!text.contains("not known"), "{text}");
}

/// Posts that stay, and one that goes, with the structure withheld.
fn of_structure(staying: &[&str], more: &str) -> PublicEdition {
    let post = |title: &str| {
        format!(
            "\n[[post]]\ntitle = \"{title}\"\ngrade = \"Grade 4\"\nfte = 1\nunit = \"Harbour\"\ncost = 30000\n"
        )
    };
    let posts: String = staying
        .iter()
        .chain(&["Pilot"])
        .map(|title| post(title))
        .collect();
    edition(&format!(
        "{posts}\n[[change]]\ndisestablish = \"Pilot\"\n\n[[budget]]\nunit = \"Harbour\"\nyear = \"2026-27\"\namount = 90000\n\n[[appendix]]\nname = \"A\"\nshows = \"structure before\"\n\n[report]\npurpose = \"Of {{fte.structure.before}} FTE {{fte.structure.after}} stay; clerks {{fte.after.clerk}}.\"\n\n[[exempt]]\nappendix = \"A\"\n{more}ground = 3\nreason = \"Talks.\"\n"
    ))
}

/// The sums of the structure, and what it costs.
fn sums_of_structure(edition: &PublicEdition) -> [String; 3] {
    let statement = cost(&edition.case, &edition.resolved, &Choices::default());
    let names = [
        "fte.structure.before",
        "fte.structure.after",
        "budget.cost_after",
    ];
    names.map(|name| {
        let figure = statement.figures.get(name);
        figure.map_or_else(|| panic!("no {name}"), |figure| figure.value.to_string())
    })
}

#[test]
fn sums_of_a_structure_that_is_withheld_are_not_told_unless_its_author_says_so() {
    let withheld = of_structure(&["Clerk", "Diver"], "");
    let text = withheld.text();
    assert!(!text.contains("Clerk") && !text.contains("Diver"), "{text}");
    assert!(
        text.contains("Pilot") && text.contains("clerks [withheld]"),
        "{text}"
    );
    assert_eq!(sums_of_structure(&withheld), ["withheld"; 3]);
    let public = "totals = \"public\"\n";
    let told = of_structure(&["Clerk", "Diver"], public);
    assert!(!told.text().contains("Clerk"));
    assert_eq!(sums_of_structure(&told), ["3", "2", "£60,000"]);
    let one = of_structure(&["Clerk"], public);
    assert_eq!(
        sums_of_structure(&one),
        ["withheld"; 3],
        "one post would follow"
    );
}

#[test]
fn small_numbers_of_people_are_not_told() {
    let pools = "\n[[pool]]\nname = \"Divers\"\npeople = 3\n\n[[pool]]\nname = \"Pilots\"\npeople = 12\n\n[protection]\npeople = 15\nprotected = 12\nmonths = 36\n";
    let edition = edition(pools);
    let text = edition.text();
    assert!(!text.contains("= 3\n") && !text.contains("= 15"), "{text}");
    assert!(text.contains("people = 12"), "{text}");
    assert!(
        text.contains("The number of people of Divers: fewer than 5"),
        "{text}"
    );
}

#[test]
fn a_case_with_nothing_to_withhold_is_the_same_in_both_editions() {
    let text = format!("{HEAD}{}", post("Pilot", 40_000, 1));
    let (case, _) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    assert!(!withholds(&case, Bodies::shipped().of(&case)));
    assert_eq!(edition(&post("Pilot", 40_000, 1)).text(), write(&case));
}

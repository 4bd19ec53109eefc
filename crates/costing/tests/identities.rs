//! The 41 identities of the five published reports, each from the figures that the cases yield.
//!
//! `data/identities.csv` says what must come out and where the paper has it; the table here says from
//! which figures. No expected value stands in this file.

use std::collections::BTreeMap;
use std::path::Path;

use base::{Exact, Known, exact, parse_decimal};
use costing::{Choices, Figures, Statement, Value, cost};
use diagnostics::Sources;
use proposal::case::Verb;
use proposal::{Case, read, replay, resolve};

const SHORT_BREAKS: &str = "2018-06-short-breaks";
const PLACEMENTS: &str = "2019-05-commissioning-and-placements";
const ADDITIONAL: &str = "2020-06-additional-posts";
const BOLTON: &str = "2010-03-bolton-commissioning";
const SUPPORT: &str = "2014-11-business-support-review";

fn case(name: &str) -> Case {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../cases/{name}.toml"));
    let bytes = std::fs::read(&path).expect("the case is there");
    let (case, found) = read(&mut Sources::new(), name, &bytes);
    assert!(found.is_empty(), "{name}: {found:?}");
    case
}

fn statement(name: &str) -> Statement {
    let case = case(name);
    let resolved = resolve(&case);
    assert!(
        resolved.diagnostics.is_empty(),
        "{name}: {:?}",
        resolved.diagnostics
    );
    cost(&case, &resolved, &Choices::default())
}

/// A figure as a number: pounds, FTE, a count or per cent.
fn number(figures: &Figures, name: &str) -> Exact {
    match figures.get(name).as_deref().map(|figure| &figure.value) {
        Some(Value::Money(amount)) => amount
            .value()
            .known()
            .unwrap_or_else(|| panic!("{name} is not known"))
            .in_pounds(),
        Some(Value::Fte(sum)) => sum.known.exact(),
        Some(Value::Number(number)) => exact(i128::from(*number), 1),
        Some(Value::Percent(text)) => {
            parse_decimal(text.trim_end_matches('%')).expect("a percentage")
        }
        Some(Value::Withheld) => panic!("{name} is withheld"),
        None => panic!("there is no figure {name}"),
    }
}

/// A share in per cent, to two places.
fn share(figures: &Figures, part: &str, whole: &str) -> Exact {
    let text = base::percent(number(figures, part), number(figures, whole)).expect("a share");
    parse_decimal(text.trim_end_matches('%')).expect("a percentage")
}

/// The identities that are one figure of one case.
const FIGURES: &[(&str, &str, &str)] = &[
    ("I001", ADDITIONAL, "cost.full_year"),
    ("I002", ADDITIONAL, "cost.part_year.2020-21"),
    ("I003", ADDITIONAL, "cost.additional.full_year"),
    ("I004", ADDITIONAL, "cost.change.part_year.2020-21"),
    ("I006", SHORT_BREAKS, "line.1.full_year"),
    ("I007", SHORT_BREAKS, "line.2.full_year"),
    ("I008", SHORT_BREAKS, "line.3.full_year"),
    ("I009", SHORT_BREAKS, "line.4.full_year"),
    ("I010", SHORT_BREAKS, "line.5.full_year"),
    ("I011", SHORT_BREAKS, "cost.posts.full_year"),
    ("I012", SHORT_BREAKS, "cost.full_year"),
    ("I013", SHORT_BREAKS, "fte.in"),
    ("I014", SHORT_BREAKS, "cost.posts.part_year.2018-19"),
    ("I015", SHORT_BREAKS, "cost.part_year.2018-19"),
    ("I017", PLACEMENTS, "budget.gap"),
    ("I018", PLACEMENTS, "budget.permanent"),
    ("I019", PLACEMENTS, "budget.gap_permanent"),
    ("I021", PLACEMENTS, "fte.after.service-organiser"),
    ("I022", PLACEMENTS, "fte.change"),
    ("I023", PLACEMENTS, "budget.gap_percent"),
    ("I024", SUPPORT, "saving.total.asch-pp"),
    ("I025", SUPPORT, "saving.total.cfcs"),
    ("I026", SUPPORT, "saving.total.2014-15"),
    ("I027", SUPPORT, "saving.total.2015-16"),
    ("I028", SUPPORT, "saving.total"),
    ("I030", SUPPORT, "saving.baseline"),
    ("I031", SUPPORT, "saving.percent.asch-pp"),
    ("I032", SUPPORT, "saving.percent.cfcs"),
    ("I033", SUPPORT, "saving.percent"),
    ("I034", SUPPORT, "saving.percent.2014-15"),
    ("I035", SUPPORT, "saving.percent.2015-16"),
    ("I037", BOLTON, "fte.structure.after"),
];

/// What the cases yield for each identity.
fn yielded() -> BTreeMap<&'static str, Exact> {
    let all = [SHORT_BREAKS, PLACEMENTS, ADDITIONAL, BOLTON, SUPPORT];
    let figures: BTreeMap<&str, Figures> = all
        .into_iter()
        .map(|name| (name, statement(name).figures))
        .collect();
    let of = |case: &str, names: &[&str]| -> Exact {
        names.iter().map(|name| number(&figures[case], name)).sum()
    };
    let mut all: BTreeMap<&str, Exact> = FIGURES
        .iter()
        .map(|(id, case, name)| (*id, of(case, &[name])))
        .collect();
    let (short, additional) = (&figures[SHORT_BREAKS], &figures[ADDITIONAL]);
    let officer = "fte.after.contract-and-relationship-management-officer";
    let support = "fte.after.contract-and-relationship-support-officer";
    let full_less_part =
        of(SHORT_BREAKS, &["cost.full_year"]) - of(SHORT_BREAKS, &["cost.part_year.2018-19"]);
    all.extend([
        (
            "I005",
            share(additional, "cost.full_year", "stated.send_high_needs"),
        ),
        ("I016", full_less_part),
        (
            "I020",
            of(PLACEMENTS, &["budget.cost_after", "saving.total"]),
        ),
        (
            "I029",
            of(SUPPORT, &["saving.total.asch-pp", "saving.total.cfcs"]),
        ),
        (
            "I036",
            of(BOLTON, &["saving.total.2010-11", "saving.total.2011-12"]),
        ),
        ("I038", of(BOLTON, &[officer, support])),
        (
            "I039",
            people_placed(
                &case(BOLTON),
                "Contract and Relationship Management Officer",
            ),
        ),
        (
            "I040",
            share(short, "cost.full_year", "stated.pressure_bid"),
        ),
        ("I041", service_organisers_after_all()),
    ]);
    all
}

/// The people whose way into an established line the paper gives.
fn people_placed(case: &Case, title: &str) -> Exact {
    let routes = case.changes.iter().filter_map(|change| match &change.verb {
        Verb::Establish(post) if base::same_name(&post.title, title) => Some(&post.routes),
        _ => None,
    });
    let people = routes
        .flatten()
        .filter_map(|route| route.people.as_ref()?.value.known());
    people.map(|people| exact(i128::from(people), 1)).sum()
}

/// The Service Organisers in force on 1 July 2020, with the three Nottinghamshire cases played.
fn service_organisers_after_all() -> Exact {
    let played = replay(&[case(ADDITIONAL), case(SHORT_BREAKS), case(PLACEMENTS)]);
    let day = jiff::civil::date(2020, 7, 1);
    let establishment = played.ledger.fold(day, day).establishment;
    let organisers = establishment
        .lines()
        .filter(|line| line.post.title == "Service Organiser");
    organisers
        .filter_map(|line| line.post.fte.known())
        .map(base::Fte::exact)
        .sum()
}

#[test]
fn every_identity_holds() {
    let yielded = yielded();
    let rows = include_str!("data/identities.csv").lines().skip(1);
    let mut ids = Vec::new();
    let mut wrong = Vec::new();
    for row in rows {
        let fields = fields(row);
        let (id, expected) = (
            fields[0].as_str(),
            parse_decimal(&fields[4]).expect("a number"),
        );
        ids.push(fields[0].clone());
        match yielded.get(id) {
            Some(value) if *value == expected => {}
            Some(value) => wrong.push(format!("{id}: {} gives {value}, not {expected}", fields[3])),
            None => wrong.push(format!("{id}: nothing is computed for it")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(ids.len(), 41);
}

/// The fields of a row of plain CSV, of which some are quoted.
fn fields(row: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in row.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is one").push(c),
        }
    }
    fields
}

#[test]
fn profiles_stand_beside_stated_costs_with_their_residuals() {
    let residuals = |name: &str| -> Vec<i128> {
        let statement = statement(name);
        let prices = statement
            .lines
            .iter()
            .filter_map(|line| line.after.as_ref());
        prices
            .filter_map(costing::Price::residual)
            .map(|residual| residual.pence() / 100)
            .collect()
    };
    assert_eq!(residuals(SHORT_BREAKS), [0, 0, 0, 0, 0]);
    assert_eq!(residuals(ADDITIONAL), [1, -2, 1]);
    assert_eq!(statement(ADDITIONAL).residual().pence(), 0);
}

#[test]
fn the_listed_changes_save_less_than_the_paper_says_on_either_profile() {
    let case = case(PLACEMENTS);
    let resolved = resolve(&case);
    let saving = |profile: &str| {
        let choices = Choices {
            profile: Some(profile.to_owned()),
            ..Choices::default()
        };
        let figures = cost(&case, &resolved, &choices).figures;
        (
            number(&figures, "saving.changes"),
            number(&figures, "saving.total") - number(&figures, "saving.changes"),
        )
    };
    assert_eq!(saving("ncc-2018-19"), (exact(29_041, 1), exact(15_959, 1)));
    assert_eq!(saving("ncc-2020-21"), (exact(29_969, 1), exact(15_031, 1)));
}

#[test]
fn the_basis_switches_between_stated_and_computed() {
    let case = case(ADDITIONAL);
    let resolved = resolve(&case);
    let first_line = |basis| {
        let choices = Choices {
            basis: Some(basis),
            ..Choices::default()
        };
        number(
            &cost(&case, &resolved, &choices).figures,
            "line.1.full_year",
        )
    };
    assert_eq!(first_line(costing::Basis::Stated), exact(44_872, 1));
    assert_eq!(first_line(costing::Basis::Profile), exact(44_873, 1));
}

#[test]
fn posts_that_would_have_ended_cost_what_they_go_on_to_cost() {
    let additional = statement(ADDITIONAL).figures;
    assert_eq!(
        number(&additional, "cost.change.full_year"),
        exact(72_488, 1)
    );
    assert_eq!(number(&additional, "cost.kept.full_year"), exact(51_054, 1));
    assert_eq!(
        number(&additional, "cost.effect.full_year"),
        exact(123_542, 1)
    );
    let support = statement(SUPPORT).figures;
    assert_eq!(support.money("cost.effect.full_year"), Known::Unknown);
}

#[test]
fn a_structure_with_posts_of_unknown_size_has_no_total() {
    let figures = statement(BOLTON).figures;
    assert_eq!(figures.fte("fte.structure.after"), Known::Unknown);
    let printed = figures
        .get("fte.structure.after")
        .map(|figure| figure.value.to_string());
    assert_eq!(printed.as_deref(), Some("20.5 listed, 2 lines not known"));
    assert_eq!(figures.money("cost.full_year"), Known::Unknown);
}

#[test]
fn each_year_is_its_part_of_the_full_year() {
    for case in [BOLTON, SUPPORT, SHORT_BREAKS, PLACEMENTS, ADDITIONAL] {
        let statement = statement(case);
        for line in &statement.lines {
            for year in &line.years {
                let parts = [
                    (year.part_before, line.full_year_before(), &year.before),
                    (year.part, line.full_year_posts(), &year.posts),
                    (year.part_paid, line.full_payment(), &year.payment),
                ];
                for (part, whole, cost) in parts {
                    match part {
                        Known::Known(part) => assert_eq!(&whole.times(part), cost),
                        Known::Unknown | Known::Withheld => {
                            assert!(!cost.is_known() || cost.is_zero());
                        }
                    }
                }
            }
        }
        for (fund, amount) in &statement.funding.by_post {
            let shares = statement.funding.shares.iter();
            let own = shares.filter(|share| share.fund == *fund);
            let sum: costing::Amount = own.map(|share| share.amount.clone()).sum();
            assert_eq!(sum, *amount);
        }
    }
}

#[test]
fn what_stands_on_both_sides_cancels_and_is_named() {
    let statement = statement(PLACEMENTS);
    assert_eq!(statement.cancelled(), ["a Band D post"]);
    assert!(statement.totals.change().is_known());
    assert!(self::statement(BOLTON).cancelled().is_empty());
}

#[test]
fn terms_that_are_not_known_have_names_that_tell_them_apart() {
    let text = "title = \"A\"\nbody = \"Anytown Council\"\ndate = 2024-05-13\n\n\
                [[post]]\ntitle = \"Clerk\"\nunit = \"North\"\n\n\
                [[post]]\ntitle = \"Clerk\"\nunit = \"South\"\n\n\
                [[post]]\ntitle = \"Driver\"\n\n\
                [[change]]\ndisestablish = \"Clerk\"\nunit = \"North\"\n\n\
                [[change]]\ndisestablish = \"Clerk\"\nunit = \"South\"\n\n\
                [[change]]\ndisestablish = \"Driver\"\n";
    let (case, _) = read(&mut Sources::new(), "clerks", text.as_bytes());
    let statement = cost(&case, &resolve(&case), &Choices::default());
    let terms: Vec<&str> = statement
        .totals
        .before
        .unknown_terms()
        .map(|(term, _)| term)
        .collect();
    assert_eq!(
        terms,
        [
            "Clerk (change 1) (grade and FTE not known)",
            "Clerk (change 2) (grade and FTE not known)",
            "Driver (grade and FTE not known)",
        ]
    );
}

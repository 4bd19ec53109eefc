//! Whatever the case: parts sum to totals, and the cells hold the statement.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::made::text;
use crate::values::agrees;

/// A change in the words of a case file.
fn change(number: usize) -> impl Strategy<Value = String> {
    let verb = prop_oneof![
        Just("establish"),
        Just("disestablish"),
        Just("change"),
        Just("honorarium")
    ];
    let fte = prop_oneof![
        (1..400_u32).prop_map(|hundredths| format!(
            "fte = {}.{:02}",
            hundredths / 100,
            hundredths % 100
        )),
        (1..6_u32, 1..37_u32)
            .prop_map(|(posts, hours)| format!("posts = {posts}\nhours = {hours}")),
        Just("fte = \"not known\"".to_owned()),
    ];
    let cost = prop_oneof![
        (0..9_000_000_u32).prop_map(|pence| format!(
            "cost = \"{}.{:02}\"",
            pence / 100,
            pence % 100
        )),
        Just("grade = \"Band D\"".to_owned()),
        (5..40_u32).prop_map(|point| format!("point = {point}")),
    ];
    let from = prop_oneof![
        3 => (4..13_u32, 1..29_u32).prop_map(|(month, day)| format!("from = 2026-{month:02}-{day:02}")),
        1 => Just(String::new()),
    ];
    let until = prop_oneof![
        2 => Just(String::new()),
        1 => (1..13_u32, 1..29_u32).prop_map(|(month, day)| format!("until = 2028-{month:02}-{day:02}")),
    ];
    (verb, fte, cost, from, until, 0..90_000_u32).prop_map(
        move |(verb, fte, cost, from, until, sum)| {
            let body = match verb {
                "establish" => {
                    format!("establish = \"Officer {number}\"\n{fte}\n{cost}\nfunding = [\"A\"]")
                }
                "disestablish" => "disestablish = \"Held\"\nfte = 0.1".to_owned(),
                "change" => format!("change = \"Held\"\nposts = 1\nto = {{ cost = {sum} }}"),
                _ => format!("honorarium = \"Held\"\namount = {sum}"),
            };
            format!("[[change]]\n{body}\n{from}\n{until}\n")
        },
    )
}

pub(crate) fn whole_case() -> impl Strategy<Value = String> {
    (0..6_usize)
        .prop_flat_map(|number| (0..number).map(change).collect::<Vec<_>>())
        .prop_map(|changes| {
            let mut text = String::from(
                "title = \"Random\"\nbody = \"Nottinghamshire County Council\"\ndate = 2026-05-19\n\
                 [defaults]\nunit = \"Service\"\n[[unit]]\nname = \"Service\"\n\
                 [[post]]\ntitle = \"Held\"\ngrade = \"Band B\"\nposts = 9\nfte = 9\n",
            );
            for change in changes {
                let _ = writeln!(text, "{change}");
            }
            text.push_str("[[funding]]\nsource = \"Reserve\"\n");
            text
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_totals(case in whole_case()) {
        let made = text(&case);
        let statement = &made.statement;
        let totals = &statement.totals;
        let sum = |of: fn(&costing::CostLine) -> costing::Amount| -> costing::Amount {
            statement.lines.iter().map(of).sum()
        };
        prop_assert_eq!(&sum(costing::CostLine::full_year_before), &totals.before);
        prop_assert_eq!(&sum(costing::CostLine::full_year_posts), &totals.posts);
        prop_assert_eq!(&sum(costing::CostLine::full_payment), &totals.payments);
        let lasting = totals.recurring.clone() + totals.for_a_time.clone();
        prop_assert_eq!(lasting + totals.tenure_not_stated.clone(), totals.after());
        agrees("random", &made);
    }
}

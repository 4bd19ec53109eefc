//! Charts on sheets of paper.

use std::collections::BTreeMap;

use proptest::prelude::*;
use report::chart::{BoxKind, Chart, MOST_SHEETS, OnPaper, UnitBox};

use crate::geometry::check_geometry;
use crate::large::structure;
use crate::random::charts;

/// The sentences of the posts of a chart, and how often each is said.
fn posts(chart: &Chart) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for row in chart.to_rows() {
        if row.kind == BoxKind::Post {
            *said.entry(row.sentence).or_default() += 1;
        }
    }
    said
}

fn posts_on(paper: &OnPaper) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for (sentence, times) in paper.charts.iter().flat_map(posts) {
        *said.entry(sentence).or_default() += times;
    }
    said
}

/// The units of a chart, each with the sheet to which it leads if it is a card.
fn cards(chart: &Chart) -> Vec<(&UnitBox, Option<usize>)> {
    let mut open: Vec<&UnitBox> = chart.units.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(unit) = open.pop() {
        let sheet = unit
            .notes
            .iter()
            .find_map(|note| note.strip_prefix("On sheet "));
        found.push((unit, sheet.and_then(|sheet| sheet.parse().ok())));
        open.extend(unit.units.iter().rev());
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn every_post_is_on_one_sheet_and_every_card_leads_to_its_unit(
        parents in prop::collection::vec(any::<usize>(), 80..200)
    ) {
        let chart = structure(&parents);
        let paper = chart.on_paper().expect("few enough sheets");
        prop_assert_eq!(posts(&chart), posts_on(&paper));
        for ((number, sheet), on) in (1..).zip(&paper.charts).zip(paper.layouts()) {
            prop_assert_eq!(on.sheet, paper.sheet);
            check_geometry(&on.layout);
            prop_assert!(on.is_readable(), "sheet {}: {}", number, on.scale);
            for (card, leads) in cards(sheet) {
                let Some(leads) = leads else { continue };
                prop_assert!(leads > number && card.posts.is_empty());
                let there = cards(&paper.charts[leads - 1]);
                prop_assert!(there.iter().any(|(unit, sheet)| sheet.is_none() && unit.name == card.name));
            }
        }
        prop_assert_eq!(Some(paper), chart.on_paper());
    }

    #[test]
    fn whatever_words_a_chart_has_no_post_is_lost_on_paper(chart in charts()) {
        // Each sheet but the first shows something that no other does.
        match chart.on_paper() {
            Some(paper) => prop_assert_eq!(posts(&chart), posts_on(&paper)),
            None => prop_assert!(chart.to_rows().len() >= MOST_SHEETS),
        }
    }
}

#[test]
fn a_chart_that_fits_one_sheet_stays_as_it_is() {
    let chart = structure(&[0; 5]);
    assert_eq!(
        chart.on_paper().map(|paper| paper.charts),
        Some(vec![chart])
    );
}

#[test]
fn a_list_that_is_too_long_goes_on_overleaf() {
    let paper = structure(&[0; 150]).on_paper().expect("few enough sheets");
    let notes: Vec<(&str, &[String])> = paper
        .charts
        .iter()
        .map(|sheet| {
            (
                sheet.units[0].name.as_str(),
                sheet.units[0].notes.as_slice(),
            )
        })
        .collect();
    let first = ["Continued on sheet 2".to_owned()];
    assert_eq!(notes[0], ("Council", first.as_slice()));
    assert_eq!(notes[1].0, "Council, continued");
    assert_eq!(paper.charts[1].title, format!("Sheet 2 of {}", notes.len()));
}

#[test]
fn a_chart_of_thousands_of_posts_is_no_picture_on_paper() {
    assert_eq!(structure(&[0; 3_000]).on_paper(), None);
}

//! What can be put into the words of a section: figures, tables and charts, in groups.

use std::collections::BTreeSet;

use costing::{Figure, Figures};
use proposal::INSERTS;

use crate::components::{Field, Select, SelectGroup, SelectItem};

/// The most lines of change of which each has its figures in the list.
const LISTED_LINES: usize = 30;

/// The groups of figures: the beginning of their names, and their heading.
const GROUPS: [(&str, &str); 7] = [
    ("cost.", "Cost"),
    ("fte.", "FTE"),
    ("saving.", "Savings"),
    ("budget.", "Budgets"),
    ("funding.", "Who pays"),
    ("stated.", "Figures that the paper states"),
    ("line.", "Lines of change"),
];

/// A choice of the figures of a case with so many changes, and of every table and chart.
pub(super) fn picker(figures: &Figures, changes: usize) -> Select {
    let first = SelectItem {
        value: Some(String::new()),
        text: "Choose a figure, table or chart".to_owned(),
        ..SelectItem::default()
    };
    let has_lines = changes <= LISTED_LINES;
    let groups = GROUPS
        .iter()
        .filter(|(stem, _)| has_lines || *stem != "line.");
    let figures = groups.map(|(stem, label)| SelectGroup {
        label: (*label).to_owned(),
        items: figures_of(figures, stem),
    });
    let inserts = [("table.", "Tables"), ("chart.", "Charts")];
    let inserts = inserts.map(|(stem, label)| SelectGroup {
        label: label.to_owned(),
        items: INSERTS
            .iter()
            .filter(|name| name.starts_with(stem))
            .filter_map(|name| Some(item(name, in_words(name)?.to_owned())))
            .collect(),
    });
    Select {
        field: Field::new("figure", "Figure, table or chart"),
        items: vec![first],
        groups: figures
            .chain(inserts)
            .filter(|group| !group.items.is_empty())
            .collect(),
        ..Select::default()
    }
}

/// The tables and charts that can stand in a section, in words.
pub(in super::super) fn in_words(name: &str) -> Option<&'static str> {
    Some(match name {
        "table.changes" => "Table of the changes",
        "table.people" => "Table of the people touched",
        "table.costs" => "Table of the cost",
        "table.savings" => "Table of the savings",
        "table.funding" => "Table of who pays",
        "table.budget" => "Table of cost and budget",
        "table.options" => "Table of the options",
        "chart.before" => "Chart of the structure before",
        "chart.after" => "Chart of the structure after",
        "chart.changes" => "Chart of what changes",
        _ => return None,
    })
}

/// The figures whose names begin so. Of two that read alike, such as those of the year of a case that
/// has one year only, the one with the shorter name counts.
fn figures_of(figures: &Figures, stem: &str) -> Vec<SelectItem> {
    let mut own: Vec<(&str, &Figure)> = figures
        .without_titles()
        .filter(|(name, _)| name.starts_with(stem))
        .collect();
    own.sort_by_key(|(name, _)| (line_of(name), *name));
    let mut read = BTreeSet::new();
    own.into_iter()
        .map(|(name, figure)| {
            let line = line_of(name).map_or_else(String::new, |line| format!("Line {line}: "));
            let label = &figure.label;
            item(name, format!("{line}{label}: {}", figure.value))
        })
        .filter(|item| read.insert(item.text.clone()))
        .collect()
}

/// The line of change that a figure is of: 12 of `line.12.unit`.
fn line_of(name: &str) -> Option<usize> {
    let (line, _) = name.strip_prefix("line.")?.split_once('.')?;
    line.parse().ok()
}

fn item(name: &str, text: String) -> SelectItem {
    SelectItem {
        value: Some(name.to_owned()),
        text,
        ..SelectItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The groups that are offered of a case: heading, then name and words of each choice.
    fn offered(case: &str) -> Vec<(String, Vec<(String, String)>)> {
        let mut sources = diagnostics::Sources::new();
        let (case, _) = proposal::read(&mut sources, "case.toml", case.as_bytes());
        let resolved = proposal::resolve(&case);
        let statement = costing::cost(&case, &resolved, &costing::Choices::default());
        let groups = picker(&statement.figures, case.changes.len()).groups;
        let items = |group: SelectGroup| {
            let items = group.items.into_iter();
            let items = items.map(|item| (item.value.unwrap_or_default(), item.text));
            (group.label, items.collect())
        };
        groups.into_iter().map(items).collect()
    }

    const TWO_OF_A_TITLE: &str = "
        date = 2026-05-19
        [defaults]
        unit = \"Service\"
        from = 2026-10-01
        [[unit]]
        name = \"Service\"
        [[change]]
        establish = \"Officer\"
        fte = 1
        cost = 30000
        until = 2027-03-31
        [[change]]
        establish = \"Officer\"
        fte = 2
        cost = 30000
        until = 2027-03-31
    ";

    #[test]
    fn every_table_and_chart_is_offered_in_its_own_words() {
        let groups = offered("");
        let inserts = groups
            .iter()
            .filter(|(label, _)| label == "Tables" || label == "Charts");
        let names: Vec<&str> = inserts
            .flat_map(|(_, items)| items.iter().map(|(name, _)| name.as_str()))
            .collect();
        assert_eq!(names, INSERTS);
        for name in INSERTS {
            let (kind, what) = name.split_once('.').expect("a kind and a name");
            let words = in_words(name).expect("words").to_lowercase();
            assert!(words.starts_with(kind), "{name}: {words}");
            let says = match what {
                "funding" => "pays",
                "costs" => "cost",
                "changes" => "changes",
                _ => what,
            };
            assert!(words.contains(says), "{name}: {words}");
        }
    }

    #[test]
    fn no_two_choices_read_alike() {
        let groups = offered(TWO_OF_A_TITLE);
        for (label, items) in &groups {
            let texts: BTreeSet<&str> = items.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts.len(), items.len(), "{label}: {items:?}");
        }
        let (_, lines) = groups
            .iter()
            .find(|(label, _)| label == "Lines of change")
            .expect("lines");
        assert!(
            lines.contains(&(
                "line.2.fte".to_owned(),
                "Line 2: FTE of Officer: 2".to_owned()
            )),
            "{lines:?}"
        );
    }
}

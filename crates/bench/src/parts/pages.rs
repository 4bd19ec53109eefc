//! `pages`: pages and files of a council as a browser gets them, from the server over a connection.
//!
//! An invented council of so many posts is recorded in a new ledger on disk, and Muster serves it on this
//! machine. Each time is that of one request, from its connection to the last byte, compressed as
//! browsers ask for it:
//!
//! - `first`: the list of posts, the first thing that is asked of a Muster that was just started
//! - `other_day`: the list on a day that nobody has asked for yet
//! - `list`, `filter`, `sort`, `last`, `search`: pages of fifty of all posts; by words, vacancy and
//!   state; by cost; the last page by unit; by words of titles
//! - `chart`, `open`, `find`: the structure as it opens; with as many units open as it draws; with a post
//! - `decisions`, `coming_up`: what the service navigation leads to
//! - `csv`, `xlsx`, `svg`: the whole list, and the whole picture, taken away
//!
//! `check` has, by the same names, the bytes that were sent; and under `boxes` the most boxes in a chart.

use serde_json::{Map, Value, json};

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::serving::Council;
use crate::timing::{peak, timed};

pub(super) const PART: Part = Part {
    name: "pages",
    sizes: &[
        Size {
            count: 5_000,
            large: false,
        },
        Size {
            count: 20_000,
            large: false,
        },
    ],
    make: |count, work| {
        Ok(Asked {
            work: work.to_owned(),
            nodes: Some(count),
            ..Asked::default()
        })
    },
    bench,
    once: None,
};

/// What is asked for, below the address of the council. `{n}` is another number each time, `{units}` the
/// numbers of many units.
const PLACES: [(&str, &str); 14] = [
    ("other_day", "establishment?on=2024-01-{n}"),
    ("list", "establishment"),
    ("filter", "establishment?words=officer&vacant=1"),
    ("sort", "establishment?sort=-cost"),
    ("last", "establishment?sort=unit&page=999999"),
    ("search", "search?words=officer"),
    ("chart", "establishment/chart"),
    ("open", "establishment/chart?open={units}"),
    ("find", "establishment/chart?find=officer"),
    ("decisions", "decisions"),
    ("coming_up", "coming-up"),
    ("csv", "establishment.csv"),
    ("xlsx", "establishment.xlsx"),
    ("svg", "establishment/chart.svg"),
];

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let needs = || Failure::Arguments("pages needs --nodes".to_owned());
    let posts = asked.nodes.ok_or_else(needs)?;
    let folder = asked.work.join(format!("pages-{posts}"));
    let (load, council) = timed(|| Council::record(&folder, posts));
    let council = council?;
    let mut times: Vec<(&'static str, Vec<f64>)> = vec![("first", Vec::new())];
    times.extend(PLACES.map(|(name, _)| (name, Vec::new())));
    let mut check = Map::new();
    let mut boxes = 0;
    for round in 1..=asked.repeat.max(1) {
        let serving = council.serve()?;
        let (took, first) = timed(|| serving.get("establishment"));
        check.insert("first".to_owned(), json!(first?.len()));
        times[0].1.push(took);
        for ((name, place), (_, times)) in PLACES.iter().zip(&mut times[1..]) {
            let place = address(place, round);
            let (took, answer) = timed(|| serving.get(&place));
            times.push(took);
            check.insert((*name).to_owned(), json!(answer?.len()));
        }
        for (_, place) in PLACES.iter().filter(|(_, place)| place.contains("chart?")) {
            let page = serving.read(&address(place, round))?;
            boxes = boxes.max(page.matches(" data-level=").count());
        }
    }
    check.insert("boxes".to_owned(), json!(boxes));
    Ok(Outcome {
        load,
        times,
        values: Vec::new(),
        check: Value::Object(check),
        peak: peak(),
    })
}

/// A place with what stands for its braces.
fn address(place: &str, round: usize) -> String {
    let units: Vec<String> = (1..=300).map(|unit| unit.to_string()).collect();
    let place = place.replace("{n}", &round.to_string());
    place.replace("{units}", &units.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_answered_in_little_and_the_chart_in_few_boxes() {
        let work = tempfile::tempdir().expect("a folder");
        let asked = Asked {
            work: work.path().to_owned(),
            nodes: Some(1_000),
            repeat: 1,
            ..Asked::default()
        };
        let outcome = bench(&asked).expect("an answer");
        let sent = |name: &str| outcome.check[name].as_u64().expect("a number");
        for page in ["list", "filter", "sort", "last", "search", "chart", "open"] {
            assert!(sent(page) <= 150 * 1024, "{page}: {}", sent(page));
        }
        assert!((1..=300).contains(&sent("boxes")), "{}", sent("boxes"));
    }
}

//! `layout`: a structure chart of so many posts, from a table of posts to a picture with labels.
//!
//! Reads `tree-N.json` in the work folder: `{"parent": [0, 0, 1, …], "label": ["Title|Grade 4 0.5
//! FTE", …]}`, the parent of each post by number, no parent after its child. Every post that has others below it heads
//! a unit, as in the product's own charts. Times:
//!
//! - `process`: a process from its start until the SVG file is written
//! - `layout`: within it, from the chart as a value to where everything stands
//! - `layout_svg`: the same and the writing of the file
//!
//! `check` is how many posts the picture holds.

mod tree;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use report::chart::{BoxKind, Layout};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Asked, Part, Size};
use crate::Failure;
use crate::outcome::Outcome;
use crate::timing::{peak, process, this_program, timed};

pub(super) const PART: Part = Part {
    name: "layout",
    sizes: &[
        Size {
            count: 200,
            large: false,
        },
        Size {
            count: 10_000,
            large: false,
        },
        Size {
            count: 100_000,
            large: true,
        },
    ],
    make,
    bench,
    once: Some(once),
};

/// What a process of its own says of its work.
#[derive(Deserialize, Serialize)]
struct Drawn {
    layout: f64,
    layout_svg: f64,
    posts: usize,
    peak: Option<f64>,
}

fn make(count: usize, work: &Path) -> Result<Asked, Failure> {
    let file = tree_file(work, count);
    let text = tree::made(count).to_json();
    std::fs::write(&file, text).map_err(Failure::of(format!("cannot write {}", file.display())))?;
    Ok(Asked {
        work: work.to_owned(),
        nodes: Some(count),
        ..Asked::default()
    })
}

fn tree_file(work: &Path, count: usize) -> PathBuf {
    work.join(format!("tree-{count}.json"))
}

fn bench(asked: &Asked) -> Result<Outcome, Failure> {
    let count = asked
        .nodes
        .ok_or_else(|| Failure::Arguments("layout needs --nodes".to_owned()))?;
    let program = this_program()?;
    let picture = asked.work.join(format!("ours-tree-{count}.svg"));
    let (mut processes, mut drawn) = (Vec::new(), Vec::new());
    for _ in 0..asked.repeat.max(1) {
        let (seconds, line) = process(
            Command::new(&program)
                .args(["once", "layout"])
                .arg(tree_file(&asked.work, count))
                .arg(&picture),
            &[0],
        )?;
        processes.push(seconds);
        let one: Drawn =
            serde_json::from_str(&line).map_err(|error| Failure::Data(error.to_string()))?;
        drawn.push(one);
    }
    let times = |of: fn(&Drawn) -> f64| drawn.iter().map(of).collect();
    Ok(Outcome {
        load: 0.0,
        times: vec![
            ("process", processes),
            ("layout", times(|one| one.layout)),
            ("layout_svg", times(|one| one.layout_svg)),
        ],
        values: Vec::new(),
        check: json!([drawn[0].posts]),
        peak: drawn.iter().filter_map(|one| one.peak).reduce(f64::max),
    })
}

#[expect(clippy::float_arithmetic, reason = "seconds")]
fn once(arguments: &[PathBuf]) -> Result<String, Failure> {
    let [tree, picture] = arguments else {
        return Err(Failure::Arguments(
            "layout needs a tree and a picture".to_owned(),
        ));
    };
    let text =
        std::fs::read(tree).map_err(Failure::of(format!("cannot read {}", tree.display())))?;
    // The process ends when the file is written: it need not tidy up some hundred thousand pieces.
    let chart = std::mem::ManuallyDrop::new(tree::Tree::read(&text)?.chart());
    let (layout, placed) = timed(|| chart.layout(report::chart::A3_LANDSCAPE));
    let (svg, written) = timed(|| write(&placed, picture));
    written.map_err(Failure::of(format!("cannot write {}", picture.display())))?;
    let posts = placed
        .boxes
        .iter()
        .filter(|one| one.kind == BoxKind::Post)
        .count();
    let drawn = Drawn {
        layout,
        layout_svg: layout + svg,
        posts,
        peak: peak(),
    };
    serde_json::to_string(&drawn).map_err(|error| Failure::Data(error.to_string()))
}

fn write(placed: &Layout<'_>, picture: &Path) -> std::io::Result<()> {
    let mut file = std::fs::File::create(picture)?;
    let mut written = Ok(());
    placed.to_svg_pieces("chart", |piece| {
        if written.is_ok() {
            written = file.write_all(piece.as_bytes());
        }
    });
    written
}

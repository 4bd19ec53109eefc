//! The files of an invented council: its posts as they stand, and a proposal that changes some.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use base::{Exact, Known};
use invented::{History, Seeded, Size};
use register::{Act, Placement, PostLine};

use crate::Failure;

/// The points of the spine; a chief officer is paid the last.
const POINTS: u16 = 60;
/// The changes of the proposal.
const CHANGES: usize = 500;
const YEARS: std::ops::Range<i64> = 2005..2032;
const HEAD: &str = "post_id,unit_id,title,grade,scp,fte_milli,fund1,bp1,fund2,bp2,fund3,bp3\n";

/// Writes a council of so many posts into a folder.
pub(crate) fn write(posts: usize, data: &Path) -> Result<(), Failure> {
    write_pay(data)?;
    let mut history = History::of(Size::of(posts));
    let tree = tree(&mut history);
    let standing: Vec<(u32, String)> = history
        .standing()
        .map(|(line, post)| (line.number(), terms(&post)))
        .collect();
    let mut state = HEAD.to_owned();
    for (post, terms) in &standing {
        let _ = writeln!(state, "{post},{terms}");
    }
    let meta = format!("{{\"posts\": {posts}, \"end\": \"2025-04-01\"}}");
    write_file(data, "meta.json", &meta)?;
    write_file(data, "tree.csv", &tree)?;
    write_file(data, "state.csv", &state)?;
    write_file(data, "proposal.csv", &proposal(&standing))
}

/// Writes what every council pays into a folder.
pub(crate) fn write_pay(data: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(data)
        .map_err(Failure::of(format!("cannot make {}", data.display())))?;
    let (spine, on_costs) = pay();
    write_file(data, "pay_spine.csv", &spine)?;
    write_file(data, "on_costs.csv", &on_costs)
}

fn write_file(data: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = data.join(name);
    std::fs::write(&path, text).map_err(Failure::of(format!("cannot write {}", path.display())))
}

/// The units as the whole history leaves them, each after the one above it.
fn tree(history: &mut History) -> String {
    let mut above = BTreeMap::new();
    for (_, act) in history.flat_map(|decided| decided.acts) {
        if let Act::OpenUnit { unit, part_of, .. } | Act::MoveUnit { unit, part_of } = act {
            above.insert(unit, part_of);
        }
    }
    let mut text = "unit_id,parent_id,level\n".to_owned();
    let mut levels: BTreeMap<_, u32> = BTreeMap::new();
    for (unit, part_of) in &above {
        let level = part_of.map_or(0, |above| levels.get(&above).map_or(1, |level| level + 1));
        levels.insert(*unit, level);
        let parent = part_of.map_or(0, register::UnitId::number);
        let _ = writeln!(text, "{},{parent},{level}", unit.number());
    }
    text
}

/// What the proposal asks for. What a post becomes is what some other post is.
fn proposal(standing: &[(u32, String)]) -> String {
    let mut seeded = Seeded::new(11);
    let mut text = format!("op,{HEAD}");
    let changes = CHANGES.min(standing.len());
    let mut further = standing.iter().map(|(post, _)| *post).max().unwrap_or(0);
    for change in 0..changes {
        // Each change has posts of its own.
        let (post, _) = &standing[change * (standing.len() / changes)];
        let (_, terms) = &standing[seeded.below(standing.len())];
        let _ = match seeded.below(20) {
            0..3 => writeln!(text, "D,{post},1,,,0,0,,0,,0,,0"),
            3..7 => {
                further += 1;
                writeln!(text, "E,{further},{terms}")
            }
            _ => writeln!(text, "C,{post},{terms}"),
        };
    }
    text
}

/// The columns of a post from its unit on.
fn terms(post: &PostLine) -> String {
    let unit = match post.placement {
        Placement::In(unit) => unit.number(),
        _ => 1,
    };
    let grade = post.grade.as_ref().known().map_or("", String::as_str);
    let point = post.point.unwrap_or(POINTS);
    let whole = |part: Exact, of: i128| (part * of).round().to_integer();
    let fte = post.fte.known().map_or(0, |fte| whole(fte.exact(), 1000));
    let title = post.title.replace(',', "");
    let mut text = format!("{unit},{title},{grade},{point},{fte}");
    for place in 0..3 {
        let _ = match post.funding.get(place) {
            Some(fund) => {
                let share = match fund.share {
                    Known::Known(share) => whole(share, 10_000),
                    Known::Unknown | Known::Withheld => 0,
                };
                // `GF` for the General Fund.
                let code: String = fund
                    .fund
                    .split(' ')
                    .filter_map(|word| word.chars().next())
                    .collect();
                write!(text, ",{code},{share}")
            }
            None => write!(text, ",,0"),
        };
    }
    text
}

/// The spine and the on-costs of each year.
fn pay() -> (String, String) {
    let mut spine = "fy,scp,annual_pence\n".to_owned();
    let mut on_costs = "fy,ni_bp,ni_threshold_pence,pension_bp,levy_bp\n".to_owned();
    for (award, year) in (0..).zip(YEARS) {
        for point in 1..=i64::from(POINTS) {
            let pounds = (22_000 + 420 * point + 9 * point * point) * (100 + 2 * award) / 100;
            let _ = writeln!(spine, "{year},{point},{}", pounds * 100);
        }
        let _ = writeln!(on_costs, "{year},1500,500000,{},50", 2000 + 25 * award);
    }
    (spine, on_costs)
}

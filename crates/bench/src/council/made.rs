//! A council of any size, made up, the same each time: what a council of that many posts might look
//! like in its numbers. No name in it means anything.

use std::fmt::Write as _;
use std::path::Path;

use crate::Failure;
use crate::seeded::Seeded;

const FUNDS: [&str; 6] = ["GF", "DSG", "PHG", "HRA", "BCF", "CAPITAL"];
const TITLES: [&str; 4] = ["Officer", "Manager", "Practitioner", "Technician"];
const PART_TIME: [i64; 6] = [500, 600, 800, 400, 811, 541];
/// The points of the made-up spine.
const POINTS: usize = 60;
/// Posts to a unit.
const POSTS: usize = 12;
/// Units below a unit.
const PARTS: usize = 3;
/// The changes of the proposal.
const CHANGES: usize = 500;
const YEARS: std::ops::Range<i64> = 2025..2030;

/// Writes a council of so many posts into a folder.
pub(crate) fn write(posts: usize, data: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(data)
        .map_err(Failure::of(format!("cannot make {}", data.display())))?;
    let mut seeded = Seeded::new(11);
    let units = (posts / POSTS).max(30);
    let head = "post_id,unit_id,title,grade,scp,fte_milli,fund1,bp1,fund2,bp2,fund3,bp3\n";
    let mut state = head.to_owned();
    for post in 1..=posts {
        let _ = writeln!(state, "{post},{}", terms(&mut seeded, units));
    }
    let mut proposal = format!("op,{head}");
    for change in 0..CHANGES.min(posts) {
        // Each change has posts of its own.
        let post = 1 + change * (posts / CHANGES.min(posts));
        let _ = match seeded.below(20) {
            0..3 => writeln!(proposal, "D,{post},1,,,0,0,,0,,0,,0"),
            3..7 => writeln!(
                proposal,
                "E,{},{}",
                posts + 1 + change,
                terms(&mut seeded, units)
            ),
            _ => writeln!(proposal, "C,{post},{}", terms(&mut seeded, units)),
        };
    }
    let (spine, on_costs) = pay();
    for (name, text) in [
        (
            "meta.json",
            format!("{{\"posts\": {posts}, \"end\": \"2025-04-01\"}}"),
        ),
        ("tree.csv", tree(units)),
        ("state.csv", state),
        ("proposal.csv", proposal),
        ("pay_spine.csv", spine),
        ("on_costs.csv", on_costs),
    ] {
        let path = data.join(name);
        std::fs::write(&path, text)
            .map_err(Failure::of(format!("cannot write {}", path.display())))?;
    }
    Ok(())
}

/// The units: each with some below it, the first above all.
fn tree(units: usize) -> String {
    let mut text = "unit_id,parent_id,level\n".to_owned();
    let mut levels = vec![0; units + 1];
    for unit in 1..=units {
        let parent = if unit == 1 { 0 } else { (unit - 2) / PARTS + 1 };
        levels[unit] = if unit == 1 { 0 } else { levels[parent] + 1 };
        let _ = writeln!(text, "{unit},{parent},{}", levels[unit]);
    }
    text
}

/// The columns of a post from its unit on.
fn terms(seeded: &mut Seeded, units: usize) -> String {
    let unit = 1 + seeded.below(units);
    let title = seeded.one_of(&TITLES);
    // Most posts stand low on the spine.
    let point = 1 + seeded.below(POINTS).min(seeded.below(POINTS));
    let fte = match seeded.below(3) {
        0 => PART_TIME[seeded.below(PART_TIME.len())],
        _ => 1000,
    };
    let first = match seeded.below(10) {
        0..7 => 0,
        _ => seeded.below(FUNDS.len()),
    };
    let fund = |further: usize| FUNDS[(first + further) % FUNDS.len()];
    let funds = match seeded.below(20) {
        0 => format!("{},5000,{},3000,{},2000", fund(0), fund(1), fund(2)),
        1..4 => format!("{},6667,{},3333,,0", fund(0), fund(1)),
        _ => format!("{},10000,,0,,0", fund(0)),
    };
    format!("{unit},{title},Band {},{point},{fte},{funds}", point / 5)
}

/// The spine and the on-costs of each year.
fn pay() -> (String, String) {
    let mut spine = "fy,scp,annual_pence\n".to_owned();
    let mut on_costs = "fy,ni_bp,ni_threshold_pence,pension_bp,levy_bp\n".to_owned();
    for (award, year) in (0..).zip(YEARS) {
        for point in 1..=i64::try_from(POINTS).unwrap_or(0) {
            let pounds = (22_000 + 420 * point + 9 * point * point) * (100 + 2 * award) / 100;
            let _ = writeln!(spine, "{year},{point},{}", pounds * 100);
        }
        let _ = writeln!(on_costs, "{year},1500,500000,{},50", 2000 + 25 * award);
    }
    (spine, on_costs)
}

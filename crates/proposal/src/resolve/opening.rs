//! The base: units and posts that exist before, attested by the paper.

use std::collections::BTreeMap;

use base::{Exact, Fte, Known, exact, folded, same_name};
use diagnostics::{At, Fix, Place};
use register::{Act, FundShare, Line, Placement, PostLine, UnitId};

use super::select::Titles;
use super::{Why, Work};
use crate::case::{BasePost, HowManyPosts, Verb};
use crate::rules;
use crate::slips::Names;

/// Opens the units and attests the posts that the case lists, where the register does not hold them.
pub(super) fn open(work: &mut Work<'_>) {
    open_units(work);
    let case = work.case;
    if case.posts.is_empty() {
        return;
    }
    let held = work.establishment.clone();
    let held = Titles::of(&held);
    for post in &case.posts {
        let placement = work.placement(&post.units, &case.defaults.units);
        let line = post_line(post, placement, work.full_time_week());
        if !agrees_with_register(work, &held, post, &line) {
            let id = work.ledger.new_line();
            let why = Why {
                place: &post.place,
                paragraph: post.paragraph.as_ref().map(|at| at.value.as_str()),
                change_line: None,
                assumption: None,
                attested: true,
            };
            work.act(
                Act::Attest {
                    line: id,
                    post: line,
                },
                None,
                &why,
            );
        }
    }
}

fn open_units(work: &mut Work<'_>) {
    let case = work.case;
    let mut opened: Vec<UnitId> = Vec::new();
    for unit in &case.units {
        let id = work.open_unit(&unit.name, None, None);
        for other in &unit.also_called {
            work.names.add(other, id);
        }
        opened.push(id);
    }
    for (unit, id) in case.units.iter().zip(opened) {
        let Some(part_of) = &unit.part_of else {
            continue;
        };
        let above = work.unit(part_of);
        if work
            .establishment
            .unit(id)
            .is_some_and(|held| held.part_of == Some(above))
        {
            continue;
        }
        if work.establishment.would_circle(id, Some(above)) {
            let message = format!(
                "{:?} would be part of itself through {:?}",
                unit.name.value, part_of.value
            );
            let help = "units form a tree: take away one of the part_of lines of the circle";
            work.found.push(
                rules::UNIT_CYCLE
                    .at(part_of.place.clone(), message)
                    .help(help)
                    .fix(
                        Fix::choice(format!("Take part_of out of {:?}", unit.name.value))
                            .take_out(part_of.place.clone()),
                    ),
            );
            continue;
        }
        let act = Act::MoveUnit {
            unit: id,
            part_of: Some(above),
        };
        let why = Why {
            place: &part_of.place,
            paragraph: None,
            change_line: None,
            assumption: None,
            attested: true,
        };
        work.act(act, None, &why);
    }
}

/// Does the register hold these posts already? A different number of them is reported.
fn agrees_with_register(
    work: &mut Work<'_>,
    held: &Titles<'_>,
    post: &BasePost,
    line: &PostLine,
) -> bool {
    let of_title = held.get(&line.title);
    let mut alike = of_title.iter().copied().collect::<Vec<&Line>>();
    alike.retain(|held| same_posts(&held.post, line));
    if alike.is_empty() {
        return false;
    }
    let sum = alike.iter().try_fold(Fte::ZERO, |sum, held| {
        held.post.fte.known().map(|fte| sum + fte)
    });
    if let (Some(sum), Known::Known(stated)) = (sum, line.fte)
        && sum != stated
    {
        let message = format!(
            "the paper counts {stated} FTE of {}; the register holds {sum} FTE on {}",
            line.title,
            base::long_date(work.recording.recorded),
        );
        let diagnostic = rules::BASE_DISAGREES
            .at(post.place.clone(), message)
            .figure("stated", stated)
            .figure("register", sum)
            .help("find the decision between the two, or correct the base of this case");
        work.found.push(diagnostic);
    }
    true
}

/// Are these the same posts, if they have the same title?
fn same_posts(a: &PostLine, b: &PostLine) -> bool {
    let grades = match (&a.grade, &b.grade) {
        (Known::Known(a), Known::Known(b)) => same_name(a, b),
        _ => true,
    };
    let places = a.placement == b.placement
        || a.placement == Placement::NotStated
        || b.placement == Placement::NotStated;
    grades && places
}

fn post_line(post: &BasePost, placement: Placement, week: Exact) -> PostLine {
    let known =
        |at: &Option<At<Known<String>>>| at.as_ref().map_or(Known::Unknown, |at| at.value.clone());
    let (posts, fte) = quantities(&post.how_many, week);
    PostLine {
        number: None,
        title: post.title.value.clone(),
        grade: known(&post.grade),
        point: point(post.point.as_ref()),
        posts,
        fte,
        hours: post.how_many.hours.as_ref().map(|at| at.value),
        paid_weeks: post.how_many.paid_weeks.as_ref().map(|at| at.value),
        placement,
        line_manager: post.line_manager.as_ref().map(|at| at.value.clone()),
        tenure: post.tenure.as_ref().map(|at| at.value.clone()).into(),
        funding: shares(&post.funding),
        occupancy: post
            .occupancy
            .as_ref()
            .map_or(Known::Unknown, |at| at.value),
        covered_by: post.covered_by.as_ref().map(|at| at.value.clone()),
        stated_cost: post.cost.as_ref().map(|at| at.value),
    }
}

/// The number of posts and their FTE. Hours a week of so many posts give the FTE; nothing else does.
pub(super) fn quantities(how_many: &HowManyPosts, week: Exact) -> (Known<u32>, Known<Fte>) {
    let posts = how_many
        .posts
        .as_ref()
        .map_or(Known::Unknown, |at| at.value);
    let by_hours = || {
        let hours = how_many.hours.as_ref()?.value;
        let posts = posts.known()?;
        Fte::of_hours(hours * exact(i128::from(posts), 1), week)
    };
    let fte = how_many
        .fte
        .as_ref()
        .map_or_else(|| Known::from(by_hours()), |at| at.value);
    (posts, fte)
}

pub(super) fn shares(funding: &[(At<String>, Known<Exact>)]) -> Vec<FundShare> {
    let alone = funding.len() == 1;
    let share = |(fund, share): &(At<String>, Known<Exact>)| {
        let whole = alone && !share.is_known();
        FundShare {
            fund: fund.value.clone(),
            share: if whole {
                Known::Known(exact(1, 1))
            } else {
                *share
            },
        }
    };
    funding.iter().map(share).collect()
}

pub(super) fn point(point: Option<&At<u32>>) -> Option<u16> {
    point.and_then(|at| u16::try_from(at.value).ok())
}

impl Work<'_> {
    /// The hours of a full-time week: 37 unless the case says otherwise.
    pub(super) fn full_time_week(&self) -> Exact {
        self.case
            .costing
            .full_time_week
            .as_ref()
            .map_or_else(|| exact(37, 1), |at| at.value)
    }
}

/// Reports budgets of units that are not there: nobody knows what such a structure costs. Where the
/// paper states that cost itself, the unit need not be listed.
pub(super) fn check_budgets(work: &mut Work<'_>) {
    let case = work.case;
    for budget in case
        .budgets
        .iter()
        .filter(|budget| budget.cost_after.is_none())
    {
        let Some(unit) = &budget.unit else { continue };
        if work.names.get(unit).is_none() {
            let message = format!(
                "no unit {:?} is there whose budget this could be",
                unit.value
            );
            let there = work.establishment.units();
            let there: Names<'_> = there.map(|(_, unit)| unit.name.as_str()).collect();
            let found = there.suggest(&rules::UNIT_NOT_FOUND, unit, message);
            work.found
                .push(found.help("name a unit of the case, or state the cost: `cost_after`"));
        }
    }
}

/// Reports posts that report to each other in a circle.
pub(super) fn check_reporting_lines(work: &mut Work<'_>) {
    let mut above: BTreeMap<String, (String, Place)> = BTreeMap::new();
    let mut as_written: BTreeMap<String, String> = BTreeMap::new();
    let mut add = |title: &str, manager: Option<&At<String>>| {
        as_written.insert(folded(title), title.to_owned());
        if let Some(manager) = manager {
            above.insert(folded(title), (folded(manager), manager.place.clone()));
        }
    };
    for post in &work.case.posts {
        add(&post.title, post.line_manager.as_ref());
    }
    for change in &work.case.changes {
        match &change.verb {
            Verb::Establish(post) => add(&post.title, post.line_manager.as_ref()),
            Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
                add(
                    to.title.as_ref().unwrap_or(&posts.title),
                    to.line_manager.as_ref(),
                );
            }
            _ => {}
        }
    }
    // Each title is walked over once: a walk that meets an earlier one has nothing new to find.
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (walk, start) in above.keys().enumerate() {
        let mut title: &str = start;
        let mut path: Vec<&str> = Vec::new();
        while !seen.contains_key(title) {
            seen.insert(title, walk);
            path.push(title);
            let Some((manager, _)) = above.get(title) else {
                break;
            };
            title = manager;
        }
        let closes = seen.get(title) == Some(&walk) && above.contains_key(title);
        let circle = path.iter().position(|met| *met == title).filter(|_| closes);
        if let (Some(at), Some(last)) = (circle, path.last())
            && let Some((manager, place)) = above.get(*last)
            && manager == title
        {
            let circle: Vec<&str> = path[at..]
                .iter()
                .map(|title| as_written.get(*title).map_or(*title, String::as_str))
                .collect();
            let message = format!("these posts report to each other: {}", circle.join(", "));
            let help = "one of them must report to a post outside the circle, or to nobody";
            let subject = as_written.get(*last).map_or(*last, String::as_str);
            let fix = Fix::choice(format!("Let {subject} report to nobody"));
            work.found.push(
                rules::REPORTING_CYCLE
                    .at(place.clone(), message)
                    .help(help)
                    .fix(fix.take_out(place.clone())),
            );
        }
    }
}

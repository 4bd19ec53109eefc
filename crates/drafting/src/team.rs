//! Moving a team: a unit with all that is in it becomes part of another, and reports to somebody there.

use std::collections::{BTreeMap, BTreeSet};

use base::{folded, same_name};
use proposal::case::{Change, Changed, Selector, Verb};
use proposal::{nearest, same_title};
use register::{Establishment, Line, LineId, Placement, UnitId};

use crate::choose::{add_unit, choose};
use crate::draft::Draft;
use crate::grid::{Grid, Origin};

/// What a person says of a move, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamMove {
    /// The unit that moves.
    pub unit: String,
    /// The unit that it becomes part of; empty for the top.
    pub into: String,
    /// Is it said where it goes?
    pub is_placed: bool,
    /// The title of the post to which it reports from then on; empty where that does not change.
    pub reports_to: String,
}

/// A field of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveField {
    /// What moves.
    Unit,
    /// Where to.
    Into,
    /// Who it reports to.
    ReportsTo,
}

/// A draft with a team moved.
#[derive(Clone, Debug)]
pub struct MovedTeam {
    /// The draft.
    pub draft: Draft,
    /// How many posts move; lines whose posts are not counted count as one.
    pub posts: u64,
    /// How many of them get a new line manager.
    pub new_line_manager: u64,
}

/// A change of units in a draft, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitChange {
    /// The change, by its place in the case.
    pub change: usize,
    /// What it does: *Placements Team moves into Commissioning*.
    pub words: String,
}

/// Moves a team. Posts whose line manager stays outside it, or is not known, get the new one.
///
/// # Errors
/// What is wrong, field by field.
pub fn move_team(
    draft: &Draft,
    register: &Establishment,
    wanted: &TeamMove,
) -> Result<MovedTeam, Vec<(MoveField, String)>> {
    let tree = Tree::of(draft, register);
    check(&tree, draft, register, wanted)?;
    let team = tree.within(&wanted.unit);
    let posts: Vec<&Line> = register
        .lines()
        .filter(|line| stands_in(line, &team, register))
        .collect();
    let led: Vec<&Line> = match wanted.reports_to.trim() {
        "" => Vec::new(),
        manager => led_from_outside(&posts, manager),
    };
    let led = without_changes(draft, register, &led);
    let draft = with_move(draft, register, wanted, &led);
    let count = |lines: &[&Line]| {
        let of_line = |line: &&Line| u64::from(line.post.posts.known().unwrap_or(1));
        lines.iter().map(of_line).sum()
    };
    Ok(MovedTeam {
        draft,
        posts: count(&posts),
        new_line_manager: count(&led),
    })
}

/// The changes of units in a draft, in words.
pub fn unit_changes(draft: &Draft) -> Vec<UnitChange> {
    let words = |verb: &Verb| match verb {
        Verb::CreateUnit {
            name,
            part_of: Some(above),
        } => Some(format!("{} is set up in {}", name.value, above.value)),
        Verb::CreateUnit {
            name,
            part_of: None,
        } => Some(format!("{} is set up", name.value)),
        Verb::RenameUnit { name, to } => Some(format!("{} is renamed {}", name.value, to.value)),
        Verb::MoveUnit {
            name,
            into: Some(into),
        } => Some(format!("{} moves into {}", name.value, into.value)),
        Verb::MoveUnit { name, into: None } => Some(format!("{} moves to the top", name.value)),
        Verb::MergeUnits { names, into } => {
            let names: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
            Some(format!("{} merge into {}", names.join(" and "), into.value))
        }
        Verb::CloseUnit { name } => Some(format!("{} is closed", name.value)),
        _ => None,
    };
    let changes = draft.case.changes.iter().enumerate();
    let told = changes.filter_map(|(change, one)| {
        let words = words(&one.verb)?;
        Some(UnitChange { change, words })
    });
    told.collect()
}

/// The draft without a change of units; as it is, if it has no such change there.
#[must_use]
pub fn without_unit_change(draft: &Draft, change: usize) -> Draft {
    let mut case = draft.case.clone();
    if unit_changes(draft).iter().any(|one| one.change == change) {
        case.changes.remove(change);
    }
    Draft::of(&case)
}

/// Which unit is part of which, as the draft leaves them; names as they are compared.
struct Tree {
    part_of: BTreeMap<String, Option<String>>,
}

impl Tree {
    fn of(draft: &Draft, register: &Establishment) -> Self {
        let name = |unit: UnitId| register.unit(unit).map(|unit| folded(&unit.name));
        let units = register.units();
        let units = units.map(|(_, unit)| (folded(&unit.name), unit.part_of.and_then(name)));
        let mut part_of: BTreeMap<String, Option<String>> = units.collect();
        let key = |name: &String| folded(name);
        for change in &draft.case.changes {
            match &change.verb {
                Verb::CreateUnit {
                    name,
                    part_of: above,
                } => {
                    let above = above.as_ref().map(|at| key(&at.value));
                    part_of.insert(key(&name.value), above);
                }
                Verb::MoveUnit { name, into } => {
                    let into = into.as_ref().map(|at| key(&at.value));
                    part_of.insert(key(&name.value), into);
                }
                _ => {}
            }
        }
        Self { part_of }
    }

    fn has(&self, name: &str) -> bool {
        self.part_of.contains_key(&folded(name))
    }

    fn above(&self, name: &str) -> Option<&str> {
        self.part_of.get(&folded(name))?.as_deref()
    }

    /// Is a unit another one, or inside it?
    fn is_within(&self, inner: &str, outer: &str) -> bool {
        let outer = folded(outer);
        let mut next = Some(folded(inner));
        for _ in 0..=self.part_of.len() {
            match next {
                Some(name) if name == outer => return true,
                Some(name) => next = self.part_of.get(&name).cloned().flatten(),
                None => return false,
            }
        }
        false
    }

    /// A unit and all that is in it, as they are compared.
    fn within(&self, name: &str) -> BTreeSet<String> {
        let units = self
            .part_of
            .keys()
            .filter(|unit| self.is_within(unit, name));
        units.cloned().collect()
    }
}

fn check(
    tree: &Tree,
    draft: &Draft,
    register: &Establishment,
    wanted: &TeamMove,
) -> Result<(), Vec<(MoveField, String)>> {
    let mut wrong = Vec::new();
    let (unit, into) = (wanted.unit.trim(), wanted.into.trim());
    if !tree.has(unit) {
        wrong.push((MoveField::Unit, "Select what moves".to_owned()));
    }
    if !wanted.is_placed || (!into.is_empty() && !tree.has(into)) {
        wrong.push((MoveField::Into, "Select where it moves to".to_owned()));
    }
    if wrong.is_empty() {
        let stays = match tree.above(unit) {
            Some(above) => !into.is_empty() && folded(into) == above,
            None => into.is_empty(),
        };
        let words = if same_name(unit, into) {
            Some(format!("{} cannot move into itself", with_article(unit)))
        } else if !into.is_empty() && tree.is_within(into, unit) {
            let unit = with_article(unit);
            Some(format!(
                "{unit} cannot move into {into}, which is inside it"
            ))
        } else if stays {
            let place = match into {
                "" => "at the top".to_owned(),
                into => format!("in {into}"),
            };
            Some(format!("{} is {place} already", with_article(unit)))
        } else {
            None
        };
        wrong.extend(words.map(|words| (MoveField::Into, words)));
    }
    let manager = wanted.reports_to.trim();
    let established = draft
        .case
        .changes
        .iter()
        .filter_map(|change| match &change.verb {
            Verb::Establish(new) => Some(new.title.value.as_str()),
            _ => None,
        });
    let titles = || register.lines().map(|line| line.post.title.as_str());
    let is_known = established
        .chain(titles())
        .any(|title| same_title(title, manager));
    if !manager.is_empty() && !is_known {
        let near = nearest(manager, titles());
        let meant = near.map_or_else(String::new, |near| format!(". Did you mean {near}?"));
        let words = format!("No post is called \u{2018}{manager}\u{2019}{meant}");
        wrong.push((MoveField::ReportsTo, words));
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong),
    }
}

/// `The Placements Team`
fn with_article(unit: &str) -> String {
    let kinds = [
        "team",
        "group",
        "service",
        "department",
        "directorate",
        "division",
        "section",
        "unit",
    ];
    let last = unit.rsplit(' ').next().unwrap_or_default();
    match kinds.iter().any(|kind| last.eq_ignore_ascii_case(kind)) && !unit.starts_with("The ") {
        true => format!("The {unit}"),
        false => unit.to_owned(),
    }
}

fn stands_in(line: &Line, team: &BTreeSet<String>, register: &Establishment) -> bool {
    match &line.post.placement {
        Placement::In(unit) => {
            let unit = register.unit(*unit);
            unit.is_some_and(|unit| team.contains(&folded(&unit.name)))
        }
        Placement::OneOf(_) | Placement::NotStated => false,
    }
}

/// Those whose line manager is not one of the team, and is not yet the new one.
fn led_from_outside<'l>(posts: &[&'l Line], manager: &str) -> Vec<&'l Line> {
    let is_led = |line: &&&Line| match &line.post.line_manager {
        None => true,
        Some(held) => {
            let is_inside = posts.iter().any(|one| same_title(&one.post.title, held));
            !is_inside && !same_title(held, manager)
        }
    };
    posts.iter().filter(is_led).copied().collect()
}

/// Those to which nothing happens in the draft: what is typed of the others stays as it is.
fn without_changes<'l>(
    draft: &Draft,
    register: &Establishment,
    lines: &[&'l Line],
) -> Vec<&'l Line> {
    let changed: Vec<usize> = Grid::of(&draft.case)
        .rows
        .iter()
        .filter(|row| !matches!(row.origin, Origin::Post(_)))
        .filter_map(|row| row.post)
        .collect();
    let is_free = |line: &&&Line| {
        !changed
            .iter()
            .filter_map(|post| draft.case.posts.get(*post))
            .any(|post| {
                let units = &post.units;
                let unit = register.placement_name(&line.post.placement);
                same_title(&post.title, &line.post.title)
                    && (units.is_empty() || units.iter().any(|held| same_name(held, &unit)))
            })
    };
    lines.iter().filter(is_free).copied().collect()
}

fn with_move(draft: &Draft, register: &Establishment, wanted: &TeamMove, led: &[&Line]) -> Draft {
    let lines: Vec<LineId> = led.iter().map(|line| line.id).collect();
    let chosen = choose(draft, register, &lines);
    let mut case = chosen.case.clone();
    let value = |text: &str| draft.new_value(text.trim().to_owned());
    for unit in [&wanted.unit, &wanted.into] {
        add_unit(draft, &mut case, register, unit.trim());
    }
    let into = Some(wanted.into.trim()).filter(|into| !into.is_empty());
    let mut verbs = vec![Verb::MoveUnit {
        name: value(&wanted.unit),
        into: into.map(value),
    }];
    let mut told: BTreeSet<(String, Option<String>, String)> = BTreeSet::new();
    for line in led {
        let unit = register.placement_name(&line.post.placement);
        let grade = line.post.grade.as_ref().known().cloned();
        // Like posts are one row, however many lines they are.
        if !told.insert((folded(&line.post.title), grade, folded(&unit))) {
            continue;
        }
        let posts = Selector {
            title: value(&line.post.title),
            grade: Some(draft.new_value(line.post.grade.clone())),
            unit: Some(value(&unit)),
            how_many: None,
            occupancy: None,
            routes: Vec::new(),
            evaluation: None,
        };
        let to = Changed {
            line_manager: Some(value(&wanted.reports_to)),
            ..Changed::default()
        };
        verbs.push(Verb::Change(posts, Box::new(to)));
    }
    let changes = verbs.into_iter().map(|verb| Change {
        place: draft.nowhere(),
        verb,
        from: None,
        until: None,
        assumed: None,
        paragraph: None,
        note: None,
    });
    case.changes.extend(changes);
    Draft::of(&case)
}

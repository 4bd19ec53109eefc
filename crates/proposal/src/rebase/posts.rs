//! What others did to the posts that a change is about.

mod managers;
mod numbers;
pub(crate) use numbers::asks as asks_of;

use base::{Known, same_name};
use register::{Field, Line, LineId, Placement, PostLine, fields_that_differ};

use super::edit::Edit;
use super::{About, AlsoChanged, Clash, Conflict, Sides, Way};
use crate::case::{Change, Changed, Selector, Verb};
use crate::resolve::{Effect, same_title};

/// The conflicts of one change with what was decided since.
pub(super) fn conflicts(sides: &Sides<'_>, change: usize) -> Vec<Conflict> {
    let mut found = managers::conflicts(sides, change);
    match &sides.case.changes[change].verb {
        Verb::Disestablish(posts) => found.extend(of_posts(sides, change, posts, None)),
        Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
            found.extend(of_posts(sides, change, posts, Some(to)));
        }
        Verb::Pay(payment) => found.extend(of_posts(sides, change, &payment.to, None)),
        Verb::CreateUnit { name, .. } => found.extend(unit_there(sides, change, name)),
        _ => {}
    }
    if found.is_empty() && is_stopped(sides, change) {
        found.push(refused(sides, change));
    }
    found
}

/// What others changed about its posts that it leaves alone.
pub(super) fn also_changed(
    sides: &Sides<'_>,
    change: usize,
    conflicts: &[Conflict],
) -> Option<AlsoChanged> {
    let lines = touched(sides, change);
    let own = |one: &&Conflict| one.about == About::Change(change);
    let clashes: Vec<Clash> = conflicts.iter().filter(own).map(|one| one.clash).collect();
    let in_conflict = |field: &Field| {
        clashes.iter().any(|clash| match clash {
            Clash::FieldChanged(other) => other == field,
            Clash::FewerPosts | Clash::OtherNumber => *field == Field::Quantity,
            Clash::PostGone | Clash::AlreadySo => true,
            Clash::NoLongerFits => matches!(field, Field::Title | Field::Grade | Field::Unit),
            _ => false,
        })
    };
    let (written, now) = (sides.moved.written, sides.moved.now);
    let mut fields: Vec<Field> = { lines.iter() }
        .filter_map(|id| {
            Some(fields_that_differ(
                &written.line(*id)?.post,
                &now.line(*id)?.post,
            ))
        })
        .flatten()
        .filter(|field| !in_conflict(field))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    (!fields.is_empty()).then(|| AlsoChanged {
        change,
        title: sides.title(change),
        fields,
        moved_by: sides.moved.of_lines(&lines),
    })
}

impl Sides<'_> {
    fn effects_written(&self, change: usize) -> impl Iterator<Item = &Effect> {
        let effects = self.written.effects.iter();
        effects.filter(move |effect| effect.change == change)
    }

    fn effects_now(&self, change: usize) -> impl Iterator<Item = &Effect> {
        let effects = self.now.effects.iter();
        effects.filter(move |effect| effect.change == change)
    }

    fn conflict(
        &self,
        change: usize,
        clash: Clash,
        sides: [String; 3],
        ways: Vec<Way>,
    ) -> Conflict {
        let [written, now, proposed] = sides;
        Conflict {
            about: About::Change(change),
            clash,
            title: self.title(change),
            written,
            now,
            proposed,
            moved_by: self.moved.of_lines(&touched(self, change)),
            ways,
        }
    }
}

/// The lines of the register that a change touched when it was written.
fn touched(sides: &Sides<'_>, change: usize) -> Vec<LineId> {
    let before = sides.effects_written(change).filter_map(|effect| {
        let paid = effect.payment.as_ref().and_then(|payment| payment.line);
        effect.before.as_ref().map(|line| line.id).or(paid)
    });
    before
        .filter(|id| sides.moved.written.line(*id).is_some())
        .collect()
}

/// Could it be carried out when it was written, and now no longer?
fn is_stopped(sides: &Sides<'_>, change: usize) -> bool {
    sides.effects_written(change).next().is_some() && sides.effects_now(change).next().is_none()
}

pub(super) fn leave_out(change: usize) -> Way {
    Way {
        label: "Leave this change out".to_owned(),
        edits: vec![Edit::LeaveOut(change)],
    }
}

fn refused(sides: &Sides<'_>, change: usize) -> Conflict {
    let place = &sides.case.changes[change].place;
    let within = |found: &&diagnostics::Diagnostic| {
        let span = &found.place.span;
        place.span.start <= span.start && span.end <= place.span.end
    };
    let why = sides.now.diagnostics.iter().find(within);
    let now = why.map_or_else(
        || "It can no longer be carried out".to_owned(),
        |found| found.message.clone(),
    );
    let sides_of_it = [
        "It could be carried out".to_owned(),
        now,
        asks(sides, change),
    ];
    sides.conflict(change, Clash::Refused, sides_of_it, vec![leave_out(change)])
}

/// What a change asks for, in a few words.
pub(super) fn asks(sides: &Sides<'_>, change: usize) -> String {
    let change = &sides.case.changes[change];
    numbers::asks(&change.verb)
}

fn unit_there(sides: &Sides<'_>, change: usize, name: &str) -> Option<Conflict> {
    let (written, now) = (sides.moved.written, sides.moved.now);
    let there = now
        .unit_named(name)
        .filter(|_| written.unit_named(name).is_none())?;
    Some(Conflict {
        moved_by: sides.moved.of_unit(there),
        ..sides.conflict(
            change,
            Clash::UnitThere,
            [
                "There was no such unit".to_owned(),
                format!("{name} is there"),
                format!("create {name}"),
            ],
            vec![Way {
                label: "Use the unit that is there".to_owned(),
                edits: vec![Edit::LeaveOut(change)],
            }],
        )
    })
}

/// Conflicts about the posts that a change takes.
fn of_posts(
    sides: &Sides<'_>,
    change: usize,
    posts: &Selector,
    to: Option<&Changed>,
) -> Vec<Conflict> {
    let lines = touched(sides, change);
    if lines.is_empty() {
        return Vec::new();
    }
    let now = sides.moved.now;
    let left: Vec<&Line> = lines.iter().filter_map(|id| now.line(*id)).collect();
    if left.is_empty() {
        return vec![gone(sides, change)];
    }
    // Posts that only the case attests do not stand for those of the register.
    let finds = |line: &&Line| {
        let mut effects = sides.effects_now(change);
        effects.any(|effect| {
            let paid = effect.payment.as_ref().and_then(|payment| payment.line);
            effect.before.as_ref().map(|line| line.id).or(paid) == Some(line.id)
        })
    };
    if !left.iter().any(finds) {
        return vec![not_found(sides, change, posts, &left)];
    }
    let numbers = numbers::conflict(sides, change, posts, &lines);
    let fields = to.map(|to| changed_fields(sides, change, to, &left));
    numbers
        .into_iter()
        .chain(fields.into_iter().flatten())
        .collect()
}

fn gone(sides: &Sides<'_>, change: usize) -> Conflict {
    let written = numbers::written(sides, change);
    let now = "None".to_owned();
    let mut ways = vec![leave_out(change)];
    ways.extend(numbers::leave_both_out(sides, change));
    sides.conflict(
        change,
        Clash::PostGone,
        [written, now, asks(sides, change)],
        ways,
    )
}

/// The posts are there, and the change does not find them: they are called, graded or placed otherwise, or
/// others are like them, or earlier changes of the case leave too few.
fn not_found(sides: &Sides<'_>, change: usize, posts: &Selector, left: &[&Line]) -> Conflict {
    let (written, now) = (sides.moved.written, sides.moved.now);
    let was = { left.iter() }.find_map(|line| written.line(line.id));
    let was = was.map_or(&left[0].post, |line| &line.post);
    let is = &left[0].post;
    let unit =
        |side: &register::Establishment, post: &PostLine| side.placement_name(&post.placement);
    let differs = !same_title(&was.title, &is.title)
        || was.grade != is.grade
        || was.placement != is.placement;
    let mean = |grade: bool, in_unit: bool| Edit::Mean {
        change,
        title: is.title.clone(),
        grade: grade.then(|| is.grade.clone()),
        unit: in_unit.then(|| unit(now, is)),
    };
    let described = |side, post: &PostLine| {
        let grade = post.grade.as_ref().map(|grade| format!("{grade}, "));
        let grade = grade.known().unwrap_or_default();
        format!("{}, {grade}{}", post.title, unit(side, post))
    };
    if differs {
        let stays = Way {
            label: format!("Take the posts as they are now: {}", described(now, is)),
            edits: vec![mean(posts.grade.is_some(), posts.unit.is_some())],
        };
        let both = [
            described(written, was),
            described(now, is),
            asks(sides, change),
        ];
        let ways = vec![stays, leave_out(change)];
        return sides.conflict(change, Clash::NoLongerFits, both, ways);
    }
    if let Some(fewer) = numbers::too_few(sides, change, posts, left) {
        return fewer;
    }
    let both = [
        described(written, was),
        "Others are like them now, in grade or unit".to_owned(),
        asks(sides, change),
    ];
    let in_one_unit = matches!(is.placement, Placement::In(_));
    // A case tells posts apart by grade and unit, and by nothing else; what is not known fits all.
    let meant = now.titled(&is.title).map(|line| &line.post).filter(|post| {
        let placed = match &post.placement {
            Placement::In(_) => post.placement == is.placement,
            Placement::OneOf(_) | Placement::NotStated => true,
        };
        let graded = !post.grade.is_known() || post.grade == is.grade;
        placed && graded && same_title(&post.title, &is.title)
    });
    let alike = |post: &PostLine| {
        post.grade == is.grade && post.placement == is.placement && post.tenure == is.tenure
    };
    let told_apart = is.grade.is_known() && in_one_unit && { meant }.all(alike);
    let take = told_apart.then(|| Way {
        label: format!("Take those of {}", described(now, is)),
        edits: vec![mean(true, true)],
    });
    let ways = take.into_iter().chain([leave_out(change)]).collect();
    sides.conflict(change, Clash::NoLongerAlone, both, ways)
}

/// What the change alters and others altered since: to something else, or to the same.
fn changed_fields(sides: &Sides<'_>, change: usize, to: &Changed, left: &[&Line]) -> Vec<Conflict> {
    let (written, now) = (sides.moved.written, sides.moved.now);
    let verb = &sides.case.changes[change].verb;
    let after = |id: LineId| {
        let mut effects = sides.effects_now(change);
        let of_line = |effect: &&Effect| effect.before.as_ref().is_some_and(|line| line.id == id);
        effects.find(of_line)?.after.as_ref()
    };
    let Some((was, is, becomes)) = left.iter().find_map(|line| {
        let was = written.line(line.id)?;
        let becomes = after(line.id)?;
        (was.post != line.post).then_some((was, *line, becomes))
    }) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut so_already = 0;
    let fields = fields_set(&sides.case.changes[change], to);
    for field in &fields {
        let (a, b, c) = (
            said(written, &was.post, *field),
            said(now, &is.post, *field),
            said(&sides.now.after, &becomes.post, *field),
        );
        if a == b || *field == Field::Quantity {
            continue;
        }
        if b == c {
            so_already += 1;
            continue;
        }
        let word = field_word(*field);
        let mut ways = vec![Way {
            label: format!("Change the {word} from {b} to {c}"),
            edits: Vec::new(),
        }];
        if fields.len() > 1 {
            ways.push(Way {
                label: format!("Leave the {word} as it is now, {b}"),
                edits: vec![Edit::Leave(change, *field)],
            });
        }
        ways.push(leave_out(change));
        let clash = Clash::FieldChanged(*field);
        let proposed = format!("{word}: {c}");
        let both = [format!("{word}: {a}"), format!("{word}: {b}"), proposed];
        found.push(sides.conflict(change, clash, both, ways));
    }
    if found.is_empty() && so_already > 0 && so_already == fields.len() {
        let ways = vec![
            leave_out(change),
            Way {
                label: "Ask for it all the same".to_owned(),
                edits: Vec::new(),
            },
        ];
        let both = [
            "It was not so".to_owned(),
            "It is so already".to_owned(),
            numbers::asks(verb),
        ];
        found.push(sides.conflict(change, Clash::AlreadySo, both, ways));
    }
    found
}

/// What a change alters about its posts.
fn fields_set(change: &Change, to: &Changed) -> Vec<Field> {
    let tenure =
        to.tenure.is_some() || matches!(change.verb, Verb::MakePermanent(..) | Verb::Extend(..));
    let set = [
        (Field::Title, to.title.is_some()),
        (Field::Grade, to.grade.is_some() || to.point.is_some()),
        (Field::Quantity, to.fte.is_some() || to.hours.is_some()),
        (Field::Unit, to.unit.is_some()),
        (Field::LineManager, to.line_manager.is_some()),
        (Field::Tenure, tenure),
        (Field::Funding, !to.funding.is_empty()),
    ];
    set.into_iter()
        .filter_map(|(field, is_set)| is_set.then_some(field))
        .collect()
}

/// A field as it is called.
fn field_word(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Grade => "grade",
        Field::Quantity => "number",
        Field::Unit => "unit",
        Field::LineManager => "line manager",
        Field::Tenure => "tenure",
        Field::Funding => "funding",
        Field::Occupancy => "occupancy",
    }
}

/// What a post is, in one respect.
fn said(side: &register::Establishment, post: &PostLine, field: Field) -> String {
    match field {
        Field::Title => post.title.clone(),
        Field::Grade => {
            let point = post.point.map(|point| format!(" at point {point}"));
            format!("{}{}", post.grade, point.unwrap_or_default())
        }
        Field::Quantity => format!("{} posts, {} FTE", post.posts, post.fte),
        Field::Unit => side.placement_name(&post.placement),
        Field::LineManager => match &post.line_manager {
            Some(manager) => manager.clone(),
            None => "nobody who is named".to_owned(),
        },
        Field::Tenure => match &post.tenure {
            Known::Known(tenure) => tenure.to_string(),
            Known::Unknown | Known::Withheld => "not known".to_owned(),
        },
        Field::Funding => {
            let funds = post.funding.iter().map(|share| share.fund.as_str());
            let funds: Vec<&str> = funds.collect();
            match funds[..] {
                [] => "not stated".to_owned(),
                _ => funds.join(" and "),
            }
        }
        Field::Occupancy => post.occupancy.to_string(),
    }
}

/// Is this title among those that the case itself brings in?
pub(super) fn brings_in(sides: &Sides<'_>, title: &str) -> bool {
    sides.case.changes.iter().any(|change| match &change.verb {
        Verb::Establish(post) => same_title(&post.title, title),
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
            to.title.as_ref().is_some_and(|to| same_name(to, title))
        }
        _ => false,
    })
}

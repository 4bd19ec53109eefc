//! The establishment: the approved posts on a date.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::{Date, Fte, Known, same_name};

use crate::act::{Act, Payment, Quantity};
use crate::fold::Refusal;
use crate::ledger::{LineId, Position, UnitId};
use crate::lines::Lines;
use crate::post::{Placement, PostLine, Tenure};

/// The units and posts of a council at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Establishment {
    units: Arc<BTreeMap<UnitId, Unit>>,
    lines: Lines,
    payments: Vec<(Payment, Position)>,
}

/// A unit in the tree of units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name at this moment.
    pub name: String,
    /// The unit that it is part of.
    pub part_of: Option<UnitId>,
}

/// A line of like posts, and why it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which line.
    pub id: LineId,
    /// What it is.
    pub post: PostLine,
    /// The entries that made it what it is, oldest first.
    pub because: Vec<Position>,
    /// The lines in whose place it came.
    pub in_place_of: Vec<LineId>,
}

impl Line {
    /// Does it run on that day, as far as dates tell?
    pub fn runs_on(&self, day: Date) -> bool {
        match &self.post.tenure {
            Known::Known(Tenure::Temporary(end)) => end.last_day().is_none_or(|last| day <= last),
            _ => true,
        }
    }

    /// What is left of a line, and the part that is taken off it.
    ///
    /// A quantity that the line does not measure leaves the other measure unknown, never wrong.
    ///
    /// # Errors
    /// [`Refusal::TooMuch`] if the line holds less.
    pub fn split(&self, quantity: Quantity) -> Result<(Option<Self>, Self), Refusal> {
        let (fte, posts) = (self.post.fte, self.post.posts);
        let (taken, held) = match quantity {
            Quantity::All => return Ok((None, self.clone())),
            Quantity::Fte(taken) => (taken, fte),
            Quantity::Posts(taken) => (Fte::whole(taken), posts.map(Fte::whole)),
        };
        match held {
            Known::Known(held) if taken > held => return Err(Refusal::TooMuch),
            Known::Known(held) if taken == held => return Ok((None, self.clone())),
            _ => {}
        }
        let (mut rest, mut part) = (self.clone(), self.clone());
        match quantity {
            Quantity::Posts(taken) => {
                rest.post.posts = posts.map(|held| held - taken);
                part.post.posts = Known::Known(taken);
                (rest.post.fte, part.post.fte) = split_fte(fte, posts, taken);
            }
            _ => {
                rest.post.fte = fte.map(|held| held - taken);
                part.post.fte = Known::Known(taken);
                (rest.post.posts, part.post.posts) = split_posts(posts, fte, taken);
            }
        }
        Ok((Some(rest), part))
    }
}

impl Establishment {
    /// The lines of posts, in the order in which they came.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().map(AsRef::as_ref)
    }

    /// A line.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.get(id).map(AsRef::as_ref)
    }

    /// The lines whose titles are like this one, in the order in which they came: all that anybody
    /// could mean by it, and maybe more. Case, signs, plurals, *and* and *the* do not count.
    ///
    /// It costs as much as there are such lines, and does not walk over the others.
    pub fn titled(&self, title: &str) -> impl Iterator<Item = &Line> {
        self.lines.titled(title).map(AsRef::as_ref)
    }

    /// Takes the lines for settled, if most have changed since they were: what is made of this
    /// establishment then shares them.
    pub fn settle(&mut self) {
        self.lines.settle();
    }

    pub(crate) fn all_lines(&self) -> &Lines {
        &self.lines
    }

    /// A line, shared.
    pub(crate) fn shared_line(&self, id: LineId) -> Option<Arc<Line>> {
        self.lines.get(id).cloned()
    }

    /// The units, in the order in which they came.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.units.iter().map(|(id, unit)| (*id, unit))
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }

    /// The unit of that name, however it is spelt.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        self.units()
            .find(|(_, unit)| same_name(&unit.name, name))
            .map(|(id, _)| id)
    }

    /// The payments to postholders, each with its entry.
    pub fn payments(&self) -> &[(Payment, Position)] {
        &self.payments
    }

    /// The names of the units of a placement, joined by `or`; `not stated` without one.
    pub fn placement_name(&self, placement: &Placement) -> String {
        let name = |id: &UnitId| self.units.get(id).map_or("", |unit| unit.name.as_str());
        match placement {
            Placement::In(id) => name(id).to_owned(),
            Placement::OneOf(ids) => ids.iter().map(name).collect::<Vec<_>>().join(" or "),
            Placement::NotStated => "unit not stated".to_owned(),
        }
    }

    /// The sum of the FTE that is known, and how many lines are without.
    pub fn fte(&self) -> (Fte, usize) {
        self.lines.fte()
    }

    /// Would `unit` be inside itself if it became part of `part_of`?
    pub fn would_circle(&self, unit: UnitId, part_of: Option<UnitId>) -> bool {
        let mut above = part_of;
        for _ in 0..=self.units.len() {
            match above {
                None => return false,
                Some(id) if id == unit => return true,
                Some(id) => above = self.units.get(&id).and_then(|unit| unit.part_of),
            }
        }
        true
    }

    /// Only these lines and units, and the payments that these entries made: one council's part of a
    /// register that holds several.
    #[must_use]
    pub fn only(
        mut self,
        made_it: impl Fn(Position) -> bool,
        unit: impl Fn(UnitId) -> bool,
    ) -> Self {
        self.lines
            .retain(|line| line.because.first().is_some_and(|first| made_it(*first)));
        self.payments.retain(|(_, because)| made_it(*because));
        Arc::make_mut(&mut self.units).retain(|id, _| unit(*id));
        self
    }

    /// Only these lines, with neither units nor payments.
    #[must_use]
    pub fn lines_only(&self, wanted: &BTreeSet<LineId>) -> Self {
        Self {
            lines: self.lines.only(wanted),
            ..Self::default()
        }
    }

    /// The same with posts put in other words, line by line; none where a line stays as it is.
    #[must_use]
    pub fn with_posts(mut self, worded: impl Fn(&PostLine) -> Option<PostLine>) -> Self {
        let changed: Vec<Line> = self
            .lines()
            .filter_map(|line| {
                let post = worded(&line.post)?;
                Some(Line {
                    post,
                    ..line.clone()
                })
            })
            .collect();
        for line in changed {
            self.lines.insert(line.id, Arc::new(line));
        }
        self
    }

    /// The same with payments put in other words.
    #[must_use]
    pub fn with_payments(mut self, worded: impl Fn(&mut Payment)) -> Self {
        for (payment, _) in &mut self.payments {
            worded(payment);
        }
        self
    }

    /// Only what runs on that day.
    #[must_use]
    pub fn in_force_on(mut self, day: Date) -> Self {
        self.lines.retain(|line| line.runs_on(day));
        self.payments
            .retain(|(payment, _)| payment.until.is_none_or(|until| day <= until));
        self
    }

    /// Does what an entry says.
    ///
    /// # Errors
    /// Says why that cannot be done; the establishment is then as it was.
    pub fn apply(&mut self, act: &Act, because: Position) -> Result<(), Refusal> {
        match act {
            Act::Attest { line, post } => self.begin(*line, post, because, &[]),
            Act::Establish {
                line,
                post,
                in_place_of,
            } => self.begin(*line, post, because, in_place_of),
            Act::Disestablish { line, quantity } => self.take(*line, *quantity).map(|_| ()),
            Act::Amend {
                line,
                quantity,
                to,
                becomes,
                ..
            } => {
                let mut part = self.take(*line, *quantity)?;
                to.apply(&mut part.post);
                part.because.push(because);
                part.id = *becomes;
                self.lines.insert(*becomes, Arc::new(part));
                Ok(())
            }
            Act::Pay(payment) => {
                self.payments.push((payment.clone(), because));
                Ok(())
            }
            Act::Withdraw { .. } => Ok(()),
            Act::OpenUnit {
                unit,
                name,
                part_of,
            } => {
                let opened = Unit {
                    name: name.clone(),
                    part_of: *part_of,
                };
                self.changing_units().insert(*unit, opened);
                Ok(())
            }
            Act::RenameUnit { unit, name } => {
                self.changing_units()
                    .get_mut(unit)
                    .ok_or(Refusal::NoSuchUnit)?
                    .name
                    .clone_from(name);
                Ok(())
            }
            Act::MoveUnit { unit, part_of } => {
                if self.would_circle(*unit, *part_of) {
                    return Err(Refusal::UnitInsideItself);
                }
                let unit = self.changing_units().get_mut(unit);
                unit.ok_or(Refusal::NoSuchUnit)?.part_of = *part_of;
                Ok(())
            }
            Act::MergeUnits { units, into } => self.merge(units, *into),
            Act::CloseUnit { unit } => self.close(*unit),
        }
    }

    fn begin(
        &mut self,
        id: LineId,
        post: &PostLine,
        because: Position,
        in_place_of: &[LineId],
    ) -> Result<(), Refusal> {
        if self.lines.get(id).is_some() {
            return Err(Refusal::LineExists);
        }
        let in_place_of = in_place_of.to_vec();
        let line = Line {
            id,
            post: post.clone(),
            because: vec![because],
            in_place_of,
        };
        self.lines.insert(id, Arc::new(line));
        Ok(())
    }

    /// Takes a part off a line; the rest stays.
    fn take(&mut self, id: LineId, quantity: Quantity) -> Result<Line, Refusal> {
        let line = self.lines.get(id).ok_or(Refusal::NoSuchLine)?;
        let (rest, part) = line.split(quantity)?;
        match rest {
            Some(rest) => self.lines.insert(id, Arc::new(rest)),
            None => self.lines.remove(id),
        }
        Ok(part)
    }

    fn merge(&mut self, units: &[UnitId], into: UnitId) -> Result<(), Refusal> {
        if !self.units.contains_key(&into)
            || units.iter().any(|unit| !self.units.contains_key(unit))
        {
            return Err(Refusal::NoSuchUnit);
        }
        let ends = |id: UnitId| id != into && units.contains(&id);
        let moves = |line: &&Arc<Line>| match &line.post.placement {
            Placement::In(id) => ends(*id),
            Placement::OneOf(ids) => ids.iter().any(|id| ends(*id)),
            Placement::NotStated => false,
        };
        let moving: Vec<Arc<Line>> = self.lines.iter().filter(moves).cloned().collect();
        for mut line in moving {
            match &mut Arc::make_mut(&mut line).post.placement {
                Placement::In(id) => *id = into,
                Placement::OneOf(ids) => ids
                    .iter_mut()
                    .filter(|id| ends(**id))
                    .for_each(|id| *id = into),
                Placement::NotStated => {}
            }
            self.lines.insert(line.id, line);
        }
        let all = self.changing_units();
        for unit in all.values_mut() {
            if unit.part_of.is_some_and(ends) {
                unit.part_of = Some(into);
            }
        }
        let above = all[&into].part_of;
        if above == Some(into) {
            // The unit that takes over was part of one that ends: it takes that one's place.
            let place = units
                .iter()
                .find_map(|id| all[id].part_of.filter(|id| !ends(*id) && *id != into));
            if let Some(unit) = all.get_mut(&into) {
                unit.part_of = place;
            }
        }
        all.retain(|id, _| !ends(*id));
        Ok(())
    }

    fn close(&mut self, unit: UnitId) -> Result<(), Refusal> {
        let holds_posts = self
            .lines
            .iter()
            .any(|line| line.post.placement == Placement::In(unit));
        let holds_units = self.units.values().any(|other| other.part_of == Some(unit));
        if holds_posts || holds_units {
            return Err(Refusal::UnitNotEmpty);
        }
        self.changing_units()
            .remove(&unit)
            .map(|_| ())
            .ok_or(Refusal::NoSuchUnit)
    }

    /// Puts a line back to what it was before a change for a time.
    pub(crate) fn revert(&mut self, id: LineId, was: &PostLine, because: Position) {
        if let Some(line) = self.lines.get(id) {
            let mut line = Line::clone(line);
            line.post = PostLine {
                occupancy: line.post.occupancy,
                ..was.clone()
            };
            line.because.push(because);
            self.lines.insert(id, Arc::new(line));
        }
    }

    fn changing_units(&mut self) -> &mut BTreeMap<UnitId, Unit> {
        Arc::make_mut(&mut self.units)
    }
}

/// Posts left and taken when so much FTE goes: known only where every post is a full one.
fn split_posts(posts: Known<u32>, held: Known<Fte>, taken: Fte) -> (Known<u32>, Known<u32>) {
    let whole = posts
        .zip(held)
        .known()
        .filter(|(posts, held)| Fte::whole(*posts) == *held);
    let count = u32::try_from(taken.exact().to_integer())
        .ok()
        .filter(|n| Fte::whole(*n) == taken);
    match (whole, count) {
        (Some((posts, _)), Some(count)) => (Known::Known(posts - count), Known::Known(count)),
        _ => (Known::Unknown, Known::Unknown),
    }
}

/// FTE left and taken when so many posts go: known only where every post is a full one.
fn split_fte(fte: Known<Fte>, held: Known<u32>, taken: u32) -> (Known<Fte>, Known<Fte>) {
    let whole = fte
        .zip(held)
        .known()
        .filter(|(fte, held)| Fte::whole(*held) == *fte);
    match whole {
        Some((fte, _)) => (
            Known::Known(fte - Fte::whole(taken)),
            Known::Known(Fte::whole(taken)),
        ),
        None => (Known::Unknown, Known::Unknown),
    }
}

//! Twenty years of decisions, one at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Date, Known, add_days};
use register::{Act, Amendment, Decision, LineId, PostLine, Quantity, Standing};

use crate::ledger::BODY;
use crate::post::{Held, Post};
use crate::seeded::Seeded;
use crate::units::Units;
use crate::words::MAKERS;

/// The day of the opening balance.
const OPENING: Date = Date::constant(2006, 4, 1);
/// On this day, so many posts are in force as were asked for.
const END: Date = Date::constant(2026, 4, 1);
const SPAN: i32 = 20 * 365 + 5;
/// The most days from a decision to what it does.
const LAG: i32 = 92;
/// An end is looked at when it is nearer than this to the next decision.
const NOTICE: i32 = 120;
/// Changes of one decision.
const CHANGES: usize = 12;
/// What the opening balance does is given so much at a time.
const AT_ONCE: usize = 10_000;

/// How large an invented council is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many posts are in force on 1 April 2026. One line of the register is one post.
    pub posts: usize,
    /// How many changes a post sees in the twenty years before, on average; the opening balance is one.
    pub changes_a_post: usize,
    /// What makes it another council of the same size.
    pub seed: u64,
}

impl Size {
    /// So many posts, with five changes a post.
    pub fn of(posts: usize) -> Self {
        Self {
            posts,
            changes_a_post: 5,
            seed: 11,
        }
    }
}

/// One decision with what it does: all of it, or a portion of the opening balance.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The decision.
    pub decision: Arc<Decision>,
    /// Decided; the opening balance is attested.
    pub standing: Standing,
    /// The day on which it is written down.
    pub recorded: Date,
    /// How much it did in portions before this one.
    pub before: usize,
    /// What it does, each from the day on which it has effect.
    pub acts: Vec<(Date, Act)>,
}

/// The history of a council: an iterator over its decisions, oldest first, the opening balance before
/// them, in portions. Afterwards it knows the posts that are in force.
#[derive(Debug)]
pub struct History {
    seeded: Seeded,
    units: Units,
    /// First the head of each unit.
    posts: Vec<Post>,
    /// The posts of each unit that are in force and do not head it.
    of_unit: Vec<Vec<u32>>,
    /// Posts that end, by their last day.
    ending: BTreeMap<Date, Vec<u32>>,
    next_line: u32,
    balance: Arc<Decision>,
    /// With how many posts it opens.
    opening: usize,
    /// How many units and posts have been opened.
    opened: usize,
    /// What is left to be decided.
    left: Left,
    decisions: usize,
    done: usize,
}

#[derive(Clone, Copy, Debug)]
struct Left {
    begins: usize,
    ends: usize,
    changes: usize,
}

impl Left {
    fn all(self) -> usize {
        self.begins + self.ends + self.changes
    }
}

impl History {
    /// The history of a council of that size.
    pub fn of(size: Size) -> Self {
        Self::after(size, 0, 0)
    }

    /// The same in a register that holds so many lines and units already: its numbers go on.
    pub fn after(size: Size, lines: u32, units: u32) -> Self {
        let posts = size.posts;
        // Each unit has a head, and on average a dozen posts.
        let units = Units::new((posts / CHANGES).max(posts.min(1)), units + 1);
        // A council grows a little.
        let opening = (posts - posts / 10).max(units.len());
        let all = posts * size.changes_a_post.saturating_sub(1);
        let ends = all / 20;
        let begins = ends + posts - opening;
        let left = Left {
            begins,
            ends,
            changes: all.saturating_sub(begins + ends),
        };
        Self {
            seeded: Seeded::new(size.seed),
            of_unit: vec![Vec::new(); units.len()],
            units,
            posts: Vec::with_capacity(opening + begins),
            ending: BTreeMap::new(),
            next_line: lines + 1,
            balance: Arc::new(decision(
                OPENING,
                None,
                "Opening balance of the establishment".to_owned(),
                None,
            )),
            opening,
            opened: 0,
            decisions: left.all().div_ceil(CHANGES),
            left,
            done: 0,
        }
    }

    /// The lines of posts that are in force after all that was decided so far, by their numbers.
    pub fn standing(&self) -> impl Iterator<Item = (LineId, PostLine)> {
        self.in_force()
            .map(|post| (LineId::numbered(post.line), post.line(&self.units)))
    }

    /// The lines of posts in force that somebody holds.
    pub fn held(&self) -> impl Iterator<Item = LineId> {
        self.in_force()
            .filter(|post| post.held == Held::Filled)
            .map(|post| LineId::numbered(post.line))
    }

    fn in_force(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(|post| post.held != Held::Ended)
    }

    /// How many units and posts the register begins with.
    fn balance(&self) -> usize {
        match self.opening {
            0 => 0,
            opening => self.units.len() + opening,
        }
    }

    /// Some more of the units, then of the posts, with which the register begins.
    fn open(&mut self) -> Decided {
        let before = self.opened;
        self.opened = self.balance().min(before + AT_ONCE);
        let mut acts = Vec::with_capacity(self.opened - before);
        for place in before..self.opened {
            let units = self.units.len();
            let Some(place) = place.checked_sub(units) else {
                acts.push((OPENING, self.units.open(place, BODY)));
                continue;
            };
            let heads = place < units;
            let unit = match heads {
                true => place,
                false => self.seeded.below(units),
            };
            let post = self.begin(unit, heads, OPENING);
            let line = LineId::numbered(post.line);
            let post = post.line(&self.units);
            acts.push((OPENING, Act::Attest { line, post }));
        }
        Decided {
            decision: Arc::clone(&self.balance),
            standing: Standing::Attested,
            recorded: OPENING,
            before,
            acts,
        }
    }

    /// A further post of a unit.
    fn begin(&mut self, unit: usize, heads: bool, since: Date) -> Post {
        let line = self.next_line;
        self.next_line += 1;
        let mut post = Post::new(line, unit, heads, since, &self.units, &mut self.seeded);
        let place = u32::try_from(self.posts.len()).unwrap_or(u32::MAX);
        if !heads {
            self.of_unit[unit].push(place);
            // Much that is established is tried for a time first.
            let tried = if since == OPENING { 8 } else { 2 };
            if self.seeded.below(tried) == 0 {
                let until = self.end_after(since);
                post.until = Some(until);
                self.ending.entry(until).or_default().push(place);
            }
        }
        self.posts.push(post);
        post
    }

    /// The last day of a term of one to three years that begins about then: a 31 March.
    fn end_after(&mut self, day: Date) -> Date {
        let years = i16::try_from(1 + self.seeded.below(3)).unwrap_or(1);
        let sure = add_days(day, LAG + NOTICE);
        Date::constant(sure.year() + years, 3, 31)
    }

    /// The day of a decision, by its place among all.
    fn day(&self, place: usize) -> Date {
        let all = self.decisions.max(1);
        let days = (place + 1).min(all) * usize::try_from(SPAN).unwrap_or(0) / (all + 1);
        add_days(OPENING, i32::try_from(days).unwrap_or(SPAN))
    }

    fn decide(&mut self, place: usize) -> Decided {
        let day = self.day(place);
        let after = match place + 1 < self.decisions {
            true => self.day(place + 1),
            false => END,
        };
        let unit = self.seeded.below(self.units.len());
        let mut acts = Vec::with_capacity(CHANGES + 4);
        if self.seeded.below(10) == 0 {
            self.move_unit(unit, day, &mut acts);
        }
        self.look_at_ends(day, add_days(after, NOTICE), &mut acts);
        let due = self.left.all().div_ceil(self.decisions - place);
        for _ in 0..due {
            let unit = self.units.beside(unit, &mut self.seeded);
            let from = self.from(day);
            let Left { begins, ends, .. } = self.left;
            match self.seeded.below(self.left.all()) {
                drawn if drawn < begins => acts.push(self.establish(unit, from)),
                drawn if drawn < begins + ends => acts.extend(self.disestablish(unit, from)),
                _ => acts.extend(self.amend(unit, from)),
            }
        }
        let maker = self.seeded.one_of(&MAKERS);
        let of = self.units.name(unit, BODY);
        let title = format!("Changes to the staffing establishment of {of}");
        let reference = format!("P-{}-{:05}", day.year(), place + 1);
        Decided {
            decision: Arc::new(decision(day, Some(maker), title, Some(reference))),
            standing: Standing::Decided,
            recorded: day,
            before: 0,
            acts,
        }
    }

    /// The day from which a decision has effect: that day, a day within three months, at times one before.
    fn from(&mut self, day: Date) -> Date {
        let lag = i32::try_from(self.seeded.below(usize::try_from(LAG).unwrap_or(0))).unwrap_or(0);
        let from = match self.seeded.below(20) {
            0 => add_days(day, -lag),
            1..8 => day,
            _ => add_days(day, lag),
        };
        from.clamp(OPENING, END)
    }

    fn establish(&mut self, unit: usize, from: Date) -> (Date, Act) {
        self.left.begins = self.left.begins.saturating_sub(1);
        let post = self.begin(unit, false, from);
        let act = Act::Establish {
            line: LineId::numbered(post.line),
            post: post.line(&self.units),
            in_place_of: Vec::new(),
        };
        (from, act)
    }

    fn disestablish(&mut self, unit: usize, from: Date) -> Option<(Date, Act)> {
        self.left.ends = self.left.ends.saturating_sub(1);
        let place = self.one_of_unit(unit)?;
        let post = &mut self.posts[place];
        let from = from.max(post.since);
        let line = LineId::numbered(post.line);
        self.end(place);
        let quantity = Quantity::All;
        Some((from, Act::Disestablish { line, quantity }))
    }

    /// Takes a post out of those in force.
    fn end(&mut self, place: usize) {
        let post = &mut self.posts[place];
        post.held = Held::Ended;
        self.of_unit[post.unit()].retain(|other| *other as usize != place);
    }

    fn amend(&mut self, unit: usize, from: Date) -> Option<(Date, Act)> {
        self.left.changes = self.left.changes.saturating_sub(1);
        let place = self.one_of_unit(unit)?;
        let (post, seeded) = (&mut self.posts[place], &mut self.seeded);
        let mut to = Amendment::default();
        match seeded.below(10) {
            0..3 => {
                post.regrade(seeded);
                to.grade = Some(Known::Known(post.grade_name()));
                to.point = post.point();
            }
            3..6 => {
                post.change_hours(seeded);
                to.fte = Some(Known::Known(post.fte()));
            }
            6..9 => {
                post.change_funding(seeded);
                to.funding = Some(post.funding());
            }
            _ => {
                let into = self.units.beside(post.unit(), seeded);
                let number = u32::try_from(place).unwrap_or(u32::MAX);
                self.of_unit[post.unit()].retain(|other| *other != number);
                self.of_unit[into].push(number);
                post.unit = u32::try_from(into).unwrap_or(u32::MAX);
                to.placement = Some(post.placement(&self.units));
                to.line_manager = post.line_manager(&self.units);
            }
        }
        Some(self.amended(place, from, to))
    }

    /// Makes a unit part of another; whoever heads it then reports to another post.
    fn move_unit(&mut self, unit: usize, day: Date, acts: &mut Vec<(Date, Act)>) {
        let moved = self.units.move_somewhere(unit, &mut self.seeded);
        if let Some(act) = moved {
            acts.push((day, act));
            let to = Amendment {
                line_manager: self.posts[unit].line_manager(&self.units),
                ..Amendment::default()
            };
            acts.push(self.amended(unit, day, to));
        }
    }

    fn amended(&mut self, place: usize, from: Date, to: Amendment) -> (Date, Act) {
        let post = &mut self.posts[place];
        let from = from.max(post.since);
        post.since = from;
        let line = LineId::numbered(post.line);
        let act = Act::Amend {
            line,
            quantity: Quantity::All,
            to: Box::new(to),
            becomes: line,
            until: None,
        };
        (from, act)
    }

    /// Lets posts that end soon end, or extends them, or makes them permanent.
    fn look_at_ends(&mut self, day: Date, until: Date, acts: &mut Vec<(Date, Act)>) {
        while let Some(due) = self.ending.first_entry().filter(|due| *due.key() < until) {
            let (last, places) = due.remove_entry();
            for place in places {
                let place = place as usize;
                if self.posts[place].held == Held::Ended {
                    continue;
                }
                let fate = self.seeded.below(6);
                if fate < 2 && last < END && self.left.ends > 0 {
                    self.left.ends -= 1;
                    self.end(place);
                    continue;
                }
                let end = (fate != 2).then(|| self.end_after(last));
                self.posts[place].until = end;
                if let Some(end) = end {
                    let number = u32::try_from(place).unwrap_or(u32::MAX);
                    self.ending.entry(end).or_default().push(number);
                }
                let to = Amendment {
                    tenure: Some(Known::Known(self.posts[place].tenure())),
                    ..Amendment::default()
                };
                acts.push(self.amended(place, day.min(last), to));
            }
        }
    }

    /// A post of a unit, or of some other unit if that has none; none if no unit has one.
    fn one_of_unit(&mut self, unit: usize) -> Option<usize> {
        let count = self.units.len();
        let units = (unit..count).chain(0..unit);
        let mut with_posts = units.filter(|unit| !self.of_unit[*unit].is_empty());
        let of = &self.of_unit[with_posts.next()?];
        Some(of[self.seeded.below(of.len())] as usize)
    }
}

impl Iterator for History {
    type Item = Decided;

    fn next(&mut self) -> Option<Decided> {
        if self.opened < self.balance() {
            return Some(self.open());
        }
        let place = self.done;
        self.done += 1;
        (place < self.decisions).then(|| self.decide(place))
    }
}

fn decision(date: Date, maker: Option<&str>, title: String, reference: Option<String>) -> Decision {
    Decision {
        body: BODY.to_owned(),
        maker: maker.map(str::to_owned),
        date,
        title,
        reference,
        not_held: Vec::new(),
    }
}

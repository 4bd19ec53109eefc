//! From what was typed to the case that says it.

use base::{End, Fte, Known};
use diagnostics::At;
use proposal::case::{
    BasePost, Change, Changed, Established, Honorarium, HowMany, HowManyPosts, Route, Selector,
    Verb,
};
use proposal::{Case, same_title};
use register::Tenure;

use super::entry::{Entry, Fault, Field, What};
use super::typed::Typed;
use super::{Grid, Origin, Row};
use crate::draft::Draft;

pub(super) fn save(grid: &Grid, draft: &Draft, typed: &[Entry]) -> Result<Draft, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut case = draft.case.clone();
    let old = std::mem::take(&mut case.changes);
    // Changes to units are not rows; each stays where it was among the others.
    let mut slots: Vec<Vec<Change>> = old.iter().map(|_| Vec::new()).collect();
    for (slot, change) in slots.iter_mut().zip(&old) {
        if !change.verb.touches_posts() && !matches!(change.verb, Verb::Pay(_)) {
            slot.push(change.clone());
        }
    }
    let mut posts = case.posts.clone();
    let mut added = Vec::new();
    let mut dropped = Vec::new();
    let new_row = Row {
        origin: Origin::New,
        post: None,
        entry: Entry::default(),
    };
    let rows = grid.rows.iter().chain(std::iter::repeat(&new_row));
    for (number, (row, entry)) in rows.zip(typed).enumerate() {
        if entry.taken_out {
            dropped.extend(row.post);
            continue;
        }
        let is_untouched = *entry == row.entry;
        let slot = match row.origin {
            Origin::Change(at) | Origin::Replacement(at, _) => &mut slots[at],
            Origin::Post(_) | Origin::New => &mut added,
        };
        if is_untouched {
            slot.extend(changes_of(row.origin, &old).into_iter().cloned());
            continue;
        }
        if row.origin == Origin::New && entry.is_empty() {
            continue;
        }
        if let Some(post) = row.post.and_then(|post| posts.get_mut(post)) {
            let mut typed = Typed::new(draft, number, entry, &mut faults);
            see_post(post, row, entry, &mut typed);
        }
        let typed = Typed::new(draft, number, entry, &mut faults);
        slot.extend(
            RowWork {
                draft,
                case: &case,
                row,
                old: &old,
                typed,
            }
            .changes(entry),
        );
    }
    // Rows that were not sent are as they were.
    for row in grid.rows.iter().skip(typed.len()) {
        if let Origin::Change(at) | Origin::Replacement(at, _) = row.origin {
            slots[at].extend(changes_of(row.origin, &old).into_iter().cloned());
        }
    }
    if !faults.is_empty() {
        // A row of two changes says what is wrong with both of them once.
        let mut told: Vec<Fault> = Vec::new();
        for fault in faults {
            if !told.contains(&fault) {
                told.push(fault);
            }
        }
        return Err(told);
    }
    case.posts = posts;
    case.changes = slots.into_iter().flatten().chain(added).collect();
    take_out_posts(&mut case, &dropped);
    Ok(Draft::of(&case))
}

/// The changes that a row shows.
fn changes_of(origin: Origin, old: &[Change]) -> Vec<&Change> {
    match origin {
        Origin::Change(at) => old.get(at).into_iter().collect(),
        Origin::Replacement(at, then) => old.get(at).into_iter().chain(old.get(then)).collect(),
        Origin::Post(_) | Origin::New => Vec::new(),
    }
}

/// What was typed about posts as they are before, where that is not what the row said.
fn see_post(post: &mut BasePost, row: &Row, entry: &Entry, typed: &mut Typed<'_>) {
    let is_other = |field: Field| entry.get(field).trim() != row.entry.get(field);
    if is_other(Field::PostPoint) {
        post.point = typed.point(Field::PostPoint);
    }
    if is_other(Field::PostCost) {
        post.cost = typed.cost(Field::PostCost);
    }
}

/// Takes posts out of the base that no change means any more.
fn take_out_posts(case: &mut Case, dropped: &[usize]) {
    if dropped.is_empty() {
        return;
    }
    let still: Vec<usize> = Grid::of(case)
        .rows
        .iter()
        .filter(|row| !matches!(row.origin, Origin::Post(_)))
        .filter_map(|row| row.post)
        .collect();
    let mut index = 0;
    case.posts.retain(|_| {
        let is_gone = dropped.contains(&index) && !still.contains(&index);
        index += 1;
        !is_gone
    });
}

/// One row that was typed over.
struct RowWork<'w> {
    draft: &'w Draft,
    case: &'w Case,
    row: &'w Row,
    old: &'w [Change],
    typed: Typed<'w>,
}

impl<'w> RowWork<'w> {
    fn changes(mut self, entry: &Entry) -> Vec<Change> {
        let Some(what) = entry.what else {
            self.nothing_happens();
            return Vec::new();
        };
        self.refuse_what_does_not_apply(what);
        match what {
            What::Establish => {
                let new = self.established(what);
                vec![self.change(0, Verb::Establish(Box::new(new)), true)]
            }
            What::Replace => {
                let posts = self.posts();
                let title = posts.title.clone();
                let mut new = self.established(what);
                new.in_place_of = vec![title];
                let ends = self.change(0, Verb::Disestablish(posts), false);
                vec![ends, self.change(1, Verb::Establish(Box::new(new)), true)]
            }
            What::Disestablish => {
                let posts = self.posts();
                vec![self.change(0, Verb::Disestablish(posts), false)]
            }
            What::Change | What::ForATime | What::Transfer => {
                let (posts, to) = (self.posts(), self.changed(what));
                if what == What::Transfer && to.unit.is_none() {
                    self.typed
                        .fault(Field::Unit, "Select the unit to which the posts go");
                } else if says_nothing(&to) && self.typed.given(Field::Tenure).is_none() {
                    let words = "Enter the new title, grade or FTE, or what else changes";
                    self.typed.fault(Field::Title, words);
                }
                let for_a_time = what == What::ForATime;
                if for_a_time && !self.ends() {
                    self.typed
                        .fault(Field::Until, "Enter the last day of the change");
                }
                vec![self.change(0, Verb::Change(posts, Box::new(to)), for_a_time)]
            }
            What::MakePermanent => {
                let (posts, to) = (self.posts(), self.changed(what));
                vec![self.change(0, Verb::MakePermanent(posts, Box::new(to)), false)]
            }
            What::Extend => {
                let (posts, to) = (self.posts(), self.changed(what));
                if !self.ends() {
                    self.typed
                        .fault(Field::Until, "Enter the new last day of the posts");
                }
                vec![self.change(0, Verb::Extend(posts, Box::new(to)), true)]
            }
            What::Pay => {
                let payment = self.payment();
                vec![self.change(0, Verb::Pay(payment), true)]
            }
        }
    }

    /// Nothing is said to happen: then no other field may say anything.
    fn nothing_happens(&mut self) {
        let of_post = [Field::What, Field::PostPoint, Field::PostCost];
        let said = Field::ALL
            .into_iter()
            .filter(|field| !of_post.contains(field));
        let said = said
            .into_iter()
            .find(|field| self.typed.given(*field).is_some());
        if said.is_some() && !matches!(self.row.origin, Origin::Change(_) | Origin::Replacement(..))
        {
            self.typed
                .fault(Field::What, "Select what happens to these posts");
        }
    }

    fn refuse_what_does_not_apply(&mut self, what: What) {
        for field in Field::ALL {
            let applies = what.takes(field);
            let was_there =
                self.row.entry.get(field) == self.typed.given(field).unwrap_or_default();
            if applies || was_there || self.typed.given(field).is_none() {
                continue;
            }
            let words = match what {
                What::Disestablish => {
                    format!(
                        "{} does not apply to a post that is disestablished",
                        field.words()
                    )
                }
                _ => format!(
                    "{} does not apply to posts where the choice is \u{2018}{}\u{2019}",
                    field.words(),
                    what.words()
                ),
            };
            self.typed.fault(field, words);
        }
    }

    /// A change of the row: the one that was there, with what was typed.
    fn change(&mut self, index: usize, verb: Verb, takes_until: bool) -> Change {
        let was = changes_of(self.row.origin, self.old).get(index).copied();
        let from = self.typed.when(Field::From);
        let until = takes_until.then(|| self.typed.end(Field::Until)).flatten();
        let other_end = self.other_end(index).filter(|_| takes_until);
        Change {
            place: self.draft.nowhere(),
            verb,
            from,
            until: until.or(other_end),
            assumed: was.and_then(|was| was.assumed.clone()),
            paragraph: self.typed.text(Field::Paragraph),
            note: self.typed.text(Field::Note),
        }
    }

    /// An end that is no day is not shown in the row, and stays.
    fn other_end(&self, index: usize) -> Option<At<End>> {
        let was = changes_of(self.row.origin, self.old).get(index).copied();
        let until = was.and_then(|was| was.until.clone());
        until.filter(|end| !matches!(end.value, End::On(_)))
    }

    /// Is it said when what happens ends: in the row, or for all changes?
    fn ends(&self) -> bool {
        self.typed.given(Field::Until).is_some()
            || self.other_end(0).is_some()
            || self.case.defaults.until.is_some()
    }

    fn was(&self, index: usize) -> Option<&Verb> {
        changes_of(self.row.origin, self.old)
            .get(index)
            .map(|change| &change.verb)
    }

    /// Which posts are meant: those of the row, as many as was typed.
    fn posts(&mut self) -> Selector {
        let was = match self.was(0) {
            Some(
                Verb::Disestablish(posts)
                | Verb::Change(posts, _)
                | Verb::MakePermanent(posts, _)
                | Verb::Extend(posts, _),
            ) => Some(posts.clone()),
            Some(Verb::Pay(payment)) => Some(payment.to.clone()),
            _ => None,
        };
        let case = self.case;
        let post = self.row.post.and_then(|post| case.posts.get(post));
        let mut posts = was
            .or_else(|| post.map(|post| self.selector(post)))
            .unwrap_or_else(|| self.selector_of_title());
        posts.how_many = self.how_many(post, &posts);
        if !self.is_as_it_was(Field::Occupancy) {
            posts.occupancy = self.typed.occupancy();
        }
        posts.routes = self.routes(posts.routes);
        posts
    }

    fn selector(&self, post: &BasePost) -> Selector {
        let grade = post.grade.as_ref();
        Selector {
            title: self.draft.new_value(post.title.value.clone()),
            grade: grade.map(|at| self.draft.new_value(at.value.clone())),
            unit: match &post.units[..] {
                [unit] => Some(self.draft.new_value(unit.value.clone())),
                _ => None,
            },
            how_many: None,
            occupancy: None,
            routes: Vec::new(),
            evaluation: None,
        }
    }

    /// A row of nothing that names the posts whose place others take.
    fn selector_of_title(&mut self) -> Selector {
        let title = self.typed.text(Field::InPlaceOf);
        if title.is_none() {
            self.typed
                .fault(Field::What, "Choose posts of the register first");
        }
        Selector {
            title: title.unwrap_or_else(|| self.draft.new_value(String::new())),
            grade: None,
            unit: None,
            how_many: None,
            occupancy: None,
            routes: Vec::new(),
            evaluation: None,
        }
    }

    /// So many of the posts; in FTE where the register counts them in nothing else.
    fn how_many(&mut self, post: Option<&BasePost>, was: &Selector) -> Option<At<HowMany>> {
        let in_posts = |post: &BasePost| post.how_many.posts.as_ref()?.value.known();
        let in_fte = |post: &BasePost| post.how_many.fte.as_ref()?.value.known();
        self.typed.given(Field::Many)?;
        let counts = post.and_then(in_posts);
        let by_fte = matches!(
            was.how_many.as_ref().map(|at| at.value),
            Some(HowMany::Fte(_))
        );
        let how_many = match (counts, post.and_then(in_fte)) {
            (None, Some(held)) => {
                let fte = self.typed.fte(Field::Many)?;
                if fte > held {
                    self.too_many(&held.to_string(), " FTE");
                }
                HowMany::Fte(fte)
            }
            (None, None) if by_fte => HowMany::Fte(self.typed.fte(Field::Many)?),
            (Some(_), Some(held)) if by_fte => {
                let fte = self.typed.fte(Field::Many)?;
                if fte > held {
                    self.too_many(&held.to_string(), " FTE");
                }
                HowMany::Fte(fte)
            }
            (held, _) => {
                let posts = self.typed.count(Field::Many)?;
                if let Some(held) = held.filter(|held| posts > *held) {
                    self.too_many(&held.to_string(), "");
                }
                HowMany::Posts(posts)
            }
        };
        Some(self.draft.new_value(how_many))
    }

    /// Does a field say what the row said before anything was typed?
    fn is_as_it_was(&self, field: Field) -> bool {
        self.row.entry.get(field) == self.typed.given(field).unwrap_or_default()
    }

    /// The routes that are named: those that were there, with all that is known of them, and new ones.
    fn routes(&self, mut was: Vec<Route>) -> Vec<Route> {
        let named = self.typed.names(Field::Route).into_iter();
        let route = |how: At<String>| {
            let old = was.iter().position(|old| old.how.value == how.value);
            old.map(|old| was.remove(old)).unwrap_or_else(|| Route {
                place: self.draft.nowhere(),
                how,
                from: None,
                people: None,
                because: None,
            })
        };
        named.map(route).collect()
    }

    fn too_many(&mut self, held: &str, unit: &str) {
        let on = self.draft.first_day().map(base::long_date);
        let on = on.map_or_else(String::new, |day| format!(" on {day}"));
        let words = format!(
            "Number of posts must be {held}{unit} or fewer: the register holds {held}{unit}{on}"
        );
        self.typed.fault(Field::Many, words);
    }

    fn established(&mut self, what: What) -> Established {
        let was = [0, 1].into_iter().find_map(|index| match self.was(index) {
            Some(Verb::Establish(new)) => Some((**new).clone()),
            _ => None,
        });
        let case = self.case;
        let post = self.row.post.and_then(|post| case.posts.get(post));
        let title = self.typed.text(Field::Title);
        if title.is_none() {
            self.typed
                .fault(Field::Title, "Enter the title of the new posts");
        }
        let posts = match what {
            What::Establish => self.typed.count(Field::Many),
            // As many come as go, where the posts are counted.
            _ => post
                .and_then(|post| post.how_many.posts.as_ref()?.value.known())
                .and_then(|held| {
                    let typed = self.typed.given(Field::Many);
                    typed.map_or(Some(held), |text| text.parse().ok())
                }),
        };
        let ends = self.in_whose_place(what);
        let fte = self.typed.known_fte(Field::Fte);
        let fte = fte.or_else(
            || match (ends, self.takes_over(Field::Fte, was.is_some())) {
                (Some(ends), true) if what == What::Replace => self.fte_of(ends),
                _ => None,
            },
        );
        let hours = was.as_ref().and_then(|was| was.how_many.hours.clone());
        if fte.is_none() && hours.is_none() && self.typed.given(Field::Fte).is_none() {
            self.typed
                .fault(Field::Fte, "Enter the FTE of the new posts together");
        }
        let own_posts = was.as_ref().and_then(|was| was.how_many.posts.clone());
        let units = self.typed.names(Field::Unit);
        let units = match (units.is_empty(), post) {
            (true, Some(post)) => post.units.clone(),
            _ => units,
        };
        let grade = self.typed.known_text(Field::Grade).or_else(|| {
            let takes_over = self.takes_over(Field::Grade, was.is_some());
            ends.filter(|_| takes_over)?.grade.clone()
        });
        let line_manager = self.typed.text(Field::ReportsTo).or_else(|| {
            let takes_over = self.takes_over(Field::ReportsTo, was.is_some());
            ends.filter(|_| takes_over)?.line_manager.clone()
        });
        let routes = was.as_ref().map_or_else(Vec::new, |was| was.routes.clone());
        let routes = match what {
            // The row of a replacement shows where the holders of the posts go that end.
            What::Replace => routes,
            _ => self.routes(routes),
        };
        let permanent = self.tenure_of_new();
        Established {
            title: title.unwrap_or_else(|| self.draft.new_value(String::new())),
            grade,
            point: self.typed.point(Field::Point),
            how_many: HowManyPosts {
                posts: posts
                    .map(|posts| self.draft.new_value(Known::Known(posts)))
                    .or(own_posts.filter(|_| what != What::Establish)),
                fte,
                hours,
                paid_weeks: was.as_ref().and_then(|was| was.how_many.paid_weeks.clone()),
            },
            units,
            line_manager,
            permanent,
            funding: self.typed.shares(Field::Funding),
            cost: self.typed.cost(Field::Cost),
            in_place_of: self.typed.names(Field::InPlaceOf),
            evaluation: was.as_ref().and_then(|was| was.evaluation.clone()),
            routes,
        }
    }

    /// The posts in whose place others come, where that is one line of posts.
    fn in_whose_place(&self, what: What) -> Option<&'w BasePost> {
        let case = self.case;
        if what == What::Replace {
            return self.row.post.and_then(|post| case.posts.get(post));
        }
        let title = self.typed.given(Field::InPlaceOf)?;
        let mut titled = case.posts.iter();
        let mut titled = titled
            .by_ref()
            .filter(|post| same_title(&post.title, title));
        titled.next().filter(|_| titled.next().is_none())
    }

    /// Is a field empty because nothing was ever said, rather than in a case that leaves it open?
    fn takes_over(&self, field: Field, was_there: bool) -> bool {
        let is_emptied = !self.row.entry.get(field).is_empty();
        self.typed.given(field).is_none() && (!was_there || is_emptied)
    }

    /// The FTE of as many posts as end; nothing where a part of a line does not say.
    fn fte_of(&self, ends: &BasePost) -> Option<At<Known<Fte>>> {
        let fte = ends.how_many.fte.as_ref()?.value.known()?;
        let posts = ends.how_many.posts.as_ref().and_then(|at| at.value.known());
        let many = self.typed.given(Field::Many);
        let taken = match (many, posts) {
            (None, _) => fte,
            (Some(many), None) => Fte::parse(many).ok()?,
            (Some(many), Some(posts)) => match many.parse().ok()? {
                many if many == posts => fte,
                many if fte == Fte::whole(posts) => Fte::whole(many),
                _ => return None,
            },
        };
        Some(self.draft.new_value(Known::Known(taken)))
    }

    /// Whether new posts are said to be permanent. Temporary posts need an end.
    fn tenure_of_new(&mut self) -> Option<At<bool>> {
        let permanent = self.typed.permanent()?;
        if permanent.value && self.typed.given(Field::Until).is_some() {
            let words = "Permanent posts have no last day: empty it, or select temporary";
            self.typed.fault(Field::Until, words);
        }
        let is_new = !self.is_as_it_was(Field::Tenure);
        if !permanent.value && is_new && !self.ends() && self.other_end(1).is_none() {
            self.typed
                .fault(Field::Until, "Enter the last day of the temporary posts");
        }
        Some(permanent)
    }

    /// The tenure that posts change to.
    fn tenure_of_changed(&mut self, was: Option<At<Tenure>>) -> Option<At<Tenure>> {
        let Some(permanent) = self.typed.permanent() else {
            if self.typed.given(Field::Until).is_some() && self.typed.given(Field::Tenure).is_none()
            {
                let words = "Select temporary, or \u{2018}Change for a time\u{2019} if the posts \
                    go back to what they were";
                self.typed.fault(Field::Tenure, words);
            }
            return None;
        };
        let end = self.typed.end(Field::Until);
        match (permanent.value, end) {
            (true, None) => Some(permanent.map(|_| Tenure::Permanent)),
            (true, Some(_)) => {
                let words = "Permanent posts have no last day: empty it, or select temporary";
                self.typed.fault(Field::Until, words);
                None
            }
            (false, Some(end)) => Some(end.map(Tenure::Temporary)),
            (false, None) => {
                let other = |at: &At<Tenure>| {
                    !matches!(at.value, Tenure::Permanent | Tenure::Temporary(End::On(_)))
                };
                let other = was.filter(other);
                if other.is_none() && self.typed.given(Field::Until).is_none() {
                    self.typed
                        .fault(Field::Until, "Enter the last day of the temporary posts");
                }
                other
            }
        }
    }

    fn changed(&mut self, what: What) -> Changed {
        let was = match self.was(0) {
            Some(Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to)) => {
                (**to).clone()
            }
            _ => Changed::default(),
        };
        // An end in the table of what they become is a day that the row shows, or is not shown and stays.
        let tenure = match what {
            What::Change => self.tenure_of_changed(was.tenure),
            _ => was
                .tenure
                .filter(|tenure| !matches!(&tenure.value, Tenure::Temporary(End::On(_)))),
        };
        Changed {
            title: self.typed.text(Field::Title),
            grade: self.typed.known_text(Field::Grade),
            point: self.typed.point(Field::Point),
            fte: self.typed.known_fte(Field::Fte),
            hours: was.hours,
            unit: self.typed.text(Field::Unit),
            line_manager: self.typed.text(Field::ReportsTo),
            tenure,
            funding: self.typed.shares(Field::Funding),
            cost: self.typed.cost(Field::Cost),
        }
    }

    fn payment(&mut self) -> Honorarium {
        let was = match self.was(0) {
            Some(Verb::Pay(payment)) => Some(payment.clone()),
            _ => None,
        };
        let to = self.posts();
        let a_year = was.as_ref().and_then(|was| was.a_year.clone());
        let amount = self.typed.known_money(Field::Amount);
        if amount.is_none() && a_year.is_none() && self.typed.given(Field::Amount).is_none() {
            self.typed
                .fault(Field::Amount, "Enter the amount that is paid");
        }
        Honorarium {
            to,
            amount,
            a_year,
            called: was.and_then(|was| was.called),
        }
    }
}

fn says_nothing(to: &Changed) -> bool {
    to.title.is_none()
        && to.grade.is_none()
        && to.point.is_none()
        && to.fte.is_none()
        && to.hours.is_none()
        && to.unit.is_none()
        && to.line_manager.is_none()
        && to.tenure.is_none()
        && to.funding.is_empty()
        && to.cost.is_none()
}

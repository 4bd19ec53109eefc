//! A number for each distinct place, for each distinct kind of post, and for each with who pays.

use std::borrow::Borrow;
use std::hash::{BuildHasher as _, Hash};

use base::{Exact, Fte, Known, Pence, same_name};
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::act::Amendment;
use crate::ledger::Decision;
use crate::post::{FundShare, Occupancy, Placement, PostLine, Tenure};

/// Where posts are, and whose they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The council: its number among [`super::Columns::bodies`].
    pub body: u32,
    /// The unit, as far as it is stated.
    pub placement: Placement,
}

/// Whose posts are, what they are, and who pays for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Paid {
    /// The council: its number among [`super::Columns::bodies`].
    pub body: u32,
    /// The number of their terms.
    pub terms: u32,
    /// The number of their shares.
    pub shares: u32,
}

/// The numbers of a state of a line: of its place, its terms, and its terms with who pays. All 0 where
/// there are no posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) place: u32,
    pub(super) terms: u32,
    pub(super) paid: u32,
}

impl State {
    /// No posts.
    pub(super) const GONE: Self = Self {
        place: 0,
        terms: 0,
        paid: 0,
    };
}

/// Distinct values, each with its number.
#[derive(Clone, Debug)]
struct Numbered<T> {
    values: Vec<T>,
    /// The numbers by value; of the first values, where others have not been asked for.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl<T> Numbered<T> {
    fn of(values: Vec<T>) -> Self {
        Self {
            values,
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// The number of the value that is meant, and of what `make` makes if there is none.
    fn number(
        &mut self,
        hash: impl Fn(&DefaultHashBuilder, &T) -> u64,
        wanted: u64,
        is_meant: impl Fn(&T) -> bool,
        make: impl FnOnce() -> T,
    ) -> u32 {
        let Self {
            values,
            numbers,
            hasher,
        } = self;
        for number in numbers.len()..values.len() {
            let wanted = hash(hasher, &values[number]);
            let hash = |number: &u32| hash(hasher, &values[*number as usize]);
            numbers.insert_unique(wanted, u32::try_from(number).unwrap_or(u32::MAX), hash);
        }
        let is_meant = |number: &u32| is_meant(&values[*number as usize]);
        if let Some(number) = numbers.find(wanted, is_meant) {
            return *number;
        }
        let number = u32::try_from(values.len()).unwrap_or(u32::MAX);
        values.push(make());
        let hash = |number: &u32| hash(hasher, &values[*number as usize]);
        numbers.insert_unique(wanted, number, hash);
        number
    }
}

impl<T: Eq + Hash> Numbered<T> {
    /// The number of a value, in whatever form it is held.
    fn number_of<Q>(&mut self, value: &Q) -> u32
    where
        Q: Eq + Hash + ToOwned<Owned = T> + ?Sized,
        T: Borrow<Q>,
    {
        let wanted = self.hasher.hash_one(value);
        self.number(
            |hasher, value| hasher.hash_one(value.borrow()),
            wanted,
            |held| held.borrow() == value,
            || value.to_owned(),
        )
    }
}

/// All numbers. Number 0 stands for nothing: no posts.
#[derive(Clone, Debug)]
pub(super) struct Codes {
    bodies: Vec<String>,
    places: Numbered<Place>,
    terms: Numbered<PostLine>,
    shares: Numbered<Vec<FundShare>>,
    paid: Numbered<Paid>,
}

impl Codes {
    /// What has the number 0.
    pub(super) const NOWHERE: Place = Place {
        body: u32::MAX,
        placement: Placement::NotStated,
    };
    pub(super) const NOTHING: Paid = Paid {
        body: u32::MAX,
        terms: 0,
        shares: 0,
    };

    pub(super) fn new() -> Self {
        let (places, paid) = (vec![Self::NOWHERE], vec![Self::NOTHING]);
        Self::of_values(Vec::new(), places, Vec::new(), Vec::new(), paid)
    }

    /// With these values, of terms and shares from number 1 on.
    pub(super) fn of_values(
        bodies: Vec<String>,
        places: Vec<Place>,
        mut terms: Vec<PostLine>,
        mut shares: Vec<Vec<FundShare>>,
        paid: Vec<Paid>,
    ) -> Self {
        // No terms have a title, so these are nobody's.
        terms.insert(0, PostLine::titled("no posts"));
        shares.insert(0, Vec::new());
        Self {
            bodies,
            places: Numbered::of(places),
            terms: Numbered::of(terms),
            shares: Numbered::of(shares),
            paid: Numbered::of(paid),
        }
    }

    pub(super) fn bodies(&self) -> &[String] {
        &self.bodies
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places.values
    }

    pub(super) fn terms(&self) -> &[PostLine] {
        &self.terms.values
    }

    pub(super) fn shares(&self) -> &[Vec<FundShare>] {
        &self.shares.values
    }

    pub(super) fn paid(&self) -> &[Paid] {
        &self.paid.values
    }

    /// The number of the council of a decision.
    pub(super) fn body(&mut self, decision: &Decision) -> u32 {
        let name = &decision.body;
        let exactly = self.bodies.iter().position(|held| held == name);
        let held = exactly.or_else(|| self.bodies.iter().position(|held| same_name(held, name)));
        let number = held.unwrap_or_else(|| {
            self.bodies.push(name.clone());
            self.bodies.len() - 1
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The number of the council of a decision that was seen before.
    pub(super) fn known_body(&self, decision: &Decision) -> u32 {
        let is_it = |held: &String| same_name(held, &decision.body);
        let held = self.bodies.iter().position(is_it);
        held.and_then(|at| u32::try_from(at).ok())
            .unwrap_or(u32::MAX)
    }

    /// The numbers of a post of a council.
    pub(super) fn of(&mut self, body: u32, post: &PostLine) -> State {
        let place = self.place(body, &post.placement);
        let terms = self.terms_of(post);
        let shares = self.shares.number_of(post.funding.as_slice());
        self.state(body, place, terms, shares)
    }

    /// The numbers of a post of such a state, once it is amended.
    pub(super) fn amended(&mut self, state: State, to: &Amendment) -> State {
        let Amendment {
            title: _,
            grade,
            point,
            fte,
            hours,
            placement,
            line_manager: _,
            tenure,
            funding,
            stated_cost,
        } = to;
        let Paid { body, shares, .. } = self.paid.values[state.paid as usize];
        let place = match placement {
            Some(placement) => self.place(body, placement),
            None => state.place,
        };
        let shares = match funding {
            Some(funding) => self.shares.number_of(funding.as_slice()),
            None => shares,
        };
        let same_terms = grade.is_none()
            && point.is_none()
            && fte.is_none()
            && hours.is_none()
            && tenure.is_none()
            && stated_cost.is_none();
        let terms = match same_terms {
            true => state.terms,
            false => {
                let post = to.applied(&self.terms.values[state.terms as usize]);
                self.terms_of(&post)
            }
        };
        self.state(body, place, terms, shares)
    }

    fn state(&mut self, body: u32, place: u32, terms: u32, shares: u32) -> State {
        let paid = self.paid.number_of(&Paid {
            body,
            terms,
            shares,
        });
        State { place, terms, paid }
    }

    fn place(&mut self, body: u32, placement: &Placement) -> u32 {
        let placement = placement.clone();
        self.places.number_of(&Place { body, placement })
    }

    fn terms_of(&mut self, post: &PostLine) -> u32 {
        let wanted = self.terms.hasher.hash_one(Terms::of(post));
        self.terms.number(
            |hasher, held| hasher.hash_one(Terms::held(held)),
            wanted,
            |held| Terms::held(held) == Terms::of(post),
            || Terms::of(post).alone(),
        )
    }
}

/// What columns hold of a post line beside its place and who pays.
#[derive(PartialEq, Eq, Hash)]
struct Terms<'p> {
    title: &'p str,
    grade: &'p Known<String>,
    point: Option<u16>,
    posts: Known<u32>,
    fte: Known<Fte>,
    hours: Option<Exact>,
    paid_weeks: Option<Exact>,
    tenure: &'p Known<Tenure>,
    occupancy: Known<Occupancy>,
    covered_by: Option<&'p str>,
    stated_cost: Option<Pence>,
}

impl<'p> Terms<'p> {
    fn of(post: &'p PostLine) -> Self {
        let PostLine {
            number: _,
            title: _,
            grade,
            point,
            posts,
            fte,
            hours,
            paid_weeks,
            placement: _,
            line_manager: _,
            tenure,
            funding: _,
            occupancy,
            covered_by,
            stated_cost,
        } = post;
        Self {
            title: "",
            grade,
            point: *point,
            posts: *posts,
            fte: *fte,
            hours: *hours,
            paid_weeks: *paid_weeks,
            tenure,
            occupancy: *occupancy,
            covered_by: covered_by.as_deref(),
            stated_cost: *stated_cost,
        }
    }

    /// Of terms that have a number.
    fn held(terms: &'p PostLine) -> Self {
        Self {
            title: &terms.title,
            ..Self::of(terms)
        }
    }

    /// A post line that holds nothing else.
    fn alone(self) -> PostLine {
        PostLine {
            grade: self.grade.clone(),
            point: self.point,
            posts: self.posts,
            fte: self.fte,
            hours: self.hours,
            paid_weeks: self.paid_weeks,
            tenure: self.tenure.clone(),
            occupancy: self.occupancy,
            covered_by: self.covered_by.map(str::to_owned),
            stated_cost: self.stated_cost,
            ..PostLine::titled(self.title)
        }
    }
}

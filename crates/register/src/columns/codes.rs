//! A number for each distinct place, for each distinct kind of post, and for each with who pays.

use std::collections::HashMap;

use base::same_name;

use crate::ledger::Decision;
use crate::post::{FundShare, Placement, PostLine};

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

/// Distinct values, each with its number.
#[derive(Clone, Debug)]
struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    /// With the value that has the number 0.
    fn starting_with(value: T) -> Self {
        let mut numbered = Self {
            values: Vec::new(),
            numbers: HashMap::new(),
        };
        numbered.number(value);
        numbered
    }

    fn number(&mut self, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.clone());
        self.numbers.insert(value, number);
        number
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
    pub(super) fn new() -> Self {
        let nowhere = Place {
            body: u32::MAX,
            placement: Placement::NotStated,
        };
        let nothing = Paid {
            body: u32::MAX,
            terms: 0,
            shares: 0,
        };
        Self {
            bodies: Vec::new(),
            places: Numbered::starting_with(nowhere),
            // No terms have a title, so these are nobody's.
            terms: Numbered::starting_with(PostLine::titled("no posts")),
            shares: Numbered::starting_with(Vec::new()),
            paid: Numbered::starting_with(nothing),
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

    /// The numbers of a post of a council: of its place, its terms, and its terms with who pays.
    pub(super) fn of(&mut self, body: u32, post: PostLine) -> (u32, u32, u32) {
        let PostLine {
            placement, funding, ..
        } = post;
        let terms = PostLine {
            number: None,
            title: String::new(),
            placement: Placement::NotStated,
            line_manager: None,
            funding: Vec::new(),
            ..post
        };
        let terms = self.terms.number(terms);
        let shares = self.shares.number(funding);
        let place = self.places.number(Place { body, placement });
        let paid = Paid {
            body,
            terms,
            shares,
        };
        (place, terms, self.paid.number(paid))
    }

    /// A post with these numbers; what the columns do not hold is empty.
    pub(super) fn post(&self, place: u32, paid: u32) -> PostLine {
        let Paid { terms, shares, .. } = self.paid.values[paid as usize];
        PostLine {
            title: String::new(),
            placement: self.places.values[place as usize].placement.clone(),
            funding: self.shares.values[shares as usize].clone(),
            ..self.terms.values[terms as usize].clone()
        }
    }
}

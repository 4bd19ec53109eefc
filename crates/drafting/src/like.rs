//! Like posts: lines of the register that a case cannot tell apart, and so takes as one.

use std::collections::{BTreeMap, BTreeSet};

use base::{Exact, Fte, Known};
use proposal::{same_title, title_key};
use register::{Establishment, FundShare, Line, LineId, Occupancy, Placement, PostLine};

/// Lines of one title, grade, unit and tenure.
#[derive(Clone, Debug)]
pub struct LikePosts<'e> {
    lines: Vec<&'e Line>,
}

impl<'e> LikePosts<'e> {
    /// Those that stand in a register, in its order, of the lines of which one was chosen.
    pub fn of(register: &'e Establishment, chosen: &[LineId]) -> Vec<Self> {
        let chosen: BTreeSet<LineId> = chosen.iter().copied().collect();
        let lines = chosen.iter().filter_map(|line| register.line(*line));
        let titles: BTreeMap<String, &str> = lines
            .map(|line| (title_key(&line.post.title), line.post.title.as_str()))
            .collect();
        let is_chosen = |like: &Self| like.lines.iter().any(|line| chosen.contains(&line.id));
        let all = titles
            .values()
            .flat_map(|title| Self::titled(register, title));
        let mut found: Vec<Self> = all.filter(is_chosen).collect();
        found.sort_by_key(Self::first);
        found
    }

    /// Those of a register that have a title, in its order.
    pub(crate) fn titled(register: &'e Establishment, title: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for line in register.titled(title) {
            if !same_title(&line.post.title, title) {
                continue;
            }
            match all
                .iter_mut()
                .find(|like| alike(&like.lines[0].post, &line.post))
            {
                Some(like) => like.lines.push(line),
                None => all.push(Self { lines: vec![line] }),
            }
        }
        all
    }

    /// Is it more than one line?
    pub(crate) fn is_several(&self) -> bool {
        self.lines.len() > 1
    }

    /// The first of the lines.
    pub(crate) fn first(&self) -> LineId {
        self.lines[0].id
    }

    /// All of them as one line: what they share, and the sums of what they are many of.
    pub fn together(&self) -> PostLine {
        let posts: Vec<&PostLine> = self.lines.iter().map(|line| &line.post).collect();
        let first = posts[0];
        PostLine {
            number: None,
            posts: sum(
                &posts,
                0,
                |post| post.posts,
                |sum: u32, posts| sum.checked_add(posts),
            ),
            fte: sum(
                &posts,
                Fte::ZERO,
                |post| post.fte,
                |sum, fte| Some(sum + fte),
            ),
            point: shared(&posts, |post| post.point).flatten(),
            hours: shared(&posts, |post| post.hours).flatten(),
            paid_weeks: shared(&posts, |post| post.paid_weeks).flatten(),
            line_manager: shared(&posts, |post| post.line_manager.clone()).flatten(),
            funding: funding(&posts),
            occupancy: occupancy(&posts),
            covered_by: shared(&posts, |post| post.covered_by.clone()).flatten(),
            stated_cost: shared(&posts, |post| post.stated_cost).flatten(),
            ..first.clone()
        }
    }
}

/// Can a case not tell these apart, whose titles are the same?
fn alike(a: &PostLine, b: &PostLine) -> bool {
    a.grade == b.grade && a.placement == b.placement && a.tenure == b.tenure
}

fn sum<T: Copy>(
    posts: &[&PostLine],
    nothing: T,
    of: impl Fn(&PostLine) -> Known<T>,
    add: impl Fn(T, T) -> Option<T>,
) -> Known<T> {
    let sum = posts
        .iter()
        .try_fold(nothing, |sum, post| add(sum, of(post).known()?));
    Known::from(sum)
}

/// What all of them have.
fn shared<T: PartialEq>(posts: &[&PostLine], of: impl Fn(&PostLine) -> T) -> Option<T> {
    let first = of(posts[0]);
    posts.iter().all(|post| of(post) == first).then_some(first)
}

/// Who pays, if the same pay for each; else those who pay for any, in shares that are not known.
fn funding(posts: &[&PostLine]) -> Vec<FundShare> {
    if let Some(same) = shared(posts, |post| post.funding.clone()) {
        return same;
    }
    let mut funds: Vec<FundShare> = Vec::new();
    for share in posts.iter().flat_map(|post| &post.funding) {
        if funds.iter().all(|known| known.fund != share.fund) {
            funds.push(FundShare {
                fund: share.fund.clone(),
                share: Known::Unknown,
            });
        }
    }
    funds
}

fn occupancy(posts: &[&PostLine]) -> Known<Occupancy> {
    if let Some(same @ Known::Known(Occupancy::Vacant | Occupancy::Filled)) =
        shared(posts, |post| post.occupancy)
    {
        return same;
    }
    let held = |post: &PostLine| match post.occupancy.known()? {
        Occupancy::Vacant => Some(0),
        Occupancy::Filled => post.posts.known(),
        Occupancy::PartFilled(people) => Some(people),
    };
    let people = posts
        .iter()
        .try_fold(0_u32, |sum, post| sum.checked_add(held(post)?));
    Known::from(people.map(Occupancy::PartFilled))
}

/// The names of the units in which like posts stand.
pub(crate) fn unit_names(register: &Establishment, placement: &Placement) -> Vec<String> {
    let name = |unit| register.unit(unit).map(|unit| unit.name.clone());
    match placement {
        Placement::In(unit) => name(*unit).into_iter().collect(),
        Placement::OneOf(units) => units.iter().filter_map(|unit| name(*unit)).collect(),
        Placement::NotStated => Vec::new(),
    }
}

/// A share, where one fund pays all of it, needs no number.
pub(crate) fn share_of(share: &FundShare, alone: bool) -> Known<Exact> {
    match alone {
        true => Known::Unknown,
        false => share.share,
    }
}

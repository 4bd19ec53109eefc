//! Which posts rows may mean: those of the draft, and those of the register that the draft does not have.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::{Known, folded, same_name, similarity};
use proposal::case::BasePost;
use proposal::{nearest, title_key};
use register::{Establishment, LineId};

use super::answer::Named;
use crate::choose::{Base, base_post};
use crate::draft::Draft;
use crate::like::{LikePosts, unit_names};

/// For so many titles that nothing is called, the nearest is looked for.
const MOST_NEAREST: usize = 40;
/// So many posts are offered at most.
const MOST_OFFERED: usize = 8;

/// Like posts that a row may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What tells them from others, for a form.
    pub key: String,
    /// What they are.
    pub post: Arc<BasePost>,
    /// One of their lines in the register, where the draft does not have them yet.
    pub(super) line: Option<LineId>,
    /// How many posts the line holds that was named by its number, where others are like it.
    pub(super) of_them: Option<u32>,
    /// Are they taken from the rows that name them, for the register does not hold them?
    pub is_of_rows: bool,
}

/// What the posts that rows name so may be.
#[derive(Clone, Debug)]
pub(super) enum Match {
    /// These.
    One(Candidate),
    /// One of several.
    Several(Vec<Candidate>),
    /// None; these are like them.
    None(Vec<Candidate>),
}

/// The posts of a draft and a register, looked up by what rows call them.
pub(super) struct Candidates<'c> {
    draft: &'c Draft,
    register: &'c Establishment,
    base: Base<'c>,
    numbers: Option<BTreeMap<String, LineId>>,
    titles: Option<Vec<String>>,
    found: BTreeMap<Named, Match>,
    looked_far: usize,
}

impl<'c> Candidates<'c> {
    pub(super) fn of(draft: &'c Draft, register: &'c Establishment) -> Self {
        Self {
            draft,
            register,
            base: Base::of(&draft.case),
            numbers: None,
            titles: None,
            found: BTreeMap::new(),
            looked_far: 0,
        }
    }

    /// What rows mean that name posts so.
    pub(super) fn named(&mut self, named: &Named) -> Match {
        if let Some(known) = self.found.get(named) {
            return known.clone();
        }
        let found = match self.numbered(&named.number) {
            Some(candidate) => Match::One(candidate),
            None => self.titled(named),
        };
        self.found.insert(named.clone(), found.clone());
        found
    }

    fn numbered(&mut self, number: &str) -> Option<Candidate> {
        if number.is_empty() {
            return None;
        }
        let register = self.register;
        let numbers = self.numbers.get_or_insert_with(|| {
            let numbered =
                |line: &register::Line| Some((folded(line.post.number.as_ref()?), line.id));
            register.lines().filter_map(numbered).collect()
        });
        let line = *numbers.get(&folded(number))?;
        let like = LikePosts::of(register, &[line]).into_iter().next()?;
        let own = register.line(line)?.post.posts.known();
        Some(Candidate {
            of_them: own.filter(|_| like.is_several()),
            ..self.of_register(&like)
        })
    }

    fn titled(&mut self, named: &Named) -> Match {
        let all = self.called(&named.title);
        if all.is_empty() {
            return Match::None(self.near(&named.title));
        }
        let fits = |candidate: &&Candidate| self.fits(named, &candidate.post);
        let mut fitting: Vec<Candidate> = all.iter().filter(fits).cloned().collect();
        if named.unit.is_empty() && fitting.len() > 1 {
            // Where no unit is named, that of the proposal is meant, if it has such posts.
            let own: Vec<Candidate> = fitting
                .iter()
                .filter(|candidate| self.is_in_own_unit(&candidate.post))
                .cloned()
                .collect();
            if !own.is_empty() {
                fitting = own;
            }
        }
        match (fitting.len(), fitting.pop()) {
            (1, Some(only)) => Match::One(only),
            (_, Some(last)) => {
                fitting.push(last);
                fitting.truncate(MOST_OFFERED);
                Match::Several(fitting)
            }
            (_, None) => Match::None(all.into_iter().take(MOST_OFFERED).collect()),
        }
    }

    /// All that have a title, those of the draft first.
    fn called(&self, title: &str) -> Vec<Candidate> {
        if title.is_empty() {
            return Vec::new();
        }
        let held = self.base.titled(title);
        let held = held.map(|post| Candidate {
            key: key(post),
            post: Arc::new(post.clone()),
            line: None,
            of_them: None,
            is_of_rows: false,
        });
        let mut all: Vec<Candidate> = held.collect();
        for like in LikePosts::titled(self.register, title) {
            let candidate = self.of_register(&like);
            if candidate.line.is_some() {
                all.push(candidate);
            }
        }
        all
    }

    /// Like posts of the register: those of the draft, if it has them already.
    fn of_register(&self, like: &LikePosts<'_>) -> Candidate {
        let line = like.together();
        let units = unit_names(self.register, &line.placement);
        let post = base_post(self.draft, &line, &units);
        match self.base.find(&post) {
            Some(held) => {
                let post = self.draft.case.posts[held].clone();
                Candidate {
                    key: key(&post),
                    post: Arc::new(post),
                    line: None,
                    of_them: None,
                    is_of_rows: false,
                }
            }
            None => Candidate {
                key: key(&post),
                post: Arc::new(post),
                line: Some(like.first()),
                of_them: None,
                is_of_rows: false,
            },
        }
    }

    fn fits(&self, named: &Named, post: &BasePost) -> bool {
        let held = post.grade.as_ref().and_then(|at| at.value.as_ref().known());
        let grade = match held {
            Some(grade) => named.grade.is_empty() || same_name(grade, &named.grade),
            None => true,
        };
        grade && (named.unit.is_empty() || self.is_within(post, &named.unit))
    }

    fn is_in_own_unit(&self, post: &BasePost) -> bool {
        let own = &self.draft.case.defaults.units;
        own.iter().any(|unit| self.is_within(post, unit))
    }

    /// Do posts stand in a unit, or in one that is part of it?
    fn is_within(&self, post: &BasePost, unit: &str) -> bool {
        let own = match post.units.is_empty() {
            true => &self.draft.case.defaults.units,
            false => &post.units,
        };
        own.iter().any(|one| {
            let mut next = self.register.unit_named(one);
            if same_name(one, unit) {
                return true;
            }
            let mut steps = self.register.units().count();
            while let Some(found) = next.and_then(|id| self.register.unit(id)) {
                if same_name(&found.name, unit) {
                    return true;
                }
                // A register refuses circles; should one be there, going round it ends.
                steps -= 1;
                next = found.part_of.filter(|_| steps > 0);
            }
            false
        })
    }

    /// Those whose titles are most like one that nothing is called.
    fn near(&mut self, title: &str) -> Vec<Candidate> {
        if title.is_empty() || self.looked_far == MOST_NEAREST {
            return Vec::new();
        }
        self.looked_far += 1;
        let (register, case) = (self.register, &self.draft.case);
        let titles = self.titles.get_or_insert_with(|| {
            let held = case.posts.iter().map(|post| post.title.value.as_str());
            let all = register.lines().map(|line| line.post.title.as_str());
            let all: BTreeSet<&str> = held.chain(all).collect();
            all.into_iter().map(str::to_owned).collect()
        });
        let slip = nearest(title, titles.iter().map(String::as_str));
        let alike = || {
            let scored = titles.iter().map(|known| (similarity(known, title), known));
            let best = scored.filter(|(alike, _)| *alike >= 33);
            best.max_by_key(|(alike, _)| *alike)
                .map(|(_, known)| known.as_str())
        };
        let Some(meant) = slip.or_else(alike).map(str::to_owned) else {
            return Vec::new();
        };
        let mut near = self.called(&meant);
        near.truncate(MOST_OFFERED);
        near
    }
}

/// What tells posts from others: a case knows them by title, grade, unit and tenure.
fn key(post: &BasePost) -> String {
    let grade = match post.grade.as_ref().map(|at| &at.value) {
        Some(Known::Known(grade)) => grade.as_str(),
        Some(Known::Unknown | Known::Withheld) | None => "",
    };
    let units: Vec<&str> = post.units.iter().map(|unit| unit.value.as_str()).collect();
    let tenure = post.tenure.as_ref().map(|at| format!("{:?}", at.value));
    let tenure = tenure.unwrap_or_default();
    format!(
        "{}|{grade}|{}|{tenure}",
        title_key(&post.title),
        units.join(";")
    )
}

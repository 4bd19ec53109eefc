//! A part of a draft that somebody else writes: what is within one unit.
//!
//! ```text
//! Draft + a unit ──give──▶ Part, a draft that says nothing of the rest
//! Draft + Part as it was given + Part as it is now ──take in──▶ Draft, or what both changed
//! ```

use std::collections::BTreeSet;

use base::same_name;
use diagnostics::At;
use proposal::case::{BasePost, Change, ExemptPart, Exemption, Route, Verb};
use proposal::rebase::{UnitsOfChanges, is_within};
use proposal::{Case, same_title, title_key, write};
use register::{Establishment, Placement};

use crate::draft::Draft;

/// Why a part is withheld of which the whole withholds more than the pay of posts.
const WITHHELD_WITH_WHOLE: &str = "It is part of a proposal that is withheld in part.";

/// A unit of which a part of a draft is.
#[derive(Clone, Copy)]
pub struct PartUnit<'a> {
    /// Its name.
    pub name: &'a str,
    /// The register on which the draft stands.
    pub register: &'a Establishment,
}

/// What becomes of a draft when a part of it comes back.
#[derive(Clone, Debug)]
pub enum PartBack {
    /// It has what was changed in the part.
    TakenIn(Draft),
    /// It says otherwise by now what the part changed too.
    BothChanged {
        /// What both changed, by title or name.
        about: Vec<String>,
        /// The draft with the part in the place of all that it says of the unit.
        replaced: Draft,
    },
}

/// The part of a draft that is within a unit, as a draft under a title of its own: the posts and changes of that
/// unit and of those below it, the days on which they take effect, and how posts are costed. Nothing of the rest
/// is in it: no other unit, no total, no word of the report. What reaches from the unit into another is the rest's.
pub fn give_part(draft: &Draft, unit: PartUnit<'_>, title: &str) -> Draft {
    let whole = &draft.case;
    let within = Within::new(whole, unit);
    let mut case = Draft::read("").case;
    case.header.title = Some(draft.new_value(title.to_owned()));
    case.header.part_of = Some(draft.new_value(unit.name.to_owned()));
    case.header.body.clone_from(&whole.header.body);
    case.header.template.clone_from(&whole.header.template);
    case.costing = whole.costing.clone();
    if case.costing.pay_date.is_none() {
        case.costing.pay_date.clone_from(&whole.header.date);
    }
    case.defaults = whole.defaults.clone();
    case.defaults.units = vec![draft.new_value(unit.name.to_owned())];
    case.defaults.paragraph = None;
    case.defaults.assumed = None;
    let units = whole.units.iter();
    case.units = units
        .filter(|one| within.holds(&one.name))
        .cloned()
        .collect();
    case.posts = within.posts().map(|(_, post)| bare_post(post)).collect();
    let changes = within.changes().into_iter();
    case.changes = changes
        .map(|at| saying_less(bare(explicit(&whole.changes[at], whole)), &case))
        .collect();
    let posts = whole.exempt.iter();
    case.exempt = posts
        .filter(|one| one.part == ExemptPart::Posts && is_about(&case, &one.of))
        .cloned()
        .collect();
    // What else the whole withholds, such as its structure, may be all that the part is.
    let mut others = whole.exempt.iter();
    if let Some(other) = others.find(|one| one.part != ExemptPart::Posts) {
        case.exempt.push(Exemption {
            part: ExemptPart::Document,
            of: draft.new_value("report".to_owned()),
            fields: Vec::new(),
            totals: false,
            reason: Some(draft.new_value(WITHHELD_WITH_WHOLE.to_owned())),
            ..other.clone()
        });
    }
    Draft::of(&case)
}

/// The draft with what was changed in a part of it since it was given. What the draft itself says of the unit and
/// the part left alone stays; taking the same in again changes nothing.
pub fn take_in_part(now: &Draft, unit: PartUnit<'_>, given: &Draft, part: &Draft) -> PartBack {
    let within = Within::new(&now.case, unit);
    let own: Vec<usize> = within.changes();
    let key_of = |change: &Change, case: &Case| change_key(&explicit(change, case));
    let keys = |case: &Case| -> Vec<String> {
        let changes = case.changes.iter();
        changes.map(|change| key_of(change, case)).collect()
    };
    let (before, after) = (keys(&given.case), keys(&part.case));
    // What the part never had beside a change makes it no other change.
    let mut here: Vec<Option<(usize, [String; 2])>> = { own.iter() }
        .map(|at| {
            let change = explicit(&now.case.changes[*at], &now.case);
            Some((*at, [change_key(&change), change_key(&bare(change))]))
        })
        .collect();
    let mut take = |key: &String| -> Option<usize> {
        let is_it = |one: &&mut Option<(usize, [String; 2])>| {
            one.as_ref().is_some_and(|one| one.1.contains(key))
        };
        here.iter_mut().find(is_it)?.take().map(|(at, _)| at)
    };
    let removed = missing_from(&before, &after);
    let added = missing_from(&after, &before);
    let mut about = Vec::new();
    let mut gone = BTreeSet::new();
    let found: Vec<Option<usize>> = removed.iter().map(|at| take(&before[*at])).collect();
    let added: Vec<usize> = added
        .into_iter()
        .filter(|at| take(&after[*at]).is_none())
        .collect();
    // What is neither as it was given nor as it is in the part was changed here too; if nothing of it is left here
    // beside what the part says, it was taken in before.
    let left: Vec<&str> = { here.iter().flatten() }
        .map(|(at, _)| now.case.changes[*at].verb.subject().value.as_str())
        .collect();
    let is_new = !added.is_empty();
    for (at, found) in removed.iter().zip(&found) {
        let subject = &given.case.changes[*at].verb.subject().value;
        match found {
            Some(found) => {
                gone.insert(*found);
            }
            None if is_new || left.iter().any(|own| same_title(own, subject)) => {
                about.push(subject.clone());
            }
            None => {}
        }
    }
    let mut replaced: Vec<usize> = found.iter().flatten().copied().collect();
    let posts = posts_taken_in(&within, &now.case, &given.case, &part.case, &mut about);
    let mut case = now.case.clone();
    case.posts = posts;
    for unit in &part.case.units {
        if !case
            .units
            .iter()
            .any(|own| same_name(&own.name, &unit.name))
        {
            case.units.push(unit.clone());
        }
    }
    about.dedup();
    if about.is_empty() {
        let place = gone.first().copied();
        let place = place.or_else(|| own.last().map(|last| last + 1));
        let place = place.unwrap_or(case.changes.len());
        let added = added.into_iter();
        let added = added.map(|at| as_in_whole(part, at, now, &mut replaced));
        let added = added.collect();
        case.changes = spliced(&now.case.changes, &gone, place, added);
        return PartBack::TakenIn(changed(now, &case));
    }
    let place = own.first().copied().unwrap_or(case.changes.len());
    replaced.clone_from(&own);
    let all = (0..part.case.changes.len()).map(|at| as_in_whole(part, at, now, &mut replaced));
    let all = all.collect();
    case.changes = spliced(&now.case.changes, &own.into_iter().collect(), place, all);
    let replaced = changed(now, &case);
    PartBack::BothChanged { about, replaced }
}

/// A change of a part as it stands in the whole; of those that it may replace, the first of the same posts lends it
/// what the part never had beside it.
fn as_in_whole(part: &Draft, at: usize, now: &Draft, replaced: &mut Vec<usize>) -> Change {
    let change = explicit(&part.case.changes[at], &part.case);
    let own = |own: &usize| &now.case.changes[*own];
    let subject = &change.verb.subject().value;
    let found = replaced
        .iter()
        .position(|one| same_title(&own(one).verb.subject().value, subject));
    let change = match found.map(|found| replaced.remove(found)) {
        Some(one) => dressed(change, &explicit(own(&one), &now.case)),
        None => change,
    };
    saying_less(change, &now.case)
}

/// What of a part reaches beyond its unit, by title or name: whoever takes it in should know.
pub fn beyond_part(part: &Draft, unit: PartUnit<'_>) -> Vec<String> {
    let within = Within::new(&part.case, unit).changes();
    let changes = part.case.changes.iter().enumerate();
    changes
        .filter(|(at, _)| !within.contains(at))
        .map(|(_, change)| change.verb.subject().value.clone())
        .collect()
}

/// What of a case is within a unit.
struct Within<'a> {
    case: &'a Case,
    unit: PartUnit<'a>,
}

impl<'a> Within<'a> {
    fn new(case: &'a Case, unit: PartUnit<'a>) -> Self {
        Self { case, unit }
    }

    /// Is a unit the one of the part, or below it, as the case or else the register has it?
    fn holds(&self, name: &str) -> bool {
        let register = self.unit.register;
        let above = |name: &str| {
            is_within(self.case, name).or_else(|| {
                let unit = register.unit(register.unit_named(name)?)?;
                Some(register.unit(unit.part_of?)?.name.clone())
            })
        };
        let mut next = Some(self.main_name(name).to_owned());
        // A case can say that units are within each other.
        for _ in 0..=self.case.units.len() + register.units().count() {
            match next {
                Some(name) if same_name(&name, self.main_name(self.unit.name)) => return true,
                Some(name) => next = above(&name).map(|name| self.main_name(&name).to_owned()),
                None => return false,
            }
        }
        false
    }

    /// The name by which the case lists a unit.
    fn main_name<'n>(&'n self, name: &'n str) -> &'n str {
        let is_it = |other: &At<String>| same_name(other, name);
        let mut units = self.case.units.iter();
        let listed = units.find(|unit| is_it(&unit.name) || unit.also_called.iter().any(is_it));
        listed.map_or(name, |unit| &unit.name.value)
    }

    fn hold_all<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        let Some(first) = names.next() else {
            return false;
        };
        self.holds(first) && names.all(|name| self.holds(name))
    }

    /// The changes that are wholly within it, by their places: those that name no other unit, and no post of one.
    fn changes(&self) -> Vec<usize> {
        let units = UnitsOfChanges::new(self.case, self.unit.register);
        let all = 0..self.case.changes.len();
        let own: Vec<usize> = all
            .filter(|at| self.hold_all(units.of(*at).iter().map(String::as_str)))
            .collect();
        let established = own.iter().filter_map(|at| {
            let change = &self.case.changes[*at];
            matches!(change.verb, Verb::Establish(_)).then(|| change.verb.subject().value.as_str())
        });
        let listed: Vec<String> = self.posts().map(|(_, post)| post.title.value).collect();
        let register = self.unit.register;
        let held = register.lines().filter(|line| match &line.post.placement {
            Placement::In(unit) => register
                .unit(*unit)
                .is_some_and(|own| self.holds(&own.name)),
            Placement::OneOf(_) | Placement::NotStated => false,
        });
        let titles: BTreeSet<String> = established
            .chain(listed.iter().map(String::as_str))
            .chain(held.map(|line| line.post.title.as_str()))
            .map(title_key)
            .collect();
        let is_own = |name: &str| titles.contains(&title_key(name)) || self.holds(name);
        own.into_iter()
            .filter(|at| named_by(&self.case.changes[*at]).into_iter().all(is_own))
            .collect()
    }

    /// The posts that are wholly within it, by their places, each with its units.
    fn posts(&self) -> impl Iterator<Item = (usize, BasePost)> {
        let posts = self.case.posts.iter().enumerate();
        posts.filter_map(|(at, post)| {
            let post = with_units(post, self.case);
            let units = post.units.iter().map(|at| at.value.as_str());
            self.hold_all(units).then_some((at, post))
        })
    }
}

/// The posts of a draft with what a part says of them; what both changed is told.
fn posts_taken_in(
    within: &Within<'_>,
    now: &Case,
    given: &Case,
    part: &Case,
    about: &mut Vec<String>,
) -> Vec<BasePost> {
    let of = |case: &Case| -> Vec<BasePost> {
        let posts = case.posts.iter();
        posts.map(|post| with_units(post, case)).collect()
    };
    let own: Vec<(usize, BasePost)> = within.posts().collect();
    let mut posts = now.posts.clone();
    let given = of(given);
    for post in of(part) {
        let key = post_key(&post);
        if given.iter().any(|one| post_key(one) == key)
            || own.iter().any(|(_, one)| post_key(one) == key)
        {
            continue;
        }
        let before = given.iter().find(|one| are_same_posts(one, &post));
        let here = own.iter().find(|(_, one)| are_same_posts(one, &post));
        match (before, here) {
            (Some(before), Some((at, here))) if post_key(before) == post_key(here) => {
                posts[*at] = post;
            }
            (_, Some((at, _))) => {
                about.push(post.title.value.clone());
                posts[*at] = post;
            }
            (_, None) => posts.push(post),
        }
    }
    posts
}

/// Do two lists mean the same posts?
fn are_same_posts(a: &BasePost, b: &BasePost) -> bool {
    let grade = |post: &BasePost| post.grade.as_ref().map(|at| at.value.clone());
    let is_in = |post: &BasePost, name: &str| post.units.iter().any(|at| same_name(at, name));
    same_title(&a.title, &b.title)
        && grade(a) == grade(b)
        && a.units.len() == b.units.len()
        && a.units.iter().all(|unit| is_in(b, unit))
}

/// The posts and teams that a change names beside those that it is about.
fn named_by(change: &Change) -> Vec<&str> {
    let (manager, places, routes): (_, &[At<String>], &[Route]) = match &change.verb {
        Verb::Establish(post) => (&post.line_manager, &post.in_place_of, &post.routes),
        Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
            (&to.line_manager, &[], &posts.routes)
        }
        Verb::Disestablish(posts) => (&None, &[], &posts.routes),
        Verb::Pay(payment) => (&None, &[], &payment.to.routes),
        _ => (&None, &[], &[]),
    };
    let from = routes.iter().filter_map(|route| route.from.as_ref());
    let all = manager.iter().chain(places).chain(from);
    all.map(|at| at.value.as_str()).collect()
}

/// A change without the words and funds beside it: they may tell of the rest.
fn bare(mut change: Change) -> Change {
    (change.note, change.paragraph, change.assumed) = (None, None, None);
    match &mut change.verb {
        Verb::Establish(post) => post.funding.clear(),
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
            to.funding.clear();
        }
        _ => {}
    }
    for route in routes_of(&mut change.verb) {
        route.because = None;
    }
    change
}

/// A change as the part has it now, with the words and funds that the whole has beside it.
fn dressed(mut change: Change, own: &Change) -> Change {
    change.note = change.note.or_else(|| own.note.clone());
    change.paragraph = change.paragraph.or_else(|| own.paragraph.clone());
    change.assumed = change.assumed.or_else(|| own.assumed.clone());
    match (&mut change.verb, &own.verb) {
        (Verb::Establish(post), Verb::Establish(own)) if post.funding.is_empty() => {
            post.funding.clone_from(&own.funding);
        }
        (
            Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to),
            Verb::Change(_, own) | Verb::MakePermanent(_, own) | Verb::Extend(_, own),
        ) if to.funding.is_empty() => to.funding.clone_from(&own.funding),
        _ => {}
    }
    let mut own = own.verb.clone();
    let reasons: Vec<_> = routes_of(&mut own)
        .iter()
        .map(|one| one.because.clone())
        .collect();
    for (route, because) in routes_of(&mut change.verb).iter_mut().zip(reasons) {
        route.because = route.because.take().or(because);
    }
    change
}

fn routes_of(verb: &mut Verb) -> &mut [Route] {
    match verb {
        Verb::Establish(post) => &mut post.routes,
        Verb::Disestablish(posts)
        | Verb::Change(posts, _)
        | Verb::MakePermanent(posts, _)
        | Verb::Extend(posts, _) => &mut posts.routes,
        Verb::Pay(payment) => &mut payment.to.routes,
        _ => &mut [],
    }
}

/// Posts without the words and funds beside them.
fn bare_post(mut post: BasePost) -> BasePost {
    (post.note, post.paragraph) = (None, None);
    post.funding.clear();
    post
}

fn with_units(post: &BasePost, case: &Case) -> BasePost {
    let mut post = post.clone();
    if post.units.is_empty() {
        post.units.clone_from(&case.defaults.units);
    }
    post
}

/// Is something in a case about posts of that title?
fn is_about(case: &Case, title: &str) -> bool {
    let is_it = |own: &At<String>| same_title(own, title);
    case.posts.iter().any(|post| is_it(&post.title)) || { case.changes.iter() }
        .any(|change| is_it(change.verb.subject()))
}

/// A change that says itself what holds for all changes of its case that say nothing.
fn explicit(change: &Change, case: &Case) -> Change {
    let mut change = change.clone();
    let own = &case.defaults;
    let says_from = change.from.is_some();
    change.from = change.from.or_else(|| own.from.clone());
    change.until = change.until.or_else(|| own.until.clone());
    if !says_from {
        change.assumed = change.assumed.or_else(|| own.assumed.clone());
    }
    if let Verb::Establish(post) = &mut change.verb
        && post.units.is_empty()
    {
        post.units.clone_from(&own.units);
    }
    change
}

/// A change without what holds in a case where a change says nothing.
fn saying_less(mut change: Change, case: &Case) -> Change {
    let own = &case.defaults;
    let is_same_day = own.from.is_some() && says_same(&change.from, &own.from);
    if is_same_day && says_same(&change.assumed, &own.assumed) {
        change.from = None;
        change.assumed = None;
    }
    if says_same(&change.until, &own.until) {
        change.until = None;
    }
    let values =
        |units: &[At<String>]| -> Vec<String> { units.iter().map(|at| at.value.clone()).collect() };
    if let Verb::Establish(post) = &mut change.verb
        && values(&post.units) == values(&own.units)
    {
        post.units.clear();
    }
    change
}

/// Do two values say the same, wherever they stand?
fn says_same<T: PartialEq>(a: &Option<At<T>>, b: &Option<At<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.value == b.value,
        (None, None) => true,
        _ => false,
    }
}

/// A change by what it says, wherever it stands.
fn change_key(change: &Change) -> String {
    let mut case = Draft::read("").case;
    case.changes.push(change.clone());
    write(&case)
}

/// Posts by what is said of them.
fn post_key(post: &BasePost) -> String {
    let mut case = Draft::read("").case;
    case.posts.push(post.clone());
    write(&case)
}

/// The places of texts that others do not have as often.
fn missing_from(texts: &[String], others: &[String]) -> Vec<usize> {
    let mut others: Vec<Option<&String>> = others.iter().map(Some).collect();
    let mut missing = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        match others.iter_mut().find(|other| **other == Some(text)) {
            Some(other) => *other = None,
            None => missing.push(at),
        }
    }
    missing
}

/// Changes without those that are gone, and with others put at a place.
fn spliced(
    changes: &[Change],
    gone: &BTreeSet<usize>,
    place: usize,
    added: Vec<Change>,
) -> Vec<Change> {
    let stays = |from: usize, to: usize| {
        let own = changes.iter().enumerate().take(to).skip(from);
        own.filter(|(at, _)| !gone.contains(at))
            .map(|(_, change)| change.clone())
    };
    stays(0, place)
        .chain(added)
        .chain(stays(place, changes.len()))
        .collect()
}

/// The draft that a case is; the same where it says the same.
fn changed(now: &Draft, case: &Case) -> Draft {
    let draft = Draft::of(case);
    match draft.text() == now.text() {
        true => now.clone(),
        false => draft,
    }
}

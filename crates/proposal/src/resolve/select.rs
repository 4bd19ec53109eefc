//! Which posts a change means.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use base::{Fte, Known, folded, same_name};
use diagnostics::{At, Diagnostic, Fix};
use register::{Establishment, Line, LineId, Placement, Quantity};

use super::Work;
use crate::case::{HowMany, Selector};
use crate::rules;
use crate::slips::{Names, as_toml};

/// A title as it is compared: the singular and the plural are one.
pub fn title_key(title: &str) -> String {
    let mut key = folded(title);
    if key.ends_with('s') {
        key.pop();
    }
    key
}

/// Are these the same title, in the singular or the plural?
pub fn same_title(a: &str, b: &str) -> bool {
    title_key(a) == title_key(b)
}

/// The lines of a base by their titles, each title looked up once.
pub(super) struct Titles<'b> {
    base: &'b Establishment,
    found: RefCell<HashMap<String, Rc<[&'b Line]>>>,
    names: OnceCell<Names<'b>>,
}

impl<'b> Titles<'b> {
    pub(super) fn of(base: &'b Establishment) -> Self {
        Self {
            base,
            found: RefCell::default(),
            names: OnceCell::new(),
        }
    }

    /// The lines of that title.
    pub(super) fn get(&self, title: &str) -> Rc<[&'b Line]> {
        let key = title_key(title);
        if let Some(known) = self.found.borrow().get(&key) {
            return Rc::clone(known);
        }
        let alike = self.base.titled(title);
        let lines: Rc<[&Line]> = alike
            .filter(|line| line.post.title == title || title_key(&line.post.title) == key)
            .collect();
        self.found.borrow_mut().insert(key, Rc::clone(&lines));
        lines
    }

    /// A diagnostic about a title that the base does not hold.
    pub(super) fn not_found(&self, title: &At<String>, message: String) -> Diagnostic {
        let names = self.names.get_or_init(|| {
            let titles = self.base.lines().map(|line| line.post.title.as_str());
            titles.collect()
        });
        names.suggest(&rules::POST_NOT_FOUND, title, message)
    }
}

impl Work<'_> {
    /// The parts of lines that a selector means, or nothing and a report of why not.
    ///
    /// Only posts of the base can be meant, as earlier changes of the same case left them.
    pub(super) fn select(
        &mut self,
        selector: &Selector,
        base: &Titles<'_>,
    ) -> Option<Vec<(LineId, Quantity)>> {
        let fits = |line: &&Line| self.fits(selector, line);
        let named = base.get(&selector.title);
        let candidates: Vec<Line> = named.iter().copied().filter(fits).cloned().collect();
        if candidates.is_empty() {
            self.report_not_found(selector, base);
            return None;
        }
        let first = &candidates[0].post;
        let alike = |line: &Line| {
            same_title(&line.post.title, &first.title)
                && line.post.grade == first.grade
                && line.post.placement == first.placement
                && line.post.tenure == first.tenure
        };
        if !candidates.iter().all(alike) {
            self.report_ambiguous(selector, &candidates, base);
            return None;
        }
        let left: Vec<Line> = candidates
            .iter()
            .filter_map(|line| self.establishment.line(line.id).cloned())
            .collect();
        self.take_from(selector, &candidates, &left)
    }

    fn fits(&self, selector: &Selector, line: &Line) -> bool {
        let grade = match (
            selector.grade.as_ref().map(|at| &at.value),
            &line.post.grade,
        ) {
            (Some(Known::Known(wanted)), Known::Known(grade)) => same_name(wanted, grade),
            (Some(Known::Unknown | Known::Withheld), held) => !held.is_known(),
            _ => true,
        };
        let unit = selector.unit.as_ref().is_none_or(|name| {
            match (self.names.meant(name), &line.post.placement) {
                (Some(wanted), Placement::In(unit)) => wanted == *unit,
                (Some(wanted), Placement::OneOf(units)) => units.contains(&wanted),
                (None, Placement::In(_)) => false,
                _ => true,
            }
        });
        grade && unit
    }

    /// Parts the wanted quantity over like lines, in the order in which the register has them.
    fn take_from(
        &mut self,
        selector: &Selector,
        base: &[Line],
        left: &[Line],
    ) -> Option<Vec<(LineId, Quantity)>> {
        let Some(wanted) = &selector.how_many else {
            if left.is_empty() {
                self.report_too_many(selector, "all of them", base, left);
                return None;
            }
            return Some(left.iter().map(|line| (line.id, Quantity::All)).collect());
        };
        if let [line] = left {
            let quantity = match wanted.value {
                HowMany::Posts(posts) => Quantity::Posts(posts),
                HowMany::Fte(fte) => Quantity::Fte(fte),
            };
            if line.split(quantity).is_ok() {
                return Some(vec![(line.id, quantity)]);
            }
        }
        let mut parts = Vec::new();
        let mut open = match wanted.value {
            HowMany::Posts(posts) => Fte::whole(posts),
            HowMany::Fte(fte) => fte,
        };
        for line in left {
            let held = match wanted.value {
                HowMany::Posts(_) => line.post.posts.map(Fte::whole),
                HowMany::Fte(_) => line.post.fte,
            };
            let Known::Known(held) = held else { continue };
            let taken = held.min(open);
            if taken.is_zero() {
                break;
            }
            open = open - taken;
            let whole = u32::try_from(taken.exact().to_integer()).unwrap_or(u32::MAX);
            parts.push((
                line.id,
                match wanted.value {
                    HowMany::Posts(_) => Quantity::Posts(whole),
                    HowMany::Fte(_) => Quantity::Fte(taken),
                },
            ));
        }
        if !open.is_zero() {
            let asked = match wanted.value {
                HowMany::Posts(posts) => format!("{posts} posts"),
                HowMany::Fte(fte) => format!("{fte} FTE"),
            };
            self.report_too_many(selector, &asked, base, left);
            return None;
        }
        Some(parts)
    }

    fn report_too_many(&mut self, selector: &Selector, asked: &str, base: &[Line], left: &[Line]) {
        let place = selector
            .how_many
            .as_ref()
            .map_or(&selector.title.place, |at| &at.place);
        let held = quantity_words(base);
        let message = format!(
            "{asked} of {} are asked for; the base holds {held}",
            selector.title.value
        );
        let mut diagnostic = rules::TOO_MANY_POSTS
            .at(place.clone(), message)
            .figure("asked", asked)
            .figure("base", &held);
        if quantity_words(left) != held {
            diagnostic = diagnostic.help(format!(
                "earlier changes of this case leave {}",
                quantity_words(left)
            ));
        }
        if let Some(asked) = &selector.how_many
            && let Some(rest) = rest(asked.value, left)
        {
            let label = format!("Ask for {rest}, all that there is");
            let number = rest.split(' ').next().unwrap_or_default().to_owned();
            let fix = Fix::choice(label).replace(asked.place.clone(), number);
            diagnostic = diagnostic.fix(fix);
        }
        self.found
            .push(diagnostic.help("ask for no more than there is, or correct the base"));
    }

    fn report_not_found(&mut self, selector: &Selector, base: &Titles<'_>) {
        let same = &*base.get(&selector.title);
        let At {
            value: title,
            place,
        } = &selector.title;
        let diagnostic = match same {
            [] => {
                let message = format!("the base holds no post {title:?}");
                base.not_found(&selector.title, message)
                    .help("list it under [[post]], or write the title as it is listed there")
            }
            _ => {
                let message = format!("the base holds no {title:?} of that grade or unit");
                let mut diagnostic = rules::POST_NOT_FOUND.at(place.clone(), message);
                for line in same {
                    diagnostic =
                        diagnostic.help(format!("there is: {}", describe(line, base.base)));
                }
                if let ([only], Some(asked), None) = (same, &selector.grade, &selector.unit)
                    && let Known::Known(grade) = &only.post.grade
                {
                    let label = format!("Write grade {grade:?}");
                    let fix = Fix::choice(label).replace(asked.place.clone(), as_toml(grade));
                    diagnostic = diagnostic.fix(fix);
                }
                diagnostic
            }
        };
        self.found.push(diagnostic);
    }

    fn report_ambiguous(&mut self, selector: &Selector, candidates: &[Line], base: &Titles<'_>) {
        let At {
            value: title,
            place,
        } = &selector.title;
        let message = format!("{title:?} fits {} lines of the base", candidates.len());
        let mut diagnostic = rules::POST_AMBIGUOUS
            .at(place.clone(), message)
            .figure("candidates", candidates.len());
        for line in candidates {
            diagnostic = diagnostic.help(format!("it could be: {}", describe(line, base.base)));
            let told = told_apart(selector, line, candidates, base.base);
            diagnostic = told.into_iter().fold(diagnostic, Diagnostic::fix);
        }
        self.found
            .push(diagnostic.help("add grade or unit to say which is meant"));
    }
}

/// All that some lines hold, in the quantity that was asked for, if it is known and can be asked for.
fn rest(asked: HowMany, lines: &[Line]) -> Option<String> {
    match asked {
        HowMany::Posts(_) => {
            let posts = lines.iter().try_fold(0_u32, |sum, line| {
                line.post.posts.known().map(|posts| sum + posts)
            })?;
            (posts > 0).then(|| format!("{posts} posts"))
        }
        HowMany::Fte(_) => {
            let fte = lines.iter().try_fold(Fte::ZERO, |sum, line| {
                line.post.fte.known().map(|fte| sum + fte)
            })?;
            let printed = fte.to_string();
            let exact = Fte::parse(&printed).is_ok_and(|read| read == fte);
            (exact && !fte.is_zero()).then(|| format!("{printed} FTE"))
        }
    }
}

/// A fix that adds the grade, the unit or both, where these tell a line from the others.
fn told_apart(
    selector: &Selector,
    line: &Line,
    candidates: &[Line],
    base: &Establishment,
) -> Option<Fix> {
    let grade = |line: &Line| line.post.grade.as_ref().known().cloned();
    let unit = |line: &Line| match line.post.placement {
        Placement::In(_) => Some(base.placement_name(&line.post.placement)),
        _ => None,
    };
    let own_grade = grade(line).filter(|_| selector.grade.is_none());
    let own_unit = unit(line).filter(|_| selector.unit.is_none());
    let alone = |by_grade: bool, by_unit: bool| {
        let alike = |other: &&Line| {
            let grades = !by_grade || grade(other).is_none_or(|other| Some(other) == own_grade);
            let units = !by_unit || unit(other).is_none_or(|other| Some(other) == own_unit);
            grades && units
        };
        candidates.iter().filter(alike).count() == 1
    };
    let by = [(true, false), (false, true), (true, true)];
    let (by_grade, by_unit) = by.into_iter().find(|(by_grade, by_unit)| {
        let known = (!by_grade || own_grade.is_some()) && (!by_unit || own_unit.is_some());
        known && alone(*by_grade, *by_unit)
    })?;
    let (grade, unit) = (own_grade.filter(|_| by_grade), own_unit.filter(|_| by_unit));
    let lines: Vec<String> = [("grade", &grade), ("unit", &unit)]
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key} = {}", as_toml(value.as_ref()?))))
        .collect();
    let names: Vec<String> = grade.into_iter().chain(unit).collect();
    let label = format!("Take those of {}", names.join(" in "));
    Some(Fix::choice(label).below(selector.title.place.clone(), lines.join("\n")))
}

/// A line in a few words, to tell it from others.
fn describe(line: &Line, base: &Establishment) -> String {
    let post = &line.post;
    let grade = post.grade.as_ref().map(|grade| format!("{grade:?}"));
    let fte = post.fte.map(|fte| format!("{fte} FTE"));
    let fte = fte.known().unwrap_or_else(|| "FTE not known".to_owned());
    format!(
        "{:?}, grade {grade}, unit {:?}, {fte}",
        post.title,
        base.placement_name(&post.placement)
    )
}

fn quantity_words(lines: &[Line]) -> String {
    let fte = lines.iter().try_fold(Fte::ZERO, |sum, line| {
        line.post.fte.known().map(|fte| sum + fte)
    });
    let posts = lines.iter().try_fold(0_u32, |sum, line| {
        line.post.posts.known().map(|posts| sum + posts)
    });
    match (fte, posts) {
        _ if lines.is_empty() => "none".to_owned(),
        (Some(fte), Some(posts)) => format!("{posts} posts, {fte} FTE"),
        (Some(fte), None) => format!("{fte} FTE"),
        (None, Some(posts)) => format!("{posts} posts"),
        (None, None) => "a number that is not known".to_owned(),
    }
}

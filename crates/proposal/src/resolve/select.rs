//! Which posts a change means.

use std::collections::HashMap;

use base::{Fte, Known, folded, same_name};
use diagnostics::At;
use register::{Establishment, Line, LineId, Placement, Quantity};

use super::Work;
use crate::case::{HowMany, Selector};
use crate::rules;

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

/// The lines of a base by their titles.
pub(super) struct Titles<'b> {
    pub(super) base: &'b Establishment,
    lines: HashMap<String, Vec<&'b Line>>,
}

impl<'b> Titles<'b> {
    pub(super) fn of(base: &'b Establishment) -> Self {
        let mut lines: HashMap<String, Vec<&Line>> = HashMap::new();
        for line in base.lines() {
            lines
                .entry(title_key(&line.post.title))
                .or_default()
                .push(line);
        }
        Self { base, lines }
    }

    /// The lines of that title.
    pub(super) fn get(&self, title: &str) -> &[&'b Line] {
        self.lines.get(&title_key(title)).map_or(&[], Vec::as_slice)
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
        let named = base.get(&selector.title).iter().copied();
        let candidates: Vec<Line> = named.filter(fits).cloned().collect();
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
        let grade = match (&selector.grade, &line.post.grade) {
            (Some(wanted), Known::Known(grade)) => same_name(wanted, grade),
            _ => true,
        };
        let unit = selector.unit.as_ref().is_none_or(|name| {
            match (self.names.get(name), &line.post.placement) {
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
        self.found
            .push(diagnostic.help("ask for no more than there is, or correct the base"));
    }

    fn report_not_found(&mut self, selector: &Selector, base: &Titles<'_>) {
        let same = base.get(&selector.title);
        let At {
            value: title,
            place,
        } = &selector.title;
        let diagnostic = match same {
            [] => {
                let message = format!("the base holds no post {title:?}");
                let titles = base.base.lines().map(|line| line.post.title.as_str());
                crate::slips::suggest(
                    &rules::POST_NOT_FOUND,
                    place.clone(),
                    message,
                    title,
                    titles,
                )
                .help("list it under [[post]], or write the title as it is listed there")
            }
            _ => {
                let message = format!("the base holds no {title:?} of that grade or unit");
                let mut diagnostic = rules::POST_NOT_FOUND.at(place.clone(), message);
                for line in same {
                    diagnostic =
                        diagnostic.help(format!("there is: {}", describe(line, base.base)));
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
        }
        self.found
            .push(diagnostic.help("add grade or unit to say which is meant"));
    }
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

//! The FTE of each title, before and after.

use std::collections::HashMap;

use proposal::Resolved;
use register::{Establishment, Line};

use super::{Figure, Origin, Value, slug};
use crate::statement::FteSum;

/// What a title's FTE is summed from: `fte.before.clerk`, `fte.after.clerk`.
#[derive(Clone, Debug, Default)]
pub(super) struct TitleFigures {
    before: Establishment,
    after: Establishment,
}

impl TitleFigures {
    pub(super) fn of(resolved: &Resolved) -> Self {
        Self {
            before: resolved.before.clone(),
            after: resolved.after.clone(),
        }
    }

    /// The figure of that name, from the lines of its title and no others.
    pub(super) fn get(&self, name: &str) -> Option<Figure> {
        let (when, title) = name.strip_prefix("fte.")?.split_once('.')?;
        let (_, establishment) = self.both().into_iter().find(|(word, _)| *word == when)?;
        let mut lines: Vec<&Line> = Vec::new();
        for line in establishment.titled(title) {
            let again = lines
                .first()
                .is_some_and(|first| first.post.title == line.post.title);
            if again || slug(&line.post.title) == title {
                lines.push(line);
            }
        }
        let mut sum = FteSum::default();
        lines.iter().for_each(|line| sum.add(line.post.fte));
        Some(figure(lines.first()?, when, sum))
    }

    /// Every figure, with its name.
    pub(super) fn all(&self) -> Vec<(String, Figure)> {
        let mut titles = Titles::default();
        let mut figures = Vec::new();
        for (when, establishment) in self.both() {
            let mut sums: Vec<Option<(&Line, FteSum)>> = Vec::new();
            for line in establishment.lines() {
                let place = titles.place(&line.post.title);
                sums.resize(sums.len().max(place + 1), None);
                let (_, sum) = sums[place].get_or_insert((line, FteSum::default()));
                sum.add(line.post.fte);
            }
            for (slug, place) in &titles.by_slug {
                if let Some((line, sum)) = sums.get(*place).copied().flatten() {
                    figures.push((format!("fte.{when}.{slug}"), figure(line, when, sum)));
                }
            }
        }
        figures
    }

    fn both(&self) -> [(&'static str, &Establishment); 2] {
        [("after", &self.after), ("before", &self.before)]
    }
}

/// Named as the first of the lines is.
fn figure(first: &Line, when: &str, sum: FteSum) -> Figure {
    Figure {
        label: format!("FTE of {} {when}", first.post.title),
        value: Value::Fte(sum),
        origin: Origin::Computed,
    }
}

/// A place for each slug of a title. Few posts have a title of their own, and most keep it.
#[derive(Default)]
struct Titles<'t> {
    by_title: HashMap<&'t str, usize>,
    by_slug: HashMap<String, usize>,
}

impl<'t> Titles<'t> {
    fn place(&mut self, title: &'t str) -> usize {
        if let Some(place) = self.by_title.get(title) {
            return *place;
        }
        let next = self.by_slug.len();
        let place = *self.by_slug.entry(slug(title)).or_insert(next);
        self.by_title.insert(title, place);
        place
    }
}

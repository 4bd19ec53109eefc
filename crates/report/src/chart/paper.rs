//! A chart on paper: one sheet where it can be read there, else an index and further sheets.
//!
//! The first sheet shows the units at the top and as many levels below as it holds; a unit that it does
//! not show in full is a card that says on which sheet it is. Units that stand beside each other share a
//! sheet while they fit, in reading order. A list of posts that is too long for a sheet goes on overleaf.

use std::collections::BTreeSet;
use std::ops::Range;

use super::outline::{Outline, PostNode, Posts, outline};
use super::sheet::{OnSheet, Sheet, fits, keeping_to, one_of_several};
use super::text::Glyph;
use super::tree::measure;
use super::{Chart, PostBox, UnitBox};

/// A chart that takes more sheets than this is no help on paper: its list says the same on fewer.
pub const MOST_SHEETS: usize = 60;

/// A chart with more boxes than this fits no sheet.
const MOST_BOXES: usize = 90;

/// What stands for the number of a sheet until it is known: as wide as most.
const SOME_SHEET: usize = 100;

/// A chart for sheets of A4, all the same way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPaper {
    /// Which way round.
    pub sheet: Sheet,
    /// What each sheet shows, the index first.
    pub charts: Vec<Chart>,
    /// What the layout of each keeps to.
    kept: Vec<(i32, i32)>,
    /// The key of all, which stands on the first.
    key: BTreeSet<Glyph>,
}

impl OnPaper {
    /// Where everything stands on each of the sheets.
    pub fn layouts(&self) -> impl Iterator<Item = OnSheet<'_>> {
        let keys = keys(&self.key);
        let sheets = self.charts.iter().zip(&self.kept).zip(keys);
        sheets.map(|((chart, kept), key)| keeping_to(chart, self.sheet, *kept, Some(&key)))
    }
}

/// The key of each sheet.
fn keys(key: &BTreeSet<Glyph>) -> impl Iterator<Item = BTreeSet<Glyph>> {
    std::iter::once(key.clone()).chain(std::iter::repeat(BTreeSet::new()))
}

/// Puts a chart on sheets, each of which can be read: upright or on their side, whichever takes fewer.
pub(super) fn on_paper(chart: &Chart, sheets: usize) -> Option<OnPaper> {
    let whole = chart.on_sheet();
    let outline = outline(chart);
    let key = glyphs(&outline);
    if !whole.is_too_small() || chart.units.is_empty() {
        return Some(OnPaper {
            sheet: whole.sheet,
            kept: vec![whole.kept],
            charts: vec![chart.clone()],
            key,
        });
    }
    let mut best: Option<Cutting<'_>> = None;
    for sheet in [Sheet::Landscape, Sheet::Portrait] {
        let most = match &best {
            Some(best) => best.pages.len() - 1,
            None => sheets,
        };
        let mut cutting = Cutting::of(chart, &outline, sheet, &key);
        if cutting.cut(most) {
            best = Some(cutting);
        }
    }
    let cutting = best?;
    let (sheet, charts) = (cutting.sheet, cutting.charts());
    let kept = charts
        .iter()
        .zip(keys(&key))
        .map(|(chart, key)| one_of_several(chart, sheet, &key).kept)
        .collect();
    Some(OnPaper {
        sheet,
        charts,
        kept,
        key,
    })
}

/// What a sheet shows, in reading order.
#[derive(Clone, Default)]
struct Page {
    shown: Vec<Shown>,
}

/// A unit on a sheet.
#[derive(Clone)]
struct Shown {
    unit: usize,
    /// How deep it stands on this sheet.
    depth: usize,
    how: How,
}

#[derive(Clone, PartialEq)]
enum How {
    /// With all its posts.
    Open,
    /// As a card that leads to its sheet.
    Folded,
    /// With some of its posts, in reading order.
    Part(Range<usize>),
}

/// A chart that is being cut into sheets.
struct Cutting<'c> {
    chart: &'c Chart,
    outline: &'c Outline<'c>,
    sheet: Sheet,
    /// The key of the first sheet.
    key: &'c BTreeSet<Glyph>,
    /// How many posts each unit has itself.
    posts: Vec<usize>,
    /// How many boxes each unit has with all below it.
    boxes: Vec<usize>,
    pages: Vec<Page>,
}

impl<'c> Cutting<'c> {
    fn of(
        chart: &'c Chart,
        outline: &'c Outline<'c>,
        sheet: Sheet,
        key: &'c BTreeSet<Glyph>,
    ) -> Self {
        let mut flat = Posts::default();
        let units = outline.units.iter();
        let posts: Vec<usize> = units.map(|node| flat.of(node.unit).len()).collect();
        let mut boxes: Vec<usize> = posts.iter().map(|posts| 1 + posts).collect();
        for (index, node) in outline.units.iter().enumerate().rev() {
            let children = &outline.children[node.children.clone()];
            boxes[index] += children.iter().map(|child| boxes[*child]).sum::<usize>();
        }
        Self {
            chart,
            outline,
            sheet,
            key,
            posts,
            boxes,
            pages: Vec::new(),
        }
    }

    fn children(&self, unit: usize) -> &'c [usize] {
        &self.outline.children[self.outline.units[unit].children.clone()]
    }

    /// Cuts the chart, service by service; whether it takes no more than so many sheets.
    fn cut(&mut self, most: usize) -> bool {
        let roots = self.outline.children[self.outline.roots.clone()].to_vec();
        let mut open = Vec::new();
        if let [root] = roots.as_slice() {
            open.extend(self.head(*root).into_iter().rev());
        } else {
            let cards = roots.iter().map(|root| folded(*root, 0)).collect();
            self.pages.push(Page { shown: cards });
            open.push(roots);
        }
        while let Some(mut siblings) = open.pop() {
            if self.pages.len() > most {
                return false;
            }
            // A unit with nothing in it is shown in full by its card.
            siblings.retain(|unit| self.boxes[*unit] > 1);
            let Some(first) = siblings.first() else {
                continue;
            };
            let together = self.together(&siblings);
            if together > 0 {
                let page = self.whole(&siblings[..together]);
                self.pages.push(page);
                open.push(siblings.split_off(together));
                continue;
            }
            let below = self.head(*first);
            open.push(siblings.split_off(1));
            open.extend(below.into_iter().rev());
        }
        self.pages.len() <= most
    }

    /// How many of these units, with all below them, go on one sheet.
    fn together(&self, siblings: &[usize]) -> usize {
        let mut boxes = 0;
        let mut count = 0;
        for unit in siblings {
            boxes += self.boxes[*unit];
            if boxes > MOST_BOXES || !self.fits(&self.whole(&siblings[..=count])) {
                break;
            }
            count += 1;
        }
        count
    }

    /// Units with all below them.
    fn whole(&self, units: &[usize]) -> Page {
        let mut page = Page::default();
        let mut open: Vec<(usize, usize)> = units.iter().rev().map(|unit| (*unit, 0)).collect();
        while let Some((unit, depth)) = open.pop() {
            page.shown.push(Shown {
                unit,
                depth,
                how: How::Open,
            });
            let children = self.children(unit).iter().rev();
            open.extend(children.map(|child| (*child, depth + 1)));
        }
        page
    }

    /// The sheet of a unit that does not go on one with all below it, and the units that are still to come.
    fn head(&mut self, unit: usize) -> Vec<Vec<usize>> {
        let children = self.children(unit);
        let mut page = Page {
            shown: vec![Shown {
                unit,
                depth: 0,
                how: How::Open,
            }],
        };
        page.shown
            .extend(children.iter().map(|child| folded(*child, 1)));
        if !self.fits(&page) {
            self.overleaf(unit);
            return vec![children.to_vec()];
        }
        // A level of a unit is opened whole or not at all, so that the same looks the same.
        let mut to_come = Vec::new();
        let mut next = vec![unit];
        while let Some(parent) = next.pop() {
            let children = self.children(parent);
            let opened = self.opened(&page, parent);
            if self.fits(&opened) {
                page = opened;
                next.extend(children.iter().rev());
            } else if parent == unit {
                let whole;
                (page, whole) = self.filled(page, unit);
                to_come.push(children[whole..].to_vec());
            } else {
                to_come.push(children.to_vec());
            }
        }
        self.pages.push(page);
        to_come
    }

    /// A sheet of a unit and cards, with as many of the cards opened as the sheet holds with all that is
    /// below them, from the first on; and how many that are.
    fn filled(&self, page: Page, unit: usize) -> (Page, usize) {
        let children = self.children(unit);
        let (mut best, mut whole) = (page, 0);
        while whole + 1 < children.len() {
            let (open, cards) = children.split_at(whole + 1);
            let mut next = Page {
                shown: best.shown[..1].to_vec(),
            };
            next.shown
                .extend(self.whole(open).shown.into_iter().map(|shown| Shown {
                    depth: shown.depth + 1,
                    ..shown
                }));
            next.shown.extend(cards.iter().map(|card| folded(*card, 1)));
            if !self.fits(&next) {
                break;
            }
            (best, whole) = (next, whole + 1);
        }
        (best, whole)
    }

    /// The same sheet with the cards below a unit opened.
    fn opened(&self, page: &Page, parent: usize) -> Page {
        let children = self.children(parent);
        let mut opened = Page::default();
        for shown in &page.shown {
            if shown.how != How::Folded || !children.contains(&shown.unit) {
                opened.shown.push(shown.clone());
                continue;
            }
            opened.shown.push(Shown {
                how: How::Open,
                ..shown.clone()
            });
            let below = self.children(shown.unit).iter();
            opened
                .shown
                .extend(below.map(|child| folded(*child, shown.depth + 1)));
        }
        opened
    }

    /// The sheets of a unit whose own posts and cards do not go on one.
    fn overleaf(&mut self, unit: usize) {
        let (posts, children) = (self.posts[unit], self.children(unit));
        let all = posts + children.len();
        let part = |range: Range<usize>| {
            let own = range.start.min(posts)..range.end.min(posts);
            let cards = range.start.max(posts) - posts..range.end.max(posts) - posts;
            let mut shown = vec![Shown {
                unit,
                depth: 0,
                how: How::Part(own),
            }];
            shown.extend(children[cards].iter().map(|child| folded(*child, 1)));
            Page { shown }
        };
        let mut done = 0;
        while done < all {
            // The most that fits, but at least one.
            let (mut low, mut high) = (done + 1, all.min(done + MOST_BOXES));
            while low < high {
                let middle = (low + high).div_ceil(2);
                if self.fits(&part(done..middle)) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            self.pages.push(part(done..low));
            done = low;
        }
    }

    fn fits(&self, page: &Page) -> bool {
        let none = BTreeSet::new();
        let key = if self.pages.is_empty() {
            self.key
        } else {
            &none
        };
        let drawn = || self.draw(page, self.pages.len(), &|_| SOME_SHEET);
        page.shown.len() <= MOST_BOXES && fits(&drawn(), self.sheet, key)
    }

    /// The sheets as charts.
    fn charts(&self) -> Vec<Chart> {
        let mut on = vec![0; self.boxes.len()];
        for (number, page) in self.pages.iter().enumerate().rev() {
            for shown in page.shown.iter().filter(|shown| shown.how != How::Folded) {
                on[shown.unit] = number + 1;
            }
        }
        let draw = |(number, page)| self.draw(page, number, &|unit| on[unit]);
        self.pages.iter().enumerate().map(draw).collect()
    }

    /// A sheet as a chart; `on` says on which sheet a unit is first shown.
    fn draw(&self, page: &Page, number: usize, on: &dyn Fn(usize) -> usize) -> Chart {
        let mut open: Vec<UnitBox> = Vec::new();
        let mut units = Vec::new();
        for shown in &page.shown {
            close(&mut open, &mut units, shown.depth);
            open.push(self.unit_box(shown, number + 1, on));
        }
        close(&mut open, &mut units, 0);
        let sheet = format!("heet {} of {}", number + 1, self.pages.len());
        let title = self.chart.title.trim();
        let above = page.shown.first().and_then(|shown| self.above(shown.unit));
        let description = match above {
            Some(above) if number > 0 => Some(format!(
                "Part of {}, which is on sheet {}.",
                self.outline.units[above].unit.name.trim(),
                on(above)
            )),
            _ => self.chart.description.clone().filter(|_| number == 0),
        };
        Chart {
            title: match title {
                "" => format!("S{sheet}"),
                title => format!("{title}: s{sheet}"),
            },
            description,
            units,
        }
    }

    /// The unit that a unit is part of.
    fn above(&self, unit: usize) -> Option<usize> {
        let depth = self.outline.units[unit].depth;
        let before = (0..unit).rev();
        before
            .take_while(|_| depth > 0)
            .find(|other| self.outline.units[*other].depth < depth)
    }

    fn unit_box(&self, shown: &Shown, sheet: usize, on: &dyn Fn(usize) -> usize) -> UnitBox {
        let unit = self.outline.units[shown.unit].unit;
        let alone = |posts: Vec<PostBox>| UnitBox {
            name: unit.name.clone(),
            mark: unit.mark.clone(),
            notes: unit.notes.clone(),
            summary: unit.summary.clone(),
            posts,
            ..UnitBox::default()
        };
        match &shown.how {
            How::Folded if self.boxes[shown.unit] > 1 => UnitBox {
                summary: Some(self.counted(shown.unit)),
                notes: vec![format!("On sheet {}", on(shown.unit))],
                ..alone(Vec::new())
            },
            How::Folded => alone(Vec::new()),
            How::Open => alone(unit.posts.clone()),
            How::Part(range) => {
                let mut flat = Posts::default();
                let mut part = alone(nested(&flat.of(unit)[range.clone()]));
                // A sheet that is only tried says both, so that there is room for them.
                let tried = sheet > self.pages.len();
                if tried || self.holds_part(sheet + 1, shown.unit) {
                    part.notes.push(format!("Continued on sheet {}", sheet + 1));
                }
                if tried || self.holds_part(sheet - 1, shown.unit) {
                    part.name.push_str(", continued");
                    part.notes
                        .push(format!("Continued from sheet {}", sheet - 1));
                }
                part
            }
        }
    }

    /// Does a sheet begin with a part of that unit?
    fn holds_part(&self, sheet: usize, unit: usize) -> bool {
        let page = sheet.checked_sub(1).and_then(|page| self.pages.get(page));
        let first = page.and_then(|page| page.shown.first());
        first.is_some_and(|shown| shown.unit == unit && matches!(shown.how, How::Part(_)))
    }

    /// The totals of a folded unit, or how many lines of posts it has with the units below it.
    fn counted(&self, unit: usize) -> String {
        let own = self.outline.units[unit].unit;
        if let Some(summary) = &own.summary {
            return summary.clone();
        }
        let (mut lines, mut end) = (self.posts[unit], unit + 1);
        let depth = self.outline.units[unit].depth;
        while let Some(node) = self.outline.units.get(end)
            && node.depth > depth
        {
            lines += self.posts[end];
            end += 1;
        }
        let plural = if lines == 1 { "line" } else { "lines" };
        format!("{lines} {plural} of posts")
    }
}

/// The glyphs of a chart: the entries of its key.
fn glyphs(outline: &Outline<'_>) -> BTreeSet<Glyph> {
    measure(outline, i32::MAX / 4, i32::MAX / 4, false)
        .glyphs()
        .clone()
}

fn folded(unit: usize, depth: usize) -> Shown {
    Shown {
        unit,
        depth,
        how: How::Folded,
    }
}

/// Puts the units that stand deeper than that into those above them.
fn close(open: &mut Vec<UnitBox>, top: &mut Vec<UnitBox>, depth: usize) {
    while open.len() > depth {
        let Some(unit) = open.pop() else { break };
        match open.last_mut() {
            Some(above) => above.units.push(unit),
            None => top.push(unit),
        }
    }
}

/// Posts with those below them, from reading order.
fn nested(posts: &[PostNode<'_>]) -> Vec<PostBox> {
    let least = posts.iter().map(|node| node.level).min().unwrap_or(0);
    let mut open: Vec<PostBox> = Vec::new();
    let mut top = Vec::new();
    let close = |open: &mut Vec<PostBox>, top: &mut Vec<PostBox>, level: usize| {
        while open.len() > level {
            let Some(post) = open.pop() else { break };
            match open.last_mut() {
                Some(above) => above.reports.push(post),
                None => top.push(post),
            }
        }
    };
    for node in posts {
        close(&mut open, &mut top, node.level - least);
        let post = node.post;
        open.push(PostBox {
            posts: post.posts,
            fte: post.fte.clone(),
            marks: post.marks.clone(),
            occupancy: post.occupancy.clone(),
            temporary: post.temporary.clone(),
            notes: post.notes.clone(),
            ..PostBox::new(&post.title, &post.detail)
        });
    }
    close(&mut open, &mut top, 0);
    top
}

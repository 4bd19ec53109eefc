//! Posts by who they report to, as a file has them and as a structure chart shows them.

use std::borrow::Cow;

use base::Known;
use invented::Seeded;
use report::chart::{Chart, PostBox, UnitBox};
use serde::{Deserialize, Serialize};

use crate::Failure;

/// How many posts report to one, on average, in data made here.
const REPORTS: usize = 5;

/// Posts by number.
#[derive(Deserialize, Serialize)]
pub(super) struct Tree<'t> {
    /// To which post each reports: itself for the first, one with a lower number for others.
    parent: Vec<usize>,
    /// `Senior Finance Officer|Grade 4 0.5 FTE`
    #[serde(borrow)]
    label: Vec<Label<'t>>,
}

/// A label, in the file that it was read from wherever it stands there as it is.
#[derive(Deserialize, Serialize)]
struct Label<'t>(#[serde(borrow)] Cow<'t, str>);

/// Posts that report to one of those made before them, so that each level holds about
/// [`REPORTS`] times those of the one above.
pub(super) fn made(count: usize) -> Tree<'static> {
    const FIRST: &[&str] = &["Senior", "Principal", "Assistant", "Lead", "Deputy", "Area"];
    const SECOND: &[&str] = &[
        "Commissioning",
        "Finance",
        "Library",
        "Placements",
        "Social Work",
        "Environmental Health",
    ];
    const THIRD: &[&str] = &[
        "Officer",
        "Manager",
        "Adviser",
        "Practitioner",
        "Technician",
    ];
    const FTE: &[&str] = &["1", "0.5", "0.6", "0.8"];
    let mut seeded = Seeded::new(7);
    let mut tree = Tree {
        parent: Vec::with_capacity(count),
        label: Vec::with_capacity(count),
    };
    let (mut above, mut level) = (0..1, 0..1);
    for post in 0..count {
        if post == level.end {
            let wide = (level.len() * REPORTS).min(count - post);
            (above, level) = (level, post..post + wide);
        }
        tree.parent.push(above.start + seeded.below(above.len()));
        tree.label.push(Label(Cow::Owned(format!(
            "{} {} {}|Grade {} {} FTE",
            seeded.one_of(FIRST),
            seeded.one_of(SECOND),
            seeded.one_of(THIRD),
            1 + seeded.below(12),
            seeded.one_of(FTE)
        ))));
    }
    tree
}

impl<'t> Tree<'t> {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If it is not such JSON, or if a post reports to one with a higher number.
    pub(super) fn read(text: &'t [u8]) -> Result<Self, Failure> {
        let tree: Self =
            serde_json::from_slice(text).map_err(|error| Failure::Data(error.to_string()))?;
        let late = |(post, parent): (usize, &usize)| post > 0 && *parent >= post;
        if tree.parent.len() != tree.label.len() || tree.parent.iter().enumerate().any(late) {
            return Err(Failure::Data(
                "each post needs a label and a parent before it".to_owned(),
            ));
        }
        Ok(tree)
    }

    /// The file.
    pub(super) fn to_json(&self) -> String {
        serde_json::json!({ "parent": self.parent, "label": self.label }).to_string()
    }

    /// A unit for each post that others report to, headed by it, with those that nobody reports to in
    /// its list.
    pub(super) fn chart(&self) -> Chart {
        let count = self.parent.len();
        // How many posts without reports, and how many with some, report to each.
        let mut below = vec![(0_u32, 0_u32); count];
        for post in (1..count).rev() {
            let is_unit = below[post] != (0, 0);
            let above = &mut below[self.parent[post]];
            *(if is_unit { &mut above.1 } else { &mut above.0 }) += 1;
        }
        let mut open: Vec<UnitBox> = Vec::new();
        let mut path: Vec<usize> = Vec::new();
        let mut top = Vec::new();
        for post in self.reading_order() {
            let parent = self.parent[post];
            let own = post_box(&self.label[post].0);
            while post > 0 && path.last().is_some_and(|last| *last != parent) {
                path.pop();
                close(&mut open, &mut top);
            }
            let (posts, units) = below[post];
            if post > 0 && (posts, units) == (0, 0) {
                if let Some(above) = open.last_mut() {
                    above.posts[0].reports.push(own);
                }
                continue;
            }
            let room = |count: u32| usize::try_from(count).unwrap_or_default();
            let name = own.title.clone();
            path.push(post);
            open.push(UnitBox {
                posts: vec![PostBox {
                    reports: Vec::with_capacity(room(posts)),
                    ..own
                }],
                units: Vec::with_capacity(room(units)),
                ..UnitBox::new(name)
            });
        }
        while !open.is_empty() {
            close(&mut open, &mut top);
        }
        Chart {
            title: "Structure".to_owned(),
            description: None,
            units: top,
        }
    }

    /// The numbers of the posts, each before those that report to it, and those before its next sibling.
    fn reading_order(&self) -> Vec<usize> {
        const NONE: usize = usize::MAX;
        let count = self.parent.len();
        let mut next = vec![NONE; count];
        let mut first = vec![NONE; count];
        for post in (1..count).rev() {
            let parent = self.parent[post];
            next[post] = std::mem::replace(&mut first[parent], post);
        }
        let mut order = Vec::with_capacity(count);
        let mut open = if count > 0 { vec![0] } else { Vec::new() };
        while let Some(post) = open.pop() {
            order.push(post);
            open.extend(
                [next[post], first[post]]
                    .into_iter()
                    .filter(|post| *post != NONE),
            );
        }
        order
    }
}

/// Puts the last unit into the one above.
fn close(open: &mut Vec<UnitBox>, top: &mut Vec<UnitBox>) {
    let Some(unit) = open.pop() else { return };
    match open.last_mut() {
        Some(above) => above.units.push(unit),
        None => top.push(unit),
    }
}

/// `Senior Finance Officer|Grade 4 0.5 FTE` as a box of one post.
fn post_box(label: &str) -> PostBox {
    let bytes = label.as_bytes();
    let bar = bytes.iter().position(|byte| *byte == b'|');
    let end = bar.unwrap_or(bytes.len());
    let start = bar.map_or(end, |bar| bar + 1);
    // The last two words are the FTE.
    let space = |to: usize| bytes[start..to].iter().rposition(|byte| *byte == b' ');
    let gap = space(bytes.len()).and_then(|last| space(start + last));
    let (grade, fte) = match gap {
        Some(gap) => (&label[start..start + gap], &label[start + gap + 1..]),
        None => (&label[start..], ""),
    };
    let mut post = PostBox::new(&label[..end], grade);
    post.posts = Known::Known(1);
    post.fte = fte.to_owned();
    post
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_as_it_was_made_and_every_post_is_in_the_chart() {
        let text = made(300).to_json();
        assert_eq!(text, made(300).to_json());
        let tree = Tree::read(text.as_bytes()).expect("what was made can be read");
        let rows = tree.chart().to_rows();
        let posts = rows
            .iter()
            .filter(|row| row.sentence.contains("1 post"))
            .count();
        assert_eq!(posts, 300);
        let first = &tree.chart().units[0].posts[0];
        assert_eq!(
            (
                first.detail.split(' ').count(),
                first.fte.split(' ').count()
            ),
            (2, 2),
            "{first:?}"
        );
    }

    #[test]
    fn a_post_before_its_parent_is_refused() {
        let text = br#"{"parent":[0,2,1],"label":["A|B 1 FTE","A|B 1 FTE","A|B 1 FTE"]}"#;
        assert!(Tree::read(text).is_err());
    }
}

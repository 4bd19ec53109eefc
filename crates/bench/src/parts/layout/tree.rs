//! Posts by who they report to, as a file has them and as a structure chart shows them.

use std::borrow::Cow;

use base::Known;
use report::chart::{Chart, PostBox, UnitBox};
use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::seeded::Seeded;

/// How many posts report to one, on average, in data made here.
const REPORTS: usize = 5;

/// Posts by number.
#[derive(Deserialize, Serialize)]
pub(super) struct Tree<'t> {
    /// To which post each reports: itself for the first, one with a lower number for others.
    parent: Vec<usize>,
    /// `Senior Finance Officer|Grade 4 0.5 FTE`
    #[serde(borrow)]
    label: Vec<Cow<'t, str>>,
}

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
        tree.label.push(Cow::Owned(format!(
            "{} {} {}|Grade {} {} FTE",
            seeded.one_of(FIRST),
            seeded.one_of(SECOND),
            seeded.one_of(THIRD),
            1 + seeded.below(12),
            seeded.one_of(FTE)
        )));
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

    /// A unit for each post that others report to, headed by it, with those that nobody reports to in its list.
    pub(super) fn chart(&self) -> Chart {
        let count = self.parent.len();
        let mut heads = vec![false; count];
        for parent in self.parent.iter().skip(1) {
            heads[*parent] = true;
        }
        let mut posts: Vec<Vec<PostBox>> = (0..count).map(|_| Vec::new()).collect();
        let mut units: Vec<Vec<UnitBox>> = (0..count).map(|_| Vec::new()).collect();
        let mut top = Vec::new();
        for post in (0..count).rev() {
            let mut own = post_box(&self.label[post]);
            let parent = self.parent[post];
            if !heads[post] && post > 0 {
                posts[parent].push(own);
                continue;
            }
            own.reports = std::mem::take(&mut posts[post]);
            own.reports.reverse();
            let mut unit = UnitBox::new(own.title.clone());
            unit.units = std::mem::take(&mut units[post]);
            unit.units.reverse();
            unit.posts = vec![own];
            if post == 0 {
                top.push(unit);
            } else {
                units[parent].push(unit);
            }
        }
        Chart {
            title: "Structure".to_owned(),
            description: None,
            units: top,
        }
    }
}

/// `Senior Finance Officer|Grade 4 0.5 FTE` as a box of one post.
fn post_box(label: &str) -> PostBox {
    let (title, rest) = label.split_once('|').unwrap_or((label, ""));
    let words: Vec<&str> = rest.rsplitn(3, ' ').collect();
    let (grade, fte) = match words.as_slice() {
        [fte, number, grade] => (*grade, format!("{number} {fte}")),
        _ => (rest, String::new()),
    };
    PostBox {
        posts: Known::Known(1),
        fte,
        ..PostBox::new(title, grade)
    }
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
    }

    #[test]
    fn a_post_before_its_parent_is_refused() {
        let text = br#"{"parent":[0,2,1],"label":["A|B 1 FTE","A|B 1 FTE","A|B 1 FTE"]}"#;
        assert!(Tree::read(text).is_err());
    }
}

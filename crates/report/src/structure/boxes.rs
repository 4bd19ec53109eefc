//! Posts as a box of a chart.

use base::Known;
use register::{Occupancy as Held, PostLine, Tenure};

use crate::chart::{Occupancy, PostBox};
use crate::phrases::grade;

/// The box of a line of posts, without what happens to it.
pub fn post_box(post: &PostLine) -> PostBox {
    let detail = grade(post).unwrap_or_else(|| "Grade not known".to_owned());
    PostBox {
        posts: post.posts,
        fte: match post.fte {
            Known::Known(fte) => format!("{fte} FTE"),
            Known::Unknown | Known::Withheld => "FTE not known".to_owned(),
        },
        occupancy: occupancy(post),
        temporary: match &post.tenure {
            Known::Known(Tenure::Temporary(end)) => Some(end.to_string()),
            _ => None,
        },
        notes: post
            .covered_by
            .iter()
            .map(|by| format!("Covered by {by}"))
            .collect(),
        ..PostBox::new(&post.title, detail)
    }
}

fn occupancy(post: &PostLine) -> Occupancy {
    match (post.occupancy, post.posts) {
        (Known::Known(Held::Vacant), _) => Occupancy::Vacant,
        (Known::Known(Held::Filled), _) => Occupancy::Filled,
        (Known::Known(Held::PartFilled(people)), Known::Known(posts)) => {
            Occupancy::PartFilled(format!("{people} of {posts} filled"))
        }
        (Known::Known(Held::PartFilled(people)), Known::Unknown | Known::Withheld) => {
            Occupancy::PartFilled(format!("{people} filled"))
        }
        (Known::Unknown, _) => Occupancy::NotKnown,
        (Known::Withheld, _) => Occupancy::Withheld,
    }
}

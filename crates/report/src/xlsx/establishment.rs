//! The posts before and after, as far as the case tells.

use base::Known;
use register::{Establishment, Line, PostLine};

use super::book::Book;
use super::cell::{Cell, Shown, down};
use super::costs::{fte_completeness, fte_total};
use super::sheet::{Sheet, column, extent};
use crate::listing::Listing;
use crate::phrases::sentence_case;
use crate::structure::withheld_structure;

const FTE: usize = 4;

/// The sheet of the posts before.
pub(super) fn before(book: &Book<'_>) -> Sheet {
    Sheet {
        name: "Before",
        title: "The posts before the change, as far as the case tells".to_owned(),
        nothing: nothing(book, "The case lists no post from before."),
        ..lines(book, &book.of.resolved.before)
    }
}

/// The sheet of the posts after.
pub(super) fn after(book: &Book<'_>) -> Sheet {
    Sheet {
        name: "After",
        title: "The posts after all changes, whatever their dates".to_owned(),
        nothing: nothing(book, "No post is left."),
        ..lines(book, &book.of.resolved.after)
    }
}

/// What stands where there is no line.
fn nothing(book: &Book<'_>, otherwise: &'static str) -> &'static str {
    match withheld_structure(book.of.case) {
        Some(_) => "Withheld. The report says on what ground.",
        None => otherwise,
    }
}

fn lines(book: &Book<'_>, establishment: &Establishment) -> Sheet {
    let listing = Listing::of(book.of.case, book.of.resolved);
    let is_withheld = withheld_structure(book.of.case).is_some();
    let rows: Vec<Vec<Cell>> = listing
        .lines(establishment)
        .filter(|_| !is_withheld)
        .map(|line| row(establishment, line))
        .collect();
    let range = down(FTE, extent(rows.len()));
    let sum = listing.fte(establishment);
    let columns = vec![
        column("Post", 36),
        column("Grade", 20),
        column("Point", 8),
        column("Posts", 11),
        column("FTE", 11),
        column("Hours a week", 11),
        column("Paid weeks", 11),
        column("Unit", 34),
        column("Line manager", 28),
        column("Tenure", 30),
        column("Funding", 30),
        column("Held", 16),
        column("Covered by", 20),
        column("Stated cost of one full-time post", 16),
    ];
    let mut total = vec![Cell::Empty; columns.len()];
    let mut whole = total.clone();
    total[0] = Cell::words("Total");
    total[FTE] = fte_total(&range, sum);
    whole[0] = Cell::words("Is the total complete?");
    whole[FTE] = fte_completeness(&range, sum);
    Sheet {
        about: "A line holds one or several like posts. Posts, FTE and hours are told apart; none is derived from another.",
        columns,
        totals: if rows.is_empty() {
            Vec::new()
        } else {
            vec![total, whole]
        },
        rows,
        frozen: 1,
        ..Sheet::default()
    }
}

fn row(establishment: &Establishment, line: &Line) -> Vec<Cell> {
    let post = &line.post;
    let whole = |number: u32| Cell::Number(Shown::Whole, base::exact(i128::from(number), 1));
    let words = |known: Known<String>| match known {
        Known::Known(words) => Cell::words(words),
        Known::Unknown | Known::Withheld => Cell::not_known(),
    };
    let unit = establishment.placement_name(&post.placement);
    vec![
        Cell::words(&post.title),
        words(post.grade.clone()),
        post.point
            .map_or_else(Cell::not_stated, |point| whole(u32::from(point))),
        post.posts.known().map_or_else(Cell::not_known, whole),
        Cell::fte(post.fte),
        post.hours.map_or_else(Cell::not_stated, Cell::quantity),
        post.paid_weeks
            .map_or_else(Cell::not_stated, Cell::quantity),
        Cell::words(sentence_case(&unit)),
        Cell::stated(post.line_manager.clone()),
        words(
            post.tenure
                .as_ref()
                .map(|tenure| sentence_case(&tenure.to_string())),
        ),
        Cell::stated(funding(post)),
        words(post.occupancy.map(|held| sentence_case(&held.to_string()))),
        Cell::stated(post.covered_by.clone()),
        post.stated_cost.map_or_else(Cell::not_stated, Cell::money),
    ]
}

/// `General fund 50.00%; Grant, share not known`.
fn funding(post: &PostLine) -> Option<String> {
    let shares = post.funding.iter().map(|share| match share.share {
        Known::Known(part) if part == base::exact(1, 1) => share.fund.clone(),
        Known::Known(part) => {
            let percent = base::percent(part, base::exact(1, 1)).unwrap_or_default();
            format!("{} {percent}", share.fund)
        }
        Known::Unknown | Known::Withheld => format!("{}, share not known", share.fund),
    });
    let words: Vec<String> = shares.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

//! Units, base posts and scope.

use base::Known;
use diagnostics::At;
use register::{Occupancy, Tenure};

use super::table::Table;
use super::value::{Hours, Shares};
use crate::case::{BasePost, CaseUnit, HowManyPosts, Scope};

pub(super) fn unit(unit: &CaseUnit) -> Table {
    let mut table = Table::default();
    table
        .put("name", &unit.name)
        .put("part_of", &unit.part_of)
        .put("also_called", &unit.also_called);
    table
}

pub(super) fn post(post: &BasePost) -> Table {
    let mut table = Table::default();
    table
        .put("title", &post.title)
        .put("grade", &post.grade)
        .put("point", &post.point);
    how_many(&mut table, &post.how_many);
    table
        .put("unit", &post.units)
        .put("reports_to", &post.line_manager);
    tenure(&mut table, post.tenure.as_ref());
    occupancy(&mut table, post.occupancy.as_ref());
    table
        .put("covered_by", &post.covered_by)
        .put("funding", &Shares(&post.funding))
        .put("cost", &post.cost)
        .put("paragraph", &post.paragraph)
        .put("note", &post.note);
    table
}

pub(super) fn how_many(table: &mut Table, how_many: &HowManyPosts) {
    let hours = |at: &Option<At<_>>| at.as_ref().map(|at| Hours(at.value));
    table
        .put("posts", &how_many.posts)
        .put("fte", &how_many.fte)
        .put("hours", &hours(&how_many.hours))
        .put("paid_weeks", &hours(&how_many.paid_weeks));
}

pub(super) fn tenure(table: &mut Table, tenure: Option<&At<Tenure>>) {
    match tenure.map(|at| &at.value) {
        Some(Tenure::Permanent) => table.put("permanent", &true),
        Some(Tenure::Temporary(end)) => table.put("until", end),
        None => table,
    };
}

pub(super) fn occupancy(table: &mut Table, occupancy: Option<&At<Known<Occupancy>>>) {
    let words = match occupancy.map(|at| at.value) {
        None => return,
        Some(Known::Known(Occupancy::PartFilled(people))) => {
            table.put("filled_by", &people);
            return;
        }
        Some(Known::Known(Occupancy::Vacant)) => "vacant",
        Some(Known::Known(Occupancy::Filled)) => "filled",
        Some(missing @ (Known::Unknown | Known::Withheld)) => missing.missing(),
    };
    table.put("occupancy", &words.to_owned());
}

pub(super) fn scope(scope: &Scope) -> Table {
    let mut table = Table::default();
    table
        .put("paragraph", &scope.paragraph)
        .put("includes", &scope.includes)
        .put("excludes", &scope.excludes);
    table
}

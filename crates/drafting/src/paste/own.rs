//! Posts that the register does not hold, as pasted rows tell of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Fte, Known, same_name};
use proposal::case::{BasePost, HowManyPosts};
use proposal::title_key;

use super::answer::Named;
use super::candidates::Candidate;
use super::{Against, PastedRow};
use crate::choose::{Base, add_unit};
use crate::draft::Draft;
use crate::grid::Field;

/// The posts that rows name so, with nothing but their names. How many there are, all rows say together.
pub(super) fn named_so(against: &Against<'_>, named: &Named) -> Candidate {
    let draft = against.draft;
    let at = |text: &str| draft.new_value(text.to_owned());
    let known = against
        .grades
        .iter()
        .find(|grade| same_name(grade, &named.grade));
    let grade = known.unwrap_or(&named.grade);
    let is_said = |text: &&str| !text.is_empty();
    let post = BasePost {
        place: draft.nowhere(),
        title: at(&named.title),
        grade: Some(grade.as_str())
            .filter(is_said)
            .map(|grade| draft.new_value(Known::Known(grade.to_owned()))),
        point: None,
        how_many: HowManyPosts::default(),
        units: Some(named.unit.as_str())
            .filter(is_said)
            .map(at)
            .into_iter()
            .collect(),
        line_manager: None,
        tenure: None,
        occupancy: None,
        covered_by: None,
        funding: Vec::new(),
        cost: None,
        paragraph: None,
        note: None,
    };
    Candidate {
        key: format!("{}|{grade}|{}", title_key(&named.title), named.unit),
        post: Arc::new(post),
        line: None,
        of_them: None,
        is_of_rows: true,
    }
}

/// Counts the posts that are taken from rows: as many, and as much FTE, as all rows about them say.
///
/// An FTE beside posts that end or stay as they are is theirs. Where one row does not say how many or how
/// much, that is not known of all together.
pub(super) fn count(draft: &Draft, rows: &mut [PastedRow]) {
    let mut of_posts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let own = row.post.as_ref().filter(|post| post.is_of_rows);
        if let Some(post) = own.filter(|_| !row.is_left_out) {
            of_posts.entry(post.key.clone()).or_default().push(at);
        }
    }
    for places in of_posts.into_values() {
        let posts = places.iter().map(|at| rows[*at].entry.get(Field::Many));
        let mut posts = posts.map(|many| many.parse::<u32>().ok());
        let posts = posts.try_fold(0_u32, |sum, many| sum.checked_add(many?));
        let mut fte = places.iter().map(|at| held_fte(&rows[*at]));
        let fte = fte.try_fold(Fte::ZERO, |sum, fte| Some(sum + fte?));
        let mut counted = None;
        for at in places {
            let row = &mut rows[at];
            if fte.is_some() {
                row.not_taken.retain(|(field, _)| *field != Field::Fte);
            }
            let Some(candidate) = &mut row.post else {
                continue;
            };
            let post = counted.get_or_insert_with(|| {
                let mut post = (*candidate.post).clone();
                post.how_many.posts = Some(draft.new_value(Known::from(posts)));
                post.how_many.fte = Some(draft.new_value(Known::from(fte)));
                Arc::new(post)
            });
            candidate.post = Arc::clone(post);
        }
    }
}

/// The FTE in a row where it cannot be that of new or changed posts.
fn held_fte(row: &PastedRow) -> Option<Fte> {
    let mut not_taken = row.not_taken.iter();
    let (_, text) = not_taken.find(|(field, _)| *field == Field::Fte)?;
    let fte = Fte::parse(text).ok()?;
    Some(fte).filter(|fte| !fte.is_zero() && !fte.is_negative())
}

/// The draft with the posts that are taken from rows, and their units as far as the register has them.
pub(super) fn put_into(draft: Draft, against: &Against<'_>, rows: &[PastedRow]) -> Draft {
    let own = rows.iter().filter(|row| !row.is_left_out);
    let own = own.filter_map(|row| row.post.as_ref().filter(|post| post.is_of_rows));
    let mut case = draft.case.clone();
    for candidate in own {
        if Base::of(&case).find(&candidate.post).is_some() {
            continue;
        }
        for unit in &candidate.post.units {
            add_unit(&draft, &mut case, against.register, &unit.value);
        }
        case.posts.push((*candidate.post).clone());
    }
    match case.posts.len() == draft.case.posts.len() {
        true => draft,
        false => Draft::of(&case),
    }
}

//! Which posts are in force on a day: filtered, sorted, a page at a time.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use access::{Actor, Deed};
use base::{Known, folded, same_name};
use register::{Line, Occupancy, Placement, Tenure, UnitId};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::totals::Totals;
use crate::view::View;

/// The most rows on a page.
const MOST_ROWS: usize = 1_000;

/// By what a list of posts is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Their title.
    #[default]
    Title,
    /// Their grade, as text in which numbers count.
    Grade,
    /// How many posts.
    Posts,
    /// Their FTE.
    Fte,
    /// Their unit.
    Unit,
    /// Vacant, filled in part, filled.
    State,
    /// The day on which they end; permanent posts last.
    Ends,
}

/// Which posts, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstablishmentQuestion {
    /// For which day, with which knowledge.
    pub moment: Moment,
    /// Only in this unit and the units within it.
    pub unit: Option<UnitId>,
    /// Only where title, grade, unit or number have all of these words.
    pub words: String,
    /// Only of this grade.
    pub grade: Option<String>,
    /// Only vacant posts.
    pub vacant: bool,
    /// Only posts that end of themselves.
    pub temporary: bool,
    /// The order.
    pub sort: SortBy,
    /// The other way round; what is not known stays last.
    pub descending: bool,
    /// Which page, counted from one; one beyond the last shows the last.
    pub page: usize,
    /// Rows on a page, at most 1,000.
    pub rows: usize,
}

impl EstablishmentQuestion {
    /// All posts of a moment, by title, the first fifty.
    pub fn at(moment: Moment) -> Self {
        Self {
            moment,
            unit: None,
            words: String::new(),
            grade: None,
            vacant: false,
            temporary: false,
            sort: SortBy::default(),
            descending: false,
            page: 1,
            rows: 50,
        }
    }
}

/// A line of posts in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line.
    pub line: Line,
    /// The name of its unit; empty where none is stated.
    pub unit: String,
}

/// A page of the posts that were asked for.
#[derive(Debug)]
pub struct EstablishmentPage {
    /// What it is taken from.
    pub view: Arc<View>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// The sums over all that was asked for, not only this page.
    pub totals: Totals,
    /// The grades of all posts in force, for a filter, in order.
    pub grades: Vec<String>,
    /// Which page this is, counted from one.
    pub page: usize,
    /// How many pages there are; at least one.
    pub pages: usize,
}

impl Muster {
    /// The posts of a council that are in force.
    ///
    /// # Errors
    /// [`AppError::Refused`]; [`AppError::NotFound`] if there is no such council or unit;
    /// [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn establishment(
        &self,
        actor: &Actor,
        body: &BodyKey,
        question: &EstablishmentQuestion,
    ) -> Result<EstablishmentPage, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, question.moment).await?;
        page(view, question)
    }
}

fn page(view: Arc<View>, question: &EstablishmentQuestion) -> Result<EstablishmentPage, AppError> {
    let found = sorted(&view, question)?;
    let totals = Totals::of(found.iter().map(|(line, _)| *line));
    let rows = question.rows.clamp(1, MOST_ROWS);
    let pages = found.len().div_ceil(rows).max(1);
    let page = question.page.clamp(1, pages);
    let shown = found.into_iter().skip((page - 1) * rows).take(rows);
    let rows = shown.map(row).collect();
    let grades: BTreeSet<&str> = view
        .establishment
        .lines()
        .filter_map(|line| line.post.grade.as_ref().known().map(String::as_str))
        .collect();
    let mut grades: Vec<String> = grades.into_iter().map(str::to_owned).collect();
    grades.sort_by(|a, b| as_people_count(a, b));
    Ok(EstablishmentPage {
        rows,
        totals,
        grades,
        page,
        pages,
        view,
    })
}

/// All rows that were asked for, in order.
pub(crate) fn all_rows(
    view: &View,
    question: &EstablishmentQuestion,
) -> Result<Vec<Row>, AppError> {
    Ok(sorted(view, question)?.into_iter().map(row).collect())
}

fn row((line, unit): (&Line, String)) -> Row {
    Row {
        line: line.clone(),
        unit,
    }
}

fn sorted<'v>(
    view: &'v View,
    question: &EstablishmentQuestion,
) -> Result<Vec<(&'v Line, String)>, AppError> {
    let mut found = matching(view, question)?;
    sort(&mut found, question);
    Ok(found)
}

/// The lines that were asked for, each with the name of its unit.
fn matching<'v>(
    view: &'v View,
    question: &EstablishmentQuestion,
) -> Result<Vec<(&'v Line, String)>, AppError> {
    let within = match question.unit {
        None => None,
        Some(unit) if view.establishment.unit(unit).is_some() => Some(view.within(unit)),
        Some(_) => return Err(AppError::NotFound("unit")),
    };
    let is_within = |line: &Line| match (&within, &line.post.placement) {
        (None, _) => true,
        (Some(within), Placement::In(unit)) => within.contains(unit),
        (Some(within), Placement::OneOf(units)) => units.iter().any(|unit| within.contains(unit)),
        (Some(_), Placement::NotStated) => false,
    };
    let words = folded(&question.words);
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_meant = |line: &Line, unit: &str| {
        let post = &line.post;
        (!question.vacant || post.occupancy == Known::Known(Occupancy::Vacant))
            && (!question.temporary || matches!(post.tenure, Known::Known(Tenure::Temporary(_))))
            && question.grade.as_ref().is_none_or(
                |grade| matches!(&post.grade, Known::Known(held) if same_name(held, grade)),
            )
            && (words.is_empty() || has_words(line, unit, &words))
    };
    Ok(view
        .establishment
        .lines()
        .filter(|line| is_within(line))
        .map(|line| (line, view.unit_name(line)))
        .filter(|(line, unit)| is_meant(line, unit))
        .collect())
}

fn has_words(line: &Line, unit: &str, words: &[&str]) -> bool {
    let grade = line.post.grade.as_ref().known().map_or("", String::as_str);
    let number = line.post.number.as_deref().unwrap_or_default();
    let text = folded(&format!("{number} {} {grade} {unit}", line.post.title));
    words.iter().all(|word| text.contains(word))
}

fn sort(found: &mut [(&Line, String)], question: &EstablishmentQuestion) {
    let direction = |order: Ordering| match question.descending {
        true => order.reverse(),
        false => order,
    };
    // What is not known comes last, whichever way round.
    fn known<T: Ord>(
        a: Option<T>,
        b: Option<T>,
        direction: impl Fn(Ordering) -> Ordering,
    ) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => direction(a.cmp(&b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    found.sort_by(|(a, unit_a), (b, unit_b)| {
        let (x, y) = (&a.post, &b.post);
        let title = || as_people_count(&x.title, &y.title);
        let by = match question.sort {
            SortBy::Title => direction(title()),
            SortBy::Grade => match (&x.grade, &y.grade) {
                (Known::Known(x), Known::Known(y)) => direction(as_people_count(x, y)),
                (x, y) => y.is_known().cmp(&x.is_known()),
            },
            SortBy::Posts => known(x.posts.known(), y.posts.known(), direction),
            SortBy::Fte => known(x.fte.known(), y.fte.known(), direction),
            SortBy::Unit => {
                let stated = |unit: &String| (!unit.is_empty()).then(|| unit.to_lowercase());
                known(stated(unit_a), stated(unit_b), direction)
            }
            SortBy::State => {
                let state = |occupancy: Known<Occupancy>| {
                    occupancy.known().map(|occupancy| match occupancy {
                        Occupancy::Vacant => 0,
                        Occupancy::PartFilled(_) => 1,
                        Occupancy::Filled => 2,
                    })
                };
                known(state(x.occupancy), state(y.occupancy), direction)
            }
            SortBy::Ends => known(View::last_day(a), View::last_day(b), direction),
        };
        by.then_with(title).then(a.id.cmp(&b.id))
    });
}

/// Compares texts as people do: without case, and `Grade 10` after `Grade 9`.
fn as_people_count(a: &str, b: &str) -> Ordering {
    pieces(a).cmp(&pieces(b)).then_with(|| a.cmp(b))
}

/// A text in pieces that are numbers or are not.
fn pieces(text: &str) -> Vec<(String, u64)> {
    let lower = text.to_lowercase();
    let chars: Vec<char> = lower.chars().collect();
    chars
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
        .map(|piece| {
            let piece: String = piece.iter().collect();
            match piece.parse() {
                Ok(number) => (String::new(), number),
                Err(_) => (piece, 0),
            }
        })
        .collect()
}

//! Which posts are in force on a day: filtered, sorted, a page at a time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::{Actor, Deed};
use base::{Known, folded, same_name};
use costing::FullYear;
use register::{Line, Occupancy, Placement, Tenure, UnitId};

use crate::bodies::BodyKey;
use crate::costs::{FundSum, fund_sums};
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::order::{SortKey, pieces, sort, text_ranks};
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
    /// The first fund that pays them.
    Fund,
    /// Their full-year cost.
    Cost,
}

/// Who is to pay, of the posts that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaidFrom {
    /// This fund, wholly or in part.
    Fund(String),
    /// No fund that is stated.
    NotStated,
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
    /// Only posts that are paid from there.
    pub paid_from: Option<PaidFrom>,
    /// Only posts whose full-year cost is not known.
    pub cost_not_known: bool,
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
            paid_from: None,
            cost_not_known: false,
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
    /// What it costs in a full year, by the pay of the day that is asked for.
    pub full_year: FullYear,
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
    /// What each fund pays of all that was asked for.
    pub paid_by: Vec<FundSum>,
    /// Why costs are not known, each with how many lines that is true of, those of most lines first.
    pub not_costed: Vec<(String, usize)>,
    /// The grades of all posts in force, for a filter, in order.
    pub grades: Vec<String>,
    /// The funds that pay posts in force, for a filter, in order.
    pub funds: Vec<String>,
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

/// A line that was asked for.
struct Found<'v> {
    line: &'v Line,
    full_year: &'v FullYear,
}

impl<'v> Found<'v> {
    fn of((line, full_year): (&'v Line, &'v FullYear)) -> Self {
        Self { line, full_year }
    }

    fn row(&self, view: &View) -> Row {
        Row {
            line: self.line.clone(),
            unit: view.unit_name(self.line),
            full_year: self.full_year.clone(),
        }
    }
}

fn page(view: Arc<View>, question: &EstablishmentQuestion) -> Result<EstablishmentPage, AppError> {
    let found = sorted(&view, question)?;
    let is_all = found.len() == view.establishment.lines().count();
    let summed = match is_all {
        true => view.summed().clone(),
        false => Summed::of(&found),
    };
    let rows = question.rows.clamp(1, MOST_ROWS);
    let pages = found.len().div_ceil(rows).max(1);
    let page = question.page.clamp(1, pages);
    let shown = found.iter().skip((page - 1) * rows).take(rows);
    let rows = shown.map(|one| one.row(&view)).collect();
    let Summed {
        totals,
        paid_by,
        not_costed,
    } = summed;
    let Choices { grades, funds } = view.choices().clone();
    Ok(EstablishmentPage {
        rows,
        totals,
        paid_by,
        not_costed,
        grades,
        funds,
        page,
        pages,
        view,
    })
}

/// The sums over some lines.
#[derive(Clone, Debug)]
pub(crate) struct Summed {
    totals: Totals,
    paid_by: Vec<FundSum>,
    not_costed: Vec<(String, usize)>,
}

impl Summed {
    /// The sums over all lines of a view.
    pub(crate) fn of_all(view: &View) -> Self {
        let all: Vec<Found<'_>> = view.costed_lines().map(Found::of).collect();
        Self::of(&all)
    }

    fn of(found: &[Found<'_>]) -> Self {
        let costed = || found.iter().map(|one| (one.line, one.full_year));
        Self {
            totals: Totals::of(costed()),
            paid_by: fund_sums(costed()),
            not_costed: not_costed(found),
        }
    }
}

/// What can be chosen in a filter.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    grades: Vec<String>,
    funds: Vec<String>,
}

impl Choices {
    /// What the posts of a view have.
    pub(crate) fn of(view: &View) -> Self {
        let lines = || view.establishment.lines();
        let grades = lines().filter_map(|line| Some(line.post.grade.as_ref().known()?.as_str()));
        let funds = lines().flat_map(|line| line.post.funding.iter());
        Self {
            grades: choices(grades),
            funds: choices(funds.map(|share| share.fund.as_str())),
        }
    }
}

/// Why costs are not known, those of most lines first.
fn not_costed(found: &[Found<'_>]) -> Vec<(String, usize)> {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for one in found.iter().filter(|one| !one.full_year.cost.is_known()) {
        *reasons
            .entry(why_not_costed(one.line, one.full_year))
            .or_default() += 1;
    }
    let mut reasons: Vec<(String, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    reasons
}

/// Why the cost of a line is not known.
fn why_not_costed(line: &Line, full_year: &FullYear) -> String {
    match &full_year.not_computed {
        Some(reason) => reason.to_string(),
        None if !line.post.fte.is_known() => "the FTE is not known".to_owned(),
        None => "the cost is not known".to_owned(),
    }
}

/// Different texts, in order.
fn choices<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let different: BTreeSet<&str> = texts.collect();
    let mut choices: Vec<String> = different.into_iter().map(str::to_owned).collect();
    choices.sort_by_cached_key(|text| pieces(text));
    choices
}

/// All rows that were asked for, in order.
pub(crate) fn all_rows(
    view: &View,
    question: &EstablishmentQuestion,
) -> Result<Vec<Row>, AppError> {
    let found = sorted(view, question)?;
    Ok(found.iter().map(|one| one.row(view)).collect())
}

fn sorted<'v>(
    view: &'v View,
    question: &EstablishmentQuestion,
) -> Result<Vec<Found<'v>>, AppError> {
    let mut found = matching(view, question)?;
    let ranks = view.title_ranks();
    let rank = |one: &Found<'_>| ranks.get(&one.line.id).copied().unwrap_or(u32::MAX);
    // Many posts share a text: each text is taken to pieces once.
    let text = |one: &Found<'v>| match question.sort {
        SortBy::Grade => one
            .line
            .post
            .grade
            .as_ref()
            .known()
            .map(|grade| Cow::from(grade.as_str())),
        SortBy::Unit => Some(Cow::from(view.unit_name(one.line))).filter(|unit| !unit.is_empty()),
        SortBy::Fund => one
            .line
            .post
            .funding
            .first()
            .map(|share| Cow::from(share.fund.as_str())),
        _ => None,
    };
    let texts = text_ranks(found.iter().filter_map(text));
    let key = |one: &Found<'v>| match question.sort {
        SortBy::Title => Some(SortKey::Number(rank(one).into())),
        SortBy::Grade | SortBy::Unit | SortBy::Fund => {
            Some(SortKey::Number(texts.get(&text(one)?).copied()?))
        }
        by => key(one, by),
    };
    sort(&mut found, key, rank, question.descending);
    Ok(found)
}

/// The lines that were asked for.
fn matching<'v>(
    view: &'v View,
    question: &EstablishmentQuestion,
) -> Result<Vec<Found<'v>>, AppError> {
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
    Ok(view
        .costed_lines()
        .filter(|(line, full_year)| is_within(line) && is_meant(line, full_year, question))
        .filter(|(line, _)| words.is_empty() || has_words(line, &view.unit_name(line), &words))
        .map(Found::of)
        .collect())
}

/// Is the line of the state, grade and funding that are asked for?
fn is_meant(line: &Line, full_year: &FullYear, question: &EstablishmentQuestion) -> bool {
    let post = &line.post;
    let of_grade =
        |grade: &String| matches!(&post.grade, Known::Known(held) if same_name(held, grade));
    let paid_from = |from: &PaidFrom| match from {
        PaidFrom::Fund(name) => post
            .funding
            .iter()
            .any(|share| same_name(&share.fund, name)),
        PaidFrom::NotStated => post.funding.is_empty(),
    };
    (!question.vacant || post.occupancy == Known::Known(Occupancy::Vacant))
        && (!question.temporary || matches!(post.tenure, Known::Known(Tenure::Temporary(_))))
        && (!question.cost_not_known || !full_year.cost.is_known())
        && question.grade.as_ref().is_none_or(of_grade)
        && question.paid_from.as_ref().is_none_or(paid_from)
}

fn has_words(line: &Line, unit: &str, words: &[&str]) -> bool {
    let grade = line.post.grade.as_ref().known().map_or("", String::as_str);
    let number = line.post.number.as_deref().unwrap_or_default();
    let text = folded(&format!("{number} {} {grade} {unit}", line.post.title));
    words.iter().all(|word| text.contains(word))
}

/// By which figure or day a line is compared; none where that is not known.
fn key(one: &Found<'_>, by: SortBy) -> Option<SortKey> {
    let post = &one.line.post;
    match by {
        SortBy::Title | SortBy::Grade | SortBy::Unit | SortBy::Fund => None,
        SortBy::Posts => Some(SortKey::Number(post.posts.known()?.into())),
        SortBy::Fte => Some(SortKey::Fte(post.fte.known()?)),
        SortBy::State => Some(SortKey::Number(match post.occupancy.known()? {
            Occupancy::Vacant => 0,
            Occupancy::PartFilled(_) => 1,
            Occupancy::Filled => 2,
        })),
        SortBy::Ends => Some(SortKey::Day(View::last_day(one.line)?)),
        SortBy::Cost => Some(SortKey::Pence(one.full_year.cost.known()?)),
    }
}

//! Posts, units and decisions by their words, the likeliest first.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use access::{Actor, Deed};
use base::{Date, add_days, folded};
use register::{Act, Line, LineId};

use crate::bodies::BodyKey;
use crate::decisions::DecisionSummary;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::post::withdrawals;
use crate::units::UnitSums;
use crate::view::View;

/// What has the words.
#[derive(Debug)]
pub struct Found {
    /// What it is taken from.
    pub view: Arc<View>,
    /// Posts, the likeliest first: so many as were asked for.
    pub posts: Vec<FoundPost>,
    /// How many posts have the words.
    pub all_posts: usize,
    /// Units, the likeliest first.
    pub units: Vec<UnitSums>,
    /// Decisions by the title or reference of their report, who decided, or the words of the report.
    pub decisions: Vec<FoundDecision>,
}

/// A line of posts that has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPost {
    /// The line.
    pub id: LineId,
    /// Its title, or the last one that it had.
    pub title: String,
    /// The line at the moment; none if it is not in force.
    pub line: Option<Line>,
    /// The name of its unit at the moment; empty where none is stated.
    pub unit: String,
    /// The earlier title by which it was found, and its last day.
    pub was: Option<(String, Date)>,
    /// Whether it begins after the moment, rather than having ended.
    pub is_to_come: bool,
}

/// A decision that has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDecision {
    /// The decision.
    pub summary: DecisionSummary,
    /// Whether only the text of its report has the words.
    pub in_text: bool,
}

/// Every title that a line of the ledger has had.
#[derive(Debug)]
pub(crate) struct Titles {
    lines: Vec<Titled>,
}

/// A line with its titles, oldest first.
#[derive(Debug)]
struct Titled {
    id: LineId,
    number: String,
    first: Date,
    /// A title as it is compared, as it is written, and its first day.
    titles: Vec<(String, String, Date)>,
}

/// How well a line has the words; the least is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Number,
    WholeTitle,
    StartOfTitle,
    WordsOfTitle,
    InTitle,
    InUnit,
}

impl Muster {
    /// What of a council's register has all the words, as recorded at a moment: posts by number and by any
    /// title that they have or had, units, decisions. Of the posts so many are given, from a page.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn search(
        &self,
        actor: &Actor,
        body: &BodyKey,
        moment: Moment,
        words: &str,
        most: usize,
        page: usize,
    ) -> Result<Found, AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let asked = folded(words);
        let words: Vec<&str> = asked.split_whitespace().collect();
        if words.is_empty() {
            return Ok(Found {
                view,
                posts: Vec::new(),
                all_posts: 0,
                units: Vec::new(),
                decisions: Vec::new(),
            });
        }
        let mut decisions = decisions(&view, &words);
        for held in self.held(body).await? {
            let of_it = view
                .decisions()
                .iter()
                .filter(|one| held.is_of(&one.decision));
            for summary in of_it {
                let is_there = decisions.iter().any(|one| one.summary == *summary);
                let sections = held.draft.case.sections.iter();
                let mut texts = sections.map(|section| folded(&section.prose.text));
                if !is_there && texts.any(|text| has(&text, &words)) {
                    decisions.push(FoundDecision {
                        summary: summary.clone(),
                        in_text: true,
                    });
                }
            }
        }
        let (posts, all_posts) = posts(&view, &asked, &words, most, page);
        Ok(Found {
            units: units(&view, &asked, &words),
            posts,
            all_posts,
            decisions,
            view,
        })
    }
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().all(|word| text.contains(word))
}

/// How well a name has the words, if it has them.
fn likeness(name: &str, asked: &str, words: &[&str]) -> Option<Likeness> {
    if name == asked {
        return Some(Likeness::WholeTitle);
    }
    if !has(name, words) {
        return None;
    }
    if name.starts_with(asked) {
        return Some(Likeness::StartOfTitle);
    }
    let whole = |word: &&str| name.split(' ').any(|own| own == *word);
    Some(match words.iter().all(whole) {
        true => Likeness::WordsOfTitle,
        false => Likeness::InTitle,
    })
}

/// How a line has the words: by its present title or number before an earlier title.
fn of_line(
    line: &Titled,
    unit: &str,
    asked: &str,
    words: &[&str],
) -> Option<(bool, Likeness, usize)> {
    let last = line.titles.len().checked_sub(1)?;
    if !line.number.is_empty() && line.number == asked {
        return Some((false, Likeness::Number, last));
    }
    let of_title = |at: usize| likeness(&line.titles[at].0, asked, words);
    if let Some(likeness) = of_title(last) {
        return Some((false, likeness, last));
    }
    let earlier = (0..last).rev().find_map(|at| Some((at, of_title(at)?)));
    if let Some((at, likeness)) = earlier {
        return Some((true, likeness, at));
    }
    let all = format!("{} {} {}", line.number, line.titles[last].0, unit);
    has(&all, words).then_some((false, Likeness::InUnit, last))
}

fn posts(
    view: &View,
    asked: &str,
    words: &[&str],
    most: usize,
    page: usize,
) -> (Vec<FoundPost>, usize) {
    let ranks = view.title_ranks();
    let units: HashMap<LineId, String> = view
        .establishment
        .lines()
        .map(|line| (line.id, folded(&view.unit_name(line))))
        .collect();
    let mut hits = Vec::new();
    for line in &view.titles().lines {
        let unit = units.get(&line.id);
        let found = of_line(line, unit.map_or("", String::as_str), asked, words);
        if let Some((was, likeness, at)) = found {
            let rank = ranks.get(&line.id).copied().unwrap_or(u32::MAX);
            hits.push((unit.is_none(), was, likeness, rank, line, at));
        }
    }
    hits.sort_by_key(|(ended, was, likeness, rank, line, _)| {
        (*ended, *was, *likeness, *rank, line.id)
    });
    let all = hits.len();
    let skipped = page.saturating_sub(1).saturating_mul(most);
    let shown = hits.into_iter().skip(skipped).take(most);
    let shown = shown.map(|(_, was, _, _, line, at)| {
        let held = view.establishment.line(line.id).cloned();
        let (_, last, _) = &line.titles[line.titles.len() - 1];
        FoundPost {
            id: line.id,
            title: held
                .as_ref()
                .map_or_else(|| last.clone(), |held| held.post.title.clone()),
            unit: held
                .as_ref()
                .map(|held| view.unit_name(held))
                .unwrap_or_default(),
            was: was.then(|| {
                (
                    line.titles[at].1.clone(),
                    add_days(line.titles[at + 1].2, -1),
                )
            }),
            is_to_come: held.is_none() && line.first > view.moment.in_force_on,
            line: held,
        }
    });
    (shown.collect(), all)
}

fn units(view: &View, asked: &str, words: &[&str]) -> Vec<UnitSums> {
    let named = view.unit_sums().iter().filter(|sums| sums.unit.is_some());
    let mut hits: Vec<(Likeness, &UnitSums)> = named
        .filter_map(|sums| Some((likeness(&folded(&sums.name), asked, words)?, sums)))
        .collect();
    hits.sort_by(|(a, x), (b, y)| (a, &x.name).cmp(&(b, &y.name)));
    hits.into_iter().map(|(_, sums)| sums.clone()).collect()
}

fn decisions(view: &View, words: &[&str]) -> Vec<FoundDecision> {
    let is_meant = |one: &&DecisionSummary| {
        let decision = &one.decision;
        let reference = decision.reference.as_deref().unwrap_or_default();
        let maker = decision.maker.as_deref().unwrap_or_default();
        has(
            &folded(&format!("{} {reference} {maker}", decision.title)),
            words,
        )
    };
    let found = view.decisions().iter().filter(is_meant);
    found
        .map(|summary| FoundDecision {
            summary: summary.clone(),
            in_text: false,
        })
        .collect()
}

impl Titles {
    /// The titles that the lines of one council have had until the day of a view; of a line that begins
    /// later, its first.
    pub(crate) fn of(view: &View) -> Self {
        let on = view.moment.in_force_on;
        let withdrawn = withdrawals(view);
        let mut lines: BTreeMap<LineId, Titled> = BTreeMap::new();
        let mut entries: Vec<_> = view
            .entries()
            .filter(|entry| !withdrawn.contains_key(&entry.position))
            .collect();
        entries.sort_by_key(|entry| (entry.effective, entry.position));
        for entry in entries {
            let from = entry.effective;
            match &entry.act {
                Act::Attest { line, post } | Act::Establish { line, post, .. } => {
                    let line = lines.entry(*line).or_insert_with(|| Titled {
                        id: *line,
                        number: folded(post.number.as_deref().unwrap_or_default()),
                        first: from,
                        titles: Vec::new(),
                    });
                    line.take(&post.title, from);
                }
                Act::Amend {
                    line,
                    becomes,
                    to,
                    until,
                    ..
                } => {
                    let held = lines.get(line).and_then(|line| line.titles.last());
                    let Some(held) = held.map(|(_, title, _)| title.clone()) else {
                        continue;
                    };
                    let number = lines.get(line).map(|line| line.number.clone());
                    let part = lines.entry(*becomes).or_insert_with(|| Titled {
                        id: *becomes,
                        number: number.unwrap_or_default(),
                        first: from,
                        titles: Vec::new(),
                    });
                    let is_begun = part.titles.is_empty() || from <= on;
                    if is_begun {
                        part.take(to.title.as_ref().unwrap_or(&held), from);
                    }
                    let again = until.map(|until| add_days(until, 1));
                    if let Some(again) = again.filter(|again| *again <= on) {
                        part.take(&held, again);
                    }
                }
                _ => {}
            }
        }
        Self {
            lines: lines.into_values().collect(),
        }
    }
}

impl Titled {
    /// The line has this title from a day on.
    fn take(&mut self, title: &str, from: Date) {
        if self.titles.last().is_none_or(|(_, last, _)| last != title) {
            self.titles.push((folded(title), title.to_owned(), from));
        }
    }
}

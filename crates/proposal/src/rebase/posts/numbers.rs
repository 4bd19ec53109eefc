//! How many posts a change takes, and how many are left.

use base::{Fte, Known};
use register::{Line, PostLine};

use super::{Edit, Sides, Way, asks as asks_of, leave_out};
use crate::case::{Established, HowMany, Selector, Verb};
use crate::rebase::{Clash, Conflict};
use crate::resolve::same_title;

/// What a change asks for: `disestablish 4 posts`.
pub(crate) fn asks(verb: &Verb) -> String {
    let taken = |posts: &Selector| match &posts.how_many {
        Some(how_many) => words(how_many.value),
        None => "all of them".to_owned(),
    };
    match verb {
        Verb::Disestablish(posts) => format!("disestablish {}", taken(posts)),
        Verb::Change(posts, _) => format!("change {}", taken(posts)),
        Verb::MakePermanent(posts, _) => format!("make {} permanent", taken(posts)),
        Verb::Extend(posts, _) => format!("extend {}", taken(posts)),
        Verb::Establish(post) => match established(post) {
            Some(how_many) => format!("establish {}", words(how_many)),
            None => "establish posts".to_owned(),
        },
        Verb::Pay(payment) => match &payment.called {
            Some(called) => format!("pay {}", called.value),
            None => "pay an honorarium".to_owned(),
        },
        verb => verb.key().replace('_', " "),
    }
}

/// How many the register held when the change was written.
pub(super) fn written(sides: &Sides<'_>, change: usize) -> String {
    let lines = super::touched(sides, change);
    let lines = lines.iter().filter_map(|id| sides.moved.written.line(*id));
    held(&lines.collect::<Vec<_>>())
}

/// A change that asks for all of its posts, of which there is now another number.
pub(super) fn conflict(
    sides: &Sides<'_>,
    change: usize,
    posts: &Selector,
    lines: &[register::LineId],
) -> Option<Conflict> {
    if posts.how_many.is_some() {
        return None;
    }
    let taken = |effects: Vec<&crate::resolve::Effect>| -> Vec<Line> {
        let before = effects
            .into_iter()
            .filter_map(|effect| effect.before.clone());
        before.collect()
    };
    let was = taken(sides.effects_written(change).collect());
    let is = taken(sides.effects_now(change).collect());
    let was: Vec<&Line> = was.iter().filter(|line| lines.contains(&line.id)).collect();
    let is: Vec<&Line> = { is.iter() }
        .filter(|line| sides.moved.now.line(line.id).is_some())
        .collect();
    let measure = |how: fn(&PostLine) -> Option<Fte>| Some((sum(&was, how)?, sum(&is, how)?));
    let differs = |pair: Option<(Fte, Fte)>| pair.is_some_and(|(was, is)| was != is);
    let (posts_of, fte_of) = (measure(count_posts), measure(count_fte));
    if was.is_empty() || !(differs(posts_of) || differs(fte_of)) {
        return None;
    }
    let verb = &sides.case.changes[change].verb;
    let all = Way {
        label: format!("{} all there are now, {}", imperative(verb), held(&is)),
        edits: Vec::new(),
    };
    let mut ways = vec![all];
    if let Some((was, is)) = posts_of
        && was < is
    {
        let number = u32::try_from(was.exact().to_integer()).unwrap_or(u32::MAX);
        let how_many = HowMany::Posts(number);
        ways.push(Way {
            label: format!("{} {number}, as it was written", imperative(verb)),
            edits: vec![Edit::Take(change, how_many)],
        });
    } else {
        ways.extend(establish_fewer(sides, change, &is));
    }
    ways.push(leave_out(change));
    let both = [held(&was), held(&is), asks_of(sides, change)];
    Some(sides.conflict(change, Clash::OtherNumber, both, ways))
}

/// A change that asks for more posts than there are now. None if that is not why it fails.
pub(super) fn too_few(
    sides: &Sides<'_>,
    change: usize,
    posts: &Selector,
    left: &[&Line],
) -> Option<Conflict> {
    let asked = posts.how_many.as_ref()?.value;
    let how = match asked {
        HowMany::Posts(_) => count_posts,
        HowMany::Fte(_) => count_fte,
    };
    let all = sum(left, how)?;
    let by_others: Vec<Line> = { sides.now.effects.iter() }
        .filter(|effect| effect.change < change)
        .filter_map(|effect| effect.before.clone())
        .filter(|before| left.iter().any(|line| line.id == before.id))
        .collect();
    let by_others = sum(&by_others.iter().collect::<Vec<_>>(), how)?;
    let rest = all - by_others;
    let wanted = match asked {
        HowMany::Posts(posts) => Fte::whole(posts),
        HowMany::Fte(fte) => fte,
    };
    if rest >= wanted {
        return None;
    }
    let remains = match asked {
        HowMany::Posts(_) => {
            HowMany::Posts(u32::try_from(rest.exact().to_integer()).unwrap_or(u32::MAX))
        }
        HowMany::Fte(_) => HowMany::Fte(rest),
    };
    let lines = super::touched(sides, change);
    let was: Vec<&Line> = { lines.iter() }
        .filter_map(|id| sides.moved.written.line(*id))
        .collect();
    let was = sum(&was, how).map_or_else(|| held(&was), |was| number(was, asked));
    let now = number(rest, asked);
    let both = [was, now, asks_of(sides, change)];
    if rest.is_zero() {
        return Some(sides.conflict(change, Clash::PostGone, both, vec![leave_out(change)]));
    }
    let verb = &sides.case.changes[change].verb;
    let (does, many) = (imperative(verb), bare(remains));
    let remain = if many == "1" { "remains" } else { "remain" };
    let mut ways = Vec::new();
    let take = Edit::Take(change, remains);
    match in_its_place(sides, change, posts) {
        Some((other, established)) => {
            ways.push(Way {
                label: format!(
                    "{does} the {many} that {remain}, establish {}",
                    bare(established)
                ),
                edits: vec![take.clone()],
            });
            if bare(established) != many && same_measure(established, remains) {
                ways.push(Way {
                    label: format!("{does} {many}, establish {many}"),
                    edits: vec![take, Edit::Establish(other, remains)],
                });
            }
        }
        None => ways.push(Way {
            label: format!("{does} the {many} that {remain}"),
            edits: vec![take],
        }),
    }
    ways.push(leave_out(change));
    Some(sides.conflict(change, Clash::FewerPosts, both, ways))
}

/// To establish no more than end, where posts come in the place of those that a change ends.
fn establish_fewer(sides: &Sides<'_>, change: usize, left: &[&Line]) -> Option<Way> {
    let Verb::Disestablish(posts) = &sides.case.changes[change].verb else {
        return None;
    };
    let (other, established) = in_its_place(sides, change, posts)?;
    let HowMany::Posts(before) = established else {
        return None;
    };
    let rest = sum(left, count_posts)?;
    let rest = u32::try_from(rest.exact().to_integer()).ok()?;
    (rest > 0 && rest < before).then(|| Way {
        label: format!("Disestablish {rest}, establish {rest}"),
        edits: vec![Edit::Establish(other, HowMany::Posts(rest))],
    })
}

/// To leave a change out together with what comes in the place of its posts.
pub(super) fn leave_both_out(sides: &Sides<'_>, change: usize) -> Option<Way> {
    let Verb::Disestablish(posts) = &sides.case.changes[change].verb else {
        return None;
    };
    let (other, _) = in_its_place(sides, change, posts)?;
    Some(Way {
        label: format!("Leave it out, and {} with it", sides.title(other)),
        edits: vec![Edit::LeaveOut(change), Edit::LeaveOut(other)],
    })
}

/// The one change that establishes posts in the place of those of another, and how many.
fn in_its_place(sides: &Sides<'_>, change: usize, posts: &Selector) -> Option<(usize, HowMany)> {
    let comes = |(index, other): (usize, &crate::case::Change)| match &other.verb {
        Verb::Establish(post) if index != change => {
            let mut titles = post.in_place_of.iter();
            let is_it = titles.any(|title| same_title(title, &posts.title));
            is_it.then_some((index, established(post)?))
        }
        _ => None,
    };
    let mut all = sides.case.changes.iter().enumerate().filter_map(comes);
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

fn established(post: &Established) -> Option<HowMany> {
    let posts = post.how_many.posts.as_ref().and_then(|at| at.value.known());
    let fte = post.how_many.fte.as_ref().and_then(|at| at.value.known());
    posts.map(HowMany::Posts).or(fte.map(HowMany::Fte))
}

fn same_measure(a: HowMany, b: HowMany) -> bool {
    matches!(
        (a, b),
        (HowMany::Posts(_), HowMany::Posts(_)) | (HowMany::Fte(_), HowMany::Fte(_))
    )
}

fn imperative(verb: &Verb) -> &'static str {
    match verb {
        Verb::Disestablish(_) => "Disestablish",
        Verb::MakePermanent(..) => "Make permanent",
        Verb::Extend(..) => "Extend",
        Verb::Pay(_) => "Pay the holders of",
        _ => "Change",
    }
}

fn count_posts(post: &PostLine) -> Option<Fte> {
    post.posts.known().map(Fte::whole)
}

fn count_fte(post: &PostLine) -> Option<Fte> {
    post.fte.known()
}

fn sum(lines: &[&Line], how: fn(&PostLine) -> Option<Fte>) -> Option<Fte> {
    let add = |sum: Fte, line: &&Line| how(&line.post).map(|own| sum + own);
    lines.iter().try_fold(Fte::ZERO, add)
}

/// What lines hold: `4 posts`; in FTE where their number is not known.
fn held(lines: &[&Line]) -> String {
    match (sum(lines, count_posts), sum(lines, count_fte)) {
        (Some(posts), Some(fte)) if posts != fte => {
            format!("{}, {fte} FTE", number(posts, HowMany::Posts(0)))
        }
        (Some(posts), _) => number(posts, HowMany::Posts(0)),
        (None, Some(fte)) => format!("{fte} FTE"),
        (None, None) => Known::<u32>::Unknown.to_string() + " how many",
    }
}

/// A quantity in the measure of another.
fn number(quantity: Fte, measure: HowMany) -> String {
    match measure {
        HowMany::Posts(_) if quantity == Fte::whole(1) => "1 post".to_owned(),
        HowMany::Posts(_) => format!("{quantity} posts"),
        HowMany::Fte(_) => format!("{quantity} FTE"),
    }
}

fn words(how_many: HowMany) -> String {
    match how_many {
        HowMany::Posts(1) => "1 post".to_owned(),
        HowMany::Posts(posts) => format!("{posts} posts"),
        HowMany::Fte(fte) => format!("{fte} FTE"),
    }
}

/// A number of posts alone, an FTE with its measure.
fn bare(how_many: HowMany) -> String {
    match how_many {
        HowMany::Posts(posts) => posts.to_string(),
        HowMany::Fte(fte) => format!("{fte} FTE"),
    }
}

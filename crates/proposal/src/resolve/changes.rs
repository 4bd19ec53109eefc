//! Carrying out the change set.

use base::{End, Fte, Known, When, exact};
use diagnostics::{At, Fix};
use register::{Act, Amendment, LineId, Payment, Placement, PostLine, Quantity, Tenure};

use super::opening::{point, quantities, shares};
use super::select::Titles;
use super::{Effect, Why, Work};
use crate::case::{Change, Changed, Established, Honorarium, Selector, Verb};
use crate::rules;
use crate::slips::as_toml;

/// Carries out one change of the case.
pub(super) fn carry_out(work: &mut Work<'_>, index: usize, base: &Titles<'_>) {
    let case = work.case;
    let change = &case.changes[index];
    let (from, until) = (work.first_day(index), work.end(change));
    if let (Some(from), Some(last)) = (from, until.as_ref().and_then(End::last_day))
        && last < from.first()
    {
        let place = change.until.as_ref().map_or(&change.place, |at| &at.place);
        let message = format!(
            "it ends on {}, before it starts on {}",
            base::long_date(last),
            from
        );
        let help = "the last day must not be before the first";
        let finding = rules::DATES_OUT_OF_ORDER
            .at(place.clone(), message)
            .help(help);
        work.found.push(match swapped(change) {
            Some(fix) => finding.fix(fix),
            None => finding,
        });
        return;
    }
    match &change.verb {
        Verb::Establish(post) => establish(work, index, post, base),
        Verb::Disestablish(posts) => {
            for (line, quantity) in work.select(posts, base).unwrap_or_default() {
                let before = work.part(line, quantity);
                if work.enact(index, Act::Disestablish { line, quantity }, from) {
                    work.effects.push(Effect {
                        before,
                        ..work.effect(index)
                    });
                }
            }
        }
        Verb::Change(posts, to) => amend(work, index, (posts, to, None, until), base),
        Verb::MakePermanent(posts, to) => amend(
            work,
            index,
            (posts, to, Some(Tenure::Permanent), None),
            base,
        ),
        Verb::Extend(posts, to) => {
            let tenure = until.map(Tenure::Temporary);
            if tenure.is_none() {
                let message = "this extension does not say until when";
                work.found.push(
                    rules::MISSING_KEY
                        .at(change.place.clone(), message)
                        .help("add `until = …`"),
                );
                return;
            }
            amend(work, index, (posts, to, tenure, None), base);
        }
        Verb::Pay(payment) => pay(work, index, payment, base),
        _ => change_units(work, index),
    }
}

/// A fix that swaps the first and the last day of a change, if it gives both.
fn swapped(change: &Change) -> Option<Fix> {
    let (from, until) = (change.from.as_ref()?, change.until.as_ref()?);
    let End::On(last) = &until.value else {
        return None;
    };
    let fix = Fix::choice("Swap the first and the last day")
        .replace(from.place.clone(), as_toml(&last.to_string()))
        .replace(until.place.clone(), as_toml(&from.value.to_string()));
    Some(fix)
}

impl Work<'_> {
    /// The first day of a change, as far as the paper says.
    pub(super) fn first_day(&self, index: usize) -> Option<When> {
        let own = self.case.changes[index].from.as_ref();
        own.or(self.case.defaults.from.as_ref()).map(|at| at.value)
    }

    fn end(&self, change: &Change) -> Option<End> {
        let permanent = match &change.verb {
            Verb::Establish(post) => post.permanent.as_ref().is_some_and(|at| at.value),
            Verb::Disestablish(_) | Verb::MakePermanent(..) => true,
            _ => false,
        };
        let default = self.case.defaults.until.as_ref().filter(|_| !permanent);
        change.until.as_ref().or(default).map(|at| at.value.clone())
    }

    fn enact(&mut self, index: usize, act: Act, from: Option<When>) -> bool {
        let case = self.case;
        let change = &case.changes[index];
        let assumption = change.assumed.as_ref().or(case.defaults.assumed.as_ref());
        let paragraph = change
            .paragraph
            .as_ref()
            .or(case.defaults.paragraph.as_ref());
        let place = &change.place;
        let why = Why {
            place,
            paragraph: paragraph.map(|at| at.value.as_str()),
            change_line: Some(index + 1),
            assumption: assumption.map(|at| at.value.as_str()),
            attested: false,
        };
        self.act(act, from, &why)
    }

    fn effect(&self, index: usize) -> Effect {
        let change = &self.case.changes[index];
        Effect {
            change: index,
            before: None,
            after: None,
            payment: None,
            unit_change: None,
            from: self.first_day(index),
            until: self.end(change),
        }
    }

    fn part(&self, line: LineId, quantity: Quantity) -> Option<register::Line> {
        self.establishment
            .line(line)
            .and_then(|line| line.split(quantity).ok())
            .map(|(_, part)| part)
    }
}

fn establish(work: &mut Work<'_>, index: usize, post: &Established, base: &Titles<'_>) {
    let case = work.case;
    let change = &case.changes[index];
    let placement = work.placement(&post.units, &case.defaults.units);
    let (posts, fte) = quantities(&post.how_many, work.full_time_week());
    if !fte.is_known() && post.how_many.fte.is_none() {
        let message = format!("the FTE of {} is not given", post.title.value);
        let help = "add `fte = …`, or `hours = …` with `posts = …`, or `fte = \"not known\"`";
        let fix = Fix::choice("Record the FTE as not known");
        work.found.push(
            rules::QUANTITY_NOT_KNOWN
                .at(change.place.clone(), message)
                .help(help)
                .fix(fix.below(change.place.clone(), "fte = \"not known\"")),
        );
    }
    let permanent = post
        .permanent
        .as_ref()
        .is_some_and(|at| at.value)
        .then_some(Tenure::Permanent);
    let tenure = permanent.or_else(|| work.end(change).map(Tenure::Temporary));
    let line = PostLine {
        grade: post
            .grade
            .as_ref()
            .map_or(Known::Unknown, |at| at.value.clone()),
        point: point(post.point.as_ref()),
        posts,
        fte,
        hours: post.how_many.hours.as_ref().map(|at| at.value),
        paid_weeks: post.how_many.paid_weeks.as_ref().map(|at| at.value),
        placement,
        line_manager: post.line_manager.as_ref().map(|at| at.value.clone()),
        tenure: tenure.into(),
        funding: shares(&post.funding),
        stated_cost: post.cost.as_ref().map(|at| at.value),
        ..PostLine::titled(post.title.value.clone())
    };
    let in_place_of = work.places_taken(&post.in_place_of, base);
    let id = work.ledger.new_line();
    let from = work.first_day(index);
    if work.enact(
        index,
        Act::Establish {
            line: id,
            post: line,
            in_place_of,
        },
        from,
    ) {
        let after = work.establishment.line(id).cloned();
        work.effects.push(Effect {
            after,
            ..work.effect(index)
        });
    }
}

impl Work<'_> {
    /// The lines of the base that have these titles.
    fn places_taken(&mut self, titles: &[At<String>], base: &Titles<'_>) -> Vec<LineId> {
        let mut taken = Vec::new();
        for title in titles {
            let lines: Vec<LineId> = base.get(title).iter().map(|line| line.id).collect();
            if lines.is_empty() {
                let message = format!(
                    "the base holds no post {:?} whose place could be taken",
                    title.value
                );
                let found = base.not_found(title, message);
                self.found.push(found.help("list it under [[post]]"));
            }
            taken.extend(lines);
        }
        taken
    }
}

type Amending<'a> = (&'a Selector, &'a Changed, Option<Tenure>, Option<End>);

fn amend(
    work: &mut Work<'_>,
    index: usize,
    (posts, to, tenure, until): Amending<'_>,
    base: &Titles<'_>,
) {
    let Some(parts) = work.select(posts, base) else {
        return;
    };
    let several = parts.len() > 1;
    for (line, quantity) in parts {
        let Some(before) = work.part(line, quantity) else {
            continue;
        };
        let whole = work
            .establishment
            .line(line)
            .is_some_and(|held| held.post == before.post);
        let becomes = if whole { line } else { work.ledger.new_line() };
        let mut amendment = work.amendment(to, &before.post, several);
        amendment.tenure = tenure.clone().map(Known::Known).or(amendment.tenure);
        let last = until.as_ref().and_then(End::last_day);
        let act = Act::Amend {
            line,
            quantity,
            to: Box::new(amendment),
            becomes,
            until: last,
        };
        let from = work.first_day(index);
        if work.enact(index, act, from) {
            let after = work.establishment.line(becomes).cloned();
            work.effects.push(Effect {
                before: Some(before),
                after,
                until: until.clone(),
                ..work.effect(index)
            });
        }
    }
}

impl Work<'_> {
    fn amendment(&mut self, to: &Changed, before: &PostLine, several: bool) -> Amendment {
        let text = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
        let hours = to.hours.as_ref().map(|at| at.value);
        let by_hours = hours.and_then(|hours| {
            let posts = before.posts.known()?;
            Fte::of_hours(hours * exact(i128::from(posts), 1), self.full_time_week())
        });
        // A new FTE for posts that stand in several lines cannot be parted between them.
        let stated = to
            .fte
            .as_ref()
            .map(|at| if several { Known::Unknown } else { at.value });
        Amendment {
            title: text(&to.title),
            grade: to.grade.as_ref().map(|at| at.value.clone()),
            point: point(to.point.as_ref()),
            fte: stated.or(hours.map(|_| by_hours.into())),
            hours,
            placement: to.unit.as_ref().map(|unit| Placement::In(self.unit(unit))),
            line_manager: text(&to.line_manager),
            tenure: to.tenure.as_ref().map(|at| Known::Known(at.value.clone())),
            funding: (!to.funding.is_empty()).then(|| shares(&to.funding)),
            stated_cost: to.cost.as_ref().map(|at| at.value),
        }
    }
}

fn pay(work: &mut Work<'_>, index: usize, payment: &Honorarium, base: &Titles<'_>) {
    let Some(lines) = work.select(&payment.to, base) else {
        return;
    };
    let until = work
        .end(&work.case.changes[index])
        .as_ref()
        .and_then(End::last_day);
    let for_term = payment.a_year.is_none();
    let stated = payment
        .amount
        .as_ref()
        .map_or(Known::Unknown, |at| at.value);
    let paid = Payment {
        name: payment
            .called
            .as_ref()
            .map_or_else(|| "Honorarium".to_owned(), |at| at.value.clone()),
        line: lines.first().map(|(line, _)| *line),
        to: payment.to.title.value.clone(),
        amount: payment
            .a_year
            .as_ref()
            .map_or(stated, |at| Known::Known(at.value)),
        for_term,
        until,
    };
    let from = work.first_day(index);
    if work.enact(index, Act::Pay(paid.clone()), from) {
        work.effects.push(Effect {
            payment: Some(paid),
            ..work.effect(index)
        });
    }
}

fn change_units(work: &mut Work<'_>, index: usize) {
    let case = work.case;
    let from = work.first_day(index);
    let (act, words) = match &case.changes[index].verb {
        Verb::CreateUnit { name, part_of } => {
            let above = part_of.as_ref().map(|part_of| work.unit(part_of));
            work.open_unit(name, above, Some(index));
            let words = match part_of {
                Some(above) => format!("{} is created, within {}", name.value, above.value),
                None => format!("{} is created", name.value),
            };
            work.effects.push(Effect {
                unit_change: Some(words),
                ..work.effect(index)
            });
            return;
        }
        Verb::RenameUnit { name, to } => {
            let unit = work.unit(name);
            work.names.add(to, unit);
            let words = format!("{} is renamed {}", name.value, to.value);
            (
                Act::RenameUnit {
                    unit,
                    name: to.value.clone(),
                },
                words,
            )
        }
        Verb::MoveUnit { name, into } => {
            let unit = work.unit(name);
            let part_of = into.as_ref().map(|into| work.unit(into));
            let place = into
                .as_ref()
                .map_or("the top".to_owned(), |into| into.value.clone());
            (
                Act::MoveUnit { unit, part_of },
                format!("{} moves to {place}", name.value),
            )
        }
        Verb::MergeUnits { names, into } => {
            let units = names.iter().map(|name| work.unit(name)).collect();
            let list: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
            let words = format!("{} merge into {}", list.join(" and "), into.value);
            let into = work
                .names
                .get(into)
                .unwrap_or_else(|| work.open_unit(into, None, Some(index)));
            for name in names {
                work.names.add(name, into);
            }
            (Act::MergeUnits { units, into }, words)
        }
        Verb::CloseUnit { name } => (
            Act::CloseUnit {
                unit: work.unit(name),
            },
            format!("{} is closed", name.value),
        ),
        _ => return,
    };
    if work.enact(index, act, from) {
        work.effects.push(Effect {
            unit_change: Some(words),
            ..work.effect(index)
        });
    }
}

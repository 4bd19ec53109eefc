//! Who decides a proposal by the scheme of delegation, and the last day of each step.

use base::{Date, Known, Pence};
use checks::Analysis;
use drafting::Draft;
use governance::{
    Deadline, Due, Measures, Meetings, Nearness, NoticeOwed, Route, Scheme, deadlines,
};
use pay::Tables;
use register::PostLine;

use crate::muster::Muster;

impl Muster {
    /// Who decides a draft, as the scheme of its kind of body holds on the day of its meeting; today's, while
    /// that is not known. None where no scheme holds.
    pub fn route(&self, draft: &Draft, analysis: &Analysis) -> Option<Route> {
        let way = self.way_of(&draft.case);
        let meeting = draft.case.header.date.as_ref().map(|at| at.value);
        let on = meeting.unwrap_or_else(|| self.clock.today());
        Scheme::of(&way.key)?.route(&measures(draft, analysis), on)
    }

    /// The last day of each step of a draft; none before it says when its meeting is.
    pub fn deadlines(&self, draft: &Draft) -> Vec<Deadline> {
        let profile = self.profile_of(&draft.case);
        let way = self.way_of(&draft.case);
        let Some(meeting) = draft.case.header.date.as_ref() else {
            return Vec::new();
        };
        let meetings = Meetings {
            clear_days: profile.clear_days,
            call_in: match profile.executive {
                true => profile.call_in_working_days,
                false => 0,
            },
        };
        let today: Date = self.clock.today();
        deadlines(&way.times, &meetings, meeting.value, today)
    }

    /// What notice of the decision on a draft is owed; none where its day is not known.
    pub fn notice_owed(&self, draft: &Draft) -> Option<NoticeOwed> {
        let meeting = draft.case.header.date.as_ref()?.value;
        let days = self.way_of(&draft.case).times.notice_clear_days;
        let all = self.deadlines(draft);
        let is_late =
            |one: &Deadline| one.due == Due::Publication && one.nearness == Nearness::Passed;
        Some(NoticeOwed::of(meeting, days, all.iter().any(is_late)))
    }
}

/// How much a draft changes, as far as schemes of delegation ask.
fn measures(draft: &Draft, analysis: &Analysis) -> Measures {
    let effects = &analysis.resolved.effects;
    let totals = &analysis.statement.totals;
    let ends = effects.iter().filter(|one| one.after.is_none());
    let ends = ends.filter_map(|one| one.before.as_ref());
    let posts: Option<u32> = ends.map(|line| line.post.posts.known()).sum();
    let council = draft.case.header.body.as_ref();
    let council = council.map_or("", |at| at.value.as_str());
    let begins = effects.iter().filter_map(|one| one.after.as_ref());
    let points: Option<Vec<u16>> = begins.map(|line| point(council, &line.post)).collect();
    let (out, new) = (totals.fte_out.value(), totals.fte_in.value());
    let gaps: Option<Vec<bool>> = analysis
        .statement
        .budgets
        .iter()
        .map(|budget| Some(budget.gap().known()? <= Pence::ZERO))
        .collect();
    let gaps = gaps.filter(|gaps| !gaps.is_empty());
    Measures {
        posts_that_end: Known::from(posts),
        fte: Known::from(out.known().zip(new.known()).map(|(out, new)| out.max(new))),
        point: Known::from(points.map(|points| points.into_iter().max().unwrap_or(0))),
        full_year: totals.change().value().map(Pence::abs),
        within_budget: Known::from(gaps.map(|gaps| gaps.into_iter().all(|within| within))),
    }
}

/// The point at which a post is costed, by itself or by its grade.
fn point(council: &str, post: &PostLine) -> Option<u16> {
    if post.point.is_some() {
        return post.point;
    }
    let grade = post.grade.as_ref().known()?;
    let rows = Tables::shipped().grade(council, grade);
    rows.into_iter().filter_map(|row| row.costing_point).max()
}

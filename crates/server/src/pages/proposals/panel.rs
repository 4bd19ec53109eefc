//! What a draft does, in a column: cost, FTE, gap, who pays, findings.

use std::sync::Arc;

use base::{FinancialYear, Known, Pence};
use checks::Analysis;
use costing::{Amount, BudgetLine};
use diagnostics::summary;
use drafting::{Draft, Fault};
use maud::{Markup, html};
use register::Occupancy;

use super::frame::{Place, Proposal};
use crate::pages::Failure;
use crate::words::{self, counted};

/// The figures of a draft.
pub(super) struct Panel {
    analysis: Arc<Analysis>,
    draft: Draft,
    /// What is missing or cannot be read; the figures are without what was typed in those rows.
    left_out: Vec<Fault>,
}

impl Panel {
    /// Works them out.
    pub(super) async fn of(proposal: &Proposal, draft: &Draft) -> Result<Self, Failure> {
        let asking = &proposal.asking;
        let (actor, body) = (&asking.viewer.actor, &asking.body.key);
        let analysis = asking.muster().consequences(actor, body, draft).await?;
        Ok(Self {
            analysis,
            draft: draft.clone(),
            left_out: Vec::new(),
        })
    }

    /// Works them out while somebody types, for a draft that is without what was typed in some rows.
    pub(super) async fn typed(
        proposal: &Proposal,
        draft: &Draft,
        left_out: Vec<Fault>,
    ) -> Result<Self, Failure> {
        let asking = &proposal.asking;
        let (actor, body) = (&asking.viewer.actor, &asking.body.key);
        let (muster, over) = (asking.muster(), &proposal.open.draft);
        let analysis = muster.consequences_of_typing(actor, body, over, draft);
        Ok(Self {
            analysis: analysis.await?,
            draft: draft.clone(),
            left_out,
        })
    }

    /// By how much the full-year cost changes.
    pub(super) fn change(&self) -> Known<Pence> {
        self.analysis.statement.totals.change().value()
    }

    /// `£29,969 less. FTE 1 less. No errors, 6 warnings.`
    pub(super) fn sentence(&self) -> String {
        let totals = &self.analysis.statement.totals;
        let fte = totals.fte_change();
        let fte = match fte.value() {
            Known::Known(fte) if fte.is_zero() => "FTE unchanged".to_owned(),
            Known::Known(fte) if fte.is_negative() => format!("FTE {} less", fte.abs()),
            Known::Known(fte) => format!("FTE {fte} more"),
            missing @ (Known::Unknown | Known::Withheld) => format!("FTE {}", missing.missing()),
        };
        format!(
            "Full-year cost {}. {fte}. {}.",
            more_or_less(&totals.change()),
            self.found()
        )
    }

    fn found(&self) -> String {
        let found = summary(&self.analysis.findings);
        let errors = match found.errors {
            0 => "No errors".to_owned(),
            errors => counted(errors as u64, "error"),
        };
        format!("{errors}, {}", counted(found.warnings as u64, "warning"))
    }

    /// For a phone, above the rows.
    pub(super) fn in_one_line(&self) -> Markup {
        html! {
            p.govuk-body.muster-narrow-only {
                (self.sentence()) " " a.govuk-link href="#panel" { "See all" }
            }
        }
    }

    /// All of it.
    pub(super) fn fragment(&self, proposal: &Proposal) -> Markup {
        let statement = &self.analysis.statement;
        let totals = &statement.totals;
        let profile = statement
            .profile
            .as_ref()
            .map_or("Not chosen", |one| &one.title);
        html! {
            div #panel-figures data-sentence=(self.sentence()) {
                h2.govuk-heading-m #panel-heading { "What this does" }
                @if !self.left_out.is_empty() {
                    p.govuk-body { "These figures are without rows of which something is missing or cannot be read:" }
                    ul.govuk-list.govuk-list--bullet {
                        @for fault in &self.left_out { li { "Row " (fault.row + 1) ": " (fault.words) } }
                    }
                }
                dl.muster-figures {
                    (figure("Full-year cost of the posts that change", &format!("{} to {}", totals.before, totals.after()), &more_or_less(&totals.change())))
                    @for year in &statement.years { (self.year(*year)) }
                    (figure("FTE", &format!("{} to {}", totals.fte_before, totals.fte_after), ""))
                    @for budget in &statement.budgets {
                        (gap_of(budget))
                    }
                    (self.funding())
                    (self.people())
                    div {
                        dt { "Findings" }
                        dd { a.govuk-link href=(proposal.at(Place::Findings)) { (self.found()) } }
                    }
                    @if let Some(route) = proposal.asking.muster().route(&self.draft, &self.analysis) {
                        (figure("Who decides", &route.in_words(), ""))
                    }
                    (figure("Costed by", profile, ""))
                }
            }
        }
    }

    fn year(&self, year: FinancialYear) -> Markup {
        let (before, posts, payments) = self.analysis.statement.year(year);
        let change = posts + payments - before;
        figure(&format!("In {year}"), &more_or_less(&change), "")
    }

    fn funding(&self) -> Markup {
        let statement = &self.analysis.statement;
        let funding = &statement.funding;
        let costs_nothing = statement.totals.after().value() == Known::Known(Pence::ZERO);
        let unfunded = match funding.unfunded {
            _ if funding.lines.is_empty() && costs_nothing => "Nothing to fund yet".to_owned(),
            _ if funding.lines.is_empty() => "No source is entered".to_owned(),
            Known::Known(Pence::ZERO) => "All of it is funded".to_owned(),
            Known::Known(pence) if pence > Pence::ZERO => format!("{pence} not yet funded"),
            Known::Known(pence) => format!("{} more than it costs", pence.abs()),
            missing @ (Known::Unknown | Known::Withheld) => words::sentence(missing.missing()),
        };
        figure("Who pays", &unfunded, "")
    }

    /// How many posts that change are filled, vacant, or not known to be either.
    fn people(&self) -> Markup {
        let (mut filled, mut vacant, mut unknown, mut withheld) = (0_u64, 0_u64, 0_u64, 0_u64);
        let effects = self.analysis.resolved.effects.iter();
        for post in effects.filter_map(|effect| Some(&effect.before.as_ref()?.post)) {
            let posts = u64::from(post.posts.known().unwrap_or(1));
            match post.occupancy {
                Known::Known(Occupancy::Filled) => filled += posts,
                Known::Known(Occupancy::Vacant) => vacant += posts,
                Known::Known(Occupancy::PartFilled(people)) => {
                    filled += u64::from(people);
                    vacant += posts.saturating_sub(u64::from(people));
                }
                Known::Unknown => unknown += posts,
                Known::Withheld => withheld += posts,
            }
        }
        let mut words = format!("{filled} filled, {vacant} vacant, {unknown} not known");
        if withheld > 0 {
            words.push_str(&format!(", {withheld} withheld"));
        }
        figure("Posts that end or change", &words, "")
    }
}

/// The gap of a budget, and whether it follows the changes.
fn gap_of(budget: &BudgetLine) -> Markup {
    let of = match budget.unit.as_str() {
        "" => "Gap against the budget".to_owned(),
        unit => format!("Gap against the budget of {unit}"),
    };
    let permanent = gap(budget.permanent_gap());
    html! {
        div {
            dt { (of) }
            dd {
                (gap(budget.gap())) br; strong { "Against its permanent part: " (permanent) }
                @if budget.cost_is_stated {
                    br; span.muster-quiet {
                        "From the cost that is stated with the budget: it does not follow the changes."
                    }
                }
            }
        }
    }
}

fn figure(name: &str, value: &str, more: &str) -> Markup {
    html! {
        div {
            dt { (name) }
            dd { (value) @if !more.is_empty() { br; strong { (more) } } }
        }
    }
}

/// `£29,969 less`, `£1,200 more`, `unchanged`, or as far as it is known.
fn more_or_less(change: &Amount) -> String {
    match change.value() {
        Known::Known(Pence::ZERO) => "unchanged".to_owned(),
        Known::Known(pence) if pence < Pence::ZERO => format!("{} less", pence.abs()),
        Known::Known(pence) => format!("{pence} more"),
        Known::Unknown | Known::Withheld => {
            let known = match change.known_part() {
                Pence::ZERO => return change.value().missing().to_owned(),
                pence if pence < Pence::ZERO => format!("{} less", pence.abs()),
                pence => format!("{pence} more"),
            };
            let missing = counted(change.unknown_terms().count() as u64, "cost");
            format!("{known}, without {missing} {}", change.value().missing())
        }
    }
}

fn gap(gap: Known<Pence>) -> String {
    match gap {
        Known::Known(Pence::ZERO) => "none".to_owned(),
        Known::Known(pence) if pence > Pence::ZERO => format!("{pence} short"),
        Known::Known(pence) => format!("{} to spare", pence.abs()),
        missing @ (Known::Unknown | Known::Withheld) => missing.missing().to_owned(),
    }
}

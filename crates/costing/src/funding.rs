//! Who pays.

use std::collections::BTreeMap;

use base::{Exact, Known, Pence};
use proposal::Resolved;
use proposal::case::{Case, FundingState};
use register::FundShare;

use crate::amount::Amount;
use crate::line::CostLine;
use crate::statement::Totals;

/// The sources of a proposal, and what they leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundingSummary {
    /// One line a source that the paper lists.
    pub lines: Vec<FundingLine>,
    /// The full-year cost by the fund that the posts themselves name.
    pub by_post: Vec<(String, Amount)>,
    /// The shares of which that consists, in the same order of funds.
    pub shares: Vec<FundedShare>,
    /// What no listed source pays; not known if a source pays a part without saying how much.
    pub unfunded: Known<Pence>,
}

/// The share of one fund in the full-year cost of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundedShare {
    /// The fund.
    pub fund: String,
    /// The line, by its place in the statement.
    pub line: usize,
    /// Its share, if it is known.
    pub share: Known<Exact>,
    /// What it pays in a full year.
    pub amount: Amount,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundingLine {
    /// Its name.
    pub source: String,
    /// How much it pays.
    pub pays: Paid,
    /// How far it is agreed.
    pub state: Option<FundingState>,
}

/// How much a source pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paid {
    /// So much.
    Amount(Pence),
    /// All of what it pays for.
    All(Amount),
    /// A part, of which the paper does not say how much.
    Part,
}

impl std::fmt::Display for Paid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{amount}"),
            Self::All(amount) => write!(f, "all: {amount}"),
            Self::Part => f.write_str("a part; amount not stated"),
        }
    }
}

/// Holds the sources against the full-year cost of posts and payments.
pub(crate) fn funding_summary(
    case: &Case,
    resolved: &Resolved,
    lines: &[CostLine],
    totals: &Totals,
) -> FundingSummary {
    let shares = shares(resolved, lines);
    let mut summary = FundingSummary {
        lines: Vec::new(),
        by_post: by_post(&shares),
        shares,
        unfunded: Known::Unknown,
    };
    for funding in &case.funding {
        let covered = || -> Amount {
            let paid = proposal::paid_changes(case, funding);
            lines
                .iter()
                .filter(|line| paid.contains(&line.change))
                .map(|line| line.full_year_posts() + line.full_payment())
                .sum()
        };
        let pays = match (funding.amount.as_ref().map(|at| at.value), &funding.in_part) {
            (Some(Known::Known(amount)), _) => Paid::Amount(amount),
            (Some(Known::Unknown | Known::Withheld), _) => Paid::Part,
            (None, Some(in_part)) if in_part.value => Paid::Part,
            (None, _) => Paid::All(covered()),
        };
        let state = funding.state.as_ref().map(|at| at.value);
        summary.lines.push(FundingLine {
            source: funding.source.value.clone(),
            pays,
            state,
        });
    }
    summary.unfunded = unfunded(&summary.lines, totals);
    summary
}

/// The shares that the posts of each line name. One that is not given leaves its part unknown.
fn shares(resolved: &Resolved, lines: &[CostLine]) -> Vec<FundedShare> {
    let mut shares = Vec::new();
    let posts = resolved.effects.iter().filter(|effect| {
        effect.payment.is_some() || effect.before.is_some() || effect.after.is_some()
    });
    for (at, (effect, line)) in posts.zip(lines).enumerate() {
        let Some(after) = &effect.after else { continue };
        for FundShare { fund, share } in &after.post.funding {
            let amount = match share {
                Known::Known(share) => line.full_year_posts().times(*share),
                Known::Unknown | Known::Withheld => {
                    Amount::unknown(format!("share of {fund} in {}", line.title))
                }
            };
            shares.push(FundedShare {
                fund: fund.clone(),
                line: at,
                share: *share,
                amount,
            });
        }
    }
    shares.sort_by(|a, b| a.fund.cmp(&b.fund));
    shares
}

fn by_post(shares: &[FundedShare]) -> Vec<(String, Amount)> {
    let mut funds: BTreeMap<String, Amount> = BTreeMap::new();
    for share in shares {
        *funds.entry(share.fund.clone()).or_default() += share.amount.clone();
    }
    funds.into_iter().collect()
}

fn unfunded(lines: &[FundingLine], totals: &Totals) -> Known<Pence> {
    let mut open = totals.after();
    for line in lines {
        match &line.pays {
            Paid::Amount(amount) => open = open - Amount::known(*amount),
            Paid::All(amount) => open = open - amount.clone(),
            Paid::Part => return Known::Unknown,
        }
    }
    open.value()
}

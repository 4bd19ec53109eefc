//! What a proposal costs: before, after and the difference, and how each figure came about.
//!
//! ```text
//! Resolved ──cost──▶ Statement
//!                      lines     one an effect: before, after, payment; full year and by year
//!                      budgets   the gap, with and without the temporary part of the budget
//!                      savings   by year, against the baseline
//!                      funding   by source, and what is not yet funded
//!                      figures   every figure by name: {cost.full_year}
//! ```
//!
//! Where a paper states a unit cost, totals use it, and the computed one stands beside it with the
//! residual; [`Basis`] switches. A total is never read from the case. What is not known stays a term
//! of the sum ([`Amount`]): it prints as *at least*, and cancels where it stands on both sides.
//!
//! [`RollUps`] sums a whole register at two times: every unit with all below it, every fund year by year.
//! [`WhatIf`] answers for a whole establishment: every unit and every fund, as a change set leaves them.
//!
//! [`PriceList`] says what the posts of a register cost in a full year, as of a day.
//!
//! This crate does not judge figures (that is `checks`) and does no input or output. Start with
//! [`cost`].

mod amount;
mod apart;
mod budget;
mod figures;
mod funding;
mod line;
mod price;
mod price_list;
mod roll_up;
mod savings;
mod statement;
mod structure;
mod what_if;

pub use amount::Amount;
pub use budget::BudgetLine;
pub use figures::{Figure, Figures, Origin, Value, slug};
pub use funding::{FundedShare, FundingLine, FundingSummary, Paid};
pub use line::{CostLine, Kind, YearCost};
pub use price::{Price, Used};
pub use price_list::{DayRates, FullYear, PaidBy, PriceList, paid_by};
pub use roll_up::{FundYear, RollUp, RollUps, UnitSum, YearEnd};
pub use savings::{SavingLine, SavingsTable};
pub use statement::{Basis, Choices, FteSum, PublicTotals, Statement, Totals, cost};
pub use what_if::{
    AtLeast, FundOutlook, MOST_LINES, MOST_YEARS, Outlook, Prepared, Rates, UnitOutlook, WhatIf,
    WhatIfError, YearRates,
};

//! Exact quantities and dates: the words in which every other crate speaks.
//!
//! ```text
//! Exact    a fraction of whole numbers          0.138, 9/12, 37/37
//! Pence    an amount of money                   £92,656.50
//! Fte      a fraction of full-time hours        18.5/37 = 1/2
//! Known<T> a value, or "not known"              never nil, never zero
//! Date     a calendar day;  When: a day, or only its month
//! Term     from a day, until a day or open      1 July 2018 to 31 March 2019
//! FinancialYear  1 April to 31 March            2018-19
//! a working day  no weekend, no bank holiday    Tuesday, 6 April 2010
//! ```
//!
//! This crate does not know what a post, a grade or a council is, does no input or output, and has
//! no floating point. Start with [`Pence`] and [`Exact`].

mod date;
mod exact;
mod fte;
mod hidden;
mod known;
mod money;
mod name;
mod term;
mod working_days;

pub use date::{
    Date, DateError, FinancialYear, When, add_days, day_number, long_date, month_names,
    weekday_name,
};
pub use exact::{Exact, NumberError, Rounding, exact, in_full, parse_decimal, percent};
pub use fte::Fte;
pub use hidden::{hidden, turns_direction, without_hidden};
pub use known::Known;
pub use money::Pence;
pub use name::{folded, same_name, similarity};
pub use term::{End, Term};
pub use working_days::{add_working_days, bank_holidays, is_working_day, subtract_working_days};

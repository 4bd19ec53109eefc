//! What ends within twelve months.

use std::sync::Arc;

use access::{Actor, Deed};
use base::{Date, End, Known};
use jiff::ToSpan as _;
use register::{Line, Tenure};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::view::View;

/// Something that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatEnds {
    /// Posts.
    Posts,
    /// The grant or contract that pays for posts, and the posts with it.
    Funding(String),
    /// A payment to a postholder.
    Payment(String),
}

/// Something that ends within twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingUp {
    /// Its last day.
    pub last: Date,
    /// What ends.
    pub what: WhatEnds,
    /// The posts; none for a payment.
    pub line: Option<Line>,
    /// The name of their unit; empty where none is stated.
    pub unit: String,
}

impl Muster {
    /// What ends in the twelve months from the day of the moment, earliest first.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn coming_up(
        &self,
        actor: &Actor,
        body: &BodyKey,
        moment: Moment,
    ) -> Result<(Arc<View>, Vec<ComingUp>), AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let ends = ends(&view);
        Ok((view, ends))
    }
}

fn ends(view: &View) -> Vec<ComingUp> {
    let first = view.moment.in_force_on;
    let last = first.saturating_add(12.months());
    let posts = view.establishment.lines().filter_map(|line| {
        let Known::Known(Tenure::Temporary(end)) = &line.post.tenure else {
            return None;
        };
        Some(ComingUp {
            last: end.last_day()?,
            what: funding_behind(end).map_or(WhatEnds::Posts, WhatEnds::Funding),
            unit: view.unit_name(line),
            line: Some(line.clone()),
        })
    });
    let payments = view.establishment.payments().iter();
    let payments = payments.filter_map(|(payment, _)| {
        Some(ComingUp {
            last: payment.until?,
            what: WhatEnds::Payment(format!("{}, {}", payment.name, payment.to)),
            line: None,
            unit: String::new(),
        })
    });
    let mut ends: Vec<ComingUp> = posts
        .chain(payments)
        .filter(|one| first <= one.last && one.last <= last)
        .collect();
    ends.sort_by_key(|one| one.last);
    ends
}

/// The fund whose end is the end of the posts.
fn funding_behind(end: &End) -> Option<String> {
    match end {
        End::WithFunding { fund, .. } => Some(fund.clone()),
        End::EarliestOf(ends) => {
            let first = end.last_day();
            let is_first = |one: &&End| one.last_day() == first;
            ends.iter().filter(is_first).find_map(funding_behind)
        }
        End::On(_) | End::AfterFilling { .. } | End::Event(_) => None,
    }
}

//! From a post's grade or point to its cost.

use base::{Date, Exact, Fte, Pence, Rounding, exact, long_date};
use num_traits::{Signed as _, Zero as _};

use crate::hourly::hourly_rate;
use crate::not_costed::NotCosted;
use crate::on_costs::budget_day;
use crate::post_pay::PostPay;
use crate::profile::{NiBasis, NiYear, OtherRate, Profile, VersionRule};
use crate::spine::{AwardStatus, SpineVersion};
use crate::tables::Tables;
use crate::working::{Breakdown, Employment, NiLine, OtherLine, Working};

/// The rates of a profile on a day.
struct Rates<'p> {
    profile: &'p Profile,
    tax_year: Option<String>,
    ni_source: String,
    ni_rate: Exact,
    threshold: Pence,
    others: Vec<OtherLine>,
}

impl Tables {
    /// What a post costs in a full year by a profile, with its working.
    ///
    /// # Errors
    /// Says why the cost is not known; nothing is guessed.
    pub fn cost(&self, post: &PostPay<'_>, profile: &Profile) -> Result<Working, NotCosted> {
        if let Some(from) = profile.from.filter(|from| budget_day(post.on) < *from) {
            let (profile, reason) = (profile.name.clone(), profile.from_reason.clone());
            return Err(NotCosted::BeforeProfile {
                profile,
                from,
                reason,
            });
        }
        let version = self
            .version_used(profile, post.on)
            .ok_or(NotCosted::NoSpine { on: post.on })?;
        let point = self.point_for(post, profile, version)?;
        let spine_pay = self.pay_at(&point.point, version, profile, post.on)?;
        let weeks = paid_weeks(post)?;
        let rates = self.rates(profile, post.on)?;
        let part_of_year = weeks.map_or(exact(1, 1), |(paid, year)| paid / year);
        let full_time = spine_pay.in_pounds() * (exact(1, 1) + profile.uplift);
        let pay = full_time * part_of_year;
        let unit = rates.break_down(pay);
        let mut caveats = self.caveats(version, post.on, profile);
        let (cost, employments) = match profile.ni_basis {
            NiBasis::ScaledWithFte => {
                let pounds = unit.total.in_pounds() * post.fte.exact();
                (
                    Pence::from_pounds(pounds, Rounding::PennyHalfUp),
                    Vec::new(),
                )
            }
            NiBasis::EachEmployment => rates.each_employment(post, pay, &mut caveats)?,
        };
        Ok(Working {
            unit_cost: unit.total,
            cost,
            fte: post.fte,
            profile: profile.name.clone(),
            profile_basis: format!("{} ({})", profile.title, profile.status),
            profile_source: profile.sources.join("+"),
            point,
            effective: version.effective,
            award: if profile.uplift.is_zero() {
                version.status
            } else {
                AwardStatus::Assumed
            },
            spine_award: version.status,
            agreed_on: version.agreed_on,
            spine_pay,
            spine_source: version.source.clone(),
            uplift: profile.uplift,
            weeks,
            hourly: post.hourly.map(|year| {
                let annual = Pence::from_pounds(full_time, Rounding::PennyHalfUp);
                (hourly_rate(annual, year), year)
            }),
            unit,
            employments,
            caveats,
        })
    }

    fn rates<'p>(&self, profile: &'p Profile, on: Date) -> Result<Rates<'p>, NotCosted> {
        let day = budget_day(on);
        let own = profile.sources.join("+");
        let (tax_year, ni_rate, threshold, ni_source) = match &profile.ni_year {
            NiYear::Fixed { rate, threshold } => (None, *rate, *threshold, own.clone()),
            NiYear::ByTaxYear => {
                let ni = self
                    .employer_ni(day)
                    .ok_or(NotCosted::NoNationalInsurance { on })?;
                let year = Some(ni.tax_year.clone());
                (year, ni.rate, ni.threshold, ni.source.clone())
            }
        };
        let mut others = Vec::new();
        for other in &profile.others {
            let (rate, given, source) = match other.rate {
                OtherRate::Fixed(rate) => (rate, false, own.clone()),
                OtherRate::PensionGiven(rate) => (rate, true, String::new()),
                OtherRate::LevyOfTheYear => match self.levy(day) {
                    Some(levy) => (levy.rate, false, levy.source.clone()),
                    None => continue,
                },
                OtherRate::PensionNotGiven => {
                    let profile = profile.name.clone();
                    return Err(NotCosted::PensionRateNotGiven { profile });
                }
            };
            let (name, rounding) = (other.name.clone(), other.rounding);
            others.push(OtherLine {
                name,
                rate,
                given,
                source,
                amount: Exact::zero(),
                rounding,
            });
        }
        Ok(Rates {
            profile,
            tax_year,
            ni_source,
            ni_rate,
            threshold,
            others,
        })
    }

    /// What is uncertain about the pay itself.
    fn caveats(&self, version: &SpineVersion, on: Date, profile: &Profile) -> Vec<String> {
        let mut caveats = Vec::new();
        if profile.version != VersionRule::LatestAgreed {
            return caveats;
        }
        let open = self.versions().iter().rfind(|later| {
            later.agreement == version.agreement
                && later.effective > version.effective
                && later.effective <= on
        });
        if let Some(open) = open {
            let (open, used) = (long_date(open.effective), long_date(version.effective));
            caveats.push(format!(
                "The award of {open} is not known to be agreed; pay is that of {used}."
            ));
        }
        if !version.agreed_on.is_known() {
            let used = long_date(version.effective);
            caveats.push(format!(
                "The day on which the award of {used} was agreed is not known."
            ));
        }
        caveats
    }
}

impl Rates<'_> {
    /// The cost of one employment with so much annual pay, in pounds.
    fn break_down(&self, pay: Exact) -> Breakdown {
        let profile = self.profile;
        let pay = profile.pay_rounding.of_pounds(pay);
        let above = pay - self.threshold.in_pounds();
        let due = if above.is_positive() {
            above * self.ni_rate
        } else {
            Exact::zero()
        };
        let ni = NiLine {
            tax_year: self.tax_year.clone(),
            source: self.ni_source.clone(),
            rate: self.ni_rate,
            threshold: self.threshold,
            basis: profile.ni_basis,
            amount: profile.ni_rounding.of_pounds(due),
            rounding: profile.ni_rounding,
        };
        let mut others = self.others.clone();
        for other in &mut others {
            other.amount = other.rounding.of_pounds(pay * other.rate);
        }
        let sum = pay + ni.amount + others.iter().map(|other| other.amount).sum::<Exact>();
        let total = Pence::from_pounds(sum, profile.total_rounding);
        let (pay_rounding, total_rounding) = (profile.pay_rounding, profile.total_rounding);
        Breakdown {
            pay,
            pay_rounding,
            ni,
            others,
            sum,
            total_rounding,
            total,
        }
    }

    /// The cost of every employment by its own pay: as many as go into the FTE, and one for the
    /// rest.
    fn each_employment(
        &self,
        post: &PostPay<'_>,
        full_pay: Exact,
        caveats: &mut Vec<String>,
    ) -> Result<(Pence, Vec<Employment>), NotCosted> {
        let each = post.each.known().unwrap_or(Fte::whole(1));
        if each.is_zero() || each.is_negative() {
            return Err(NotCosted::EachNotPositive);
        }
        let all = post.fte.abs().exact();
        let number = (all / each.exact()).to_integer();
        let rest = all - each.exact() * number;
        if !post.each.is_known() && !rest.is_zero() {
            let rest = Fte::new(rest);
            caveats.push(format!("The hours of each post are not known: {number} of 1 FTE and one of {rest} FTE are assumed."));
        }
        let mut employments = Vec::new();
        for (number, fte) in [(number, each.exact()), (i128::from(!rest.is_zero()), rest)] {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            if number > 0 {
                employments.push(Employment {
                    number,
                    fte: Fte::new(fte),
                    each: self.break_down(full_pay * fte),
                });
            }
        }
        let cost: Pence = employments.iter().map(Employment::cost).sum();
        Ok((
            if post.fte.is_negative() { -cost } else { cost },
            employments,
        ))
    }
}

/// Weeks paid over weeks in the year, of a term-time post.
fn paid_weeks(post: &PostPay<'_>) -> Result<Option<(Exact, Exact)>, NotCosted> {
    let Some(term_time) = post.term_time else {
        return Ok(None);
    };
    let (paid, year) = (term_time.paid_weeks, term_time.year.weeks);
    if paid.is_positive() && paid <= year {
        Ok(Some((paid, year)))
    } else {
        Err(NotCosted::PaidWeeks)
    }
}

//! What a profile's pay would be on the agreed spine.

use base::{Date, Exact, Pence};
use num_traits::Zero as _;

use crate::not_costed::NotCosted;
use crate::post_pay::PostPay;
use crate::profile::{NiYear, Profile, VersionRule};
use crate::spine::SpineVersion;
use crate::tables::Tables;
use crate::working::Working;

/// One post by a profile and by the newest spine that was agreed when the profile was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedComparison {
    /// The day from which the newest agreed version was paid.
    pub agreed_effective: Date,
    /// The day on which it was agreed.
    pub agreed_on: Date,
    /// The cost by the profile.
    pub used: Working,
    /// The cost on the agreed version, with the National Insurance of the year and the profile's
    /// other on-costs.
    pub agreed: Working,
}

impl AgreedComparison {
    /// What a unit would cost more (less, if negative) on the agreed version.
    pub fn difference(&self) -> Pence {
        self.agreed.unit_cost - self.used.unit_cost
    }
}

impl Tables {
    /// The version that a profile pays by on a day.
    pub fn version_used(&self, profile: &Profile, on: Date) -> Option<&SpineVersion> {
        match &profile.version {
            VersionRule::Fixed { spine, effective } => self.version(spine, *effective),
            VersionRule::LatestAgreed => self.newest_agreed(&profile.agreement, on).to_cost_with(),
        }
    }

    /// The newest version in effect and known to be agreed on a day, if the profile pays by an
    /// older one.
    pub fn newer_than_used(&self, profile: &Profile, on: Date) -> Option<&SpineVersion> {
        let used = self.version_used(profile, on)?;
        self.newest_agreed(&profile.agreement, on)
            .known
            .filter(|newest| newest.effective > used.effective)
    }

    /// The profile moved to the newest version known to be agreed on a day, without its assumed
    /// award and with the National Insurance of the year; none if it pays by that version already.
    pub fn on_agreed_spine(&self, profile: &Profile, on: Date) -> Option<Profile> {
        let newest = self.newer_than_used(profile, on)?;
        Some(Profile {
            name: format!("{} on the spine of {}", profile.name, newest.effective),
            status: "variant".to_owned(),
            version: VersionRule::Fixed {
                spine: newest.spine.clone(),
                effective: newest.effective,
            },
            uplift: Exact::zero(),
            ni_year: NiYear::ByTaxYear,
            ..profile.clone()
        })
    }

    /// Costs a post by a profile and again on the newest version known to be agreed on the post's
    /// day; nothing if the profile pays by that version already.
    ///
    /// # Errors
    /// As [`Tables::cost`].
    pub fn compare_with_agreed(
        &self,
        post: &PostPay<'_>,
        profile: &Profile,
    ) -> Result<Option<AgreedComparison>, NotCosted> {
        let newest = self.newer_than_used(profile, post.on);
        let Some((newest, moved)) = newest.zip(self.on_agreed_spine(profile, post.on)) else {
            return Ok(None);
        };
        let Some(agreed_on) = newest.agreed_on.known() else {
            return Ok(None);
        };
        Ok(Some(AgreedComparison {
            agreed_effective: newest.effective,
            agreed_on,
            used: self.cost(post, profile)?,
            agreed: self.cost(post, &moved)?,
        }))
    }
}

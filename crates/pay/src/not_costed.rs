//! Why a cost is not known.

use base::{Date, long_date};
use thiserror::Error;

use crate::grade::GradeStatus;
use crate::spine::SpinePoint;

/// Why a cost is not known.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the fields are the words of the message")]
pub enum NotCosted {
    /// The post has neither.
    #[error("neither a grade nor a point is stated")]
    NoGradeOrPoint,
    /// What it pays is withheld from whoever reads.
    #[error("its pay is withheld")]
    Withheld,
    /// No grades are held for the council.
    #[error("no grades are held for {council:?}")]
    UnknownCouncil { council: String },
    /// The council has no grade of that label.
    #[error("{grade:?} is not a grade of {council}{}", did_you_mean(.near))]
    UnknownGrade {
        council: String,
        grade: String,
        near: Vec<String>,
    },
    /// The label is known, its costing point is not.
    #[error("the costing point of {grade} at {council} is not known ({})", .status.name())]
    GradeWithoutPoint {
        council: String,
        grade: String,
        status: GradeStatus,
    },
    /// The only point there is is a guess, and a guess is not costed with.
    #[error(
        "{council} has not published the point at which {grade} is costed, and nothing is costed with a \
         guess, which would be point {} of the {} spine",
        .point.point, .point.short
    )]
    PointOnlyGuessed {
        council: String,
        grade: String,
        point: SpinePoint,
    },
    /// The version has other points.
    #[error("point {point} is not on the spine of {}{}", long_date(*.effective), has_points(.range))]
    PointNotOnVersion {
        point: SpinePoint,
        effective: Date,
        range: Option<(u16, u16)>,
    },
    /// The point was deleted.
    #[error("point {point} ended on {}", long_date(*.last_day))]
    PointEnded { point: SpinePoint, last_day: Date },
    /// The point has no counterpart on the profile's spine, or more than one.
    #[error("point {point} has {} on the profile's spine", counterparts(.found))]
    NoCounterpart {
        point: SpinePoint,
        found: Vec<SpinePoint>,
    },
    /// No version of the spine is held for the day.
    #[error("no agreed spine is held for {}", long_date(*.on))]
    NoSpine { on: Date },
    /// The profile starts later.
    #[error("the profile {profile} does not cost before {}: {reason}", long_date(*.from))]
    BeforeProfile {
        profile: String,
        from: Date,
        reason: String,
    },
    /// No National Insurance rate is held for the day.
    #[error("no National Insurance rate is held for {}", long_date(*.on))]
    NoNationalInsurance { on: Date },
    /// The employer's own pension rate is needed.
    #[error("the profile {profile} needs the employer's own pension rate, which is not given")]
    PensionRateNotGiven { profile: String },
    /// Paid weeks are above nothing and at most the weeks of the year.
    #[error("the paid weeks must be more than 0 and no more than the weeks of the year")]
    PaidWeeks,
    /// The hours of an employment are above nothing.
    #[error("the FTE of each employment must be more than 0")]
    EachNotPositive,
}

fn did_you_mean(near: &[String]) -> String {
    if near.is_empty() {
        String::new()
    } else {
        format!("; did you mean {}?", near.join(" or "))
    }
}

fn has_points(range: &Option<(u16, u16)>) -> String {
    range
        .map(|(low, high)| format!(", which has points {low} to {high}"))
        .unwrap_or_default()
}

fn counterparts(found: &[SpinePoint]) -> String {
    let names: Vec<String> = found.iter().map(ToString::to_string).collect();
    if names.is_empty() {
        "no counterpart".to_owned()
    } else {
        format!("more than one counterpart ({})", names.join(", "))
    }
}

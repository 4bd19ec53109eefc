//! From a grade or a bare point to a point on a spine, and to its pay.

use base::{Date, Pence};

use crate::grade::{Grade, GradeStatus};
use crate::not_costed::NotCosted;
use crate::post_pay::PostPay;
use crate::profile::{Profile, VersionRule};
use crate::spine::{SpinePoint, SpineVersion};
use crate::tables::Tables;
use crate::working::{HowFound, PointFound};

impl Tables {
    /// The point on the version's spine: the stated one, or that of the grade.
    pub(crate) fn point_for(
        &self,
        post: &PostPay<'_>,
        profile: &Profile,
        version: &SpineVersion,
    ) -> Result<PointFound, NotCosted> {
        if let Some(number) = post.point {
            let stated = self.bare_point(&profile.agreement, number, post.on);
            let stated = stated.ok_or(NotCosted::NoSpine { on: post.on })?;
            return self.on_spine(stated, version, HowFound::Stated);
        }
        let label = post.grade.ok_or(NotCosted::NoGradeOrPoint)?;
        self.point_of_grade(post.council, label, version)
    }

    /// The point at which a council costs a grade, on the spine of a version: held for that spine,
    /// or by assimilation from the other. A point that is only a guess is no point.
    ///
    /// # Errors
    /// Says why there is no such point.
    pub fn point_of_grade(
        &self,
        council: &str,
        label: &str,
        version: &SpineVersion,
    ) -> Result<PointFound, NotCosted> {
        let Some(council) = self.grades.council(council) else {
            return Err(NotCosted::UnknownCouncil {
                council: council.to_owned(),
            });
        };
        let rows = self.grade(council, label);
        let usable = |grade: &&&Grade| grade.status.is_usable() && grade.costing_point.is_some();
        let here = rows
            .iter()
            .filter(usable)
            .find(|grade| grade.spine.as_ref() == Some(&version.spine));
        let Some(grade) = here.or_else(|| rows.iter().find(usable)) else {
            return Err(self.no_point(council, label, &rows));
        };
        let (Some(spine), Some(number)) = (&grade.spine, grade.costing_point) else {
            return Err(self.no_point(council, label, &rows));
        };
        let how = HowFound::Grade {
            label: grade.label.clone(),
            status: grade.status,
            basis: grade.basis.clone(),
            source: grade.source.clone(),
        };
        self.on_spine(self.spines.point(spine, number), version, how)
    }

    /// Why a grade has no point to cost with.
    fn no_point(&self, council: &str, label: &str, rows: &[&Grade]) -> NotCosted {
        let council = council.to_owned();
        let Some(grade) = rows.first() else {
            let near = self.near_grades(&council, label);
            return NotCosted::UnknownGrade {
                council,
                grade: label.to_owned(),
                near,
            };
        };
        let guess = rows.iter().find(|row| row.status == GradeStatus::Guess);
        if let Some((spine, point, guess)) =
            guess.and_then(|guess| Some((guess.spine.as_ref()?, guess.costing_point?, guess)))
        {
            return NotCosted::PointOnlyGuessed {
                council,
                grade: guess.label.clone(),
                point: self.spines.point(spine, point),
            };
        }
        NotCosted::GradeWithoutPoint {
            council,
            grade: grade.label.clone(),
            status: grade.status,
        }
    }

    fn on_spine(
        &self,
        point: SpinePoint,
        version: &SpineVersion,
        how: HowFound,
    ) -> Result<PointFound, NotCosted> {
        if point.spine == version.spine {
            return Ok(PointFound {
                point,
                converted_from: None,
                how,
            });
        }
        let found = self.counterparts(&point, &version.spine);
        match <[SpinePoint; 1]>::try_from(found) {
            Ok([there]) => Ok(PointFound {
                point: there,
                converted_from: Some(point),
                how,
            }),
            Err(found) => Err(NotCosted::NoCounterpart { point, found }),
        }
    }

    /// The annual pay of a point; a profile that follows the date does not pay a point that has
    /// ended.
    pub(crate) fn pay_at(
        &self,
        point: &SpinePoint,
        version: &SpineVersion,
        profile: &Profile,
        on: Date,
    ) -> Result<Pence, NotCosted> {
        let follows_date = profile.version == VersionRule::LatestAgreed;
        let last_day = self.spines.last_day(&point.spine, point.point);
        if let Some(last_day) = last_day.filter(|last_day| follows_date && *last_day < on) {
            return Err(NotCosted::PointEnded {
                point: point.clone(),
                last_day,
            });
        }
        version
            .pay(point.point)
            .ok_or_else(|| NotCosted::PointNotOnVersion {
                point: point.clone(),
                effective: version.effective,
                range: version.range(),
            })
    }
}

//! Pay spines by effective date, and how points pass from one numbering to the next.

use std::collections::BTreeMap;
use std::fmt;

use base::{Date, Known, Pence};
use serde::Deserialize;

use crate::data::{self, DataError, Files};

/// A numbering of pay points. `scp 23` names different points on two spines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spine {
    /// Stable name: `njc-old-6-49`.
    pub id: String,
    /// The agreement that sets its pay: `NJC`.
    pub agreement: String,
    /// The word that tells it from its neighbour: `old`.
    pub short: String,
    /// Its name in words.
    pub name: String,
    /// The first day on which a bare point means a point of this spine; none if since ever.
    pub from: Option<Date>,
    /// The last such day; none if still.
    pub until: Option<Date>,
    /// Ids of its sources, joined by `+`.
    pub source: String,
}

/// A point with the spine that it counts on. It prints as `old 34`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SpinePoint {
    /// The spine's [`Spine::id`].
    pub spine: String,
    /// The spine's [`Spine::short`].
    pub short: String,
    /// The number of the point.
    pub point: u16,
}

impl fmt::Display for SpinePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.short, self.point))
    }
}

/// How firm an award is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AwardStatus {
    /// Settled nationally.
    Agreed,
    /// Offered by the employers, not yet settled.
    Offered,
    /// Somebody's budget assumption.
    Assumed,
    /// Nothing was found: the version has no values.
    NotFound,
}

impl AwardStatus {
    /// `agreed`, `offered`, `assumed` or `not found`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Offered => "offered",
            Self::Assumed => "assumed",
            Self::NotFound => "not found",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Agreed, Self::Offered, Self::Assumed, Self::NotFound]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// The values of a spine from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpineVersion {
    /// The spine's [`Spine::id`].
    pub spine: String,
    /// The spine's [`Spine::short`].
    pub short: String,
    /// The agreement that sets its pay: `NJC`.
    pub agreement: String,
    /// The day from which the values are paid.
    pub effective: Date,
    /// How firm the award is, as far as this release of the data knows.
    pub status: AwardStatus,
    /// The day on which the award was agreed.
    pub agreed_on: Known<Date>,
    /// The award in words.
    pub rule: String,
    /// Ids of its sources, joined by `+`.
    pub source: String,
    /// How the values were checked; `[U]` marks what was not verified.
    pub check: String,
    points: BTreeMap<u16, Pence>,
}

impl SpineVersion {
    /// The annual pay of a point, full time; none if this version has no such point.
    pub fn pay(&self, point: u16) -> Option<Pence> {
        self.points.get(&point).copied()
    }

    /// Every point with its annual pay, lowest first.
    pub fn points(&self) -> impl Iterator<Item = (u16, Pence)> + '_ {
        self.points.iter().map(|(&point, &pay)| (point, pay))
    }

    /// The lowest and the highest point; none if no values are held.
    pub fn range(&self) -> Option<(u16, u16)> {
        Some((
            *self.points.first_key_value()?.0,
            *self.points.last_key_value()?.0,
        ))
    }
}

/// What was the newest agreed version on a day.
///
/// The day of agreement is not known of most awards, so the answer is in two parts. Accuse nobody
/// of using an old spine on the strength of `perhaps`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newest<'t> {
    /// The newest version in effect that is known to have been agreed by then.
    pub known: Option<&'t SpineVersion>,
    /// A newer version in effect, agreed since, of which it is not known whether it was by then.
    pub perhaps: Option<&'t SpineVersion>,
}

impl<'t> Newest<'t> {
    /// The version to cost with: the newest in effect that was not certainly still open.
    pub fn to_cost_with(self) -> Option<&'t SpineVersion> {
        self.perhaps.or(self.known)
    }
}

/// All spines, their versions oldest first, and the links between points.
#[derive(Debug)]
pub(crate) struct Spines {
    pub(crate) spines: Vec<Spine>,
    pub(crate) versions: Vec<SpineVersion>,
    ended: BTreeMap<(String, u16), Date>,
    links: Vec<Link>,
}

#[derive(Debug, Deserialize)]
struct Link {
    from_spine: String,
    from_point: u16,
    to_spine: String,
    to_point: u16,
}

#[derive(Deserialize)]
struct SpineRow {
    spine: String,
    agreement: String,
    short: String,
    name: String,
    from: String,
    until: String,
    source: String,
}

#[derive(Deserialize)]
struct AwardRow {
    effective: String,
    spine: String,
    status: String,
    agreed_on: String,
    agreed_source: String,
    rule: String,
    source: String,
    check: String,
}

#[derive(Deserialize)]
struct ValueRow {
    effective: String,
    spine: String,
    point: u16,
    annual_pounds: i64,
    source: String,
}

#[derive(Deserialize)]
struct EndedRow {
    spine: String,
    point: u16,
    last_day: String,
}

impl Spines {
    pub(crate) fn read(files: &Files<'_>) -> Result<Self, DataError> {
        let spines = data::rows("spines.csv", files.spines)?
            .into_iter()
            .map(spine)
            .collect::<Result<Vec<_>, _>>()?;
        let mut values: BTreeMap<(String, String), (String, BTreeMap<u16, Pence>)> =
            BTreeMap::new();
        for row in data::rows::<ValueRow>("spine_values.csv", files.spine_values)? {
            let (source, points) = values.entry((row.spine, row.effective)).or_default();
            *source = row.source;
            points.insert(row.point, Pence::pounds(row.annual_pounds));
        }
        let mut versions = Vec::new();
        for row in data::rows::<AwardRow>("awards.csv", files.awards)? {
            let (source, points) = values
                .remove(&(row.spine.clone(), row.effective.clone()))
                .unwrap_or_default();
            versions.push(version(row, &source, points, &spines)?);
        }
        if let Some((_, effective)) = values.keys().next() {
            return Err(data::refused(
                "spine_values.csv",
                effective,
                "the date of an award",
            ));
        }
        versions.sort_by_key(|version| version.effective);
        let mut ended = BTreeMap::new();
        for row in data::rows::<EndedRow>("points_ended.csv", files.points_ended)? {
            ended.insert(
                (row.spine, row.point),
                data::date("points_ended.csv", &row.last_day)?,
            );
        }
        let links = data::rows("assimilation_2019.csv", files.assimilation_2019)?;
        Ok(Self {
            spines,
            versions,
            ended,
            links,
        })
    }

    pub(crate) fn spine(&self, id: &str) -> Option<&Spine> {
        self.spines.iter().find(|spine| spine.id == id)
    }

    pub(crate) fn point(&self, spine: &str, point: u16) -> SpinePoint {
        let short = self.spine(spine).map_or(spine, |spine| &spine.short);
        SpinePoint {
            spine: spine.to_owned(),
            short: short.to_owned(),
            point,
        }
    }

    /// The spine on which a bare point counts on a day.
    pub(crate) fn of_bare_point(&self, agreement: &str, on: Date) -> Option<&Spine> {
        self.spines.iter().find(|spine| {
            spine.agreement == agreement
                && spine.from.is_none_or(|from| from <= on)
                && spine.until.is_none_or(|until| on <= until)
        })
    }

    pub(crate) fn newest_agreed(&self, agreement: &str, on: Date) -> Newest<'_> {
        let in_effect = || {
            self.versions.iter().rev().filter(|version| {
                version.agreement == agreement
                    && version.effective <= on
                    && version.status == AwardStatus::Agreed
            })
        };
        let by_then =
            |version: &&SpineVersion| version.agreed_on.known().is_some_and(|day| day <= on);
        let known = in_effect().find(by_then);
        let perhaps = in_effect()
            .take_while(|version| known.is_none_or(|known| version.effective > known.effective))
            .find(|version| !version.agreed_on.is_known());
        Newest { known, perhaps }
    }

    /// The last day on which a point could be held, if the point has ended.
    pub(crate) fn last_day(&self, spine: &str, point: u16) -> Option<Date> {
        self.ended.get(&(spine.to_owned(), point)).copied()
    }

    /// The points of another spine that stand for a point, in either direction.
    pub(crate) fn counterparts(&self, from: &SpinePoint, to: &str) -> Vec<u16> {
        let link = |link: &Link| {
            let there = link.from_spine == from.spine
                && link.from_point == from.point
                && link.to_spine == to;
            let back =
                link.to_spine == from.spine && link.to_point == from.point && link.from_spine == to;
            if there {
                Some(link.to_point)
            } else {
                back.then_some(link.from_point)
            }
        };
        self.links.iter().filter_map(link).collect()
    }
}

fn spine(row: SpineRow) -> Result<Spine, DataError> {
    Ok(Spine {
        from: data::date_if_any("spines.csv", &row.from)?,
        until: data::date_if_any("spines.csv", &row.until)?,
        id: row.spine,
        agreement: row.agreement,
        short: row.short,
        name: row.name,
        source: row.source,
    })
}

fn version(
    row: AwardRow,
    value_source: &str,
    points: BTreeMap<u16, Pence>,
    spines: &[Spine],
) -> Result<SpineVersion, DataError> {
    const FILE: &str = "awards.csv";
    let spine = spines.iter().find(|spine| spine.id == row.spine);
    let spine = spine.ok_or_else(|| data::refused(FILE, &row.spine, "a spine"))?;
    let mut sources: Vec<&str> = Vec::new();
    for source in [row.source.as_str(), value_source, &row.agreed_source]
        .into_iter()
        .flat_map(|ids| ids.split('+'))
    {
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    }
    Ok(SpineVersion {
        effective: data::date(FILE, &row.effective)?,
        status: AwardStatus::named(&row.status)
            .ok_or_else(|| data::refused(FILE, &row.status, "the status of an award"))?,
        agreed_on: data::date_if_any(FILE, &row.agreed_on)?.into(),
        source: sources.join("+"),
        short: spine.short.clone(),
        agreement: spine.agreement.clone(),
        spine: row.spine,
        rule: row.rule,
        check: row.check,
        points,
    })
}

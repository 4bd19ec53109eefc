//! The unit tree, with sums.

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Actor, Deed};
use register::{Placement, UnitId};

use crate::bodies::BodyKey;
use crate::error::AppError;
use crate::moment::Moment;
use crate::muster::Muster;
use crate::totals::Totals;
use crate::view::View;

/// A unit with its sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSums {
    /// The unit; none for posts whose unit is not stated, or is one of several.
    pub unit: Option<UnitId>,
    /// Its name.
    pub name: String,
    /// How many units it is inside of.
    pub depth: usize,
    /// The posts in it.
    pub own: Totals,
    /// The posts in it and in the units within it.
    pub all: Totals,
}

impl Muster {
    /// The units of a council, each before the units within it, with the view that they are from.
    /// Posts whose unit is not known come last, as a unit without a number.
    ///
    /// # Errors
    /// [`AppError::Refused`], [`AppError::NotFound`], [`AppError::NotYetRecorded`], [`AppError::Store`].
    pub async fn units(
        &self,
        actor: &Actor,
        body: &BodyKey,
        moment: Moment,
    ) -> Result<(Arc<View>, Vec<UnitSums>), AppError> {
        self.permit(actor, Deed::SeeEstablishment).await?;
        let view = self.view(body, moment).await?;
        let sums = view.unit_sums().to_vec();
        Ok((view, sums))
    }
}

pub(crate) fn sums(view: &View) -> Vec<UnitSums> {
    let mut own: BTreeMap<Option<UnitId>, Totals> = BTreeMap::new();
    for (line, full_year) in view.costed_lines() {
        let unit = match line.post.placement {
            Placement::In(unit) if view.establishment.unit(unit).is_some() => Some(unit),
            _ => None,
        };
        own.entry(unit).or_default().add(line, full_year);
    }
    let mut tree = Tree {
        own,
        parts: BTreeMap::new(),
        sums: Vec::new(),
        view,
    };
    for (id, unit) in view.establishment.units() {
        let above = unit
            .part_of
            .filter(|above| view.establishment.unit(*above).is_some());
        tree.parts.entry(above).or_default().push(id);
    }
    tree.add(None, 0);
    let unplaced = tree.own.get(&None).copied();
    let mut sums = tree.sums;
    sums.extend(unplaced.map(|totals| UnitSums {
        unit: None,
        name: String::new(),
        depth: 0,
        own: totals,
        all: totals,
    }));
    sums
}

struct Tree<'v> {
    own: BTreeMap<Option<UnitId>, Totals>,
    parts: BTreeMap<Option<UnitId>, Vec<UnitId>>,
    sums: Vec<UnitSums>,
    view: &'v View,
}

impl Tree<'_> {
    /// Adds the units of one, by name; returns the sum of all of them.
    fn add(&mut self, above: Option<UnitId>, depth: usize) -> Totals {
        let name = |id: &UnitId| {
            let unit = self.view.establishment.unit(*id);
            unit.map_or_else(String::new, |unit| unit.name.clone())
        };
        let parts = self.parts.remove(&above).unwrap_or_default();
        let mut parts: Vec<(String, UnitId)> = parts.iter().map(|id| (name(id), *id)).collect();
        parts.sort();
        let mut together = Totals::default();
        for (name, unit) in parts {
            let at = self.sums.len();
            let own = self.own.get(&Some(unit)).copied().unwrap_or_default();
            self.sums.push(UnitSums {
                unit: Some(unit),
                name,
                depth,
                own,
                all: own,
            });
            let within = self.add(Some(unit), depth + 1);
            self.sums[at].all.join(&within);
            together.join(&self.sums[at].all);
        }
        together
    }
}

//! What the public may not read.

use super::table::Table;
use crate::case::{Exemption, Withheld};
use crate::choices::EXEMPT_FIELDS;

pub(super) fn exemption(exemption: &Exemption) -> Table {
    let word = |field| {
        let mut all = EXEMPT_FIELDS.iter();
        let own = all.find(|(_, one)| *one == field);
        own.map_or_else(String::new, |(word, _)| (*word).to_owned())
    };
    let fields = exemption.fields.iter().map(|at| word(at.value));
    let mut table = Table::default();
    table
        .put(exemption.part.key(), &exemption.of)
        .put("fields", &fields.collect::<Vec<String>>())
        .put("totals", &exemption.totals.then(|| "public".to_owned()))
        .put("ground", &exemption.ground)
        .put("reason", &exemption.reason);
    table
}

pub(super) fn withheld(withheld: &Withheld) -> Table {
    let mut table = Table::default();
    table
        .put("what", &withheld.what)
        .put("ground", &withheld.ground)
        .put("reason", &withheld.reason)
        .put("pay_of", &withheld.pay_of)
        .put("shows", &withheld.shows)
        .put("totals", &withheld.totals.then(|| "public".to_owned()));
    table
}

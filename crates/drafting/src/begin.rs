//! A draft to start with.

use base::When;
use diagnostics::Place;
use proposal::PayRule;
use proposal::case::Defaults;

use crate::draft::Draft;

/// What is known of a proposal when it is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The title of the report, as it will stand on the agenda.
    pub title: String,
    /// The council.
    pub body: String,
    /// The unit that changes.
    pub unit: String,
    /// The first day of the changes, if it is decided.
    pub from: Option<When>,
    /// How the council's posts are costed, if that is known.
    pub pay: Option<PayRule>,
}

/// Begins a draft.
pub fn begin(beginning: &Beginning) -> Draft {
    let mut draft = Draft::read("");
    let (title, body) = (beginning.title.clone(), beginning.body.clone());
    draft.case.header.title = Some(draft.new_value(title));
    draft.case.header.body = Some(draft.new_value(body));
    draft.case.header.place = Place::new(draft.case.source, 0..0);
    if let Some(pay) = &beginning.pay {
        draft.case.costing.profile = Some(draft.new_value(pay.profile.clone()));
        draft.case.costing.pension_rate = pay.pension_rate.map(|rate| draft.new_value(rate));
    }
    draft.case.defaults = Defaults {
        units: vec![draft.new_value(beginning.unit.clone())],
        from: beginning.from.map(|from| draft.new_value(from)),
        ..Defaults::default()
    };
    Draft::of(&draft.case)
}

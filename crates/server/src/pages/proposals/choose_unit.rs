//! Choosing a unit of the council, as the register has them today.

use app::Moment;

use crate::components::{Field, Select, SelectItem};
use crate::pages::{Asking, Failure};

/// The question which unit, each under the one of which it is part.
pub(super) async fn choose_unit(
    asking: &Asking,
    field: Field,
    chosen: &str,
) -> Result<Select, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let moment = Moment::on(asking.today);
    let (_, units) = asking.muster().units(actor, body, moment).await?;
    let choose = SelectItem {
        value: Some(String::new()),
        text: "Choose a unit".to_owned(),
        ..SelectItem::default()
    };
    let named = units.iter().filter(|sums| sums.unit.is_some());
    let items = named.map(|sums| SelectItem {
        value: Some(sums.name.clone()),
        text: format!("{}{}", "\u{2014} ".repeat(sums.depth), sums.name),
        selected: sums.name == chosen,
        disabled: false,
    });
    Ok(Select {
        field,
        items: std::iter::once(choose).chain(items).collect(),
        ..Select::default()
    })
}

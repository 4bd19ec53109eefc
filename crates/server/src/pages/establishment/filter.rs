//! What a list of posts is narrowed to, in its address and as fields.

use app::{EstablishmentPage, EstablishmentQuestion, Moment, PaidFrom, SortBy, UnitSums};
use maud::{Markup, html};
use register::UnitId;

use crate::components::{
    Button, Choice, Choices, ChoicesKind, Details, Field, Input, Legend, Select, SelectItem,
};
use crate::pages::moment::DATES;
use crate::query::Query;

/// Names in an address that narrow a list.
const NARROWING: [&str; 7] = [
    "words",
    "unit",
    "grade",
    "fund",
    "vacant",
    "temporary",
    "not-costed",
];
/// Names that put it in order.
const ORDER: [&str; 2] = ["sort", "rows"];

/// The numbers of rows that a page may have; the first is taken if none is asked for.
pub(super) const ROWS: [usize; 2] = [50, 100];

/// What stands in an address for posts of which no fund is stated.
const NO_FUND: &str = "-";

/// The columns by which a list can be sorted, as they stand in an address.
pub(super) const SORTS: [(&str, SortBy); 9] = [
    ("title", SortBy::Title),
    ("unit", SortBy::Unit),
    ("grade", SortBy::Grade),
    ("posts", SortBy::Posts),
    ("fte", SortBy::Fte),
    ("filled", SortBy::State),
    ("ends", SortBy::Ends),
    ("fund", SortBy::Fund),
    ("cost", SortBy::Cost),
];

/// What an address asks of a list of posts.
#[derive(Debug)]
pub(in crate::pages) struct Filter {
    words: String,
    unit: Option<UnitId>,
    grade: Option<String>,
    vacant: bool,
    temporary: bool,
    paid_from: Option<PaidFrom>,
    cost_not_known: bool,
    pub(super) sort: SortBy,
    pub(super) descending: bool,
    page: usize,
    pub(super) rows: usize,
}

impl Filter {
    /// What is not understood is not asked.
    pub(in crate::pages) fn read(query: &Query) -> Self {
        let sort = query.get("sort").unwrap_or_default();
        let (name, descending) = match sort.strip_prefix('-') {
            Some(name) => (name, true),
            None => (sort, false),
        };
        let by = SORTS.iter().find(|(known, _)| *known == name);
        let number = |name| query.get(name).and_then(|text| text.parse().ok());
        Self {
            words: query.get("words").unwrap_or_default().to_owned(),
            unit: query
                .get("unit")
                .and_then(|text| text.parse().ok())
                .map(UnitId::numbered),
            grade: query.get("grade").map(str::to_owned),
            vacant: query.get("vacant").is_some(),
            temporary: query.get("temporary").is_some(),
            paid_from: query.get("fund").map(|fund| match fund {
                NO_FUND => PaidFrom::NotStated,
                fund => PaidFrom::Fund(fund.to_owned()),
            }),
            cost_not_known: query.get("not-costed").is_some(),
            sort: by.map_or_else(SortBy::default, |(_, by)| *by),
            descending,
            page: number("page").unwrap_or(1),
            rows: number("rows")
                .filter(|rows| ROWS.contains(rows))
                .unwrap_or(ROWS[0]),
        }
    }

    /// Is the list narrowed to anything?
    pub(super) fn is_set(&self) -> bool {
        !self.words.is_empty()
            || self.unit.is_some()
            || self.grade.is_some()
            || self.vacant
            || self.temporary
            || self.paid_from.is_some()
            || self.cost_not_known
    }

    pub(in crate::pages) fn question(&self, moment: Moment) -> EstablishmentQuestion {
        EstablishmentQuestion {
            moment,
            unit: self.unit,
            words: self.words.clone(),
            grade: self.grade.clone(),
            vacant: self.vacant,
            temporary: self.temporary,
            paid_from: self.paid_from.clone(),
            cost_not_known: self.cost_not_known,
            sort: self.sort,
            descending: self.descending,
            page: self.page,
            rows: self.rows,
        }
    }

    /// What a change of the dates keeps.
    pub(super) fn kept(&self, query: &Query) -> Query {
        let names: Vec<&str> = NARROWING.into_iter().chain(ORDER).collect();
        query.only(&names)
    }

    /// The fields. They are folded where nothing is asked; a script opens them on a wide screen.
    pub(in crate::pages) fn form(
        &self,
        path: &str,
        query: &Query,
        units: &[UnitSums],
        page: &EstablishmentPage,
    ) -> Markup {
        let names: Vec<&str> = DATES.into_iter().chain(ORDER).collect();
        let kept = query.only(&names);
        let content = html! {
            form method="get" action=(path) novalidate {
                @for (key, value) in kept.pairs() { input type="hidden" name=(key) value=(value); }
                div.muster-filter__fields {
                    (Input {
                        field: Field::new("words", "Words or number")
                            .hint("In the title, grade, unit or number"),
                        value: (!self.words.is_empty()).then(|| self.words.clone()),
                        spellcheck: Some(false),
                        ..Input::default()
                    })
                    (self.unit_field(units))
                    (self.grade_field(&page.grades))
                    (self.fund_field(&page.funds))
                    (self.state_field())
                }
                div.govuk-button-group {
                    (Button::submit("Apply filters").secondary())
                    @if self.is_set() {
                        a.govuk-link href=(kept.address(path)) { "Clear the filters" }
                    }
                }
            }
        };
        html! {
            (Details {
                summary: "Filter".into(),
                content: content.into(),
                open: self.is_set(),
                classes: "muster-filter".to_owned(),
                ..Details::default()
            })
        }
    }

    fn unit_field(&self, units: &[UnitSums]) -> Select {
        let all = SelectItem {
            value: Some(String::new()),
            text: "All units".to_owned(),
            ..SelectItem::default()
        };
        // What is asked is always among the choices, however deep it stands.
        let upper = super::units::upper(units);
        let deepest = upper.iter().map(|sums| sums.depth).max();
        let is_shown = |sums: &&UnitSums| Some(sums.depth) <= deepest || self.unit == sums.unit;
        let items = units.iter().filter(is_shown).filter_map(|sums| {
            let unit = sums.unit?;
            Some(SelectItem {
                value: Some(unit.number().to_string()),
                text: format!("{}{}", "\u{2014} ".repeat(sums.depth), sums.name),
                selected: self.unit == Some(unit),
                disabled: false,
            })
        });
        Select {
            field: Field::new("unit", "Unit").hint("With the units within it"),
            items: std::iter::once(all).chain(items).collect(),
            ..Select::default()
        }
    }

    fn grade_field(&self, grades: &[String]) -> Select {
        let all = SelectItem {
            value: Some(String::new()),
            text: "All grades".to_owned(),
            ..SelectItem::default()
        };
        let items = grades.iter().map(|grade| SelectItem {
            value: Some(grade.clone()),
            text: grade.clone(),
            selected: self.grade.as_ref() == Some(grade),
            disabled: false,
        });
        Select {
            field: Field::new("grade", "Grade").hint("As the council labels it"),
            items: std::iter::once(all).chain(items).collect(),
            ..Select::default()
        }
    }

    fn fund_field(&self, funds: &[String]) -> Select {
        let item = |value: &str, text: &str, selected| SelectItem {
            value: Some(value.to_owned()),
            text: text.to_owned(),
            selected,
            ..SelectItem::default()
        };
        let not_stated = self.paid_from == Some(PaidFrom::NotStated);
        let is_asked = |fund: &String| match &self.paid_from {
            Some(PaidFrom::Fund(asked)) => asked == fund,
            _ => false,
        };
        let held = funds.iter().map(|fund| item(fund, fund, is_asked(fund)));
        let items = [
            item("", "All funds", false),
            item(NO_FUND, "No fund stated", not_stated),
        ];
        Select {
            field: Field::new("fund", "Funding").hint("Wholly or in part from this fund"),
            items: items.into_iter().chain(held).collect(),
            ..Select::default()
        }
    }

    fn state_field(&self) -> Choices {
        let choice = |name: &str, text: &str, checked| Choice {
            value: "1".to_owned(),
            text: text.into(),
            name: Some(name.to_owned()),
            id: Some(name.to_owned()),
            checked,
            ..Choice::default()
        };
        Choices {
            kind: ChoicesKind::Several,
            name: "state".to_owned(),
            legend: Some(Legend::from("Only posts that are")),
            items: vec![
                choice("vacant", "Vacant", self.vacant),
                choice("temporary", "Temporary", self.temporary),
                choice("not-costed", "Without a known cost", self.cost_not_known),
            ],
            classes: "govuk-checkboxes--small".to_owned(),
            ..Choices::default()
        }
    }
}

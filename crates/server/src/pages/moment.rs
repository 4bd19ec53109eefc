//! The two dates of a view: in its address, and as fields.

use app::Moment;
use axum::response::Redirect;
use base::Date;
use maud::{Markup, html};

use crate::components::{
    Button, Content, DateInput, DatePart, Details, ErrorSummary, InsetText, Legend, SummarisedError,
};
use crate::query::Query;
use crate::words;

/// The names in an address that hold the two dates.
pub(super) const DATES: [&str; 2] = ["on", "as"];

/// One of the two dates.
#[derive(Clone, Copy, Debug)]
struct Kind {
    /// Its name in an address.
    name: &'static str,
    /// Its name on a page.
    words: &'static str,
}

const ON: Kind = Kind {
    name: "on",
    words: "In force on",
};
const AS: Kind = Kind {
    name: "as",
    words: "As recorded at",
};

const PARTS: [&str; 3] = ["day", "month", "year"];

/// What an address asks of the two dates.
#[derive(Debug)]
pub(super) struct Asked {
    /// The moment; what is wrong counts as today.
    pub(super) moment: Moment,
    /// What is wrong with what was entered.
    errors: Vec<(&'static str, String)>,
    /// What was entered, field by field.
    entered: [[String; 3]; 2],
    today: Date,
}

impl Asked {
    /// Reads the dates; where somebody has just filled in the fields, answers with the address that
    /// holds them as dates.
    pub(super) fn read(query: &Query, path: &str, today: Date) -> Result<Self, Redirect> {
        let mut asked = Self {
            moment: Moment::on(today),
            errors: Vec::new(),
            entered: Default::default(),
            today,
        };
        let is_form = query.has("on-day") || query.has("as-day");
        let on = asked.date(query, ON, is_form);
        let recorded = asked.date(query, AS, is_form);
        asked.moment.in_force_on = on.unwrap_or(today);
        match recorded {
            Some(day) if day > today => {
                let words = "As recorded at must be today or in the past";
                asked.errors.push((AS.name, words.to_owned()));
            }
            Some(day) => asked.moment.as_recorded_at = day,
            None => {}
        }
        if is_form && asked.errors.is_empty() {
            let fields: Vec<String> = DATES
                .iter()
                .flat_map(|kind| PARTS.map(|part| format!("{kind}-{part}")))
                .collect();
            let fields: Vec<&str> = fields.iter().map(String::as_str).chain(DATES).collect();
            let mut query = query.without(&fields);
            for (kind, day) in DATES.into_iter().zip([on, recorded]) {
                let day = day.map_or_else(String::new, |day| day.to_string());
                query = query.with(kind, &day);
            }
            return Err(Redirect::to(&query.address(path)));
        }
        Ok(asked)
    }

    /// A date from its fields, or from its name.
    fn date(&mut self, query: &Query, kind: Kind, is_form: bool) -> Option<Date> {
        let name = kind.name;
        let fields = PARTS.map(|part| {
            let value = query.get(&format!("{name}-{part}"));
            value.unwrap_or_default().to_owned()
        });
        let given = query.get(name);
        let date = if is_form {
            let date = entered_date(&fields, kind.words);
            self.entered[usize::from(name == AS.name)] = fields;
            date
        } else {
            given
                .map(|text| text.parse().map_err(|_| not_real(kind.words)))
                .transpose()
        };
        let date = date.unwrap_or_else(|words| {
            self.errors.push((name, words));
            None
        });
        if !is_form {
            let shown = date.or_else(|| (name == ON.name).then_some(self.today));
            self.entered[usize::from(name == AS.name)] =
                shown.map_or_else(Default::default, fields_of);
        }
        date
    }

    /// What is wrong, at the head of the page.
    pub(super) fn summary(&self) -> Markup {
        let errors = self.errors.iter().map(|(name, words)| SummarisedError {
            text: words.as_str().into(),
            href: Some(format!("#{name}-day")),
        });
        let summary = ErrorSummary {
            errors: errors.collect(),
            ..ErrorSummary::default()
        };
        html! { @if !summary.errors.is_empty() { (summary) } }
    }

    /// Is anything wrong?
    pub(super) fn is_wrong(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The fields, which keep everything else that the address asks.
    pub(super) fn form(&self, path: &str, kept: &Query) -> Markup {
        let as_field = html! {
            p.govuk-body-s { "What the ledger held then. What was recorded later is not seen." }
            (self.field(AS))
        };
        let is_open = !self.entered[1].iter().all(String::is_empty)
            || self.errors.iter().any(|(name, _)| *name == AS.name);
        html! {
            form.muster-dates method="get" action=(path) novalidate {
                @for (key, value) in kept.pairs() { input type="hidden" name=(key) value=(value); }
                (self.field(ON))
                (Details {
                    summary: "As recorded at".into(),
                    content: as_field.into(),
                    open: is_open,
                    ..Details::default()
                })
                (Button::submit("Show").secondary())
            }
        }
    }

    fn field(&self, kind: Kind) -> DateInput {
        let entered = &self.entered[usize::from(kind.name == AS.name)];
        let error = self.errors.iter().find(|(name, _)| *name == kind.name);
        DateInput {
            id: kind.name.to_owned(),
            name_prefix: Some(kind.name.to_owned()),
            legend: Some(Legend {
                text: kind.words.into(),
                classes: "govuk-fieldset__legend--s".to_owned(),
                ..Legend::default()
            }),
            error: error.map(|(_, words)| Content::from(words.as_str())),
            parts: DatePart::all([&entered[0], &entered[1], &entered[2]]),
            ..DateInput::default()
        }
    }

    /// Which view it is, in a sentence; more loudly where it is not that of today.
    pub(super) fn notice(&self, path: &str, kept: &Query) -> Markup {
        let Moment {
            in_force_on,
            as_recorded_at,
        } = self.moment;
        if in_force_on == self.today && as_recorded_at == self.today {
            return html! {
                p.govuk-body.muster-quiet {
                    "You are looking at today, " (words::day(self.today)) ", with all that is recorded."
                }
            };
        }
        let content = html! {
            "You are looking at " (words::day(in_force_on))
            @if as_recorded_at == self.today { ", with all that is recorded today" }
            @else { ", as recorded at " (words::day(as_recorded_at)) }
            ". " a.govuk-link href=(kept.without(&DATES).address(path)) { "Go to today" } "."
        };
        let inset = InsetText {
            content: content.into(),
            ..InsetText::default()
        };
        html! { (inset) }
    }
}

/// The dates of a query, to be carried to another page.
pub(super) fn dates(query: &Query) -> Query {
    query.only(&DATES)
}

pub(super) fn fields_of(day: Date) -> [String; 3] {
    [
        day.day().to_string(),
        day.month().to_string(),
        day.year().to_string(),
    ]
}

fn not_real(words: &str) -> String {
    format!("{words} must be a real date")
}

/// A date from three fields; none if all are empty.
pub(super) fn entered_date(fields: &[String; 3], words: &str) -> Result<Option<Date>, String> {
    let missing: Vec<&str> = PARTS
        .into_iter()
        .zip(fields)
        .filter(|(_, value)| value.is_empty())
        .map(|(part, _)| part)
        .collect();
    match missing.as_slice() {
        [] => {}
        [_, _, _] => return Ok(None),
        [one] => return Err(format!("{words} must include a {one}")),
        [one, other, ..] => return Err(format!("{words} must include a {one} and a {other}")),
    }
    let [day, month, year] = fields;
    let date = (|| {
        let year: i16 = year
            .parse()
            .ok()
            .filter(|year| (1000..=9999).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })();
    date.map(Some).ok_or_else(|| not_real(words))
}

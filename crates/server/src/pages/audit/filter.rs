//! Which part of the audit trail is asked for.

use access::Actor;
use app::{AppError, AuditKind, AuditQuestion, Muster};
use base::Date;
use maud::{Markup, html};

use crate::components::{
    Button, Content, DateInput, DatePart, Details, ErrorSummary, Field, Input, Legend, Select,
    SelectItem, SummarisedError,
};
use crate::pages::moment::entered_date;
use crate::query::Query;

/// The two days, with what each is called.
const DAYS: [(&str, &str); 2] = [("from", "From"), ("to", "To")];

/// What an address asks of the trail.
pub(super) struct Filter {
    days: [Option<Date>; 2],
    entered: [[String; 3]; 2],
    errors: Vec<(&'static str, String)>,
    kind: Option<AuditKind>,
    /// The reference of a proposal, as it was typed.
    case: String,
    before: Option<u32>,
}

impl Filter {
    pub(super) fn read(query: &Query) -> Self {
        let mut errors = Vec::new();
        let entered = DAYS.map(|(name, _)| {
            ["day", "month", "year"].map(|part| {
                let value = query.get(&format!("{name}-{part}"));
                value.unwrap_or_default().to_owned()
            })
        });
        let mut days = [None; 2];
        for (at, (name, words)) in DAYS.into_iter().enumerate() {
            match entered_date(&entered[at], words) {
                Ok(day) => days[at] = day,
                Err(fault) => errors.push((name, fault)),
            }
        }
        Self {
            days,
            entered,
            errors,
            kind: query.get("kind").and_then(AuditKind::named),
            case: query.get("case").unwrap_or_default().to_owned(),
            before: query.get("before").and_then(|text| text.parse().ok()),
        }
    }

    pub(super) async fn question(
        &self,
        muster: &Muster,
        actor: &Actor,
    ) -> Result<AuditQuestion, AppError> {
        let [from, to] = self.days;
        Ok(AuditQuestion {
            from,
            to,
            kind: self.kind,
            cases: match self.case.is_empty() {
                true => None,
                false => Some(muster.cases_called(actor, &self.case).await?),
            },
            before: self.before,
        })
    }

    pub(super) fn is_wrong(&self) -> bool {
        !self.errors.is_empty()
    }

    pub(super) fn summary(&self) -> Markup {
        let errors = self.errors.iter().map(|(name, words)| SummarisedError {
            text: words.as_str().into(),
            href: Some(format!("#{name}-day")),
        });
        let summary = ErrorSummary {
            errors: errors.collect(),
            ..ErrorSummary::default()
        };
        html! { @if self.is_wrong() { (summary) } }
    }

    pub(super) fn form(&self) -> Markup {
        let all = SelectItem {
            value: Some(String::new()),
            text: "All".to_owned(),
            ..SelectItem::default()
        };
        let kinds = AuditKind::ALL.map(|kind| SelectItem {
            value: Some(kind.name().to_owned()),
            text: super::words::kind(kind).to_owned(),
            selected: self.kind == Some(kind),
            ..SelectItem::default()
        });
        let kind = Select {
            field: Field::new("kind", "Kind"),
            items: [all].into_iter().chain(kinds).collect(),
            ..Select::default()
        };
        let case = Input {
            field: Field::new("case", "Proposal").hint("Its reference, such as P-19-04"),
            value: (!self.case.is_empty()).then(|| self.case.clone()),
            spellcheck: Some(false),
            classes: "govuk-input--width-10".to_owned(),
            ..Input::default()
        };
        let fields = html! {
            form method="get" action="/audit" novalidate {
                @for at in 0..DAYS.len() { (self.day(at)) }
                (kind)
                (case)
                (Button::submit("Filter").secondary())
                " " a.govuk-link href="/audit" { "Clear the filter" }
            }
        };
        let is_open = self.is_wrong()
            || self.kind.is_some()
            || !self.case.is_empty()
            || self.days.iter().any(Option::is_some);
        let details = Details {
            summary: "Filter".into(),
            content: fields.into(),
            open: is_open,
            ..Details::default()
        };
        html! { (details) }
    }

    fn day(&self, at: usize) -> DateInput {
        let (name, words) = DAYS[at];
        let error = self.errors.iter().find(|(wrong, _)| *wrong == name);
        let [day, month, year] = &self.entered[at];
        DateInput {
            id: name.to_owned(),
            name_prefix: Some(name.to_owned()),
            legend: Some(Legend {
                text: words.into(),
                classes: "govuk-fieldset__legend--s".to_owned(),
                ..Legend::default()
            }),
            error: error.map(|(_, words)| Content::from(words.as_str())),
            parts: DatePart::all([day, month, year]),
            ..DateInput::default()
        }
    }
}

//! Facts about one thing.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// Facts, one under the other, each with what may be done about it.
#[derive(Clone, Debug, Default)]
pub struct SummaryList {
    /// The facts.
    pub rows: Vec<SummaryRow>,
    /// Further classes.
    pub classes: String,
}

/// A fact.
#[derive(Clone, Debug, Default)]
pub struct SummaryRow {
    /// What it is a fact about.
    pub key: Content,
    /// The fact.
    pub value: Content,
    /// What may be done about it.
    pub actions: Vec<SummaryAction>,
    /// Further classes.
    pub classes: String,
}

/// A link beside a fact.
#[derive(Clone, Debug, Default)]
pub struct SummaryAction {
    /// Its words, such as `Change`.
    pub text: Content,
    /// What it is about, for whoever hears the link alone.
    pub about: Option<Content>,
    /// Where it leads.
    pub href: String,
}

impl SummaryRow {
    /// A fact with nothing to do about it.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            ..Self::default()
        }
    }
}

impl Render for SummaryList {
    fn render(&self) -> Markup {
        let any = self.rows.iter().any(|row| !row.actions.is_empty());
        html! {
            dl class=(classes("govuk-summary-list", &[&self.classes])) {
                @for row in &self.rows {
                    @let without = if any && row.actions.is_empty() { "govuk-summary-list__row--no-actions" } else { "" };
                    div class=(classes("govuk-summary-list__row", &[without, &row.classes])) {
                        dt.govuk-summary-list__key { (row.key) }
                        dd.govuk-summary-list__value { (row.value) }
                        (actions(&row.actions))
                    }
                }
            }
        }
    }
}

fn actions(actions: &[SummaryAction]) -> Markup {
    let link = |action: &SummaryAction| {
        html! {
            a.govuk-link href=(action.href) {
                (action.text)
                @if let Some(about) = &action.about { span.govuk-visually-hidden { " " (about) } }
            }
        }
    };
    html! {
        @match actions {
            [] => {}
            [one] => dd.govuk-summary-list__actions { (link(one)) },
            several => dd.govuk-summary-list__actions {
                ul.govuk-summary-list__actions-list {
                    @for action in several {
                        li.govuk-summary-list__actions-list-item { (link(action)) }
                    }
                }
            },
        }
    }
}

//! Buttons, and links that look like one.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// A button that sends its form, or a link to an address that looks like one.
#[derive(Clone, Debug, Default)]
pub struct Button {
    /// Its words: what it does.
    pub text: Content,
    /// How much it weighs.
    pub kind: ButtonKind,
    /// Where it leads, if it is a link.
    pub href: Option<String>,
    /// The name under which it sends its value.
    pub name: Option<String>,
    /// What it sends.
    pub value: Option<String>,
    /// `submit` if not given.
    pub of_type: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Is it out of use?
    pub disabled: bool,
    /// Is a second press within a second ignored?
    pub prevent_double_click: Option<bool>,
    /// Is it the first step of something, with an arrow?
    pub is_start: bool,
    /// Further classes.
    pub classes: String,
}

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What most people want to do here; once on a page.
    #[default]
    Primary,
    /// What some want to do.
    Secondary,
    /// What cannot be taken back.
    Warning,
}

impl Button {
    /// A button that sends its form.
    pub fn submit(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A link that looks like a button.
    pub fn link(text: impl Into<Content>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: Some(href.into()),
            ..Self::default()
        }
    }

    /// The same, of lesser weight.
    #[must_use]
    pub fn secondary(self) -> Self {
        Self {
            kind: ButtonKind::Secondary,
            ..self
        }
    }

    /// The same, for what cannot be taken back.
    #[must_use]
    pub fn warning(self) -> Self {
        Self {
            kind: ButtonKind::Warning,
            ..self
        }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let kind = match self.kind {
            ButtonKind::Primary => "",
            ButtonKind::Secondary => "govuk-button--secondary",
            ButtonKind::Warning => "govuk-button--warning",
        };
        let start = if self.is_start {
            "govuk-button--start"
        } else {
            ""
        };
        let class = classes("govuk-button", &[kind, &self.classes, start]);
        let inside = html! {
            (self.text)
            @if self.is_start { (arrow()) }
        };
        html! {
            @if let Some(href) = &self.href {
                a href=(href) role="button" draggable="false" class=(class)
                    data-module="govuk-button" id=[&self.id] { (inside) }
            } @else {
                button type=(self.of_type.as_deref().unwrap_or("submit")) class=(class)
                    data-module="govuk-button" id=[&self.id] name=[&self.name] value=[&self.value]
                    disabled[self.disabled] aria-disabled=[self.disabled.then_some("true")]
                    data-prevent-double-click=[self.prevent_double_click] { (inside) }
            }
        }
    }
}

fn arrow() -> Markup {
    html! {
        svg.govuk-button__start-icon xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"
            viewBox="0 0 33 40" aria-hidden="true" focusable="false" {
            path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" {}
        }
    }
}

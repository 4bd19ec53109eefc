//! One line of text.

use maud::{Markup, Render, html};

use super::{Content, Field, classes};

/// A field for one line of text, or for a number: numbers are text with an `inputmode`.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// Its name, label, hint and error.
    pub field: Field,
    /// What stands in it.
    pub value: Option<String>,
    /// Its type; `text` if not given.
    pub of_type: Option<String>,
    /// The keyboard that a phone shows, such as `numeric`.
    pub inputmode: Option<String>,
    /// What a browser may fill in, such as `username`.
    pub autocomplete: Option<String>,
    /// Whether a phone begins with a capital letter.
    pub autocapitalize: Option<String>,
    /// The pattern of what may stand in it.
    pub pattern: Option<String>,
    /// Whether its spelling is checked.
    pub spellcheck: Option<bool>,
    /// Is it out of use?
    pub disabled: bool,
    /// What stands before it, such as `£`.
    pub prefix: Option<Affix>,
    /// What stands after it, such as `FTE`.
    pub suffix: Option<Affix>,
    /// Further classes, such as `govuk-input--width-5`.
    pub classes: String,
}

/// Something short before or after what is entered.
#[derive(Clone, Debug, Default)]
pub struct Affix {
    /// Its words.
    pub text: Content,
    /// Further classes.
    pub classes: String,
}

impl Input {
    pub(super) fn control(&self) -> Markup {
        let error = if self.field.error.is_some() {
            "govuk-input--error"
        } else {
            ""
        };
        html! {
            input class=(classes("govuk-input", &[&self.classes, error])) id=(self.field.id())
                name=(self.field.name) type=(self.of_type.as_deref().unwrap_or("text"))
                spellcheck=[self.spellcheck] value=[&self.value] disabled[self.disabled]
                aria-describedby=[self.field.described_by()] autocomplete=[&self.autocomplete]
                autocapitalize=[&self.autocapitalize] pattern=[&self.pattern]
                inputmode=[&self.inputmode];
        }
    }
}

impl Render for Input {
    fn render(&self) -> Markup {
        let affix = |affix: &Affix, class: &str| {
            html! { div class=(classes(class, &[&affix.classes])) aria-hidden="true" { (affix.text) } }
        };
        let control = if self.prefix.is_none() && self.suffix.is_none() {
            self.control()
        } else {
            html! {
                div.govuk-input__wrapper {
                    @if let Some(prefix) = &self.prefix { (affix(prefix, "govuk-input__prefix")) }
                    (self.control())
                    @if let Some(suffix) = &self.suffix { (affix(suffix, "govuk-input__suffix")) }
                }
            }
        };
        self.field.around(&control)
    }
}

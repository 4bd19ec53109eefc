//! One of many, from a list that opens.

use maud::{Markup, Render, html};

use super::{Field, classes};

/// A field for one of many.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// Its name, label, hint and error.
    pub field: Field,
    /// What may be chosen, in order.
    pub items: Vec<SelectItem>,
    /// What may be chosen beside that, under headings.
    pub groups: Vec<SelectGroup>,
    /// Is it out of use?
    pub disabled: bool,
    /// Further classes.
    pub classes: String,
}

/// Several things that may be chosen, under a heading.
#[derive(Clone, Debug, Default)]
pub struct SelectGroup {
    /// The heading.
    pub label: String,
    /// What may be chosen, in order.
    pub items: Vec<SelectItem>,
}

/// Something that may be chosen.
#[derive(Clone, Debug, Default)]
pub struct SelectItem {
    /// What is sent; the text if not given.
    pub value: Option<String>,
    /// What is read.
    pub text: String,
    /// Is it chosen?
    pub selected: bool,
    /// Can it not be chosen?
    pub disabled: bool,
}

impl Render for Select {
    fn render(&self) -> Markup {
        let error = if self.field.error.is_some() {
            "govuk-select--error"
        } else {
            ""
        };
        self.field.around(&html! {
            select class=(classes("govuk-select", &[&self.classes, error])) id=(self.field.id())
                name=(self.field.name) disabled[self.disabled]
                aria-describedby=[self.field.described_by()] {
                @for item in &self.items { (item) }
                @for group in &self.groups {
                    optgroup label=(group.label) { @for item in &group.items { (item) } }
                }
            }
        })
    }
}

impl Render for SelectItem {
    fn render(&self) -> Markup {
        html! {
            option value=[&self.value] selected[self.selected] disabled[self.disabled] { (self.text) }
        }
    }
}

//! Several lines of text.

use maud::{Markup, Render, html};

use super::{Field, classes};

/// A field for several lines of text.
#[derive(Clone, Debug, Default)]
pub struct Textarea {
    /// Its name, label, hint and error.
    pub field: Field,
    /// What stands in it.
    pub value: String,
    /// How many lines it shows; five if not given.
    pub rows: Option<u8>,
    /// Whether its spelling is checked.
    pub spellcheck: Option<bool>,
    /// What a browser may fill in.
    pub autocomplete: Option<String>,
    /// Further classes.
    pub classes: String,
}

impl Render for Textarea {
    fn render(&self) -> Markup {
        let error = if self.field.error.is_some() {
            "govuk-textarea--error"
        } else {
            ""
        };
        self.field.around(&html! {
            textarea class=(classes("govuk-textarea", &[error, &self.classes])) id=(self.field.id())
                name=(self.field.name) rows=(self.rows.unwrap_or(5)) spellcheck=[self.spellcheck]
                aria-describedby=[self.field.described_by()] autocomplete=[&self.autocomplete] {
                (self.value)
            }
        })
    }
}

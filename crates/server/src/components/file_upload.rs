//! A file from the person's machine.

use maud::{Markup, Render, html};

use super::{Field, classes};

/// A field for a file.
#[derive(Clone, Debug, Default)]
pub struct FileUpload {
    /// Its name, label, hint and error.
    pub field: Field,
    /// May several be chosen?
    pub multiple: bool,
    /// Is it out of use?
    pub disabled: bool,
    /// Further classes.
    pub classes: String,
}

impl Render for FileUpload {
    fn render(&self) -> Markup {
        let error = if self.field.error.is_some() {
            "govuk-file-upload--error"
        } else {
            ""
        };
        self.field.around(&html! {
            input class=(classes("govuk-file-upload", &[&self.classes, error])) id=(self.field.id())
                name=(self.field.name) type="file" disabled[self.disabled] multiple[self.multiple]
                aria-describedby=[self.field.described_by()];
        })
    }
}

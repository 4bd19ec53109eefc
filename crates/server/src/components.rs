//! The components of GOV.UK Frontend that Muster's pages use, one file each.
//!
//! A page says what it wants, as a value; the markup comes from here alone, and is tested against the
//! fixtures of the package (`tests/fixtures.rs`). What a page never asks for is not here.

mod back_link;
mod breadcrumbs;
mod button;
mod content;
mod date_input;
mod details;
mod error_message;
mod error_summary;
mod field;
mod fieldset;
mod file_upload;
mod header;
mod hint;
mod input;
mod inset_text;
mod label;
mod notification_banner;
mod options;
mod pagination;
mod panel;
mod password_input;
mod phase_banner;
mod select;
mod service_navigation;
mod skip_link;
mod summary_list;
mod table;
mod tag;
mod task_list;
mod textarea;
mod warning_text;

pub use back_link::BackLink;
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use button::{Button, ButtonKind};
pub use content::Content;
pub use date_input::{DateInput, DatePart};
pub use details::Details;
pub use error_message::ErrorMessage;
pub use error_summary::{ErrorSummary, SummarisedError};
pub use field::Field;
pub use fieldset::{Fieldset, Legend};
pub use file_upload::FileUpload;
pub use header::Header;
pub use hint::Hint;
pub use input::{Affix, Input};
pub use inset_text::InsetText;
pub use label::Label;
pub use notification_banner::NotificationBanner;
pub use options::{Choice, Choices, ChoicesKind};
pub use pagination::{PageLink, Pagination};
pub use panel::Panel;
pub use password_input::PasswordInput;
pub use phase_banner::PhaseBanner;
pub use select::{Select, SelectGroup, SelectItem};
pub use service_navigation::{NavigationItem, ServiceNavigation};
pub use skip_link::SkipLink;
pub use summary_list::{SummaryAction, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use tag::Tag;
pub use task_list::{Task, TaskList};
pub use textarea::Textarea;
pub use warning_text::WarningText;

/// A class list: the first, and whatever else is not empty.
fn classes(first: &str, more: &[&str]) -> String {
    let mut list = first.to_owned();
    for one in more.iter().filter(|one| !one.is_empty()) {
        list.push(' ');
        list.push_str(one);
    }
    list
}

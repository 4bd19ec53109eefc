//! What is not about this page, or what the last step did.

use maud::{Markup, Render, html};

use super::{Content, classes};

/// A notice above the heading of a page.
#[derive(Clone, Debug, Default)]
pub struct NotificationBanner {
    /// Its heading; `Important`, or `Success` after something was done, if empty.
    pub title: Content,
    /// A line of its own size.
    pub text: Content,
    /// Or anything else, in place of it.
    pub content: Content,
    /// Does it say that something was done? It is then read out at once.
    pub is_success: bool,
    /// Does the page start elsewhere all the same?
    pub disable_auto_focus: Option<bool>,
    /// Further classes.
    pub classes: String,
}

const TITLE_ID: &str = "govuk-notification-banner-title";

impl Render for NotificationBanner {
    fn render(&self) -> Markup {
        let (kind, role, title) = if self.is_success {
            ("govuk-notification-banner--success", "alert", "Success")
        } else {
            ("", "region", "Important")
        };
        html! {
            div class=(classes("govuk-notification-banner", &[kind, &self.classes])) role=(role)
                aria-labelledby=(TITLE_ID) data-module="govuk-notification-banner"
                data-disable-auto-focus=[self.disable_auto_focus] {
                div.govuk-notification-banner__header {
                    h2.govuk-notification-banner__title id=(TITLE_ID) {
                        @if self.title.is_empty() { (title) } @else { (self.title) }
                    }
                }
                div.govuk-notification-banner__content {
                    @if !self.content.is_empty() {
                        (self.content)
                    } @else if !self.text.is_empty() {
                        p.govuk-notification-banner__heading { (self.text) }
                    }
                }
            }
        }
    }
}

//! What is left to do.

use maud::{Markup, Render, html};

use super::{Content, Tag, classes};

/// Tasks, each with how far it is.
#[derive(Clone, Debug, Default)]
pub struct TaskList {
    /// The tasks.
    pub tasks: Vec<Task>,
    /// The start of the ids; `task-list` if empty.
    pub id_prefix: String,
    /// Further classes.
    pub classes: String,
}

/// A task.
#[derive(Clone, Debug, Default)]
pub struct Task {
    /// What is to be done.
    pub title: Content,
    /// More about it.
    pub hint: Option<Content>,
    /// Where it is done; none if it cannot be started yet.
    pub href: Option<String>,
    /// How far it is, in words.
    pub status: Content,
    /// Or as a tag, which draws the eye.
    pub tag: Option<Tag>,
    /// Further classes of the status.
    pub status_classes: String,
}

impl Render for TaskList {
    fn render(&self) -> Markup {
        html! {
            ul class=(classes("govuk-task-list", &[&self.classes])) {
                @for (index, task) in self.tasks.iter().enumerate() {
                    (self.task(index + 1, task))
                }
            }
        }
    }
}

impl TaskList {
    fn task(&self, number: usize, task: &Task) -> Markup {
        let prefix = match self.id_prefix.as_str() {
            "" => "task-list",
            prefix => prefix,
        };
        let hint = format!("{prefix}-{number}-hint");
        let status = format!("{prefix}-{number}-status");
        let described = match task.hint {
            Some(_) => format!("{hint} {status}"),
            None => status.clone(),
        };
        let link = if task.href.is_some() {
            "govuk-task-list__item--with-link"
        } else {
            ""
        };
        html! {
            li class=(classes("govuk-task-list__item", &[link])) {
                div.govuk-task-list__name-and-hint {
                    @match &task.href {
                        Some(href) => a.govuk-link.govuk-task-list__link href=(href)
                            aria-describedby=(described) { (task.title) },
                        None => div { (task.title) },
                    }
                    @if let Some(text) = &task.hint {
                        div.govuk-task-list__hint id=(hint) { (text) }
                    }
                }
                div class=(classes("govuk-task-list__status", &[&task.status_classes])) id=(status) {
                    @match &task.tag { Some(tag) => (tag), None => (task.status) }
                }
            }
        }
    }
}

//! Our components, made of the options of a fixture.

use maud::Render;
use server::components::*;

use crate::options::Options;

/// The components that Muster has, by their names in the package.
pub(crate) const ALL: &[&str] = &[
    "back-link",
    "breadcrumbs",
    "button",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
];

/// The markup of a component.
pub(crate) fn render(component: &str, options: &Options<'_>) -> String {
    let made: Box<dyn Render> = match component {
        "back-link" => Box::new(back_link(options)),
        "breadcrumbs" => Box::new(breadcrumbs(options)),
        "button" => Box::new(button(options)),
        "checkboxes" => Box::new(choices(ChoicesKind::Several, options)),
        "date-input" => Box::new(date_input(options)),
        "details" => Box::new(details(options)),
        "error-message" => Box::new(error_message(options)),
        "error-summary" => Box::new(error_summary(options)),
        "fieldset" => Box::new(fieldset(options)),
        "file-upload" => Box::new(file_upload(options)),
        "generic-header" => Box::new(header(options)),
        "hint" => Box::new(hint(options)),
        "input" => Box::new(input(options)),
        "inset-text" => Box::new(inset_text(options)),
        "label" => Box::new(label(options)),
        "notification-banner" => Box::new(notification_banner(options)),
        "pagination" => Box::new(pagination(options)),
        "panel" => Box::new(panel(options)),
        "password-input" => Box::new(password_input(options)),
        "phase-banner" => Box::new(phase_banner(options)),
        "radios" => Box::new(choices(ChoicesKind::One, options)),
        "select" => Box::new(select(options)),
        "service-navigation" => Box::new(service_navigation(options)),
        "skip-link" => Box::new(skip_link(options)),
        "summary-list" => Box::new(summary_list(options)),
        "table" => Box::new(table(options)),
        "tag" => Box::new(tag(options)),
        "task-list" => Box::new(task_list(options)),
        "textarea" => Box::new(textarea(options)),
        "warning-text" => Box::new(warning_text(options)),
        other => panic!("no component {other}"),
    };
    made.render().into_string()
}

fn back_link(options: &Options<'_>) -> BackLink {
    let mut link = BackLink::to(options.text("href").unwrap_or_else(|| "#".to_owned()));
    let text = options.content();
    if !text.is_empty() {
        link.text = text;
    }
    if options.flag("classes") {
        options.cannot("classes");
    }
    link
}

fn breadcrumbs(options: &Options<'_>) -> Breadcrumbs {
    if options.flag("classes") {
        options.cannot("classes");
    }
    let items = options.list("items");
    Breadcrumbs {
        items: items
            .iter()
            .map(|item| Crumb {
                text: item.content(),
                href: item.text("href"),
            })
            .collect(),
        collapse_on_mobile: options.flag("collapseOnMobile"),
        label: options.text_or_empty("labelText"),
    }
}

fn button(options: &Options<'_>) -> Button {
    if options.flag("isStartButton") && options.flag("html") {
        options.cannot("html");
    }
    Button {
        text: options.content(),
        kind: ButtonKind::Primary,
        href: options.text("href"),
        name: options.text("name"),
        value: options.text("value"),
        of_type: options.text("type"),
        id: options.text("id"),
        disabled: options.flag("disabled"),
        prevent_double_click: options.given("preventDoubleClick"),
        is_start: options.flag("isStartButton"),
        classes: options.text_or_empty("classes"),
    }
}

fn legend(options: &Options<'_>) -> Legend {
    Legend {
        text: options.content(),
        is_page_heading: options.flag("isPageHeading"),
        classes: options.text_or_empty("classes"),
    }
}

/// The legend of a question, if it has a fieldset, and what describes it.
fn question(options: &Options<'_>) -> (Option<Legend>, Option<String>) {
    let Some(fieldset) = options.part("fieldset") else {
        return (None, options.text("describedBy"));
    };
    let described_by = fieldset.text("describedBy");
    let legend = fieldset.part("legend").map(|part| legend(&part));
    (Some(legend.unwrap_or_default()), described_by)
}

fn words(options: &Options<'_>, key: &str) -> Option<Content> {
    options.part(key).map(|part| part.content())
}

fn group_classes(options: &Options<'_>) -> String {
    let group = options.part("formGroup");
    group.map_or_else(String::new, |group| group.text_or_empty("classes"))
}

fn choices(kind: ChoicesKind, options: &Options<'_>) -> Choices {
    let (legend, described_by) = question(options);
    let chosen = options.text("value");
    let values = options.text("values");
    let item = |item: &Options<'_>| {
        let value = item.text_or_empty("value");
        let is_chosen = chosen.as_ref() == Some(&value)
            || values
                .as_ref()
                .is_some_and(|values| values.contains(&format!("\"{value}\"")));
        let revealed = item.part("conditional");
        Choice {
            checked: item.given("checked").unwrap_or(is_chosen),
            value,
            text: item.content(),
            name: item.text("name"),
            id: item.text("id"),
            hint: words(item, "hint"),
            disabled: item.flag("disabled"),
            is_exclusive: item.text("behaviour").is_some(),
            divider: item.text("divider"),
            conditional: revealed.map_or_else(Content::default, |part| part.content()),
        }
    };
    Choices {
        kind,
        name: options.text_or_empty("name"),
        id_prefix: options.text("idPrefix"),
        legend,
        hint: words(options, "hint"),
        error: words(options, "errorMessage"),
        described_by,
        items: options.list("items").iter().map(item).collect(),
        group_classes: group_classes(options),
        classes: options.text_or_empty("classes"),
    }
}

fn date_input(options: &Options<'_>) -> DateInput {
    let (legend, described_by) = question(options);
    let items = options.list("items");
    let part = |item: &Options<'_>, name: String| {
        if item.given("error") == Some(false) {
            item.cannot("error");
        }
        DatePart {
            value: item.text("value"),
            is_wrong: item.flag("error"),
            name,
        }
    };
    let parts = if items.is_empty() {
        let values = options.part("values");
        let names = ["day", "month", "year"].into_iter();
        names
            // What is given as `false` is left out of the date.
            .filter(|name| !options.is_falsy(name))
            .map(|name| match options.part(name) {
                Some(item) => part(&item, name.to_owned()),
                None => DatePart {
                    name: name.to_owned(),
                    value: values.as_ref().and_then(|values| values.text(name)),
                    is_wrong: false,
                },
            })
            .collect()
    } else {
        items
            .iter()
            .map(|item| part(item, item.text_or_empty("name")))
            .collect()
    };
    DateInput {
        id: options.text_or_empty("id"),
        name_prefix: options.text("namePrefix"),
        legend,
        hint: words(options, "hint"),
        error: words(options, "errorMessage"),
        described_by,
        parts,
        group_classes: group_classes(options),
        classes: options.text_or_empty("classes"),
    }
}

fn details(options: &Options<'_>) -> Details {
    Details {
        summary: options.either("summaryText", "summaryHtml"),
        content: options.content(),
        id: options.text("id"),
        open: options.flag("open"),
        classes: options.text_or_empty("classes"),
    }
}

fn error_message(options: &Options<'_>) -> ErrorMessage {
    ErrorMessage {
        text: options.content(),
        id: options.text("id"),
        classes: options.text_or_empty("classes"),
    }
}

fn error_summary(options: &Options<'_>) -> ErrorSummary {
    let errors = options.list("errorList");
    ErrorSummary {
        title: options.either("titleText", "titleHtml"),
        description: options.either("descriptionText", "descriptionHtml"),
        errors: errors
            .iter()
            .map(|error| SummarisedError {
                text: error.content(),
                href: error.text("href"),
            })
            .collect(),
        disable_auto_focus: options.given("disableAutoFocus"),
        classes: options.text_or_empty("classes"),
    }
}

fn fieldset(options: &Options<'_>) -> Fieldset {
    let part = options.part("legend");
    Fieldset {
        legend: part.map_or_else(Legend::default, |part| legend(&part)),
        content: options.either("text", "html"),
        described_by: options.text("describedBy"),
        role: options.text("role"),
        classes: options.text_or_empty("classes"),
    }
}

fn label(options: &Options<'_>) -> Label {
    Label {
        text: options.content(),
        of: options.text("for"),
        is_page_heading: options.flag("isPageHeading"),
        classes: options.text_or_empty("classes"),
    }
}

fn field(options: &Options<'_>) -> Field {
    let part = options.part("label");
    Field {
        name: options.text_or_empty("name"),
        id: options.text("id"),
        label: part.map_or_else(Label::default, |part| label(&part)),
        hint: words(options, "hint"),
        error: words(options, "errorMessage"),
        described_by: options.text("describedBy"),
        group_classes: group_classes(options),
    }
}

fn file_upload(options: &Options<'_>) -> FileUpload {
    FileUpload {
        field: field(options),
        multiple: options.flag("multiple"),
        disabled: options.flag("disabled"),
        classes: options.text_or_empty("classes"),
    }
}

fn header(options: &Options<'_>) -> Header {
    Header {
        logo: options.either("logoText", "logoHtml"),
        url: options.text_or_empty("url"),
        container_classes: options.text_or_empty("containerClasses"),
        classes: options.text_or_empty("classes"),
    }
}

fn hint(options: &Options<'_>) -> Hint {
    Hint {
        text: options.content(),
        id: options.text("id"),
        classes: options.text_or_empty("classes"),
    }
}

fn affix(options: &Options<'_>) -> Affix {
    Affix {
        text: options.content(),
        classes: options.text_or_empty("classes"),
    }
}

fn input(options: &Options<'_>) -> Input {
    Input {
        field: field(options),
        value: options.text("value"),
        of_type: options.text("type"),
        inputmode: options.text("inputmode"),
        autocomplete: options.text("autocomplete"),
        autocapitalize: options.text("autocapitalize"),
        pattern: options.text("pattern"),
        spellcheck: options.given("spellcheck"),
        disabled: options.flag("disabled"),
        prefix: options.part("prefix").map(|part| affix(&part)),
        suffix: options.part("suffix").map(|part| affix(&part)),
        classes: options.text_or_empty("classes"),
    }
}

fn inset_text(options: &Options<'_>) -> InsetText {
    InsetText {
        content: options.content(),
        id: options.text("id"),
        classes: options.text_or_empty("classes"),
    }
}

fn notification_banner(options: &Options<'_>) -> NotificationBanner {
    NotificationBanner {
        title: options.either("titleText", "titleHtml"),
        text: options
            .text("text")
            .map_or_else(Content::default, Content::from),
        content: options.either("-", "html"),
        is_success: options.text("type").as_deref() == Some("success"),
        disable_auto_focus: options.given("disableAutoFocus"),
        classes: options.text_or_empty("classes"),
    }
}

fn pagination(options: &Options<'_>) -> Pagination {
    let address = |key: &str| options.part(key).and_then(|part| part.text("href"));
    let item = |item: &Options<'_>| {
        if item.flag("ellipsis") {
            return PageLink::Gap;
        }
        if !item.flag("number") {
            item.cannot("number");
        }
        PageLink::Page {
            number: item.text_or_empty("number").into(),
            heard: item.text("visuallyHiddenText"),
            href: item.text_or_empty("href"),
            is_current: item.flag("current"),
        }
    };
    Pagination {
        previous: address("previous"),
        next: address("next"),
        items: options.list("items").iter().map(item).collect(),
        label: options.text_or_empty("landmarkLabel"),
        classes: options.text_or_empty("classes"),
    }
}

fn panel(options: &Options<'_>) -> Panel {
    let classes = options.text_or_empty("classes");
    if classes.contains("interruption") {
        options.cannot("isInterruption");
    }
    Panel {
        title: options.either("titleText", "titleHtml"),
        body: options.content(),
        is_second_level: options.number("headingLevel") == Some(2),
        classes,
    }
}

fn password_input(options: &Options<'_>) -> PasswordInput {
    PasswordInput {
        field: field(options),
        value: options.text("value"),
        autocomplete: options.text("autocomplete"),
        classes: options.text_or_empty("classes"),
    }
}

fn phase_banner(options: &Options<'_>) -> PhaseBanner {
    PhaseBanner {
        tag: options
            .part("tag")
            .map_or_else(Tag::default, |part| tag(&part)),
        text: options.content(),
        classes: options.text_or_empty("classes"),
    }
}

fn select(options: &Options<'_>) -> Select {
    let chosen = options.text("value");
    let item = |item: &Options<'_>| {
        let value = item.text("value");
        if value.is_none() && item.is_falsy("value") {
            item.cannot("value");
        }
        let text = item.text_or_empty("text");
        let is_chosen = chosen.is_some() && chosen.as_ref() == value.as_ref().or(Some(&text));
        SelectItem {
            selected: item.given("selected").unwrap_or(is_chosen),
            disabled: item.flag("disabled"),
            value,
            text,
        }
    };
    Select {
        field: field(options),
        items: options.list("items").iter().map(item).collect(),
        groups: Vec::new(),
        disabled: options.flag("disabled"),
        classes: options.text_or_empty("classes"),
    }
}

fn service_navigation(options: &Options<'_>) -> ServiceNavigation {
    let item = |item: &Options<'_>| NavigationItem {
        text: item.content(),
        href: item.text("href"),
        is_current: item.flag("current"),
        is_active: item.flag("active"),
    };
    let name = options.text("serviceName");
    ServiceNavigation {
        service_name: name.map_or_else(Content::default, Content::from),
        service_url: options.text("serviceUrl"),
        items: options.list("navigation").iter().map(item).collect(),
        collapse_on_mobile: options.given("collapseNavigationOnMobile"),
        end: Content::default(),
        classes: options.text_or_empty("classes"),
    }
}

fn skip_link(options: &Options<'_>) -> SkipLink {
    SkipLink {
        text: options.content(),
        href: options
            .text("href")
            .unwrap_or_else(|| "#content".to_owned()),
        classes: options.text_or_empty("classes"),
    }
}

fn summary_list(options: &Options<'_>) -> SummaryList {
    let action = |action: &Options<'_>| SummaryAction {
        text: action.content(),
        about: action.text("visuallyHiddenText").map(Content::from),
        href: action.text_or_empty("href"),
    };
    let row = |row: &Options<'_>| {
        let actions = row.part("actions").map(|part| part.list("items"));
        SummaryRow {
            key: words(row, "key").unwrap_or_default(),
            value: words(row, "value").unwrap_or_default(),
            actions: actions.iter().flatten().map(action).collect(),
            classes: row.text_or_empty("classes"),
        }
    };
    SummaryList {
        rows: options.list("rows").iter().map(row).collect(),
        classes: options.text_or_empty("classes"),
    }
}

fn table(options: &Options<'_>) -> Table {
    let cell = |cell: &Options<'_>| Cell {
        content: cell.content(),
        is_numeric: cell.text("format").is_some(),
        colspan: cell.number("colspan"),
        rowspan: cell.number("rowspan"),
        sorted: None,
        classes: cell.text_or_empty("classes"),
    };
    let rows = options.table("rows");
    let caption = options.text("caption");
    Table {
        caption: caption.map_or_else(Content::default, Content::from),
        caption_classes: options.text_or_empty("captionClasses"),
        head: options.list("head").iter().map(cell).collect(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        first_cell_is_header: options.flag("firstCellIsHeader"),
        classes: options.text_or_empty("classes"),
    }
}

fn tag(options: &Options<'_>) -> Tag {
    Tag {
        text: options.content(),
        classes: options.text_or_empty("classes"),
    }
}

fn task_list(options: &Options<'_>) -> TaskList {
    let task = |task: &Options<'_>| {
        let status = task.part("status");
        let words = status.as_ref().map(Options::content).unwrap_or_default();
        let classes = status
            .as_ref()
            .map(|status| status.text_or_empty("classes"));
        let made = status.and_then(|status| status.part("tag").map(|part| tag(&part)));
        Task {
            title: words_or_empty(task, "title"),
            hint: task.part("hint").map(|hint| hint.content()),
            href: task.text("href"),
            status: words,
            tag: made,
            status_classes: classes.unwrap_or_default(),
        }
    };
    TaskList {
        tasks: options.list("items").iter().map(task).collect(),
        id_prefix: options.text_or_empty("idPrefix"),
        classes: options.text_or_empty("classes"),
    }
}

fn words_or_empty(options: &Options<'_>, key: &str) -> Content {
    words(options, key).unwrap_or_default()
}

fn textarea(options: &Options<'_>) -> Textarea {
    Textarea {
        field: field(options),
        value: options.text_or_empty("value"),
        rows: options
            .number("rows")
            .and_then(|rows| u8::try_from(rows).ok()),
        spellcheck: options.given("spellcheck"),
        autocomplete: options.text("autocomplete"),
        classes: options.text_or_empty("classes"),
    }
}

fn warning_text(options: &Options<'_>) -> WarningText {
    WarningText {
        text: options.content(),
        icon_text: options.text_or_empty("iconFallbackText"),
        classes: options.text_or_empty("classes"),
    }
}

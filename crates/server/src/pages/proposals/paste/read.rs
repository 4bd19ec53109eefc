//! What was read from pasted rows: row by row, and what the columns were taken for.

use drafting::{Checked, Field, Meaning, PastedColumn, PastedRow, What};
use maud::{Markup, html};

use crate::components::{Cell, Details, Field as Labelled, Select, SelectItem, Table, Tag};
use crate::pages::coming_up::scrolling;
use crate::pages::proposals::rows::describe;

/// The most characters of a sample.
const CHARACTERS: usize = 40;

/// Each row: what was read, the posts that it means, and whether it is ready.
pub(super) fn rows(checked: &Checked) -> Markup {
    let rows = checked.rows.iter().map(|row| {
        let post = row.post.as_ref().map(|found| {
            let units: Vec<&str> = found
                .post
                .units
                .iter()
                .map(|unit| unit.value.as_str())
                .collect();
            let mut parts = vec![describe(&found.post)];
            parts.extend((!units.is_empty()).then(|| units.join(" or ")));
            parts.extend(found.is_of_rows.then(|| "not in the register".to_owned()));
            parts.join(", ")
        });
        let post = match row.entry.what {
            Some(What::Establish) => "New".to_owned(),
            _ => post.unwrap_or_else(|| "Not found yet".to_owned()),
        };
        vec![
            Cell::text(row.number.to_string()),
            Cell::text(read(row)),
            Cell::text(post),
            Cell::text(state(row)),
        ]
    });
    let table = Table {
        caption: "What was read".into(),
        caption_classes: "govuk-table__caption--m".to_owned(),
        head: ["Row", "What was read", "Post", "State"]
            .map(Cell::text)
            .into(),
        rows: rows.collect(),
        first_cell_is_header: true,
        classes: "muster-read".to_owned(),
    };
    scrolling("What was read", &html! { (table) })
}

fn read(row: &PastedRow) -> Markup {
    let what = row.entry.what.map_or("Not said", What::words);
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::What);
    let said = fields.map(|field| (field, row.entry.get(field)));
    let said = said.filter(|(_, text)| !text.is_empty());
    html! {
        strong { (what) }
        @for (field, text) in said { br; (field.words()) ": " bdi { (text) } }
        @for (field, text) in &row.not_taken {
            br; span.muster-quiet { "Does not apply: " (field.words()) " " bdi { (text) } }
        }
    }
}

fn state(row: &PastedRow) -> Markup {
    html! {
        @if row.is_left_out {
            (Tag::coloured("Left out", "grey"))
        } @else if let Some(first) = row.asks.first() {
            (Tag::coloured("Needs you", "yellow")) br;
            a.govuk-link href={ "#question-" (first) } { "See why" span.govuk-visually-hidden { " row " (row.number) } }
        } @else {
            (Tag::coloured("Ready", "green"))
        }
    }
}

/// What each column was taken for, to be corrected.
pub(super) fn columns(checked: &Checked) -> Markup {
    let heading = match checked.heading_row {
        Some(row) => format!("The headings are in row {row}."),
        None => "No row was taken for headings: what is below is what the columns hold.".to_owned(),
    };
    let not_taken = checked
        .columns
        .iter()
        .filter(|column| column.meaning.is_none());
    let not_taken = not_taken.count();
    let content = html! {
        p.govuk-body { (heading) " A column that means nothing is not read." }
        @for column in &checked.columns { (column_of(column)) }
    };
    let summary = match not_taken {
        0 => "Columns".to_owned(),
        not_taken => format!(
            "Columns: {} not read",
            crate::words::thousands(not_taken as u64)
        ),
    };
    html! {
        div #columns {
            (Details {
                summary: summary.into(),
                content: content.into(),
                open: !checked.is_readable(),
                ..Details::default()
            })
        }
    }
}

fn column_of(column: &PastedColumn) -> Markup {
    let index = column.index;
    let was = column.meaning.map_or("", Meaning::key);
    let letters = u16::try_from(index).map_or_else(|_| String::new(), exchange::letters);
    let label = match column.heading.as_str() {
        "" => format!("Column {letters}"),
        heading => format!("Column {letters}, \u{2018}{heading}\u{2019}"),
    };
    let sample: String = column.sample.chars().take(CHARACTERS).collect();
    let mut field = Labelled::new(format!("column-{index}"), label.as_str());
    if !sample.is_empty() {
        field = field.hint(format!("Such as: {sample}"));
    }
    let nothing = SelectItem {
        value: Some(String::new()),
        text: "Nothing".to_owned(),
        selected: was.is_empty(),
        ..SelectItem::default()
    };
    let all = Meaning::all().map(|meaning| SelectItem {
        value: Some(meaning.key().to_owned()),
        text: meaning.words().to_owned(),
        selected: column.meaning == Some(meaning),
        ..SelectItem::default()
    });
    let select = Select {
        field,
        items: std::iter::once(nothing).chain(all).collect(),
        ..Select::default()
    };
    html! {
        input type="hidden" name={ "was-" (index) } value=(was);
        (select)
    }
}

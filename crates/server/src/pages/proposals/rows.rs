//! The rows of a form: from entries to fields, and from what was sent to entries.

use std::ops::Range;

use drafting::{Entry, Fault, Field, Grid, OCCUPANCIES, ROUTES, Row, TENURES, What};
use maud::{Markup, html};
use proposal::Case;
use proposal::case::BasePost;

use super::clashes::Choosing;
use crate::components::{
    Button, Details, ErrorSummary, Input, Select, SelectItem, SummarisedError,
};

/// Fields that stand in a row at once; the others are under *All details*.
const SHOWN: [Field; 5] = [
    Field::Many,
    Field::Title,
    Field::Grade,
    Field::Fte,
    Field::From,
];

const TAKEN_OVER: &str = "Left empty: that of the posts now";
const COST: &str = "A full year, such as \u{a3}32,500";

/// What the form of a grid holds.
#[derive(Debug)]
pub(super) struct Typed {
    /// The entries, in the order of the rows; those after them are new posts.
    pub(super) entries: Vec<Entry>,
    /// Where somebody else said something else, and what is chosen.
    pub(super) clashes: Vec<Choosing>,
    /// Posts that are in the proposal again: of which revision, and by which place in its case.
    pub(super) again: Vec<(u32, usize)>,
    /// The button that was pressed.
    pub(super) button: String,
    /// The first of the rows that are open, where there are many.
    pub(super) open: usize,
}

impl Typed {
    /// What a grid says before anything is typed.
    pub(super) fn of(grid: &Grid) -> Self {
        Self {
            entries: grid.rows.iter().map(|row| row.entry.clone()).collect(),
            clashes: Vec::new(),
            again: Vec::new(),
            button: String::new(),
            open: 0,
        }
    }

    /// What a form sent: fields such as `r3-title`. A row that was not sent is as the grid has it.
    pub(super) fn read(grid: &Grid, sent: &[(String, String)]) -> Self {
        let mut typed = Self::of(grid);
        let mut seen = vec![false; typed.entries.len()];
        for (name, value) in sent {
            match name.as_str() {
                "do" => value.clone_into(&mut typed.button),
                "open" => typed.open = value.parse().unwrap_or_default(),
                _ => {
                    let Some((row, field)) = field_of(name) else {
                        continue;
                    };
                    // A form has no more rows than anybody can type.
                    if row > typed.entries.len() + MOST_NEW {
                        continue;
                    }
                    while typed.entries.len() <= row {
                        typed.entries.push(Entry::default());
                        seen.push(true);
                    }
                    if !seen[row] {
                        seen[row] = true;
                        typed.entries[row] = Entry::default();
                    }
                    set(&mut typed.entries[row], field, value);
                }
            }
        }
        typed.clashes = Choosing::read(sent);
        for clash in &typed.clashes {
            // A row of new posts that is to be chosen has no fields.
            if clash.row() == typed.entries.len() {
                typed.entries.push(Entry::default());
            }
            clash.apply(&mut typed.entries);
        }
        if let Some(row) = typed
            .button
            .strip_prefix("out-")
            .and_then(|row| row.parse::<usize>().ok())
            && let Some(entry) = typed.entries.get_mut(row)
        {
            entry.taken_out = true;
        }
        if let Some(row) = typed.opened() {
            typed.open_at(row);
        }
        typed
    }

    /// The row that a button opens.
    pub(super) fn opened(&self) -> Option<usize> {
        self.button.strip_prefix("row-")?.parse().ok()
    }

    /// Opens the rows among which one is.
    pub(super) fn open_at(&mut self, row: usize) {
        let last = self.entries.len().saturating_sub(1);
        self.open = row.min(last) / MOST_OPEN * MOST_OPEN;
    }

    /// The rows that are open.
    fn window(&self) -> Range<usize> {
        let all = self.entries.len();
        match all <= MOST_OPEN {
            true => 0..all,
            false => self.open..all.min(self.open.saturating_add(MOST_OPEN)),
        }
    }
}

impl Typed {
    /// Does it say what the grid says, and nothing else? New posts of which nothing is typed say nothing.
    pub(super) fn says_what(&self, grid: &Grid) -> bool {
        let (rows, new) = self.entries.split_at(grid.rows.len());
        let is_as_it_was = |(entry, row): (&Entry, &Row)| *entry == row.entry;
        rows.iter().zip(&grid.rows).all(is_as_it_was) && new.iter().all(Entry::is_empty)
    }
}

/// The most rows whose fields all stand on a page. Of others stands what they say, and that goes with the
/// form as well.
const MOST_OPEN: usize = 50;

/// Where a row stands on the page of changes at `changes`.
pub(super) fn address_of_row(changes: &str, row: usize) -> String {
    format!("{changes}?row={row}#r{row}")
}

/// The most new rows that one form may add beyond those it was shown with.
const MOST_NEW: usize = 1_000;

/// What a field of a form is about.
#[derive(Clone, Copy)]
enum Sent {
    Value(Field),
    Out,
}

fn field_of(name: &str) -> Option<(usize, Sent)> {
    let (row, field) = name.strip_prefix('r')?.split_once('-')?;
    let row = row.parse().ok()?;
    if field == "out" {
        return Some((row, Sent::Out));
    }
    let field = Field::ALL.into_iter().find(|one| one.key() == field)?;
    Some((row, Sent::Value(field)))
}

fn set(entry: &mut Entry, field: Sent, value: &str) {
    match field {
        Sent::Out => entry.taken_out = true,
        Sent::Value(Field::What) => entry.what = What::of_key(value),
        Sent::Value(field) => entry.set(field, value.trim()),
    }
}

/// All rows as fields. `them` is who saved what stands in a clash with what is typed.
pub(super) fn rows(
    case: &Case,
    grid: &Grid,
    typed: &Typed,
    faults: &[Fault],
    them: &str,
) -> Markup {
    let window = typed.window();
    let is_open = |index: usize, clashes: Clashes<'_>| {
        let is_new = index >= grid.rows.len();
        let is_faulty = || faults.iter().any(|fault| fault.row == index);
        window.contains(&index) || is_new || is_faulty() || clashes.any()
    };
    let pages = pages(typed.entries.len(), &window);
    html! {
        (pages)
        @if window.len() < typed.entries.len() {
            input type="hidden" name="open" value=(window.start);
        }
        @for (index, entry) in typed.entries.iter().enumerate() {
            @let clashes = Clashes { all: &typed.clashes, row: index, them };
            @if entry.taken_out && clashes.whole().is_none() {
                // It stays in the form until that is saved.
                input type="hidden" name={ "r" (index) "-out" } value="1";
            } @else if is_open(index, clashes) {
                @let is_sought = typed.opened() == Some(index);
                (row(case, grid.rows.get(index), index, entry, faults, clashes, is_sought))
            } @else {
                (folded(&name(post_of(case, grid.rows.get(index)), entry), index, entry))
            }
        }
        (pages)
    }
}

/// Which rows are open, and the way to the others; nothing where all are.
fn pages(all: usize, window: &Range<usize>) -> Markup {
    if window.len() == all {
        return html! {};
    }
    let step = |from: usize| {
        let text = format!("Open rows {} to {}", from + 1, all.min(from + MOST_OPEN));
        Button {
            name: Some("do".to_owned()),
            value: Some(format!("row-{from}")),
            ..Button::submit(text).secondary()
        }
    };
    html! {
        p.govuk-body {
            "Rows " (window.start + 1) " to " (window.end) " of " (all) " are open. The others show what they say; \
             nothing in them is lost."
        }
        div.govuk-button-group {
            @if let Some(before) = window.start.checked_sub(MOST_OPEN) { (step(before)) }
            @if window.end < all { (step(window.end)) }
        }
    }
}

/// A row that is not open: what it says, and what the form sends of it.
fn folded(name: &str, index: usize, entry: &Entry) -> Markup {
    let what = entry.what.map_or("Nothing yet", What::words);
    let new = [Field::Title, Field::Grade, Field::Fte, Field::Unit];
    let new = new.into_iter().map(|field| entry.get(field));
    let said: Vec<&str> = std::iter::once(what)
        .chain(new.filter(|said| !said.is_empty()))
        .collect();
    let sent = Field::ALL.into_iter().filter(|field| *field != Field::What);
    html! {
        div.muster-folded id={ "r" (index) } {
            p.govuk-body { strong { (name) } " " (said.join(", ")) }
            input type="hidden" name=(name_of(index, Field::What)) value=(entry.what.map_or("", What::key));
            @for field in sent.filter(|field| !entry.get(*field).is_empty()) {
                input type="hidden" name=(name_of(index, field)) value=(entry.get(field));
            }
            button.govuk-button.govuk-button--secondary.muster-inline type="submit" name="do" value={ "row-" (index) } {
                "Open" span.govuk-visually-hidden { " " (name) }
            }
        }
    }
}

/// The post that a row is about, if it exists before.
fn post_of<'c>(case: &'c Case, row: Option<&Row>) -> Option<&'c BasePost> {
    case.posts.get(row?.post?)
}

/// What a row is called.
fn name(post: Option<&BasePost>, entry: &Entry) -> String {
    match post {
        Some(post) => describe(post),
        None if entry.get(Field::Title).is_empty() => "New posts".to_owned(),
        None => format!("New: {}", entry.get(Field::Title)),
    }
}

/// What of a row is to be chosen.
#[derive(Clone, Copy)]
struct Clashes<'c> {
    all: &'c [Choosing],
    row: usize,
    them: &'c str,
}

impl Clashes<'_> {
    /// The choice about the row as a whole.
    fn whole(&self) -> Option<&Choosing> {
        self.at(None)
    }

    /// Is there anything to choose?
    fn any(&self) -> bool {
        self.all.iter().any(|one| one.row() == self.row)
    }

    fn at(&self, field: Option<Field>) -> Option<&Choosing> {
        let mut own = self.all.iter().filter(|one| one.row() == self.row);
        own.find(|one| one.field() == field)
    }
}

fn row(
    case: &Case,
    row: Option<&Row>,
    index: usize,
    entry: &Entry,
    faults: &[Fault],
    clashes: Clashes<'_>,
    is_sought: bool,
) -> Markup {
    let post = post_of(case, row);
    let is_new = post.is_none();
    let name = name(post, entry);
    let fault = |field: Field| {
        let mut own = faults
            .iter()
            .filter(|fault| fault.row == index && fault.field == field);
        own.next().map(|fault| fault.words.as_str())
    };
    if let Some(whole) = clashes.whole() {
        return html! {
            fieldset.govuk-fieldset.muster-row id={ "r" (index) } data-row=(index) {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (name) }
                (whole.choices(clashes.them, fault(Field::What)))
            }
        };
    }
    let control = |field: Field| match clashes.at(Some(field)) {
        Some(clash) => html! {
            div.muster-row__field.muster-row__field--wide { (clash.choices(clashes.them, fault(field))) }
        },
        None => control(index, field, entry, fault(field), post),
    };
    let more: Vec<Field> = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::What && !SHOWN.contains(field))
        .collect();
    let open = more.iter().any(|field| {
        // What the register says of the posts is no reason to open them.
        let is_of_post = matches!(field, Field::PostPoint | Field::PostCost);
        let holds =
            !entry.get(*field).is_empty() && !is_of_post || clashes.at(Some(*field)).is_some();
        fault(*field).is_some() || holds
    });
    let details = Details {
        summary: html! { "All details" span.govuk-visually-hidden { " of " (name) } }.into(),
        content: html! {
            div.muster-row__fields {
                @for field in &more { (control(*field)) }
            }
        }
        .into(),
        open,
        ..Details::default()
    };
    html! {
        fieldset.govuk-fieldset.muster-row id={ "r" (index) } data-row=(index)
            tabindex=[is_sought.then_some("-1")] autofocus[is_sought] {
            legend.govuk-fieldset__legend.govuk-fieldset__legend--s { (name) }
            div.muster-row__fields {
                @if is_new {
                    input type="hidden" name={ "r" (index) "-what" } value=(What::Establish.key());
                } @else {
                    (what(index, entry, fault(Field::What)))
                }
                @for field in SHOWN { (control(field)) }
            }
            (details)
            button.govuk-button.govuk-button--secondary.muster-inline type="submit" name="do"
                value={ "out-" (index) } {
                "Take out of this proposal" span.govuk-visually-hidden { ": " (name) }
            }
        }
    }
}

fn what(index: usize, entry: &Entry, fault: Option<&str>) -> Select {
    let nothing = SelectItem {
        value: Some(String::new()),
        text: "Nothing yet".to_owned(),
        selected: entry.what.is_none(),
        disabled: false,
    };
    let items = What::TO_POSTS.into_iter().map(|what| SelectItem {
        value: Some(what.key().to_owned()),
        text: what.words().to_owned(),
        selected: entry.what == Some(what),
        disabled: false,
    });
    let field = crate::components::Field::new(name_of(index, Field::What), Field::What.words());
    Select {
        field: field.error(fault.map(Into::into)),
        items: std::iter::once(nothing).chain(items).collect(),
        ..Select::default()
    }
}

fn control(
    index: usize,
    field: Field,
    entry: &Entry,
    fault: Option<&str>,
    post: Option<&BasePost>,
) -> Markup {
    let takes_over = post.is_some();
    let (words, hint): (&str, Option<String>) = match field {
        Field::Many => (
            field.words(),
            post.and_then(held).map(|held| format!("Of {held}")),
        ),
        Field::Fte => (
            field.words(),
            Some(match takes_over {
                true => format!("All of them together. {TAKEN_OVER}"),
                false => "All of them together".to_owned(),
            }),
        ),
        Field::Grade | Field::ReportsTo if takes_over => {
            (field.words(), Some(TAKEN_OVER.to_owned()))
        }
        Field::Title if post.is_none() => ("Title", None),
        Field::Grade if post.is_none() => ("Grade", None),
        Field::Until => (
            field.words(),
            Some("The last day, such as 31 March 2021".to_owned()),
        ),
        Field::InPlaceOf => (
            field.words(),
            Some("Its grade and line manager are taken over where they are left empty".to_owned()),
        ),
        Field::Occupancy => (field.words(), post.and_then(held_before)),
        Field::Route if post.is_none() => ("How they are filled", None),
        Field::Point if post.is_none() => ("Spine point", None),
        Field::Cost if post.is_none() => ("Cost of one full-time post", Some(COST.to_owned())),
        Field::Cost | Field::PostCost => (field.words(), Some(COST.to_owned())),
        Field::From => (field.words(), Some("Such as 1 June 2019".to_owned())),
        Field::Funding => (
            field.words(),
            Some("Such as Base budget 60%; Health 40%".to_owned()),
        ),
        _ => (field.words(), None),
    };
    let mut about = crate::components::Field::new(name_of(index, field), words);
    about.hint = hint.map(Into::into);
    let width = match field {
        Field::Many | Field::Fte | Field::Point | Field::PostPoint => "govuk-input--width-4",
        Field::From
        | Field::Until
        | Field::Amount
        | Field::Cost
        | Field::PostCost
        | Field::Paragraph => "govuk-input--width-10",
        _ => "",
    };
    let about = about.error(fault.map(Into::into));
    let applies: Vec<&str> = What::TO_POSTS
        .into_iter()
        .chain([What::Establish])
        .filter(|what| what.fields().contains(&field) || always(field))
        .map(What::key)
        .collect();
    let applies = applies.join(" ");
    if let Some(words) = words_of(field) {
        let list = one_of(about, words, entry.get(field));
        return html! { div.muster-row__field data-applies=(applies) { (list) } };
    }
    let input = Input {
        field: about,
        value: Some(entry.get(field).to_owned()).filter(|value| !value.is_empty()),
        inputmode: matches!(field, Field::Many | Field::Fte).then(|| "decimal".to_owned()),
        spellcheck: matches!(field, Field::Grade).then_some(false),
        classes: width.to_owned(),
        ..Input::default()
    };
    html! { div.muster-row__field data-applies=(applies) { (input) } }
}

/// The words of a field that takes one of a few.
fn words_of(field: Field) -> Option<&'static [&'static str]> {
    match field {
        Field::Tenure => Some(&TENURES),
        Field::Occupancy => Some(&OCCUPANCIES),
        Field::Route => Some(&ROUTES),
        _ => None,
    }
}

/// A list of a few words, and of what stands in the field though it is none of them.
fn one_of(field: crate::components::Field, words: &[&str], value: &str) -> Select {
    let is_other = !value.is_empty() && !words.contains(&value);
    let other = is_other.then_some(value);
    let items = words.iter().copied().chain(other).map(|word| SelectItem {
        value: Some(word.to_owned()),
        text: crate::words::sentence(word),
        selected: word == value,
        disabled: false,
    });
    let nothing = SelectItem {
        value: Some(String::new()),
        text: "Not stated".to_owned(),
        selected: value.is_empty(),
        disabled: false,
    };
    Select {
        field,
        items: std::iter::once(nothing).chain(items).collect(),
        ..Select::default()
    }
}

/// `The register says: vacant`
fn held_before(post: &BasePost) -> Option<String> {
    let occupancy = post.occupancy.as_ref()?.value.known()?;
    Some(format!("The register says: {occupancy}"))
}

fn always(field: Field) -> bool {
    matches!(field, Field::From | Field::Paragraph | Field::Note)
}

fn name_of(index: usize, field: Field) -> String {
    format!("r{index}-{}", field.key())
}

/// `Commissioning Assistant, Grade 3, 4 FTE`.
pub(super) fn describe(post: &BasePost) -> String {
    let grade = post
        .grade
        .as_ref()
        .and_then(|at| at.value.as_ref().known().cloned());
    let parts = [Some(post.title.value.clone()), grade, held(post)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How many posts there are, or how much FTE where they are not counted.
fn held(post: &BasePost) -> Option<String> {
    let posts = post.how_many.posts.as_ref().and_then(|at| at.value.known());
    let fte = post.how_many.fte.as_ref().and_then(|at| at.value.known());
    match (posts, fte) {
        (Some(posts), _) => Some(crate::words::counted(posts.into(), "post")),
        (None, Some(fte)) => Some(format!("{fte} FTE")),
        (None, None) => None,
    }
}

/// What is wrong, at the head of the page.
pub(super) fn summary(faults: &[Fault]) -> Markup {
    let errors = faults.iter().map(|fault| SummarisedError {
        text: format!("Row {}, {}", fault.row + 1, fault.words).into(),
        href: Some(format!("#{}", name_of(fault.row, fault.field))),
    });
    let summary = ErrorSummary {
        errors: errors.collect(),
        ..ErrorSummary::default()
    };
    html! { @if !faults.is_empty() { (summary) } }
}

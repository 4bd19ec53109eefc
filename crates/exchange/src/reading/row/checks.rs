//! What is wrong with a row as a whole, and with rows together.

use std::collections::HashSet;

use base::{Fte, Known, folded};
use pay::Tables;

use super::{Reader, cell};
use crate::address::Address;
use crate::field::Field;
use crate::layout::shown;
use crate::problem::{Problem, Remedy};
use crate::reading::PostRow;
use crate::rules;
use crate::sheet::{Cell, TextId};
use crate::value::number::written;
use crate::value::words;

impl Reader<'_, '_> {
    /// Says that a row has no title, with what it has.
    pub(super) fn title_missing(&mut self, cells: &[Cell]) {
        let others = self
            .columns
            .all()
            .map(|(_, column)| cell(cells, Some(column)));
        let some: Vec<String> = others
            .filter(|cell| !cell.is_empty())
            .take(3)
            .map(|cell| shown(self.list, cell))
            .collect();
        let detail = format!("beside ‘{}’", some.join("’, ‘"));
        self.problem(&rules::TITLE_MISSING, Some(Field::Title), detail, None);
    }

    /// Tells of the cells that held a character that nobody sees.
    pub(super) fn check_hidden(&mut self, cells: &[Cell]) {
        if self.stripped.is_empty() {
            return;
        }
        let columns: Vec<(Field, u16)> = self.columns.all().collect();
        for (field, column) in columns {
            let cell = cell(cells, Some(column));
            if let Some(hidden) = self.stripped.get(&cell.text) {
                let shown = shown(self.list, cell);
                let detail = format!("‘{shown}’ with U+{:04X}", u32::from(*hidden));
                self.problem(&rules::HIDDEN_CHARACTER, Some(field), detail, None);
            }
        }
    }

    /// Checks a row as a whole, and takes out of it what is to be recorded as not known.
    pub(super) fn check(&mut self, post: &mut PostRow) {
        self.check_number(post);
        self.check_days(post);
        self.check_quantities(post);
        self.check_grade(post);
        if post.unit.is_none() {
            let detail = self.named(post);
            self.problem(&rules::UNIT_MISSING, None, detail, None);
        }
        if words::names_a_person(self.list.texts.get(post.approved_by)) {
            let detail = "names a person".to_owned();
            self.problem(
                &rules::APPROVER_NAMED,
                Some(Field::ApprovedBy),
                detail,
                None,
            );
        }
    }

    fn named(&self, post: &PostRow) -> String {
        format!(
            "‘{}’",
            crate::layout::one_line(self.list.texts.get(post.title))
        )
    }

    fn check_number(&mut self, post: &mut PostRow) {
        let number = self.list.texts.get(post.number).trim();
        if number.is_empty() {
            return;
        }
        if let Some(first) = self.numbered.get(number).copied() {
            let before = Address {
                row: first,
                column: self.columns.at(Field::PostNumber).unwrap_or(0),
            };
            let detail = format!("‘{number}’, as in {before}");
            let field = Some(Field::PostNumber);
            let mended = self.problem(&rules::NUMBER_TWICE, field, detail, None);
            if mended == Some(Remedy::NotKnown) {
                post.number = TextId::EMPTY;
            }
        }
    }

    fn check_days(&mut self, post: &mut PostRow) {
        let day = self.choices.date;
        if let (Some(start), Some(end)) = (post.start, post.end)
            && end.last() < start.first()
        {
            let detail = format!("{end}, and starts on {start}");
            let field = Some(Field::End);
            let mended = self.problem(&rules::ENDS_BEFORE_START, field, detail, None);
            if mended == Some(Remedy::NotKnown) {
                post.end = None;
                post.permanent = Known::Unknown;
            }
        } else if let Some(end) = post.end.filter(|end| end.last() < day) {
            let detail = format!("on {end}");
            self.problem(&rules::ENDED, Some(Field::End), detail, None);
        }
        if let Some(start) = post.start.filter(|start| start.first() > day) {
            let detail = format!("on {start}");
            self.problem(&rules::STARTS_LATER, Some(Field::Start), detail, None);
        }
    }

    fn check_quantities(&mut self, post: &PostRow) {
        let fte = post.fte.map(|id| self.numbers[id.0 as usize]);
        match (fte, post.posts) {
            (None, Known::Unknown) => {
                let detail = self.named(post);
                self.problem(&rules::QUANTITY_NOT_KNOWN, None, detail, None);
            }
            (Some(fte), Known::Known(posts)) if Fte::new(fte) > Fte::whole(posts) => {
                let noun = if posts == 1 { "post" } else { "posts" };
                let detail = format!("{} FTE, {posts} {noun}", written(fte));
                let field = Some(Field::Fte);
                self.problem(&rules::FTE_ABOVE_POSTS, field, detail, None);
            }
            _ => {}
        }
    }

    /// Is the grade one that the pay data of the council hold? Councils without pay data are not
    /// asked.
    fn check_grade(&mut self, post: &PostRow) {
        if post.grade == TextId::EMPTY {
            return;
        }
        let body = &self.choices.body;
        let label = self.list.texts.get(post.grade);
        let is_held = *self.grades.entry(post.grade).or_insert_with(|| {
            let tables = Tables::shipped();
            tables.grades(body).next().is_none() || !tables.grade(body, label).is_empty()
        });
        if !is_held {
            let detail = format!("‘{}’", label.trim());
            self.problem(&rules::GRADE_NOT_HELD, Some(Field::Grade), detail, None);
        }
    }

    /// A line manager is a title or a post number of the list, or perhaps a person's name, which the
    /// register does not hold.
    pub(in crate::reading) fn check_managers(&mut self) {
        if self.columns.at(Field::LineManager).is_none() {
            return;
        }
        let texts = &self.list.texts;
        let ids: HashSet<TextId> = self
            .posts
            .iter()
            .flat_map(|it| [it.title, it.number])
            .collect();
        let names: HashSet<String> = ids.iter().map(|id| folded(texts.get(*id))).collect();
        let managers: HashSet<TextId> = self.posts.iter().map(|it| it.manager).collect();
        let strangers: HashSet<TextId> = managers
            .into_iter()
            .filter(|id| *id != TextId::EMPTY && !names.contains(&folded(texts.get(*id))))
            .collect();
        let column = self.columns.at(Field::LineManager).unwrap_or(0);
        for post in &mut self.posts {
            if strangers.contains(&post.manager) {
                post.manager = TextId::EMPTY;
                self.problems.add(Problem {
                    rule: &rules::MANAGER_NOT_A_POST,
                    field: Some(Field::LineManager),
                    at: Address {
                        row: post.row,
                        column,
                    },
                    detail: "names no post".to_owned(),
                    reading: None,
                    mended: None,
                });
            }
        }
    }

    /// Units that are part of each other.
    pub(in crate::reading) fn check_units(&mut self) {
        let field = Some(Field::PartOf);
        let chosen = self.choices.remedies.of(&rules::UNIT_LOOP, field);
        for (unit, circle) in self.units.take_circles_apart() {
            let named = |post: &&PostRow| post.unit.is_some_and(|it| it as usize == unit);
            let row = self.posts.iter().find(named).map(|post| post.row);
            self.problems.add(Problem {
                rule: &rules::UNIT_LOOP,
                field,
                at: Address {
                    row: row.unwrap_or(self.layout.heading_row),
                    column: self.columns.at(Field::PartOf).unwrap_or(0),
                },
                detail: circle,
                reading: None,
                mended: chosen.filter(|remedy| *remedy == Remedy::NotKnown),
            });
        }
    }

    /// A quotation mark that nothing closes.
    pub(in crate::reading) fn check_quotes(&mut self) {
        let opened = self.list.text_file().and_then(|file| file.never_closed);
        if let Some(row) = opened {
            self.problems.add(Problem {
                rule: &rules::NEVER_CLOSED,
                field: None,
                at: Address { row, column: 0 },
                detail: "and what follows is one cell".to_owned(),
                reading: None,
                mended: None,
            });
        }
    }
}

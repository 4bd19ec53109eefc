//! One row after another: what its cells say, and what is wrong with that.

mod cells;
mod checks;
mod money;

use base::{Exact, Known, exact};
use diagnostics::Rule;
use hashbrown::HashMap;
use register::Occupancy;

use super::columns::Columns;
use super::recognise::{Recognised, recognise};
use super::totals::{Adding, Running, Totals};
use super::{Choices, LeftOut, NumberId, PostRow, Reading};
use crate::address::Address;
use crate::field::Field;
use crate::layout::{Layout, one_line};
use crate::list::List;
use crate::problem::{Problem, Problems, Remedy};
use crate::rules;
use crate::sheet::{Cell, Kind, TextId};
use crate::units::{self, Units};
use crate::value::Said;
use crate::value::number::{self, Measure};
use crate::value::words;

/// Reads the rows of a list.
pub(super) struct Reader<'l, 'c> {
    pub(super) list: &'l List,
    pub(super) layout: &'l Layout,
    pub(super) choices: &'c Choices,
    pub(super) columns: Columns,
    headings: Vec<Cell>,
    /// What a plain yes says in the column of occupancy.
    yes: Option<Occupancy>,
    pub(super) posts: Vec<PostRow>,
    pub(super) units: Units,
    pub(super) problems: Problems,
    left_out: Vec<(u32, LeftOut)>,
    recognised: Vec<(u32, Recognised)>,
    imported: Adding,
    not_imported: Adding,
    stated: Vec<(Address, Field, Exact)>,
    running_fte: Running,
    running_posts: Running,
    pub(super) numbers: Vec<Exact>,
    number_ids: HashMap<Exact, NumberId>,
    read_numbers: HashMap<(TextId, Kind, Measure), Said<NumberId>>,
    /// The row in which a post number was first.
    pub(super) numbered: HashMap<&'l str, u32>,
    /// Grades that the pay data hold, as far as they were looked up.
    pub(super) grades: HashMap<TextId, bool>,
    /// The first character that nobody sees of the texts that are read without such.
    pub(super) stripped: HashMap<TextId, char>,
    /// The row under way.
    pub(super) row: u32,
    pub(super) found: Vec<Problem>,
    pub(super) leave: Option<LeftOut>,
}

impl<'l, 'c> Reader<'l, 'c> {
    pub(super) fn new(list: &'l List, layout: &'l Layout, choices: &'c Choices) -> Self {
        let sheet = &list.sheets[layout.sheet];
        let occupancy = layout.column(Field::Occupancy);
        Self {
            list,
            layout,
            choices,
            columns: Columns::of(layout),
            headings: sheet.row(layout.heading_row).to_vec(),
            yes: occupancy.and_then(|column| words::what_yes_says(&column.heading)),
            posts: Vec::with_capacity(sheet.row_count()),
            units: Units::default(),
            problems: Problems::default(),
            left_out: Vec::new(),
            recognised: Vec::new(),
            imported: Adding::default(),
            not_imported: Adding::default(),
            stated: Vec::new(),
            running_fte: Running::default(),
            running_posts: Running::default(),
            numbers: Vec::new(),
            number_ids: HashMap::new(),
            read_numbers: HashMap::new(),
            numbered: HashMap::new(),
            grades: HashMap::new(),
            stripped: list
                .texts
                .stripped()
                .filter_map(|(text, id)| Some((id, base::hidden(text).next()?.1)))
                .collect(),
            row: 0,
            found: Vec::new(),
            leave: None,
        }
    }

    /// Reads a row.
    pub(super) fn read(&mut self, number: u32, cells: &[Cell]) {
        self.row = number;
        self.leave = None;
        let texts = &self.list.texts;
        if let Some(is) = recognise(texts, &self.columns, &self.headings, cells) {
            self.recognised.push((number, is));
            if is == Recognised::Total {
                self.compare_totals(cells);
            }
            self.flush();
            return;
        }
        if self
            .columns
            .all()
            .all(|(_, column)| cell(cells, Some(column)).is_empty())
        {
            return;
        }
        let by_row = self.choices.remedies.leaves_out(number);
        let mut post = self.post(cells);
        self.check_hidden(cells);
        self.check(&mut post);
        if by_row {
            self.leave = Some(LeftOut::ByRow);
        }
        let fte = post.fte.map(|fte| self.numbers[fte.0 as usize]);
        let posts = post.posts.known();
        self.run_on(fte, posts);
        match self.leave {
            Some(why) => {
                self.left_out.push((number, why));
                self.not_imported.add(fte, posts, post.point);
            }
            None => {
                self.imported.add(fte, posts, post.point);
                if post.number != TextId::EMPTY {
                    let number = self.list.texts.get(post.number).trim();
                    self.numbered.entry(number).or_insert(self.row);
                }
                self.posts.push(post);
            }
        }
        self.flush();
    }

    /// What the cells of a row say.
    fn post(&mut self, cells: &[Cell]) -> PostRow {
        let title = self.text(cells, Field::Title);
        if title == TextId::EMPTY {
            let said = |it: &Problem| it.field == Some(Field::Title) && it.stands();
            if !self.found.iter().any(said) {
                self.title_missing(cells);
            }
        }
        let posts = match self.layout.one_row_a_post {
            true => Known::Known(1),
            false => self.count(cells, Field::Posts, 20_000).into(),
        };
        let fte = self.number(cells, Field::Fte, Measure::Fte, 20_000);
        let permanent = self.permanent(cells);
        let start = self.day(cells, Field::Start);
        let end = self.end(cells, &permanent);
        PostRow {
            row: self.row,
            number: self.text(cells, Field::PostNumber),
            title,
            unit: self.unit(cells),
            posts,
            fte,
            hours: self.number(cells, Field::Hours, Measure::Time, 168),
            weeks: self.number(cells, Field::Weeks, Measure::Time, 53),
            grade: self.text(cells, Field::Grade),
            point: self
                .count(cells, Field::Point, 999)
                .and_then(|point| u16::try_from(point).ok()),
            permanent: end.1,
            start,
            end: end.0,
            funds: self.funds(cells),
            manager: self.text(cells, Field::LineManager),
            occupancy: self.occupancy(cells, posts),
            covered_by: self.text(cells, Field::CoveredBy),
            holder: self.holder(cells),
            holder_number: self.text(cells, Field::HolderNumber),
            decision: self.text(cells, Field::Decision),
            decision_date: self.day(cells, Field::DecisionDate),
            approved_by: self.text(cells, Field::ApprovedBy),
        }
    }

    fn unit(&mut self, cells: &[Cell]) -> Option<u32> {
        let mut levels = Vec::with_capacity(self.columns.units.len());
        for place in 0..self.columns.units.len() {
            let field = self.columns.units[place].0;
            let level = self.text(cells, field);
            if level != TextId::EMPTY {
                levels.push(level);
            }
        }
        let said = units::Said {
            levels: &levels,
            code: self.text(cells, Field::UnitCode),
            part_of: match self.columns.units.len() {
                1 => self.text(cells, Field::PartOf),
                _ => TextId::EMPTY,
            },
        };
        let placed = self.units.place(&self.list.texts, &said)?;
        if let Some(before) = placed.clash {
            let field = self.columns.units.last().map(|(field, _)| *field);
            let name = levels.last().map_or("", |id| self.list.texts.get(*id));
            let detail = format!("‘{}’, before: {before}", one_line(name));
            self.problem(&rules::UNIT_TWO_PLACES, field, detail, None);
        }
        u32::try_from(placed.unit).ok()
    }

    /// Says that something is wrong, and does what was chosen about it.
    pub(super) fn problem(
        &mut self,
        rule: &'static Rule,
        field: Option<Field>,
        detail: String,
        reading: Option<String>,
    ) -> Option<Remedy> {
        let column = field
            .or(Some(Field::Title))
            .and_then(|field| self.columns.at(field));
        let chosen = self.choices.remedies.of(rule, field);
        let mended = chosen.filter(|remedy| *remedy != Remedy::Read || reading.is_some());
        if mended == Some(Remedy::LeaveOut) {
            self.leave = self.leave.or(Some(LeftOut::For(rule.code)));
        }
        self.found.push(Problem {
            rule,
            field,
            at: Address {
                row: self.row,
                column: column.unwrap_or(0),
            },
            detail,
            reading,
            mended,
        });
        mended
    }

    /// Hands on what was found in the row. In a row that is left out, nothing stands.
    fn flush(&mut self) {
        for mut problem in self.found.drain(..) {
            if self.leave.is_some() {
                problem.mended = Some(Remedy::LeaveOut);
            }
            self.problems.add(problem);
        }
    }

    /// A number by its id; each different number is kept once.
    pub(super) fn keep_number(&mut self, number: Exact) -> NumberId {
        if let Some(id) = self.number_ids.get(&number) {
            return *id;
        }
        let id = NumberId(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        self.numbers.push(number);
        self.number_ids.insert(number, id);
        id
    }

    /// What a cell says as a number; each different text is read once.
    pub(super) fn said(&mut self, cell: Cell, measure: Measure) -> Said<NumberId> {
        let key = (cell.text, cell.kind, measure);
        if let Some(said) = self.read_numbers.get(&key) {
            return said.clone();
        }
        let text = self.list.texts.get(cell.text);
        let said = number::read(text, cell.kind, measure).map(|number| self.keep_number(number));
        self.read_numbers.insert(key, said.clone());
        said
    }

    /// The sums against which the list's own totals stand.
    fn run_on(&mut self, fte: Option<Exact>, posts: Option<u32>) {
        if let Some(fte) = fte {
            self.running_fte.add(fte);
        }
        if let Some(posts) = posts.filter(|_| !self.layout.one_row_a_post) {
            self.running_posts.add(exact(posts.into(), 1));
        }
    }

    /// Compares a row of totals with the rows above it.
    fn compare_totals(&mut self, cells: &[Cell]) {
        for field in [Field::Fte, Field::Posts] {
            let column = self.columns.at(field);
            // A total in the same hand as its rows is read as they are.
            let reads = self.choices.remedies.of(&rules::NOT_A_NUMBER, Some(field));
            let stated = match self.said(cell(cells, column), Measure::Fte) {
                Said::Value(id) => self.numbers[id.0 as usize],
                Said::Odd(Some(id)) if reads == Some(Remedy::Read) => self.numbers[id.0 as usize],
                Said::Unknown | Said::Odd(_) => continue,
            };
            let at = Address {
                row: self.row,
                column: column.unwrap_or(0),
            };
            self.stated.push((at, field, stated));
            let running = match field {
                Field::Fte => &mut self.running_fte,
                _ => &mut self.running_posts,
            };
            if let Some(rows) = running.differs(stated) {
                let apart = if stated > rows {
                    stated - rows
                } else {
                    rows - stated
                };
                let less = if stated > rows { "less" } else { "more" };
                let detail = format!(
                    "says {}; the rows give {}, {} {less}",
                    number::written(stated),
                    number::written(rows),
                    number::written(apart),
                );
                self.problem(&rules::TOTALS_DIFFER, Some(field), detail, None);
            }
        }
    }

    /// Everything that was read.
    pub(super) fn finish(mut self) -> Reading<'l> {
        self.check_managers();
        self.check_units();
        self.check_quotes();
        let (groups, problems) = self.problems.groups();
        Reading {
            list: self.list,
            layout: self.layout,
            posts: self.posts,
            numbers: self.numbers,
            units: self.units.all,
            groups,
            problems,
            left_out: self.left_out,
            recognised: self.recognised,
            totals: Totals {
                imported: self.imported.sums(),
                left_out: self.not_imported.sums(),
                stated: self.stated,
            },
        }
    }
}

/// A cell of a row.
pub(super) fn cell(cells: &[Cell], column: Option<u16>) -> Cell {
    column
        .and_then(|column| cells.get(usize::from(column)))
        .copied()
        .unwrap_or(Cell::EMPTY)
}

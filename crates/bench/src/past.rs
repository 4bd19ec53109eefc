//! A register with its past: from CSV files, or invented.
//!
//! ```text
//! meta.json        pairs: [in force on, as recorded at]; year_ends; end: the last day of the past
//! units.csv        unit_id,code,level,kind,name
//! decisions.csv    decision_no,decision_date,body,ref,title        numbered in their order
//! unit_changes.csv decision_no,unit_id,effective,parent_id         parent 0 for none; the first opens it
//! changes.csv      change_id,decision_no,post_id,op,effective,unit_id,title,grade,scp,fte_milli,
//!                  fund1,bp1,fund2,bp2,fund3,bp3                   op E establish, C change, D disestablish
//! ```
//!
//! A change has every column as it is after it. The files of pay are those of [`crate::council`].

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use base::{Date, Fte, Known, exact};
use csv::{ByteRecord, Reader};
use invented::Size;
use register::{
    Act, Amendment, Authority, Columns, Decision, Entry, FundShare, Intake, LineId, Placement,
    Position, PostLine, Quantity, Standing, Tenure, UnitId,
};
use serde::Deserialize;

use crate::Failure;
use crate::council::{BODY, day};

/// How many entries go from the thread that makes them to the one that takes them in, at a time.
const AT_ONCE: usize = 4_096;

/// A register with its past, and what is asked of it.
pub(crate) struct Past {
    source: Source,
    /// The council.
    pub(crate) body: &'static str,
    /// In force on the first, as recorded at the second.
    pub(crate) moments: Vec<(Date, Date)>,
    pub(crate) year_ends: Vec<Date>,
    /// The last day of the past.
    pub(crate) end: Date,
}

/// Where its entries come from.
enum Source {
    Files(PathBuf),
    Invented(usize),
}

#[derive(Deserialize)]
struct Meta {
    end: String,
    pairs: Vec<[String; 2]>,
    year_ends: Vec<String>,
}

impl Past {
    /// That of the files in a folder.
    pub(crate) fn of_files(data: &Path) -> Result<Self, Failure> {
        let path = data.join("meta.json");
        let text = std::fs::read(&path);
        let text = text.map_err(Failure::of(format!("cannot read {}", path.display())))?;
        let meta: Meta =
            serde_json::from_slice(&text).map_err(|error| Failure::Data(error.to_string()))?;
        let pair = |[on, by]: &[String; 2]| Ok((day(on)?, day(by)?));
        let pairs = meta.pairs.iter().map(pair);
        let ends = meta.year_ends.iter().map(|text| day(text));
        Ok(Self {
            source: Source::Files(data.to_owned()),
            body: BODY,
            moments: pairs.collect::<Result<_, Failure>>()?,
            year_ends: ends.collect::<Result<_, _>>()?,
            end: day(&meta.end)?,
        })
    }

    /// That of a made-up council of so many posts.
    pub(crate) fn invented(posts: usize) -> Self {
        let march = |year: i16| jiff::civil::date(year, 3, 31);
        Self {
            source: Source::Invented(posts),
            body: invented::BODY,
            moments: vec![
                (march(2012), march(2012)),
                (march(2018), jiff::civil::date(2019, 6, 30)),
                (march(2026), march(2026)),
            ],
            year_ends: (2007..2027).map(march).collect(),
            end: march(2026),
        }
    }

    /// Shows all entries, oldest first.
    pub(crate) fn each(&self, mut see: impl FnMut(Entry)) -> Result<(), Failure> {
        match &self.source {
            Source::Files(data) => read(data, &mut see),
            Source::Invented(posts) => {
                invented::entries(Size::of(*posts)).for_each(see);
                Ok(())
            }
        }
    }

    /// Its columns: one thread makes the entries, this one takes them in, and nobody holds them.
    pub(crate) fn columns(&self) -> Result<Columns, Failure> {
        let mut intake = Intake::onto(Columns::default());
        loop {
            std::thread::scope(|scope| {
                let (send, receive) = sync_channel::<Vec<Entry>>(4);
                let made = scope.spawn(move || {
                    let mut some = Vec::with_capacity(AT_ONCE);
                    self.each(|entry| {
                        some.push(entry);
                        if some.len() == AT_ONCE {
                            // Nobody listens only where the other thread has failed.
                            let full = std::mem::replace(&mut some, Vec::with_capacity(AT_ONCE));
                            let _ = send.send(full);
                        }
                    })?;
                    let _ = send.send(some);
                    Ok(())
                });
                receive.iter().for_each(|some| intake.see_all(&some));
                let lost = |_| Failure::Data("a thread failed".to_owned());
                made.join().map_err(lost).flatten()
            })?;
            match intake.end() {
                Ok(columns) => return Ok(columns),
                Err(again) => intake = *again,
            }
        }
    }
}

/// The rows of a file, one after another.
struct Rows {
    reader: Reader<File>,
    row: ByteRecord,
    /// Is the row one that was not taken yet?
    there: bool,
}

impl Rows {
    fn of(data: &Path, name: &str) -> Result<Self, Failure> {
        let path = data.join(name);
        let file = File::open(&path);
        let file = file.map_err(Failure::of(format!("cannot read {}", path.display())))?;
        let reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 18)
            .from_reader(file);
        let mut rows = Self {
            reader,
            row: ByteRecord::new(),
            there: true,
        };
        rows.advance()?;
        Ok(rows)
    }

    fn advance(&mut self) -> Result<(), Failure> {
        let there = self.reader.read_byte_record(&mut self.row);
        self.there = there.map_err(|error| Failure::Data(error.to_string()))?;
        Ok(())
    }

    /// Does the next row say in this column that it is of this decision?
    fn is_of(&self, column: usize, decision: u32) -> Result<bool, Failure> {
        Ok(self.there && number::<u32>(&self.row, column)? == decision)
    }
}

fn text(row: &ByteRecord, column: usize) -> Result<&str, Failure> {
    let bytes = row.get(column).unwrap_or_default();
    std::str::from_utf8(bytes).map_err(|error| Failure::Data(error.to_string()))
}

fn number<T: std::str::FromStr>(row: &ByteRecord, column: usize) -> Result<T, Failure> {
    let text = text(row, column)?;
    let refused = |_| Failure::Data(format!("{text:?} is no number"));
    text.parse().map_err(refused)
}

/// Reads the entries of the files in a folder.
fn read(data: &Path, see: &mut impl FnMut(Entry)) -> Result<(), Failure> {
    let mut names: Vec<String> = vec![String::new()];
    let mut units = Rows::of(data, "units.csv")?;
    while units.there {
        names.push(text(&units.row, 4)?.to_owned());
        units.advance()?;
    }
    let mut decisions = Rows::of(data, "decisions.csv")?;
    let mut unit_changes = Rows::of(data, "unit_changes.csv")?;
    let mut changes = Rows::of(data, "changes.csv")?;
    let mut opened = vec![false; names.len()];
    let mut positions = (1..).map(Position::numbered);
    while decisions.there {
        let (decision, recorded) = (number(&decisions.row, 0)?, day(text(&decisions.row, 1)?)?);
        let authority = Authority {
            decision: Arc::new(decided(&decisions.row, recorded)?),
            standing: Standing::Decided,
            paragraph: None,
            change_line: None,
            assumption: None,
            listed: None,
        };
        let mut enter = |effective: Date, act: Act| {
            see(Entry {
                position: positions.next().unwrap_or(Position::numbered(u32::MAX)),
                recorded,
                effective,
                authority: authority.clone(),
                act,
            });
        };
        while unit_changes.is_of(0, decision)? {
            let row = &unit_changes.row;
            let (unit, above): (u32, u32) = (number(row, 1)?, number(row, 3)?);
            let part_of = (above > 0).then(|| UnitId::numbered(above));
            let at = unit as usize;
            let unit = UnitId::numbered(unit);
            let act = match std::mem::replace(&mut opened[at], true) {
                true => Act::MoveUnit { unit, part_of },
                false => Act::OpenUnit {
                    unit,
                    name: std::mem::take(&mut names[at]),
                    part_of,
                },
            };
            enter(day(text(row, 2)?)?, act);
            unit_changes.advance()?;
        }
        while changes.is_of(1, decision)? {
            enter(day(text(&changes.row, 4)?)?, change(&changes.row)?);
            changes.advance()?;
        }
        decisions.advance()?;
    }
    Ok(())
}

fn decided(row: &ByteRecord, date: Date) -> Result<Decision, Failure> {
    Ok(Decision {
        body: BODY.to_owned(),
        maker: Some(text(row, 2)?.to_owned()),
        date,
        title: text(row, 4)?.to_owned(),
        reference: Some(text(row, 3)?.to_owned()),
        not_held: Vec::new(),
    })
}

fn change(row: &ByteRecord) -> Result<Act, Failure> {
    let line = LineId::numbered(number(row, 2)?);
    Ok(match text(row, 3)? {
        "D" => Act::Disestablish {
            line,
            quantity: Quantity::All,
        },
        "E" => Act::Establish {
            line,
            post: post(row)?,
            in_place_of: Vec::new(),
        },
        _ => {
            let post = post(row)?;
            let to = Amendment {
                title: Some(post.title),
                grade: Some(post.grade),
                point: post.point,
                fte: Some(post.fte),
                placement: Some(post.placement),
                funding: Some(post.funding),
                ..Amendment::default()
            };
            Act::Amend {
                line,
                quantity: Quantity::All,
                to: Box::new(to),
                becomes: line,
                until: None,
            }
        }
    })
}

fn post(row: &ByteRecord) -> Result<PostLine, Failure> {
    let share = |fund: &str, points: i128| FundShare {
        fund: fund.to_owned(),
        share: Known::Known(exact(points, 10_000)),
    };
    let mut funding = Vec::new();
    for column in [10, 12, 14] {
        let fund = text(row, column)?;
        if !fund.is_empty() {
            funding.push(share(fund, number(row, column + 1)?));
        }
    }
    Ok(PostLine {
        grade: Known::Known(text(row, 7)?.to_owned()),
        point: Some(number(row, 8)?),
        posts: Known::Known(1),
        fte: Known::Known(Fte::new(exact(number(row, 9)?, 1000))),
        placement: Placement::In(UnitId::numbered(number(row, 5)?)),
        tenure: Known::Known(Tenure::Permanent),
        funding,
        ..PostLine::titled(text(row, 6)?)
    })
}

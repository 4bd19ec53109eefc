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

use std::iter::Peekable;
use std::path::Path;
use std::sync::Arc;

use base::{Date, Fte, Known, exact};
use csv::{ByteRecord, Reader};
use invented::Size;
use register::{
    Act, Amendment, Authority, Decision, FundShare, Ledger, LineId, Placement, PostLine, Quantity,
    Standing, Tenure, UnitId,
};
use serde::Deserialize;

use crate::Failure;
use crate::council::{BODY, day};

/// A register with its past, and what is asked of it.
pub(crate) struct Past {
    pub(crate) ledger: Ledger,
    /// The council.
    pub(crate) body: &'static str,
    /// In force on the first, as recorded at the second.
    pub(crate) moments: Vec<(Date, Date)>,
    pub(crate) year_ends: Vec<Date>,
    /// The last day of the past.
    pub(crate) end: Date,
}

#[derive(Deserialize)]
struct Meta {
    end: String,
    pairs: Vec<[String; 2]>,
    year_ends: Vec<String>,
}

impl Past {
    /// Reads the files in a folder.
    pub(crate) fn read(data: &Path) -> Result<Self, Failure> {
        let text = read(data, "meta.json")?;
        let meta: Meta =
            serde_json::from_slice(&text).map_err(|error| Failure::Data(error.to_string()))?;
        let pair = |[on, by]: &[String; 2]| Ok((day(on)?, day(by)?));
        Ok(Self {
            ledger: ledger(data)?,
            body: BODY,
            moments: meta
                .pairs
                .iter()
                .map(pair)
                .collect::<Result<_, Failure>>()?,
            year_ends: meta
                .year_ends
                .iter()
                .map(|text| day(text))
                .collect::<Result<_, _>>()?,
            end: day(&meta.end)?,
        })
    }

    /// Makes up a council of so many posts.
    pub(crate) fn invented(posts: usize) -> Self {
        let mut ledger = Ledger::new();
        invented::write(Size::of(posts), &mut ledger);
        let march = |year: i16| jiff::civil::date(year, 3, 31);
        Self {
            ledger,
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
}

fn authority(decision: Arc<Decision>, standing: Standing) -> Authority {
    Authority {
        decision,
        standing,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    }
}

fn read(data: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let path = data.join(name);
    std::fs::read(&path).map_err(Failure::of(format!("cannot read {}", path.display())))
}

/// The rows of a file, and the next of them.
struct Rows<'d> {
    rows: Peekable<csv::ByteRecordsIntoIter<&'d [u8]>>,
}

impl<'d> Rows<'d> {
    fn of(bytes: &'d [u8]) -> Self {
        let rows = Reader::from_reader(bytes).into_byte_records().peekable();
        Self { rows }
    }

    /// The next row, if its column says that it is of this decision.
    fn of_decision(&mut self, column: usize, decision: u64) -> Result<Option<ByteRecord>, Failure> {
        let is_of = |row: &csv::Result<ByteRecord>| {
            let row = row.as_ref().ok();
            row.is_none_or(|row| number(row, column).is_ok_and(|number: u64| number == decision))
        };
        let row = self.rows.next_if(is_of).transpose();
        row.map_err(|error| Failure::Data(error.to_string()))
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

fn ledger(data: &Path) -> Result<Ledger, Failure> {
    let files = [
        "units.csv",
        "decisions.csv",
        "unit_changes.csv",
        "changes.csv",
    ];
    let [units, decisions, unit_changes, changes] = files.map(|name| read(data, name));
    let (units, decisions) = (units?, decisions?);
    let (unit_changes, changes) = (unit_changes?, changes?);
    let mut names: Vec<String> = vec![String::new()];
    for row in Rows::of(&units).rows {
        let row = row.map_err(|error| Failure::Data(error.to_string()))?;
        names.push(text(&row, 4)?.to_owned());
    }
    let (mut unit_changes, mut changes) = (Rows::of(&unit_changes), Rows::of(&changes));
    let mut ledger = Ledger::new();
    let mut opened = vec![false; names.len()];
    for row in Rows::of(&decisions).rows {
        let row = row.map_err(|error| Failure::Data(error.to_string()))?;
        let (decision, recorded) = (number(&row, 0)?, day(text(&row, 1)?)?);
        let authority = authority(Arc::new(decided(&row, recorded)?), Standing::Decided);
        while let Some(row) = unit_changes.of_decision(0, decision)? {
            let (unit, above): (u32, u32) = (number(&row, 1)?, number(&row, 3)?);
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
            ledger.record(recorded, day(text(&row, 2)?)?, authority.clone(), act);
        }
        while let Some(row) = changes.of_decision(1, decision)? {
            let act = change(&row)?;
            ledger.record(recorded, day(text(&row, 4)?)?, authority.clone(), act);
        }
    }
    Ok(ledger)
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

//! Muster over the example cases, and answers as text.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use access::{Access, AccountId, Actor};
use app::{BodyKey, Clock, EstablishmentQuestion, Happening, Moment, Muster, Step};
use base::Date;
use diagnostics::Sources;
use jiff::{SignedDuration, Timestamp};
use register::Act;
use storage::Head;
use tempfile::TempDir;

/// A clock that goes only when it is told to.
pub(crate) struct Hands(Mutex<Timestamp>);

impl Hands {
    /// Lets time pass.
    pub(crate) fn pass(&self, minutes: i64) {
        let mut now = self.0.lock().unwrap();
        *now += SignedDuration::from_mins(minutes);
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn today(&self) -> Date {
        "2026-04-01".parse().unwrap()
    }
}

pub(crate) struct Example {
    pub(crate) muster: Muster,
    pub(crate) clock: Arc<Hands>,
    folder: TempDir,
}

pub(crate) fn clerk() -> Actor {
    Actor::Account {
        id: AccountId([7; 16]),
        access: Access::Staff,
    }
}

pub(crate) fn administrator() -> Actor {
    Actor::Account {
        id: AccountId([8; 16]),
        access: Access::Administrator,
    }
}

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

impl Example {
    /// Without any data.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let morning = "2026-04-01T09:00:00Z".parse().unwrap();
        let clock = Arc::new(Hands(Mutex::new(morning)));
        let muster = Muster::open(folder.path(), clock.clone()).await.unwrap();
        Self {
            muster,
            clock,
            folder,
        }
    }

    /// The same data, as a Muster that was started again holds them.
    pub(crate) async fn started_again(self) -> Self {
        self.muster.close().await;
        let clock = self.clock.clone();
        let muster = Muster::open(self.folder.path(), clock).await.unwrap();
        Self { muster, ..self }
    }

    /// The five cases, recorded as history.
    pub(crate) async fn of_cases() -> Self {
        let example = Self::empty().await;
        let mut sources = Sources::new();
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
        let mut files: Vec<_> = fs::read_dir(cases)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .collect();
        files.sort();
        let cases: Vec<_> = files
            .iter()
            .map(|path| proposal::read(&mut sources, "case", &fs::read(path).unwrap()).0)
            .collect();
        let replay = proposal::replay(&cases);
        let entries = replay.ledger.entries();
        example
            .muster
            .record(&Actor::Operator, Head::empty(), entries)
            .await
            .unwrap();
        example
    }

    /// The rows of a list.
    pub(crate) async fn list(&self, question: &EstablishmentQuestion) -> String {
        let (clerk, body) = (clerk(), notts());
        let page = self.muster.establishment(&clerk, &body, question);
        let page = page.await.unwrap();
        let row = |row: &app::Row| {
            let post = &row.line.post;
            format!(
                "{}, {}, {} FTE, {}\n",
                post.title, post.grade, post.fte, post.tenure
            )
        };
        page.rows.iter().map(row).collect()
    }

    /// What the posts of a list cost, in all, and fund by fund.
    pub(crate) async fn costs(&self, question: &EstablishmentQuestion) -> String {
        let (clerk, body) = (clerk(), notts());
        let page = self.muster.establishment(&clerk, &body, question);
        let page = page.await.unwrap();
        let row = |row: &app::Row| format!("{}: {}\n", row.line.post.title, row.full_year.cost);
        let mut text: String = page.rows.iter().map(row).collect();
        let profile = &page.view.costs().profile().name;
        text += &format!("by {profile}: {}\n", page.totals.cost);
        for sum in &page.paid_by {
            let fund = sum.fund.as_deref().unwrap_or("no fund");
            text += &format!("{fund} pays {}\n", sum.cost);
        }
        for (why, lines) in &page.not_costed {
            text += &format!("{lines}: {why}\n");
        }
        text
    }

    /// What happened to the first line that a decision of a year established, or attested, under a
    /// title.
    pub(crate) async fn life(&self, title: &str, year: i16, day: &str) -> String {
        let moment = Moment::on(day.parse().unwrap());
        let (view, _) = self.muster.units(&clerk(), &notts(), moment).await.unwrap();
        let entries = view.snapshot.ledger.entries().iter();
        let id = entries.filter(|entry| entry.recorded.year() == year);
        let id = id.map(|entry| match &entry.act {
            Act::Attest { line, post } | Act::Establish { line, post, .. }
                if post.title == title =>
            {
                Some(*line)
            }
            _ => None,
        });
        let id = id.flatten().next().unwrap();
        let answer = self
            .muster
            .post(&clerk(), &notts(), id, moment)
            .await
            .unwrap();
        let happening = |one: &Happening| match one {
            Happening::Entry(step) => {
                let Step { entry, after, .. } = &**step;
                let authority = &entry.authority;
                let fte = match (&entry.act, after) {
                    (Act::Establish { line, post, .. }, _) if *line != id => {
                        format!("{} in its place", post.title)
                    }
                    (_, Some(line)) => format!("{} FTE", line.post.fte),
                    (_, None) => "ended".to_owned(),
                };
                format!(
                    "{}: {} {}, paragraph {}: {}\n",
                    entry.effective,
                    authority.standing.words(),
                    authority.decision.date,
                    authority.paragraph.as_deref().unwrap_or("not stated"),
                    fte,
                )
            }
            Happening::Lapse { last } => format!("{last}: last day\n"),
            Happening::Reversion { from, .. } => format!("{from}: as before\n"),
        };
        answer.happenings.iter().map(happening).collect()
    }

    /// What ends in the year from a day.
    pub(crate) async fn coming_up(&self, day: &str) -> String {
        let moment = Moment::on(day.parse().unwrap());
        let (_, ends) = self
            .muster
            .coming_up(&clerk(), &notts(), moment)
            .await
            .unwrap();
        let one = |end: &app::ComingUp| {
            let title = end
                .line
                .as_ref()
                .map_or("", |line| line.post.title.as_str());
            format!("{}: {:?} {title}\n", end.last, end.what)
        };
        ends.iter().map(one).collect()
    }

    /// The unit tree with its FTE.
    pub(crate) async fn units(&self, day: &str) -> String {
        let moment = Moment::on(day.parse().unwrap());
        let (_, units) = self.muster.units(&clerk(), &notts(), moment).await.unwrap();
        let one = |unit: &app::UnitSums| {
            let indent = "  ".repeat(unit.depth);
            let (own, all) = (unit.own.lines, unit.all.fte.known);
            let name = if unit.unit.is_some() {
                &unit.name
            } else {
                "not stated"
            };
            format!("{indent}{name}: {own} lines, {all} FTE within\n")
        };
        units.iter().map(one).collect()
    }
}

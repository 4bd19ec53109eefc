//! Muster over the example cases, and answers as text.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use access::{AccountId, Actor, Role, Roles};
use app::{
    BodyKey, Clock, DecisionPage, EstablishmentQuestion, Happening, Invitation, Moment, Muster,
    Step,
};
use base::Date;
use diagnostics::Sources;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proposal::Bodies;
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
        self.now().to_zoned(TimeZone::UTC).date()
    }
}

pub(crate) struct Example {
    pub(crate) muster: Muster,
    pub(crate) clock: Arc<Hands>,
    folder: TempDir,
}

impl Example {
    pub(crate) fn clock_now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn today(&self) -> Date {
        self.clock.today()
    }

    /// The instant so many minutes from now, as it stands in a publication.
    pub(crate) fn in_minutes(&self, minutes: i64) -> String {
        (self.clock.now() + SignedDuration::from_mins(minutes)).to_string()
    }
}

pub(crate) fn clerk() -> Actor {
    Actor::Account {
        id: AccountId([7; 16]),
        roles: Roles::everywhere([Role::Staff]),
    }
}

/// Somebody of the staff with an account of their own.
pub(crate) async fn somebody(example: &Example, name: &str) -> Actor {
    let invitation = Invitation {
        name: name.to_owned(),
        sign_in_name: name.replace(' ', ""),
        roles: Roles::everywhere([Role::Staff]),
        password: "teapot lantern gravel".to_owned(),
    };
    let made = example.muster.make_account(&Actor::Operator, &invitation);
    Actor::Account {
        id: made.await.unwrap(),
        roles: Roles::everywhere([Role::Staff]),
    }
}

pub(crate) fn administrator() -> Actor {
    Actor::Account {
        id: AccountId([8; 16]),
        roles: Roles::everywhere([Role::Administrator]),
    }
}

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

/// The example cases, in the order of their dates.
pub(crate) fn case_files() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut files: Vec<PathBuf> = fs::read_dir(cases)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
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

    /// The same data, in a Muster that was started with body profiles of its own.
    pub(crate) async fn over(self, profiles: Bodies) -> Self {
        let example = self.started_again().await;
        let muster = example.muster.with_profiles(profiles);
        Self { muster, ..example }
    }

    /// The five cases, recorded as history.
    pub(crate) async fn of_cases() -> Self {
        let example = Self::empty().await;
        let mut sources = Sources::new();
        let files = case_files();
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

    /// The same, with their reports kept, and a proposal that nobody has decided.
    pub(crate) async fn of_kept_cases() -> Self {
        let example = Self::of_cases().await;
        let files = case_files();
        let other = "title = \"Placements Team\"\nbody = \"Nottinghamshire County Council\"\n";
        for text in files.iter().map(|path| fs::read_to_string(path).unwrap()) {
            let kept = example.muster.keep_case(&Actor::Operator, &text).await;
            assert!(kept.unwrap().is_some());
        }
        let kept = example.muster.keep_case(&Actor::Operator, other).await;
        assert!(kept.unwrap().is_some());
        example
    }

    /// What is found by its words on a day.
    pub(crate) async fn search(&self, day: &str, words: &str) -> String {
        let moment = Moment::on(day.parse().unwrap());
        let (clerk, body) = (clerk(), notts());
        let found = self.muster.search(&clerk, &body, moment, words, 5, 1);
        let found = found.await.unwrap();
        let mut text = format!("{} posts\n", found.all_posts);
        for post in &found.posts {
            let state = match (&post.line, post.is_to_come) {
                (Some(_), _) => "in force",
                (None, true) => "to come",
                (None, false) => "ended",
            };
            text += &format!("{}, {state}", post.title);
            if let Some((title, last)) = &post.was {
                text += &format!(", was {title} until {last}");
            }
            text += "\n";
        }
        for unit in &found.units {
            text += &format!("unit {}\n", unit.name);
        }
        for one in &found.decisions {
            let place = if one.in_text { "in the text of" } else { "by" };
            let decision = &one.summary.decision;
            text += &format!("{place} the report of {}\n", decision.date);
        }
        text
    }

    /// What the decision of a day did, recommends and promises.
    pub(crate) async fn decision(&self, day: &str) -> String {
        let moment = Moment::on(day.parse().unwrap());
        let all = self.muster.decisions(&clerk(), &notts(), moment).await;
        let (_, all) = all.unwrap();
        let of_day = all.iter().find(|one| one.decision.date.to_string() == day);
        let first = of_day.unwrap().first;
        let (clerk, body) = (clerk(), notts());
        let answer = self
            .muster
            .decision(&clerk, &body, first, moment, DecisionPage::Numbered(1));
        let answer = answer.await.unwrap();
        let summary = &answer.summary;
        let mut text = format!(
            "{} {}: {} entries, receipt of entry {}\n",
            summary.standing.words(),
            summary.decision.date,
            summary.entries,
            answer.receipt.unwrap().entries
        );
        for did in &answer.did {
            let act = format!("{:?}", did.entry.act);
            let act: String = act.chars().take_while(|c| c.is_alphanumeric()).collect();
            text += &format!("{} {act}\n", did.entry.position.number());
        }
        let report = answer.report.unwrap();
        text += &format!("{}\n", report.reference);
        for promise in &report.draft.case.obligations {
            text += &format!("promises {}\n", promise.what.value);
        }
        text + &format!(
            "{} recommendations\n",
            report.draft.case.recommendations.len()
        )
    }

    /// What was promised and is proposed on a day.
    pub(crate) async fn promised(&self, day: &str) -> String {
        let moment = Moment {
            in_force_on: day.parse().unwrap(),
            as_recorded_at: day.parse().unwrap(),
        };
        let (clerk, administrator, body) = (clerk(), Actor::Operator, notts());
        let outlook = self.muster.coming_up(&clerk, &body, moment);
        let outlook = outlook.await.unwrap();
        assert!(outlook.under_way.is_empty(), "the clerk is on none");
        let mut text = String::new();
        for one in &outlook.promised {
            let (promise, decision) = (&one.promise, &one.made_by.decision);
            let overdue = if one.is_overdue { ", overdue" } else { "" };
            let what = &promise.what;
            let units = one.open_for.as_deref().unwrap_or_default().join(" and ");
            text += &format!("{}: {what} [{units}]{overdue}\n", decision.date);
        }
        let outlook = self.muster.coming_up(&administrator, &body, moment);
        for one in &outlook.await.unwrap().under_way {
            let title = one.title.as_deref().unwrap_or("without a title");
            text += &format!("proposed: {title}\n");
        }
        text
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
        let (clerk, body) = (clerk(), notts());
        let outlook = self.muster.coming_up(&clerk, &body, moment);
        let ends = outlook.await.unwrap().ends;
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

//! Posts that a change names beside its own: those to which others report, and those whose place others take.

use register::{Establishment, Line};

use super::{Edit, Sides, Way, brings_in, leave_out};
use crate::case::Verb;
use crate::rebase::{Clash, Conflict};
use crate::resolve::same_title;

/// The conflicts of one change with posts that it names and that have ended or are called otherwise.
pub(super) fn conflicts(sides: &Sides<'_>, change: usize) -> Vec<Conflict> {
    match &sides.case.changes[change].verb {
        Verb::Establish(post) => {
            let manager = post.line_manager.iter();
            let managers = manager.filter_map(|title| manager_gone(sides, change, title));
            let places = post.in_place_of.iter();
            let places = places.filter_map(|title| place_gone(sides, change, title));
            managers.chain(places).collect()
        }
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
            let manager = to.line_manager.iter();
            { manager }
                .filter_map(|title| manager_gone(sides, change, title))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn manager_gone(sides: &Sides<'_>, change: usize, title: &str) -> Option<Conflict> {
    let lost = Lost::of(sides, title)?;
    let mut ways: Vec<Way> = { lost.instead.iter() }
        .map(|other| Way {
            label: format!("Report to the {other}"),
            edits: vec![Edit::ReportTo(change, Some(other.clone()))],
        })
        .collect();
    ways.push(Way {
        label: "Leave the line manager unsaid".to_owned(),
        edits: vec![Edit::ReportTo(change, None)],
    });
    ways.push(leave_out(change));
    let proposed = format!("report to the {title}");
    Some(lost.conflict(sides, (change, Clash::ManagerGone), proposed, ways))
}

fn place_gone(sides: &Sides<'_>, change: usize, title: &str) -> Option<Conflict> {
    let lost = Lost::of(sides, title)?;
    let edit = |now: Option<String>| Edit::InPlaceOf {
        change,
        was: title.to_owned(),
        now,
    };
    let mut ways: Vec<Way> = { lost.renamed.iter() }
        .map(|other| Way {
            label: format!("Establish in the place of the {other}"),
            edits: vec![edit(Some(other.clone()))],
        })
        .collect();
    ways.push(Way {
        label: "Establish, in nobody\u{2019}s place".to_owned(),
        edits: vec![edit(None)],
    });
    ways.push(leave_out(change));
    let proposed = format!("come in the place of the {title}");
    Some(lost.conflict(sides, (change, Clash::PlaceGone), proposed, ways))
}

/// Posts that the register held when the proposal was written, and holds no longer under that title.
struct Lost<'s> {
    title: &'s str,
    lines: Vec<&'s Line>,
    /// What they are called now, where they are still there.
    renamed: Vec<String>,
    /// The same, and the titles of posts that came in their place.
    instead: Vec<String>,
}

impl<'s> Lost<'s> {
    fn of(sides: &'s Sides<'_>, title: &'s str) -> Option<Self> {
        let (written, now) = (sides.moved.written, sides.moved.now);
        let titled = |side: &'s Establishment| {
            let alike = side.titled(title);
            alike.filter(|line| same_title(&line.post.title, title))
        };
        let lines: Vec<&Line> = titled(written).collect();
        let attested = sides.case.posts.iter();
        let attested = attested
            .into_iter()
            .any(|post| same_title(&post.title, title));
        if lines.is_empty() || titled(now).next().is_some() || attested || brings_in(sides, title) {
            return None;
        }
        let renamed = lines.iter().filter_map(|line| now.line(line.id));
        let renamed: Vec<String> = renamed.map(|line| line.post.title.clone()).collect();
        let came = now.lines().filter(|line| {
            let mut before = line.in_place_of.iter();
            before.any(|id| lines.iter().any(|line| line.id == *id))
        });
        let came = came.map(|line| line.post.title.clone());
        let mut instead: Vec<String> = renamed.iter().cloned().chain(came).collect();
        instead.sort();
        instead.dedup();
        instead.truncate(3);
        Some(Self {
            title,
            lines,
            renamed,
            instead,
        })
    }

    fn conflict(
        &self,
        sides: &Sides<'_>,
        (change, clash): (usize, Clash),
        proposed: String,
        ways: Vec<Way>,
    ) -> Conflict {
        let now = match &self.renamed[..] {
            [] => format!("The {} has ended", self.title),
            [name, ..] => format!("The {} is called {name}", self.title),
        };
        let written = format!("The {} was there", self.title);
        let lines: Vec<_> = self.lines.iter().map(|line| line.id).collect();
        Conflict {
            moved_by: sides.moved.of_lines(&lines),
            ..sides.conflict(change, clash, [written, now, proposed], ways)
        }
    }
}

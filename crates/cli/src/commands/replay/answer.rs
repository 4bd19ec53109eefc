//! What replaying gives, as JSON.

use base::{Known, Pence};
use register::{Entry, Line, Tenure};
use serde_json::{Value, json};

use super::history::{History, Item};
use super::in_force::{InForce, fte_words};
use super::words;

impl InForce<'_> {
    pub(super) fn answer(&self) -> Value {
        let units = self.units();
        let units = units.iter().map(|unit| {
            json!({
                "body": unit.body,
                "unit": unit.name,
                "lines": unit.lines.iter().map(|line| self.line(line)).collect::<Value>(),
            })
        });
        json!({
            "in_force_on": self.day.to_string(),
            "as_recorded_at": self.recorded.to_string(),
            "fte": self.total().map(|(fte, missing)| json!({
                "fte": (missing == 0).then(|| fte.exact().to_string()),
                "words": fte_words(fte, missing),
            })),
            "units": units.collect::<Value>(),
            "payments": self.payments_answer(),
            "refused": self.refused_answer(),
            "not_held": self.not_held_answer(),
            "promises": self.promises_answer(),
        })
    }

    fn line(&self, line: &Line) -> Value {
        let post = &line.post;
        let until = match &post.tenure {
            Known::Known(Tenure::Temporary(end)) => end.last_day().map(|day| day.to_string()),
            _ => None,
        };
        let ledger = &self.played.replay.ledger;
        let places = line.in_place_of.iter();
        let because = self.because(line);
        json!({
            "line": line.id.number(),
            "title": post.title,
            "grade": post.grade.as_ref().known(),
            "posts": post.posts.known(),
            "fte": post.fte.known().map(|fte| fte.exact().to_string()),
            "tenure": post.tenure.as_ref().known().map(|tenure| match tenure {
                Tenure::Permanent => "permanent",
                Tenure::Temporary(_) => "temporary",
            }),
            "until": until,
            "line_manager": post.line_manager,
            "words": words::post(post),
            "in_place_of": places.map(|id| words::title_of(ledger, *id)).collect::<Value>(),
            "because": because.into_iter().map(entry).collect::<Value>(),
        })
    }

    fn payments_answer(&self) -> Value {
        let payments = self.fold.establishment.payments().iter();
        payments
            .map(|(payment, at)| {
                json!({
                    "name": payment.name,
                    "to": payment.to,
                    "pence": payment.amount.known().map(Pence::pence),
                    "words": payment.amount.to_string(),
                    "until": payment.until.map(|day| day.to_string()),
                    "because": self.played.replay.ledger.entry(*at).map(entry),
                })
            })
            .collect()
    }

    fn refused_answer(&self) -> Value {
        let ledger = &self.played.replay.ledger;
        let refused = self.fold.refused.iter();
        refused
            .filter_map(|(at, refusal)| {
                let refused = ledger.entry(*at)?;
                Some(json!({
                    "what": words::act(ledger, &refused.act),
                    "refusal": refusal.to_string(),
                    "because": entry(refused),
                }))
            })
            .collect()
    }

    fn not_held_answer(&self) -> Value {
        let not_held = self.not_held().into_iter();
        not_held
            .map(|one| {
                json!({
                    "decision": one.name,
                    "cited_by": {
                        "date": one.cited_by.date.to_string(),
                        "title": one.cited_by.title,
                    },
                })
            })
            .collect()
    }

    fn promises_answer(&self) -> Value {
        let promises = self.promises().into_iter();
        promises
            .map(|open| {
                let (day, title) = self.made_in(open.promise);
                json!({
                    "what": open.promise.what,
                    "due": open.promise.due,
                    "by": open.promise.by.map(|by| by.to_string()),
                    "overdue": open.overdue,
                    "open_for": open.units,
                    "made_in": { "date": day.to_string(), "title": title },
                })
            })
            .collect()
    }
}

impl History<'_> {
    pub(super) fn answer(&self) -> Value {
        let items = self.items.iter().map(|item| match item {
            Item::Entry(one) => json!({
                "day": one.effective.to_string(),
                "what": words::act(self.ledger, &one.act),
                "because": entry(one),
            }),
            Item::Lapse { day, words } => json!({
                "day": day.to_string(),
                "what": words,
                "because": null,
            }),
        });
        json!({
            "title": self.title,
            "as_recorded_at": self.recorded.to_string(),
            "entries": items.collect::<Value>(),
        })
    }
}

fn entry(entry: &Entry) -> Value {
    let authority = &entry.authority;
    let decision = &authority.decision;
    json!({
        "entry": entry.position.number(),
        "recorded": entry.recorded.to_string(),
        "effective": entry.effective.to_string(),
        "standing": authority.standing.words(),
        "body": decision.body,
        "decision_maker": decision.maker,
        "date": decision.date.to_string(),
        "title": decision.title,
        "reference": decision.reference,
        "paragraph": authority.paragraph,
        "change_line": authority.change_line,
        "assumption": authority.assumption,
        "row": authority.listed.as_ref().map(|listed| listed.row),
        "row_names": authority.listed.as_ref().and_then(|listed| listed.names.as_deref()),
        "words": words::because(entry),
    })
}

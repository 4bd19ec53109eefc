//! Which parts of a case an officer relies on.

use toml::{Table, Value};

use crate::step::Relied;
use crate::way::Subject;

/// The parts of a case that the head of the case and the words of the report do not have: by the name of their
/// table in the case file, with those who rely on all of it.
const TABLES: [(&str, &[Subject]); 18] = [
    ("body", &[Subject::Decision]),
    ("decision_maker", &[Subject::Decision]),
    ("recommendation", &[Subject::Decision]),
    ("exempt", &[Subject::Decision]),
    ("costing", &[Subject::Money]),
    ("stated", &[Subject::Money]),
    ("fund", &[Subject::Money]),
    ("funding", &[Subject::Money]),
    ("budget", &[Subject::Money]),
    ("saving", &[Subject::Money]),
    ("defaults", &[Subject::Staffing]),
    ("unit", &[Subject::Staffing]),
    ("post", &[Subject::Staffing]),
    ("change", &[Subject::Staffing]),
    ("consultation", &[Subject::Staffing]),
    ("pool", &[Subject::Staffing]),
    ("protection", &[Subject::Staffing]),
    ("redundancies", &[Subject::Staffing]),
];

/// Fields of posts and changes that say what they cost and who pays: of money, and of nothing else.
const OF_MONEY: [&str; 2] = ["cost", "funding"];

/// Fields that say where something stands in the paper: nobody relies on them.
const OF_THE_PAPER: [&str; 3] = ["paragraph", "note", "told_again"];

/// What of a case file a subject has, written in one way whatever the layout of the file. A case that
/// words no recommendation is asked for what it changes, so its changes are then part of what is decided.
pub fn part_of(case_file: &str, subject: Subject) -> String {
    let case: Table = case_file.parse().unwrap_or_default();
    let mut part = Table::new();
    for (name, value) in &case {
        let relied = TABLES.iter().find(|(table, _)| table == name);
        let is_own = relied.is_some_and(|(_, by)| by.contains(&subject));
        let is_asked = subject == Subject::Decision && name == "change" && asks_by_changes(&case);
        let kept = match (is_own || is_asked, subject, name.as_str()) {
            (true, Subject::Staffing | Subject::Decision, "post" | "change") => {
                Some(without(value, &OF_MONEY))
            }
            (true, ..) => Some(value.clone()),
            (false, Subject::Money, "post" | "change") => Some(only(value, &OF_MONEY)),
            (false, ..) => None,
        };
        if let Some(kept) = kept {
            part.insert(name.clone(), without(&kept, &OF_THE_PAPER));
        }
    }
    part.to_string()
}

/// Are there recommendations whose words are made from the changes?
fn asks_by_changes(case: &Table) -> bool {
    let recommendations = case.get("recommendation").and_then(Value::as_array);
    let has_words = |one: &Value| one.get("text").is_some();
    recommendations.is_none_or(|all| all.is_empty() || !all.iter().all(has_words))
}

fn without(value: &Value, fields: &[&str]) -> Value {
    match value {
        Value::Table(table) => {
            let kept = table
                .iter()
                .filter(|(name, _)| !fields.contains(&name.as_str()));
            let kept = kept.map(|(name, value)| (name.clone(), without(value, fields)));
            Value::Table(kept.collect())
        }
        Value::Array(all) => Value::Array(all.iter().map(|one| without(one, fields)).collect()),
        other => other.clone(),
    }
}

/// Those fields of a value, at whatever depth.
fn only(value: &Value, fields: &[&str]) -> Value {
    match value {
        Value::Table(table) => {
            let kept = table.iter().filter_map(|(name, value)| {
                let kept = match fields.contains(&name.as_str()) {
                    true => value.clone(),
                    false => only(value, fields),
                };
                let is_empty = match &kept {
                    Value::Table(table) => table.is_empty(),
                    Value::Array(all) => all.is_empty(),
                    _ => !fields.contains(&name.as_str()),
                };
                (!is_empty).then(|| (name.clone(), kept))
            });
            Value::Table(kept.collect())
        }
        Value::Array(all) => {
            let kept = all.iter().map(|one| only(one, fields));
            let is_there = |one: &Value| one.as_table().is_some_and(|table| !table.is_empty());
            Value::Array(kept.filter(is_there).collect())
        }
        other => other.clone(),
    }
}

/// A figure or a part of what was relied on that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What it is called.
    pub name: String,
    /// As it was; none if it was not there.
    pub before: Option<String>,
    /// As it is; none if it is gone.
    pub now: Option<String>,
}

impl Relied {
    /// What is not as it was, in the order in which it is shown now, then what is gone.
    pub fn changed(&self, now: &Self) -> Vec<Changed> {
        let named = |facts: &[(String, String)], name: &str| {
            let own = facts.iter().find(|(own, _)| own == name);
            own.map(|(_, value)| value.clone())
        };
        let is_new =
            |(name, value): &&(String, String)| named(&self.facts, name).as_ref() != Some(value);
        let changed = now
            .facts
            .iter()
            .filter(is_new)
            .map(|(name, value)| Changed {
                name: name.clone(),
                before: named(&self.facts, name),
                now: Some(value.clone()),
            });
        let is_gone = |(name, _): &&(String, String)| named(&now.facts, name).is_none();
        let gone = self
            .facts
            .iter()
            .filter(is_gone)
            .map(|(name, value)| Changed {
                name: name.clone(),
                before: Some(value.clone()),
                now: None,
            });
        changed.chain(gone).collect()
    }
}

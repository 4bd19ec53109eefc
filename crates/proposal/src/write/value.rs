//! Values as a case file has them.

use base::{Date, End, Exact, FinancialYear, Fte, Known, Pence, When, in_full};
use diagnostics::At;

use crate::case::Prose;
use crate::slips::as_toml;

/// Something that a field can say.
pub(super) trait Value {
    /// As TOML; nothing where nothing is said.
    fn written(&self) -> Option<String>;
}

/// A rate or a share, as per cent.
pub(super) struct Rate(pub(super) Exact);

/// A number of hours or weeks.
pub(super) struct Hours(pub(super) Exact);

/// Who pays, with shares where they are given.
pub(super) struct Shares<'c>(pub(super) &'c [(At<String>, Known<Exact>)]);

/// A list that is written even if it is empty.
pub(super) struct List<'c>(pub(super) &'c [At<String>]);

impl<T: Value> Value for Option<T> {
    fn written(&self) -> Option<String> {
        self.as_ref().and_then(Value::written)
    }
}

impl<T: Value> Value for At<T> {
    fn written(&self) -> Option<String> {
        self.value.written()
    }
}

impl<T: Value> Value for Known<T> {
    fn written(&self) -> Option<String> {
        match self {
            Self::Known(value) => value.written(),
            Self::Unknown | Self::Withheld => Some(as_toml(self.missing())),
        }
    }
}

/// One stands alone; several are a list.
impl<T: Value> Value for Vec<T> {
    fn written(&self) -> Option<String> {
        match &self[..] {
            [] => None,
            [one] => one.written(),
            many => Some(list(many)),
        }
    }
}

impl Value for List<'_> {
    fn written(&self) -> Option<String> {
        match self.0 {
            [one] => one.written(),
            many => Some(list(many)),
        }
    }
}

impl Value for String {
    fn written(&self) -> Option<String> {
        Some(text(self))
    }
}

impl Value for Prose {
    fn written(&self) -> Option<String> {
        Some(text(&self.text))
    }
}

impl Value for bool {
    fn written(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Value for u32 {
    fn written(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Value for Fte {
    fn written(&self) -> Option<String> {
        Some(number(self.exact()))
    }
}

impl Value for Hours {
    fn written(&self) -> Option<String> {
        Some(number(self.0))
    }
}

impl Value for Rate {
    fn written(&self) -> Option<String> {
        Some(rate(self.0))
    }
}

/// With its sign and its thousands, as the paper prints it.
impl Value for Pence {
    fn written(&self) -> Option<String> {
        Some(as_toml(&self.to_string()))
    }
}

impl Value for Date {
    fn written(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Value for When {
    fn written(&self) -> Option<String> {
        match self {
            Self::Day(day) => day.written(),
            Self::Month(_) => Some(as_toml(&self.to_string())),
        }
    }
}

impl Value for FinancialYear {
    fn written(&self) -> Option<String> {
        Some(as_toml(&self.to_string()))
    }
}

impl Value for End {
    fn written(&self) -> Option<String> {
        let inline = |fields: &[(&str, Option<String>)]| {
            let fields = fields.iter().filter_map(|(key, value)| {
                let value = value.as_ref()?;
                Some(format!("{key} = {value}"))
            });
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::On(when) => when.written(),
            Self::AfterFilling { months } => {
                Some(inline(&[("months_from_filling", months.written())]))
            }
            Self::WithFunding { fund, on } => Some(inline(&[
                ("funding_ends", fund.written()),
                ("on", on.written()),
            ])),
            Self::Event(event) => Some(inline(&[("event", event.written())])),
            Self::EarliestOf(ends) => {
                let ends: Vec<String> = ends.iter().filter_map(Value::written).collect();
                let ends = format!("[{}]", ends.join(", "));
                Some(inline(&[("earliest", Some(ends))]))
            }
        }
    }
}

impl Value for Shares<'_> {
    fn written(&self) -> Option<String> {
        if self.0.iter().all(|(_, share)| !share.is_known()) {
            let names: Vec<&At<String>> = self.0.iter().map(|(name, _)| name).collect();
            return names.written();
        }
        let share = |(name, share): &(At<String>, Known<Exact>)| {
            let share = share.map(Rate).written().unwrap_or_default();
            format!("{} = {share}", key(name))
        };
        let shares: Vec<String> = self.0.iter().map(share).collect();
        Some(format!("{{ {} }}", shares.join(", ")))
    }
}

impl<T: Value> Value for &T {
    fn written(&self) -> Option<String> {
        (*self).written()
    }
}

/// A name of a field: in quotes where it is not one word.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    match !name.is_empty() && name.chars().all(bare) {
        true => name.to_owned(),
        false => as_toml(name),
    }
}

fn list<T: Value>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().filter_map(Value::written).collect();
    let inside = items.join(", ");
    // A list that a person would break is broken.
    match inside.chars().count() > 80 || inside.contains('\n') {
        true => format!("[\n  {},\n]", items.join(",\n  ")),
        false => format!("[{inside}]"),
    }
}

/// A text on one line, or between three quotes if it has several and nothing to escape.
fn text(text: &str) -> String {
    let escaped = |c: char| c == '\\' || (c.is_control() && !matches!(c, '\n' | '\t'));
    match text.contains('\n') && !text.contains(escaped) && !text.contains("\"\"") {
        // What stands before the closing quotes must not be a quote.
        true if !text.ends_with('"') => format!("\"\"\"\n{text}\"\"\""),
        _ => as_toml(text),
    }
}

fn rate(rate: Exact) -> String {
    as_toml(&format!("{}%", in_full(rate * 100)))
}

/// A decimal as it is; a fraction, which TOML does not know, as a text.
fn number(number: Exact) -> String {
    let written = in_full(number);
    match written.contains('/') {
        true => as_toml(&written),
        false => written,
    }
}

//! A day that is typed into three fields.

use base::Date;

use crate::components::{Content, DateInput, DatePart, Legend};

/// What stands in the three fields of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedDay {
    day: String,
    month: String,
    year: String,
}

impl TypedDay {
    /// What a form sent under names that start so.
    pub(super) fn sent(sent: &[(String, String)], name: &str) -> Self {
        let part = |part: &str| {
            let name = format!("{name}-{part}");
            let found = sent.iter().find(|(own, _)| *own == name);
            found.map_or(String::new(), |(_, value)| value.trim().to_owned())
        };
        Self {
            day: part("day"),
            month: part("month"),
            year: part("year"),
        }
    }

    /// A day, as somebody would type it.
    pub(super) fn of(day: Date) -> Self {
        let [day, month, year] =
            [day.day().into(), day.month().into(), day.year()].map(|part: i16| part.to_string());
        Self { day, month, year }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The day, or what is wrong with it: `called` is how the sentence begins.
    pub(super) fn read(&self, called: &str) -> Result<Date, String> {
        let parts = [
            ("day", &self.day),
            ("month", &self.month),
            ("year", &self.year),
        ];
        if self.is_empty() {
            return Err(format!("Enter the {}", lower(called)));
        }
        if let Some((part, _)) = parts.iter().find(|(_, text)| text.is_empty()) {
            return Err(format!("{called} must include a {part}"));
        }
        let number = |text: &str| text.parse::<i16>().ok();
        let day = (|| {
            let [day, month] = [&self.day, &self.month].map(|text| number(text));
            let (day, month) = (i8::try_from(day?).ok()?, i8::try_from(month?).ok()?);
            Date::new(number(&self.year)?, month, day).ok()
        })();
        let day = day.filter(|day| (1889..=2200).contains(&day.year()));
        day.ok_or_else(|| format!("{called} must be a real date"))
    }

    /// The fields, under names and ids that start with `name`.
    pub(super) fn input(&self, name: &str, question: &str, error: Option<Content>) -> DateInput {
        DateInput {
            id: name.to_owned(),
            name_prefix: Some(name.to_owned()),
            legend: Some(Legend::from(question)),
            hint: Some("For example, 20 5 2019".into()),
            error,
            parts: DatePart::all([&self.day, &self.month, &self.year]),
            ..DateInput::default()
        }
    }
}

fn lower(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    words
}

//! The kinds of value that a sheet asks for: how each is shown, and how what was typed is read.

use base::{
    Date, DateError, End, Exact, FinancialYear, Known, Pence, When, exact, in_full, long_date,
    parse_decimal,
};
use diagnostics::At;
use proposal::case::Prose;

use super::form::Kind;
use super::pen::{Answer, Ask, Pen, one_of};

/// What is said of a value that nobody knows.
const NOT_KNOWN: &str = "not known";

/// The hint under a date of which the day may be open.
pub(super) const DAY_OR_MONTH: &str = "Such as 1 June 2019, or June 2019";

/// The hint under a date.
pub(super) const DAY: &str = "Such as 1 June 2019";

/// The hint under a list.
pub(super) const ONE_A_LINE: &str = "One a line";

impl Pen<'_> {
    pub(super) fn text(&mut self, ask: &Ask<'_>, value: &mut Option<At<String>>) {
        let held = value.as_ref().map_or("", |at| &at.value);
        let kind = line(held);
        self.maybe(
            ask,
            kind,
            value,
            String::clone,
            |typed| Ok(typed.to_owned()),
        );
    }

    /// A text of several lines.
    pub(super) fn long_text(&mut self, ask: &Ask<'_>, value: &mut Option<At<String>>) {
        self.maybe(ask, Kind::Text, value, String::clone, |typed| {
            Ok(typed.to_owned())
        });
    }

    pub(super) fn must_text(&mut self, ask: &Ask<'_>, value: &mut At<String>) {
        let kind = line(&value.value);
        self.must(
            ask,
            kind,
            value,
            String::clone,
            |typed| Ok(typed.to_owned()),
        );
    }

    /// The paragraph of the report that says it.
    pub(super) fn paragraph(&mut self, value: &mut Option<At<String>>) {
        let ask = super::pen::ask("paragraph", "Paragraph of the report");
        self.maybe(&ask, Kind::Short, value, String::clone, |typed| {
            Ok(typed.to_owned())
        });
    }

    /// Names, one a line.
    pub(super) fn names(&mut self, ask: &Ask<'_>, names: &mut Vec<At<String>>) {
        let now = joined(names);
        match self.ask(ask, Kind::Text, now, |typed| Ok(lines(typed))) {
            Answer::AsItWas => {}
            Answer::Nothing => names.clear(),
            Answer::Value(new) => *names = new.into_iter().map(|name| self.at(name)).collect(),
        }
    }

    /// Some of the names that there are; others that are held stay in the list.
    pub(super) fn some_of(
        &mut self,
        ask: &Ask<'_>,
        offered: &[(String, String)],
        names: &mut Vec<At<String>>,
    ) {
        let mut all = offered.to_vec();
        for held in names.iter() {
            if all.iter().all(|(name, _)| *name != held.value) {
                all.push((held.value.clone(), held.value.clone()));
            }
        }
        let now = joined(names);
        let read = |typed: &str| Ok(lines(typed));
        match self.ask(ask, Kind::Several(all), now, read) {
            Answer::AsItWas => {}
            Answer::Nothing => names.clear(),
            Answer::Value(new) => *names = new.into_iter().map(|name| self.at(name)).collect(),
        }
    }

    pub(super) fn date(&mut self, ask: &Ask<'_>, value: &mut Option<At<Date>>) {
        let words = ask.words;
        let read = |typed: &str| day(words, typed);
        self.maybe(ask, Kind::Short, value, |day| long_date(*day), read);
    }

    pub(super) fn must_date(&mut self, ask: &Ask<'_>, value: &mut At<Date>) {
        let words = ask.words;
        let read = |typed: &str| day(words, typed);
        self.must(ask, Kind::Short, value, |day| long_date(*day), read);
    }

    /// A day, or a month.
    pub(super) fn when(&mut self, ask: &Ask<'_>, value: &mut Option<At<When>>) {
        let words = ask.words;
        self.maybe(ask, Kind::Short, value, When::to_string, |typed| {
            when(words, typed)
        });
    }

    /// An end; one that is no date is shown and stays until a date is typed over it.
    pub(super) fn end(&mut self, ask: &Ask<'_>, value: &mut Option<At<End>>) {
        let words = ask.words;
        let show = |end: &End| match end {
            End::On(when) => when.to_string(),
            other => other.to_string(),
        };
        self.maybe(ask, Kind::Line, value, show, |typed| {
            when(words, typed).map(End::On)
        });
    }

    pub(super) fn money(&mut self, ask: &Ask<'_>, value: &mut Option<At<Pence>>) {
        let words = ask.words;
        self.maybe(ask, Kind::Short, value, Pence::to_string, |typed| {
            money(words, typed)
        });
    }

    pub(super) fn must_money(&mut self, ask: &Ask<'_>, value: &mut At<Pence>) {
        let words = ask.words;
        self.must(ask, Kind::Short, value, Pence::to_string, |typed| {
            money(words, typed)
        });
    }

    pub(super) fn known_money(&mut self, ask: &Ask<'_>, value: &mut Option<At<Known<Pence>>>) {
        let words = ask.words;
        let read = |typed: &str| known(typed, |typed| money(words, typed));
        self.maybe(ask, Kind::Short, value, shown, read);
    }

    pub(super) fn count(&mut self, ask: &Ask<'_>, value: &mut Option<At<u32>>) {
        let words = ask.words;
        self.maybe(ask, Kind::Short, value, u32::to_string, |typed| {
            count(words, typed)
        });
    }

    pub(super) fn known_count(&mut self, ask: &Ask<'_>, value: &mut Option<At<Known<u32>>>) {
        let words = ask.words;
        let read = |typed: &str| known(typed, |typed| count(words, typed));
        self.maybe(ask, Kind::Short, value, shown, read);
    }

    pub(super) fn must_known_count(&mut self, ask: &Ask<'_>, value: &mut At<Known<u32>>) {
        let words = ask.words;
        let read = |typed: &str| known(typed, |typed| count(words, typed));
        self.must(ask, Kind::Short, value, shown, read);
    }

    pub(super) fn year(&mut self, ask: &Ask<'_>, value: &mut Option<At<FinancialYear>>) {
        let words = ask.words;
        self.maybe(ask, Kind::Short, value, FinancialYear::to_string, |typed| {
            year(words, typed)
        });
    }

    pub(super) fn years(&mut self, ask: &Ask<'_>, years: &mut Vec<At<FinancialYear>>) {
        let now = years.iter().map(|at| at.value.to_string());
        let now = now.collect::<Vec<_>>().join("\n");
        let words = ask.words;
        let read = |typed: &str| {
            let typed = lines(typed).into_iter();
            typed.map(|typed| year(words, &typed)).collect()
        };
        match self.ask::<Vec<_>>(ask, Kind::Text, now, read) {
            Answer::AsItWas => {}
            Answer::Nothing => years.clear(),
            Answer::Value(new) => *years = new.into_iter().map(|year| self.at(year)).collect(),
        }
    }

    /// A rate, as per cent.
    pub(super) fn rate(&mut self, ask: &Ask<'_>, value: &mut Option<At<Exact>>) {
        let words = ask.words;
        let show = |rate: &Exact| format!("{}%", in_full(*rate * 100));
        self.maybe(ask, Kind::Short, value, show, |typed| {
            let number = parse_decimal(typed.trim_end_matches('%').trim()).ok();
            let number = number.filter(|rate| *rate >= exact(0, 1) && *rate <= exact(100, 1));
            let wrong = || format!("{words} must be between 0% and 100%, such as 21.6%");
            number.map(|rate| rate / 100).ok_or_else(wrong)
        });
    }

    /// Hours a week.
    pub(super) fn hours(&mut self, ask: &Ask<'_>, value: &mut Option<At<Exact>>) {
        let words = ask.words;
        self.maybe(
            ask,
            Kind::Short,
            value,
            |hours| in_full(*hours),
            |typed| {
                let number = parse_decimal(typed).ok();
                let number = number.filter(|hours| *hours > exact(0, 1) && *hours <= exact(168, 1));
                number.ok_or_else(|| format!("{words} must be a number of hours, such as 37"))
            },
        );
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy + PartialEq>(
        &mut self,
        ask: &Ask<'_>,
        choices: &[(&'static str, T)],
        value: &mut Option<At<T>>,
    ) {
        let word = |chosen: &T| {
            let own = choices.iter().find(|(_, value)| value == chosen);
            own.map_or("", |(word, _)| word).to_owned()
        };
        let kind = one_of(choices.iter().map(|(word, _)| *word), "");
        let words = ask.words;
        self.maybe(ask, kind, value, word, |typed| {
            let own = choices.iter().find(|(word, _)| *word == typed);
            let wrong = || format!("Select one of the answers to \u{2018}{words}\u{2019}");
            own.map(|(_, value)| *value).ok_or_else(wrong)
        });
    }

    /// One of a few words, of which one is meant where nothing is said.
    pub(super) fn choice_or_default<T: Copy + PartialEq + Default>(
        &mut self,
        ask: &Ask<'_>,
        choices: &[(&'static str, T)],
        value: &mut T,
    ) {
        let word = |chosen: T| {
            let own = choices.iter().find(|(_, value)| *value == chosen);
            own.map_or("", |(word, _)| word).to_owned()
        };
        let all = choices.iter();
        let all = all.map(|(word, _)| ((*word).to_owned(), super::form::capital(word)));
        let kind = Kind::One(all.collect());
        let read = |typed: &str| {
            let own = choices.iter().find(|(word, _)| *word == typed);
            own.map(|(_, value)| *value).ok_or_else(String::new)
        };
        match self.ask(ask, kind, word(*value), read) {
            Answer::AsItWas => {}
            Answer::Nothing => *value = T::default(),
            Answer::Value(new) => *value = new,
        }
    }

    /// One of a few words that is kept as a text: one that is none of them can be kept.
    pub(super) fn word<'w>(
        &mut self,
        ask: &Ask<'_>,
        words: impl IntoIterator<Item = &'w str>,
        value: &mut Option<At<String>>,
    ) {
        let kind = one_of(words, value.as_ref().map_or("", |at| &at.value));
        self.maybe(
            ask,
            kind,
            value,
            String::clone,
            |typed| Ok(typed.to_owned()),
        );
    }

    /// Yes, no, or not said.
    pub(super) fn yes_no(&mut self, ask: &Ask<'_>, value: &mut Option<At<bool>>) {
        self.choice(ask, &[("yes", true), ("no", false)], value);
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, ask: &Ask<'_>, value: &mut bool) {
        self.choice_or_default(ask, &[("no", false), ("yes", true)], value);
    }

    pub(super) fn prose(&mut self, ask: &Ask<'_>, value: &mut Option<Prose>) {
        let now = value.as_ref().map(|prose| prose.text.clone());
        let read = |typed: &str| Ok(typed.to_owned());
        match self.ask(ask, Kind::Prose, now.unwrap_or_default(), read) {
            Answer::AsItWas => {}
            Answer::Nothing => *value = None,
            Answer::Value(text) => *value = Some(self.prose_of(text)),
        }
    }

    pub(super) fn prose_of(&self, text: String) -> Prose {
        // Text of several lines stands between its quotes as a person would write it.
        let text = match text.contains('\n') {
            true => format!("{text}\n"),
            false => text,
        };
        Prose {
            text,
            place: self.place(),
            offset: None,
        }
    }
}

/// A text as one line, unless it has several.
fn line(held: &str) -> Kind {
    match held.contains('\n') {
        true => Kind::Text,
        false => Kind::Line,
    }
}

fn joined(names: &[At<String>]) -> String {
    let names: Vec<&str> = names.iter().map(|at| at.value.as_str()).collect();
    names.join("\n")
}

fn lines(typed: &str) -> Vec<String> {
    let lines = typed.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn shown<T: ToString>(value: &Known<T>) -> String {
    match value {
        Known::Known(value) => value.to_string(),
        Known::Unknown | Known::Withheld => NOT_KNOWN.to_owned(),
    }
}

fn known<T>(typed: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Result<Known<T>, String> {
    match typed.eq_ignore_ascii_case(NOT_KNOWN) {
        true => Ok(Known::Unknown),
        false => read(typed).map(Known::Known),
    }
}

fn when(words: &str, typed: &str) -> Result<When, String> {
    let has_year = typed
        .split([' ', '-', '/'])
        .any(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()));
    When::parse(typed).map_err(|error| match error {
        DateError::NotADate(_) if !has_year => {
            format!("{words} must include a year, such as 1 June 2019")
        }
        _ => format!("{words} must be a real date, such as 1 June 2019"),
    })
}

fn day(words: &str, typed: &str) -> Result<Date, String> {
    match when(words, typed)? {
        When::Day(day) => Ok(day),
        When::Month(_) => Err(format!("{words} must include a day, such as 1 June 2019")),
    }
}

pub(super) fn money(words: &str, typed: &str) -> Result<Pence, String> {
    let amount = Pence::parse(typed).ok();
    let amount =
        amount.filter(|amount| *amount >= Pence::ZERO && *amount < Pence::pounds(100_000_000_000));
    amount.ok_or_else(|| format!("{words} must be an amount of money, such as £2,500"))
}

pub(super) fn count(words: &str, typed: &str) -> Result<u32, String> {
    let number = parse_decimal(typed).ok().filter(|number| {
        number.is_integer() && *number >= exact(0, 1) && *number <= exact(1_000_000, 1)
    });
    let count = number.and_then(|number| u32::try_from(number.to_integer()).ok());
    count.ok_or_else(|| format!("{words} must be a whole number, such as 4"))
}

fn year(words: &str, typed: &str) -> Result<FinancialYear, String> {
    FinancialYear::parse(typed)
        .map_err(|_| format!("{words} must be a financial year, such as 2019-20"))
}

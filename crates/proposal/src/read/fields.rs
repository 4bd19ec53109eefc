//! Reading one table field by field: every slip is reported, and what can be read is read.

use std::cell::RefCell;
use std::ops::Range;

use base::{
    Date, DateError, End, Exact, FinancialYear, Fte, Known, NumberError, Pence, When, exact,
    parse_decimal,
};
use diagnostics::{At, Diagnostic, Fix, Place, SourceId};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{meant, syntax::faults};
use crate::grounds::WITHHELD;
use crate::rules;
use crate::slips::{Near, as_toml, near_word};

/// Of a field that takes one of a few words, so many are offered one by one.
const OFFERED: usize = 4;

/// The file that is being read.
pub(super) struct Doc<'d> {
    pub(super) source: SourceId,
    pub(super) text: &'d str,
    pub(super) found: RefCell<Vec<Diagnostic>>,
    /// The lines that break the rules of TOML.
    broken: Vec<Range<usize>>,
}

impl<'d> Doc<'d> {
    /// A text with the faults that the parser found in it.
    pub(super) fn new(source: SourceId, text: &'d str, errors: &[toml::de::Error]) -> Self {
        let syntax = faults(source, text, errors);
        Self {
            source,
            text,
            found: RefCell::new(syntax.found),
            broken: syntax.lines,
        }
    }

    /// Does a value stand on a line with a fault? Then it may be half of what was written: of
    /// `cost = 40,702` the parser keeps 40. Tables under a heading, and texts of several lines, are kept.
    fn is_broken(&self, value: Value<'_>) -> bool {
        if self.broken.is_empty() {
            return false;
        }
        let span = value.span();
        let written = self.text.get(span.clone()).unwrap_or("");
        let kept = match value.get_ref() {
            DeValue::Table(_) => !written.starts_with('{'),
            DeValue::Array(items) => items
                .iter()
                .any(|item| matches!(item.get_ref(), DeValue::Table(_))),
            DeValue::String(_) => written.contains('\n'),
            _ => false,
        };
        let at = self.broken.partition_point(|line| line.end < span.start);
        !kept
            && self
                .broken
                .get(at)
                .is_some_and(|line| line.start <= span.end)
    }

    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    pub(super) fn place<T>(&self, spanned: &Spanned<T>) -> Place {
        Place::new(self.source, spanned.span())
    }
}

/// One table, and which of its fields were asked for.
pub(super) struct Fields<'d> {
    pub(super) doc: &'d Doc<'d>,
    pub(super) what: &'static str,
    pub(super) table: &'d DeTable<'d>,
    pub(super) place: Place,
    pub(super) asked: RefCell<Vec<&'static str>>,
}

pub(super) type Value<'d> = &'d Spanned<DeValue<'d>>;

impl<'d> Fields<'d> {
    pub(super) fn new(
        doc: &'d Doc<'d>,
        what: &'static str,
        table: &'d DeTable<'d>,
        place: Place,
    ) -> Self {
        Self {
            doc,
            what,
            table,
            place,
            asked: RefCell::default(),
        }
    }

    /// Reports the fields that nobody asked for. Ends every reading of a table.
    pub(super) fn finish(self) {
        self.report_unknown();
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The place of a field with its value.
    pub(super) fn whole_place(&self, key: &str) -> Place {
        match self.table.get_key_value(key) {
            Some((name, value)) => Place::new(self.doc.source, name.span().start..value.span().end),
            None => self.place.clone(),
        }
    }

    /// The place of a field's name.
    pub(super) fn key_place(&self, key: &str) -> Option<Place> {
        self.table
            .get_key_value(key)
            .map(|(key, _)| self.doc.place(key))
    }

    pub(super) fn value(&self, key: &'static str) -> Option<Value<'d>> {
        self.asked.borrow_mut().push(key);
        self.table
            .get(key)
            .filter(|value| !self.doc.is_broken(value))
    }

    pub(super) fn wrong_type(&self, key: &str, value: Value<'d>, wanted: &str) {
        let finding = self.not_of_type(key, value, wanted);
        self.doc.report(match self.out_of_list(value, wanted) {
            Some(fix) => finding.fix(fix),
            None => finding,
        });
    }

    fn not_of_type(&self, key: &str, value: Value<'d>, wanted: &str) -> Diagnostic {
        let message = format!(
            "`{key}` of {} is {}, not {wanted}",
            self.what,
            kind(value.get_ref())
        );
        rules::WRONG_TYPE
            .at(self.doc.place(value), message)
            .label(format!("expected {wanted}"))
    }

    /// A fix that takes a text out of the brackets of a list that holds nothing else.
    fn out_of_list(&self, value: Value<'d>, wanted: &str) -> Option<Fix> {
        let DeValue::Array(items) = value.get_ref() else {
            return None;
        };
        let mut items = items.iter();
        let (Some(item), None, "a text") = (items.next(), items.next(), wanted) else {
            return None;
        };
        as_text(item.get_ref())?;
        let written = self.doc.text.get(item.span())?;
        let around = self.doc.text.get(value.span())?.replacen(written, "", 1);
        // A comment or a line break in the brackets would be lost.
        let is_bare = around.chars().all(|c| matches!(c, '[' | ']' | ',' | ' '));
        is_bare.then(|| {
            let label = format!("Take {written} out of the brackets");
            Fix::safe(label).replace(self.doc.place(value), written)
        })
    }

    fn missing(&self, key: &str) {
        let message = format!("{} needs `{key}`", self.what);
        let help =
            format!("add `{key} = …`, or `{key} = \"not known\"` where the paper leaves it open");
        self.doc.report(
            rules::MISSING_KEY
                .at(self.place.clone(), message)
                .help(help),
        );
    }

    /// A field that the record cannot do without.
    pub(super) fn needed<T>(
        &self,
        key: &'static str,
        read: impl Fn(&Self, &'static str) -> Option<T>,
    ) -> Option<T> {
        let present = self.has(key);
        let before = self.doc.found.borrow().len();
        let value = read(self, key);
        if !present {
            self.missing(key);
        }
        // Taking out what is needed mends nothing.
        for finding in self.doc.found.borrow_mut().iter_mut().skip(before) {
            if finding.code() == rules::MISSING_KEY.code {
                finding.fixes.clear();
            }
        }
        value
    }

    /// A text, or a number written as one: `6.4` is a paragraph.
    pub(super) fn text(&self, key: &'static str) -> Option<At<String>> {
        let value = self.value(key)?;
        let text = as_text(value.get_ref());
        if text.is_none() {
            self.wrong_type(key, value, "a text");
        }
        let text = text?.trim().to_owned();
        if text.is_empty() {
            let message = format!("`{key}` of {} is empty", self.what);
            let place = self.doc.place(value);
            let fix = Fix::choice(format!("Take the empty `{key}` out")).take_out(place.clone());
            self.doc.report(
                rules::MISSING_KEY
                    .at(place, message)
                    .help("fill it in or leave it out")
                    .fix(fix),
            );
            return None;
        }
        Some(At::new(text, self.doc.place(value)))
    }

    /// A text that may be "not known".
    pub(super) fn known_text(&self, key: &'static str) -> Option<At<Known<String>>> {
        self.text(key).map(|text| {
            text.map(|text| {
                if is_not_known(&text) {
                    Known::Unknown
                } else {
                    Known::Known(text)
                }
            })
        })
    }

    /// One text or a list of them.
    pub(super) fn texts(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let items: Vec<Value<'d>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let read = |item: Value<'d>| {
            let text = as_text(item.get_ref());
            if text.is_none() {
                self.wrong_type(key, item, "a text or a list of texts");
            }
            text.map(|text| At::new(text.trim().to_owned(), self.doc.place(item)))
        };
        items.into_iter().filter_map(read).collect()
    }

    /// As [`Fields::texts`], but an absent field is not an empty list.
    pub(super) fn some_texts(&self, key: &'static str) -> Option<Vec<At<String>>> {
        let present = self.has(key);
        let texts = self.texts(key);
        present.then_some(texts)
    }

    pub(super) fn flag(&self, key: &'static str) -> Option<At<bool>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(At::new(*flag, self.doc.place(value))),
            other => {
                let said = match other {
                    DeValue::String(text) => text.trim().to_lowercase(),
                    _ => String::new(),
                };
                let meant = match said.as_str() {
                    "true" | "yes" => Some("true"),
                    "false" | "no" => Some("false"),
                    _ => None,
                };
                let place = self.doc.place(value);
                let write = |flag: &str| Fix::safe(format!("Write {flag}")).replace(place, flag);
                let finding = self.not_of_type(key, value, "true or false");
                self.doc
                    .report(meant.map(write).into_iter().fold(finding, Diagnostic::fix));
                None
            }
        }
    }

    /// A day.
    pub(super) fn date(&self, key: &'static str) -> Option<At<Date>> {
        let when = self.when(key)?;
        match when.value {
            When::Day(day) => Some(At::new(day, when.place)),
            When::Month(_) => {
                let message = format!("`{key}` of {} needs a day, not only a month", self.what);
                self.doc.report(rules::NOT_A_DATE.at(when.place, message));
                None
            }
        }
    }

    /// A day or a month.
    pub(super) fn when(&self, key: &'static str) -> Option<At<When>> {
        let value = self.value(key)?;
        self.when_of(key, value)
    }

    fn when_of(&self, key: &str, value: Value<'d>) -> Option<At<When>> {
        let text = match value.get_ref() {
            DeValue::Datetime(stamp) => match (stamp.date, stamp.time) {
                (Some(date), None) => date.to_string(),
                _ => stamp.to_string(),
            },
            DeValue::String(text) => text.to_string(),
            _ => {
                self.wrong_type(key, value, "a date");
                return None;
            }
        };
        let place = self.doc.place(value);
        match When::parse(&text) {
            Ok(when) => Some(At::new(when, place)),
            Err(error) => {
                let fixes = meant::dates(&place, &text, &error);
                let finding = not_a_date(place, &error);
                self.doc
                    .report(fixes.into_iter().fold(finding, Diagnostic::fix));
                None
            }
        }
    }

    pub(super) fn year(&self, key: &'static str) -> Option<At<FinancialYear>> {
        self.text(key).and_then(|text| self.year_of(&text))
    }

    pub(super) fn years(&self, key: &'static str) -> Vec<At<FinancialYear>> {
        self.texts(key)
            .iter()
            .filter_map(|text| self.year_of(text))
            .collect()
    }

    fn year_of(&self, text: &At<String>) -> Option<At<FinancialYear>> {
        let year = FinancialYear::parse(text);
        if year.is_err() {
            let message = format!("{:?} is not a financial year", text.value);
            let finding = rules::NOT_A_DATE
                .at(text.place.clone(), message)
                .help("write it as \"2018-19\"");
            let fixes = meant::financial_years(&text.place, text);
            self.doc
                .report(fixes.into_iter().fold(finding, Diagnostic::fix));
        }
        year.ok().map(|year| At::new(year, text.place.clone()))
    }

    /// A number as it is written, or as a text; `None` inside says "not known".
    fn number(&self, key: &'static str, wanted: &str) -> Option<At<Known<String>>> {
        let value = self.value(key)?;
        let place = self.doc.place(value);
        let text = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::String(text) if is_not_known(text) => {
                return Some(At::new(Known::Unknown, place));
            }
            DeValue::String(text) if text.trim().eq_ignore_ascii_case(WITHHELD) => {
                return Some(At::new(Known::Withheld, place));
            }
            DeValue::String(text) => text.to_string(),
            _ => {
                self.wrong_type(key, value, wanted);
                return None;
            }
        };
        Some(At::new(Known::Known(text), place))
    }

    fn parsed<T>(
        &self,
        key: &'static str,
        wanted: &str,
        parse: impl Fn(&str) -> Result<T, NumberError>,
        in_range: impl Fn(&T) -> bool,
        range: &str,
    ) -> Option<At<Known<T>>> {
        let text = self.number(key, wanted)?;
        let Known::Known(digits) = &text.value else {
            let missing = match text.value {
                Known::Withheld => Known::Withheld,
                Known::Known(_) | Known::Unknown => Known::Unknown,
            };
            return Some(At::new(missing, text.place));
        };
        let reads = |text: &str| parse(text).is_ok_and(|value| in_range(&value));
        match parse(digits) {
            Ok(value) if in_range(&value) => Some(At::new(Known::Known(value), text.place)),
            Ok(_) => {
                let message = format!("`{key}` of {} is {digits}; it must be {range}", self.what);
                let fix = meant::without_sign(&text.place, digits, reads);
                let finding = rules::OUT_OF_RANGE
                    .at(text.place, message)
                    .figure("given", digits);
                self.doc
                    .report(fix.into_iter().fold(finding, Diagnostic::fix));
                None
            }
            Err(error) => {
                let help = match error {
                    NumberError::StraySeparator(_) => {
                        "write 0.5 with a point, and part thousands in threes"
                    }
                    NumberError::NotANumber(_) => "write digits, with a point before pence",
                    NumberError::TooLong(_) => "no council has that much",
                };
                let message = format!("`{key}` of {}: {error}", self.what);
                let fixes = meant::numbers(&text.place, digits, reads);
                let finding = rules::NOT_AN_AMOUNT.at(text.place, message).help(help);
                self.doc
                    .report(fixes.into_iter().fold(finding, Diagnostic::fix));
                None
            }
        }
    }

    pub(super) fn known_money(&self, key: &'static str) -> Option<At<Known<Pence>>> {
        let limit = Pence::pounds(100_000_000_000);
        let range = |amount: &Pence| *amount >= Pence::ZERO && *amount < limit;
        self.parsed(
            key,
            "an amount of money",
            Pence::parse,
            range,
            "between £0 and £100,000,000,000",
        )
    }

    pub(super) fn money(&self, key: &'static str) -> Option<At<Pence>> {
        self.insist(key, self.known_money(key))
    }

    pub(super) fn known_fte(&self, key: &'static str) -> Option<At<Known<Fte>>> {
        let range = |fte: &Fte| !fte.is_negative() && !fte.is_zero() && *fte <= Fte::whole(20_000);
        self.parsed(
            key,
            "an FTE",
            Fte::parse,
            range,
            "more than 0 and at most 20,000",
        )
    }

    pub(super) fn fte(&self, key: &'static str) -> Option<At<Fte>> {
        self.insist(key, self.known_fte(key))
    }

    pub(super) fn known_count(&self, key: &'static str) -> Option<At<Known<u32>>> {
        let range = |number: &Exact| {
            number.is_integer() && *number >= exact(0, 1) && *number <= exact(1_000_000, 1)
        };
        let count = self.parsed(
            key,
            "a whole number",
            parse_decimal,
            range,
            "a whole number between 0 and 1,000,000",
        )?;
        Some(count.map(|known| {
            known.map(|number| u32::try_from(number.to_integer()).unwrap_or(u32::MAX))
        }))
    }

    pub(super) fn count(&self, key: &'static str) -> Option<At<u32>> {
        self.insist(key, self.known_count(key))
    }

    /// Hours, weeks: a positive number below 200.
    pub(super) fn hours(&self, key: &'static str) -> Option<At<Exact>> {
        let range = |hours: &Exact| *hours > exact(0, 1) && *hours <= exact(168, 1);
        self.insist(
            key,
            self.parsed(
                key,
                "a number of hours or weeks",
                parse_decimal,
                range,
                "more than 0 and at most 168",
            ),
        )
    }

    /// A rate or share: `"21.7%"`, or `0.217`.
    pub(super) fn rate(&self, key: &'static str) -> Option<At<Exact>> {
        let range = |rate: &Exact| *rate >= exact(0, 1) && *rate <= exact(1, 1);
        self.insist(
            key,
            self.parsed(key, "a rate", parse_rate, range, "between 0% and 100%"),
        )
    }

    /// Per cent, in hundredths.
    pub(super) fn percent(&self, key: &'static str) -> Option<At<i64>> {
        let parse = |text: &str| parse_decimal(text.trim_end_matches('%').trim());
        let range = |number: &Exact| *number >= exact(-1000, 1) && *number <= exact(1000, 1);
        let percent = self.insist(
            key,
            self.parsed(key, "a percentage", parse, range, "between −1000 and 1000"),
        )?;
        Some(percent.map(|number| i64::try_from((number * 100).round().to_integer()).unwrap_or(0)))
    }

    fn insist<T>(&self, key: &str, value: Option<At<Known<T>>>) -> Option<At<T>> {
        let At { value, place } = value?;
        if !value.is_known() {
            let message = format!("`{key}` of {} cannot be \"not known\"", self.what);
            self.doc.report(
                rules::WRONG_TYPE
                    .at(place.clone(), message)
                    .help("leave the record out, or give the number"),
            );
        }
        value.known().map(|value| At::new(value, place))
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<At<T>> {
        let text = self.text(key)?;
        let value = self.choice_of(key, &text, words);
        value.map(|value| At::new(value, text.place))
    }

    /// One or several of a few words. One that is none of them is reported, and keeps its place.
    pub(super) fn choices<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Vec<At<Known<T>>> {
        let read = |text: At<String>| {
            let value = self.choice_of(key, &text, words);
            At::new(Known::from(value), text.place)
        };
        self.texts(key).into_iter().map(read).collect()
    }

    fn choice_of<T: Copy>(
        &self,
        key: &'static str,
        text: &At<String>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let found = words
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text));
        if found.is_none() {
            let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
            let message = format!("`{key}` of {} cannot be {:?}", self.what, text.value);
            let finding = rules::UNKNOWN_CHOICE.at(text.place.clone(), message);
            let write = |near: Near<'_>| near.write(text.place.clone(), &as_toml(near.name));
            self.doc
                .report(match near_word(text, list.iter().copied()) {
                    Some(near) => finding
                        .help(format!("did you mean {:?}?", near.name))
                        .fix(write(near)),
                    None => {
                        let offered = list.iter().filter(|_| list.len() <= OFFERED);
                        let any = |name| Near {
                            name,
                            is_slip: false,
                        };
                        let fixes = offered.map(|word| write(any(word)));
                        let finding = finding.help(format!("it is one of: {}", list.join(", ")));
                        fixes.fold(finding, Diagnostic::fix)
                    }
                });
        }
        found.map(|(_, value)| *value)
    }

    /// An end: a date, or a table that says how it ends.
    pub(super) fn end(&self, key: &'static str) -> Option<At<End>> {
        let value = self.value(key)?;
        self.end_of(key, value, 0)
            .map(|end| At::new(end, self.doc.place(value)))
    }

    fn end_of(&self, key: &'static str, value: Value<'d>, depth: u8) -> Option<End> {
        let DeValue::Table(table) = value.get_ref() else {
            return self.when_of(key, value).map(|when| End::On(when.value));
        };
        let fields = Fields::new(self.doc, "an end", table, self.doc.place(value));
        let months = fields
            .count("months_from_filling")
            .map(|months| End::AfterFilling {
                months: months.value,
            });
        let on = fields.when("on").map(|when| when.value);
        let fund = fields.text("funding_ends").map(|fund| End::WithFunding {
            fund: fund.value,
            on,
        });
        let event = fields.text("event").map(|event| End::Event(event.value));
        let earliest = fields
            .value("earliest")
            .and_then(|list| match list.get_ref() {
                DeValue::Array(items) if depth == 0 => {
                    let ends: Vec<End> = items
                        .iter()
                        .filter_map(|item| self.end_of(key, item, 1))
                        .collect();
                    (!ends.is_empty()).then_some(End::EarliestOf(ends))
                }
                _ => {
                    fields.wrong_type("earliest", list, "a list of ends");
                    None
                }
            });
        fields.finish();
        let end = months.or(fund).or(event).or(earliest).or(on.map(End::On));
        if end.is_none() {
            let message = format!("`{key}` of {} does not say how it ends", self.what);
            let help = "write a date, or one of months_from_filling, funding_ends, event, earliest";
            self.doc.report(
                rules::MISSING_KEY
                    .at(self.doc.place(value), message)
                    .help(help),
            );
        }
        end
    }

    /// Who pays: one name, a list, or a table of names and shares.
    pub(super) fn shares(&self, key: &'static str) -> Vec<(At<String>, Known<Exact>)> {
        let Some(value) = self
            .table
            .get(key)
            .filter(|value| !self.doc.is_broken(value))
        else {
            self.asked.borrow_mut().push(key);
            return Vec::new();
        };
        let DeValue::Table(table) = value.get_ref() else {
            return self
                .texts(key)
                .into_iter()
                .map(|name| (name, Known::Unknown))
                .collect();
        };
        self.asked.borrow_mut().push(key);
        let share = |(name, share): (&'d Spanned<_>, Value<'d>)| {
            let name: &std::borrow::Cow<'d, str> = name.get_ref();
            let text = as_text(share.get_ref());
            let rate = text.as_ref().and_then(|text| parse_rate(text).ok());
            let fits = rate.filter(|rate| *rate >= exact(0, 1) && *rate <= exact(1, 1));
            if fits.is_none() && !text.is_some_and(|text| is_not_known(&text)) {
                self.wrong_type(key, share, "a share such as \"60%\"");
            }
            (
                At::new(name.to_string(), self.doc.place(share)),
                Known::from(fits),
            )
        };
        table.iter().map(share).collect()
    }

    /// The tables under a key: one, or a list of them.
    pub(super) fn records(&self, key: &'static str, what: &'static str) -> Vec<Fields<'d>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let items: Vec<Value<'d>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let record = |item: Value<'d>| match item.get_ref() {
            DeValue::Table(table) => {
                Some(Fields::new(self.doc, what, table, self.heading(key, item)))
            }
            _ => {
                self.wrong_type(key, item, "a table");
                None
            }
        };
        items.into_iter().filter_map(record).collect()
    }

    /// The one table under a key.
    pub(super) fn record(&self, key: &'static str, what: &'static str) -> Option<Fields<'d>> {
        let records = self.records(key, what);
        if let Some(second) = records.get(1) {
            let message = format!("{} has more than one `{key}`", self.what);
            self.doc.report(
                rules::WRONG_TYPE
                    .at(second.place.clone(), message)
                    .help("keep one of them"),
            );
        }
        records.into_iter().next()
    }

    /// The place by which a record is pointed at: its first line.
    fn heading(&self, key: &'static str, value: Value<'d>) -> Place {
        let span = value.span();
        let text = self.doc.text.get(span.clone()).unwrap_or("");
        let first_line = text.lines().next().unwrap_or("").trim_end();
        if span.is_empty() || first_line.is_empty() {
            return self.key_place(key).unwrap_or_else(|| self.doc.place(value));
        }
        Place::new(self.doc.source, span.start..span.start + first_line.len())
    }

    /// Every field's name with its place.
    pub(super) fn names(&self) -> Vec<At<String>> {
        self.table
            .iter()
            .map(|(key, _)| At::new(key.get_ref().to_string(), self.doc.place(key)))
            .collect()
    }

    /// A field whose name is not fixed, as a text.
    pub(super) fn free_text(&self, key: &str) -> Option<At<String>> {
        let value = self.table.get(key)?;
        as_text(value.get_ref()).map(|text| At::new(text, self.doc.place(value)))
    }
}

fn not_a_date(place: Place, error: &DateError) -> Diagnostic {
    rules::NOT_A_DATE
        .at(place, error.to_string())
        .help("write 2019-03-31, \"31 March 2019\", or \"July 2020\" where only the month is known")
}

fn is_not_known(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "not known" | "unknown" | "not stated"
    )
}

fn parse_rate(text: &str) -> Result<Exact, NumberError> {
    match text.trim().strip_suffix('%') {
        Some(percent) => parse_decimal(percent.trim()).map(|number| number / 100),
        None => parse_decimal(text),
    }
}

fn as_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

//! What a person has chosen about a list, as it is kept between the steps.

use base::Date;
use exchange::{Choices, Field, Layout, LayoutError, List, Remedies, Remedy};

/// What is chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The council.
    pub(super) body: String,
    /// The day of the opening balance.
    pub(super) date: Option<Date>,
    /// The place of the sheet, and the row that holds the headings.
    pub(super) headings: Option<(usize, u32)>,
    /// What each column means; nothing until a person has said so.
    pub(super) columns: Option<Vec<Option<Field>>>,
    /// What to do about kinds of problems, by their keys.
    pub(super) remedies: Vec<(String, Remedy)>,
    /// Rows that are left out by their numbers.
    pub(super) left_out: Vec<u32>,
}

const REMEDIES: [(&str, Remedy); 3] = [
    ("read", Remedy::Read),
    ("not-known", Remedy::NotKnown),
    ("leave-out", Remedy::LeaveOut),
];

/// The name of a remedy in a form.
pub(super) fn remedy_name(remedy: Remedy) -> &'static str {
    let named = REMEDIES.iter().find(|(_, one)| *one == remedy);
    named.map_or("", |(name, _)| name)
}

/// The remedy of a name.
pub(super) fn remedy_named(name: &str) -> Option<Remedy> {
    let named = REMEDIES.iter().find(|(one, _)| *one == name);
    named.map(|(_, remedy)| *remedy)
}

/// The meaning of a column by its name in a form; nothing for what means nothing.
pub(super) fn meaning_named(name: &str) -> Option<Field> {
    Field::named(name)
}

impl Chosen {
    /// Reads what was kept. What cannot be read was never chosen.
    pub(super) fn read(text: &str) -> Self {
        let mut chosen = Self::default();
        let mut sheet = None;
        let mut columns: Vec<Option<Field>> = Vec::new();
        let mut has_columns = false;
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            match name.as_ref() {
                "body" => chosen.body = value.into_owned(),
                "date" => chosen.date = value.parse().ok(),
                "sheet" => sheet = value.parse().ok(),
                "headings" => chosen.headings = sheet.zip(value.parse().ok()),
                "column" => {
                    has_columns = true;
                    columns.push(meaning_named(&value));
                }
                "row" => chosen.left_out.extend(value.parse::<u32>()),
                name => {
                    if let Some(remedy) = remedy_named(name) {
                        chosen.remedies.push((value.into_owned(), remedy));
                    }
                }
            }
        }
        chosen.columns = has_columns.then_some(columns);
        chosen
    }

    /// As it is kept.
    pub(super) fn text(&self) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.append_pair("body", &self.body);
        if let Some(date) = self.date {
            text.append_pair("date", &date.to_string());
        }
        if let Some((sheet, row)) = self.headings {
            text.append_pair("sheet", &sheet.to_string());
            text.append_pair("headings", &row.to_string());
        }
        for meaning in self.columns.iter().flatten() {
            let name = meaning.map_or_else(|| "nothing".to_owned(), |field| field.to_string());
            text.append_pair("column", &name);
        }
        for (key, remedy) in &self.remedies {
            text.append_pair(remedy_name(*remedy), key);
        }
        for row in &self.left_out {
            text.append_pair("row", &row.to_string());
        }
        text.finish()
    }

    /// Chooses what to do about a kind of problem, or nothing any more.
    pub(super) fn mend(&mut self, key: &str, remedy: Option<Remedy>) {
        self.remedies.retain(|(other, _)| other != key);
        if let Some(remedy) = remedy {
            self.remedies.push((key.to_owned(), remedy));
        }
    }

    /// Where the headings are and what the columns mean: as chosen, else the best guess.
    pub(super) fn layout(&self, list: &List) -> Result<Layout, LayoutError> {
        let mut layout = match self.headings {
            Some((sheet, row)) => Layout::with_headings(list, sheet, row),
            None => Layout::guess(list)?,
        };
        if let Some(columns) = &self.columns {
            layout.choose_all(columns.iter().copied());
        }
        Ok(layout)
    }

    /// What the reading needs to know beside the columns; nothing without a day.
    pub(super) fn choices(&self) -> Option<Choices> {
        let mut remedies = Remedies::default();
        for (key, remedy) in &self.remedies {
            // A kind that is not known any more, after an upgrade, is asked about again.
            let _ = remedies.choose(key, *remedy);
        }
        for row in &self.left_out {
            remedies.leave_out_row(*row);
        }
        Some(Choices {
            body: self.body.clone(),
            date: self.date?,
            remedies,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_kept_word_for_word() {
        let mut chosen = Chosen {
            body: "Anytown & District <Council>".to_owned(),
            date: "2018-04-01".parse().ok(),
            headings: Some((1, 4)),
            columns: Some(vec![Some(Field::Title), None, Some(Field::Unit(6))]),
            remedies: Vec::new(),
            left_out: vec![7, 214],
        };
        chosen.mend("list-not-a-number:fte", Some(Remedy::Read));
        chosen.mend("list-ended", Some(Remedy::LeaveOut));
        assert_eq!(Chosen::read(&chosen.text()), chosen);
        chosen.mend("list-ended", None);
        assert_eq!(chosen.remedies.len(), 1);
        assert_eq!(Chosen::read(&chosen.text()), chosen);
        assert_eq!(Chosen::read("date=never&headings=x"), Chosen::default());
    }
}

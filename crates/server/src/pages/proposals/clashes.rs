//! What two people typed into the rows of one proposal, side by side: in the form, and from what it sends.

use drafting::{Clash, Entry, Fault, Field, What};
use maud::{Markup, html};

use crate::components::{Choice, Choices, Content, Legend};

/// The name under which a form sends what stands in a clash.
const NAME: &str = "clash";

/// What is chosen where two people said different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Yours,
    Theirs,
}

impl Side {
    const BOTH: [Self; 2] = [Self::Yours, Self::Theirs];

    fn key(self) -> &'static str {
        match self {
            Self::Yours => "yours",
            Self::Theirs => "theirs",
        }
    }
}

/// A clash, and what is chosen in it.
#[derive(Clone, Debug)]
pub(super) struct Choosing {
    clash: Clash,
    chosen: Option<Side>,
}

impl From<Clash> for Choosing {
    fn from(clash: Clash) -> Self {
        Self {
            clash,
            chosen: None,
        }
    }
}

impl Choosing {
    /// The clashes that a form sent, with what was chosen.
    pub(super) fn read(sent: &[(String, String)]) -> Vec<Self> {
        let clashes = sent.iter().filter(|(name, _)| name == NAME);
        let clashes = clashes.filter_map(|(_, value)| clash_of(value));
        let chosen = |clash: &Clash| {
            let name = choice_of(clash);
            let own = sent.iter().find(|(own, _)| *own == name)?;
            Side::BOTH.into_iter().find(|side| side.key() == own.1)
        };
        clashes
            .map(|clash| Self {
                chosen: chosen(&clash),
                clash,
            })
            .collect()
    }

    /// Puts what is chosen where it belongs; what was typed here, as long as nothing is.
    pub(super) fn apply(&self, entries: &mut [Entry]) {
        let Some(entry) = entries.get_mut(self.row()) else {
            return;
        };
        let is_theirs = self.chosen == Some(Side::Theirs);
        match &self.clash {
            Clash::Field {
                field,
                yours,
                theirs,
                ..
            } => entry.set(*field, if is_theirs { theirs } else { yours }),
            Clash::Row { yours, theirs, .. } => match if is_theirs { theirs } else { yours } {
                Some(chosen) => chosen.as_ref().clone_into(entry),
                None => entry.taken_out = true,
            },
        }
    }

    pub(super) fn row(&self) -> usize {
        self.clash.row()
    }

    /// The field in which it is; none where it is about the row as a whole.
    pub(super) fn field(&self) -> Option<Field> {
        match &self.clash {
            Clash::Field { field, .. } => Some(*field),
            Clash::Row { .. } => None,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.chosen.is_none()
    }

    /// What is wrong with it, while nothing is chosen.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.is_open().then(|| Fault {
            row: self.row(),
            field: self.field().unwrap_or(Field::What),
            words: match self.field() {
                Some(field) => format!("{}: select which to keep", field.words()),
                None => "Select what happens to these posts".to_owned(),
            },
        })
    }

    /// Where it stands on the page.
    pub(super) fn id(&self) -> String {
        format!(
            "r{}-{}",
            self.row(),
            self.field().unwrap_or(Field::What).key()
        )
    }

    /// `How many`, or what the row as a whole is about.
    pub(super) fn words(&self) -> &'static str {
        self.field().unwrap_or(Field::What).words()
    }

    /// Both, to choose from. `them` is who saved the other.
    pub(super) fn choices(&self, them: &str, fault: Option<&str>) -> Markup {
        let (yours, theirs) = match &self.clash {
            Clash::Field { yours, theirs, .. } => (nothing_or(yours), nothing_or(theirs)),
            Clash::Row { yours, theirs, .. } => {
                (in_words(yours.as_deref()), in_words(theirs.as_deref()))
            }
        };
        let item = |side: Side, text: String, whose: String| Choice {
            value: side.key().to_owned(),
            text: text.into(),
            hint: Some(whose.into()),
            checked: self.chosen == Some(side),
            ..Choice::default()
        };
        let choices = Choices {
            name: choice_of(&self.clash),
            id_prefix: Some(self.id()),
            legend: Some(Legend::from(self.words())),
            error: fault.map(Content::from),
            items: vec![
                item(Side::Yours, yours, "You typed this".to_owned()),
                item(Side::Theirs, theirs, format!("{them} saved this")),
            ],
            classes: "govuk-radios--small".to_owned(),
            ..Choices::default()
        };
        html! {
            input type="hidden" name=(NAME) value=(written(&self.clash));
            (choices)
        }
    }
}

/// The name under which a form sends what is chosen.
fn choice_of(clash: &Clash) -> String {
    match clash {
        Clash::Field { row, field, .. } => format!("r{row}-choice-{}", field.key()),
        Clash::Row { row, .. } => format!("r{row}-choice"),
    }
}

fn nothing_or(text: &str) -> String {
    match text {
        "" => "Nothing".to_owned(),
        text => text.to_owned(),
    }
}

/// What a row says, in a line.
fn in_words(entry: Option<&Entry>) -> String {
    let Some(entry) = entry else {
        return "Take out of this proposal".to_owned();
    };
    let what = entry.what.map_or("Nothing yet", What::words).to_owned();
    let said = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::What && !entry.get(*field).trim().is_empty());
    let said = said.map(|field| format!("{}: {}", field.words(), entry.get(field)));
    std::iter::once(what)
        .chain(said)
        .collect::<Vec<_>>()
        .join("; ")
}

/// A clash as a form sends it.
fn written(clash: &Clash) -> String {
    let mut pairs = vec![("row".to_owned(), clash.row().to_string())];
    let mut put = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
    match clash {
        Clash::Field {
            field,
            yours,
            theirs,
            ..
        } => {
            put("field", field.key());
            put("yours", yours);
            put("theirs", theirs);
        }
        Clash::Row { yours, theirs, .. } => {
            for (side, entry) in [("yours", yours), ("theirs", theirs)] {
                let Some(entry) = entry else { continue };
                put(side, entry.what.map_or("", What::key));
                for field in Field::ALL.into_iter().filter(|field| *field != Field::What) {
                    let value = entry.get(field);
                    if !value.is_empty() {
                        put(&format!("{side}-{}", field.key()), value);
                    }
                }
            }
        }
    }
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

fn clash_of(written: &str) -> Option<Clash> {
    let pairs: Vec<_> = form_urlencoded::parse(written.as_bytes())
        .into_owned()
        .collect();
    let get = |name: &str| {
        let own = pairs.iter().find(|(own, _)| own == name);
        own.map(|(_, value)| value.clone())
    };
    let row = get("row")?.parse().ok()?;
    if let Some(key) = get("field") {
        let field = Field::ALL.into_iter().find(|field| field.key() == key)?;
        return Some(Clash::Field {
            row,
            field,
            yours: get("yours")?,
            theirs: get("theirs")?,
        });
    }
    let entry = |side: &str| {
        let mut entry = Entry::default();
        entry.what = What::of_key(&get(side)?);
        for field in Field::ALL.into_iter().filter(|field| *field != Field::What) {
            entry.set(
                field,
                get(&format!("{side}-{}", field.key())).unwrap_or_default(),
            );
        }
        Some(Box::new(entry))
    };
    Some(Clash::Row {
        row,
        yours: entry("yours"),
        theirs: entry("theirs"),
    })
}

#[cfg(test)]
mod tests {
    use drafting::{Clash, Entry, Field, What};

    use super::{clash_of, written};

    #[test]
    fn a_clash_goes_through_a_form_and_back() {
        let entry =
            Entry::to_posts(What::Replace).with(Field::Note, "a & b = c; 50% \u{2018}d\u{2019}");
        let clashes = [
            Clash::Field {
                row: 3,
                field: Field::Grade,
                yours: "Grade 4 & up".to_owned(),
                theirs: String::new(),
            },
            Clash::Row {
                row: 0,
                yours: Some(Box::new(entry)),
                theirs: None,
            },
            Clash::Row {
                row: 7,
                yours: None,
                theirs: Some(Box::default()),
            },
        ];
        for clash in clashes {
            assert_eq!(clash_of(&written(&clash)), Some(clash));
        }
        for broken in [
            "",
            "row=x",
            "row=1&field=nothing&yours=&theirs=",
            "row=1&field=grade",
        ] {
            assert_eq!(clash_of(broken), None, "{broken}");
        }
    }
}

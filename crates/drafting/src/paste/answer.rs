//! What a person says about pasted rows, as a form carries it.

use super::meaning::Meaning;

/// What is asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A text, wherever it stands in that column.
    Text(Meaning, String),
    /// What stands in that column of one row.
    Cell(u32, Meaning),
    /// The posts that rows name so.
    Posts(Named),
    /// What a column means, counted from nought.
    Column(usize),
}

/// How rows name posts; empty where they do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The council's own number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The grade.
    pub grade: String,
    /// The unit.
    pub unit: String,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It means this: a text, the key of posts or of a column's meaning.
    Means(String),
    /// It means what stands in the row above: the cells were merged.
    AsAbove,
    /// It is as the rows have it: posts that the register does not hold.
    AsWritten,
    /// These rows are left out.
    LeaveOut,
}

/// A reply to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked about.
    pub about: About,
    /// What was said.
    pub reply: Reply,
}

impl About {
    /// As a form carries it. Pasted cells hold no tabs.
    pub fn text(&self) -> String {
        match self {
            Self::Text(meaning, text) => format!("text\t{}\t{text}", meaning.key()),
            Self::Cell(row, meaning) => format!("cell\t{}\t{row}", meaning.key()),
            Self::Posts(named) => {
                let Named {
                    number,
                    title,
                    grade,
                    unit,
                } = named;
                format!("posts\t{number}\t{title}\t{grade}\t{unit}")
            }
            Self::Column(index) => format!("column\t{index}"),
        }
    }

    /// What a form carried.
    pub fn of_text(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('\t').collect();
        match parts[..] {
            ["text", meaning, text] => Some(Self::Text(Meaning::of_key(meaning)?, text.to_owned())),
            ["cell", meaning, row] => {
                Some(Self::Cell(row.parse().ok()?, Meaning::of_key(meaning)?))
            }
            ["posts", number, title, grade, unit] => Some(Self::Posts(Named {
                number: number.to_owned(),
                title: title.to_owned(),
                grade: grade.to_owned(),
                unit: unit.to_owned(),
            })),
            ["column", index] => Some(Self::Column(index.parse().ok()?)),
            _ => None,
        }
    }
}

impl Reply {
    /// As a form carries it.
    pub fn text(&self) -> String {
        match self {
            Self::Means(text) => format!("={text}"),
            Self::AsAbove => "above".to_owned(),
            Self::AsWritten => "own".to_owned(),
            Self::LeaveOut => "out".to_owned(),
        }
    }

    /// What a form carried.
    pub fn of_text(text: &str) -> Option<Self> {
        match text {
            "above" => Some(Self::AsAbove),
            "own" => Some(Self::AsWritten),
            "out" => Some(Self::LeaveOut),
            _ => Some(Self::Means(text.strip_prefix('=')?.to_owned())),
        }
    }
}

impl Answer {
    /// As a form carries it.
    pub fn text(&self) -> String {
        format!("{}\n{}", self.about.text(), self.reply.text())
    }

    /// What a form carried.
    pub fn of_text(text: &str) -> Option<Self> {
        // A form may turn a line break into two characters.
        let (about, reply) = text.split_once('\n')?;
        Some(Self {
            about: About::of_text(about.trim_end_matches('\r'))?,
            reply: Reply::of_text(reply)?,
        })
    }
}

//! The formats, and how the world calls them.

/// A format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One page that needs nothing else.
    Html,
    /// A Word document.
    Docx,
    /// A tagged PDF: PDF/UA-1 and PDF/A-2a.
    Pdf,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Html, Self::Docx, Self::Pdf, Self::Xlsx];

    /// The format whose files end so, in capitals or not.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let wanted = |format: &Self| format.extension().eq_ignore_ascii_case(extension);
        Self::ALL.into_iter().find(wanted)
    }

    /// How the names of its files end, without the stop.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }

    /// What people call a document of this format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "web page",
            Self::Docx => "Word document",
            Self::Pdf => "PDF",
            Self::Xlsx => "workbook",
        }
    }

    /// What it is good for, in a few words.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Html => "One self-contained page",
            Self::Docx => "A document for Word, to go on editing",
            Self::Pdf => "A tagged document to publish and to keep: PDF/UA-1 and PDF/A-2a",
            Self::Xlsx => "A workbook whose formulas recompute",
        }
    }

    /// Its media type, as a server names it (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

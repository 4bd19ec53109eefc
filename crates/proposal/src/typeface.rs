//! Typefaces that ship with Muster, and which of them stands for a font that a body names.

/// A typeface that ships with Muster, so that a PDF may embed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typeface {
    /// Liberation Sans, as wide as Arial.
    #[default]
    Sans,
    /// Liberation Serif, as wide as Times New Roman.
    Serif,
}

/// Families whose words take the same room, letter by letter, as those of a typeface that ships, and
/// the generic names. Lines break alike on a screen that has the one and on paper that has the other.
const STANDS_FOR: [(&str, Typeface); 8] = [
    ("Liberation Sans", Typeface::Sans),
    ("Arial", Typeface::Sans),
    ("Helvetica", Typeface::Sans),
    ("sans-serif", Typeface::Sans),
    ("Liberation Serif", Typeface::Serif),
    ("Times New Roman", Typeface::Serif),
    ("Times", Typeface::Serif),
    ("serif", Typeface::Serif),
];

impl Typeface {
    /// What is embedded for a list of font families: the typeface of the first family that has one.
    pub fn of(families: &str) -> Self {
        split(families)
            .find_map(Self::of_family)
            .unwrap_or_default()
    }

    /// The first family of a list, for a document that names one and embeds none: `Arial` or
    /// `Times New Roman` for the generic names, `Arial` if there is none.
    pub fn first_family(families: &str) -> &str {
        match split(families).next() {
            None | Some("sans-serif") => "Arial",
            Some("serif") => "Times New Roman",
            Some(family) => family,
        }
    }

    /// The first family of a list, where another will stand for it in a PDF.
    pub(crate) fn replaces(families: &str) -> Option<&str> {
        split(families)
            .next()
            .filter(|first| Self::of_family(first).is_none())
    }

    /// Its name as a font family.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sans => "Liberation Sans",
            Self::Serif => "Liberation Serif",
        }
    }

    fn of_family(family: &str) -> Option<Self> {
        let named = |(name, _): &&(&str, Self)| name.eq_ignore_ascii_case(family);
        STANDS_FOR.iter().find(named).map(|(_, typeface)| *typeface)
    }
}

/// The families of a list as a style sheet writes it, without their quotes.
fn split(families: &str) -> impl Iterator<Item = &str> {
    families
        .split(',')
        .map(|family| family.trim().trim_matches(['"', '\'']).trim())
        .filter(|family| !family.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_family_that_ships_is_embedded() {
        for (families, typeface, replaced) in [
            ("Arial, Helvetica, sans-serif", Typeface::Sans, None),
            ("'times new roman', serif", Typeface::Serif, None),
            (
                "Georgia, \"Liberation Serif\", serif",
                Typeface::Serif,
                Some("Georgia"),
            ),
            ("Gill Sans", Typeface::Sans, Some("Gill Sans")),
            (" , ", Typeface::Sans, None),
        ] {
            assert_eq!(Typeface::of(families), typeface, "{families}");
            assert_eq!(Typeface::replaces(families), replaced, "{families}");
        }
    }
}

//! Where something is done.

/// What a deed is about, as far as scopes are concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The council, by its name in addresses.
    pub council: String,
    /// The path of each unit that it is about, from the unit to the top, by their numbers in the
    /// register. A unit that the register does not know has an empty path, which no unit covers.
    pub units: Vec<Vec<u32>>,
    /// The proposal, by its random number, if it is about one.
    pub case: Option<[u8; 16]>,
}

impl Place {
    /// A council as a whole.
    pub fn council(key: &str) -> Self {
        Self {
            council: key.to_owned(),
            ..Self::default()
        }
    }
}

//! The parts: what is timed. A further part is a module and a line in [`PARTS`].

mod asof;
mod commits;
mod drafted;
mod history;
mod layout;
mod list;
mod live;
mod notices;
mod pages;
#[cfg(feature = "documents")]
mod report;
mod whatif;

use std::path::{Path, PathBuf};

use crate::Failure;
use crate::outcome::Outcome;

/// Every part, in the order in which they run.
pub(crate) const PARTS: &[Part] = &[
    layout::PART,
    asof::PART,
    history::PART,
    whatif::PART,
    live::PART,
    pages::PART,
    drafted::PANEL,
    drafted::STRUCTURE,
    commits::PART,
    notices::PART,
    list::IMPORT,
    list::EXPORT,
    #[cfg(feature = "documents")]
    report::PART,
];

/// Something that is timed.
pub(crate) struct Part {
    /// By what it is called: `layout`.
    pub(crate) name: &'static str,
    /// The sizes at which it runs by itself.
    pub(crate) sizes: &'static [Size],
    /// Makes the data for a size in a folder, the same each time, and says how to ask for it.
    pub(crate) make: fn(count: usize, work: &Path) -> Result<Asked, Failure>,
    /// Times it on the data that is asked for.
    pub(crate) bench: fn(&Asked) -> Result<Outcome, Failure>,
    /// What `bench` starts as a process of its own, if it times one from its start: does the work
    /// once and says one line for `bench` to read.
    pub(crate) once: Option<Once>,
}

/// Work that a process of its own does.
pub(crate) type Once = fn(&[PathBuf]) -> Result<String, Failure>;

/// How much data.
pub(crate) struct Size {
    /// How many posts.
    pub(crate) count: usize,
    /// Is it left out of a short run?
    pub(crate) large: bool,
}

/// What a harness asks of a part. Each part says which of these it reads.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Asked {
    /// The folder for what is written, and for data that is named by its size
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) work: PathBuf,
    /// The folder with the data
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// How many posts
    #[arg(long, value_name = "N")]
    pub(crate) nodes: Option<usize>,
    /// How often each is timed
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) repeat: usize,
    /// For how long, where not a number of times
    #[arg(long, value_name = "S")]
    pub(crate) seconds: Option<f64>,
}

//! `muster restore`: data from a copy.

use std::path::PathBuf;

use crate::commands::{Ended, wait};
use crate::failure::Failure;
use crate::output::Output;

/// Put a copy in the place of the data of a folder
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  muster restore muster-2026-04-01.backup --data /var/lib/muster
  muster restore muster-2026-04-01.backup --data /var/lib/muster --replace

Stop Muster first. The copy is verified before anything is done. With --replace, the data that are there
are kept beside it as muster.sqlite3.replaced. People who were signed in may have to sign in again, and
what was erased since the copy was made has to be erased again: the journal of the data that were
replaced says what.")]
pub(crate) struct Restore {
    /// The file that `muster backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder for the data; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Take the place of data that are there already
    #[arg(long)]
    replace: bool,
}

impl Restore {
    /// Restores.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        let restored = async { Ok(storage::restore(&self.file, &self.data, self.replace).await?) };
        let verified = wait(restored)?;
        output.print(&format!("{}\n", verified.head))?;
        output.note(format_args!(
            "{} holds {} ledger entries, verified; the line above is the receipt",
            self.data.display(),
            verified.head.entries
        ));
        Ok(Ended::Fine)
    }
}

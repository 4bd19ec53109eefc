//! `muster new`: a case to start from.

use std::path::PathBuf;

use crate::commands::Ended;
use crate::failure::Failure;
use crate::file::write_new;
use crate::output::Output;

/// Write a case to start from, in which every record is explained
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example:
  muster new library-service.toml     then fill it in, and: muster check library-service.toml

A file that is there already is never overwritten.")]
pub(crate) struct New {
    /// The file to write
    file: PathBuf,
}

impl New {
    /// Writes it.
    pub(crate) fn run(&self, output: &mut Output) -> Result<Ended, Failure> {
        write_new(&self.file, proposal::STARTER.as_bytes())?;
        let file = self.file.display();
        output.note(format_args!(
            "{file} is written; fill it in, then run: muster check {file}"
        ));
        Ok(Ended::Fine)
    }
}

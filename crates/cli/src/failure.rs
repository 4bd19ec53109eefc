//! Why Muster could not do its work.

use std::io;
use std::path::{Path, PathBuf};

use app::AppError;
use documents::Format;
use server::{AssetsMissing, ServeError};
use storage::{BackupError, StoreError};
use thiserror::Error;

/// Why a command ended with exit code 2.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A case file cannot be read.
    #[error("cannot read {}: {}", path.display(), words(cause))]
    Read {
        path: PathBuf,
        cause: io::Error,
        help: Option<String>,
    },
    /// A folder stands where a case file was expected.
    #[error("{} is a folder, not a case file", path.display())]
    Folder { path: PathBuf, help: Option<String> },
    /// A file larger than any that Muster reads.
    #[error("{} is larger than {limit} MiB, and is not read", path.display())]
    Huge { path: PathBuf, limit: u64 },
    /// An answer cannot be written.
    #[error("cannot write {}: {}", path.display(), words(cause))]
    Write { path: PathBuf, cause: io::Error },
    /// A file that is marked as not to be written.
    #[error("cannot write {}: it is read-only", path.display())]
    ReadOnly { path: PathBuf },
    /// A file that was read, and is another now.
    #[error("{} has been changed by somebody else since it was read: nothing is written", path.display())]
    Changed { path: PathBuf },
    /// What should be written over is no file.
    #[error("cannot write {}: it is no ordinary file", path.display())]
    NoFile { path: PathBuf },
    /// Fixes that would leave a case that cannot be read.
    #[error("the fixes of {case} would leave it harder to read: nothing is written")]
    Harder { case: String },
    /// A report cannot be made in this format.
    #[error("cannot make the {} of {case}: {cause}", format.name())]
    Document {
        case: String,
        format: Format,
        cause: documents::Error,
    },
    /// The answer cannot be written to standard output.
    #[error("cannot write to standard output: {}", words(.0))]
    Stdout(io::Error),
    /// The data of a folder cannot be used.
    #[error("cannot use the data in {}: {cause}", folder.display())]
    Data { folder: PathBuf, cause: AppError },
    /// A copy cannot be made or taken back.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// Muster cannot answer in a browser.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The program holds no styles and scripts.
    #[error(transparent)]
    Assets(#[from] AssetsMissing),
    /// The operating system refuses a thread.
    #[error("cannot start: {}", words(.0))]
    Start(io::Error),
    /// Something is there already, and is not overwritten.
    #[error("{} is there already", path.display())]
    Exists { path: PathBuf },
    /// Arguments that each are well formed do not make sense.
    #[error("{message}")]
    Arguments {
        message: String,
        help: Option<String>,
    },
}

impl Failure {
    /// A fault in the arguments.
    pub(crate) fn arguments(message: impl Into<String>) -> Self {
        Self::Arguments {
            message: message.into(),
            help: None,
        }
    }

    /// The same, with a way to mend it.
    #[must_use]
    pub(crate) fn or_else(mut self, advice: impl Into<String>) -> Self {
        match &mut self {
            Self::Read { help, .. } | Self::Folder { help, .. } | Self::Arguments { help, .. } => {
                *help = Some(advice.into());
            }
            Self::ReadOnly { .. }
            | Self::Changed { .. }
            | Self::NoFile { .. }
            | Self::Harder { .. }
            | Self::Document { .. }
            | Self::Huge { .. }
            | Self::Write { .. }
            | Self::Stdout(_)
            | Self::Data { .. }
            | Self::Backup(_)
            | Self::Start(_)
            | Self::Serve(_)
            | Self::Assets(_)
            | Self::Exists { .. } => {}
        }
        self
    }

    /// The data of a folder that cannot be used.
    pub(crate) fn data<E: Into<AppError>>(folder: &Path) -> impl FnOnce(E) -> Self {
        let folder = folder.to_owned();
        move |cause| Self::Data {
            folder,
            cause: cause.into(),
        }
    }

    /// An answer that cannot be written.
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self::Write { path, cause }
    }

    /// How to mend it, if there is something to say.
    pub(crate) fn help(&self) -> Option<&str> {
        match self {
            Self::Read { help, .. } | Self::Folder { help, .. } | Self::Arguments { help, .. } => {
                help.as_deref()
            }
            Self::Exists { .. } => Some("give another name, or move that file away first"),
            Self::ReadOnly { .. } => Some("make it writable first, or copy it"),
            Self::Changed { .. } => Some("run the command again"),
            Self::NoFile { .. } => Some("copy the case to a file first"),
            Self::Harder { .. } => {
                Some("this is a mistake of Muster's: take the fixes code by code, with --code")
            }
            Self::Serve(ServeError::Listen { cause, .. }) => Some(match cause.kind() {
                io::ErrorKind::AddrInUse => {
                    "stop that program, or give another port: --listen 127.0.0.1:0 takes one that is free"
                }
                io::ErrorKind::PermissionDenied => {
                    "give a port above 1023, such as --listen 127.0.0.1:8080, and put a proxy before it"
                }
                _ => "give another address, such as --listen 127.0.0.1:0 for a port that is free",
            }),
            Self::Data {
                cause: AppError::Store(cause),
                ..
            } => match cause {
                StoreError::Folder { .. } | StoreError::Database(_) => {
                    Some("give a folder that you may write to, on a disk with room")
                }
                StoreError::Migration(_) => {
                    Some("a later Muster wrote it: use that one, or give another folder")
                }
                StoreError::Altered { .. }
                | StoreError::Malformed { .. }
                | StoreError::CutOff { .. } => {
                    Some("`muster verify` says where; `muster restore` takes a copy back")
                }
                _ => None,
            },
            Self::Backup(BackupError::Exists(_)) => {
                Some("give another name, or move that file away first")
            }
            Self::Backup(BackupError::DataExists(_)) => {
                Some("give another folder, or --replace; what is there is then kept beside it")
            }
            Self::Backup(BackupError::Faulty { .. }) => {
                Some("`muster verify` says all that is wrong with it")
            }
            Self::Document { .. }
            | Self::Huge { .. }
            | Self::Write { .. }
            | Self::Data { .. }
            | Self::Backup(_)
            | Self::Start(_)
            | Self::Assets(_)
            | Self::Stdout(_) => None,
        }
    }
}

/// The words of an error of the operating system, without its number.
pub(crate) fn words(error: &io::Error) -> String {
    without_numbers(&error.to_string())
}

/// What other libraries say, without the numbers that only they know: `(os error 13)`, `(code: 14)`.
pub(crate) fn without_numbers(text: &str) -> String {
    let mut plain = text.to_owned();
    for (start, end) in [(" (os error ", ")"), ("(code: ", ") ")] {
        while let Some(from) = plain.find(start)
            && let Some(length) = plain[from + start.len()..].find(end)
        {
            plain.replace_range(from..from + start.len() + length + end.len(), "");
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_of_the_system_are_left_out() {
        assert_eq!(
            without_numbers("cannot use a: Permission denied (os error 13)"),
            "cannot use a: Permission denied"
        );
        assert_eq!(
            without_numbers("the database failed: (code: 14) unable to open database file"),
            "the database failed: unable to open database file"
        );
        assert_eq!(without_numbers("(code: 14"), "(code: 14");
    }
}

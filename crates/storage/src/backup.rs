//! Copies of the data, and data from copies.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::error::StoreError;
use crate::sqlite::{FILE, connect};
use crate::verify::{Verified, verify_file};

/// Why a copy could not be made, or taken back.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The file is there already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// The folder holds data already.
    #[error("there is Muster data in {} already", .0.display())]
    DataExists(PathBuf),
    /// What was to be copied is not as it was written.
    #[error("{} is not as it was written: {}", file.display(), first(.verified))]
    Faulty {
        /// The file.
        file: PathBuf,
        /// What was found in it.
        verified: Box<Verified>,
    },
    /// A file cannot be read or written.
    #[error("cannot use {}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn first(verified: &Verified) -> String {
    let fault = verified.faults.first();
    fault.map_or_else(String::new, |fault| {
        format!("{}: {}", fault.place, fault.what)
    })
}

/// Copies the data of a folder into one file, while others read and write. What others record
/// meanwhile is in it or not, but never in part. The copy is verified before it gets its name.
///
/// # Errors
/// [`BackupError`]; nothing of that name is then there.
pub async fn backup(folder: &Path, to: &Path) -> Result<Verified, BackupError> {
    if to.exists() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let from = folder.join(FILE);
    if !from.is_file() {
        return Err(StoreError::Missing(folder.to_owned()).into());
    }
    let part = beside(to, ".part");
    remove(&part)?;
    let mut connection = connect(&from).await?;
    let copied = sqlx::query("VACUUM INTO $1")
        .bind(part.to_string_lossy().into_owned())
        .execute(&mut connection)
        .await;
    sqlx::Connection::close(connection)
        .await
        .map_err(StoreError::from)?;
    if let Err(cause) = copied {
        remove(&part)?;
        return Err(StoreError::from(cause).into());
    }
    finish(&part, to).await
}

/// Puts a copy in the place of the data of a folder, once it is verified. Nobody may be using the
/// folder meanwhile. With `replace`, data that is there already is kept beside it, under a name that
/// ends in `.replaced`.
///
/// # Errors
/// [`BackupError`]; the folder then holds what it held.
pub async fn restore(file: &Path, folder: &Path, replace: bool) -> Result<Verified, BackupError> {
    let to = folder.join(FILE);
    if to.exists() && !replace {
        return Err(BackupError::DataExists(folder.to_owned()));
    }
    fs::create_dir_all(folder).map_err(of_file(folder))?;
    let part = beside(&to, ".part");
    remove(&part)?;
    fs::copy(file, &part).map_err(of_file(file))?;
    if !to.exists() {
        return finish(&part, &to).await;
    }
    let verified = whole(&part).await?;
    // What was written last may stand in the log beside the database: they stay together.
    for ending in ["", "-wal", "-shm"] {
        let (old, aside) = (
            beside(&to, ending),
            beside(&to, &format!(".replaced{ending}")),
        );
        remove(&aside)?;
        if old.exists() {
            fs::rename(&old, &aside).map_err(of_file(&old))?;
        }
    }
    rename(&part, &to)?;
    Ok(verified)
}

/// Gives a verified copy its name.
async fn finish(part: &Path, to: &Path) -> Result<Verified, BackupError> {
    let verified = whole(part).await?;
    rename(part, to)?;
    Ok(verified)
}

/// Verifies a copy; one that is not whole is taken away.
async fn whole(part: &Path) -> Result<Verified, BackupError> {
    let verified = verify_file(part, &[]).await;
    for ending in ["-wal", "-shm"] {
        remove(&beside(part, ending))?;
    }
    let verified = match verified {
        Ok(verified) => verified,
        Err(cause) => {
            remove(part)?;
            return Err(cause.into());
        }
    };
    if verified.faults.is_empty() {
        return Ok(verified);
    }
    remove(part)?;
    Err(BackupError::Faulty {
        file: part.to_owned(),
        verified: Box::new(verified),
    })
}

/// Renames durably: the file is on the disk before its name is.
fn rename(part: &Path, to: &Path) -> Result<(), BackupError> {
    let synced = File::open(part).and_then(|file| file.sync_all());
    synced.map_err(of_file(part))?;
    fs::rename(part, to).map_err(of_file(to))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(of_file(folder))
}

/// The same path with something after its name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

fn remove(path: &Path) -> Result<(), BackupError> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(of_file(path)(cause)),
        _ => Ok(()),
    }
}

fn of_file(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |cause| BackupError::File { path, cause }
}

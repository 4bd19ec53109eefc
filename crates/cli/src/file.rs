//! Writing files whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Writes a file so that whoever looks sees the old one or the new one, never a part.
///
/// It is written beside its place under another name, and then takes the place. What is no ordinary
/// file, such as a device or a pipe, is written to as it is.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write(path, bytes, || true).map_err(Failure::write(path))
}

/// Writes over a file that was read, whole or not at all, if it still holds what was read. A link stays,
/// and what it leads to is written.
pub(crate) fn write_over(path: &Path, read: &[u8], bytes: &[u8]) -> Result<(), Failure> {
    let there = fs::metadata(path).map_err(Failure::write(path))?;
    let path = path.to_owned();
    if !there.is_file() {
        return Err(Failure::NoFile { path });
    }
    if there.permissions().readonly() {
        return Err(Failure::ReadOnly { path });
    }
    let is_as_read = || fs::read(&path).is_ok_and(|now| now == read);
    match write(&path, bytes, is_as_read) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(Failure::Changed { path }),
        other => other.map_err(Failure::write(&path)),
    }
}

/// Writes beside the file, and takes its place if it may by then; else the error is `Interrupted`.
fn write(path: &Path, bytes: &[u8], may: impl Fn() -> bool) -> io::Result<()> {
    let (place, permissions) = match fs::metadata(path) {
        Ok(there) if there.is_file() => (fs::canonicalize(path)?, Some(there.permissions())),
        Ok(_) => {
            return fs::OpenOptions::new()
                .write(true)
                .open(path)?
                .write_all(bytes);
        }
        Err(_) => (path.to_owned(), None),
    };
    let (beside, mut file) = new_beside(&place)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| permissions.map_or(Ok(()), |old| file.set_permissions(old)))
        .and_then(|()| file.sync_all())
        .and_then(|()| match may() {
            true => Ok(()),
            false => Err(io::ErrorKind::Interrupted.into()),
        })
        .and_then(|()| fs::rename(&beside, &place));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A new, empty file in the folder of another, under a name that nothing has.
fn new_beside(place: &Path) -> io::Result<(PathBuf, File)> {
    let name = place.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    for attempt in 0..100_u32 {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.part", std::process::id()));
        let beside = place.with_file_name(hidden);
        match File::create_new(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|file| (beside, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes a file that must not be there yet.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match File::create_new(path) {
        Ok(mut file) => file.write_all(bytes).map_err(Failure::write(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::Exists {
            path: path.to_owned(),
        }),
        Err(error) => Err(Failure::write(path)(error)),
    }
}

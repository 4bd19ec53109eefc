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
    write(path, bytes).map_err(Failure::write(path))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
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

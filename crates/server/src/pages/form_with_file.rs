//! What a form with a file sent: its fields, and the file.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;

/// So many times the largest file is read and thrown away, so that the browser hears why.
const READ_ON: usize = 4;
/// The most characters of a file's name that are kept.
const LONGEST_NAME: usize = 200;

/// What a form sent.
pub(super) struct Sent {
    /// Its fields in their order, without the file.
    pub(super) fields: Vec<(String, String)>,
    /// The file; of several the last.
    pub(super) file: SentFile,
}

/// A file that came with a form.
pub(super) enum SentFile {
    /// None was chosen.
    Nothing,
    /// It is larger than is read.
    TooLarge,
    /// Its name, without a path, and its bytes.
    File(String, Vec<u8>),
}

impl Sent {
    /// Reads a form with a file of at most so many bytes.
    ///
    /// # Errors
    /// If the form breaks off, or is no form.
    pub(super) async fn of(mut parts: Multipart, largest: usize) -> Result<Self, MultipartError> {
        let mut sent = Self {
            fields: Vec::new(),
            file: SentFile::Nothing,
        };
        while let Some(part) = parts.next_field().await? {
            let name = part.file_name().map(bare_name);
            match name {
                None => {
                    let name = part.name().unwrap_or_default().to_owned();
                    sent.fields.push((name, part.text().await?));
                }
                Some(name) => match bytes(part, largest).await? {
                    Bytes::Too(read) if read > READ_ON * largest => {
                        sent.file = SentFile::TooLarge;
                        return Ok(sent);
                    }
                    Bytes::Too(_) => sent.file = SentFile::TooLarge,
                    Bytes::All(bytes) if !name.is_empty() => {
                        sent.file = SentFile::File(name, bytes);
                    }
                    Bytes::All(_) => {}
                },
            }
        }
        Ok(sent)
    }

    /// Every value of a field.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let own = self.fields.iter().filter(move |(field, _)| field == name);
        own.map(|(_, value)| value.as_str())
    }

    /// The first value of a field; empty if it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }
}

/// Is a form refused for its size?
pub(super) fn is_too_large(error: &MultipartError) -> bool {
    error.status() == StatusCode::PAYLOAD_TOO_LARGE
}

enum Bytes {
    All(Vec<u8>),
    /// So many and maybe more: too many.
    Too(usize),
}

async fn bytes(mut part: Field<'_>, largest: usize) -> Result<Bytes, MultipartError> {
    let (mut bytes, mut read) = (Vec::new(), 0);
    while let Some(chunk) = part.chunk().await? {
        read += chunk.len();
        if read > READ_ON * largest {
            break;
        }
        match read > largest {
            true => bytes = Vec::new(),
            false => bytes.extend_from_slice(&chunk),
        }
    }
    Ok(match read > largest {
        true => Bytes::Too(read),
        false => Bytes::All(bytes),
    })
}

/// The name of a file. Some browsers send the whole path.
fn bare_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible = name.chars().filter(|sign| !sign.is_control());
    visible.take(LONGEST_NAME).collect()
}

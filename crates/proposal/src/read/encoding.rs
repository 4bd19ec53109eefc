//! Files that were saved in the encoding that Windows had before UTF-8.

use diagnostics::{Fix, Place, SourceId};

/// What Windows-1252 has for the bytes 0x80 to 0x9F; a space where it has nothing.
const SIGNS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// A fix that takes each byte that is not UTF-8 for a letter or sign of Windows-1252; none if one of them
/// stands for nothing there.
///
/// The place of a byte is that of the sign that stands for it in the text as it was read.
pub(super) fn as_windows(source: SourceId, bytes: &[u8]) -> Option<Fix> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut fix = Fix::choice("Read it as text of Windows (Windows-1252)");
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        if chunk.invalid().is_empty() {
            continue;
        }
        let text: Option<String> = chunk.invalid().iter().map(|byte| sign(*byte)).collect();
        let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
        fix = fix.replace(Place::new(source, at..end), text?);
        at = end;
    }
    Some(fix)
}

/// The letter or sign of a byte in Windows-1252.
fn sign(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => {
            let sign = SIGNS.chars().nth(usize::from(byte - 0x80));
            sign.filter(|sign| *sign != ' ')
        }
        _ => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use diagnostics::Sources;

    use super::*;

    #[test]
    fn the_signs_of_windows_are_read() {
        let all: String = (0x80..=0xff).filter_map(sign).collect();
        assert_eq!(all.chars().count(), 128 - 5);
        let pairs = [
            (0x80, '€'),
            (0x91, '‘'),
            (0x96, '–'),
            (0x9f, 'Ÿ'),
            (0xa3, '£'),
        ];
        for (byte, letter) in pairs {
            assert_eq!(sign(byte), Some(letter));
        }
        let mut sources = Sources::new();
        let source = sources.add("", "");
        let fix = as_windows(source, b"a = \"\xa340,702 \x96 caf\xe9\"");
        let fix = fix.expect("every byte stands for a sign");
        assert_eq!(fix.edits.len(), 3);
        assert_eq!(as_windows(source, b"\x81"), None);
    }
}

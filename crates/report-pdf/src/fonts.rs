//! The fonts that every PDF embeds, and words that they can print.

use std::sync::LazyLock;

use report::model::Typeface;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// What stands for a character that no font has, or that must not be in an archived document.
const REPLACEMENT: char = '\u{fffd}';

/// A space of no width, at which a line may break.
const BREAK: char = '\u{200b}';

/// The fonts, and the book in which the engine looks them up.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) all: Vec<Font>,
}

/// Charts are measured for Liberation Sans. DejaVu Sans has the scripts and signs that it lacks.
static SANS: LazyLock<Fonts> = LazyLock::new(|| fonts(sans()));

/// The same and Liberation Serif, for bodies that ask for it.
static SERIF: LazyLock<Fonts> = LazyLock::new(|| {
    let serif: [&'static [u8]; 3] = [
        include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
        include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
        include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
    ];
    fonts(sans().into_iter().chain(serif))
});

fn sans() -> [&'static [u8]; 4] {
    [
        raster::REGULAR,
        raster::BOLD,
        include_bytes!("../fonts/LiberationSans-Italic.ttf"),
        dejavu::sans::regular(),
    ]
}

/// The fonts for a report in these typefaces.
pub(crate) fn of(typefaces: [Typeface; 2]) -> &'static Fonts {
    match typefaces.contains(&Typeface::Serif) {
        true => &SERIF,
        false => &SANS,
    }
}

fn fonts(files: impl IntoIterator<Item = &'static [u8]>) -> Fonts {
    let all: Vec<Font> = files
        .into_iter()
        .filter_map(|file| Font::new(Bytes::new(file), 0))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&all)),
        all,
    }
}

/// Words as the fonts can print them.
///
/// Line breaks and tabs become spaces, since a cell or a paragraph is one run of words; what cannot
/// be printed becomes a visible sign, so that nobody takes the rest for the whole.
pub(crate) fn printable(words: &str) -> String {
    if words.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return words.to_owned();
    }
    words.chars().map(printable_char).collect()
}

/// Printable words, with places to break in any that is longer than so many characters.
pub(crate) fn breakable(words: &str, longest: usize) -> String {
    let words = printable(words);
    // Most words are short, and a word has no more characters than bytes.
    if words.split(' ').all(|word| word.len() <= longest) {
        return words;
    }
    let mut out = String::with_capacity(words.len() + words.len() / longest);
    let mut run = 0;
    for c in words.chars() {
        if c == ' ' {
            run = 0;
        } else if run == longest {
            out.push(BREAK);
            run = 1;
        } else {
            run += 1;
        }
        out.push(c);
    }
    out
}

fn printable_char(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        ' '..='~' | '\u{a0}' | '£' => c,
        _ if has_glyph(c) && !is_format(c) => c,
        _ => REPLACEMENT,
    }
}

/// Characters that steer text instead of being text. They could make a line read otherwise than it
/// is stored, so they are shown and not obeyed.
fn is_format(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}')
}

fn has_glyph(c: char) -> bool {
    // Every set of fonts has these.
    (0..SANS.all.len())
        .filter_map(|index| SANS.book.info(index))
        .any(|info| info.coverage.contains(u32::from(c)))
}

//! Pixels as the bytes of a PNG.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// A table of colours has no more.
const MOST_COLOURS: usize = 256;

/// The least work with which few colours pack well: less than half of what the next levels take, for
/// a twentieth more bytes.
const LEVEL: u8 = 4;

type Colour = [u8; 3];

/// Packs opaque pixels: with a table of colours where it holds them all, which it does for line
/// drawings with words.
pub(super) fn packed(pixmap: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    // Neighbours are alike as they are; a filter would only make more different bytes of them.
    encoder.set_filter(Filter::NoFilter);
    let pixels = match colours(pixmap) {
        Some(colours) => {
            let pixels = numbered(pixmap, &colours);
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(colours.concat());
            pixels
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            pixmap.pixels().iter().copied().flat_map(colour).collect()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

fn colour(pixel: PremultipliedColorU8) -> Colour {
    [pixel.red(), pixel.green(), pixel.blue()]
}

/// The colours in use, in order, if a table holds them.
fn colours(pixmap: &Pixmap) -> Option<Vec<Colour>> {
    let mut colours: Vec<Colour> = Vec::with_capacity(MOST_COLOURS);
    for run in runs(pixmap) {
        let colour = colour(run[0]);
        if let Err(at) = colours.binary_search(&colour) {
            if colours.len() == MOST_COLOURS {
                return None;
            }
            colours.insert(at, colour);
        }
    }
    Some(colours)
}

/// Each pixel as the number of its colour.
fn numbered(pixmap: &Pixmap, colours: &[Colour]) -> Vec<u8> {
    let mut numbers = Vec::with_capacity(pixmap.pixels().len());
    for run in runs(pixmap) {
        let at = colours.binary_search(&colour(run[0])).unwrap_or(0);
        let number = u8::try_from(at).unwrap_or(0);
        numbers.resize(numbers.len() + run.len(), number);
    }
    numbers
}

/// Pixels of one colour that follow each other.
fn runs(pixmap: &Pixmap) -> impl Iterator<Item = &[PremultipliedColorU8]> {
    pixmap.pixels().chunk_by(|one, next| one == next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::Color;

    /// A picture of so many columns, each of its own colour.
    fn striped(columns: u32) -> Pixmap {
        let mut pixmap = Pixmap::new(columns, 3).expect("it has an extent");
        pixmap.fill(Color::WHITE);
        for (at, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
            let at = u32::try_from(at).expect("few pixels") % columns;
            let [_, _, green, blue] = at.to_be_bytes();
            *pixel = PremultipliedColorU8::from_rgba(7, green, blue, 255).expect("it is opaque");
        }
        pixmap
    }

    #[test]
    fn every_colour_is_kept_in_a_table_and_without_one() {
        for columns in [1, 2, 256, 257, 600] {
            let picture = striped(columns);
            let bytes = packed(&picture).expect("it is packed");
            let table = bytes.windows(4).any(|four| four == b"PLTE");
            assert_eq!(table, columns <= 256, "{columns}");
            let read = Pixmap::decode_png(&bytes).expect("it is a PNG");
            assert_eq!(read, picture, "{columns}");
        }
    }
}

//! SVG pictures as PNG, for programs that show no SVG.
//!
//! ```text
//! SVG text ──usvg──▶ tree ──resvg──▶ pixels ──packed──▶ PNG
//!              └── Liberation Sans, regular and bold, from `fonts/`
//! ```
//!
//! The only font is the one in this crate, whatever the machine has, and whatever the picture asks
//! for: so the same picture gives the same bytes everywhere. Structure charts are measured for it.
//!
//! This crate does not know charts or reports, does no input or output, and follows no link that a
//! picture may hold. Start with [`png`].

mod packed;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, Options, fontdb};

/// Liberation Sans, for others that set words beside the pictures.
pub const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSans-Regular.ttf");
/// Liberation Sans, bold.
pub const BOLD: &[u8] = include_bytes!("../fonts/LiberationSans-Bold.ttf");
const FAMILY: &str = "Liberation Sans";

/// The most pixels that a PNG is given; a larger picture is drawn smaller.
pub const MOST_PIXELS: u32 = 24_000_000;

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The picture cannot be read.
    #[error("the picture is not SVG that can be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// The picture has no extent, or one beyond counting.
    #[error("the picture is too small or too large to be drawn")]
    Extent,
    /// The pixels cannot be written.
    #[error("the picture cannot be written as PNG: {0}")]
    Png(#[from] png::EncodingError),
}

/// A PNG and its extent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Draws a picture on white, with `times` pixels for each of its own: 2 is sharp on paper.
///
/// A picture that would have more than [`MOST_PIXELS`] gets fewer for each of its own, down to a quarter of one.
///
/// # Errors
///
/// If the picture is not SVG, or has no extent, or so many pixels that a quarter of them is too many.
pub fn png(svg: &str, times: u8) -> Result<Png, Error> {
    let tree = usvg::Tree::from_str(svg, &options())?;
    let own = tree.size().to_int_size();
    let fitting = (1..=times.max(1)).rev().find_map(|times| {
        let width = own.width().checked_mul(u32::from(times))?;
        let height = own.height().checked_mul(u32::from(times))?;
        let pixels = width.checked_mul(height)?;
        (pixels <= MOST_PIXELS).then_some((width, height, f32::from(times)))
    });
    let fitting = fitting.or_else(|| smaller(own.width(), own.height()));
    let (width, height, scale) = fitting.ok_or(Error::Extent)?;
    let mut pixmap = Pixmap::new(width, height).ok_or(Error::Extent)?;
    pixmap.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    Ok(Png {
        bytes: packed::packed(&pixmap)?,
        width,
        height,
    })
}

/// Scales below one, in eighths and as they are.
const SMALLER: [(u64, f32); 6] = [
    (7, 0.875),
    (6, 0.75),
    (5, 0.625),
    (4, 0.5),
    (3, 0.375),
    (2, 0.25),
];

/// The largest scale below one at which a picture has no more pixels than there may be.
fn smaller(width: u32, height: u32) -> Option<(u32, u32, f32)> {
    SMALLER.into_iter().find_map(|(eighths, scale)| {
        let shorter = |side: u32| u32::try_from(u64::from(side) * eighths / 8).ok();
        let (width, height) = (shorter(width)?, shorter(height)?);
        let pixels = width.checked_mul(height)?;
        (pixels <= MOST_PIXELS).then_some((width, height, scale))
    })
}

/// Our font for every text, and no file or link is opened for an image.
fn options() -> Options<'static> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        for font in [REGULAR, BOLD] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
        }
        // Whatever a picture asks for ends in one of these.
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_serif_family(FAMILY);
        Arc::new(fonts)
    });
    Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

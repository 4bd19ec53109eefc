//! Pictures as PNG: their extent, their letters, their bytes.

use raster::png;

const LETTERS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30"><text x="5" y="20" font-size="16" font-family="Arial, Helvetica, sans-serif">Post</text></svg>"##;

#[test]
fn a_picture_has_twice_its_pixels() {
    let drawn = png(LETTERS, 2).expect("it is drawn");
    assert_eq!((drawn.width, drawn.height), (120, 60));
    assert!(drawn.bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn letters_are_drawn_whatever_fonts_the_machine_has() {
    let empty = LETTERS.replace("Post", "");
    assert_ne!(
        png(LETTERS, 1).expect("it is drawn").bytes,
        png(&empty, 1).expect("it is drawn").bytes
    );
    let other = LETTERS.replace("Arial, Helvetica, sans-serif", "Comic Sans MS");
    assert_eq!(
        png(LETTERS, 1).expect("it is drawn").bytes,
        png(&other, 1).expect("it is drawn").bytes
    );
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    assert_eq!(
        png(LETTERS, 2).expect("it is drawn"),
        png(LETTERS, 2).expect("it is drawn")
    );
}

#[test]
fn an_image_that_names_a_file_is_left_out() {
    let with = LETTERS.replace(
        "<text",
        r#"<image href="/etc/hostname.png" width="9" height="9"/><text"#,
    );
    assert_eq!(
        png(LETTERS, 1).expect("it is drawn"),
        png(&with, 1).expect("it is drawn")
    );
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    assert!(png("post", 1).is_err());
    assert!(png(&LETTERS.replace("width=\"60\"", "width=\"60000000\""), 1).is_err());
    let large = LETTERS.replace(
        "width=\"60\" height=\"30\"",
        "width=\"4000\" height=\"4000\"",
    );
    assert_eq!(png(&large, 2).expect("it is drawn").width, 4000);
}

#[test]
fn a_picture_that_is_too_long_is_drawn_smaller() {
    let svg = |height: u32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1000\" height=\"{height}\"><rect width=\"9\" height=\"9\"/></svg>"
        )
    };
    let drawn = png(&svg(40_000), 2).expect("it can be drawn");
    assert_eq!((drawn.width, drawn.height), (750, 30_000));
    assert!(png(&svg(2_000_000), 2).is_err());
}

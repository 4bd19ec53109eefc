//! Whatever the bytes, reading a case ends, and its diagnostics can be shown.

#![no_main]

use diagnostics::{Sources, Style, render, sort, to_json};
use libfuzzer_sys::fuzz_target;

/// A broken file can have thousands of faults; showing some of them is enough to find a bad place.
const SHOWN: usize = 32;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::new();
    let (_case, mut found) = proposal::read(&mut sources, "case.toml", bytes);
    sort(&mut found);
    for diagnostic in found.iter().take(SHOWN) {
        let text = render(diagnostic, &sources, Style::Plain);
        assert!(
            !text.contains('\u{1b}'),
            "an escape sequence reached the terminal"
        );
        to_json(diagnostic, &sources);
    }
});

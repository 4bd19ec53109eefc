//! Reads case files and prints what reading them finds: `cargo run -p proposal --example read -- FILE…`.
#![allow(clippy::print_stdout)]

use diagnostics::{Sources, Style, render};

fn main() {
    for file in std::env::args().skip(1) {
        let mut sources = Sources::new();
        let bytes = std::fs::read(&file).unwrap_or_default();
        let (case, found) = proposal::read(&mut sources, &file, &bytes);
        for diagnostic in &found {
            println!("{}", render(diagnostic, &sources, Style::Plain));
        }
        println!(
            "{file}: {} posts, {} changes, {} findings",
            case.posts.len(),
            case.changes.len(),
            found.len()
        );
    }
}

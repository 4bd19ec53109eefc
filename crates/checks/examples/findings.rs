//! Prints what is found in case files: `cargo run -p checks --example findings -- FILE…`.
#![allow(clippy::print_stdout)]

use diagnostics::{Sources, Style, render};
use proposal::Library;

fn main() {
    let mut sources = Sources::new();
    let read: Vec<_> = std::env::args()
        .skip(1)
        .map(|file| {
            let bytes = std::fs::read(&file).unwrap_or_default();
            proposal::read(&mut sources, &file, &bytes)
        })
        .collect();
    let library = Library::of(read.iter().map(|(case, _)| case));
    for (case, found) in &read {
        let choices = costing::Choices::default();
        let analysis = checks::analyse(case, found.clone(), &sources, &library, &choices);
        for finding in &analysis.findings {
            println!("{}", render(finding, &sources, Style::Plain));
        }
    }
}

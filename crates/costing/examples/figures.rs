//! Prints every figure of case files: `cargo run -p costing --example figures -- FILE…`.
#![allow(clippy::print_stdout)]

use diagnostics::{Sources, Style, render};

fn main() {
    for file in std::env::args().skip(1) {
        let mut sources = Sources::new();
        let bytes = std::fs::read(&file).unwrap_or_default();
        let (case, mut found) = proposal::read(&mut sources, &file, &bytes);
        let resolved = proposal::resolve(&case);
        found.extend(resolved.diagnostics.iter().cloned());
        for diagnostic in &found {
            println!("{}", render(diagnostic, &sources, Style::Plain));
        }
        println!("# {file}");
        let statement = costing::cost(&case, &resolved, &costing::Choices::default());
        for (name, figure) in statement.figures.iter() {
            println!(
                "{name:45} {:>14}  {}",
                figure.value.to_string(),
                figure.label
            );
        }
        println!("residual {}", statement.residual());
    }
}

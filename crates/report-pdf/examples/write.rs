//! Writes the PDF of cases, and says how long each took: `cargo run -p report-pdf --example write --
//! DIR CASE…`. With `--again N` each is typeset N times more.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use costing::Choices;
use diagnostics::Sources;
use proposal::Library;
use report::{Composition, Report, compose};

#[expect(
    clippy::print_stdout,
    reason = "an example talks to the person who runs it"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let again: u32 = match arguments.iter().position(|one| one == "--again") {
        Some(at) => {
            let number = arguments.drain(at..at + 2).nth(1);
            number.unwrap_or_default().parse()?
        }
        None => 0,
    };
    let [folder, cases @ ..] = arguments.as_slice() else {
        return Err("name a folder and cases".into());
    };
    fs::create_dir_all(folder)?;
    for case in cases {
        let case = Path::new(case);
        let report = read(case)?;
        let (first, pdf) = timed(|| report_pdf::render(&report));
        let pdf = pdf?;
        let mut later = Duration::MAX;
        for _ in 0..again {
            let (took, pdf) = timed(|| report_pdf::render(&report));
            pdf?;
            later = later.min(took);
        }
        let name = case.file_stem().unwrap_or_default();
        let place = PathBuf::from(folder).join(name).with_extension("pdf");
        fs::write(&place, &pdf)?;
        let again = if again > 0 {
            format!(", again {later:.1?}")
        } else {
            String::new()
        };
        println!(
            "{}: {} bytes, first {first:.1?}{again}",
            place.display(),
            pdf.len()
        );
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "it measures")]
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = std::time::Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn read(path: &Path) -> Result<Report, Box<dyn Error>> {
    let mut sources = Sources::new();
    let (case, found) = proposal::read(&mut sources, &path.display().to_string(), &fs::read(path)?);
    let library = Library::of([&case]);
    let analysis = checks::analyse(&case, found, &sources, &library, &Choices::default());
    Ok(compose(&Composition {
        case: &case,
        body: checks::body_of(&case),
        resolved: &analysis.resolved,
        statement: &analysis.statement,
        findings: &analysis.findings,
        with_findings: true,
        sources: &sources,
    }))
}

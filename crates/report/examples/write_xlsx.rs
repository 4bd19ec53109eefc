//! Writes the reports of case files to a folder as workbooks.
//!
//! `cargo run -p report --example write_xlsx -- /tmp/reports cases/*.toml`

use std::path::Path;
use std::{env, fs, io};

use costing::Choices;
use diagnostics::Sources;
use proposal::Bodies;
use report::{Composition, xlsx};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "reports".to_owned());
    fs::create_dir_all(&folder)?;
    for file in arguments {
        let mut sources = Sources::new();
        let (case, mut findings) = proposal::read(&mut sources, &file, &fs::read(&file)?);
        let resolved = proposal::resolve(&case);
        findings.extend(resolved.diagnostics.iter().cloned());
        let statement = costing::cost(&case, &resolved, &Choices::default());
        let body = Bodies::shipped().of(&case);
        let workbook = xlsx::render(&Composition {
            case: &case,
            body,
            resolved: &resolved,
            statement: &statement,
            findings: &findings,
            with_findings: true,
            sources: &sources,
        });
        let name = Path::new(&file).file_stem().unwrap_or_default();
        let to = Path::new(&folder).join(name).with_extension("xlsx");
        fs::write(to, workbook.map_err(io::Error::other)?)?;
    }
    Ok(())
}

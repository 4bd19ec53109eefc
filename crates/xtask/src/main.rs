//! Repository chores: `cargo run -p xtask -- CHORE`.

use std::process::ExitCode;

use xtask::{Failure, gallery, notices, root};

const USAGE: &str = "\
Usage: cargo run -p xtask -- CHORE

Chores:
  gallery  writes docs/diagnostics, one page a code
  notices  writes NOTICES.md, the third-party notices
  stress FOLDER
           writes made-up cases, large and odd, to try reports with
";

#[expect(
    clippy::print_stderr,
    reason = "a chore talks to the person who runs it"
)]
fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    let done = match chore.as_str() {
        "gallery" => write_gallery(),
        "notices" => write_notices(),
        "stress" => write_stress(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprint!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn write_notices() -> Result<(), Failure> {
    Ok(std::fs::write(root().join("NOTICES.md"), notices()?)?)
}

fn write_stress() -> Result<(), Failure> {
    let folder = std::env::args().nth(2).ok_or(USAGE)?;
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for shape in testkit::SHAPES {
        let file = folder.join(shape.name).with_extension("toml");
        std::fs::write(file, testkit::case_file(&shape))?;
    }
    Ok(())
}

fn write_gallery() -> Result<(), Failure> {
    let folder = root().join("docs/diagnostics");
    let pages = gallery()?;
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    for (name, page) in pages {
        std::fs::write(folder.join(name), page)?;
    }
    Ok(())
}

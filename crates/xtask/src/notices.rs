//! The third-party notices.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::Command;

use crate::{Failure, root};

const INTRODUCTION: &str = "\
# Third-party notices

Muster is licensed under either of the [MIT licence](LICENSE-MIT) and the [Apache Licence, Version
2.0](LICENSE-APACHE), at your option. It stands on the work of others, under their own terms.

## Libraries

These are built into the `muster` program, or run while it is built, on Linux. The exact versions
are in `Cargo.lock`; the full texts of the licences come with each library's source. The table is
made by `cargo run -p xtask -- notices`.

| Library | Licence | Source |
|---|---|---|
";

const FONTS: &str = "
## Fonts

Charts in Word documents are drawn in Liberation Sans, under the SIL Open Font Licence 1.1; the
files and the licence are in `crates/raster/fonts`. The fonts themselves are not in the documents.

PDF files hold parts of Liberation Sans and Liberation Serif, under the same licence (the italic and
the serif are in `crates/report-pdf/fonts`), and, where a text needs letters or signs that it lacks, of DejaVu Sans.
DejaVu Sans comes with the `dejavu` library, under the Bitstream Vera and Arev licences: it may be
used, embedded and passed on without charge, but not sold by itself, and a changed font may not keep
the names Bitstream, Vera, Tavmjong Bah or Arev.
";

const PAGES: &str = "
## Pages

The styles and scripts of the pages are made of GOV.UK Frontend, copyright Crown Copyright
(Government Digital Service), under the MIT licence; the version is in
`crates/server/web/package.json`. Neither the crown nor the font GDS Transport is in them. Sass,
which compiles the styles, Playwright and axe, which test them, are not in the program.
";

const DATA: &str = "
## Data

Pay scales, on-cost rates and the example cases are taken from documents that public bodies have
published: national pay agreements, statutory rates, and reports to committees. Each data file
names its source beside the figures. The examples name posts, never people.
";

/// The text of `NOTICES.md`, made from the dependencies of every crate but this one.
pub fn notices() -> Result<String, Failure> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--locked", "--workspace", "--exclude", "xtask"])
        .args([
            "--edges",
            "normal,build",
            "--target",
            "x86_64-unknown-linux-gnu",
        ])
        .args(["--prefix", "none", "--format", "{p}|{l}|{r}"])
        .current_dir(root())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let mut rows = BTreeSet::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let mut cells = line.trim_end_matches(" (*)").split('|');
        let (Some(package), Some(licence), Some(source)) =
            (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        // Muster's own crates are the ones with a path.
        if package.contains("(/") {
            continue;
        }
        let name = package.split(' ').next().unwrap_or(package);
        rows.insert(format!(
            "| {name} | {} | <{}> |\n",
            licence.replace('/', " OR "),
            source
        ));
    }
    let mut text = INTRODUCTION.to_owned();
    for row in rows {
        write!(text, "{row}")?;
    }
    text.push_str(FONTS);
    text.push_str(PAGES);
    text.push_str(DATA);
    Ok(text)
}

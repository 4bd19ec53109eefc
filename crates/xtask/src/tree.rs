//! The files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Folders that hold what was made or fetched, not what was written.
const NOT_WRITTEN: &[&str] = &[
    ".git",
    ".tmp",
    "target",
    "out",
    "node_modules",
    "fuzz/corpus",
    "fuzz/artifacts",
];

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file that was written by hand or is kept, as far as it is text, by path.
///
/// The folders are walked rather than asked of git, so that the tests hold in an unpacked archive
/// as well.
pub fn files() -> Vec<SourceFile> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name.clone()
            } else {
                format!("{folder}/{name}")
            };
            let is_written =
                !NOT_WRITTEN.contains(&path.as_str()) && !NOT_WRITTEN.contains(&name.as_str());
            if !is_written {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                found.push(SourceFile { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The Rust files below `crates/NAME/src`.
pub fn rust_sources<'a>(files: &'a [SourceFile], name: &str) -> Vec<&'a SourceFile> {
    let folder = format!("crates/{name}/src/");
    files
        .iter()
        .filter(|file| file.path.starts_with(&folder) && file.path.ends_with(".rs"))
        .collect()
}

/// The code of a Rust file without its comments and without what is compiled for tests only.
///
/// Lines keep their numbers. Literals stay, so a rule must not trip over what a message says.
pub fn code(file: &SourceFile) -> String {
    if file.path.ends_with("/tests.rs") || file.path.contains("/tests/") {
        return String::new();
    }
    let mut kept = Vec::new();
    // The line that ends the item for tests in which we are; formatted code has it at its margin.
    let mut test_ends: Option<String> = None;
    for line in file.text.lines() {
        let bare = line.trim_start();
        let margin = &line[..line.len() - bare.len()];
        let in_test = test_ends.is_some();
        if bare == "#[cfg(test)]" {
            test_ends = Some(format!("{margin}}}"));
        } else if let Some(end) = &test_ends {
            let is_one_line = end.trim_end_matches('}') == margin && bare.ends_with(';');
            if line == end || is_one_line {
                test_ends = None;
            }
        }
        if in_test || test_ends.is_some() {
            kept.push("");
        } else {
            kept.push(line.find("//").map_or(line, |at| &line[..at]));
        }
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, code};

    #[test]
    fn what_is_for_tests_is_left_out_and_nothing_else() {
        let text = "a // b\n#[cfg(test)]\nmod tests;\nc\n#[cfg(test)]\nmod d {\n    e;\n}\nf\n";
        let path = "crates/x/src/y.rs".to_owned();
        let code = code(&SourceFile {
            path,
            text: text.to_owned(),
        });
        assert_eq!(code, "a \n\n\nc\n\n\n\n\nf");
    }
}

//! Which crate may use which, and what a crate must not touch: `architecture.toml`, held.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;
use xtask::{SourceFile, code, files, root, rust_sources};

/// What the pure crates must not touch: a path from `std`, and why.
const IMPURE: &[(&str, &str)] = &[
    ("fs", "reads and writes files"),
    ("net", "talks to the network"),
    ("env", "reads the environment"),
    ("process", "starts or ends processes"),
    ("io::stdin", "reads from the terminal"),
    ("io::stdout", "writes to the terminal"),
    ("io::stderr", "writes to the terminal"),
    ("time::SystemTime", "reads the clock"),
    ("time::Instant", "reads the clock"),
];

/// Words that pure crates do not write, wherever they would come from.
const IMPURE_WORDS: &[&str] = &["async fn", ".await", "SystemTime", "Instant::now"];

/// Names that say nothing about what is inside.
const VAGUE: &[&str] = &[
    "utils", "util", "common", "helpers", "types", "models", "misc",
];

const LONGEST_FILE: usize = 800;

struct Architecture {
    arrows: BTreeMap<String, Vec<String>>,
    pure: Vec<String>,
    exact: Vec<String>,
}

fn architecture() -> Architecture {
    let text = fs::read_to_string(root().join("architecture.toml")).expect("the file is there");
    let table: toml::Table = text.parse().expect("the file is TOML");
    let names = |value: &toml::Value| -> Vec<String> {
        let names = value.as_array().expect("a list of crates");
        names
            .iter()
            .map(|name| name.as_str().expect("a crate's name").to_owned())
            .collect()
    };
    let arrows = table["arrows"].as_table().expect("a table of arrows");
    Architecture {
        arrows: arrows
            .iter()
            .map(|(from, to)| (from.clone(), names(to)))
            .collect(),
        pure: names(&table["pure"]["crates"]),
        exact: names(&table["exact"]["crates"]),
    }
}

/// The crates of the workspace, each with the crates of the workspace that it is built with.
fn workspace() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    let own: BTreeSet<String> = packages
        .iter()
        .map(|package| text(&package["name"]))
        .collect();
    let arrows = |package: &Value| -> BTreeSet<String> {
        let all = package["dependencies"]
            .as_array()
            .expect("a list of dependencies");
        // A kind of null is a normal dependency; tests may use any crate.
        let normal = all.iter().filter(|one| one["kind"].is_null());
        normal
            .map(|one| text(&one["name"]))
            .filter(|name| own.contains(name))
            .collect()
    };
    packages
        .iter()
        .map(|package| (text(&package["name"]), arrows(package)))
        .collect()
}

/// Fails with every fault at once, because whoever mends one wants to know the others.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn crates_depend_only_along_the_arrows() {
    let allowed = architecture().arrows;
    let mut faults = Vec::new();
    for (from, used) in workspace() {
        let Some(listed) = allowed.get(&from) else {
            faults.push(format!(
                "{from}: architecture.toml does not list this crate"
            ));
            continue;
        };
        if listed.iter().any(|name| name == "*") {
            continue;
        }
        let listed: BTreeSet<String> = listed.iter().cloned().collect();
        for to in used.difference(&listed) {
            faults.push(format!("{from} -> {to}: not an arrow of architecture.toml"));
        }
        for to in listed.difference(&used) {
            faults.push(format!(
                "{from} -> {to}: listed in architecture.toml and not used"
            ));
        }
    }
    none(&faults);
}

#[test]
fn nothing_depends_on_what_is_for_development() {
    for (from, used) in workspace() {
        for chores in ["bench", "xtask"] {
            assert!(!used.contains(chores), "{from} depends on {chores}");
        }
    }
}

#[test]
fn pure_crates_touch_nothing_outside() {
    let files = files();
    let mut faults = Vec::new();
    for name in architecture().pure {
        for file in rust_sources(&files, &name) {
            let code = code(file);
            let paths = std_paths(&code);
            for (path, why) in IMPURE {
                let inside = format!("{path}::");
                if paths
                    .iter()
                    .any(|used| used == path || used.starts_with(&inside))
                {
                    faults.push(format!("{}: std::{path} {why}", file.path));
                }
            }
            for word in IMPURE_WORDS.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{}: `{word}`", file.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn exact_crates_have_no_floating_point() {
    let files = files();
    let mut faults = Vec::new();
    for name in architecture().exact {
        for file in rust_sources(&files, &name) {
            for (index, line) in code(file).lines().enumerate() {
                if words(line).any(|word| word == "f32" || word == "f64") {
                    faults.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn modules_are_named_for_what_they_hold() {
    let mut faults = Vec::new();
    for file in rust_files(&files()) {
        let mut parts = file.path.trim_end_matches(".rs").split('/').skip(1);
        if file.path.ends_with("/mod.rs") {
            faults.push(format!("{}: a module is `name.rs` with `name/`", file.path));
        }
        if parts.any(|part| VAGUE.contains(&part)) {
            faults.push(format!("{}: say what is inside", file.path));
        }
        for line in file.text.lines() {
            let line = line
                .trim_start()
                .trim_start_matches("pub ")
                .trim_start_matches("pub(crate) ");
            let Some(name) = line.strip_prefix("mod ") else {
                continue;
            };
            let name = name.trim_end_matches([';', '{', ' ']);
            if VAGUE.contains(&name) {
                faults.push(format!("{}: `mod {name}`: say what is inside", file.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_library_says_what_it_does_not_do() {
    let mut faults = Vec::new();
    for file in files()
        .iter()
        .filter(|file| file.path.ends_with("/src/lib.rs"))
    {
        let doc: Vec<&str> = file
            .text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .flat_map(|line| line.trim_start_matches("//!").split_whitespace())
            .collect();
        if !doc.join(" ").contains("does not") {
            faults.push(format!("{}: say what this crate does not do", file.path));
        }
    }
    none(&faults);
}

#[test]
fn no_file_is_too_long_to_have_one_purpose() {
    let mut faults = Vec::new();
    for file in rust_files(&files()) {
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!(
                "{}: {lines} lines, at most {LONGEST_FILE}",
                file.path
            ));
        }
    }
    none(&faults);
}

#[test]
fn no_test_is_switched_off() {
    let mark = concat!("#[", "ignore");
    let mut faults = Vec::new();
    for file in rust_files(&files()) {
        if file.text.contains(mark) {
            faults.push(format!(
                "{}: a test that does not run proves nothing",
                file.path
            ));
        }
    }
    none(&faults);
}

#[test]
fn paths_are_found_in_every_spelling() {
    let found = |code: &str| std_paths(code);
    assert_eq!(found("std::fs::read(x)"), ["fs::read"]);
    assert_eq!(
        found("use std::{fmt, io::{self, stdin}};"),
        ["fmt", "io::self", "io::stdin"]
    );
    assert_eq!(found("use std::fs as files;"), ["fs"]);
    assert_eq!(found("std\n    ::env::args()"), ["env::args"]);
    assert!(found("understd::fs").is_empty());
}

fn rust_files(files: &[SourceFile]) -> impl Iterator<Item = &SourceFile> {
    files.iter().filter(|file| file.path.ends_with(".rs"))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// Every path below `std` that a piece of code names, with the braces of `use` opened out.
fn std_paths(code: &str) -> Vec<String> {
    // ` as ` keeps its space: it ends a path.
    let code: String = code.replace(" as ", "\u{0} ").split_whitespace().collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("std::") {
        let before = code[..at].chars().next_back();
        // Once its white space is gone, `use std` reads `usestd`.
        let is_path =
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_') || code[..at].ends_with("use");
        if is_path {
            open(&code[at + "std::".len()..], "", &mut found);
        }
    }
    found
}

/// Reads one tree of a `use` declaration, or one path, and returns what follows it.
fn open<'a>(code: &'a str, prefix: &str, found: &mut Vec<String>) -> &'a str {
    let Some(mut rest) = code.strip_prefix('{') else {
        let end = code
            .find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
            .unwrap_or(code.len());
        let path = format!("{prefix}{}", &code[..end]);
        if code[end..].starts_with('{') {
            return open(&code[end..], &path, found);
        }
        found.push(path);
        return &code[end..];
    };
    loop {
        rest = open(rest, prefix, found);
        let next = rest.find([',', '}']).unwrap_or(rest.len());
        rest = match rest[next..].chars().next() {
            Some(',') => &rest[next + 1..],
            Some(_) => return &rest[next + 1..],
            None => return "",
        };
    }
}

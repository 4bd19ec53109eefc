//! Every rule has a fixture that breaks it and one that does not.
//!
//! `fixtures/CODE/fires.toml` yields the code, and `fires.txt` is how its findings print;
//! `fixtures/CODE/silent.toml` yields none of that code. Set `MUSTER_BLESS=1` to write `fires.txt` anew.
//!
//! A fixture's first line may ask for more: `# fixture: pad to N bytes` makes a file too large to keep;
//! `# fixture: replay` plays `earlier.toml` first; `# fixture: library` holds `held.toml` beside it.

use std::path::{Path, PathBuf};

use diagnostics::{Diagnostic, Sources, Style, render};
use proposal::Library;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What a fixture yields, as text of the findings of one code.
fn findings(folder: &Path, name: &str, code: &str) -> String {
    let mut sources = Sources::new();
    let all = analysed(folder, name, &mut sources);
    let of_code = all.iter().filter(|finding| finding.code() == code);
    of_code
        .map(|finding| render(finding, &sources, Style::Plain))
        .collect::<Vec<_>>()
        .join("\n")
}

fn analysed(folder: &Path, name: &str, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut bytes = std::fs::read(folder.join(name)).expect("the fixture is there");
    let first = String::from_utf8_lossy(&bytes)
        .lines()
        .next()
        .unwrap_or("")
        .to_owned();
    if let Some(size) = first
        .strip_prefix("# fixture: pad to ")
        .and_then(|rest| rest.strip_suffix(" bytes"))
    {
        bytes.resize(size.parse().expect("a number of bytes"), b'\n');
    }
    let (case, mut read) = proposal::read(sources, name, &bytes);
    let beside = |sources: &mut Sources, other: &str| {
        let bytes = std::fs::read(folder.join(other)).expect("the other file is there");
        proposal::read(sources, other, &bytes).0
    };
    let choices = costing::Choices::default();
    match first.as_str() {
        "# fixture: replay" => {
            let earlier = beside(sources, "earlier.toml");
            read.extend(proposal::replay(&[earlier, case]).diagnostics);
            read
        }
        "# fixture: library" => {
            let held = beside(sources, "held.toml");
            checks::analyse(&case, read, sources, &Library::of([&held, &case]), &choices).findings
        }
        _ => checks::analyse(&case, read, sources, &Library::of([&case]), &choices).findings,
    }
}

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let bless = std::env::var_os("MUSTER_BLESS").is_some();
    let mut wrong = Vec::new();
    for rule in checks::rules() {
        let folder = fixtures().join(rule.code);
        if !folder.join("fires.toml").exists() || !folder.join("silent.toml").exists() {
            wrong.push(format!(
                "{}: fires.toml or silent.toml is missing",
                rule.code
            ));
            continue;
        }
        let fires = findings(&folder, "fires.toml", rule.code);
        let golden = folder.join("fires.txt");
        if bless {
            std::fs::write(&golden, &fires).expect("the golden file can be written");
        }
        if fires.is_empty() {
            wrong.push(format!("{}: fires.toml does not yield it", rule.code));
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != fires {
            wrong.push(format!(
                "{}: prints otherwise than fires.txt:\n{fires}",
                rule.code
            ));
        }
        let silent = findings(&folder, "silent.toml", rule.code);
        if !silent.is_empty() {
            wrong.push(format!("{}: silent.toml yields it:\n{silent}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_are_unique_and_in_kebab_case() {
    let mut codes: Vec<&str> = checks::rules().map(|rule| rule.code).collect();
    for code in &codes {
        assert!(
            code.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{code}"
        );
    }
    codes.sort_unstable();
    let before = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), before);
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let codes: Vec<&str> = checks::rules().map(|rule| rule.code).collect();
    for folder in std::fs::read_dir(fixtures()).expect("there are fixtures") {
        let name = folder
            .expect("it can be listed")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            codes.contains(&name.as_str()),
            "fixtures/{name} belongs to no rule"
        );
    }
}

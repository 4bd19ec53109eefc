//! The gallery of diagnostics: one page a code, made from its rule and its fixtures.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use diagnostics::Rule;
use similar::TextDiff;

use crate::{Failure, root};

/// Every page of `docs/diagnostics`, by its file name.
///
/// # Errors
/// A fixture that cannot be read.
pub fn gallery() -> Result<BTreeMap<String, String>, Failure> {
    let mut pages = BTreeMap::new();
    for rule in checks::rules() {
        pages.insert(format!("{}.md", rule.code), page(rule)?);
    }
    for rule in exchange::RULES {
        pages.insert(format!("{}.md", rule.code), list_page(rule)?);
    }
    pages.insert("README.md".to_owned(), index());
    Ok(pages)
}

/// The page of a rule for lists.
fn list_page(rule: &Rule) -> Result<String, Failure> {
    let folder = root().join("crates/exchange/fixtures").join(rule.code);
    let mut page = head(rule)?;
    let list = |title: &str, name: &str| match fs::read_to_string(folder.join(name)) {
        Ok(text) => format!("## {title}\n\n```text\n{}\n```\n", text.trim_end()),
        Err(_) => format!("## {title}\n\nOnly a workbook can hold one.\n"),
    };
    writeln!(page, "{}", list("A list that breaks it", "fires.csv"))?;
    let printed = fs::read_to_string(folder.join("fires.txt"))
        .map_err(|error| format!("{}: fires.txt: {error}\n", rule.code))?;
    writeln!(
        page,
        "## What Muster prints\n\n```text\n{}\n```\n",
        printed.trim_end()
    )?;
    page.push_str(&list("A list that does not", "silent.csv"));
    Ok(page)
}

fn head(rule: &Rule) -> Result<String, Failure> {
    let mut page = format!("# `{}`\n\n", rule.code);
    writeln!(
        page,
        "{}, family *{}*. {}\n",
        capital(rule.severity.name()),
        rule.family,
        rule.summary
    )?;
    writeln!(page, "{}\n", rule.explanation)?;
    Ok(page)
}

fn page(rule: &Rule) -> Result<String, Failure> {
    let folder = root().join("crates/checks/fixtures").join(rule.code);
    let fixture = |name: &str| -> Result<String, Failure> {
        let bytes = fs::read(folder.join(name))
            .map_err(|error| format!("{}: {name}: {error}\n", rule.code))?;
        Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
    };
    let mut page = head(rule)?;
    writeln!(
        page,
        "## A case that breaks it\n\n```toml\n{}\n```\n",
        fixture("fires.toml")?
    )?;
    for beside in ["earlier.toml", "held.toml"] {
        if folder.join(beside).exists() {
            writeln!(
                page,
                "Beside it, `{beside}`:\n\n```toml\n{}\n```\n",
                fixture(beside)?
            )?;
        }
    }
    writeln!(
        page,
        "## What Muster prints\n\n```text\n{}\n```\n",
        fixture("fires.txt")?
    )?;
    if folder.join("fixed.toml").exists() {
        let (before, after) = (fixture("fires.toml")?, fixture("fixed.toml")?);
        page.push_str(&fixed(&before, &after));
    }
    writeln!(
        page,
        "## A case that does not\n\n```toml\n{}\n```",
        fixture("silent.toml")?
    )?;
    Ok(page)
}

/// What the first fix of each finding changes.
fn fixed(before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let difference = difference
        .unified_diff()
        .missing_newline_hint(false)
        .to_string();
    format!(
        "## What the fix does\n\nThe *fix* of each finding, or the first *choice* if somebody has to choose:\n\n\
         ```diff\n{}\n```\n\n",
        difference.trim_end()
    )
}

fn index() -> String {
    let mut families: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in checks::rules().chain(exchange::RULES.iter().copied()) {
        families.entry(rule.family).or_default().push(rule);
    }
    let mut page = String::from(
        "# Diagnostics\n\nEvery code that Muster can print, made from the rules and their fixtures by `make docs`.\n\
         An *error* blocks clearance until it is mended or overridden with a reason that the report prints; a\n\
         *warning* is mended or acknowledged by name; a *note* informs.\n",
    );
    for (family, mut rules) in families {
        rules.sort_by_key(|rule| rule.code);
        page.push_str(&format!(
            "\n## {}\n\n| Code | Severity | What is wrong |\n|---|---|---|\n",
            capital(family)
        ));
        for rule in rules {
            let (code, severity) = (rule.code, rule.severity.name());
            page.push_str(&format!(
                "| [`{code}`]({code}.md) | {severity} | {} |\n",
                rule.summary
            ));
        }
    }
    page
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

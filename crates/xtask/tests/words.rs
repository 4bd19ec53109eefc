//! One word for one thing, and what no file may hold. The words are in `docs/glossary.md`.

use xtask::{SourceFile, code, files};

/// Words that stand for nothing in Muster's own names, and what to say instead.
const NEVER: &[(&[&str], &str)] = &[
    (&["job"], "post"),
    (&["role"], "post"),
    (&["position"], "post"),
    (&["vacancy"], "post, and whether it is filled"),
    (&["headcount", "establishment"], "establishment"),
    (&["headcount", "post"], "establishment"),
    (&["headcount", "fte"], "FTE; a headcount is people"),
    (&["create", "post"], "establish"),
    (&["delete", "post"], "disestablish"),
    (&["remove", "post"], "disestablish"),
    (&["valid", "from"], "in force on"),
    (&["valid", "to"], "in force on"),
    (&["created", "at"], "as recorded at"),
    (&["updated", "at"], "as recorded at"),
];

/// Phrases in which such a word means something else.
const ALLOWED: &[&[&str]] = &[
    &["job", "evaluation"],
    &["vacancy", "factor"],
    &["access", "role"],
    // Where an entry stands in the ledger, and where something stands in a text.
    &["ledger", "position"],
    &["source", "position"],
];

/// E-mail domains of public bodies. The examples come from published reports, which name officers;
/// Muster's files name posts.
const OFFICIAL: &[&str] = &[
    concat!("gov", ".uk"),
    concat!("nott", "scc"),
    concat!("notts", "gov"),
];

/// Folders outside the repository, on which nothing in it may rely.
const OUTSIDE: &[&str] = &[
    concat!("..", "/shared"),
    concat!("/", ".library"),
    concat!(".library", "/"),
];

const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

#[test]
fn public_names_use_the_words_of_the_glossary() {
    let files = files();
    let sources = files
        .iter()
        .filter(|file| file.path.starts_with("crates/") && is_rust(file));
    let mut faults = Vec::new();
    for file in sources {
        for name in public_names(&code(file)) {
            if let Some(instead) = banned(&file.path, &name) {
                faults.push(format!("{}: `{name}`: say {instead}", file.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn no_file_names_a_person() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| !file.path.ends_with(".lock")) {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(found) = telephone(line).or_else(|| official_address(line)) {
                faults.push(format!("{}:{}: {found}", file.path, index + 1));
            }
        }
    }
    none(&faults);
}

#[test]
fn no_file_relies_on_what_is_outside() {
    none(&holding(OUTSIDE, |_| true));
}

#[test]
fn no_code_is_marked_unfinished() {
    none(&holding(UNFINISHED, is_rust));
}

#[test]
fn names_are_judged_by_their_words() {
    for name in [
        "JobTitle",
        "role_of",
        "PostPosition",
        "create_post",
        "PostCreate",
        "created_at",
    ] {
        assert!(banned("src/case.rs", name).is_some(), "{name}");
    }
    for name in [
        "JobEvaluation",
        "VacancyFactor",
        "ledger_position",
        "create_file",
        "Proposal",
    ] {
        assert!(banned("src/case.rs", name).is_none(), "{name}");
    }
    assert!(banned("crates/access/src/role.rs", "Role").is_none());
    assert!(banned("crates/register/src/post.rs", "Role").is_some());
    let names =
        public_names("pub struct A;\npub(crate) fn b() {}\n  pub const fn c<T>() {}\nfn d()");
    assert_eq!(names, ["A", "c"]);
}

#[test]
fn telephone_numbers_and_addresses_are_recognised() {
    // Spelt in parts, so that this file passes its own test.
    let number = ["0115", "496", "0123"];
    for text in [
        number.concat(),
        number.join(" "),
        format!("(tel. {})", number.join(" ")),
    ] {
        assert!(telephone(&text).is_some(), "{text}");
    }
    assert!(telephone(&format!("+44 {}", &number.join(" ")[1..])).is_some());
    assert!(telephone("0 12 345 67 890 1").is_none());
    for text in [
        "2018-07-01",
        "0.12345678901",
        "£284,937",
        "012345",
        "01234567890123456",
        "a0115496",
    ] {
        assert!(telephone(text).is_none(), "{text}");
    }
    let address = ["a.person", "council.gov.uk"].join("@");
    assert!(official_address(&format!("<{address}>")).is_some());
    assert!(official_address("https://www.legislation.gov.uk/").is_none());
}

fn is_rust(file: &SourceFile) -> bool {
    file.path.ends_with(".rs")
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn holding(needles: &[&str], which: impl Fn(&SourceFile) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| which(file)) {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(needle) = needles.iter().find(|needle| line.contains(**needle)) {
                faults.push(format!("{}:{}: {needle}", file.path, index + 1));
            }
        }
    }
    faults
}

/// The names of public items that a piece of code declares.
fn public_names(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in code.lines() {
        let Some(declared) = line.trim_start().strip_prefix("pub ") else {
            continue;
        };
        let mut words = declared
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .skip_while(|word| ["const", "async", "unsafe"].contains(word));
        if matches!(
            words.next(),
            Some("struct" | "enum" | "fn" | "trait" | "type")
        ) {
            names.extend(words.next().map(str::to_owned));
        }
    }
    names
}

/// What to say instead, if a name uses a word that Muster does not use.
///
/// A name is read in its file and crate: `Position` in `ledger.rs` is a position in the ledger, and `Role` in
/// the crate `access` is what an account may be used for.
fn banned(path: &str, name: &str) -> Option<&'static str> {
    let stem = path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs");
    let in_crate = path.split('/').nth(1).unwrap_or_default();
    let context = [words_of(in_crate), words_of(stem), words_of(name)].concat();
    let mut words = words_of(name);
    let has = |words: &[String], phrase: &[&str]| {
        phrase
            .iter()
            .all(|word| words.iter().any(|own| own == word))
    };
    for phrase in ALLOWED.iter().filter(|phrase| has(&context, phrase)) {
        words.retain(|word| !phrase.contains(&word.as_str()));
    }
    NEVER
        .iter()
        .find(|(phrase, _)| has(&words, phrase))
        .map(|(_, instead)| *instead)
}

/// The words of a name in camel case or snake case, in lower case and without a plural.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && c != '_'
        {
            word.extend(c.to_lowercase());
        }
    }
    words
        .iter()
        .map(|word| match word.ends_with("ss") {
            // A plural is not "access" or "process".
            true => word.clone(),
            false => word.strip_suffix('s').unwrap_or(word).to_owned(),
        })
        .collect()
}

/// A telephone number of the United Kingdom: eleven digits from 0, or +44 and ten.
///
/// Digits may stand in groups, the first of which is the area: so a row of figures is not one.
fn telephone(line: &str) -> Option<&str> {
    let mut last = None;
    for (start, c) in line.char_indices() {
        let begins = c.is_ascii_digit()
            && last
                .is_none_or(|before: char| !before.is_alphanumeric() && !".,-_£#".contains(before));
        last = Some(c);
        if !begins {
            continue;
        }
        let rest = &line[start..];
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != ' ')
            .unwrap_or(rest.len());
        let number = rest[..end].trim_end();
        let goes_on = rest[number.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '.');
        let national = number
            .strip_prefix("44")
            .filter(|_| line[..start].ends_with('+'));
        let area = national
            .unwrap_or(number)
            .trim_start()
            .split(' ')
            .next()
            .unwrap_or_default();
        let digits = number.replace(' ', "");
        let is_long = if national.is_some() {
            digits.len() == 12
        } else {
            digits.len() == 11
        };
        let is_area = area.len() >= 3
            && (national.is_some()
                || ["01", "02", "03", "07", "08"]
                    .iter()
                    .any(|code| area.starts_with(code)));
        if is_long && is_area && !goes_on {
            return Some(number);
        }
    }
    None
}

/// An e-mail address of a public body.
fn official_address(line: &str) -> Option<&str> {
    line.split(|c: char| c.is_whitespace() || "<>()[]\"'`,;".contains(c))
        .filter(|word| {
            word.split_once('@')
                .is_some_and(|(name, _)| !name.is_empty())
        })
        .find(|word| OFFICIAL.iter().any(|domain| word.contains(domain)))
}

//! What breaks the rules of TOML, in words for somebody who has not read them.

use std::collections::BTreeSet;
use std::ops::Range;

use base::{FinancialYear, Pence, When, parse_decimal};
use diagnostics::{Diagnostic, Fix, Place, SourceId};

use super::meant;
use crate::rules;
use crate::slips::as_toml;

/// A file that is no TOML at all has a fault on every line; nobody reads more than a hundred.
const MOST: usize = 100;

/// The faults of a text, and the lines on which they lie.
pub(super) struct Syntax {
    pub(super) found: Vec<Diagnostic>,
    /// In order; what is read on these lines may be half of what was meant.
    pub(super) lines: Vec<Range<usize>>,
}

/// Takes the faults that the parser found in a text.
pub(super) fn faults(source: SourceId, text: &str, errors: &[toml::de::Error]) -> Syntax {
    let mut syntax = Syntax {
        found: Vec::new(),
        lines: Vec::new(),
    };
    let unclosed = if errors.is_empty() {
        None
    } else {
        unclosed_text(text)
    };
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    // The parser goes over the text more than once.
    let mut errors: Vec<&toml::de::Error> = errors.iter().collect();
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let behind = unclosed.as_ref().map_or(text.len() + 1, |open| open.start);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        if span.start >= behind {
            continue;
        }
        let of_last = |line: &&Range<usize>| line.start <= span.start && span.start <= line.end;
        let last = syntax.lines.last().filter(of_last).cloned();
        let line = last.unwrap_or_else(|| line_of(text, span.start));
        let is_first = seen.insert(line.start);
        let message = error.message().trim_start_matches("invalid ");
        let message = format!("this breaks the rules of TOML: {message}");
        let finding = rules::TOML_SYNTAX.at(Place::new(source, span), message);
        if syntax.found.len() < MOST {
            let offer = match is_first {
                true if error.message() == "duplicate key" => Some(twice(source, text, &line)),
                true => Line::of(source, text, &line).and_then(|line| line.offer()),
                false => None,
            };
            let (help, fixes) = offer.unwrap_or_default();
            let finding = help.into_iter().fold(finding, Diagnostic::help);
            syntax
                .found
                .push(fixes.into_iter().fold(finding, Diagnostic::fix));
        }
        if is_first {
            syntax.lines.push(line);
        }
    }
    if let Some(open) = unclosed {
        let message = "the text that begins here with three quotes has no end";
        let finding = rules::TOML_SYNTAX.at(Place::new(source, open.clone()), message);
        syntax
            .found
            .push(finding.help("end it with three quotes on a line of their own"));
        syntax.lines.push(open.start..text.len());
    }
    syntax.lines.sort_by_key(|line| line.start);
    syntax
}

/// The line on which an offset lies, without its line break.
fn line_of(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..]
        .find('\n')
        .map_or(text.len(), |at| offset + at);
    start..end
}

/// How to mend a fault: in words, and as fixes.
type Offer = (Option<String>, Vec<Fix>);

/// A line with a fault that says `key = value`, or tries to.
struct Line<'t> {
    source: SourceId,
    key: &'t str,
    value: &'t str,
    /// Where the key and the value stand.
    key_at: usize,
    value_at: usize,
    equals: &'t str,
}

impl<'t> Line<'t> {
    fn of(source: SourceId, text: &'t str, line: &Range<usize>) -> Option<Self> {
        let whole = text.get(line.clone())?;
        let at = whole.find('=').or_else(|| whole.find(": "))?;
        let (before, behind) = (&whole[..at], &whole[at + 1..]);
        Some(Self {
            source,
            key: before.trim(),
            value: behind.trim(),
            key_at: line.start + before.len() - before.trim_start().len(),
            value_at: line.end - behind.trim_start().len(),
            equals: &whole[at..=at],
        })
    }

    /// The place of a part of the value, or all of it.
    fn place(&self, part: &str) -> Place {
        Place::new(self.source, self.value_at..self.value_at + part.len())
    }

    fn offer(&self) -> Option<Offer> {
        self.name()
            .or_else(|| self.number())
            .or_else(|| self.curly_quotes())
            .or_else(|| self.missing_quote())
            .or_else(|| self.bare_words())
    }

    /// `title: "x"`, and `decision maker = "x"`.
    fn name(&self) -> Option<Offer> {
        let words: Vec<&str> = self.key.split_whitespace().collect();
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        if words.is_empty() || !words.concat().chars().all(bare) {
            return None;
        }
        let key = Place::new(self.source, self.key_at..self.key_at + self.key.len());
        if self.equals == ":" {
            let colon = key.span.start + self.key.len()..self.value_at;
            let fix = Fix::safe(format!("Write {} = …", self.key));
            let fix = fix.replace(Place::new(self.source, colon), " = ");
            let help = format!("write an equals sign: {} = …", self.key);
            return (words.len() == 1).then(|| (Some(help), vec![fix]));
        }
        (words.len() > 1).then(|| {
            let name = words.join("_");
            let fix = Fix::safe(format!("Write {name}")).replace(key, &*name);
            (
                Some(format!("write the name in one word: {name}")),
                vec![fix],
            )
        })
    }

    /// `cost = £40,702`, `from = 1 July 2018`, `fte = 0,5`: what reads well in quotes, or nearly.
    fn number(&self) -> Option<Offer> {
        let value = self.value.split('#').next().unwrap_or("").trim();
        let quote = || {
            let fix = Fix::safe(format!("Put {value} in quotes"));
            vec![fix.replace(self.place(value), as_toml(value))]
        };
        let bare = value.trim_start_matches('£').trim();
        let looks_like_number = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        if looks_like_number && (bare.contains(',') || bare != value) {
            let (key, digits) = (self.key, bare.replace(',', ""));
            return Some(match Pence::parse(value) {
                Ok(_) => {
                    let help = format!("write {key} = {digits}, or {key} = \"£{bare}\" in quotes");
                    (Some(help), quote())
                }
                Err(_) => {
                    let reads = |text: &str| parse_decimal(text.trim_start_matches('£')).is_ok();
                    let fixes = meant::numbers(&self.place(value), value, reads);
                    let help = "write 0.5 with a point, and part thousands in threes";
                    (Some(help.to_owned()), fixes)
                }
            });
        }
        let in_quotes = |fixes| {
            let help = format!("put it in quotes: {} = {}", self.key, as_toml(value));
            Some((Some(help), fixes))
        };
        if !value.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        match When::parse(value) {
            Ok(_) => in_quotes(quote()),
            Err(_) if FinancialYear::parse(value).is_ok() => in_quotes(quote()),
            Err(error) => {
                let fixes = meant::dates(&self.place(value), value, &error);
                (!fixes.is_empty()).then_some((None, fixes))
            }
        }
    }

    fn curly_quotes(&self) -> Option<Offer> {
        let curly = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
        self.value.starts_with(curly).then_some(())?;
        let end = self.value.rfind(curly)?;
        let end = end + self.value[end..].chars().next().map_or(0, char::len_utf8);
        let (written, behind) = (&self.value[..end], self.value[end..].trim_start());
        let words = written.trim_matches(curly);
        let is_plain =
            !words.contains(['"', '\\']) && (behind.is_empty() || behind.starts_with('#'));
        let fix =
            Fix::safe("Put it in straight quotes").replace(self.place(written), as_toml(words));
        let fixes = Vec::from_iter(is_plain.then_some(fix));
        Some((Some(self.in_quotes(words)), fixes))
    }

    fn missing_quote(&self) -> Option<Offer> {
        let (value, quotes) = (self.value, self.value.matches('"').count());
        let is_plain = quotes == 1 && !value.contains(['#', '\\']);
        if value.starts_with('"') && quotes == 1 {
            let help = "end the text with a double quote on the same line";
            let fix = Fix::safe("Add the quote at the end")
                .replace(self.place(value), format!("{value}\""));
            return Some((
                Some(help.to_owned()),
                Vec::from_iter(is_plain.then_some(fix)),
            ));
        }
        (value.ends_with('"') && is_plain && value.starts_with(char::is_alphanumeric)).then(|| {
            let help = "begin the text with a double quote on the same line";
            let fix = Fix::safe("Add the quote at the beginning");
            let fix = fix.replace(self.place(value), format!("\"{value}"));
            (Some(help.to_owned()), vec![fix])
        })
    }

    /// `title = Park Ranger`, `permanent = Yes`.
    fn bare_words(&self) -> Option<Offer> {
        let value = self.value;
        value.starts_with(char::is_alphabetic).then_some(())?;
        let flag = match value.to_lowercase().as_str() {
            "true" | "yes" => Some("true"),
            "false" | "no" => Some("false"),
            _ => None,
        };
        if let Some(flag) = flag {
            let fix = Fix::safe(format!("Write {flag}")).replace(self.place(value), flag);
            return Some((Some(format!("write {} = {flag}", self.key)), vec![fix]));
        }
        // A comma may part the texts of a list, and behind # may stand a comment.
        let is_plain = !value.contains(['"', '#', '\\']);
        let fix = match value.contains(',') {
            true => Fix::choice("Put it in quotes"),
            false => Fix::safe("Put it in quotes"),
        };
        let fix = fix.replace(self.place(value), as_toml(value));
        let fixes = Vec::from_iter(is_plain.then_some(fix));
        Some((Some(self.in_quotes(value)), fixes))
    }

    fn in_quotes(&self, words: &str) -> String {
        let quoted: String = words.chars().filter(|c| *c != '"').take(60).collect();
        format!(
            "put texts in straight double quotes: {} = \"{quoted}\"",
            self.key
        )
    }
}

/// A field that its table has already. If it says the same again, one of the two is needless.
fn twice(source: SourceId, text: &str, line: &Range<usize>) -> Offer {
    let field = |line: &str| {
        let (key, value) = line.split_once('=')?;
        Some((
            key.trim().to_owned(),
            without_comment(value).trim().to_owned(),
        ))
    };
    let above = text[..line.start]
        .rmatch_indices('\n')
        .map(|(at, _)| at + 1);
    let starts = above.chain([0]).skip(1);
    let mut ends = line.start.saturating_sub(1);
    let second = field(&text[line.clone()]);
    for start in starts {
        let other = start..ends;
        ends = start.saturating_sub(1);
        let written = &text[other.clone()];
        if written.trim_start().starts_with('[') {
            break;
        }
        let (Some((key, value)), Some((name, said))) = (field(written), &second) else {
            continue;
        };
        if key != *name {
            continue;
        }
        let take_out = |fix: Fix, line: &Range<usize>| {
            let field = without_comment(&text[line.clone()]).trim_end().len();
            let indent = text[line.clone()].len() - text[line.clone()].trim_start().len();
            fix.take_out(Place::new(source, line.start + indent..line.start + field))
        };
        if value == *said {
            let fix = Fix::safe(format!("Take the second {key} out"));
            return (None, vec![take_out(fix, line)]);
        }
        let keep = |kept: &str| Fix::choice(format!("Keep {key} = {kept}"));
        let fixes = vec![take_out(keep(&value), line), take_out(keep(said), &other)];
        return (Some("keep one of them".to_owned()), fixes);
    }
    (Some("keep one of them".to_owned()), Vec::new())
}

/// A line without the comment behind its value: a `#` in quotes begins none.
fn without_comment(line: &str) -> &str {
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') => return &line[..at],
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open && !escaped => quote = None,
            _ => {}
        }
        escaped = c == '\\' && quote == Some('"') && !escaped;
    }
    line
}

/// Where a text opens with three quotes that are not closed before the next field opens one.
fn unclosed_text(text: &str) -> Option<Range<usize>> {
    let mut open: Option<Range<usize>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let quotes = line.matches("\"\"\"").count();
        let last = line.rfind("\"\"\"").map(|last| at + last..at + last + 3);
        if open.is_none() {
            open = last.filter(|_| quotes % 2 == 1 && !line.trim_start().starts_with('#'));
        } else if opens_field(line) {
            return open;
        } else if quotes % 2 == 1 {
            open = None;
        }
    }
    open
}

/// Is the line `name = """`?
fn opens_field(line: &str) -> bool {
    line.trim_end()
        .strip_suffix("\"\"\"")
        .and_then(|rest| rest.trim_end().strip_suffix('='))
        .is_some_and(|key| {
            let key = key.trim();
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            !key.is_empty() && key.chars().all(word)
        })
}

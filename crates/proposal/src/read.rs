//! Reading a case file: text in, case and diagnostics out.

mod body;
mod change;
mod encoding;
mod exempt;
mod fields;
mod header;
mod hidden;
mod keys;
mod meant;
mod money;
mod paper;
mod people;
mod structure;
mod syntax;
mod words;

use diagnostics::{Diagnostic, Place, SourceId, Sources};
use toml::de::DeTable;

use crate::case::{Case, ProposalOption};
use crate::rules;
pub use body::read_body;
use fields::{Doc, Fields};

/// The largest case file that is read: 1 MiB, ten times the largest report we know.
pub const MAX_BYTES: usize = 1 << 20;

/// Reads a case file and keeps its text among the sources.
///
/// Reading never fails: what cannot be read is reported at its place, and the rest is read.
pub fn read(sources: &mut Sources, name: &str, bytes: &[u8]) -> (Case, Vec<Diagnostic>) {
    let (source, mut found) = open(sources, name, bytes);
    let text = sources.text(source);
    // The parser refuses to nest deeper than it can, so deep brackets are a fault like any other.
    let (table, errors) = DeTable::parse_recoverable(text);
    let doc = Doc::new(source, text, &errors);
    let root = Fields::new(&doc, "the case", table.get_ref(), Place::new(source, 0..0));
    let case = read_case(&doc, root);
    hidden::report(&doc, table.get_ref());
    found.extend(doc.found.into_inner());
    (case, found)
}

/// Keeps the text of a file among the sources, and reports what keeps it from being read as it is. Of
/// a file that is too large nothing is kept.
fn open(sources: &mut Sources, name: &str, bytes: &[u8]) -> (SourceId, Vec<Diagnostic>) {
    if bytes.len() > MAX_BYTES {
        let source = sources.add(name, "");
        let message = format!(
            "the file has {} bytes; Muster reads at most {MAX_BYTES}",
            bytes.len(),
        );
        let too_large = rules::FILE_TOO_LARGE.at(Place::new(source, 0..0), message);
        let help = "a case holds one report: leave attachments out, or split it";
        return (source, vec![too_large.help(help)]);
    }
    // No text holds the byte 0; UTF-16 does in every other place.
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let source = sources.add(name, "");
        let message = format!("the file is no text: byte {} of it is 0", at + 1);
        let no_text = rules::NOT_UTF8.at(Place::new(source, 0..0), message);
        let help =
            "if it is a text in UTF-16, which some editors call Unicode, save it again as UTF-8";
        return (source, vec![no_text.help(help)]);
    }
    let text = String::from_utf8_lossy(bytes);
    let source = sources.add(name, text.strip_prefix('\u{feff}').unwrap_or(&text));
    let mut found = Vec::new();
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let message = format!("byte {} of the file is not UTF-8 text", at + 1);
        let bad = rules::NOT_UTF8
            .at(Place::new(source, at..at + 1), message)
            .help("save the file again as UTF-8");
        found.push(match encoding::as_windows(source, bytes) {
            Some(fix) => bad.fix(fix),
            None => bad,
        });
    }
    (source, found)
}

fn read_case(doc: &Doc<'_>, root: Fields<'_>) -> Case {
    let header = header::header(&root);
    let cover = root.record("cover", "the cover");
    let case = Case {
        source: doc.source,
        header,
        costing: root
            .record("costing", "costing")
            .map(header::costing)
            .unwrap_or_default(),
        defaults: root
            .record("defaults", "defaults")
            .map(header::defaults)
            .unwrap_or_default(),
        units: all(root.records("unit", "a unit"), structure::unit),
        posts: all(root.records("post", "a post"), structure::post),
        changes: all(root.records("change", "a change"), |fields| {
            change::change(doc, fields)
        }),
        stated: all(root.records("stated", "a stated figure"), |fields| {
            money::stated(doc, fields)
        }),
        funds: all(root.records("fund", "a fund"), money::fund),
        funding: all(root.records("funding", "a funding line"), money::funding),
        budgets: all(root.records("budget", "a budget"), money::budget),
        savings: all(root.records("saving", "a saving"), money::saving),
        scope: all(root.records("scope", "a scope statement"), structure::scope),
        options: all(root.records("option", "an option"), |fields| {
            paper::option(doc, fields)
        }),
        consultation: root
            .record("consultation", "the consultation")
            .map(people::consultation),
        pools: all(root.records("pool", "a pool"), people::pool),
        protection: root
            .record("protection", "pay protection")
            .map(people::protection),
        redundancies: root
            .record("redundancies", "redundancies")
            .and_then(people::redundancies),
        equality: root
            .record("equality", "the equality assessment")
            .map(people::equality),
        recommendations: all(
            root.records("recommendation", "a recommendation"),
            paper::recommendation,
        ),
        comments: all(root.records("comment", "a comment"), paper::comment),
        appendices: all(root.records("appendix", "an appendix"), paper::appendix),
        papers: all(root.records("paper", "a background paper"), paper::paper),
        obligations: all(
            root.records("obligation", "an obligation"),
            paper::obligation,
        ),
        discharges: all(root.records("discharge", "a discharge"), paper::discharge),
        decision: root
            .record("decision", "the decision")
            .and_then(paper::decision),
        acknowledgements: all(
            root.records("acknowledge", "an acknowledgement"),
            header::acknowledgement,
        ),
        exempt: all(root.records("exempt", "an exemption"), |fields| {
            exempt::exemption(doc, fields)
        }),
        withheld: all(
            root.records("withheld", "something withheld"),
            exempt::withheld,
        ),
        settled: all(
            root.records("settled", "a settled conflict"),
            header::settled,
        ),
        cover: cover.map(paper::cover).unwrap_or_default(),
        sections: root
            .record("report", "the report")
            .as_ref()
            .map(paper::sections)
            .unwrap_or_default(),
    };
    root.finish();
    report_options(doc, &case);
    case
}

/// Reports options of which it is not clear which is proposed, or what it changes.
fn report_options(doc: &Doc<'_>, case: &Case) {
    let adopted: Vec<&ProposalOption> = case.options.iter().filter(|one| one.adopted).collect();
    for second in adopted.iter().skip(1) {
        let message = format!(
            "two options are adopted: \"{}\" and \"{}\"",
            adopted[0].name.value, second.name.value
        );
        let found = rules::OPTIONS_ADOPTED.at(second.name.place.clone(), message);
        doc.report(found.help("keep `adopted = true` at the one that is proposed"));
    }
    for change in adopted.iter().flat_map(|one| &one.changes) {
        let found = rules::OPTION_CHANGES_TWICE.at(
            change.place.clone(),
            "this change stands within the option that is proposed",
        );
        doc.report(
            found.help("write it as [[change]]: the changes of the case are those of that option"),
        );
    }
}

/// Reads every record; one that cannot be read was reported and is left out.
fn all<'d, T>(records: Vec<Fields<'d>>, read: impl Fn(Fields<'d>) -> Option<T>) -> Vec<T> {
    records.into_iter().filter_map(read).collect()
}

//! Who signs the report, and the officers' comments.

use proposal::case::Comment;

use super::prose;
use super::writer::Writer;
use crate::model::{Block, Fact, SectionKind};

/// Writes who answers for the report, and the comments in the order of the body.
pub(super) fn write(writer: &mut Writer<'_>) {
    signatory(writer);
    let of = writer.of;
    let mut left: Vec<&Comment> = of.case.comments.iter().collect();
    for kind in &of.body.comments {
        let of_kind = |comment: &&Comment| comment.kind.value == kind.kind;
        let mut found = false;
        for comment in left.iter().copied().filter(of_kind) {
            found = true;
            comment_section(writer, comment, &kind.heading);
        }
        left.retain(|comment| !of_kind(comment));
        if !found && kind.required {
            writer.begin(kind.heading.clone(), 2, SectionKind::Comment);
            writer.say("No comment is held.");
        }
    }
    for comment in left {
        let heading = crate::phrases::sentence_case(&format!("{} comments", comment.kind.value));
        comment_section(writer, comment, &heading);
    }
}

fn signatory(writer: &mut Writer<'_>) {
    let header = &writer.of.case.header;
    let mut facts = Vec::new();
    if let Some(author) = &header.report_of {
        facts.push(Fact::new("Report of", &author.value));
    }
    if !header.contacts.is_empty() {
        let posts = header.contacts.iter().map(|at| at.value.clone()).collect();
        facts.push(Fact::several("Enquiries about this report", posts));
    }
    if !facts.is_empty() {
        writer.push(Block::Facts(facts));
    }
}

/// A comment under its heading: `Financial Comments (Finance adviser, 31 May 2018)`.
fn comment_section(writer: &mut Writer<'_>, comment: &Comment, heading: &str) {
    let named = |role: &String| base::folded(heading).contains(&base::folded(role));
    let role = comment.role.as_ref().map(|at| at.value.clone());
    let role = role.filter(|role| !named(role));
    let date = comment.date.as_ref().map(|at| base::long_date(at.value));
    let who: Vec<String> = role.into_iter().chain(date).collect();
    let heading = if who.is_empty() {
        format!("{heading} (role and date not stated)")
    } else {
        format!("{heading} ({})", who.join(", "))
    };
    writer.begin(heading, 2, SectionKind::Comment);
    let through = !writer.numbering.is_by_section();
    match &comment.text {
        Some(text) => prose::write(writer, text, through),
        None => writer.say("No words are held."),
    }
}

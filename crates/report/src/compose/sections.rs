//! The sections of the report, in the order and under the headings of its body.

use proposal::{SectionKind as About, SectionRule};

use super::order::{pinned, slots};
use super::prose;
use super::writer::Writer;
use crate::model::{Block, Paragraph, SectionKind, Span};
use crate::phrases::{listed, on, sentence_case};

/// Writes the sections.
pub(super) fn write(writer: &mut Writer<'_>) {
    let of = writer.of;
    let day = of.case.header.date.as_ref().map(|at| at.value);
    let generated = |rule: &SectionRule| {
        rule.standing_on(day).is_some()
            || match rule.kind {
                About::Options => {
                    !of.case.options.is_empty() || of.case.header.no_other_option.is_some()
                }
                About::Consultation => of.case.consultation.is_some(),
                _ => false,
            }
    };
    let slots = slots(of.body, &of.case.sections, &generated);
    for slot in slots {
        let under = slot.rule.is_some_and(|rule| rule.under);
        let own = slot.section.and_then(|section| section.heading.as_ref());
        let heading = own
            .map(|at| at.value.clone())
            .or_else(|| slot.rule.map(|rule| rule.heading.clone()))
            .or_else(|| {
                slot.section
                    .map(|section| sentence_case(&section.key.replace('_', " ")))
            })
            .unwrap_or_default();
        writer.begin(heading, if under { 3 } else { 2 }, SectionKind::Body);
        if !under {
            let pinned = slot.section.and_then(pinned);
            let number = writer.numbering.begin_section(pinned.as_deref());
            writer.numbered(number);
        }
        if let Some(words) = slot.rule.and_then(|rule| rule.standing_on(day)) {
            writer.say_numbered(words);
        }
        match (slot.section, slot.rule.map(|rule| rule.kind)) {
            (Some(section), Some(About::Options)) => {
                prose::write(writer, &section.prose, true);
                compared(writer);
            }
            (Some(section), _) => prose::write(writer, &section.prose, true),
            (None, Some(About::Options)) => options(writer),
            (None, Some(About::Consultation)) => consultation(writer),
            (None, _) => {}
        }
    }
    let has_section = |kind| of.body.sections.iter().any(|rule| rule.kind == kind);
    let tells_options = !of.resolved.options.is_empty() || of.case.header.no_other_option.is_some();
    if !has_section(About::Options) && tells_options {
        writer.begin("Options", 2, SectionKind::Body);
        let number = writer.numbering.begin_section(None);
        writer.numbered(number);
        options(writer);
    }
    if !has_section(About::Consultation)
        && of.case.consultation.is_some()
        && !consultation_is_told(of.case)
    {
        writer.begin("Consultation", 2, SectionKind::Body);
        let number = writer.numbering.begin_section(None);
        writer.numbered(number);
        consultation(writer);
    }
}

/// Does a paragraph of the paper tell of the consultation?
fn consultation_is_told(case: &proposal::Case) -> bool {
    let told = case
        .consultation
        .as_ref()
        .is_some_and(|consultation| consultation.paragraph.is_some());
    told || case
        .sections
        .iter()
        .any(|section| section.key.contains("consultation"))
}

/// The options, where the author did not write of them.
fn options(writer: &mut Writer<'_>) {
    for option in &writer.of.case.options {
        let mut words = format!("{}.", option.name.value.trim_end_matches('.'));
        let mut add = |text: &str| {
            words.push(' ');
            words.push_str(text.trim_end_matches('.'));
            words.push('.');
        };
        if let Some(text) = &option.text {
            add(text);
        }
        if option.adopted {
            add("This is the option that is proposed");
        }
        if let Some(because) = option.rejected_because.as_ref().filter(|_| !option.adopted) {
            add(&format!("Not proposed, because: {}", because.value));
        }
        writer.say_numbered(words);
    }
    compared(writer);
}

/// The options beside each other, unless they stand elsewhere, and why there is no other.
fn compared(writer: &mut Writer<'_>) {
    if let Some(why) = &writer.of.case.header.no_other_option {
        let why = why.value.trim_end_matches('.');
        writer.say_numbered(format!("No other option is put forward, because: {why}."));
    }
    if super::options::table(&writer.of).is_some() && !writer.printed.contains_key("table.options")
    {
        super::tables::insert(writer, "table.options");
    }
}

/// The consultation, where the author did not write of it.
fn consultation(writer: &mut Writer<'_>) {
    let Some(told) = &writer.of.case.consultation else {
        return;
    };
    let mut sentences: Vec<String> = Vec::new();
    let with: Vec<&str> = told.with.iter().map(|at| at.value.as_str()).collect();
    let mut first = String::from("Consultation");
    if !with.is_empty() {
        first.push_str(&format!(" with {}", listed(&with)));
    }
    match (&told.from, &told.until) {
        (Some(from), Some(until)) => {
            first.push_str(&format!(" ran from {} to {}.", from.value, until.value));
        }
        (Some(from), None) => first.push_str(&format!(" began {}.", on(from.value))),
        (None, Some(until)) => first.push_str(&format!(" ended {}.", on(until.value))),
        (None, None) => first.push_str(" took place; its dates are not stated."),
    }
    sentences.push(first);
    if let Some(weeks) = &told.weeks {
        sentences.push(format!("It lasted {} weeks.", weeks.value));
    }
    sentences.extend(
        told.outcome
            .iter()
            .map(|outcome| format!("{}.", outcome.value.trim_end_matches('.'))),
    );
    let number = writer.numbering.next(None);
    let id = writer.id(&format!("p{number}"));
    let items = told
        .meetings
        .iter()
        .map(|meeting| {
            let with = meeting
                .with
                .as_ref()
                .map_or(String::new(), |with| format!(" with {}", with.value));
            let day = base::long_date(meeting.date.value);
            vec![Span::Text(format!("{day}: meeting{with}"))]
        })
        .collect();
    writer.push(Block::Paragraph(Paragraph {
        id: Some(id),
        number: Some(number),
        words: vec![Span::Text(sentences.join(" "))],
        items,
    }));
}

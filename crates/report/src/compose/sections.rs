//! The sections of the report, in the order and under the headings of its body.

use proposal::{SectionKind as About, SectionRule};

use super::consultation::{self, Home};
use super::order::{pinned, slots};
use super::prose;
use super::writer::Writer;
use crate::model::SectionKind;
use crate::phrases::sentence_case;

/// Writes the sections.
pub(super) fn write(writer: &mut Writer<'_>) {
    let of = writer.of;
    let day = of.case.header.date.as_ref().map(|at| at.value);
    let recorded_in = Home::of(of.case, of.body);
    let generated = |rule: &SectionRule| {
        rule.standing_on(day).is_some()
            || match rule.kind {
                About::Options => {
                    !of.case.options.is_empty() || of.case.header.no_other_option.is_some()
                }
                kind => recorded_in == Some(Home::Section(kind)),
            }
    };
    let slots = slots(of.body, &of.case.sections, &generated);
    let mut home = recorded_in;
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
            (None, _) => {}
        }
        if let Some(home) = home.take_if(|home| home.is_in(slot)) {
            consultation::write(writer, home, Some(slot));
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
    if let Some(home) = home {
        writer.begin("Consultation", 2, SectionKind::Body);
        let number = writer.numbering.begin_section(None);
        writer.numbered(number);
        consultation::write(writer, home, None);
    }
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

//! Body profiles.

use base::When;
use diagnostics::{At, Diagnostic, Place, Sources};
use toml::de::DeTable;

use super::fields::{Doc, Fields};
use super::{all, open};
use crate::body::{
    BodyProfile, CommentKind, CoverShape, NumberingStyle, PayRule, SectionKind, SectionRule,
    Standing,
};
use crate::look::{AccentFault, Look, accent_contrast, is_font_list};
use crate::rules;
use crate::typeface::Typeface;

/// Reads a body profile and keeps its text among the sources.
///
/// What cannot be read is reported at its place; without a key, a name and sections there is no
/// profile.
pub fn read_body(
    sources: &mut Sources,
    name: &str,
    bytes: &[u8],
) -> (Option<BodyProfile>, Vec<Diagnostic>) {
    let (source, mut found) = open(sources, name, bytes);
    let text = sources.text(source);
    let (table, errors) = DeTable::parse_recoverable(text);
    let doc = Doc::new(source, text, &errors);
    let root = Fields::new(
        &doc,
        "the body profile",
        table.get_ref(),
        Place::new(source, 0..0),
    );
    let profile = profile(&doc, &root);
    root.finish();
    super::hidden::report(&doc, table.get_ref());
    found.extend(doc.found.into_inner());
    (profile, found)
}

fn profile(doc: &Doc<'_>, root: &Fields<'_>) -> Option<BodyProfile> {
    let numbering = [
        ("through", NumberingStyle::Through),
        ("by-section", NumberingStyle::BySection),
    ];
    let covers = [
        ("title block", CoverShape::TitleBlock),
        ("cover table", CoverShape::CoverTable),
    ];
    let text = |at: Option<At<String>>| at.map(|at| at.value);
    let texts = |list: Vec<At<String>>| list.into_iter().map(|at| at.value).collect();
    let flag = |at: Option<At<bool>>| at.is_some_and(|at| at.value);
    let key = root.needed("key", Fields::text);
    let name = root.needed("name", Fields::text);
    let sections = all(root.records("section", "a section"), |fields| {
        section(&fields)
    });
    if sections.is_empty() {
        let message = "a body profile needs its sections";
        let help = "add one [[section]] for each, with its key and heading";
        doc.report(
            rules::MISSING_KEY
                .at(root.place.clone(), message)
                .help(help),
        );
    }
    let profile = BodyProfile {
        key: String::new(),
        kind: String::new(),
        name: String::new(),
        bodies: texts(root.texts("bodies")),
        numbering: root
            .choice("numbering", &numbering)
            .map_or_else(Default::default, |at| at.value),
        cover: root
            .choice("cover", &covers)
            .map_or_else(Default::default, |at| at.value),
        required_cover: required_cover(doc, root),
        executive: flag(root.flag("executive")),
        call_in_working_days: root.count("call_in_working_days").map_or(0, |at| at.value),
        clear_days: root.count("clear_days").map_or(0, |at| at.value),
        small_number: root.count("small_number").map_or(0, |at| at.value),
        placing_term: text(root.text("placing_term")).unwrap_or_else(|| "placing".to_owned()),
        recommendations_heading: text(root.text("recommendations_heading"))
            .unwrap_or_else(|| "Recommendations".to_owned()),
        recommendations_lead: text(root.text("recommendations_lead")).unwrap_or_default(),
        papers_heading: text(root.text("papers_heading"))
            .unwrap_or_else(|| "Background papers".to_owned()),
        papers_statement: text(root.text("papers_statement")).unwrap_or_default(),
        divisions_heading: text(root.text("divisions_heading")),
        decision_block: flag(root.flag("decision_block")),
        comments: all(root.records("comment", "a comment"), |fields| {
            comment(&fields)
        }),
        look: root
            .record("look", "the look")
            .map(|fields| look(doc, &fields))
            .unwrap_or_default(),
        pay: all(root.records("pay", "a pay rule"), |fields| {
            pay_rule(&fields)
        }),
        sections,
    };
    let whole = !profile.sections.is_empty();
    let key = key?.value;
    whole.then_some(BodyProfile {
        kind: key.clone(),
        key,
        name: name?.value,
        ..profile
    })
}

/// The fields that a cover can be made to fill.
const COVER_FIELDS: [&str; 5] = ["decision_maker", "date", "item", "report_of", "reference"];

fn required_cover(doc: &Doc<'_>, root: &Fields<'_>) -> Vec<String> {
    let fields = root.texts("required_cover");
    let known = |field: &At<String>| {
        let known = COVER_FIELDS.contains(&field.value.as_str());
        if !known {
            let message = format!("a cover has no field {:?}", field.value);
            let finding = rules::UNKNOWN_CHOICE.at(field.place.clone(), message);
            doc.report(finding.help(format!("it is one of: {}", COVER_FIELDS.join(", "))));
        }
        known
    };
    fields
        .into_iter()
        .filter(known)
        .map(|field| field.value)
        .collect()
}

fn section(fields: &Fields<'_>) -> Option<SectionRule> {
    let kinds = [
        ("purpose", SectionKind::Purpose),
        ("information", SectionKind::Information),
        ("options", SectionKind::Options),
        ("reasons", SectionKind::Reasons),
        ("implications", SectionKind::Implications),
        ("financial", SectionKind::Financial),
        ("staffing", SectionKind::Staffing),
        ("equality", SectionKind::Equality),
        ("consultation", SectionKind::Consultation),
    ];
    let (key, heading) = (
        fields.needed("key", Fields::text),
        fields.needed("heading", Fields::text),
    );
    let rule = (
        fields
            .choice("kind", &kinds)
            .map_or_else(Default::default, |at| at.value),
        fields.flag("required").is_some_and(|at| at.value),
        fields.flag("under").is_some_and(|at| at.value),
    );
    let standing = all(fields.records("standing", "standing words"), |fields| {
        let from = fields
            .needed("from", Fields::when)
            .map(|at| When::first(at.value));
        let text = fields.needed("text", Fields::text);
        fields.finish();
        Some(Standing {
            from: from?,
            text: text?.value,
        })
    });
    fields.report_unknown();
    let (kind, required, under) = rule;
    Some(SectionRule {
        key: key?.value,
        heading: heading?.value,
        kind,
        required,
        standing,
        under,
    })
}

fn pay_rule(fields: &Fields<'_>) -> Option<PayRule> {
    let from = fields.needed("from", Fields::date);
    let profile = fields.needed("profile", Fields::text);
    let pension_rate = fields.rate("pension_rate").map(|at| at.value);
    fields.report_unknown();
    Some(PayRule {
        from: from?.value,
        profile: profile?.value,
        pension_rate,
    })
}

fn comment(fields: &Fields<'_>) -> Option<CommentKind> {
    let (kind, heading) = (
        fields.needed("kind", Fields::text),
        fields.needed("heading", Fields::text),
    );
    let required = fields.flag("required").is_some_and(|at| at.value);
    fields.report_unknown();
    Some(CommentKind {
        kind: kind?.value,
        heading: heading?.value,
        required,
    })
}

fn look(doc: &Doc<'_>, fields: &Fields<'_>) -> Look {
    let plain = Look::default();
    let font = |key: &'static str, or: &str| {
        let given = fields.text(key)?;
        if is_font_list(&given) {
            if let Some(family) = Typeface::replaces(&given.value) {
                let typeface = Typeface::of(&given.value).name();
                let message = format!("{family} is not embedded: a PDF is set in {typeface}");
                doc.report(rules::FONT_NOT_EMBEDDED.at(given.place, message));
            }
            return Some(given.value);
        }
        let message = format!("{:?} is not a list of font families", given.value);
        let help = format!("write names parted by commas, such as {or}");
        doc.report(rules::UNKNOWN_CHOICE.at(given.place, message).help(help));
        None
    };
    let text = font("font", &plain.font).unwrap_or_else(|| plain.font.clone());
    let look = Look {
        accent: accent(doc, fields).unwrap_or(plain.accent),
        heading_font: font("heading_font", &plain.font).unwrap_or_else(|| text.clone()),
        font: text,
    };
    fields.report_unknown();
    look
}

/// The accent colour, if it can be read on white.
fn accent(doc: &Doc<'_>, fields: &Fields<'_>) -> Option<String> {
    let given = fields.text("accent")?;
    match accent_contrast(&given) {
        Ok(_) => Some(given.value),
        Err(AccentFault::NotAColour) => {
            let message = format!("{:?} is not a colour", given.value);
            doc.report(
                rules::UNKNOWN_CHOICE
                    .at(given.place, message)
                    .help("write it as \"#1d70b8\""),
            );
            None
        }
        Err(AccentFault::TooPale(contrast)) => {
            let message = format!(
                "{} on white has a contrast of {contrast}; at least 4.5 to 1 is needed",
                given.value
            );
            doc.report(
                rules::OUT_OF_RANGE
                    .at(given.place, message)
                    .help("take a darker colour"),
            );
            None
        }
    }
}

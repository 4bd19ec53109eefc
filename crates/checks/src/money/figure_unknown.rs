//! Words or a stated figure refer to a figure that there is not.

use costing::Figures;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use proposal::case::Prose;
use proposal::{Block, INSERTS, Near, Piece, as_toml, near_word, paragraphs};

use super::claim::is_known;
use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "figure-unknown",
    severity: Severity::Error,
    family: "reference",
    summary: "A figure, table or chart is named that the case does not have.",
    explanation: "A figure in braces is printed as its present value, so that words and changes cannot drift \
apart. A name that means nothing would leave a hole in the report. `muster cost` lists every figure of a case \
by name.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let figures = &subject.statement.figures;
    let no_figure =
        |name: &str, place: &Place| unknown("figure", name, place, &near_figures(figures, name));
    for is in subject
        .case
        .stated
        .iter()
        .filter_map(|stated| stated.is.as_ref())
    {
        // A stated figure may mean a family of figures; words need the one.
        if !is_known(figures, is) {
            let family = figures
                .iter()
                .filter_map(|(name, _)| name.strip_suffix(".full_year"));
            let meant = near_word(is, family)
                .or_else(|| near_word(is, figures.iter().map(|(name, _)| name)));
            let finding = match meant {
                Some(near) => unknown("figure", is, &is.place, &[near.name])
                    .fix(near.write(is.place.clone(), &as_toml(near.name))),
                None => no_figure(is, &is.place),
            };
            found.push(finding);
        }
    }
    let blocks = subject.prose().flat_map(|(_, prose)| {
        paragraphs(prose)
            .into_iter()
            .map(move |block| (prose, block))
    });
    let named = |finding: Diagnostic, prose: &Prose, place: &Place, near: Option<Near<'_>>| {
        let near = near.filter(|_| prose.is_as_written());
        let write = |near: Near<'_>| near.write(place.clone(), &format!("{{{}}}", near.name));
        near.map(write).into_iter().fold(finding, Diagnostic::fix)
    };
    for (prose, block) in blocks {
        match block {
            Block::Heading(_) => {}
            Block::Insert { name, place } if !INSERTS.contains(&name.as_str()) => {
                let meant = near_word(&name, INSERTS);
                let near = meant.map_or_else(|| INSERTS.to_vec(), |near| vec![near.name]);
                let finding = unknown("table or chart", &name, &place, &near);
                found.push(named(finding, prose, &place, meant));
            }
            Block::Insert { .. } => {}
            Block::Paragraph(paragraph) => {
                let lines = std::iter::once(&paragraph.pieces).chain(&paragraph.items);
                for piece in lines.flatten() {
                    if let Piece::Figure { name, place } = piece
                        && figures.get(name).is_none()
                    {
                        found.push(if INSERTS.contains(&name.as_str()) {
                            within_words(name, place)
                        } else {
                            let meant = near_word(name, figures.iter().map(|(name, _)| name));
                            named(no_figure(name, place), prose, place, meant)
                        });
                    }
                }
            }
        }
    }
}

/// A table or chart that is named, but inside a line.
fn within_words(name: &str, place: &Place) -> Diagnostic {
    let what = name.split('.').next().unwrap_or("table");
    let message = format!("the {what} {name:?} stands inside a line of words");
    RULE.at(place.clone(), message)
        .help(format!("put {{{name}}} alone on a line of its own"))
}

/// Figures that may be meant by a name that there is not: the nearest by spelling, else those that begin
/// alike.
pub fn near_figures<'f>(figures: &'f Figures, name: &str) -> Vec<&'f str> {
    let names = || figures.iter().map(|(name, _)| name);
    if let Some(near) = proposal::nearest(name, names()) {
        return vec![near];
    }
    let mut stem = name;
    while let Some((shorter, _)) = stem.rsplit_once('.') {
        let alike: Vec<&str> = names()
            .filter(|known| known.starts_with(&format!("{stem}.")))
            .take(5)
            .collect();
        if !alike.is_empty() {
            return alike;
        }
        stem = shorter;
    }
    names()
        .filter(|known| known.starts_with(&format!("{stem}.")))
        .take(5)
        .collect()
}

fn unknown(what: &str, name: &str, place: &Place, near: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        place.clone(),
        format!("there is no {what} {name:?} in this case"),
    );
    match near {
        [] => finding.help("take it out, or list the amount under [[stated]] with its paragraph"),
        [one] => finding.help(format!("did you mean {one:?}?")),
        several => finding.help(format!("there are: {}", several.join(", "))),
    }
}

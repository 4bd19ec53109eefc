//! A diagnostic as text for a person.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Message, Renderer, Snippet,
    normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Severity};
use crate::sources::{Place, SourceId, Sources};

/// How a rendering looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    Plain,
    /// With the terminal's colours.
    Colour,
}

/// The columns that a source line may take up; a longer one is cut around the place. A constant,
/// so that the same case gives the same bytes on every terminal.
const WIDTH: usize = 110;

/// The characters of one line that are underlined at most. A place may be a paragraph of prose on
/// one line, and its beginning is enough to find it.
const UNDERLINED: usize = 80;

/// Renders a diagnostic with its source lines. The text ends in a line break.
///
/// ```text
/// error[unknown-grade]: There is no grade Z
///  --> case.toml:1:9
///   |
/// 1 | grade = "Z"
///   |         ^^^ not in this pay structure
///   |
///   = help: Use one of the grades A to H.
/// ```
///
/// A figure that the message does not print is printed below, and so is the reason for which a
/// diagnostic was acknowledged. A place outside its text is shown as near to it as there is text.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let title = level(diagnostic.severity())
        .primary_title(&diagnostic.message)
        .id(diagnostic.code());
    let report = [Group::with_title(title)
        .elements(snippets(diagnostic, sources))
        .elements(remarks(diagnostic))];
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut text = renderer.term_width(WIDTH).render(&report);
    // The renderer pads the line of an empty label and the gutter of a blank line.
    if style == Style::Plain {
        text = text
            .lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n");
    }
    text.push('\n');
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// One snippet with every place that shares the lines of the first, then one for each other.
///
/// The renderer cuts all lines of a snippet at the same columns, so a place far out on a long line
/// must not share its snippet with another.
fn snippets<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Element<'a>> {
    let first = Shown::new(
        &diagnostic.place,
        &diagnostic.label,
        AnnotationKind::Primary,
        sources,
    );
    let others = diagnostic
        .others
        .iter()
        .map(|other| Shown::new(&other.place, &other.text, AnnotationKind::Context, sources));
    let (together, apart): (Vec<_>, Vec<_>) = others.partition(|other| {
        other.source == first.source && other.is_narrow(sources) && first.is_narrow(sources)
    });
    let mut groups = vec![std::iter::once(first).chain(together).collect::<Vec<_>>()];
    groups.extend(apart.into_iter().map(|shown| vec![shown]));
    groups
        .iter()
        .map(|group| snippet(group, sources).into())
        .collect()
}

/// The lines from the first place to the last. Only these are handed to the renderer, which reads
/// all that it is given.
fn snippet<'a>(shown: &[Shown<'a>], sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let source = shown[0].source;
    let text = sources.text(source);
    let start = shown
        .iter()
        .map(|one| one.lines(text).start)
        .min()
        .unwrap_or(0);
    let end = shown
        .iter()
        .map(|one| one.lines(text).end)
        .max()
        .unwrap_or(text.len());
    let first_line = text[..start].matches('\n').count() + 1;
    Snippet::source(&text[start..end])
        .path(normalize_untrusted_str(sources.name(source)))
        .line_start(first_line)
        .annotations(shown.iter().map(|one| {
            let label = (!one.label.is_empty()).then(|| normalize_untrusted_str(one.label));
            one.kind
                .span(one.span.start - start..one.span.end - start)
                .label(label)
        }))
}

/// A place as it will be shown.
struct Shown<'a> {
    source: SourceId,
    span: Range<usize>,
    label: &'a str,
    kind: AnnotationKind,
}

impl<'a> Shown<'a> {
    fn new(place: &Place, label: &'a str, kind: AnnotationKind, sources: &Sources) -> Self {
        let text = sources.text(place.source);
        let mut span = sources.clamped(place);
        // A place that ends in a line break would be drawn into the next line.
        while span.end > span.start && text[span.clone()].ends_with(['\n', '\r']) {
            span.end -= 1;
        }
        if let Some((at, _)) = text[span.clone()].char_indices().nth(UNDERLINED)
            && !text[span.start..span.start + at].contains('\n')
        {
            span.end = span.start + at;
        }
        Self {
            source: place.source,
            span,
            label,
            kind,
        }
    }

    /// The whole lines on which it lies, without the last one's line break.
    fn lines(&self, text: &str) -> Range<usize> {
        let start = text[..self.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.span.end..]
            .find('\n')
            .map_or(text.len(), |at| self.span.end + at);
        let carriage_return = usize::from(text[self.span.end..end].ends_with('\r'));
        start..end - carriage_return
    }

    /// Whether its lines can be shown whole.
    fn is_narrow(&self, sources: &Sources) -> bool {
        let text = sources.text(self.source);
        text[self.lines(text)]
            .lines()
            .all(|line| line.chars().count() <= WIDTH)
    }
}

/// What is said below the source lines.
fn remarks(diagnostic: &Diagnostic) -> Vec<Message<'static>> {
    let said = |value: &str| {
        diagnostic.message.contains(value)
            || diagnostic.label.contains(value)
            || diagnostic
                .others
                .iter()
                .any(|other| other.text.contains(value))
    };
    let figures: Vec<String> = diagnostic
        .figures
        .iter()
        .filter(|figure| !said(&figure.value))
        .map(|figure| format!("{} {}", figure.name, figure.value))
        .collect();
    let mut remarks = Vec::new();
    if !figures.is_empty() {
        remarks.push(remark(
            Level::NOTE.with_name("figures"),
            &figures.join(", "),
        ));
    }
    remarks.extend(diagnostic.help.iter().map(|help| remark(Level::HELP, help)));
    if let Some(reason) = &diagnostic.acknowledged {
        remarks.push(remark(Level::NOTE.with_name("acknowledged"), reason));
    }
    remarks
}

/// The renderer prints remarks, and labels, as they are, and they quote the user's file: an escape
/// sequence in it must not reach the terminal.
fn remark(level: Level<'static>, text: &str) -> Message<'static> {
    level.message(normalize_untrusted_str(text))
}

//! A diagnostic as text for a person.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Message, Renderer, Snippet,
    normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::Fix;
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

/// The bytes of a line beyond which it is not handed to the renderer whole: the renderer reads all that
/// it is given, and a report on one line may be a megabyte.
const LONG: usize = 4 * 1024;

/// The bytes of such a line that are handed over on either side of a place: more than can be shown.
const AROUND: usize = 4 * WIDTH;

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
///   = fix: Use "A"
/// ```
///
/// `fix` is one that may be applied without asking; `choice` is one that a person has to choose. A figure that the message does not print is printed below, and so is the reason for which a
/// diagnostic was acknowledged. A place outside its text is shown as near to it as there is text.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let title = level(diagnostic.severity())
        .primary_title(&diagnostic.message)
        .id(diagnostic.code());
    let (snippets, windows) = snippets(diagnostic, sources);
    let report = [Group::with_title(title)
        .elements(snippets)
        .elements(remarks(diagnostic))
        .elements(offers(diagnostic, sources))];
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut text = renderer.term_width(WIDTH).render(&report);
    for Window { rendered, meant } in windows {
        // Nothing above the title's end can be a heading of a snippet.
        let below = text.find('\n').unwrap_or(0);
        if let Some(at) = text[below..].find(&rendered) {
            text.replace_range(below + at..below + at + rendered.len(), &meant);
        }
    }
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
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> (Vec<Element<'a>>, Vec<Window>) {
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
    let mut windows = Vec::new();
    let mut elements: Vec<Element<'a>> = Vec::new();
    for group in &groups {
        let snippet = match &group[..] {
            [alone] if alone.is_on_long_line(sources) => {
                let (snippet, window) = window(alone, sources);
                windows.push(window);
                snippet
            }
            group => snippet(group, sources),
        };
        elements.push(snippet.into());
    }
    (elements, windows)
}

/// The lines from the first place to the last. Only these are handed to the renderer, which reads
/// all that it is given.
fn snippet<'a>(shown: &[Shown<'a>], sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let source = shown[0].source;
    let text = sources.text(source);
    let lines = || shown.iter().map(|one| one.lines(sources));
    let start = lines().map(|lines| lines.start).min().unwrap_or(0);
    let end = lines().map(|lines| lines.end).max().unwrap_or(text.len());
    let (first_line, _) = sources.line_at(source, start);
    Snippet::source(&text[start..end])
        .path(normalize_untrusted_str(sources.name(source)))
        .line_start(first_line + 1)
        .annotations(shown.iter().map(|one| one.annotation(start)))
}

/// A snippet that holds a part of its line only, so that the renderer counts its column from there.
struct Window {
    /// The heading of the snippet as it is rendered.
    rendered: String,
    /// As it is meant.
    meant: String,
}

/// The part of a long line around a place.
fn window<'a>(shown: &Shown<'a>, sources: &'a Sources) -> (Snippet<'a, Annotation<'a>>, Window) {
    let text = sources.text(shown.source);
    let lines = shown.lines(sources);
    let start = text.floor_char_boundary(shown.span.start.saturating_sub(AROUND));
    let start = start.max(lines.start);
    let end = text.ceil_char_boundary(text.len().min(shown.span.end + AROUND));
    let end = end.min(lines.end);
    let path = normalize_untrusted_str(sources.name(shown.source));
    let place = Place::new(shown.source, shown.span.clone());
    let (line, column) = sources.line_and_column(&place);
    let column_here = text[start..shown.span.start].chars().count() + 1;
    let window = Window {
        rendered: format!("{path}:{line}:{column_here}"),
        meant: format!("{path}:{line}:{column}"),
    };
    let snippet = Snippet::source(&text[start..end])
        .path(path)
        .line_start(line)
        .annotation(shown.annotation(start));
    (snippet, window)
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

    /// As the renderer takes it, in a part of the text that starts there.
    fn annotation(&self, start: usize) -> Annotation<'a> {
        let label = (!self.label.is_empty()).then(|| normalize_untrusted_str(self.label));
        self.kind
            .span(self.span.start - start..self.span.end - start)
            .label(label)
    }

    /// The whole lines on which it lies, without the last one's line break.
    fn lines(&self, sources: &Sources) -> Range<usize> {
        let (_, first) = sources.line_at(self.source, self.span.start);
        let (_, last) = sources.line_at(self.source, self.span.end);
        first.start..last.end.max(self.span.end)
    }

    /// Whether its lines can be shown whole.
    fn is_narrow(&self, sources: &Sources) -> bool {
        let text = sources.text(self.source);
        let lines = self.lines(sources);
        text[lines].lines().all(|line| {
            // No character takes more than four bytes.
            line.len() <= 4 * WIDTH && line.chars().count() <= WIDTH
        })
    }

    /// Whether it lies on one line, which is too long to be read for it alone.
    fn is_on_long_line(&self, sources: &Sources) -> bool {
        let (first, line) = sources.line_at(self.source, self.span.start);
        let (last, _) = sources.line_at(self.source, self.span.end);
        first == last && line.len() > LONG
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

/// The fixes that can be carried out: the safe one, and those that a person may choose.
fn offers(diagnostic: &Diagnostic, sources: &Sources) -> Vec<Message<'static>> {
    let can_be = |fix: &&Fix| fix.splices(sources).is_some();
    let offer = |fix: &Fix| {
        let name = if fix.is_safe() { "fix" } else { "choice" };
        remark(Level::HELP.with_name(name), &fix.label)
    };
    diagnostic.fixes.iter().filter(can_be).map(offer).collect()
}

/// The renderer prints remarks, and labels, as they are, and they quote the user's file: an escape
/// sequence in it must not reach the terminal.
fn remark(level: Level<'static>, text: &str) -> Message<'static> {
    level.message(normalize_untrusted_str(text))
}

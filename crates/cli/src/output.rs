//! The answer to standard output, everything else to standard error.

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use diagnostics::{Diagnostic, Sources, Style, render};

use crate::failure::{Failure, without_numbers};

/// Where a command says what it has to say.
///
/// When whoever reads the answer stops reading (`muster check … | head -1`), the rest of it is
/// dropped without a word, and the command ends with the exit code that it would have had.
pub(crate) struct Output {
    stdout: BufWriter<Stdout>,
    style: Style,
    closed: bool,
}

impl Output {
    /// The streams of this process, in colour where standard output is a terminal that shows it and
    /// `NO_COLOR` is not set.
    pub(crate) fn of_process() -> Self {
        let plain = AutoStream::choice(&io::stdout()) == ColorChoice::Never;
        Self {
            stdout: BufWriter::new(io::stdout()),
            style: if plain { Style::Plain } else { Style::Colour },
            closed: false,
        }
    }

    /// How diagnostics are to be rendered.
    pub(crate) fn style(&self) -> Style {
        self.style
    }

    /// Prints a part of the answer. What a case file says must not steer the terminal, so control
    /// characters are shown and not sent.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.write(harmless(text).as_bytes())
    }

    /// Prints what is already safe to print: rendered diagnostics, JSON, documents.
    pub(crate) fn print_as_is(&mut self, text: &str) -> Result<(), Failure> {
        self.write(text.as_bytes())
    }

    /// Bytes of a document, as they are.
    pub(crate) fn print_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.write(bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match self.closed {
            true => Ok(()),
            false => self.stdout.write_all(bytes),
        };
        self.unless_closed(written)
    }

    fn unless_closed(&mut self, written: io::Result<()>) -> Result<(), Failure> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other.map_err(Failure::Stdout),
        }
    }

    /// Asks a person whether to go on: nothing if there is none at both ends, who sees the answer so far
    /// and can type.
    pub(crate) fn ask(&mut self, question: &str) -> Result<Option<bool>, Failure> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Ok(None);
        }
        self.finish()?;
        let mut stderr = anstream::stderr();
        let _ = write!(stderr, "{} [y/N] ", harmless_line(question));
        let _ = stderr.flush();
        let mut answer = String::new();
        // Whoever closes the input has not said yes.
        let _ = io::stdin().read_line(&mut answer);
        Ok(Some(matches!(
            answer.trim().to_lowercase().as_str(),
            "y" | "yes"
        )))
    }

    /// Sends what is still held back.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        let flushed = match self.closed {
            true => Ok(()),
            false => self.stdout.flush(),
        };
        self.unless_closed(flushed)
    }

    /// Says something beside the answer. If nobody listens, that is no fault.
    #[expect(
        clippy::unused_self,
        reason = "whoever may speak to the person holds the output"
    )]
    pub(crate) fn note(&mut self, text: impl Display) {
        let mut stderr = anstream::stderr();
        let _ = writeln!(stderr, "\u{1b}[1mnote\u{1b}[0m: {}", harmless_line(&text));
    }

    /// Shows a finding beside the answer.
    #[expect(
        clippy::unused_self,
        reason = "whoever may speak to the person holds the output"
    )]
    pub(crate) fn finding(&mut self, finding: &Diagnostic, sources: &Sources) {
        // The stream takes the colours out where they are not wanted.
        let text = render(finding, sources, Style::Colour);
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Says why the command could not run.
    #[expect(
        clippy::unused_self,
        reason = "whoever may speak to the person holds the output"
    )]
    pub(crate) fn failure(&mut self, failure: &Failure) {
        let mut stderr = anstream::stderr();
        let what = harmless_line(without_numbers(&failure.to_string()));
        let _ = writeln!(stderr, "\u{1b}[1;31merror\u{1b}[0m: {what}");
        if let Some(help) = failure.help() {
            let help = harmless_line(help);
            let _ = writeln!(stderr, "\u{1b}[1;36mhelp\u{1b}[0m: {help}");
        }
    }
}

/// The text without characters that steer a terminal or turn the direction of writing.
pub(crate) fn harmless(text: &str) -> String {
    let steers = |c: char| (c.is_control() && c != '\n') || base::turns_direction(c);
    text.chars()
        .map(|c| if steers(c) { '\u{fffd}' } else { c })
        .collect()
}

fn harmless_line(text: impl Display) -> String {
    harmless(&text.to_string()).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_case_says_does_not_steer_the_terminal() {
        let text = super::harmless("a\u{1b}[2Jb\u{202e}c\td\ne");
        assert_eq!(text, "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\ne");
    }
}

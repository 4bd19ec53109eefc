//! Messages of plain text over SMTP.
//!
//! ```text
//! Settings ──▶ Mailer ──send──▶ server        STARTTLS or TLS; plain on this machine alone
//! Letter: to, subject, text, an id that stays the same however often it is sent
//! ```
//!
//! This crate does not know what messages are about, does not try again and does not store anything. Start with
//! [`Mailer`].

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use thiserror::Error;

/// The longest that a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most characters that are kept of what a server says.
const MOST_SAID: usize = 300;

/// What is set for e-mail.
#[derive(Clone)]
pub struct Settings {
    /// The server's name, or its number in the network.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How what is sent is kept from others on the way.
    pub security: Security,
    /// With what Muster signs in there, if it does: a name and a password.
    pub account: Option<(String, String)>,
    /// From whom messages are: `Muster <muster@example.org>`.
    pub from: String,
}

/// How what is sent is kept from others on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// The connection becomes secret before anything is said.
    StartTls,
    /// The connection is secret from its start.
    Tls,
    /// It is not, so the server is on this machine.
    None,
}

/// What is set cannot be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// Others could read what is sent.
    #[error("without TLS the mail server must be on this machine (127.0.0.1, ::1 or localhost)")]
    NotSecret,
    /// No address can be read.
    #[error("{0:?} is no sender such as Muster <muster@example.org>")]
    From(String),
    /// The server cannot be reached with TLS on this machine.
    #[error("TLS to the mail server cannot be set up: {0}")]
    Tls(String),
}

/// A message.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// What it is called, the same however often it is sent; the sender's host is added to it.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// When it is sent.
    pub at: SystemTime,
}

/// Why a message was not sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotSent {
    /// It never will be: its address or the message itself is refused.
    #[error("the mail server refuses the message: {0}")]
    Refused(String),
    /// It may be later; others may be sent now.
    #[error("the mail server does not take the message yet: {0}")]
    NotNow(String),
    /// No message can be sent now: the server does not answer, or does not accept who sends.
    #[error("the mail server cannot be used: {0}")]
    NoServer(String),
}

/// Sends messages.
#[derive(Clone)]
pub struct Mailer {
    server: String,
    port: u16,
    security: Security,
    /// With whom the connection is kept secret; none where it is not.
    secret_with: Option<TlsParameters>,
    account: Option<Credentials>,
    from: Mailbox,
}

impl Mailer {
    /// With these settings; the server is not asked anything yet.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let from = settings.from.parse();
        let from = from.map_err(|_| SettingsError::From(settings.from.clone()))?;
        let secret_with = match settings.security {
            Security::None if is_this_machine(&settings.server) => None,
            Security::None => return Err(SettingsError::NotSecret),
            Security::StartTls | Security::Tls => {
                let with = TlsParameters::new(settings.server.clone());
                Some(with.map_err(|cause| SettingsError::Tls(in_a_line(&cause)))?)
            }
        };
        let account = settings.account.clone();
        Ok(Self {
            server: settings.server.clone(),
            port: settings.port,
            security: settings.security,
            secret_with,
            account: account.map(|(name, password)| Credentials::new(name, password)),
            from,
        })
    }

    /// Sends a message once.
    ///
    /// # Errors
    /// [`NotSent`].
    pub async fn send(&self, letter: &Letter) -> Result<(), NotSent> {
        let (to, message) = self.written(letter)?;
        let mailer = self.clone();
        // The library waits for the server; so does a thread for it.
        let sent = tokio::task::spawn_blocking(move || mailer.deliver(to, &message)).await;
        sent.map_err(|_| NotSent::NoServer("sending was broken off".to_owned()))?
    }

    /// Says all of it to the server. What it refuses before it hears of the message it would refuse of any.
    fn deliver(&self, to: Address, message: &Message) -> Result<(), NotSent> {
        let no_server = |cause: SmtpError| NotSent::NoServer(in_a_line(&cause));
        let not_taken = |cause: SmtpError| match () {
            () if cause.is_permanent() => NotSent::Refused(in_a_line(&cause)),
            () if cause.is_transient() => NotSent::NotNow(in_a_line(&cause)),
            () => NotSent::NoServer(in_a_line(&cause)),
        };
        let mut connection = self.connect().map_err(no_server)?;
        let from = Some(self.from.email.clone());
        let begun = connection.command(Mail::new(from, Vec::new()));
        begun.map_err(no_server)?;
        let sent = connection
            .command(Rcpt::new(to, Vec::new()))
            .and_then(|_| connection.command(Data))
            .and_then(|_| connection.message(&message.formatted()));
        // It has the message or has not, whatever it answers to the farewell.
        let _ = connection.quit();
        sent.map(|_| ()).map_err(not_taken)
    }

    fn connect(&self) -> Result<SmtpConnection, SmtpError> {
        let name = ClientId::Domain(self.from.email.domain().to_owned());
        let at = (self.server.as_str(), self.port);
        let at_once = match self.security {
            Security::Tls => self.secret_with.as_ref(),
            Security::StartTls | Security::None => None,
        };
        let mut connection = SmtpConnection::connect(at, Some(PATIENCE), &name, at_once, None)?;
        if let (Security::StartTls, Some(with)) = (self.security, &self.secret_with) {
            connection.starttls(with, &name)?;
        }
        if let Some(account) = &self.account {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], account)?;
        }
        Ok(connection)
    }

    /// A message as it is sent, and to whom. The library writes each header so that no line ends in it.
    fn written(&self, letter: &Letter) -> Result<(Address, Message), NotSent> {
        let refused = |what: &str| NotSent::Refused(what.to_owned());
        let to = letter.to.parse::<Address>();
        let to = to.map_err(|_| refused("the address is none"))?;
        if letter.subject.contains(char::is_control) || letter.id.contains(char::is_control) {
            return Err(refused("the subject has more than one line"));
        }
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject.clone())
            .message_id(Some(format!(
                "<{}@{}>",
                letter.id,
                self.from.email.domain()
            )))
            .date(letter.at)
            .raw_header(automatic())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone());
        let message = message.map_err(|_| refused("it cannot be written"))?;
        Ok((to, message))
    }
}

/// Nothing of the account goes into a log.
impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailer")
    }
}

/// That no person wrote it, so that no machine answers: RFC 3834.
fn automatic() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(name, "auto-generated".to_owned())
}

fn is_this_machine(server: &str) -> bool {
    server == "localhost" || server.parse().is_ok_and(|at: IpAddr| at.is_loopback())
}

/// What a server says may have several lines.
fn in_a_line(cause: &dyn fmt::Display) -> String {
    let words = cause.to_string();
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().take(MOST_SAID).collect()
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::{Letter, Mailer, NotSent, Security, Settings};

    fn settings(server: &str, security: Security) -> Settings {
        Settings {
            server: server.to_owned(),
            port: 25,
            security,
            account: None,
            from: "Muster <muster@example.org>".to_owned(),
        }
    }

    fn letter() -> Letter {
        Letter {
            to: "officer1@example.org".to_owned(),
            id: "1".to_owned(),
            subject: "P-18-01 waits for your comments".to_owned(),
            text: "Read it: £1\n.\nBcc: other@example.org\n".to_owned(),
            at: SystemTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn nothing_in_a_message_becomes_a_header() {
        let mailer = Mailer::new(&settings("localhost", Security::None)).expect("a mailer");
        let written = mailer.written(&letter()).expect("a message");
        let text = String::from_utf8(written.1.formatted()).expect("a text");
        let (head, _) = text.split_once("\r\n\r\n").expect("a head");
        assert!(!head.contains("Bcc"), "{head}");
        for header in [
            "From: Muster <muster@example.org>",
            "To: officer1@example.org",
            "Date: Thu, 01 Jan 1970 00:00:00 +0000",
            "Message-ID: <1@example.org>",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(head.contains(header), "{header}\n{head}");
        }
        for line in [
            "\r\nBcc: other@example.org",
            "\nBcc: other@example.org",
            "\r",
        ] {
            let with = |change: &dyn Fn(&mut Letter)| {
                let mut letter = letter();
                change(&mut letter);
                mailer.written(&letter).map(|_| ())
            };
            for refused in [
                with(&|letter| letter.to.push_str(line)),
                with(&|letter| letter.subject.push_str(line)),
                with(&|letter| letter.id.push_str(line)),
            ] {
                assert!(matches!(refused, Err(NotSent::Refused(_))), "{line:?}");
            }
        }
    }

    #[test]
    fn what_is_sent_in_the_open_stays_on_this_machine() {
        for here in ["127.0.0.1", "127.0.0.2", "::1", "localhost"] {
            assert!(Mailer::new(&settings(here, Security::None)).is_ok());
        }
        for elsewhere in ["mail.example.org", "localhost.example.org", "10.0.0.1"] {
            assert!(Mailer::new(&settings(elsewhere, Security::None)).is_err());
        }
        let nobody = Settings {
            from: "nobody".to_owned(),
            ..settings("localhost", Security::None)
        };
        assert!(Mailer::new(&nobody).is_err());
    }
}

//! Notices as e-mail.

use std::sync::Arc;

use app::{AppError, Muster, Outgoing, Sent, Told};
use mail::{Letter, Mailer, NotSent};
use tokio::sync::watch;

/// How Muster sends e-mail.
#[derive(Clone, Debug)]
pub struct Mailing {
    /// What sends it.
    pub mailer: Arc<Mailer>,
    /// Where browsers reach Muster, without a slash at its end: links begin with it.
    pub address: String,
}

impl Mailing {
    /// Sends what is due, one message after another, until Muster stops. What became of one is written down
    /// before the next is begun: if Muster ends in between, one message may be sent twice, under the same id.
    pub(crate) async fn send_due(
        &self,
        muster: &Muster,
        stopped: &watch::Receiver<bool>,
    ) -> Result<(), AppError> {
        for message in muster.outgoing().await? {
            if *stopped.borrow() {
                break;
            }
            let sent = match self.mailer.send(&self.letter(&message, muster)).await {
                Ok(()) => Sent::Yes,
                // A server names the address that it refuses: that is for administrators, not for the log.
                Err(NotSent::Refused(fault)) => {
                    tracing::warn!("a message was refused; the page of accounts says why");
                    Sent::Refused(fault)
                }
                Err(NotSent::NotNow(fault)) => Sent::NotNow(fault),
                Err(NotSent::NoServer(fault)) => {
                    tracing::warn!(fault, "the mail server cannot be used");
                    Sent::NoServer(fault)
                }
            };
            muster.sent(&message, &sent).await?;
            // The server is not asked for each of the others.
            if matches!(sent, Sent::NoServer(_)) {
                break;
            }
        }
        Ok(())
    }

    /// A message in words: which proposals, what happened, where to read it. It says nothing of what a proposal
    /// says, for mail is read on the way and on telephones.
    fn letter(&self, message: &Outgoing, muster: &Muster) -> Letter {
        // Several last days of one proposal are one thing to look at.
        let mut told: Vec<&Told> = Vec::with_capacity(message.told.len());
        for one in &message.told {
            let is_same = |before: &&Told| {
                (before.kind, &before.body, &before.reference)
                    == (one.kind, &one.body, &one.reference)
            };
            if !told.iter().any(is_same) {
                told.push(one);
            }
        }
        let subject = match told.as_slice() {
            [one] => format!("{} {}", one.reference, one.kind.words()),
            several => format!("{} notices from Muster", several.len()),
        };
        let told: String = told.into_iter().map(|one| self.line(one)).collect();
        let text = format!(
            "{told}You get this because of what your account for Muster may do.\n\
             Nobody reads an answer. Choose how you are told: {}/account\n",
            self.address
        );
        Letter {
            to: message.address.clone(),
            id: message.id.clone(),
            subject,
            text,
            at: muster.clock().now().into(),
        }
    }

    fn line(&self, told: &Told) -> String {
        let (what, at) = (told.kind.words(), address(told));
        format!("{} {what}.\n{}{at}\n\n", told.reference, self.address)
    }
}

/// Where what was told is looked at, within Muster.
pub(crate) fn address(told: &Told) -> String {
    let below = told.kind.leads_to(&told.reference);
    format!("/{}/{below}", told.body.as_str())
}

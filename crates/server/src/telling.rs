//! What happens with cases is told to those whom it concerns, on pages and by e-mail. No page waits for it.

use std::time::Duration;

use base::Date;
use tokio::sync::watch;

use crate::site::Site;

/// How often it is looked whether something happened.
const EVERY: Duration = Duration::from_secs(2);

/// Tells of what happens until Muster stops: of steps when they are taken, of days once a day; and sends the
/// messages that are due. A message under way is finished.
pub(crate) async fn go_round(site: Site, stopped: watch::Receiver<bool>) {
    let mut looks = tokio::time::interval(EVERY);
    let mut told_on: Option<Date> = None;
    let mut told_to_stop = stopped.clone();
    loop {
        let stop = async { drop(told_to_stop.wait_for(|stopped| *stopped).await) };
        tokio::select! {
            _ = looks.tick() => {}
            () = stop => return,
        }
        look(&site, &mut told_on, &stopped).await;
    }
}

async fn look(site: &Site, told_on: &mut Option<Date>, stopped: &watch::Receiver<bool>) {
    let muster = site.muster();
    let mailing = site.settings().mailing.as_ref();
    if let Err(error) = muster.tell_of_steps(mailing.is_some()).await {
        tracing::warn!(%error, "nobody could be told what happened");
    }
    let today = muster.clock().today();
    if *told_on != Some(today) {
        *told_on = Some(today);
        if let Err(error) = muster.tell_of_days(mailing.is_some()).await {
            tracing::warn!(%error, "nobody could be told of last days");
        }
    }
    if let Some(mailing) = mailing
        && let Err(error) = mailing.send_due(muster, stopped).await
    {
        tracing::warn!(%error, "messages could not be read");
    }
}

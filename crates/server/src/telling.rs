//! What happens with cases is told to those whom it concerns. No page waits for it.

use std::time::Duration;

use base::Date;

use crate::site::Site;

/// How often it is looked whether something happened.
const EVERY: Duration = Duration::from_secs(2);

/// Tells of what happens, until it is dropped: of steps when they are taken, of last days once a day.
pub(crate) async fn go_round(site: Site) {
    let mut looks = tokio::time::interval(EVERY);
    let mut told_on: Option<Date> = None;
    loop {
        looks.tick().await;
        let muster = site.muster();
        if let Err(error) = muster.tell_of_steps().await {
            tracing::warn!(%error, "nobody could be told what happened");
        }
        let today = muster.clock().today();
        if told_on != Some(today) {
            told_on = Some(today);
            if let Err(error) = muster.tell_of_days().await {
                tracing::warn!(%error, "nobody could be told of last days");
            }
        }
    }
}

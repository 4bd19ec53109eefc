//! The cases as history in a register that can be opened in the browser.

use std::path::Path;
use std::sync::Arc;

use access::{Access, Actor};
use app::{Adopted, AppError, Invitation, Muster};
use proposal::Replay;
use server::DemoAccount;
use storage::FILE;

use crate::clock::SystemClock;
use crate::commands::wait;
use crate::failure::Failure;
use crate::output::Output;

/// The password of every invented account. Whoever has the demonstration may know it.
const PASSWORD: &str = "teapot lantern gravel";

/// The invented accounts: who, sign-in name, and what they may do.
const PEOPLE: [(&str, &str, Access); 2] = [
    ("Administrator 1", "administrator", Access::Administrator),
    ("Officer 1", "officer", Access::Staff),
];

/// The account with which anybody looks at the register in the browser.
pub(super) fn account() -> DemoAccount {
    let (_, sign_in_name, _) = PEOPLE[0];
    DemoAccount {
        sign_in_name: sign_in_name.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

/// Records the cases as history, if the folder holds none yet, and makes the invented accounts. Says in
/// words what is there.
pub(super) fn fill(folder: &Path, replay: &Replay, output: &mut Output) -> Result<String, Failure> {
    let adopted = wait(async {
        let filled = async {
            let muster = Muster::open(folder, Arc::new(SystemClock)).await?;
            let adopted = muster
                .adopt(&Actor::Operator, replay.ledger.entries())
                .await;
            let adopted = match adopted {
                Ok(adopted) => invite(&muster).await.map(|()| adopted),
                Err(error) => Err(error),
            };
            muster.close().await;
            adopted
        };
        filled.await.map_err(Failure::data(folder))
    })?;
    let (Adopted::Recorded(head) | Adopted::Already(head) | Adopted::Otherwise(head)) = adopted;
    if matches!(adopted, Adopted::Otherwise(_)) {
        output.note(format_args!(
            "the register in {} begins with other decisions than these cases, and was left as it is",
            folder.display()
        ));
    }
    let file = folder.join(FILE);
    let names: Vec<&str> = PEOPLE.iter().map(|(_, name, _)| *name).collect();
    Ok(format!(
        "Register of {} entries: {}\nSign-in names, invented: {}; password: {PASSWORD}\n",
        head.entries,
        file.display(),
        names.join(", ")
    ))
}

/// Makes the invented accounts, unless there are accounts.
async fn invite(muster: &Muster) -> Result<(), AppError> {
    if muster.setup_code().await?.is_none() {
        return Ok(());
    }
    for (name, sign_in_name, access) in PEOPLE {
        let invitation = Invitation {
            name: name.to_owned(),
            sign_in_name: sign_in_name.to_owned(),
            access,
            password: PASSWORD.to_owned(),
        };
        muster.make_account(&Actor::Operator, &invitation).await?;
    }
    Ok(())
}

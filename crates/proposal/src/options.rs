//! Options: several change sets of one case, of which one is proposed.
//!
//! The changes of the option that is proposed are those of the case itself, so that whatever reads a case
//! sees what is asked for. Another option keeps its own beside its words. Adopting one swaps the two.

use diagnostics::{At, Place};

use crate::case::{Case, ProposalOption};

/// What the option is called in which nothing was adopted before.
const FORMER: &str = "The former proposal";

/// The letter of an option by its place among those of a case: `B` for the second. Beyond the alphabet its
/// number stands for it.
pub fn option_letter(option: usize) -> String {
    match u8::try_from(option) {
        Ok(at @ 0..26) => char::from(b'A' + at).to_string(),
        _ => (option + 1).to_string(),
    }
}

/// The option that is proposed, by its place; none where a case has no options, or adopts none.
pub fn adopted(case: &Case) -> Option<usize> {
    case.options.iter().position(|option| option.adopted)
}

/// Does an option stand beside the proposal with changes of its own?
pub fn has_alternatives(case: &Case) -> bool {
    let mut options = case.options.iter();
    options.any(|option| !option.adopted && !option.changes.is_empty())
}

/// The case in which another option is the one that is proposed: its changes are those of the case, and the
/// option that was proposed keeps what were. None if there is no such option.
///
/// Adopting the first again gives the case as it was. Where no option was adopted, one is added that keeps
/// what was proposed.
pub fn adopt(case: &Case, option: usize) -> Option<Case> {
    case.options.get(option)?;
    let mut swapped = case.clone();
    let was = match adopted(case) {
        Some(was) if was == option => return Some(swapped),
        Some(was) => was,
        None => {
            let nowhere = Place::new(case.source, 0..0);
            swapped.options.push(ProposalOption {
                name: At::new(FORMER.to_owned(), nowhere.clone()),
                place: nowhere,
                text: None,
                rejected_because: None,
                adopted: true,
                changes: Vec::new(),
            });
            swapped.options.len() - 1
        }
    };
    let now = std::mem::take(&mut swapped.options[option].changes);
    swapped.options[was].changes = std::mem::replace(&mut swapped.changes, now);
    swapped.options[was].adopted = false;
    swapped.options[option].adopted = true;
    Some(swapped)
}

/// The case as one of its options alone, to be costed beside the others; with none, as nothing changes.
///
/// A stated cost of the structure after is that of what is proposed, and of nothing else.
pub(crate) fn alone(case: &Case, option: Option<usize>) -> Case {
    let mut alone = case.clone();
    alone.changes = match option {
        None => Vec::new(),
        Some(option) if case.options[option].adopted => case.changes.clone(),
        Some(option) => case.options[option].changes.clone(),
    };
    alone.options = Vec::new();
    for budget in &mut alone.budgets {
        budget.cost_after = None;
    }
    alone
}

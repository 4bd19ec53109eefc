//! Letting a finding stand.

use proposal::case::Acknowledgement;

use crate::draft::Draft;

/// The draft in which findings of a code stand, for a reason that the report prints; with `about`, only
/// those whose message has these words.
#[must_use]
pub fn acknowledge(draft: &Draft, code: &str, reason: &str, about: Option<&str>) -> Draft {
    let mut case = draft.case.clone();
    case.acknowledgements.push(Acknowledgement {
        place: draft.nowhere(),
        code: draft.new_value(code.to_owned()),
        reason: draft.new_value(reason.to_owned()),
        about: about.map(|about| draft.new_value(about.to_owned())),
    });
    Draft::of(&case)
}

/// The draft without what lets a finding stand: the acknowledgement of that code and reason.
#[must_use]
pub fn take_back(draft: &Draft, code: &str, reason: &str) -> Draft {
    let mut case = draft.case.clone();
    let own = case.acknowledgements.iter();
    let mut own = own
        .enumerate()
        .filter(|(_, one)| one.code.value == code && one.reason.value.trim() == reason.trim());
    if let Some((at, _)) = own.next() {
        case.acknowledgements.remove(at);
    }
    Draft::of(&case)
}

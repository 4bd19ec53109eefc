//! When two names are the same name.

/// A name as it is compared: without case, punctuation and double spaces, `&` read as *and*, and
/// without a leading article.
///
/// ```
/// assert_eq!(base::folded("The Commissioning & Placements Group"), "commissioning and placements group");
/// ```
pub fn folded(name: &str) -> String {
    let spelt = name.replace('&', " and ").to_lowercase();
    let spaced: String = spelt
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}

/// Are these two spellings of one name?
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}

/// How many of the words of two names agree, in per cent of all their different words.
pub fn similarity(a: &str, b: &str) -> u32 {
    use std::collections::BTreeSet;
    let (a, b) = (folded(a), folded(b));
    let words = |name: &'_ str| name.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(&a), words(&b));
    let shared = a.intersection(&b).count();
    let all = a.union(&b).count();
    u32::try_from(shared * 100 / all.max(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ampersands_case_and_apostrophes_do_not_part_names() {
        assert!(same_name(
            "Children's Disability Service",
            "CHILDREN\u{2019}S  DISABILITY SERVICE"
        ));
        assert!(same_name(
            "Commissioning & Placements Group",
            "commissioning and placements group"
        ));
        assert!(!same_name(
            "Commissioning and Placements",
            "Commissioning and Resources"
        ));
    }

    #[test]
    fn similarity_counts_shared_words() {
        assert_eq!(similarity("Service Organiser", "service organiser"), 100);
        assert_eq!(similarity("Commissioning Officer", "Contracts Officer"), 33);
    }
}

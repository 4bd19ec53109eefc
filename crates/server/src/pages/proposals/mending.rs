//! How each kind of finding is mended here, in the words of the pages, and where, if not at the place that
//! it is found at.

use drafting::Sheet;

use super::frame::Place;

/// How a kind of finding is mended.
#[derive(Clone, Debug)]
pub(super) struct Mending {
    /// What is to be done.
    pub(super) words: &'static str,
    /// Where, if that is not the place to which the finding points.
    pub(super) at: Option<Somewhere>,
}

/// A page on which something is mended.
#[derive(Clone, Debug)]
pub(super) enum Somewhere {
    /// A part of the proposal.
    Place(Place),
    /// A sheet, or a question on it.
    Sheet(Sheet, &'static str),
}

/// How findings of a code are mended; none of those of which only the finding itself can say it.
pub(super) fn mending(code: &str) -> Option<Mending> {
    let own = WORDS.iter().find(|(own, _)| *own == code);
    own.map(|(_, words)| Mending {
        words,
        at: elsewhere(code),
    })
}

/// Where what is missing would stand.
fn elsewhere(code: &str) -> Option<Somewhere> {
    let sheet = |sheet, part| Some(Somewhere::Sheet(sheet, part));
    match code {
        "case-empty" => Some(Somewhere::Place(Place::Changes)),
        "section-missing" | "gap-untold" | "gap-only-in-comment" | "net-fte-not-stated" => {
            Some(Somewhere::Place(Place::Report))
        }
        "comment-missing" => sheet(Sheet::Comments, ""),
        "funding-missing" => sheet(Sheet::Funding, ""),
        "cover-field-missing" => sheet(Sheet::Describe, ""),
        "cover-field-blank" => sheet(Sheet::Describe, "blank"),
        "unknown-template" => sheet(Sheet::Describe, "template"),
        "unknown-profile" => sheet(Sheet::Describe, "profile"),
        "change-not-recommended" => sheet(Sheet::Recommendations, ""),
        "approval-depends" => sheet(Sheet::Papers, "paper"),
        "protection-unquantified" => sheet(Sheet::Implications, "protection-people"),
        _ => None,
    }
}

/// What is to be done about each kind of finding.
const WORDS: &[(&str, &str)] = &[
    (
        "acknowledgement-unused",
        "Take back the acknowledgement: what it was about is no longer found.",
    ),
    (
        "amount-unmatched",
        "Put a figure in the place of the amount, or keep the amount and list it among the figures that the report states, with its source.",
    ),
    (
        "appendix-missing",
        "Attach the appendix, let Muster print it, say on what ground it is withheld, or take it out.",
    ),
    (
        "approval-depends",
        "List the other decision among the papers, with who decided and its date.",
    ),
    (
        "baseline-year",
        "Give the prices of the budget from which is saved, or measure against the budget of the year before the saving.",
    ),
    (
        "budget-partly-temporary",
        "State both gaps in the report, and give the day on which the temporary part of the budget ends.",
    ),
    (
        "case-empty",
        "Choose the posts that change, or add new posts.",
    ),
    (
        "change-not-recommended",
        "Add a recommendation, or select these changes and sources in the one that asks for them.",
    ),
    ("comment-date", "Mend one of the two dates."),
    (
        "comment-missing",
        "Enter the comment that the officer makes, with its date.",
    ),
    (
        "consultation-order",
        "Mend the date that is wrong, or say what the later meeting was for.",
    ),
    (
        "cost-not-known",
        "Give the grade, the FTE or the cost of one full-time post. What is not known before and after alike cancels out.",
    ),
    (
        "cover-field-blank",
        "Fill in the field, and take it off the list of fields that are left empty.",
    ),
    (
        "cover-field-missing",
        "Fill in what the head of the report lacks.",
    ),
    (
        "equality-scope",
        "List every characteristic that the assessment looked at, or say in the report why it looked at these alone.",
    ),
    (
        "exempt-nothing",
        "Name what is withheld as the case calls it, or take the exemption out. Until then the public would read it.",
    ),
    (
        "exempt-told",
        "Withhold the words as well, or write them without the sum.",
    ),
    (
        "extension-shortens",
        "Give a later day, or disestablish the posts from the day on which they end.",
    ),
    (
        "figure-unknown",
        "Write the name of a figure that there is, or put the figure in from the list. A table or chart stands alone on its line.",
    ),
    (
        "fte-above-posts",
        "Mend the number of posts or the FTE. The FTE is that of all posts together, and a full-time post is 1 FTE.",
    ),
    (
        "full-year-for-temporary",
        "State the part-year cost, or say that the figure covers a full year.",
    ),
    (
        "funding-conditional",
        "Let the decision depend on the release, or wait for it. Once it is released, say so in \u{2018}How far it is agreed\u{2019}.",
    ),
    (
        "funding-disagrees",
        "Settle which of the two it is, and tell it alike in both places.",
    ),
    (
        "funding-gap",
        "Say who pays in the time between, or let posts and money start and end together.",
    ),
    (
        "funding-incomplete",
        "Give each source its amount so that together they pay the cost, or name who pays the rest.",
    ),
    ("funding-missing", "Name who pays, with the amount."),
    (
        "funding-start",
        "State the part-year cost, and from when the money is there.",
    ),
    (
        "gap-only-in-comment",
        "State the shortfall in the financial implications: choose \u{2018}Cost above the budget\u{2019} from the list of figures.",
    ),
    (
        "gap-untold",
        "State the shortfall in the financial implications, and say what closes it.",
    ),
    (
        "heads-against-fte",
        "Say how the people fit into the posts, or mend the number of people.",
    ),
    (
        "label-addends",
        "Name what the sum holds, or state the sum of what it is called.",
    ),
    (
        "lead-time",
        "Let the changes take effect later, or say in the report on what ground call-in does not apply.",
    ),
    (
        "marker-without-note",
        "Put the note under the same paragraph, or take the asterisk out.",
    ),
    (
        "name-variant",
        "Write the name in one way everywhere, or list the other among the names of the unit.",
    ),
    (
        "net-fte-not-stated",
        "Put \u{2018}Net change in FTE\u{2019} into the report, from the list of figures.",
    ),
    (
        "numbering-gap",
        "Number the paragraphs anew, or take the numbers out and let them count by themselves.",
    ),
    (
        "obligation-undated",
        "Give the last day that the words of the promise can mean.",
    ),
    (
        "occupancy-missing",
        "Say whether somebody holds the posts, and where their holders go.",
    ),
    (
        "option-without-figures",
        "Say what would change in the option. One in which nothing changes needs no figures.",
    ),
    (
        "options-missing",
        "Describe another option and why it is rejected, or say why there is none.",
    ),
    (
        "paper-mismatch",
        "Mend the date and the title if this is the report that is meant; leave them if it is another.",
    ),
    (
        "paper-not-held",
        "Leave it, or add the report to those that Muster holds.",
    ),
    (
        "paragraph-not-found",
        "Refer to the paragraph by the number that it has now.",
    ),
    (
        "pay-basis-outdated",
        "Cost the posts on the agreed spine, or say in the report on which pay the costs rest.",
    ),
    (
        "placeholder-left",
        "Write what the report says, or take it out.",
    ),
    (
        "protection-unquantified",
        "Say how many people the change touches, how many of them are protected, and for how long.",
    ),
    (
        "recommendation-wording",
        "Word it alike in both places, or leave the recommendations of the cover empty: then it prints those of the report.",
    ),
    (
        "recommended-change-uncosted",
        "Give the FTE or the number of the posts, and each saving by its new years.",
    ),
    (
        "residual",
        "Leave it, or mend the stated cost. Totals use the stated one unless \u{2018}Where a cost is stated\u{2019} says otherwise.",
    ),
    (
        "retrospective-change",
        "Let the changes take effect on the day of the decision or later, or name the decision on which they rest.",
    ),
    (
        "ring-fence-purpose",
        "Give the share of each source that pays for the post, or say in the report how its work has changed.",
    ),
    (
        "saving-ambiguous",
        "Answer whether later years contain the earlier ones, and whether the saving comes every year.",
    ),
    (
        "saving-not-derivable",
        "Add the changes that save the rest, or use the figure of what the changes save.",
    ),
    (
        "saving-unevidenced",
        "Name what shows that the saving was delivered, with its date.",
    ),
    (
        "scope-disagrees",
        "Let the title, the text and the tables be about the same services.",
    ),
    ("section-missing", "Write the sections that are required."),
    (
        "section-unknown",
        "Give the section a heading, or move its words into a section of this kind of report.",
    ),
    (
        "shares-do-not-add-up",
        "Make the shares 100% together. A fund that the report does not name is still a fund.",
    ),
    (
        "slot-in-before-evaluation",
        "Evaluate the post first, or call the slot-in provisional in the report.",
    ),
    (
        "small-number-told",
        "Write that there are fewer than so many, or withhold the paragraph.",
    ),
    (
        "stated-differs",
        "Mend the stated figure or the changes behind it, or empty \u{2018}Worked-out figure that it should equal\u{2019} if it is something else.",
    ),
    ("statute-name", "Write the Act by its own name and year."),
    (
        "temporary-overlap",
        "Let the post become permanent on the day after its temporary term ends.",
    ),
    (
        "title-overstates",
        "Let the title name what happens to the posts: establish, make permanent, extend.",
    ),
    (
        "unit-disagrees",
        "Write the unit by its name, or list this name among its other names.",
    ),
    (
        "unit-not-stated",
        "Say in which unit the posts are established.",
    ),
    (
        "unknown-grade",
        "Write the grade as the council does, or give the cost of one full-time post.",
    ),
    ("unknown-profile", "Select one of the on-cost profiles."),
    ("unknown-template", "Select one of the kinds of report."),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What says how a finding is mended in a case file speaks of fields that no page has.
    #[test]
    fn every_check_has_words_of_the_pages() {
        let codes = checks::CHECKS.iter().map(|check| check.rule.code);
        let without: Vec<&str> = codes.filter(|code| mending(code).is_none()).collect();
        assert!(without.is_empty(), "{without:?}");
    }

    #[test]
    fn all_words_are_about_a_rule() {
        let is_rule = |code: &str| checks::rules().any(|rule| rule.code == code);
        let stray: Vec<&str> = WORDS
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| !is_rule(code))
            .collect();
        assert!(stray.is_empty(), "{stray:?}");
    }
}
